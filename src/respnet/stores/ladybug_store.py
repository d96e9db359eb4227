"""Embedded store (LadybugDB), in memory or in one file; a file is replaced as a whole and never changed in place."""

from __future__ import annotations

import math
import os
import shutil
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from respnet.core.errors import StoreError, describe_os_error
from respnet.core.plan import Plan
from respnet.core.safe_writing import replace_file, run_and_clear
from respnet.stores.base import Store, build_history_query, make_load_summary, to_store_error
from respnet.stores.finding_links import read_links, write_findings, write_links
from respnet.stores.ladybug_graph import LadybugDatabase, locked_error, open_database
from respnet.stores.mapping import build_plan_queries, get_date, get_signature, to_dicts
from respnet.stores.protocol import DatedPlans, FindingLinks, LoadProgress, LoadSummary, QueryRequest, ResultSet
from respnet.stores.statements import load_statement
from respnet.stores.versions import PlanChange, PlanPart, Run, make_change, make_removal

T = TypeVar("T")

_ROOM, _ROOM_A_ROW, _ROOM_A_CHARACTER = 8 << 20, 2_000, 30
"""Bytes that a load takes at most, log included: about twice what was measured up to 70,000 assignments."""
_LARGE, _STEP = 20_000_000, 1.25
"""A file of more bytes is searched for waste each time that it has grown by this factor: the search reads all of it."""
_EMPTY, _BYTES_A_ROW, _BYTES_A_CHARACTER = 1_200_000, 250, 4
"""Bytes of a new file: measured with 200 plans of 240 assignments, and rounded up."""


class _LadybugStore(Store):
    """Common part of the memory and file stores: a load makes a new database, which is verified and takes over."""

    def load_all(
        self, plans: DatedPlans, keep: int | None, progress: LoadProgress, *, anew: bool = False
    ) -> tuple[LoadSummary, ...]:
        """Store several plans with their dates; nothing changes unless all of them were stored."""
        encoded = self._prepare(plans)

        def write(*, anew: bool = anew) -> tuple[LoadSummary, ...]:
            changes = {}
            for (plan, loaded), said in zip(plans, encoded, strict=True):
                change = make_change(self._graph().run, plan, said, loaded, keep, anew=anew)
                if change:
                    changes[plan.id] = change
            try:
                if changes:
                    self._replace(tuple(changes.values()), progress)
            except StoreError:
                if all(change.part.plan is change.plan for change in changes.values()):
                    raise
                return write(anew=True)  # something else is stored than a load leaves
            return tuple(make_load_summary(plan, changes.get(plan.id)) for plan, _ in plans)

        return self._run_alone(write)

    def remove(self, plan_id: str) -> None:
        """Remove the plan, its versions and the units that no other plan names. Raises StoreError if there is none."""
        self._refuse_if_read_only()

        def write() -> None:
            if not self._read(build_plan_queries(plan_id)[:1])[0].rows:
                raise self._unknown(plan_id)
            self._replace([make_removal(self._graph().run, plan_id)], lambda _: None)

        self._run_alone(write)

    def write_findings(self, plan: Plan, links: FindingLinks) -> None:
        """Write the findings on a stored plan beside it; in a file as a load does, in a copy that takes its place."""
        self._refuse_if_read_only()
        self._run_alone(lambda: self._add_findings(lambda run: write_findings(plan, links, run)))

    @abstractmethod
    def _add_findings(self, write: Callable[[Run], None]) -> None:
        """Let `write` write findings in one transaction."""

    def describe(self, plan_id: str) -> PlanChange:
        """Return the change that stores a plan as it is, with its date and versions, in a new database."""
        head, held = self._read([build_plan_queries(plan_id)[0], build_history_query(plan_id)])
        plan = self.plan(plan_id)
        return PlanChange(plan_id, plan, PlanPart(plan), get_date(head), get_signature(head), tuple(to_dicts(held)))

    def _read(self, requests: Sequence[QueryRequest], *, bounded: bool = False) -> tuple[ResultSet, ...]:
        return self._graph().answers(requests, bounded=bounded)

    @abstractmethod
    def _graph(self) -> LadybugDatabase:
        """Return the current database."""

    @abstractmethod
    def _run_alone(self, write: Callable[[], T]) -> T:
        """Lock out other writers while a plan is stored or removed."""

    @abstractmethod
    def _replace(self, changes: Sequence[PlanChange], progress: LoadProgress) -> None:
        """Replace the database by one in which the changes are made; `progress` is told the id of each."""


class MemoryStore(_LadybugStore):
    """An in-memory store; its content is lost when it is closed.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, build_plan
    >>> with MemoryStore() as store:
    ...     store.load(build_plan(PlanFacts("p"), [TaskRow("修路")])).tasks
    1
    """

    def __init__(self, *, read_only: bool = False) -> None:
        super().__init__(read_only=read_only)
        self._held: LadybugDatabase | None = None  # nothing is opened before there is something to hold or to ask
        self._verified: dict[str, Plan] = {}

    def plan(self, plan_id: str) -> Plan:
        """Return the stored plan as verification read it back: nobody else can change a database in memory."""
        return self._verified[plan_id] if plan_id in self._verified else super().plan(plan_id)

    def close(self) -> None:
        """Close the database and discard its content."""
        held, self._held = self._held, None
        self._verified = {}
        if held:
            held.close()

    def _graph(self) -> LadybugDatabase:
        if self._held is None:
            self._held = LadybugDatabase.create_empty()
        return self._held

    def _run_alone(self, write: Callable[[], T]) -> T:
        return write()

    def _add_findings(self, write: Callable[[Run], None]) -> None:
        self._graph().add_findings(write)

    def _replace(self, changes: Sequence[PlanChange], progress: LoadProgress) -> None:
        changed = {change.id for change in changes}
        wanted = [self.describe(one) for one in self._verified if one not in changed]
        wanted += [self._complete(change, change.plan) for change in changes if change.plan]
        links = _read_findings(self._held) if self._held else {}
        new = LadybugDatabase.create_empty()
        try:
            for change in wanted:
                progress(change.id)
                new.write(change)
            if links:
                kept = {name: [row for row in rows if row["plan"] not in changed] for name, rows in links.items()}
                new.add_findings(lambda run: write_links(kept, run))
            found = {change.id: plan for change in wanted if (plan := new.verify(change))}
        except BaseException:
            new.close()
            raise
        self.close()
        self._held, self._verified = new, found

    def _complete(self, change: PlanChange, plan: Plan) -> PlanChange:
        """Return a change for a new database: all contents, but no packed copy, because no next load can use it."""
        (held,) = self._read([build_history_query(change.id)])
        contents = {row["id"]: row["json"] for row in to_dicts(held)}
        kept = (row | {"json": row["json"] or contents[row["id"]]} for row in change.kept if row["number"])
        return replace(change, part=PlanPart(plan), kept=tuple(kept), versions=())


class FileStore(_LadybugStore):
    """A store in one file. Reading needs no lock, because the file is only ever replaced as a whole.

    A read-only store needs an existing file with respnet's tables; otherwise the first load creates the file.
    While a plan is loaded, the file is locked against other writers. The database's lock ends as soon as this process
    closes the file anywhere (POSIX), so until then it is read through the locked database and through one open file.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        super().__init__(read_only=read_only)
        self._path = Path(os.path.realpath(path)) if path.is_symlink() else path  # a link stays
        self._open: LadybugDatabase | None = None
        self._lock: LadybugDatabase | None = None
        self._file: BinaryIO | None = None
        self._created: os.stat_result | None = None
        if read_only or path.exists():
            self._graph()

    def close(self) -> None:
        """Close the file."""
        for graph in {self._open, self._lock} - {None}:
            cast("LadybugDatabase", graph).close()
        self._open = self._lock = None
        if self._file:
            self._file.close()
            self._file = None

    def _graph(self) -> LadybugDatabase:
        if self._open is None:
            self._open = open_database(self._path, read_only=True) if self.read_only else self._open_or_blank()
        return self._open

    def _open_or_blank(self) -> LadybugDatabase:
        """Open the file, or an empty database where there is none yet."""
        if not self._path.exists():
            return LadybugDatabase.create_empty()
        graph = self._lock or open_database(self._path, read_only=True, may_be_empty=True)
        if graph.tables():
            return graph
        if graph is not self._lock:
            graph.close()
        return LadybugDatabase.create_empty()

    def _run_alone(self, write: Callable[[], T]) -> T:
        return run_and_clear(write, self._release, self._acquire)

    def _acquire(self) -> None:
        """Hold the file open for writing, without writing: the database's own lock keeps a second writer out."""
        self.close()
        try:
            self._created = _create(self._path)
            self._file = self._path.open("rb+")  # also tells of a file that must not be written
        except OSError as fault:
            raise _unwritten(self._path, fault) from fault
        self._lock = open_database(self._path, read_only=False, may_be_empty=True)
        self._lock.run("CALL force_checkpoint_on_close=false")  # else closing rewrites a file opened for writing
        if not _is_at(os.fstat(self._file.fileno()), self._path):  # another writer has just put its copy here
            raise locked_error(self._path)
        _unlink(_new(self._path))  # left by a process that was killed; no one else's, because we hold the lock

    def _release(self) -> None:
        """Give the lock back; neither the copy stays nor the empty file that was made to be locked."""
        locked = self._lock is not None
        created, self._created = self._created, None
        self.close()
        if locked:
            _unlink(_new(self._path))
        if created and _is_at(created, self._path) and (locked or not self._path.stat().st_size):
            _unlink(self._path)

    def _add_findings(self, write: Callable[[Run], None]) -> None:
        self._replace((), lambda _: None, write)

    def _replace(
        self, changes: Sequence[PlanChange], progress: LoadProgress, write: Callable[[Run], None] | None = None
    ) -> None:
        """Change a copy of the file, read the plans back, and put it in the file's place; `write` adds findings."""
        new = _new(self._path)
        try:
            _unlink(new)
            _check_room(self._path, [change.plan for change in changes if change.plan])
            self._copy(new)
            with LadybugDatabase(str(new)) as graph:
                if not graph.tables():
                    graph.create_tables()
                for change in changes:
                    progress(change.id)
                    graph.write(change)
                if write is not None:
                    graph.add_findings(write)
            former = self._path.stat().st_size if all(change.plan for change in changes) else 0
            if _is_wasteful(new, former):
                _rewrite(new)
            if _log(new).exists():
                raise to_store_error(f"{_log(new)} was not written into its file")
            with open_database(new, read_only=True) as graph:
                for change in changes:
                    graph.verify(change)
            _sync(new)
            run_and_clear(lambda: None, lambda: self._publish(new))  # an interrupt waits for all of it
        except OSError as fault:
            raise _unwritten(self._path, fault) from fault

    def _copy(self, new: Path) -> None:
        """Copy the file, with the log that another program may have left beside it."""
        file = cast("BinaryIO", self._file)
        file.seek(0)  # a load that is tried once more copies it again
        with new.open("wb") as copy:
            shutil.copyfileobj(file, copy, 1 << 20)
        if _log(self._path).exists():
            shutil.copyfile(_log(self._path), _log(new))

    def _publish(self, new: Path) -> None:
        """Put the copy in the file's place, still locked."""
        if os.name == "nt":
            self.close()  # Windows replaces no open file
        _log(self._path).unlink(missing_ok=True)  # what it said is in the new file
        replace_file(new, self._path)


def _read_findings(graph: LadybugDatabase) -> FindingLinks:
    return read_links(graph.run) if graph.has_findings() else {}


def _is_wasteful(path: Path, former: int) -> bool:
    """Return True if a file is large and more than twice what a new one with the same plans would be.

    Args:
        path: The file.
        former: Its size before the change, which tells whether it has grown by a step; 0 if a plan was removed.
    """
    size = path.stat().st_size
    if size <= _LARGE or (former and int(math.log(size, _STEP)) == int(math.log(former, _STEP))):
        return False
    with open_database(path, read_only=True) as graph:
        ((tasks, links, characters, packed),) = cast("Any", graph.run(load_statement("replace/size")).rows)
    return bool(size > 2 * (_EMPTY + _BYTES_A_ROW * (tasks + links) + _BYTES_A_CHARACTER * characters + packed))


def _rewrite(path: Path) -> None:
    """Write all plans of a file into a new one in its place, and read them back."""
    with FileStore(path, read_only=True) as store:
        plans = [store.describe(one) for one in store.plan_ids()]
        links = _read_findings(store._graph())
    _unlink(path)
    with LadybugDatabase.create_empty(str(path)) as graph:
        for one in plans:
            graph.write(one)
        if links:
            graph.add_findings(lambda run: write_links(links, run))
    with open_database(path, read_only=True) as graph:
        for one in plans:
            graph.verify(one)


def _check_room(path: Path, plans: Sequence[Plan]) -> None:
    """Raise StoreError unless the disk has room for copy and plans: a full one makes the database end itself."""
    folder = path.parent
    rows = sum(len(plan.units) + len(plan.tasks) + len(plan.assignments) for plan in plans)
    characters = sum(len(task.text) for plan in plans for task in plan.tasks)
    needed = _ROOM + 2 * path.stat().st_size + _ROOM_A_ROW * rows + _ROOM_A_CHARACTER * characters
    free = shutil.disk_usage(folder).free
    if free < needed:
        wanted, there = -(-needed // (1 << 20)), free // (1 << 20)
        raise StoreError(
            zh=f"{folder} 所在的磁盘只剩 {there} MB，载入约需 {wanted} MB，因此没有开始。请腾出空间，或换一个位置。",
            en=f"The disk of {folder} has {there} MB left and loading takes about {wanted} MB, so it was not "
            "begun. Make room, or choose another place.",
        )


def _create(path: Path) -> os.stat_result | None:
    """Create an empty file to lock, unless the file exists; returns the status of the created file."""
    try:
        path.touch(exist_ok=False)
        return path.stat()
    except FileExistsError:
        return None


def _is_at(status: os.stat_result, path: Path) -> bool:
    """Return True if the file of this status is the one at `path`."""
    return path.exists() and os.path.samestat(status, path.stat())


def _new(path: Path) -> Path:
    """Return the path of the file that is made to take the place of `path`."""
    return path.with_name(f"{path.name}.new")


def _log(path: Path) -> Path:
    """Return the path of the write-ahead log that the database keeps beside an open file."""
    return path.with_name(f"{path.name}.wal")


def _unlink(path: Path) -> None:
    """Delete one of respnet's files together with all that the database keeps beside it.

    A process that was killed leaves a log (.wal) or what it was made into (.wal.checkpoint); either keeps the next
    database of this name from being opened.
    """
    beside = tuple(f"{path.name}{ending}" for ending in (".wal", ".shadow", ".tmp"))
    for one in [path, *path.parent.iterdir()]:
        if one == path or one.name.startswith(beside):
            one.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Flush the file to disk (fsync) before it replaces another."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _unwritten(path: Path, fault: OSError) -> StoreError:
    why = describe_os_error(fault)
    return StoreError(
        zh=f"无法写入 {path}：{why.zh}。请检查所在的文件夹，或换一个（--store）。",
        en=f"{path} cannot be written: {why.en}. Check the folder that it is in, or choose another one (--store).",
    )
