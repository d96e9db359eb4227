"""What if: a plan with a unit dropped, merged or added, or a lead swapped; then the same analysis and a difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from respnet.plan import Plan, Role


@dataclass(frozen=True, slots=True)
class Drop:
    """The unit (canonical or recorded other spelling) takes part in nothing any more."""

    unit: str


@dataclass(frozen=True, slots=True)
class Merge:
    """`unit` becomes part of `into`, which takes over its assignments."""

    unit: str
    into: str


@dataclass(frozen=True, slots=True)
class Give:
    """`unit` (new to the plan or not) gets `role` on the task with this printed number; a role it had there goes."""

    unit: str
    task: str
    role: Role


@dataclass(frozen=True, slots=True)
class Take:
    """`unit` no longer takes part in the task with this printed number."""

    unit: str
    task: str


@dataclass(frozen=True, slots=True)
class Swap:
    """On this task the lead passes from `unit` to `to`; `unit` stays as responsible, as METHODS of demotion say."""

    task: str
    unit: str
    to: str


Edit = Drop | Merge | Give | Take | Swap


def edited(plan: Plan, edits: Sequence[Edit]) -> Plan:
    """The plan with the edits made, in their order; `plan` itself stays. Raises InputError for what it does not have."""
    raise NotImplementedError
