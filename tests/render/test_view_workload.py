"""The workload, and the ways of counting it."""

from __future__ import annotations

from functools import cache

import pytest

from respnet.analysis.workload.workload import RATIOS
from respnet.core.i18n import LANGS
from respnet.intake.builder import UnitRecord
from respnet.pipeline import Analysis, analyse
from respnet.render.charts import estimate_text_width, truncate_to_width
from respnet.render.page.views import workload
from respnet.render.presenter import Presenter
from tests.analysis.family import FAMILY, analyse_few, network


@cache
def shown(analysis: Analysis, lang: str = "zh") -> workload.WorkloadView:
    prepared = workload.prepare(analysis, (), Presenter(analysis.network, lang))  # type: ignore[arg-type]
    assert isinstance(prepared.it, workload.WorkloadView)
    return prepared.it


def test_each_way_of_counting_has_its_limit_and_those_above(analysis: Analysis) -> None:
    it = shown(analysis)
    assert [(one.ratio, one.alpha) for one in it.schemes] == [(f"{r:g}", alpha) for alpha in (0, 1) for r in RATIOS]
    half = next(one for one in it.schemes if (one.ratio, one.alpha) == ("0.5", 0))
    names = analysis.network.unit_by_id
    assert [(names[unit].name, load) for unit, load in half.over] == [
        *(("县科协", "26.0"), ("县科技局", "18.0"), ("县人力社保局", "12.0"), ("县委宣传部", "12.0"))
    ]
    assert (half.limit, half.more) == ("10.0", 0)
    for flag in analysis.results.lottery.flags:
        assert flag.over_in == sum(flag.unit in {unit for unit, _ in one.over} for one in it.schemes)


def test_owner_and_focus_are_marked_in_table_and_chart(analysis: Analysis) -> None:
    it = shown(analysis)
    assert [row.unit for row in it.rows if row.is_owner] == ["丰都县/县科协"]
    assert {row.unit for row in it.rows if row.is_focus} == {"丰都县/县科协", "丰都县/县教委"}
    assert [(row.label, row.mark) for row in it.wide.rows if row.mark] == [("县科协", "★◆"), ("县教委", "◆")]
    assert it.wide.rows[0].said == "县科协：牵头 22、责任 8，合计 30"


def test_a_plan_without_leads_has_nothing_to_weigh() -> None:
    it = shown(analyse_few(FAMILY["nobody leads"]))
    assert [(one.ratio, one.alpha) for one in it.schemes] == [("", 0), ("", 1)]
    assert it.limit is None


def test_capacity_is_shown_where_it_is_given() -> None:
    plan = network([("ab", "c")] * 3, records=[UnitRecord("a", capacity=1), UnitRecord("b", capacity=2)])
    it = shown(analyse(plan, draws=200, tie_draws=200, null_draws=10))
    assert it.has_capacity
    assert [(row.capacity, row.used, row.judged_by) for row in it.rows] == [
        ("1", "1.5–3", "按承担能力，20 种算法中 20 种"),
        ("2", "0.75–1.5", "按承担能力，20 种算法中 10 种"),
        ("", "", ""),
    ]


@pytest.mark.parametrize("name", FAMILY)
@pytest.mark.parametrize("lang", LANGS)
def test_every_small_plan_has_a_workload(name: str, lang: str) -> None:
    it = shown(analyse_few(FAMILY[name]), lang)
    assert len(it.rows) == len(FAMILY[name].actors)
    assert len(it.wide.rows) == min(len(it.rows), workload.MAX_CHART_ROWS)
    for one in it.schemes:
        assert len(one.over) + one.more <= len(it.rows)


def test_long_names_are_cut_to_their_room() -> None:
    assert truncate_to_width("长" * 3000, 350).endswith("…")
    assert estimate_text_width(truncate_to_width("长" * 3000, 350)) <= 350
    assert truncate_to_width("County Science and Technology Bureau", 400) == "County Science and Technology Bureau"
