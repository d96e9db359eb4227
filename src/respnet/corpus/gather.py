"""Folders of documents → a corpus, many documents at once, resumed where an earlier run ended.

Each document is read in a guarded process. Plans are written in parts; a part counts from the moment in which the
ledger has its files, so that after any end every file is once in the parts, in not_read or in same.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from respnet.core.errors import InputError, to_input_error
from respnet.core.i18n import Text
from respnet.corpus.compaction import compact
from respnet.corpus.guarded_reader import SECONDS, GuardedReader, Outcome
from respnet.corpus.ledger import FILE, Entry, Ledger
from respnet.corpus.rows import write_part
from respnet.corpus.scan import Item, scan
from respnet.corpus.schema import Corpus, Row, import_extra, list_columns, read_corpus
from respnet.intake.documents.libreoffice import FILES_A_CALL

PLANS_A_PART = 200
SECONDS_A_PART = 60.0
"""Seconds after which what was read is written: so much an end in the middle costs at most."""

Progress = Callable[[int, int], object]
"""Takes how many files are done, and of how many."""
Order = list[Item]
"""Files that one call of LibreOffice converts, or a single one."""


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome of a file, with the rows of its plan if it was read."""

    entry: Entry
    rows: dict[str, list[Row]] | None = None


def gather(
    folders: Sequence[str | Path],
    output: str | Path,
    *,
    engine: str = "local",
    workers: int | None = None,
    seconds: float = SECONDS,
    progress: Progress | None = None,
) -> Corpus:
    """Read all documents, tables and plan folders in folders and write them as one corpus.

    Args:
        folders: Folders, with all that is in them, or single files; none to make the tables anew from what was read.
        output: Folder of the corpus. What it already holds is kept, and only what is new or changed is read.
        engine: `local`, or the address of a Spark (`spark://…`, `yarn`, `k8s://…`, `local[2]`).
        workers: Documents read at the same time; by default as many as there are processors.
        seconds: Seconds that one document may take.
        progress: Is told how far it is.

    Raises:
        InputError: A folder is not there, there is nothing to gather, or a library is not installed.
        OutputError: Another process gathers into the same folder.
    """
    for name in ("duckdb", "pyarrow"):
        import_extra(name)
    place = Path(output)
    if not folders and not (place / FILE).exists():
        raise InputError(
            zh=f"{place} 里还没有语料。请给出存放方案文件的文件夹：respnet gather 文件夹 -o {place}",
            en=f"There is no corpus in {place} yet. Give a folder of documents: respnet gather FOLDER -o {place}",
        )
    whole = {item.key: item for item in scan([Path(one) for one in folders], place)}
    if folders and not whole:
        raise InputError(
            zh="给出的文件夹里没有文件。请核对路径；应为存放方案文件的文件夹。",
            en="The folders given hold no files. Check the paths; they should hold the documents of plans.",
        )
    ledger = Ledger(place)
    try:
        ledger.forget_changed({key: item.stamp for key, item in whole.items()})
        held = ledger.list_paths()
        left = [item for key, item in whole.items() if key not in held]
        run = _Run(ledger, len(whole) - len(left), len(whole), progress)
        run.commit([_refuse(item, item.kind, item.refused) for item in left if item.kind], None)
        orders = cut_orders([item for item in left if not item.kind], workers or os.cpu_count() or 1)
        if engine == "local":
            _read_here(run, orders, workers or os.cpu_count() or 1, seconds)
        elif orders:
            from respnet.corpus.spark import read_on_spark

            read_on_spark(run.commit, orders, engine, ledger.parts, seconds)
        _compact(place, ledger)
    finally:
        ledger.close()
    return read_corpus(place)


def _refuse(item: Item, kind: str, said: Text) -> Result:
    return Result(Entry(item.key, item.file, item.stamp, "", "not_read", kind=kind, zh=said.zh, en=said.en))


def cut_orders(items: Iterable[Item], workers: int) -> list[Order]:
    """Put items for LibreOffice together by ending, at most FILES_A_CALL a call; every other item is an order."""
    groups: dict[str, list[Item]] = {}
    single: list[Order] = []
    for item in items:
        if item.office_filter:
            groups.setdefault(item.office_filter, []).append(item)
        else:
            single.append([item])
    orders = []
    for group in groups.values():
        size = min(FILES_A_CALL, -(-len(group) // workers))
        orders += [group[first : first + size] for first in range(0, len(group), size)]
    return orders + single


def read_order(reader: GuardedReader, order: Order, taken: Callable[[str, str], bool]) -> Iterable[Result]:
    """Read the items of an order.

    Args:
        reader: Reads them.
        order: The items.
        taken: Says of `file_digest` or `digest` and a digest whether a file or plan like it was taken already.
    """
    found: dict[Path, tuple[Item, str]] = {}
    for item in order:
        try:
            digest = item.digest()
        except OSError as error:
            yield _refuse(item, "refused", to_input_error(item.path, error).text)
            continue
        if taken("file_digest", digest):
            yield Result(Entry(item.key, item.file, item.stamp, digest, "same", taken=digest))
        else:
            found[item.path] = item, digest
    if found:
        for path, outcome in reader.read(list(found), by_office=bool(order[0].office_filter)):
            yield _make_result(*found[path], outcome, taken)


def _make_result(item: Item, digest: str, outcome: Outcome, taken: Callable[[str, str], bool]) -> Result:
    entry = Entry(item.key, item.file, item.stamp, digest, "not_read", seconds=round(outcome.seconds, 2))
    if outcome.rows is None:
        return Result(replace(entry, kind=outcome.kind, zh=outcome.reason.zh, en=outcome.reason.en))
    plan = str(outcome.rows["plans"][0]["digest"])
    if taken("digest", plan):
        return Result(replace(entry, state="same", taken=plan))
    return Result(replace(entry, state="read", digest=plan), outcome.rows)


class _Run:
    """One run: what is under way, and the one place where results become part of the corpus."""

    def __init__(self, ledger: Ledger, done: int, whole: int, progress: Progress | None) -> None:
        self._ledger, self._done, self._whole, self._progress = ledger, done, whole, progress
        self._claimed: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def claim(self, column: str, digest: str) -> bool:
        """True if a digest was taken; if not, it is from now on."""
        with self._lock:
            if (column, digest) in self._claimed or self._ledger.find_twin(column, digest):
                return True
            self._claimed.add((column, digest))
            return False

    def _compare(self, entry: Entry) -> Entry:
        """Turn an entry that was read elsewhere into one like another, if a file or plan like it was taken."""
        if entry.state == "read":
            for column, digest in (("file_digest", entry.file_digest), ("digest", entry.digest)):
                if self.claim(column, digest):
                    return replace(entry, state="same", taken=digest, digest="")
        return entry

    def commit(self, results: Sequence[Result], part: str | None) -> None:
        """Write results: first the part of those that were read, if it is not there yet, then the ledger.

        Args:
            results: What became of files.
            part: Name of a part that holds their plans already, some of them perhaps like others; None to write one.
        """
        if part is not None:
            results = [Result(self._compare(one.entry)) for one in results]
        rows = [one.rows for one in results if one.rows is not None]
        if part is None and rows:
            part = f"{time.time_ns():x}-{os.urandom(3).hex()}"
            write_part(self._ledger.parts, part, rows)
        entries = [replace(one.entry, part=part or "" if one.entry.state == "read" else "") for one in results]
        with self._ledger.change():
            self._ledger.add(entries)
        with self._lock:
            self._claimed -= {("file_digest", one.file_digest) for one in entries}
            self._claimed -= {("digest", one.digest) for one in entries}
            self._done += len(results)
            if self._progress:
                self._progress(self._done, self._whole)


def _read_here(run: _Run, orders: Sequence[Order], workers: int, seconds: float) -> None:
    """Read orders on this machine, each worker by a process of its own."""
    waiting: queue.SimpleQueue[Order] = queue.SimpleQueue()
    for order in orders:
        waiting.put(order)
    faults: list[BaseException] = []
    over = threading.Event()
    threads = [
        threading.Thread(target=_work, args=(run, waiting, over, faults, seconds), daemon=True)
        for _ in range(min(workers, len(orders)))
    ]
    for thread in threads:
        thread.start()
    try:
        while any(thread.is_alive() for thread in threads):
            for thread in threads:
                thread.join(0.1)
    finally:
        over.set()  # on Ctrl-C what was read is still written
        for thread in threads:
            thread.join()
    if faults:
        raise faults[0]


def _work(
    run: _Run, waiting: queue.SimpleQueue[Order], over: threading.Event, faults: list[BaseException], seconds: float
) -> None:
    held: list[Result] = []
    begun = time.monotonic()
    try:
        with GuardedReader(seconds) as reader:
            while not over.is_set():
                with suppress(queue.Empty):
                    for result in read_order(reader, waiting.get_nowait(), run.claim):
                        held.append(result)
                        if over.is_set():
                            break
                    if len(held) < PLANS_A_PART and time.monotonic() - begun < SECONDS_A_PART:
                        continue
                if not held:
                    break
                run.commit(held, None)
                held, begun = [], time.monotonic()
        if held:
            run.commit(held, None)
    except BaseException as fault:
        faults.append(fault)
        over.set()


def _compact(place: Path, ledger: Ledger) -> None:
    failed, same = (  # what a table calls reason_zh is zh in the ledger
        [
            {name: getattr(one, name.removeprefix("reason_")) for name in list_columns(of)}
            for one in ledger.list_entries(of)
        ]
        for of in ("not_read", "same")
    )
    read = [(one.part, one.digest, one.file, one.file_digest) for one in ledger.list_entries("read")]
    compact(place, ledger.parts, read, failed, same)
