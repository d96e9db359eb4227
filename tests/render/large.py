"""A plan too large to be shown at once, analysed once in a run."""

from __future__ import annotations

from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions
from respnet.core.plan import Plan, Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.pipeline import Analysis
from respnet.result_cache import analyse_cached

UNITS, TASKS = 40, 1_200
ODD = "县'局; rm"
"""Nothing to be typed into a shell as it is."""


def large_plan() -> Plan:
    """Ten units a task, deadlines over three years; the busiest unit has a name that needs quotes."""
    units = [ODD, *(f"第{number}局" for number in range(1, UNITS))]
    rows = []
    for number in range(1, TASKS + 1):
        drawn = dict.fromkeys((number + step * (number % 7 + 1)) % UNITS for step in range(10))
        names = [units[place] for place in drawn]
        rows.append(
            TaskRow(
                f"第{number}件事",
                number=str(number),
                section=(f"第{(number - 1) // 50 + 1}节",),
                units=(
                    UnitList(Role.LEAD, tuple(names[: 1 + number % 2])),
                    UnitList(Role.RESPONSIBLE, tuple(names[2:]), open=number == TASKS),
                ),
                deadline=f"{2024 + number % 3}年{number % 12 + 1}月底前",
            )
        )
    return build_plan(PlanFacts("大方案"), rows)


def large_analysis() -> Analysis:
    """Its analysis with few draws; measuring it takes half a minute, so processes share the results."""
    return analyse_cached(
        ResponsibilityNetwork(large_plan()), settings=AnalysisOptions(draws=50, tie_draws=50, null_draws=2)
    )
