"""DuckDB and a real Spark give equal rows in equal order, whatever is tied, empty, crowded or there twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyarrow
import pytest

from respnet.atlas.engine import CHOSEN, open_engine
from respnet.corpus.schema import Corpus, build_arrow_schema, read_corpus
from respnet.corpus.synthetic import write_corpus
from respnet.corpus.writer import write_plans
from tests.atlas.corpora import make_plans
from tests.atlas.spark import QUICK, open_session
from tests.atlas.test_statements import NAMES

pytestmark = pytest.mark.filterwarnings(
    "ignore::FutureWarning:pyspark", "ignore::ResourceWarning", "ignore::DeprecationWarning:pyspark"
)
LONG = ("concentration", "counterparts", "drift", "evidence", "kernels/plan_pairs", "peers", "stable_joint_leads")
"""Statements that Spark plans and runs for seconds, whatever the plans."""
CHOSEN_ROWS = [
    ("pairs", 0, 300, 301, None, None),
    ("unit", 1, 2, None, 2023, None),
    ("unit", 2, 300, None, None, "lead"),
    ("kinds", 3, None, None, None, None, "county", "宣传部", "科协"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with open_session("local[2]", QUICK) as opened:
        yield opened


def compare_engines(corpus: Corpus, master: str, names: list[str], **asked: str) -> dict[str, int]:
    """Compare the rows of statements, and return how many each has."""
    rows = [dict(zip_longest(CHOSEN, row)) for row in CHOSEN_ROWS]
    chosen = pyarrow.Table.from_pylist(rows, schema=build_arrow_schema(CHOSEN))
    duckdb, spark = open_engine("duckdb", corpus, "1GB"), open_engine(master, corpus)
    found = {}
    try:
        for name in names:
            said: dict[str, Any] = asked | ({"chosen": chosen} if name == "evidence" else {})
            here, there = duckdb.query(name, **said), spark.query(name, **said)
            assert here.schema.equals(there.schema), name
            assert here.equals(there), name
            found[name] = here.num_rows
    finally:
        duckdb.close()
        spark.close()
    return found


@pytest.mark.usefixtures("session")
def test_statements_on_plans_with_every_trap(tmp_path: Path) -> None:
    corpus = write_plans(tmp_path / "甲 corpus", make_plans(60))
    rows = compare_engines(corpus, "local", [name for name in NAMES if name not in LONG], unit="县科协")
    assert [name for name, number in rows.items() if not number] == ["not_read"]
    inside = compare_engines(corpus, "local", ["load", "forms"], area="丰都县")
    assert all(0 < inside[name] < rows[name] for name in inside)


@pytest.mark.rare
@pytest.mark.usefixtures("session")
def test_long_statements_on_plans_with_every_trap(tmp_path: Path) -> None:
    corpus = write_plans(tmp_path / "甲 corpus", make_plans(60))
    assert all(compare_engines(corpus, "local", list(LONG)).values())


@pytest.mark.rare
@pytest.mark.usefixtures("session")
def test_all_statements_on_a_hundred_thousand_assignments(tmp_path: Path) -> None:
    write_corpus(tmp_path, assignments=100_000, huge=300)
    rows = compare_engines(read_corpus(tmp_path), "local", NAMES, unit="县科协")
    assert min(rows["load"], rows["joint_leads"]) > 500
