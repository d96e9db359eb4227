"""Checks of single tasks, and the location of a problem: row, column and task."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from respnet.core.deadlines import AmbiguousDateError, InvalidDateError, format_last_day, is_ongoing, parse_due_date
from respnet.core.i18n import Text
from respnet.core.lookup import match_key
from respnet.core.plan import ROLE_COLUMNS, ROLE_WORDS, WORKING_ROLES, Assignment, Origin, Plan, Role, Task, Unit
from respnet.core.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def format_task_number(task: Task) -> str:
    """Return the task's number without the mark that only ends it in print (1、 and 1.).

    >>> format_task_number(Task(id="p/1、", order=1, title="t", number="1、"))
    '1'
    """
    return task.label.rstrip("、.．，,")


def build_task_problem(  # noqa: PLR0913 - one parameter a field
    plan: Plan,
    task: Task,
    code: str,
    what: Text,
    remedy: Text,
    *,
    level: Severity = Severity.WARNING,
    column: str = "",
    value: str = "",
) -> Problem:
    """Build a problem of one task, with its location.

    Args:
        plan: The plan that the task belongs to.
        task: The task concerned.
        code: Code of the check.
        what: What is wrong.
        remedy: What to do.
        level: How severe it is.
        column: Column of the task's row.
        value: What stands there.
    """
    return Problem(code, level, what, remedy, plan.file, task.row, column, value, (task.id,))


def group_by_task_and_unit(plan: Plan) -> Iterator[tuple[Task, Unit, list[Assignment]]]:
    """Group the assignments by task and unit, in printed order of both."""
    tasks = {task.id: task for task in plan.tasks}
    units = {unit.id: unit for unit in plan.units}
    found: dict[tuple[str, str], list[Assignment]] = {}
    for one in plan.assignments:
        found.setdefault((one.task, one.unit), []).append(one)
    for (task, unit), assignments in found.items():
        yield tasks[task], units[unit], assignments


def find_role_column(assignments: Iterable[Assignment], role: Role) -> str:
    """Return the column that the last assignment in a role came from: inherited units have a column of their own.

    Args:
        assignments: The assignments of one task.
        role: The role to look for.
    """
    last = [one for one in assignments if one.role is role][-1]
    return "inherited_units" if last.origin is Origin.INHERITED else ROLE_COLUMNS[role]


MAX_SUMMARY = 60
"""Characters of a summary that a card or a list still shows whole."""


def check_deadline_unknown(plan: Plan) -> Iterator[Problem]:
    """A deadline that holds no date and none of the usual phrases, so it cannot be put in order."""
    for task in plan.tasks:
        known = format_last_day(task.deadline) or is_ongoing(task.deadline) or _DEADLINE.search(task.deadline)
        if task.deadline and not known:
            what = Text(
                zh=f"任务 {format_task_number(task)} 的时限“{task.deadline}”看不出日期",
                en=f"the deadline of task {format_task_number(task)}, “{task.deadline}”, names no clear date",
            )
            remedy = Text(
                zh="请核对；可写 2026年12月底前、年底前、每年、持续推进等",
                en="check it; usual are 31 December 2026, Q3 2026, end of 2026, every year, ongoing",
            )
            fields = {"column": "deadline", "value": task.deadline}
            yield build_task_problem(plan, task, "deadline-unknown", what, remedy, level=Severity.NOTE, **fields)


def check_deadline_impossible(plan: Plan) -> Iterator[Problem]:
    """A deadline on a day or in a month that no calendar has."""
    for task in plan.tasks:
        try:
            parse_due_date(task.deadline)
        except AmbiguousDateError:
            continue  # usual in plans, and left to the reader
        except InvalidDateError:
            what = Text(
                zh=f"任务 {format_task_number(task)} 的时限“{task.deadline}”中有不存在的日期",
                en=f"the deadline of task {format_task_number(task)}, “{task.deadline}”, names a date "
                "that does not exist",
            )
            remedy = Text(
                zh="请对照原文件改正；改正前，该任务不列入时间安排",
                en="correct it after the document; until then the task stands in no month",
            )
            yield build_task_problem(
                plan, task, "deadline-impossible", what, remedy, column="deadline", value=task.deadline
            )


_DEADLINE = re.compile(
    r"(?<![\d/])(?:\d{4}|\d+[-./]\d+(?![\d/]))|\d+\s*月|[一二三四1-4]季度|[年月季周]底|[年月季][初中末内]|[上下]半年"
    r"|全年|当年|今年|明年|每日|立即|即时|即行|随时|及时"
    r"|按[月季年周]|按.{0,4}(?:进度|时序|要求|计划|节点|规定)|[一二三四]五.{0,2}(?:期间|末)"
    r"|近期|中期|远期|已完成|已办结|\d+\s*(?:天|日|个?工作日|周|个月)内?"
    r"|(?i:\b(?:immediate|as (?:needed|required)|\d+ (?:day|week|month)s?|end of|(?:short|medium|long)[- ]term))"
)


def check_unfit_summary(plan: Plan) -> Iterator[Problem]:
    """A summary that is too long for one, or that repeats the task's text."""
    for task in plan.tasks:
        number, length = format_task_number(task), len(task.summary)
        if length > MAX_SUMMARY:
            zh, en = f"有 {length} 字，超过 {MAX_SUMMARY} 字", f"has {length} characters, more than {MAX_SUMMARY}"
        elif task.summary and match_key(task.summary) == match_key(task.text):
            zh, en = "与原文完全相同", "is its text, word for word"
        else:
            continue
        what = Text(zh=f"任务 {number} 的摘要{zh}", en=f"the summary of task {number} {en}")
        remedy = Text(zh="请压缩为一两句话，或留空", en="shorten it to a sentence or two, or leave it empty")
        fields = {"column": "summary", "value": task.summary}
        yield build_task_problem(plan, task, "unfit-summary", what, remedy, level=Severity.NOTE, **fields)


def check_no_units(plan: Plan) -> Iterator[Problem]:
    """A task that nobody has to do."""
    busy = {one.task for one in plan.assignments}
    for task in plan.tasks:
        if task.id not in busy:
            what = Text(
                zh=f"任务 {format_task_number(task)} 没有写任何单位",
                en=f"task {format_task_number(task)} names no unit",
            )
            remedy = Text(
                zh="请对照原文件；若由上级条目统一规定，填入 inherited_units",
                en="compare with the document; what a sentence elsewhere says belongs in inherited_units",
            )
            yield build_task_problem(plan, task, "no-units", what, remedy, value=task.title)


def check_no_lead(plan: Plan) -> Iterator[Problem]:
    """A task without a lead where other tasks have one."""
    working = {one.task for one in plan.assignments if one.role in WORKING_ROLES}
    led = {one.task for one in plan.assignments if one.role is Role.LEAD}
    if not led:
        return
    for task in plan.tasks:
        if task.id in working - led:
            what = Text(
                zh=f"任务 {format_task_number(task)} 没有写牵头单位，其他任务写了",
                en=f"task {format_task_number(task)} names no lead; others do",
            )
            remedy = Text(
                zh="请先查原文件是否写了牵头单位，写了就补上；没有写的，请发文单位明确，明确前不要自行指定",
                en="fill it in if the document names one; if it names none, ask the issuer to, and do not guess",
            )
            yield build_task_problem(plan, task, "no-lead", what, remedy, column="lead_units", value=task.title)


def check_two_roles(plan: Plan) -> Iterator[Problem]:
    """A unit in two roles of one task: both are kept, at unit level the stronger counts once."""
    for task, unit, assignments in group_by_task_and_unit(plan):
        roles = [role for role in Role if any(one.role is role for one in assignments)]
        if len(roles) > 1:
            weaker = roles[-1]
            what = Text(
                zh=f"任务 {format_task_number(task)} 中，“{unit.name}”既是{_roles(roles, 'zh')}单位",
                en=f"task {format_task_number(task)} names “{unit.name}” in two roles: {_roles(roles, 'en')}",
            )
            remedy = Text(
                zh=f"请核对；两处都保留，统计时按{ROLE_WORDS[roles[0]].zh}计一次",
                en=f"check it; both are kept, and it counts once, as {ROLE_WORDS[roles[0]].en}",
            )
            column, value = ROLE_COLUMNS[weaker], next(one.printed for one in assignments if one.role is weaker)
            yield build_task_problem(plan, task, "two-roles", what, remedy, column=column, value=value)


def _roles(roles: Iterable[Role], lang: str) -> str:
    if lang == "zh":
        return "单位，又是".join(ROLE_WORDS[role].zh for role in roles)
    return " and ".join(ROLE_WORDS[role].en for role in roles)


def check_unit_twice(plan: Plan) -> Iterator[Problem]:
    """A unit twice in one list of a task."""
    for task, unit, assignments in group_by_task_and_unit(plan):
        for role, count in Counter(one.role for one in assignments).items():
            if count > 1:
                printed = [one.printed for one in assignments if one.role is role]
                what = Text(
                    zh=f"任务 {format_task_number(task)} 的{ROLE_WORDS[role].zh}单位中，“{unit.name}”出现 {count} 次",
                    en=f"task {format_task_number(task)} names “{unit.name}” {count} times as {ROLE_WORDS[role].en}",
                )
                remedy = Text(zh="请核对是否重复，或本应是另一单位", en="check whether another unit was meant")
                column, value = find_role_column(assignments, role), "、".join(printed)
                yield build_task_problem(plan, task, "unit-twice", what, remedy, column=column, value=value)


def check_open_list(plan: Plan) -> Iterator[Problem]:
    """Lists that end in 等 and so mean more units than they print."""
    for task in plan.tasks:
        for role in task.open_roles:
            what = Text(
                zh=f"任务 {format_task_number(task)} 的{ROLE_WORDS[role].zh}单位以“等”结尾，名单未列全",
                en=f"task {format_task_number(task)}: the list of units ({ROLE_WORDS[role].en}) ends in 等 and is not "
                "complete",
            )
            remedy = Text(
                zh="只统计列出的单位；若知道其余单位，可以补上",
                en="only the units listed count; add the others if known",
            )
            fields = {"column": ROLE_COLUMNS[role], "value": "等"}
            yield build_task_problem(plan, task, "open-list", what, remedy, level=Severity.NOTE, **fields)
