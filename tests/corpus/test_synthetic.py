"""Corpora made by lot have the shape of real ones, the same from the same seed, and skew where it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import parquet

from respnet.corpus.schema import TABLES, YEAR_TABLES, Corpus, build_schema
from respnet.corpus.synthetic import write_corpus
from tests.corpus.tables import ask


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    place = tmp_path_factory.mktemp("synthetic")
    return write_corpus(place, assignments=40_000, areas=(3, 20, 60), huge=300, hub=500)


def test_a_corpus_made_by_lot_has_the_schema_and_no_loose_ends(corpus: Corpus) -> None:
    for table in TABLES:
        wanted = build_schema(table)
        if table in YEAR_TABLES:
            wanted = wanted.remove(wanted.get_field_index("year"))
        for file in sorted(corpus.folder.glob(f"{table}/**/*.parquet")):
            assert parquet.read_schema(file).equals(wanted), file
    assert 36_000 < corpus.info["counts"]["assignments"] - 300 - 500 * 4 < 44_000
    loose = (
        "SELECT COUNT(*) FROM assignments AS a LEFT JOIN units AS u USING (unit_key) "
        "LEFT JOIN tasks AS t ON t.plan_key = a.plan_key AND t.task = a.task AND t.year = a.year "
        "LEFT JOIN named_in AS n ON n.plan_key = a.plan_key AND n.unit_key = a.unit_key "
        "WHERE u.unit IS NULL OR t.task IS NULL OR n.unit_key IS NULL OR a.collective <> u.collective"
    )
    assert ask(corpus, loose) == [(0,)]
    told = (
        "SELECT COUNT(*) FROM named_in n LEFT JOIN (SELECT plan_key, unit_key, COUNT(*) AS tasks, "
        "COUNT(*) FILTER (role = 'lead') AS leads, COUNT(*) FILTER (role = 'responsible') AS responsible "
        "FROM assignments WHERE counts AND NOT collective GROUP BY ALL) AS s USING (plan_key, unit_key) "
        "WHERE (unit_tasks, unit_leads, unit_responsible) "
        "<> (COALESCE(s.tasks, 0), COALESCE(s.leads, 0), COALESCE(s.responsible, 0))"
    )
    assert ask(corpus, told) == [(0,)]
    leads = "SELECT COUNT(*) FROM tasks t WHERE leads <> (SELECT COUNT(*) FROM assignments a WHERE (a.plan_key, a.task)"
    assert ask(corpus, f"{leads} = (t.plan_key, t.task) AND counts AND NOT collective AND role = 'lead')") == [(0,)]
    assert ask(corpus, "SELECT COUNT(*) FROM plans WHERE CAST(year AS VARCHAR) IS DISTINCT FROM issued") == [(0,)]
    assert ask(corpus, "SELECT unit FROM units ORDER BY unit_key") == ask(
        corpus, "SELECT unit FROM units ORDER BY unit"
    )


def test_its_shape_is_that_of_the_real_documents(corpus: Corpus) -> None:
    ((tasks, units, named),) = ask(
        corpus,
        "SELECT MEDIAN(tasks), MEDIAN(units), AVG(CAST(names_leads AS INTEGER)) FROM plans WHERE area <> '龘县'",
    )
    assert tasks == pytest.approx(20, abs=2)
    assert units == pytest.approx(20, abs=3)
    assert named == pytest.approx(0.5, abs=0.08)
    loads = "SELECT plan_key, unit_key, COUNT(*) AS n FROM assignments WHERE counts AND NOT collective GROUP BY ALL"
    shares = "AVG(CAST(n = 1 AS INTEGER)), AVG(CAST(n >= 10 AS INTEGER))"
    ((once, ten),) = ask(corpus, f"SELECT {shares} FROM ({loads})")
    assert once == pytest.approx(0.37, abs=0.06)
    assert ten == pytest.approx(0.11, abs=0.03)
    ((apart,),) = ask(corpus, "SELECT AVG(CAST(collective AS INTEGER)) FROM assignments")
    assert apart == pytest.approx(0.11, abs=0.03)


def test_skew_is_there_where_it_is_asked_for(corpus: Corpus, tmp_path: Path) -> None:
    assert ask(corpus, "SELECT leads FROM tasks ORDER BY leads DESC LIMIT 2")[0] == (300,)
    busiest = "SELECT COUNT(*) AS n FROM assignments WHERE counts GROUP BY unit_key ORDER BY n DESC LIMIT 1"
    ((tasks,),) = ask(corpus, busiest)
    assert tasks > 480
    plain = [write_corpus(tmp_path / name, assignments=2_000, areas=(2, 3, 9), seed=4) for name in "ab"]
    rows = [ask(one, "SELECT * FROM assignments ORDER BY ALL") for one in plain]
    assert rows[0] == rows[1]
    assert ask(plain[0], "SELECT MAX(leads) FROM tasks") == [(4,)]
