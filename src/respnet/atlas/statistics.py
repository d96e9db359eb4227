"""Statistics of the atlas: counts from the statements in `sql/kernels` to respnet's own kernels, and back to tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from os import cpu_count
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.portfolio.joint_leads import (
    MAX_LEADS_OF_A_TASK,
    JointLeadTests,
    LeadCounts,
    PlanLaws,
    assess_joint_leads,
    compute_plan_laws,
)
from respnet.analysis.portfolio.over_commitment import OverCommitment, PlanLoads, PlanSeats, assess_over_commitment
from respnet.analysis.portfolio.peers import compare_with_peers
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL, benjamini_hochberg
from respnet.corpus.schema import build_arrow_schema, import_extra

if TYPE_CHECKING:
    import pyarrow

    from respnet.atlas.engine import Engine

MIN_PLANS_IN_PARALLEL = 2_000
"""From so many plans that name leads on, their distributions are computed by several processes."""
LEVELS = ("national", "province", "city", "county", "town")
_UNIT_NAMES = ("area", "unit", "unit_key")
Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Tables `overcommitted`, `joint_leads` and `peers`, and numbers of what was compared.

    Columns ending in `_key` join rows with those of statements and are not shown.
    """

    tables: dict[str, pyarrow.Table]
    info: dict[str, int]


def compute_statistics(
    engine: Engine, *, area: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Statistics:
    """Compute the statistics of a corpus.

    Args:
        engine: Engine open on the corpus.
        area: Plans of this area alone.
        progress: Called with the number of plans whose distributions are computed, and of all of them.

    Returns:
        The tables, those with a verdict first, then by size.
    """
    counts = _CorpusCounts(engine, area)
    plans = counts.count_leads()
    laws = _compute_laws(plans, progress)
    tested = [(scope, key, assess_joint_leads(*of)) for scope, key, of in counts.list_families(plans, laws)]
    info = {
        "approximate_plans": sum(law is not None and not law.exact for law in laws),
        "pairs": sum(one.first.size for scope, _, one in tested if scope == "area"),
    }
    keys = {(area, unit): key for area, unit, key in zip(*(counts.units[n].tolist() for n in _UNIT_NAMES), strict=True)}
    tables = {
        "overcommitted": counts.tabulate_over_commitment(_find_busiest_months(_read(engine.query("peaks", area=area)))),
        "joint_leads": counts.tabulate_pairs(tested),
        "peers": _compare_peers(_read(engine.query("peers")), keys, area),
    }
    return Statistics(tables, info)


def _compute_laws(plans: Sequence[LeadCounts], progress: Callable[[int, int], None] | None) -> list[PlanLaws | None]:
    workers = min(cpu_count() or 1, 1 + len(plans) // MIN_PLANS_IN_PARALLEL)

    def collect(found: Iterator[PlanLaws | None]) -> list[PlanLaws | None]:
        laws = []
        for law in found:
            laws.append(law)
            if progress is not None and len(laws) % 100 == 0:
                progress(len(laws), len(plans))
        return laws

    if workers == 1:
        return collect(map(compute_plan_laws, plans))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return collect(pool.map(compute_plan_laws, plans, chunksize=50))


class _CorpusCounts:
    """Counts of a corpus as arrays, rows sorted by plan."""

    def __init__(self, engine: Engine, area: str | None) -> None:
        self.area = area
        names = ("plan_list", "plan_seats", "plan_loads", "plan_pairs", "unit_list")
        found = [_read(engine.query(f"kernels/{name}", area=area)) for name in names]
        self.plans, self.seats, self.loads, self.pairs, self.units = found
        self.keys = self.plans["plan_key"]
        self._seat_rows, self._load_rows, self._pair_rows = (
            np.searchsorted(one["plan_key"], np.append(self.keys, np.iinfo(np.int64).max)) for one in found[1:4]
        )

    def _slice(self, rows: NDArray[np.int64], at: int) -> slice:
        return slice(int(rows[at]), int(rows[at + 1]))

    def _find_units(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.searchsorted(self.units["unit_key"], keys)

    def count_leads(self) -> list[LeadCounts]:
        """Count the leads of each plan, in the order of `plans`."""
        found = []
        for at in range(self.keys.size):
            seats, loads, pairs = (
                {name: column[self._slice(rows, at)] for name, column in of.items()}
                for of, rows in (
                    (self.seats, self._seat_rows),
                    (self.loads, self._load_rows),
                    (self.pairs, self._pair_rows),
                )
            )
            kept = (seats["leads"] > 0) & (seats["leads"] <= MAX_LEADS_OF_A_TASK)
            leading = loads["paired_leads"] > 0
            units = loads["unit_key"][leading]
            found.append(
                LeadCounts(
                    units=units,
                    degrees=loads["paired_leads"][leading],
                    seats=np.repeat(seats["leads"][kept], seats["tasks"][kept]),
                    first=np.searchsorted(units, pairs["first_key"]),
                    second=np.searchsorted(units, pairs["second_key"]),
                    joint=pairs["joint"],
                    year=int(self.plans["year"][at]),
                )
            )
        return found

    def list_families(
        self, plans: Sequence[LeadCounts], laws: Sequence[PlanLaws | None]
    ) -> Iterator[tuple[str, str, tuple[list[LeadCounts], list[PlanLaws | None]]]]:
        """List the families of pairs: the units of each area, then, over all areas, the counterparts of each level.

        Plans without an area are in no family of the first kind: nobody knows which of their units are one. Of two
        units of a plan with one counterpart neither is compared among the counterparts.
        """
        led = np.flatnonzero([plan.units.size > 1 for plan in plans])
        names, places = np.unique(self.plans["area"][led], return_inverse=True)
        for name, those in zip(names.tolist(), _split_by(places, names.size), strict=True):
            if name:
                yield "area", name, ([plans[at] for at in led[those]], [laws[at] for at in led[those]])
        self.counterparts, key = np.unique(self.units["counterpart"], return_inverse=True)
        for level in LEVELS if self.area is None else ():
            held = np.where((self.units["level"] == level) & (self.units["counterpart"] != ""), key, -1)
            if (held >= 0).any():
                changed = [
                    replace(plans[at], units=_drop_twins(held[self._find_units(plans[at].units)]))
                    for at in led.tolist()
                ]
                some = [at for at, plan in enumerate(changed) if np.count_nonzero(plan.units >= 0) > 1]
                yield "level", level, ([changed[at] for at in some], [laws[led[at]] for at in some])

    def tabulate_pairs(self, tested: Sequence[tuple[str, str, JointLeadTests]]) -> pyarrow.Table:
        """Tabulate the pairs that share a lead or stand out, those with a verdict first, then by joint leads."""
        parts = []
        for scope, name, found in tested:
            verdict = np.full(found.first.size, "", dtype=object)
            verdict[found.together], verdict[found.apart] = "more", "fewer"
            rows = np.flatnonzero((found.joint > 0) | (verdict != ""))
            ends = [found.first[rows], found.second[rows]]
            names = self.counterparts if scope == "level" else self.units["unit"]
            shown = [names[one if scope == "level" else self._find_units(one)] for one in ends]
            keys = [np.full(rows.size, -1)] * 2 if scope == "level" else ends
            numbers = (found.joint, found.expected, found.ratio, found.ratio_limit, found.plans, found.met)
            tests = (verdict, found.lasting, found.years, np.minimum(found.more, found.fewer))
            told = (np.full(rows.size, said, dtype=object) for said in (scope, name))
            parts.append((*told, *shown, *(one[rows] for one in (*numbers, *tests)), *keys))
        if not parts:
            return _build_table("joint_leads", dict.fromkeys(_COLUMNS["joint_leads"], ()))
        columns = dict(zip(_COLUMNS["joint_leads"], map(np.concatenate, zip(*parts, strict=True)), strict=True))
        rank = np.select([columns["verdict"] == "more", columns["verdict"] == "fewer"], [0, 1], 2)
        ties = [columns[name] for name in ("unit_b", "unit_a", "area", "scope")]
        order = np.lexsort((*ties, -columns["joint"], rank))
        return _build_table("joint_leads", {name: column[order] for name, column in columns.items()})

    def tabulate_over_commitment(self, busiest: dict[tuple[int, int], int]) -> pyarrow.Table:
        """Tabulate the over-committed units of each area and year, by what is beyond the limit.

        Plans without an area or a year are left out.

        Args:
            busiest: Month in which most is due, by key of the unit and year.
        """
        areas, area = np.unique(self.plans["area"], return_inverse=True)
        groups, group = np.unique(np.stack([area, self.plans["year"]], axis=1), axis=0, return_inverse=True)
        place = np.searchsorted(self.keys, self.loads["plan_key"])
        rows: list[dict[str, Any]] = []
        plans_of, loads_of = (_split_by(one, len(groups)) for one in (group.ravel(), group.ravel()[place]))
        for (at, year), plans, held in zip(groups.tolist(), plans_of, loads_of, strict=True):
            if not areas[at] or not year:
                continue
            unit, titles = self.loads["unit_key"][held], self.plans["title"][plans]
            numbers = (np.searchsorted(plans, place[held]), unit, self.loads["leads"][held], self.loads["others"][held])
            owned = self.plans["owner_key"][place[held]] == unit
            seats = [self._get_seats(plan) for plan in plans.tolist()]
            for one in assess_over_commitment(seats, PlanLoads(*numbers, owned, self.loads["capacity"][held])):
                row = {"area": areas[at], "year": year, "units": np.unique(unit).size, "area_plans": plans.size}
                row |= _describe(one) | {"largest_plan": titles[one.largest] if one.capacity is None else ""}
                row["unit"] = self.units["unit"][self._find_units(np.array([one.unit]))[0]]
                rows.append(row | {"busiest_month": busiest.get((one.unit, year), 0)})
        rows.sort(key=lambda row: (row["limit"] - row["leads"], row["area"], row["year"], row["unit_key"]))
        return _build_table("overcommitted", {name: [row[name] for row in rows] for name in _COLUMNS["overcommitted"]})

    def _get_seats(self, at: int) -> PlanSeats:
        here = self._slice(self._seat_rows, at)
        pool = int(self._load_rows[at + 1] - self._load_rows[at])
        return PlanSeats(pool, *(self.seats[name][here] for name in ("leads", "units", "tasks")))


def _describe(one: OverCommitment) -> dict[str, Any]:
    counted = "capacity" if one.capacity is not None else "leads" if one.led else "tasks"
    return {
        "plans": len(one.plans),
        "counted": counted,
        "leads": one.number,
        "expected": one.expected,
        "limit": one.limit if one.capacity is None else one.capacity,
        "leads_without": one.rest,
        "limit_without": one.rest_limit,
        "unit_key": one.unit,
    }


def _compare_peers(rows: Columns, find_key: dict[tuple[str, str], int], only: str | None) -> pyarrow.Table:
    """Compare the places of each level and counterpart: how often it is named, and how often it leads where it is.

    Args:
        rows: Rows of the statement `peers`, of all areas.
        find_key: Keys of units by area and name.
        only: Area whose rows are kept, after all were compared; None for all.
    """
    parts: dict[str, list[Any]] = {name: [] for name in _COLUMNS["peers"]}
    groups = np.unique(np.stack([rows["level"], rows["counterpart"]]).astype(str), axis=1, return_inverse=True)[1]
    for question, counted, of in (("named", "named", "total"), ("leads", "leads", "named")):
        for held in _split_by(groups, int(groups.max(initial=-1)) + 1):
            there = held[rows[of][held] > 0]
            count, total = rows[counted][there], rows[of][there]
            found = compare_with_peers(count, total)
            if found is None:
                continue
            odd = np.flatnonzero(found.judged)
            facts = {name: rows[name][there[odd]].tolist() for name in ("level", "counterpart", "area", "unit")}
            told = {
                "question": [question] * odd.size,
                "count": count[odd],
                "total": total[odd],
                "expected": found.expected[odd],
                "rate": found.shrunken[odd],
                "usual_rate": [found.centre] * odd.size,
                "spread": [found.spread] * odd.size,
                "peers": [there.size] * odd.size,
                "p": found.p[odd],
            }
            for name, column in (facts | told).items():
                parts[name].extend(column)
    p, excess = np.array(parts["p"]), np.array(parts["count"]) - np.array(parts["expected"])
    out = np.zeros(p.size, dtype=np.bool_)
    for question in ("named", "leads"):
        those = np.flatnonzero(np.array(parts["question"]) == question)
        out[those] = benjamini_hochberg(p[those]) <= SIGNIFICANCE_LEVEL
    verdict = np.where(out, np.where(excess > 0, "more", "fewer"), "")
    parts["verdict"] = verdict.tolist()
    parts["unit_key"] = [find_key.get(one, -1) for one in zip(parts["area"], parts["unit"], strict=True)]
    kept = [at for at, area in enumerate(parts["area"]) if only in (None, area)]
    order = sorted(kept, key=lambda at: (not out[at], -abs(excess[at])))
    return _build_table("peers", {name: [column[at] for at in order] for name, column in parts.items()})


_COLUMNS = {
    name: dict(one.split(":") for one in columns.split())
    for name, columns in {
        "overcommitted": "area:string year:int64 unit:string plans:int64 counted:string leads:double expected:double "
        "limit:double units:int64 largest_plan:string leads_without:int64 limit_without:int64 area_plans:int64 "
        "busiest_month:int64 unit_key:int64",
        "joint_leads": "scope:string area:string unit_a:string unit_b:string joint:int64 expected:double ratio:double "
        "ratio_low:double plans:int64 met:int64 verdict:string without_any:bool years_above:int64 p:double "
        "first_key:int64 second_key:int64",
        "peers": "question:string level:string counterpart:string area:string unit:string count:int64 total:int64 "
        "expected:double rate:double usual_rate:double spread:double peers:int64 verdict:string p:double "
        "unit_key:int64",
    }.items()
}
"""Columns of each table with their types, in order."""


def _build_table(name: str, columns: Mapping[str, Any]) -> pyarrow.Table:
    schema = build_arrow_schema(_COLUMNS[name])
    arrow = import_extra("pyarrow")
    # What is nan is not known, and empty in a table.
    made = [arrow.array(columns[one.name], one.type, from_pandas=True) for one in schema]
    return arrow.table(made, schema=schema)


def _read(rows: pyarrow.Table) -> Columns:
    """Return the columns as arrays; an empty text or -1 stands for what is missing, nan in decimal numbers."""
    found = {}
    for name, column in zip(rows.column_names, rows.columns, strict=True):
        kind = str(column.type)
        missing = "" if kind == "string" else None if kind == "double" else -1
        full = column if missing is None else column.fill_null(missing)
        found[name] = full.to_numpy()
    return found


def _drop_twins(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return -1 for keys that are there twice."""
    distinct, counts = np.unique(keys, return_counts=True)
    return np.where(np.isin(keys, distinct[counts > 1]), -1, keys)


def _split_by(group: NDArray[np.int64], number: int) -> list[NDArray[np.int64]]:
    """Split the places of rows by their group, 0 to `number` - 1."""
    order = np.argsort(group, kind="stable")
    return np.split(order, np.cumsum(np.bincount(group, minlength=number))[:-1]) if number else []


def _find_busiest_months(peaks: Columns) -> dict[tuple[int, int], int]:
    """Find the month in which most is due from each unit in each year; of several the first."""
    order = np.lexsort((peaks["month"], -peaks["due"], peaks["year"], peaks["unit_key"]))
    columns = (peaks[name][order].tolist() for name in ("unit_key", "year", "month"))
    found: dict[tuple[int, int], int] = {}
    for unit, year, month in zip(*columns, strict=True):
        found.setdefault((unit, year), month)
    return found
