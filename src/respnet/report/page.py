"""The page: one self-contained file with its styles, scripts and data, and nothing from anywhere else."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from respnet.analysis import Analysis
from respnet.plan import KIND_WORDS, ROLE_WORDS, Role
from respnet.problems import LEVEL_WORDS, Problem
from respnet.report.condense import MOST_UNITS, is_large
from respnet.report.files import MARK
from respnet.report.html import asset, environment, json_for_script, policy
from respnet.report.labels import IN_SCRIPTS, LABELS
from respnet.report.picture import ROLE_LOOKS, Look, draw, kinds_shown, unit_label
from respnet.report.pinyin import initials
from respnet.report.sheets import duty_sheets
from respnet.report.view import CENTRALITIES, PAIR_ROWS, View
from respnet.words import Lang

VIEWS = ("overview", "workload", "network", "coleads", "focus", "tasks", "units", "data")
_SCRIPTS = ("router.js", "tables.js", "finder.js", "network.js", "start.js")
_VIS = Path("lib") / "vis-9.1.2" / "vis-network.min.js"


def render(analysis: Analysis, problems: tuple[Problem, ...], lang: Lang) -> str:
    """The whole page as text. Same analysis, same problems, same language: same bytes."""
    view = View(analysis, lang)
    script, style = _script(), asset("page.css")
    template = environment().get_template("index.html.j2")
    return template.render(
        **_helpers(view),
        lang=lang,
        plan=view.plan,
        version=version("respnet"),
        mark=MARK,
        views=VIEWS,
        policy=policy(script, style),
        style=Markup(style),  # noqa: S704 - respnet's own file
        script=Markup(script),  # noqa: S704 - respnet's own files and vis-network's
        data=Markup(json_for_script(_page_data(view))),  # noqa: S704 - escaped for a script element there
        plan_facts=view.plan_facts(),
        intro=next((one for one in analysis.findings if one.id == "plan-size"), None),
        findings=[one for one in analysis.findings if one.id != "plan-size"],
        all_findings=analysis.findings,
        tiles=[*view.tiles(), (len(problems), view.t("tile_problems"), "#data")],
        loads=view.loads(),
        roles_shown=view.roles_shown(working=True),
        all_roles_shown=view.roles_shown(working=False),
        limit=view.limit(),
        limit_note=view.t("limit_key", limit=view.limit()),
        wide_chart=view.chart(wide=True),
        narrow_chart=view.chart(wide=False),
        chart_note=view.chart_note(),
        role_legend=_role_legend(view),
        kinds=kinds_shown(view.network),
        sections=list(dict.fromkeys(level for task in view.plan.tasks for level in task.section)),
        co_leads=analysis.co_leads,
        heat=view.heat(),
        pair_rows=analysis.co_leads.pairs[:PAIR_ROWS],
        condensed=view.t("network_condensed", units=MOST_UNITS) if is_large(view.network) else "",
        focus=analysis.focus,
        focus_rows=view.focus_rows(),
        centralities=view.centralities(),
        centrality_keys=[f"focus_{key}" for key in CENTRALITIES],
        centrality_note=view.centrality_note(),
        tasks=view.plan.tasks,
        task_by_id=view.network.task_by_id,
        has={name: any(getattr(task, name) for task in view.plan.tasks) for name in ("section", "targets", "deadline")},
        problems=problems,
        settings=_settings(view),
        sheets=duty_sheets(view.network),
    )


def _helpers(view: View) -> dict[str, object]:
    """What the templates may call."""
    names = (
        "t say unit_name unit_href sheet_href printed_name assigned unit_counts findings_of evidence_of "
        "cut_note where known_tasks sheet_meta sheet_names sheet_numeral"
    )
    return {
        **{name: getattr(view, name) for name in names.split()},
        "shape_of": _shape,
        "lead_role": Role.LEAD,
        "kind_words": KIND_WORDS,
        "role_words": ROLE_WORDS,
        "level_words": LEVEL_WORDS,
        "role_units": {role: LABELS[key] for role, key in zip(Role, _ROLE_COLUMNS, strict=True)},
        "role_tasks": {role: LABELS[f"role_tasks_{role.value}"] for role in Role},
    }


_ROLE_COLUMNS = ("lead_units", "responsible_units", "supporting_units", "supervising_units")


@cache
def _script() -> str:
    """vis-network out of the installed pyvis, found without importing it (that takes 0.2 s), then respnet's own."""
    pyvis = find_spec("pyvis")
    if pyvis is None or not pyvis.submodule_search_locations:
        raise ModuleNotFoundError("pyvis")
    vis = (Path(next(iter(pyvis.submodule_search_locations))) / _VIS).read_text(encoding="utf-8")
    vis = vis[: vis.rindex("//# sourceMappingURL")]  # it names a file that is not there
    own = (asset(name).replace('"use strict";\n', "") for name in _SCRIPTS)
    return f"{vis}\n" + '"use strict";\n{\n' + "\n".join(own) + "}\n"


def _page_data(view: View) -> dict[str, object]:
    picture = draw(view.network, view.lang)
    return {
        "lang": view.lang,
        "labels": {key: view.t(key) for key in IN_SCRIPTS},
        "roles": [role.value for role in Role],
        "network": {"nodes": picture.nodes, "edges": picture.edges},
        "finder": _finder_entries(view),
    }


def _finder_entries(view: View) -> list[dict[str, object]]:
    units: list[dict[str, object]] = [
        {
            "label": unit_label(unit, view.lang),
            "what": "what_unit",
            "names": [name for name in (unit.name, *unit.also_written, unit.english) if name],
            "initials": initials(unit.name),
            "href": view.unit_href(unit.id),
        }
        for unit in view.plan.units
    ]
    tasks: list[dict[str, object]] = [
        {
            "label": f"{task.label} {task.title}",
            "what": "what_task",
            "names": [f"{task.label} {task.title}"],
            "initials": initials(task.title),
            "href": f"#task-{task.order}",
        }
        for task in view.plan.tasks
    ]
    return units + tasks


def _role_legend(view: View) -> list[tuple[Role, object, str]]:
    legend = []
    for role in view.roles_shown(working=False):
        dashes = ROLE_LOOKS[role]["dashes"]
        legend.append((role, ROLE_LOOKS[role]["width"], " ".join(map(str, dashes)) if isinstance(dashes, list) else ""))
    return legend


_SHAPES = {
    "dot": '<circle r="6" fill="{}"></circle>',
    "diamond": '<path d="M0 -7 7 0 0 7 -7 0Z" fill="{}"></path>',
    "triangle": '<path d="M0 -7 7 6 -7 6Z" fill="{}"></path>',
    "triangleDown": '<path d="M0 7 7 -6 -7 -6Z" fill="{}"></path>',
    "square": '<path d="M-6 -6H6V6H-6Z" fill="{}"></path>',
    "hexagon": '<path d="M-7 0 -3.5 -6H3.5L7 0 3.5 6H-3.5Z" fill="{}"></path>',
    "star": '<path d="M0 -7 2 -2 7 -2 3 1.5 4.5 7 0 3.7 -4.5 7 -3 1.5 -7 -2 -2 -2Z" fill="{}"></path>',
}


def _shape(look: Look) -> Markup:
    return Markup(_SHAPES[look.shape]).format(look.colour)  # noqa: S704 - constants of this module


def _settings(view: View) -> list[tuple[str, str]]:
    packages = ("respnet", "numpy", "pyvis")
    lottery = view.analysis.lottery
    return [
        (view.t("set_plan"), view.plan.id),
        (view.t("set_digest"), view.plan.digest()),
        (view.t("set_seed"), str(lottery.seed)),
        (view.t("set_draws"), str(lottery.draws)),
        (view.t("set_versions"), ", ".join(f"{name} {version(name)}" for name in packages)),
    ]
