from __future__ import annotations

import json
from pathlib import Path

import pytest

from respnet.analysis.workload.workload import DeadlineStatus, PeriodLength, TaskDeadline, UnitPeak, build_timetable
from respnet.core.deadlines import DueDate, InvalidDateError, parse_due_date
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "documents"


def plan_with(*tasks: tuple[str, str, str]) -> ResponsibilityNetwork:
    """From (deadline, leads, others) of each task."""
    rows = [
        TaskRow(
            "t",
            number=str(number),
            deadline=text,
            units=(UnitList(Role.LEAD, tuple(leads)), UnitList(Role.SUPPORT, tuple(others))),
        )
        for number, (text, leads, others) in enumerate(tasks, 1)
    ]
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))


def read(text: str) -> tuple[str, str]:
    (due,) = build_timetable(plan_with((text, "a", ""))).dues
    return due.when.value, due.period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025年12月", "2025-12"),
        ("2025年底前", "2025-12"),
        ("2025年年底", "2025-12"),
        ("2025年末", "2025-12"),
        ("2025年6月30日前", "2025-06"),
        ("２０２５年６月３０日前", "2025-06"),
        ("2015年 6月", "2015-06"),
        ("二〇二五年十二月底前", "2025-12"),
        ("二○二五年三月十五日前", "2025-03"),
        ("2025-06-30", "2025-06"),
        ("2025-06-30 00:00:00", "2025-06"),
        ("2025/6/30", "2025-06"),
        ("2025.6", "2025-06"),
        ("20250630", "2025-06"),
        ("2024年2月29日", "2024-02"),
        ("2025年6月—12月", "2025-12"),
        ("2025年6-12月", "2025-12"),
        ("2025年1月至6月", "2025-06"),
        ("2025年10月—次年3月", "2026-03"),
        ("2023年完成50%，2025年底前全部完成", "2025-12"),
        ("2025年6月底前完成；12月底前总结", "2025-12"),
        ("2025年底前，并持续推进", "2025-12"),
        ("2025年第二季度", "2025-Q2"),
        ("2025年三季度末", "2025-Q3"),
        ("2025年一季度", "2025-Q1"),
        ("2025年上半年", "2025-Q2"),
        ("2025年下半年", "2025-Q4"),
        ("2025年初", "2025-Q1"),
        ("2023—2025年", "2025"),
        ("2023-2025年", "2025"),
        ("2023年至2025年", "2025"),
        ("2025", "2025"),
        ("2022年", "2022"),
        ("到2025年", "2025"),
        ("2025年度", "2025"),
        ("2025年春节前", "2025"),
        ("2025年6月底前出台方案，2025年全面完成", "2025"),
    ],
)
def test_dates_that_can_be_told(text: str, period: str) -> None:
    assert read(text) == ("dated", period)


@pytest.mark.parametrize(
    "text",
    [
        *("年底前", "12月底前", "今年年底", "第三季度", "上半年", "“十四五”末", "立即", "按要求完成", "6个月内"),
        *("培训2000人", "投入2000万元", "完成2025项"),
        *("2025年13月", "2025年0月", "2025年2月30日", "2023年2月29日", "2025年6月31日前", "2025-13-01"),
        *("2025年第五季度", "2025年10月—3月", "2025年前", "2025年以前", "04/05/2027"),
    ],
)
def test_what_cannot_be_told_is_never_guessed(text: str) -> None:
    assert read(text) == ("unreadable", "")


@pytest.mark.parametrize(
    "text", ["持续推进", "长期坚持", "常态化", "每年12月底前", "每年开展", "长效管理", "每季度一次", "定期"]
)
def test_what_goes_on(text: str) -> None:
    assert read(text) == ("ongoing", "")


def test_nothing_written() -> None:
    assert read("") == ("none", "")
    assert read("  ") == ("none", "")


def test_every_day_of_a_leap_year_in_several_forms() -> None:
    for month in range(1, 13):
        for day in (1, 28):
            for text in (f"2024年{month}月{day}日", f"2024-{month:02}-{day:02}", f"2024.{month}.{day}前"):
                assert parse_due_date(text) == DueDate(2024, (month + 2) // 3, month)
        with pytest.raises(InvalidDateError):
            parse_due_date(f"2024年{month}月32日")


def test_the_period_is_the_finest_that_all_have() -> None:
    by_month = build_timetable(plan_with(("2025年6月", "a", ""), ("2025年底前", "a", ""), ("持续推进", "a", "")))
    assert (by_month.period, by_month.periods) == (PeriodLength.MONTH, ("2025-06", "2025-12"))
    by_quarter = build_timetable(plan_with(("2025年6月", "a", ""), ("2025年第三季度", "a", "")))
    assert (by_quarter.period, by_quarter.periods) == (PeriodLength.QUARTER, ("2025-Q2", "2025-Q3"))
    by_year = build_timetable(plan_with(("2025年6月", "a", ""), ("2024年", "a", "")))
    assert (by_year.period, by_year.periods) == (PeriodLength.YEAR, ("2024", "2025"))


def test_loads_by_period_and_peaks() -> None:
    found = build_timetable(
        plan_with(
            ("2025年6月", "a", "b"), ("2025年6月", "b", "a"), ("2025年9月", "a", ""), ("2024年12月", "b", "c"),
            ("年底前", "c", ""), ("长期坚持", "d", ""), ("", "d", "a"),
        )
    )  # fmt: skip
    assert found.periods == ("2024-12", "2025-06", "2025-09")
    assert found.unit_leads == ((0, 1, 1), (1, 1, 0), (0, 0, 0), (0, 0, 0))
    assert found.unit_tasks == ((0, 2, 1), (1, 2, 0), (1, 0, 0), (0, 0, 0))
    assert found.peaks == (
        UnitPeak("p/a", "2025-06", 1, 2),
        UnitPeak("p/b", "2025-06", 1, 2),
        UnitPeak("p/c", "2024-12", 0, 1),
    )
    assert found.dues[4:] == (
        TaskDeadline("p/5", "年底前", DeadlineStatus.UNREADABLE, ""),
        TaskDeadline("p/6", "长期坚持", DeadlineStatus.ONGOING, ""),
        TaskDeadline("p/7", "", DeadlineStatus.NONE, ""),
    )


def test_the_first_of_level_periods_is_the_peak() -> None:
    found = build_timetable(plan_with(("2026年", "a", ""), ("2025年", "a", "")))
    assert [peak.period for peak in found.peaks] == ["2025"]


def test_the_shipped_plan_has_no_deadlines() -> None:
    found = build_timetable(fengdu())
    assert {due.when for due in found.dues} == {DeadlineStatus.NONE}
    assert (found.period, found.periods, found.peaks) == (PeriodLength.YEAR, (), ())
    assert found.unit_tasks == ((),) * 30


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    found = build_timetable(plan)
    assert len(found.dues) == len(plan.tasks)
    assert len(found.unit_tasks) == len(found.unit_leads) == len(plan.actors)


@pytest.mark.skipif(not DOCUMENTS.exists(), reason="the hand-checked documents are not beside this checkout")
def test_every_deadline_of_real_plans_is_told() -> None:
    texts = set()
    for file in sorted(DOCUMENTS.glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        rows = gold if isinstance(gold, list) else gold.get("rows") or gold.get("tasks") or []
        texts |= {row["deadline"] for row in rows if isinstance(row, dict) and row.get("deadline")}
    assert len(texts) > 8
    assert [text for text in sorted(texts) if read(text)[0] not in ("dated", "ongoing")] == []
