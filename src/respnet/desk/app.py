"""Routes of the desk: each calls one library function, as each command does."""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
import socket
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from respnet.core.errors import RespnetError
from respnet.core.i18n import LANGS, Lang
from respnet.core.temporary_folder import remove_abandoned_folders
from respnet.core.to_json import to_jsonable
from respnet.desk.gate import COOKIE_ATTRIBUTES, COOKIE_PREFIX, FAULT, get_cookie_name
from respnet.desk.hand_out import HandOut
from respnet.desk.jobs import Job, Jobs
from respnet.desk.pages import (
    LANG_COOKIE,
    DeskPages,
    bad_request,
    get_lang,
    parse_body,
    redirect,
    send_bytes,
    to_json_response,
    to_response,
)
from respnet.desk.plans import OpenPlan, Plans
from respnet.intake.documents.converters import describe_missing
from respnet.intake.documents.formats import FORMATS, list_readable_formats
from respnet.workspace.errors import EditedMeanwhile, NotRead
from respnet.workspace.file_names import clean_file_name

if TYPE_CHECKING:
    from starlette.requests import Request

    from respnet.workspace.office import Office

MAX_FILES = 20
MAX_STALE = 20
"""Cookies of desks that have ended, cleared at one start."""
MAX_PLANS = 50
"""Plans on one page."""
WAIT_SECONDS = 100.0
"""Seconds that an upload waits for its documents to be read before it goes back to the list."""

_START_PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">'
    '<title>respnet</title></head><body><p><a href="/">打开责任网 · Open the desk</a></p></body></html>'
)
Endpoint = Callable[["Request"], Response]
PlanEndpoint = Callable[["Request", OpenPlan], Response]


class Desk:
    """The application over one office; `close` ends the server."""

    def __init__(
        self, office: Office, private: Path, *, port: int, secret: str, store: str | None = None, lang: Lang = "zh"
    ) -> None:
        """Make the application.

        Args:
            office: The folder of the office.
            private: Folder for this user alone, for uploads and what is made of plans.
            port: Port of the listener, which the cookie is called by.
            secret: Value of the cookie.
            store: Address of a database that plans are loaded into as well.
            lang: Language until another is chosen.
        """
        self.close: Callable[[], object] = lambda: None
        self._office, self._private, self._port, self._secret, self._lang = office, private, port, secret, lang
        self._jobs = Jobs()
        self._plans = Plans(office)
        self._hand_out = HandOut(self._jobs, private / "made", store)
        shutil.rmtree(private / "incoming", ignore_errors=True)
        remove_abandoned_folders()
        self.app = Starlette(
            routes=self._list_routes(),
            exception_handlers={
                RespnetError: self._answer_error,
                HTTPException: self._answer_http_error,
                Exception: self._answer_fault,
            },
        )
        self.app.router.redirect_slashes = False  # they would be made of the Host that was sent

    def is_busy(self) -> bool:
        """True while work is under way."""
        return self._jobs.is_busy() or self._plans.is_busy()

    def shut_down(self) -> None:
        """End the work and write what is due."""
        self._jobs.shut_down()
        self._plans.write_due()

    def _list_routes(self) -> list[Route]:
        plan = "/plans/{plan}"
        reads: dict[str, Callable[[Request], Any]] = {
            "/": self._start,
            "/alive": lambda _: Response(status_code=204),
            "/all": self._choose_plans,
            "/all/portfolio": partial(self._make_of_several, "portfolio"),
            "/all/comparison": partial(self._make_of_several, "comparison"),
            f"{plan}/copy.zip": self._copy,
            f"{plan}/check": self._on_plan(self._check),
            f"{plan}/state": self._on_plan(self._state),
            f"{plan}/changes": self._on_plan(self._changes),
            f"{plan}/hand-out": self._on_plan(self._hand_out_page),
            **{f"{plan}/{name}": self._on_plan(partial(self._make, name)) for name in HandOut.NAMES},
        }
        changes: dict[str, Callable[[Request], Any]] = {
            "/plans": self._upload,
            "/lang": self._choose_lang,
            "/quit": self._quit,
            "/jobs/{job}/forget": self._forget_job,
            "/bin/{plan}/restore": self._restore,
            **{f"{plan}/{act}": partial(self._take_step, act) for act in ("decisions", "undo", "redo")},
            f"{plan}/remove": self._on_plan(self._remove),
            f"{plan}/take-tables": self._on_plan(self._take_tables),
            f"{plan}/set-tables-aside": self._on_plan(self._set_tables_aside),
        }
        return [
            *(Route(path, endpoint, methods=["GET"]) for path, endpoint in reads.items()),
            *(Route(path, endpoint, methods=["POST"]) for path, endpoint in changes.items()),
        ]

    # what every route needs

    def _pages(self, request: Request) -> DeskPages:
        return DeskPages(get_lang(request, self._lang), self._office.folder.name)

    def _on_plan(self, endpoint: PlanEndpoint) -> Endpoint:
        """Look the plan of a request up; ids are made by the desk and never joined to a path."""

        @wraps(endpoint)
        def found(request: Request) -> Response:
            plan = self._plans.open(request.path_params["plan"])
            try:
                return endpoint(request, plan)
            except NotRead:
                return self._read_again(request, plan)

        return found

    async def _take_step(self, act: str, request: Request) -> Response:
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise bad_request()
        body = parse_body(await request.body())
        plan = await run_in_threadpool(self._plans.open, request.path_params["plan"])
        said, status = await run_in_threadpool(plan.take, act, body, get_lang(request, self._lang))
        return to_json_response(said, status)

    def _read_again(self, request: Request, plan: OpenPlan) -> Response:
        """Read a document that this respnet has not read yet, in a process of its own, and say so meanwhile."""
        pages, name = self._pages(request), plan.folder.path.name
        key = f"again {plan.id}"
        job = self._hand_out.start(key, lambda: self._jobs.submit("reread", name, plan.order, plan.forget))
        if not job.over.wait(1):
            return pages.respond("being_read", "", 200, refresh="1", what=name)
        self._hand_out.forget(key)
        if job.state == "failed":
            return pages.respond("not_made", pages.say(job.text), what=name)
        return pages.respond("being_read", "", 200, refresh="0", what=name)

    def _answer_error(self, request: Request, error: Exception) -> Response:
        text = cast("RespnetError", error).text
        if request.headers.get("content-type", "").startswith("application/json"):
            return to_json_response({"message": text.of(get_lang(request, self._lang))}, 400)
        pages = self._pages(request)
        if isinstance(error, EditedMeanwhile):
            base = f"/plans/{request.path_params['plan']}"
            told = [pages.say(one) for one in error.differences] + (
                [pages.say(error.unreadable)] if error.unreadable else []
            )
            return pages.respond(
                "edited", pages.say(text), 200, base=base, differences=told, readable=not error.unreadable
            )
        return pages.respond("not_done", pages.say(text))

    def _answer_http_error(self, request: Request, error: Exception) -> Response:
        status = cast("HTTPException", error).status_code
        lost = self._plans.recall(request.path_params.get("plan", "")) if status == 404 else None
        if lost is not None:
            return self._pages(request).respond("folder_gone", "", 404, copy=f"/plans/{lost.id}/copy.zip")
        return self._pages(request).respond("not_found" if status == 404 else "bad_request", "", status)

    def _answer_fault(self, request: Request, _: Exception) -> Response:
        pages = self._pages(request)  # the gate keeps the fault in the log
        return pages.respond("not_done", pages.say(FAULT), 500)

    # the list of plans

    def _start(self, request: Request) -> Response:
        if "token" in request.query_params:  # the gate has compared it
            answer = Response(_START_PAGE, media_type="text/html; charset=utf-8")
            answer.headers["Referrer-Policy"] = "no-referrer"
            for stale in _list_stale_cookies(request, self._port):
                answer.headers.append("Set-Cookie", f"{stale}=; Max-Age=0; {COOKIE_ATTRIBUTES}")
            answer.headers.append("Set-Cookie", f"{get_cookie_name(self._port)}={self._secret}; {COOKIE_ATTRIBUTES}")
            return answer
        pages, jobs = self._pages(request), self._jobs.list_jobs("read")
        plans = self._plans.list_plans(pages.lang)
        return to_response(
            pages.render(
                "plans.html.j2",
                script="desk.js",
                plans=plans,
                titles={one.id: one.title for one in plans},
                removed=self._plans.list_removed(),
                jobs=jobs,
                busy=any(not one.over.is_set() for one in jobs),
                formats=pages.say(list_readable_formats()),
                missing=pages.say(describe_missing()),
                endings=",".join(FORMATS),
            )
        )

    async def _upload(self, request: Request) -> Response:
        async with request.form(max_files=MAX_FILES, max_fields=MAX_FILES) as form:
            files = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
            jobs = [await run_in_threadpool(self._take_file, one) for one in files]
        if not jobs:
            pages = self._pages(request)
            return pages.respond("not_done", pages.t("no_file"))
        for _ in range(int(10 * WAIT_SECONDS)):
            if all(job.over.is_set() for job in jobs):
                break
            await asyncio.sleep(0.1)
        return redirect()

    def _take_file(self, upload: UploadFile) -> Job:
        name = clean_file_name(upload.filename or "")
        place = self._private / "incoming" / secrets.token_hex(8)
        place.mkdir(parents=True, mode=0o700)
        suffix = Path(name).suffix.lower()
        file = place / f"document{suffix if suffix in FORMATS else '.bin'}"
        with file.open("xb") as target:
            shutil.copyfileobj(upload.file, target, 2**20)
        order = {"office": str(self._office.folder.absolute()), "name": name, "file": str(file)}
        return self._jobs.submit("read", name, order, lambda: shutil.rmtree(place, ignore_errors=True))

    async def _choose_lang(self, request: Request) -> Response:
        async with request.form(max_files=0, max_fields=5) as form:
            lang = form.get("lang")
        answer = redirect()
        if lang in LANGS:
            answer.headers.append("Set-Cookie", f"{LANG_COOKIE}={lang}; {COOKIE_ATTRIBUTES}")
        return answer

    def _forget_job(self, request: Request) -> Response:
        self._jobs.forget(request.path_params["job"])
        return redirect()

    def _quit(self, request: Request) -> Response:
        pages = self._pages(request)
        if self.is_busy():
            return pages.respond("busy", status=409)
        self.close()
        return pages.respond("closed", status=200, over=True)

    def _remove(self, _: Request, plan: OpenPlan) -> Response:
        self._plans.remove(plan)
        return redirect()

    def _take_tables(self, _: Request, plan: OpenPlan) -> Response:
        plan.folder.take_over()
        plan.write(always=True)
        return redirect(f"/plans/{plan.id}/check")

    def _set_tables_aside(self, _: Request, plan: OpenPlan) -> Response:
        plan.folder.set_aside()
        plan.write(always=True)
        return redirect(f"/plans/{plan.id}/check")

    def _restore(self, request: Request) -> Response:
        self._plans.restore(request.path_params["plan"])
        return redirect()

    # several plans

    def _choose_plans(self, request: Request) -> Response:
        pages = self._pages(request)
        return to_response(pages.render("all.html.j2", plans=self._plans.list_plans(pages.lang)))

    def _make_of_several(self, name: str, request: Request) -> Response:
        pages = self._pages(request)
        chosen = list(dict.fromkeys(request.query_params.getlist("plan")))[:MAX_PLANS]
        if (name == "comparison" and len(chosen) != 2) or not chosen:
            return pages.respond(
                "not_done", pages.t("choose_two" if name == "comparison" else "choose_one"), again="/all"
            )
        plans = [self._plans.open(one) for one in chosen]
        for plan in plans:
            try:
                plan.state()
            except NotRead:
                return self._read_again(request, plan)
        plans.sort(key=lambda one: one.folder.summary().date)
        return self._hand_out.respond_several(pages, plans, name)

    # one plan

    def _check(self, request: Request, plan: OpenPlan) -> Response:
        from respnet.desk.check import render_check  # numpy, which the start does not wait for

        return to_response(render_check(plan.state(), get_lang(request, self._lang)))

    def _state(self, _: Request, plan: OpenPlan) -> Response:
        return to_json_response(to_jsonable(plan.state()))

    def _changes(self, request: Request, plan: OpenPlan) -> Response:
        since = request.query_params.get("since", "")
        if not since.isascii() or not since.isdigit() or len(since) > 9:
            raise bad_request()
        return to_json_response(plan.describe_changes(int(since), get_lang(request, self._lang)))

    def _hand_out_page(self, request: Request, plan: OpenPlan) -> Response:
        return self._hand_out.show(self._pages(request), plan)

    def _copy(self, request: Request) -> Response:
        """Send document, steps and tables from memory: the folder may be gone or full."""
        plan = self._plans.recall(request.path_params["plan"]) or self._plans.open(request.path_params["plan"])
        return send_bytes(plan.folder.pack(), plan.folder.path.name, ".zip")

    def _make(self, name: str, request: Request, plan: OpenPlan) -> Response:
        units = request.query_params.getlist("unit")
        return self._hand_out.respond(self._pages(request), plan, name, units)


def _list_stale_cookies(request: Request, port: int) -> list[str]:
    """List the cookies of desks that have ended: ports share them, and too many make a request too long."""
    found: list[str] = []
    for name in request.cookies:
        other = name.removeprefix(COOKIE_PREFIX)
        if name == other or not re.fullmatch(r"[0-9]{1,5}", other) or int(other) == port:
            continue
        with socket.socket() as probe:
            probe.settimeout(0.05)
            if len(found) < MAX_STALE and probe.connect_ex(("127.0.0.1", int(other))):
                found.append(name)
    return found
