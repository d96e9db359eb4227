"""Unit list view: kind, counts by role, and duty sheet of each unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from respnet.core.plan import KIND_WORDS, Role, Unit, UnitKind
from respnet.core.problems import Problem
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.presenter import Presenter


@dataclass(frozen=True, slots=True)
class UnitListRow:
    """One unit with its counts of printed roles and its filter values.

    `kind` is a key for the address; `roles` are its roles in the plan, or `no-lead` if it leads nothing.
    """

    unit: Unit
    counts: Counter[Role]
    kind: str
    roles: str


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind to filter by: its key for the address, and its display name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitsView:
    """View model: units in printed order, roles in use, and kinds present."""

    rows: tuple[UnitListRow, ...]
    roles: tuple[Role, ...]
    kinds: tuple[KindChoice, ...]
    has_also_written: bool


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        voice: The presenter.
    """
    network = analysis.network
    rows = []
    for unit in network.plan.units:
        counts = Counter(one.role for one in network.assignments_by_unit[unit.id])
        roles = [role.value for role in Role if counts[role]] + ([] if counts[Role.LEAD] else ["no-lead"])
        rows.append(UnitListRow(unit, counts, _word(unit.kind), " ".join(roles)))
    found = {unit.kind for unit in network.plan.units}
    it = UnitsView(
        rows=tuple(rows),
        roles=tuple(voice.roles_shown(working=False)),
        kinds=tuple(KindChoice(_word(kind), voice.say(KIND_WORDS[kind])) for kind in UnitKind if kind in found),
        has_also_written=any(unit.also_written for unit in network.plan.units),
    )
    return PageView("units", it)


def _word(kind: UnitKind) -> str:
    return kind.value.replace(" ", "-") or "unknown"
