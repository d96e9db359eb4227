"""Parts → the tables of a corpus: sorted, with numbers for keys, cut by year. DuckDB does it in bounded memory."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from respnet.core.installation import get_version
from respnet.core.safe_writing import replace_files
from respnet.corpus.rows import PART_TABLES
from respnet.corpus.schema import (
    INFO_FILE,
    SCHEMA,
    TABLES,
    YEAR_TABLES,
    build_arrow_schema,
    build_schema,
    import_extra,
)
from respnet.corpus.unit_identity import (
    KEPT,
    STATES,
    Areas,
    identify_units,
    read_known,
    write_areas,
    write_counterparts,
)

ROWS_A_GROUP = 250_000
MEMORY = "2GB"
"""DuckDB's limit of memory; what does not fit goes to a folder inside the corpus."""

_PLANS = """
CREATE TABLE found AS
SELECT p.* REPLACE (a.file AS file, a.file_digest AS file_digest), a.number AS number,
    MD5(p.area || '/' || p.title) AS own,
    COALESCE(TRY_CAST(LEFT(p.issued, 4) AS INTEGER), TRY_CAST(LEFT(p.published, 4) AS INTEGER), 0) AS year
FROM plans_parts AS p JOIN accepted AS a USING (digest);
CREATE TABLE keyed AS
WITH named AS (
    SELECT *, CASE WHEN COUNT(DISTINCT own) OVER (PARTITION BY plan) > 1 THEN plan || '~' || LEFT(own, 6) ELSE plan END
        AS id FROM found
), dated AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY year, issued, published, number) AS version,
        COUNT(*) OVER (PARTITION BY id) AS versions FROM named
)
SELECT * EXCLUDE (version, year), CAST(version AS INTEGER) AS version, version = versions AS current,
    CASE WHEN year BETWEEN 1900 AND 2199 THEN year ELSE 0 END AS year,
    ROW_NUMBER() OVER (ORDER BY id, version) - 1 AS plan_key
FROM dated;
CREATE TABLE named AS
SELECT k.plan_key, CASE WHEN n.area = '' THEN k.id ELSE n.area END || '/' || n.name AS unit, n.* EXCLUDE (digest),
    COALESCE(s.tasks, 0) AS unit_tasks, COALESCE(s.leads, 0) AS unit_leads,
    COALESCE(s.responsible, 0) AS unit_responsible
FROM named_in_parts AS n JOIN keyed AS k USING (digest) LEFT JOIN (
    SELECT digest, place, CAST(COUNT(*) AS INTEGER) AS tasks, CAST(COUNT(*) FILTER (role = 'lead') AS INTEGER) AS leads,
        CAST(COUNT(*) FILTER (role = 'responsible') AS INTEGER) AS responsible
    FROM assignments_parts WHERE counts AND NOT collective GROUP BY digest, place
) AS s USING (digest, place);
CREATE TABLE unit_ids AS
WITH kinds AS (
    SELECT unit, kind, english, ROW_NUMBER() OVER (
        PARTITION BY unit
        ORDER BY MIN(CAST(guessed OR kind = '' AS INTEGER)), COUNT(*) DESC, english = '', kind, english) AS place
    FROM named GROUP BY unit, kind, english
), once AS (
    SELECT unit, ANY_VALUE(name) AS name, ANY_VALUE(area) AS area, BOOL_OR(kind = 'collective') AS collective
    FROM named GROUP BY unit
)
SELECT CAST(ROW_NUMBER() OVER (ORDER BY o.unit) - 1 AS INTEGER) AS unit_key, o.*, k.kind, k.english
FROM once AS o JOIN kinds AS k ON k.unit = o.unit AND k.place = 1;
"""
_TABLES = {
    "plans": """
SELECT k.plan_key, k.id AS plan, k.version, k.current, k.digest, k.file_digest, k.file, k.title, k.area,
    COALESCE(l.level, '') AS area_level, k.year, k.issued, k.published, k.period, k.issuer, k.document_number, k.owner,
    u.unit_key AS owner_key, k.focus, k.lead_rule, k.names_leads, k.tasks, k.units, k.assignments, k.remarks
FROM keyed AS k LEFT JOIN area_rows AS l USING (area)
LEFT JOIN unit_ids AS u ON u.unit = CASE WHEN k.area = '' THEN k.id ELSE k.area END || '/' || k.owner
ORDER BY k.plan_key""",
    "tasks": "SELECT k.plan_key, t.* EXCLUDE (digest, text, summary, clause, source) FROM tasks_parts AS t "
    "JOIN keyed AS k USING (digest) WHERE k.year = {year} ORDER BY k.area, k.plan_key, t.task",
    "task_texts": "SELECT k.plan_key, t.task, t.text, t.summary, t.clause, t.source FROM tasks_parts AS t "
    "JOIN keyed AS k USING (digest) WHERE k.year = {year} ORDER BY k.area, k.plan_key, t.task",
    "named_in": "SELECT n.plan_key, u.unit_key, n.kind, n.guessed, n.also_written, n.members, n.english, n.capacity, "
    "n.unit_tasks, n.unit_leads, n.unit_responsible "
    "FROM named AS n JOIN unit_ids AS u USING (unit) ORDER BY n.plan_key, n.place",
    "assignments": "SELECT k.plan_key, a.task, u.unit_key, a.role, a.position, a.printed, a.origin, a.collective, "
    "a.counts FROM assignments_parts AS a JOIN keyed AS k USING (digest) "
    "JOIN named AS n ON n.plan_key = k.plan_key AND n.place = a.place JOIN unit_ids AS u ON u.unit = n.unit "
    "WHERE k.year = {year} ORDER BY k.area, k.plan_key, a.task, "
    "CASE a.role WHEN 'lead' THEN 0 WHEN 'responsible' THEN 1 WHEN 'support' THEN 2 ELSE 3 END, a.position, u.unit_key",
    "not_read": "SELECT * FROM failed ORDER BY file",
    "same": "SELECT * FROM twins ORDER BY file",
}


def compact(
    folder: Path,
    parts: Path,
    accepted: Sequence[tuple[str, str, str, str]],
    not_read: Iterable[dict[str, Any]] = (),
    same: Iterable[dict[str, Any]] = (),
) -> None:
    """Make the tables of a corpus from its parts. Until it is done the folder holds no whole corpus.

    Args:
        folder: Folder of the corpus.
        parts: Folder of the parts.
        accepted: Part, plan digest, file and file digest of each plan that counts, in the order of their reading.
        not_read: Rows of the table of that name.
        same: Rows of the table of that name.
    """
    duckdb, arrow = import_extra("duckdb"), import_extra("pyarrow")
    aside = folder / f".tables-{os.urandom(4).hex()}"
    for left in folder.glob(".tables-*"):
        shutil.rmtree(left)
    aside.mkdir(parents=True)
    engine = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(aside / "spill")})
    try:
        known = [dict(zip(_ACCEPTED, (*one, number), strict=True)) for number, one in enumerate(accepted)]
        engine.register("accepted", arrow.Table.from_pylist(known, build_arrow_schema(_ACCEPTED)))
        for name, table, rows in (("failed", "not_read", not_read), ("twins", "same", same)):
            engine.register(name, arrow.Table.from_pylist(list(rows), build_schema(table)))
        _open_parts(engine, parts, sorted({part for part, *_ in accepted}))
        engine.execute(_PLANS)
        found = engine.execute("SELECT DISTINCT area FROM keyed WHERE area <> '' ORDER BY area").fetchall()
        areas = write_areas(folder, [area for (area,) in found])
        engine.register("area_rows", arrow.table({"area": list(areas), "level": [one.level for one in areas.values()]}))
        counts = _write_units(engine, folder, aside, areas)
        years = [year for (year,) in engine.execute("SELECT DISTINCT year FROM keyed ORDER BY year").fetchall()]
        counts |= {table: _copy(engine, aside, table, years) for table in TABLES if table != "units"}
    finally:
        engine.close()
    put_in_place(folder, aside, counts)


_ACCEPTED = {"part_name": "string", "digest": "string", "file": "string", "file_digest": "string", "number": "int64"}


def _open_parts(engine: Any, parts: Path, names: Sequence[str]) -> None:
    """Make a view of each kind of table in the parts; of two parts that hold one plan, the accepted one counts."""
    for table, columns in PART_TABLES.items():
        files = [str(parts / name / f"{table}.parquet") for name in names]
        source = f"read_parquet({_quote(files)}, filename = true)"
        if not files:
            engine.register(f"no_{table}", build_arrow_schema({**columns, "filename": "string"}).empty_table())
            source = f"no_{table}"
        part = "regexp_extract(filename, '([^/\\\\]+)[/\\\\][^/\\\\]+$', 1)"
        engine.execute(
            f"CREATE VIEW {table}_parts AS SELECT p.* EXCLUDE (filename) FROM {source} AS p "  # noqa: S608 - quoted
            f"SEMI JOIN accepted AS a ON a.part_name = {part} AND a.digest = p.digest"
        )


def _quote(files: Iterable[str]) -> str:
    return "[" + ", ".join("'" + one.replace("'", "''") + "'" for one in files) + "]"


def _write_units(engine: Any, folder: Path, aside: Path, areas: Areas) -> dict[str, int]:
    """Write `units`, counterparts.csv and proposals.csv, a row at a time; return how many are settled and how."""
    arrow, parquet = import_extra("pyarrow"), import_extra("pyarrow.parquet")
    query = "SELECT unit_key, unit, name, area, kind, collective, english FROM unit_ids ORDER BY unit_key"
    rows = (row for batch in engine.cursor().sql(query).to_arrow_reader(10_000) for row in batch.to_pylist())
    states: Counter[str] = Counter()
    named: list[dict[str, Any]] = []
    known = read_known(folder)
    (aside / "units").mkdir()
    with parquet.ParquetWriter(aside / "units" / "part-0.parquet", build_schema("units"), compression="zstd") as writer:
        made = identify_units(rows, areas, known)
        while batch := list(islice(made, 10_000)):
            named += ({key: one[key] for key in KEPT} for one in batch)
            states.update(one["counterpart_state"] for one in batch)
            writer.write_table(arrow.Table.from_pylist(batch, build_schema("units")))
    write_counterparts(folder, named, known)
    return {"units": states.total(), **{f"units_{state}": states[state] for state in STATES}}


def _copy(engine: Any, aside: Path, table: str, years: Sequence[int]) -> int:
    """Write one table; the number of its rows."""
    rows = 0
    for year in years if table in YEAR_TABLES else (None,):
        place = aside / table / (f"year={year}" if year is not None else "")
        place.mkdir(parents=True)
        file = str(place / "part-0.parquet").replace("'", "''")
        options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_A_GROUP}"
        (made,) = engine.execute(f"COPY ({_TABLES[table].format(year=year)}) TO '{file}' ({options})").fetchone()
        rows += made
    return rows


def put_in_place(folder: Path, aside: Path, counts: dict[str, int]) -> None:
    """Put tables that were made aside in the place of those that a corpus has, and write its corpus.toml last."""
    (folder / INFO_FILE).unlink(missing_ok=True)
    for table in TABLES:
        shutil.rmtree(folder / table, ignore_errors=True)
        if (aside / table).exists():
            (aside / table).rename(folder / table)
    shutil.rmtree(aside)
    rules = "".join(f"{name} = {number}\n" for name, number in RULES.items())
    said = "".join(f"{name} = {number}\n" for name, number in counts.items())
    text = f'schema = {SCHEMA}\nrespnet = "{get_version("respnet")}"\n\n[rules]\n{rules}\n[counts]\n{said}'
    replace_files({folder / INFO_FILE: text.encode("utf-8")})


RULES = {"names": 1, "deadlines": 1, "counterparts": 1}
"""Versions of the rules that columns are made by: a change that can change a column counts one up."""
