from __future__ import annotations

from itertools import combinations

import pytest

from respnet.analysis.risk.robustness import LeadCover, TaskSize, compute_fragility
from respnet.analysis.structure.lead_network import find_lead_gaps
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, UnitKind
from respnet.core.to_json import to_jsonable
from respnet.intake.builder import UnitRecord
from respnet.whatif.edits import RemoveUnit, apply_edits
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu

COLLECTIVE = [UnitRecord("各乡镇", UnitKind.COLLECTIVE)]


def leaderless_without(plan: ResponsibilityNetwork, *units: str) -> set[str]:
    """The tasks that lose their last lead, found by taking the units out of the plan."""
    names = [plan.unit_by_id[unit].name for unit in units]
    without = find_lead_gaps(ResponsibilityNetwork(apply_edits(plan.plan, [RemoveUnit(name) for name in names])))
    return set(without.none) - set(find_lead_gaps(plan).none)


@pytest.mark.parametrize("plan", [fengdu(), *FAMILY.values()], ids=["fengdu", *FAMILY.keys()])
def test_a_drop_out_is_the_plan_without_the_unit(plan: ResponsibilityNetwork) -> None:
    gaps = find_lead_gaps(plan)
    for one in compute_fragility(plan).drop_outs[:40]:
        without = ResponsibilityNetwork(apply_edits(plan.plan, [RemoveUnit(plan.unit_by_id[one.unit].name)]))
        assert set(one.leaderless) == leaderless_without(plan, one.unit)
        single = {each.task for each in find_lead_gaps(without).single} - {each.task for each in gaps.single}
        assert set(one.single_left) == single
        bare = {
            task.id
            for task in plan.tasks
            if any(a.role is not Role.SUPERVISE for a in plan.assignments_by_task[task.id])
            and all(a.role is Role.SUPERVISE for a in without.assignments_by_task[task.id])
        }
        assert set(one.empty) == bare
        assert one.components == compute_fragility(without).components


@pytest.mark.parametrize("name", ["two components", "path", "star of tasks", "complete", "a unit without tasks"])
def test_the_worst_pair_is_the_worst_of_all(name: str) -> None:
    plan = FAMILY[name]
    lost = {(a.id, b.id): leaderless_without(plan, a.id, b.id) for a, b in combinations(plan.actors, 2)}
    most = max(map(len, lost.values()))
    pair = compute_fragility(plan).worst_pair
    if not most:
        assert pair is None
        return
    assert pair is not None
    assert set(pair.leaderless) == lost[pair.a, pair.b]
    assert len(pair.leaderless) == most
    assert pair.level == sum(len(tasks) == most for tasks in lost.values())


def test_the_shipped_plan() -> None:
    plan = fengdu()
    found = compute_fragility(plan)
    worst = max(found.drop_outs, key=lambda one: len(one.leaderless))
    assert (worst.unit, len(worst.leaderless)) == ("丰都县/县教委", 2)
    assert len({one.task for one in find_lead_gaps(plan).single}) == sum(len(one.leaderless) for one in found.drop_outs)
    assert found.worst_pair is not None
    assert (found.worst_pair.a, found.worst_pair.b) == ("丰都县/县科协", "丰都县/县科技局")
    assert (len(found.worst_pair.leaderless), found.worst_pair.level) == (12, 1)
    core = tuple(f"丰都县/{name}" for name in ("县教委", "县科协", "县委宣传部", "县总工会", "县委组织部"))
    assert found.cover == LeadCover(core, unique=True, needed=core, proved=True)
    assert (found.components, found.articulation) == (1, ())
    assert found.sizes[19] == TaskSize("fengdu/22", leads=3, others=13, collectives=1, ties=42, pairs=120)
    assert found.approximation is None


def test_a_collective_that_leads_is_a_lead_and_never_an_actor() -> None:
    plan = network([(["各乡镇", "a"], ["b"]), (["a"], ["各乡镇"]), (["各乡镇"], [])], records=COLLECTIVE)
    found = compute_fragility(plan)
    a, b = found.drop_outs
    assert (a.leaderless, a.single_left, a.empty) == (("p/2",), (), ())
    assert (b.leaderless, b.single_left, b.empty) == ((), (), ())
    assert found.cover.units == ("p/a",)
    assert found.sizes[0] == TaskSize("p/1", leads=1, others=1, collectives=1, ties=1, pairs=1)
    assert found.sizes[2] == TaskSize("p/3", leads=0, others=0, collectives=1, ties=0, pairs=0)


def test_supervision_is_no_share() -> None:
    plan = network([(["a"], ["b"])], other_role=Role.SUPERVISE)
    found = compute_fragility(plan)
    assert found.drop_outs[0].empty == ("p/1",)
    assert found.sizes[0].others == 0
    assert found.drop_outs[0].components == 0


def test_several_groups_as_small() -> None:
    found = compute_fragility(network([("ab", []), ("ac", []), ("bc", []), ("d", [])])).cover
    assert (len(found.units), found.unique, found.needed) == (3, False, ("p/d",))


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_twice_the_same(plan: ResponsibilityNetwork) -> None:
    assert to_jsonable(compute_fragility(plan)) == to_jsonable(compute_fragility(ResponsibilityNetwork(plan.plan)))
    assert len(compute_fragility(plan).sizes) == len(plan.tasks)


def test_who_would_be_missed_most_is_decided_by_both_numbers() -> None:
    """a leads 20 of 22 tasks, two of them alone; b leads two alone; c leads one with a."""
    plan = network([("a", "c"), ("a", ""), *[("ad", "")] * 17, ("ac", ""), ("b", ""), ("b", "")])
    ranked = compute_fragility(plan).rank_drop_outs()
    assert [(one.unit, len(one.leaderless), len(one.single_left)) for one in ranked] == [
        ("p/a", 2, 18),
        ("p/b", 2, 0),
        ("p/d", 0, 17),
        ("p/c", 0, 1),
    ]
    first = compute_fragility(fengdu()).rank_drop_outs()[0]
    assert (first.unit, len(first.leaderless), len(first.single_left)) == ("丰都县/县科协", 2, 18)
