from __future__ import annotations

from dataclasses import replace

import pytest

from respnet.analysis.approximations import MoveLimit
from respnet.analysis.rebalance import rebalance as rebalancing
from respnet.analysis.rebalance.rebalance import CurvePoint, LeadMove, MoveReason, Rebalancing, rebalance
from respnet.core.errors import InputError, RespnetError
from respnet.core.i18n import Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.core.plan import Role, UnitKind
from respnet.core.to_json import to_jsonable
from respnet.intake.builder import UnitRecord
from tests.analysis.family import FAMILY, network
from tests.analysis.sections import sectioned, shipped

OWNER, SCIENCE = "丰都县/县科协", "丰都县/县科技局"


def applied(plan: ResponsibilityNetwork, moves: tuple[LeadMove, ...]) -> ResponsibilityNetwork:
    """The plan with the moves made: who gives a lead stays responsible, who takes it only leads."""
    assignments = list(plan.plan.assignments)
    for move in moves:
        lead = next(
            one for one in assignments if (one.task, one.unit, one.role) == (move.task, move.from_unit, Role.LEAD)
        )
        assignments = [one for one in assignments if (one.task, one.unit) != (move.task, move.to_unit)]
        assignments.remove(lead)
        assignments += [replace(lead, role=Role.RESPONSIBLE), replace(lead, unit=move.to_unit)]
    return ResponsibilityNetwork(replace(plan.plan, assignments=tuple(assignments)))


def check(plan: ResponsibilityNetwork, found: Rebalancing) -> None:
    """Every point says what the plan is with its moves made."""
    ratio = found.rules.ratio
    leads_before = plan.biadjacency(Role.LEAD).sum(axis=0)
    for point in found.curve:
        after = applied(plan, point.proposed)
        lead, other = after.biadjacency(Role.LEAD), after.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
        loads = [float(load) for load in lead.sum(axis=1) + ratio * other.sum(axis=1)]
        assert len(point.proposed) == point.moves
        assert point.highest == pytest.approx(max(loads, default=0.0))
        assert point.squares == pytest.approx(sum(load * load for load in loads))
        assert point.most_leads == max([int(number) for number in lead.sum(axis=1)], default=0)
        assert (lead.sum(axis=0) == leads_before).all()
        busiest = [
            unit.id for unit, load in zip(plan.actors, loads, strict=True) if load == pytest.approx(point.highest)
        ]
        assert list(point.busiest) == (busiest if point.highest else [])
        if found.rules.keep_one:
            kept = lead & plan.biadjacency(Role.LEAD)
            assert (kept.any(axis=0) | (leads_before == 0)).all() or plan.collectives


def test_the_shipped_plan() -> None:
    found = rebalance(shipped())
    check(shipped(), found)
    assert (found.candidates, found.proved, found.approximation) == (100, True, None)
    assert [(one.moves, one.highest) for one in found.curve] == [
        *((moves, 26 - moves / 2) for moves in range(17)),
        (18, 17.5),
        (20, 17.0),
    ]
    assert {one.single_leads for one in found.curve} == {7}
    assert found.curve[0].busiest == (OWNER,)
    assert found.curve[-1].busiest == (OWNER, SCIENCE)
    assert (found.curve[0].most_leads, found.curve[-1].most_leads) == (22, 9)
    assert found.find_knee().moves == 16


def test_the_field_is_the_section() -> None:
    """b takes part in both tasks of the section A; c only in one of A, but in B besides."""
    plan = sectioned([("A", ("ax", "bc")), ("A", ("ax", "b")), ("B", ("ax", "c"))])
    found = rebalance(plan)
    assert found.candidates == 2
    assert {move.to_unit for move in found.curve[-1].proposed} == {"p/b"}


def test_without_sections_who_takes_part_may_lead() -> None:
    found = rebalance(network([("ax", "b"), ("ax", "c"), ("ax", [])]))
    check(network([("ax", "b"), ("ax", "c"), ("ax", [])]), found)
    assert found.candidates == 2


def test_the_field_can_be_given() -> None:
    given = rebalance(shipped(), RebalanceOptions(field=(("丰都县/县财政局", shipped().tasks[2].id),)))
    assert (given.candidates, [one.moves for one in given.curve]) == (1, [0, 1])
    (move,) = given.curve[1].proposed
    assert (move.from_unit, move.to_unit) == (OWNER, "丰都县/县财政局")
    absent = rebalance(shipped(), RebalanceOptions(field=(("丰都县/县交通局", shipped().tasks[2].id),)))
    assert absent.candidates == 0


def test_a_protected_lead_stays() -> None:
    plan = network([("ax", "b"), ("ax", "b"), ("a", [])])
    free = rebalance(plan)
    assert [move.from_unit for move in free.curve[1].proposed] == ["p/a"]
    kept = rebalance(plan, RebalanceOptions(protected=(("p/1", "p/a"), ("p/2", "p/a"))))
    check(plan, kept)
    assert [one.moves for one in kept.curve] == [0]


def test_one_of_the_present_leads_stays_unless_told_otherwise() -> None:
    plan = network([("a", "b"), ("a", "b"), ("a", "b")])
    assert [one.moves for one in rebalance(plan).curve] == [0]
    free = rebalance(plan, RebalanceOptions(keep_one=False))
    check(plan, free)
    assert [(one.moves, one.highest) for one in free.curve] == [(0, 3.0), (1, 2.5)]


def test_a_collective_that_leads_is_a_present_lead() -> None:
    plan = network(
        [(["a", "各乡镇"], ["b"]), (["a", "各乡镇"], ["b"])], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)]
    )
    found = rebalance(plan)
    check(plan, found)
    assert [(one.moves, one.highest, one.single_leads) for one in found.curve] == [(0, 2.0, 0), (1, 1.5, 0)]


def test_a_budget_ends_the_curve() -> None:
    found = rebalance(shipped(), RebalanceOptions(moves=5))
    assert [one.moves for one in found.curve] == [0, 1, 2, 3, 4, 5]
    assert found.approximation is None
    assert found.curve == rebalance(shipped()).curve[:6]
    assert [one.moves for one in rebalance(shipped(), RebalanceOptions(moves=0)).curve] == [0]


@pytest.mark.parametrize("limit", ["MOST_MOVES", "WORK"])
def test_a_curve_cut_short_says_so(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebalancing, limit, 3 if limit == "MOST_MOVES" else 3 * 230)
    found = rebalance(shipped())
    assert [one.moves for one in found.curve] == [0, 1, 2, 3]
    assert found.approximation == MoveLimit(3)


@pytest.mark.parametrize("ratio", [0.0, 1 / 3, 0.7, 1 - 1e-9, 1.0])
def test_other_ratios(ratio: float) -> None:
    found = rebalance(shipped(), RebalanceOptions(ratio=ratio))
    assert (len(found.curve) > 1) is (ratio < 0.9)
    for point in found.curve:
        after = applied(shipped(), point.proposed)
        loads = after.biadjacency(Role.LEAD).sum(axis=1) + ratio * (
            after.biadjacency(Role.RESPONSIBLE, Role.SUPPORT).sum(axis=1)
        )
        assert point.highest == pytest.approx(float(loads.max()), abs=1e-4)


def test_why_a_unit_is_proposed() -> None:
    reasons = {move.task: move.reason for move in rebalance(shipped()).curve[-1].proposed}
    plan = shipped().plan.id
    there = reasons[f"{plan}/30"]
    assert (there.responsible, there.shared, there.section_tasks, there.before, there.after) == (True, 3, 3, 6.5, 7)
    assert reasons[f"{plan}/29"] == MoveReason(True, 2, 3, candidates=2, lightest=True, before=1, after=1.5)
    (move,) = rebalance(network([("ax", "b"), ("a", [])])).curve[-1].proposed
    assert move.reason == MoveReason(False, 0, 0, candidates=1, lightest=True, before=0.5, after=1)


@pytest.mark.parametrize("plan", FAMILY.values(), ids=FAMILY.keys())
def test_the_family(plan: ResponsibilityNetwork) -> None:
    for rules in (RebalanceOptions(), RebalanceOptions(ratio=0.0, keep_one=False)):
        found = rebalance(plan, rules)
        check(plan, found)
        moves = [one.moves for one in found.curve]
        highest = [one.highest for one in found.curve]
        assert moves[0] == 0
        assert moves == sorted(set(moves))
        assert highest == sorted(set(highest), reverse=True)
        assert to_jsonable(found) == to_jsonable(rebalance(ResponsibilityNetwork(plan.plan), rules))


def test_rows_in_another_order_give_the_same_curve() -> None:
    rows = [("ax", "bc"), ("ax", "cd"), ("axy", "b"), ("a", "d"), ("xa", "bd")]
    names = str.maketrans("abcdxy", "uvwmnk")
    renamed = [(leads.translate(names), others.translate(names)) for leads, others in rows]

    def points(plan: ResponsibilityNetwork) -> list[tuple[int, float, float, int]]:
        return [(one.moves, one.highest, one.squares, one.most_leads) for one in rebalance(plan).curve]

    assert points(network(rows)) == points(network(rows[::-1])) == points(network(renamed))


@pytest.mark.parametrize(
    ("rules", "en"),
    [
        ({"ratio": 1.5}, "Taking part is to weigh 1.5 of a lead; it must be between 0 and 1. 0.5 is usual."),
        ({"ratio": float("nan")}, "Taking part is to weigh nan of a lead; it must be between 0 and 1. 0.5 is usual."),
        (
            {"moves": -1},
            "The number of moves is -1; it cannot be negative. Without one, all that help are tried.",
        ),
    ],
)
def test_rules_that_cannot_be_kept(rules: dict[str, float], en: str) -> None:
    with pytest.raises(RespnetError) as error:
        RebalanceOptions(**rules)  # type: ignore[arg-type]
    assert error.value.text.en == en


def test_rules_about_what_the_plan_does_not_have() -> None:
    plan = network([("a", "b")])
    with pytest.raises(InputError) as error:
        rebalance(plan, RebalanceOptions(protected=(("p/1", "p/b"),)))
    assert error.value.text == Text(
        zh="b不是任务 1 的牵头单位，谈不上保留其牵头。", en="b does not lead task 1, so there is no lead to keep."
    )
    with pytest.raises(InputError, match="The plan has no single unit “p/z”"):
        rebalance(plan, RebalanceOptions(field=(("p/z", "p/1"),)))
    with pytest.raises(InputError, match="The plan has no task “p/9”"):
        rebalance(plan, RebalanceOptions(protected=(("p/9", "p/a"),)))


def test_the_turning_point() -> None:
    def with_curve(*points: tuple[int, float]) -> Rebalancing:
        curve = tuple(CurvePoint(moves, highest, (), 0.0, 0, 0, ()) for moves, highest in points)
        return Rebalancing(RebalanceOptions(), 0, proved=True, curve=curve, approximation=None)

    assert with_curve((0, 9.0)).find_knee().moves == 0
    assert with_curve((0, 9.0), (1, 8.0), (2, 7.0), (5, 6.0)).find_knee().moves == 2
    assert with_curve((0, 9.0), (2, 8.0), (4, 7.0)).find_knee().moves == 4
