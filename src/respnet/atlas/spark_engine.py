"""Spark over the Parquet files of a corpus: a cluster, or `local` for trying it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from respnet.atlas.engine import ASKED, CHOSEN, build_views, cast_rows, complete_asked
from respnet.atlas.statement import load_sql
from respnet.corpus.schema import TABLES, Corpus, list_columns
from respnet.corpus.spark_session import get_spark_session, open_spark_session

if TYPE_CHECKING:
    import pyarrow

_TYPES = {"string": "STRING", "int16": "SMALLINT", "int32": "INT", "int64": "BIGINT", "double": "DOUBLE"}
_TYPES |= {"date": "DATE", "bool": "BOOLEAN", "list": "ARRAY<STRING>"}


class SparkEngine:
    """Engine on Spark; every node must reach the folder of the corpus at the same path. The driver gets results alone.

    A session that is there already is used, and left open.

    Raises InputError if PySpark is not installed or no session can be started.
    """

    def __init__(self, corpus: Corpus, master: str) -> None:
        there = get_spark_session()
        self._own = there is None
        self._session = there or open_spark_session(master)
        for table in TABLES:
            columns = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in list_columns(table).items())
            place = unquote((corpus.folder / table).resolve().as_uri())  # Spark takes blanks and Chinese as they are
            self._session.read.schema(columns).parquet(place).createOrReplaceTempView(f"read_{table}")
        self._versions = not self._session.sql("SELECT plan_key FROM read_plans WHERE NOT current").isEmpty()
        self._area: str | int | None = -1

    def query(self, name: str, *, chosen: pyarrow.Table | None = None, **asked: str | int | None) -> pyarrow.Table:
        """Run a statement, see `Engine`."""
        statement, values = load_sql(name), complete_asked(asked)
        columns = ", ".join(f"CAST(:{column} AS {_TYPES[kind]}) AS {column}" for column, kind in ASKED.items())
        self._session.sql(f"SELECT {columns}", args=values).createOrReplaceTempView("asked")
        if chosen is not None:
            types = ", ".join(f"{column} {_TYPES[kind]}" for column, kind in CHOSEN.items())
            rows = [tuple(row.values()) for row in chosen.select(list(CHOSEN)).to_pylist()]
            self._session.createDataFrame(rows, types).createOrReplaceTempView("chosen")
        if values["area"] != self._area:
            for view, text in build_views(area=values["area"] is not None, versions=self._versions).items():
                self._session.sql(text).createOrReplaceTempView(view)
            self._area = values["area"]
        return cast_rows(self._session.sql(statement.sql).toArrow(), statement)

    def close(self) -> None:
        """End the session, unless somebody else began it."""
        if self._own:
            self._session.stop()
