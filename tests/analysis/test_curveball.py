from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import chisquare

from respnet.analysis.nulls.curveball import (
    MIN_BURN_IN,
    compute_burn_in,
    draw_fixed_margin_edges,
    draw_fixed_margin_matrices,
)
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu
from tests.analysis.margins import SMALL_MARGINS, all_with_margins


def drawn(b: Matrix, *, draws: int, seed: int = 7) -> NDArray[np.bool_]:
    return np.concatenate(list(draw_fixed_margin_matrices(b, draws=draws, seed=seed)))


@pytest.mark.parametrize(("units", "tasks"), SMALL_MARGINS)
@pytest.mark.parametrize("idle", [0, 70], ids=["one word a unit", "more than 64 tasks"])
def test_every_matrix_with_the_margins_comes_equally_often(
    units: tuple[int, ...], tasks: tuple[int, ...], idle: int
) -> None:
    possible = all_with_margins(units, tasks)
    first = np.hstack([possible[0], np.zeros((len(units), idle), dtype=np.bool_)])
    found = Counter(matrix[:, : len(tasks)].tobytes() for matrix in drawn(first, draws=12_000))
    counts = [found[matrix.tobytes()] for matrix in possible]
    assert sum(counts) == 12_000
    assert chisquare(counts).pvalue > 1e-4


def test_the_draws_of_one_chain_are_spread_evenly_too() -> None:
    """5 draws of each chain differ from 5 chains in nothing but the start."""
    possible = all_with_margins(*SMALL_MARGINS[1])
    found: Counter[bytes] = Counter()
    for seed in range(100):
        found.update(matrix.tobytes() for matrix in drawn(possible[0], draws=30, seed=seed))
    assert chisquare([found[matrix.tobytes()] for matrix in possible]).pvalue > 1e-4


@pytest.mark.parametrize("roles", [(Role.LEAD,), ()], ids=["leads", "all roles"])
def test_both_margins_of_the_shipped_plan_are_kept(roles: tuple[Role, ...]) -> None:
    b = fengdu().biadjacency(*roles)
    matrices = drawn(b, draws=600)
    assert (matrices.sum(axis=1) == b.sum(axis=0)).all()
    assert (matrices.sum(axis=2) == b.sum(axis=1)).all()
    assert len({matrix.tobytes() for matrix in matrices}) == 600


def test_both_margins_of_a_large_network_are_kept() -> None:
    b = np.random.Generator(np.random.PCG64(1)).random((200, 900)) < 0.5
    blocks = list(draw_fixed_margin_matrices(b, draws=2, seed=1, rounds=1))
    assert [block.shape for block in blocks] == [(1, 200, 900)] * 2
    for block in blocks:
        assert (block[0].sum(axis=0) == b.sum(axis=0)).all()
        assert (block[0].sum(axis=1) == b.sum(axis=1)).all()


def test_edges_and_matrices_are_the_same_draws() -> None:
    b = fengdu().biadjacency()
    units = np.nonzero(b)[0]
    blocks = zip(
        draw_fixed_margin_edges(b, draws=260, seed=3), draw_fixed_margin_matrices(b, draws=260, seed=3), strict=True
    )
    for edges, matrices in blocks:
        for tasks, matrix in zip(edges, matrices, strict=True):
            assert matrix[units, tasks].all()
            assert matrix.sum() == units.size


def test_the_same_seed_gives_the_same_draws() -> None:
    b = fengdu().biadjacency(Role.LEAD)
    assert (drawn(b, draws=300) == drawn(b, draws=300)).all()
    assert (drawn(b, draws=300) != drawn(b, draws=300, seed=8)).any()


@pytest.mark.parametrize(
    "b",
    [
        np.zeros((0, 0), dtype=bool),
        np.zeros((0, 3), dtype=bool),
        np.zeros((3, 0), dtype=bool),
        np.zeros((3, 4), dtype=bool),
        np.ones((3, 4), dtype=bool),
        np.ones((1, 4), dtype=bool),
        np.array([[True, False, True]]),
        np.array([[True], [False], [True]]) & np.ones((3, 80), dtype=bool),
        np.triu(np.ones((4, 5), dtype=bool)),
    ],
    ids=["0x0", "no units", "no tasks", "no edges", "full", "one full row", "one row", "full and empty rows", "nested"],
)
def test_where_the_margins_leave_one_matrix_it_is_drawn(b: Matrix) -> None:
    matrices = drawn(b, draws=3)
    assert matrices.shape == (3, *b.shape)
    assert (matrices == b).all()


def test_no_draws() -> None:
    assert list(draw_fixed_margin_matrices(np.eye(2, dtype=bool), draws=0, seed=1)) == []


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    for b in (plan.biadjacency(Role.LEAD), plan.biadjacency()):
        matrices = drawn(b, draws=20)
        assert (matrices.sum(axis=1) == b.sum(axis=0)).all()
        assert (matrices.sum(axis=2) == b.sum(axis=1)).all()


def test_a_hub_is_given_time_to_forget_its_tasks() -> None:
    assert compute_burn_in(fengdu().biadjacency(Role.LEAD)) == MIN_BURN_IN
    hub = np.zeros((50, 100), dtype=bool)
    hub[0, :98] = True
    hub[1:, 0] = True
    assert compute_burn_in(hub) == 334
