"""workbook.xlsx: the plan as coordinating offices keep it, ready to sort, filter and print."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.analysis.structure.lead_network import CoLeads, count_co_leads
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan
from respnet.core.problems import Problem
from respnet.render.files import GENERATOR_MARK, write_files
from respnet.render.reproducible_zip import make_reproducible
from respnet.render.workbook.autofit import SheetSize, autofit_sheet
from respnet.render.workbook.cells import TruncatedCell, clean_sheet, sanitize_cell_text
from respnet.render.workbook.co_leads import build_pairs_sheet
from respnet.render.workbook.headings import SHEETS
from respnet.render.workbook.labels import WORKBOOK_LABELS
from respnet.render.workbook.matrix import build_matrix_sheet
from respnet.render.workbook.network import build_network_sheet
from respnet.render.workbook.problems import build_problems_sheet
from respnet.render.workbook.readme_sheet import NotesContext, build_readme_sheet
from respnet.render.workbook.table import SheetTable
from respnet.render.workbook.tasks import build_tasks_sheet
from respnet.render.workbook.units import build_units_sheet
from respnet.render.workbook.writer import Formats, write_worksheet

if TYPE_CHECKING:
    from respnet.analysis.pairs.backbone import Ties

WORKBOOK_NAME = "workbook.xlsx"

_NO_DATE = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook's dates have no time zone


def write_workbook(
    network: ResponsibilityNetwork,
    problems: Iterable[Problem],
    output: str | Path,
    *,
    lang: Lang = "zh",
    force: bool = False,
    ties: Ties | None = None,
    progress_columns: bool = False,
) -> Path:
    """Write the workbook.

    Args:
        network: The network.
        problems: The problems that the checks found.
        output: A path that ends in .xlsx, or a folder for `workbook.xlsx`.
        lang: Language of the workbook.
        force: Replace a file that respnet did not write.
        ties: Significance tests of the pairs of co-leads; adds their columns, and loads beside units of the same kind.
        progress_columns: Add four empty columns for progress reports to the task table.

    Returns:
        The path.

    Raises:
        OutputError: The file cannot be written or must not be replaced.
    """
    place = Path(output)
    folder, name = (place.parent, place.name) if place.suffix.lower() == ".xlsx" else (place, WORKBOOK_NAME)
    made = build_workbook(network, problems, lang, ties=ties, progress_columns=progress_columns)
    return write_files(folder, {name: made}, force=force)[0]


def build_workbook(
    network: ResponsibilityNetwork,
    problems: Iterable[Problem],
    lang: Lang = "zh",
    *,
    ties: Ties | None = None,
    progress_columns: bool = False,
) -> bytes:
    """Build the workbook; the same plan, problems and ties give the same bytes.

    Args:
        network: The network.
        problems: The problems that the checks found.
        lang: Language of the workbook.
        ties: Significance tests of the pairs of co-leads; adds their columns, and loads beside units of the same kind.
        progress_columns: Add four empty columns for progress reports to the task table.

    Returns:
        The content of the .xlsx file.

    >>> from respnet.intake.builder import PlanFacts, build_plan
    >>> build_workbook(ResponsibilityNetwork(build_plan(PlanFacts("p"), [])), ())[:2]
    b'PK'
    """
    found = count_co_leads(network)
    made = build_worksheets(network, found, problems, lang, ties=ties, progress_columns=progress_columns)
    sheets = [prepare_sheet(sheet, lang) for sheet in made]
    notes = NotesContext(
        network=network,
        co_leads=found,
        ties=ties,
        sheets=tuple(one.sheet for one in sheets),
        cuts=tuple(cut for one in sheets for cut in one.cuts),
        too_high=tuple(place for one in sheets for place in one.too_high),
        lang=lang,
    )
    sheets.append(prepare_sheet(build_readme_sheet(notes, format_sheet_title(network.plan, "about", lang)), lang))
    return draw_workbook(network.plan, sheets, lang)


def draw_workbook(plan: Plan, sheets: Iterable[ReadySheet], lang: Lang) -> bytes:
    """Draw a workbook; the same sheets give the same bytes.

    Args:
        plan: The plan, for title and date.
        sheets: The sheets.
        lang: Language of the workbook.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(out, {**plain, "default_format_properties": {"font_name": "Arial", "font_size": 10}}) as book:
        title = sanitize_cell_text(plan.title)[:100]  # short, so that the mark stays within what is looked at
        book.set_properties({"title": title, "category": GENERATOR_MARK, "created": _get_plan_date(plan)})
        pens = Formats(book, lang)
        for one in sheets:
            write_worksheet(pens, one.sheet, one.fit)
    return make_reproducible(out.getvalue())


def build_worksheets(
    network: ResponsibilityNetwork,
    found: CoLeads,
    problems: Iterable[Problem],
    lang: Lang,
    *,
    ties: Ties | None = None,
    progress_columns: bool = False,
) -> tuple[SheetTable, ...]:
    """Build all sheets except the notes, before drawing; matrices that would be too large are left out.

    Args:
        network: The network.
        found: The co-leads.
        problems: The problems that the checks found.
        lang: Language of the workbook.
        ties: Significance tests of the pairs of co-leads; adds their columns, and loads beside units of the same kind.
        progress_columns: Add four empty columns for progress reports to the task table.
    """

    def title(key: str) -> str:
        return format_sheet_title(network.plan, key, lang)

    sheets = (
        build_tasks_sheet(network, title("tasks"), lang, progress_columns=progress_columns),
        build_units_sheet(network, title("units"), lang),
        build_matrix_sheet(network, title("matrix"), lang),
        build_pairs_sheet(network, found, ties, title("pairs"), lang),
        build_network_sheet(network, title("network"), lang, ties is not None),
        build_problems_sheet(network, problems, title("problems"), lang),
    )
    return tuple(sheet for sheet in sheets if sheet is not None)


@dataclass(frozen=True, slots=True)
class ReadySheet:
    """A sheet ready to be drawn, with its sizes and truncated cells."""

    sheet: SheetTable
    fit: SheetSize
    cuts: tuple[TruncatedCell, ...]

    @property
    def too_high(self) -> tuple[str, ...]:
        """Row numbers, as in spreadsheets, of the rows whose text is higher than a row can be."""
        return tuple(f"{self.sheet.name}!{self.sheet.header + 2 + row}" for row in self.fit.too_high)


def prepare_sheet(sheet: SheetTable, lang: Lang) -> ReadySheet:
    """Prepare a sheet for drawing: clean its cells and fit its columns.

    Args:
        sheet: The sheet.
        lang: Language of what is said of cells that are cut.
    """
    ready, cuts = clean_sheet(sheet, lang)
    return ReadySheet(ready, autofit_sheet(ready), cuts)


def format_sheet_title(plan: Plan, key: str, lang: Lang) -> str:
    """Format the title above a sheet.

    Args:
        plan: The plan.
        key: Key of the sheet in SHEETS.
        lang: Language of the title.
    """
    name = (plan.title or plan.id).replace("《", "〈").replace("》", "〉") if lang == "zh" else plan.title or plan.id
    return WORKBOOK_LABELS["title"].of(lang).format(plan=name, sheet=SHEETS[key].word.of(lang))


def _get_plan_date(plan: Plan) -> dt.datetime:
    """Return the plan's own date as the file's date, so that two runs give the same bytes."""
    for written in (plan.issued, plan.published):
        try:
            return dt.datetime.combine(dt.date.fromisoformat(written), dt.time())
        except ValueError:
            continue
    return _NO_DATE
