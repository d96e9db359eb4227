"""The atlas of a corpus: statements and statistics in one pass, then tables, atlas.json and the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from respnet.analysis.portfolio.joint_leads import MAX_LEADING_UNITS, MAX_LEADS_OF_A_TASK
from respnet.atlas.engine import CHOSEN, MAX_EVIDENCE_PLANS, Engine
from respnet.core.formulas import FORMULA
from respnet.core.i18n import Lang, Text
from respnet.core.safe_writing import fill_folder
from respnet.corpus.schema import Corpus, build_arrow_schema, import_extra
from respnet.render.files import GENERATOR_MARK, check_targets, write_files

if TYPE_CHECKING:
    import pyarrow

    from respnet.atlas.statistics import Statistics

    Tables = dict[str, pyarrow.Table]

STATEMENTS = {
    name: name
    for name in ("forms", "concentration", "peaks", "drift", "single_leads", "stable_joint_leads", "not_read")
} | {"silent": "plans_without_leads"}
"""Tables that a statement gives as they are, by the table's name; `silent` are plans that name no leads."""
_COUNTING = Text(zh="统计各单位、各方案", en="Counting units and plans")
_TESTING = Text(zh="与抽签比较", en="Comparing with lots")
_WRITING = Text(zh="写表和页面", en="Writing tables and page")
_EVIDENCE = {"of": "string", "row": "int64", "plan": "string", "title": "string", "year": "int64"}
_EVIDENCE |= {"tasks": "string", "number": "int64", "plans": "int64"}
Progress = Callable[[Text, int, int], None]


def build_atlas(
    corpus: Corpus,
    engine: Engine,
    output: str | Path,
    *,
    area: str | None = None,
    lang: Lang | None = None,
    progress: Progress | None = None,
    force: bool = False,
) -> tuple[Path, ...]:
    """Build the atlas of a corpus in a folder: tables (Parquet and CSV), atlas.json, and the page.

    Args:
        corpus: The corpus.
        engine: Engine open on it.
        output: The folder.
        area: Plans of this area alone.
        lang: Language of the page; Chinese by default.
        progress: Called with stage, steps done, and steps in all.
        force: Replace files that respnet did not write.

    Returns:
        The paths; the page is the last. All files take their places when all are written.

    Raises:
        InputError: The corpus has no plan of the area.
        OutputError: A file cannot be written or must not be replaced.
    """
    from respnet.atlas.page import build_page
    from respnet.atlas.statistics import compute_statistics

    folder, tell = Path(output), progress or (lambda *_: None)
    check_targets(_list_targets(folder), force=force)
    tables: Tables = {}
    totals = _check_totals(engine.query("totals", area=area).to_pylist()[0], area)
    for done, (name, statement) in enumerate(STATEMENTS.items()):
        tell(_COUNTING, done, len(STATEMENTS) + 1)
        tables[name] = engine.query(statement, area=area)
    tables["load"] = _query_load(engine, area)
    tell(_COUNTING, 1, 1)
    found = compute_statistics(engine, area=area, progress=lambda done, of: tell(_TESTING, done, of))
    tables |= found.tables
    tell(_TESTING, 1, 1)
    tables["evidence"] = _find_evidence(engine, tables)
    info = _describe(corpus, totals, tables, engine.query("left_out", area=area), found, area)
    shown = {name: _drop_keys(rows) for name, rows in tables.items()}
    tell(_WRITING, 0, 2)
    written = _write_tables(folder / "tables", shown)
    tell(_WRITING, 1, 2)
    page = build_page(shown, info, lang or "zh")
    said = json.dumps({"generator": GENERATOR_MARK, **info}, ensure_ascii=False, indent=1) + "\n"
    written += write_files(folder, {"atlas.json": said, "index.html": page}, force=force)
    tell(_WRITING, 2, 2)
    return written


def _list_targets(folder: Path) -> list[Path]:
    """List the files to check: without an atlas.json of respnet's, what is in `tables` is somebody else's."""
    info = folder / "atlas.json"
    return [folder / "index.html", info, *(() if info.exists() else sorted((folder / "tables").glob("[!.]*")))]


def _check_totals(totals: dict[str, Any], area: str | None) -> dict[str, Any]:
    if not totals["plans"]:
        from respnet.core.errors import InputError

        where = Text(zh=f"“{area}”的" if area else "", en=f" of “{area}”" if area else "")
        raise InputError(zh=f"语料里没有{where.zh}方案。", en=f"The corpus holds no plan{where.en}.")
    return totals


def _query_load(engine: Engine, area: str | None) -> pyarrow.Table:
    """Query the load of each unit and year, with the number of its plans and the largest of them."""
    load, plans = engine.query("load", area=area), engine.query("largest_plans", area=area)
    if not load.select(["unit_key", "year"]).equals(plans.select(["unit_key", "year"])):
        raise ValueError("sql/load.sql and sql/largest_plans.sql differ in their rows")
    for name in plans.column_names[2:]:
        load = load.append_column(name, plans[name])
    return load


def _find_evidence(engine: Engine, tables: Tables) -> pyarrow.Table:
    """Find the plans and tasks that flagged rows were made of."""
    arrow = import_extra("pyarrow")
    rows = [row for name in ("overcommitted", "joint_leads", "peers") for row in _choose(name, tables[name])]
    columns = {key: [row.get(key) for row in rows] for key in CHOSEN}
    found = engine.query("evidence", chosen=arrow.table(columns, schema=build_arrow_schema(CHOSEN))).to_pylist()
    said = []
    for (*head, plans), tasks in groupby(
        found, lambda row: tuple(row[name] for name in ("kind", "place", "plan", "title", "year", "plans"))
    ):
        names = [_label_task(one) for one in tasks]
        values = (*head, "、".join(names), len(names), plans)
        said.append(dict(zip(_EVIDENCE, values, strict=True)))
    return arrow.Table.from_pylist(said, schema=build_arrow_schema(_EVIDENCE))


def _label_task(row: dict[str, Any]) -> str:
    if not row["number"]:
        return f"#{row['task']}"
    return f"{row['number']}.{row['part']}" if row["part"] else str(row["number"])


def _choose(name: str, table: pyarrow.Table) -> Iterator[dict[str, Any]]:
    """Choose the rows of a table whose sources the page shows, as rows of the view `chosen`."""
    for place, row in enumerate(table.to_pylist()):
        said = {"kind": name, "place": place}
        if not row.get("verdict", "over"):
            continue
        if row.get("scope") == "level":
            yield said | {"level": row["area"], "first_kind": row["unit_a"], "second_kind": row["unit_b"]}
        elif (first := row.get("first_key", row.get("unit_key"))) >= 0:
            role = "lead" if "leads" in (row.get("counted"), row.get("question")) else None
            year = row["year"] if name == "overcommitted" else None
            yield said | {"first_key": first, "second_key": row.get("second_key"), "year": year, "role": role}


def _describe(
    corpus: Corpus,
    totals: dict[str, Any],
    tables: Tables,
    left_out: pyarrow.Table,
    found: Statistics,
    area: str | None,
) -> dict[str, Any]:
    """Describe the atlas: what was counted, by which rules, and what was left out."""
    crowded = [row for row in left_out.to_pylist() if row["task"]]
    sources = tables["evidence"].select(["of", "row", "plans"]).to_pylist()
    counts = {name: number or 0 for name, number in totals.items() if not name.endswith("_year")}
    if area is None:
        counts["former_plans"] = corpus.info["counts"]["plans"] - counts["plans"]
    return {
        "schema": 1,
        "corpus": str(corpus.folder),
        "rules": corpus.info.get("rules", {}),
        "tables": "tables",
        "counts": counts,
        "area": area,
        "rows": {name: len(rows) for name, rows in sorted(tables.items())},
        "years": sorted(set(tables["forms"]["year"].to_pylist()) - {0}),
        "caps": {
            "max_leads": MAX_LEADS_OF_A_TASK,
            "crowded_tasks": len(crowded),
            "crowded_leads": sum(row["leads"] for row in crowded),
            "max_leading_units": MAX_LEADING_UNITS,
            "left_out_plans": [row["title"] for row in left_out.to_pylist() if not row["task"]],
            "max_evidence_plans": MAX_EVIDENCE_PLANS,
            "cut_evidence_rows": len({(one["of"], one["row"]) for one in sources if one["plans"] > MAX_EVIDENCE_PLANS}),
        },
        "tests": found.info,
    }


def _drop_keys(rows: pyarrow.Table) -> pyarrow.Table:
    return rows.drop_columns([name for name in rows.column_names if name.endswith("_key")])


def _write_tables(folder: Path, tables: Tables) -> tuple[Path, ...]:
    """Write each table as Parquet and CSV, all of them or none."""
    parquet, csv = import_extra("pyarrow.parquet"), import_extra("pyarrow.csv")

    def write(aside: Path) -> None:
        for name, rows in tables.items():
            parquet.write_table(rows, aside / f"{name}.parquet", compression="zstd")
            with (aside / f"{name}.csv").open("wb") as file:
                file.write(b"\xef\xbb\xbf")  # the mark that spreadsheets know UTF-8 by
                csv.write_csv(guard_formulas(rows), file)

    return fill_folder(folder, write)


def guard_formulas(rows: pyarrow.Table) -> pyarrow.Table:
    """Put an apostrophe before texts that a spreadsheet would take for a formula."""
    arrow, compute = import_extra("pyarrow"), import_extra("pyarrow.compute")
    for place, column in enumerate(rows.schema):
        if arrow.types.is_string(column.type):
            texts = rows[column.name]
            risky = compute.match_substring_regex(texts, FORMULA.pattern)
            guarded = compute.binary_join_element_wise("'", texts, "")
            rows = rows.set_column(place, column, compute.if_else(risky, guarded, texts))
    return rows
