from __future__ import annotations

import numpy as np
import pytest

from respnet.analysis.stats.multiple_testing import (
    SIGNIFICANCE_LEVEL,
    benjamini_hochberg,
    compute_critical_p,
    find_joint_pairs,
    has_significant_pair,
)
from tests.analysis.margins import random_plan


def families() -> list[tuple[np.ndarray, int]]:
    random = np.random.Generator(np.random.PCG64(1))
    shown = [(random.random(n) ** power, n + ones) for n in (1, 2, 9, 40) for power in (1, 3, 9) for ones in (0, 30)]
    return [*shown, (np.full(6, 0.049), 6), (np.full(3, 0.049), 6), (np.ones(4), 9)]


@pytest.mark.parametrize(("p", "family"), families())
def test_the_correction_is_that_over_the_whole_family(p: np.ndarray, family: int) -> None:
    whole = benjamini_hochberg(np.append(p, np.ones(family - p.size)))
    assert benjamini_hochberg(p, family) == pytest.approx(whole[: p.size], abs=1e-15)
    assert has_significant_pair(p, family) == bool((whole <= SIGNIFICANCE_LEVEL).any())


@pytest.mark.parametrize(("p", "family"), families())
def test_the_room_is_where_a_pair_would_just_be_flagged(p: np.ndarray, family: int) -> None:
    whole = np.append(p, np.ones(family - p.size))
    rooms = compute_critical_p(p, family)
    places = range(p.size + 1) if family > p.size else range(p.size)
    for place in places:
        for factor, flagged in ((1 - 1e-9, True), (1 + 1e-9, False)):
            tried = whole.copy()
            tried[place] = rooms[place] * factor
            assert bool(benjamini_hochberg(tried)[place] <= SIGNIFICANCE_LEVEL) is flagged


@pytest.mark.parametrize("seats", [(1, 2, 3), (12, 20)], ids=["sparse", "crowded"])
def test_joint_pairs_are_those_of_each_two_rows(seats: tuple[int, ...]) -> None:
    b = random_plan(30, 50, seats, seed=2)
    found = find_joint_pairs(*np.nonzero(b), b.shape)
    expected = [(i, j, int((b[i] & b[j]).sum())) for i in range(30) for j in range(i + 1, 30) if (b[i] & b[j]).any()]
    assert list(zip(found.first, found.second, found.joint, strict=True)) == expected


def test_no_edges() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert find_joint_pairs(nothing, nothing, (0, 0)).joint.size == 0
