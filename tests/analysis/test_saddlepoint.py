from __future__ import annotations

from functools import reduce

import numpy as np
import pytest

from respnet.analysis.portfolio.saddlepoint import SumOfLaws


@pytest.mark.parametrize(("terms", "error"), [(3, 0.09), (10, 0.08), (30, 0.04), (150, 0.01)])
def test_tails_are_those_of_the_convolution(terms: int, error: float) -> None:
    random = np.random.default_rng(terms)
    steep = np.array([0.8, 0.17, 0.03, 0.004, 0.0002])
    laws = [steep[: random.integers(2, 6)] for _ in range(terms)]
    whole = reduce(np.convolve, [law / law.sum() for law in laws])
    found = SumOfLaws(laws, np.ones(terms, dtype=np.int64))
    assert found.mean == pytest.approx(whole @ np.arange(whole.size))
    assert found.most == whole.size - 1
    upper, lower = np.cumsum(whole[::-1])[::-1], np.cumsum(whole)
    for number in range(terms // 15, whole.size, 1 + terms // 15):
        if upper[number] > 1e-12:
            assert found.compute_tail(number) == pytest.approx(upper[number], rel=error)
        assert found.compute_tail(number, fewer=True) == pytest.approx(lower[number], rel=error)


def test_equal_laws_are_counted_and_the_mean_itself_is_no_pit() -> None:
    law = np.array([0.25, 0.5, 0.25])
    one, counted = SumOfLaws([law] * 50, np.ones(50, dtype=np.int64)), SumOfLaws([law], np.array([50]))
    whole = np.cumsum(reduce(np.convolve, [law] * 50)[::-1])[::-1]
    for number in (0, 30, 49, 50, 51, 70, 100):
        assert one.compute_tail(number) == pytest.approx(counted.compute_tail(number), rel=1e-12)
        assert counted.compute_tail(number) == pytest.approx(whole[number], rel=2e-3)
