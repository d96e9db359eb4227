"""All plans of the office: several together, two side by side, and the named questions as tables."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from respnet.desk.hand_out import count_unit_tasks
from respnet.desk.pages import to_response
from respnet.workspace.errors import NotRead
from respnet.workspace.progress import build_circular
from respnet.workspace.progress_file import PROGRESS_FILE, read_records

if TYPE_CHECKING:
    from starlette.requests import Request

    from respnet.desk.context import DeskContext, Routes
    from respnet.desk.plans import OpenPlan

MAX_PLANS = 50
"""Plans on one page."""
MAX_ROWS = 2000
"""Rows of one answer that a page shows; `respnet ask` gives all."""


class SeveralPlans:
    """Routes of what is seen of several plans."""

    def __init__(self, desk: DeskContext) -> None:
        self._desk = desk

    def list_reads(self) -> Routes:
        """List what is asked for."""
        return {
            "/all": self._choose,
            "/all/questions": self._ask,
            "/all/progress": self._show_progress,
            **{f"/all/{name}": partial(self._make, name) for name in ("portfolio", "comparison")},
        }

    def _choose(self, request: Request) -> Response:
        pages = self._desk.make_pages(request)
        return to_response(pages.render("all.html.j2", plans=self._desk.plans.list_plans()))

    def _make(self, name: str, request: Request) -> Response:
        plans = self._open_chosen(request, (2, 2) if name == "comparison" else (1, MAX_PLANS))
        if isinstance(plans, Response):
            return plans
        plans.sort(key=lambda one: one.folder.summary().date)
        again = f"/all/{name}?" + "&".join(f"plan={plan.id}" for plan in plans)
        pages = self._desk.make_pages(request)
        return self._desk.hand_out.respond_page(pages, plans, name, again, ("/all", "all_plans"))

    def _open_chosen(self, request: Request, allowed: tuple[int, int] = (1, MAX_PLANS)) -> list[OpenPlan] | Response:
        """Open the plans that were ticked; a page where their number is not allowed or one has still to be read."""
        chosen = list(dict.fromkeys(request.query_params.getlist("plan")))[:MAX_PLANS]
        if not allowed[0] <= len(chosen) <= allowed[1]:
            pages = self._desk.make_pages(request)
            return pages.respond("not_done", pages.t("choose"), links={"/all": "again"})
        plans = [self._desk.plans.open(one) for one in chosen]
        for plan in plans:
            try:
                plan.state()
            except NotRead:
                return self._desk.read_again(request, plan)
        return plans

    def _show_progress(self, request: Request) -> Response:
        """Answer with what is done, due and overdue in each of the plans, and what each unit is late with over all."""
        pages, plans = self._desk.make_pages(request), self._open_chosen(request)
        if isinstance(plans, Response):
            return plans
        today = dt.datetime.now(dt.UTC).astimezone().date()
        found, late, soon = [], dict[str, list[str]](), []
        for plan in plans:
            records = read_records(plan.folder.path / PROGRESS_FILE)
            circular = build_circular(plan.folder.build_plan(), records, today)
            found.append((plan.id, plan.title, circular.whole))
            for unit, figures in circular.units.items():
                late.setdefault(unit, []).extend(f"《{plan.title}》{label}" for label in figures.late)
            soon += [(one.due, plan.title, one, pages.say(one.describe())) for one in circular.tasks if one.is_due_soon]
        soon.sort(key=lambda one: one[0])
        late = {unit: those for unit, those in late.items() if those}
        return to_response(pages.render("all_progress.html.j2", plans=found, late=late, soon=soon))

    def _ask(self, request: Request) -> Response:
        """Answer with the questions, and with the tables of the one that was asked."""
        from respnet.queries.ask import list_questions  # numpy, which the start does not wait for

        pages, asked = self._desk.make_pages(request), request.query_params.get("question", "")
        plans = self._open_chosen(request)
        if isinstance(plans, Response):
            return plans
        known = {one.name: one for one in list_questions()}
        given = {
            one.name: request.query_params.get(one.name, "").strip()
            for one in (known[asked].parameters if asked in known else ())
        }
        tables: list[dict[str, Any]] = []
        again = "/all/questions?" + "&".join(f"plan={plan.id}" for plan in plans)
        if asked in known and all(given.values()):
            found = self._desk.hand_out.ask(pages, plans, asked, given, again)
            if isinstance(found, Response):
                return found
            tables = found
        return to_response(
            pages.render(
                "questions.html.j2",
                plans=[(plan.id, plan.title) for plan in plans],
                units=sorted({unit for plan in plans for unit in count_unit_tasks(plan)}),
                questions=known.values(),
                asked=known.get(asked),
                given=given,
                tables=tables,
                most=MAX_ROWS,
            )
        )
