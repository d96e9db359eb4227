"""The lists of tasks and units, and what their filters look at."""

from __future__ import annotations

from respnet.core.network import ResponsibilityNetwork
from respnet.pipeline import Analysis, analyse
from respnet.render.page.views import tasks, units
from respnet.render.presenter import Presenter
from tests import toy


def shown_tasks(analysis: Analysis) -> tasks.TasksView:
    it = tasks.prepare(analysis, (), Presenter(analysis.network, "zh")).it
    assert isinstance(it, tasks.TasksView)
    return it


def shown_units(analysis: Analysis) -> units.UnitsView:
    it = units.prepare(analysis, (), Presenter(analysis.network, "zh")).it
    assert isinstance(it, units.UnitsView)
    return it


def science() -> Analysis:
    return analyse(ResponsibilityNetwork(toy.science()), draws=50, tie_draws=50, null_draws=2)


def test_sections_are_listed_under_their_parents() -> None:
    it = shown_tasks(science())
    assert [(one.path, one.name, one.depth) for one in it.sections] == [
        ("一、重点任务", "一、重点任务", 0),
        ("一、重点任务 › (一)青少年", "(一)青少年", 1),
        ("二、保障", "二、保障", 0),
    ]
    assert [row.sections for row in it.rows] == ["1 2", "1", "3", ""]


def test_tasks_are_told_apart_by_their_number_of_leads(analysis: Analysis) -> None:
    assert [row.leads for row in shown_tasks(science()).rows] == ["single", "several", "single", "none"]
    full = shown_tasks(analysis)
    assert sum(row.leads == "single" for row in full.rows) == len(analysis.single_leads) == 7
    assert full.leads == ("single", "several")


def test_every_assignment_can_be_filtered_for() -> None:
    analysis = science()
    names = [unit.name for unit in analysis.network.plan.units]
    rows = shown_tasks(analysis).rows
    first = {tuple(one.split("/")) for one in rows[0].who.split()}
    assert {(names[int(place) - 1], role) for place, role in first} == {
        ("县教委", "lead"),
        ("县科协", "responsible"),
        ("团县委", "support"),
        ("各乡镇(街道)", "support"),
    }
    assert rows[3].who == ""


def test_units_carry_their_kind_and_roles(analysis: Analysis) -> None:
    it = shown_units(analysis)
    assert {one.value for one in it.kinds} == {row.kind for row in it.rows}
    assert all(" " not in one.value for one in it.kinds)
    by_name = {row.unit.name: row for row in it.rows}
    assert (by_name["县科协"].kind, by_name["县科协"].roles) == ("mass-organisation", "lead responsible")
    assert by_name["县财政局"].roles == "responsible no-lead"
    assert sum("no-lead" in row.roles for row in it.rows if not row.unit.collective) == 17


def test_columns_that_nothing_fills_are_left_out(analysis: Analysis) -> None:
    assert not shown_tasks(analysis).has_deadline
    assert shown_tasks(science()).has_deadline
