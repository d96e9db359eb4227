from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

import respnet
from respnet.analysis.compare.changes import AssignmentStatus, CountBasis, compute_assignment_overlap
from respnet.analysis.compare.comparison import ComparisonResults
from respnet.analysis.compare.matching import CERTAIN_SIMILARITY, MatchBasis
from respnet.analysis.structure.lead_network import find_lead_gaps
from respnet.comparison import Comparison, compare
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from tests.analysis.editions import next_edition
from tests.analysis.family import FAMILY, letters, network
from tests.analysis.fengdu import fengdu

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"


def changed(comparison: Comparison) -> set[tuple[str, str, str, str]]:
    """(unit, task in both plans, old role, new role) of everything that is not kept."""
    return {
        (one.unit, f"{one.old_task}|{one.new_task}".replace("fengdu/", ""), one.old_role, one.new_role)
        for one in comparison.assignments
        if one.in_both and one.change is not AssignmentStatus.KEPT
    }


def nothing_changed(comparison: Comparison) -> bool:
    alone = (*comparison.only_old, *comparison.only_new)
    return not alone and all(one.change is AssignmentStatus.KEPT for one in comparison.assignments)


def counted(comparison: Comparison) -> dict[str, tuple[float | None, float | None]]:
    return {one.what: (one.old, one.new) for one in comparison.structure}


class TestTwoEditions:
    found = compare(fengdu(), next_edition())

    def test_every_change_and_no_other(self) -> None:
        assert changed(self.found) == {
            ("县委编办", "2|2", "", "support"),
            ("县气象局", "5|5", "responsible", ""),
            ("县科协", "7|7", "lead", "responsible"),
            ("县委宣传部", "7|7", "responsible", "lead"),
        }
        assert (self.found.only_old, self.found.only_new) == (("fengdu/3",), ("fengdu/40",))

    def test_tasks_of_one_plan_bring_their_assignments(self) -> None:
        alone = [
            (one.unit, one.change, one.old_role, one.new_role) for one in self.found.assignments if not one.in_both
        ]
        assert alone == [
            ("县科协", AssignmentStatus.NEW, "", "lead"),
            ("县教委", AssignmentStatus.NEW, "", "lead"),
            ("县教委", AssignmentStatus.GONE, "lead", ""),
            ("县民政局", AssignmentStatus.GONE, "responsible", ""),
            ("县科协", AssignmentStatus.GONE, "responsible", ""),
        ]

    def test_overlaps(self) -> None:
        assert (self.found.jaccard_roles, self.found.jaccard_any) == (232 / 236, 234 / 236)
        leads = [one for one in self.found.assignments if one.in_both and "lead" in (one.old_role, one.new_role)]
        assert self.found.jaccard_leads == sum(one.change is AssignmentStatus.KEPT for one in leads) / len(leads)

    def test_loads(self) -> None:
        unit = {one.unit: one for one in self.found.units}
        assert (unit["县委宣传部"].old_leads, unit["县委宣传部"].new_leads) == (3, 4)
        assert (unit["县气象局"].old_total, unit["县气象局"].new_total) == (3, 2)
        assert unit["县气象局"].new_share == 2 / 32
        assert (unit["县委编办"].old_rank, unit["县委编办"].new_rank) == (None, 14)
        assert "各乡镇(街道)" not in unit
        assert [one.unit for one in self.found.units] == [one.name for one in next_edition().actors]

    def test_the_whole(self) -> None:
        found = counted(self.found)
        assert (found["tasks"], found["units"], found["assignments"]) == ((32, 32), (30, 31), (230, 229))
        assert (found["single-lead"], found["without-lead"], found["lead-cover"]) == ((7, 6), (0, 0), (5, 5))

    def test_collectives_are_compared_and_marked_but_are_no_units(self) -> None:
        collective = {one.unit for one in self.found.assignments if one.collective}
        assert collective == {"各乡镇(街道)", "县级各部门"}

    def test_backwards_everything_is_turned_round(self) -> None:
        back = compare(next_edition(), fengdu())
        assert {(unit, "|".join(reversed(task.split("|"))), new, old) for unit, task, old, new in changed(back)} == (
            changed(self.found)
        )
        assert (back.only_old, back.only_new) == (self.found.only_new, self.found.only_old)
        assert (back.jaccard_roles, back.tau) == (self.found.jaccard_roles, self.found.tau)
        assert counted(back) == {what: (new, old) for what, (old, new) in counted(self.found).items()}


@pytest.mark.parametrize("one", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_a_plan_and_itself(one: ResponsibilityNetwork) -> None:
    found = compare(one, one)
    assert nothing_changed(found)
    assert (found.only_old, found.only_new, found.numbers_refused, found.renamed, found.alike) == ((), (), (), (), ())
    assert {found.jaccard_roles, found.jaccard_leads, found.jaccard_any} <= {1.0, None}
    assert found.tau in (None, 1.0)
    assert all(each.old == each.new for each in found.structure)
    assert all(each.old_total == each.new_total for each in found.units)


@pytest.mark.parametrize("old", FAMILY.values(), ids=FAMILY.keys())
def test_any_two_plans(old: ResponsibilityNetwork) -> None:
    for new in FAMILY.values():
        found = compare(old, new)
        assert json.dumps(found.to_dict(), allow_nan=False)
        old_parts = sum(bool(one.old_role) for one in found.assignments)
        assert old_parts == len({(one.unit, one.task) for one in old.plan.assignments})
        assert len(found.matches) + len(found.only_old) == len(old.tasks)
        assert len(found.matches) + len(found.only_new) == len(new.tasks)


def test_a_thousand_units() -> None:
    names = letters(1000)
    rows = [([names[t], names[(7 * t) % 1000]], [names[(t + 3 * k) % 1000] for k in range(5)]) for t in range(1000)]
    found = compare(network(rows), network(rows[::-1][:990]))
    assert len(found.units) == 1000


def test_the_same_twice_gives_the_same() -> None:
    assert compare(fengdu(), next_edition()) == compare(fengdu(), next_edition())


def renamed(plan: Plan) -> Plan:
    units = tuple(replace(unit, name=f"某{unit.name[::-1]}", also_written=()) for unit in plan.units)
    return replace(plan, units=units)


def test_other_names_change_nothing_else() -> None:
    found = compare(*(ResponsibilityNetwork(renamed(one.plan)) for one in (fengdu(), next_edition())))
    told = [replace(one, unit=one.unit[1:][::-1]) for one in found.assignments]
    assert tuple(told) == TestTwoEditions.found.assignments
    assert (found.tau, found.structure) == (TestTwoEditions.found.tau, TestTwoEditions.found.structure)


def test_a_change_of_role_is_not_one_gone_and_one_new() -> None:
    found = compare(network([("a", "b")]), network([("b", "a")]))
    assert [(one.unit, one.change) for one in found.assignments] == [
        ("b", AssignmentStatus.ROLE),
        ("a", AssignmentStatus.ROLE),
    ]
    assert (found.jaccard_roles, found.jaccard_leads, found.jaccard_any) == (0.0, 0.0, 1.0)


def test_supervision_is_a_role_and_no_load() -> None:
    found = compare(network([("a", "b")]), network([("a", "b")], other_role=Role.SUPERVISE))
    assert [
        (one.unit, one.old_role, one.new_role) for one in found.assignments if one.change is AssignmentStatus.ROLE
    ] == [("b", "support", "supervise")]
    assert [(one.unit, one.old_total, one.new_total) for one in found.units] == [("a", 1, 1), ("b", 1, 0)]


def test_cleaned_names_are_told_apart_from_changes() -> None:
    record = UnitRecord("县应急局", UnitKind.GOVERNMENT, also_written=("县应急管理局",))
    found = compare(network([(["县应急局"], [])], records=[record]), network([(["县应急管理局"], [])]))
    assert nothing_changed(found)
    assert found.renamed == (("县应急管理局", "县应急局"),)


def test_a_unit_written_twice_on_a_task_keeps_the_stronger_role() -> None:
    record = UnitRecord("县应急局", UnitKind.GOVERNMENT, also_written=("县应急管理局",))
    found = compare(network([(["县应急局"], [])], records=[record]), network([(["县应急局"], ["县应急管理局"])]))
    assert nothing_changed(found)
    assert [one.new_total for one in found.units] == [1]


def test_where_a_plan_names_no_leads_tasks_are_compared() -> None:
    found = compare(network([("a", "b"), ("a", "c")]), network([([], "ab"), ([], "abc")]))
    assert found.counted is CountBasis.TASKS
    assert counted(found)["single-lead"] == (2, None)
    assert [(one.unit, one.old_rank, one.new_rank) for one in found.units] == [("a", 1, 1), ("b", 2, 1), ("c", 2, 3)]


def test_two_places_are_compared_by_name() -> None:
    one, other = (
        ResponsibilityNetwork(
            build_plan(
                PlanFacts(area, area=area), [TaskRow("修路", number="1", units=(UnitList(Role.LEAD, ("县交通局",)),))]
            )
        )
        for area in ("甲县", "乙县")
    )
    found = compare(one, other)
    assert nothing_changed(found)
    assert (found.old.area, found.new.area) == ("甲县", "乙县")


def test_a_document_and_its_table_differ_in_one_assignment() -> None:
    """The scheme of one county department and the table issued with it: 公安局 stands on item 14 of the table only."""
    if not SHARED.is_dir():
        pytest.skip("the hand-checked documents are not here")
    old, new = (
        ResponsibilityNetwork(respnet.read_plan(SHARED / f"{name}.txt"))
        for name in ("ganyu_huanjing_2014", "ganyu_huanjing_biao_2014")
    )
    found = compare(old, new)
    assert (len(found.matches), found.only_old, found.only_new) == (15, (), ())
    assert [(one.unit, one.new_role) for one in found.assignments if one.change is not AssignmentStatus.KEPT] == [
        ("区公安局", "responsible")
    ]
    assert sum(one.by.value == "likeness" for one in found.matches) == 11  # the document numbers each section anew


def test_the_gini_is_that_of_each_plan_s_own_units() -> None:
    found = compare(network([("a", "b"), ("c", [])]), network([("d", "a"), ("d", [])]))
    assert counted(found)["gini"] == (pytest.approx(1 / 3), pytest.approx(1 / 2))
    assert counted(compare(network([([], "ab")]), network([("a", "b")])))["gini"] == (0.0, 0.0)
    assert counted(compare(FAMILY["empty"], FAMILY["empty"]))["gini"] == (None, None)


def test_as_a_dictionary_and_as_a_table() -> None:
    found = TestTwoEditions.found
    said = found.to_dict()
    names = [field.name for field in fields(ComparisonResults)]
    assert list(said) == ["version", *("supposed" if name == "scenario" else name for name in names)]
    assert said["supposed"] == []
    assert said["old"]["id"] == "fengdu"
    assert said["new"]["title"] == "丰都县新方案"
    frame = found.to_frame()
    assert len(frame) == len(found.assignments) == 241
    assert frame.query("change == 'role'")["unit"].tolist() == ["县科协", "县委宣传部"]


def test_an_overlap_of_nothing_is_none() -> None:
    assert compute_assignment_overlap([]) == (None, None, None)


def test_single_leads_are_those_of_the_gaps_in_each_plan() -> None:
    record = UnitRecord("各乡镇", UnitKind.COLLECTIVE)
    old = network([("a", "b"), ("ab", "c"), (["各乡镇"], ["a"]), ([], "a")], records=[record])
    new = network([("b", "a"), ("ab", "c"), (["各乡镇", "a"], []), ("c", [])], records=[record])
    for one, other in ((old, new), (fengdu(), next_edition())):
        found = compare(one, other)
        for plan, is_new in ((one, False), (other, True)):
            wanted = {single.task: plan.unit_by_id[single.unit].name for single in find_lead_gaps(plan).single}
            assert found.find_single_leads(new=is_new) == wanted


def test_only_matches_by_likeness_are_doubtful() -> None:
    found = TestTwoEditions.found
    assert [(one.old, one.new) for one in found.doubtful] == [("fengdu/4", "fengdu/4")]
    assert compare(fengdu(), fengdu()).doubtful == ()
    near = replace(found.matches[0], by=MatchBasis.NUMBER, likeness=CERTAIN_SIMILARITY)
    assert near.certain
    assert not replace(near, likeness=0.69).certain
    assert not replace(near, by=MatchBasis.LIKENESS, reworded=True).certain
    assert replace(near, by=MatchBasis.LIKENESS, reworded=False).certain  # the very same title under another number
