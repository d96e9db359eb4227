"""The smallest set of units so that each task has one of its leads among them (set cover).

Matrices are units x tasks, bool. What follows by itself is taken first; then all sets are tried where few units are
left, and an integer program is solved (HiGHS) where there are more.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from respnet.core.network import Matrix

MAX_ENUMERATED_UNITS = 14
"""So many units left open are tried in every combination: a few milliseconds, and scipy is not needed."""

MAX_PROGRAM_CELLS = 20_000
"""Units times different tasks left open up to which the program is solved; above, a good set is found step by step."""

MAX_COVER_NODES = 2_000
"""Where the solver stops branching; a set that it has then is not proved the smallest."""


@dataclass(frozen=True, slots=True)
class SetCover:
    """Rows of a smallest set.

    `unique`: no other is as small (None: not decided). `needed`: rows in every one, as far as is known. `proved`:
    there is no smaller one.
    """

    rows: tuple[int, ...]
    unique: bool | None
    needed: tuple[int, ...]
    proved: bool


def find_smallest_cover(lead: Matrix) -> SetCover:
    """The smallest set of rows such that each column with a True has a True in one of them.

    Of several that the trial of all sets finds it is the first in order of rows.

    >>> find_smallest_cover(np.array([[True, True, False], [False, False, True], [False, False, True]]))
    Cover(rows=(0, 1), unique=False, needed=(0,), proved=True)
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
    """All sets of one row, then of two, and so on, until some reach every column."""
    reach = [sum(1 << column for column in np.flatnonzero(row).tolist()) for row in lead]
    whole = (1 << lead.shape[1]) - 1
    for size in range(1, len(reach) + 1):
        found = [rows for rows in combinations(range(len(reach)), size) if _joined(reach, rows) == whole]
        if found:
            needed = set(found[0]).intersection(*found)
            return SetCover(found[0], unique=len(found) == 1, needed=tuple(sorted(needed)), proved=True)
    raise ValueError("a column without a True cannot be covered")


def _joined(reach: list[int], rows: tuple[int, ...]) -> int:
    joined = 0
    for row in rows:
        joined |= reach[row]
    return joined


def _solve_cover_program(lead: Matrix) -> SetCover:
    """One smallest set; then, without a row of it at a time, whether another is as small."""
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
    """A smallest set (without that row, of at most so many) or None, and whether that is certain."""
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
    """Always the row that reaches most of what is left; then without those that the others make needless."""
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
