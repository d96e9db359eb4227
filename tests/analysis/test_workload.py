from __future__ import annotations

import pytest

from respnet.analysis.workload.workload import UnitLoad, compute_workload
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu


def test_the_shipped_plan_has_its_known_size() -> None:
    plan = fengdu()
    assert (len(plan.actors), len(plan.tasks)) == (30, 32)
    assert int(plan.biadjacency(Role.LEAD).sum()) == 60
    assert int(plan.biadjacency(Role.RESPONSIBLE, Role.SUPPORT).sum()) == 170


def test_the_association_leads_22_tasks_and_takes_part_in_8_others() -> None:
    found = compute_workload(fengdu())
    first, second = found.rank_leaders()[:2]
    assert first == UnitLoad("丰都县/县科协", 22, 8, 0, 30, 22 / 32, 1, 1)
    assert first.others == 8
    assert (second.unit, second.leads, second.others) == ("丰都县/县科技局", 11, 14)


def test_ties_share_the_best_rank() -> None:
    found = compute_workload(network([(["a"], ["c"]), (["b"], ["c"]), (["a"], []), (["b"], [])]))
    assert [(load.leads, load.rank_leads, load.rank_total) for load in found.loads] == [(2, 1, 1), (0, 3, 1), (2, 1, 1)]


def test_a_unit_in_two_roles_of_a_task_counts_once_as_lead() -> None:
    (load, _) = compute_workload(network([(["a"], ["a", "b"])])).loads
    assert (load.leads, load.supports, load.total) == (1, 0, 1)


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_roles_add_up_in_the_family(plan: ResponsibilityNetwork) -> None:
    loads = compute_workload(plan).loads
    assert [load.unit for load in loads] == [unit.id for unit in plan.actors]
    for load in loads:
        assert load.total == load.leads + load.others
        assert 0 <= load.lead_share <= 1
    assert sum(load.total for load in loads) == int(plan.biadjacency().sum())
