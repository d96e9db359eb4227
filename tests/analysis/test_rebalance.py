from __future__ import annotations

from dataclasses import replace

import pytest

from respnet.analysis.approximations import EnumeratedMoves
from respnet.analysis.rebalance import rebalance as lead_moves
from respnet.analysis.rebalance.rebalance import LeadMove, MoveReason, Rebalancing, rebalance
from respnet.core.errors import InputError, RespnetError
from respnet.core.i18n import Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.core.plan import Role, UnitKind
from respnet.core.to_json import to_jsonable
from respnet.intake.builder import UnitRecord
from tests.analysis.family import FAMILY, Row, network
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
        assert point.squares == pytest.approx(sum(load * load for load in loads))
        counted = [row for row, unit in enumerate(plan.actors) if unit.id != found.exempt]
        assert found.exempt not in {one for move in point.proposed for one in (move.from_unit, move.to_unit)}
        loads = [load if row in counted else -1.0 for row, load in enumerate(loads)]
        assert point.highest == pytest.approx(max([loads[row] for row in counted], default=0.0))
        assert point.most_leads == max([int(lead[row].sum()) for row in counted], default=0)
        assert (lead.sum(axis=0) == leads_before).all()
        busiest = [
            unit.id for unit, load in zip(plan.actors, loads, strict=True) if load == pytest.approx(point.highest)
        ]
        assert list(point.busiest) == (busiest if point.highest else [])
        if found.rules.keep_one:
            kept = lead & plan.biadjacency(Role.LEAD)
            assert (kept.any(axis=0) | (leads_before == 0)).all() or plan.collectives


def test_of_the_shipped_plan_one_move_remains() -> None:
    """Its coordinating unit is left out; only a unit that leads in the section takes over."""
    found = rebalance(shipped())
    check(shipped(), found)
    assert (found.candidates, found.exempt, found.anchored) == (4, OWNER, 7)
    assert [(one.moves, one.highest, one.busiest) for one in found.curve] == [
        (0, 18.0, (SCIENCE,)),
        (1, 17.5, (SCIENCE,)),
    ]
    (move,) = found.curve[1].proposed
    assert (move.task, move.from_unit, move.to_unit) == (f"{shipped().plan.id}/25", SCIENCE, "丰都县/县应急局")
    assert rebalance(shipped(), RebalanceOptions(moves=20)).curve == found.curve


def test_the_coordinating_unit_passes_leads_on_if_asked() -> None:
    found = rebalance(shipped(), RebalanceOptions(from_owner=True))
    check(shipped(), found)
    assert (found.exempt, [one.highest for one in found.curve]) == ("", [26.0, 25.5, 25.0, 24.5])
    assert {move.from_unit for move in found.curve[-1].proposed} == {OWNER}
    wide = rebalance(shipped(), RebalanceOptions(from_owner=True, keep_one=False, moves=18))
    check(shipped(), wide)
    assert [(one.moves, one.highest) for one in wide.curve] == [
        *((moves, 26 - moves / 2) for moves in range(17)),
        (18, 17.5),
    ]


def one_lead_each() -> ResponsibilityNetwork:
    """a leads nine of twelve tasks, one lead each; three units lead one; all take part in the sections."""
    leads = "a" * 9 + "bcd"
    others = ["be", "cf", "dg", "he", "bf", "cg", "de", "hf", "bg", "e", "f", "g"]
    sections = ["two", "one"] * 6
    return sectioned([(where, (lead, other)) for where, lead, other in zip(sections, leads, others, strict=True)])


def test_a_very_large_plan_is_enumerated_only_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    free = RebalanceOptions(from_owner=True, keep_one=False, moves=6)
    whole = rebalance(shipped(), free)
    assert whole.curve[-1].moves > 3
    assert whole.approximation is None
    monkeypatch.setattr(lead_moves, "MAX_PROGRAM_CELLS", 1)
    found = rebalance(shipped(), free)
    assert found.curve == tuple(point for point in whole.curve if point.moves <= 3)
    assert found.approximation == EnumeratedMoves(3)
    assert rebalance(shipped(), replace(free, moves=2)).approximation is None


def test_where_each_task_has_one_lead_nothing_moves_unless_the_rule_is_lifted() -> None:
    kept = rebalance(one_lead_each())
    assert ([one.moves for one in kept.curve], kept.anchored) == ([0], 12)
    free = rebalance(one_lead_each(), RebalanceOptions(keep_one=False))
    check(one_lead_each(), free)
    assert [(one.moves, one.highest) for one in free.curve] == [(0, 9.0), (1, 8.5), (2, 8.0), (3, 7.5)]
    assert free.anchored == 0
    more = rebalance(one_lead_each(), RebalanceOptions(keep_one=False, moves=10))
    check(one_lead_each(), more)
    assert more.curve[:4] == free.curve
    assert (more.curve[4].highest, more.curve[-1].highest) == (7.0, 4.5)


def test_who_takes_over_leads_in_the_section() -> None:
    """b leads in A; c takes part there only, and leads in B."""
    plan = sectioned([("A", ("ax", "bc")), ("A", ("ax", "b")), ("A", ("b", "")), ("B", ("cx", "a"))])
    found = rebalance(plan)
    assert {move.to_unit for move in found.curve[-1].proposed} == {"p/b"}
    assert found.candidates == 2  # a leads nothing in B, and c nothing in A


def test_without_sections_who_leads_anything_may_take_over() -> None:
    plan = network([("ax", "b"), ("ax", "c"), ("ax", "b"), ("b", "")])
    check(plan, rebalance(plan))
    assert rebalance(plan).candidates == 2


def test_the_field_can_be_given() -> None:
    free = RebalanceOptions(from_owner=True, field=(("丰都县/县财政局", shipped().tasks[2].id),))
    given = rebalance(shipped(), free)
    assert (given.candidates, [one.moves for one in given.curve]) == (1, [0, 1])
    (move,) = given.curve[1].proposed
    assert (move.from_unit, move.to_unit) == (OWNER, "丰都县/县财政局")
    absent = rebalance(shipped(), replace(free, field=(("丰都县/县交通局", shipped().tasks[2].id),)))
    assert absent.candidates == 0


def test_a_protected_lead_stays() -> None:
    plan = network([("ax", "b"), ("ax", "b"), ("a", []), ("b", "")])
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
    rows: list[Row] = [(["a", "各乡镇"], ["b"])] * 3
    plan = network([*rows, ("b", "")], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)])
    found = rebalance(plan)
    check(plan, found)
    assert [(one.moves, one.highest, one.single_leads) for one in found.curve] == [(0, 3.0, 1)]
    free = rebalance(
        network(rows, records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)]), RebalanceOptions(keep_one=False)
    )
    assert [(one.moves, one.highest) for one in free.curve] == [(0, 3.0), (1, 2.5)]


def test_a_budget_ends_the_curve() -> None:
    rules = RebalanceOptions(from_owner=True, keep_one=False)
    assert [one.moves for one in rebalance(shipped(), replace(rules, moves=5)).curve] == [0, 1, 2, 3, 4, 5]
    assert [one.moves for one in rebalance(shipped(), replace(rules, moves=0)).curve] == [0]


@pytest.mark.parametrize("ratio", [0.0, 1 / 3, 0.7, 1 - 1e-9, 1.0])
def test_other_ratios(ratio: float) -> None:
    found = rebalance(shipped(), RebalanceOptions(ratio=ratio, from_owner=True))
    assert (len(found.curve) > 1) is (ratio < 0.9)
    for point in found.curve:
        after = applied(shipped(), point.proposed)
        loads = after.biadjacency(Role.LEAD).sum(axis=1) + ratio * (
            after.biadjacency(Role.RESPONSIBLE, Role.SUPPORT).sum(axis=1)
        )
        assert point.highest == pytest.approx(float(loads.max()), abs=1e-4)


def test_why_a_unit_is_proposed() -> None:
    (move,) = rebalance(shipped()).curve[-1].proposed
    assert move.reason == MoveReason(True, 2, 3, candidates=1, lightest=True, before=3, after=3.5)
    plan = network([("ax", "b"), ("a", []), ("a", []), ("b", "")])
    (move,) = rebalance(plan).curve[-1].proposed
    assert move.reason == MoveReason(False, 0, 0, candidates=1, lightest=True, before=1.5, after=2)


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
            "The number of moves is -1; it cannot be negative. 3 is usual.",
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
        zh="b不是任务 1 的牵头单位，没有可保留的牵头，请核对。",
        en="b does not lead task 1, so there is no lead to keep. Please check.",
    )
    with pytest.raises(InputError, match="The plan has no single unit “p/z”"):
        rebalance(plan, RebalanceOptions(field=(("p/z", "p/1"),)))
    with pytest.raises(InputError, match="The plan has no task “p/9”"):
        rebalance(plan, RebalanceOptions(protected=(("p/9", "p/a"),)))
