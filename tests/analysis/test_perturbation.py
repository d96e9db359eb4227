from __future__ import annotations

import numpy as np
import pytest

from respnet.analysis.position import perturbation
from respnet.analysis.position.perturbation import Perturbation, compute_rank_intervals, draw_perturbed_matrices
from respnet.core.network import Matrix
from tests.analysis.fengdu import fengdu

B = fengdu().biadjacency()


def all_of(b: Matrix, way: Perturbation, repetitions: int = 40, seed: int = 1) -> Matrix:
    return np.concatenate(list(draw_perturbed_matrices(b, way, repetitions=repetitions, seed=seed)))


def test_each_task_is_left_out_once() -> None:
    found = all_of(B, Perturbation.ONE_TASK_LESS)
    assert found.shape == (32, 30, 31)
    assert [one.tolist() for one in found] == [np.delete(B, task, axis=1).tolist() for task in range(32)]


def test_of_many_tasks_some_are_left_out_none_twice() -> None:
    found = all_of(B, Perturbation.ONE_TASK_LESS, repetitions=10)
    assert len({one.tobytes() for one in found}) == 10


def test_redrawn_tasks_are_those_of_the_plan() -> None:
    columns = {column.tobytes() for column in B.T}
    found = all_of(B, Perturbation.TASKS_REDRAWN)
    assert found.shape == (40, 30, 32)
    assert {column.tobytes() for one in found for column in one.T} == columns
    assert min(len({column.tobytes() for column in one.T}) for one in found) < 32


def test_two_tasks_more_are_as_large_as_some_of_the_plan() -> None:
    found = all_of(B, Perturbation.TWO_TASKS_MORE)
    assert found.shape == (40, 30, 34)
    assert (found[:, :, :32] == B).all()
    assert set(found[:, :, 32:].sum(axis=1).ravel()) <= set(B.sum(axis=0))


def test_the_unknown_tasks_fall_on_all_units_alike() -> None:
    b = np.array([[True] * 5, [True] + [False] * 4, [False] * 5, [False] * 5])
    added = all_of(b, Perturbation.TWO_TASKS_MORE, repetitions=2000)[:, :, 5:]
    assert added.mean(axis=(0, 2)) == pytest.approx(np.full(4, 6 / 20), abs=0.03)


def test_five_percent_of_the_lines_move_to_empty_places() -> None:
    found = all_of(B, Perturbation.LINES_MOVED)
    moved = B.sum() // 20
    assert ((found & ~B).sum(axis=(1, 2)) == moved).all()
    assert ((B & ~found).sum(axis=(1, 2)) == moved).all()
    assert (all_of(B[:, :2], Perturbation.LINES_MOVED).sum(axis=(1, 2)) == B[:, :2].sum()).all()


def test_where_no_place_is_empty_nothing_moves() -> None:
    assert all_of(np.ones((3, 4), dtype=np.bool_), Perturbation.LINES_MOVED).all()


def test_without_a_line_nothing_can_be_shaken() -> None:
    for shape in ((0, 0), (3, 0), (0, 3), (2, 2)):
        for way in Perturbation:
            assert list(draw_perturbed_matrices(np.zeros(shape, dtype=np.bool_), way, repetitions=5, seed=1)) == []


@pytest.mark.parametrize("way", Perturbation)
def test_the_seed_decides_and_the_stacks_do_not(way: Perturbation, monkeypatch: pytest.MonkeyPatch) -> None:
    one = all_of(B, way)
    monkeypatch.setattr(perturbation, "PERTURBATION_BLOCK_CELLS", 3_000)
    assert (all_of(B, way) == one).all()
    if way is not Perturbation.ONE_TASK_LESS:
        assert (all_of(B, way, seed=2) != one).any()


def test_the_middle_95_percent() -> None:
    ranks = np.arange(1, 201)[:, None]
    found = compute_rank_intervals(np.random.default_rng(1).permutation(ranks))
    assert (found.low.tolist(), found.high.tolist(), found.first.tolist()) == ([6], [195], [0.005])
