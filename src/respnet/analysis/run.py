"""Every measure of one plan, run one after the other: what findings and pages draw from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from respnet.analysis.clusters.clusters import LeadClusters, find_lead_clusters
from respnet.analysis.options import AnalysisOptions
from respnet.analysis.pairs.backbone import Ties, find_significant_ties
from respnet.analysis.pairs.co_leads import CoLeads, count_co_leads
from respnet.analysis.position.centrality import Centrality, compute_centrality
from respnet.analysis.position.position_tests import PositionTests, assess_positions
from respnet.analysis.rebalance.rebalance import Rebalancing, rebalance
from respnet.analysis.risk.lead_gaps import LeadGaps, find_lead_gaps
from respnet.analysis.risk.robustness import Fragility, compute_fragility
from respnet.analysis.workload.capacity import Capacities, compare_with_capacity
from respnet.analysis.workload.random_assignment import LoadTests, assess_loads
from respnet.analysis.workload.timetable import Timetable, build_timetable
from respnet.analysis.workload.weight_sensitivity import WeightSensitivity, compute_weight_sensitivity
from respnet.analysis.workload.workload import Workload, compute_workload
from respnet.core.i18n import Text
from respnet.core.network import ResponsibilityNetwork

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
ProgressCallback = Callable[[Text, int, int], None]
"""Hears what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What takes draws, searches or programs, and so is worth remembering from one report to the next."""

    lottery: LoadTests
    ties: Ties
    clusters: LeadClusters
    centrality: Centrality
    standing: PositionTests
    fragility: Fragility
    rebalancing: Rebalancing


@dataclass(frozen=True, slots=True)
class Results:
    """Every result on one plan: those counted at once, and those measured."""

    workload: Workload
    weighing: WeightSensitivity
    capacities: Capacities
    timetable: Timetable
    co_leads: CoLeads
    lead_gaps: LeadGaps
    lottery: LoadTests
    ties: Ties
    clusters: LeadClusters
    centrality: Centrality
    standing: PositionTests
    fragility: Fragility
    rebalancing: Rebalancing


def compute_measures(
    network: ResponsibilityNetwork, settings: AnalysisOptions, progress: ProgressCallback | None = None
) -> Measures:
    """Run every measure that takes time. `progress` hears of each step from its start to its end, one at a time.

    The clusters take about as long as all the rest and are sought beside it, in a thread: numpy computes in both.
    """
    seed, heard = settings.seed, _Heard(progress)
    clusters = _run_in_thread(
        lambda: find_lead_clusters(
            network,
            null_draws=settings.null_draws,
            seed=seed,
            progress=heard.of("寻找工作组团", "Looking for clusters"),
        )
    )
    try:
        return Measures(
            lottery=assess_loads(
                network,
                draws=settings.draws,
                seed=seed,
                progress=heard.of("抽签比较任务量", "Drawing lots for the seats"),
            ),
            ties=find_significant_ties(
                network,
                draws=settings.tie_draws,
                seed=seed,
                progress=heard.of("两两比较共同任务", "Comparing every pair of units with chance"),
            ),
            centrality=_told(heard.of("计算网络位置", "Measuring positions"), lambda: compute_centrality(network)),
            standing=assess_positions(
                network,
                null_draws=settings.null_draws,
                seed=seed,
                progress=heard.of("检验名次是否站得住", "Testing how firmly the ranks stand"),
            ),
            fragility=_told(heard.of("假设单位缺位", "Letting units drop out"), lambda: compute_fragility(network)),
            rebalancing=_told(heard.of("试算牵头调整", "Trying to spread the leads"), lambda: rebalance(network)),
            clusters=clusters.result(),
        )
    except BaseException:
        heard.stop()
        raise


def _run_in_thread(run: Callable[[], T]) -> Future[T]:
    """Runs in a thread of its own, for which nobody has to wait after an interruption."""
    from concurrent.futures import Future
    from threading import Thread

    found: Future[T] = Future()

    def work() -> None:
        try:
            found.set_result(run())
        except BaseException as error:  # it is raised where the result is asked for
            found.set_exception(error)

    Thread(target=work, daemon=True).start()
    return found


class _Heard:
    """Passes on what steps tell, one at a time; after `stop`, a step ends when it next tells something."""

    def __init__(self, progress: ProgressCallback | None) -> None:
        from threading import Lock

        self._progress, self._lock, self._stopped = progress, Lock(), False

    def of(self, zh: str, en: str) -> Callable[[int, int], None]:
        """What a step of that name is to tell: how much of it is done, and how much there is."""
        stage = Text(zh=zh, en=en)

        def tell(done: int, of: int) -> None:
            with self._lock:
                if self._stopped:
                    raise _StoppedError
                if self._progress is not None:
                    self._progress(stage, done, of)

        tell(0, 1)
        return tell

    def stop(self) -> None:
        """Have whatever still runs end."""
        self._stopped = True


class _StoppedError(Exception):
    """Another step has failed or was interrupted, so that nobody waits for this one."""


def build_results(network: ResponsibilityNetwork, measured: Measures) -> Results:
    """All results, given those that take time."""
    return Results(
        workload=compute_workload(network),
        weighing=compute_weight_sensitivity(network),
        capacities=compare_with_capacity(network),
        timetable=build_timetable(network),
        co_leads=count_co_leads(network),
        lead_gaps=find_lead_gaps(network),
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
