"""网络位置: each unit's core, its ties in the lead layer, the paths that it brokers, and its load beside its kind's."""

from __future__ import annotations

from collections.abc import Callable

from respnet.analysis.structure.lead_network import UnitLeadTies, build_lead_network
from respnet.analysis.structure.structure import UnitBrokerage, assess_brokerage, compute_core_numbers
from respnet.analysis.workload.random_assignment import KindTest, assess_within_kinds
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import FLAG_WORDS, format_unit_name
from respnet.render.workbook.table import CellValue, ColumnSpec, SheetTable, build_sheet

NetworkRow = tuple[int, int, UnitLeadTies, UnitBrokerage | None, KindTest | None]
"""Place, core number, ties in the lead layer; where its kind is known, brokered paths and the test within the kind."""


def build_network_sheet(network: ResponsibilityNetwork, title: str, lang: Lang, tested: bool) -> SheetTable | None:
    """Build the sheet of the units' places in the network, in printed order; None where there is no actor.

    Args:
        network: The network.
        title: Title above the table.
        lang: Language of the sheet.
        tested: Add the test of each unit's load within its kind.
    """
    if not network.actors:
        return None
    brokers = {one.unit: one for one in assess_brokerage(network).units}
    kinds = {one.unit: one for one in assess_within_kinds(network).units} if tested else {}
    cores = compute_core_numbers(network.biadjacency()[None])[0][0].tolist()
    rows: list[NetworkRow] = [
        (place, core, ties, brokers.get(ties.unit), kinds.get(ties.unit))
        for place, (core, ties) in enumerate(zip(cores, build_lead_network(network).units, strict=True), 1)
    ]

    def lead(key: str) -> Callable[[NetworkRow], CellValue]:
        return lambda row: getattr(row[2], key) if network.names_leads else None

    def broker(key: str) -> Callable[[NetworkRow], CellValue]:
        return lambda row: getattr(row[3], key, None)

    fields: list[ColumnSpec[NetworkRow]] = [
        ColumnSpec("place", lambda row: row[0], kept=True),
        ColumnSpec("unit", lambda row: format_unit_name(network, row[2].unit, lang), most=34, least=12, kept=True),
        ColumnSpec("core_number", lambda row: row[1]),
        ColumnSpec("partners", lead("partners")),
        ColumnSpec("joint", lead("joint")),
        ColumnSpec("followers", lead("followers")),
        ColumnSpec("out_strength", lead("out_strength")),
        ColumnSpec("leaders", lead("leaders")),
        ColumnSpec("in_strength", lead("in_strength")),
        ColumnSpec("coordinator", broker("coordinator")),
        ColumnSpec("itinerant", broker("itinerant")),
        ColumnSpec("gatekeeper", broker("gatekeeper")),
        ColumnSpec("liaison", broker("liaison")),
        ColumnSpec("kind_flag", lambda row: FLAG_WORDS[row[4].flag].of(lang) if row[4] else None),
        ColumnSpec("kind_p", lambda row: round(row[4].p, 4) if row[4] else None),
    ]
    return build_sheet("network", title, fields, rows, lang)
