from __future__ import annotations

import warnings
from itertools import combinations

import numpy as np
import pytest
from scipy.stats import hypergeom

from respnet.analysis.nulls.bicm import compute_hypergeometric_tail, fit_bicm
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu
from tests.analysis.margins import davis, random_plan


def by_the_package(b: Matrix) -> np.ndarray:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bicm = pytest.importorskip("bicm")
        graph = bicm.BipartiteGraph(b.astype(int))
        graph.solve_tool(verbose=False)
        return np.array(graph.get_bicm_matrix())


def test_the_published_probabilities_of_a_three_by_three() -> None:
    """R's package backbone prints them in its tests."""
    b = np.array([[False, False, True], [False, False, True], [True, True, False]])
    fitted = fit_bicm(b)
    assert fitted is not None
    expected = np.array([[0.216, 0.216, 0.568], [0.216, 0.216, 0.568], [0.568, 0.568, 0.863]])
    assert fitted.matrix(b) == pytest.approx(expected, abs=5e-4)


def test_the_women_of_davis_have_no_tie_at_a_tenth_by_bonferroni() -> None:
    """As the vignette of backbone says of its SDSM."""
    _, b = davis()
    fitted = fit_bicm(b)
    assert fitted is not None
    smallest = min(
        fitted.at_least(int(b[i].sum()), int(b[j].sum()), int((b[i] & b[j]).sum()))
        for i, j in combinations(range(18), 2)
    )
    assert smallest == pytest.approx(0.088, abs=5e-4)
    assert smallest * 153 > 0.1


@pytest.mark.parametrize("name", ["davis", "leads", "all roles"])
def test_the_probabilities_are_those_of_the_package_bicm(name: str) -> None:
    b = davis()[1] if name == "davis" else fengdu().biadjacency(*([Role.LEAD] if name == "leads" else []))
    b = b[np.ix_(b.any(axis=1), b.any(axis=0))]
    fitted = fit_bicm(b)
    assert fitted is not None
    assert fitted.matrix(b) == pytest.approx(by_the_package(b), abs=1e-5)


def test_both_margins_are_kept_on_average() -> None:
    for b in (davis()[1], fengdu().biadjacency(), random_plan(80, 700, (1, 2, 3, 9), seed=1)):
        fitted = fit_bicm(b)
        assert fitted is not None
        assert fitted.matrix(b).sum(axis=0) == pytest.approx(b.sum(axis=0), abs=1e-6)
        assert fitted.matrix(b).sum(axis=1) == pytest.approx(b.sum(axis=1), abs=1e-6)


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    for b in (plan.biadjacency(Role.LEAD), plan.biadjacency()):
        fitted = fit_bicm(b)
        assert fitted is not None
        assert fitted.matrix(b).sum(axis=1) == pytest.approx(b.sum(axis=1), abs=1e-4)


@pytest.mark.parametrize("tasks", [1, 7, 40, 2_000])
def test_the_hypergeometric_tail_is_that_of_scipy(tasks: int) -> None:
    random = np.random.Generator(np.random.PCG64(tasks))
    a, b, joint = random.integers(0, tasks + 1, (3, 800))
    ours, theirs = compute_hypergeometric_tail(tasks, a, b, joint), hypergeom.sf(joint - 1, tasks, a, b)
    assert ours == pytest.approx(theirs, abs=1e-10)
    clear = theirs > 1e-200
    assert ours[clear] == pytest.approx(theirs[clear], rel=1e-8)


def test_no_pairs() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert compute_hypergeometric_tail(5, nothing, nothing, nothing).size == 0
