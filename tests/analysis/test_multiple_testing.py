from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, prod

import numpy as np
import pytest

from respnet.analysis.stats.multiple_testing import (
    SIGNIFICANCE_LEVEL,
    StepUp,
    benjamini_hochberg,
    compute_critical_p,
    find_joint_pairs,
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


@pytest.mark.parametrize(("p", "family"), families())
def test_the_room_is_where_a_pair_would_just_be_flagged(p: np.ndarray, family: int) -> None:
    whole = np.append(p, np.ones(family - p.size))
    rooms = compute_critical_p(p, StepUp(family).thresholds(min(family, p.size + 1)))
    places = range(p.size + 1) if family > p.size else range(p.size)
    for place in places:
        for factor, flagged in ((1 - 1e-9, True), (1 + 1e-9, False)):
            tried = whole.copy()
            tried[place] = rooms[place] * factor
            assert bool(benjamini_hochberg(tried)[place] <= SIGNIFICANCE_LEVEL) is flagged


def reject_plainly(tails: list[list[Fraction]], p: list[Fraction]) -> list[bool]:
    """The discrete step-up rule as its definition reads, in whole fractions."""
    level, points = Fraction(1, 20), sorted({one for tail in tails for one in tail})

    def most(tail: list[Fraction], t: Fraction) -> Fraction:
        return max((one for one in tail if one <= t), default=Fraction(0))

    tau = max(
        (
            t
            for t in points
            if all(most(tail, t) < 1 for tail in tails)
            and sum(most(tail, t) / (1 - most(tail, t)) for tail in tails) <= level * len(tails)
        ),
        default=None,
    )
    if tau is None:
        return [False] * len(p)
    expected = {t: sum(most(tail, t) / (1 - most(tail, tau)) for tail in tails) for t in points if t <= tau}
    steps = [max((t for t in expected if expected[t] <= level * k), default=Fraction(0)) for k in range(1, len(p) + 1)]
    number = max((k for k, (own, step) in enumerate(zip(sorted(p), steps, strict=True), 1) if own <= step), default=0)
    return [own <= steps[number - 1] if number else False for own in p]


def upper_tails(units: int, a: int, b: int) -> tuple[list[Fraction], list[Fraction]]:
    """Chances of each number of joint tasks of two units (hypergeometric), and the upper tails, ascending."""
    ways = [Fraction(comb(a, x) * comb(units - a, b - x), comb(units, b)) for x in range(min(a, b) + 1)]
    return ways, [sum(ways[x:], Fraction(0)) for x in range(len(ways))][::-1]


@pytest.mark.parametrize("shape", [[(9, 3, 3)] * 3, [(12, 2, 5), (8, 4, 4), (20, 2, 2)], [(6, 1, 1)] * 4, [(30, 4, 3)]])
def test_the_discrete_rule_is_its_definition_and_keeps_its_level(shape: list[tuple[int, int, int]]) -> None:
    """Every outcome of a small family of independent pairs: the same rejections, and any in at most 5 % in all."""
    laws = [upper_tails(*one) for one in shape]
    tails = [sorted(set(tail)) for _, tail in laws]
    rule = StepUp.discrete([np.array([float(one) for one in tail]) for tail in tails], np.ones(len(shape), dtype=int))
    plain, any_flag = StepUp(len(shape)), Fraction(0)
    for outcome in product(*(range(len(ways)) for ways, _ in laws)):
        p = [tail[::-1][x] for x, (_, tail) in zip(outcome, laws, strict=True)]
        numbers = np.array([float(one) for one in p])
        rejected = rule.adjust(numbers) <= SIGNIFICANCE_LEVEL
        assert rejected.tolist() == reject_plainly(tails, p)
        assert (rejected >= (plain.adjust(numbers) <= SIGNIFICANCE_LEVEL)).all()
        limits = compute_critical_p(numbers, rule.thresholds(len(shape)))
        assert ((numbers <= limits[:-1] * (1 + 1e-9)) == rejected).all()
        if rejected.any():
            any_flag += prod((laws[at][0][x] for at, x in enumerate(outcome)), start=Fraction(1))
    assert any_flag <= Fraction(1, 20)


def test_p_values_that_can_be_anything_leave_the_plain_rule() -> None:
    """With very many attainable values the discrete rule comes close to the plain one."""
    fine = np.arange(1, 100_001) / 100_000
    rule, p = StepUp.discrete([fine], np.array([10])), np.array([0.001, 0.004, 0.012, 0.7])
    assert rule.adjust(p)[:2] == pytest.approx(StepUp(10).adjust(p)[:2], rel=0.06)


@pytest.mark.parametrize("seats", [(1, 2, 3), (12, 20)], ids=["sparse", "crowded"])
def test_joint_pairs_are_those_of_each_two_rows(seats: tuple[int, ...]) -> None:
    b = random_plan(30, 50, seats, seed=2)
    found = find_joint_pairs(b)
    expected = [(i, j, int((b[i] & b[j]).sum())) for i in range(30) for j in range(i + 1, 30) if (b[i] & b[j]).any()]
    assert list(zip(found.first, found.second, found.joint, strict=True)) == expected


def test_no_edges() -> None:
    assert find_joint_pairs(np.zeros((0, 0), dtype=np.bool_)).joint.size == 0
