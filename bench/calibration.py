"""How often plans drawn by lot get a statement, of each kind, in ten shapes: `python bench/calibration.py --scale 1`.

The margins are the same within a shape, so a null serves many plans; but a null's own error is that of each of them, so
the plans of a shape are shared among NULLS independent ones. Each kind is meant to come in at most 5 % of the plans;
where values are discrete it comes less often.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace

import numpy as np

from respnet.analysis.clusters.clusters import compute_null_modularity
from respnet.analysis.clusters.modularity import SearchBudget, run_quick_search
from respnet.analysis.nulls.fixed_margins import draw_fixed_margin_matrices
from respnet.analysis.nulls.random_assignment_sampler import Seats, draw_seat_blocks
from respnet.analysis.pairs.backbone import NullMethod, assess_pairs, build_step_ups, list_all_pairs
from respnet.analysis.position.centrality import compute_centrality_batch
from respnet.analysis.position.position_tests import NULL_MEASURES, PositionNull
from respnet.analysis.stats.descriptive import compute_effective_number
from respnet.analysis.stats.multiple_testing import benjamini_hochberg, count_as_extreme
from respnet.analysis.workload.workload import LOAD_TOLERANCE, compute_loads, list_weighting_schemes
from respnet.core.network import Matrix

LEVEL, DRAWS, KEPT_UNIT_DRAWS, PAIR_DRAWS, POSITION_DRAWS, CLUSTER_DRAWS = 0.05, 10_000, 50_000, 20_000, 2_000, 200
NULLS = 20
"""Nulls of each shape. A null of n draws has a level of its own, 5 % give or take sqrt(.05 * .95 / n): .5 % with 2,000.
All plans judged by it have that error in common, which the interval of their rate knows nothing of; over 20 nulls the
error is less than a quarter of that, and the interval holds.
"""
SIZES = {"lottery": 10_000, "kinds": 10_000, "pairs": 2_500, "positions": 1_000, "clusters": 200}
"""Plans of each shape at scale 1."""
SHAPES: dict[str, tuple[int, int, tuple[int, ...], tuple[int, ...]]] = {
    "30 x 32, the shipped plan's sizes": (30, 32, (1, 2, 2, 2, 3), (2, 3, 5, 5, 12)),
    "14 x 16": (14, 16, (1, 2), (0, 2, 4, 6)),
    "24 x 35, one lead each": (24, 35, (1,), (1, 2, 3)),
    "40 x 68": (40, 68, (1, 1, 2), (1, 2, 4)),
    "12 x 12, one lead, one other": (12, 12, (1,), (1,)),
    "10 x 60": (10, 60, (1, 2), (1, 2, 3)),
    "60 x 20": (60, 20, (1, 2, 3), (3, 6, 12)),
    "8 x 8, large tasks": (8, 8, (1, 2), (4, 5, 6)),
    "25 x 25, no leads": (25, 25, (0,), (2, 3, 4)),
    "20 x 30, joint leads only": (20, 30, (2, 3, 4), (0,)),
}
"""Units, tasks, and the leads and other units of the tasks in turn."""

Rates = dict[str, list[bool]]


def draw_plan(shape: tuple[int, int, tuple[int, ...], tuple[int, ...]], seed: int) -> tuple[Matrix, Matrix]:
    """Draw leads and other units of a plan in which few units have much, as in real ones."""
    units, tasks, leads, others = shape
    random = np.random.Generator(np.random.PCG64(seed))
    weight = np.arange(1, units + 1) ** -0.6
    lead, other = np.zeros((2, units, tasks), dtype=np.bool_)
    for task in range(tasks):
        first, rest = leads[task % len(leads)], others[task % len(others)]
        chosen = random.choice(units, min(units, first + rest), replace=False, p=weight / weight.sum())
        lead[chosen[:first], task], other[chosen[first:], task] = True, True
    return lead, other


def calibrate_loads(lead: Matrix, other: Matrix, plans: int, seed: int) -> Rates:
    """Draw plans with these seats, and judge them as `assess_loads` does."""
    seats, ways = Seats.of(lead, other), list_weighting_schemes(bool(lead.any()))
    kept = min(seats.pool, max(1, KEPT_UNIT_DRAWS // DRAWS))
    maxima, single, counts, effective = [], [], [], []
    for block in draw_seat_blocks(seats, draws=DRAWS, seed=seed):
        loads = np.array(compute_loads(block, ways))
        maxima.append(loads.max(axis=1))
        single.append(loads[:, :kept].transpose(0, 2, 1).reshape(len(ways), -1))
        counts.append((block.leads if lead.any() else block.leads + block.others).max(axis=0))
        effective.append(compute_effective_number(block.leads + block.others))
    top, one, most, even = (np.concatenate(each, axis=-1) for each in (maxima, single, counts, effective))
    enough = -(-95 * DRAWS // 100)
    limits = np.sort(top, axis=1)[:, enough - 1]
    said: Rates = {name: [] for name in ("overloaded", "over in some ways", "watch", "leads alone", "concentrated")}
    for block in draw_seat_blocks(seats, draws=plans, seed=seed + 1):
        loads = np.array(compute_loads(block, ways))
        over = (loads > limits[:, None, None] + LOAD_TOLERANCE).sum(axis=0)
        flat = loads.reshape(len(ways), -1)
        p_any = ((1 + count_as_extreme(top, flat, LOAD_TOLERANCE)) / (1 + DRAWS)).reshape(over.shape)
        raw = (1 + count_as_extreme(one, flat, LOAD_TOLERANCE) / kept) / (1 + DRAWS)
        p = np.apply_along_axis(benjamini_hochberg, 0, raw.reshape(over.shape))
        every, some = over == len(ways), (over > 0) & (over < len(ways)) & (p_any <= LEVEL)
        said["overloaded"] += every.any(axis=0).tolist()
        said["over in some ways"] += some.any(axis=0).tolist()
        said["watch"] += (~every & ~some & (p <= LEVEL)).any(axis=0).tolist()
        here = (block.leads if lead.any() else block.leads + block.others).max(axis=0)
        reached = DRAWS - np.searchsorted(np.sort(most), here)
        said["leads alone"] += ((1 + reached) / (1 + DRAWS) <= LEVEL).tolist()
        few = np.searchsorted(np.sort(even), compute_effective_number(block.leads + block.others) + 1e-9, side="right")
        said["concentrated"] += ((1 + few) / (1 + DRAWS) <= LEVEL).tolist()
    said["any statement on loads"] = np.array(list(said.values())).any(axis=0).tolist()
    return said


def calibrate_kinds(lead: Matrix, other: Matrix, plans: int, seed: int) -> Rates:
    """Draw plans within three kinds of units, and judge them as `assess_within_kinds` does."""
    whole, ways, draws = Seats.of(lead, other), list_weighting_schemes(bool(lead.any())), DRAWS // 5
    units = np.random.default_rng(1).permutation(whole.pool)
    told = np.zeros(plans, dtype=np.bool_)
    for rows in np.split(units, [whole.pool // 2, whole.pool * 3 // 4]):
        seats = replace(Seats.of(lead[rows], other[rows]), shared_by=whole.tasks)
        null, drawn = (
            np.concatenate([compute_loads(one, ways) for one in draw_seat_blocks(seats, draws=size, seed=own)], -1)
            for size, own in ((draws, seed), (plans, seed + 1))
        )
        p = 3 * (1 + count_as_extreme(null.max(axis=1), drawn.reshape(len(ways), -1), LOAD_TOLERANCE)) / (1 + draws)
        told |= (p <= LEVEL).reshape(drawn.shape[1:]).any(axis=0)
    return {"within kinds": told.tolist()}


def calibrate_pairs(b: Matrix, plans: int, seed: int, name: str) -> Rates:
    """Draw plans with these margins, and test their pairs as `find_significant_ties` does."""
    said: Rates = {f"{name}: together": [], f"{name}: apart": []}
    if not b.any():
        return said
    law, degrees = NullMethod.of(b), b.sum(axis=1)
    tests = assess_pairs(b, law, draws=PAIR_DRAWS, seed=seed, tell=lambda drawn: None)
    rules = build_step_ups(tests.laws, degrees, tests.family, discrete=tests.discrete)
    for block in draw_fixed_margin_matrices(b, draws=plans, seed=seed + 1):
        for matrix in block:
            pairs = list_all_pairs(matrix)
            for kind, rule, tail in zip(said, rules, (tests.laws.at_least, tests.laws.at_most), strict=True):
                p = tail(degrees[pairs.first], degrees[pairs.second], pairs.joint)
                said[kind].append(bool((rule.adjust(p) <= LEVEL).any()))
    return said


def calibrate_positions(b: Matrix, plans: int, seed: int) -> Rates:
    """Draw plans with these margins, and test their positions as `assess_positions` does."""
    said: Rates = {}
    null, drawn = (
        [compute_centrality_batch(one) for one in draw_fixed_margin_matrices(b, draws=size, seed=own)]
        for size, own in ((POSITION_DRAWS, seed), (plans, seed + 1))
    )
    for measure in NULL_MEASURES:
        pools = PositionNull(np.concatenate([getattr(one, measure) for one in null]), b.sum(axis=1))
        told = [pools.compare(value).p_plan <= LEVEL for one in drawn for value in getattr(one, measure)]
        said[f"position: {measure}"] = told
    return said


def calibrate_clusters(lead: Matrix, plans: int, seed: int) -> Rates:
    """Draw plans with these margins, and hold the best division found against that of others."""
    b = lead[lead.any(axis=1)][:, lead.any(axis=0)]
    said: Rates = {"clusters": []}
    if b.shape[0] < 2:
        return said
    drawn = compute_null_modularity(b, draws=CLUSTER_DRAWS, seed=seed, heard=lambda done: None)[1:]
    matrices = draw_fixed_margin_matrices(b, draws=plans, seed=seed + 1)
    for ends in run_quick_search(matrices, SearchBudget.of(int(b.sum())), seed=seed):
        said["clusters"] += [bool((1 + (drawn >= value).sum()) / (1 + drawn.size) <= LEVEL) for value in ends.values]
    return said


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Compute the 95 % interval of a share (Wilson 1927)."""
    z, share = 1.959964, hits / of
    middle, spread = share + z * z / (2 * of), z * np.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return float((middle - spread) / (1 + z * z / of)), float((middle + spread) / (1 + z * z / of))


def main() -> None:
    """Print one line a kind and shape, then one a kind over all shapes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the plans of the full calibration")
    parser.add_argument("--only", nargs="+", choices=SIZES, default=list(SIZES), help="some of the families")
    asked = parser.parse_args()
    plans = {name: NULLS * max(1, round(asked.scale * SIZES[name] / NULLS)) for name in asked.only}
    print(f"plans of each shape: {plans}\n\n| kind | shape | plans | told in | 95 % interval |\n|---|---|---|---|---|")
    whole: Rates = {}
    for number, (name, shape) in enumerate(SHAPES.items()):
        lead, other = draw_plan(shape, number)
        for family in asked.only:
            found: Rates = {}
            for part in range(NULLS):
                for kind, told in run_family(family, lead, other, plans[family] // NULLS, 1 + 2 * part).items():
                    found.setdefault(kind, []).extend(told)
            for kind, told in found.items():
                if told:
                    whole.setdefault(kind, []).extend(told)
                    print(write_row(kind, name, told), flush=True)
    for kind, told in whole.items():
        print(write_row(kind, "**all shapes**", told), flush=True)
    print(f"\n{time.process_time():.0f} seconds of one processor")


def run_family(family: str, lead: Matrix, other: Matrix, plans: int, seed: int) -> Rates:
    """Run one family of tests on one shape with one null, whose seed this is; the next is that of the plans."""
    if family == "lottery":
        return calibrate_loads(lead, other, plans, seed)
    if family == "kinds":
        return calibrate_kinds(lead, other, plans, seed)
    if family == "pairs":
        leads = calibrate_pairs(lead, plans, seed, "pairs of leads")
        return leads | calibrate_pairs(lead | other, plans, seed, "pairs in all roles")
    if family == "positions":
        return calibrate_positions(lead | other, plans, seed)
    return calibrate_clusters(lead, plans, seed)


def write_row(kind: str, shape: str, told: list[bool]) -> str:
    """Write one row of the table."""
    low, high = wilson(sum(told), len(told))
    return f"| {kind} | {shape} | {len(told):,} | {np.mean(told):.1%} | {low:.1%}–{high:.1%} |"


if __name__ == "__main__":
    main()
