from __future__ import annotations

import numpy as np
import pytest

from respnet.analysis.nulls.exact_null import compute_exact_null
from respnet.analysis.nulls.fixed_margins import draw_fixed_margin_matrices
from respnet.analysis.nulls.pair_null import PairNullModel, compute_sampled_null
from respnet.core.network import Matrix
from respnet.core.plan import Role
from tests.analysis.fengdu import fengdu
from tests.analysis.margins import davis


def drawn(b: Matrix, draws: int, seed: int = 1) -> PairNullModel:
    return compute_sampled_null(b, draw_fixed_margin_matrices(b, draws=draws, seed=seed))


def test_draws_agree_with_the_exact_count() -> None:
    b = fengdu().biadjacency(Role.LEAD)
    sampled, exact = drawn(b, 20_000), compute_exact_null(b)
    counts = np.bincount(b.sum(axis=1))
    kinds = [(i, j) for i in np.flatnonzero(counts)[1:] for j in np.flatnonzero(counts)[1:] if i < j or counts[i] > 1]
    for i, j in kinds:
        for shared in range(min(i, j) + 1):
            chance = float(exact.at_least(i, j, shared)) if shared <= exact.most(i, j) else 0.0
            error = 5 * np.sqrt(chance * (1 - chance) / 20_000) + 2e-4
            assert float(sampled.at_least(i, j, shared)) == pytest.approx(chance, abs=error)


def test_no_chance_is_below_what_the_draws_can_show() -> None:
    laws = drawn(fengdu().biadjacency(), 200)
    assert laws.upper.min() == pytest.approx(1 / 201)
    assert (laws.lower >= 1 / 201 - 1e-15).all()


class TestDavis:
    """The signed ties at .1 that the vignette of R's package backbone prints, from 100 draws; here from 4,000."""

    names, b = davis()
    laws = drawn(b, 4_000)

    def chances(self, first: str, second: str) -> tuple[float, float]:
        i, j = self.names.index(first), self.names.index(second)
        a, c = self.b[[i]].sum(axis=1), self.b[[j]].sum(axis=1)
        joint = int((self.b[i] & self.b[j]).sum())
        return float(self.laws.at_least(a, c, joint)[0]), float(self.laws.at_most(a, c, joint)[0])

    @pytest.mark.parametrize(
        "pair", [("Laura", "Brenda"), ("Myra", "Katherina"), ("Katherina", "Sylvia"), ("Olivia", "Flora")]
    )
    def test_four_of_the_five_positive_ones_are_confirmed(self, pair: tuple[str, str]) -> None:
        assert self.chances(*pair)[0] <= 0.05

    def test_one_is_not_and_one_was_missed(self) -> None:
        assert self.chances("Brenda", "Charlotte")[0] == pytest.approx(0.09, abs=0.02)
        assert self.chances("Evelyn", "Theresa")[0] == pytest.approx(0.034, abs=0.01)

    def test_on_the_negative_side_too(self) -> None:
        assert self.chances("Laura", "Sylvia")[1] == pytest.approx(0.058, abs=0.015)
        assert self.chances("Charlotte", "Katherina")[1] == pytest.approx(0.019, abs=0.01)
