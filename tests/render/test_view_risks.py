"""What the risks say is left without a unit, against a plan in which that unit is really dropped; and the curve."""

from __future__ import annotations

import json
from typing import Any

import pytest

from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.pipeline import Analysis
from respnet.render.page.page import render_report
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
    lost = [(len(one.leaderless), len(one.single_left)) for one in it.drop_outs]
    assert lost[:6] == [(2, 18), (2, 2), (2, 1), (1, 2), (0, 10), (0, 3)]


def test_the_proposed_moves_stand_in_a_table(analysis: Analysis) -> None:
    it, _ = view(analysis)
    (row,) = it.moves
    task, giver, taker = (
        analysis.network.task_by_id[row.task].label,
        *(analysis.network.unit_by_id[unit].name for unit in (row.from_unit, row.to_unit)),
    )
    assert (task, giver, taker) == ("25", "县科技局", "县应急局")
    assert row.reason.zh.startswith("已是该任务的责任单位")


@pytest.mark.parametrize("name", FAMILY)
@pytest.mark.parametrize("lang", LANGS)
def test_every_plan_has_its_risks(name: str, lang: Lang) -> None:
    analysis = analyse_few(FAMILY[name])
    it, data = view(analysis, lang)
    assert len(data["units"]) == len(analysis.network.actors)
    assert (it.chosen is None) == (not analysis.network.actors)
    assert len(it.moves) == analysis.results.rebalancing.curve[-1].moves


@pytest.mark.parametrize(("name", "columns"), [("shipped", 3), ("one unit", 4), ("path", 4)])
def test_columns_that_would_be_empty_are_left_out(analysis: Analysis, name: str, columns: int) -> None:
    html = render_report(analysis if name == "shipped" else analyse_few(FAMILY[name]), (), "zh")
    table = html[html.index('id="dropouts-table"') :]
    assert table[: table.index("</thead>")].count("<th ") == columns
