"""Corpora drawn by lot for the statistics over many plans: what is flagged in them is flagged wrongly.

Used by the tests, and by `bench/atlas_null_trials.py` in full.
"""

from __future__ import annotations

import numpy as np

from respnet.analysis.portfolio.joint_leads import LeadCounts, assess_joint_leads, compute_plan_laws
from respnet.analysis.portfolio.over_commitment import PlanLoads, PlanSeats, assess_over_commitment
from respnet.analysis.portfolio.peers import compare_with_peers
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL, benjamini_hochberg
from respnet.core.network import Matrix

UNITS, WEIGHT = 45, 60
LEADS = np.array([0.08, 0.56, 0.26, 0.09, 0.01])
"""Shares of the tasks with 0, 1, … leads, as in real documents."""


def draw_plan(random: np.random.Generator) -> tuple[np.ndarray, Matrix]:
    """Draw the margins of a plan, with busy units and others: keys of its units within the area, units x tasks."""
    units = np.sort(random.choice(UNITS, random.integers(8, 28), replace=False))
    tasks = int(np.clip(np.exp(random.normal(3.0, 0.48)), 9, 68))
    weights = np.exp(random.normal(0, 0.9, units.size))
    b = np.zeros((units.size, tasks), dtype=np.bool_)
    for task, size in enumerate(np.minimum(random.choice(5, tasks, p=LEADS), units.size).tolist()):
        b[random.choice(units.size, size, replace=False, p=weights / weights.sum()), task] = True
    return units, b


def shuffle(b: Matrix, random: np.random.Generator, pairs: list[tuple[int, int]]) -> Matrix:
    """Draw anew with the same margins, each joint lead of the pairs (rows) WEIGHT times as likely (Metropolis)."""
    ones, rows = np.argwhere(b).tolist(), [bytearray(row) for row in b]
    lots = random.integers(max(1, len(ones)), size=(12 * len(ones), 2)).tolist()
    for (i, j), chance in zip(lots, random.random(len(lots)).tolist(), strict=True):
        (a, s), (c, t) = ones[i], ones[j]
        if a == c or s == t or rows[a][t] or rows[c][s]:
            continue
        before = sum(rows[x][s] * rows[y][s] + rows[x][t] * rows[y][t] for x, y in pairs)
        rows[a][s] = rows[c][t] = 0
        rows[a][t] = rows[c][s] = 1
        after = sum(rows[x][s] * rows[y][s] + rows[x][t] * rows[y][t] for x, y in pairs)
        if chance < WEIGHT ** (after - before):
            ones[i], ones[j] = [a, t], [c, s]
        else:
            rows[a][s] = rows[c][t] = 1
            rows[a][t] = rows[c][s] = 0
    return np.array(rows, dtype=np.bool_)


def try_joint_leads(random: np.random.Generator, planted: int = 0) -> tuple[bool, bool, list[int]]:
    """Draw a corpus of six areas: any tie of each family; planted pairs, those that our rule finds, and those of BH."""
    plans = []
    for number in range(int(random.integers(42, 121))):
        area = number % 6 * UNITS
        units, b = draw_plan(random)
        row = {unit: at for at, unit in enumerate(units.tolist())}
        ties = [(2 * one, 2 * one + 1) for one in range(planted)]
        there = [(row[x], row[y]) for x, y in ties if x in row and y in row]
        plans.append(LeadCounts.of(units + area, shuffle(b, random, there), 2020 + number % 5))
    found = assess_joint_leads(plans, [compute_plan_laws(plan) for plan in plans])
    a, b = found.first % UNITS, found.second % UNITS
    tied = (a % 2 == 0) & (b == a + 1) & (a < 2 * planted) & (found.second == found.first + 1)
    more, plain = (adjusted <= SIGNIFICANCE_LEVEL for adjusted in (found.more_adjusted, benjamini_hochberg(found.more)))
    counts = [int(one.sum()) for one in (tied, tied & more, tied & plain, more & ~tied, more)]
    return bool(more.any()), bool((found.fewer_adjusted <= SIGNIFICANCE_LEVEL).any()), counts


def try_over_commitment(random: np.random.Generator) -> bool:
    """Draw the plans of one area and year by lot, each among its own units: any unit flagged."""
    seats, rows = [], []
    named_in = np.linspace(0.95, 0.15, 45)
    for plan in range(int(random.integers(2, 20))):
        units = np.flatnonzero(random.random(45) < named_in)
        tasks = int(np.clip(np.exp(random.normal(3.0, 0.48)), 9, 68))
        leads = np.minimum(random.choice(5, tasks, p=LEADS) * int(random.random() < 0.5), units.size)
        sizes = np.minimum(leads + random.negative_binomial(1, 0.3, tasks), units.size)
        ranks = random.random((units.size, tasks)).argsort(axis=0).argsort(axis=0)
        lead, working = ranks < leads, ranks < sizes
        seats.append(PlanSeats.of(lead, working))
        numbers = np.stack([lead.sum(axis=1), (working & ~lead).sum(axis=1)], axis=1)
        rows += [(plan, unit, *two) for unit, two in zip(units.tolist(), numbers.tolist(), strict=True)]
    columns = np.array(rows, dtype=np.int64).T
    nobody = np.zeros(len(rows), dtype=np.bool_)
    return bool(assess_over_commitment(seats, PlanLoads(*columns, nobody, np.full(len(rows), np.nan))))


def try_peers(random: np.random.Generator, spread: float, places: int) -> bool:
    """Draw places that differ by a spread: any of them flagged."""
    centre = random.choice((0.05, 0.1, 0.2, 0.4))
    total = np.exp(random.uniform(np.log(20), np.log(5_000), places)).astype(np.int64)
    weight = 1 / spread - 1 if spread else 0.0
    share = random.beta(centre * weight, (1 - centre) * weight, places) if spread else np.full(places, centre)
    found = compare_with_peers(random.binomial(total, share), total)
    return found is not None and bool((benjamini_hochberg(found.p[found.judged]) <= SIGNIFICANCE_LEVEL).any())
