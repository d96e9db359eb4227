"""HTML duty sheets for A4: one self-contained file a unit, without scripts."""

from __future__ import annotations

from markupsafe import Markup

from respnet.core.versions import get_version
from respnet.render.duty_sheet.docx_xml import sanitize_xml_text
from respnet.render.duty_sheet.pages import SheetPage, SheetPageBuilder
from respnet.render.files import GENERATOR_MARK
from respnet.render.jinja_env import build_content_policy, get_jinja_env, read_asset


def render_sheet_html(pages: SheetPageBuilder, page: SheetPage) -> str:
    """Render one unit's sheet as an HTML page; the same sheet gives the same bytes.

    Args:
        pages: The builder of the sheets, for labels and language.
        page: The sheet.
    """
    style = read_asset("sheet.css")
    return (
        get_jinja_env()
        .get_template("sheet_file.html.j2")
        .render(
            t=pages.t,
            sanitize_xml_text=sanitize_xml_text,
            lang=pages.lang,
            page=page,
            numerals="零一二三四五六七八九",
            mark=GENERATOR_MARK,
            version=get_version("respnet"),
            policy=build_content_policy("", style),
            style=Markup(style),  # noqa: S704 - respnet's own file
        )
    )
