"""Edits of a plan for what-if analysis: units removed or merged, assignments added, removed, moved or replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal, get_args

from respnet.core.errors import InputError
from respnet.core.i18n import Text, format_list
from respnet.core.lookup import lookup, lookup_task, match_units
from respnet.core.messages import truncate_text
from respnet.core.plan import ROLE_WORDS, Assignment, Plan, Role, Task, Unit, UnitKind, make_unit_id
from respnet.core.unit_names import is_collective_name


def find_or_make_unit(plan: Plan, name: str) -> Unit:
    """Return the unit with this name, or a new one with the id that reading a plan with it would give.

    Args:
        plan: The plan.
        name: A name that `core.lookup` accepts, or the name of a new unit.
    """
    if match_units(name, plan.units):
        return lookup(name, plan.units)
    collective = is_collective_name(name)
    kind = UnitKind.COLLECTIVE if collective else UnitKind.UNKNOWN
    return Unit(make_unit_id(name, plan.area, plan.id), name, plan.area, kind, guessed=collective)


def replace_assignments(plan: Plan, assignments: Iterable[Assignment], units: Sequence[Unit] = ()) -> Plan:
    """Return the plan with other assignments.

    Args:
        plan: The plan, which is not changed.
        assignments: The new assignments; each list is renumbered from 1, in order of tasks, roles and positions.
        units: Units that the plan does not have yet; they come after the plan's own.

    Returns:
        The new plan; units without an assignment are dropped.
    """
    order = {task.id: task.order for task in plan.tasks}
    strength = list(Role)
    placed: Counter[tuple[str, Role]] = Counter()
    numbered = []
    for one in sorted(assignments, key=lambda one: (order[one.task], strength.index(one.role), one.position)):
        placed[one.task, one.role] += 1
        numbered.append(replace(one, position=placed[one.task, one.role]))
    named = {one.unit for one in numbered}
    known = {unit.id: unit for unit in (*plan.units, *units)}
    return replace(plan, units=tuple(unit for unit in known.values() if unit.id in named), assignments=tuple(numbered))


@dataclass(frozen=True, slots=True)
class RemoveUnit:
    """Remove all assignments of a unit, given by any name that `core.lookup` accepts."""

    unit: str


@dataclass(frozen=True, slots=True)
class MergeUnits:
    """Merge `unit` into `into`, which takes over its assignments and its names.

    Where both are on a task, both assignments stay; the stronger counts once, as for every unit written twice.
    """

    unit: str
    into: str


@dataclass(frozen=True, slots=True)
class Assign:
    """Give `unit`, new to the plan or not, `role` on the task (number or id) in place of its other roles there."""

    unit: str
    task: str
    role: Role


@dataclass(frozen=True, slots=True)
class Unassign:
    """Remove `unit` from the task."""

    unit: str
    task: str


@dataclass(frozen=True, slots=True)
class TransferLead:
    """Transfer the task's lead from `unit` to `to`; `unit` stays as responsible, `to` has no other role there."""

    task: str
    unit: str
    to: str


Edit = RemoveUnit | MergeUnits | Assign | Unassign | TransferLead
EditKind = Literal["merge", "remove", "unassign", "assign", "transfer-lead"]
EDIT_KINDS: tuple[EditKind, ...] = get_args(EditKind)
"""Kinds of edits as options of a command, in the order in which they are applied."""


def apply_edits(plan: Plan, edits: Sequence[Edit]) -> Plan:
    """Return the plan with edits applied in order; `plan` itself is not changed.

    Args:
        plan: The plan.
        edits: The edits; units and tasks are given as people write them.

    Returns:
        A plan with the same id, without units that have no assignment left; new units come last.

    Raises:
        InputError: The plan has no such unit, task or role; the message suggests similar ones.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> lists = (UnitList(Role.LEAD, ("县教委",)), UnitList(Role.SUPPORT, ("县科协", "团县委")))
    >>> plan = build_plan(PlanFacts("p"), [TaskRow("t", number="1", units=lists)])
    >>> after = apply_edits(plan, [TransferLead("1", "县教委", "县科协"), RemoveUnit("团县委")])
    >>> [(one.unit, one.role.value, one.position) for one in after.assignments]
    [('p/县科协', 'lead', 1), ('p/县教委', 'responsible', 1)]
    """
    return reduce(_apply_edit, edits, plan)


def describe_edits(edits: Sequence[Edit]) -> tuple[Text, ...]:
    """Describe each edit, with units and tasks as they were given.

    >>> [one.zh for one in describe_edits([RemoveUnit("县科协"), Assign("县教委", "12", Role.LEAD)])]
    ['县科协不再承担任务', '任务 12 以县教委为牵头单位']
    """
    return tuple(_describe_edit(edit) for edit in edits)


def _describe_edit(edit: Edit) -> Text:
    match edit:
        case RemoveUnit(unit):
            return Text(zh=f"{unit}不再承担任务", en=f"{unit} takes part in nothing")
        case MergeUnits(unit, into):
            return Text(zh=f"{unit}并入{into}", en=f"{unit} becomes part of {into}")
        case Assign(unit, task, role):
            words = ROLE_WORDS[role]
            return Text(zh=f"任务 {task} 以{unit}为{words.zh}单位", en=f"{unit} is on task {task} ({words.en})")
        case Unassign(unit, task):
            return Text(zh=f"{unit}退出任务 {task}", en=f"{unit} leaves task {task}")
        case TransferLead(task, unit, to):
            return Text(
                zh=f"任务 {task} 的牵头由{unit}改为{to}", en=f"the lead of task {task} passes from {unit} to {to}"
            )


def keep_spelling(plan: Plan, before: Plan) -> Plan:
    """Return the edited plan with only the spellings of `before`, for a comparison of the two.

    After a merge a unit is also known by the other's name, and a comparison would take the two for one unit: nothing
    would seem to change.

    Args:
        plan: The edited plan.
        before: The plan before the edits.
    """
    recorded = {unit.id: unit.also_written for unit in before.units}
    return replace(
        plan, units=tuple(replace(unit, also_written=recorded.get(unit.id, unit.also_written)) for unit in plan.units)
    )


def parse_edit(kind: EditKind, text: str) -> Edit:
    """Parse an edit from the command line.

    Args:
        kind: Kind of the edit.
        text: Its parts, with their separators.

    Raises:
        InputError: The text does not have the form of this kind; the message shows the form.

    >>> parse_edit("merge", "县应急管理局=县应急局"), parse_edit("assign", "12:县教委:牵头")
    (MergeUnits(unit='县应急管理局', into='县应急局'), Assign(unit='县教委', task='12', role=<Role.LEAD: 'lead'>))
    """
    form = _FORMS[kind]
    plain = text.replace("：", ":").replace("＝", "=")
    parts = [part.strip() for part in plain.split(form.between)] if form.between else [plain.strip()]
    if len(parts) != form.parts or not all(parts):
        raise _make_form_error(kind, text)
    return form.made(parts)


def _apply_edit(plan: Plan, edit: Edit) -> Plan:
    match edit:
        case RemoveUnit():
            return _remove_unit(plan, edit)
        case MergeUnits():
            return _merge_units(plan, edit)
        case Assign():
            return _assign(plan, edit)
        case Unassign():
            return _unassign(plan, edit)
        case TransferLead():
            return _transfer_lead(plan, edit)


def _remove_unit(plan: Plan, edit: RemoveUnit) -> Plan:
    gone = lookup(edit.unit, plan.units)
    return replace_assignments(plan, [one for one in plan.assignments if one.unit != gone.id])


def _merge_units(plan: Plan, edit: MergeUnits) -> Plan:
    gone, into = lookup(edit.unit, plan.units), lookup(edit.into, plan.units)
    if gone == into:
        raise InputError(zh=f"{gone.name}不能并入自己。", en=f"{gone.name} cannot become part of itself.")
    names = tuple(dict.fromkeys((*into.also_written, gone.name, *gone.also_written)))
    units = tuple(replace(unit, also_written=names) if unit == into else unit for unit in plan.units)
    moved = [replace(one, unit=into.id) if one.unit == gone.id else one for one in plan.assignments]
    return replace_assignments(replace(plan, units=units), moved)


def _assign(plan: Plan, edit: Assign) -> Plan:
    unit, task = find_or_make_unit(plan, edit.unit), lookup_task(edit.task, plan.tasks)
    return replace_assignments(plan, _in_role(plan.assignments, unit, task, edit.role), [unit])


def _in_role(assignments: Sequence[Assignment], unit: Unit, task: Task, role: Role) -> list[Assignment]:
    """Give the unit this role on the task and no other: in its former position, or at the end of the list."""
    there = [one for one in assignments if (one.unit, one.task) == (unit.id, task.id)]
    last = Assignment(unit.id, task.id, role, position=len(assignments) + 1, printed=unit.name)
    kept = next((one for one in there if one.role is role), last)
    return [*(one for one in assignments if one not in there), kept]


def _unassign(plan: Plan, edit: Unassign) -> Plan:
    unit, task = lookup(edit.unit, plan.units), lookup_task(edit.task, plan.tasks)
    left = [one for one in plan.assignments if (one.unit, one.task) != (unit.id, task.id)]
    if len(left) == len(plan.assignments):
        raise InputError(
            zh=f"{unit.name}本来就不在任务 {task.label} 里。",
            en=f"{unit.name} takes no part in task {task.label} as it is.",
        )
    return replace_assignments(plan, left)


def _transfer_lead(plan: Plan, edit: TransferLead) -> Plan:
    task = lookup_task(edit.task, plan.tasks)
    unit, to = lookup(edit.unit, plan.units), lookup(edit.to, plan.units)
    leads = {one.unit: one for one in plan.assignments if one.task == task.id and one.role is Role.LEAD}
    if unit.id not in leads:
        names = [one.name for one in plan.units if one.id in leads]
        raise InputError(
            zh=f"{unit.name}不是任务 {task.label} 的牵头单位。牵头单位：{format_list(names, 'zh') or '没有写明'}。",
            en=f"{unit.name} does not lead task {task.label}. Its leads: {format_list(names, 'en') or 'none named'}.",
        )
    if to.id in leads:
        raise InputError(
            zh=f"{to.name}已经是任务 {task.label} 的牵头单位。", en=f"{to.name} leads task {task.label} already."
        )
    passed = replace(leads[unit.id], unit=to.id, printed=to.name)
    without = [one for one in plan.assignments if (one.unit, one.task) != (to.id, task.id)]
    return replace_assignments(plan, [*_in_role(without, unit, task, Role.RESPONSIBLE), passed])


@dataclass(frozen=True, slots=True)
class _Form:
    """Syntax of a kind of edit: separators, number of parts, constructor, and the form in words."""

    between: str
    parts: int
    made: Callable[[list[str]], Edit]
    shown: Text
    example: str


def _parse_assign(parts: list[str]) -> Edit:
    number, unit, word = parts
    for role, words in ROLE_WORDS.items():
        if word.lower() in (role.value, words.zh, words.en):
            return Assign(unit, number, role)
    raise InputError(
        zh=f"“{truncate_text(word)}”不是角色：请写 {'、'.join(words.zh for words in ROLE_WORDS.values())}，"
        f"或 {'、'.join(role.value for role in ROLE_WORDS)}。",
        en=f"“{truncate_text(word)}” is no role: write one of {', '.join(role.value for role in ROLE_WORDS)}, "
        f"or in Chinese {'、'.join(words.zh for words in ROLE_WORDS.values())}.",
    )


_FORMS: dict[EditKind, _Form] = {
    "remove": _Form("", 1, lambda parts: RemoveUnit(*parts), Text(zh="单位", en="UNIT"), "县科协"),
    "merge": _Form(
        "=",
        2,
        lambda parts: MergeUnits(*parts),
        Text(zh="并入的单位=并到的单位", en="UNIT=INTO"),
        "县应急管理局=县应急局",
    ),
    "assign": _Form(":", 3, _parse_assign, Text(zh="任务:单位:角色", en="TASK:UNIT:ROLE"), "12:县教委:lead"),
    "unassign": _Form(
        ":", 2, lambda parts: Unassign(parts[1], parts[0]), Text(zh="任务:单位", en="TASK:UNIT"), "12:县教委"
    ),
    "transfer-lead": _Form(
        ":",
        3,
        lambda parts: TransferLead(*parts),
        Text(zh="任务:原牵头单位:新牵头单位", en="TASK:UNIT:TO"),
        "12:县科协:县教委",
    ),
}


def _make_form_error(kind: EditKind, text: str) -> InputError:
    form = _FORMS[kind]
    return InputError(
        zh=f"--{kind} 的写法是“{form.shown.zh}”，如 {form.example}；写的是“{truncate_text(text)}”。",
        en=f"--{kind} is written {form.shown.en}, such as {form.example}; given was “{truncate_text(text)}”.",
    )
