"""Finding on a scenario: changes of assignments, the tasks being the same."""

from __future__ import annotations

from respnet.analysis.compare.changes import AssignmentStatus
from respnet.analysis.compare.comparison import ComparisonResults
from respnet.core.i18n import Text, format_count, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.comparison_base import (
    describe_similar_names,
    format_change_counts,
    list_changed_assignments,
)
from respnet.findings.finding import Finding


def describe_scenario(old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults) -> Finding:
    """Describe the assignments kept, dropped, changed in role and added by a scenario.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: ComparisonResults of the two.

    Returns:
        The finding.
    """
    return Finding(
        id="what-changed",
        title=Text(zh="分工的变化", en="What changed in the assignments"),
        sentence=join_sentences([_sentence(comparison), describe_similar_names(old, new, comparison)]),
        rule=Text(
            zh="假设方案的任务就是现方案的任务，逐项比较单位和角色。角色改变只算一处，不算一增一减。",
            en="The tasks are the same; on each, the units and their roles are compared. A change of role is one "
            "change, not a loss and a gain.",
        ),
        population=_population(old, new),
        limits=Text(
            zh="假设只改动名单，没有考虑人员、经费和职责能否跟着调整；方案本身没有改动。",
            en="Only names were moved: whether staff, money and powers could follow is not considered. The plan itself "
            "was left as it is.",
        ),
        evidence=list_changed_assignments(comparison),
    )


def _sentence(comparison: ComparisonResults) -> Text:
    tasks, parts = len(comparison.matches), len(comparison.assignments)
    if not tasks:
        return Text(zh="方案没有任务。", en="The plan holds no tasks.")
    if not parts:
        return Text(zh=f"方案的 {tasks} 项任务没有写单位。", en="The plan's tasks name no units.")
    if all(one.change is AssignmentStatus.KEPT for one in comparison.assignments):
        return Text(
            zh=f"分工没有变化：{tasks} 项任务、{parts} 处分工与现方案相同。",
            en=f"Nothing would change: {format_count(tasks, 'task', 'tasks')} with the same "
            f"{format_count(parts, 'assignment', 'assignments')}.",
        )
    said = format_change_counts(comparison)
    return Text(
        zh=f"任务不变，共 {tasks} 项；分工{said.zh}。",
        en=f"The {'task stays' if tasks == 1 else f'{tasks} tasks stay'} the same. Of the assignments, {said.en}.",
    )


def _population(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> Text:
    tasks, before, after = len(old.tasks), len(old.plan.units), len(new.plan.units)
    return Text(
        zh=f"{tasks} 项任务；现方案 {before} 个单位，假设方案 {after} 个，都包括集合单位。",
        en=f"{format_count(tasks, 'task', 'tasks')}; {format_count(before, 'unit', 'units')} in the plan as it "
        f"is, {after} in "
        "the plan as supposed; collectives are included.",
    )
