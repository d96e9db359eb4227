"""List of plans: documents are dropped in, a plan given again is asked about, and what was removed is put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.core.cache_dir import clear_cache, get_cache_dir, measure_cache
from respnet.desk.pages import redirect, to_response
from respnet.intake.documents.converters import describe_missing
from respnet.intake.documents.formats import FORMATS, list_readable_formats

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from respnet.desk.context import DeskContext, Routes
    from respnet.desk.plans import OpenPlan


class PlanList:
    """Routes of the list of plans."""

    def __init__(self, desk: DeskContext) -> None:
        self._desk = desk

    def list_changes(self) -> Routes:
        """List what is posted."""
        plan = "/plans/{plan}"
        return {
            "/plans": self._upload,
            "/cache/clear": self._clear_cache,
            "/jobs/{job}/forget": self._forget_job,
            "/bin/{plan}/restore": self._restore,
            f"{plan}/remove": self._desk.on_plan(self._remove),
            f"{plan}/newer-version/{{older}}": self._desk.on_plan(self._take_newer),
        }

    def show(self, request: Request) -> Response:
        """Answer with the list."""
        desk = self._desk
        pages, plans = desk.make_pages(request), desk.plans.list_plans()
        known = {plan: one for plan, one, _ in plans}
        jobs = [one for one in desk.jobs.list_jobs("read") if one.state != "done" or one.result["plan"] in known]
        return to_response(
            pages.render(
                "plans.html.j2",
                script="desk.js",
                plans=plans,
                known=known,
                removed=desk.plans.list_removed(),
                jobs=jobs,
                busy=any(not one.over.is_set() for one in jobs) or not all(is_counted for _, _, is_counted in plans),
                formats=pages.say(list_readable_formats()),
                missing=pages.say(describe_missing()),
                endings=",".join(FORMATS),
                cache_dir=get_cache_dir(),
                cache_size=f"{measure_cache()[1] / 2**20:.1f}",
            )
        )

    async def _upload(self, request: Request) -> Response:
        jobs, _ = await self._desk.take_files(request, "read")
        if not jobs:
            pages = self._desk.make_pages(request)
            return pages.respond("not_done", pages.t("no_file"))
        return redirect()

    def _clear_cache(self, request: Request) -> Response:
        if self._desk.jobs.is_busy():
            return self._desk.make_pages(request).respond("busy", status=409)
        clear_cache()
        return redirect()

    def _forget_job(self, request: Request) -> Response:
        self._desk.jobs.forget(request.path_params["job"])
        return redirect()

    def _remove(self, _: Request, plan: OpenPlan) -> Response:
        self._desk.plans.remove(plan)
        return redirect()

    def _take_newer(self, request: Request, plan: OpenPlan) -> Response:
        older = self._desk.plans.open(request.path_params["older"])
        if older is plan:
            return redirect()
        self._desk.plans.take_newer(older, plan)
        return redirect(f"/plans/{older.id}/versions")

    def _restore(self, request: Request) -> Response:
        self._desk.plans.restore(request.path_params["plan"])
        return redirect()
