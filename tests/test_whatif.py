from __future__ import annotations

import pytest

from respnet.comparison import compare
from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.whatif.edits import (
    Assign,
    Edit,
    EditKind,
    MergeUnits,
    RemoveUnit,
    TransferLead,
    Unassign,
    apply_edits,
    keep_spelling,
    parse_edit,
)
from tests.analysis.fengdu import fengdu
from tests.toy import lead, responsible, science, support


def small() -> Plan:
    rows = [
        TaskRow("科普", number="1", units=(lead("县教委", "县科协"), responsible("团县委"), support("县妇联"))),
        TaskRow("农技", number="2", units=(lead("县科协"), responsible("县教委", "县妇联", "团县委"))),
    ]
    return build_plan(PlanFacts("p", area="甲县", owner="县科协"), rows)


def said(plan: Plan, task: str) -> list[tuple[str, str, int]]:
    """(unit's name, role, position) of one task's assignments, in their order."""
    names = {unit.id: unit.name for unit in plan.units}
    return [
        (names[one.unit], one.role.value, one.position) for one in plan.assignments if one.task == f"{plan.id}/{task}"
    ]


def refused(plan: Plan, *edits: Edit) -> Text:
    with pytest.raises(InputError) as error:
        apply_edits(plan, edits)
    return error.value.text


class TestDrop:
    def test_the_others_move_up(self) -> None:
        after = apply_edits(small(), [RemoveUnit("县教委")])
        assert said(after, "1") == [("县科协", "lead", 1), ("团县委", "responsible", 1), ("县妇联", "support", 1)]
        assert said(after, "2") == [("县科协", "lead", 1), ("县妇联", "responsible", 1), ("团县委", "responsible", 2)]
        assert [unit.name for unit in after.units] == ["县科协", "团县委", "县妇联"]

    def test_by_a_recorded_other_spelling_or_in_english(self) -> None:
        for name in ("县科学技术协会", "County Science Association", " county science association "):
            after = apply_edits(science(), [RemoveUnit(name)])
            assert "县科协" not in [unit.name for unit in after.units]

    def test_all_of_them(self) -> None:
        plan = small()
        after = apply_edits(plan, [RemoveUnit(unit.name) for unit in plan.units])
        assert (after.units, after.assignments, after.tasks) == ((), (), plan.tasks)


class TestMerge:
    def test_both_assignments_of_one_task_stay_and_count_once(self) -> None:
        after = apply_edits(small(), [MergeUnits("县教委", "县科协")])
        assert said(after, "1")[:2] == [("县科协", "lead", 1), ("县科协", "lead", 2)]
        assert said(after, "2")[:2] == [("县科协", "lead", 1), ("县科协", "responsible", 1)]
        network = ResponsibilityNetwork(after)
        assert network.biadjacency(Role.LEAD).tolist() == [[True, True], [False, False], [False, False]]
        assert not network.biadjacency(Role.RESPONSIBLE)[0].any()

    def test_the_old_name_is_a_spelling_of_the_new_and_what_was_printed_stays(self) -> None:
        after = apply_edits(small(), [MergeUnits("县教委", "县科协")])
        assert after.units[0].also_written == ("县教委",)
        assert after.assignments[0].printed == "县教委"
        assert (
            apply_edits(after, [RemoveUnit("县教委")]).units
            == apply_edits(small(), [RemoveUnit("县教委"), RemoveUnit("县科协")]).units
        )

    def test_compared_in_the_spellings_of_before_the_merger_shows(self) -> None:
        before = ResponsibilityNetwork(small())
        after = apply_edits(small(), [MergeUnits("县教委", "县科协")])
        same = compare(before, ResponsibilityNetwork(after)).assignments
        assert {one.change.value for one in same} == {"kept"}  # two names of one unit all along
        spelt = keep_spelling(after, small())
        assert [unit.also_written for unit in spelt.units] == [(), (), ()]
        found = {one.unit: one for one in compare(before, ResponsibilityNetwork(spelt)).units}
        assert (found["县教委"].old_leads, found["县教委"].new_total) == (1, 0)
        assert (found["县科协"].old_leads, found["县科协"].new_leads) == (2, 2)

    def test_into_itself(self) -> None:
        assert refused(small(), MergeUnits("县科协", "县科协")) == Text(
            zh="县科协不能并入自己。", en="县科协 cannot become part of itself."
        )


class TestGive:
    def test_a_role_it_had_there_goes(self) -> None:
        after = apply_edits(small(), [Assign("县妇联", "1", Role.LEAD)])
        assert said(after, "1") == [
            ("县教委", "lead", 1),
            ("县科协", "lead", 2),
            ("县妇联", "lead", 3),
            ("团县委", "responsible", 1),
        ]

    def test_the_role_it_has_already_changes_nothing(self) -> None:
        assert apply_edits(small(), [Assign("县教委", "2", Role.RESPONSIBLE)]) == small()

    def test_a_new_unit_is_the_one_that_reading_would_give(self) -> None:
        after = apply_edits(small(), [Assign("县司法局", "2", Role.SUPPORT), Assign("各乡镇", "2", Role.SUPPORT)])
        read = build_plan(PlanFacts("p", area="甲县"), [TaskRow("t", units=(lead("县司法局", "各乡镇"),))])
        assert after.units[-2:] == read.units
        assert said(after, "2")[-2:] == [("县司法局", "support", 1), ("各乡镇", "support", 2)]


class TestTake:
    def test_it_is_gone_from_the_task_in_every_role(self) -> None:
        after = apply_edits(science(), [Unassign("县科协", "2.2")])
        assert "县科协" not in [name for name, _, _ in said(after, "2.2")]
        assert ("县科协", "responsible", 1) in said(after, "1")

    def test_from_its_only_task(self) -> None:
        plan = build_plan(PlanFacts("p"), [TaskRow("t", number="1", units=(lead("a", "b"),))])
        assert [unit.name for unit in apply_edits(plan, [Unassign("a", "1")]).units] == ["b"]

    def test_where_it_is_not(self) -> None:
        assert refused(small(), Unassign("县妇联", "2"), Unassign("县妇联", "2")) == Text(
            zh="县妇联本来就不在任务 2 里。", en="县妇联 takes no part in task 2 as it is."
        )


class TestSwap:
    def test_the_place_passes_on_and_the_old_lead_stays_responsible(self) -> None:
        after = apply_edits(small(), [TransferLead("1", "县教委", "县妇联")])
        assert said(after, "1") == [
            ("县妇联", "lead", 1),
            ("县科协", "lead", 2),
            ("团县委", "responsible", 1),
            ("县教委", "responsible", 2),
        ]

    def test_a_unit_without_other_tasks_stays_in_the_plan(self) -> None:
        lists = (lead("a"), responsible("b"))
        plan = build_plan(PlanFacts("p"), [TaskRow("t", number="1", units=lists)])
        after = apply_edits(plan, [TransferLead("1", "a", "b")])
        assert said(after, "1") == [("b", "lead", 1), ("a", "responsible", 1)]
        assert [unit.name for unit in after.units] == ["a", "b"]

    def test_what_cannot_be_swapped(self) -> None:
        assert refused(small(), TransferLead("1", "团县委", "县科协")).zh == (
            "团县委不是任务 1 的牵头单位。牵头单位：县教委、县科协。"
        )
        assert refused(small(), TransferLead("1", "县教委", "县科协")).en == "县科协 leads task 1 already."


def test_edits_are_made_one_after_the_other_and_the_plan_stays_as_it_was() -> None:
    plan = small()
    before = plan.digest()
    after = apply_edits(
        plan, [RemoveUnit("县教委"), Assign("县教委", "2", Role.LEAD), TransferLead("2", "县教委", "县妇联")]
    )
    assert said(after, "2")[0:2] == [("县科协", "lead", 1), ("县妇联", "lead", 2)]
    assert (after.id, after.tasks) == (plan.id, plan.tasks)
    assert plan.digest() == before
    assert apply_edits(plan, []) == plan


def test_the_shipped_plan_keeps_everything_that_was_not_edited() -> None:
    plan = fengdu().plan
    assert apply_edits(plan, [Assign("县科协", "4", Role.LEAD)]) == plan
    after = apply_edits(plan, [RemoveUnit("县交通局")])
    gone = next(unit.id for unit in plan.units if unit.name == "县交通局")
    assert [(one.unit, one.task, one.role) for one in after.assignments] == [
        (one.unit, one.task, one.role) for one in plan.assignments if one.unit != gone
    ]


class TestNotThere:
    def test_a_unit_with_names_written_alike(self) -> None:
        assert refused(small(), RemoveUnit("县教育委")) == Text(
            zh="方案中没有单位“县教育委”；是不是“县教委”或“团县委”？请照方案里的写法写。",
            en="The plan has no unit “县教育委”; did you mean 县教委 or 团县委? Write it as the plan does.",
        )

    def test_a_unit_like_no_other(self) -> None:
        assert refused(small(), MergeUnits("县科协", "zzz")) == Text(
            zh="方案中没有单位“zzz”。请照方案里的写法写。",
            en="The plan has no unit “zzz”. Write it as the plan does.",
        )

    def test_a_task(self) -> None:
        assert refused(small(), Assign("县教委", "9", Role.LEAD)) == Text(
            zh="方案中没有任务“9”。请写任务序号，如 4、4.1；没有序号的写 # 加位置，如 #3。",
            en="The plan has no task “9”. Write its number, such as 4 or 4.1, or where none is printed # and "
            "its place, such as #3.",
        )

    def test_a_number_that_two_tasks_have(self) -> None:
        rows = [TaskRow("t", number="1", units=(lead("a"),)), TaskRow("u", number="1", units=(lead("a"),))]
        plan = build_plan(PlanFacts("p"), rows)
        assert refused(plan, Unassign("a", "1")) == Text(
            zh="序号“1”的任务有 2 项：请写“p/1”或“p/1~2”。",
            en="The number “1” stands on 2 tasks: write p/1 or p/1~2.",
        )
        assert said(apply_edits(plan, [Unassign("a", "p/1~2")]), "1") == [("a", "lead", 1)]

    def test_a_hostile_name_does_nothing_in_the_message(self) -> None:
        assert "\u202e" not in refused(small(), RemoveUnit("县\u202e教委")).zh


class TestParse:
    @pytest.mark.parametrize(
        ("kind", "text", "edit"),
        [
            ("remove", " 县科协 ", RemoveUnit("县科协")),
            ("merge", "县应急管理局=县应急局", MergeUnits("县应急管理局", "县应急局")),
            ("merge", "县应急管理局＝县应急局", MergeUnits("县应急管理局", "县应急局")),
            ("assign", "12:县教委:lead", Assign("县教委", "12", Role.LEAD)),
            ("assign", "4.1：县教委：配合", Assign("县教委", "4.1", Role.SUPPORT)),
            ("unassign", "12:县教委", Unassign("县教委", "12")),
            ("transfer-lead", "12:县科协:县教委", TransferLead("12", "县科协", "县教委")),
        ],
    )
    def test_each_form(self, kind: EditKind, text: str, edit: Edit) -> None:
        assert parse_edit(kind, text) == edit

    @pytest.mark.parametrize(
        ("kind", "text", "zh", "en"),
        [
            (
                "assign",
                "12:县教委",
                "--assign 的写法是“任务:单位:角色”，如 12:县教委:lead；写的是“12:县教委”。",
                "--assign is written TASK:UNIT:ROLE, such as 12:县教委:lead; given was “12:县教委”.",
            ),
            (
                "merge",
                "县应急局",
                "--merge 的写法是“并入的单位=并到的单位”，如 县应急管理局=县应急局；写的是“县应急局”。",
                "--merge is written UNIT=INTO, such as 县应急管理局=县应急局; given was “县应急局”.",
            ),
            (
                "transfer-lead",
                "12::县教委",
                "--transfer-lead 的写法是“任务:原牵头单位:新牵头单位”，如 12:县科协:县教委；写的是“12::县教委”。",
                "--transfer-lead is written TASK:UNIT:TO, such as 12:县科协:县教委; given was “12::县教委”.",
            ),
            (
                "remove",
                "",
                "--remove 的写法是“单位”，如 县科协；写的是“”。",
                "--remove is written UNIT, such as 县科协; given was “”.",
            ),
            (
                "assign",
                "12:县教委:boss",
                "“boss”不是角色：请写 牵头、责任、配合、督促，或 lead、responsible、support、supervise。",
                "“boss” is no role: write one of lead, responsible, support, supervise, "
                "or in Chinese 牵头、责任、配合、督促.",
            ),
        ],
    )
    def test_what_is_not_the_form(self, kind: EditKind, text: str, zh: str, en: str) -> None:
        with pytest.raises(InputError) as error:
            parse_edit(kind, text)
        assert error.value.text == Text(zh=zh, en=en)


def test_a_task_without_units_can_be_given_one() -> None:
    plan = build_plan(PlanFacts("p"), [TaskRow("t", number="1"), TaskRow("u", units=(UnitList(Role.LEAD, ("a",)),))])
    after = apply_edits(plan, [Assign("a", "1", Role.LEAD), Assign("a", "#2", Role.SUPPORT)])
    assert [(one.task, one.role.value) for one in after.assignments] == [("p/1", "lead"), ("p/#2", "support")]
