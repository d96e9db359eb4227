"""Files that go out of a plan: page, duty sheets, workbook and brief, made when asked for and never stale."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from starlette.responses import Response

from respnet.core.installation import get_version
from respnet.core.plan import Role
from respnet.desk.jobs import Job, Jobs
from respnet.desk.pages import DeskPages, bad_request, respond_with_links, send_file
from respnet.intake.documents.formats import TABLE_FILES
from respnet.render.files import make_file_stem
from respnet.workspace.journal import JOURNAL_FILE
from respnet.workspace.progress_file import PROGRESS_FILE

if TYPE_CHECKING:
    from respnet.desk.plans import OpenPlan
    from respnet.workspace.plan_folder import PlanFolder

WAIT_SECONDS = 2.5
"""Seconds that an answer waits for what is being made before it says so."""
KEPT = 60
"""Things made that are kept for the next time."""
KEPT_DATABASES = 4
"""Databases that are kept, each of the plans that were asked about together."""


class _Made(NamedTuple):
    """One thing that can be made: the kind of job, the file that it writes, its name, and whether it is shown."""

    kind: str
    file: str
    label: str
    is_shown: bool = False


class HandOut:
    """Maker of what goes out."""

    NAMES = MappingProxyType(
        {
            "report": _Made("report", "index.html", "page", True),
            "report.html": _Made("report", "index.html", "page"),
            "sheets": _Made("sheets", "sheets.html", "sheets", True),
            "sheets.docx": _Made("sheets", "sheets.docx", "sheets"),
            "workbook.xlsx": _Made("workbook", "workbook.xlsx", "workbook"),
            "brief": _Made("brief", "brief.html", "brief", True),
            "brief.docx": _Made("brief", "brief.docx", "brief"),
            "progress.xlsx": _Made("progress_form", "progress.xlsx", "progress_form"),
        }
    )

    def __init__(self, jobs: Jobs, folder: Path, store: str | None) -> None:
        """Make things into a folder of the desk's own.

        Args:
            jobs: The queue of work.
            folder: The folder.
            store: Address of a database that plans are loaded into as well.
        """
        self._jobs, self._folder, self._store = jobs, folder, store
        self._under_way: dict[str, Job] = {}
        self._lock = threading.Lock()

    def respond(
        self, pages: DeskPages, plan: OpenPlan, name: str, units: Sequence[str], *, waited: bool = False
    ) -> Response:
        """Answer with a thing, or with a page that says that it is being made.

        Args:
            pages: Pages in the language asked for.
            plan: The plan.
            name: Its name, of `NAMES`.
            units: Names of units for sheets of some; empty for all.
            waited: The request comes from the page that says so: where that waits for a file to download, the answer
                is a page that goes to it, since a browser that is sent a file leaves the page before it as it was.
        """
        wanted = self.NAMES[name]
        if units and (wanted.kind not in ("sheets", "progress_form") or not {*units} <= count_unit_tasks(plan).keys()):
            raise bad_request()
        plan.write(always=True)
        key = _digest([plan.folder], pages.lang, wanted.kind, wanted.file, *units)
        base = f"/plans/{plan.id}"
        order: dict[str, Any] = {**plan.order, "units": list(units), "format": Path(wanted.file).suffix[1:]}
        places = {"/": "plans", f"{base}/check": "check", f"{base}/hand-out": "hand_out"}
        again = f"{base}/{name}?{urlencode([('unit', unit) for unit in units], errors='replace')}"
        file = self._find(pages, key, wanted, order, again)
        if isinstance(file, Response):
            return file
        if wanted.is_shown:
            return _show(pages, file, places)
        what = pages.t(wanted.label)
        stem = make_file_stem(1, 1, f"{plan.title} {what}").removeprefix("1-")
        if waited:
            links = {again: "again", f"{base}/hand-out": "hand_out", f"{base}/progress": "progress"}
            said = pages.t("ready_note", file=f"{stem}{file.suffix}")
            return pages.respond("ready", said, 200, refresh=f"0;url={again}", links=links, what=what)
        return send_file(file, stem)

    def respond_page(
        self,
        pages: DeskPages,
        plans: Sequence[OpenPlan],
        name: str,
        again: str,
        back: tuple[str, str],
        version: int = 0,
    ) -> Response:
        """Answer with a page on several plans or versions, or with one that says that it is being made.

        Args:
            pages: Pages in the language asked for.
            plans: The plans, in the order in which they were chosen.
            name: "portfolio", or "comparison" of the first with the second.
            again: Address to try again.
            back: Address from which it was asked for, and its label.
            version: Number of a former version of the one plan, which stands beside the present one; 0 for none.
        """
        order = _make_order(plans) | {"version": version}
        key = _digest([plan.folder for plan in plans], pages.lang, name, str(version))
        file = self._find(pages, key, _Made(name, "index.html", name, True), order, again)
        return file if isinstance(file, Response) else _show(pages, file, {"/": "plans", back[0]: back[1]})

    def ask(
        self, pages: DeskPages, plans: Sequence[OpenPlan], question: str, given: dict[str, str], again: str
    ) -> Response | list[dict[str, Any]]:
        """Ask a named question over several plans.

        Args:
            pages: Pages in the language asked for.
            plans: The plans.
            question: Name of the question.
            given: Its parameters.
            again: Address to try again.

        Returns:
            Title, rows and what is said of each table, or a page that says that it is being made or was not.
        """
        order, folders = _make_order(plans), [plan.folder for plan in plans]
        database = self._folder.parent / "database" / f"{_digest([], *sorted(str(one.path) for one in folders))}.lbug"
        order |= {"question": question, "given": given, "database": str(database)}
        key = _digest(folders, pages.lang, question, *(f"{name}={value}" for name, value in given.items()))
        found = self._find(pages, key, _Made("answer", "answer.json", "questions", True), order, again)
        return found if isinstance(found, Response) else json.loads(found.read_bytes())

    def _find(self, pages: DeskPages, key: str, wanted: _Made, order: dict[str, Any], again: str) -> Path | Response:
        """Find what was made, or have it made and say so meanwhile."""
        file, what = self._folder / key / wanted.file, pages.t(wanted.label)
        if not file.is_file():
            order |= {"out": str(file.parent), "lang": pages.lang, "store": self._store}
            job = self.start(key, lambda: self._submit(wanted.kind, what, order))
            if job.over.wait(WAIT_SECONDS):
                self.forget(key)
            if job.state == "failed":
                return pages.respond("not_made", pages.say(job.text), 400, links={again: "again"}, what=what)
            if not file.is_file():  # not yet; or cleared away since it was made, and nobody had asked for it
                said = pages.t("made_wait", seconds=job.seconds)
                refresh = "1" if wanted.is_shown else f"1;url={again}&wait="
                return pages.respond("made", said, 200, refresh=refresh, what=what)
        os.utime(file.parent)
        return file

    def _submit(self, kind: str, what: str, order: dict[str, Any]) -> Job:
        self._clear()
        return self._jobs.submit(kind, what, order)

    def start(self, key: str, submit: Callable[[], Job]) -> Job:
        """Return the job under way for a key, or submit it.

        Args:
            key: Name of what is made.
            submit: Submits its job.
        """
        with self._lock:
            if key not in self._under_way:
                self._under_way[key] = submit()
            return self._under_way[key]

    def forget(self, key: str) -> None:
        """Take a job that is over from those under way: the next time it is made again."""
        with self._lock:
            self._under_way.pop(key, None)

    def _clear(self) -> None:
        if not self._folder.is_dir():
            return
        made = sorted(self._folder.iterdir(), key=lambda one: one.stat().st_mtime)
        for one in made[:-KEPT]:
            shutil.rmtree(one, ignore_errors=True)
        databases = sorted(self._folder.parent.glob("database/*.lbug"), key=lambda one: one.stat().st_mtime)
        for one in databases[:-KEPT_DATABASES]:
            one.unlink(missing_ok=True)


def _make_order(plans: Sequence[OpenPlan]) -> dict[str, Any]:
    """Write the tables of plans, and make the order for a job on them."""
    for plan in plans:
        plan.write(always=True)
    return {"plans": [plan.order["plan"] for plan in plans], "office": plans[0].order["office"]}


def _show(pages: DeskPages, file: Path, places: Mapping[str, str]) -> Response:
    """Answer with a page that was made, with links to these places of the desk above it."""
    links = [(place, pages.t(label)) for place, label in places.items()]
    return respond_with_links(file.read_text(encoding="utf-8"), links)


def count_unit_tasks(plan: OpenPlan) -> dict[str, list[int]]:
    """Count for each unit of a plan, in the order of its tasks, the tasks that it leads and the others."""
    counts: dict[str, list[int]] = {}
    for row in plan.state().rows:
        roles: dict[str, bool] = {}
        for unit in row.units:
            name = unit.unit or unit.name
            roles[name] = roles.get(name, False) or unit.role is Role.LEAD
        for name, leads in roles.items():
            counts.setdefault(name, [0, 0])[not leads] += 1
    return counts


def _digest(plans: Sequence[PlanFolder], *words: str) -> str:
    """Compute the name of what is made of plans: another step or other tables, another name."""
    found = hashlib.sha256("\0".join((get_version("respnet"), *words)).encode("utf-8", "replace"))
    for plan in plans:
        found.update(f"\0{plan.path.name}\0".encode("utf-8", "replace"))
        tables = [f"{stem}{suffix}" for stem in ("tasks", "units") for suffix in TABLE_FILES]
        for name in (JOURNAL_FILE, *([] if plan.document else tables), "plan.toml", PROGRESS_FILE):
            file = plan.path / name
            if file.is_file() and not file.is_symlink():
                found.update(f"\0{name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:24]
