"""The atlas's statistics against those of the page on several plans, which counts from the plans themselves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import respnet.atlas.statistics
from respnet.analysis.portfolio.portfolio import assess_portfolio, compare_with_lots, find_over_committed
from respnet.atlas.engine import Engine, open_engine
from respnet.atlas.statistics import compute_statistics
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Assignment, Plan, Role, Task
from respnet.corpus.synthetic import write_corpus
from respnet.corpus.writer import write_plans
from respnet.findings.portfolio import build_portfolio_findings
from tests.atlas.corpora import NOBODY, make_plans


def add_load(plan: Plan, name: str, tasks: int, partner: str = "") -> Plan:
    """Add tasks that the unit of this name leads, with a partner."""
    ids = {unit.name: unit.id for unit in plan.units}
    first = len(plan.tasks) + 1
    added = [Task(f"{plan.id}/+{at}", at, f"加派{at}", f"+{at}") for at in range(first, first + tasks)]
    edges = [
        Assignment(ids[one], task.id, Role.LEAD, place, one)
        for task in added
        for place, one in enumerate((name, partner), 1)
        if one in ids
    ]
    return replace(plan, tasks=(*plan.tasks, *added), assignments=(*plan.assignments, *edges))


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    """Plans by lot; of 丰都县 one unit leads far too much (two years, and no year), and two lead together in all."""
    made = []
    for plan in make_plans(90):
        names, busy = {unit.name for unit in plan.units}, plan.issued[:4] in ("2022", "2023", "")
        here = plan.area == "丰都县" and plan.id != "wide"
        busier = add_load(plan, "县科协", 12 if here and busy and "县科协" in names else 0)
        tied = {"县财政局", "县民政局"} <= names
        made.append(add_load(busier, "县财政局", 3, "县民政局") if here and tied else busier)
    return made


@pytest.fixture(scope="module")
def engine(plans: list[Plan], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = open_engine("duckdb", write_plans(tmp_path_factory.mktemp("corpus"), plans), "500MB")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def networks(plans: list[Plan]) -> list[ResponsibilityNetwork]:
    """The current plans: of two versions the later one."""
    return [ResponsibilityNetwork(plan) for plan in {plan.id: plan for plan in plans}.values()]


def rows_of(engine: Engine, name: str, area: str | None = None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = compute_statistics(engine, area=area).tables[name].to_pylist()
    return rows


def test_joint_leads_of_an_area_are_those_of_its_page(engine: Engine, networks: list[ResponsibilityNetwork]) -> None:
    found = compute_statistics(engine)
    rows = found.tables["joint_leads"].to_pylist()
    verdicts = set()
    for area in {one.plan.area for one in networks} - {""}:
        here = [one for one in networks if one.plan.area == area]
        names = {unit.id: unit.name for one in here for unit in one.actors}
        wanted = {}
        for pair in compare_with_lots(here).pairs:
            verdict = ("fewer" if pair.fewer else "more") if pair.clear else ""
            met = sum(bool(share.tasks) for share in pair.shares)
            numbers = (pair.joint, pair.expected, pair.ratio, pair.ratio_limit, pair.p)
            told = (len(pair.shares), met, verdict, pair.lasting, pair.years)
            wanted[frozenset((names[pair.a], names[pair.b]))] = (told, numbers)
        of_area = [row for row in rows if row["scope"] == "area" and row["area"] == area]
        assert {frozenset((row["unit_a"], row["unit_b"])) for row in of_area} == wanted.keys()
        for row in of_area:
            told, numbers = wanted[frozenset((row["unit_a"], row["unit_b"]))]
            names_told = ("plans", "met", "verdict", "without_any", "years_above")
            assert tuple(row[name] for name in names_told) == told
            shown = [row[name] for name in ("joint", "expected", "ratio", "ratio_low", "p")]
            # What has no end is no number in JSON.
            assert [None if one == math.inf else one for one in shown] == pytest.approx(numbers, rel=1e-9)
            assert row["ratio_low"] is not None or not row["verdict"]
            verdicts.add(row["verdict"])
    assert verdicts == {"", "more", "fewer"}
    ranked = [(row["verdict"] != "more", -row["joint"]) for row in rows if row["verdict"] != "fewer"]
    assert ranked == sorted(ranked)


def test_over_committed_units_are_those_of_the_page(engine: Engine, networks: list[ResponsibilityNetwork]) -> None:
    found = find_over_committed([one for one in networks if one.plan.area])
    wanted = [one for one in found.units if one.year]  # nobody knows whether plans without a year are of one
    assert len(wanted) < len(found.units)
    titles = {one.plan.id: one.plan.title for one in networks}
    rows = rows_of(engine, "overcommitted")
    assert {(row["area"], row["unit"], row["year"]) for row in rows} == {
        (one.area, one.unit.split("/")[1], one.year) for one in wanted
    }
    assert {(row["area"], row["year"]) for row in rows} >= {("丰都县", 2022), ("丰都县", 2023)}
    for row in rows:
        (one,) = (
            o
            for o in wanted
            if (o.area, o.year, o.unit.split("/")[1]) == tuple(row[n] for n in ("area", "year", "unit"))
        )
        assert row["largest_plan"] == titles[one.largest]
        load = one.load
        numbers = (load.number, load.expected, load.limit, one.units, load.rest, load.rest_limit, len(one.plans))
        names = ("leads", "expected", "limit", "units", "leads_without", "limit_without", "plans")
        assert [row[name] for name in names] == pytest.approx(numbers)
    assert rows == [row for row in rows_of(engine, "overcommitted", "丰都县") if row["area"] == "丰都县"]


def test_the_page_says_who_has_too_much_and_which_pairs_last(networks: list[ResponsibilityNetwork]) -> None:
    here = [one for one in networks if one.plan.area == "丰都县"]
    found = {one.id: one for one in build_portfolio_findings(here, assess_portfolio(here))}
    over = found["over-committed-over-plans"]
    assert over.shown
    assert (
        "2023 年的 3 个方案点到县科协，它共牵头 39 项；各方案内部抽签，316 个单位里最忙的最多牵头 15 项"
        in over.sentence.zh
    )
    pairs = found["joint-leads-over-plans"].sentence
    assert "去掉任何一个方案仍然明显，" in pairs.zh
    assert "this stands out whichever plan is left out, in " in pairs.en
    alone = here[:1]
    (none,) = (o for o in build_portfolio_findings(alone, assess_portfolio(alone)) if o.id == over.id)
    assert none.sentence.en == "No two plans are of one area and one year, so there is nothing to add up."


def test_several_processes_give_the_same_tables(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = compute_statistics(engine).tables
    monkeypatch.setattr(respnet.atlas.statistics, "MIN_PLANS_IN_PARALLEL", 10)
    monkeypatch.setattr("respnet.atlas.statistics.cpu_count", lambda: 2)
    both = compute_statistics(engine).tables
    assert all(alone[name].equals(both[name]) for name in alone)


def test_a_corpus_by_lot_has_peers_and_counterparts(tmp_path: Path) -> None:
    opened = open_engine("duckdb", write_corpus(tmp_path, assignments=16_000, areas=(1, 1, 24)), "500MB")
    found = compute_statistics(opened).tables
    peers = found["peers"].to_pylist()
    one = peers[0]["area"]
    alone = compute_statistics(opened, area=one).tables  # held against all places, and shown alone
    opened.close()
    assert alone["peers"].to_pylist() == [row for row in peers if row["area"] == one]
    assert {(row["scope"], row["area"]) for row in alone["joint_leads"].to_pylist()} <= {("area", one)}
    assert {row["question"] for row in peers} <= {"named", "leads"}
    assert len({(row["level"], row["counterpart"]) for row in peers}) > 3
    for row in peers:
        assert row["peers"] >= 20
        assert row["expected"] == pytest.approx(row["total"] * row["usual_rate"])
        low, high = sorted((row["count"] / row["total"], row["usual_rate"]))
        assert low - 1e-9 <= row["rate"] <= high + 1e-9
    pairs = [row for row in found["joint_leads"].to_pylist() if row["scope"] == "level"]
    assert {row["area"] for row in pairs} >= {"county"}
    assert max(row["plans"] for row in pairs) > 5


def test_nothing_gives_empty_tables(engine: Engine, tmp_path: Path) -> None:
    nobody = open_engine("duckdb", write_plans(tmp_path, [Plan("p", "空", "甲县", tasks=(Task("p/1", 1, "修路"),))]))
    for opened, area in ((engine, "没有这个县"), (engine, NOBODY), (nobody, None)):
        found = compute_statistics(opened, area=area)
        assert [table.num_rows for table in found.tables.values()] == [0, 0, 0]
        assert found.info["pairs"] == 0
    nobody.close()
