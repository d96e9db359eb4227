"""What the search finds: everything on the page, with an address that is there."""

from __future__ import annotations

from urllib.parse import unquote

from respnet.pipeline import Analysis
from respnet.render.page.page import render_report
from respnet.render.page.search_index import build_search_index
from respnet.render.page.views import VIEWS, prepare_views
from respnet.render.presenter import Presenter


def entries(analysis: Analysis) -> list[dict[str, object]]:
    voice = Presenter(analysis.network, "zh")
    return build_search_index(analysis, prepare_views(analysis, (), voice), voice)


def test_units_and_tasks_come_first_in_the_plans_order(analysis: Analysis) -> None:
    found, plan = entries(analysis), analysis.network.plan
    units, tasks = len(plan.units), len(plan.tasks)
    assert [one["names"][0] for one in found[:units]] == [unit.name for unit in plan.units]  # type: ignore[index]
    assert [one["short"] for one in found[units : units + tasks]] == [task.label for task in plan.tasks]
    assert {one["what"] for one in found[units + tasks :]} == {"what_view", "what_section", "what_finding"}


def test_every_address_is_on_the_page(analysis: Analysis) -> None:
    html = render_report(analysis, (), "zh")
    for one in entries(analysis):
        href = str(one["href"])
        if href.startswith("#unit="):
            assert unquote(href[6:]) in {unit.name for unit in analysis.network.plan.units}
        elif href.startswith("#tasks?section="):
            assert f'value="{unquote(href[15:])}"' in html.replace("&gt;", ">")
        else:
            assert f'id="{href[1:]}"' in html, href


def test_views_and_findings_are_found_by_their_titles(analysis: Analysis) -> None:
    labels = {str(one["label"]): str(one["href"]) for one in entries(analysis)}
    assert labels["薄弱环节"] == "#risks"
    assert labels["缺位影响"] == "#finding-drop-outs"
    assert sum(str(one["what"]) == "what_view" for one in entries(analysis)) == len(VIEWS) - 1  # no deadlines, no time
