"""About view: problems, rules of the findings, settings, versions, and commands to reproduce."""

from __future__ import annotations

import re
from collections import namedtuple
from pathlib import PurePath

from respnet.core.i18n import Text
from respnet.core.installation import get_version
from respnet.core.problems import Problem, Severity
from respnet.findings.finding import describe_approximation
from respnet.findings.next_steps import LEAD_CODES
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.presenter import Presenter

PACKAGES = ("respnet", "numpy", "scipy", "pyvis")
MAX_SENTENCE = 160
"""Characters of the plan quoted beside a point to check."""
GLOSSARY_TERMS = (
    *("lead", "co_lead", "responsible", "support", "supervise", "no_lead", "collective", "assignment"),
    *("workload", "weighted", "scheme", "overload", "lottery", "concentration", "single", "drop_out"),
    *("tie", "cluster", "network", "closeness"),
    *("bridge", "rank_range", "volume", "rebalancing"),
)
"""The measures and words explained, in the order in which the page uses them."""


ProblemPlace = namedtuple("ProblemPlace", "what where task sentence")
"""One place of a problem: what it is, where, its task, and the sentence of the plan; what is unknown is empty."""

ProblemRow = namedtuple("ProblemRow", "level remedy places tasks")
"""Problems of one check with one remedy: their places, and the tasks concerned."""

DataView = namedtuple("DataView", "problems named findings glossary approximations settings cited")
"""`approximations` are the computations that were cut short; `cited` is the report's citation."""


def prepare(analysis: Analysis, problems: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        voice: The presenter.
    """
    digest = analysis.network.plan.digest()
    it = DataView(
        problems=_group_problems(problems, voice),
        named=tuple(unit for unit in analysis.network.plan.units if unit.also_written),
        findings=analysis.findings,
        glossary=GLOSSARY_TERMS,
        approximations=_approximations(analysis, voice),
        settings=_settings(analysis, voice, digest),
        cited=_cited(analysis, voice, digest),
    )
    return PageView("data", "data", it)


def _group_problems(problems: tuple[Problem, ...], voice: Presenter) -> tuple[ProblemRow, ...]:
    """Group the problems of one check that ask for the same thing: a reader decides once."""
    groups: dict[tuple[str, Severity, str], list[Problem]] = {}
    for one in problems:
        groups.setdefault((one.code, one.level, one.remedy.zh), []).append(one)
    asked = sorted(groups.values(), key=lambda those: those[0].code in LEAD_CODES)  # leads are a step of their own
    return tuple(
        ProblemRow(
            level=those[0].level,
            remedy=those[0].remedy,
            places=tuple(_describe_place(one, voice) for one in those),
            tasks=tuple(voice.known_tasks(tuple(dict.fromkeys(task for one in those for task in one.tasks)))),
        )
        for those in asked
    )


def _describe_place(problem: Problem, voice: Presenter) -> ProblemPlace:
    task = next(iter(voice.known_tasks(problem.tasks)), "")
    return ProblemPlace(problem.what, _where(problem, voice), task, _find_sentence(problem, voice))


def _where(problem: Problem, voice: Presenter) -> str:
    """Format file, row or place of the task, column and value of a problem, as far as they are known."""
    task, named = voice.known_tasks(problem.tasks), ""
    place = voice.task_place(task[0]) if problem.row is None and task else ""
    if problem.row is not None or PurePath(problem.file).suffix == ".toml":  # else a column may not even be there
        named = voice.t(
            "entry_named" if problem.row is None else "column_named", column=voice.name_column(problem.column)
        )
    parts = (
        problem.file,
        voice.t("row_no", row=problem.row) if problem.row is not None else place,
        named if problem.column else "",
        problem.value,
    )
    return " · ".join(part for part in parts if part)


def _find_sentence(problem: Problem, voice: Presenter) -> str:
    """Find the sentence of the plan with the problem's value, else the clause of its first task."""
    for task in voice.known_tasks(problem.tasks):
        said = voice.network.task_by_id[task]
        sentences = re.split(r"(?<=[。；;\n])", said.text)
        named = problem.value and problem.value != said.title  # a title is no sentence
        found = next((one.strip() for one in sentences if named and problem.value in one), said.clause)
        if found:
            return found[:MAX_SENTENCE] + ("…" if len(found) > MAX_SENTENCE else "")
    return ""


def _approximations(analysis: Analysis, voice: Presenter) -> tuple[tuple[str, Text], ...]:
    found = analysis.results
    told = (
        ("lottery", found.lottery.approximation),
        ("ties_leads", found.ties.leads.approximation),
        ("ties_all", found.ties.all_roles.approximation),
        ("clusters", found.clusters.approximation),
        ("centrality", found.centrality.approximation),
        ("standing", found.standing.approximation),
        ("core", found.core.approximation),
        ("fragility", found.fragility.approximation),
        ("rebalancing", found.rebalancing.approximation),
    )
    return tuple((voice.t(f"approx_{step}"), describe_approximation(cut)) for step, cut in told if cut is not None)


def _settings(analysis: Analysis, voice: Presenter, digest: str) -> tuple[tuple[str, str], ...]:
    told, plan, found = analysis.settings, analysis.network.plan, analysis.results
    return (
        (voice.t("set_plan"), plan.id),
        (voice.t("set_digest"), digest),
        (voice.t("set_versions"), ", ".join(f"{name} {get_version(name)}" for name in PACKAGES)),
        (voice.t("set_seed"), str(told.seed)),
        (voice.t("set_draws"), str(found.lottery.draws)),
        (voice.t("set_tie_draws"), str(told.tie_draws)),
        (voice.t("set_null_draws"), str(told.null_draws)),
        (voice.t("set_repetitions"), str(found.standing.repetitions)),
        (voice.t("set_focus"), voice.t("comma").join(voice.unit_name(one.unit) for one in analysis.focus.units)),
    )


def _cited(analysis: Analysis, voice: Presenter, digest: str) -> str:
    plan = analysis.network.plan
    return voice.t("cited", title=plan.title, version=get_version("respnet"), digest=digest[:12])
