"""Null corpora for the atlas's statistics: how often fair lots are flagged, and how often planted ties are found.

Usage: python -m bench.atlas_null_trials [SHARE [FIRST]] — a share of the trials, 1 for all of them, from seed FIRST on,
so that they can be run in pieces. Distributions depend on the margins of the plans alone and take most of the time, so
ten null corpora are drawn with the margins of one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

import numpy as np

from respnet.analysis.portfolio.joint_leads import LeadCounts, assess_joint_leads, compute_plan_laws
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from tests.analysis.null_corpora import (
    UNITS,
    WEIGHT,
    draw_plan,
    shuffle,
    try_joint_leads,
    try_over_commitment,
    try_peers,
)

CORPORA = 1_000
PLANTED = 80
SAME_MARGINS = 10
SPREADS = (0.0, 0.02, 0.08)


def tell(what: str, flagged: int, trials: int, limit: float) -> None:
    from scipy.stats import beta

    low, high = beta.ppf([0.025, 0.975], [flagged, flagged + 1], [trials - flagged + 1, trials - flagged])
    low, high = (0.0 if flagged == 0 else low), (1.0 if flagged == trials else high)
    shown = f"{flagged} of {trials} = {flagged / trials:.3f} (95 %: {low:.3f}–{high:.3f})"
    print(f"| {what} | {shown} | at most {limit} |", flush=True)


def count(trial: Callable[[np.random.Generator], bool], seeds: range, kind: int) -> int:
    return sum(trial(np.random.default_rng([kind, number])) for number in seeds)


def try_margins(random: np.random.Generator) -> Iterator[tuple[bool, bool]]:
    """Draw corpora of six areas with the margins of one: any tie of each family in each."""
    drawn = [draw_plan(random) for _ in range(int(random.integers(42, 121)))]
    laws = [compute_plan_laws(LeadCounts.of(units, b)) for units, b in drawn]
    for _ in range(SAME_MARGINS):
        plans = [
            LeadCounts.of(units + number % 6 * UNITS, shuffle(b, random, []), 2020 + number % 5)
            for number, (units, b) in enumerate(drawn)
        ]
        found = assess_joint_leads(plans, laws)
        more, fewer = ((p <= SIGNIFICANCE_LEVEL).any() for p in (found.more_adjusted, found.fewer_adjusted))
        yield bool(more), bool(fewer)


def main(share: float, first: int = 0) -> None:
    """Print a table of the trials.

    Args:
        share: Share of all trials.
        first: Seed of the first one.
    """
    trials, start = max(1, int(CORPORA * share)), time.process_time()
    print("| trial | found | asked |\n|---|---|---|")
    seeds = range(first, first + trials)
    several = range(first, first + max(1, trials // SAME_MARGINS))
    both = [found for number in several for found in try_margins(np.random.default_rng([5, number]))]
    for family, name in enumerate(("more", "fewer")):
        tell(f"null corpora with any tie, {name}", sum(one[family] for one in both), len(both), 0.07)
    for spread in SPREADS:
        flagged = count(lambda random, s=spread: try_peers(random, s, 100), seeds, 2)
        tell(f"100 places, spread {spread:g}, any flagged", flagged, trials, 0.15)
    tell("null corpora with any unit over-committed", count(try_over_commitment, seeds, 3), trials, 0.05)
    planted_seeds = range(first, first + max(1, int(PLANTED * share)))
    seen = [try_joint_leads(np.random.default_rng([4, number]), 7)[2] for number in planted_seeds]
    planted, ours, plain, false, all_found = np.sum(seen, axis=0).tolist()
    powers = f"{ours} of {planted} = {ours / planted:.2f}; by Benjamini–Hochberg {plain} = {plain / planted:.2f}"
    print(f"| planted ties, weight {WEIGHT}, {len(seen)} corpora | {powers} | {ours / max(1, plain):.2f} ≥ 1.3 times |")
    print(f"| … of those found, false | {false} of {all_found} = {false / max(1, all_found):.3f} | about .05 |")
    print(f"\n{time.process_time() - start:.0f} s of processor.")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2] or ["1"]), *map(int, sys.argv[2:3]))
