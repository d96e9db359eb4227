"""Gini coefficient and concentration of a count, compared with random assignment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.workload.workload import LOAD_TOLERANCE

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CountConcentration:
    """Concentration of one count (`what`: "leads" or "tasks") over the actors.

    `units` is the number of actors, `with_any` of them have a count above 0, `total` is the sum. `gini` ranges from 0
    (even) to 1 - 1/n; `gini_small` is the small-sample form, times n/(n-1). `effective` is the effective number of
    units, 1 / sum of squared shares (inverse Herfindahl index); `largest` is the largest share. `lottery_*` are the
    mean, standard deviation and 2.5 and 97.5 % quantiles of the Gini under random assignment; `z` is (gini - mean) / sd
    and `p` the upper-tail p-value. `effective_mean`, `effective_low` and `effective_high` are the same of the effective
    number, and `effective_p` is the chance of one as low. Fields are None where `total` is 0; `z` also where the draws
    do not vary.
    """

    what: str
    units: int
    with_any: int
    total: int
    gini: float | None
    gini_small: float | None
    effective: float | None
    largest: float | None
    lottery_mean: float | None
    lottery_sd: float | None
    lottery_low: float | None
    lottery_high: float | None
    z: float | None
    p: float | None
    effective_mean: float | None
    effective_low: float | None
    effective_high: float | None
    effective_p: float | None


@dataclass(frozen=True, slots=True)
class Concentration:
    """Concentration of the leads and of all tasks."""

    leads: CountConcentration
    tasks: CountConcentration


def gini(counts: NDArray[np.float64]) -> Vector:
    """Compute the Gini coefficient of each column: `2 sum(i x_(i)) / (n sum x) - (n+1)/n`, x in ascending order.

    O(n log n) a column.

    Args:
        counts: Non-negative matrix, units x samples.

    Returns:
        One value a column, 0 (all equal, or all 0) to 1 - 1/n (one unit has everything).

    >>> gini(np.array([[1.0], [3], [2], [1], [1], [1], [4]])).round(7).tolist()
    [0.3076923]
    """
    units = counts.shape[0]
    total = counts.sum(axis=0)
    if not units:
        return np.zeros_like(total)
    rising = np.sort(counts, axis=0)
    weighted = (2 * np.arange(1, units + 1) - units - 1) @ rising
    found: Vector = weighted / (units * np.maximum(total, 1e-300))
    return found


def compute_effective_number(counts: NDArray[np.float64]) -> Vector:
    """Compute the effective number of units of each column, 1 / sum of squared shares; 0 where all counts are 0.

    >>> compute_effective_number(np.array([[1.0, 4, 0], [1, 0, 0]])).tolist()
    [2.0, 1.0, 0.0]
    """
    found: Vector = counts.sum(axis=0) ** 2 / np.maximum(np.square(counts).sum(axis=0), 1e-300)
    return found


def compute_concentration(
    what: str, counts: NDArray[np.int64], drawn: Vector, drawn_effective: Vector
) -> CountConcentration:
    """Compute the concentration of one count and its p-values against random assignment.

    p = (1 + draws at least as concentrated) / (1 + draws), by the Gini and by the effective number.

    Args:
        what: Name of the count, "leads" or "tasks".
        counts: Count of each actor, shape (units,).
        drawn: Gini coefficients of the random assignments, shape (draws,).
        drawn_effective: Their effective numbers, shape (draws,).

    Returns:
        The concentration; all statistics None if the counts sum to 0.

    >>> drawn = np.array([0.0, 0.25, 0.25, 0.5]), np.array([2.0, 1.6, 1.6, 1.0])
    >>> found = compute_concentration("leads", np.array([4, 0]), *drawn)
    >>> found.gini, found.gini_small, found.effective, found.largest, found.lottery_mean, found.p, found.effective_p
    (0.5, 1.0, 1.0, 1.0, 0.25, 0.4, 0.4)
    """
    units, total, with_any = counts.size, int(counts.sum()), int(np.count_nonzero(counts))
    if not total:
        return CountConcentration(what, units, 0, 0, *(None,) * 14)
    own = float(gini(counts[:, None].astype(np.float64))[0])
    mean, sd = float(drawn.mean()), float(drawn.std())
    (low, high), (few, many) = (
        np.quantile(values, [0.025, 0.975], method="inverted_cdf").tolist() for values in (drawn, drawn_effective)
    )
    effective = total**2 / int((counts**2).sum())
    return CountConcentration(
        what=what,
        units=units,
        with_any=with_any,
        total=total,
        gini=own,
        gini_small=own * units / (units - 1) if units > 1 else None,
        effective=effective,
        largest=int(counts.max()) / total,
        lottery_mean=mean,
        lottery_sd=sd,
        lottery_low=low,
        lottery_high=high,
        z=(own - mean) / sd if sd > LOAD_TOLERANCE else None,
        p=(1 + int(np.count_nonzero(drawn >= own - LOAD_TOLERANCE))) / (1 + drawn.size),
        effective_mean=float(drawn_effective.mean()),
        effective_low=few,
        effective_high=many,
        effective_p=(1 + int(np.count_nonzero(drawn_effective <= effective + LOAD_TOLERANCE))) / (1 + drawn.size),
    )
