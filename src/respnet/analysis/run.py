"""Execution of all measures of one plan, and the profiles of the units in focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from respnet.analysis.clusters.clusters import LeadClusters, find_lead_clusters
from respnet.analysis.pairs.backbone import Ties, find_significant_ties
from respnet.analysis.position.centrality import Centrality, UnitCentrality, compute_centrality
from respnet.analysis.position.position_tests import PositionTests, UnitPositionTests, assess_positions
from respnet.analysis.rebalance.rebalance import Rebalancing, rebalance
from respnet.analysis.risk.robustness import Fragility, compute_fragility
from respnet.analysis.structure.lead_network import (
    CoLeads,
    LeadGaps,
    LeadNetwork,
    build_lead_network,
    count_co_leads,
    find_lead_gaps,
)
from respnet.analysis.structure.structure import Brokerage, CorePeriphery, assess_brokerage, find_core
from respnet.analysis.workload.random_assignment import LoadTests, UnitFlag, assess_loads
from respnet.analysis.workload.workload import (
    Capacities,
    Timetable,
    UnitLoad,
    Workload,
    build_timetable,
    compare_with_capacity,
    compute_workload,
)
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions, StepProgress

if TYPE_CHECKING:
    from concurrent.futures import Future


T = TypeVar("T")


class Stage(StrEnum):
    """Steps of an analysis that take time."""

    CLUSTERS = "clusters"
    LOADS = "loads"
    TIES = "ties"
    CENTRALITY = "centrality"
    POSITION_TESTS = "position-tests"
    FRAGILITY = "fragility"
    REBALANCING = "rebalancing"


StageProgress = Callable[[Stage, int, int], None]
"""Progress callback: stage, steps done, steps in all."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Results of sampling, search and integer programming, which the result cache keeps."""

    lottery: LoadTests
    ties: Ties
    clusters: LeadClusters
    centrality: Centrality
    standing: PositionTests
    fragility: Fragility
    rebalancing: Rebalancing
    core: CorePeriphery
    brokerage: Brokerage


@dataclass(frozen=True, slots=True)
class Results(Measures):
    """All results on one plan: the measures, and direct counts."""

    workload: Workload
    capacities: Capacities
    timetable: Timetable
    co_leads: CoLeads
    lead_gaps: LeadGaps
    lead_network: LeadNetwork


def compute_measures(
    network: ResponsibilityNetwork, settings: AnalysisOptions, progress: StageProgress | None = None
) -> Measures:
    """Run every measure that takes time.

    Two threads share them, the longest first: numpy releases the interpreter lock.

    Args:
        network: Network of the plan.
        settings: Seed and numbers of draws.
        progress: Progress callback; called for each stage from start to end, one call at a time.

    Returns:
        The measures.
    """
    nulls, seed, heard = settings.null_draws, settings.seed, _ProgressRelay(progress)

    def run(stage: Stage, measure: Callable[[ResponsibilityNetwork], Any]) -> Callable[[], Any]:
        told = heard.of(stage)
        return lambda: _run_step(told, lambda: measure(network))

    told = {stage: heard.of(stage) for stage in (Stage.CLUSTERS, Stage.LOADS, Stage.TIES, Stage.POSITION_TESTS)}
    steps: dict[str, Callable[[], Any]] = {
        "standing": lambda: assess_positions(network, null_draws=nulls, seed=seed, progress=told[Stage.POSITION_TESTS]),
        "clusters": lambda: find_lead_clusters(network, null_draws=nulls, seed=seed, progress=told[Stage.CLUSTERS]),
        "lottery": lambda: assess_loads(network, draws=settings.draws, seed=seed, progress=told[Stage.LOADS]),
        "ties": lambda: find_significant_ties(network, draws=settings.tie_draws, seed=seed, progress=told[Stage.TIES]),
        "centrality": run(Stage.CENTRALITY, compute_centrality),
        "core": lambda: find_core(network, null_draws=nulls, seed=seed),
        "rebalancing": run(Stage.REBALANCING, rebalance),
        "fragility": run(Stage.FRAGILITY, compute_fragility),
        "brokerage": lambda: assess_brokerage(network),
    }
    waiting, found = list(reversed(steps.items())), dict[str, Any]()

    def work() -> None:
        while waiting:
            try:
                name, step = waiting.pop()
            except IndexError:  # the other thread took the last one
                return
            found[name] = step()

    # `np.unique` imports numpy.ma at its first call. Where two threads do so at once, a Ctrl-C that meets Python's own
    # import code is lost, and both wait for a lock that nobody gives back.
    import_module("numpy.ma")
    beside = _run_in_thread(work)
    try:
        work()
        beside.result()
        return Measures(**found)
    except BaseException:
        waiting.clear()
        heard.stop()
        raise


def _run_in_thread(run: Callable[[], T]) -> Future[T]:
    """Run in a daemon thread, which nobody has to wait for after an interruption."""
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


class _ProgressRelay:
    """Serialises the progress calls of concurrent stages; after `stop`, a stage ends with its next call."""

    def __init__(self, progress: StageProgress | None) -> None:
        from threading import Lock

        self._progress, self._lock, self._stopped = progress, Lock(), False

    def of(self, stage: Stage) -> StepProgress:
        """Return the progress callback of a stage."""

        def tell(done: int, of: int) -> None:
            with self._lock:
                if self._stopped:
                    raise _StoppedError
                if self._progress is not None:
                    self._progress(stage, done, of)

        tell(0, 1)
        return tell

    def stop(self) -> None:
        """End the stages still running."""
        self._stopped = True


class _StoppedError(Exception):
    """Raised in a stage after another one failed or was interrupted."""


def build_results(network: ResponsibilityNetwork, measured: Measures) -> Results:
    """Build all results from the measures and the direct counts.

    Args:
        network: Network of the plan.
        measured: Measures of that plan.

    Returns:
        All results.
    """
    return Results(
        workload=compute_workload(network),
        capacities=compare_with_capacity(network),
        timetable=build_timetable(network),
        co_leads=count_co_leads(network),
        lead_gaps=find_lead_gaps(network),
        lead_network=build_lead_network(network),
        **{field.name: getattr(measured, field.name) for field in fields(measured)},
    )


def _run_step(tell: StepProgress, run: Callable[[], T]) -> T:
    """Run a stage without intermediate progress."""
    found = run()
    tell(1, 1)
    return found


class CoLeadPartner(NamedTuple):
    """A unit (id) and the tasks (ids, in printed order) that both lead."""

    unit: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusUnit:
    """Profile of one unit.

    `neighbours` counts the units it shares a task with, in any role. `co_leads` are by descending number of joint
    tasks, then in printed order; `alone` are the tasks (ids) it leads alone.
    """

    unit: str
    load: UnitLoad
    centrality: UnitCentrality
    standing: UnitPositionTests
    neighbours: int
    flag: UnitFlag
    co_leads: tuple[CoLeadPartner, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """Profiles of the units in focus, and the requested names that are no single unit of this plan."""

    units: tuple[FocusUnit, ...]
    names_missing: tuple[str, ...]


def profile_units(network: ResponsibilityNetwork, results: Results, names: Sequence[str] = ()) -> Focus:
    """Profile the named units; without names those the plan names, else the two with most leads.

    Args:
        network: Network of the plan.
        results: Results of the analysis.
        names: Unit names, recorded other spellings included; a collective is no single unit and counts as missing.

    Returns:
        The profiles.
    """
    wanted = tuple(dict.fromkeys(names or network.plan.focus))
    row_of = {unit.id: row for row, unit in enumerate(network.actors)}
    if wanted:
        rows = {name: network.find_actor_row(name) for name in wanted}
        missing = tuple(name for name, row in rows.items() if row is None)
        chosen = list(dict.fromkeys(row for row in rows.values() if row is not None))
    else:
        missing = ()
        chosen = [row_of[load.unit] for load in results.workload.rank_leaders()[:2] if load.total]
    units = tuple(_profile_unit(network, results, row) for row in chosen)
    return Focus(units, missing)


def _profile_unit(network: ResponsibilityNetwork, results: Results, row: int) -> FocusUnit:
    unit = results.workload.loads[row].unit
    b = network.biadjacency()
    return FocusUnit(
        unit=unit,
        load=results.workload.loads[row],
        centrality=results.centrality.units[row],
        standing=results.standing.units[row],
        neighbours=int(b[:, b[row]].any(axis=1).sum()) - int(b[row].any()),
        flag=results.lottery.flags[row],
        co_leads=tuple(
            CoLeadPartner(pair.b if pair.a == unit else pair.a, pair.tasks)
            for pair in results.co_leads.pairs
            if unit in (pair.a, pair.b)
        ),
        alone=tuple(one.task for one in results.lead_gaps.single if one.unit == unit),
    )
