"""Oracle: proof that a two-mode partition has maximum modularity, by linear and, if needed, integer programming.

Clique partitioning (Grötschel & Wakabayashi 1989) on a two-mode graph: x is 1 where a unit and a task, or two units,
share a module. The constraints make x transitive. Those whose two premises both have no positive weight are redundant
and left out (Miyauchi & Sukegawa 2015; for weights of 0 Koshimura et al. 2022); a relaxation without them would still
give a valid upper bound. Pairs of tasks need no variables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.clusters.modularity import Labels

if TYPE_CHECKING:
    from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy ships no types

MAX_PROVABLE_NODES = 1_000
"""Upper bound of units + tasks; larger graphs are not reduced or proved."""
MOST_CONSTRAINTS = 8_000
"""Upper bound of constraints; beyond it even the linear program takes seconds."""
MAX_LP_GAP = 0.02
"""Relative gap between the linear bound and the best value above which the integer program is not started."""
MOST_INTEGER_CONSTRAINTS = 2_000
"""Upper bound of constraints for the integer program, some seconds: the Southern women have 1,678."""
MAX_BRANCH_NODES = 20
"""Branch-and-bound node limit; a node limit instead of a time limit gives the same proof on every machine."""
INTEGER_TOLERANCE = 0.01
"""Rounding tolerance: values are integers, those of the solvers to about a millionth."""


@dataclass(frozen=True, slots=True)
class OptimalityProof:
    """Result of a proof: `proved` if no partition exceeds the value asked for.

    `at_most` is a proved upper bound, None if unknown; `better` are modules of the units with a larger value, if found.
    """

    proved: bool
    at_most: int | None = None
    better: Labels | None = None


def certify_optimum(w: NDArray[np.int64], value: int) -> OptimalityProof:
    """Prove that no partition exceeds `value`, or find one that does, as far as the size limits allow.

    Units or tasks with equal rows or columns are merged first: some optimum keeps them together.

    Args:
        w: Modularity matrix E B - d k^T, units x tasks.
        value: E^2 times Barber's Q of the best known partition.

    Returns:
        The proof; neither proved nor improved where the problem is too large.

    >>> certify_optimum(np.array([[2, -1, -1], [-1, 2, -1], [-1, -1, 2]]), 6)
    OptimalityProof(proved=True, at_most=6, better=None)
    """
    most = int(w[w > 0].sum())
    if most <= value:
        return OptimalityProof(True, most)
    if sum(w.shape) > MAX_PROVABLE_NODES:
        return OptimalityProof(False)
    rows, unit_type = np.unique(w, axis=0, return_inverse=True)
    columns, task_type = np.unique(rows, axis=1, return_inverse=True)
    merged = np.zeros((rows.shape[0], columns.shape[1]), dtype=np.int64)
    np.add.at(merged, (unit_type[:, None], task_type), w)
    turned = merged.shape[0] > merged.shape[1]
    smaller_first = merged.T if turned else merged
    if _count_constraints(smaller_first) > MOST_CONSTRAINTS:
        return OptimalityProof(False)
    found = _CliquePartitionProgram(smaller_first).prove(value)
    if found.better is None:
        return found
    return OptimalityProof(False, found.at_most, found.better[merged.shape[1] if turned else 0 :][unit_type])


def _count_constraints(w: NDArray[np.int64]) -> int:
    """Count the constraints: a column with g gains among n rows has the pairs with a gain, plus g (n - 1)."""
    n, g = w.shape[0], (w > 0).sum(axis=0)
    return int((n * (n - 1) // 2 - (n - g) * (n - g - 1) // 2 + g * (n - 1)).sum())


class _CliquePartitionProgram:
    """Clique partitioning program of one weight matrix, smaller side first.

    Variables are the cells, then the pairs of rows.
    """

    def __init__(self, w: NDArray[np.int64]) -> None:
        self.w = w
        few, many = w.shape
        cell = np.arange(few * many).reshape(few, many)
        first, second = np.triu_indices(few, k=1)
        pair = np.repeat(few * many + np.arange(first.size), many).reshape(-1, many)
        a, b = cell[first], cell[second]
        gains = w > 0
        both = np.stack((a, b, pair), axis=-1)[gains[first] | gains[second]]
        over_a = np.stack((a, pair, b), axis=-1)[gains[first]]
        over_b = np.stack((b, pair, a), axis=-1)[gains[second]]
        self.triples = np.concatenate((both, over_a, over_b))
        self.costs = np.concatenate((-w.ravel(), np.zeros(first.size, dtype=np.int64))).astype(np.float64)

    def prove(self, value: int) -> OptimalityProof:
        """Bound by the linear program, then by the integer program where the linear bound is close."""
        from scipy.optimize import linprog  # type: ignore[import-untyped]  # scipy ships no types

        constraints = len(self.triples)
        limits = np.ones(constraints)
        linear = linprog(self.costs, A_ub=self._matrix(), b_ub=limits, bounds=(0, 1), method="highs")
        if linear.status != 0:
            return OptimalityProof(False)
        most = int(np.floor(INTEGER_TOLERANCE - linear.fun))
        if most <= value:
            return OptimalityProof(True, most)
        if most > value * (1 + MAX_LP_GAP) or constraints > MOST_INTEGER_CONSTRAINTS:
            return OptimalityProof(False, most)
        return self._prove_by_integers(value, most)

    def _prove_by_integers(self, value: int, most: int) -> OptimalityProof:
        """Decide by integer programming, within MAX_BRANCH_NODES, whether a partition exceeds `value`."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        wanted = [
            LinearConstraint(self._matrix(), -np.inf, 1),
            LinearConstraint(self.costs[None], -np.inf, -(value + 1)),
        ]
        found: Any = milp(
            self.costs, integrality=1, bounds=Bounds(0, 1), constraints=wanted, options={"node_limit": MAX_BRANCH_NODES}
        )
        if found.status == 2:
            return OptimalityProof(True, value)
        better = None if found.x is None else self._modules(found.x > 0.5)
        return OptimalityProof(False, most, better)

    def _matrix(self) -> csr_array:
        from scipy.sparse import coo_array

        rows = np.repeat(np.arange(len(self.triples)), 3)
        signs = np.tile([1.0, 1.0, -1.0], len(self.triples))
        return coo_array((signs, (rows, self.triples.ravel())), shape=(len(self.triples), self.costs.size)).tocsr()

    def _modules(self, joined: NDArray[np.bool_]) -> Labels:
        """Return the modules of a solution, of the smaller side and then of the larger one."""
        few, many = self.w.shape
        labels = np.arange(few + many)
        for one, other in np.argwhere(joined[: few * many].reshape(few, many) & (self.w > 0)):
            labels[labels == labels[few + other]] = labels[one]
        return labels
