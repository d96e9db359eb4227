"""Findings on two plans, or on a plan and a scenario: changes of tasks, assignments, loads and leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from respnet.analysis.compare.changes import AssignmentStatus, DeadlineShift, TaskChange, TaskField
from respnet.analysis.compare.comparison import ComparisonResults
from respnet.analysis.compare.matching import CERTAIN_SIMILARITY, MIN_SIMILARITY, MIN_TITLE_SIMILARITY
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, format_list, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.comparison_loads import (
    describe_area_limits,
    describe_both_populations,
    describe_lead_changes,
    describe_load_changes,
    get_plan_names,
    has_two_areas,
    join_counts,
    make_name_lookup,
)
from respnet.findings.display_names import TASK_FIELD_WORDS, capitalise_first
from respnet.findings.finding import Evidence, Finding, describe_approximation


def build_comparison_findings(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> tuple[Finding, ...]:
    """Build every finding on two plans, in order of presentation; the one on task content only if some changed.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: Results on the two.

    Returns:
        All findings.
    """
    findings = (
        _describe_changes(comparison),
        *([_describe_content(old, new, comparison)] if comparison.task_changes else []),
        describe_load_changes(make_name_lookup(old, new), comparison),
        describe_lead_changes(comparison),
    )
    population, area = describe_both_populations(old, new, comparison), describe_area_limits(comparison)
    return tuple(replace(one, population=population, limits=join_sentences([one.limits, area])) for one in findings)


def _describe_changes(comparison: ComparisonResults) -> Finding:
    """Describe the tasks and assignments that were kept, added, dropped or changed in role."""
    scenario = comparison.scenario
    return Finding(
        id="what-changed",
        title=Text(zh="任务和分工的变化", en="What changed in tasks and assignments"),
        sentence=_changes_sentence(comparison),
        rule=join_sentences([EMPTY_TEXT if scenario else _MATCHING_RULE, _ASSIGNMENT_RULE]),
        limits=join_sentences(
            [_SCENARIO_LIMITS if scenario else _MATCHING_LIMITS, describe_approximation(comparison.approximation)]
        ),
        evidence=(
            *(Evidence(task=task) for task in (*comparison.only_new, *comparison.only_old)),
            *(
                Evidence(unit=one.unit, task=one.new_task or one.old_task, role=one.new_role or one.old_role)
                for one in comparison.assignments
                if one.in_both and one.change is not AssignmentStatus.KEPT
            ),
        ),
    )


_MATCHING_RULE = Text(
    zh="单位按登记的写法统一，不看地区。题目和单位都相同的，"
    f"或序号相同、相似度不低于 {CERTAIN_SIMILARITY} 的，是同一任务。其余按相似度合计最大来配对，"
    f"相似度不低于 {MIN_SIMILARITY}、题目相似度不低于 {MIN_TITLE_SIMILARITY} 才算，序号也相同的减半。"
    "相似度是题目相邻两字的重合率与单位重合率的平均。",
    en="Spellings that either plan records are the same unit, whatever the area. Tasks alike in title and units, or "
    f"with the same number and a likeness of at least {CERTAIN_SIMILARITY}, are the same. The rest are paired so that "
    f"the likenesses add up to the most, each at least {MIN_SIMILARITY} and {MIN_TITLE_SIMILARITY} in the title, or "
    "half of that where the number is the same. Likeness is the mean of the overlaps of the titles' character pairs "
    "and of the units.",
)
_ASSIGNMENT_RULE = Text(
    zh="逐项比较单位和角色，统称也比较；角色改变只算一处，不算一增一减。",
    en="Units and their roles are compared task by task, collectives too; a change of role is one change, not a loss "
    "and a gain.",
)
_MATCHING_LIMITS = Text(
    zh="哪项任务对应哪项，是按文字推定的；一项拆成几项或几项并成一项的，只对上其中一项。",
    en="Which task is which was inferred from the words. A task that was split, or several that became one, are "
    "matched only once.",
)
_SCENARIO_LIMITS = Text(
    zh="假设只改动名单，没有考虑人员、经费和职责能否跟着调整；方案本身没有改动。",
    en="Only names were moved: whether staff, money and powers could follow is not considered. The plan itself was "
    "left as it is.",
)


def _changes_sentence(comparison: ComparisonResults) -> Text:
    both, gone, new = len(comparison.matches), len(comparison.only_old), len(comparison.only_new)
    if not both and not gone and not new:
        return Text(zh="没有任务可以比较。", en="There are no tasks to compare.")
    if not both:
        names = get_plan_names(comparison)
        zh = [
            f"{name.zh}{f'有 {size} 项任务' if size else '没有任务'}"
            for name, size in zip(names, (gone, new), strict=True)
        ]
        return Text(
            zh=f"{'，'.join(zh)}，没有相同的任务可以比较。",
            en=f"{capitalise_first(names[0].en)} has {format_count(gone, 'task', 'tasks')} and {names[1].en} {new}, "
            "and none is in both.",
        )
    if has_two_areas(comparison):
        those = Text(zh="两地都有的任务", en="the tasks of both places")
        ways = (
            ("两地都有", "in both plans"),
            ("只在原方案", "in the old one only"),
            ("只在新方案", "in the new one only"),
        )
    else:
        those = Text(zh="保留的任务", en="the tasks kept") if gone or new else Text(zh="这些任务", en="these tasks")
        ways = (("保留", "kept"), ("取消", "gone"), ("新增", "new"))
    counts = join_counts([(count, *way) for count, way in zip((both, gone, new), ways, strict=True)], "项")
    tasks = (
        Text(zh=f"任务{counts.zh}。", en=f"Of the tasks, {counts.en}.")
        if gone or new or has_two_areas(comparison)
        else Text(
            zh=f"任务没有增减，共 {both} 项。", en=f"No task came or went: {format_count(both, 'task', 'tasks')}."
        )
    )
    return join_sentences(
        [tasks, *_doubts(comparison, those), _assignment_sentence(comparison, those), *_alike(comparison)]
    )


def _doubts(comparison: ComparisonResults, those: Text) -> Iterator[Text]:
    doubtful = len(comparison.doubtful)
    if doubtful:
        yield Text(
            zh=f"{those.zh}中有 {doubtful} 项是按题目和单位的相近程度对上的，请核对。",
            en=f"Of {those.en}, {format_count(doubtful, 'was', 'were')} matched by words and units; please check.",
        )


def _assignment_sentence(comparison: ComparisonResults, those: Text) -> Text:
    ways = (
        (AssignmentStatus.KEPT, "未变", "as before"),
        (AssignmentStatus.NEW, "新增", "new"),
        (AssignmentStatus.GONE, "取消", "gone"),
        (AssignmentStatus.ROLE, "角色改变", "in another role"),
    )
    counts = join_counts([(len(comparison.changed(change)), zh, en) for change, zh, en in ways], "处")
    if not counts.zh:
        return Text(zh=f"{those.zh}都没有写单位。", en=f"No units are named for {those.en}.")
    return Text(zh=f"{those.zh}中，分工{counts.zh}。", en=f"Of the assignments in {those.en}, {counts.en}.")


def _alike(comparison: ComparisonResults) -> Iterator[Text]:
    pairs = len(comparison.alike)
    if pairs:
        yield Text(
            zh=f"有 {pairs} 对单位名称相近，没有当作同一单位，请核对。",
            en=f"{format_count(pairs, 'pair of unit names looks', 'pairs of unit names look')} alike and "
            f"{'was' if pairs == 1 else 'were'} not taken for one unit; please check.",
        )


def _describe_content(old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults) -> Finding:
    """Describe the matched tasks with changed content."""
    tasks = dict.fromkeys(one.new_task for one in comparison.task_changes)
    return Finding(
        id="tasks-changed",
        title=Text(zh="任务内容的变化", en="What changed in what the tasks say"),
        sentence=_content_sentence(comparison, len(tasks)),
        rule=Text(
            zh="题目和章节不看序号、标点和空格，只是重新编号的不算。完成时限能读出年月的比较最后一天，读不出的比较文字。"
            "目标要求不看先后。两个方案都分章节的才比较所属章节。",
            en="Titles and sections are compared without numbering, punctuation and blanks. Deadlines that can both be "
            "read as dates are compared by the last day, others by their words. The order of targets does not matter. "
            "Sections are compared only if both plans have some.",
        ),
        limits=join_sentences(
            [
                Text(
                    zh="完成时限没有写年份的，不推定年份。章节标题改了字的，其中各项都算所属章节不同。",
                    en="Where a deadline has no year none is assumed. Where the words of a section's heading change, "
                    "all its tasks stand in another section.",
                ),
                *_list_missing_fields(old, new, comparison),
            ]
        ),
        evidence=tuple(Evidence(task=task) for task in tasks),
    )


def _list_missing_fields(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> Iterator[Text]:
    """Say that one plan gives deadlines, or targets, for no task, where the other does."""
    changed = {one.part for one in comparison.task_changes}
    for name, network in zip(get_plan_names(comparison), (old, new), strict=True):
        for part, written in (
            (TaskField.DEADLINE, any(task.deadline for task in network.tasks)),
            (TaskField.TARGETS, any(task.targets for task in network.tasks)),
        ):
            if part in changed and not written:
                what = TASK_FIELD_WORDS[part]
                yield Text(
                    zh=f"{name.zh}没有一项任务写明{what.zh}，也可能没有读出来，请对照原文件。",
                    en=f"{capitalise_first(name.en)} has no {what.en.removesuffix('s')} on any task; it may not have "
                    "been read, please check.",
                )


_SHIFTS: tuple[tuple[Callable[[TaskChange], bool], str, str], ...] = (
    (lambda one: one.shift is DeadlineShift.EARLIER, "提前", "earlier"),
    (lambda one: one.shift is DeadlineShift.LATER, "推后", "later"),
    (lambda one: not one.old, "新写明", "added"),
    (lambda one: not one.new, "不再写明", "no longer given"),
    (lambda one: bool(one.old and one.new and one.shift is None), "先后不明", "not comparable"),
)


def _content_sentence(comparison: ComparisonResults, tasks: int) -> Text:
    """Count the tasks with changed content, by field, and the deadlines by direction."""
    changes = comparison.task_changes
    parts = [(sum(one.part is part for one in changes), TASK_FIELD_WORDS[part]) for part in TaskField]
    others = [(count, word) for count, word in parts if count and word is not TASK_FIELD_WORDS[TaskField.DEADLINE]]
    zh = "，".join(f"{word.zh} {count} 项" for count, word in others)
    en = format_list([f"{count} in the {word.en}" for count, word in others], "en")
    first = Text(
        zh=f"内容不同的任务 {tasks} 项{f'，其中{zh}' if zh else ''}。",
        en=f"{format_count(tasks, 'task differs', 'tasks differ')} in content{f': {en}' if en else ''}.",
    )
    those = [one for one in changes if one.part is TaskField.DEADLINE]
    shifts = join_counts([(sum(map(is_so, those)), zh, en) for is_so, zh, en in _SHIFTS], "项")
    deadlines = Text(zh=f"完成时限{shifts.zh}。", en=f"Of the deadlines, {shifts.en}.") if those else EMPTY_TEXT
    return join_sentences([first, deadlines])
