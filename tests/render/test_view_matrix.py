"""The responsibility matrix: signs, counts, sections and the order by cluster."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from respnet.core.plan import Role
from respnet.pipeline import Analysis
from respnet.render.page.views import matrix
from respnet.render.presenter import Presenter
from tests.analysis.family import FAMILY, analyse_few
from tests.render.large import TASKS, large_analysis


def shown(analysis: Analysis) -> tuple[matrix.MatrixView, Any]:
    prepared = matrix.prepare(analysis, (), Presenter(analysis.network, "zh"))
    assert isinstance(prepared.it, matrix.MatrixView)
    return prepared.it, prepared.data


def test_every_assignment_has_its_sign_and_nothing_else_has_one(analysis: Analysis) -> None:
    it, _ = shown(analysis)
    signs = Counter(sign for row in it.rows for cell in row.signs for sign in cell)
    assert signs == {"●": 60, "○": 179}
    assert sum(signs.values()) == len(analysis.network.plan.assignments)
    row = next(row for row in it.rows if row.unit.name == "县民政局")
    twice = next(place for place, task in enumerate(it.tasks) if task.number == "14")
    assert row.signs[twice] == "●○"


def test_the_counts_are_those_of_the_workload(analysis: Analysis) -> None:
    it, _ = shown(analysis)
    loads = {load.unit: load for load in analysis.results.workload.loads}
    for row in it.rows:
        if row.unit.collective:
            continue
        load = loads[row.unit.id]
        assert (row.counts[Role.LEAD], row.counts[Role.RESPONSIBLE], row.total) == (
            load.leads,
            load.responsible,
            load.total,
        )


def test_sections_stand_over_their_tasks_in_printed_order(analysis: Analysis) -> None:
    it, _ = shown(analysis)
    assert sum(band.tasks for band in it.bands) == 32
    assert it.bands[0] == matrix.MatrixBand(
        "(一)实施青少年科学素质提升行动", "二、提升行动 › (一)实施青少年科学素质提升行动", 4
    )
    assert max(it.ends) == 31
    assert len(it.ends) == len(it.bands)


def test_the_order_by_cluster_keeps_every_row_and_column_and_puts_clusters_side_by_side(analysis: Analysis) -> None:
    it, data = shown(analysis)
    order = data["cluster"]
    assert sorted(order["rows"]) == list(range(32))
    assert sorted(order["columns"]) == list(range(32))
    assert sum(band[2] for band in order["bands"]) == 32
    clusters = analysis.results.clusters.best.clusters
    units = [it.rows[row].unit.id for row in order["rows"]]
    tasks = [it.tasks[column].id for column in order["columns"]]
    for one in clusters:
        assert_together(units, set(one.units))
        assert_together(tasks, set(one.tasks))
    assert order["starts"][0] == len(clusters[0].units)
    assert data["section"]["rows"] == list(range(32))


def assert_together(order: list[str], some: set[str]) -> None:
    places = [place for place, one in enumerate(order) if one in some]
    assert places == list(range(places[0], places[0] + len(some)))


def test_a_large_plan_shows_its_beginning() -> None:
    analysis = large_analysis()
    it, data = shown(analysis)
    assert len(it.tasks) * len(it.rows) == matrix.MAX_PAGE_CELLS
    assert (it.all_tasks, it.printable) == (TASKS, False)
    assert all(sorted(order["columns"]) == list(range(len(it.tasks))) for order in data.values())
    every = len(analysis.network.assignments_by_unit[it.rows[0].unit.id])
    assert it.rows[0].total == every > sum(1 for sign in it.rows[0].signs if sign)


@pytest.mark.parametrize("name", [name for name in FAMILY if name != "300 units"])
def test_every_small_plan_has_a_matrix(name: str) -> None:
    it, data = shown(analyse_few(FAMILY[name]))
    assert all(len(row.signs) == len(it.tasks) for row in it.rows)
    assert data is None or not name.startswith("nobody leads")
    if data is not None:
        assert sorted(data["cluster"]["rows"]) == list(range(len(it.rows)))
        assert sum(band[2] for band in data["cluster"]["bands"]) == len(it.tasks)
