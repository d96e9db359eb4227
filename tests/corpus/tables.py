"""Answers of DuckDB on the tables of a corpus."""

from __future__ import annotations

import duckdb

from respnet.corpus.schema import TABLES, YEAR_TABLES, Corpus

Rows = list[tuple[object, ...]]


def ask(corpus: Corpus, statement: str) -> Rows:
    with duckdb.connect() as engine:
        for table in TABLES:
            years = ", hive_types = {'year': INTEGER}" if table in YEAR_TABLES else ""
            engine.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{corpus.locate(table)}'{years})")
        return engine.execute(statement).fetchall()
