"""Pairs of plans of every form, each as two folders with `tasks.csv`: editions, two places, and what-if."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from respnet.core.plan import Origin, Plan, Role
from respnet.whatif.edits import (
    Assign,
    Edit,
    MergeUnits,
    RemoveUnit,
    TransferLead,
    Unassign,
    apply_edits,
    keep_spelling,
)
from tests.analysis.editions import next_edition
from tests.analysis.fengdu import fengdu
from tests.golden_sentences import draw_plan
from tests.sentence_plans import draw_form, list_plans, write_folder
from tests.toy import science, science_revised

Pair = tuple[Path, Path]


def edit_plan(plan: Plan, seed: int) -> Plan:
    """A next edition, drawn: tasks out, in and numbered anew, titles and deadlines worded anew, units exchanged."""
    chance = random.Random(f"edition-{seed}")
    tasks, assignments = [], []
    for place, task in enumerate(one for one in plan.tasks if chance.random() > 0.15):
        changed = replace(task, order=place + 1, number=str(place + 1 + seed % 2), part="", id=f"{plan.id}/{place}")
        if chance.random() < 0.3:
            changed = replace(changed, title=f"{task.title}工作", targets=("建成 3 座",))
        if chance.random() < 0.3:
            changed = replace(changed, deadline=chance.choice(("2025年6月", "2027年", "长期", "")))
        if chance.random() < 0.2:
            changed = replace(changed, section=("九、附则",))
        tasks.append(changed)
        for one in (each for each in plan.assignments if each.task == task.id):
            fate = chance.random()
            unit = chance.choice(plan.units).id if fate < 0.1 else one.unit
            role = chance.choice(list(Role)) if 0.1 < fate < 0.2 else one.role
            if fate < 0.9:
                assignments.append(replace(one, task=changed.id, unit=unit, role=role))
    held = {one.unit for one in assignments}
    return _print_names(
        replace(
            plan,
            tasks=tuple(tasks),
            assignments=tuple(assignments),
            units=tuple(unit for unit in plan.units if unit.id in held),
        )
    )


def _print_names(plan: Plan) -> Plan:
    """The plan with each unit printed under its name, and nothing left open or inherited."""
    names = {unit.id: unit.name for unit in plan.units}
    return replace(
        plan,
        tasks=tuple(replace(task, open_roles=()) for task in plan.tasks),
        assignments=tuple(replace(one, printed=names[one.unit], origin=Origin.PRINTED) for one in plan.assignments),
    )


def write_pair(old: Callable[[], Plan], new: Callable[[Plan], Plan]) -> Callable[[Path], Pair]:
    def write(into: Path) -> Pair:
        first = old()
        folders = into / "old", into / "new"
        for folder, plan in zip(folders, (first, new(first)), strict=True):
            folder.mkdir()
            write_folder(lambda plan=plan: plan)(folder)  # type: ignore[misc]
        return folders

    return write


def _suppose(old: Callable[[], Plan], *edits: Callable[[Plan], Edit]) -> Callable[[Path], Pair]:
    def change(plan: Plan) -> Plan:
        return _print_names(keep_spelling(apply_edits(plan, [edit(plan) for edit in edits]), plan))

    return write_pair(lambda: _print_names(old()), change)


def _join(one: Callable[[Path], Path], other: Callable[[Path], Path]) -> Callable[[Path], Pair]:
    def write(into: Path) -> Pair:
        folders = into / "old", into / "new"
        for folder in folders:
            folder.mkdir()
        return one(folders[0]), other(folders[1])

    return write


def list_pairs() -> dict[str, Callable[[Path], Pair]]:
    """The pairs by name; those that begin with "what if" are one plan and what it would be after edits."""
    plans = list_plans()

    def shipped() -> Plan:
        return fengdu().plan

    pairs = {
        "shipped and itself": write_pair(shipped, lambda plan: plan),
        "next edition": write_pair(shipped, lambda _: next_edition().plan),
        "edition before": write_pair(lambda: next_edition().plan, lambda _: shipped()),
        "toys": write_pair(science, lambda _: science_revised()),
        "two places": write_pair(science, lambda plan: replace(science_revised(), area="乙县")),
        "shipped drawn anew": write_pair(shipped, lambda plan: edit_plan(plan, 100)),
        "nothing in common": write_pair(lambda: draw_plan(1), lambda _: draw_form("ties", 1)),
        "what if a unit goes": _suppose(shipped, lambda _: RemoveUnit("县科协")),
        "what if nothing": _suppose(shipped, lambda _: Assign("县科协", "4", Role.LEAD)),
        "what if two merge": _suppose(shipped, lambda _: MergeUnits("县工商联", "县总工会")),
        "what if leads pass on": _suppose(
            shipped,
            lambda _: TransferLead("2", "县教委", "县科协"),
            lambda _: Unassign("县人力社保局", "2"),
            lambda _: Assign("县司法局", "3", Role.SUPPORT),
        ),
        "what if the only leads go": _suppose(
            lambda: draw_form("one unit", 1), lambda plan: RemoveUnit(plan.units[0].name)
        ),
    }
    for name in ("no leads", "one lead each", "collectives only", "two parts", "ties", "joint leads and collectives"):
        pairs[f"{name}, drawn anew"] = write_pair(
            lambda name=name: draw_form(name, 1),  # type: ignore[misc]
            lambda plan: edit_plan(plan, 1),
        )
    for seed in range(6):
        pairs[f"drawn {seed}"] = write_pair(
            lambda seed=seed: draw_plan(seed),  # type: ignore[misc]
            lambda plan, seed=seed: edit_plan(plan, seed),  # type: ignore[misc]
        )
    pairs["leads no more"] = write_pair(lambda: draw_form("one lead each", 2), lambda _: draw_form("no leads", 2))
    documents = [name for name in plans if name.startswith("document")]
    pairs |= {
        f"{one} and {other}": _join(plans[one], plans[other])
        for one, other in zip(documents, documents[1:] + documents[:1], strict=True)
    }
    return pairs
