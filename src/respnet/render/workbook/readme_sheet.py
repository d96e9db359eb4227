"""说明: plan and version, meaning of sheets and columns, counting rules, and omissions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from respnet.analysis.pairs.backbone import Ties
from respnet.analysis.structure.lead_network import CoLeads
from respnet.core.i18n import Lang, Localizer
from respnet.core.installation import get_version
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.finding import describe_approximation
from respnet.render.workbook.cells import TruncatedCell
from respnet.render.workbook.co_leads import MAX_PAIR_SHEET_ROWS
from respnet.render.workbook.headings import SHEETS
from respnet.render.workbook.labels import WORKBOOK_LABELS
from respnet.render.workbook.matrix import MAX_MATRIX_CELLS, MAX_TITLE_LETTERS
from respnet.render.workbook.table import ColumnSpec, SheetTable, build_sheet

NoteLine = tuple[str, str, str]
"""Part of the notes, what is explained, and the explanation."""

MAX_LISTED_CELLS = 30
"""Cells named one by one; more are counted."""


@dataclass(frozen=True, slots=True)
class NotesContext(Localizer):
    """Input of the notes: the sheets as drawn, and everything that had to be shortened."""

    labels = WORKBOOK_LABELS

    network: ResponsibilityNetwork
    co_leads: CoLeads
    ties: Ties | None
    sheets: Sequence[SheetTable]
    cuts: Sequence[TruncatedCell]
    too_high: Sequence[str]
    lang: Lang


def build_readme_sheet(notes: NotesContext, title: str) -> SheetTable:
    """Build the sheet of notes, one line an explanation.

    Args:
        notes: The input.
        title: Title above the table.
    """
    lines = [*_plan(notes), *_sheets(notes), *_rules(notes), *_limits(notes), *_versions(notes)]
    fields: list[ColumnSpec[NoteLine]] = [
        ColumnSpec("about_group", lambda line: line[0], most=20, kept=True),
        ColumnSpec("about_item", lambda line: line[1], most=32, kept=True),
        ColumnSpec("about_said", lambda line: line[2], most=90, kept=True),
    ]
    return build_sheet("about", title, fields, lines, notes.lang)


def _plan(notes: NotesContext) -> Iterator[NoteLine]:
    plan = notes.network.plan
    facts = {
        "plan_title": plan.title,
        "plan_area": plan.area,
        "plan_number": plan.document_number,
        "plan_issuer": plan.issuer,
        "plan_issued": plan.issued,
        "plan_published": plan.published,
        "plan_period": plan.period,
        "plan_owner": plan.owner,
        "plan_lead_rule": plan.lead_rule,
        "plan_id": plan.id,
        "plan_counts": notes.t(
            "plan_counts_said",
            tasks=len(plan.tasks),
            units=len(notes.network.actors),
            collectives=len(notes.network.collectives),
            assignments=len(plan.assignments),
        ),
        "plan_leads": "" if notes.network.names_leads else notes.t("no_leads"),
    }
    for key, fact in facts.items():
        if fact:
            yield notes.t("group_plan"), notes.t(key), fact


def _sheets(notes: NotesContext) -> Iterator[NoteLine]:
    for sheet in notes.sheets:
        yield sheet.name, sheet.name, notes.say(SHEETS[sheet.key].meaning).format(letters=MAX_TITLE_LETTERS)
        for column in sheet.columns:
            if column.meaning:
                yield sheet.name, column.heading, column.meaning


def _rules(notes: NotesContext) -> Iterator[NoteLine]:
    for key in ("once", "collectives", "names"):
        yield notes.t("group_rules"), notes.t(f"rule_{key}"), notes.t(f"rule_{key}_said")
    if notes.ties is not None and notes.ties.leads.approximation is not None:
        said = notes.say(describe_approximation(notes.ties.leads.approximation))
        yield notes.t("group_rules"), notes.t("rule_approximation"), said


def _limits(notes: NotesContext) -> Iterator[NoteLine]:
    group = notes.t("group_limits")
    for key in ("work", "text"):
        yield group, notes.t(f"limit_{key}"), notes.t(f"limit_{key}_said")
    for key, values in _left_out(notes):
        yield group, notes.t(f"limit_{key}"), notes.t(f"limit_{key}_said", **values)


def _left_out(notes: NotesContext) -> Iterator[tuple[str, dict[str, object]]]:
    plan, drawn = notes.network.plan, {sheet.key for sheet in notes.sheets}
    pairs = len(notes.co_leads.pairs)
    most = f"{MAX_MATRIX_CELLS:,}"
    if plan.units and "matrix" not in drawn:
        yield "matrix", {"units": f"{len(plan.units):,}", "tasks": f"{len(plan.tasks):,}", "most": most}
    if pairs > MAX_PAIR_SHEET_ROWS:
        yield "pairs", {"pairs": f"{pairs:,}", "most": f"{MAX_PAIR_SHEET_ROWS:,}"}
    if notes.cuts:
        places = _places(notes, [cut.place for cut in notes.cuts])
        yield "cut", {"count": len(notes.cuts), "places": places}
    if notes.too_high:
        yield "high", {"places": _places(notes, notes.too_high)}


def _places(notes: NotesContext, places: Sequence[str]) -> str:
    left = len(places) - MAX_LISTED_CELLS
    shown = notes.t("numbers_between").join(places[:MAX_LISTED_CELLS])
    return shown + notes.t("and_more", count=left) if left > 0 else shown


def _versions(notes: NotesContext) -> Iterator[NoteLine]:
    group = notes.t("group_version")
    yield group, notes.t("version"), f"respnet {get_version('respnet')}"
    yield group, notes.t("digest"), notes.t("digest_said", digest=notes.network.plan.digest())
