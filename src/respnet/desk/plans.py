"""Plans of the office as the desk keeps them open: by ids of its own, each with a lock and its latest states."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter, OrderedDict
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from respnet.core.errors import HeldFileError, OutputError, RespnetError
from respnet.core.i18n import EMPTY_TEXT, Lang, Text, join_sentences
from respnet.desk.pages import bad_request
from respnet.workspace.errors import Conflict
from respnet.workspace.table_files import Stamps, Summary, load_summary, stamp_tables

if TYPE_CHECKING:
    from respnet.workspace.office import Office
    from respnet.workspace.plan_folder import Change, PlanFolder
    from respnet.workspace.state import State

WRITE_SECONDS = 0.3
"""Seconds after the last step until the tables are made."""
LIST_SECONDS = 0.3
"""Seconds that a list of plans takes for those that have to be counted."""
HELD_SECONDS = 5.0
"""Seconds until a table that another program holds open is tried again."""
_HELD = Text(
    zh="正在别的程序（多半是 Excel 或 WPS）里打开，在那里关闭后会自动写好；这一步已经记下。",
    en="is open in another program, most likely Excel or WPS, and is written when it is closed there; "
    "the step itself is kept.",
)
KEPT_STATES = 30
"""Former states of a plan from which other windows are brought up to date."""

MAX_ID = 80
"""Characters of the id that a browser gives a step."""


class OpenPlan:
    """One plan: its folder, and its latest states by version, from which other windows are brought up to date."""

    def __init__(self, folder: PlanFolder) -> None:
        self.folder, self.id = folder, folder.id
        self._lock = threading.RLock()
        self._states: OrderedDict[int, State] = OrderedDict()
        self._timer: threading.Timer | None = None
        self._listed: tuple[Stamps, Summary] | None = None
        self._held: Text | None = None

    @property
    def is_due(self) -> bool:
        """True while the tables are older than the last step, unless another program holds one of them open."""
        return self._timer is not None and self._held is None

    @property
    def title(self) -> str:
        """Title of the plan, or the name of its document."""
        return self.state().title

    @property
    def order(self) -> dict[str, str]:
        """Folders of the office and the plan, for a process of its own."""
        return {"office": str(self.folder.office.absolute()), "plan": str(self.folder.path.absolute())}

    def state(self) -> State:
        """Return the plan as it stands. Raises NotRead where the document has still to be read."""
        with self._lock:
            state = self.folder.state()
            self._states[state.version] = state
            while len(self._states) > KEPT_STATES:
                self._states.popitem(last=False)
            return state

    def write(self, *, always: bool = False, patience: float | None = None) -> None:
        """Make the tables, if a step is not in them yet.

        Args:
            always: Look whether they are as they were written, also without a step.
            patience: Seconds in which another program may let go of a table; None for as long as is usual.

        Raises:
            EditedMeanwhile: They were changed with another program.
        """
        with self._lock:
            if self._timer is not None or always:
                if self._timer is not None:
                    self._timer.cancel()
                self._timer = None
                self.folder.write(patience=patience)
                self._held = None

    def summarize(self, *, if_known: bool = False) -> Summary | None:
        """Return the line of a list of plans; for one that cannot be read, its name: its own page says why.

        Args:
            if_known: Give None where the tables would have to be read.
        """
        found, stamps = load_summary(self.folder.path), stamp_tables(self.folder.path)
        if found is None and self._listed is not None and self._listed[0] == stamps:
            found = self._listed[1]  # one that could not be kept beside the plan
        if found is None and not if_known:
            try:
                found = self.folder.summary()
            except RespnetError:
                found = Summary(self.folder.path.name)
            self._listed = stamps, found
        return found

    def hold(self) -> threading.RLock:
        """Return the lock of the plan, for a change that reads its files first."""
        return self._lock

    def settle_step(self, n: int, do: str) -> None:
        """Keep, drop or repeat a step that has no effect in the newest document.

        Args:
            n: Number of the step.
            do: "keep", "drop" or "again".
        """
        acts = {"keep": self.folder.keep_step, "drop": self.folder.undo, "again": self.folder.repeat_step}
        if do not in acts:
            raise bad_request()
        with self._lock:
            acts[do](n)
            self._write_soon()

    def forget(self) -> None:
        """Read everything from the folder again, since another process has written there."""
        with self._lock:
            self._states.clear()
            self._listed = None
            self.folder.forget()

    def describe_changes(self, since: int, lang: Lang) -> dict[str, Any]:
        """Describe what a page that shows one version has to change.

        Args:
            since: The version that the page shows.
            lang: Language of the page.

        Returns:
            As `respnet.desk.check.describe_changes`; `reload` where that version is no longer known.
        """
        from respnet.desk.check import describe_changes

        with self._lock:
            before, after = self._states.get(since), self.state()
        if before is None:
            return {"version": after.version, "reload": True}
        return describe_changes(before, after, lang)

    def take(self, act: str, body: dict[str, Any], lang: Lang) -> tuple[dict[str, Any], int]:
        """Make a step, and describe what it changes on the page that it came from.

        Args:
            act: What to do: "decisions", "undo" or "redo".
            body: The step as the browser sent it.
            lang: Language of the page.

        Returns:
            The answer as JSON and its status: 409 with both sides where somebody else changed the same thing.
        """
        sees = _get_number(body, "sees")
        with self._lock:
            try:
                change = self._make_step(act, body)
            except Conflict as error:
                both = {"mine": error.mine.of(lang), "theirs": error.theirs.of(lang)}
                return {**self.describe_changes(sees, lang), **both}, 409
            finally:
                self._write_soon()
            said = join_sentences([change.sentence, self._held or EMPTY_TEXT])
            return {**self.describe_changes(sees, lang), "sentence": said.of(lang)}, 200

    def _make_step(self, act: str, body: dict[str, Any]) -> Change:
        if act == "decisions":
            return self.folder.decide(body)
        made = body.get("id")
        if not isinstance(made, str) or not 0 < len(made) <= MAX_ID:
            raise bad_request()
        take_back = self.folder.undo if act == "undo" else self.folder.redo
        return take_back(_get_number(body, "n"), decision=made)

    def _write_soon(self, seconds: float = WRITE_SECONDS) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(seconds, self._write_quietly)
        self._timer.daemon = True
        self._timer.start()

    def _write_quietly(self) -> None:
        """Write the tables; what is in the way is said when they are asked for, and the step itself is on the disk.

        A table that is open in Excel is written when it is closed there, and the next step says so.
        """
        with self._lock, suppress(RespnetError):
            try:
                self.write(patience=0)
            except OutputError as error:
                if isinstance(error.__cause__, HeldFileError):
                    name = Path(str(error.__cause__.filename)).name
                    self._held = Text(zh=f"（{name} {_HELD.zh}）", en=f"({name} {_HELD.en})")
                    self._write_soon(HELD_SECONDS)


class Plans:
    """All plans of the office, by id."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._open: dict[str, OpenPlan] = {}
        self._known: dict[str, OpenPlan] = {}
        self._counting: threading.Thread | None = None
        self._lock = threading.Lock()

    def open(self, plan_id: str) -> OpenPlan:
        """Return a plan. Raises HTTPException 404 where no plan of the office has this id."""
        found = self._open.get(plan_id)
        if found is None or not found.folder.path.is_dir():
            self._refresh()
            found = self._open.get(plan_id)
        if found is None:
            raise HTTPException(404)
        self._known[plan_id] = found
        return found

    def recall(self, plan_id: str) -> OpenPlan | None:
        """Return a plan that was opened since the start, also where its folder is gone."""
        return self._known.get(plan_id)

    def list_plans(self) -> list[tuple[str, Summary, bool]]:
        """List ids and summaries of the plans; False for those that take long to count and are counted behind it.

        Of plans with the same title each has the name of its folder too.
        """
        plans, end = self._refresh(), time.monotonic() + LIST_SECONDS
        found = [one.summarize(if_known=time.monotonic() > end) for one in plans]
        if not all(found) and (self._counting is None or not self._counting.is_alive()):
            self._counting = threading.Thread(target=self._count, args=(plans,), daemon=True)
            self._counting.start()
        titles = Counter(it.title for it in found if it)
        listed = []
        for one, it in zip(plans, found, strict=True):
            name = one.folder.path.name
            title = f"{it.title}（{name}）" if it and titles[it.title] > 1 else it.title if it else name
            listed.append((one.id, replace(it or Summary(name), title=title), it is not None))
        return listed

    def _count(self, plans: list[OpenPlan]) -> None:
        for one in plans:
            with suppress(OSError):  # its folder is gone
                one.summarize()

    def list_removed(self) -> dict[str, str]:
        """List the names of what is in the bin, by id."""
        return {make_id(name): name for name in self._office.list_bin()}

    def is_busy(self) -> bool:
        """True while tables are due."""
        return any(one.is_due for one in list(self._open.values()))

    def write_due(self) -> None:
        """Make all tables that are due."""
        for one in list(self._open.values()):
            with suppress(RespnetError):
                one.write()

    def remove(self, plan: OpenPlan) -> None:
        """Put a plan into the bin."""
        with suppress(RespnetError):  # tables can be made again
            plan.write()
        self._office.remove(plan.folder)
        self._open.pop(plan.id, None)

    def take_newer(self, older: OpenPlan, newer: OpenPlan) -> None:
        """Make the document of one plan the newest version of another."""
        newer.write()
        with older.hold():
            self._office.take_newer(older.folder, newer.folder)
            older.forget()
        self._open.pop(newer.id, None)

    def restore(self, removed_id: str) -> None:
        """Take a plan out of the bin. Raises HTTPException 404 where there is none with this id."""
        name = self.list_removed().get(removed_id)
        if name is None:
            raise HTTPException(404)
        self._office.restore(name)

    def _refresh(self) -> list[OpenPlan]:
        with self._lock:
            found = {one.id: one for one in self._office.plans()}
            former = self._open
            self._open = {
                key: former[key] if key in former and former[key].folder is one else OpenPlan(one)
                for key, one in found.items()
            }
            return list(self._open.values())


def make_id(name: str) -> str:
    """Make an id from a name: the same after a restart, and no part of a path."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _get_number(body: dict[str, Any], name: str) -> int:
    number = body.get(name, 0)
    if type(number) is not int or not 0 <= number < 10**9:
        raise bad_request()
    return number
