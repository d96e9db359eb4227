from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from respnet.analysis.compare.matching import (
    MIN_SIMILARITY,
    MatchBasis,
    TaskMatch,
    TaskMatching,
    find_best_assignment,
    match_tasks,
    split_bigrams,
)
from respnet.analysis.compare.name_alignment import align_unit_names
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from tests.analysis.editions import next_edition
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu

Row = tuple[str, str, str]


def plan(*rows: Row) -> ResponsibilityNetwork:
    """A plan from (number, title, units as single letters)."""
    tasks = [TaskRow(title, number=number, units=(UnitList(Role.LEAD, tuple(units)),)) for number, title, units in rows]
    return ResponsibilityNetwork(build_plan(PlanFacts("p"), tasks))


def matched(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> TaskMatching:
    common = align_unit_names(old.plan, new.plan)
    return match_tasks(common.old, common.new)


def pairs(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> set[tuple[str, str]]:
    return {(one.old.split("/")[-1], one.new.split("/")[-1]) for one in matched(old, new).matches}


def test_likeness_is_the_mean_of_title_and_units() -> None:
    (found,) = matched(plan(("1", "建设科技馆", "ab")), plan(("1", "建设县科技馆", "bc"))).matches
    assert found == TaskMatch("p/1", "p/1", MatchBasis.NUMBER, 0.5 * (3 / 6) + 0.5 * (1 / 3), reworded=True)


def test_what_neither_task_has_is_left_out_of_the_mean() -> None:
    assert matched(plan(("", "修路", "")), plan(("", "修路", ""))).matches[0].likeness == 1.0
    assert matched(plan(("1", "", "a")), plan(("1", "", "a"))).matches[0].likeness == 1.0


def test_blanks_punctuation_and_width_do_not_count() -> None:
    (found,) = matched(plan(("1", "修路、栽树（Ａ类）", "a")), plan(("1", "修路 栽树(A类)", "a"))).matches
    assert (found.likeness, found.reworded) == (1.0, False)
    assert split_bigrams("") == frozenset()
    assert split_bigrams("路") == {"路"}


def test_the_same_number_is_not_enough() -> None:
    found = matched(plan(("1", "修路", "a")), plan(("1", "办科技节", "b")))
    assert found.matches == ()
    assert [(one.old, one.new, one.likeness) for one in found.numbers_refused] == [("p/1", "p/1", 0.0)]


def test_the_same_units_are_not_enough() -> None:
    assert matched(plan(("1", "修路", "ab")), plan(("2", "办科技节", "ab"))).matches == ()
    assert matched(plan(("1", "修路", "ab")), plan(("1", "办科技节", "ab"))).matches == ()


def test_with_the_same_number_half_the_likeness_is_enough() -> None:
    old, new = ("1", "加强科普阵地建设", "abc"), ("1", "建设一批科普场馆", "bcd")
    assert pairs(plan(old), plan(new)) == {("1", "1")}
    assert pairs(plan(old), plan(("2", *new[1:]))) == set()


def test_a_number_printed_twice_is_no_ground() -> None:
    old = (("1", "加强科普阵地建设", "abc"), ("1", "修路", "x"))
    assert pairs(plan(*old), plan(("1", "建设一批科普场馆", "cde"), ("1", "修路", "x"))) == {("1~2", "1~2")}


def test_an_inserted_task_shifts_numbers_and_not_matches() -> None:
    titles = ["修建乡村道路", "建设县科技馆", "举办科技活动周", "培训科技辅导员", "更新科普画廊"]
    old = plan(*((str(number), title, "ab") for number, title in enumerate(titles, 1)))
    new = plan(*((str(number), f"{title}工作", "ac") for number, title in enumerate(["开展督查", *titles], 1)))
    assert pairs(old, new) == {(str(number), str(number + 1)) for number in range(1, 6)}
    assert {one.by for one in matched(old, new).matches} == {MatchBasis.LIKENESS}


def test_a_better_partner_goes_before_a_middling_number() -> None:
    old = plan(("1", "建设县级科技馆", "ab"), ("2", "建设乡镇科技馆", "ab"))
    new = plan(("1", "建设乡镇科技馆", "ac"), ("2", "建设县级科技馆", "ac"))
    assert pairs(old, new) == {("1", "2"), ("2", "1")}


def test_equal_tasks_keep_their_numbers_then_their_order() -> None:
    same = [(number, "修路", "a") for number in ("1", "2", "3")]
    assert pairs(plan(*same), plan(same[2], same[0], same[1])) == {("1", "1"), ("2", "2"), ("3", "3")}
    bare = [("", "修路", "a")] * 3
    assert pairs(plan(*bare), plan(*bare)) == {("#1", "#1"), ("#2", "#2"), ("#3", "#3")}


def test_the_next_edition_is_matched_as_it_was_made() -> None:
    found = matched(fengdu(), next_edition())
    (retitled,) = [one for one in found.matches if one.reworded]
    assert (retitled.old, retitled.by) == ("fengdu/4", MatchBasis.LIKENESS)
    assert len(found.matches) == 31
    assert [one.old for one in found.numbers_refused] == ["fengdu/3"]
    assert not found.cut


@pytest.mark.parametrize("one", FAMILY.values(), ids=FAMILY.keys())
def test_every_plan_is_itself(one: ResponsibilityNetwork) -> None:
    found = matched(one, one)
    assert [(each.old, each.new, each.likeness) for each in found.matches] == [
        (task.id, task.id, 1.0) for task in one.tasks
    ]
    assert found.numbers_refused == ()


def test_a_step_by_step_search_of_all_assignments_finds_no_better() -> None:
    chance = np.random.Generator(np.random.PCG64(5))
    for _ in range(60):
        likeness = np.where(chance.random((4, 5)) < 0.7, chance.integers(40, 101, (4, 5)) / 100, 0)
        i, j = np.nonzero(likeness)
        found = find_best_assignment(i, j, likeness[i, j], (4, 5))
        best = max(sum(likeness[row, column] for row, column in enumerate(ones)) for ones in permutations(range(5), 4))
        assert sum(likeness[pair] for pair in found) == pytest.approx(best, abs=1e-9)
        assert len({row for row, _ in found}) == len(found) == len({column for _, column in found})


def test_the_sum_is_that_of_scipys_dense_method() -> None:
    chance = np.random.Generator(np.random.PCG64(6))
    for height, width in ((1, 1), (40, 60), (60, 40), (120, 120)):
        likeness = np.where(chance.random((height, width)) < 0.3, chance.uniform(MIN_SIMILARITY, 1, (height, width)), 0)
        i, j = np.nonzero(likeness)
        found = find_best_assignment(i, j, likeness[i, j], (height, width))
        wanted = likeness[linear_sum_assignment(likeness, maximize=True)].sum()
        assert sum(likeness[pair] for pair in found) == pytest.approx(wanted, abs=1e-6)


def shuffled(network: ResponsibilityNetwork, seed: int) -> Plan:
    """The same plan with its tasks in another order and its units under other names."""
    chance = random.Random(seed)
    tasks = list(network.plan.tasks)
    chance.shuffle(tasks)
    return replace(
        network.plan,
        tasks=tuple(replace(task, order=at) for at, task in enumerate(tasks, 1)),
        units=tuple(replace(unit, name=f"{unit.name[::-1]}{seed}", also_written=()) for unit in network.plan.units),
    )


def test_the_order_of_rows_changes_no_match() -> None:
    wanted = set(matched(fengdu(), next_edition()).matches)
    for seed in range(5):
        old, new = (ResponsibilityNetwork(shuffled(one, seed)) for one in (fengdu(), next_edition()))
        assert set(matched(old, new).matches) == wanted


def test_no_matrix_of_all_pairs_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = matched(fengdu(), next_edition())
    monkeypatch.setattr("respnet.analysis.compare.matching.MATCH_BLOCK_PAIRS", 1)
    assert matched(fengdu(), next_edition()) == wanted


def test_many_likely_partners_are_cut_and_that_is_said() -> None:
    old = plan(*(("", f"建设第{number:02}科技馆", "ab") for number in range(30)))
    new = plan(*(("", f"建设第{number:02}号科技馆", "ab") for number in range(30)))
    found = matched(old, new)
    assert found.cut
    assert len(found.matches) >= 25


class TestCommonNames:
    def test_a_spelling_recorded_in_either_plan_is_the_same_unit(self) -> None:
        bare = plan(("1", "修路", ["县应急管理局"]), ("2", "修桥", ["县应急局"]))  # type: ignore[arg-type]
        record = UnitRecord("县应急局", UnitKind.GOVERNMENT, ("县应急管理局",), english="Emergency Bureau")
        known = ResponsibilityNetwork(
            build_plan(PlanFacts("q"), [TaskRow("修路", units=(UnitList(Role.LEAD, ("县应急局",)),))], [record])
        )
        for old, new in ((bare, known), (known, bare)):
            common = align_unit_names(old.plan, new.plan)
            assert common.renamed == (("县应急管理局", "县应急局"),)
            assert [unit.id for unit in common.old.actors] == [unit.id for unit in common.new.actors] == ["县应急局"]
            assert {common.old.actors[0].english, common.new.actors[0].english} == {"Emergency Bureau"}
            assert common.alike == ()

    def test_names_that_only_look_alike_stay_apart_and_are_named(self) -> None:
        old, new = (plan(("1", "修路", [name])) for name in ("县发改委", "县发展改革委"))  # type: ignore[arg-type]
        common = align_unit_names(old.plan, new.plan)
        assert common.alike == (("县发改委", "县发展改革委"),)
        assert common.renamed == ()

    def test_the_area_is_no_part_of_a_name(self) -> None:
        one, other = (
            ResponsibilityNetwork(
                build_plan(PlanFacts("p", area=area), [TaskRow("修路", units=(UnitList(Role.LEAD, ("县科协",)),))])
            )
            for area in ("甲县", "乙县")
        )
        common = align_unit_names(one.plan, other.plan)
        assert common.old.actors[0].id == common.new.actors[0].id == "县科协"

    def test_a_collective_in_one_plan_is_one_in_both(self) -> None:
        rows = [TaskRow("修路", units=(UnitList(Role.LEAD, ("成员",)),))]
        stated = build_plan(PlanFacts("p"), rows, [UnitRecord("成员", UnitKind.COLLECTIVE)])
        common = align_unit_names(stated, build_plan(PlanFacts("q"), rows))
        assert (common.old.actors, common.new.actors) == ((), ())

    def test_records_that_cross_end_in_one_unit(self) -> None:
        rows = [TaskRow("修路", units=(UnitList(Role.LEAD, ("甲", "乙", "丙")),))]
        old = build_plan(PlanFacts("p"), rows, [UnitRecord("甲", also_written=("子",)), UnitRecord("丙")])
        new = build_plan(PlanFacts("q"), rows, [UnitRecord("乙", also_written=("子",))])
        common = align_unit_names(old, new)
        assert [unit.name for unit in common.old.actors] == ["乙", "丙"]
        assert common.renamed == (("甲", "乙"),)
