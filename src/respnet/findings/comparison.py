"""Findings on two plans: changes of tasks, assignments, loads and leads."""

from __future__ import annotations

from respnet.analysis.compare.changes import AssignmentStatus
from respnet.analysis.compare.comparison import ComparisonResults
from respnet.analysis.compare.matching import CERTAIN_SIMILARITY, MIN_SIMILARITY, MIN_TITLE_SIMILARITY
from respnet.core.i18n import Text, format_count, format_list, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.approximations import describe_approximation
from respnet.findings.comparison_base import (
    SHOWN,
    describe_area_limits,
    describe_similar_names,
    format_change_counts,
    has_two_areas,
    list_changed_assignments,
)
from respnet.findings.comparison_leads import describe_lead_changes
from respnet.findings.comparison_loads import describe_load_changes
from respnet.findings.comparison_tasks import describe_task_changes
from respnet.findings.finding import Evidence, Finding
from respnet.findings.whatif import describe_scenario


def build_comparison_findings(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> tuple[Finding, ...]:
    """Build every finding on two plans, in order of presentation; the one on task content only if some changed.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: ComparisonResults of the two.

    Returns:
        All findings.
    """
    first = describe_scenario if comparison.scenario else describe_changes
    return (
        first(old, new, comparison),
        *describe_task_changes(old, new, comparison),
        describe_load_changes(old, new, comparison),
        describe_lead_changes(old, new, comparison),
    )


def describe_changes(old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults) -> Finding:
    """Describe the tasks and assignments that were kept, added, dropped or changed in role.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: ComparisonResults of the two.

    Returns:
        The finding.
    """
    refused = len(comparison.numbers_refused)
    return Finding(
        id="what-changed",
        title=Text(zh="任务和分工的变化", en="What changed in tasks and assignments"),
        sentence=join_sentences(
            [_changes_sentence(old, new, comparison), describe_similar_names(old, new, comparison)]
        ),
        rule=Text(
            zh="先统一单位名称：任一方案登记过的其他写法算同一单位，不看地区。再对应任务："
            f"题目和单位都相同的，或编号相同、相似度不低于 {CERTAIN_SIMILARITY} 的，直接对应；"
            "其余按相似度合计最大来配对，"
            f"相似度不低于 {MIN_SIMILARITY}、题目相似度不低于 {MIN_TITLE_SIMILARITY} 才算，编号也相同的减半。"
            "相似度是题目相邻两字的重合率与单位重合率的平均。"
            f"编号相同但不够相似的不当作同一任务（本次有 {refused} 对）。角色改变只算一处，不算一增一减。",
            en="Unit names first: a spelling that either plan records is the same unit, whatever the area. Then tasks: "
            "those alike in title and units, or with the same number and a likeness of at least "
            f"{CERTAIN_SIMILARITY}, are the same; "
            "the rest are paired so that the likenesses add up to the most, each at least "
            f"{MIN_SIMILARITY} and at least {MIN_TITLE_SIMILARITY} in the title, or half of that where the "
            "number is the same too. "
            "Likeness is the mean of the overlaps of the titles' character pairs and of the units. The same number "
            f"without that likeness is not the same task (there {'is' if refused == 1 else 'are'} "
            f"{format_count(refused, 'such pair', 'such pairs')}). A change of role is one change, not a loss "
            "and a gain.",
        ),
        population=_changes_population(old, new, comparison),
        limits=_changes_limits(comparison),
        evidence=(
            *(Evidence(task=task) for task in (*comparison.only_new, *comparison.only_old)),
            *list_changed_assignments(comparison),
        ),
    )


def _changes_sentence(old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults) -> Text:
    before, after, both = len(old.tasks), len(new.tasks), len(comparison.matches)
    if not before and not after:
        return Text(zh="两个方案都没有任务。", en="Neither plan holds any tasks.")
    if not before or not after:
        some = Text(zh=f"{before or after} 项", en=str(before or after))
        if not before:
            return Text(
                zh=f"原方案没有任务，新方案有 {some.zh}，无从比较。",
                en=f"The old plan holds no tasks, the new one holds {some.en}.",
            )
        return Text(
            zh=f"原方案有 {some.zh}任务，新方案没有任务，无从比较。",
            en=f"The new plan holds no tasks, the old one holds {some.en}.",
        )
    if not both:
        return Text(
            zh=f"原方案 {before} 项任务与新方案 {after} 项任务没有一项对得上，不能逐项比较分工。",
            en=f"The old plan has {format_count(before, 'task', 'tasks')} and the new one {after}, but no task "
            "of the one "
            "could be matched with one of the other, so assignments cannot be compared task by task.",
        )
    if comparison.nothing_changed:
        return _nothing_sentence(comparison)
    return join_sentences([_task_sentence(comparison, before), _assignment_sentence(comparison)])


def _nothing_sentence(comparison: ComparisonResults) -> Text:
    """Say that nothing changed, or, where the tasks' content did, that nothing came or went."""
    tasks, parts = len(comparison.matches), len(comparison.assignments)
    same = Text(
        zh=f"{tasks} 项任务" + (f"、{parts} 处分工与原方案相同。" if parts else "与原方案相同。"),
        en=f"both plans have the same {format_count(tasks, 'task', 'tasks')}"
        + (f" and {format_count(parts, 'assignment', 'assignments')}." if parts else "."),
    )
    if not comparison.task_changes:
        return Text(zh=f"任务和分工都没有变化：{same.zh}", en=f"Nothing changed: {same.en}")
    return Text(
        zh=f"任务没有增减，{tasks} 项两个方案都有" + (f"；{parts} 处分工没有变化。" if parts else "。"),
        en=f"No task came or went: {same.en}",
    )


def _task_sentence(comparison: ComparisonResults, before: int) -> Text:
    both, gone, new = len(comparison.matches), len(comparison.only_old), len(comparison.only_new)
    if not gone and not new:
        return Text(
            zh=f"{both} 项任务两个方案都有。", en=f"Both plans have the same {format_count(both, 'task', 'tasks')}."
        )
    if has_two_areas(comparison):
        return Text(
            zh=f"两个方案都有的任务 {both} 项，{gone} 项只在原方案，{new} 项只在新方案。",
            en=f"{format_count(both, 'task is', 'tasks are')} in both plans, {gone} only in the old and {new} "
            "only in the "
            "new one.",
        )
    kept_gone = Text(
        zh=f"保留 {both} 项，取消 {gone} 项" if gone else "全部保留",
        en=f"{both} {'is' if both == 1 else 'are'} kept and {gone} {'is' if gone == 1 else 'are'} gone"
        if gone
        else "all are kept",
    )
    return Text(
        zh=f"原方案 {before} 项任务，{kept_gone.zh}；新方案" + (f"另新增 {new} 项。" if new else "没有新增任务。"),
        en=f"Of the old plan's {format_count(before, 'task', 'tasks')}, {kept_gone.en}; the new plan adds "
        + (f"{new}." if new else "none."),
    )


def _assignment_sentence(comparison: ComparisonResults) -> Text:
    parts = [one for one in comparison.assignments if one.in_both]
    if not parts:
        return Text(zh="两个方案都有的任务没有写单位。", en="The tasks of both plans name no units.")
    if all(one.change is AssignmentStatus.KEPT for one in parts):
        kept = len(parts)
        return Text(
            zh=f"这些任务的 {kept} 处分工没有变化。",
            en=f"Their {format_count(kept, 'assignment has', 'assignments have')} not changed.",
        )
    said = format_change_counts(comparison)
    return Text(
        zh=f"两个方案都有的任务里，分工{said.zh}。", en=f"Of the assignments in the tasks of both plans, {said.en}."
    )


def _changes_population(old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults) -> Text:
    sizes = [(len(network.tasks), len(network.plan.units)) for network in (old, new)]
    told = [
        Text(
            zh=f"{tasks} 项任务、{units} 个单位",
            en=f"{format_count(tasks, 'task', 'tasks')} and {format_count(units, 'unit', 'units')}",
        )
        for tasks, units in sizes
    ]
    pairs, changed = comparison.renamed[:SHOWN], len(comparison.renamed)
    zh = format_list([f"{name}即{used}" for name, used in pairs], "zh") + ("等" if changed > SHOWN else "")
    en = format_list([f"{name} is {used}" for name, used in pairs], "en") + (
        f", and {changed - SHOWN} more" if changed > SHOWN else ""
    )
    return Text(
        zh=f"原方案 {told[0].zh}，新方案 {told[1].zh}，都包括集合单位。"
        + (f"比较前按登记统一了 {changed} 个名称：{zh}。" if changed else ""),
        en=f"The old plan: {told[0].en}; the new plan: {told[1].en}; collectives are included."
        + (
            f" {format_count(changed, 'name was', 'names were')} made common first, as recorded: {en}."
            if changed
            else ""
        ),
    )


def _changes_limits(comparison: ComparisonResults) -> Text:
    return join_sentences(
        [
            Text(
                zh="哪项任务对应哪项，是按文字推定的，请看对应表核对；一项拆成几项或几项并成一项的，只对上其中一项。",
                en="Which task is which was inferred from the words; please check the table of matches. A task that "
                "was split, or several that became one, are matched only once.",
            ),
            describe_area_limits(comparison),
            describe_approximation(comparison.approximation),
        ]
    )
