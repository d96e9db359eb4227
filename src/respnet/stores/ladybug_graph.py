"""An open LadybugDB database: statements, schema, transactions, and errors of opening a file."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Self, cast

from respnet.core.errors import OutdatedStoreError, StoreError
from respnet.core.plan import RELATIONSHIP_TYPES, Plan
from respnet.stores.base import MAX_ROWS, MAX_SECONDS, check_change, get_first_line, to_store_error, write_steps
from respnet.stores.finding_links import FINDING_TABLES, forget_findings
from respnet.stores.ladybug_windows import supply_openssl, to_ladybug_path
from respnet.stores.protocol import CypherValue, QueryRequest, ResultSet
from respnet.stores.statements import load_statement
from respnet.stores.validation import check_conflicts
from respnet.stores.versions import PlanChange, Run


def _import_ladybug() -> ModuleType:
    """Import ladybug without its asynchronous connection, which follows when it is asked for.

    Its asyncio and ssl cost half of a small plan's way through the store.
    """
    if "ladybug" in sys.modules:
        return sys.modules["ladybug"]
    name = "ladybug.async_connection"
    placeholder = ModuleType(name)
    placeholder.AsyncConnection = None  # type: ignore[attr-defined]
    sys.modules[name] = placeholder
    if sys.platform == "win32":
        supply_openssl()
    try:
        import ladybug
    finally:
        del sys.modules[name]
    version = ladybug.__getattr__

    def find(attribute: str) -> object:
        if attribute != "AsyncConnection":
            return version(attribute)
        from ladybug.async_connection import AsyncConnection

        return AsyncConnection

    del ladybug.AsyncConnection
    ladybug.__getattr__ = find  # type: ignore[assignment]
    return ladybug


if TYPE_CHECKING:
    import ladybug
    from ladybug import QueryResult
else:
    ladybug = _import_ladybug()

_TABLES = ("Plan", "Unit", "Task", "PART_OF", "NAMED_IN", "Version", "VERSION_OF")
SCHEMA_TABLES = {
    **{table: f"schema/ladybug/{table.lower()}" for table in _TABLES},
    **{link: f"schema/ladybug/assignments:{link}" for link in RELATIONSHIP_TYPES.values()},
}
"""The tables of respnet's schema, nodes first, and the statements that create them."""

NEWEST_COLUMN = ("Plan", "loaded")
"""The column that the schema got last, with its table."""

_MEMORY = ":memory:"
_POOL = 2 << 30  # bytes of memory at most, taken as needed
_ADDRESS_SPACES = (1 << 34, 1 << 32, 1 << 30)
"""Bytes of address space to ask for, the largest first: the database's own choice of 8 TB is refused on many machines,
and where `ulimit -v` is set so may the first of these be."""
DRIVER_ERRORS = (RuntimeError, ValueError, TypeError)  # what ladybug raises for anything it cannot do


class LadybugDatabase:
    """An open database with its connection. An error makes its transaction unsure: a new connection follows."""

    def __init__(self, path: str, *, read_only: bool = False) -> None:
        self._database = _reserve_database(path, read_only=read_only)
        try:
            self._connection = ladybug.Connection(self._database)
        except BaseException:
            self._database.close()
            raise

    @classmethod
    def create_empty(cls, path: str = _MEMORY) -> Self:
        """Create a database with respnet's schema and no data."""
        try:
            graph = cls(path)
        except DRIVER_ERRORS as fault:
            raise to_store_error(str(fault)) from fault
        graph.create_tables()
        return graph

    def create_tables(self) -> None:
        """Create the tables of respnet's schema."""
        for creation in SCHEMA_TABLES.values():
            self.run(load_statement(creation))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close connection and database; a file's write-ahead log is merged into the file."""
        self._connection.close()
        self._database.close()

    def run(self, text: str, parameters: Mapping[str, object] | None = None, *, bounded: bool = False) -> ResultSet:
        """Run one statement.

        Args:
            text: The Cypher statement.
            parameters: Its parameters by name.
            bounded: Fetch one row more than MAX_ROWS at most.

        Returns:
            Column names and rows.

        Raises:
            StoreError: The database refuses; the message quotes it.
        """
        try:
            # A list comes back for several statements at once, which are never sent.
            result = cast("QueryResult", self._connection.execute(text, dict(parameters or {})))
            with result:
                rows = result.get_n(MAX_ROWS + 1) if bounded else result.get_all()
                return ResultSet(tuple(result.get_column_names()), tuple(tuple(row) for row in rows))
        except DRIVER_ERRORS as fault:
            self._connection.close()
            self._connection = ladybug.Connection(self._database)
            raise to_store_error(str(fault)) from fault

    def answers(self, requests: Sequence[QueryRequest], *, bounded: bool = False) -> tuple[ResultSet, ...]:
        """Run several reading statements in one read-only transaction; see `Store._read`."""
        self._connection.set_query_timeout(MAX_SECONDS * 1000 if bounded else 0)
        self.run("BEGIN TRANSACTION READ ONLY")
        found = tuple(self.run(text, parameters, bounded=bounded) for text, parameters in requests)
        self.run("COMMIT")
        return found

    def tables(self) -> frozenset[str]:
        """Return the names of all tables."""
        return frozenset(str(row[0]) for row in self.run("CALL show_tables() RETURN name").rows)

    def has_current_schema(self) -> bool:
        """True if the tables have the newest column of the schema; older files lack it."""
        table, column = NEWEST_COLUMN
        return any(column == row[0] for row in self.run(f"CALL table_info('{table}') RETURN name").rows)

    def has_findings(self) -> bool:
        """True if there are tables for findings."""
        return FINDING_TABLES.keys() <= self.tables()

    def add_findings(self, write: Callable[[Run], None]) -> None:
        """Let `write` write findings in one transaction; after an error nothing of them is there."""
        if not self.has_findings():
            for creation in FINDING_TABLES.values():
                self.run(load_statement(creation))
        self.run("BEGIN TRANSACTION")
        try:
            write(self.run)
        except BaseException:
            with suppress(StoreError):  # a statement that failed has ended the transaction already
                self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    def write(self, change: PlanChange) -> None:
        """Make a change in one transaction; after an error the database must be discarded."""
        has_findings = change.replaces and self.has_findings()
        self.run("BEGIN TRANSACTION")
        if has_findings:
            forget_findings(change.id, self.run)
        for what, ids in (("tasks", change.part.tasks), ("names", change.part.units), ("versions", change.versions)):
            if ids:  # UNWIND fails on an empty list
                self.run(load_statement(f"replace/{what}"), {"plan": change.id, "ids": list(ids)})
        check_conflicts(change.part.plan, self.run)

        def load(text: str, given: Mapping[str, CypherValue]) -> ResultSet:
            """Run a load statement, where a MERGE of tasks would read all that there are."""
            rows = cast("list[dict[str, CypherValue]]", given["rows"])
            verb = "MATCH" if rows[0].get("id") in change.part.known else "CREATE"
            return self.run(text.replace("MERGE (t:Task {", f"{verb} (t:Task {{"), given)

        write_steps(change.list_steps(), load)
        if change.plan is None:
            self.run(load_statement("replace/plan"), {"plan": change.id})
        if change.part.units:
            self.run(load_statement("remove/lone_units"), {"ids": list(change.part.units)})
        self.run("COMMIT")

    def verify(self, change: PlanChange) -> Plan | None:
        """Read back what a change wrote, and compare it with what was sent; StoreError where they differ.

        Returns the plan, or its part, as it was read back.
        """
        if change.plan is None:
            return None
        self.run("BEGIN TRANSACTION READ ONLY")
        found = check_change(self.run, change)
        self.run("COMMIT")
        return found


def _reserve_database(path: str, *, read_only: bool) -> ladybug.Database:
    """Open a database with as much address space as the system grants. Raises StoreError where that is too little."""
    if sys.platform == "win32" and path != _MEMORY:
        path = to_ladybug_path(path)
    for size in _ADDRESS_SPACES:
        try:
            return ladybug.Database(
                path, read_only=read_only, buffer_pool_size=min(_POOL, size // 2), max_db_size=size, max_num_threads=1
            )  # one thread answers a plan's few hundred rows sooner than several that wait for one another
        except RuntimeError as fault:
            if "Mmap for size" not in str(fault):
                raise
    raise StoreError(
        zh="数据库要预留 1 GB 地址空间，系统没有给：请放宽限制（ulimit -v，或容器的内存设置）后再试。",
        en="The database reserves 1 GB of address space, which the system does not grant: raise the limit (ulimit -v, "
        "or the container's memory) and try again.",
    )


def open_database(path: Path, *, read_only: bool, may_be_empty: bool = False) -> LadybugDatabase:
    """Open the database in a file.

    Args:
        path: The file.
        read_only: Open without the write lock.
        may_be_empty: Accept a file without tables: an empty one, or one whose first load was killed.

    Returns:
        The open database.

    Raises:
        StoreError: The file is missing, empty, locked, damaged, outdated or not respnet's.
    """
    if not path.exists():
        raise StoreError(
            zh=f"没有文件 {path}：请先用 respnet load 载入方案。",
            en=f"There is no file {path}: load a plan into it first (respnet load).",
        )
    if not path.is_file():  # opening a pipe would wait for ever
        raise StoreError(zh=f"{path} 是文件夹或设备，不是文件。", en=f"{path} is a folder or device, not a file.")
    try:
        graph = LadybugDatabase(str(path), read_only=read_only)
    except DRIVER_ERRORS as fault:
        raise _unopened(path, str(fault)) from fault
    try:
        tables = graph.tables()
        if (tables - FINDING_TABLES.keys() == SCHEMA_TABLES.keys() and graph.has_current_schema()) or (
            may_be_empty and not tables
        ):
            return graph
    except BaseException:
        graph.close()
        raise
    graph.close()
    if "NAMED_IN" in tables:
        raise _outdated_error(path, "respnet")
    if not tables:
        raise StoreError(
            zh=f"文件 {path} 是空的：请先用 respnet load 载入方案。",
            en=f"The file {path} is empty: load a plan into it first (respnet load).",
        )
    raise StoreError(
        zh=f"{path} 是 LadybugDB 数据库，但不是 respnet 建的：请另选一个文件名。",
        en=f"{path} is a LadybugDB database, but not one that respnet made: choose another file.",
    )


def locked_error(path: Path) -> StoreError:
    """Make the error for a file that another program is writing."""
    return StoreError(
        zh=f"另一个程序正在写 {path}：请等它结束后再试。",
        en=f"Another program is writing {path}: try again when it has finished.",
    )


def _outdated_error(path: Path, maker: str) -> OutdatedStoreError:
    return OutdatedStoreError(
        zh=f"{path} 是旧版 {maker} 建的，现在的版本读不了：请把方案重新载入另一个文件"
        "（respnet load 方案 --store 新文件.lbug）。",
        en=f"{path} was made by an older {maker} and cannot be read by this one: load its plans anew into "
        "another file (respnet load PLAN --store new.lbug).",
    )


def _unopened(path: Path, words: str) -> StoreError:
    if "Could not set lock" in words:
        return locked_error(path)
    if "not a valid Lbug database file" in words:
        return StoreError(zh=f"{path} 不是 LadybugDB 数据库文件。", en=f"{path} is not a LadybugDB database file.")
    versions = re.search(r"file version: (\d+), Current build storage version: (\d+)", words)
    if versions and int(versions[1]) < int(versions[2]):
        return _outdated_error(path, "LadybugDB")
    if versions:
        return StoreError(
            zh=f"{path} 是更新版本的 LadybugDB 建的，这里读不了，也没有改动它：请升级 respnet，或换一个文件名。",
            en=f"{path} was made by a newer LadybugDB. It is not read here and was left as it is: install the newer "
            "respnet, or choose another file.",
        )
    return StoreError(
        zh=f"{path} 已损坏或不完整，也可能是另一版本的 LadybugDB 建的（数据库说：{get_first_line(words)}）："
        "请把方案重新载入一个新文件（respnet load 方案 --store 新文件.lbug）。",
        en=f"{path} is damaged or incomplete, or another version of LadybugDB made it (the database says: "
        f"{get_first_line(words)}): load its plans anew into a new file (respnet load PLAN --store new.lbug).",
    )
