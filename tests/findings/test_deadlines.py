from __future__ import annotations

import pytest

from respnet.analysis.workload.workload import build_timetable
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.deadlines import describe_due_dates, format_period
from respnet.findings.finding import Finding
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu
from tests.analysis.test_timetable import plan_with
from tests.findings.wording import assert_well_worded, list_facts

SOME = plan_with(
    ("2025年6月", "a", "b"), ("2025年12月", "ab", ""), ("2025年底前", "a", "c"), ("2025年12月", "c", "a"),
    ("持续推进", "d", ""), ("年底前", "d", ""), ("", "d", ""), ("", "d", ""),
)  # fmt: skip
EVEN = plan_with(("2025年一季度", "a", ""), ("2025年二季度", "b", ""))


def told(plan: ResponsibilityNetwork) -> Finding:
    return describe_due_dates(plan, build_timetable(plan))


@pytest.mark.parametrize(
    "plan", [fengdu(), SOME, EVEN, *FAMILY.values()], ids=["fengdu", "some", "even", *FAMILY.keys()]
)
def test_every_sentence_is_one_that_a_person_would_write(plan: ResponsibilityNetwork) -> None:
    finding = told(plan)
    assert_well_worded(finding)


def test_the_shipped_plan_sets_none() -> None:
    assert told(fengdu()).sentence.zh == "32 项任务都没有单列完成时限。"
    assert told(fengdu()).sentence.en == "No deadline is listed for any of the 32 tasks."
    assert told(fengdu()).evidence == ()
    assert told(FAMILY["empty"]).sentence.zh == "方案里没有任务。"


def test_some_are_dated() -> None:
    finding = told(SOME)
    assert list_facts(finding.sentence.zh) == "8 4 1 1 2 2025 12 3 a 2025 12 3 2"
    assert list_facts(finding.sentence.en) == "8 4 1 1 2 2025 3 3 2025 2"
    assert [row.task for row in finding.evidence] == ["p/2", "p/3", "p/4"]


def test_all_are_dated() -> None:
    assert list_facts(told(EVEN).sentence.zh) == "2 2 1"
    assert list_facts(told(EVEN).sentence.en) == "2 1"


def test_all_at_once_and_units_that_are_level() -> None:
    plan = plan_with(("2023—2025年", "ab", ""), ("2025年", "ab", "c"))
    assert list_facts(told(plan).sentence.zh) == "2 2025 a b 2"
    assert list_facts(told(plan).sentence.en).endswith("2025 b 2")


def test_a_single_task_and_nobody_named() -> None:
    assert list_facts(told(plan_with(("2025年6月", "", ""))).sentence.zh) == "2025 6"


def test_several_periods_are_level() -> None:
    plan = plan_with(*[(f"2025年{month}月", "a", "") for month in (3, 3, 6, 6, 9)])
    assert "2025 3 2025 6 2" in list_facts(told(plan).sentence.zh)
    assert "2025 2025 2" in list_facts(told(plan).sentence.en)


def test_only_ongoing() -> None:
    assert told(plan_with(("长期坚持", "a", ""), ("每年", "b", ""))).sentence.zh == "2 项任务都要持续推进。"


def test_periods_in_words() -> None:
    assert [format_period(period).zh for period in ("2025-06", "2025-Q4", "2025")] == [
        *("2025年6月", "2025年第四季度", "2025年")
    ]
    assert format_period("2025-Q4").en == "the fourth quarter of 2025"


def test_whether_the_busiest_leads_them() -> None:
    led = plan_with(("2025年6月", "a", ""), ("2025年6月", "a", ""), ("2026年6月", "b", ""))
    assert list_facts(told(led).sentence.zh).endswith("a 2025 6 2")
    assert list_facts(told(led).sentence.en).endswith("2 2025")
    other = plan_with(("2025年6月", "b", "a"), ("2025年6月", "c", "a"), ("2026年6月", "b", ""))
    assert told(other).sentence.zh.endswith("2025年6月 2 项，都不是牵头。")
    nobody = plan_with(("2025年6月", "", "a"), ("2025年6月", "", "a"), ("2026年6月", "", "b"))
    assert list_facts(told(nobody).sentence.zh).endswith("a 2025 6 2")
    assert list_facts(told(nobody).sentence.en).endswith("2 2025")


def test_dates_that_cannot_be_read() -> None:
    assert told(plan_with(("年底前", "a", ""), ("年底前", "b", ""))).sentence.en == (
        "Both tasks have an unclear deadline."
    )
