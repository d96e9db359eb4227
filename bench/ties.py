"""Chance with both margins fixed, against curveball in plain Python.

Ends with a full run of `find_significant_ties`.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import respnet
from respnet.analysis.nulls.fixed_margins import MIN_THINNING, draw_fixed_margin_matrices
from respnet.analysis.pairs.backbone import DEFAULT_TIE_DRAWS, find_significant_ties
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan

sys.path.insert(0, str(Path(__file__).parent))
from timing import in_turn, tell

SEED = 2022


def made_up(units: int, tasks: int, edges: int, leads: int) -> ResponsibilityNetwork:
    """A plan with about so many assignments and leads; a few units are far busier than the others."""
    draw = np.random.Generator(np.random.PCG64(SEED))
    weights = 1 / np.arange(1, units + 1) ** 0.6
    rows = []
    for number in range(tasks):
        size = 1 + int(draw.poisson(edges / tasks - 1))
        chosen = [f"u{unit}" for unit in draw.choice(units, size, replace=False, p=weights / weights.sum())]
        first = 1 + int(draw.poisson(leads / tasks - 1))
        lists = (UnitList(Role.LEAD, tuple(chosen[:first])), UnitList(Role.SUPPORT, tuple(chosen[first:])))
        rows.append(TaskRow(f"t{number}", number=str(number), units=lists))
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), rows))


def used(action: Callable[[], object], share: float = 1.0) -> Callable[[], float]:
    """Processor seconds of the action, or of a share of it: others use this machine too."""

    def run() -> float:
        start = time.process_time()
        action()
        return (time.process_time() - start) * share

    return run


def plain_curveball(b: Matrix, draws: int) -> list[set[int]]:
    """As Strona et al. (2014) give it: two rows at random trade what only one of them has; no burn-in."""
    rows = [set(np.flatnonzero(row).tolist()) for row in b if row.any()]
    lot = random.Random(SEED)
    for _ in range(draws * MIN_THINNING * len(rows) // 2):
        one, other = lot.sample(range(len(rows)), 2)
        both = rows[one] & rows[other]
        pool = list(rows[one] ^ rows[other])
        lot.shuffle(pool)
        keep = len(rows[one]) - len(both)
        rows[one], rows[other] = both | set(pool[:keep]), both | set(pool[keep:])
    return rows


def parts(name: str, b: Matrix, ours: int, theirs: int) -> None:
    """Time 1,000 draws against plain Python."""
    b = b[np.ix_(b.any(axis=1), b.any(axis=0))]
    draws = used(lambda: list(draw_fixed_margin_matrices(b, draws=ours, seed=SEED)), 1_000 / ours)
    plain = used(lambda: plain_curveball(b, theirs), 1_000 / theirs)
    tell(f"{name}: 1,000 draws (of {ours}, with burn-in)", *named(draws, "curveball in plain Python", plain))


def named(ours: Callable[[], float], other: str, theirs: Callable[[], float]) -> tuple[list[float], str, list[float]]:
    mine, others = in_turn(ours, theirs, runs=3)
    return mine, other, others


def whole(name: str, network: ResponsibilityNetwork) -> None:
    network.biadjacency()
    start = time.process_time()
    found = find_significant_ties(network, draws=DEFAULT_TIE_DRAWS, seed=SEED)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"validated_ties, {name}: {seconds:.2f} s of one core; at most {memory:.0f} MB in this process so far")
    for layer in (found.leads, found.all_roles):
        print(
            f"  {layer.layer}: {layer.law}; {layer.pairs} pairs, {layer.testable} testable, {layer.validated} "
            f"validated, {layer.apart} apart (of {layer.testable_fewer} testable)",
            flush=True,
        )


def main() -> None:
    """Print the lines for three sizes."""
    shipped = ResponsibilityNetwork(respnet.read_plan(Path(__file__).parents[1] / "data"))
    large = {
        "300 x 3,000": made_up(300, 3_000, 20_000, 5_600),
        "1,000 x 10,000": made_up(1_000, 10_000, 70_000, 19_000),
    }
    parts("30 x 32, leads", shipped.biadjacency(Role.LEAD), 20_000, 200)
    parts("30 x 32, all roles", shipped.biadjacency(), 20_000, 200)
    for (name, network), (ours, theirs) in zip(large.items(), ((100, 5), (50, 2)), strict=True):
        parts(f"{name}, all roles", network.biadjacency(), ours, theirs)
    for name, network in ({"30 x 32": shipped} | large).items():
        whole(name, network)


if __name__ == "__main__":
    main()
