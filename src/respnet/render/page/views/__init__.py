"""Views of the page in the order of its menu: each file prepares the data of the template of its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from respnet.render.page.views import co_leads, data, deadlines, matrix, network, overview, tasks, units

if TYPE_CHECKING:
    from respnet.core.problems import Problem
    from respnet.pipeline import Analysis
    from respnet.render.page.views.base import PageView
    from respnet.render.presenter import Presenter

ViewFunction = Callable[["Analysis", "tuple[Problem, ...]", "Presenter"], "PageView | None"]

VIEWS: dict[str, ViewFunction] = {
    "overview": overview.prepare,
    "brief": overview.prepare_brief,
    "units": units.prepare,
    "tasks": tasks.prepare,
    "matrix": matrix.prepare,
    "time": deadlines.prepare,
    "network": network.prepare,
    "coleads": co_leads.prepare,
    "data": data.prepare,
}
"""A view that a plan gives no ground for (a timetable without deadlines) prepares None and is not shown."""


def prepare_views(analysis: Analysis, problems: tuple[Problem, ...], voice: Presenter) -> tuple[PageView, ...]:
    """Prepare every view that applies to this plan.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        voice: The presenter.
    """
    made = (prepare(analysis, problems, voice) for prepare in VIEWS.values())
    return tuple(one for one in made if one is not None)
