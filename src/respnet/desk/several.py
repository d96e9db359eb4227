"""All plans of the office: several together, two side by side, and the named questions as tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from respnet.desk.pages import to_response
from respnet.workspace.errors import NotRead

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from respnet.desk.context import DeskContext, Routes

MAX_PLANS = 50
"""Plans on one page."""


class SeveralPlans:
    """Routes of what is seen of several plans."""

    def __init__(self, desk: DeskContext) -> None:
        self._desk = desk

    def list_reads(self) -> Routes:
        """List what is asked for."""
        return {
            "/all": self._choose,
            **{f"/all/{name}": partial(self._make, name) for name in ("portfolio", "comparison")},
        }

    def _choose(self, request: Request) -> Response:
        pages = self._desk.make_pages(request)
        return to_response(pages.render("all.html.j2", plans=self._desk.plans.list_plans(pages.lang)))

    def _make(self, name: str, request: Request) -> Response:
        pages = self._desk.make_pages(request)
        chosen = list(dict.fromkeys(request.query_params.getlist("plan")))[:MAX_PLANS]
        if (name == "comparison" and len(chosen) != 2) or not chosen:
            said = pages.t("choose_two" if name == "comparison" else "choose_one")
            return pages.respond("not_done", said, again="/all")
        plans = [self._desk.plans.open(one) for one in chosen]
        for plan in plans:
            try:
                plan.state()
            except NotRead:
                return self._desk.read_again(request, plan)
        plans.sort(key=lambda one: one.folder.summary().date)
        return self._desk.hand_out.respond_several(pages, plans, name)
