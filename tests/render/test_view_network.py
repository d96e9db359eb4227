"""What the network's script is given: places for every scene, and what its panel says, all computed here."""

from __future__ import annotations

import json
from math import atan2
from xml.etree import ElementTree

import pytest

import respnet
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.pipeline import Analysis
from respnet.render.network_plot.layout import compute_circular_layout
from respnet.render.page.views import network as view
from respnet.render.presenter import Presenter

HUB = [f"甲{place}" for place in range(13)]


def prepared(analysis: Analysis, lang: str = "zh") -> tuple[view.NetworkView, dict[str, object]]:
    made = view.prepare(analysis, (), Presenter(analysis.network, "en" if lang == "en" else "zh"))
    assert isinstance(made.it, view.NetworkView)
    assert isinstance(made.data, dict)
    return made.it, made.data


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


def joint_lines(it: view.NetworkView) -> dict[tuple[str, ...], tuple[str, str]]:
    """Class and number of the line of each pair, by the names of both units."""
    root = ElementTree.fromstring(it.units)
    svg = "{http://www.w3.org/2000/svg}"
    name = {one.get("data-id"): one.findtext(f"{svg}title") or "" for one in root.iter(f"{svg}a")}
    ends = lambda one: tuple(sorted(name[one.get(f"data-{end}")] for end in "ab"))  # noqa: E731 - twice below
    numbers = {ends(one): one.text or "" for one in root.iter(f"{svg}text") if one.get("data-a")}
    return {
        ends(one): (one.get("class") or "", numbers[ends(one)]) for one in root.iter(f"{svg}path") if one.get("data-a")
    }


def test_joint_leads_of_the_shipped_plan_are_solid_where_they_are_beyond_chance(analysis: Analysis) -> None:
    drawn = joint_lines(prepared(analysis)[0])
    assert len(drawn) == 15
    assert {pair for pair, (kind, _) in drawn.items() if kind == "curve together"} == {
        ("县科协", "县科技局"),
        ("县人力社保局", "县总工会"),
        ("县总工会", "县经济信息委"),
    }
    assert drawn["县科协", "县科技局"] == ("curve together", "11")


def test_the_panel_has_numbers_and_partners_with_what_chance_gives(analysis: Analysis) -> None:
    _, data = prepared(analysis)
    key = f"u{[name for name, _ in data['units']].index('县科协')}"  # type: ignore[attr-defined]
    panel = data["panels"][key]  # type: ignore[index]
    assert panel["facts"] == [
        ["承担任务", "30 项（共 32 项），第 1 名"],
        ["牵头", "22 项，第 1 名"],
        ["与随机分配相比", "任务偏多"],
        ["有共同任务的单位", "29 个中的 29 个"],
        ["桥梁作用", "第 1 名，与其任务数相符"],
    ]
    assert panel["partners"][0][1] == "共同牵头 11 项，偶然应有 6.4 项：多于偶然"
    assert "2 joint, 2.1 by chance: no more than chance" in json.dumps(prepared(analysis, "en")[1]["panels"])


def large() -> ResponsibilityNetwork:
    rows = [
        TaskRow(
            f"任务{task}",
            number=str(task + 1),
            section=(f"第{task // 100}章",),
            units=(UnitList(Role.LEAD, (f"单位{task % 300}", f"单位{(task * 7 + 1) % 300}")),),
        )
        for task in range(1300)
    ]
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))


def test_a_large_plan_has_its_sections_in_the_chart_and_every_unit_s_own_tasks() -> None:
    network = large()
    it, data = prepared(respnet.analyse(network, draws=10, tie_draws=10, null_draws=2))
    assert it.chart.count('class="t"') == 13
    assert data["groups"][150] == 101  # type: ignore[index]
    own = data["own"]
    assert isinstance(own, dict)
    assert len(own) == 300
    assert sum(map(len, own.values())) == len(network.plan.assignments)


def test_more_pairs_than_can_be_read_are_not_drawn(monkeypatch: pytest.MonkeyPatch, analysis: Analysis) -> None:
    monkeypatch.setattr(view, "MAX_DRAWABLE_PAIRS", 14)
    it, _ = prepared(analysis)
    assert joint_lines(it) == {}
    assert it.pairs_note == "有共同任务的共 15 对，超过 14 对，不再画图；请看“共同牵头”一页的表。"


def test_a_plan_without_leads_has_shared_tasks_in_its_picture_of_units() -> None:
    rows = [TaskRow("t", units=(UnitList(Role.RESPONSIBLE, ("甲局", "乙局")),)), TaskRow("s")]
    it, data = prepared(respnet.analyse(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), draws=100))
    assert not it.led
    assert joint_lines(it) == {("乙局", "甲局"): ("curve joint", "1")}
    assert data["panels"]["u0"]["partners"][0][1].startswith("共同承担 1 项")  # type: ignore[index]
    assert "牵头" not in dict(data["panels"]["u0"]["facts"])  # type: ignore[index]
