"""Counts over filled cells, held against whole matrices, on both sides of the size at which sparse ones take over."""

from __future__ import annotations

import numpy as np
import pytest

from respnet.analysis.stats import sparse_counts
from respnet.analysis.stats.sparse_counts import DENSE_CELLS, count_common, list_cells, sum_over_tasks, to_csr


@pytest.mark.parametrize("shape", [(0, 0), (3, 0), (0, 3), (4, 7), (90, 3_000)])
@pytest.mark.parametrize("sparse", [False, True])
def test_counts_are_those_of_the_whole_matrices(
    shape: tuple[int, int], sparse: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sparse:
        monkeypatch.setattr(sparse_counts, "DENSE_CELLS", -1)
    random = np.random.Generator(np.random.PCG64(3))
    a, b = (random.random(shape) < 0.1 for _ in range(2))
    whole = a.astype(np.int64) @ b.T.astype(np.int64)
    first, second, counts = count_common(a, b)
    assert (first.tolist(), second.tolist()) == tuple(part.tolist() for part in np.nonzero(whole))
    assert counts.tolist() == whole[whole > 0].tolist()
    assert tuple(part.tolist() for part in list_cells(a)) == tuple(part.tolist() for part in np.nonzero(a))
    assert (to_csr(a).toarray() == a).all()
    for values in (random.integers(0, 2**40, shape[1]), random.random(shape[1])):
        found = sum_over_tasks(a, values)
        assert found.dtype == values.dtype
        assert found == pytest.approx(a @ values, rel=0 if values.dtype == np.int64 else 1e-12)


def test_large_matrices_go_the_sparse_way() -> None:
    assert DENSE_CELLS < 90 * 3_000
