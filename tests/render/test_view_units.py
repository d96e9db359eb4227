"""The table of units: counts as on the duty sheets, judgement, what is left without a unit, and ways of counting."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from respnet.analysis.workload.workload import RATIOS
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import WORKING_ROLES, Role
from respnet.intake.builder import UnitRecord
from respnet.pipeline import Analysis, analyse
from respnet.render.duty_sheet.duties import build_duty_sheet
from respnet.render.page.views import tasks, units
from respnet.render.presenter import Presenter
from respnet.whatif.edits import RemoveUnit, apply_edits
from tests.analysis.family import FAMILY, analyse_few, network
from tests.render.pages import NAMES, analysis_of, count_roles, leads_of, network_of, tree_of


@cache
def shown(analysis: Analysis) -> units.UnitsView:
    prepared = units.prepare(analysis, (), Presenter(analysis.network, "zh"))
    assert isinstance(prepared.it, units.UnitsView)
    return prepared.it


@pytest.mark.parametrize("name", NAMES)
def test_each_unit_has_the_tasks_of_its_rows_of_its_sheet_and_of_the_filter(name: str) -> None:
    analysis, plan = analysis_of(name), network_of(name).plan
    listed = tasks.prepare(analysis, (), Presenter(analysis.network, "zh")).it
    assert isinstance(listed, tasks.TasksView)
    filtered = Counter(one for row in listed.rows for one in row.who.split())
    place = {unit.id: number for number, unit in enumerate(plan.units, 1)}
    rows = shown(analysis).rows
    assert sorted(row.unit.id for row in rows) == sorted(place)
    for row in rows:
        counts = count_roles(name, row.unit.id)
        sheet = {group.role: len(group.rows) for group in build_duty_sheet(analysis.network, row.unit).groups}
        assert row.counts == counts
        assert {role: sheet.get(role, 0) for role in Role} == counts
        assert {role: filtered[f"{place[row.unit.id]}/{role.value}"] for role in Role} == counts
        assert row.total == sum(counts[role] for role in WORKING_ROLES)
        assert row.roles.split() == [role.value for role in Role if counts[role]] + ["no-lead"] * (
            not counts[Role.LEAD]
        )


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_without_a_unit_is_what_the_rows_say(name: str) -> None:
    leads, order = leads_of(name), [task.id for task in network_of(name).tasks]
    collectives = {unit.id for unit in network_of(name).plan.units if unit.collective}
    for row in shown(analysis_of(name)).rows:
        without = {task: those - {row.unit.id} for task, those in leads.items() if row.unit.id in those}
        if row.unit.collective:
            without = {}
        assert row.leaderless == tuple(task for task in order if task in without and not without[task])
        alone = [task for task in order if len(without.get(task, ())) == 1 and not without[task] & collectives]
        assert row.single_left == tuple(alone)


@pytest.mark.parametrize("name", ["shipped", "science", "path"])
def test_a_plan_from_which_the_unit_is_taken_has_as_many_tasks_without_a_lead(name: str) -> None:
    before = sum(not those for those in leads_of(name).values())
    for row in shown(analysis_of(name)).rows:
        if not row.unit.collective:
            left = ResponsibilityNetwork(apply_edits(network_of(name).plan, [RemoveUnit(row.unit.name)]))
            led = {one.task for one in left.plan.assignments if one.role is Role.LEAD}
            assert len(left.tasks) - len(led) == before + len(row.leaderless)


@pytest.mark.parametrize("name", NAMES)
def test_the_order_is_by_leads_then_tasks_with_collectives_last(name: str) -> None:
    place = {unit.id: number for number, unit in enumerate(network_of(name).plan.units)}
    keys = [
        (
            row.unit.collective,
            *((0, 0) if row.unit.collective else (-row.counts[Role.LEAD], -row.total)),
            place[row.unit.id],
        )
        for row in shown(analysis_of(name)).rows
    ]
    assert keys == sorted(keys)


def test_units_carry_their_kind_and_roles(analysis: Analysis) -> None:
    it = shown(analysis)
    assert {key for key, _ in it.kinds} == {row.kind for row in it.rows}
    assert all(" " not in key for key, _ in it.kinds)
    by_name = {row.unit.name: row for row in it.rows}
    assert (by_name["县科协"].kind, by_name["县科协"].roles) == ("mass-organisation", "lead responsible")
    assert by_name["县财政局"].roles == "responsible no-lead"
    assert sum("no-lead" in row.roles for row in it.rows if not row.unit.collective) == 17


def test_each_way_of_counting_has_its_limit_and_those_above(analysis: Analysis) -> None:
    it = shown(analysis)
    assert [(one.ratio, one.alpha) for one in it.schemes] == [(f"{r:g}", alpha) for alpha in (0, 1) for r in RATIOS]
    half = next(one for one in it.schemes if (one.ratio, one.alpha) == ("0.5", 0))
    names = analysis.network.unit_by_id
    assert [(names[unit].name, load) for unit, load in half.over] == [
        *(("县科协", "26.0"), ("县科技局", "18.0"), ("县人力社保局", "12.0"), ("县委宣传部", "12.0"))
    ]
    assert (half.limit, half.more) == ("10.0", 0)
    for flag in analysis.results.lottery.flags:
        assert flag.over_in == sum(flag.unit in {unit for unit, _ in one.over} for one in it.schemes)


def test_owner_and_focus_are_marked(analysis: Analysis) -> None:
    it = shown(analysis)
    assert [row.unit.name for row in it.rows if row.is_owner] == ["县科协"]
    assert {row.unit.name for row in it.rows if row.is_focus} == {"县科协", "县教委"}
    marked = tree_of("shipped").xpath('//*[@id="units-table"]//tr[@class="focus"]/th')
    assert [" ".join(head.text_content().split()) for head in marked] == ["县科协 统筹单位", "县教委"]


def test_a_plan_without_leads_has_nothing_to_weigh() -> None:
    it = shown(analyse_few(FAMILY["nobody leads"]))
    assert [(one.ratio, one.alpha) for one in it.schemes] == [("", 0), ("", 1)]
    assert not it.has_leads


def test_capacity_is_shown_where_it_is_given() -> None:
    plan = network([("ab", "c")] * 3, records=[UnitRecord("a", capacity=1), UnitRecord("b", capacity=2)])
    it = shown(analyse(plan, draws=200, tie_draws=200, null_draws=10))
    assert it.has_capacity
    assert [(row.unit.capacity_written, row.used, row.judged_by) for row in it.rows] == [
        ("1", "1.5–3", "按承担能力，20 种折算办法中 20 种偏多"),
        ("2", "0.75–1.5", "按承担能力，20 种折算办法中 10 种偏多"),
        ("", "", ""),
    ]


def test_the_proposed_moves_stand_in_a_table(analysis: Analysis) -> None:
    ((row, reason),) = shown(analysis).moves
    names = analysis.network.unit_by_id
    moved = (analysis.network.task_by_id[row.task].label, names[row.from_unit].name, names[row.to_unit].name)
    assert moved == ("25", "县科技局", "县应急局")
    assert reason.zh.startswith("已是该任务的责任单位")


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("shipped", "单位 类别 牵头 责任 合计 图示 与其他单位相比 缺位后没有牵头 缺位后只剩一家牵头 任务清单"),
        ("nobody leads", "单位 配合 合计 图示 与其他单位相比 任务清单"),
        ("supervisors alone", "单位 督促 任务清单"),
        ("path", "单位 牵头 合计 图示 与其他单位相比 缺位后没有牵头 缺位后只剩一家牵头 任务清单"),
    ],
)
def test_columns_that_would_be_empty_are_left_out(name: str, heads: str) -> None:
    assert [one.text_content() for one in tree_of(name).xpath('//*[@id="units-table"]/thead//th')] == heads.split()
