"""Risks and what-if: what hangs on one unit, what is left without it, and how leads could be spread."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis import Analysis
from respnet.analysis.finding import Finding
from respnet.analysis.fragility import DropOut, TaskSize
from respnet.analysis.rebalancing import Point
from respnet.problems import Problem
from respnet.report.views.prepared import Prepared
from respnet.report.voice import Voice

FINDINGS = (
    "drop-outs",
    "smallest-leading-group",
    "single-lead-tasks",
    "tasks-without-lead",
    "largest-tasks",
    "even-leads",
)
MOST_SIZES = 20


@dataclass(frozen=True, slots=True)
class Risks:
    """The units whose absence leaves something without a lead, the largest tasks, the curve and its proposals."""

    drop_outs: tuple[DropOut, ...]
    sizes: tuple[TaskSize, ...]
    curve: tuple[Point, ...]
    findings: tuple[Finding, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Voice) -> Prepared:
    """The risks of every plan."""
    del voice
    found = analysis.results.fragility
    touched = (one for one in found.drop_outs if one.leaderless or one.single_left or one.empty)
    it = Risks(
        drop_outs=tuple(sorted(touched, key=lambda one: (-len(one.leaderless), -len(one.single_left)))),
        sizes=tuple(sorted(found.sizes, key=lambda one: -one.ties)[:MOST_SIZES]),
        curve=analysis.results.rebalancing.curve,
        findings=tuple(analysis.finding(name) for name in FINDINGS),
    )
    return Prepared("risks", it)
