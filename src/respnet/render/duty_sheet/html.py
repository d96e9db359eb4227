"""HTML duty sheets for A4: one self-contained file, without scripts."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.render.duty_sheet.pages import SheetPage, SheetPageBuilder
from respnet.render.jinja_env import render_page


def render_sheet_html(pages: SheetPageBuilder, sheets: Sequence[SheetPage]) -> str:
    """Render sheets as one HTML page, each on a sheet of paper of its own; the same sheets give the same bytes.

    Args:
        pages: The builder of the sheets, for labels and language.
        sheets: The sheets, at least one.
    """
    return render_page(
        "sheet_file.html.j2",
        styles=("sheet.css", "paper.css"),
        t=pages.t,
        lang=pages.lang,
        sheets=sheets,
        name=f"{sheets[0].unit if len(sheets) == 1 else pages.t('all_title')} · {pages.plan_name}",
    )
