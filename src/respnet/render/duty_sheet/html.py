"""HTML duty sheets for A4: one self-contained file a unit, without scripts."""

from __future__ import annotations

from respnet.render.duty_sheet.docx_xml import sanitize_xml_text
from respnet.render.duty_sheet.pages import SheetPage, SheetPageBuilder
from respnet.render.jinja_env import render_page


def render_sheet_html(pages: SheetPageBuilder, page: SheetPage) -> str:
    """Render one unit's sheet as an HTML page; the same sheet gives the same bytes.

    Args:
        pages: The builder of the sheets, for labels and language.
        page: The sheet.
    """
    return render_page(
        "sheet_file.html.j2",
        styles=("sheet.css",),
        t=pages.t,
        sanitize_xml_text=sanitize_xml_text,
        lang=pages.lang,
        page=page,
        numerals="零一二三四五六七八九",
    )
