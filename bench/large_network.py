"""Each measure of one large network by itself: processor seconds, peak memory, and what it approximates.

`python bench/large_network.py [1000x10000|10000x100000] [measure ...] [--limit SECONDS]`; a process a measure.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from analysis import plan_of

from respnet.analysis.clusters.clusters import find_lead_clusters
from respnet.analysis.pairs.backbone import find_significant_ties
from respnet.analysis.position.centrality import compute_centrality
from respnet.analysis.position.position_tests import assess_positions
from respnet.analysis.rebalance.rebalance import rebalance
from respnet.analysis.risk.robustness import compute_fragility
from respnet.analysis.structure.lead_network import build_lead_network, count_co_leads, find_lead_gaps
from respnet.analysis.structure.structure import assess_brokerage, find_core
from respnet.analysis.workload.random_assignment import assess_loads
from respnet.analysis.workload.workload import build_timetable, compare_with_capacity, compute_workload
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions
from respnet.findings.finding import describe_approximation

SET = AnalysisOptions()
MEASURES: dict[str, Callable[[ResponsibilityNetwork], object]] = {
    "network": lambda network: network,
    "workload": compute_workload,
    "capacities": compare_with_capacity,
    "timetable": build_timetable,
    "co_leads": count_co_leads,
    "lead_gaps": find_lead_gaps,
    "lead_network": build_lead_network,
    "brokerage": assess_brokerage,
    "rebalancing": rebalance,
    "fragility": compute_fragility,
    "centrality": compute_centrality,
    "core": lambda one: find_core(one, null_draws=SET.null_draws, seed=SET.seed),
    "loads": lambda one: assess_loads(one, draws=SET.draws, seed=SET.seed),
    "ties": lambda one: find_significant_ties(one, draws=SET.tie_draws, seed=SET.seed),
    "position tests": lambda one: assess_positions(one, null_draws=SET.null_draws, seed=SET.seed),
    "clusters": lambda one: find_lead_clusters(one, null_draws=SET.null_draws, seed=SET.seed),
}


def run(size: str, measure: str, limit: int) -> None:
    """Measure one and print its line."""
    units, tasks = map(int, size.split("x"))
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    network = plan_of(units, tasks)
    network.biadjacency()
    before, base = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    found = MEASURES[measure](network)
    spent, peak = time.process_time() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    parts = [found, *(getattr(found, name, None) for name in ("leads", "all_roles"))]
    said = [one.approximation for one in parts if getattr(one, "approximation", None) is not None]
    print(f"| {measure} | {spent:.1f} | {peak:.2f} | {base:.2f} | ", end="")
    print(f"{' '.join(describe_approximation(one).en for one in said)} |", flush=True)


def main() -> None:
    """Run the measures named, or all, one process each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", nargs="?", default="1000x10000")
    parser.add_argument("measures", nargs="*", default=[])
    parser.add_argument(
        "--limit", type=int, default=300, help="processor seconds a measure may take, the plan's making included"
    )
    parser.add_argument("--one", action="store_true")
    told = parser.parse_args()
    if told.one:
        run(told.size, told.measures[0], told.limit)
        return
    print("| measure | processor s | peak GB | of it network GB | approximation |\n|---|---|---|---|---|", flush=True)
    for measure in told.measures or MEASURES:
        command = [sys.executable, __file__, told.size, measure, "--one", "--limit", str(told.limit)]
        if subprocess.run(command, check=False).returncode:
            print(f"| {measure} | over {told.limit} | | | |", flush=True)


if __name__ == "__main__":
    main()
