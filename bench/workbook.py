"""The workbook, laid out to print, against pandas and openpyxl writing the same rows without any layout."""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pandas
from timing import in_turn, tell

import respnet
from respnet.analysis.structure.lead_network import count_co_leads
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role
from respnet.core.problems import Problem
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.render.workbook.workbook import build_workbook, build_worksheets

DATA = Path(__file__).parents[1] / "data"


def made_up(units: int, tasks: int) -> Plan:
    """Two leads, six responsible and four supporting units a task, with a section, a deadline and targets."""

    def names(task: int, first: int, many: int) -> tuple[str, ...]:
        return tuple(f"县第{(task * 7 + (first + place) * 101) % units}局" for place in range(many))

    rows = [
        TaskRow(
            f"实施第{task}项科学素质提升行动",
            number=str(task + 1),
            section=(f"第{task * 10 // tasks + 1}部分", f"({task * 100 // tasks + 1})重点工程"),
            units=(
                UnitList(Role.LEAD, names(task, 0, 2)),
                UnitList(Role.RESPONSIBLE, names(task, 2, 6)),
                UnitList(Role.SUPPORT, names(task, 8, 4)),
            ),
            deadline="2026年12月底",
            targets=("覆盖率达到90%以上", f"培训{task}人次"),
        )
        for task in range(tasks)
    ]
    return build_plan(PlanFacts("made-up", area="某县"), rows)


def plainly(network: ResponsibilityNetwork, problems: tuple[Problem, ...]) -> bytes:
    """The same sheets by pandas."""
    out = io.BytesIO()
    with pandas.ExcelWriter(out, engine="openpyxl") as writer:
        for sheet in build_worksheets(network, count_co_leads(network), problems, "zh"):
            frame = pandas.DataFrame(list(sheet.rows), columns=[column.heading for column in sheet.columns])
            frame.to_excel(writer, sheet_name=sheet.name, index=False)
    return out.getvalue()


def timed(make: Callable[[], bytes]) -> Callable[[], float]:
    """Seconds of one run."""

    def run() -> float:
        start = time.perf_counter()
        make()
        return time.perf_counter() - start

    return run


def main() -> None:
    """A line a plan: times, ratio, size, and the most memory so far."""
    plans = {
        "the shipped plan": (respnet.read_plan(DATA), 11),
        "100 units x 300 tasks": (made_up(100, 300), 5),
        "1,000 units x 10,000 tasks": (made_up(1_000, 10_000), 3),
    }
    for name, (plan, runs) in plans.items():
        network = ResponsibilityNetwork(plan)
        problems = respnet.check(plan)
        ours = timed(lambda network=network, problems=problems: build_workbook(network, problems))
        theirs = timed(lambda network=network, problems=problems: plainly(network, problems))
        tell(name, *_swap(in_turn(ours, theirs, runs)))
        size = len(build_workbook(network, problems)) / 1e6
        print(f"  {size:.2f} MB; memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB", flush=True)


def _swap(times: tuple[list[float], list[float]]) -> tuple[list[float], str, list[float]]:
    return times[0], "pandas and openpyxl", times[1]


if __name__ == "__main__":
    main()
