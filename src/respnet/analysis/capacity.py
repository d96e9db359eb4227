"""Load against the capacities a user has given: where they are known, they decide."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.lottery import Flag
from respnet.network import ResponsibilityNetwork


@dataclass(frozen=True, slots=True)
class UnitCapacity:
    """One unit with a given capacity: how many tasks' leads it can carry. `least` and `most` are load / capacity over
    all settings of the overload rule; `over_in` counts the settings in which it exceeds 1."""

    unit: str
    capacity: float
    least: float
    most: float
    over_in: int
    flag: Flag


@dataclass(frozen=True, slots=True)
class Capacities:
    """The units with a capacity, in printed order; `without` counts the actors that have none."""

    settings: int
    units: tuple[UnitCapacity, ...]
    without: int


def capacities(network: ResponsibilityNetwork) -> Capacities:
    """Load against capacity for the actors that have one."""
    raise NotImplementedError
