"""The brief as files: a page that prints on A4, and a DOCX."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang
from respnet.core.problems import Problem
from respnet.render.brief.brief import Brief, build_brief
from respnet.render.duty_sheet.docx_base import build_office_base, save_document
from respnet.render.duty_sheet.docx_layout import PROFILES
from respnet.render.duty_sheet.docx_sheet import TITLE_LINE_WIDTH
from respnet.render.duty_sheet.pages import balance_title
from respnet.render.files import write_files
from respnet.render.jinja_env import get_jinja_env, render_page

if TYPE_CHECKING:
    import datetime as dt

    from respnet.core.plan import Plan
    from respnet.pipeline import Analysis

_PROFILE = PROFILES["gb"]._replace(margins=(1247, 1474, 1134, 1588), footer=624, line=40, exact=460)
"""The office's fonts, with smaller margins and lines of 23 pt, so that it stays one page."""

_SHARES: dict[Lang, tuple[float, float]] = {"zh": (0.26, 0.24), "en": (0.44, 0.1)}
"""Shares of the width for the names of units and for their counts, beside the bars."""

_BAR_STEPS = 40
"""Columns that the bars of a DOCX are drawn in."""


def write_brief(
    analysis: Analysis,
    problems: Iterable[Problem],
    output: str | Path,
    *,
    day: dt.date | None = None,
    lang: Lang = "zh",
    force: bool = False,
) -> tuple[Path, ...]:
    """Write `brief.docx` and `brief.html` into a folder; the same plan and day give the same bytes.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        output: The folder.
        day: The day that the page bears and deadlines are compared with; None leaves a blank to fill in.
        lang: Language of the page.
        force: Replace files that respnet did not write.

    Returns:
        The paths.

    Raises:
        OutputError: A file cannot be written or must not be replaced.
    """
    brief = build_brief(analysis, tuple(problems), lang, day)
    name = f"{''.join(brief.title)} {brief.what}"
    page = render_page("brief_file.html.j2", styles=("brief.css", "paper.css"), brief=brief, lang=lang, name=name)
    document = render_brief_docx(brief, analysis.network.plan, lang)
    return write_files(Path(output), {"brief.docx": document, "brief.html": page}, force=force)


def render_brief_docx(brief: Brief, plan: Plan, lang: Lang) -> bytes:
    """Render the brief as a DOCX, its bars as shaded cells of a table.

    Args:
        brief: The content.
        plan: The plan, for the properties of the document.
        lang: Language of the document.
    """
    base = build_office_base(_PROFILE, lang)
    named, counted = (round(share * base.width) for share in _SHARES[lang])
    step = (base.width - named - counted) // _BAR_STEPS
    title = "\n".join([*balance_title(brief.title, TITLE_LINE_WIDTH[lang]), brief.what])
    markup = (
        get_jinja_env()
        .get_template("brief.xml.j2")
        .render(ids=base.style_ids, brief=brief, title=title, named=named, counted=counted, step=step, steps=_BAR_STEPS)
    )
    return save_document(base, markup, plan=plan, title=title.replace("\n", " "), subject="", lang=lang)
