"""The list of units: what each is, how often it is printed in each role, and its duty sheet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from respnet.analysis import Analysis
from respnet.plan import Role, Unit
from respnet.problems import Problem
from respnet.report.views.prepared import Prepared
from respnet.report.voice import Voice


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit, and how often it is printed in each role."""

    unit: Unit
    counts: Counter[Role]


@dataclass(frozen=True, slots=True)
class Units:
    """The units in printed order, and the roles that have a column."""

    rows: tuple[UnitRow, ...]
    roles: tuple[Role, ...]


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Voice) -> Prepared:
    """The units of every plan."""
    network = analysis.network
    rows = tuple(UnitRow(unit, Counter(one.role for one in network.of_unit[unit.id])) for unit in network.plan.units)
    return Prepared("units", Units(rows, tuple(voice.roles_shown(working=False))))
