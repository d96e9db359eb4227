"""The report: one self-contained page with style, scripts and data, and `analysis.json` beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from respnet.core.i18n import Lang
from respnet.core.plan import KIND_WORDS, ROLE_COLUMNS, ROLE_WORDS, Role
from respnet.core.problems import SEVERITY_WORDS, Problem
from respnet.findings.display_names import describe_period, describe_years
from respnet.pipeline import Analysis
from respnet.render.duty_sheet.pages import SheetPageBuilder
from respnet.render.jinja_env import read_asset, render_page, to_script_json
from respnet.render.page.labels import LABELS, SCRIPT_LABEL_KEYS
from respnet.render.page.page_data import build_search_index, build_task_cards, build_unit_cards
from respnet.render.page.views import co_leads, data, matrix, network, overview, tasks, units
from respnet.render.page.views.base import PageView, group_evidence, list_carded_findings
from respnet.render.presenter import LinkBuilder, Presenter, list_plan_facts

PAGE_SCRIPTS = (
    *("early.js", "dom.js", "router.js", "tables.js", "lists.js", "finder.js", "card.js", "picture.js", "network.js"),
    *("matrix.js", "coleads.js", "start.js"),
)
PAGE_STYLES = (
    *("page.css", "overview.css", "lists.css", "card.css", "network.css", "matrix.css", "coleads.css"),
    *("data.css", "sheet.css", "brief.css", "page_sheet.css", "print.css"),
)
_ViewFunction = Callable[[Analysis, tuple[Problem, ...], Presenter], PageView | None]

VIEWS: dict[str, _ViewFunction] = {
    "overview": overview.prepare,
    "brief": overview.prepare_brief,
    "units": units.prepare,
    "tasks": tasks.prepare,
    "matrix": matrix.prepare,
    "time": tasks.prepare_timetable,
    "network": network.prepare,
    "coleads": co_leads.prepare,
    "data": data.prepare,
}
"""A view that a plan gives no ground for (a timetable without deadlines) prepares None and is not shown."""

MAX_INLINE_SHEETS = 2_000_000
"""Characters of all duty sheets, about; with more the page would be too large, and `respnet sheet` makes them."""
_ROW_CHARACTERS = 200
"""What a row of a sheet takes beside the task's text."""


def prepare_views(analysis: Analysis, problems: tuple[Problem, ...], voice: Presenter) -> tuple[PageView, ...]:
    """Prepare every view that applies to this plan.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        voice: The presenter.
    """
    made = (prepare(analysis, problems, voice) for prepare in VIEWS.values())
    return tuple(one for one in made if one is not None)


def render_report(analysis: Analysis, problems: tuple[Problem, ...], lang: Lang) -> str:
    """Render the page; the same analysis, problems and language give the same bytes.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        lang: Language of the page.
    """
    voice = Presenter(analysis.network, lang)
    views = prepare_views(analysis, problems, voice)
    headlined = frozenset(
        finding.id for view in views if isinstance(view.it, overview.OverviewView) for _, finding in view.it.first
    )
    period = voice.say(describe_period(voice.plan)) or voice.say(describe_years(voice.plan))
    sheets, task_by_id = SheetPageBuilder(analysis.network, lang), analysis.network.task_by_id
    size = sum(_ROW_CHARACTERS + len(task_by_id[one.task].text) for one in voice.plan.assignments)
    large = size > MAX_INLINE_SHEETS
    return render_page(
        "index.html.j2",
        script=_script(),
        styles=PAGE_STYLES,
        **_helpers(voice),
        lang=lang,
        plan=voice.plan,
        views=views,
        untranslated=any(not task.title.isascii() for task in voice.plan.tasks),
        headlined=headlined,
        carded=list_carded_findings(views) | headlined,
        data=Markup(to_script_json(_page_data(analysis, voice, views))),  # noqa: S704 - escaped for a script element there
        plan_facts=[*list_plan_facts(voice, voice.plan), *filter(None, [period])],
        tabs=list(dict.fromkeys(view.tab for view in views)),
        task_by_id=task_by_id,
        sheets=[(unit, sheets.page(unit)) for unit in (() if large else voice.plan.units)],
        apart=f"{voice.t('plan_here')} --lang {lang}" if large else "",
    )


def _helpers(voice: Presenter) -> dict[str, Any]:
    """Return the functions that templates call."""
    said = "t say unit_name unit_href task_href task_label sheet_href listed_number list_assigned cut_note known_tasks"
    return {
        **{name: getattr(voice, name) for name in said.split()},
        "links": LinkBuilder(voice),
        "group_evidence": partial(group_evidence, voice),
        "place_of_unit": voice.place_of_unit,
        "lead_role": Role.LEAD,
        "lead_filters": tasks.LEAD_FILTERS,
        "kind_words": KIND_WORDS,
        "role_words": ROLE_WORDS,
        "level_words": SEVERITY_WORDS,
        "role_units": {role: LABELS[column] for role, column in ROLE_COLUMNS.items()},
    }


@cache
def _script() -> str:
    """Return the page's scripts: the first acts while the page is read, the others when it is there."""
    early, *own = (read_asset(name).replace('"use strict";\n', "") for name in PAGE_SCRIPTS)
    opening = '"use strict";\n' + early + 'document.addEventListener("DOMContentLoaded", () => {\n'
    return opening + "\n".join(own) + "});\n"


def _page_data(analysis: Analysis, voice: Presenter, views: tuple[PageView, ...]) -> dict[str, object]:
    return {
        "lang": voice.lang,
        "labels": {key: voice.t(key) for key in SCRIPT_LABEL_KEYS},
        "roles": [role.value for role in Role],
        "data": {view.name: view.data for view in views if view.data is not None},
        "finder": build_search_index(analysis, views, voice),
        "undated": voice.say(describe_period(voice.plan)) or voice.t("none_for_task"),
        "units": build_unit_cards(analysis, voice),
        "tasks": build_task_cards(voice),
    }


__all__ = ["write_report"]


def write_report(
    analysis: Analysis, problems: Iterable[Problem], output: str | Path, *, lang: Lang = "zh", force: bool = False
) -> tuple[Path, ...]:
    """Write `analysis.json` and `index.html` into a folder, the page last.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        output: The folder.
        lang: Language of the page.
        force: Replace files that respnet did not write.

    Returns:
        The paths.

    Raises:
        OutputError: A file cannot be written or must not be replaced.
    """
    from respnet.render.files import write_files

    return write_files(Path(output), build_report_files(analysis, problems, lang), force=force)


def build_report_files(analysis: Analysis, problems: Iterable[Problem], lang: Lang) -> dict[str, str]:
    """Build the files of a report, by name: `analysis.json` and `index.html`.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        lang: Language of the page.
    """
    import json

    import msgspec

    from respnet.render.files import GENERATOR_MARK
    from respnet.render.page.page import render_report

    said = {"generator": GENERATOR_MARK, **analysis.to_dict()}
    return {
        # msgspec indents in a quarter of the time that json takes.
        "analysis.json": msgspec.json.format(json.dumps(said, ensure_ascii=False), indent=1) + "\n",
        "index.html": render_report(analysis, tuple(problems), lang),
    }
