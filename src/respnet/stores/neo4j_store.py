"""Neo4j store: a plan is written, cleaned up and verified in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

from respnet.core.errors import StoreError
from respnet.core.installation import get_version
from respnet.core.plan import Plan
from respnet.stores.base import (
    MAX_ROWS,
    MAX_SECONDS,
    Store,
    check_change,
    make_load_summary,
    to_store_error,
    write_steps,
)
from respnet.stores.finding_links import forget_findings, write_findings
from respnet.stores.mapping import build_plan_queries
from respnet.stores.neo4j_errors import address_error, explain_failure
from respnet.stores.protocol import DatedPlans, FindingLinks, LoadProgress, LoadSummary, QueryRequest, ResultSet
from respnet.stores.statements import CONSTRAINTS, load_statement
from respnet.stores.validation import check_conflicts
from respnet.stores.versions import PlanChange, make_change, make_removal

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

MAX_ID_BYTES = 8000
"""Bytes of an id. Neo4j refuses to index more than about 8,100, after everything has been sent."""

_RETRY_SECONDS = 5.0  # a load that met another one is tried again for so long; a server that is gone is reported soon

# The driver logs what it also raises; without a handler Python would print it between respnet's own lines.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Neo4jStore(Store):
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
        self, address: str, *, auth: tuple[str, str] | None, database: str, read_only: bool = False, warn: bool = False
    ) -> None:
        super().__init__(read_only=read_only)
        self._address, self._database = address, database
        self._user = auth[0] if auth else ""
        self._driver = self._connect(auth, warn=warn)

    def load_all(
        self, plans: DatedPlans, keep: int | None, progress: LoadProgress, *, anew: bool = False
    ) -> tuple[LoadSummary, ...]:
        """Store several plans with their dates, each in a transaction of its own."""
        encoded = self._prepare(plans, MAX_ID_BYTES)
        found = []
        with self._session() as session:
            held = {row[0] for row in session.execute_read(_run, load_statement("schema/neo4j/held"), {}).rows}
            for name, creation in CONSTRAINTS.items():
                if name not in held:
                    session.execute_write(_run, load_statement(creation), {})
            for (plan, loaded), said in zip(plans, encoded, strict=True):
                progress(plan.id)
                given = (plan, said, loaded, keep)
                try:
                    change = session.execute_write(_load, *given, anew)
                except StoreError:
                    if anew:
                        raise
                    change = session.execute_write(_load, *given, True)  # something else is stored than a load leaves
                found.append(make_load_summary(plan, change))
        return tuple(found)

    def remove(self, plan_id: str) -> None:
        """Remove the plan, its versions and the units that no other plan names. Raises StoreError if there is none."""
        self._refuse_if_read_only()
        with self._session() as session:
            there = session.execute_write(_remove, plan_id)
        if not there:
            raise self._unknown(plan_id)

    def write_findings(self, plan: Plan, links: FindingLinks) -> None:
        """Write the findings on a stored plan beside it, in one transaction."""
        self._refuse_if_read_only()
        with self._session() as session:
            session.execute_write(lambda tx: write_findings(plan, links, partial(_run, tx)))

    def close(self) -> None:
        """Close the connections to the server."""
        self._driver.close()

    def _read(self, requests: Sequence[QueryRequest], *, bounded: bool = False) -> tuple[ResultSet, ...]:
        answer = neo4j.unit_of_work(timeout=MAX_SECONDS)(_answers) if bounded else _answers
        with self._session(read=True) as session:
            return session.execute_read(answer, requests, MAX_ROWS + 1 if bounded else None)

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
            _ = urlsplit(self._address).port  # ValueError beyond 65535, which the driver tells later
            driver = neo4j.GraphDatabase.driver(
                self._address,
                auth=auth,
                user_agent=f"respnet/{get_version('respnet')}",
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


def _run(tx: ManagedTransaction, text: str, parameters: Mapping[str, Any], most: int | None = None) -> ResultSet:
    try:
        result = tx.run(text, dict(parameters))
    except (OverflowError, TypeError, ValueError) as fault:  # a value that the driver cannot send
        raise to_store_error(str(fault)) from fault
    columns = tuple(result.keys())
    return ResultSet(columns, tuple(tuple(record.values()) for record in islice(result, most)))


def _answers(
    tx: ManagedTransaction, requests: Sequence[QueryRequest], most: int | None = None
) -> tuple[ResultSet, ...]:
    return tuple(_run(tx, text, parameters, most) for text, parameters in requests)


def _load(
    tx: ManagedTransaction, plan: Plan, said: bytes, loaded: str, keep: int | None, anew: bool
) -> PlanChange | None:
    """Transaction function: guard, write, clean up, verify. Any exception rolls it back.

    Returns what was done; None where this version of the plan is stored already.
    """
    run = partial(_run, tx)
    run(load_statement("guard/plan"), {"plan": plan.id})
    change = make_change(run, plan, said, loaded, keep, anew=anew)
    if change is None:
        return None
    check_conflicts(change.part.plan, run)
    forget_findings(plan.id, run)
    _run_on(tx, "remove/assignments", change.id, change.part.tasks)
    _run_on(tx, "replace/versions", change.id, change.versions)
    write_steps(change.list_steps(), run)
    _clean_up(tx, change)  # what the new version lacks goes after all of it is written, and only in this plan
    check_change(run, change)
    return change


def _clean_up(tx: ManagedTransaction, change: PlanChange) -> None:
    """Detach the tasks and units that the plan no longer has, and delete those that nothing relates to."""
    _run_on(tx, "remove/tasks", change.id, change.list_stale_tasks())
    _run_on(tx, "replace/names", change.id, change.part.units)
    _run_on(tx, "remove/lone_units", None, change.part.units)


def _run_on(tx: ManagedTransaction, statement: str, plan_id: str | None, ids: Sequence[str]) -> None:
    """Run a statement that takes ids, unless there are none."""
    if ids:
        _run(tx, load_statement(statement), {"ids": list(ids)} | ({"plan": plan_id} if plan_id is not None else {}))


def _remove(tx: ManagedTransaction, plan_id: str) -> bool:
    """Delete the plan's tasks, name relationships and units, then the plan. True if it existed."""
    run = partial(_run, tx)
    if not run(*build_plan_queries(plan_id)[0]).rows:
        return False
    forget_findings(plan_id, run)
    change = make_removal(run, plan_id)
    _run_on(tx, "remove/assignments", plan_id, change.part.tasks)
    _run_on(tx, "replace/versions", plan_id, change.versions)
    _clean_up(tx, change)
    run(load_statement("remove/plan"), {"plan": plan_id})
    return True
