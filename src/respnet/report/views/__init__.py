"""The views of the page, in the order of its navigation: each file prepares one, for the template of its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from respnet.report.views import coleads, data, focus, matrix, network, overview, risks, tasks, time, units, workload

if TYPE_CHECKING:
    from respnet.analysis import Analysis
    from respnet.problems import Problem
    from respnet.report.views.prepared import Prepared
    from respnet.report.voice import Voice

View = Callable[["Analysis", "tuple[Problem, ...]", "Voice"], "Prepared | None"]

VIEWS: dict[str, View] = {
    "overview": overview.prepare,
    "workload": workload.prepare,
    "network": network.prepare,
    "matrix": matrix.prepare,
    "coleads": coleads.prepare,
    "focus": focus.prepare,
    "risks": risks.prepare,
    "time": time.prepare,
    "tasks": tasks.prepare,
    "units": units.prepare,
    "data": data.prepare,
}
"""A view that a plan gives no ground for (a timetable without deadlines) prepares None and is not shown."""


def prepare_views(analysis: Analysis, problems: tuple[Problem, ...], voice: Voice) -> tuple[Prepared, ...]:
    """Every view this plan gives ground for."""
    made = (prepare(analysis, problems, voice) for prepare in VIEWS.values())
    return tuple(one for one in made if one is not None)
