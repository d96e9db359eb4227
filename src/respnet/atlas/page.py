"""The page of the atlas: one offline file for an area or a country, within five megabytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

from markupsafe import Markup, escape

from respnet.atlas.labels import ATLAS_LABELS
from respnet.atlas.page_tables import (
    MONTHS,
    Column,
    PageRow,
    PageTable,
    PlanList,
    Row,
    add_evidence,
    build_area_table,
    build_listed_table,
    build_unit_table,
    clean_cell,
    fit_table,
    list_rows,
)
from respnet.atlas.sentences import describe_atlas
from respnet.core.i18n import Lang, Localizer, format_number, format_share
from respnet.render.jinja_env import read_asset, render_page, to_script_json

MAX_BYTES = 5_000_000
"""Bytes of the page at most."""
_ROOM = {
    "areas": 1_200_000,
    "overcommitted": 600_000,
    "joint_leads": 800_000,
    "peers": 600_000,
    "silent": 400_000,
    "units_table": 800_000,
    "not_read": 100_000,
}
"""Bytes of each table's rows at most; what they leave is for text, style, script and the rows written out."""
ROWS_WITHOUT_SCRIPTS = 50
MULTIPLES = 24
"""Areas with small charts of their own at the head of the page."""
TITLES_NAMED = 10
_BAR, _HEIGHT = 6, 26
_NAV = {"overcommitted": "over", "joint_leads": "ties", "peers": "odd", "silent": "silent_plans"}
"""Shorter names of tables, in the line of links."""


def build_page(tables: Mapping[str, Any], info: Mapping[str, Any], lang: Lang) -> bytes:
    """Build the page; the same tables give the same bytes.

    Args:
        tables: Arrow tables of the atlas by name (`forms`, `load`, `peaks`, `overcommitted`, `joint_leads`, `peers`,
            `silent`, `not_read`, `evidence`); the part of one that is missing is left out.
        info: The content of `atlas.json`: `area`, `counts`, `years`, `caps`, `corpus`, `tables` (folder of the tables).
        lang: Language of the page.

    Returns:
        The page in UTF-8, at most 5 MB.
    """
    view = AtlasView(tables, info, lang)
    page = render_page(
        "atlas.html.j2",
        script=read_asset("atlas.js"),
        styles=("page.css", "comparison.css", "portfolio.css", "atlas.css"),
        view=view,
        lang=lang,
        data=Markup(to_script_json(view.build_data())),  # noqa: S704 - escaped for a script element there
    )
    return page.encode("utf-8")


class AtlasView(Localizer):
    """View model of the atlas in one language."""

    labels, nav = ATLAS_LABELS, _NAV

    def __init__(self, tables: Mapping[str, Any], info: Mapping[str, Any], lang: Lang) -> None:
        self.lang, self.info = lang, info
        self._counts: Mapping[str, int] = info["counts"]
        self.years = [int(year) for year in info["years"] if year]
        self.folder = str(info["tables"])
        self.plans = PlanList()
        names = ("forms", "overcommitted", "joint_leads", "peers", "silent", "not_read", "evidence")
        self._rows: dict[str, list[Row]] = {name: list_rows(tables.get(name)) for name in names}
        self._rows["silent"].sort(key=lambda one: (-one["tasks"], one["plan"]))
        for one in self._rows["not_read"]:
            one["reason"] = one[f"reason_{lang}"]
        self._rows["peaks"] = _sum_peaks(tables.get("peaks"))
        self._loads = _sum_loads(tables.get("load"))
        judged = len(self._rows["peers"])
        self.tables = self._list_tables(tables)
        self.findings = [one for one in describe_atlas(self._rows, self._loads, judged) if one.shown]
        self.ids = {table.id for table in self.tables}
        self.left_out = self._list_left_out()
        self.rows_without_scripts = ROWS_WITHOUT_SCRIPTS
        area = str(info.get("area") or "")
        shown = (f"{area} " if lang == "zh" else f" in {area}") if area else ""
        self.title = self.t("title", area=shown, plans=self._counts["plans"])
        years = self.t("years", first=self.years[0], last=self.years[-1]) if self.years else ""
        counts = {name: self._counts[name] for name in ("areas", "units", "tasks", "assignments")}
        self.facts = self.t("facts", years=years, **counts)

    def _list_tables(self, tables: Mapping[str, Any]) -> list[PageTable]:
        """List the tables with rows, each within its room, with what each number opens."""
        listed = [build_listed_table(name, columns, self._rows[name]) for name, columns in _LISTED.items()]
        add_evidence(listed, self._rows["evidence"], self.plans)
        for table in listed[1:3]:
            kept = [pair for pair in zip(table.rows, self._rows[table.id], strict=True) if pair[1]["verdict"]]
            table.rows, self._rows[table.id] = [row for row, _ in kept], [one for _, one in kept]
        for row, one in zip(listed[3].rows, self._rows["silent"], strict=True):
            row.plans.append((self.plans.add(one["plan"], one["title"], one["year"]), "", one["tasks"]))
        units = build_unit_table(tables.get("load"), self.years)
        whole = (build_area_table(self._rows, self.years), *listed[:4], units, listed[4])
        made = [table for table in whole if table.rows]
        for table in made:
            fit_table(table, _ROOM[table.id], self.plans)
        self.plans.keep_opened(made)
        return made

    def _list_left_out(self) -> list[str]:
        caps, counts, said = self.info["caps"], self._counts, []
        of_all = self.t("of_all_areas") if self.info.get("area") else ""  # of a file that is not read no area is known
        if caps.get("crowded_tasks"):
            said.append(
                self.t("crowded", tasks=caps["crowded_tasks"], max=caps["max_leads"], leads=caps["crowded_leads"])
            )
        if titles := caps.get("left_out_plans"):
            names = self._name_titles(titles)
            said.append(self.t("vast", plans=len(titles), max=caps["max_leading_units"], names=names))
        if n := self.info.get("tests", {}).get("approximate_plans"):
            said.append(self.t("near_exact", n=n))
        if n := caps.get("cut_evidence_rows"):
            said.append(self.t("cut_evidence", n=n, max=caps["max_evidence_plans"], folder=f"{self.folder}/evidence"))
        for key, name in (("unread", "not_read"), ("same", "same"), ("former", "former_plans")):
            if counts.get(name):
                said.append(of_all + self.t(key, n=counts[name]))
        for key, column in (("undated", "year"), ("arealess", "area")):
            if n := sum(one["plans"] for one in self._rows["forms"] if not one[column]):
                said.append(self.t(key, n=n))
        return said or [self.t("all_in")]

    def _name_titles(self, titles: Sequence[str]) -> str:
        named = (f"《{one}》" if self.lang == "zh" else f"“{one}”" for one in titles[:TITLES_NAMED])
        return ("" if self.lang == "zh" else ", ").join(named) + ("…" if len(titles) > TITLES_NAMED else "")

    def list_multiples(self) -> list[tuple[str, Markup, Markup]]:
        """List the small charts: name, tasks by year, tasks due by month; the whole first, then the largest areas."""
        areas = next((table.rows for table in self.tables if table.id == "areas"), [])
        if not areas:
            return []
        by_year = [sum(one[2][place] for one in (row.series for row in areas)) for place in range(len(self.years))]
        by_month = [sum(row.cells[-1][place] for row in areas) for place in range(len(MONTHS))]
        charts = [(self.t("whole"), by_year, by_month)] if len(areas) > 1 else []
        charts += [(row.cells[0] or self.t("no_area"), row.cells[-2], row.cells[-1]) for row in areas[:MULTIPLES]]
        return [(name, self.draw_bars(years, self.years), self.draw_bars(due, MONTHS)) for name, years, due in charts]

    def draw_bars(self, values: Sequence[int], names: Sequence[int]) -> Markup:
        """Draw bars as one SVG path, with the values in its name.

        Args:
            values: A value a bar.
            names: The bars' names: years or months.
        """
        most = max((*values, 1))
        heights = [round(_HEIGHT * value / most, 1) for value in values]
        path = "".join(
            f"M{place * _BAR} {_HEIGHT}v-{high}h{_BAR - 1}v{high}z" for place, high in enumerate(heights) if high
        )
        said = ", ".join(f"{name}: {value}" for name, value in zip(names, values, strict=True) if value)
        return Markup(
            '<svg class="bars" role="img" aria-label="{}" viewBox="0 0 {} {}"><title>{}</title><path d="{}"/></svg>'
        ).format(said or "0", max(_BAR * len(values) - 1, 1), _HEIGHT, said or "0", path)

    def format_cell(self, column: Column, value: Any) -> Markup:
        """Format a cell of the rows that are written out."""
        if column.kind == "bars":
            return self.draw_bars(value, MONTHS if column.key == "by_month" else self.years)
        if column.kind == "percent":
            return escape(format_share(value))
        if column.kind == "number" and value != inf:
            return escape("" if value is None else format_number(value, column.digits if value < 1_000 else 0))
        return escape(self.say_word(column.key, value))

    def say_word(self, key: str, value: Any) -> str:
        """Say a cell's word: a level, a question, a verdict and no end have labels, all else is the plans' own."""
        if value == inf:
            return self.t("no_end")
        if key == "area" and not value:
            return self.t("no_area")
        if key == "area" and str(value).startswith("level_"):
            return self.t(value) if value in self.labels else value
        prefix = {"level": "level_", "question": "question_", "counted": "counted_", "verdict": ""}.get(key)
        return self.t(f"{prefix}{value}") if value and f"{prefix}{value}" in self.labels else str(value or "")

    def build_data(self) -> dict[str, object]:
        """Build what the script draws the tables from."""
        corpus = str(self.info["corpus"])
        keys = "opens shown fits further elsewhere plans_elsewhere nothing plan year numbers count command"
        tables = [
            {
                "id": table.id,
                "columns": [(self.t(one.key), one.kind, one.digits, one.opens, one.key) for one in table.columns],
                "series": [self.t(key) for key in table.series],
                "rows": [self._build_row(table, row) for row in table.rows],
            }
            for table in self.tables
        ]
        return {
            "lang": self.lang,
            "years": self.years,
            "plans": self.plans.plans,
            "corpus": f'"{corpus}"' if " " in corpus else corpus,
            "folder": self.folder,
            "labels": {key: self.t(key) for key in keys.split()},
            "tables": tables,
        }

    def _build_row(self, table: PageTable, row: PageRow) -> list[object]:
        words = zip(table.columns, row.cells, strict=True)
        cells = [self.say_word(one.key, cell) if one.kind == "text" or cell == inf else cell for one, cell in words]
        return [cells, row.series, row.plans, row.more_plans]


def _sum_loads(load: Any) -> dict[int, tuple[int, int]]:
    """Sum leads, and how often a plan names a unit, by year."""
    if load is None:
        return {}
    rows = load.group_by(["year"]).aggregate([("leads", "sum"), ("plans", "sum")]).to_pylist()
    return {one["year"]: (one["leads_sum"], one["plans_sum"]) for one in rows}


def _sum_peaks(peaks: Any) -> list[Row]:
    """Sum what is due by area and month of the year."""
    if peaks is None:
        return []
    due: dict[tuple[str, int], int] = defaultdict(int)
    for one in peaks.group_by(["area", "month"]).aggregate([("due", "sum")]).to_pylist():
        due[clean_cell(one["area"]) or "", one["month"]] += one["due_sum"]
    return [{"area": area, "month": month, "due": number} for (area, month), number in due.items()]


def _take(key: str, name: str = "") -> Any:
    return lambda row: row.get(name or key)


def _text(*keys: str) -> list[tuple[Column, Any]]:
    return [(Column(key), _take(key)) for key in keys]


def _number(key: str, name: str = "", digits: int = 0, opens: str = "") -> tuple[Column, Any]:
    return Column(key, "number", digits, opens), _take(key, name)


_LISTED: dict[str, list[tuple[Column, Any]]] = {
    "overcommitted": [
        *_text("unit", "area"),
        _number("year"),
        *_text("counted"),
        _number("count", "leads", opens="plans"),
        _number("expected", digits=1),
        *map(_number, ("limit", "units", "plans")),
        *_text("largest_plan"),
        *map(_number, ("leads_without", "limit_without")),
        (Column("busiest_month", "number"), lambda row: row["busiest_month"] or None),
    ],
    "joint_leads": [
        (Column("unit"), _take("unit", "unit_a")),
        (Column("unit"), _take("unit", "unit_b")),
        (Column("area"), lambda row: f"level_{row['area']}" if row["scope"] == "level" else row["area"]),
        _number("joint", opens="plans"),
        _number("expected", digits=1),
        *(_number(key, digits=1) for key in ("ratio", "ratio_low")),
        *map(_number, ("plans", "met", "years_above")),
        *_text("verdict"),
    ],
    "peers": [
        *_text("unit", "area", "level", "counterpart", "question"),
        _number("count", opens="plans"),
        _number("usual", "expected", digits=1),
        (Column("rate", "percent"), _take("rate")),
        (Column("usual_rate", "percent"), _take("usual_rate")),
        *_text("verdict"),
    ],
    "silent": [
        (Column("plan"), lambda row: row["title"] or row["plan"]),
        *_text("area"),
        (Column("year", "number"), lambda row: row["year"] or None),
        _number("tasks", opens="plans"),
        _number("units"),
    ],
    "not_read": [*_text("file"), (Column("reason"), _take("reason"))],
}
"""Columns of the tables whose rows are those of the atlas, each with what takes its cell from a row."""
