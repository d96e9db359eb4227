"""Comparison of two plans: terminal text, and one self-contained page beside `comparison.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.comparison import Comparison
from respnet.core.i18n import Lang
from respnet.core.messages import escape_controls
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.finding import Finding
from respnet.render.comparison.view import ComparisonTable, ComparisonView
from respnet.render.files import GENERATOR_MARK, write_files
from respnet.render.jinja_env import render_page
from respnet.render.terminal_table import TERMINAL_WIDTH, build_text_table, render_text

if TYPE_CHECKING:
    from rich.console import RenderableType

MAX_TABLE_ROWS = 60
"""Rows of one table that the terminal shows; the page shows them all."""


def format_comparison_text(
    old: ResponsibilityNetwork,
    new: ResponsibilityNetwork,
    comparison: Comparison,
    findings: Sequence[Finding],
    lang: Lang,
    width: int = TERMINAL_WIDTH,
) -> str:
    """Format a comparison for a terminal: findings with their tables.

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
    parts: list[RenderableType] = [escape_controls("  ".join(filter(None, fact))) for fact in view.facts]
    for section in view.list_sections(findings):
        parts.append(f"\n{escape_controls(section.title)}")
        if section.finding is not None:
            parts.append(escape_controls(view.say(section.finding.sentence)))
        if section.table is not None:
            parts += _list_table_parts(view, section.table)
    return render_text(parts, width)


def _list_table_parts(view: ComparisonView, table: ComparisonTable) -> Iterable[RenderableType]:
    if table.rows:
        rows = [["\n".join(map(escape_controls, cell.split("\n"))) for cell in row] for row in table.rows]
        right = [place in table.numeric for place in range(len(table.headings))]
        yield build_text_table(table.headings, rows[:MAX_TABLE_ROWS], right)
    if len(table.rows) > MAX_TABLE_ROWS:
        yield view.t("more_rows", count=len(table.rows) - MAX_TABLE_ROWS)
    if table.note:
        yield escape_controls(table.note)


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
    """Build the files of a comparison by name, the same bytes each time: `comparison.json` and `index.html`.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: The result.
        findings: The sentences on it.
        lang: Language of the page.
    """
    view = ComparisonView(old, new, comparison, lang)
    said = {
        "generator": GENERATOR_MARK,
        **comparison.to_dict(),
        "findings": [finding.to_dict() for finding in findings],
    }
    return {
        "comparison.json": json.dumps(said, ensure_ascii=False, indent=1) + "\n",
        "index.html": render_page(
            "comparison.html.j2",
            styles=("page.css", "comparison.css"),
            view=view,
            sections=view.list_sections(findings),
            lang=lang,
        ),
    }
