"""Context of every route of the desk: its office, its work, and the plan that a request is about."""

from __future__ import annotations

import asyncio
import secrets
import shutil
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from respnet.core.i18n import Lang
from respnet.core.temporary_folder import remove_abandoned_folders
from respnet.desk.hand_out import HandOut
from respnet.desk.jobs import Job, Jobs
from respnet.desk.pages import DeskPages, get_lang
from respnet.desk.plans import OpenPlan, Plans
from respnet.intake.documents.formats import FORMATS
from respnet.workspace.errors import NotRead
from respnet.workspace.file_names import clean_file_name

if TYPE_CHECKING:
    from starlette.requests import Request

    from respnet.workspace.office import Office

MAX_FILES, MAX_FIELDS = 20, 20
WAIT_SECONDS = 100.0
"""Seconds that an upload waits for its documents to be read before it goes back to the list."""

Endpoint = Callable[["Request"], Response]
AsyncEndpoint = Callable[["Request"], Awaitable[Response]]
PlanEndpoint = Callable[["Request", OpenPlan], Response]
FormEndpoint = Callable[["Request", OpenPlan, Mapping[str, str]], Response]
Routes = dict[str, Callable[["Request"], Any]]
"""Endpoints by path."""


class DeskContext:
    """The office of a desk, its plans and its work.

    Args:
        office: The folder of the office.
        private: Folder for this user alone, for uploads and what is made of plans.
        store: Address of a database that plans are loaded into as well.
        lang: Language until another is chosen.
    """

    def __init__(self, office: Office, private: Path, store: str | None, lang: Lang) -> None:
        self.office, self.private, self.lang = office, private, lang
        self.jobs = Jobs()
        self.plans = Plans(office)
        self.hand_out = HandOut(self.jobs, private / "made", store)
        shutil.rmtree(private / "incoming", ignore_errors=True)
        remove_abandoned_folders()

    def make_pages(self, request: Request) -> DeskPages:
        """Make the pages in the language of a request."""
        return DeskPages(get_lang(request, self.lang), self.office.folder.name)

    def on_plan(self, endpoint: PlanEndpoint) -> Endpoint:
        """Look the plan of a request up; ids are made by the desk and never joined to a path."""

        @wraps(endpoint)
        def found(request: Request) -> Response:
            plan = self.plans.open(request.path_params["plan"])
            try:
                return endpoint(request, plan)
            except NotRead:
                return self.read_again(request, plan)

        return found

    def on_form(self, endpoint: FormEndpoint) -> AsyncEndpoint:
        """Take the fields of a form, the first of each name, and the plan that it is about."""

        @wraps(endpoint)
        async def found(request: Request) -> Response:
            async with request.form(max_files=0, max_fields=MAX_FIELDS) as form:
                fields = {name: value for name, value in reversed(form.multi_items()) if isinstance(value, str)}
            return await run_in_threadpool(self.on_plan(lambda _, plan: endpoint(request, plan, fields)), request)

        return found

    def read_again(self, request: Request, plan: OpenPlan) -> Response:
        """Read a document that this respnet has not read yet, in a process of its own, and say so meanwhile."""
        pages, name = self.make_pages(request), plan.folder.path.name
        key = f"again {plan.id}"
        job = self.hand_out.start(key, lambda: self.jobs.submit("reread", name, plan.order, plan.forget))
        if not job.over.wait(1):
            return pages.respond("being_read", "", 200, refresh="1", what=name)
        self.hand_out.forget(key)
        if job.state == "failed":
            return pages.respond("not_made", pages.say(job.text), what=name)
        try:
            plan.state()
        except NotRead:  # by another program than this one: it would be read for ever
            return pages.respond("not_done", pages.t("replaced"))
        return pages.respond("being_read", "", 200, refresh="0", what=name)

    async def take_files(self, request: Request, kind: str) -> tuple[list[Job], dict[str, str]]:
        """Take the files of a form to be read, each in a process of its own, and wait until they are.

        Args:
            request: The request.
            kind: What `respnet.desk.child` is to do with each.

        Returns:
            The jobs, and the other fields.
        """
        async with request.form(max_files=MAX_FILES, max_fields=MAX_FILES) as form:
            fields = {name: value for name, value in reversed(form.multi_items()) if isinstance(value, str)}
            files = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
            jobs = [await run_in_threadpool(self._take_file, one, kind) for one in files]
        for _ in range(int(10 * WAIT_SECONDS)):
            if all(job.over.is_set() for job in jobs):
                break
            await asyncio.sleep(0.1)
        return jobs, fields

    def _take_file(self, upload: UploadFile, kind: str) -> Job:
        name = clean_file_name(upload.filename or "")
        place = self.private / "incoming" / secrets.token_hex(8)
        place.mkdir(parents=True, mode=0o700)
        suffix = Path(name).suffix.lower()
        file = place / f"document{suffix if suffix in FORMATS else '.bin'}"
        with file.open("xb") as target:
            shutil.copyfileobj(upload.file, target, 2**20)
        order = {"office": str(self.office.folder.absolute()), "name": name, "file": str(file)}
        return self.jobs.submit(kind, name, order, lambda: shutil.rmtree(place, ignore_errors=True))
