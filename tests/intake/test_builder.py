"""Identity, order and canonical names: the same whichever reader the rows came from."""

from __future__ import annotations

import pytest

from respnet.core.plan import Origin, Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan


def _ids(*numbers: str) -> list[str]:
    return [task.id for task in build_plan(PlanFacts("p"), [TaskRow("t", number=number) for number in numbers]).tasks]


def test_task_ids_take_the_number_and_mark_repeats() -> None:
    assert _ids("4", "4", "5", "4") == ["p/4", "p/4~2", "p/5", "p/4~3"]


def test_a_printed_number_may_look_like_a_repeat() -> None:
    assert _ids("4", "4~2", "4", "4~2") == ["p/4", "p/4~2", "p/4~3", "p/4~2~2"]


def test_a_row_without_a_number_goes_by_its_place() -> None:
    assert _ids("", "7", "") == ["p/#1", "p/7", "p/#3"]


def test_parts_belong_to_the_id() -> None:
    rows = [TaskRow("t", number="4", part="1"), TaskRow("t", number="4", part="2")]
    assert [task.id for task in build_plan(PlanFacts("p"), rows).tasks] == ["p/4.1", "p/4.2"]


def test_the_plan_id_is_given_or_the_document_number_or_the_name() -> None:
    assert build_plan(PlanFacts("n", id="i", document_number="d"), []).id == "i"
    assert build_plan(PlanFacts("n", document_number="d"), []).id == "d"
    assert build_plan(PlanFacts("n"), []).id == "n"


def test_units_are_identified_by_area_or_else_by_the_plan() -> None:
    row = TaskRow("t", units=(UnitList(Role.LEAD, ("县科协",)),))
    assert build_plan(PlanFacts("p", area="丰都县"), [row]).units[0].id == "丰都县/县科协"
    assert build_plan(PlanFacts("p"), [row]).units[0].id == "p/县科协"


def test_names_are_merged_only_where_a_record_says_so() -> None:
    row = TaskRow("t", units=(UnitList(Role.LEAD, ("县应急管理局", "县应急局")),))
    apart = build_plan(PlanFacts("p"), [row])
    assert [unit.name for unit in apart.units] == ["县应急管理局", "县应急局"]
    record = UnitRecord("县应急局", UnitKind.GOVERNMENT, also_written=("县应急管理局",))
    merged = build_plan(PlanFacts("p"), [row], [record])
    assert [unit.name for unit in merged.units] == ["县应急局"]
    assert [(one.printed, one.position) for one in merged.assignments] == [("县应急管理局", 1), ("县应急局", 2)]


def test_positions_run_on_over_lists_of_one_role() -> None:
    lists = (
        UnitList(Role.RESPONSIBLE, ("b",)),
        UnitList(Role.LEAD, ("a",), Origin.CONVENTION),
        UnitList(Role.RESPONSIBLE, ("c",), Origin.INHERITED, open=True),
    )
    plan = build_plan(PlanFacts("p"), [TaskRow("t", units=lists)])
    assert [(one.printed, one.role, one.position, one.origin) for one in plan.assignments] == [
        ("a", Role.LEAD, 1, Origin.CONVENTION),
        ("b", Role.RESPONSIBLE, 1, Origin.PRINTED),
        ("c", Role.RESPONSIBLE, 2, Origin.INHERITED),
    ]
    assert plan.tasks[0].open_roles == (Role.RESPONSIBLE,)


def test_a_collective_is_guessed_unless_recorded() -> None:
    row = TaskRow("t", units=(UnitList(Role.LEAD, ("各乡镇", "县级各部门")),))
    first, second = build_plan(PlanFacts("p"), [row], [UnitRecord("各乡镇", UnitKind.COLLECTIVE)]).units
    assert (first.kind, first.guessed, second.kind, second.guessed) == (
        UnitKind.COLLECTIVE,
        False,
        UnitKind.COLLECTIVE,
        True,
    )


def test_a_capacity_is_a_positive_number_however_it_was_given() -> None:
    row = TaskRow("t", units=(UnitList(Role.LEAD, ("县教委", "县科协")),))
    plan = build_plan(PlanFacts("p"), [row], [UnitRecord("县教委", capacity=12)])
    assert [unit.capacity for unit in plan.units] == [12.0, None]
    assert plan.digest() == build_plan(PlanFacts("p"), [row], [UnitRecord("县教委", capacity=12.0)]).digest()
    assert plan.digest() != build_plan(PlanFacts("p"), [row]).digest()
    for capacity in (0.0, -1.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="not a positive number"):
            build_plan(PlanFacts("p"), [row], [UnitRecord("县教委", capacity=capacity)])
