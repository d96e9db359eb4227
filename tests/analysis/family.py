"""One family of small plans with answers known by hand; every measure and every sentence goes through all of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions
from respnet.core.plan import Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.pipeline import Analysis
from respnet.result_cache import analyse_cached

SHARED_CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "findings"
Row = tuple[Iterable[str], Iterable[str]]


def network(
    rows: Iterable[Row],
    *,
    extra: Iterable[str] = (),
    owner: str = "",
    focus: tuple[str, ...] = (),
    records: Iterable[UnitRecord] = (),
    other_role: Role = Role.SUPPORT,
) -> ResponsibilityNetwork:
    """A network from (leads, others) of each task; `extra` units are only named as supervisors of one more task."""
    tasks = [
        TaskRow(
            f"task {number}",
            number=str(number),
            units=(UnitList(Role.LEAD, tuple(leads)), UnitList(other_role, tuple(others))),
        )
        for number, (leads, others) in enumerate(rows, 1)
    ]
    if extra:
        tasks.append(TaskRow("watched", number="w", units=(UnitList(Role.SUPERVISE, tuple(extra)),)))
    return ResponsibilityNetwork(build_plan(PlanFacts("p", owner=owner, focus=focus), tasks, records))


def letters(count: int) -> tuple[str, ...]:
    return tuple(f"u{number:03}" for number in range(1, count + 1))


def _large() -> list[Row]:
    names = letters(300)
    return [([names[(7 * t) % 300]], [names[(7 * t + k * k) % 300] for k in range(1, 6)]) for t in range(150)]


FAMILY: dict[str, ResponsibilityNetwork] = {
    "empty": network([]),
    "a task without units": network([([], [])]),
    "one unit": network([(["a"], [])]),
    "one unit, three tasks": network([(["a"], []), (["a"], []), (["a"], [])]),
    "one task": network([(["a"], ["b", "c"])]),
    "star of tasks": network([(["a"], ["b"]), (["a"], ["c"]), (["a"], ["d"]), (["a"], ["e"])]),
    "star of units": network([(["a", "b", "c", "d", "e"], [])]),
    "complete": network([("abcd", []), ("abcd", []), ("abcd", [])]),
    "two components": network([(["a"], ["b"]), (["b"], ["a"]), (["c"], ["d", "e"])]),
    "path": network([("ab", []), ("bc", []), ("cd", []), ("de", [])]),
    "nobody leads": network([([], "ab"), ([], "bc"), ([], "abcd")]),
    "nobody leads, responsible": network([([], "ab"), ([], "bc")], other_role=Role.RESPONSIBLE),
    "everybody leads everything": network([("abc", []), ("abc", [])]),
    "a unit without tasks": network([(["a"], ["b"]), (["b"], ["a"])], extra=["idle"]),
    "identical tasks": network([(["a"], ["b", "c"])] * 6),
    "only a collective leads": network(
        [(["各乡镇"], ["a", "b"]), (["各乡镇"], ["a"])], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)]
    ),
    "only collectives": network(
        [(["各乡镇"], []), (["各乡镇"], [])], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)]
    ),
    "one leads all, of twelve": network([(["a"], [name]) for name in "bcdefghijkl"], owner="a"),
    "300 units": network(_large()),
}


@cache
def analyse_few(of: ResponsibilityNetwork) -> Analysis:
    """The analysis with few draws, for what does not hang on them; measured once in a run of all tests."""
    return analyse_cached(of, settings=AnalysisOptions(draws=200, tie_draws=200, null_draws=10))
