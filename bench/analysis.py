"""The whole analysis, step by step, of the shipped plan and of two larger ones: seconds and peak memory.

The numbers of draws are the usual ones; where a step takes fewer for a plan of that size, it says so here as in its
result. Each size runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from respnet.analysis.run import Measures, Stage, compute_measures
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions
from respnet.core.plan import Role
from respnet.findings.finding import describe_approximation
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.intake.read import read_plan

DATA = Path(__file__).parents[1] / "data"
SIZES = ("shipped", "300 x 3000", "1000 x 10000")


def plan_of(units: int, tasks: int) -> ResponsibilityNetwork:
    """About two leads and five others a task; a few units have most, as in real plans."""
    chance = random.Random(7)
    names = [f"单位{unit}" for unit in range(units)]
    rows = []
    for task in range(tasks):
        several = 2 + chance.choice((2, 3, 5, 6, 9))
        drawn = list(dict.fromkeys(min(units - 1, int(chance.paretovariate(0.6)) - 1) for _ in range(3 * several)))
        drawn += [unit for unit in chance.sample(range(units), several) if unit not in drawn]
        leads = chance.choice((1, 2, 2, 3))
        lists = (
            UnitList(Role.LEAD, tuple(names[unit] for unit in drawn[:leads])),
            UnitList(Role.RESPONSIBLE, tuple(names[unit] for unit in drawn[leads:several])),
        )
        rows.append(TaskRow(f"任务{task}", number=str(task + 1), section=(f"第{task // 20}节",), units=lists))
    return ResponsibilityNetwork(build_plan(PlanFacts("made"), rows))


def run(size: str) -> None:
    """Measure one size and print a line a step: from when to when it ran, for two run at a time."""
    numbers = [int(number) for number in size.split(" x ")] if " x " in size else []
    network = plan_of(*numbers) if numbers else ResponsibilityNetwork(read_plan(DATA))
    times: dict[str, list[float]] = {}
    start = time.perf_counter()

    def heard(stage: Stage, _: int, __: int) -> None:
        times.setdefault(stage.value, []).append(time.perf_counter() - start)

    found = compute_measures(network, AnalysisOptions(), heard)
    whole = time.perf_counter() - start
    matrix = network.biadjacency()
    print(f"{matrix.shape[0]} units, {matrix.shape[1]} tasks, {int(matrix.sum())} lines, of these ", end="")
    print(f"{int(network.biadjacency(Role.LEAD).sum())} leads: {whole:.1f} s in all, ", end="")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB at most")
    for stage, told in times.items():
        print(f"    {told[0]:7.2f} to {told[-1]:7.2f} s  {stage}")
    for said in shortcuts(found):
        print(f"    {said}")


def shortcuts(found: Measures) -> list[str]:
    """What was approximated because of size."""
    parts = (found.lottery, found.ties.leads, found.ties.all_roles, found.clusters, found.standing)
    results = (*parts, found.fragility, found.rebalancing)
    return [describe_approximation(one.approximation).en for one in results if one.approximation is not None]


def main() -> None:
    """Run every size, or the one named."""
    if len(sys.argv) > 1:
        run(sys.argv[1])
        return
    for size in SIZES:
        subprocess.run([sys.executable, __file__, size], check=True)


if __name__ == "__main__":
    main()
