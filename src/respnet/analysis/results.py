"""Every measure of one plan, run one after the other: what findings and pages draw from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from respnet.analysis.capacity import Capacities, capacities
from respnet.analysis.centrality import Centrality, centrality
from respnet.analysis.clusters import Clusters, lead_clusters
from respnet.analysis.coleads import CoLeads, co_leads
from respnet.analysis.fragility import Fragility, fragility
from respnet.analysis.lottery import Lottery, lottery
from respnet.analysis.rebalancing import Rebalancing, rebalance
from respnet.analysis.risk import LeadGaps, lead_gaps
from respnet.analysis.settings import Settings
from respnet.analysis.standing import Standing, standing
from respnet.analysis.ties import Ties, validated_ties
from respnet.analysis.timetable import Timetable, timetable
from respnet.analysis.weighing import Weighing, weigh
from respnet.analysis.workload import Workload, workload
from respnet.network import ResponsibilityNetwork
from respnet.words import Text

T = TypeVar("T")
Progress = Callable[[Text, int, int], None]
"""Hears what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What takes draws, searches or programs, and so is worth remembering from one report to the next."""

    lottery: Lottery
    ties: Ties
    clusters: Clusters
    centrality: Centrality
    standing: Standing
    fragility: Fragility
    rebalancing: Rebalancing


@dataclass(frozen=True, slots=True)
class Results:
    """Every result on one plan: those counted at once, and those measured."""

    workload: Workload
    weighing: Weighing
    capacities: Capacities
    timetable: Timetable
    co_leads: CoLeads
    lead_gaps: LeadGaps
    lottery: Lottery
    ties: Ties
    clusters: Clusters
    centrality: Centrality
    standing: Standing
    fragility: Fragility
    rebalancing: Rebalancing


def measure(network: ResponsibilityNetwork, settings: Settings, progress: Progress | None = None) -> Measured:
    """Run every measure that takes time. `progress` hears of each step from its start to its end."""
    seed = settings.seed

    def heard(zh: str, en: str) -> Callable[[int, int], None]:
        stage = Text(zh=zh, en=en)

        def tell(done: int, of: int) -> None:
            if progress is not None:
                progress(stage, done, of)

        tell(0, 1)
        return tell

    return Measured(
        lottery=lottery(
            network, draws=settings.draws, seed=seed, progress=heard("抽签比较任务量", "Drawing lots for the seats")
        ),
        ties=validated_ties(
            network,
            draws=settings.tie_draws,
            seed=seed,
            progress=heard("两两比较共同任务", "Comparing every pair of units with chance"),
        ),
        clusters=lead_clusters(
            network,
            null_draws=settings.null_draws,
            seed=seed,
            progress=heard("寻找工作组团", "Looking for clusters"),
        ),
        centrality=_told(heard("计算网络位置", "Measuring positions"), lambda: centrality(network)),
        standing=standing(
            network,
            null_draws=settings.null_draws,
            seed=seed,
            progress=heard("检验名次是否站得住", "Testing how firmly the ranks stand"),
        ),
        fragility=_told(heard("假设单位缺位", "Letting units drop out"), lambda: fragility(network)),
        rebalancing=_told(heard("试算牵头调整", "Trying to spread the leads"), lambda: rebalance(network)),
    )


def results_of(network: ResponsibilityNetwork, measured: Measured) -> Results:
    """All results, given those that take time."""
    return Results(
        workload=workload(network),
        weighing=weigh(network),
        capacities=capacities(network),
        timetable=timetable(network),
        co_leads=co_leads(network),
        lead_gaps=lead_gaps(network),
        lottery=measured.lottery,
        ties=measured.ties,
        clusters=measured.clusters,
        centrality=measured.centrality,
        standing=measured.standing,
        fragility=measured.fragility,
        rebalancing=measured.rebalancing,
    )


def _told(tell: Callable[[int, int], None], run: Callable[[], T]) -> T:
    """Run a step that has nothing to tell in between."""
    found = run()
    tell(1, 1)
    return found
