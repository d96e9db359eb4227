"""The shipped plan with its sections, and small plans that have some."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.intake.read import read_plan
from tests.analysis.family import Row
from tests.analysis.fengdu import DATA


@cache
def shipped() -> ResponsibilityNetwork:
    return ResponsibilityNetwork(read_plan(str(DATA)))


def sectioned(rows: Iterable[tuple[str, Row]], owner: str = "", role: Role = Role.RESPONSIBLE) -> ResponsibilityNetwork:
    """A network from (section, (leads, others)) of each task."""
    tasks = [
        TaskRow(
            f"task {number}",
            number=str(number),
            section=(section,) if section else (),
            units=(UnitList(Role.LEAD, tuple(leads)), UnitList(role, tuple(others))),
        )
        for number, (section, (leads, others)) in enumerate(rows, 1)
    ]
    return ResponsibilityNetwork(build_plan(PlanFacts("p", owner=owner), tasks))
