"""共同牵头: list of pairs of units that lead tasks together."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from itertools import islice

from respnet.analysis.pairs.backbone import Tie, Ties
from respnet.analysis.structure.lead_network import CoLeadPair, CoLeads
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import TIE_VERDICT_WORDS, classify_tie, format_unit_name
from respnet.render.workbook.labels import WORKBOOK_LABELS
from respnet.render.workbook.table import MEAN_FORMAT, CellValue, ColumnSpec, SheetTable, build_sheet
from respnet.render.workbook.tasks import find_first_place, join_task_labels

MAX_PAIR_SHEET_ROWS = 5_000


PairSheetRow = namedtuple("PairSheetRow", "place pair tie")
"""A pair with its place in the list, and its significance test where one was made."""


def build_pairs_sheet(
    network: ResponsibilityNetwork, found: CoLeads, ties: Ties | None, title: str, lang: Lang
) -> SheetTable:
    """Build the sheet of pairs, most joint tasks first, then in printed order.

    Args:
        network: The network.
        found: The co-leads.
        ties: The significance tests of the pairs; None leaves their columns out.
        title: Title above the table.
        lang: Language of the sheet.
    """
    of_pair = {(tie.a, tie.b): tie for tie in ties.leads.ties} if ties else {}
    rows = [
        PairSheetRow(place, pair, of_pair.get((pair.a, pair.b)))
        for place, pair in enumerate(islice(found.pairs, MAX_PAIR_SHEET_ROWS), 1)
    ]

    def name(which: Callable[[CoLeadPair], str]) -> Callable[[PairSheetRow], CellValue]:
        return lambda row: format_unit_name(network, which(row.pair), lang)

    fields: list[ColumnSpec[PairSheetRow]] = [
        ColumnSpec("place", lambda row: row.place, kept=True),
        ColumnSpec("one_unit", name(lambda pair: pair.a), least=18, kept=True),
        ColumnSpec("other_unit", name(lambda pair: pair.b), least=18, kept=True),
        ColumnSpec("joint_count", lambda row: len(row.pair.tasks), kept=True),
        ColumnSpec(
            "joint_which",
            lambda row: join_task_labels(network, row.pair.tasks, lang),
            least=24,
            kept=True,
            link=lambda row: find_first_place(network, row.pair.tasks),
        ),
        ColumnSpec("expected", lambda row: row.tie.expected if row.tie else None, form=MEAN_FORMAT),
        ColumnSpec("verdict", lambda row: _verdict(row.tie, lang) if ties else None, most=24),
    ]
    nothing = WORKBOOK_LABELS["no_pairs" if network.names_leads else "no_leads"].of(lang)
    return build_sheet("pairs", title, fields, rows, lang, nothing)


def _verdict(tie: Tie | None, lang: Lang) -> str:
    return (TIE_VERDICT_WORDS[classify_tie(tie)] if tie else WORKBOOK_LABELS["no_verdict"]).of(lang)
