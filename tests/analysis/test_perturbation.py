from __future__ import annotations

import numpy as np
import pytest

from respnet.analysis.position import position_tests
from respnet.analysis.position.position_tests import compute_rank_intervals, draw_resampled_matrices
from respnet.core.network import Matrix
from tests.analysis.fengdu import fengdu

B = fengdu().biadjacency()


def all_of(b: Matrix, repetitions: int = 40, seed: int = 1) -> Matrix:
    return np.concatenate(list(draw_resampled_matrices(b, repetitions=repetitions, seed=seed)))


def test_redrawn_tasks_are_those_of_the_plan() -> None:
    columns = {column.tobytes() for column in B.T}
    found = all_of(B)
    assert found.shape == (40, 30, 32)
    assert {column.tobytes() for one in found for column in one.T} == columns
    assert min(len({column.tobytes() for column in one.T}) for one in found) < 32


def test_without_a_line_nothing_can_be_drawn() -> None:
    for shape in ((0, 0), (3, 0), (0, 3), (2, 2)):
        assert list(draw_resampled_matrices(np.zeros(shape, dtype=np.bool_), repetitions=5, seed=1)) == []


def test_the_seed_decides_and_the_stacks_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    one = all_of(B)
    monkeypatch.setattr(position_tests, "PERTURBATION_BLOCK_CELLS", 3_000)
    assert (all_of(B) == one).all()
    assert (all_of(B, seed=2) != one).any()


def test_the_middle_95_percent() -> None:
    ranks = np.arange(1, 201)[:, None]
    low, high = compute_rank_intervals(np.random.default_rng(1).permutation(ranks))
    assert (low.tolist(), high.tolist()) == ([6], [195])
