"""单位任务汇总: each unit's tasks by role, with counts and ranks."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable

from respnet.analysis.workload.workload import UnitLoad, compute_workload
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import KIND_WORDS, WORKING_ROLES, Role, Unit, UnitKind
from respnet.findings.display_names import format_unit_name
from respnet.render.duty_sheet.duties import group_tasks_by_role
from respnet.render.workbook.labels import WORKBOOK_LABELS
from respnet.render.workbook.table import SHARE_FORMAT, CellValue, ColumnSpec, SheetTable, build_sheet
from respnet.render.workbook.tasks import find_first_place, join_task_labels

UnitSheetRow = namedtuple("UnitSheetRow", "place unit tasks load")
"""A unit with its task ids by its strongest role on each; a collective has no load, because it is not ranked."""


def build_units_sheet(network: ResponsibilityNetwork, title: str, lang: Lang) -> SheetTable:
    """Build the sheet of units, collectives included, in printed order.

    Args:
        network: The network.
        title: Title above the table.
        lang: Language of the sheet.
    """
    roles = {one.role for one in network.plan.assignments}

    def count(role: Role) -> Callable[[UnitSheetRow], CellValue]:
        return lambda row: len(row.tasks[role]) if role in roles else None

    def which(role: Role) -> Callable[[UnitSheetRow], CellValue]:
        return lambda row: join_task_labels(network, row.tasks[role], lang)

    def first(role: Role) -> Callable[[UnitSheetRow], int | None]:
        return lambda row: find_first_place(network, row.tasks[role])

    def of_load(value: Callable[[UnitLoad], CellValue], *, leads: bool = False) -> Callable[[UnitSheetRow], CellValue]:
        return lambda row: None if row.load is None or (leads and Role.LEAD not in roles) else value(row.load)

    fields: list[ColumnSpec[UnitSheetRow]] = [
        ColumnSpec("place", lambda row: row.place, kept=True),
        ColumnSpec("unit", lambda row: format_unit_name(network, row.unit.id, lang), most=34, least=12, kept=True),
        ColumnSpec("chinese", lambda row: row.unit.name if lang == "en" and row.unit.english else None, most=26),
        ColumnSpec("kind", lambda row: _kind(row.unit, lang), most=20),
        ColumnSpec("leads", count(Role.LEAD)),
        ColumnSpec("responsible", count(Role.RESPONSIBLE)),
        ColumnSpec("supports", count(Role.SUPPORT)),
        ColumnSpec("total", lambda row: sum(len(those) for role, those in row.tasks.items() if role in WORKING_ROLES)),
        ColumnSpec("supervises", count(Role.SUPERVISE)),
        ColumnSpec("effort_sum", of_load(lambda load: load.effort)),
        ColumnSpec("share", of_load(lambda load: load.lead_share, leads=True), form=SHARE_FORMAT),
        ColumnSpec("capacity", lambda row: row.unit.capacity),
        ColumnSpec("rank_leads", of_load(lambda load: load.rank_leads, leads=True)),
        ColumnSpec("rank_total", of_load(lambda load: load.rank_total)),
        ColumnSpec("leads_which", which(Role.LEAD), most=32, link=first(Role.LEAD)),
        ColumnSpec("responsible_which", which(Role.RESPONSIBLE), most=32, link=first(Role.RESPONSIBLE)),
        ColumnSpec("supports_which", which(Role.SUPPORT), most=32, link=first(Role.SUPPORT)),
        ColumnSpec("supervises_which", which(Role.SUPERVISE), most=32, link=first(Role.SUPERVISE)),
        ColumnSpec(
            "also_written", lambda row: WORKBOOK_LABELS["between"].of(lang).join(row.unit.also_written), most=24
        ),
        ColumnSpec("members", lambda row: WORKBOOK_LABELS["between"].of(lang).join(row.unit.members), most=30),
    ]
    loads = {load.unit: load for load in compute_workload(network).loads}
    rows = [
        UnitSheetRow(place, unit, group_tasks_by_role(network, unit.id), loads.get(unit.id))
        for place, unit in enumerate(network.plan.units, 1)
    ]
    return build_sheet("units", title, fields, rows, lang)


def _kind(unit: Unit, lang: Lang) -> str:
    word = KIND_WORDS[unit.kind].of(lang)
    return (
        WORKBOOK_LABELS["guessed"].of(lang).format(kind=word)
        if unit.guessed and unit.kind is not UnitKind.UNKNOWN
        else word
    )
