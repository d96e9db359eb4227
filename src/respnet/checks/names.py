"""Checks of how units are named."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.checks.tasks import find_role_column
from respnet.core.i18n import Text, format_list
from respnet.core.name_guard import NameFault, find_name_fault
from respnet.core.plan import Assignment, Plan, Unit, UnitKind
from respnet.core.problems import Problem, Severity
from respnet.core.unit_names import find_foreign_separators, find_unclean_characters, is_likely_same, similarity_key

if TYPE_CHECKING:
    from collections.abc import Iterator


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
