"""Checks of the plan as a whole, of several tasks together, and of how units are named."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.checks.tasks import find_role_column, format_task_number
from respnet.core.i18n import Text, format_count, format_list
from respnet.core.lookup import title_key
from respnet.core.messages import NO_LEADS_NAMED
from respnet.core.name_guard import NameFault, find_name_fault
from respnet.core.plan import WORKING_ROLES, Assignment, Plan, Role, Task, Unit, UnitKind
from respnet.core.problems import Problem, Severity
from respnet.core.unit_names import find_foreign_separators, find_unclean_characters, is_likely_same, similarity_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_SAME_FROM = 3
"""Tasks count as identically divided from so many units on; one or two coincide too easily."""


def check_no_area(plan: Plan) -> Iterator[Problem]:
    """A plan without an area: units of the same name in two plans cannot be recognised as one."""
    if not plan.area:
        what = Text(
            zh=f"没有写明方案适用的地区，单位暂以方案标识“{plan.id}”区分",
            en=f"no area is given, so the plan's id “{plan.id}” stands for it in the identity of units",
        )
        remedy = Text(
            zh='请在方案文件夹的 plan.toml 写明，如 area = "丰都县"',
            en='write it in plan.toml of the plan\'s folder, such as area = "Fengdu"',
        )
        yield Problem("no-area", Severity.NOTE, what, remedy, file="plan.toml", column="area")


def check_unknown_focus(plan: Plan) -> Iterator[Problem]:
    """A coordinating unit or focus unit that does not occur in the plan."""
    known = {name for unit in plan.units for name in (unit.name, *unit.also_written)}
    for column, names in (("owner", (plan.owner,) if plan.owner else ()), ("focus", plan.focus)):
        for name in names:
            if name not in known:
                what = Text(
                    zh=f"plan.toml 的 {column} 写了“{name}”，方案的分工中没有这个单位",
                    en=f"plan.toml names “{name}” as {column}, but no task names that unit",
                )
                remedy = Text(zh="请按方案中的写法填写", en="write the name as the plan writes it")
                yield Problem(
                    "unknown-focus", Severity.WARNING, what, remedy, file="plan.toml", column=column, value=name
                )


def check_no_lead_named(plan: Plan) -> Iterator[Problem]:
    """A plan without any lead: one note instead of one for each task."""
    roles = {one.role for one in plan.assignments}
    if roles.intersection(WORKING_ROLES) and Role.LEAD not in roles:
        remedy = Text(
            zh="原文规定首个单位牵头的，请填 lead_units、origin 和 plan.toml 的 lead_rule；没有规定的，请发文单位明确",
            en="if the document says that the first unit leads, use lead_units, origin and lead_rule; "
            "if not, ask the issuer who leads",
        )
        yield Problem("no-lead-named", Severity.NOTE, NO_LEADS_NAMED, remedy, file=plan.file, column="lead_units")


def check_number_gap(plan: Plan) -> Iterator[Problem]:
    """Numbers left out where tasks are counted through."""
    for run in _counted_runs(plan.tasks):
        numbers = {number for number, _ in run}
        if max(numbers) - len(numbers) > 1000:  # these are codes, not a count
            continue
        missing = [str(number) for number in range(1, max(numbers)) if number not in numbers]
        if missing:
            after = next(task for number, task in run if number > int(missing[0]))
            what = Text(
                zh=f"任务编号不连续，缺少 {format_list(missing, 'zh', most=10)}",
                en=f"the numbers of the tasks leave out {format_list(missing, 'en', most=10)}",
            )
            remedy = Text(zh="请对照原文件，看是否漏录", en="compare with the document: is a task missing?")
            value = "、".join(missing[:10])
            yield Problem("number-gap", Severity.NOTE, what, remedy, plan.file, after.row, "number", value, (after.id,))


def _counted_runs(tasks: Iterable[Task]) -> list[list[tuple[int, Task]]]:
    """Split tasks with plain numbers into ascending runs; one run if no number is repeated."""
    counted = [
        (int(found[1]), task) for task in tasks if (found := re.fullmatch(r"\D{0,2}(\d{1,9})\D{0,2}", task.number))
    ]
    if not counted:
        return []
    if len({(number, task.part) for number, task in counted}) == len(counted):
        return [counted]
    runs: list[list[tuple[int, Task]]] = []
    for number, task in counted:
        # Only a 1 begins a new count; any other step back is a task out of its place.
        if not runs or (number == 1 and runs[-1][-1][0] > 1):
            runs.append([])
        runs[-1].append((number, task))
    return runs


def check_repeated_number(plan: Plan) -> Iterator[Problem]:
    """One number on several tasks: their ids get ~2, ~3."""
    with_number: dict[str, list[Task]] = {}
    for task in plan.tasks:
        if task.number:
            with_number.setdefault(task.label, []).append(task)
    repeated = {label: tasks for label, tasks in with_number.items() if len(tasks) > 1}
    if repeated:
        shown = [format_task_number(those[0]) for those in repeated.values()]
        tasks = sorted((task for those in repeated.values() for task in those), key=lambda task: task.order)
        ids, row = tuple(task.id for task in tasks), next(those[1].row for those in repeated.values())
        what = Text(
            zh=f"任务编号重复：{format_list(shown, 'zh', most=10)}",
            en=f"several tasks share a number: {format_list(shown, 'en', most=10)}",
        )
        remedy = Text(
            zh="若各章节分别编号，无需处理，标识后加 ~2、~3 区分；否则请改正编号",
            en="nothing to do where each section counts anew (ids get ~2, ~3); else correct the numbers",
        )
        value = "、".join(shown)
        yield Problem("repeated-number", Severity.WARNING, what, remedy, plan.file, row, "number", value, ids)


def check_same_units(plan: Plan) -> Iterator[Problem]:
    """Tasks with the very same units in the same roles: perhaps one was copied from another."""
    pairs: dict[str, set[tuple[str, Role]]] = {}
    for one in plan.assignments:
        pairs.setdefault(one.task, set()).add((one.unit, one.role))
    groups: dict[frozenset[tuple[str, Role]], list[Task]] = {}
    for task in plan.tasks:
        if len(pairs.get(task.id, ())) >= _SAME_FROM:
            groups.setdefault(frozenset(pairs[task.id]), []).append(task)
    for tasks in groups.values():
        if len(tasks) > 1:
            labels, ids = [format_task_number(task) for task in tasks], tuple(task.id for task in tasks)
            what = Text(
                zh=f"任务 {format_list(labels, 'zh')} 的单位和角色完全相同",
                en=f"tasks {format_list(labels, 'en')} have the very same units in the same roles",
            )
            remedy = Text(
                zh="请核对是否照抄；确实如此则无需处理", en="check whether one was copied; if meant so, nothing to do"
            )
            shown, row = "、".join(labels), tasks[0].row
            yield Problem("same-units", Severity.NOTE, what, remedy, plan.file, row, value=shown, tasks=ids)


def check_same_title(plan: Plan) -> Iterator[Problem]:
    """Tasks of one title under several numbers, with units in common: perhaps listed in the text and in an annex."""
    doubled = _group_same_titles(plan)
    if not doubled:
        return
    zh = [format_list([format_task_number(task) for task in tasks], "zh") for tasks in doubled]
    en = [format_list([format_task_number(task) for task in tasks], "en") for tasks in doubled]
    what = Text(
        zh=f"名称相同、单位也有相同的任务：{_join_some_groups(zh, '；', '另有 {} 组')}；"
        "如果是同一任务列了两次，任务量就多算了",
        en=f"tasks of the same title with units in common: {_join_some_groups(en, '; ', '{} more')}; "
        "a task that is listed twice is counted twice",
    )
    remedy = Text(
        zh="请核对，例如正文和附表各列了一次；确属重复的，删去一处",
        en="check whether the text and an annex list the same tasks; if so, remove one of them",
    )
    again, ids = doubled[0][1], tuple(task.id for tasks in doubled for task in tasks)
    yield Problem("same-title", Severity.WARNING, what, remedy, plan.file, again.row, "title", again.title, ids)


def _group_same_titles(plan: Plan) -> list[list[Task]]:
    """The tasks of each title that stands under several numbers and always with one unit at least."""
    units: dict[str, set[str]] = {task.id: set() for task in plan.tasks}
    for one in plan.assignments:
        units[one.task].add(one.unit)
    groups: dict[str, list[Task]] = {}
    for task in plan.tasks:
        groups.setdefault(title_key(task.title), []).append(task)
    return [
        tasks
        for title, tasks in groups.items()
        if title and len({task.number for task in tasks}) > 1 and set.intersection(*(units[task.id] for task in tasks))
    ]


def _join_some_groups(groups: list[str], between: str, more: str) -> str:
    """Join at most ten groups of labels; `more` counts the others."""
    return between.join(groups[:10]) + (f"{between}{more.format(len(groups) - 10)}" if len(groups) > 10 else "")


def check_collective(plan: Plan) -> Iterator[Problem]:
    """Names that stand for many units; they are shown, but never ranked against single units."""
    those = [unit for unit in plan.units if unit.collective]
    if not those:
        return
    label = {task.id: format_task_number(task) for task in plan.tasks}
    tasks_of = {
        unit.id: list(dict.fromkeys(one.task for one in plan.assignments if one.unit == unit.id)) for unit in those
    }
    guessed = any(unit.guessed for unit in those)
    zh, en = [], []
    for unit in those:
        labels = [label[task] for task in tasks_of[unit.id]]
        zh.append(f"{unit.name}{'（按名称推测）' if unit.guessed else ''}：任务 {format_list(labels, 'zh', most=10)}")
        shown = f"{'task' if len(labels) == 1 else 'tasks'} {format_list(labels, 'en', most=10)}"
        en.append(f"{unit.name}{' (guessed from the name)' if unit.guessed else ''}: {shown}")
    involved = {task for tasks in tasks_of.values() for task in tasks}
    what = Text(
        zh=f"有 {len(those)} 个统称，代表多家，不与单个单位比较。{'；'.join(zh)}",
        en=f"{format_count(len(those), 'name stands', 'names stand')} for many units; only single units are compared. "
        f"{'; '.join(en)}",
    )
    remedy = Text(
        zh=f"{'若推测有误，请在 units.csv 写明类别；' if guessed else ''}若知道成员，可写入 units.csv 的 members",
        en="correct a wrong guess by a kind in units.csv; members, if known, can be listed there too"
        if guessed
        else "members, if known, can be listed in units.csv",
    )
    names, ids = "、".join(unit.name for unit in those), tuple(task.id for task in plan.tasks if task.id in involved)
    yield Problem("collective", Severity.NOTE, what, remedy, plan.file, value=names, tasks=ids)


def check_collective_capacity(plan: Plan) -> Iterator[Problem]:
    """A capacity given to a collective, which is compared with nothing."""
    those = [unit.name for unit in plan.units if unit.collective and unit.capacity is not None]
    if those:
        what = Text(
            zh=f"统称 {format_list(those, 'zh')} 写了承担能力；统称不参加比较，没有使用",
            en=f"collectives are not compared with anything, so the capacity of {format_list(those, 'en')} is not used",
        )
        remedy = Text(
            zh="请写在各单个单位名下；不需要的可以删去", en="give capacities to single units, or remove this one"
        )
        names = "、".join(those)
        yield Problem("collective-capacity", Severity.NOTE, what, remedy, "units.csv", column="capacity", value=names)


def check_likely_alias(plan: Plan) -> Iterator[Problem]:
    """Names that look like one unit and are not recorded as one; two that share a task are two."""
    tasks_of: dict[str, set[str]] = {unit.id: set() for unit in plan.units}
    assignments = Counter(one.unit for one in plan.assignments)
    for one in plan.assignments:
        tasks_of[one.unit].add(one.task)
    alike: dict[str, list[Unit]] = {}
    for unit in sorted(plan.units, key=lambda unit: -assignments[unit.id]):  # stable: printed order among equals
        alike.setdefault(similarity_key(unit.name), []).append(unit)
    for group in alike.values():
        while group:
            first, *others = group
            found = [first]
            for other in others:
                apart = all(tasks_of[one.id].isdisjoint(tasks_of[other.id]) for one in found)
                if apart and is_likely_same(first.name, other.name):
                    found.append(other)
            group[:] = [unit for unit in others if unit not in found]
            if len(found) > 1:
                yield _alias(plan, found, tasks_of)


_ROLE_WORD = re.compile(r"[（(](?:牵头|负责|配合|责任|主办|协办)[）)]|(?<=.)(?:牵头|配合|负责)$")


def _alias(plan: Plan, units: list[Unit], tasks_of: dict[str, set[str]]) -> Problem:
    first, *others = units
    quoted = [f"“{unit.name}”" for unit in units]
    line = _record_line(first, others)
    few = {task for unit in others for task in tasks_of[unit.id]}
    theirs = few | tasks_of[first.id]
    task = next(task for task in plan.tasks if task.id in few)
    what = Text(
        zh=f"{format_list(quoted, 'zh')}可能是同一单位，目前按不同单位统计",
        en=f"{format_list(quoted, 'en')} may be one unit; they are counted apart",
    )
    remedy = Text(
        zh=f"若是同一单位，请在 units.csv 写一行：{line}",
        en=f"if they are one unit, write this line in units.csv: {line}",
    )
    names, tasks = "、".join(unit.name for unit in units), tuple(task.id for task in plan.tasks if task.id in theirs)
    return Problem("likely-alias", Severity.WARNING, what, remedy, plan.file, task.row, value=names, tasks=tasks)


def _record_line(first: Unit, others: list[Unit]) -> str:
    """Format the line of units.csv that records `others` as spellings of `first`, with what it records already."""
    spellings = [*first.also_written, *(name for unit in others for name in (unit.name, *unit.also_written))]
    kind = UnitKind.UNKNOWN if first.guessed else first.kind
    out = io.StringIO()
    cells = [first.name, kind.value, "、".join(spellings), "、".join(first.members), first.english]
    if first.capacity is not None:
        cells.append(first.capacity_written)
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def check_odd_separator(plan: Plan) -> Iterator[Problem]:
    """Names with a comma or slash inside, which are mostly two names."""
    for printed, where in _printed_names(plan):
        marks = find_foreign_separators(printed)
        if marks:
            shown = " ".join(dict.fromkeys(marks))
            what = Text(
                zh=f"单位名称“{printed}”里有“{shown}”，现作为一个单位",
                en=f"the name “{printed}” holds “{shown}” and is taken for one unit",
            )
            remedy = Text(zh="若是几个单位，请改用顿号（、）分隔", en="if it is several units, separate them by ;")
            yield _on_name(plan, where, code="odd-separator", what=what, remedy=remedy)


def check_role_in_name(plan: Plan) -> Iterator[Problem]:
    """Names with a role in them (县教委（牵头）): the column states the role."""
    for printed, where in _printed_names(plan):
        found = _ROLE_WORD.search(printed)
        if found:
            what = Text(
                zh=f"单位名称“{printed}”里有“{found.group()}”，现作为一个单位；其中写明的角色没有读入",
                en=f"the name “{printed}” holds “{found.group()}” and is taken for a unit; its role is not read",
            )
            remedy = Text(
                zh="请把单位写进相应角色的列（如牵头单位），名称里不写角色",
                en="write the unit in the column of its role (such as lead_units) and the name without it",
            )
            yield _on_name(plan, where, code="role-in-name", what=what, remedy=remedy)


def check_unlikely_name(plan: Plan) -> Iterator[Problem]:
    """Names that can be no unit (待定, a measure, a sentence): an error where one holds the label of a role."""
    for printed, where in _printed_names(plan):
        fault = find_name_fault(printed)
        if fault is not None:
            zh, en = fault.value.zh, fault.value.en
            what = Text(zh=f"“{printed}”不像单位名称：{zh}", en=f"“{printed}” is hardly the name of a unit: {en}")
            remedy = Text(
                zh="请改成单位名称，每个单位写进自己角色的列；不是单位的请删去",
                en="write the names of the units, each in the column of its role; delete what is no unit",
            )
            problem = _on_name(plan, where, code="unlikely-name", what=what, remedy=remedy)
            yield replace(problem, level=Severity.ERROR) if fault is NameFault.ROLE_LABEL else problem


def check_unclean_name(plan: Plan) -> Iterator[Problem]:
    """Names with characters that are invisible, or only look like the usual ones."""
    for printed, where in _printed_names(plan):
        odd = find_unclean_characters(printed)
        if odd:
            points = " ".join(dict.fromkeys(f"U+{ord(character):04X}" for character in odd))
            visible = "".join(
                "␣" if character.isspace() or not character.isprintable() else character for character in printed
            )
            what = Text(
                zh=f"单位名称“{visible}”里有空格、看不见或形近的字符（{points}）",
                en=f"the name “{visible}” holds white space, invisible or look-alike characters ({points})",
            )
            remedy = Text(zh="请重新键入这个名称", en="type the name anew")
            yield _on_name(plan, where, code="unclean-name", what=what, remedy=remedy)


def _on_name(plan: Plan, where: list[Assignment], *, code: str, what: Text, remedy: Text) -> Problem:
    row = {task.id: task.row for task in plan.tasks}
    first = where[0]
    tasks = tuple(dict.fromkeys(one.task for one in where))
    column = find_role_column(where[:1], first.role)
    return Problem(code, Severity.WARNING, what, remedy, plan.file, row[first.task], column, first.printed, tasks)


def _printed_names(plan: Plan) -> list[tuple[str, list[Assignment]]]:
    """Every name as printed, in printed order, with its assignments."""
    found: dict[str, list[Assignment]] = {}
    for one in plan.assignments:
        found.setdefault(one.printed, []).append(one)
    return list(found.items())
