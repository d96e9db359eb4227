"""Brief view: the one page for a superior, as `respnet brief` writes it."""

from __future__ import annotations

from respnet.core.problems import Problem
from respnet.pipeline import Analysis
from respnet.render.brief.brief import build_brief
from respnet.render.page.views.base import PageView
from respnet.render.presenter import Presenter


def prepare(analysis: Analysis, problems: tuple[Problem, ...], voice: Presenter) -> PageView | None:
    """Prepare the view of a plan that has tasks; its date is left blank, since the page has no clock.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        voice: The presenter.
    """
    if not voice.plan.tasks:
        return None
    return PageView("brief", "overview", build_brief(analysis, problems, voice.lang))
