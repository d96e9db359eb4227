"""How far a few units carry the plan, against what a fair lottery gives by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """How one count (`what`: "leads" or "tasks") is spread over the actors.

    `gini` from 0 (even) to 1 - 1/n, `gini_small` times n/(n-1); `effective` is 1 / sum of squared shares: as many
    equally busy units would be as concentrated; `largest` is the busiest unit's share. `lottery_*` are the mean, the
    standard deviation and the 2.5 and 97.5 % points of the Gini in the lottery; `z` the distance from its mean, `p`
    the chance of at least this much. None where there is nothing to spread.
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

    leads: Spread
    tasks: Spread
