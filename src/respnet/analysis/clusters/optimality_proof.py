"""Is a partition the best there is? A proof by linear and, if that is not enough, by integer programming.

Clique partitioning (Grötschel & Wakabayashi 1989) on a two-mode graph: x is 1 where a unit and a task, or two units,
share a module. Constraints keep x transitive. One that leads from two lines that nothing is gained by to a third is
left out: it cannot change the optimum (Miyauchi & Sukegawa 2015; for weights of 0 Koshimura et al. 2022), and even
where it did, a bound of the wider problem is a bound all the same. Tasks need no lines among themselves.
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
"""Units and tasks; with more it is not even looked for twins."""
MOST_CONSTRAINTS = 8_000
"""Beyond, even the linear program takes seconds."""
MAX_LP_GAP = 0.02
"""If the linear bound is further above the best, the integer program is not begun: it would hardly end."""
MOST_INTEGER_CONSTRAINTS = 2_000
"""Up to this many the integer program takes seconds at most: the Southern women have 1,678."""
MAX_BRANCH_NODES = 20
"""Where the integer program stops branching: no clock decides, so every machine proves the same."""
INTEGER_TOLERANCE = 0.01
"""Values are whole numbers; the solvers' are so to about a millionth."""


@dataclass(frozen=True, slots=True)
class OptimalityProof:
    """Whether no partition has more than the value asked about.

    `at_most` is what none exceeds, None where nothing is known; `better` are modules of the units with more than the
    value, where such turned up.
    """

    proved: bool
    at_most: int | None = None
    better: Labels | None = None


def certify_optimum(w: NDArray[np.int64], value: int) -> OptimalityProof:
    """Whether no partition of the units and tasks has more than `value`, E squared times Barber's Q.

    `w` are the weights E B - d k, units x tasks. Twins are merged first: some optimum keeps them together.

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
    if _constraints(smaller_first) > MOST_CONSTRAINTS:
        return OptimalityProof(False)
    found = _Program(smaller_first).prove(value)
    if found.better is None:
        return found
    return OptimalityProof(False, found.at_most, found.better[merged.shape[1] if turned else 0 :][unit_type])


def _constraints(w: NDArray[np.int64]) -> int:
    """How many constraints there will be: of each column with g gains among n rows, pairs with a gain and g (n - 1)."""
    n, g = w.shape[0], (w > 0).sum(axis=0)
    return int((n * (n - 1) // 2 - (n - g) * (n - g - 1) // 2 + g * (n - 1)).sum())


class _Program:
    """The program of one matrix of weights, its smaller side first: a variable for each cell, then for each pair."""

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
        """By the linear program; by the integer program where the linear bound comes close."""
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
        """Ask for one with more than `value`: there is none, there is one, or it is not decided within NODES."""
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
        """The modules that the chosen cells make, of the smaller side and then of the larger one."""
        few, many = self.w.shape
        labels = np.arange(few + many)
        for one, other in np.argwhere(joined[: few * many].reshape(few, many) & (self.w > 0)):
            labels[labels == labels[few + other]] = labels[one]
        return labels
