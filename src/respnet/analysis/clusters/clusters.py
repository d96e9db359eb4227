"""Clusters of units that lead the same tasks: modularity, null comparison, stable cores.

The kernels are imported where they run: a report with cached results needs the result types alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import ClusterApproximation
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import StepProgress
from respnet.core.plan import Role

if TYPE_CHECKING:
    from respnet.analysis.clusters.modularity import Labels, SearchBudget, SearchResult

RESAMPLES = 500
"""Number of bootstraps, and upper bound of jackknifes."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Module of units and the tasks assigned to it (ids, printed order).

    `joint` are the tasks that two or more of the units lead, whatever module they are assigned to.
    """

    units: tuple[str, ...]
    tasks: tuple[str, ...]
    joint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """Partition of units and tasks into modules, with its null comparison.

    `q` is Barber's modularity. `null_mean` and `null_sd` are of the best q of the
    quick search in draws with the same margins; `searched_q` is what it finds here and `z` its z-score, None where the
    null does not vary. `p` is (1 + draws at least as good) / (1 + draws). Clusters are in order of their first unit;
    units that lead nothing and tasks that no actor leads are in none.
    """

    q: float
    searched_q: float
    null_draws: int
    null_mean: float | None
    null_sd: float | None
    z: float | None
    p: float | None
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class StableCore:
    """Units that stay in one module under resampling of the tasks, and their joint tasks.

    `together` is the smallest co-assignment share over pairs of its units and over both resamplings (jackknife and
    bootstrap), at least .9 up to sampling error. `firm`: it exceeds .9 by more than `LeadClusters.margin`; if not, it
    is a close call that another seed could turn. `joint` are the tasks that two or more of the units lead.
    """

    units: tuple[str, ...]
    together: float
    joint: tuple[str, ...]
    firm: bool = True


@dataclass(frozen=True, slots=True)
class LeadClusters:
    """Clusters of the lead network.

    `near_optimal` counts the distinct partitions within 1 % of the best at which a search ended, the best included.
    `hub` is the unit with most leads (of ties the first in printed order) and `without_hub` the partition without it,
    None where fewer than two units lead then. `cores` are the stable cores, with close calls within `margin` of .9;
    none where `q` is 0.
    """

    starts: int
    seed: int
    best: Partition
    near_optimal: int
    cores: tuple[StableCore, ...]
    margin: float
    jackknifes: int
    bootstraps: int
    hub: str
    without_hub: Partition | None
    approximation: ClusterApproximation | None


def find_lead_clusters(
    network: ResponsibilityNetwork, *, null_draws: int, seed: int, progress: StepProgress | None = None
) -> LeadClusters:
    """Find the clusters of units that lead the same tasks; empty partitions where no actor leads.

    Large plans get fewer draws and resamples, recorded in `approximation`.

    Args:
        network: Network of the plan.
        null_draws: Number of draws from the fixed-margin null.
        seed: Seed of searches, draws and resamples.
        progress: Progress callback: (done, all) of draws and resamples.

    Returns:
        The clusters with their tests.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, who),)) for who in [("a", "b"), ("c", "d")] * 8]
    >>> found = find_lead_clusters(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), null_draws=50, seed=1)
    >>> [one.units for one in found.best.clusters], found.best.q
    ([('p/a', 'p/b'), ('p/c', 'p/d')], 0.5)
    >>> [(core.units, core.together) for core in found.cores]
    [(('p/a', 'p/b'), 1.0), (('p/c', 'p/d'), 1.0)]
    """
    from respnet.analysis.clusters.consensus_clusters import (
        STABLE_SHARE,
        compute_co_assignment,
        compute_stability_gap,
        find_stable_groups,
    )

    layer = _LeadLayer.of(network)
    if not layer.units:
        nothing = Partition(0.0, 0.0, 0, None, None, None, None, ())
        return LeadClusters(0, seed, nothing, 1, (), 0.0, 0, 0, "", None, None)
    hub = int(layer.lead.sum(axis=1).argmax())
    rest = layer.without(hub)
    repeats = min(RESAMPLES, layer.effort.most_repeats)
    draws = min(null_draws, layer.effort.most_repeats)
    layers = [layer, rest] if len(rest.units) > 1 else [layer]
    heard = _ProgressCounter(draws * len(layers) + min(len(layer.tasks), repeats) + repeats, progress)
    (best, search), *others = [one.partition(draws, seed, heard) for one in layers]
    together = compute_co_assignment(layer.lead, repeats=repeats, seed=seed, heard=heard)
    unsure = compute_stability_gap(together.bootstraps)
    cores = find_stable_groups(together.shares, STABLE_SHARE - unsure) if best.q > 0 else []
    return LeadClusters(
        starts=layer.effort.starts,
        seed=seed,
        best=best,
        near_optimal=search.near,
        cores=tuple(layer.core(rows, together.shares, STABLE_SHARE + unsure) for rows in cores),
        margin=unsure,
        jackknifes=together.jackknifes,
        bootstraps=together.bootstraps,
        hub=layer.units[hub],
        without_hub=others[0][0] if others else None,
        approximation=None
        if draws >= null_draws and together.jackknifes >= len(layer.tasks) and together.bootstraps >= RESAMPLES
        else ClusterApproximation(draws, together.jackknifes, together.bootstraps, layer.effort.starts, search.gap),
    )


class _ProgressCounter:
    """Progress counter over several steps."""

    def __init__(self, steps: int, progress: StepProgress | None) -> None:
        self.done, self.steps, self.progress = 0, steps, progress

    def __call__(self, more: int) -> None:
        self.done += more
        if self.progress is not None:
            self.progress(self.done, self.steps)


@dataclass(frozen=True, slots=True)
class _LeadLayer:
    """Lead matrix without empty rows and columns, with the ids of its units and tasks."""

    lead: Matrix
    units: tuple[str, ...]
    tasks: tuple[str, ...]

    @classmethod
    def of(cls, network: ResponsibilityNetwork) -> _LeadLayer:
        units, tasks = (tuple(one.id for one in side) for side in (network.actors, network.tasks))
        return cls(network.biadjacency(Role.LEAD), units, tasks)._used()

    def without(self, row: int) -> _LeadLayer:
        units = (*self.units[:row], *self.units[row + 1 :])
        return _LeadLayer(np.delete(self.lead, row, axis=0), units, self.tasks)._used()

    def _used(self) -> _LeadLayer:
        rows, columns = (self.lead.sum(axis=side) > 0 for side in (1, 0))
        return _LeadLayer(self.lead[rows][:, columns], _select_ids(self.units, rows), _select_ids(self.tasks, columns))

    @property
    def effort(self) -> SearchBudget:
        from respnet.analysis.clusters.modularity import SearchBudget

        return SearchBudget.of(int(self.lead.sum()))

    def partition(self, draws: int, seed: int, heard: Callable[[int], None]) -> tuple[Partition, SearchResult]:
        """Find the best partition with its null comparison, and what the search found."""
        from respnet.analysis.clusters.modularity import (
            assign_tasks,
            compute_null_modularity,
            find_best_partition,
        )

        found = find_best_partition(self.lead, seed=seed)
        chance = compute_null_modularity(self.lead, draws=draws, seed=seed, heard=heard)
        of_tasks = assign_tasks(self.lead, found.labels)
        edges_squared = int(self.lead.sum()) ** 2
        drawn = chance.drawn
        varies = drawn.size > 1 and bool((drawn != drawn[0]).any())
        mean = float(drawn.mean()) / edges_squared if drawn.size else None
        sd = float(drawn.std(ddof=1)) / edges_squared if drawn.size > 1 else None
        here = chance.here / edges_squared
        return Partition(
            q=found.value / edges_squared,
            searched_q=here,
            null_draws=int(drawn.size),
            null_mean=mean,
            null_sd=sd,
            z=(here - mean) / sd if varies and mean is not None and sd else None,
            p=(1 + int((drawn >= chance.here).sum())) / (1 + drawn.size) if drawn.size else None,
            clusters=tuple(self._cluster(found.labels, of_tasks, module) for module in np.unique(found.labels)),
        ), found

    def core(self, rows: Labels, shares: NDArray[np.float64], firm: float) -> StableCore:
        members = np.isin(np.arange(len(self.units)), rows)
        together = float(shares[np.ix_(rows, rows)].min())
        return StableCore(_select_ids(self.units, members), together, self._joint(members), together >= firm)

    def _cluster(self, of_units: Labels, of_tasks: Labels, module: int) -> Cluster:
        members, tasks = np.equal(of_units, module), np.equal(of_tasks, module)
        return Cluster(_select_ids(self.units, members), _select_ids(self.tasks, tasks), self._joint(members))

    def _joint(self, members: Matrix) -> tuple[str, ...]:
        return _select_ids(self.tasks, np.greater(self.lead[members].sum(axis=0), 1))


def _select_ids(ids: Sequence[str], wanted: Matrix) -> tuple[str, ...]:
    return tuple(ids[place] for place in np.flatnonzero(wanted).tolist())
