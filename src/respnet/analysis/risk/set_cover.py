"""Minimum set cover: the smallest set of units that leads every task, with uniqueness and a proof of optimality.

Matrices are boolean, units x tasks. Forced units are taken first; then all sets are enumerated where few units are
left, else an integer program is solved (HiGHS).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from respnet.core.network import Matrix

MAX_ENUMERATED_UNITS = 14
"""Up to this many remaining units all sets are enumerated: a few milliseconds, without scipy."""

MAX_PROGRAM_CELLS = 20_000
"""Up to this many remaining units x distinct tasks the integer program is solved; above, the cover is greedy."""

MAX_COVER_NODES = 2_000
"""Branch-and-bound node limit; a cover found within it may not be proved minimum."""


@dataclass(frozen=True, slots=True)
class SetCover:
    """Rows of a cover.

    `unique`: there is no other of this size (None: undecided). `needed`: rows in every minimum cover, as far as known.
    `proved`: no smaller cover exists.
    """

    rows: tuple[int, ...]
    unique: bool | None
    needed: tuple[int, ...]
    proved: bool


def find_smallest_cover(lead: Matrix) -> SetCover:
    """Find the smallest set of rows such that every non-empty column has a True in one of them.

    Of several, enumeration returns the first in row order. `lead` is a boolean matrix, units x tasks.

    >>> find_smallest_cover(np.array([[True, True, False], [False, False, True], [False, False, True]]))
    SetCover(rows=(0, 1), unique=False, needed=(0,), proved=True)
    """
    forced = lead[:, lead.sum(axis=0) == 1].any(axis=1)
    left = lead[:, lead.any(axis=0) & ~lead[forced].any(axis=0)]
    rows = np.flatnonzero(left.any(axis=1))
    open_lead = np.unique(left[rows], axis=1)
    if not rows.size:
        found = SetCover((), unique=True, needed=(), proved=True)
    elif rows.size <= MAX_ENUMERATED_UNITS:
        found = _enumerate_covers(open_lead)
    elif open_lead.size <= MAX_PROGRAM_CELLS:
        found = _solve_cover_program(open_lead)
    else:
        found = SetCover(_build_greedy_cover(open_lead), unique=None, needed=(), proved=False)
    alone = np.flatnonzero(forced).tolist()
    return SetCover(
        rows=tuple(sorted([*alone, *rows[list(found.rows)].tolist()])),
        unique=found.unique,
        needed=tuple(sorted([*alone, *rows[list(found.needed)].tolist()])),
        proved=found.proved,
    )


def _enumerate_covers(lead: Matrix) -> SetCover:
    """Enumerate sets of rows by size until some cover every column."""
    reach = [sum(1 << column for column in np.flatnonzero(row).tolist()) for row in lead]
    whole = (1 << lead.shape[1]) - 1
    for size in range(1, len(reach) + 1):
        found = [rows for rows in combinations(range(len(reach)), size) if _unite(reach, rows) == whole]
        if found:
            needed = set(found[0]).intersection(*found)
            return SetCover(found[0], unique=len(found) == 1, needed=tuple(sorted(needed)), proved=True)
    raise ValueError("a column without a True cannot be covered")


def _unite(reach: list[int], rows: tuple[int, ...]) -> int:
    """Unite the bit sets of these rows."""
    joined = 0
    for row in rows:
        joined |= reach[row]
    return joined


def _solve_cover_program(lead: Matrix) -> SetCover:
    """Solve for one minimum cover; then, without each of its rows in turn, for another of the same size."""
    best, proved = _solve(lead, None, None)
    if best is None:
        return SetCover(_build_greedy_cover(lead), unique=None, needed=(), proved=False)
    if not proved:
        return SetCover(best, unique=None, needed=(), proved=False)
    needed, several, undecided = set(best), False, False
    for row in best:
        if row not in needed:
            continue
        other, certain = _solve(lead, row, len(best))
        if other is not None:
            needed &= set(other)
            several = True
        elif not certain:
            needed.remove(row)
            undecided = True
    unique = False if several else None if undecided else True
    return SetCover(best, unique, tuple(sorted(needed)), proved=True)


def _solve(lead: Matrix, without: int | None, most: int | None) -> tuple[tuple[int, ...] | None, bool]:
    """Solve for a cover without row `without`, of at most `most` rows; returns it or None, and certainty."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]  # scipy ships no types

    units = lead.shape[0]
    upper = np.ones(units)
    if without is not None:
        upper[without] = 0
    found = milp(
        np.ones(units),
        constraints=[
            LinearConstraint(lead.T.astype(np.float64), 1, np.inf),
            LinearConstraint(np.ones((1, units)), 0, units if most is None else most),
        ],
        bounds=Bounds(np.zeros(units), upper),
        integrality=np.ones(units),
        options={"mip_rel_gap": 0.0, "node_limit": MAX_COVER_NODES},
    )
    certain = found.status in (0, 2)
    if found.x is None:
        return None, certain
    return tuple(np.flatnonzero(found.x > 0.5).tolist()), certain


def _build_greedy_cover(lead: Matrix) -> tuple[int, ...]:
    """Build a cover greedily by the largest number of uncovered columns, then drop redundant rows."""
    times = np.zeros(lead.shape[1], dtype=np.int64)
    reach = lead.sum(axis=1)
    chosen: list[int] = []
    while not times.all():
        row = int(reach.argmax())
        chosen.append(row)
        reach = reach - lead[:, lead[row] & (times == 0)].sum(axis=1)
        times += lead[row]
    for row in reversed(chosen.copy()):
        if (times[lead[row]] > 1).all():
            chosen.remove(row)
            times -= lead[row]
    return tuple(sorted(chosen))
