"""Tasks with an effort of their own: the same as without where each is 1, and held against enumeration where not."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations, product
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chisquare

import respnet
from respnet.analysis.nulls.random_assignment_sampler import Seats, draw_seat_blocks
from respnet.analysis.rebalance.rebalance import RebalanceProblem, compute_load_curve
from respnet.analysis.workload.random_assignment import assess_loads
from respnet.analysis.workload.workload import compare_with_capacity, compute_workload
from respnet.core.network import Matrix, ResponsibilityNetwork
from respnet.core.plan import Plan, Role
from respnet.core.problems import Severity
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.intake.folder.write import render_tasks_csv
from respnet.pipeline import analyse

ROWS = (("ab", "c", 3.0), ("a", "bd", None), ("b", "ad", 0.5), ("a", "cd", 1.0), ("c", "", 2.0))


def plan(*, efforts: tuple[float | None, ...] | None = None) -> Plan:
    given = [effort for _, _, effort in ROWS] if efforts is None else efforts
    rows = [
        TaskRow(
            f"t{number}",
            number=str(number),
            units=(UnitList(Role.LEAD, tuple(leads)), UnitList(Role.SUPPORT, tuple(others))),
            effort=effort,
        )
        for number, ((leads, others, _), effort) in enumerate(zip(ROWS, given, strict=True), 1)
    ]
    return build_plan(PlanFacts("p"), rows, [UnitRecord("a", capacity=4)])


def network(*, efforts: tuple[float | None, ...] | None = None) -> ResponsibilityNetwork:
    return ResponsibilityNetwork(plan(efforts=efforts))


def test_an_effort_of_one_everywhere_changes_nothing() -> None:
    usual, ones = network(efforts=(None,) * 5), network(efforts=(1.0,) * 5)
    assert ones.plan == usual.plan
    assert ones.plan.digest() == usual.plan.digest() != plan().digest()
    few = {"draws": 200, "tie_draws": 200, "null_draws": 20}
    assert analyse(ones, **few).to_dict() == analyse(usual, **few).to_dict()


def test_loads_are_sums_of_efforts() -> None:
    found = assess_loads(network(), draws=50)
    for scheme in found.settings:
        expected = dict.fromkeys("abcd", 0.0)
        for leads, others, given in ROWS:
            effort = 1.0 if given is None else given
            for unit in leads:
                expected[unit] += effort / len(leads) ** scheme.alpha
            for unit in others:
                expected[unit] += scheme.ratio * effort / len(others) ** scheme.alpha
        units = [unit.name for unit in network().actors]
        assert scheme.loads == pytest.approx([expected[unit] for unit in units])
    assert [one.effort for one in compute_workload(network()).loads] == [5.5, 4.5, 6.0, 2.5]
    (capacity,) = compare_with_capacity(network()).units
    loads = [scheme.loads[0] / 4 for scheme in found.settings]
    assert (capacity.least, capacity.most) == pytest.approx((min(loads), max(loads)))


@pytest.mark.parametrize("pool", [4, 100], ids=["shuffled", "drawn together"])
def test_draws_carry_the_efforts(pool: int) -> None:
    seats = Seats(pool, ((1, 1), (2, 0)), (2.0, 0.5))
    blocks = list(draw_seat_blocks(seats, draws=20_000, seed=3))
    lead, other, parts = (
        np.concatenate([getattr(block, name) for block in blocks], axis=1)
        for name in ("lead_efforts", "other_efforts", "lead_parts")
    )
    assert lead.sum(axis=0) == pytest.approx(3.0)
    assert other.sum(axis=0) == pytest.approx(2.0)
    assert parts.sum(axis=0) == pytest.approx(2.5)
    if pool == 4:
        outcomes = Counter(
            tuple(2.0 * (unit == first[0]) + 0.5 * (unit in second) for unit in range(pool))
            for first, second in product(permutations(range(pool), 2), combinations(range(pool), 2))
        )
        drawn = Counter(map(tuple, lead.T.tolist()))
        assert set(drawn) == set(outcomes)
        expected = [20_000 * outcomes[key] / sum(outcomes.values()) for key in outcomes]
        assert chisquare([drawn[key] for key in outcomes], expected).pvalue > 1e-4


def best_by_enumeration(board: RebalanceProblem, most: int) -> list[tuple[int, int, int]]:
    """(moves, highest load, squares) of each step, over every set of single moves that the rules allow."""
    cells = [
        (giver, taker, task)
        for task in range(board.lead.shape[1])
        for giver in np.flatnonzero(board.lead[:, task] & ~board.stays[:, task])
        for taker in np.flatnonzero(board.candidates[:, task])
    ]
    best: dict[int, tuple[int, int]] = {}
    for number in range(most + 1):
        for chosen in combinations(cells, number):
            lead: Matrix = board.lead.copy()
            for giver, taker, task in chosen:
                lead[giver, task], lead[taker, task] = False, True
            if int((lead & ~board.lead).sum()) != number or ((board.lead & ~lead).sum(axis=0) > board.room).any():
                continue
            loads = board.loads(lead)[~board.exempt]
            value = int(loads.max()), sum(int(load) ** 2 for load in board.loads(lead))
            best[number] = min(best.get(number, value), value)
    steps, highest = [], best[0][0]
    for number in range(1, most + 1):
        if number in best and best[number][0] < highest:
            highest = best[number][0]
            steps.append((number, *best[number]))
    return steps


@pytest.mark.parametrize("seed", range(60))
def test_proposals_with_efforts_are_the_best_of_all(seed: int) -> None:
    random = np.random.default_rng(seed)
    part = random.random((4, 5)) < 0.75
    lead = part & (random.random((4, 5)) < 0.4)
    lead[0] |= part[0]
    nothing = np.zeros(4, dtype=np.bool_)
    board = RebalanceProblem(
        lead=lead,
        part=part,
        may=part,
        stays=np.zeros_like(part),
        anchored=np.full(5, seed % 2 == 0),
        exempt=nothing,
        ratio=float(random.choice([0.0, 0.3, 0.5])),
        efforts=random.choice([0.5, 1.0, 2.0, 3.5], 5),
    )
    found = [
        (
            int((after & ~lead).sum()),
            int(board.loads(after).max()),
            sum(int(load) ** 2 for load in board.loads(after)),
        )
        for after in compute_load_curve(board, 9)
    ]
    assert found == best_by_enumeration(board, 3)


def test_tables_and_stores_keep_the_effort(tmp_path: Path) -> None:
    given = plan()
    (tmp_path / "plan.toml").write_text('id = "p"\n', encoding="utf-8")
    (tmp_path / "tasks.csv").write_text(render_tasks_csv(given), encoding="utf-8")
    read = respnet.read_plan(tmp_path)
    assert [task.effort for task in read.tasks] == [3.0, None, 0.5, None, 2.0]
    assert "effort" not in render_tasks_csv(plan(efforts=(1.0,) * 5))
    with respnet.open_store("memory") as store:
        store.load(given)
        assert store.plan("p") == given
    with respnet.open_store(str(tmp_path / "plans.lbug")) as store:
        store.load(given)
        assert [task.effort for task in store.plan("p").tasks] == [3.0, None, 0.5, None, 2.0]


@pytest.mark.parametrize("word", ["0", "-1", "大", "1e3", "nan"])
def test_what_is_no_positive_number_is_an_error(word: str, tmp_path: Path) -> None:
    (tmp_path / "tasks.csv").write_text(f"序号,任务,牵头单位,工作量\n1,修路,县交通局,{word}\n", encoding="utf-8")
    (error,) = (one for one in respnet.read_plan(tmp_path).remarks if one.code == "unknown-effort")
    assert (error.level, error.column, error.value, error.row) == (Severity.ERROR, "工作量", word, 2)
