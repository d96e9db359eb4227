from __future__ import annotations

from itertools import combinations, permutations
from math import log

import numpy as np
import pytest

from respnet.analysis.stats.partition_similarity import (
    _find_overlapping_pairs,
    _sum_overlaps_by_group,
    _sum_overlaps_by_pair,
    adjusted_mutual_information,
    compare_group_overlap,
    expected_mutual_information,
)

RANDOM = np.random.default_rng(3)


def mutual_information(a: np.ndarray, b: np.ndarray) -> float:
    n = len(a)
    total = 0.0
    for x in set(a.tolist()):
        for y in set(b.tolist()):
            both = int(((a == x) & (b == y)).sum())
            if both:
                total += both / n * log(both * n / (int((a == x).sum()) * int((b == y).sum())))
    return total


def entropy(labels: np.ndarray) -> float:
    return mutual_information(labels, labels)


LABELINGS = [(np.array(a), np.array(b)) for a, b in (
    ([0, 0, 1, 1], [0, 1, 0, 1]),
    ([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 2]),
    ([0, 1, 2, 3, 3, 3], [0, 0, 0, 1, 1, 1]),
    ([0, 0, 0, 0, 0, 1, 2], [4, 4, 7, 7, 7, 7, 7]),
)]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), LABELINGS)
def test_expected_information_is_the_mean_over_all_orders(a: np.ndarray, b: np.ndarray) -> None:
    sizes = [np.unique(labels, return_counts=True)[1] for labels in (a, b)]
    every = [mutual_information(a, np.array(order)) for order in permutations(b.tolist())]
    mean = sum(every) / len(every)
    assert expected_mutual_information(*sizes) == pytest.approx(mean, abs=1e-12)
    expected = (mutual_information(a, b) - mean) / ((entropy(a) + entropy(b)) / 2 - mean)
    assert adjusted_mutual_information(a, b) == pytest.approx(expected, abs=1e-9)


def test_agreement_worked_out_by_hand() -> None:
    """Pairs against pairs, crossed: no information; 2 of 6 orders give log 2, so chance gives log(2)/3."""
    assert adjusted_mutual_information(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])) == pytest.approx(-0.5)


def test_equal_labelings_agree_wholly_and_random_ones_not_at_all() -> None:
    labels = RANDOM.integers(0, 6, 400)
    assert adjusted_mutual_information(labels, (labels * 7) % 31) == pytest.approx(1)
    found = adjusted_mutual_information(labels, RANDOM.permutation(labels))
    assert found is not None
    assert abs(found) < 0.02
    assert adjusted_mutual_information(labels, np.zeros(400, dtype=np.int64)) == pytest.approx(0)


def test_where_chance_gives_all_there_is_nothing_is_said() -> None:
    one = np.zeros(5, dtype=np.int64)
    assert adjusted_mutual_information(one, one) is None
    assert adjusted_mutual_information(np.arange(5), np.arange(5)) is None
    assert adjusted_mutual_information(one[:0], one[:0]) is None


def test_overlap_is_that_of_plain_sets_and_its_chance_that_of_all_deals() -> None:
    b = RANDOM.random((4, 6)) < 0.5
    b[0] |= ~b.any(axis=0)
    groups = np.array([0, 0, 1, 1, 1, 2])
    sets = [set(np.flatnonzero(column).tolist()) for column in b.T]
    jaccard = {pair: len(sets[pair[0]] & sets[pair[1]]) / len(sets[pair[0]] | sets[pair[1]]) for pair in combinations(range(6), 2)}  # fmt: skip  # noqa: E501

    def difference(labels: tuple[int, ...]) -> tuple[float, float]:
        inside = [value for (i, j), value in jaccard.items() if labels[i] == labels[j]]
        outside = [value for (i, j), value in jaccard.items() if labels[i] != labels[j]]
        return sum(inside) / len(inside), sum(outside) / len(outside)

    found = compare_group_overlap(b, groups, permutations=20_000, seed=1)
    within, between = difference(tuple(groups.tolist()))
    assert found.within == pytest.approx(within)
    assert found.between == pytest.approx(between)
    deals = [difference(order) for order in permutations(groups.tolist())]
    exact = sum(a - b >= within - between - 1e-12 for a, b in deals) / len(deals)
    assert found.p == pytest.approx(exact, abs=0.015)


def test_small_groups_are_compared_as_all_pairs_are() -> None:
    random = np.random.default_rng(3)
    b = random.random((12, 60)) < 0.2
    b[0] |= ~b.any(axis=0)
    groups = random.integers(0, 20, 60)
    deals = [random.permuted(np.tile(groups, (7, 1)), axis=1) for _ in range(3)]
    ours = np.concatenate(list(_sum_overlaps_by_group(iter(deals), b)))
    assert ours == pytest.approx(
        np.concatenate(list(_sum_overlaps_by_pair(iter(deals), _find_overlapping_pairs(b)))), abs=1e-9
    )


def test_without_a_pair_inside_or_between_there_is_no_chance() -> None:
    b = np.ones((2, 3), dtype=np.bool_)
    alone = compare_group_overlap(b, np.arange(3), permutations=9, seed=1)
    assert (alone.within, alone.between, alone.p, alone.permutations) == (None, 1.0, None, 0)
    together = compare_group_overlap(b, np.zeros(3, dtype=np.int64), permutations=9, seed=1)
    assert (together.within, together.between, together.p) == (1.0, None, None)
