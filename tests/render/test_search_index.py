"""The search's entries: everything on the page, by the names, numbers and initials that people type."""

from __future__ import annotations

import pytest

from respnet.pipeline import Analysis
from respnet.render.page.page import VIEWS, prepare_views
from respnet.render.page.page_data import build_search_index
from respnet.render.presenter import Presenter
from tests.render.pages import NAMES, data_of, network_of, voice_of


def entries(analysis: Analysis) -> list[dict[str, object]]:
    voice = Presenter(analysis.network, "zh")
    return build_search_index(analysis, prepare_views(analysis, (), voice), voice)


@pytest.mark.parametrize("name", NAMES)
def test_units_and_tasks_come_first_in_the_plans_order(name: str) -> None:
    found, plan = data_of(name)["finder"], network_of(name).plan
    units, tasks = len(plan.units), len(plan.tasks)
    assert [one["names"][0] for one in found[:units]] == [unit.name for unit in plan.units]
    printed = [voice_of(name).task_label(task.id) for task in plan.tasks]
    assert [one["short"] for one in found[units : units + tasks]] == printed
    assert len(set(printed)) == tasks
    assert [one["what"] for one in found[: units + tasks]] == ["what_unit"] * units + ["what_task"] * tasks
    rest = {one["what"] for one in found[units + tasks :]}
    assert rest | {"what_section", "what_finding"} == {"what_view", "what_action", "what_section", "what_finding"}


def test_other_spellings_and_initials_find_a_unit(analysis: Analysis) -> None:
    by_name = {str(one["label"]): one for one in entries(analysis)}
    assert "县应急管理局" in by_name["县应急局"]["names"]  # type: ignore[operator]
    assert by_name["县科协"]["initials"] == ["x", "k", "x"]


def test_views_actions_and_findings_are_found_by_their_titles(analysis: Analysis) -> None:
    found = entries(analysis)
    labels = {str(one["label"]): str(one["href"]) for one in found}
    assert labels["分工图"] == "#network"
    assert labels["缺位影响"] == "#finding-drop-outs"
    assert labels["打印全部任务清单"] == "#print-sheets"
    assert labels["看没有牵头的任务（0 项）"] == "#tasks?leads=none"
    assert labels["看只有一家牵头的任务（7 项）"] == "#tasks?leads=single"
    assert sum(str(one["what"]) == "what_view" for one in found) == len(VIEWS) - 1  # no deadlines, no time
