"""办理: how far the tasks of a plan are, off at first; reports are made on a page or come back on forms."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.concurrency import run_in_threadpool

from respnet.core.progress import FIELDS, STATE_WORDS, ProgressRecord
from respnet.desk.pages import DeskPages, bad_request, redirect, to_response
from respnet.workspace.errors import Conflict
from respnet.workspace.progress import TaskProgress, build_circular, get_task_tail
from respnet.workspace.progress_file import (
    ASKED_FILE,
    PROGRESS_FILE,
    FilledRow,
    has_progress,
    merge_form,
    read_records,
    set_record,
    settle_report,
    start_progress,
    stop_progress,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from respnet.core.plan import Plan
    from respnet.desk.context import DeskContext, Routes
    from respnet.desk.plans import OpenPlan


class TaskLine(NamedTuple):
    """A task on the page: what a record calls it, how far it is, in words, and whether its reports are open."""

    tail: str
    progress: TaskProgress
    words: str
    is_chosen: bool


class ProgressPages:
    """Routes of 办理."""

    def __init__(self, desk: DeskContext) -> None:
        self._desk = desk

    def list_reads(self) -> Routes:
        """List what is asked for."""
        return {"/plans/{plan}/progress": self._desk.on_plan(self._show)}

    def list_changes(self) -> Routes:
        """List what is posted."""
        base = "/plans/{plan}/progress"
        return {
            base: self._desk.on_form(self._report),
            f"{base}/start": self._desk.on_plan(self._start),
            f"{base}/stop": self._desk.on_plan(self._stop),
            f"{base}/settle": self._desk.on_form(self._settle),
            f"{base}/forms": self._take_forms,
        }

    def _show(self, request: Request, plan: OpenPlan) -> Response:
        pages, folder = self._desk.make_pages(request), plan.folder.path
        shown: dict[str, Any] = {"title": plan.title, "base": f"/plans/{plan.id}", "is_on": has_progress(folder)}
        if shown["is_on"]:
            shown |= _describe_plan(pages, plan, request.query_params.get("task", ""))
        return to_response(pages.render("progress.html.j2", script="desk.js", **shown))

    def _start(self, _: Request, plan: OpenPlan) -> Response:
        start_progress(plan.folder.path)
        return _go_back(plan)

    def _stop(self, _: Request, plan: OpenPlan) -> Response:
        stop_progress(plan.folder.path)
        return _go_back(plan)

    def _report(self, request: Request, plan: OpenPlan, fields: Mapping[str, str]) -> Response:
        pages, made = self._desk.make_pages(request), plan.folder.build_plan()
        report = ProgressRecord(*(fields.get(name, "") for name in FIELDS))
        known = {record.key for record in read_records(plan.folder.path / PROGRESS_FILE)}
        tails = {get_task_tail(made, task) for task in made.tasks}
        names = {"", *(unit.name for unit in made.units)}
        if report.key not in known and (report.task not in tails or report.unit not in names):
            raise bad_request()
        try:
            with plan.hold():
                set_record(plan.folder.path, report, fields.get("seen", ""))
        except Conflict as error:
            return pages.respond("not_done", pages.say(error.text), 409, links={f"/plans/{plan.id}/progress": "again"})
        return _go_back(plan)

    def _settle(self, _: Request, plan: OpenPlan, fields: Mapping[str, str]) -> Response:
        with plan.hold():
            settle_report(
                plan.folder.path, fields.get("task", ""), fields.get("unit", ""), take=fields.get("do") == "take"
            )
        return _go_back(plan)

    async def _take_forms(self, request: Request) -> Response:
        jobs, fields = await self._desk.take_files(request, "form")
        pages = self._desk.make_pages(request)
        if not jobs:
            return pages.respond("not_done", pages.t("no_file"))
        lines: list[str] = []

        def merge(_: Request, plan: OpenPlan) -> Response:
            made = plan.folder.build_plan()
            for job in jobs:
                if not job.over.is_set() or job.state == "failed":
                    lines.append(f"{job.title}：{pages.say(job.text)}")
                    continue
                rows = [FilledRow(**{**row, "report": ProgressRecord(**row["report"])}) for row in job.result["rows"]]
                with plan.hold():
                    start_progress(plan.folder.path)
                    found = merge_form(plan.folder.path, made, rows, fields.get("unit", ""))
                lines.extend((f"{job.title}：{pages.say(found.describe())}", *map(pages.say, found.lost)))
            links = {f"/plans/{plan.id}/progress": "progress"}
            heading = "not_done" if all(job.state == "failed" for job in jobs) else "forms_merged"
            shown = pages.respond(heading, "", 200, differences=lines, links=links)
            for job in jobs:
                self._desk.jobs.forget(job.id)
            return shown

        return await run_in_threadpool(self._desk.on_plan(merge), request)


def _go_back(plan: OpenPlan) -> Response:
    return redirect(f"/plans/{plan.id}/progress")


def _describe_plan(pages: DeskPages, plan: OpenPlan, chosen: str) -> dict[str, Any]:
    """Describe the tasks of a plan, its figures, and what is asked."""
    folder, made = plan.folder.path, plan.folder.build_plan()
    records = read_records(folder / PROGRESS_FILE)
    circular = build_circular(made, records, dt.datetime.now(dt.UTC).astimezone().date())
    found = {one.key: one for one in records}
    tasks = [
        TaskLine(tail, one, pages.say(one.describe()), tail == chosen)
        for one in circular.tasks
        for tail in (get_task_tail(made, one.task),)
    ]
    known = {one.tail for one in tasks}
    asked = [(one, found.get(one.key, ProgressRecord(*one.key))) for one in read_records(folder / ASKED_FILE)]
    return {
        "sentence": pages.say(circular.describe()),
        "units": circular.units,
        "tasks": tasks,
        "reports": _list_reports(made, found, chosen),
        "asked": asked,
        "stray": [one for one in records if one.task not in known],
        "states": [(state, pages.say(words)) for state, words in STATE_WORDS.items()],
        "names": [unit.name for unit in made.units],
    }


def _list_reports(plan: Plan, found: Mapping[tuple[str, str], ProgressRecord], task: str) -> list[ProgressRecord]:
    """List the reports of one task: on the whole of it, and of each unit that it names or that has reported."""
    names = {unit.id: unit.name for unit in plan.units}
    named = [names[one.unit] for one in plan.assignments if one.task == f"{plan.id}/{task}"]
    units = dict.fromkeys(("", *named, *(unit for tail, unit in found if tail == task)))
    return [found.get((task, unit), ProgressRecord(task, unit)) for unit in units]
