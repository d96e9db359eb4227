"""Neo4j store: a plan is written, cleaned up and verified in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, cast

import neo4j
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

from respnet.core.errors import StoreError
from respnet.core.plan import RELATIONSHIP_TYPES, Plan
from respnet.stores.base import (
    BaseStore,
    QueryRequest,
    build_plan_queries,
    check_same_plan,
    check_written,
    make_load_summary,
    to_store_error,
)
from respnet.stores.mapping import build_load_steps, build_stored_plan, get_signature, sign_plan
from respnet.stores.neo4j_errors import address_error, explain_failure
from respnet.stores.protocol import CypherValue, LoadSummary, ResultSet
from respnet.stores.statements import load_statement
from respnet.stores.validation import check_conflicts, check_storable

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

MAX_ID_BYTES = 8000
"""Bytes of an id. Neo4j refuses to index more than about 8,100, after everything has been sent."""

CONSTRAINTS = {
    "plan_id": "schema/neo4j/plan",
    "unit_id": "schema/neo4j/unit",
    "task_id": "schema/neo4j/task",
}
"""The uniqueness constraints by name, with the statements that create them."""

_RETRY_SECONDS = 5.0  # a load that met another one is tried again for so long; a server that is gone is reported soon

# The driver logs what it also raises; without a handler Python would print it between respnet's own lines.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Neo4jStore(BaseStore):
    """A store on a Neo4j server.

    Args:
        address: Bolt address (bolt:// or neo4j://, also +s and +ssc).
        auth: User and password, or None for a server without authentication.
        database: Name of the database on the server.
        read_only: Refuse `load` and `remove`.
        warn: Turn the server's notifications about statements into Python warnings (for tests).

    Raises:
        StoreError: The server cannot be reached, refuses the credentials, or has no such database.
    """

    def __init__(
        self,
        address: str,
        *,
        auth: tuple[str, str] | None,
        database: str,
        read_only: bool = False,
        warn: bool = False,
    ) -> None:
        super().__init__(read_only=read_only)
        self._address, self._database = address, database
        self._user = auth[0] if auth else ""
        self._driver = self._connect(auth, warn=warn)

    def load(self, plan: Plan) -> LoadSummary:
        """Store `plan`, replacing the plan of the same id; nothing changes unless all of it was stored."""
        self._refuse_if_read_only()
        check_storable(plan, MAX_ID_BYTES)
        with self._session() as session:
            held = {row[0] for row in session.execute_read(_run, load_statement("schema/neo4j/held"), {}).rows}
            for name, creation in CONSTRAINTS.items():
                if name not in held:
                    session.execute_write(_run, load_statement(creation), {})
            replaced = session.execute_write(_load, plan)
        return make_load_summary(plan, replaced=replaced)

    def remove(self, plan_id: str) -> None:
        """Remove the plan and the units that no other plan names. Raises StoreError if it does not exist."""
        self._refuse_if_read_only()
        with self._session() as session:
            there = session.execute_write(_remove, plan_id)
        if not there:
            raise self._unknown(plan_id)

    def close(self) -> None:
        """Close the connections to the server."""
        self._driver.close()

    def _read(self, requests: Sequence[QueryRequest]) -> tuple[ResultSet, ...]:
        with self._session(read=True) as session:
            return session.execute_read(_answers, requests)

    @contextmanager
    def _session(self, *, read: bool = False) -> Iterator[Session]:
        access = neo4j.READ_ACCESS if read else neo4j.WRITE_ACCESS
        try:
            with self._driver.session(database=self._database, default_access_mode=access) as session:
                yield session
        except (DriverError, Neo4jError) as fault:
            raise explain_failure(fault, self._address, self._database, self._user) from fault

    def _connect(self, auth: tuple[str, str] | None, *, warn: bool) -> Driver:
        try:
            driver = neo4j.GraphDatabase.driver(
                self._address,
                auth=auth,
                user_agent=f"respnet/{_version()}",
                max_transaction_retry_time=_RETRY_SECONDS,
                # A plan without supporting units or deadlines is no mistake in a statement.
                notifications_disabled_classifications=["UNRECOGNIZED"],
                warn_notification_severity="INFORMATION" if warn else None,
            )
        except (ValueError, ConfigurationError) as fault:
            raise address_error(self._address, fault) from fault
        try:
            driver.verify_connectivity()
            # Only a statement tells whether the database is there.
            with driver.session(database=self._database) as session:
                session.run("RETURN 1 AS one").consume()
        except BaseException as fault:
            driver.close()
            if isinstance(fault, (DriverError, Neo4jError)):
                raise explain_failure(fault, self._address, self._database, self._user) from fault
            if isinstance(fault, ValueError):
                raise address_error(self._address, fault) from fault
            raise
        return driver


def _version() -> str:
    try:
        return version("respnet")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unknown"


def _run(tx: ManagedTransaction, text: str, parameters: Mapping[str, Any]) -> ResultSet:
    try:
        result = tx.run(text, dict(parameters))
    except (OverflowError, TypeError, ValueError) as fault:  # a value that the driver cannot send
        raise to_store_error(str(fault)) from fault
    columns = tuple(result.keys())
    return ResultSet(columns, tuple(tuple(record.values()) for record in result))


def _answers(tx: ManagedTransaction, requests: Sequence[QueryRequest]) -> tuple[ResultSet, ...]:
    return tuple(_run(tx, text, parameters) for text, parameters in requests)


def _load(tx: ManagedTransaction, plan: Plan) -> bool:
    """Transaction function: guard, write, clean up, verify. Any exception rolls it back. True if the plan existed."""
    sent = build_load_steps(plan)
    ((replaced,),) = _run(tx, load_statement("guard/plan"), {"plan": plan.id}).rows
    if replaced and _is_stored(tx, plan):
        return True
    check_conflicts(plan, partial(_run, tx))
    for step in sent:
        for batch in step.split_batches():
            ((written,),) = _run(tx, load_statement(step.statement), {"rows": batch}).rows
            check_written(step.what, len(batch), cast("int", written))
    if replaced:
        _clean_up(tx, plan)
    check_same_plan(plan, build_stored_plan(*_answers(tx, build_plan_queries(plan.id))))
    return bool(replaced)


def _is_stored(tx: ManagedTransaction, plan: Plan) -> bool:
    """Return True if the plan is stored already, every value of it: there is nothing to write."""
    found = _answers(tx, build_plan_queries(plan.id))
    if get_signature(found[0]) != sign_plan(plan):
        return False
    try:
        return build_stored_plan(*found) == plan
    except StoreError:  # changed by another program: writing it anew mends it
        return False


def _clean_up(tx: ManagedTransaction, plan: Plan) -> None:
    """Delete the nodes and relationships that the new version lacks; only of this plan, after all of it is written."""
    given = {"plan": plan.id}
    _run(tx, load_statement("remove/stale_tasks"), given | {"tasks": [task.id for task in plan.tasks]})
    wanted: set[tuple[CypherValue, ...]] = {
        (one.unit, one.task, RELATIONSHIP_TYPES[one.role], one.position) for one in plan.assignments
    }
    stale: list[CypherValue] = []
    for link, *key in _run(tx, load_statement("remove/links"), given).rows:
        if tuple(key) in wanted:
            wanted.remove(tuple(key))  # another one with this key is a double
        else:
            stale.append(link)
    if stale:
        _run(tx, load_statement("remove/stale_links"), {"links": stale})
    _forget_units(tx, plan.id, [unit.id for unit in plan.units])


def _forget_units(tx: ManagedTransaction, plan_id: str, kept: list[str]) -> None:
    """Detach the units that the plan no longer names, and delete those that no plan names."""
    before = [cast("str", row[0]) for row in _run(tx, load_statement("remove/named_units"), {"plan": plan_id}).rows]
    gone = sorted(set(before) - set(kept))
    _run(tx, load_statement("remove/stale_names"), {"plan": plan_id, "units": kept})
    _run(tx, load_statement("remove/lone_units"), {"units": gone})


def _remove(tx: ManagedTransaction, plan_id: str) -> bool:
    """Delete the plan's tasks, name relationships and units, then the plan. True if it existed."""
    if not _run(tx, *build_plan_queries(plan_id)[0]).rows:
        return False
    _run(tx, load_statement("remove/stale_tasks"), {"plan": plan_id, "tasks": []})
    _forget_units(tx, plan_id, [])
    _run(tx, load_statement("remove/plan"), {"plan": plan_id})
    return True
