"""Responsibility matrix view: units by tasks."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from respnet.analysis.clusters.clusters import Cluster
from respnet.core.plan import ROLE_MARKS, WORKING_ROLES, Task, Unit
from respnet.core.problems import Problem
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.presenter import Presenter

MAX_PAGE_CELLS = 30_000
"""More make a large plan's page slow to open; the page says how many tasks it shows."""
MAX_PRINTABLE_TASKS = 120
"""With more tasks the columns are too narrow on A3."""


MatrixRow = namedtuple("MatrixRow", "unit signs counts total")
"""One unit: signs of its roles on each task, strongest first, and its tasks by strongest role."""


@dataclass(frozen=True, slots=True)
class MatrixBand:
    """Consecutive columns under one name: a section with its parents, or a cluster with its units."""

    name: str
    path: str
    tasks: int

    @property
    def thin(self) -> bool:
        """True if the name has to be rotated over its few columns."""
        return self.tasks < 3 and len(self.name) > 3


MatrixView = namedtuple("MatrixView", "tasks bands ends rows signs by_cluster all_tasks printable")
"""`ends` are the indices of columns followed by a line: the last of a section, or else every fifth."""


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    network = analysis.network
    units = network.plan.units
    tasks = network.tasks[: max(1, MAX_PAGE_CELLS // max(1, len(units)))]
    by_cluster = _by_cluster(analysis, voice, tasks)
    bands = _sections(tasks)
    it = MatrixView(
        tasks=tasks,
        bands=bands,
        ends=_ends(bands, len(tasks)),
        rows=_rows(voice, tasks),
        signs=tuple((role, ROLE_MARKS[role]) for role in voice.roles_shown()),
        by_cluster=by_cluster is not None,
        all_tasks=len(network.tasks),
        printable=len(tasks) <= MAX_PRINTABLE_TASKS,
    )
    data = None if by_cluster is None else {"section": _printed(units, tasks, bands), "cluster": by_cluster}
    return PageView("matrix", "tasks", it, data)


def _rows(voice: Presenter, tasks: tuple[Task, ...]) -> tuple[MatrixRow, ...]:
    """Return the rows: signs of every printed role, and counts over the whole plan by strongest role."""
    place = {task.id: column for column, task in enumerate(tasks)}
    rows = []
    for unit in voice.plan.units:
        signs, counts = [""] * len(tasks), {}
        for role, held in voice.tasks_by_role[unit.id].items():
            counts[role] = len(held)
            for task, also in held.items():
                if task in place:
                    signs[place[task]] = "".join(ROLE_MARKS[one] for one in (role, *also))
        rows.append(MatrixRow(unit, tuple(signs), counts, sum(counts[role] for role in WORKING_ROLES)))
    return tuple(rows)


def _sections(tasks: Sequence[Task]) -> tuple[MatrixBand, ...]:
    """Return the runs of tasks of one section, in printed order; nothing if no task has a section."""
    if not any(task.section for task in tasks):
        return ()
    runs = ((section, len(list(those))) for section, those in groupby(tasks, key=lambda task: task.section))
    return tuple(MatrixBand(section[-1] if section else "", " › ".join(section), size) for section, size in runs)


def _ends(bands: Sequence[MatrixBand], tasks: int) -> frozenset[int]:
    if not bands:
        return frozenset(range(4, tasks, 5))
    return frozenset(total - 1 for total in accumulate(band.tasks for band in bands))


def _printed(units: Sequence[Unit], tasks: Sequence[Task], bands: Sequence[MatrixBand]) -> dict[str, object]:
    """Return the printed order, in the format of `_by_cluster`."""
    return {
        "rows": list(range(len(units))),
        "columns": list(range(len(tasks))),
        "starts": [],
        "ends": sorted(_ends(bands, len(tasks))),
        "bands": [[band.name, band.path, band.tasks, band.thin] for band in bands],
    }


def _by_cluster(analysis: Analysis, voice: Presenter, tasks: tuple[Task, ...]) -> dict[str, object] | None:
    """Return rows and columns by cluster, printed order within; None if there are fewer than two clusters.

    `starts` are the indices of the first rows of clusters, and of the first unit without one.
    """
    clusters = analysis.results.clusters.best.clusters
    if len(clusters) < 2:
        return None
    rest = len(clusters)
    of_unit = {unit: place for place, one in enumerate(clusters) for unit in one.units}
    of_task = {task: place for place, one in enumerate(clusters) for task in one.tasks}
    unit_keys = [of_unit.get(unit.id, rest) for unit in analysis.network.plan.units]
    task_keys = [of_task.get(task.id, rest) for task in tasks]
    rows = sorted(range(len(unit_keys)), key=unit_keys.__getitem__)
    columns = sorted(range(len(tasks)), key=task_keys.__getitem__)
    bands = [
        _cluster(voice, clusters, key, len(list(those))) for key, those in groupby(columns, key=task_keys.__getitem__)
    ]
    sorted_keys = [unit_keys[row] for row in rows]
    starts = [place for place, key in enumerate(sorted_keys) if place and key != sorted_keys[place - 1]]
    return {
        "rows": rows,
        "columns": columns,
        "starts": starts,
        "ends": sorted(_ends(bands, len(tasks))),
        "bands": [[band.name, band.path, band.tasks, band.thin] for band in bands],
    }


def _cluster(voice: Presenter, clusters: Sequence[Cluster], place: int, tasks: int) -> MatrixBand:
    """Return the band of one cluster; over few columns only its number."""
    if place == len(clusters):
        return MatrixBand(voice.t("matrix_no_cluster"), "", tasks)
    units = voice.t("comma").join(voice.unit_name(unit) for unit in clusters[place].units)
    name = voice.t("matrix_cluster", n=place + 1, units=units)
    return MatrixBand(name if tasks > 2 else str(place + 1), name, tasks)
