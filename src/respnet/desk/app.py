"""Routes of the desk: each calls one library function, as each command does."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from respnet.core.errors import RespnetError
from respnet.core.i18n import LANGS, Lang
from respnet.core.to_json import to_jsonable
from respnet.desk.context import DeskContext, Routes
from respnet.desk.gate import COOKIE_ATTRIBUTES, COOKIE_PREFIX, FAULT, get_cookie_name
from respnet.desk.hand_out import HandOut, count_unit_tasks
from respnet.desk.pages import (
    LANG_COOKIE,
    bad_request,
    get_lang,
    parse_body,
    redirect,
    send_bytes,
    to_json_response,
    to_response,
)
from respnet.desk.plan_list import PlanList
from respnet.desk.plans import OpenPlan
from respnet.desk.progress import ProgressPages
from respnet.desk.several import SeveralPlans
from respnet.desk.versions import VersionPages
from respnet.workspace.errors import EditedMeanwhile

if TYPE_CHECKING:
    from starlette.requests import Request

    from respnet.workspace.office import Office

MAX_STALE = 20
"""Cookies of desks that have ended, cleared at one start."""

_START_PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">'
    '<title>respnet</title></head><body><p><a href="/">打开责任网 · Open the desk</a></p></body></html>'
)


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
        self._port, self._secret, self._lang = port, secret, lang
        self._desk = DeskContext(office, private, store, lang)
        self._jobs, self._plans, self._hand_out = self._desk.jobs, self._desk.plans, self._desk.hand_out
        self._list = PlanList(self._desk)
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
        plan, on_plan = "/plans/{plan}", self._desk.on_plan
        several, progress, versions = SeveralPlans(self._desk), ProgressPages(self._desk), VersionPages(self._desk)
        reads: Routes = {
            "/": self._start,
            "/alive": lambda _: Response(status_code=204),
            f"{plan}/copy.zip": self._copy,
            f"{plan}/check": on_plan(self._check),
            f"{plan}/state": on_plan(self._state),
            f"{plan}/changes": on_plan(self._changes),
            f"{plan}/hand-out": on_plan(self._hand_out_page),
            **{f"{plan}/{name}": on_plan(partial(self._make, name)) for name in HandOut.NAMES},
            **several.list_reads(),
            **progress.list_reads(),
            **versions.list_reads(),
        }
        changes: Routes = {
            "/lang": self._choose_lang,
            "/quit": self._quit,
            **{f"{plan}/{act}": partial(self._take_step, act) for act in ("decisions", "undo", "redo")},
            **self._list.list_changes(),
            **progress.list_changes(),
            **versions.list_changes(),
        }
        return [
            *(Route(path, endpoint, methods=["GET"]) for path, endpoint in reads.items()),
            *(Route(path, endpoint, methods=["POST"]) for path, endpoint in changes.items()),
        ]

    async def _take_step(self, act: str, request: Request) -> Response:
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise bad_request()
        body = parse_body(await request.body())
        plan = await run_in_threadpool(self._plans.open, request.path_params["plan"])
        said, status = await run_in_threadpool(plan.take, act, body, get_lang(request, self._lang))
        return to_json_response(said, status)

    def _answer_error(self, request: Request, error: Exception) -> Response:
        text = cast("RespnetError", error).text
        if request.headers.get("content-type", "").startswith("application/json"):
            return to_json_response({"message": text.of(get_lang(request, self._lang))}, 400)
        pages = self._desk.make_pages(request)
        if isinstance(error, EditedMeanwhile):
            check = f"/plans/{request.path_params['plan']}/check"
            return pages.respond("edited", pages.t("edited_note"), 200, links={check: "check"})
        return pages.respond("not_done", pages.say(text))

    def _answer_http_error(self, request: Request, error: Exception) -> Response:
        status = cast("HTTPException", error).status_code
        lost = self._plans.recall(request.path_params.get("plan", "")) if status == 404 else None
        if lost is not None:
            return self._desk.make_pages(request).respond(
                "folder_gone", "", 404, links={f"/plans/{lost.id}/copy.zip": "copy"}
            )
        return self._desk.make_pages(request).respond("not_found" if status == 404 else "bad_request", "", status)

    def _answer_fault(self, request: Request, _: Exception) -> Response:
        pages = self._desk.make_pages(request)  # the gate keeps the fault in the log
        return pages.respond("not_done", pages.say(FAULT), 500)

    # the whole desk

    def _start(self, request: Request) -> Response:
        if "token" in request.query_params:  # the gate has compared it
            answer = Response(_START_PAGE, media_type="text/html; charset=utf-8")
            answer.headers["Referrer-Policy"] = "no-referrer"
            for stale in _list_stale_cookies(request, self._port):
                answer.headers.append("Set-Cookie", f"{stale}=; Max-Age=0; {COOKIE_ATTRIBUTES}")
            answer.headers.append("Set-Cookie", f"{get_cookie_name(self._port)}={self._secret}; {COOKIE_ATTRIBUTES}")
            return answer
        return self._list.show(request)

    async def _choose_lang(self, request: Request) -> Response:
        async with request.form(max_files=0, max_fields=5) as form:
            lang = form.get("lang")
        answer = redirect()
        if lang in LANGS:
            answer.headers.append("Set-Cookie", f"{LANG_COOKIE}={lang}; {COOKIE_ATTRIBUTES}")
        return answer

    def _quit(self, request: Request) -> Response:
        pages = self._desk.make_pages(request)
        if self.is_busy():
            return pages.respond("busy", status=409)
        self.close()
        return pages.respond("closed", status=200, over=True)

    # one plan

    def _check(self, request: Request, plan: OpenPlan) -> Response:
        from respnet.desk.check import render_check

        return to_response(render_check(plan.state(), get_lang(request, self._lang)))

    def _state(self, _: Request, plan: OpenPlan) -> Response:
        return to_json_response(to_jsonable(plan.state()))

    def _changes(self, request: Request, plan: OpenPlan) -> Response:
        since = request.query_params.get("since", "")
        if not since.isascii() or not since.isdigit() or len(since) > 9:
            raise bad_request()
        return to_json_response(plan.describe_changes(int(since), get_lang(request, self._lang)))

    def _hand_out_page(self, request: Request, plan: OpenPlan) -> Response:
        pages, units = self._desk.make_pages(request), count_unit_tasks(plan)
        return to_response(pages.render("hand_out.html.j2", title=plan.title, base=f"/plans/{plan.id}", units=units))

    def _copy(self, request: Request) -> Response:
        """Send document, steps and tables from memory: the folder may be gone or full."""
        plan = self._plans.recall(request.path_params["plan"]) or self._plans.open(request.path_params["plan"])
        return send_bytes(plan.folder.pack(), plan.folder.path.name, ".zip")

    def _make(self, name: str, request: Request, plan: OpenPlan) -> Response:
        given = request.query_params
        units, waited = given.getlist("unit"), "wait" in given
        return self._hand_out.respond(self._desk.make_pages(request), plan, name, units, waited=waited)


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
