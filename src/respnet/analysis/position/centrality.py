"""How central each unit is in the two-mode graph, and whether that says more than its number of tasks.

Population: the actors and all tasks of the plan. An edge is a share in the work (lead, responsible or support,
once a pair). Tasks without actors stay: they are part of the plan and count in the divisors.
"""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.position.batch_centrality import scale_by_maximum, scale_closeness, scale_harmonic
from respnet.analysis.position.shortest_paths import (
    TwoModeValues,
    Vector,
    betweenness,
    compute_distances,
    compute_unit_distances,
)
from respnet.analysis.position.unit_betweenness import compute_raw_unit_betweenness
from respnet.analysis.stats.ranks import competition_ranks, kendall_tau_b
from respnet.core.network import Matrix, ResponsibilityNetwork

MEASURES = ("degree", "closeness", "harmonic", "betweenness", "unit_betweenness")


def two_mode_degree(b: Matrix) -> TwoModeValues:
    """Each node's neighbours as a part of the other side's nodes, 0 to 1 (Borgatti & Everett 1997).

    `b` is units x tasks. A side without nodes gives 0.

    >>> import numpy as np
    >>> two_mode_degree(np.array([[True, True], [True, False]])).units.tolist()
    [1.0, 0.5]
    """
    units, tasks = b.shape
    return TwoModeValues(b.sum(axis=1) / max(1, tasks), b.sum(axis=0) / max(1, units))


def two_mode_closeness(b: Matrix) -> TwoModeValues:
    """Closeness, 0 to 1 where everything is connected: the least possible sum of distances by the actual one.

    The least sum is m + 2(n - 1); n counts the own side and m the other (Borgatti & Everett 1997). In a graph of
    several components the value is multiplied by the part of all other nodes that can be reached, as networkx
    does; nodes without neighbours get 0. A small component can then exceed 1, and values of different components
    hardly compare: use `two_mode_harmonic` there.

    >>> import numpy as np
    >>> two_mode_closeness(np.array([[True, True], [True, False]])).units.tolist()
    [1.0, 0.6666666666666666]
    """
    from_units, from_tasks = compute_distances(b)
    units, tasks = b.shape
    return TwoModeValues(scale_closeness(from_units, units, tasks), scale_closeness(from_tasks, tasks, units))


def two_mode_harmonic(b: Matrix) -> TwoModeValues:
    """Sum of 1/distance to all other nodes by its largest possible value, m + (n - 1)/2; 0 to 1.

    A node out of reach adds 0, so components compare.

    >>> import numpy as np
    >>> two_mode_harmonic(np.array([[True, False], [False, True]])).units.tolist()
    [0.4, 0.4]
    """
    from_units, from_tasks = compute_distances(b)
    units, tasks = b.shape
    return TwoModeValues(scale_harmonic(from_units, units, tasks), scale_harmonic(from_tasks, tasks, units))


def two_mode_betweenness(b: Matrix) -> TwoModeValues:
    """Betweenness over all pairs of nodes by the largest value possible on either side, 0 to 1.

    The divisors are the maxima over two-mode graphs of this size (Borgatti & Halgin 2011), as in networkx:
    445 and 452 for 18 x 14. Other texts divide by 442 and 448.

    >>> import numpy as np
    >>> two_mode_betweenness(np.array([[True], [True], [True]])).tasks.tolist()
    [1.0]
    """
    raw = betweenness(b)
    units, tasks = b.shape
    return TwoModeValues(
        scale_by_maximum(raw.units, _most_between(units, tasks)),
        scale_by_maximum(raw.tasks, _most_between(tasks, units)),
    )


def unit_betweenness(b: Matrix) -> Vector:
    """The part of shortest paths between two other units that pass each unit, 0 to 1, averaged over the pairs.

    Paths that end at a task count for nobody, so a unit gains nothing from a task that hangs on it alone.
    The divisor is the number of pairs of other units, (n - 1)(n - 2)/2.

    >>> import numpy as np
    >>> unit_betweenness(np.array([[True, False], [True, True], [False, True]])).tolist()
    [0.0, 1.0, 0.0]
    """
    others = b.shape[0] - 1
    return scale_by_maximum(compute_raw_unit_betweenness(b), others * (others - 1) / 2)


def _most_between(own: int, other: int) -> float:
    """The largest betweenness a node can have among `own` of its side and `other` of the other."""
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
    """One unit's position: five measures, and its rank in each (1 for the largest, ties share the best).

    Each lies between 0 and 1, but for closeness where the graph falls apart.
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
    """How far a measure ranks the units as their number of tasks does: Kendall's tau-b.

    None where one of the two tells no units apart.
    """

    measure: str
    tau: float | None


@dataclass(frozen=True, slots=True)
class Centrality:
    """The position of every actor, in printed order, and each measure's agreement with degree."""

    units: tuple[UnitCentrality, ...]
    tau: tuple[RankAgreement, ...]

    def get_tau(self, measure: str) -> float | None:
        """The agreement of one measure. Raises KeyError for a name not in MEASURES (degree itself has none)."""
        return {one.measure: one.tau for one in self.tau}[measure]


def compute_centrality(network: ResponsibilityNetwork) -> Centrality:
    """All measures of all actors.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> from respnet.core.plan import Role
    >>> row = TaskRow("t", units=(UnitList(Role.LEAD, ("县教委", "县科协")),))
    >>> [one.closeness for one in compute_centrality(ResponsibilityNetwork(build_plan(PlanFacts("p"), [row]))).units]
    [1.0, 1.0]
    """
    b = network.biadjacency()
    units, tasks = b.shape
    far = compute_unit_distances(b)
    values = {
        "degree": two_mode_degree(b).units,
        "closeness": scale_closeness(far, units, tasks),
        "harmonic": scale_harmonic(far, units, tasks),
        "betweenness": two_mode_betweenness(b).units,
        "unit_betweenness": unit_betweenness(b),
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
    )
