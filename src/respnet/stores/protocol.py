"""What a store is: the graph database a plan is put into and read back from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan

CypherValue = str | int | float | bool | None | list[str] | list[int] | list[float]


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did: the plan's counts in the store afterwards, and whether it replaced an earlier version."""

    plan: str
    units: int
    tasks: int
    assignments: int
    replaced: bool


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan that a store holds."""

    id: str
    title: str
    tasks: int


@dataclass(frozen=True, slots=True)
class ResultSet:
    """The answer to a question: column names, and rows in the statement's own order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[CypherValue, ...], ...]


class Store(Protocol):
    """A graph database holding any number of plans. Use as a context manager."""

    def load(self, plan: Plan) -> LoadSummary:
        """Put `plan` in, replacing the plan of the same id as a whole and touching no other.

        Afterwards everything is read back and compared; raises StoreError if anything differs.
        """

    def plans(self) -> tuple[StoredPlan, ...]:
        """The plans held, by id."""

    def plan(self, plan_id: str) -> Plan:
        """The plan as stored. Raises StoreError, naming the plans there are, if it is not there."""

    def network(self, plan_id: str) -> ResponsibilityNetwork:
        """The two-mode graph of the plan as stored: what was not stored is not analysed."""

    def remove(self, plan_id: str) -> None:
        """Take the plan out, with the units that no other plan names. Raises StoreError if it is not there."""

    def ask(self, statement: str, parameters: Mapping[str, CypherValue]) -> ResultSet:
        """Run a reading statement. Every parameter it names must be given, and no other."""

    def close(self) -> None:
        """Release the database."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
