"""What to do next: every number counted again from the plan's rows."""

from __future__ import annotations

import re

import pytest

import respnet
from respnet.core.plan import Role
from respnet.findings.next_steps import MAX_STEPS, NextStep, build_next_steps
from tests.analysis.family import FAMILY, analyse_few, network

ALL = [pytest.param(name, id=name.replace(" ", "-")) for name in FAMILY]


def steps_of(name: str) -> dict[str, NextStep]:
    analysis = analyse_few(FAMILY[name])
    made = build_next_steps(analysis.network, analysis.results, respnet.check(analysis.network.plan))
    assert len(made) <= MAX_STEPS
    steps = {one.id: one for one in made}
    assert len(steps) == len(made)  # nothing is asked for twice
    return steps


@pytest.mark.parametrize("name", ALL)
def test_steps_count_what_the_plan_says(name: str) -> None:
    steps, plan = steps_of(name), FAMILY[name].plan
    leads = {
        task.id: [one.unit for one in plan.assignments if one.task == task.id and one.role is Role.LEAD]
        for task in plan.tasks
    }
    many = {unit.id for unit in plan.units if unit.collective}
    told = {key: [int(n) for n in re.findall(r"\d+", step.text.en)] for key, step in steps.items()}
    if "check-problems" in steps:
        codes = [one.code for one in respnet.check(plan)]
        leads_apart = [code for code in codes if code.startswith("no-lead")]
        assert told["check-problems"] == [len(codes) - len(leads_apart)]
        assert ("除牵头外" in steps["check-problems"].text.zh) == bool(leads_apart)
        assert not leads_apart or "name-leads" in steps
    if "confirm-single-leads" in steps:
        single = [task for task, those in leads.items() if len(set(those)) == 1 and not many & set(those)]
        assert told["confirm-single-leads"] == [len(single)]
        assert list(steps["confirm-single-leads"].tasks) == single
    if "name-leads" in steps:
        assert list(steps["name-leads"].tasks) == (
            [task for task, those in leads.items() if not those] if any(leads.values()) else []
        )
    if "agree-summary" in steps:
        step = steps["agree-summary"]
        assert set(step.tasks) == {task for task, those in leads.items() if set(step.units) <= set(those)}
        assert f"{len(step.tasks)} 项" in step.text.zh
    named = {one.unit for one in plan.assignments} - many
    assert ("hand-out-sheets" in steps) == bool(named)
    if named:
        out = steps["hand-out-sheets"]
        assert f"{len(out.units)} 家" in out.text.zh
        assert out.units
        assert not many & set(out.units)


def test_the_form_of_a_plan_gives_no_work() -> None:
    """One lead a task is no reason to confirm each; a plan without leads is asked for them once."""
    for name, of in FAMILY.items():
        steps = steps_of(name)
        if of.tasks and not of.names_leads:
            assert "confirm-single-leads" not in steps
            assert "agree-summary" not in steps
            assert "name-leads" in steps


def test_the_last_line_is_always_the_sheets() -> None:
    for name, of in FAMILY.items():
        if {one.unit for one in of.plan.assignments} & {unit.id for unit in of.actors}:
            assert list(steps_of(name))[-1] == "hand-out-sheets"


def test_where_nobody_has_a_share_the_sheets_go_to_those_that_supervise() -> None:
    of = network([], extra=["a", "b"])
    (step,) = (one for one in build_next_steps(of, analyse_few(of).results, ()) if one.id == "hand-out-sheets")
    assert (step.text.zh, len(step.units)) == ("把任务清单发给 2 家督促单位", 2)
