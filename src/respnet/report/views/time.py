"""The timetable: what is due when, and for whom; only where the plan has dates."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis import Analysis
from respnet.analysis.finding import Finding
from respnet.analysis.timetable import Due
from respnet.problems import Problem
from respnet.report.views.prepared import Prepared
from respnet.report.voice import Voice


@dataclass(frozen=True, slots=True)
class Time:
    """Periods in time order with the tasks due in each, and each unit's row of counts."""

    periods: tuple[tuple[str, tuple[Due, ...]], ...]
    undated: tuple[Due, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    findings: tuple[Finding, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Voice) -> Prepared | None:
    """The timetable of a plan that has deadlines."""
    del voice
    found = analysis.results.timetable
    if not any(due.text for due in found.dues):
        return None
    rows = tuple(
        (unit.id, counts) for unit, counts in zip(analysis.network.actors, found.unit_tasks, strict=True) if any(counts)
    )
    it = Time(
        periods=tuple((each, tuple(due for due in found.dues if due.period == each)) for each in found.periods),
        undated=tuple(due for due in found.dues if due.text and not due.period),
        rows=rows,
        findings=(analysis.finding("due-dates"),),
    )
    return Prepared("time", it)
