"""Findings on the content of matched tasks: titles, deadlines, targets and sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from respnet.analysis.compare.comparison import ComparisonResults
from respnet.analysis.compare.task_changes import DeadlineShift, TaskChange, TaskField
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, format_list, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.comparison_base import SHOWN, describe_area_limits, get_plan_labels
from respnet.findings.display_names import capitalise_first, format_task_list
from respnet.findings.finding import Evidence, Finding
from respnet.findings.vocabulary import TASK_FIELD_WORDS


def describe_task_changes(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> tuple[Finding, ...]:
    """Describe the matched tasks with changed content.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: ComparisonResults of the two.

    Returns:
        One finding; none where nothing changed.
    """
    if not comparison.task_changes:
        return ()
    return (
        Finding(
            id="tasks-changed",
            title=Text(zh="任务内容的变化", en="What changed in what the tasks say"),
            sentence=join_sentences([_counts_sentence(comparison), _deadlines_sentence(new, comparison.task_changes)]),
            rule=_RULE,
            population=_population(len(comparison.matches)),
            limits=join_sentences(
                [_LIMITS, *_list_missing_fields(old, new, comparison), describe_area_limits(comparison)]
            ),
            evidence=tuple(Evidence(task=task) for task in _list_tasks(comparison.task_changes)),
        ),
    )


_RULE = Text(
    zh="逐项比较两个方案都有的任务。题目和章节不看序号、标点和空格，只是重新编号的不算。"
    "完成时限都能读出年月的，比较最后一天，早于原方案的为提前，晚于原方案的为推后；读不出的比较文字。"
    "目标要求不看先后。两个方案都分章节的才比较所属章节。任务序号用新方案的。",
    en="Task by task, for those in both plans. Titles and sections are compared without numbering, punctuation and "
    "blanks: to be numbered anew is no change. Deadlines that can both be read as dates are compared by the last day, "
    "others by their words. The order of targets does not matter. Sections are compared only if both plans have some. "
    "Tasks go by their numbers in the new plan.",
)
_LIMITS = Text(
    zh="完成时限没有写年份的，不推定年份；写了几个时间的，只看最后一个。章节标题改了字的，其中各项都算所属章节不同。",
    en="Where a deadline has no year none is assumed; of several dates only the last counts. Where the words of a "
    "section's heading change, all its tasks stand in another section.",
)


def _population(both: int) -> Text:
    return Text(
        zh=f"两个方案都有的 {both} 项任务，只在一个方案里的不比。",
        en=f"{format_count(both, 'task', 'tasks')} in both plans; those in one plan only are not compared.",
    )


def _list_missing_fields(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> Iterator[Text]:
    """Say that one plan gives deadlines, or targets, for no task, where the other does."""
    named = get_plan_labels(comparison)
    changed = {one.part for one in comparison.task_changes}
    for which, network in ((named.old, old), (named.new, new)):
        written = {
            TaskField.DEADLINE: any(task.deadline for task in network.tasks),
            TaskField.TARGETS: any(task.targets for task in network.tasks),
        }
        for part in (part for part, there in written.items() if part in changed and not there):
            what = Text(zh=TASK_FIELD_WORDS[part].zh, en="deadline" if part is TaskField.DEADLINE else "target")
            yield Text(
                zh=f"{which.zh}没有一项任务写明{what.zh}，也可能写在别处或没有读出来，请对照原文件。",
                en=f"{capitalise_first(which.en)} has no {what.en} on any task; it may stand elsewhere or may not have "
                "been read, please check.",
            )


def _list_tasks(changes: Sequence[TaskChange]) -> list[str]:
    """List the tasks (ids of the new plan) in order, each once."""
    return list(dict.fromkeys(one.new_task for one in changes))


def _counts_sentence(comparison: ComparisonResults) -> Text:
    """Count the tasks with changed content, by field."""
    changes, both = comparison.task_changes, len(comparison.matches)
    changed = len(_list_tasks(changes))
    parts = [(part, sum(one.part is part for one in changes)) for part in TaskField]
    parts = [(part, count) for part, count in parts if count]
    who, every = _subject(changed, both), "都" if changed == both > 1 else ""
    if len(parts) == 1:
        part, detail = parts[0][0], _detail(changes, parts[0][0])
        return Text(
            zh=f"{who.zh}{TASK_FIELD_WORDS[part].zh}{every}不同" + (f"：{detail.zh}。" if detail.zh else "。"),
            en=f"{who.en} {_other(part, changed)}" + (f": {detail.en}." if detail.en else "."),
        )
    said = [_count_field(changes, part, count) for part, count in parts]
    return Text(
        zh=f"{who.zh}内容{every}不同：{'，'.join(one.zh for one in said)}。",
        en=f"{who.en} {'says' if changed == 1 else 'say'} something else: "
        f"{format_list([one.en for one in said], 'en')}.",
    )


def _subject(changed: int, both: int) -> Text:
    """Format the number of changed tasks among those in both plans."""
    if changed < both:
        return Text(
            zh=f"两个方案都有的 {both} 项任务里，有 {changed} 项", en=f"{changed} of the {both} tasks in both plans"
        )
    return Text(
        zh=f"两个方案都有的 {both} 项任务",
        en={1: "The one task in both plans", 2: "The 2 tasks in both plans"}.get(
            both, f"All {both} tasks in both plans"
        ),
    )


def _other(part: TaskField, count: int) -> str:
    """Format the changed field as an English predicate, in agreement with the number of tasks."""
    if part is TaskField.SECTION:
        return f"{'stands' if count == 1 else 'stand'} in another section"
    what = "other targets" if part is TaskField.TARGETS else f"another {TASK_FIELD_WORDS[part].en}"
    return f"{'has' if count == 1 else 'have'} {what}"


def _count_field(changes: Sequence[TaskChange], part: TaskField, count: int) -> Text:
    detail = _detail(changes, part)
    return Text(
        zh=f"{TASK_FIELD_WORDS[part].zh} {count} 项" + (f"（{detail.zh}）" if detail.zh else ""),
        en=f"{count} {_other(part, count)}" + (f" ({detail.en})" if detail.en else ""),
    )


def _detail(changes: Sequence[TaskChange], part: TaskField) -> Text:
    """Describe the direction of changed deadlines; empty for other fields."""
    if part is not TaskField.DEADLINE:
        return EMPTY_TEXT
    those = [one for one in changes if one.part is part]
    found = [(sum(is_so(one) for one in those), zh, en) for is_so, zh, en in _SHIFTS]
    return Text(
        zh="、".join(f"{zh} {count} 项" for count, zh, _ in found if count),
        en=format_list([f"{count} {en}" for count, _, en in found if count], "en"),
    )


_SHIFTS: tuple[tuple[Callable[[TaskChange], bool], str, str], ...] = (
    (lambda one: one.shift is DeadlineShift.EARLIER, "提前", "earlier"),
    (lambda one: one.shift is DeadlineShift.LATER, "推后", "later"),
    (lambda one: not one.old, "新写明", "added"),
    (lambda one: not one.new, "不再写明", "no longer given"),
    (lambda one: bool(one.old and one.new and one.shift is None), "先后无法判断", "not comparable"),
)


def _deadlines_sentence(new: ResponsibilityNetwork, changes: Sequence[TaskChange]) -> Text:
    """Name the tasks due earlier and those due later."""
    moved = [
        (shift, format_task_list(new, tasks, SHOWN))
        for shift in DeadlineShift
        if (tasks := [one.new_task for one in changes if one.shift is shift])
    ]
    if not moved:
        return EMPTY_TEXT
    words = {DeadlineShift.EARLIER: Text(zh="提前", en="earlier"), DeadlineShift.LATER: Text(zh="推后", en="later")}
    zh = "，".join(f"完成时限{words[shift].zh}的是{tasks.zh}" for shift, tasks in moved)
    en = "; ".join(f"due {words[shift].en}: {tasks.en}" for shift, tasks in moved)
    return Text(zh=f"{zh}。", en=f"{capitalise_first(en)}.")
