"""Data and methods: what to check in the plan, how each number is made, settings and versions."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from respnet.analysis import Analysis
from respnet.analysis.finding import Finding
from respnet.problems import Problem
from respnet.report.views.prepared import Prepared
from respnet.report.voice import Voice

PACKAGES = ("respnet", "numpy", "scipy", "pyvis")


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem and its place as text."""

    problem: Problem
    where: str


@dataclass(frozen=True, slots=True)
class Data:
    """The problems, all findings with their rules, and settings as label and value."""

    problems: tuple[ProblemRow, ...]
    findings: tuple[Finding, ...]
    settings: tuple[tuple[str, str], ...]


def prepare(analysis: Analysis, problems: tuple[Problem, ...], voice: Voice) -> Prepared:
    """What every report says of itself."""
    rows = tuple(ProblemRow(problem, _where(problem, voice)) for problem in problems)
    return Prepared("data", Data(rows, analysis.findings, _settings(analysis, voice)))


def _where(problem: Problem, voice: Voice) -> str:
    """File, row, column and value of a problem, as far as it has them."""
    parts = (
        problem.file,
        voice.t("row_no", row=problem.row) if problem.row is not None else "",
        voice.t("column_named", column=problem.column) if problem.column else "",
        problem.value,
    )
    return " · ".join(part for part in parts if part)


def _settings(analysis: Analysis, voice: Voice) -> tuple[tuple[str, str], ...]:
    told, plan = analysis.settings, analysis.network.plan
    return (
        (voice.t("set_plan"), plan.id),
        (voice.t("set_digest"), plan.digest()),
        (voice.t("set_seed"), str(told.seed)),
        (voice.t("set_draws"), str(told.draws)),
        (voice.t("set_tie_draws"), str(told.tie_draws)),
        (voice.t("set_null_draws"), str(told.null_draws)),
        (voice.t("set_versions"), ", ".join(f"{name} {version(name)}" for name in PACKAGES)),
    )
