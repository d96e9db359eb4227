"""Approximations made for large plans, one class for each result that may be cut short."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FewerDraws:
    """Number of random assignments drawn (`made`) and requested (`asked`)."""

    made: int
    asked: int


@dataclass(frozen=True, slots=True)
class TieApproximation:
    """Approximate null (`near_exact`), or only `listed` of the `pairs` with joint tasks listed."""

    near_exact: bool
    pairs: int
    listed: int


@dataclass(frozen=True, slots=True)
class ClusterApproximation:
    """Null draws, jackknifes and bootstraps made, where fewer than for a small plan.

    Of the `starts` of the search the worst missed the share `gap` of the best modularity found, which is not proved.
    """

    draws: int
    jackknifes: int
    bootstraps: int
    starts: int
    gap: float


@dataclass(frozen=True, slots=True)
class PivotApproximation:
    """Betweenness from `pivots` sources; `error` is the largest one over all units at 95 % confidence."""

    pivots: int
    error: float


@dataclass(frozen=True, slots=True)
class PositionApproximation:
    """Null draws and repetitions, where fewer than for a small plan; paths from `pivots` of either side (0: from all).

    The plan and the draws are estimated alike, so that the p-values hold.
    """

    draws: int
    repetitions: int
    pivots: int = 0


@dataclass(frozen=True, slots=True)
class CoverApproximation:
    """Minimum cover not `proved`, or, if proved, uniqueness undecided."""

    proved: bool


@dataclass(frozen=True, slots=True)
class EnumeratedMoves:
    """Up to `moves` moves of leads were enumerated, each proved best; integer programs for more were left out."""

    moves: int


@dataclass(frozen=True, slots=True)
class CandidateLimit:
    """Number of most similar new tasks compared with each old one."""

    candidates: int


Approximation = (
    FewerDraws
    | TieApproximation
    | ClusterApproximation
    | PivotApproximation
    | PositionApproximation
    | CoverApproximation
    | EnumeratedMoves
    | CandidateLimit
)
