"""What the risks say is left without a unit, against a plan in which that unit is really dropped; and the curve."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.pipeline import Analysis
from respnet.render.page.views.risks import RisksView, compute_absences, prepare
from respnet.render.presenter import Presenter
from respnet.whatif.edits import RemoveUnit, apply_edits
from tests.analysis.family import FAMILY, analyse_few
from tests.render.conftest import LANGS


def leads(network: ResponsibilityNetwork) -> dict[str, set[str]]:
    return {
        task.id: {one.unit for one in network.assignments_by_task[task.id] if one.role is Role.LEAD}
        for task in network.tasks
    }


def view(analysis: Analysis, lang: Lang = "zh") -> tuple[RisksView, dict[str, Any]]:
    prepared = prepare(analysis, (), Presenter(analysis.network, lang))
    assert isinstance(prepared.it, RisksView)
    return prepared.it, json.loads(json.dumps(prepared.data))


def test_every_absence_is_what_a_plan_without_the_unit_says(analysis: Analysis) -> None:
    before = leads(analysis.network)
    for one in compute_absences(analysis):
        name = analysis.network.unit_by_id[one.unit].name
        after = leads(ResponsibilityNetwork(apply_edits(analysis.network.plan, [RemoveUnit(name)])))
        touched = {task for task, units in before.items() if one.unit in units}
        assert set(one.leaderless) == {task for task in touched if not after[task]}
        left = {task: lead for lead, tasks in one.left_to for task in tasks}
        assert {task: {lead} for task, lead in left.items()} == {
            task: after[task] for task in touched if len(after[task]) == 1
        }
        assert set(one.others_lead) == {task for task in touched if len(after[task]) > 1}


def test_the_worst_unit_is_shown_first(analysis: Analysis) -> None:
    it, _ = view(analysis)
    assert it.chosen is not None
    assert analysis.network.unit_by_id[it.chosen.unit].name == "县科协"
    assert [line.value for line in it.absence.bars] == ["2 + 18", "2 + 2", "2 + 1", "1 + 2", "0 + 10", "0 + 3", "12"]


def test_each_point_of_the_curve_shows_its_own_proposals(analysis: Analysis) -> None:
    it, data = view(analysis)
    spread = it.spreading
    assert spread is not None
    for place, point in enumerate(spread.points):
        shown = [(row.task, row.from_unit, row.to_unit) for row in spread.rows if place in row.points]
        assert sorted(shown) == sorted((one.task, one.from_unit, one.to_unit) for one in point.proposed)
    assert spread.points[spread.turn] == analysis.results.rebalancing.find_knee()
    assert data["points"][spread.turn] == (
        "调整 16 处牵头：最高加权任务量 18（县科协、县科技局），牵头最多的单位牵头 11 项，独家牵头任务 7 项。"
    )


def test_the_curve_is_drawn_to_scale(analysis: Analysis) -> None:
    it, _ = view(analysis)
    assert it.spreading is not None
    for drawn in (it.spreading.wide, it.spreading.narrow):
        first, last = drawn.dots[0], drawn.dots[-1]
        assert (first.x, last.x) == (drawn.left, drawn.right)
        heights = [drawn.base - dot.y for dot in drawn.dots]
        assert heights[-1] / heights[0] == pytest.approx(17 / 26, abs=0.01)
        assert len({dot.y_single for dot in drawn.dots}) == 1


@pytest.mark.parametrize("name", FAMILY)
@pytest.mark.parametrize("lang", LANGS)
def test_every_plan_has_its_risks(name: str, lang: Lang) -> None:
    analysis = analyse_few(FAMILY[name])
    it, data = view(analysis, lang)
    assert len(data["units"]) == len(analysis.network.actors)
    assert (it.chosen is None) == (not analysis.network.actors)
    assert (it.spreading is None) == (len(analysis.results.rebalancing.curve) < 2)
    assert not any(re.search(r"[{}]", said) for said in data["points"])
