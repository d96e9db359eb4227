"""Comparison of two plans: terminal text, and one self-contained page beside `comparison.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.comparison import Comparison
from respnet.core.i18n import Lang
from respnet.core.messages import escape_controls, truncate_text
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.finding import Finding
from respnet.render.comparison.view import CHANGE_LISTS, ChangeRow, ComparisonView, UnitChangeRow
from respnet.render.files import GENERATOR_MARK, write_files
from respnet.render.jinja_env import read_asset, render_page
from respnet.render.terminal_table import TERMINAL_WIDTH, build_text_table, render_text

if TYPE_CHECKING:
    from rich.console import RenderableType

MAX_LIST_ROWS = 60
"""Rows of one list that the terminal shows; the page shows them all."""
MAX_CONTENT_ROWS = 20
"""Of what tasks say otherwise the terminal shows so many rows, each cell cut."""


def format_comparison_text(
    old: ResponsibilityNetwork,
    new: ResponsibilityNetwork,
    comparison: Comparison,
    findings: Sequence[Finding],
    lang: Lang,
    width: int = TERMINAL_WIDTH,
) -> str:
    """Format a comparison for a terminal: sentences, lists of changes, and the units' loads.

    Plain text without colour, control marks in names spelt out; ends with a line break.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: The result.
        findings: The sentences on it.
        lang: Language of the text.
        width: Width in terminal columns (at least 40).
    """
    view = ComparisonView(old, new, comparison, lang)
    parts: list[RenderableType] = [
        escape_controls(f"{which}  {title}  {facts}".rstrip()) for which, title, facts in view.facts
    ]
    for finding in findings:
        parts += [f"\n{escape_controls(finding.title.of(lang))}", escape_controls(finding.sentence.of(lang))]
    for change in CHANGE_LISTS:
        parts += [f"\n{view.t(f'list_{change.value}')}", *_build_change_table(view, view.rows(change))]
    if view.between_tasks:
        parts += [f"\n{view.t('list_said')}", *_build_content_table(view)]
    parts += [f"\n{view.t('view_units')}\n{view.t('units_caption')}", _units(view)]
    return render_text(parts, width)


def _build_change_table(view: ComparisonView, rows: Sequence[ChangeRow]) -> Iterable[RenderableType]:
    if not rows:
        return [view.t("list_none")]
    headings = [view.t("number"), view.t("task"), view.t("units_on_it")]
    mark = view.t("unit_in_role", unit="{}", role=view.t("whole_task"))
    cells = [
        [
            escape_controls(cell)
            for cell in (row.number, mark.replace("{}", row.title) if row.whole else row.title, row.units)
        ]
        for row in rows[:MAX_LIST_ROWS]
    ]
    return [build_text_table(headings, cells, [False] * 3), *_more(view, len(rows) - MAX_LIST_ROWS)]


def _build_content_table(view: ComparisonView) -> Iterable[RenderableType]:
    """Build the table of content changes in short form, tasks by their numbers alone."""
    if not view.said:
        return [view.t("list_none")]
    headings = [view.t(key) for key in ("number", "what_part", "old_plan", "new_plan")]
    cells = [[truncate_text(cell) for cell in (row.short, row.what, row.old, row.new)] for row in view.said]
    return [
        build_text_table(headings, cells[:MAX_CONTENT_ROWS], [False] * 4),
        *_more(view, len(cells) - MAX_CONTENT_ROWS),
    ]


def _more(view: ComparisonView, left: int) -> list[str]:
    """Note that there are more rows than are shown."""
    return [view.t("more_rows", count=left)] if left > 0 else []


def _units(view: ComparisonView) -> RenderableType:
    """Build the table of units; arrows are in the last column, because terminals disagree on their width."""
    keys = (*(("leads_old", "leads_new") if view.leads_shown else ()), "tasks_old", "tasks_new")
    headings = [view.t("unit"), *map(view.t, keys), view.t("change")]
    rows = [[escape_controls(row.name), *_counts(view, row), _arrows(view, row)] for row in view.units]
    return build_text_table(headings, rows, [False, *[True] * len(keys), False])


def _counts(view: ComparisonView, row: UnitChangeRow) -> list[str]:
    one = row.change
    leads = [str(one.old_leads), str(one.new_leads)] if view.leads_shown else []
    return [*leads, str(one.old_total), str(one.new_total)]


def _arrows(view: ComparisonView, row: UnitChangeRow) -> str:
    """Format the unit's changes as arrows; a single arrow if nothing changed."""
    one = row.change
    leads = [view.t("change_leads", arrow=row.leads)] if one.new_leads != one.old_leads else []
    tasks = [view.t("change_tasks", arrow=row.tasks)] if one.new_total != one.old_total else []
    return " ".join([*(leads + tasks or [row.tasks]), *([row.tag] if row.tag else [])])


def write_comparison(
    old: ResponsibilityNetwork,
    new: ResponsibilityNetwork,
    comparison: Comparison,
    findings: Sequence[Finding],
    output: str | Path,
    *,
    lang: Lang = "zh",
    force: bool = False,
) -> tuple[Path, ...]:
    """Write `comparison.json` and `index.html` into a folder, the page last.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: The result.
        findings: The sentences on it.
        output: The folder.
        lang: Language of the page.
        force: Replace files that respnet did not write.

    Returns:
        The paths.

    Raises:
        OutputError: A file cannot be written or must not be replaced.
    """
    return write_files(Path(output), build_comparison_files(old, new, comparison, findings, lang), force=force)


def build_comparison_files(
    old: ResponsibilityNetwork,
    new: ResponsibilityNetwork,
    comparison: Comparison,
    findings: Sequence[Finding],
    lang: Lang,
) -> dict[str, str]:
    """Build the files of a comparison, by name: `comparison.json` and `index.html`.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: The result.
        findings: The sentences on it.
        lang: Language of the page.
    """
    said = {
        "generator": GENERATOR_MARK,
        **comparison.to_dict(),
        "findings": [finding.to_dict() for finding in findings],
    }
    return {
        "comparison.json": _replace_surrogates(json.dumps(said, ensure_ascii=False, indent=1) + "\n"),
        "index.html": render_comparison(old, new, comparison, findings, lang),
    }


def render_comparison(
    old: ResponsibilityNetwork,
    new: ResponsibilityNetwork,
    comparison: Comparison,
    findings: Sequence[Finding],
    lang: Lang,
) -> str:
    """Render the page; the same comparison and language give the same bytes.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: The result.
        findings: The sentences on it.
        lang: Language of the page.
    """
    view = ComparisonView(old, new, comparison, lang)
    return render_page(
        "comparison.html.j2",
        script=_script(),
        styles=("page.css", "comparison.css"),
        t=view.t,
        say=view.say,
        view=view,
        comparison=comparison,
        findings=findings,
        lists=[(change.value, view.rows(change)) for change in CHANGE_LISTS],
        between=" " if lang == "en" else "",
        lang=lang,
    )


def _replace_surrogates(text: str) -> str:
    """Replace lone surrogates, which cannot be encoded, so that the other results are still written."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _script() -> str:
    """Return the report's table script and this page's own."""
    own = (read_asset(name).replace('"use strict";\n', "") for name in ("comparison.js", "tables.js"))
    return '"use strict";\n{\n' + "\n".join(own) + "}\n"
