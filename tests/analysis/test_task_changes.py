"""What matched tasks say otherwise: each part by its own rule, and nothing where only the numbering or width differ."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from respnet.analysis.compare.changes import DeadlineShift, TaskChange, TaskField
from respnet.analysis.compare.matching import match_tasks_by_id
from respnet.comparison import compare
from respnet.core.deadlines import parse_due_date
from respnet.core.lookup import match_key, strip_numbering
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.whatif.edits import RemoveUnit, apply_edits, describe_edits, keep_spelling
from tests.analysis.editions import next_edition
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu

UNITS = (UnitList(Role.LEAD, ("县交通局",)),)


def plan(*rows: TaskRow) -> ResponsibilityNetwork:
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), [replace(row, units=UNITS) for row in rows]))


def changes(old: TaskRow, new: TaskRow) -> list[tuple[str, tuple[str, ...], tuple[str, ...], DeadlineShift | None]]:
    found = compare(plan(old), plan(new))
    return [(one.part.value, one.old, one.new, one.shift) for one in found.task_changes]


def deadline(old: str, new: str) -> list[DeadlineShift | None]:
    return [
        shift
        for _, _, _, shift in changes(
            TaskRow("修建乡村道路", number="1", deadline=old), TaskRow("修建乡村道路", number="1", deadline=new)
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "shift"),
    [
        ("2025年6月底前", "2025年12月", DeadlineShift.LATER),
        ("2025年", "2025年9月", DeadlineShift.EARLIER),
        ("2025年6月15日前", "2025年6月30日前", DeadlineShift.LATER),
        ("2025年6月下旬", "2025年6月上旬", DeadlineShift.EARLIER),
        ("2025年一季度", "2025年上半年", DeadlineShift.LATER),
        ("二〇二五年六月", "2024-06-30", DeadlineShift.EARLIER),
        ("2025年10月", "2025年10月—次年3月", DeadlineShift.LATER),
    ],
)
def test_deadlines_that_are_dates_went_one_way(old: str, new: str, shift: DeadlineShift) -> None:
    assert deadline(old, new) == [shift]
    assert deadline(new, old) == [DeadlineShift.LATER if shift is DeadlineShift.EARLIER else DeadlineShift.EARLIER]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2025年12月", "2025年底前"),
        ("2025年6月30日前", "２０２５年 ６月底"),
        ("2025年二季度", "2025年上半年"),
        ("2025年", "2025-12-31"),
        ("年底 前。", "年底前"),
        ("持续推进", "持续推进；"),
        ("", " "),
    ],
)
def test_the_same_deadline_in_other_words(old: str, new: str) -> None:
    assert deadline(old, new) == deadline(new, old) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("年底前", "2025年底前"),
        ("持续推进", "2025年底前"),
        ("", "2025年底前"),
        ("年底前", "6月底前"),
        ("2025年13月", "2025年12月"),
        ("2025年底前", "2025年底前，长期坚持"),
    ],
)
def test_where_no_two_dates_can_be_read_no_way_is_told(old: str, new: str) -> None:
    assert deadline(old, new) == deadline(new, old) == [None]


def test_what_is_not_written_is_empty() -> None:
    rows = TaskRow("修路", number="1"), TaskRow("修路", number="1", deadline="年底前", targets=("修 5 公里",))
    assert changes(*rows) == [("deadline", (), ("年底前",), None), ("targets", (), ("修 5 公里",), None)]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (("A达到50%", "B"), ("B", "Ａ 达到50%。"), True),
        (("A≥50%",), ("A<50%",), False),
        (("A",), ("A", "B"), False),
        ((), ("A",), False),
    ],
)
def test_targets_whatever_their_order_and_width(old: tuple[str, ...], new: tuple[str, ...], same: bool) -> None:
    found = changes(TaskRow("修路", number="1", targets=old), TaskRow("修路", number="1", targets=new))
    assert found == ([] if same else [("targets", old, new, None)])


def test_the_title_before_and_after() -> None:
    found = changes(TaskRow("修建乡村道路", number="1"), TaskRow("修建乡村公路", number="1"))
    assert found == [("title", ("修建乡村道路",), ("修建乡村公路",), None)]
    assert changes(TaskRow("修建 乡村（道路）", number="1"), TaskRow("修建乡村(道路)。", number="1")) == []


class TestRenumbered:
    def test_a_plan_numbered_anew_has_not_changed(self) -> None:
        def edition(first: int, chapter: str) -> ResponsibilityNetwork:
            titles = ("修建乡村道路", "建设县科技馆", "举办科技活动周")
            return plan(
                *(
                    TaskRow(f"{at}．{title}", number=str(at), section=(f"{chapter}、重点任务", f"（{chapter}）工程"))
                    for at, title in enumerate(titles, first)
                )
            )

        found = compare(edition(1, "二"), edition(2, "三"))
        assert [(one.old, one.new, one.reworded) for one in found.matches] == [
            ("p/1", "p/2", False),
            ("p/2", "p/3", False),
            ("p/3", "p/4", False),
        ]
        assert found.task_changes == ()

    @pytest.mark.parametrize(
        "text",
        [
            *("二、保障", "（二）保障", "(12)保障", "第三章 保障", "第2节、保障", "第一部分 保障"),
            *("3.保障", "3．2 保障", "③保障", "1) 保障", "二、（一）保障", " 十二、 保障"),
        ],
    )
    def test_numbering_is_left_out(self, text: str) -> None:
        assert strip_numbering(text) == "保障"

    @pytest.mark.parametrize("text", ["12345热线", "2025年工作", "1.5万人培训", "三农工作", "第一书记驻村", "5G基站"])
    def test_numbers_that_belong_to_the_words_stay(self, text: str) -> None:
        assert strip_numbering(text) == match_key(text).replace(".", "")

    def test_what_is_all_numbering_is_compared_as_it_is(self) -> None:
        assert strip_numbering("（二）") == "二"
        assert strip_numbering("") == ""


class TestSections:
    def rows(self, *sections: tuple[str, ...]) -> ResponsibilityNetwork:
        titles = ("修建乡村道路", "建设县科技馆", "举办科技活动周")
        return plan(
            *(
                TaskRow(title, number=str(at), section=section)
                for at, (title, section) in enumerate(zip(titles, sections, strict=False), 1)
            )
        )

    def test_a_task_that_moved(self) -> None:
        a, b = ("一、交通",), ("二、科技", "（一）场馆")
        found = compare(self.rows(a, a, b), self.rows(a, b, b)).task_changes
        assert found == (TaskChange("p/2", "p/2", TaskField.SECTION, a, b, None),)

    def test_a_plan_without_sections_moves_no_task(self) -> None:
        a = ("一、交通",)
        assert compare(self.rows(a, a), self.rows((), ())).task_changes == ()
        found = compare(self.rows(a, a), self.rows(a, ())).task_changes
        assert [(one.new_task, one.new) for one in found] == [("p/2", ())]


def test_only_matched_tasks_and_in_the_new_plans_order() -> None:
    old = plan(TaskRow("修建乡村道路", number="1", deadline="2025年"), TaskRow("建设县科技馆", number="2"))
    new = plan(
        TaskRow("建设县科技馆", number="1", deadline="2024年"),
        TaskRow("修建乡村道路", number="2", deadline="2026年"),
        TaskRow("全然另一件事", number="3", deadline="2026年"),
    )
    found = compare(old, new)
    assert [(one.old_task, one.new_task, one.shift) for one in found.task_changes] == [
        ("p/2", "p/1", None),
        ("p/1", "p/2", DeadlineShift.LATER),
    ]


def test_two_editions_and_their_numbers() -> None:
    found = compare(fengdu(), next_edition())
    assert found.task_changes == (
        TaskChange(
            "fengdu/4", "fengdu/4", TaskField.TITLE, ("加强各类青少年科普阵地建设",), ("加强青少年科普阵地建设",), None
        ),
    )
    assert json.loads(json.dumps(found.to_dict()))["task_changes"] == [
        {
            "old_task": "fengdu/4",
            "new_task": "fengdu/4",
            "part": "title",
            "old": ["加强各类青少年科普阵地建设"],
            "new": ["加强青少年科普阵地建设"],
            "shift": None,
        }
    ]
    assert [one.new_task for one in found.task_changes] == [one.new for one in found.matches if one.reworded]


@pytest.mark.parametrize("one", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_a_plan_says_the_same_as_itself(one: ResponsibilityNetwork) -> None:
    assert compare(one, one).task_changes == ()


class TestSupposed:
    """A plan changed in thought has the tasks that it has, whatever becomes of its units."""

    def test_tasks_are_the_same_by_their_ids(self) -> None:
        # Without titles only the units would tell these tasks apart, and without units nothing would.
        rows = [TaskRow("", number=str(at), units=(UnitList(Role.LEAD, (name,)),)) for at, name in enumerate("abc", 1)]
        old = ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))
        edits = [RemoveUnit("b")]
        new = ResponsibilityNetwork(keep_spelling(apply_edits(old.plan, edits), old.plan))
        found = compare(old, new, supposed=describe_edits(edits))
        assert [(one.old, one.new) for one in found.matches] == [("p/1", "p/1"), ("p/2", "p/2"), ("p/3", "p/3")]
        assert (found.only_old, found.only_new, found.numbers_refused, found.task_changes) == ((), (), (), ())
        assert found.supposed[0].zh == "b不再承担任务"
        assert compare(old, new).only_old == ("p/2",)

    def test_what_is_supposed_stands_in_the_numbers(self) -> None:
        found = compare(fengdu(), fengdu(), supposed=describe_edits([RemoveUnit("县科协")]))
        assert found.to_dict()["supposed"] == [{"zh": "县科协不再承担任务", "en": "县科协 takes part in nothing"}]
        assert compare(fengdu(), fengdu()).to_dict()["supposed"] == []

    def test_ids_that_only_one_plan_has_are_not_matched(self) -> None:
        found = match_tasks_by_id(fengdu(), next_edition())
        assert len(found.matches) == 31
        assert not found.cut


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025年", (2025, 12, 31)),
        ("2024年2月", (2024, 2, 29)),
        ("2025年二季度", (2025, 6, 30)),
        ("2025年6月15日前", (2025, 6, 15)),
        ("2025年6月初", (2025, 6, 10)),
        ("2025年6月中旬", (2025, 6, 20)),
        ("2025年6月下旬", (2025, 6, 30)),
    ],
)
def test_the_last_day_of_a_deadline(text: str, day: tuple[int, int, int]) -> None:
    date = parse_due_date(text)
    assert date is not None
    assert date.last_day == day
