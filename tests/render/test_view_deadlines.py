"""The timetable: order, names of periods, and who has how much due when."""

from __future__ import annotations

import pytest

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.pipeline import Analysis, analyse
from respnet.render.page.page import render_report
from respnet.render.page.views import tasks
from respnet.render.presenter import Presenter
from tests.analysis.family import analyse_few
from tests.toy import lead, responsible

TEXTS = ("长期坚持", "2025年12月底前", "年底前", "", "2025年6月", "2025年12月")


def planned(texts: tuple[str, ...] = TEXTS) -> Analysis:
    rows = [
        TaskRow(f"任务{place}", number=str(place), deadline=text, units=(lead("甲局"), responsible("乙局", "丙局")))
        for place, text in enumerate(texts, 1)
    ]
    return analyse(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), draws=50, tie_draws=50, null_draws=2)


def shown(analysis: Analysis, lang: Lang = "zh") -> tasks.TimetableView:
    prepared = tasks.prepare_timetable(analysis, (), Presenter(analysis.network, lang))
    assert prepared is not None
    assert isinstance(prepared.it, tasks.TimetableView)
    return prepared.it


def test_the_chart_of_a_plan_without_leads_speaks_of_none() -> None:
    rows = [TaskRow("修路", number="1", deadline="2026年12月", units=(responsible("乙局", "丙局"),))]
    html = render_report(analyse_few(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))), (), "zh")
    assert "承担的单位数（一家单位在一项任务中计一次）" in html
    assert "牵头＋其他参与（一家" not in html
    assert 'name="leads"' not in html  # nothing to choose from


def test_a_plan_without_deadlines_has_no_timetable(analysis: Analysis) -> None:
    assert tasks.prepare_timetable(analysis, (), Presenter(analysis.network, "zh")) is None
    spaces = planned(("", " ", ""))
    assert tasks.prepare_timetable(spaces, (), Presenter(spaces.network, "zh")) is None


def test_dated_tasks_come_first_and_ongoing_ones_last() -> None:
    it = shown(planned())
    assert [(row.task.number, row.period) for row in it.rows] == [
        ("5", "2025年6月"),
        ("2", "2025年12月"),
        ("6", "2025年12月"),
        ("3", "读不出日期"),
        ("4", "未单列时限"),
        ("1", "持续推进"),
    ]
    assert [(one.value, one.tasks) for one in it.choices] == [
        ("2025-06", 1),
        ("2025-12", 2),
        ("unreadable", 1),
        ("none", 1),
        ("ongoing", 1),
    ]


def test_bars_count_leads_and_others_that_fall_due() -> None:
    it = shown(planned())
    assert [(line.label, line.value, [(one.look, one.width) for one in line.pieces]) for line in it.bars] == [
        ("2025年6月（1 项）", "1＋2", [("lead", 167), ("other", 333)]),
        ("2025年12月（2 项）", "2＋4", [("lead", 333), ("other", 667)]),
    ]
    assert it.bars[1].href == "#time?when=2025-12"


def test_tasks_of_collectives_alone_are_listed_without_bars_of_nothing() -> None:
    rows = [TaskRow("任务", deadline="2026年12月底前", units=(lead("各乡镇"),))]
    it = shown(analyse(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), draws=50, tie_draws=50, null_draws=2))
    assert (it.bars, len(it.rows), it.periods) == ((), 1, ("2026年12月",))


def test_units_with_most_in_one_period_come_first() -> None:
    it = shown(planned())
    assert [(unit, [(cell.tasks, cell.leads, cell.shade) for cell in cells]) for unit, cells in it.cells] == [
        ("p/甲局", [(1, 1, 3), (2, 2, 5)]),
        ("p/乙局", [(1, 0, 3), (2, 0, 5)]),
        ("p/丙局", [(1, 0, 3), (2, 0, 5)]),
    ]


@pytest.mark.parametrize(
    ("texts", "zh", "en"),
    [
        (("2025年6月", "2026年1月"), ("2025年6月", "2026年1月"), ("June 2025", "January 2026")),
        (
            ("2025年第二季度", "2025年12月"),
            ("2025年第二季度", "2025年第四季度"),
            ("the second quarter of 2025", "the fourth quarter of 2025"),
        ),
        (("2025年", "2026年6月"), ("2025年", "2026年"), ("2025", "2026")),
    ],
)
def test_periods_are_named_as_people_write_them(
    texts: tuple[str, ...], zh: tuple[str, ...], en: tuple[str, ...]
) -> None:
    assert shown(planned(texts)).periods == zh
    assert shown(planned(texts), "en").periods == en


def test_only_ongoing_work_has_a_list_but_no_chart() -> None:
    it = shown(planned(("持续推进", "")))
    assert (it.periods, it.bars, it.cells) == ((), (), ())
    assert [row.period for row in it.rows] == ["未单列时限", "持续推进"]
