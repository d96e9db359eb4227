"""Statistics of the atlas: counts from the statements in `sql/kernels` to respnet's own kernels, and back to tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from os import cpu_count
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from respnet.analysis.portfolio.joint_leads import (
    MAX_LEADING_UNITS,
    MAX_LEADS_OF_A_TASK,
    JointLeadTests,
    LeadCounts,
    PlanLaws,
    assess_joint_leads,
    compute_plan_laws,
)
from respnet.analysis.portfolio.over_commitment import OverCommitment, PlanLoads, PlanSeats, assess_over_commitment
from respnet.analysis.portfolio.peers import PeerTests, compare_with_peers
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL, benjamini_hochberg
from respnet.corpus.schema import import_extra

if TYPE_CHECKING:
    import pyarrow

    from respnet.atlas.engine import Engine

MIN_PLANS_IN_PARALLEL = 2_000
"""From so many plans that name leads on, their distributions are computed by several processes."""
LEVELS = ("national", "province", "city", "county", "town")
Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Tables `overcommitted`, `joint_leads` and `peers`, and numbers of what was compared and left out.

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
    left_out = [at for at, law in enumerate(laws) if law is None]
    info = {
        "crowded_tasks": sum(plan.crowded for plan in plans),
        "crowded_leads": counts.crowded_leads,
        "left_out_plans": len(left_out),
        "approximate_plans": sum(law is not None and not law.exact for law in laws),
        "pairs": sum(one.first.size for scope, _, one in tested if scope == "area"),
        "max_leads_of_a_task": MAX_LEADS_OF_A_TASK,
        "max_leading_units": MAX_LEADING_UNITS,
    }
    tables = {
        "overcommitted": counts.tabulate_over_commitment(engine.query("peaks", area=area)),
        "joint_leads": counts.tabulate_pairs(tested),
        "peers": _tabulate_peers(_read(engine.query("peers", area=area))),
    }
    return Statistics({name: _build_table(columns) for name, columns in tables.items()}, info)


def _compute_laws(
    plans: Sequence[LeadCounts], progress: Callable[[int, int], None] | None
) -> list[PlanLaws | None]:
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
        names = ("plan_list", "plan_seats", "plan_loads", "plan_pairs", "unit_list")
        found = [_read(engine.query(f"kernels/{name}", area=area)) for name in names]
        self.plans, self.seats, self.loads, self.pairs, self.units = found
        self.keys = self.plans["plan_key"]
        self._seat_rows, self._load_rows, self._pair_rows = (
            np.searchsorted(one["plan_key"], np.append(self.keys, np.iinfo(np.int64).max)) for one in found[1:4]
        )
        crowded = self.seats["leads"] > MAX_LEADS_OF_A_TASK
        self.crowded_leads = int((self.seats["leads"] * self.seats["tasks"])[crowded].sum())

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
            ends = (np.searchsorted(units, pairs[name]) for name in ("first_key", "second_key"))
            found.append(
                LeadCounts(
                    units,
                    loads["paired_leads"][leading],
                    np.repeat(seats["leads"][kept], seats["tasks"][kept]),
                    *ends,
                    pairs["joint"],
                    int(seats["tasks"][seats["leads"] > MAX_LEADS_OF_A_TASK].sum()),
                    int(self.plans["year"][at]),
                )
            )
        return found

    def list_families(
        self, plans: Sequence[LeadCounts], laws: Sequence[PlanLaws | None]
    ) -> Iterator[tuple[str, str, tuple[list[LeadCounts], list[PlanLaws | None]]]]:
        """List the families of pairs: the units of each area, then the counterparts of each level.

        Plans without an area are in no family of the first kind: nobody knows which of their units are one. Of two
        units of a plan with one counterpart neither is compared among the counterparts.
        """
        led = np.flatnonzero([plan.units.size > 1 for plan in plans])
        names, places = np.unique(self.plans["area"][led], return_inverse=True)
        order = np.argsort(places, kind="stable")
        for name, those in zip(names.tolist(), np.split(led[order], np.cumsum(np.bincount(places))[:-1]), strict=True):
            if name:
                yield "area", name, ([plans[at] for at in those], [laws[at] for at in those])
        self.counterparts, key = np.unique(self.units["counterpart"], return_inverse=True)
        for level in LEVELS:
            held = np.where((self.units["level"] == level) & (self.units["counterpart"] != ""), key, -1)
            if (held >= 0).any():
                changed = [_replace_units(plans[at], held[self._find_units(plans[at].units)]) for at in led]
                some = [at for at, plan in enumerate(changed) if np.count_nonzero(plan.units >= 0) > 1]
                yield "level", level, ([changed[at] for at in some], [laws[led[at]] for at in some])

    def tabulate_pairs(self, tested: Sequence[tuple[str, str, JointLeadTests]]) -> Columns:
        """Tabulate the pairs that share a lead or stand out."""
        parts = []
        for scope, name, found in tested:
            verdict = np.full(found.first.size, "", dtype=object)
            verdict[found.together], verdict[found.apart] = "more", "fewer"
            rows = np.flatnonzero((found.joint > 0) | (verdict != ""))
            first, second = found.first[rows], found.second[rows]
            if scope == "area":
                shown = [self.units["unit"][self._find_units(one)] for one in (first, second)]
            else:
                shown = [self.counterparts[one] for one in (first, second)]
                first = second = np.full(rows.size, -1)
            more = found.more[rows] <= found.fewer[rows]
            parts.append(
                {
                    "scope": np.full(rows.size, scope, dtype=object),
                    "area": np.full(rows.size, name, dtype=object),
                    "unit_a": shown[0],
                    "unit_b": shown[1],
                    "joint": found.joint[rows],
                    "expected": found.expected[rows],
                    "ratio": found.ratio[rows],
                    "ratio_low": found.ratio_limit[rows],
                    "plans": found.plans[rows],
                    "met": found.met[rows],
                    "verdict": verdict[rows],
                    "without_any": found.lasting[rows],
                    "years_above": found.years[rows],
                    "p": np.where(more, found.more[rows], found.fewer[rows]),
                    "first_key": first,
                    "second_key": second,
                }
            )
        columns = _stack(parts, _PAIR_COLUMNS)
        rank = np.select([columns["verdict"] == "more", columns["verdict"] == "fewer"], [0, 1], 2)
        by = (columns["unit_b"], columns["unit_a"], columns["area"], columns["scope"], -columns["joint"], rank)
        return _sort(columns, by)

    def tabulate_over_commitment(self, peaks: pyarrow.Table) -> Columns:
        """Tabulate the over-committed units of each area and year."""
        group = np.stack([self._code("area"), self.plans["year"]], axis=1)
        groups, of_plan = np.unique(group, axis=0, return_inverse=True)
        of_plan = np.where(self.plans["area"] == "", groups.shape[0], of_plan.ravel())
        place = np.searchsorted(self.keys, self.loads["plan_key"])
        rows_of = _split_by(of_plan[place], groups.shape[0])
        rows = []
        for plans, loads in zip(_split_by(of_plan, groups.shape[0]), rows_of, strict=True):
            seats = [self._get_seats(at) for at in plans.tolist()]
            unit, local = self.loads["unit_key"][loads], np.searchsorted(plans, place[loads])
            owned = self.plans["owner_key"][place[loads]] == unit
            numbers = (self.loads[name][loads] for name in ("leads", "others"))
            tested = PlanLoads(local, unit, *numbers, owned, self.loads["capacity"][loads])
            for one in assess_over_commitment(seats, tested):
                rows.append(self._describe(one, plans, np.unique(unit).size))
        columns = {name: np.array([row[name] for row in rows], dtype=kind) for name, kind in _OVER_COLUMNS.items()}
        columns["busiest_month"] = _find_busiest_months(columns, _read(peaks))
        return _sort(columns, (columns["unit_key"], columns["year"], columns["limit"] - columns["leads"]))

    def _code(self, name: str) -> NDArray[np.int64]:
        return np.unique(self.plans[name], return_inverse=True)[1]

    def _get_seats(self, at: int) -> PlanSeats:
        here = self._slice(self._seat_rows, at)
        pool = int(self.seats["pool"][here.start]) if here.stop > here.start else 0
        return PlanSeats(pool, *(self.seats[name][here] for name in ("leads", "units", "tasks")))

    def _describe(self, one: OverCommitment, plans: NDArray[np.int64], units: int) -> dict[str, Any]:
        unit = int(self._find_units(np.array([one.unit]))[0])
        return {
            "area": self.plans["area"][plans[0]],
            "year": self.plans["year"][plans[0]],
            "unit": self.units["unit"][unit],
            "plans": len(one.plans),
            "counted": "leads" if one.led else "tasks",
            "leads": one.number,
            "expected": one.expected,
            "limit": one.limit,
            "units": units,
            "largest_plan": self.plans["title"][plans[one.largest]],
            "leads_without": one.rest,
            "limit_without": one.rest_limit,
            "capacity": np.nan if one.capacity is None else one.capacity,
            "area_plans": plans.size,
            "unit_key": one.unit,
        }


_OVER_COLUMNS: dict[str, Any] = dict.fromkeys(("area", "unit", "counted", "largest_plan"), object) | dict.fromkeys(
    ("leads", "expected", "capacity"), np.float64
)
