"""Tables of the atlas's page: rows, what each number opens, and how many rows the page has room for."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from typing import Any, Literal

Row = dict[str, Any]
Kind = Literal["text", "number", "percent", "bars"]
MOST_PLANS = 30
"""Plans that one number opens at most; the others are counted, and the table `evidence` has more of them."""
MOST_CHARACTERS = 300
"""Characters of one text that the page shows."""
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
MOST_UNITS = 8_000
"""Units listed at most, those with most leads first."""
MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: key of its heading, kind, decimals, and what its numbers open.

    `opens` is "series" (the row's counts by year), "plans" (the plans that it counts) or the id of a table whose rows
    of the same area it counts.
    """

    key: str
    kind: Kind = "text"
    digits: int = 0
    opens: str = ""


@dataclass(slots=True)
class PageRow:
    """A row: its cells, its counts by year, and the plans that it counts (number in the page's list, tasks, count)."""

    cells: list[Any]
    series: list[list[int]] = field(default_factory=list)
    plans: list[tuple[int, str, int]] = field(default_factory=list)
    more_plans: int = 0


@dataclass(slots=True)
class PageTable:
    """A table: id, columns, rows; `series` are the headings of the counts by year, `left` the rows without room."""

    id: str
    columns: tuple[Column, ...]
    rows: list[PageRow]
    series: tuple[str, ...] = ()
    left: int = 0
    file: str = ""


def list_rows(table: Any) -> list[Row]:
    """List the rows of an Arrow table as dictionaries; a table that is missing has none.

    A number that nobody knows is None. Texts are cut, so that no title can push the others out, and lose the marks that
    would turn round what stands after them.
    """
    return [] if table is None else [{key: clean_cell(one) for key, one in row.items()} for row in table.to_pylist()]


def clean_cell(value: Any) -> Any:
    """Clean a value of a table, see `list_rows`."""
    if isinstance(value, float):
        return None if isnan(value) else value
    if not isinstance(value, str):
        return value
    plain = value.translate(_TURNING)
    return f"{plain[:MOST_CHARACTERS]}…" if len(plain) > MOST_CHARACTERS else plain


class PlanList:
    """The plans that numbers of the page count, each once, with what a command line takes for it."""

    def __init__(self) -> None:
        self.plans: list[tuple[str, str, str]] = []
        self._places: dict[str, int] = {}

    def add(self, plan: str, title: str, year: int) -> int:
        """Add a plan where it is new, and return its place.

        Args:
            plan: Its id.
            title: Its title.
            year: Its year; 0 for none.
        """
        if plan not in self._places:
            self._places[plan] = len(self.plans)
            self.plans.append((title or plan, str(year or ""), quote_id(plan)))
        return self._places[plan]

    def keep_opened(self, tables: Iterable[PageTable]) -> None:
        """Keep the plans that a row of the tables opens, and give the rows their new places."""
        rows = [row for table in tables for row in table.rows]
        kept = sorted({plan for row in rows for plan, *_ in row.plans})
        places = {plan: place for place, plan in enumerate(kept)}
        self.plans = [self.plans[plan] for plan in kept]
        for row in rows:
            row.plans = [(places[plan], tasks, number) for plan, tasks, number in row.plans]


def quote_id(plan: str) -> str:
    """Quote a plan's id for the command lines of Windows and Unix alike; empty where no quotes would do.

    >>> quote_id("甲县-2024"), quote_id("甲 2024"), quote_id('a"; rm'), quote_id("-x")
    ('甲县-2024', '"甲 2024"', '', '')
    """
    if re.fullmatch(r"[\w./][\w./-]*", plan):
        return plan
    return "" if len(plan) > MOST_CHARACTERS or re.search(r'["$`\\%!\x00-\x1f]|^-', plan) else f'"{plan}"'


def build_area_table(rows: Mapping[str, Sequence[Row]], years: Sequence[int]) -> PageTable:
    """Build a row an area: its plans and tasks by year, months of deadlines, and what stands out in it.

    Args:
        rows: Rows of `forms`, `peaks` (summed over units and years), `overcommitted`, `joint_leads` and `peers`.
        years: The years of the page, in order.
    """
    counted = ("plans", "silent_plans", "tasks", "without", "single")
    series: dict[str, list[list[int]]] = defaultdict(lambda: [[0] * len(years) for _ in counted])
    totals: dict[str, list[int]] = defaultdict(lambda: [0] * len(counted))
    levels: dict[str, str] = {}
    for one in rows["forms"]:
        area = one["area"] or ""
        levels[area] = levels.get(area) or one.get("area_level") or ""
        numbers = (
            *(one["plans"], one["plans"] - one["plans_with_leads"], one["tasks"]),
            *(one["tasks"] - one["tasks_with_lead"], one["tasks_one_lead"]),
        )
        for place, number in enumerate(numbers):
            totals[area][place] += number
            if one["year"] in years:
                series[area][place][years.index(one["year"])] += number
    months: dict[str, list[int]] = defaultdict(lambda: [0] * len(MONTHS))
    for one in rows["peaks"]:
        months[one["area"] or ""][one["month"] - 1] += one["due"]
    flags = [count_by_area(rows[name]) for name in ("overcommitted", "joint_leads", "peers")]
    made = [
        PageRow(
            [area, levels[area], *numbers, *(one.get(area, 0) for one in flags), series[area][2], months[area]],
            series[area],
        )
        for area, numbers in totals.items()
    ]
    made.sort(key=lambda row: (-row.cells[4], row.cells[0]))
    columns = (
        *(Column("area"), Column("level")),
        *(Column(key, "number", opens="series") for key in counted),
        *(
            Column(key, "number", opens=table)
            for key, table in (("over", "overcommitted"), ("ties", "joint_leads"), ("odd", "peers"))
        ),
        *(Column("by_year", "bars"), Column("by_month", "bars")),
    )
    return PageTable("areas", columns, made, ("year", *counted), file="forms")


def count_by_area(rows: Iterable[Row]) -> dict[str, int]:
    """Count rows by area; rows of a level instead of an area count for none."""
    found: dict[str, int] = defaultdict(int)
    for one in rows:
        if one.get("scope", "area") == "area":
            found[one["area"] or ""] += 1
    return found


def build_unit_table(load: Any, years: Sequence[int]) -> PageTable:
    """Build a row a unit, those with most leads first.

    Args:
        load: Arrow table `load`: area, unit, year, plans, leads, responsible, supports, tasks; or None.
        years: The years of the page, in order.
    """
    counted = ("plans", "lead", "responsible", "support", "total")
    columns = (
        *(Column("unit"), Column("area")),
        *(Column(key, "number", opens="series") for key in counted),
        Column("leads_by_year", "bars"),
    )
    empty = PageTable("units_table", columns, [], ("year", *counted), file="load")
    if load is None or not load.num_rows:
        return empty
    names = ("plans", "leads", "responsible", "supports", "tasks")
    sums = load.group_by(["area", "unit"]).aggregate([(name, "sum") for name in names])
    order = [("leads_sum", "descending"), ("tasks_sum", "descending"), ("area", "ascending"), ("unit", "ascending")]
    most = sums.sort_by(order).slice(0, MOST_UNITS)
    by_year: dict[tuple[str, str], list[list[int]]] = {}
    for one in most.to_pylist():
        key = (one["area"] or "", one["unit"])
        by_year[key] = [[0] * len(years) for _ in counted]
        empty.rows.append(
            PageRow(
                [clean_cell(one["unit"]), clean_cell(key[0]), *(one[f"{name}_sum"] for name in names), by_year[key][1]],
                by_year[key],
            )
        )
    for batch in load.select(["area", "unit", "year", *names]).to_batches(max_chunksize=50_000):
        for one in batch.to_pylist():
            found = by_year.get((one["area"] or "", one["unit"]))
            if found is not None and one["year"] in years:
                for place, name in enumerate(names):
                    found[place][years.index(one["year"])] += one[name]
    empty.left = sums.num_rows - len(empty.rows)
    return empty


def build_listed_table(
    name: str, columns: Sequence[tuple[Column, Callable[[Row], Any]]], rows: Sequence[Row]
) -> PageTable:
    """Build a table whose rows are those of a table of the atlas.

    Args:
        name: Id of the table.
        columns: Each column with what takes its cell from a row.
        rows: The rows, in the order shown.
    """
    made = [PageRow([take(row) for _, take in columns]) for row in rows]
    return PageTable(name, tuple(column for column, _ in columns), made, file=name)


def add_evidence(tables: Iterable[PageTable], evidence: Iterable[Row], plans: PlanList) -> None:
    """Give the rows of tables the plans that they count.

    Args:
        tables: The tables, their rows still in the order of the atlas's tables.
        evidence: Rows `of` (table), `row` (place), `plan`, `title`, `year`, `tasks`, `number`, `plans` (of the row).
        plans: The page's list of plans.
    """
    by_id = {table.id: table.rows for table in tables}
    for one in evidence:
        row = by_id[one["of"]][one["row"]] if one["row"] < len(by_id.get(one["of"], ())) else None
        if row is None:
            continue
        if len(row.plans) < MOST_PLANS:
            row.plans.append((plans.add(one["plan"], one["title"], one["year"]), one["tasks"], one["number"]))
        row.more_plans = one["plans"] - len(row.plans)


def fit_table(table: PageTable, room: int, plans: PlanList) -> None:
    """Keep as many rows of a table as `room` bytes hold, the first ones, and count the others.

    Args:
        table: The table; its rows are cut.
        room: Bytes, in UTF-8, with the plans that its rows open.
        plans: The page's list of plans.
    """
    taken, counted = 0, set[int]()
    for place, row in enumerate(table.rows):
        new = {plan for plan, *_ in row.plans} - counted
        counted |= new
        said = [row.cells, row.series, row.plans, [plans.plans[plan] for plan in new]]
        taken += len(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
        if taken > room:
            table.left += len(table.rows) - place
            del table.rows[place:]
            return
