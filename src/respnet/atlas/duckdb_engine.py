"""DuckDB over the Parquet files of a corpus, on this machine."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

from respnet.atlas.engine import ASKED, build_views, cast_rows, complete_asked
from respnet.atlas.statement import load_sql
from respnet.core.errors import InputError
from respnet.corpus.schema import TABLES, YEAR_TABLES, Corpus, build_schema, import_extra

if TYPE_CHECKING:
    import pyarrow

_TYPES = {"string": "VARCHAR", "int32": "INTEGER"}


class DuckDBEngine:
    """Engine on DuckDB.

    Raises InputError if DuckDB is not installed.
    """

    def __init__(self, corpus: Corpus, memory: str = "", threads: int = 0) -> None:
        duckdb = import_extra("duckdb")
        self._spill = tempfile.TemporaryDirectory(prefix="respnet-duckdb-")
        # Nothing is loaded or fetched by itself: a statement reads the files of the corpus alone.
        config: dict[str, Any] = {"preserve_insertion_order": False, "temp_directory": self._spill.name}
        config |= {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        config |= {"memory_limit": memory} if memory else {}
        try:
            self._connection = duckdb.connect(config=config | ({"threads": threads} if threads else {}))
        except duckdb.ParserException as fault:
            self._spill.cleanup()
            raise InputError(
                zh=f"看不懂内存大小“{memory}”。请写数字加单位，如 --memory 2GB。",
                en=f"“{memory}” is no size of memory. Write a number with its unit, such as --memory 2GB.",
            ) from fault
        for table in TABLES:
            self._make_table(corpus, table)
        count = self._connection.execute("SELECT COUNT(*) FROM read_plans WHERE NOT current").fetchall()
        self._versions = count[0][0] > 0
        self._area: str | int | None = -1

    def _make_table(self, corpus: Corpus, table: str) -> None:
        files, place = sorted((corpus.folder / table).rglob("*.parquet")), corpus.locate(table).replace("'", "''")
        if not files:  # DuckDB refuses a pattern without files
            self._connection.register(f"read_{table}", build_schema(table).empty_table())
            return
        years = ", hive_partitioning = true, hive_types = {'year': INTEGER}" if table in YEAR_TABLES else ""
        # A view takes no parameter; in a text of SQL only the quote needs doubling.
        self._connection.execute(f"CREATE VIEW read_{table} AS SELECT * FROM read_parquet('{place}'{years})")  # noqa: S608

    def query(self, name: str, *, chosen: pyarrow.Table | None = None, **asked: str | int | None) -> pyarrow.Table:
        """Run a statement, see `Engine`."""
        statement, values = load_sql(name), complete_asked(asked)
        columns = ", ".join(f"CAST(? AS {_TYPES[kind]}) AS {column}" for column, kind in ASKED.items())
        self._connection.execute(f"CREATE OR REPLACE TEMPORARY TABLE asked AS SELECT {columns}", list(values.values()))
        if chosen is not None:
            self._connection.register("chosen", chosen)
        if values["area"] != self._area:  # to make a view costs more than many a statement
            for view, text in build_views(area=values["area"] is not None, versions=self._versions).items():
                self._connection.execute(f"CREATE OR REPLACE TEMPORARY VIEW {view} AS {text}")
            self._area = values["area"]
        return cast_rows(self._connection.sql(statement.sql).to_arrow_table(), statement)

    def close(self) -> None:
        """Close the database and delete what it has put on the disk."""
        self._connection.close()
        self._spill.cleanup()
