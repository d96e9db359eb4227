"""Tables of a corpus, written from arrays a block of rows at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from respnet.corpus.schema import TABLES, YEAR_TABLES, build_schema, import_extra


class TableWriter:
    """Parquet files of the tables in a folder, open until the context ends; `counts` has the rows of each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: dict[str, int] = dict.fromkeys(TABLES, 0)
        self._writers: dict[Path, Any] = {}
        self._arrow, self._parquet = import_extra("pyarrow"), import_extra("pyarrow.parquet")

    def __enter__(self) -> TableWriter:
        for table in ("not_read", "same"):
            self.write_rows(table, [])
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()

    def write_rows(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Write rows as dictionaries."""
        self._write(table, self._arrow.Table.from_pylist(rows, build_schema(table)))

    def write(self, table: str, size: int, year: int = 0, **columns: Any) -> None:
        """Write columns; those left out are empty, false or 0, as their type is.

        Args:
            table: Name of the table.
            size: Number of rows.
            year: Year of the rows.
            columns: Arrays, single values, or a pair of places and values.
        """
        schema = build_schema(table)
        if table in YEAR_TABLES:
            schema = schema.remove(schema.get_field_index("year"))
        columns["year"] = year
        arrays = [self._make(columns.get(one.name), one.type, size) for one in schema]
        self._write(table, self._arrow.Table.from_arrays(arrays, schema=schema), year)

    def _make(self, value: Any, kind: Any, size: int) -> Any:
        arrow = self._arrow
        if isinstance(value, tuple):
            places, values = value
            return arrow.DictionaryArray.from_arrays(arrow.array(places), arrow.array(values, kind)).cast(kind)
        if isinstance(value, np.ndarray):
            return arrow.array(value).cast(kind)
        if value is None and arrow.types.is_list(kind):
            empty = arrow.array(np.zeros(size + 1, dtype=np.int32))
            return arrow.ListArray.from_arrays(empty, arrow.array([], arrow.string())).cast(kind)
        if value is None and not arrow.types.is_string(kind):
            return arrow.nulls(size, kind)
        return arrow.repeat(arrow.scalar("" if value is None else value, kind), size)

    def _write(self, table: str, made: Any, year: int = 0) -> None:
        place = self.folder / table / (f"year={year}" if table in YEAR_TABLES else "")
        if place not in self._writers:
            place.mkdir(parents=True, exist_ok=True)
            self._writers[place] = self._parquet.ParquetWriter(
                place / "part-0.parquet", made.schema, compression="zstd", store_schema=False
            )
        self.counts[table] += made.num_rows
        self._writers[place].write_table(made)
