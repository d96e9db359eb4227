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
    """Null draws, jackknifes and bootstraps made, where fewer than for a small plan."""

    draws: int
    jackknifes: int
    bootstraps: int


@dataclass(frozen=True, slots=True)
class PositionApproximation:
    """Null draws, and repetitions of each perturbation, where fewer than for a small plan."""

    draws: int
    repetitions: int


@dataclass(frozen=True, slots=True)
class CoverApproximation:
    """Minimum cover not `proved`, or, if proved, uniqueness undecided."""

    proved: bool


@dataclass(frozen=True, slots=True)
class CandidateLimit:
    """Number of most similar new tasks compared with each old one."""

    candidates: int


Approximation = (
    FewerDraws | TieApproximation | ClusterApproximation | PositionApproximation | CoverApproximation | CandidateLimit
)
