"""Plans as rows: nothing is rounded, merged or left out on the way."""

from __future__ import annotations

from dataclasses import fields

import pytest

from respnet.core.i18n import Text
from respnet.core.plan import Assignment, Plan, Task, Unit
from respnet.stores.mapping import BATCH_SIZE, RELATIONSHIP_TYPES, LoadStep, build_load_steps, find_first_difference
from respnet.stores.statements import find_parameters, load_statement
from tests import toy

LOADS = (
    "load/plan",
    "load/units",
    "load/capacities",
    "load/tasks",
    *(f"load/assignments:{one}" for one in RELATIONSHIP_TYPES.values()),
)


def test_the_steps_in_their_order() -> None:
    assert [(step.statement, len(step.rows)) for step in build_load_steps(toy.science())] == [
        ("load/plan", 1),
        ("load/units", 5),
        ("load/capacities", 1),
        ("load/tasks", 4),
        ("load/assignments:LEADS", 4),
        ("load/assignments:RESPONSIBLE_FOR", 5),
        ("load/assignments:SUPPORTS", 2),
        ("load/assignments:SUPERVISES", 1),
        ("load/versions", 0),
    ]


@pytest.mark.parametrize(
    ("kind", "step"),
    [(Plan, "load/plan"), (Unit, "load/units"), (Task, "load/tasks"), (Assignment, "load/assignments:LEADS")],
)
def test_every_field_that_counts_has_a_column(kind: type[Plan], step: str) -> None:
    """A field added to a dataclass and forgotten here would be lost in silence."""
    (rows,) = (one.rows for one in build_load_steps(toy.science()) if one.statement == step)
    held_elsewhere = {Plan: {"units", "tasks", "assignments"}, Unit: {"capacity"}}.get(kind, set())
    assert {item.name for item in fields(kind) if item.compare} - held_elsewhere <= set(rows[0])


@pytest.mark.parametrize("load", LOADS)
def test_a_load_statement_uses_every_column_that_it_is_sent(load: str) -> None:
    (rows,) = (one.rows for one in build_load_steps(toy.science()) if one.statement == load)
    text = load_statement(load).replace("`", "")
    assert find_parameters(load_statement(load)) == ("rows",)
    assert [column for column in rows[0] if f"row.{column}" not in text] == []


def test_batches_are_full_and_none_is_empty() -> None:
    words = Text(zh="任务", en="tasks")
    assert [
        len(batch) for batch in LoadStep("load/tasks", words, ({"id": "t"},) * (2 * BATCH_SIZE + 1)).split_batches()
    ] == [
        BATCH_SIZE,
        BATCH_SIZE,
        1,
    ]
    assert list(LoadStep("load/tasks", words, ()).split_batches()) == []


def test_where_two_plans_differ() -> None:
    assert find_first_difference(toy.science(), toy.science()) == ""
    assert find_first_difference(toy.science(), toy.science_revised()) == "title"
    assert find_first_difference(toy.science(plan_id="a"), toy.science(plan_id="b")) == "id"
    plan = toy.roads()
    fewer = Plan(id=plan.id, title=plan.title, area=plan.area, units=plan.units, tasks=plan.tasks[:1])
    assert find_first_difference(plan, fewer) == "tasks: 2 ≠ 1"
