"""Store protocol: the interface of the graph databases that plans are loaded into and read back from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan

CypherValue = str | int | float | bool | None | list[str] | list[int] | list[float]


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """Result of a load: counts of the stored plan, and `replaced` if it replaced an earlier version."""

    plan: str
    units: int
    tasks: int
    assignments: int
    replaced: bool


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """Entry of a store's list of plans."""

    id: str
    title: str
    tasks: int


@dataclass(frozen=True, slots=True)
class ResultSet:
    """Result of a query: column names, and rows in the statement's order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[CypherValue, ...], ...]


class Store(Protocol):
    """A graph database that holds any number of plans; a context manager."""

    def load(self, plan: Plan) -> LoadSummary:
        """Store `plan`, replacing the plan of the same id as a whole and changing no other.

        Everything is read back and compared; raises StoreError if anything differs.
        """

    def plans(self) -> tuple[StoredPlan, ...]:
        """List the stored plans, sorted by id."""

    def plan(self, plan_id: str) -> Plan:
        """Return the stored plan. Raises StoreError, which lists the stored plans, if there is none with this id."""

    def network(self, plan_id: str) -> ResponsibilityNetwork:
        """Return the two-mode graph of the stored plan: data that was not stored is not analysed."""

    def remove(self, plan_id: str) -> None:
        """Remove the plan and the units that no other plan names. Raises StoreError if it does not exist."""

    def ask(self, statement: str, parameters: Mapping[str, CypherValue]) -> ResultSet:
        """Run a reading statement.

        Args:
            statement: One Cypher statement that only reads.
            parameters: A value for every parameter of the statement, and for no other.

        Returns:
            Column names and rows; values are scalars, None or lists of scalars.

        Raises:
            StoreError: The statement writes, its parameters do not fit, or the database refuses it.
        """

    def close(self) -> None:
        """Close the database."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
