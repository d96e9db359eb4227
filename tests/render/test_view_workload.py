"""The workload, and the settings that its slider chooses between."""

from __future__ import annotations

from functools import cache

import pytest

from respnet.core.i18n import LANGS
from respnet.core.plan import Role
from respnet.intake.builder import UnitRecord
from respnet.pipeline import Analysis, analyse
from respnet.render.charts import estimate_text_width, truncate_to_width
from respnet.render.page.views import workload
from respnet.render.page.views.workload import WeightSlider
from respnet.render.presenter import Presenter
from tests.analysis.family import FAMILY, analyse_few, network


@cache
def shown(analysis: Analysis, lang: str = "zh") -> workload.WorkloadView:
    prepared = workload.prepare(analysis, (), Presenter(analysis.network, lang))  # type: ignore[arg-type]
    assert isinstance(prepared.it, workload.WorkloadView)
    return prepared.it


def over_in(found: WeightSlider, place: int) -> int:
    return sum(one.over[place] for one in found.settings if one.ratio != "0")


def test_eleven_weights_two_ways_and_the_slider_starts_in_the_middle(analysis: Analysis) -> None:
    found = shown(analysis).weights
    assert found.ratios == tuple(tenth / 10 for tenth in range(11))
    assert [(one.ratio, one.alpha) for one in found.settings] == [
        (f"{ratio:g}", alpha) for alpha in (0, 1) for ratio in found.ratios
    ]
    assert (found.settings[found.start].ratio, found.settings[found.start].alpha) == ("0.5", 0)


def test_the_settings_flag_a_unit_as_often_as_the_lottery_did(analysis: Analysis) -> None:
    it = shown(analysis)
    flags = {one.unit: one for one in analysis.results.lottery.flags}
    assert [over_in(it.weights, row.place) for row in it.rows] == [flags[row.unit].over_in for row in it.rows]


def test_ranks_stay_in_the_range_over_all_weights_and_reach_both_ends(analysis: Analysis) -> None:
    it = shown(analysis)
    weighing = {one.unit: one for one in analysis.results.weighing.units}
    for row in it.rows:
        ranks = [one.ranks[row.place] for one in it.weights.settings]
        assert weighing[row.unit].best <= min(ranks)
        assert max(ranks) <= weighing[row.unit].worst


def test_without_a_weight_only_leads_count_and_their_limit_holds(analysis: Analysis) -> None:
    it = shown(analysis)
    leads_only, shared = it.weights.settings[0], it.weights.settings[11]
    assert leads_only.loads == tuple(f"{row.counts[Role.LEAD]:.1f}" for row in it.rows)
    assert leads_only.ranks == tuple(row.rank_leads for row in it.rows)
    limit = analysis.results.lottery.lead_limit
    assert leads_only.over == tuple(row.counts[Role.LEAD] > limit for row in it.rows)
    # No lots were drawn for shared leads alone: nothing is said to be over a limit that nobody knows.
    assert (shared.limit_at, any(shared.over)) == (None, False)
    assert shared.said == "参与不计、牵头均摊，这种算法没有抽签，不作判断。"


def test_what_is_said_of_a_setting_names_who_is_over(analysis: Analysis) -> None:
    it = shown(analysis)
    assert it.shown.said == (
        "上限 10.0 项，超过的有 4 个单位：县科协（26.0）、县科技局（18.0）、县人力社保局（12.0）、县委宣传部（12.0）。"
    )
    one = shown(analysis, "en").weights.settings[1]
    assert one.said.startswith("the limit is ")
    assert one.said.endswith(".")


def test_bars_and_limits_are_in_proportion(analysis: Analysis) -> None:
    found = shown(analysis).weights
    assert max(width for one in found.settings for width in one.widths) == 100
    for one in found.settings:
        for load, width in zip(one.loads, one.widths, strict=True):
            assert width == pytest.approx(100 * float(load) / 30, abs=0.03)


def test_owner_and_focus_are_marked_in_table_and_chart(analysis: Analysis) -> None:
    it = shown(analysis)
    assert [row.unit for row in it.rows if row.is_owner] == ["丰都县/县科协"]
    assert {row.unit for row in it.rows if row.is_focus} == {"丰都县/县科协", "丰都县/县教委"}
    assert [(row.label, row.mark) for row in it.wide.rows if row.mark] == [("县科协", "★◆"), ("县教委", "◆")]
    assert it.wide.rows[0].said == "县科协：牵头 22、责任 8，合计 30"


def test_a_plan_without_leads_has_nothing_to_weigh() -> None:
    it = shown(analyse_few(FAMILY["nobody leads"]))
    assert not it.weights.weighed
    assert [(one.ratio, one.alpha) for one in it.weights.settings] == [("1", 0), ("1", 1)]
    assert it.limit is None
    assert all(one.limit_at is not None for one in it.weights.settings)


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
    for one in it.weights.settings:
        assert len(one.loads) == len(one.ranks) == len(one.over) == len(one.widths) == len(it.rows)
        assert "None" not in one.said


def test_long_names_are_cut_to_their_room() -> None:
    assert truncate_to_width("长" * 3000, 350).endswith("…")
    assert estimate_text_width(truncate_to_width("长" * 3000, 350)) <= 350
    assert truncate_to_width("County Science and Technology Bureau", 400) == "County Science and Technology Bureau"
