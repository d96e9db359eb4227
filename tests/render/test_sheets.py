"""Duty sheets: exactly what a unit has to do, checked by hand against the shipped plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.intake.read import read_plan
from respnet.render.duty_sheet.duties import DutySheet, build_duty_sheet


@pytest.fixture(scope="module")
def fengdu() -> ResponsibilityNetwork:
    return ResponsibilityNetwork(read_plan(Path(__file__).parents[2] / "data"))


def all_sheets(network: ResponsibilityNetwork) -> list[DutySheet]:
    return [build_duty_sheet(network, unit) for unit in network.plan.units]


def sheet_of(network: ResponsibilityNetwork, name: str) -> dict[Role, list[str]]:
    unit = next(unit for unit in network.plan.units if unit.name == name)
    return {group.role: [row.task.label for row in group.rows] for group in build_duty_sheet(network, unit).groups}


def test_the_education_commission(fengdu: ResponsibilityNetwork) -> None:
    assert sheet_of(fengdu, "县教委") == {
        Role.LEAD: ["2", "3", "4", "5"],
        Role.RESPONSIBLE: ["12", "16", "20", "21", "22", "24", "25", "26", "30", "31", "32", "34"],
    }


def test_two_roles_on_one_task_stand_once_with_a_remark(fengdu: ResponsibilityNetwork) -> None:
    unit = next(unit for unit in fengdu.plan.units if unit.name == "县民政局")
    lead = build_duty_sheet(fengdu, unit).groups[0]
    assert [(row.task.label, row.also) for row in lead.rows] == [("14", (Role.RESPONSIBLE,))]
    assert "14" not in sheet_of(fengdu, "县民政局")[Role.RESPONSIBLE]


def test_two_spellings_share_one_sheet(fengdu: ResponsibilityNetwork) -> None:
    assert sheet_of(fengdu, "县应急局") == {Role.LEAD: ["26"], Role.RESPONSIBLE: ["10", "12", "22", "25"]}


def test_collectives_are_asked_about_and_never_assumed(fengdu: ResponsibilityNetwork) -> None:
    unit = next(unit for unit in fengdu.plan.units if unit.name == "县供销社")
    sheet = build_duty_sheet(fengdu, unit)
    assert [group.role for group in sheet.groups] == [Role.RESPONSIBLE]
    assert [row.task.label for _, row in sheet.maybe] == ["17", "19"]  # 县级各部门; 各乡镇(街道) cannot mean it


def test_a_collective_means_only_units_of_its_kind() -> None:
    names = ("镇直各部门", "有关企业", "各村（社区）", "各县（市、区）政府", "县有关部门", "各乡镇有关部门")
    rows = [TaskRow(name, number=str(n), units=(UnitList(Role.LEAD, (name,)),)) for n, name in enumerate(names, 1)]
    rows.append(TaskRow("收尾", number="9", units=(UnitList(Role.LEAD, ("镇党政办", "县财政局")),)))
    records = [UnitRecord(name, UnitKind.GOVERNMENT) for name in ("镇党政办", "县财政局")]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows, records))
    maybe = {sheet.unit.name: [row.task.title for _, row in sheet.maybe] for sheet in all_sheets(network)}
    assert maybe["镇党政办"] == ["镇直各部门", "县有关部门", "各乡镇有关部门"]
    assert maybe["县财政局"] == ["县有关部门"]


def test_a_member_list_decides() -> None:
    rows = [
        TaskRow("一", number="1", units=(UnitList(Role.LEAD, ("甲局",)), UnitList(Role.SUPPORT, ("各部门",)))),
        TaskRow("二", number="2", units=(UnitList(Role.LEAD, ("乙局",)),)),
    ]
    records = [UnitRecord("各部门", UnitKind.COLLECTIVE, members=("乙局",))]
    network = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows, records))
    maybe = {sheet.unit.name: [row.task.label for _, row in sheet.maybe] for sheet in all_sheets(network)}
    assert maybe == {"甲局": [], "各部门": [], "乙局": ["1"]}


def test_every_assignment_of_the_plan_is_on_a_sheet(fengdu: ResponsibilityNetwork) -> None:
    on_sheets = {
        (sheet.unit.id, row.task.id, role)
        for sheet in all_sheets(fengdu)
        for group in sheet.groups
        for row in group.rows
        for role in (group.role, *row.also)
    }
    assert on_sheets == {(one.unit, one.task, one.role) for one in fengdu.plan.assignments}
