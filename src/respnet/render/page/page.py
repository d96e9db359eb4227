"""The report page: one self-contained file with style, scripts and data."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from markupsafe import Markup

from respnet.core.i18n import Lang
from respnet.core.plan import KIND_WORDS, ROLE_COLUMNS, ROLE_WORDS, Role
from respnet.core.problems import SEVERITY_WORDS, Problem
from respnet.findings.display_names import describe_period, describe_years
from respnet.pipeline import Analysis
from respnet.render.duty_sheet.pages import SheetPageBuilder
from respnet.render.jinja_env import read_asset, render_page, to_script_json
from respnet.render.page.cards import build_task_cards, build_unit_cards
from respnet.render.page.labels import LABELS, SCRIPT_LABEL_KEYS
from respnet.render.page.links import LinkBuilder
from respnet.render.page.search_index import build_search_index
from respnet.render.page.views import prepare_views
from respnet.render.page.views.base import PageView, group_evidence, list_carded_findings
from respnet.render.page.views.overview import OverviewView
from respnet.render.page.views.tasks import LEAD_FILTERS
from respnet.render.presenter import Presenter

PAGE_SCRIPTS = (
    *("early.js", "router.js", "tables.js", "lists.js", "finder.js", "card.js", "picture.js", "network.js"),
    *("matrix.js", "coleads.js", "start.js"),
)
PAGE_STYLES = (
    *("page.css", "overview.css", "lists.css", "card.css", "network.css", "matrix.css", "coleads.css"),
    *("data.css", "sheet.css", "brief.css", "page_sheet.css", "print.css"),
)
MAX_INLINE_SHEETS = 2_000_000
"""Characters of all duty sheets, about; with more the page would be too large, and `respnet sheet` makes them."""
_ROW_CHARACTERS = 200
"""What a row of a sheet takes beside the task's text."""


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
        finding.id for view in views if isinstance(view.it, OverviewView) for _, finding in view.it.first
    )
    sheets, tasks = SheetPageBuilder(analysis.network, lang), analysis.network.task_by_id
    size = sum(_ROW_CHARACTERS + len(tasks[one.task].text) for one in voice.plan.assignments)
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
        plan_facts=_plan_facts(voice),
        tabs=list(dict.fromkeys(view.tab for view in views)),
        task_by_id=voice.network.task_by_id,
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
        "lead_filters": LEAD_FILTERS,
        "kind_words": KIND_WORDS,
        "role_words": ROLE_WORDS,
        "level_words": SEVERITY_WORDS,
        "role_units": {role: LABELS[column] for role, column in ROLE_COLUMNS.items()},
    }


def _plan_facts(voice: Presenter) -> list[str]:
    """Return area, issuer, number and date, as far as they are known."""
    plan = voice.plan
    facts = [plan.area, plan.issuer]
    if plan.document_number:
        facts.append(voice.t("document_number") + " " + plan.document_number)
    if plan.issued:
        facts.append(voice.t("issued_on") + " " + plan.issued)
    facts.append(voice.say(describe_period(plan)) or voice.say(describe_years(plan)))
    return [fact for fact in facts if fact]


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
