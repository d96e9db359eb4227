from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from respnet.analysis.risk import robustness as set_cover
from respnet.analysis.risk.robustness import SetCover, find_smallest_cover
from respnet.core.network import Matrix


def random_leads(seed: int, units: int, tasks: int, leads: tuple[int, int] = (1, 4)) -> Matrix:
    random = np.random.Generator(np.random.PCG64(seed))
    lead = np.zeros((units, tasks), dtype=bool)
    for task in range(tasks):
        lead[random.choice(units, min(units, random.integers(*leads)), replace=False), task] = True
    return lead


def by_all_sets(lead: Matrix) -> SetCover:
    wanted = lead.any(axis=0)
    for size in range(len(lead) + 1):
        found = [
            rows for rows in combinations(range(len(lead)), size) if (lead[list(rows)].any(axis=0) == wanted).all()
        ]
        if found:
            needed = set(found[0]).intersection(*found)
            return SetCover(found[0], len(found) == 1, tuple(sorted(needed)), proved=True)
    raise AssertionError


@pytest.mark.parametrize("seed", range(60))
def test_the_smallest_of_all_sets(seed: int) -> None:
    lead = random_leads(seed, 1 + seed % 9, seed % 13)
    assert find_smallest_cover(lead) == by_all_sets(lead)


@pytest.mark.parametrize("seed", range(12))
def test_the_program_finds_what_the_trial_of_all_sets_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lead = random_leads(seed, 10, 16, (2, 4))
    tried = find_smallest_cover(lead)
    monkeypatch.setattr(set_cover, "MAX_ENUMERATED_UNITS", 0)
    solved = find_smallest_cover(lead)
    assert (len(solved.rows), solved.unique, solved.needed) == (len(tried.rows), tried.unique, tried.needed)
    assert lead[list(solved.rows)].any(axis=0).all()


def test_a_large_one_is_covered_and_not_called_proved() -> None:
    lead = random_leads(1, 120, 600, (2, 4))
    found = find_smallest_cover(lead)
    assert (found.proved, found.unique) == (False, None)
    assert lead[list(found.rows)].any(axis=0).all()
    for row in found.rows:
        assert not lead[[one for one in found.rows if one != row]].any(axis=0).all()


def test_nothing_to_cover() -> None:
    empty = SetCover((), unique=True, needed=(), proved=True)
    assert find_smallest_cover(np.zeros((0, 0), dtype=bool)) == empty
    assert find_smallest_cover(np.zeros((3, 2), dtype=bool)) == empty
