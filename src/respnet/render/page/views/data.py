"""Data and methods view: problems, rules of the findings, settings, versions, and commands to reproduce."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.core.i18n import Text
from respnet.core.installation import get_version
from respnet.core.plan import Unit
from respnet.core.problems import Problem
from respnet.findings.approximations import describe_approximation
from respnet.findings.finding import Finding
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.presenter import Presenter

PACKAGES = ("respnet", "numpy", "scipy", "pyvis")
GLOSSARY_TERMS = (
    *("lead", "co_lead", "responsible", "support", "supervise", "no_lead", "collective", "assignment"),
    *("workload", "weighted", "overload", "lottery", "concentration", "single", "drop_out"),
    *("tie", "cluster", "network", "closeness"),
    *("bridge", "rank_range", "volume", "rebalancing"),
)
"""The measures and words explained, in the order in which the page uses them."""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem and its location as text."""

    problem: Problem
    where: str


@dataclass(frozen=True, slots=True)
class DataView:
    """View model: problems, name decisions, all findings with rules and view, glossary, settings.

    `approximations` are the computations that were cut short; `cited` is the report's citation.
    """

    problems: tuple[ProblemRow, ...]
    named: tuple[Unit, ...]
    findings: tuple[Finding, ...]
    glossary: tuple[str, ...]
    approximations: tuple[tuple[str, Text], ...]
    settings: tuple[tuple[str, str], ...]
    cited: str


def prepare(analysis: Analysis, problems: tuple[Problem, ...], voice: Presenter) -> PageView:
    """Prepare the view for every plan.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        voice: The presenter.
    """
    digest = analysis.network.plan.digest()
    it = DataView(
        problems=tuple(ProblemRow(problem, _where(problem, voice)) for problem in problems),
        named=tuple(unit for unit in analysis.network.plan.units if unit.also_written),
        findings=analysis.findings,
        glossary=GLOSSARY_TERMS,
        approximations=_approximations(analysis, voice),
        settings=_settings(analysis, voice, digest),
        cited=_cited(analysis, voice, digest),
    )
    return PageView("data", it)


def _where(problem: Problem, voice: Presenter) -> str:
    """Format file, row, column and value of a problem, as far as they are known."""
    parts = (
        problem.file,
        voice.t("row_no", row=problem.row) if problem.row is not None else "",
        voice.t("column_named", column=problem.column) if problem.column else "",
        problem.value,
    )
    return " · ".join(part for part in parts if part)


def _approximations(analysis: Analysis, voice: Presenter) -> tuple[tuple[str, Text], ...]:
    found = analysis.results
    told = (
        ("lottery", found.lottery.approximation),
        ("ties_leads", found.ties.leads.approximation),
        ("ties_all", found.ties.all_roles.approximation),
        ("clusters", found.clusters.approximation),
        ("standing", found.standing.approximation),
        ("fragility", found.fragility.approximation),
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
