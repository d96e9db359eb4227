from __future__ import annotations

import numpy as np
import pytest

from respnet.analysis.clusters.clusters import assign_tasks
from respnet.analysis.clusters.modularity import (
    barber_modularity,
    build_modularity_matrix,
    relabel_by_first_member,
)
from tests.analysis.davis import davis, women
from tests.analysis.partitions_of import compute_scaled_modularity

SMALL = [
    np.random.default_rng(5).random((units, tasks)) < 0.5 for units, tasks in ((1, 1), (2, 3), (4, 3), (5, 8), (7, 6))
]


def slowly(b: np.ndarray, units: np.ndarray, tasks: np.ndarray) -> float:
    """Barber's formula term by term."""
    edges = b.sum()
    total = 0.0
    for unit, module in enumerate(units):
        for task, other in enumerate(tasks):
            if module == other:
                total += b[unit, task] - b[unit].sum() * b[:, task].sum() / edges
    return total / edges


@pytest.mark.parametrize("b", SMALL, ids=str)
def test_modularity_is_barbers_sum(b: np.ndarray) -> None:
    random = np.random.default_rng(6)
    for _ in range(20):
        units, tasks = (random.integers(0, 3, size) for size in b.shape)
        expected = slowly(b, units, tasks) if b.any() else 0.0
        assert barber_modularity(b, units, tasks) == pytest.approx(expected, abs=1e-14)


@pytest.mark.parametrize("b", [*SMALL, davis()], ids=str)
def test_one_module_for_all_has_none(b: np.ndarray) -> None:
    assert barber_modularity(b, *(np.zeros(size, dtype=np.int64) for size in b.shape)) == 0


def test_tasks_go_where_they_add_most() -> None:
    b = davis()
    units = np.random.default_rng(7).integers(0, 4, 18)
    tasks = assign_tasks(b, units)
    best = barber_modularity(b, units, tasks)
    assert best == pytest.approx(compute_scaled_modularity(build_modularity_matrix(b), units) / 89**2, abs=1e-14)
    for task in range(14):
        for module in range(4):
            other = tasks.copy()
            other[task] = module
            assert barber_modularity(b, units, other) <= best + 1e-14


def test_the_southern_women_in_two_halves_have_the_published_modularity() -> None:
    """R8: women 1-9 and 10-18 with each event where it adds most."""
    assert (women()[0], women()[8], women()[17]) == ("Evelyn", "Ruth", "Flora")
    halves = np.repeat([0, 1], 9)
    assert compute_scaled_modularity(build_modularity_matrix(davis()), halves) / 89**2 == pytest.approx(
        0.318394, abs=5e-7
    )


def test_modules_go_by_their_first_unit() -> None:
    labels = np.array([[3, 3, 1, 3, 0], [9, 9, 2, 9, 4]])
    assert relabel_by_first_member(labels).tolist() == [[0, 0, 2, 0, 4]] * 2


def test_the_published_four_clusters_of_the_southern_women_have_the_published_modularity() -> None:
    """R8: the clusters that Lizardo's page on two-mode spectral clustering prints, and its three digits."""
    of_women = np.array([2] * 7 + [4] * 4 + [1] * 4 + [4] + [3] * 2)
    of_events = np.array([2] * 7 + [4, 4, 1, 3, 1, 1, 1])
    assert barber_modularity(davis(), of_women, of_events) == pytest.approx(0.338, abs=5e-4)
