"""Two-mode centrality of the units: degree, closeness, harmonic closeness and betweenness.

The graph has the actors and all tasks of the plan; an edge is an assignment (lead, responsible or support, once a
pair). Tasks without actors are included and count in the divisors.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import PivotApproximation
from respnet.analysis.position.shortest_paths import (
    ALWAYS_DENSE_UNITS,
    DistanceSums,
    Pivots,
    TwoModeValues,
    betweenness,
    compute_betweenness_batch,
    compute_raw_unit_betweenness,
    compute_unit_distances,
    compute_unit_distances_batch,
    count_shared_tasks_batch,
    draw_pivots,
    estimate_unit_distances,
)
from respnet.analysis.stats.descriptive import competition_ranks, kendall_tau_b
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.analysis.stats.sparse_counts import DENSE_CELLS, Counts, Vector, to_csr
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.options import SEED


@dataclass(frozen=True, slots=True)
class BatchCentrality:
    """Centralities, each matrices x units, and a mask of the matrices whose graph is disconnected (`apart`).

    Isolated units and tasks do not count as components.
    """

    degree: Vector
    closeness: Vector
    harmonic: Vector
    unit_betweenness: Vector
    apart: NDArray[np.bool_]


def compute_centrality_batch(
    stack: NDArray[np.bool_], pivots: int = 0, random: np.random.Generator | None = None
) -> BatchCentrality:
    """Compute degree, closeness, harmonic closeness and unit betweenness, as defined in `centrality`.

    Args:
        stack: Boolean matrices, matrices x units x tasks.
        pivots: Pivots of either side from which distances and paths are estimated; 0 for exact values.
        random: Generator of the pivots.

    Returns:
        Values, matrices x units.

    >>> found = compute_centrality_batch(np.array([[[True, False], [True, True], [False, True]]]))
    >>> found.degree.tolist(), found.unit_betweenness.tolist(), found.apart.tolist()
    ([[0.5, 1.0, 0.5]], [[0.0, 1.0, 0.0]], [False])
    """
    if pivots and random is not None:
        ones = [_estimate_centrality(b, draw_pivots(b.shape, pivots, random)) for b in stack]
        return BatchCentrality(*(np.stack([getattr(one, field.name) for one in ones]) for field in fields(ones[0])))
    _, units, tasks = stack.shape
    held = stack.sum(axis=2)
    if units <= ALWAYS_DENSE_UNITS and units * tasks <= DENSE_CELLS:
        between = compute_betweenness_batch(count_shared_tasks_batch(stack))
    else:
        between = np.array([compute_raw_unit_betweenness(b) for b in stack]).reshape(held.shape)
    far, busy = compute_unit_distances_batch(stack), held > 0
    apart = (busy & (far.own + 1 < busy.sum(axis=1, keepdims=True))).any(axis=1)
    return _scale(held, far, between, apart, (units, tasks))


def _estimate_centrality(b: Matrix, pivots: Pivots) -> BatchCentrality:
    """Estimate the centralities of one matrix from pivots; degree, and whether it is connected, are exact."""
    from scipy.sparse import block_array  # type: ignore[import-untyped]  # scipy ships no types
    from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

    held, sparse = b.sum(axis=1), to_csr(b)
    _, component = connected_components(block_array([[None, sparse], [sparse.T, None]]), directed=False)
    apart = np.array(np.unique(component[: held.size][held > 0]).size > 1)
    far = estimate_unit_distances(b, pivots)
    return _scale(held, far, compute_raw_unit_betweenness(b, pivots[0]), apart, b.shape)


def _scale(
    held: Counts, far: DistanceSums, between: Vector, apart: NDArray[np.bool_], shape: tuple[int, ...]
) -> BatchCentrality:
    """Scale degrees, distance sums and raw betweenness of graphs of one shape to centralities."""
    units, tasks = shape
    return BatchCentrality(
        degree=held / max(1, tasks),
        closeness=scale_closeness(far, units, tasks),
        harmonic=scale_harmonic(far, units, tasks),
        unit_betweenness=scale_by_maximum(between, (units - 1) * (units - 2) / 2),
        apart=apart,
    )


def scale_closeness(far: DistanceSums, own: int, other: int) -> Vector:
    """Scale distance sums to closeness: (least possible sum / actual sum) * (share of the other nodes reached).

    Args:
        far: Distance sums of the nodes of one side.
        own: Number of nodes on that side.
        other: Number of nodes on the other side.

    Returns:
        Closeness in the shape of `far.total`; 0 for isolated nodes.
    """
    found = np.zeros(far.total.shape)
    np.divide(
        (other + 2 * (own - 1)) * (far.reached / max(1, own + other - 1)), far.total, out=found, where=far.total > 0
    )
    return found


def scale_harmonic(far: DistanceSums, own: int, other: int) -> Vector:
    """Scale sums of 1/distance by their largest possible value, other + (own - 1)/2.

    Args:
        far: Distance sums of the nodes of one side.
        own: Number of nodes on that side.
        other: Number of nodes on the other side.

    Returns:
        Harmonic closeness, 0 to 1, in the shape of `far.inverse`.
    """
    return scale_by_maximum(far.inverse, other + (own - 1) / 2)


def scale_by_maximum(raw: Vector, most: float) -> Vector:
    """Divide raw values by their maximum possible value.

    Args:
        raw: Raw values.
        most: Maximum possible value.

    Returns:
        Values from 0 to 1; all 0 where the maximum is 0.
    """
    return raw / most if most > 0 else np.zeros(raw.shape)


MAX_PATH_WORK, PIVOTS = 5_000_000_000, 1024
"""Nodes x edges up to which all shortest paths are counted, about half a minute; beyond, those from so many pivots of
either side."""
MEASURES = ("degree", "closeness", "harmonic", "betweenness", "unit_betweenness")


def two_mode_degree(b: Matrix) -> TwoModeValues:
    """Compute two-mode degree centrality: neighbours / nodes of the other side (Borgatti & Everett 1997).

    `b` is units x tasks. Values are 0 to 1; 0 where the other side has no nodes.

    >>> import numpy as np
    >>> two_mode_degree(np.array([[True, True], [True, False]])).units.tolist()
    [1.0, 0.5]
    """
    units, tasks = b.shape
    return TwoModeValues(b.sum(axis=1) / max(1, tasks), b.sum(axis=0) / max(1, units))


def two_mode_closeness(b: Matrix) -> TwoModeValues:
    """Compute two-mode closeness centrality: the least possible sum of distances / the actual sum.

    The least sum is m + 2(n - 1), with n nodes on the own side and m on the other (Borgatti & Everett 1997). In a
    disconnected graph the value is multiplied by the share of the other nodes reached, as in networkx; isolated nodes
    get 0. A small component can then exceed 1, and values of different components hardly compare: use
    `two_mode_harmonic` there. `b` is units x tasks; values are 0 to 1 in a connected graph.

    >>> import numpy as np
    >>> two_mode_closeness(np.array([[True, True], [True, False]])).units.tolist()
    [1.0, 0.6666666666666666]
    """
    from_units, from_tasks = compute_unit_distances(b), compute_unit_distances(b.T)
    units, tasks = b.shape
    return TwoModeValues(scale_closeness(from_units, units, tasks), scale_closeness(from_tasks, tasks, units))


def two_mode_harmonic(b: Matrix) -> TwoModeValues:
    """Compute two-mode harmonic centrality: the sum of 1/distance / its largest possible value, m + (n - 1)/2.

    Unreachable nodes add 0, so components compare. `b` is units x tasks; values are 0 to 1.

    >>> import numpy as np
    >>> two_mode_harmonic(np.array([[True, False], [False, True]])).units.tolist()
    [0.4, 0.4]
    """
    from_units, from_tasks = compute_unit_distances(b), compute_unit_distances(b.T)
    units, tasks = b.shape
    return TwoModeValues(scale_harmonic(from_units, units, tasks), scale_harmonic(from_tasks, tasks, units))


def two_mode_betweenness(b: Matrix, pivots: Pivots | None = None) -> TwoModeValues:
    """Compute two-mode betweenness centrality over all pairs of nodes, 0 to 1.

    The divisors are the maxima over two-mode graphs of this size (Borgatti & Halgin 2011), as in networkx: 445 and 452
    for 18 x 14. Other texts divide by 442 and 448.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        pivots: Sources of the paths, as in `betweenness`; None for all.

    Returns:
        Values of both sides.

    >>> import numpy as np
    >>> two_mode_betweenness(np.array([[True], [True], [True]])).tasks.tolist()
    [1.0]
    """
    raw = betweenness(b, pivots)
    units, tasks = b.shape
    return TwoModeValues(
        scale_by_maximum(raw.units, _compute_maximum_betweenness(units, tasks)),
        scale_by_maximum(raw.tasks, _compute_maximum_betweenness(tasks, units)),
    )


def unit_betweenness(b: Matrix, pivots: NDArray[np.intp] | None = None) -> Vector:
    """Compute betweenness among units: the share of shortest paths between two other units through each, 0 to 1.

    Averaged over the (n - 1)(n - 2)/2 pairs of other units. Paths that end at a task do not count, so a unit gains
    nothing from a pendant task.

    Args:
        b: Boolean biadjacency matrix, units x tasks.
        pivots: Units at which paths begin, as in `compute_raw_unit_betweenness`; None for all.

    Returns:
        Values of all units.

    >>> import numpy as np
    >>> unit_betweenness(np.array([[True, False], [True, True], [False, True]])).tolist()
    [0.0, 1.0, 0.0]
    """
    others = b.shape[0] - 1
    return scale_by_maximum(compute_raw_unit_betweenness(b, pivots), others * (others - 1) / 2)


def _compute_maximum_betweenness(own: int, other: int) -> float:
    """Compute the largest betweenness of a node among `own` nodes of its side and `other` of the other."""
    if own == 0 or other == 0:
        return 0.0
    # Everyone hangs on the node: its own side is spread over the other as evenly as it goes, `layers` each.
    layers, rest = divmod(own - 1, other)
    most = (
        other**2 * (layers + 1) ** 2 + other * (layers + 1) * (2 * rest - layers - 1) - rest * (2 * layers - rest + 3)
    )
    return most / 2


@dataclass(frozen=True, slots=True)
class UnitCentrality:
    """Five centralities of one unit, and its rank in each (1 for the largest, ties share the best).

    All lie between 0 and 1, except closeness in a disconnected graph.
    """

    unit: str
    degree: float
    closeness: float
    harmonic: float
    betweenness: float
    unit_betweenness: float
    rank_degree: int
    rank_closeness: int
    rank_harmonic: int
    rank_betweenness: int
    rank_unit_betweenness: int


@dataclass(frozen=True, slots=True)
class RankAgreement:
    """Kendall's tau-b between a measure and degree; None where one of the two has all units tied."""

    measure: str
    tau: float | None


@dataclass(frozen=True, slots=True)
class Centrality:
    """Centrality of every actor, in printed order, and each measure's rank correlation with degree.

    `approximation`: both kinds of betweenness of a very large plan are estimated from pivots.
    """

    units: tuple[UnitCentrality, ...]
    tau: tuple[RankAgreement, ...]
    approximation: PivotApproximation | None = None

    def get_tau(self, measure: str) -> float | None:
        """Return the rank correlation of a measure with degree.

        Raises:
            KeyError: The measure is not in MEASURES, or is degree.
        """
        return {one.measure: one.tau for one in self.tau}[measure]


def compute_centrality(network: ResponsibilityNetwork) -> Centrality:
    """Compute all centralities of all actors.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> from respnet.core.plan import Role
    >>> row = TaskRow("t", units=(UnitList(Role.LEAD, ("县教委", "县科协")),))
    >>> [one.closeness for one in compute_centrality(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row]))).units]
    [1.0, 1.0]
    """
    b = network.biadjacency()
    units, tasks = b.shape
    far = compute_unit_distances(b)
    sampled = sum(b.shape) * int(b.sum()) > MAX_PATH_WORK and units > PIVOTS
    pivots = draw_pivots(b.shape, PIVOTS, np.random.Generator(np.random.PCG64(SEED))) if sampled else None
    values = {
        "degree": two_mode_degree(b).units,
        "closeness": scale_closeness(far, units, tasks),
        "harmonic": scale_harmonic(far, units, tasks),
        "betweenness": two_mode_betweenness(b, pivots).units,
        "unit_betweenness": unit_betweenness(b, pivots[0] if pivots else None),
    }
    numbers = [[float(value) for value in values[measure]] for measure in MEASURES]
    ranks = [competition_ranks(values[measure]) for measure in MEASURES]
    return Centrality(
        units=tuple(
            UnitCentrality(unit.id, *number, *rank)
            for unit, number, rank in zip(
                network.actors, zip(*numbers, strict=True), zip(*ranks, strict=True), strict=True
            )
        ),
        tau=tuple(RankAgreement(each, kendall_tau_b(values["degree"], values[each])) for each in MEASURES[1:]),
        approximation=PivotApproximation(PIVOTS, compute_pivot_error(PIVOTS, units)) if sampled else None,
    )


def compute_pivot_error(pivots: int, units: int) -> float:
    """Compute the largest error of a betweenness estimated from pivots, for all units at once, at 95 % confidence.

    A pivot adds a share between 0 and 1, so Hoeffding's bound holds for each unit, and Bonferroni's for all (Brandes &
    Pich 2007): sqrt(ln(2 units / .05) / (2 pivots)). The usual error is many times smaller.

    Args:
        pivots: Number of pivots.
        units: Number of units.

    Returns:
        Error of a betweenness that is scaled to 0 to 1.

    >>> round(compute_pivot_error(1024, 10_000), 3)
    0.079
    """
    return float(np.sqrt(np.log(2 * units / SIGNIFICANCE_LEVEL) / (2 * pivots)))
