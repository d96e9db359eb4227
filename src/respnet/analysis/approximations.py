"""Approximations made for large plans, one class a result that may have been cut short."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FewerDraws:
    """Only `made` of the `asked` random assignments were drawn."""

    made: int
    asked: int


@dataclass(frozen=True, slots=True)
class TieApproximation:
    """The null is `near_exact` instead of exact, or only `listed` of the `pairs` with joint tasks are listed."""

    near_exact: bool
    pairs: int
    listed: int


@dataclass(frozen=True, slots=True)
class ClusterApproximation:
    """Null draws, jackknifes (of all tasks) and bootstraps that were made, each beside those that were due."""

    draws: int
    draws_due: int
    jackknifes: int
    tasks: int
    bootstraps: int
    bootstraps_due: int


@dataclass(frozen=True, slots=True)
class PositionApproximation:
    """Plans drawn from the null, and repetitions of each perturbation: fewer than for a small plan."""

    draws: int
    repetitions: int


@dataclass(frozen=True, slots=True)
class CoverApproximation:
    """The set of leading units is not `proved` the smallest; else whether it is the only one was not decided."""

    proved: bool


@dataclass(frozen=True, slots=True)
class MoveLimit:
    """Rebalancing was computed up to so many moves only."""

    moves: int


@dataclass(frozen=True, slots=True)
class CandidateLimit:
    """Each old task was compared with so many new ones only, those most like it."""

    candidates: int


Approximation = (
    FewerDraws
    | TieApproximation
    | ClusterApproximation
    | PositionApproximation
    | CoverApproximation
    | MoveLimit
    | CandidateLimit
)
