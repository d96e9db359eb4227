from __future__ import annotations

from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from scipy.stats import chi2_contingency, chisquare

from respnet.analysis.nulls.random_assignment_sampler import DrawnLoads, Seats, draw_seat_blocks
from respnet.core.plan import Role
from tests.analysis.fengdu import fengdu


def together(seats: Seats, draws: int, seed: int = 3) -> DrawnLoads:
    blocks = list(draw_seat_blocks(seats, draws=draws, seed=seed))
    return DrawnLoads(
        *(
            np.concatenate([getattr(block, field) for block in blocks], axis=1)
            for field in ("leads", "others", "lead_efforts", "other_efforts", "lead_parts", "other_parts")
        )
    )


def test_every_ordered_choice_of_a_task_is_equally_likely() -> None:
    """One lead and two others out of four: 12 outcomes; so too for a second task."""
    for seats, task in ((((1, 2),), 0), (((2, 0), (1, 2)), 1)):
        drawn = together(Seats(4, seats), 24_000)
        if task:
            first = together(Seats(4, seats[:1]), 24_000)
            assert first.leads.sum(axis=0).tolist() == [2.0] * 24_000
        lead_of_task = drawn.lead_parts == 1.0 if task == 0 else (drawn.lead_parts % 1.0 == 0) & (drawn.lead_parts > 0)
        outcomes = Counter(
            (int(np.flatnonzero(lead)[0]), tuple(np.flatnonzero(other)))
            for lead, other in zip(lead_of_task.T, (drawn.others > 0).T, strict=True)
            if lead.any()
        )
        expected = {(a, tuple(sorted((b, c)))) for a, b, c in permutations(range(4), 3)}
        assert set(outcomes) == expected
        assert chisquare(list(outcomes.values())).pvalue > 0.001


def test_tasks_with_few_seats_among_many_units_are_drawn_as_fairly() -> None:
    """A hundred units, tasks of the same seats at once: every ordered pair of units on a task is equally likely."""
    seats = Seats(100, ((1, 1),) * 40)
    drawn = together(seats, 2_000)
    assert (drawn.leads.sum(axis=0) == 40).all()
    assert (drawn.others.sum(axis=0) == 40).all()
    assert chisquare(drawn.leads.sum(axis=1)).pvalue > 0.001
    assert chisquare(drawn.others.sum(axis=1)).pvalue > 0.001
    one = together(Seats(100, ((1, 1),)), 200_000)
    pairs = one.leads.argmax(axis=0) * 100 + one.others.argmax(axis=0)
    counts = np.bincount(pairs, minlength=10_000).reshape(100, 100)
    assert (np.diag(counts) == 0).all()
    assert chisquare(counts[~np.eye(100, dtype=bool)]).pvalue > 0.001


def test_drawing_again_and_shuffling_give_the_same_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """One unit's leads, and the busiest unit's, over the same seats drawn in both ways."""
    seats = Seats(120, ((1, 3), (2, 4), (1, 3), (3, 0), (0, 2), (7, 0)) * 8)
    again = together(seats, 4_000)
    monkeypatch.setattr("respnet.analysis.nulls.random_assignment_sampler.MIN_REDRAW_UNITS", 1_000)
    shuffled = together(seats, 4_000)
    for one, other in (
        (again.leads[:5].ravel(), shuffled.leads[:5].ravel()),
        ((again.leads + again.others).max(axis=0), (shuffled.leads + shuffled.others).max(axis=0)),
        (again.leads.max(axis=0), shuffled.leads.max(axis=0)),
    ):
        high = int(max(one.max(), other.max())) + 1
        table = np.array([np.bincount(counts.astype(int), minlength=high) for counts in (one, other)])
        table = table[:, table.sum(axis=0) >= 20]
        assert chi2_contingency(table).pvalue > 0.001
    for drawn in (again, shuffled):
        assert np.allclose(drawn.lead_parts.sum(axis=0), 8 * 5)
        assert np.allclose(drawn.other_parts.sum(axis=0), 8 * 4)


def test_a_seat_that_is_drawn_again_is_never_a_double() -> None:
    drawn = together(Seats(100, ((3, 4),)), 5_000)
    assert (drawn.leads + drawn.others <= 1).all()
    assert (drawn.leads.sum(axis=0) == 3).all()


def test_no_unit_is_drawn_twice_for_a_task() -> None:
    drawn = together(Seats(7, ((3, 4),)), 500)
    assert (drawn.leads + drawn.others == 1).all()


def test_seats_are_kept_in_every_draw() -> None:
    plan = fengdu()
    drawn = together(Seats.of(plan.biadjacency(Role.LEAD), plan.biadjacency(Role.RESPONSIBLE)), 3_000)
    assert (drawn.leads.sum(axis=0) == 60).all()
    assert (drawn.others.sum(axis=0) == 170).all()
    assert np.allclose(drawn.lead_parts.sum(axis=0), 32)
    assert np.allclose(
        drawn.other_parts.sum(axis=0), sum(1 for task in plan.biadjacency(Role.RESPONSIBLE).T if task.any())
    )


def test_tasks_listed_otherwise_are_drawn_alike() -> None:
    seats = ((2, 3), (1, 0), (1, 2), (2, 3), (0, 4))
    one, other = (together(Seats(9, listed), 50) for listed in (seats, seats[::-1]))
    assert (one.leads == other.leads).all()
    assert (one.others == other.others).all()


def test_the_mean_of_lead_counts_is_seats_by_units() -> None:
    """Its sampling error is known: the variance of one unit's count is the sum of p(1 - p)."""
    plan = fengdu()
    seats = Seats.of(plan.biadjacency(Role.LEAD), plan.biadjacency(Role.RESPONSIBLE))
    drawn = together(seats, 10_000)
    p = np.array([leads / 30 for leads, _ in seats.tasks])
    error = np.sqrt((p * (1 - p)).sum() / 10_000)
    assert (abs(drawn.leads.mean(axis=1) - 60 / 30) < 4.5 * error).all()
    assert drawn.leads.mean() == pytest.approx(2.0, abs=1e-12)


def test_one_units_lead_count_is_poisson_binomial() -> None:
    plan = fengdu()
    seats = Seats.of(plan.biadjacency(Role.LEAD), plan.biadjacency(Role.RESPONSIBLE))
    law = np.ones(1)
    for leads, _ in seats.tasks:
        law = np.convolve(law, [1 - leads / 30, leads / 30])
    assert law.sum() == pytest.approx(1, abs=1e-12)
    drawn = together(seats, 10_000)
    for unit in (0, 13, 29):
        seen = np.bincount(drawn.leads[unit].astype(int), minlength=law.size)
        cut = 7
        seen = np.append(seen[:cut], seen[cut:].sum())
        expected = np.append(law[:cut], law[cut:].sum()) * 10_000
        assert chisquare(seen, expected).pvalue > 0.001


def test_blocks_bound_the_memory_and_miss_no_draw() -> None:
    widths = [block.leads.shape[1] for block in draw_seat_blocks(Seats(1_000, ((1, 1),)), draws=1_000, seed=1)]
    assert sum(widths) == 1_000
    assert max(widths) * 1_000 <= 1 << 17


def test_the_plan_itself_is_counted_as_the_draws_are() -> None:
    lead = np.array([[True, True], [True, False], [False, False]])
    other = np.array([[False, False], [False, False], [True, False]])
    seen = Seats.of(lead, other).observed(lead, other)
    assert seen.leads.tolist() == [2, 1, 0]
    assert seen.lead_parts.tolist() == [1.5, 0.5, 0]
    assert seen.other_parts.tolist() == [0, 0, 1]
