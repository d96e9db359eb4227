"""Comparing two editions: tasks that have to be matched by their words, and plans of growing size; seconds."""

from __future__ import annotations

import random
import time
import tracemalloc

from respnet.analysis.compare.matching import match_tasks
from respnet.analysis.compare.name_alignment import align_unit_names
from respnet.comparison import compare
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan

CHARACTERS = "建设加强推进完善实施开展科技农业教育文化卫生环境交通水利信息服务平台体系能力队伍机制工程示范基地培训宣传"


def plan(tasks: int, units: int, edition: int) -> ResponsibilityNetwork:
    """A plan with random titles of 8 to 16 characters; a later edition has other numbers and some other words."""
    chance, other = random.Random(1), random.Random(edition)
    rows = []
    for _ in range(tasks):
        title = [chance.choice(CHARACTERS) for _ in range(chance.randint(8, 16))]
        leads = [f"单位{chance.randrange(units)}" for _ in range(chance.randint(1, 3))]
        others = [f"单位{chance.randrange(units)}" for _ in range(chance.randint(2, 6))]
        if edition:
            title[other.randrange(len(title))] = other.choice(CHARACTERS)
            others[0] = f"单位{other.randrange(units)}"
        rows.append((title, leads, others))
    if edition:
        other.shuffle(rows)
    return ResponsibilityNetwork(
        build_plan(
            PlanFacts(f"p{edition}"),
            [
                TaskRow(
                    "".join(title),
                    number=str(number),
                    units=(UnitList(Role.LEAD, tuple(leads)), UnitList(Role.RESPONSIBLE, tuple(others))),
                )
                for number, (title, leads, others) in enumerate(rows, 1)
            ],
        )
    )


def main() -> None:
    """Print, for each size, seconds and memory of the matching alone, and seconds of the whole comparison."""
    for tasks, units in ((32, 30), (1_000, 300), (3_000, 300), (10_000, 1_000)):
        old, new = plan(tasks, units, 0), plan(tasks, units, 1)
        common = align_unit_names(old.plan, new.plan)
        start = time.perf_counter()
        found = match_tasks(common.old, common.new)
        matching = time.perf_counter() - start
        start = time.perf_counter()
        compare(old, new)
        whole = time.perf_counter() - start
        tracemalloc.start()
        match_tasks(common.old, common.new)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(
            f"{tasks:6,} tasks, {units:5,} units, all numbers changed: {len(found.matches):6,} matched in "
            f"{matching:6.2f} s and {most / 1e6:5.0f} MB; the whole comparison {whole:6.2f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
