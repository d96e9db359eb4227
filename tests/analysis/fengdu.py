"""The plan that ships, read by the plainest means, so that these tests stand on the data alone."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, UnitKind
from respnet.core.unit_names import split_units
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan

DATA = Path(__file__).parents[2] / "data"


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def fengdu() -> ResponsibilityNetwork:
    rows = [
        TaskRow(
            row["title"],
            number=row["number"],
            units=(
                UnitList(Role.LEAD, split_units(row["lead_units"])[0]),
                UnitList(Role.RESPONSIBLE, split_units(row["responsible_units"])[0]),
            ),
        )
        for row in _rows("tasks.csv")
    ]
    records = [
        UnitRecord(row["name"], UnitKind(row["kind"]), split_units(row["also_written"])[0], english=row["english"])
        for row in _rows("units.csv")
    ]
    facts = PlanFacts("fengdu", area="丰都县", owner="县科协", focus=("县科协", "县教委"))
    return ResponsibilityNetwork(build_plan(facts, rows, records))
