"""The rules of sql/README.md, each a pattern; and what the statements count, counted again task by task."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from respnet.atlas.engine import Engine, open_engine
from respnet.atlas.statement import load_sql, parse_statement
from respnet.core.errors import InputError
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role
from respnet.corpus.schema import Corpus
from respnet.corpus.writer import write_plans
from tests.atlas.corpora import NOBODY, make_plans

SQL = Path(__file__).parents[2] / "sql"
NAMES = sorted(path.relative_to(SQL).with_suffix("").as_posix() for path in SQL.rglob("*.sql"))
ASKED = """load load_by_plan concentration joint_leads stable_joint_leads peaks forms drift single_leads owes peers
counterparts"""
TRAPS = {
    "no quotes but ' around texts": r'["`\\]',
    "no ::, //, DIV or % in arithmetic": r"::|//|\bDIV\b|%",
    "no text surgery, hashes or casts to VARCHAR": (
        r"\b(CONCAT|TRIM|UPPER|LOWER|SUBSTR\w*|REGEXP\w*|REPLACE|HASH|MD5|VARCHAR|TEXT)\b"
    ),
    "no parameters but the view asked": r"[$?]|:\w",
    "no lists": r"\b(\w+_AGG|LISTAGG|COLLECT_\w+|UNNEST|EXPLODE|GENERATE_SERIES|SEQUENCE|FLATTEN)\b|\[",
    "no arbitrary row": r"\b(\w+_BY|ANY_VALUE|FIRST|(?<!NULLS )LAST|LIMIT|QUALIFY)\b",
    "no mean, spread, rounding or logarithm": (
        r"\b(AVG|MEAN|ROUND|LN|LOG\w*|EXP|CORR|STDDEV\w*|VAR\w*|MEDIAN|QUANTILE\w*|APPROX\w*|PERCENTILE(_DISC)?)\b"
    ),
    "no arithmetic on dates": r"\b(INTERVAL|DATE_\w+|DATEDIFF|STRFTIME|DOW|NOW|CURRENT_\w+)\b",
    "no decimal number but the half of PERCENTILE_CONT(0.5)": r"(?<!PERCENTILE_CONT\()\b\d+\.\d|(?<![\w.])\.\d",
    "a sum is CAST(SUM(…) AS BIGINT)": r"(?<!CAST\()SUM\(",
    "a division has two doubles, and NULLIF below": r"/(?!\s*CAST\(NULLIF\()",
    "an order of what may be empty says NULLS LAST": r"ORDER BY [^)]*\bdue\b(?! NULLS LAST)",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_keeps_to_what_both_engines_understand_alike(name: str) -> None:
    statement = load_sql(name)
    body = re.sub(r"'[^'\n]*'", "''", re.sub(r"--.*", "", statement.sql))
    for rule, pattern in TRAPS.items():
        found = re.search(pattern, body, flags=re.IGNORECASE)
        assert not found, f"{name}: {rule}: {found.group() if found else ''}"
    assert body.rstrip().rpartition("ORDER BY")[2].count(")") == 0, f"{name} ends in its order"
    assert len(set(statement.types)) == len(statement.columns)
    readme = (SQL / "README.md").read_text(encoding="utf-8")
    assert f"`{name}`" in readme
    assert all(rule in readme for rule in TRAPS), "sql/README.md says each rule as the test does"


def test_each_rule_finds_its_trap() -> None:
    traps = ['"x"', "a // b", "UPPER(x)", "$u", "ARRAY_AGG(x)", "MAX_BY(a, b)", "AVG(x)", "d + INTERVAL 1 DAY"]
    traps += ["x > 1.5", "SUM(x)", "a / b", "ORDER BY t.due, x"]
    assert all(re.search(pattern, trap) for trap, pattern in zip(traps, TRAPS.values(), strict=True))
    assert set(ASKED.split()) <= set(NAMES)


def test_a_header_of_another_form_is_refused() -> None:
    head = "-- zh: 甲\n-- en: a\n-- about zh: 乙\n-- about en: b\n"
    assert parse_statement("x", head + "-- column a (number): 甲 | a\nSELECT 1 AS a").types == {"a": "int64"}
    for wrong in (head + "-- column a (list): 甲 | a\nSELECT 1", head + "SELECT 1", "-- zh: 甲\nSELECT 1"):
        with pytest.raises(ValueError, match=r"sql/x\.sql"):
            parse_statement("x", wrong)


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    return list(make_plans(60))


@pytest.fixture(scope="module")
def engine(plans: list[Plan], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = open_engine("duckdb", write_plans(tmp_path_factory.mktemp("corpus"), plans), "500MB")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def networks(plans: list[Plan]) -> list[ResponsibilityNetwork]:
    """The current plans: of two versions the later one."""
    return [ResponsibilityNetwork(plan) for plan in {plan.id: plan for plan in plans}.values()]


def get_year(network: ResponsibilityNetwork) -> int:
    return int(network.plan.issued[:4] or 0)


def test_load_counts_a_task_once_in_the_strongest_role(engine: Engine, networks: list[ResponsibilityNetwork]) -> None:
    counted: Counter[tuple[str, int, str]] = Counter()
    by_plan: dict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
    for network in networks:
        leads, tasks = (network.biadjacency(*roles).sum(axis=1).tolist() for roles in ((Role.LEAD,), ()))
        responsible = network.biadjacency(Role.RESPONSIBLE).sum(axis=1).tolist()
        for unit, led, held, others in zip(network.actors, leads, tasks, responsible, strict=True):
            if held:
                key = (unit.id, get_year(network))
                counted.update({(*key, "leads"): led, (*key, "tasks"): held, (*key, "responsible"): others})
                by_plan[key].append((led, held, network.plan.id))
    rows = engine.query("load").to_pylist()
    assert {(row["unit_id"], row["year"]) for row in rows} == by_plan.keys()
    for row in rows:
        key = (row["unit_id"], row["year"])
        assert [row[name] for name in ("tasks", "leads", "responsible")] == [
            counted[*key, name] for name in ("tasks", "leads", "responsible")
        ]
        assert row["tasks"] == row["leads"] + row["responsible"] + row["supports"]
    keys = {row["unit_key"]: row["unit_id"] for row in rows}
    assert sum(row["tasks"] for row in engine.query("load_by_plan").to_pylist()) == sum(row["tasks"] for row in rows)
    titles = {network.plan.id: network.plan.title for network in networks}
    for row in engine.query("largest_plans").to_pylist():
        held = by_plan[keys[row["unit_key"]], row["year"]]
        best = min(held, key=lambda one: (-one[0], -one[1], one[2].encode()))
        assert (row["plans"], row["largest_plan"]) == (len(held), titles[best[2]])
        assert (row["largest_plan_leads"], row["largest_plan_tasks"]) == best[:2]


def count_pairs(
    networks: list[ResponsibilityNetwork],
) -> tuple[Counter[tuple[str, str]], dict[tuple[str, str], Fraction]]:
    """Joint leads task by task, and the expected number in whole fractions, tasks with more than 30 leads left out."""
    joint: Counter[tuple[str, str]] = Counter()
    expected: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for network in networks:
        actors = {unit.id for unit in network.actors}
        led: dict[str, set[str]] = defaultdict(set)
        for one in network.plan.assignments:
            if one.role is Role.LEAD and one.unit in actors:
                led[one.task].add(one.unit)
        kept = [sorted(units) for units in led.values() if len(units) <= 30]
        degree = Counter(unit for units in kept for unit in units)
        for units in kept:
            joint.update(combinations(units, 2))
        whole = sum(degree.values())
        for a, b in combinations(sorted(degree), 2):
            meetings = sum(len(units) * (len(units) - 1) for units in kept)
            expected[a, b] += Fraction(degree[a] * degree[b] * meetings, whole * (whole - 1))
    return joint, expected


def test_pairs_are_counted_as_task_by_task_in_whole_fractions(
    engine: Engine, networks: list[ResponsibilityNetwork]
) -> None:
    joint, expected = count_pairs(networks)
    ids = {row["unit_key"]: row["unit_id"] for row in engine.query("load").to_pylist()}
    rows = {(ids[row["first_key"]], ids[row["second_key"]]): row for row in engine.query("joint_leads").to_pylist()}
    assert len(rows) > 400
    assert {tuple(sorted(pair)) for pair in rows} == expected.keys()
    for pair, row in rows.items():
        key = min(pair), max(pair)
        assert row["joint"] == joint[key]
        assert 0 <= expected[key] * 1_000_000 - row["expected_millionths"] <= row["plans"]
    assert [(row["task"], row["leads"]) for row in engine.query("left_out").to_pylist()] == [(2, 40)]
    years: Counter[tuple[str, str]] = Counter()
    for year in {get_year(network) for network in networks} - {0}:
        met, mean = count_pairs([network for network in networks if get_year(network) == year])
        years.update(pair for pair, number in met.items() if number > mean[pair])
    stable = engine.query("stable_joint_leads").to_pylist()
    found = {(ids[row["first_key"]], ids[row["second_key"]]): row["years_above"] for row in stable}
    assert found
    assert found == {pair: number for pair, number in years.items() if number >= 3}


def test_forms_peaks_and_concentration_are_those_of_the_plans(
    engine: Engine, networks: list[ResponsibilityNetwork]
) -> None:
    forms = {(row["area"], row["year"]): row for row in engine.query("forms").to_pylist()}
    for (area, year), row in forms.items():
        those = [one for one in networks if (one.plan.area, get_year(one)) == (area, year)]
        leads = [number for one in those for number in one.biadjacency(Role.LEAD).sum(axis=0).tolist()]
        assert row["plans"] == len(those)
        assert row["plans_with_leads"] == sum(one.names_leads for one in those)
        assert (row["tasks"], row["tasks_with_lead"]) == (len(leads), sum(number > 0 for number in leads))
        assert row["tasks_one_lead"] == leads.count(1)
        assert row["units"] == len({unit.id for one in those for unit in one.actors})
    assert forms[NOBODY, 2024]["units"] == 0
    totals = engine.query("totals").to_pylist()[0]
    assert (totals["plans"], totals["tasks"]) == (len(networks), sum(row["tasks"] for row in forms.values()))
    assert len(engine.query("plans_without_leads")) == sum(not one.names_leads for one in networks)
    drift = {(row["area_level"], row["year"]): row for row in engine.query("drift").to_pylist()}
    assert all(
        row["tasks_before"] == drift.get((level, year - 1), {}).get("tasks") for (level, year), row in drift.items()
    )
    due = engine.query("peaks").to_pylist()
    assert sum(row["due"] for row in engine.query("peaks", area="丰都县").to_pylist()) == sum(
        row["due"] for row in due if row["area"] == "丰都县"
    )
    for row in engine.query("concentration").to_pylist():
        those = [one for one in networks if (one.plan.area, get_year(one)) == (row["area"], row["year"])]
        load: Counter[str] = Counter()
        for one in those:
            for unit, led, held in zip(
                one.actors, one.biadjacency(Role.LEAD).sum(axis=1), one.biadjacency().any(axis=1), strict=True
            ):
                load.update({unit.id: int(led)} if held else {})
        shares = sorted(load.values())
        whole = sum(shares)
        differences = sum(abs(a - b) for a in shares for b in shares)
        assert (row["units"], row["leads"], row["top_leads"]) == (len(shares), whole, max(shares))
        if whole:
            assert row["hhi"] == pytest.approx(sum(one * one for one in shares) / whole**2)
            assert row["gini"] == pytest.approx(differences / (2 * len(shares) * whole))


def test_peers_and_duties_look_at_one_place_and_one_unit(engine: Engine, networks: list[ResponsibilityNetwork]) -> None:
    rows = {(row["counterpart"], row["area"]): row for row in engine.query("peers").to_pylist()}
    row = rows["科协", "丰都县"]
    those = [one for one in networks if one.plan.area == "丰都县"]
    assert row["total"] == sum(int(one.biadjacency().any(axis=0).sum()) for one in those)
    named = [one.biadjacency()[place] for one in those if (place := one.find_actor_row("县科协")) is not None]
    assert row["named"] == sum(int(one.sum()) for one in named)
    assert NOBODY not in {area for _, area in rows}
    owed = engine.query("owes", unit="丰都县/县科协").to_pylist()
    edges = sum(one.unit == "丰都县/县科协" for network in networks for one in network.plan.assignments)
    assert len(owed) == edges
    assert [one["due"] is None for one in owed] == sorted(one["due"] is None for one in owed)
    assert len(engine.query("owes")) == 0
    with pytest.raises(TypeError, match="asked for area, unit, year"):
        engine.query("owes", plan="x")


def test_an_engine_that_is_not_there_is_said_in_one_sentence(plans: list[Plan], tmp_path: Path) -> None:
    corpus = write_plans(tmp_path / "它's", plans[:1])  # a quote in the path, for the text of a view
    opened = open_engine("duckdb", corpus)
    assert opened.query("totals")["plans"].to_pylist() == [1]
    opened.close()
    with pytest.raises(InputError, match="no engine “dask”"):
        open_engine("dask", corpus)
    with pytest.raises(InputError, match="Rename the folder"):
        open_engine("duckdb", Corpus(tmp_path / "a[1]", {}))
