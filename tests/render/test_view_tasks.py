"""The list of tasks: what its filters look at, dates, and what tells tasks of one title apart."""

from __future__ import annotations

from collections import Counter

import pytest

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, Task
from respnet.findings.display_names import MAX_FIRST_WORDS, get_first_words
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from respnet.pipeline import Analysis
from respnet.render.page.views import tasks
from respnet.render.presenter import Presenter
from tests.analysis.family import analyse_few
from tests.render.pages import NAMES, analysis_of, leads_of, strongest_of, tree_of


def shown(analysis: Analysis) -> tasks.TasksView:
    it = tasks.prepare(analysis, (), Presenter(analysis.network, "zh")).it
    assert isinstance(it, tasks.TasksView)
    return it


def planned(*rows: TaskRow) -> Analysis:
    return analyse_few(ResponsibilityNetwork(build_plan(PlanFacts("p"), rows)))


def test_sections_are_listed_under_their_parents() -> None:
    it = shown(analysis_of("science"))
    assert [(one.path, one.name, one.depth) for one in it.sections] == [
        ("一、重点任务", "一、重点任务", 0),
        ("一、重点任务 › (一)青少年", "(一)青少年", 1),
        ("二、保障", "二、保障", 0),
    ]
    assert [row.sections for row in it.rows] == ["1 2", "1", "3", ""]


@pytest.mark.parametrize("name", NAMES)
def test_tasks_are_told_apart_by_their_number_of_leads(name: str) -> None:
    leads, single = leads_of(name), {unit.id for unit in analysis_of(name).network.actors}
    it = shown(analysis_of(name))
    for row in it.rows:
        led = leads[row.task.id]
        assert row.leads == ("none" if not led else "single" if len(led) == 1 and led <= single else "several")
    offered = tree_of(name).xpath('//*[@id="tasks"]//select[@name="leads"]/option/@value')
    assert offered == (["", *tasks.LEAD_FILTERS] if Role.LEAD in it.roles else [])  # else nothing to choose from


@pytest.mark.parametrize("name", NAMES)
def test_every_unit_of_a_task_can_be_filtered_for_in_its_strongest_role(name: str) -> None:
    place = {unit.id: number for number, unit in enumerate(analysis_of(name).network.plan.units, 1)}
    held = Counter(
        (task, f"{place[unit]}/{role.value}")
        for unit, mine in strongest_of(name).items()
        for task, role in mine.items()
    )
    assert Counter((row.task.id, one) for row in shown(analysis_of(name)).rows for one in row.who.split()) == held


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ("2025年6月底前", "2025-06-30"),
        ("2024年2月", "2024-02-29"),
        ("2025年第三季度", "2025-09-30"),
        ("2026年", "2026-12-31"),
        ("2025-3-5", "2025-03-05"),
        ("2025年5月底前启动，2026年3月15日前完成", "2026-03-15"),
        ("by 31 May 2027", "2027-05-31"),
        ("长期坚持", ""),
        ("年底前", ""),
        ("2025年13月", ""),
        ("", ""),
    ],
)
def test_the_last_day_of_a_deadline(deadline: str, day: str) -> None:
    it = shown(planned(TaskRow("甲", deadline=deadline), TaskRow("乙")))
    assert [row.due for row in it.rows] == [day, ""]
    assert (it.has_deadline, it.has_due) == (bool(deadline), bool(day))


def test_columns_and_filters_that_nothing_fills_are_left_out() -> None:
    assert not shown(analysis_of("shipped")).has_deadline
    for name, has in (("shipped", False), ("science", True)):
        assert ("完成时限" in tree_of(name).xpath('//*[@id="tasks-table"]/thead//th/text()')) == has
        assert len(tree_of(name).xpath('//*[@id="tasks"]//select[@name="due"]')) == has


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("建设管理。建成社保卡平台，覆盖全省。", "…建成社保卡平台"),
        ("建设管理：推进　电子\n证照互认", "…推进 电子 证照互认"),
        ("完善信用体系", "…完善信用体系"),
        ("汉" * 60, "…" + "汉" * MAX_FIRST_WORDS),
        ("建设管理", ""),
        ("", ""),
    ],
)
def test_first_words_of_a_text_without_its_title(text: str, words: str) -> None:
    assert get_first_words(Task("p/1", 1, "建设管理", text=text)) == words


def test_only_titles_that_others_have_too_show_their_first_words() -> None:
    analysis = planned(
        TaskRow("建设管理", text="建成社保卡平台。"),
        TaskRow("修路", text="改造道路。"),
        TaskRow("建设管理", text="归集信用数据。"),
    )
    assert [row.words for row in shown(analysis).rows] == ["…建成社保卡平台", "", "…归集信用数据"]


@pytest.mark.parametrize("name", NAMES)
def test_first_words_stand_beside_shared_titles_alone(name: str) -> None:
    it = shown(analysis_of(name))
    titles = Counter(row.task.title for row in it.rows)
    assert {row.task.id for row in it.rows if row.words} == {
        row.task.id for row in it.rows if titles[row.task.title] > 1 and get_first_words(row.task)
    }
