"""Clusters of units that lead the same tasks: modularity, null comparison, stable cores.

The kernels are imported where they run: a report with cached results needs the result types alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import ClusterApproximation
from respnet.analysis.nulls.fixed_margins import compute_canonical_order, draw_fixed_margin_matrices
from respnet.analysis.stats.sparse_counts import Counts, list_cells
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import StepProgress
from respnet.core.plan import Role

if TYPE_CHECKING:
    from respnet.analysis.clusters.modularity import Labels, LocalOptima, SearchBudget, SearchResult

RESAMPLES = 500
"""Number of bootstraps, and upper bound of jackknifes."""
STABLE_SHARE = 0.9
"""Share of partitions, in either resampling, in which units of one core are in one module."""
MIN_STABILITY_GAP = 0.03
"""Shares this close to STABLE_SHARE are a close call: with 1,000 bootstraps another seed moves them by .01."""
RESAMPLE_BLOCK_CELLS = 1 << 22
"""Cells of resampled matrices held at once."""


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
    layer = _LeadLayer.of(network)
    if not layer.units:
        nothing = Partition(0.0, 0.0, 0, None, None, None, None, ())
        return LeadClusters(0, seed, nothing, 1, (), 0.0, 0, 0, "", None, None)
    hub = int(layer.lead.sum(axis=1).argmax())
    rest = layer.without(hub)
    repeats = min(RESAMPLES, layer.effort.most_repeats)
    draws = min(null_draws, layer.effort.most_repeats)
    layers = [layer, rest] if len(rest.units) > 1 else [layer]
    jackknifes = min(len(layer.tasks), repeats)
    heard = _ProgressCounter(draws * len(layers) + jackknifes + repeats, progress)
    (best, search), *others = [one.partition(draws, seed, heard) for one in layers]
    shares = compute_co_assignment(layer.lead, repeats=repeats, seed=seed, heard=heard)
    unsure = compute_stability_gap(repeats)
    cores = find_stable_groups(shares, STABLE_SHARE - unsure) if best.q > 0 else []
    return LeadClusters(
        starts=layer.effort.starts,
        seed=seed,
        best=best,
        near_optimal=search.near,
        cores=tuple(layer.core(rows, shares, STABLE_SHARE + unsure) for rows in cores),
        margin=unsure,
        jackknifes=jackknifes,
        bootstraps=repeats,
        hub=layer.units[hub],
        without_hub=others[0][0] if others else None,
        approximation=None
        if draws >= null_draws and jackknifes >= len(layer.tasks) and repeats >= RESAMPLES
        else ClusterApproximation(draws, jackknifes, repeats, layer.effort.starts, search.gap),
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
        from respnet.analysis.clusters.modularity import find_best_partition

        found = find_best_partition(self.lead, seed=seed)
        searched, *_ = values = compute_null_modularity(self.lead, draws=draws, seed=seed, heard=heard)
        of_tasks = assign_tasks(self.lead, found.labels)
        edges_squared = int(self.lead.sum()) ** 2
        drawn = values[1:]
        varies = drawn.size > 1 and bool((drawn != drawn[0]).any())
        mean = float(drawn.mean()) / edges_squared if drawn.size else None
        sd = float(drawn.std(ddof=1)) / edges_squared if drawn.size > 1 else None
        here = int(searched) / edges_squared
        return Partition(
            q=found.value / edges_squared,
            searched_q=here,
            null_draws=int(drawn.size),
            null_mean=mean,
            null_sd=sd,
            z=(here - mean) / sd if varies and mean is not None and sd else None,
            p=(1 + int((drawn >= searched).sum())) / (1 + drawn.size) if drawn.size else None,
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


def compute_null_modularity(b: Matrix, *, draws: int, seed: int, heard: Callable[[int], None]) -> Counts:
    """Compute the maximum modularity, by the same quick search, of the matrix and of draws with its margins.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        draws: Number of curveball draws.
        seed: Seed of draws and searches.
        heard: Progress callback; called with the number of draws done since the last call.

    Returns:
        The observed value, then those of the draws.
    """
    from respnet.analysis.clusters.modularity import SearchBudget, run_quick_search

    rows, columns = compute_canonical_order(b)
    ordered = b[rows][:, columns]
    effort = SearchBudget.of(int(b.sum()))
    (here,) = run_quick_search([ordered[None]], effort, seed=seed)
    found = [here.values]
    for ends in run_quick_search(draw_fixed_margin_matrices(ordered, draws=draws, seed=seed), effort, seed=seed):
        found.append(ends.values)
        heard(len(ends.values))
    return np.concatenate(found)


def assign_tasks(b: Matrix, units: Labels) -> Labels:
    """Assign each task to its best module, given the units' modules; ties go to the lowest label.

    Only modules of a task's own units can be best, so the filled cells suffice.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        units: Module of each unit.

    Returns:
        Module of each task; 0 for one without units.

    >>> assign_tasks(np.eye(2, dtype=bool), np.array([7, 3])).tolist()
    [7, 3]
    """
    row, column = list_cells(b)
    size = int(units.max(initial=0)) + 1
    keys, lines = np.unique(column * size + units[row], return_counts=True)
    task, module = np.divmod(keys, size)
    totals = np.bincount(units[row], minlength=size)
    gains = row.size * lines - np.bincount(column)[task] * totals[module]
    best = np.lexsort((-module, gains, task))  # of each task the last one stays
    found = np.zeros(b.shape[1], dtype=np.int64)
    found[task[best]] = module[best]
    return found


def compute_co_assignment(b: Matrix, *, repeats: int, seed: int, heard: Callable[[int], None]) -> NDArray[np.float64]:
    """Compute the co-assignment of units under jackknife and bootstrap resampling of the tasks.

    A unit that loses all its tasks in a resample is in nobody's module, so cores that rest on one or two tasks are not
    stable.

    Args:
        b: Boolean biadjacency matrix, units x tasks, without empty rows and columns.
        repeats: Number of bootstraps, and the upper bound of jackknifes.
        seed: Seed of the resampling and of the searches.
        heard: Progress callback; called with the number of resamples done since the last call.

    Returns:
        Share of partitions with both units in one module, units x units: the smaller of the two resamplings.
    """
    from respnet.analysis.clusters.modularity import SearchBudget, run_quick_search

    rows, columns = compute_canonical_order(b)
    ordered = b[rows][:, columns]
    effort = SearchBudget.of(int(b.sum()))
    random = np.random.Generator(np.random.PCG64(seed))
    tasks = b.shape[1]
    left_out = np.arange(tasks) if tasks <= repeats else np.sort(random.choice(tasks, repeats, replace=False))
    redrawn = random.integers(0, tasks, size=(repeats, tasks))
    shares = [
        _count_co_assignments(run_quick_search(matrices, effort, seed=seed), len(b), heard)
        for matrices in (_leave_tasks_out(ordered, left_out), _resample_tasks(ordered, redrawn))
    ]
    place = np.argsort(rows)
    return np.asarray(np.minimum(*shares)[place][:, place])


def _leave_tasks_out(b: Matrix, left_out: NDArray[np.int64]) -> Iterator[Matrix]:
    """Generate jackknife matrices in blocks, each with one of the given tasks emptied."""
    step = max(1, RESAMPLE_BLOCK_CELLS // b.size)
    for start in range(0, len(left_out), step):
        part = left_out[start : start + step]
        block = np.repeat(b[None], len(part), axis=0)
        block[np.arange(len(part)), :, part] = False
        yield block


def _resample_tasks(b: Matrix, tasks: NDArray[np.int64]) -> Iterator[Matrix]:
    """Generate bootstrap matrices in blocks, with the given columns."""
    step = max(1, RESAMPLE_BLOCK_CELLS // b.size)
    for start in range(0, len(tasks), step):
        yield b[:, tasks[start : start + step]].transpose(1, 0, 2)


def _count_co_assignments(
    found: Iterable[LocalOptima], units: int, heard: Callable[[int], None]
) -> NDArray[np.float64]:
    """Compute the share of partitions in which each two units are in one module."""
    times = np.zeros((units, units), dtype=np.int32)
    repeats = 0
    for ends in found:
        for labels in ends.labels:
            times += labels[:, None] == labels
        repeats += len(ends.labels)
        heard(len(ends.labels))
    return times / max(1, repeats)


def compute_stability_gap(bootstraps: int) -> float:
    """Compute the half-width of close calls around STABLE_SHARE: two standard errors, at least MIN_STABILITY_GAP.

    >>> compute_stability_gap(1_000), round(compute_stability_gap(100), 3)
    (0.03, 0.06)
    """
    return max(MIN_STABILITY_GAP, float(2 * np.sqrt(STABLE_SHARE * (1 - STABLE_SHARE) / max(1, bootstraps))))


def find_stable_groups(shares: NDArray[np.float64], least: float) -> list[Labels]:
    """Find groups of two or more units in which every pair has at least the share `least` (complete linkage).

    The pair with the largest share is merged first; ties go by row order.

    Args:
        shares: Co-assignment shares, units x units, 0 to 1.
        least: Smallest share of a pair in one group, 0 to 1.

    Returns:
        Sorted row indices of each group; groups by their first row.

    >>> shares = np.array([[1, 0.95, 0.9], [0.95, 1, 0.8], [0.9, 0.8, 1]])
    >>> [rows.tolist() for rows in find_stable_groups(shares, 0.87)]
    [[0, 1]]
    """
    first, second = np.nonzero(np.triu(shares >= least, k=1))
    group = {row: [row] for row in np.union1d(first, second).tolist()}
    for place in np.argsort(-shares[first, second], kind="stable").tolist():
        one, other = group[int(first[place])], group[int(second[place])]
        if one is not other and shares[np.ix_(one, other)].min() >= least:
            one += other
            for row in other:
                group[row] = one
    found = {min(rows): sorted(rows) for rows in group.values() if len(rows) > 1}
    return [np.array(found[row]) for row in sorted(found)]
