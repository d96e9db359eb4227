"""Spark over the Parquet files of a corpus: a cluster, or `local` for trying it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from respnet.atlas.engine import ASKED, CHOSEN, build_views, cast_rows, complete_asked
from respnet.atlas.statement import load_sql
from respnet.core.errors import InputError
from respnet.corpus.schema import TABLES, Corpus, import_extra, list_columns

if TYPE_CHECKING:
    import pyarrow

_TYPES = {"string": "STRING", "int16": "SMALLINT", "int32": "INT", "int64": "BIGINT", "double": "DOUBLE"}
_TYPES |= {"date": "DATE", "bool": "BOOLEAN", "list": "ARRAY<STRING>"}
# Spark's own number of partitions is 200, each a task of its own.
_LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",
}


class SparkEngine:
    """Engine on Spark; every node must reach the folder of the corpus at the same path. The driver gets results alone.

    A session that is there already is used, and left open.

    Raises InputError if PySpark is not installed or no session can be started.
    """

    def __init__(self, corpus: Corpus, master: str) -> None:
        sql = import_extra("pyspark.sql", "spark")
        there = sql.SparkSession.getActiveSession()
        if there is None:
            builder = sql.SparkSession.builder.appName("respnet").master("local[2]" if master == "local" else master)
            # Spark's own choice of names and numbers stands on a cluster; its page of progress listens everywhere.
            settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
            for key, value in (settings | (_LOCAL if master.startswith("local") else {})).items():
                builder = builder.config(key, value)
            try:
                self._session = builder.getOrCreate()
            except Exception as error:  # Py4J and PySpark raise several kinds where Java or the master is missing
                raise InputError(
                    zh=f"无法启动 Spark（{master}）：{error}。请检查 Java 17（JAVA_HOME）和集群地址。",
                    en=f"Spark ({master}) does not start: {error}. Check Java 17 (JAVA_HOME) and the address.",
                ) from error
        else:
            self._session = there
        self._own = there is None
        for table in TABLES:
            columns = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in list_columns(table).items())
            place = unquote((corpus.folder / table).resolve().as_uri())  # Spark takes blanks and Chinese as they are
            self._session.read.schema(columns).parquet(place).createOrReplaceTempView(f"read_{table}")
        self._versions = not self._session.sql("SELECT plan_key FROM read_plans WHERE NOT current").isEmpty()

    def query(self, name: str, *, chosen: pyarrow.Table | None = None, **asked: str | int | None) -> pyarrow.Table:
        """Run a statement, see `Engine`."""
        statement, values = load_sql(name), complete_asked(asked)
        columns = ", ".join(f"CAST(:{column} AS {_TYPES[kind]}) AS {column}" for column, kind in ASKED.items())
        self._session.sql(f"SELECT {columns}", args=values).createOrReplaceTempView("asked")
        if chosen is not None:
            types = ", ".join(f"{column} {_TYPES[kind]}" for column, kind in CHOSEN.items())
            rows = [tuple(row.values()) for row in chosen.select(list(CHOSEN)).to_pylist()]
            self._session.createDataFrame(rows, types).createOrReplaceTempView("chosen")
        for view, text in build_views(area=values["area"] is not None, versions=self._versions).items():
            self._session.sql(text).createOrReplaceTempView(view)
        return cast_rows(self._session.sql(statement.sql).toArrow(), statement)

    def close(self) -> None:
        """End the session, unless somebody else began it."""
        if self._own:
            self._session.stop()
