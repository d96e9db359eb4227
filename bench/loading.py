"""Loading 100,000 assignments into each database, against a MERGE a row and against the driver's bare UNWIND.

The rows of a MERGE each are sent for 2,000 assignments and scaled up to 100,000: the whole would take many minutes.
respnet also reads everything back and compares it; the others do not. Then the same plan is loaded again, and once more
with one task changed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import ladybug

import respnet
from respnet.core.plan import Plan, Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.stores.base import Store

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests import neo4j_server

TASKS, UNITS, A_TASK, FEW, BATCH = 10_000, 1_000, 10, 2_000, 10_000
Run = Callable[[str, dict[str, Any]], object]

MERGE_A_ROW = (
    "MERGE (u:Unit {id: $unit}) MERGE (t:Task {id: $task}) MERGE (u)-[r:LEADS {position: $position}]->(t) "
    "SET r.printed = $printed"
)
BARE_UNITS = "UNWIND $rows AS row MERGE (u:Unit {id: row.id})"
BARE_TASKS = "UNWIND $rows AS row MERGE (t:Task {id: row.id})"
BARE_LINKS = (
    "UNWIND $rows AS row MATCH (u:Unit {id: row.unit}) MATCH (t:Task {id: row.task}) "
    "MERGE (u)-[r:LEADS {position: row.position}]->(t) SET r.printed = row.printed"
)


def large_plan() -> Plan:
    """10,000 tasks with ten leads each, out of 1,000 units."""
    rows = [
        TaskRow(
            f"任务{task}",
            number=str(task),
            units=(UnitList(Role.LEAD, tuple(f"单位{(task * 7 + place * 101) % UNITS}" for place in range(A_TASK))),),
        )
        for task in range(TASKS)
    ]
    return build_plan(PlanFacts("large"), rows)


def timed(action: Callable[[], object]) -> float:
    """Seconds that the action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def batches(rows: Sequence[dict[str, Any]]) -> Iterable[Sequence[dict[str, Any]]]:
    """The rows, as many at a time as respnet sends."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def bare(run: Run, plan: Plan) -> None:
    """The same nodes and relationships by the driver alone, in batches."""
    for statement, ids in ((BARE_UNITS, plan.units), (BARE_TASKS, plan.tasks)):
        for rows in batches([{"id": one.id} for one in ids]):
            run(statement, {"rows": rows})
    links = [
        {"unit": one.unit, "task": one.task, "position": one.position, "printed": one.printed}
        for one in plan.assignments
    ]
    for rows in batches(links):
        run(BARE_LINKS, {"rows": rows})


def row_by_row(run: Run, plan: Plan) -> None:
    """A statement an assignment."""
    for one in plan.assignments[:FEW]:
        run(MERGE_A_ROW, {"unit": one.unit, "task": one.task, "position": one.position, "printed": one.printed})


def load_again(name: str, store: Store, plan: Plan, ours: float) -> None:
    """Loads of the plan that is stored already, and of one with another title of one task: a line on both."""
    again = timed(lambda: store.load(plan))
    title = replace(plan, tasks=(replace(plan.tasks[0], title="另一任务"), *plan.tasks[1:]))
    changed = timed(lambda: store.load(title))
    print(
        f"{name}: first load {ours:.1f} s; the same plan again {again:.2f} s: ratio {again / ours:.3f}; one task "
        f"changed, the former version kept {changed:.1f} s: ratio {changed / ours:.2f}",
        flush=True,
    )


def tell(name: str, ours: float, single: float, unwind: float) -> None:
    """One line a database."""
    whole = single * TASKS * A_TASK / FEW
    print(
        f"{name}: respnet {ours:.1f} s with reading back; a MERGE a row {whole:.0f} s (scaled from {FEW:,}): "
        f"ratio {ours / whole:.3f}; bare UNWIND {unwind:.1f} s: ratio {ours / unwind:.2f}",
        flush=True,
    )


def embedded(plan: Plan, folder: Path) -> None:
    """LadybugDB, each time in a new file."""

    def connection(name: str) -> Run:
        made = ladybug.Connection(ladybug.Database(str(folder / name), buffer_pool_size=1 << 30, max_db_size=1 << 33))
        made.execute("CREATE NODE TABLE Unit(id STRING PRIMARY KEY)")
        made.execute("CREATE NODE TABLE Task(id STRING PRIMARY KEY)")
        made.execute("CREATE REL TABLE LEADS(FROM Unit TO Task, position INT64, printed STRING)")
        return made.execute

    with respnet.open_store(str(folder / "ours.lbug")) as store:
        ours = timed(lambda: store.load(plan))
        load_again("LadybugDB", store, plan, ours)
    single = timed(lambda: row_by_row(connection("single.lbug"), plan))
    tell("LadybugDB", ours, single, timed(lambda: bare(connection("bare.lbug"), plan)))


def served(plan: Plan, folder: Path) -> None:
    """Neo4j, emptied in between; the constraints that respnet makes stay for the others."""
    local = neo4j_server.LocalServer(neo4j_server.jars(), folder / "neo4j")
    local.start()
    try:
        server = local.server
        with server.driver() as driver:

            def run(statement: str, parameters: dict[str, Any]) -> object:
                return driver.execute_query(statement, parameters_=parameters, database_=server.database)

            def emptied(action: Callable[[], object]) -> float:
                with driver.session(database=server.database) as session:
                    session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
                return timed(action)

            with respnet.open_store(server.address, auth=server.auth, database=server.database) as store:
                ours = emptied(lambda: store.load(plan))
                load_again("Neo4j", store, plan, ours)
            single = emptied(lambda: row_by_row(run, plan))
            tell("Neo4j", ours, single, emptied(lambda: bare(run, plan)))
    finally:
        local.stop()


def main() -> None:
    """Print a line for each database."""
    plan = large_plan()
    with tempfile.TemporaryDirectory() as folder:
        embedded(plan, Path(folder))
        served(plan, Path(folder))


if __name__ == "__main__":
    main()
