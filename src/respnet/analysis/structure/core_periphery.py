"""Core and periphery: two-mode k-core, and the fit of a rank-one model, both against the fixed-margin null."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.approximations import FewerDraws
from respnet.analysis.nulls.fixed_margins import draw_fixed_margin_matrices
from respnet.analysis.stats.canonical_order import compute_canonical_order
from respnet.analysis.stats.sparse_counts import DENSE_CELLS, list_cells, to_csr
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import NULL_DRAWS, SEED

Counts = NDArray[np.int64]
FIT_TOLERANCE = 1e-6
"""Fits closer than this are equal: they differ only by rounding, or by the last steps of the iteration."""
FIT_STEPS = 60
MAX_CORE_EDGES, FEWEST_CORE_DRAWS = 2_000_000, 20
"""Draws x edges stay below the first number, but at least as many draws as the second are made: the least p is 1/21."""


@dataclass(frozen=True, slots=True)
class CorePeriphery:
    """Innermost core of a plan, all roles.

    `units` and `tasks` (ids, printed order) are the innermost core: each of its units has at least `k` tasks in it,
    each of its tasks at least `k` units. `core_numbers` has the largest such k of each actor in printed order. `fit` is
    the correlation of the assignments with the best rank-one model (a unit is on a task as both are near the core:
    Borgatti & Everett 1999), None where all entries are equal. `p_core` and `p_fit` are the chances of as deep a core
    and as good a fit in `null_draws` draws with the same margins; None without draws. A single large task can make a
    deep core. `approximation` records a reduced number of draws.
    """

    k: int
    units: tuple[str, ...]
    tasks: tuple[str, ...]
    core_numbers: tuple[int, ...]
    p_core: float | None
    fit: float | None
    p_fit: float | None
    null_draws: int
    approximation: FewerDraws | None = None


def find_core(network: ResponsibilityNetwork, *, null_draws: int = NULL_DRAWS, seed: int = SEED) -> CorePeriphery:
    """Find the innermost two-mode k-core and the fit of the rank-one model, against the fixed-margin null.

    Args:
        network: Network of the plan.
        null_draws: Number of draws.
        seed: Seed of the draws.

    Returns:
        The core with its tests.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> from respnet.core.plan import Role
    >>> rows = [TaskRow("t", units=(UnitList(Role.LEAD, tuple(names)),)) for names in ("ab", "ab", "c", "ad")]
    >>> found = find_core(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)), null_draws=20)
    >>> found.k, found.units, found.core_numbers
    (2, ('p/a', 'p/b'), (2, 2, 1, 1))
    """
    b = network.biadjacency()
    units, tasks = compute_core_numbers(b[None])
    k = int(units.max(initial=0))
    fit = float(compute_rank_one_fit(b[None])[0]) if b.any() and not b.all() else None
    draws = 0 if fit is None else min(null_draws, max(FEWEST_CORE_DRAWS, MAX_CORE_EDGES // int(b.sum())))
    rows, columns = compute_canonical_order(b)
    deeper = better = 0
    for block in draw_fixed_margin_matrices(b[rows][:, columns], draws=draws, seed=seed):
        deeper += int((compute_core_numbers(block)[0].max(axis=1) >= k).sum())
        better += int((compute_rank_one_fit(block) >= (fit or 0.0) - FIT_TOLERANCE).sum())
    return CorePeriphery(
        k=k,
        units=tuple(unit.id for unit, own in zip(network.actors, units[0], strict=True) if own == k > 0),
        tasks=tuple(task.id for task, own in zip(network.tasks, tasks[0], strict=True) if own == k > 0),
        core_numbers=tuple(units[0].tolist()),
        p_core=(1 + deeper) / (1 + draws) if draws else None,
        fit=fit,
        p_fit=(1 + better) / (1 + draws) if draws else None,
        null_draws=draws,
        approximation=FewerDraws(draws, null_draws) if 0 < draws < null_draws else None,
    )


def compute_core_numbers(stack: NDArray[np.bool_]) -> tuple[Counts, Counts]:
    """Compute the core numbers of units and tasks: the largest k of a subgraph in which each node has k neighbours.

    Nodes with too few neighbours are peeled off again and again, for k = 1, 2, … (Seidman 1983).

    Args:
        stack: Boolean matrices, graphs x units x tasks.

    Returns:
        Core numbers, graphs x units and graphs x tasks.

    >>> units, tasks = compute_core_numbers(np.array([[[True, True, False], [True, True, True]]]))
    >>> units.tolist(), tasks.tolist()
    ([[2, 2]], [[2, 2, 1]])
    """
    graphs, sizes = len(stack), stack.shape[1:]
    unit, task = list_cells(stack.reshape(graphs * sizes[0], sizes[1]))
    task += unit // max(1, sizes[0]) * sizes[1]
    units, tasks = (np.zeros(graphs * size, dtype=np.int64) for size in sizes)
    k = 0
    while unit.size:
        k += 1
        while True:
            held = (np.bincount(unit)[unit] >= k) & (np.bincount(task)[task] >= k)
            if held.all():
                break
            unit, task = unit[held], task[held]
        units[unit], tasks[task] = k, k
    return units.reshape(graphs, sizes[0]), tasks.reshape(graphs, sizes[1])


def compute_rank_one_fit(stack: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Compute the correlation of each matrix with its best rank-one approximation, by power iteration.

    Args:
        stack: Boolean matrices, graphs x units x tasks, each with True and False entries.

    Returns:
        Correlations, shape (graphs,).

    >>> compute_rank_one_fit(np.array([[[True, True], [False, False]]])).round(6).tolist()
    [1.0]
    """
    if stack[0].size > DENSE_CELLS:
        return np.concatenate([_fit_rank_one(sparse, sparse.T.tocsr()) for sparse in map(to_csr, stack)])
    numbers = stack.astype(np.float64)
    return _fit_rank_one(numbers, numbers.transpose(0, 2, 1))


def _fit_rank_one(b: Any, across: Any) -> NDArray[np.float64]:
    """Fit matrices, dense and stacked or one sparse: all sums over their cells follow from the two vectors."""
    right = across @ np.ones((b.shape[-2], 1))
    edges = right.sum(axis=(-2, -1))
    for _ in range(FIT_STEPS):
        right = across @ (b @ right)
        right /= np.maximum(np.linalg.norm(right, axis=-2, keepdims=True), 1e-300)
    left = b @ right
    square, cells = np.square(left).sum(axis=(-2, -1)), b.shape[-2] * b.shape[-1]
    model = left.sum(axis=(-2, -1)) * right.sum(axis=(-2, -1))
    spread = (square - model**2 / cells) * (edges - edges**2 / cells)
    return np.atleast_1d((square - model * edges / cells) / np.sqrt(np.maximum(spread, 1e-300)))
