from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau, rankdata

from respnet.analysis.stats.descriptive import competition_ranks, dense_ranks, kendall_tau_b

NUMBERS = st.lists(st.integers(-5, 5), min_size=2, max_size=30)


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.randoms(use_true_random=False))
def test_tau_is_that_of_scipy(x: list[int], chance: object) -> None:
    y = x.copy()
    chance.shuffle(y)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    here = kendall_tau_b(x, y)
    if len(set(x)) == 1:
        assert here is None
    else:
        assert here == pytest.approx(kendalltau(x, y).statistic, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(NUMBERS)
def test_ranks_are_those_of_scipy(x: list[int]) -> None:
    assert competition_ranks(x) == tuple(rankdata([-value for value in x], method="min").astype(int))


def test_rounding_makes_no_difference() -> None:
    assert competition_ranks([0.1 + 0.2, 0.3, 0.29]) == (1, 1, 3)
    assert dense_ranks([1e-12, 2e-12]).tolist() == [0, 1]
    assert kendall_tau_b([0.1 + 0.2, 0.3], [1, 2]) is None


def test_nothing_has_no_ranks() -> None:
    assert competition_ranks([]) == ()
    assert kendall_tau_b([], []) is None
    assert kendall_tau_b([1], [1]) is None


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^2 and 3 values cannot be compared$"):
        kendall_tau_b([1, 2], np.array([1.0, 2.0, 3.0]))
