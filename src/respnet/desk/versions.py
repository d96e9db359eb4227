"""Versions of a plan: what became of each step in the newest document, former ones, and two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.desk.pages import redirect, send_bytes, to_response
from respnet.workspace.plan_state import name_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from respnet.desk.context import DeskContext, Routes
    from respnet.desk.plans import OpenPlan


class VersionPages:
    """Routes of the versions of a plan."""

    def __init__(self, desk: DeskContext) -> None:
        self._desk = desk

    def list_reads(self) -> Routes:
        """List what is asked for."""
        base = "/plans/{plan}/versions"
        return {
            base: self._desk.on_plan(self._show),
            f"{base}/{{n:int}}/document": self._desk.on_plan(self._send),
            f"{base}/{{n:int}}/comparison": self._desk.on_plan(self._compare),
        }

    def list_changes(self) -> Routes:
        """List what is posted."""
        return {"/plans/{plan}/steps/{n:int}": self._desk.on_form(self._settle)}

    def _show(self, request: Request, plan: OpenPlan) -> Response:
        pages, folder = self._desk.make_pages(request), plan.folder
        state = plan.state()
        said = {one.n: one for one in state.history}
        lost = {one.n for one in folder.list_lost_steps()}
        outcomes = sorted(folder.list_outcomes(), key=lambda one: (one.n not in lost, one.n))
        return to_response(
            pages.render(
                "versions.html.j2",
                title=plan.title,
                base=f"/plans/{plan.id}",
                sentence=pages.say(state.outcomes) if state.outcomes else "",
                lost=lost,
                said=said,
                steps=[one for one in outcomes if one.n in said],
                name_state=name_state,
                versions=list(reversed(folder.list_versions())),
            )
        )

    def _send(self, request: Request, plan: OpenPlan) -> Response:
        file = plan.folder.find_version(request.path_params["n"])
        return send_bytes(file.read_bytes(), file.stem, file.suffix)

    def _compare(self, request: Request, plan: OpenPlan) -> Response:
        n, base, pages = request.path_params["n"], f"/plans/{plan.id}/versions", self._desk.make_pages(request)
        plan.state()
        plan.folder.find_version(n)
        again, back = f"{base}/{n}/comparison", (base, "versions")
        return self._desk.hand_out.respond_page(pages, [plan], "comparison", again, back, version=n)

    def _settle(self, request: Request, plan: OpenPlan, fields: Mapping[str, str]) -> Response:
        plan.settle_step(request.path_params["n"], fields.get("do", ""))
        return redirect(f"/plans/{plan.id}/versions")
