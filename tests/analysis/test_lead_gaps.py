from __future__ import annotations

import pytest

from respnet.analysis.structure.lead_network import SingleLead, find_lead_gaps
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, UnitKind
from respnet.intake.builder import UnitRecord
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu


def test_single_leads_and_gaps() -> None:
    found = find_lead_gaps(network([("a", "b"), ("ab", []), ([], "c"), ("b", []), ([], [])]))
    assert found.single == (SingleLead("p/1", "p/a", True), SingleLead("p/4", "p/b", False))
    assert found.none == ("p/3", "p/5")


def test_a_collective_is_a_lead_but_no_single_unit() -> None:
    plan = network([(["各乡镇"], ["a"]), (["各乡镇", "a"], [])], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)])
    found = find_lead_gaps(plan)
    assert (found.single, found.none) == ((), ())


def test_a_lead_named_twice_is_one_lead_and_does_not_support_itself() -> None:
    assert find_lead_gaps(network([(["a", "a"], ["a"])])).single == (SingleLead("p/1", "p/a", False),)


def test_supervision_is_no_support() -> None:
    assert find_lead_gaps(network([(["a"], ["b"])], other_role=Role.SUPERVISE)).single[0].supported is False


def test_the_shipped_plan() -> None:
    found = find_lead_gaps(fengdu())
    assert [one.task.removeprefix("fengdu/") for one in found.single] == SINGLE
    assert found.none == ()


SINGLE = [
    task.label
    for task in fengdu().tasks
    if sum(one.role is Role.LEAD for one in fengdu().assignments_by_task[task.id]) == 1
]


def test_the_shipped_plan_has_seven() -> None:
    assert len(SINGLE) == 7
    assert SINGLE[:2] == ["2", "3"]


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_no_task_is_in_both_lists_of_the_family(plan: ResponsibilityNetwork) -> None:
    found = find_lead_gaps(plan)
    assert not {one.task for one in found.single} & set(found.none)
    assert plan.names_leads or len(found.none) == len(plan.tasks)
