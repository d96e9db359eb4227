"""The co-leads: what the heat map, the table of pairs and the groups say of a plan."""

from __future__ import annotations

import pytest

import respnet
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.pipeline import Analysis
from respnet.render.page.page import render_report
from respnet.render.page.views import co_leads
from respnet.render.presenter import Presenter


def view(analysis: Analysis, lang: Lang = "zh") -> co_leads.CoLeadsView:
    made = co_leads.prepare(analysis, (), Presenter(analysis.network, lang)).it
    assert isinstance(made, co_leads.CoLeadsView)
    return made


def names(analysis: Analysis, units: tuple[str, ...]) -> list[str]:
    return [analysis.network.unit_by_id[unit].name for unit in units]


def test_the_comparison_is_told_with_how_many_pairs_can_be_judged(analysis: Analysis) -> None:
    assert view(analysis).compared == (
        "13 个牵头单位两两相比，共 78 对，有共同牵头任务的 15 对；其中明显多的 3 对。任务数足以判断的有 33 对。"
        "“无从判断”不等于没有固定的合作：按两家的任务数，共同次数再多也不出奇。"
    )
    assert "with enough tasks to be judged: 33." in view(analysis, "en").compared


def test_the_heat_map_puts_clusters_side_by_side_and_is_symmetric(analysis: Analysis) -> None:
    heat = view(analysis).heat
    assert heat.grouped
    order = names(analysis, tuple(row.unit for row in heat.rows))
    assert order[:5] == ["县人力社保局", "县经济信息委", "县总工会", "县科协", "县科技局"]
    counts = [[cell.count for cell in row.cells] for row in heat.rows]
    assert counts == [list(column) for column in zip(*counts, strict=True)]
    sure = {
        (order[r], order[c]) for r, row in enumerate(heat.rows) for c, cell in enumerate(row.cells) if cell.together
    }
    assert sure == {
        ("县科协", "县科技局"),
        ("县科技局", "县科协"),
        ("县人力社保局", "县总工会"),
        ("县总工会", "县人力社保局"),
        ("县经济信息委", "县总工会"),
        ("县总工会", "县经济信息委"),
    }
    stops = sum(cell.first for row in heat.rows for cell in row.cells)
    assert stops == 15
    assert heat.rows[3].cells[4].words == "县科协与县科技局：共同牵头 11 项，按任务数约 6.4 项：明显多"
    assert sorted(row.printed for row in heat.rows) == list(range(13))


def test_the_pairs_carry_what_chance_gives_and_its_verdict(analysis: Analysis) -> None:
    table = view(analysis).pairs
    first = table.rows[0]
    assert (len(first.pair.tasks), first.expected, first.verdict) == (11, "6.4", "明显多")
    assert {row.verdict for row in table.rows} == {"明显多", "不明显", "不多", "无从判断：再多也不出奇"}
    assert view(analysis).shared is not None


def test_the_groups_say_how_firmly_they_hold_and_what_is_left_without_the_hub(analysis: Analysis) -> None:
    groups = view(analysis).groups
    assert groups is not None
    assert [(names(analysis, one.units), one.holds) for one in groups.cores] == [
        (["县人力社保局", "县总工会"], "重新分组，十次里大约九次在一起：勉强算得上，换一批抽签可能不同"),
        (["县科协", "县科技局"], "重新分组，96% 的次数在一起"),
    ]
    assert names(analysis, (groups.hub,)) == ["县科协"]
    assert names(analysis, groups.without_hub[0].units) == ["县人力社保局", "县经济信息委", "县总工会"]
    assert groups.partners == 9  # of 12


def test_without_joint_leads_of_its_own_the_largest_hides_nothing() -> None:
    those = [("甲局",)] * 4 + [("乙局", "丙局")] * 2 + [("丁局", "戊局")] * 2
    rows = [TaskRow(f"t{n}", units=(UnitList(Role.LEAD, names),)) for n, names in enumerate(those)]
    found = respnet.analyse(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), draws=100)
    groups = view(found).groups
    assert groups is not None
    assert (found.results.clusters.hub, groups.hub) == ("p/甲局", "")
    assert "甲局" not in found.finding("working-clusters").sentence.zh


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_without_leads_shows_shared_tasks_and_says_so(lang: Lang) -> None:
    rows = [TaskRow(f"t{n}", units=(UnitList(Role.RESPONSIBLE, ("甲局", "乙局", f"丙{n}局")),)) for n in range(4)]
    analysis = respnet.analyse(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), draws=100)
    made = view(analysis, lang)
    assert not made.led
    assert made.shared is None
    assert made.groups is None
    assert len(made.pairs.rows[0].pair.tasks) == 4
    assert made.heat.rows[0].cells[1].count == 4
    html = render_report(analysis, (), lang)
    assert ("不分角色" if lang == "zh" else "in any role") in html
    assert ('#coleads">共同任务</a>' if lang == "zh" else '#coleads">Shared tasks</a>') in html


@pytest.mark.parametrize(
    ("leads", "pairs"), [(None, False), ((), False), (("甲局",), False), (("甲局", "乙局"), True), (("各乡镇",), False)]
)
def test_only_plans_with_pairs_have_a_view(leads: tuple[str, ...] | None, pairs: bool) -> None:
    rows = [] if leads is None else [TaskRow("任务", units=(UnitList(Role.LEAD, leads),) if leads else ())]
    analysis = respnet.analyse(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), draws=100)
    assert (co_leads.prepare(analysis, (), Presenter(analysis.network, "zh")) is not None) == pairs
    assert ('href="#coleads"' in render_report(analysis, (), "en")) == pairs
