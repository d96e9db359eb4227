"""A plan listed otherwise, with units and tasks renamed, is the same plan: every result says the same of each."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from respnet.analysis.run import Results, build_results, compute_measures
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions
from respnet.core.plan import WORKING_ROLES
from respnet.core.to_json import to_jsonable
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.intake.read import read_plan

DATA = Path(__file__).parents[2] / "data"
FEW = AnalysisOptions(draws=300, tie_draws=500, null_draws=20)


@dataclass(frozen=True)
class Row:
    """A task: its number, section, and the units of each role."""

    number: str
    section: tuple[str, ...]
    units: tuple[tuple[str, ...], ...]


def shipped() -> list[Row]:
    network = ResponsibilityNetwork(read_plan(DATA))
    name = {unit.id: unit.name for unit in network.actors}
    return [
        Row(
            task.id,
            task.section,
            tuple(
                tuple(
                    name[one.unit]
                    for one in network.assignments_by_task[task.id]
                    if one.role is role and one.unit in name
                )
                for role in WORKING_ROLES
            ),
        )
        for task in network.tasks
    ]


def made(units: int, tasks: int, seed: int) -> list[Row]:
    chance = random.Random(seed)
    rows = []
    for task in range(tasks):
        drawn = dict.fromkeys(chance.choices(range(units), [1 / (unit + 1) for unit in range(units)], k=7))
        who, leads = [f"u{unit}" for unit in drawn], chance.choice((1, 1, 2, 3))
        lists = (tuple(who[:leads]), tuple(who[leads : leads + 2]), tuple(who[leads + 2 :]))
        rows.append(Row(str(task), (f"s{task // 4}",), lists))
    return rows


def mirrored() -> list[Row]:
    """Parts that only the names tell apart, and another."""
    rows = [Row(f"t{part}", ("s",), ((f"a{part}",), (f"b{part}",), ())) for part in range(5)]
    return [*rows, Row("x", ("s",), (("c", "d"), (), ())), Row("y", ("s",), (("d",), ("e",), ()))]


def network_of(rows: Iterable[Row], unit: dict[str, str], task: dict[str, str]) -> ResponsibilityNetwork:
    return ResponsibilityNetwork(
        build_plan(
            PlanFacts("p"),
            [
                TaskRow(
                    "t",
                    number=task[row.number],
                    section=row.section,
                    units=tuple(
                        UnitList(role, tuple(unit[name] for name in names))
                        for role, names in zip(WORKING_ROLES, row.units, strict=True)
                    ),
                )
                for row in rows
            ],
        )
    )


def told(results: Results, back: dict[str, str]) -> Any:
    """The results in the first names, lists in an order of their own, without what is a choice between equals."""
    found = {name: to_jsonable(getattr(results, name)) for name in results.__dataclass_fields__}
    for layer in found["ties"].values():
        for tie in (*layer["ties"], *layer["fewer"]):
            tie["a"], tie["b"] = sorted((tie["a"], tie["b"]), key=lambda unit: back[unit])
    for pair in found["co_leads"]["pairs"]:
        pair["a"], pair["b"] = sorted((pair["a"], pair["b"]), key=lambda unit: back[unit])
    for part in (found["clusters"]["best"], found["clusters"]["without_hub"] or {}):
        part.pop("clusters", None)  # of equally good divisions the first
    found["clusters"].pop("hub"), found["clusters"].pop("without_hub")
    found["fragility"].pop("worst_pair"), found["fragility"]["cover"].pop("units")
    for point in found["rebalancing"]["curve"]:
        for choice in ("busiest", "most_leads", "proposed"):
            point.pop(choice)
    return ordered(found, back)


def ordered(value: Any, back: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: ordered(one, back) for key, one in value.items()}
    if isinstance(value, list):
        return sorted((ordered(one, back) for one in value), key=repr)
    return back.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    "rows",
    [shipped(), made(8, 12, 1), made(15, 20, 2), made(25, 40, 3), mirrored()],
    ids=["shipped", "8 x 12", "15 x 20", "25 x 40", "mirrored"],
)
def test_a_plan_listed_otherwise_and_renamed_gives_the_same_results(rows: list[Row]) -> None:
    chance = random.Random(5)
    names = sorted({name for row in rows for those in row.units for name in those})
    numbers = [row.number for row in rows]
    alike = twins(rows) | {name: name[0] for name in names if rows[0].number == "t0" and name[0] in "ab"}
    same = {name: name for name in names}, {number: number for number in numbers}
    other = {name: f"单位{place}" for place, name in enumerate(chance.sample(names, len(names)))}
    retold = {number: f"{place}号" for place, number in enumerate(chance.sample(numbers, len(numbers)))}
    turned = [
        Row(row.number, row.section, tuple(tuple(chance.sample(those, len(those))) for those in row.units))
        for row in chance.sample(rows, len(rows))
    ]
    found = []
    for listed, (unit, task) in ((rows, same), (turned, (other, retold))):
        network = network_of(listed, unit, task)
        back = {one.id: alike[name] for name, to in unit.items() for one in network.actors if one.name == to}
        back |= {
            one.id: "task t" if number[0] == "t" else f"task {number}"
            for number, to in task.items()
            for one in network.tasks
            if one.number == to
        }
        found.append(told(build_results(network, compute_measures(network, FEW)), back))
    for name in found[0]:
        assert found[0][name] == found[1][name], name


def twins(rows: list[Row]) -> dict[str, str]:
    """What each unit goes by: those in the same roles on the same tasks are one, as nothing tells them apart."""
    part: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        for role, those in enumerate(row.units):
            for name in those:
                part.setdefault(name, []).append((role, row.number))
    return {name: f"unit with {sorted(has)}" for name, has in part.items()}
