"""The page: one self-contained file with its styles, scripts and data, and nothing from anywhere else."""

from __future__ import annotations

from functools import cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from respnet.core.i18n import Lang
from respnet.core.plan import KIND_WORDS, ROLE_WORDS, Role
from respnet.core.problems import LEVEL_WORDS, Problem
from respnet.pipeline import Analysis
from respnet.render.files import MARK
from respnet.render.jinja_env import asset, environment, json_for_script, policy
from respnet.render.page.labels import IN_SCRIPTS, LABELS
from respnet.render.page.links import Links
from respnet.render.page.search_index import finder_entries
from respnet.render.page.views import prepare_views
from respnet.render.page.views.base import Prepared, evidence_of
from respnet.render.page.views.sheet import (
    sheet_maybe,
    sheet_meta,
    sheet_names,
    sheet_numeral,
    sheets_apart,
    sheets_in_page,
)
from respnet.render.presenter import Voice

SCRIPTS = (
    *(
        "router.js",
        "tables.js",
        "lists.js",
        "finder.js",
        "workload.js",
        "network.js",
        "network_looks.js",
        "network_panel.js",
        "network_save.js",
        "matrix.js",
        "coleads.js",
    ),
    *("focus.js", "risks.js", "start.js"),
)
STYLES = (
    *("page.css", "overview.css", "lists.css", "workload.css", "network.css", "matrix.css", "coleads.css"),
    *("focus.css", "risks.css", "time.css", "data.css", "page_sheet.css", "print.css"),
)
_VIS = Path("lib") / "vis-9.1.2" / "vis-network.min.js"


def render(analysis: Analysis, problems: tuple[Problem, ...], lang: Lang) -> str:
    """The whole page as text. Same analysis, same problems, same language: same bytes."""
    voice = Voice(analysis.network, lang)
    views = prepare_views(analysis, problems, voice)
    script, style = _script(), "".join(asset(name) for name in STYLES)
    template = environment().get_template("index.html.j2")
    return template.render(
        **_helpers(voice),
        lang=lang,
        plan=voice.plan,
        version=version("respnet"),
        mark=MARK,
        views=views,
        policy=policy(script, style),
        style=Markup(style),  # noqa: S704 - respnet's own files
        script=Markup(script),  # noqa: S704 - respnet's own files and vis-network's
        data=Markup(json_for_script(_page_data(analysis, voice, views))),  # noqa: S704 - escaped for a script element there
        plan_facts=_plan_facts(voice),
        task_by_id=voice.network.task_by_id,
        sheets=sheets_in_page(voice),
        apart=sheets_apart(voice),
    )


def _helpers(voice: Voice) -> dict[str, object]:
    """What the templates may call."""
    said = "t say unit_name unit_href sheet_href listed_number printed_name assigned cut_note known_tasks"
    return {
        **{name: getattr(voice, name) for name in said.split()},
        "links": Links(voice),
        "evidence_of": partial(evidence_of, voice),
        "sheet_meta": partial(sheet_meta, voice),
        "sheet_maybe": partial(sheet_maybe, voice),
        "sheet_names": partial(sheet_names, voice),
        "sheet_numeral": partial(sheet_numeral, voice),
        "lead_role": Role.LEAD,
        "kind_words": KIND_WORDS,
        "role_words": ROLE_WORDS,
        "level_words": LEVEL_WORDS,
        "role_units": {role: LABELS[key] for role, key in zip(Role, ROLE_COLUMNS, strict=True)},
        "role_tasks": {role: LABELS[f"role_tasks_{role.value}"] for role in Role},
    }


ROLE_COLUMNS = ("lead_units", "responsible_units", "supporting_units", "supervising_units")


def _plan_facts(voice: Voice) -> list[str]:
    """Area, issuer, number and date, as far as they are known."""
    plan = voice.plan
    facts = [plan.area, plan.issuer]
    if plan.document_number:
        facts.append(voice.t("document_number") + " " + plan.document_number)
    if plan.issued:
        facts.append(voice.t("issued_on") + " " + plan.issued)
    return [fact for fact in facts if fact]


@cache
def _script() -> str:
    """vis-network out of the installed pyvis, found without importing it (that takes 0.2 s), then respnet's own."""
    pyvis = find_spec("pyvis")
    if pyvis is None or not pyvis.submodule_search_locations:
        raise ModuleNotFoundError("pyvis")
    vis = (Path(next(iter(pyvis.submodule_search_locations))) / _VIS).read_text(encoding="utf-8")
    vis = vis[: vis.rindex("//# sourceMappingURL")]  # it names a file that is not there
    own = (asset(name).replace('"use strict";\n', "") for name in SCRIPTS)
    return f"{vis}\n" + '"use strict";\n{\n' + "\n".join(own) + "}\n"


def _page_data(analysis: Analysis, voice: Voice, views: tuple[Prepared, ...]) -> dict[str, object]:
    return {
        "lang": voice.lang,
        "labels": {key: voice.t(key) for key in IN_SCRIPTS},
        "roles": [role.value for role in Role],
        "data": {view.name: view.data for view in views if view.data is not None},
        "finder": finder_entries(analysis, views, voice),
    }
