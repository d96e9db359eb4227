"""Two plans compared, for people: a text for the terminal, and one page that opens offline, beside the numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from respnet.analysis.compare.changes import AssignmentStatus
from respnet.analysis.compare.comparison import Comparison
from respnet.core.i18n import Lang
from respnet.core.messages import escape_controls, truncate_text
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.finding import Finding
from respnet.render.comparison.view import CHANGE_LISTS, ChangeRow, ComparisonView, UnitChangeRow
from respnet.render.files import GENERATOR_MARK, write_files
from respnet.render.jinja_env import build_content_policy, get_jinja_env, read_asset
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
    """What changed, for a terminal: the sentences, what is new, gone, in another role and put otherwise, and the loads.

    At most `width` columns wide (at least 40), without colour; control marks in names are spelt out. Ends with a
    line break.
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
    parts += [f"\n{view.t('view_units')}\n{view.units_caption}", _units(view)]
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
    """What tasks say otherwise, shortly: by their numbers alone."""
    if not view.said:
        return [view.t("list_none")]
    headings = [view.t(key) for key in ("number", "what_part", "old_plan", "new_plan")]
    cells = [[truncate_text(cell) for cell in (row.short, row.what, row.old, row.new)] for row in view.said]
    return [
        build_text_table(headings, cells[:MAX_CONTENT_ROWS], [False] * 4),
        *_more(view, len(cells) - MAX_CONTENT_ROWS),
    ]


def _more(view: ComparisonView, left: int) -> list[str]:
    """That there are more rows than are shown."""
    return [view.t("more_rows", count=left)] if left > 0 else []


def _units(view: ComparisonView) -> RenderableType:
    """The table of units; the arrows stand last, for terminals do not agree how wide they are."""
    keys = (*(("leads_old", "leads_new") if view.leads_shown else ()), "tasks_old", "tasks_new")
    headings = [view.t("unit"), *map(view.t, keys), view.t("change")]
    rows = [[escape_controls(row.name), *_counts(view, row), _arrows(view, row)] for row in view.units]
    return build_text_table(headings, rows, [False, *[True] * len(keys), False])


def _counts(view: ComparisonView, row: UnitChangeRow) -> list[str]:
    one = row.change
    leads = [str(one.old_leads), str(one.new_leads)] if view.leads_shown else []
    return [*leads, str(one.old_total), str(one.new_total)]


def _arrows(view: ComparisonView, row: UnitChangeRow) -> str:
    """What changed for the unit; one arrow where nothing did."""
    one = row.change
    leads = [view.t("change_leads", arrow=row.leads)] if one.new_leads != one.old_leads else []
    tasks = [view.t("change_tasks", arrow=row.tasks)] if one.new_total != one.old_total else []
    return " ".join([*(leads + tasks or [row.tasks]), *([row.tag] if row.tag else [])])


def write_comparison(
    old: ResponsibilityNetwork,
    new: ResponsibilityNetwork,
    comparison: Comparison,
    findings: Sequence[Finding],
    folder: str | Path,
    *,
    lang: Lang = "zh",
    force: bool = False,
) -> tuple[Path, ...]:
    """Write `comparison.json` and `index.html` into `folder`, the page last, and return their paths.

    Files that respnet did not write are only replaced with `force`. Raises OutputError.
    """
    return write_files(Path(folder), build_comparison_files(old, new, comparison, findings, lang), force=force)


def build_comparison_files(
    old: ResponsibilityNetwork,
    new: ResponsibilityNetwork,
    comparison: Comparison,
    findings: Sequence[Finding],
    lang: Lang,
) -> dict[str, str]:
    """The files of a comparison by their names: the numbers, and the page."""
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
    """The whole page as text. Same comparison, same language: same bytes."""
    view = ComparisonView(old, new, comparison, lang)
    script, style = _script(), read_asset("page.css") + read_asset("comparison.css")
    page = (
        get_jinja_env()
        .get_template("comparison.html.j2")
        .render(
            t=view.t,
            say=view.say,
            view=view,
            comparison=comparison,
            findings=findings,
            lists=[(change.value, view.rows(change)) for change in CHANGE_LISTS],
            came=view.ties(AssignmentStatus.NEW),
            went=view.ties(AssignmentStatus.GONE),
            between=" " if lang == "en" else "",
            lang=lang,
            mark=GENERATOR_MARK,
            version=version("respnet"),
            policy=build_content_policy(script, style),
            style=Markup(style),  # noqa: S704 - respnet's own files
            script=Markup(script),  # noqa: S704 - respnet's own files
        )
    )
    return _replace_surrogates(page)


def _replace_surrogates(text: str) -> str:
    """A broken character of a document must not keep what was found from being written."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _script() -> str:
    """The tables of the report, and what this page needs besides."""
    own = (read_asset(name).replace('"use strict";\n', "") for name in ("comparison.js", "tables.js"))
    return '"use strict";\n{\n' + "\n".join(own) + "}\n"
