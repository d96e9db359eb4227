"""Any unit beside any other: every value of every unit is what the analysis says of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

import respnet
from respnet.analysis.position.unit_profile import profile_units
from respnet.core.i18n import Lang
from respnet.pipeline import Analysis
from respnet.render.page.views.focus import FocusView, UnitCard, prepare
from respnet.render.presenter import Presenter
from tests.analysis.family import FAMILY, analyse_few
from tests.render.conftest import LANGS


def view(analysis: Analysis, lang: Lang = "zh") -> tuple[FocusView, dict[str, Any]]:
    prepared = prepare(analysis, (), Presenter(analysis.network, lang))
    assert isinstance(prepared.it, FocusView)
    return prepared.it, json.loads(json.dumps(prepared.data))


def text(it: FocusView, one: UnitCard, row: str) -> str:
    return one.texts[[name for name in it.rows if name not in {"alone", "co_leads"}].index(row)]


def test_the_focus_units_stand_side_by_side(analysis: Analysis) -> None:
    it, _ = view(analysis)
    first, second = it.columns
    assert [analysis.network.unit_by_id[one.unit].name for one in it.columns] == ["县科协", "县教委"]
    assert text(it, first, "roles") == "牵头 22，责任 8，配合 0，共 30 项"
    assert text(it, second, "share") == "12%（并列第 3 名）"
    assert text(it, second, "neighbours") == "29 个中的 23 个"
    assert text(it, first, "degree") == "第 1 名"
    assert text(it, second, "unit_betweenness") == "第 7 名"
    assert text(it, second, "volume") == "按它的任务数，本来就该有这样的位置"
    assert text(it, second, "flag") == "留意"
    assert [analysis.network.task_by_id[task].label for task in second.alone] == ["2", "3"]


def test_the_words_follow_what_the_draws_say(analysis: Analysis) -> None:
    _, data = view(analysis)
    units, found = analysis.network.plan.units, analysis.results.standing.units
    above = {one.unit for one in found if (near := one.get_null_comparison("harmonic")) and near.above}
    below = {one.unit for one in found if (near := one.get_null_comparison("harmonic")) and near.below}
    said = {units[one[0]].id: " ".join(one[5]) for one in data["units"]}
    assert {unit for unit, words in said.items() if "离其他单位比任务数应有的近" in words} == above
    assert {unit for unit, words in said.items() if "离其他单位比任务数应有的远" in words} == below
    assert above or below


def test_the_script_gets_every_unit_with_what_the_page_shows(analysis: Analysis) -> None:
    it, data = view(analysis)
    units, tasks = analysis.network.plan.units, analysis.network.plan.tasks
    assert [units[one[0]].id for one in data["units"]] == [unit.id for unit in analysis.network.actors]
    by_unit = {units[one[0]].id: one for one in data["units"]}
    for column in it.columns:
        _, bars, ranks, alone, partners, texts, said = by_unit[column.unit]
        assert [tuple(bar) for bar in bars] == [(piece.x, piece.width) for piece in column.bars]
        assert ranks == [line.at for line in column.ranks]
        assert [tasks[place].id for place in alone] == list(column.alone)
        assert [(units[other].id, tuple(tasks[task].id for task in those)) for other, those in partners] == [
            tuple(partner) for partner in column.co_leads
        ]
        assert (tuple(texts), tuple(said)) == (column.texts, column.said)
    assert len(json.dumps(data)) < 60_000


def test_the_table_has_every_unit_the_strongest_bridge_first(analysis: Analysis) -> None:
    it, _ = view(analysis)
    assert len(it.table) == 30
    assert all(len(row.cells) == len(it.headings) for row in it.table)
    ranks = [int(row.cells[5]) for row in it.table]
    assert ranks == sorted(ranks)
    assert it.table[0].cells[4:6] == ("0.120", "1")


def test_one_focus_unit_stands_beside_the_busiest_other(analysis: Analysis) -> None:
    one = respnet.analyse(analysis.network, focus=["县气象局"], draws=100, tie_draws=100, null_draws=10)
    it, _ = view(one)
    assert [one.network.unit_by_id[column.unit].name for column in it.columns] == ["县气象局", "县科协"]


@pytest.mark.parametrize("name", FAMILY)
@pytest.mark.parametrize("lang", LANGS)
def test_every_plan_can_be_compared(name: str, lang: Lang) -> None:
    analysis = analyse_few(FAMILY[name])
    it, data = view(analysis, lang)
    assert len(it.columns) == min(2, len(analysis.network.actors))
    assert len(data["units"]) == len(analysis.network.actors)
    texts = [row for row in it.rows if row not in {"alone", "co_leads"}]
    for one in data["units"]:
        assert len(one[5]) == len(texts)
        assert all(words and "{" not in words for words in one[5])
        assert all(0 <= at <= 1000 for at in one[2])


def test_a_closer_look_says_the_same_of_every_unit(analysis: Analysis) -> None:
    names = [unit.name for unit in analysis.network.actors]
    _, data = view(analysis)
    units, tasks = analysis.network.plan.units, analysis.network.plan.tasks
    for one, closer in zip(data["units"], profile_units(analysis.network, analysis.results, names).units, strict=True):
        assert units[one[0]].id == closer.unit
        assert tuple(tasks[place].id for place in one[3]) == closer.alone
        assert [(units[other].id, tuple(tasks[task].id for task in those)) for other, those in one[4]] == [
            tuple(partner) for partner in closer.co_leads
        ]
        assert f"29 个中的 {closer.neighbours} 个" in one[5]
