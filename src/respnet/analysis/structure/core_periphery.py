"""Core and periphery: two-mode k-core, and the fit of a rank-one model, both against the fixed-margin null."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.nulls.fixed_margins import draw_fixed_margin_matrices
from respnet.analysis.stats.canonical_order import compute_canonical_order
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import NULL_DRAWS, SEED

Counts = NDArray[np.int64]
FIT_TOLERANCE = 1e-6
"""Fits closer than this are equal: they differ only by rounding, or by the last steps of the iteration."""
FIT_STEPS = 60
MAX_CORE_CELLS, FEWEST_CORE_DRAWS = 40_000_000, 20
"""Draws x units x tasks stay below; with fewer draws than the second number nothing is drawn."""


@dataclass(frozen=True, slots=True)
class CorePeriphery:
    """Innermost core of a plan, all roles.

    `units` and `tasks` (ids, printed order) are the innermost core: each of its units has at least `k` tasks in it,
    each of its tasks at least `k` units. `core_numbers` has the largest such k of each actor in printed order. `fit` is
    the correlation of the assignments with the best rank-one model (a unit is on a task as both are near the core:
    Borgatti & Everett 1999), None where all entries are equal. `p_core` and `p_fit` are the chances of as deep a core
    and as good a fit in `null_draws` draws with the same margins; None without draws. A single large task can make a
    deep core.
    """

    k: int
    units: tuple[str, ...]
    tasks: tuple[str, ...]
    core_numbers: tuple[int, ...]
    p_core: float | None
    fit: float | None
    p_fit: float | None
    null_draws: int


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
    draws = min(null_draws, MAX_CORE_CELLS // max(1, b.size))
    draws = draws if fit is not None and draws >= min(null_draws, FEWEST_CORE_DRAWS) else 0
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
    left = stack.astype(np.float32)
    units, tasks = (np.zeros((len(stack), side), dtype=np.int64) for side in stack.shape[1:])
    k = 0
    while left.any():
        k += 1
        while True:
            few_tasks, few_units = left.sum(axis=2) < k, left.sum(axis=1) < k
            thin = left * (few_tasks[:, :, None] | few_units[:, None, :])
            if not thin.any():
                break
            left -= thin
        units[left.any(axis=2)] = k
        tasks[left.any(axis=1)] = k
    return units, tasks


def compute_rank_one_fit(stack: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Compute the correlation of each matrix with its best rank-one approximation, by power iteration.

    Args:
        stack: Boolean matrices, graphs x units x tasks, each with True and False entries.

    Returns:
        Correlations, shape (graphs,).

    >>> compute_rank_one_fit(np.array([[[True, True], [False, False]]])).round(6).tolist()
    [1.0]
    """
    numbers = stack.astype(np.float64)
    right = numbers.sum(axis=1)[:, :, None]
    for _ in range(FIT_STEPS):
        left = numbers @ right
        right = numbers.transpose(0, 2, 1) @ left
        right /= np.maximum(np.linalg.norm(right, axis=1, keepdims=True), 1e-300)
    model = (numbers @ right) * right.transpose(0, 2, 1)
    model -= model.mean(axis=(1, 2), keepdims=True)
    numbers -= numbers.mean(axis=(1, 2), keepdims=True)
    scale = np.sqrt((model**2).sum(axis=(1, 2)) * (numbers**2).sum(axis=(1, 2)))
    found: NDArray[np.float64] = (model * numbers).sum(axis=(1, 2)) / np.maximum(scale, 1e-300)
    return found
