"""How far a few units carry the plan, against what a fair lottery gives by itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.workload.weighting_schemes import LOAD_TOLERANCE

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CountConcentration:
    """How one count (`what`: "leads" or "tasks") is spread over the actors.

    `units` is the population: all actors, `with_any` of which have any; `total` is what they have together.
    `gini` from 0 (even) to 1 - 1/n, `gini_small` times n/(n-1); `effective` is 1 / sum of squared shares: as many
    equally busy units would be as concentrated; `largest` is the busiest unit's share. `lottery_*` are the mean, the
    standard deviation and the 2.5 and 97.5 % points of the Gini in the lottery; `z` the distance from its mean, `p`
    the chance of at least this much. None where there is nothing to spread, or nobody to spread it over.
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


@dataclass(frozen=True, slots=True)
class Concentration:
    """The spread of the leads and of all tasks."""

    leads: CountConcentration
    tasks: CountConcentration


def gini(counts: NDArray[np.float64]) -> Vector:
    """The Gini coefficient of each column: `2 sum(i x_(i)) / (n sum x) - (n+1)/n`, the x in rising order.

    `counts` is a matrix of units x anything, not negative; the answer goes from 0 (all the same, or nothing there)
    to 1 - 1/n (one has all). Takes n log n steps a column.

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


def compute_concentration(what: str, counts: NDArray[np.int64], drawn: Vector) -> CountConcentration:
    """One count of all actors, and the Gini that it had in each draw of the lottery.

    p is (1 + draws at least as high) / (1 + draws); z needs draws that differ from each other.

    >>> found = compute_concentration("leads", np.array([4, 0]), np.array([0.0, 0.25, 0.25, 0.5]))
    >>> found.gini, found.gini_small, found.effective, found.largest, found.lottery_mean, found.p
    (0.5, 1.0, 1.0, 1.0, 0.25, 0.4)
    """
    units, total, with_any = counts.size, int(counts.sum()), int(np.count_nonzero(counts))
    if not total:
        return CountConcentration(what, units, 0, 0, *(None,) * 10)
    own = float(gini(counts[:, None].astype(np.float64))[0])
    mean, sd = float(drawn.mean()), float(drawn.std())
    low, high = (float(point) for point in np.quantile(drawn, [0.025, 0.975], method="inverted_cdf"))
    return CountConcentration(
        what=what,
        units=units,
        with_any=with_any,
        total=total,
        gini=own,
        gini_small=own * units / (units - 1) if units > 1 else None,
        effective=total**2 / int((counts**2).sum()),
        largest=int(counts.max()) / total,
        lottery_mean=mean,
        lottery_sd=sd,
        lottery_low=low,
        lottery_high=high,
        z=(own - mean) / sd if sd > LOAD_TOLERANCE else None,
        p=(1 + int(np.count_nonzero(drawn >= own - LOAD_TOLERANCE))) / (1 + drawn.size),
    )
