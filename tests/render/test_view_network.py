"""The assignment chart of the page, and the picture of the units alone: its ring, its lines and what it leaves out."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from math import atan2
from xml.etree import ElementTree

import pytest

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.pipeline import Analysis
from respnet.render.network_plot.units_svg import compute_circular_layout
from respnet.render.page.views import co_leads
from respnet.render.page.views.network import NetworkView, prepare
from respnet.render.presenter import Presenter
from tests.analysis.family import analyse_few, network
from tests.render.large import large_analysis
from tests.render.pages import NAMES, analysis_of, leads_of, network_of, strongest_of, voice_of

HUB = [f"甲{place}" for place in range(13)]
SVG = "{http://www.w3.org/2000/svg}"


def charted(analysis: Analysis) -> tuple[NetworkView, dict[str, object]]:
    made = prepare(analysis, (), Presenter(analysis.network, "zh"))
    assert isinstance(made.it, NetworkView)
    assert isinstance(made.data, dict)
    return made.it, made.data


def plotted(analysis: Analysis) -> co_leads.UnitsPlot:
    made = co_leads.prepare(analysis, (), Presenter(analysis.network, "zh"))
    assert made is not None
    assert isinstance(made.it, co_leads.CoLeadsView)
    return made.it.plot


def test_the_ring_puts_a_hub_in_the_middle_and_partners_side_by_side() -> None:
    links = [(HUB[0], one) for one in HUB[1:]] + [(HUB[1], HUB[7]), (HUB[2], HUB[9])]
    places = compute_circular_layout(HUB, links)
    assert (places[HUB[0]].x, places[HUB[0]].y) == (0, 0)
    around = sorted(HUB[1:], key=lambda one: atan2(places[one].y, places[one].x))
    for a, b in ((HUB[1], HUB[7]), (HUB[2], HUB[9])):
        assert (around.index(a) - around.index(b)) % len(around) in {1, len(around) - 1}


@pytest.mark.parametrize("units", [0, 1, 2, 3, 13, 40, 200])
def test_nobody_on_the_ring_stands_on_anybody(units: int) -> None:
    names = [f"u{place}" for place in range(units)]
    links = [(a, b) for a, b in zip(names, names[3:], strict=False)]
    places = compute_circular_layout(names, links)
    assert list(places) == names
    assert len(set(places.values())) == units
    assert places == compute_circular_layout(names, links)
    for one in places.values():
        for other in places.values():
            assert one is other or abs(one.x - other.x) + abs(one.y - other.y) >= 60


def joint_lines(plot: co_leads.UnitsPlot) -> dict[tuple[str, ...], tuple[str, str]]:
    """Class and number of the line of each pair, by the names of both units."""
    root = ElementTree.fromstring(plot.picture)
    name = {one.get("data-id"): one.findtext(f"{SVG}title") or "" for one in root.iter(f"{SVG}a")}
    ends = lambda one: tuple(sorted(name[one.get(f"data-{end}")] for end in "ab"))  # noqa: E731 - twice below
    numbers = {ends(one): one.text or "" for one in root.iter(f"{SVG}text") if one.get("data-a")}
    return {
        ends(one): (one.get("class") or "", numbers[ends(one)]) for one in root.iter(f"{SVG}path") if one.get("data-a")
    }


def test_joint_leads_of_the_shipped_plan_are_solid_where_they_are_clearly_many(analysis: Analysis) -> None:
    drawn = joint_lines(plotted(analysis))
    led = leads_of("shipped").values()
    names = {unit.id: unit.name for unit in network_of("shipped").actors}
    pairs = Counter(
        tuple(sorted(two)) for those in led for two in combinations([names[one] for one in those if one in names], 2)
    )
    assert {pair: int(number) for pair, (_, number) in drawn.items()} == pairs
    assert {pair for pair, (kind, _) in drawn.items() if kind == "curve together"} == {
        ("县科协", "县科技局"),
        ("县人力社保局", "县总工会"),
        ("县总工会", "县经济信息委"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_each_task_and_unit_is_in_the_chart_or_named_below_it(name: str) -> None:
    network = network_of(name)
    it, data = charted(analysis_of(name))
    root = ElementTree.fromstring(it.chart)
    drawn = {one.get("data-id") for one in root.iter(f"{SVG}a")}
    strongest = strongest_of(name)
    for unit, tasks in it.folded:
        assert tasks == len(strongest[unit])
    below = {unit for unit, _ in it.folded}
    if not data["groups"]:
        assert {f"t{task.order}" for task in network.tasks} <= drawn
        busy = {
            f"u{place}" for place, unit in enumerate(network.plan.units) if strongest[unit.id] and unit.id not in below
        }
        assert busy == {one for one in drawn if str(one).startswith("u")}
    assert it.led == network.names_leads
    single = [unit for unit in below if network.unit_by_id[unit].kind is not UnitKind.COLLECTIVE]
    counted = [int(number) for number in re.findall(r"\d+", it.strip)]
    assert counted == [number for number in (len(single), len(below) - len(single)) if number]
    if "未承担牵头任务" in it.strip:
        assert not any(Role.LEAD in strongest[unit].values() for unit in single)


def test_the_strip_below_the_chart_tells_units_from_collectives() -> None:
    assert charted(analysis_of("shipped"))[0].strip == "未承担牵头任务的单位 17 家；统称 2 个"
    english = prepare(analysis_of("shipped"), (), voice_of("shipped", "en")).it
    assert isinstance(english, NetworkView)
    assert english.strip == "Units that lead nothing: 17; collectives: 2"


def test_a_large_plan_has_its_sections_in_the_chart() -> None:
    it, data = charted(large_analysis())
    assert it.chart.count('class="t"') == 24
    assert data["groups"][150] == 101  # type: ignore[index]
    assert it.condensed.startswith("方案很大")


def test_more_pairs_than_can_be_read_are_not_drawn(monkeypatch: pytest.MonkeyPatch, analysis: Analysis) -> None:
    monkeypatch.setattr(co_leads, "MAX_DRAWABLE_PAIRS", 14)
    plot = plotted(analysis)
    assert joint_lines(plot) == {}
    assert plot.note == "有共同任务的共 15 对，超过 14 对，不再画图；请看下面的表。"


def test_only_the_first_of_many_pairs_are_drawn_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch, analysis: Analysis
) -> None:
    monkeypatch.setattr(co_leads, "MAX_LED_LINES", 4)
    plot = plotted(analysis)
    kinds = [kind for kind, _ in joint_lines(plot).values()]
    assert (len(kinds), kinds.count("curve together")) == (4, 3)
    assert plot.note.startswith("有共同任务的共 15 对，图中只画最突出的 4 对")


def test_a_plan_without_leads_has_shared_tasks_in_its_picture_of_units() -> None:
    rows = [TaskRow("t", units=(UnitList(Role.RESPONSIBLE, ("甲局", "乙局")),)), TaskRow("s")]
    analysis = analyse_few(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)))
    assert not charted(analysis)[0].led
    assert joint_lines(plotted(analysis)) == {("乙局", "甲局"): ("curve joint", "1")}


def test_the_legend_shows_the_kinds_of_the_plan(analysis: Analysis) -> None:
    assert {one.words.zh for one in plotted(analysis).kinds} >= {"党委部门", "政府部门", "群团组织"}
    assert all(ElementTree.fromstring(one.shape) is not None for one in plotted(analysis).kinds)


def test_a_chart_of_collectives_alone_speaks_of_no_lines() -> None:
    made, _ = charted(analyse_few(network([([], ["各乡镇"])])))
    assert made.lead == "方案没有写明单个单位，图上只有任务。"
