"""Duty sheets as HTML for A4: one file a unit that needs nothing else, no script, and prints well."""

from __future__ import annotations

from importlib.metadata import version

from markupsafe import Markup

from respnet.render.duty_sheet.docx_xml import fit
from respnet.render.duty_sheet.pages import SheetPage, SheetPages
from respnet.render.files import MARK
from respnet.render.jinja_env import asset, environment, policy


def sheet_html(pages: SheetPages, page: SheetPage) -> str:
    """One unit's sheet as a page. Same sheet, same bytes."""
    style = asset("sheet.css")
    return (
        environment()
        .get_template("sheet_file.html.j2")
        .render(
            t=pages.t,
            fit=fit,
            lang=pages.lang,
            page=page,
            numerals="零一二三四五六七八九",
            mark=MARK,
            version=version("respnet"),
            policy=policy("", style),
            style=Markup(style),  # noqa: S704 - respnet's own file
        )
    )
