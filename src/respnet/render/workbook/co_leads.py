"""共同牵头: the pairs of units that lead tasks together, and the matrix of their numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from respnet.analysis.pairs.backbone import Tie, Ties
from respnet.analysis.pairs.co_leads import CoLeads, Pair
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.render.network_plot.plot import unit_label
from respnet.render.workbook.headings import HEADINGS, SHEETS
from respnet.render.workbook.labels import SAID, VERDICTS
from respnet.render.workbook.matrix import COLUMN, fits, shortened, unit_columns
from respnet.render.workbook.table import MEAN, Band, Cell, Column, Field, Sheet, sheet_of
from respnet.render.workbook.tasks import labels_of

MOST_PAIRS = 5_000


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair with its place in the list, and the tie where the pairs were set against chance."""

    place: int
    pair: Pair
    tie: Tie | None


def pairs_sheet(network: ResponsibilityNetwork, found: CoLeads, ties: Ties | None, title: str, lang: Lang) -> Sheet:
    """One row a pair, most joint tasks first, then in printed order."""
    of_pair = {(tie.a, tie.b): tie for tie in ties.leads.ties} if ties else {}
    rows = [
        PairRow(place, pair, of_pair.get((pair.a, pair.b)))
        for place, pair in enumerate(islice(found.pairs, MOST_PAIRS), 1)
    ]

    def name(which: Callable[[Pair], str]) -> Callable[[PairRow], Cell]:
        return lambda row: unit_label(network.unit_by_id[which(row.pair)], lang)

    fields: list[Field[PairRow]] = [
        Field("place", lambda row: row.place, kept=True),
        Field("one_unit", name(lambda pair: pair.a), least=18, kept=True),
        Field("other_unit", name(lambda pair: pair.b), least=18, kept=True),
        Field("joint_count", lambda row: len(row.pair.tasks), kept=True),
        Field(
            "joint_which",
            lambda row: labels_of(network, row.pair.tasks, lang),
            most=50,
            least=24,
            kept=True,
        ),
        Field("expected", lambda row: row.tie.expected if row.tie else None, form=MEAN),
        Field("verdict", lambda row: _verdict(row.tie, lang) if ties else None, most=24),
    ]
    nothing = SAID["no_pairs" if network.names_leads else "no_leads"].of(lang)
    return sheet_of("pairs", title, fields, rows, lang, nothing)


def joint_sheet(network: ResponsibilityNetwork, found: CoLeads, title: str, lang: Lang) -> Sheet | None:
    """The matrix of joint leads; None where nobody leads, or where it would be too large."""
    if not found.pairs or not fits(len(found.units), len(found.units)):
        return None
    places = {unit.id: place for place, unit in enumerate(network.plan.units, 1)}
    names = [unit_label(network.unit_by_id[unit], lang) for unit in found.units]
    rows = (
        (places[unit], name, *(count or None for count in counts))
        for unit, name, counts in zip(found.units, names, found.matrix, strict=True)
    )
    return Sheet(
        key="joint",
        name=SHEETS["joint"].word.of(lang),
        title=title,
        columns=(*unit_columns(lang), *(Column(str(places[unit]), most=COLUMN, least=COLUMN) for unit in found.units)),
        rows=tuple(rows),
        bands=(Band(("", HEADINGS["unit"].word.of(lang), *map(shortened, names))),),
        grid=True,
    )


def _verdict(tie: Tie | None, lang: Lang) -> str:
    return (VERDICTS[tie.verdict] if tie else SAID["no_verdict"]).of(lang)
