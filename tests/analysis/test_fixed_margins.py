from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import chisquare

from respnet.analysis.nulls.exact_null import compute_exact_null
from respnet.analysis.nulls.fixed_margins import (
    LARGE_EDGES,
    MIN_BURN_IN,
    CurveballChains,
    SwapChains,
    compute_burn_in,
    draw_fixed_margin_matrices,
)
from respnet.analysis.nulls.pair_null import count_joint_tasks
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu
from tests.analysis.margins import SMALL_MARGINS, all_with_margins


def drawn(b: Matrix, *, draws: int, seed: int = 7) -> NDArray[np.bool_]:
    return np.concatenate(list(draw_fixed_margin_matrices(b, draws=draws, seed=seed)))


class DegreeChains(CurveballChains):
    """Chains as those of a large network: in every second round units of like degree trade."""

    def __init__(self, b: Matrix, draws: int, seed: int) -> None:
        super().__init__(b, draws, seed)
        assert not self.by_degree
        self.by_degree = True


ALL_CHAINS = pytest.mark.parametrize("chains", [SwapChains, CurveballChains, DegreeChains])


@ALL_CHAINS
@pytest.mark.parametrize(("units", "tasks"), SMALL_MARGINS)
def test_every_matrix_with_the_margins_comes_equally_often(
    units: tuple[int, ...], tasks: tuple[int, ...], chains: type[SwapChains] | type[CurveballChains]
) -> None:
    possible = all_with_margins(units, tasks)
    walks = [chains(possible[0], 256, seed) for seed in range(48)]
    for walk in walks:
        walk.trade(MIN_BURN_IN)
    found = Counter(matrix.tobytes() for walk in walks for matrix in walk.matrices()[:250])
    counts = [found[matrix.tobytes()] for matrix in possible]
    assert sum(counts) == 12_000
    assert chisquare(counts).pvalue > 1e-4


@ALL_CHAINS
def test_the_draws_of_one_chain_are_spread_evenly_too(chains: type[SwapChains] | type[CurveballChains]) -> None:
    """25 draws of each chain differ from 25 chains in nothing but the start."""
    possible = all_with_margins(*SMALL_MARGINS[1])
    walk = chains(possible[0], 128, 7)
    walk.trade(MIN_BURN_IN)
    found: Counter[bytes] = Counter()
    for _ in range(25):
        walk.trade(10)
        found.update(matrix.tobytes() for matrix in walk.matrices())
    assert chisquare([found[matrix.tobytes()] for matrix in possible]).pvalue > 1e-4


@ALL_CHAINS
def test_pairs_meet_as_often_as_the_exact_law_says(chains: type[SwapChains] | type[CurveballChains]) -> None:
    b = fengdu().biadjacency(Role.LEAD)
    law, degrees = compute_exact_null(b), b.sum(axis=1)
    walk = chains(b, 2_000, 3)
    walk.trade(MIN_BURN_IN)
    drawn_matrices = []
    for _ in range(4):
        walk.trade(10)
        drawn_matrices.append(walk.matrices())
    joint = count_joint_tasks(np.concatenate(drawn_matrices))
    for first, second in (degrees.argsort()[-2:], degrees.argsort()[-3:-1]):
        expected = law.at_least(degrees[first], degrees[second], np.arange(1, 6))
        reached = (joint[:, first, second, None] >= np.arange(1, 6)).mean(axis=0)
        error = np.sqrt(expected * (1 - expected) / len(joint))
        assert (abs(reached - expected) <= 6 * error + 1e-12).all()


def test_small_dense_matrices_are_swapped_and_all_others_traded() -> None:
    assert SwapChains.suits(fengdu().biadjacency())
    assert not SwapChains.suits(np.eye(30, dtype=bool))
    assert not SwapChains.suits(np.zeros((3, 3), dtype=bool))
    assert not SwapChains.suits(np.random.Generator(np.random.PCG64(1)).random((200, 900)) < 0.5)


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


def test_in_a_large_network_hubs_trade_with_their_like() -> None:
    """Three hubs and many small units: after a tenth of the rounds the hubs keep no more of their tasks than chance."""
    random = np.random.Generator(np.random.PCG64(2))
    shares = np.concatenate(([0.9, 0.75, 0.6, 0.5, 0.45, 0.3], np.full(294, 0.012)))
    b = random.random((300, 5_000)) < shares[:, None]
    assert b.sum() > LARGE_EDGES
    assert compute_burn_in(b) == 2 * MIN_BURN_IN < 10 * b.sum(axis=1).max() / b.sum(axis=1).mean()
    first, *_, last = (block[0] for block in draw_fixed_margin_matrices(b, draws=12, seed=1))
    for one, other in ((b, first), (first, last)):
        for row in range(6):  # what two draws share, against what two that know nothing of each other do
            degree = int(b[row].sum())
            expected, spread = degree**2 / 5_000, degree * (5_000 - degree) / 5_000**1.5
            assert abs(int((one[row] & other[row]).sum()) - expected) < 8 * spread
    hub = np.zeros((300, 5_000), dtype=bool)
    hub[0, :4_900], hub[1:, :60] = True, True
    assert compute_burn_in(hub) == 817  # nobody is like it
