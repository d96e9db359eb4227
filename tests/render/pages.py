"""Pages of plans of many forms, taken apart as a browser does it: a tree of elements, and the data of the script."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html

import respnet
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.read import read_document_plan
from respnet.pipeline import Analysis
from respnet.render.page.page import render_report
from respnet.render.presenter import Presenter
from tests import toy
from tests.analysis.family import FAMILY, analyse_few, network

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT.parent / "shared" / "documents"
READ = ("guangzhou_dangjian_2012", "zhejiang_ai_table_2026")
"""One lead a task and no deadlines; a table with texts and deadlines."""
NAMES = (
    *("shipped", "science", "supervisors alone"),
    *(name for name in FAMILY if name != "300 units"),
    *(name for name in READ if (DOCUMENTS / f"{name}.txt").is_file()),
)
"""What is large is tested in `test_page_large.py`."""


@cache
def network_of(name: str) -> ResponsibilityNetwork:
    if name == "supervisors alone":
        return network([], extra=["a", "b"])
    if name in FAMILY:
        return FAMILY[name]
    if name in READ:
        return ResponsibilityNetwork(read_document_plan(DOCUMENTS / f"{name}.txt")[0])
    return ResponsibilityNetwork(toy.science() if name == "science" else respnet.read_plan(ROOT / "data"))


@cache
def analysis_of(name: str) -> Analysis:
    return analyse_few(network_of(name))


def voice_of(name: str, lang: Lang = "zh") -> Presenter:
    return Presenter(network_of(name), lang)


@cache
def page_of(name: str, lang: Lang = "zh") -> str:
    return render_report(analysis_of(name), tuple(respnet.check(network_of(name).plan)), lang)


@cache
def tree_of(name: str, lang: Lang = "zh") -> html.HtmlElement:
    return html.document_fromstring(page_of(name, lang))


@cache
def data_of(name: str, lang: Lang = "zh") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tree_of(name, lang).get_element_by_id("page-data").text or "")
    return found


@cache
def strongest_of(name: str) -> dict[str, dict[str, Role]]:
    """The strongest role of each unit on each of its tasks, by ids, from the rows of the plan."""
    found: dict[str, dict[str, Role]] = {unit.id: {} for unit in network_of(name).plan.units}
    for one in network_of(name).plan.assignments:
        before = found[one.unit].get(one.task, one.role)
        found[one.unit][one.task] = min(before, one.role, key=list(Role).index)
    return found


def count_roles(name: str, unit: str) -> dict[Role, int]:
    roles = list(strongest_of(name)[unit].values())
    return {role: roles.count(role) for role in Role}


@cache
def leads_of(name: str) -> dict[str, set[str]]:
    """The units that lead each task, collectives too."""
    found: dict[str, set[str]] = {task.id: set() for task in network_of(name).tasks}
    for one in network_of(name).plan.assignments:
        if one.role is Role.LEAD:
            found[one.task].add(one.unit)
    return found
