"""单位任务汇总: how many tasks each unit has in which role, and which; ranks as columns to sort by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from respnet.analysis.workload.workload import UnitLoad, workload
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import KIND_WORDS, WORKING_ROLES, Kind, Role, Unit
from respnet.render.network_plot.plot import unit_label
from respnet.render.workbook.labels import SAID
from respnet.render.workbook.table import SHARE, Cell, Field, Sheet, sheet_of
from respnet.render.workbook.tasks import labels_of


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit with its tasks (ids) by its strongest role on each; a collective has no load, for it is not ranked."""

    place: int
    unit: Unit
    tasks: dict[Role, list[str]]
    load: UnitLoad | None


def units_sheet(network: ResponsibilityNetwork, title: str, lang: Lang) -> Sheet:
    """One row a unit, collectives too, in printed order."""
    roles = {one.role for one in network.plan.assignments}

    def count(role: Role) -> Callable[[UnitRow], Cell]:
        return lambda row: len(row.tasks[role]) if role in roles else None

    def which(role: Role) -> Callable[[UnitRow], Cell]:
        return lambda row: labels_of(network, row.tasks[role], lang)

    def of_load(value: Callable[[UnitLoad], Cell], *, leads: bool = False) -> Callable[[UnitRow], Cell]:
        return lambda row: None if row.load is None or (leads and Role.LEAD not in roles) else value(row.load)

    fields: list[Field[UnitRow]] = [
        Field("place", lambda row: row.place, kept=True),
        Field("unit", lambda row: unit_label(row.unit, lang), most=34, least=12, kept=True),
        Field("chinese", lambda row: row.unit.name if unit_label(row.unit, lang) != row.unit.name else None, most=26),
        Field("kind", lambda row: _kind(row.unit, lang), most=20),
        Field("leads", count(Role.LEAD)),
        Field("responsible", count(Role.RESPONSIBLE)),
        Field("supports", count(Role.SUPPORT)),
        Field("total", lambda row: sum(len(those) for role, those in row.tasks.items() if role in WORKING_ROLES)),
        Field("supervises", count(Role.SUPERVISE)),
        Field("share", of_load(lambda load: load.lead_share, leads=True), form=SHARE),
        Field("capacity", lambda row: row.unit.capacity),
        Field("rank_leads", of_load(lambda load: load.rank_leads, leads=True)),
        Field("rank_total", of_load(lambda load: load.rank_total)),
        Field("leads_which", which(Role.LEAD), most=32),
        Field("responsible_which", which(Role.RESPONSIBLE), most=32),
        Field("supports_which", which(Role.SUPPORT), most=32),
        Field("supervises_which", which(Role.SUPERVISE), most=20),
        Field("also_written", lambda row: SAID["between"].of(lang).join(row.unit.also_written), most=24),
        Field("members", lambda row: SAID["between"].of(lang).join(row.unit.members), most=30),
    ]
    return sheet_of("units", title, fields, unit_rows(network), lang)


def unit_rows(network: ResponsibilityNetwork) -> list[UnitRow]:
    """Every unit with its tasks, in printed order."""
    loads = {load.unit: load for load in workload(network).loads}
    return [
        UnitRow(place, unit, _by_role(network, unit), loads.get(unit.id))
        for place, unit in enumerate(network.plan.units, 1)
    ]


def strongest_roles(network: ResponsibilityNetwork, unit: Unit) -> dict[str, Role]:
    """The unit's tasks (ids, in printed order) and its strongest role on each."""
    found: dict[str, Role] = {}
    for one in network.of_unit[unit.id]:
        if one.task not in found or _STRENGTH[one.role] < _STRENGTH[found[one.task]]:
            found[one.task] = one.role
    return found


_STRENGTH = {role: place for place, role in enumerate(Role)}


def _by_role(network: ResponsibilityNetwork, unit: Unit) -> dict[Role, list[str]]:
    tasks: dict[Role, list[str]] = {role: [] for role in Role}
    for task, role in strongest_roles(network, unit).items():
        tasks[role].append(task)
    return tasks


def _kind(unit: Unit, lang: Lang) -> str:
    word = KIND_WORDS[unit.kind].of(lang)
    return SAID["guessed"].of(lang).format(kind=word) if unit.guessed and unit.kind is not Kind.UNKNOWN else word
