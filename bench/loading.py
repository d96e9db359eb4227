"""Loading 100,000 assignments into each database, against a MERGE a row and against the driver's bare UNWIND.

The bare UNWIND sends the same rows with the same properties, 10,000 at a time, and reads nothing back: once by the
statements of a textbook (MERGE the key, SET the rest), once by respnet's own. respnet also looks for other plans' ids,
reads everything back and compares it. Times are by the clock. The rows of a MERGE each are sent for 2,000
assignments and scaled up. Then the same plan is loaded again, and once more with one task changed. Last, plans of 250
assignments each (1,000, or as many as `--plans` says), with the memory of this process after a tenth and after all.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import respnet
from respnet.core.plan import Plan, Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.stores.base import Store
from respnet.stores.ladybug_graph import LadybugDatabase
from respnet.stores.mapping import LoadStep, build_load_steps
from respnet.stores.statements import load_statement

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests import neo4j_server

TASKS, UNITS, A_TASK, FEW = 10_000, 1_000, 10, 2_000
Run = Callable[[str, dict[str, Any]], object]

MERGE_A_ROW = (
    "MERGE (u:Unit {id: $unit}) MERGE (t:Task {id: $task}) MERGE (u)-[r:LEADS {position: $position}]->(t) "
    "SET r.printed = $printed"
)


MERGE_ROWS = """UNWIND $rows AS row
MATCH (u:Unit {id: row.unit})
MATCH (t:Task {id: row.task})
MERGE (u)-[r:LEADS {position: row.position, role: row.role, origin: row.origin}]->(t)
SET r.printed = row.printed
RETURN count(*) AS written"""


def make_plan(name: str = "large", tasks: int = TASKS) -> Plan:
    """A plan of so many tasks with ten leads each, out of 1,000 units."""
    rows = [
        TaskRow(
            f"任务{task}",
            number=str(task),
            units=(UnitList(Role.LEAD, tuple(f"单位{(task * 7 + place * 101) % UNITS}" for place in range(A_TASK))),),
        )
        for task in range(tasks)
    ]
    return build_plan(PlanFacts(name), rows)


def timed(action: Callable[[], object]) -> float:
    """Seconds that the action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def send_bare(run: Run, steps: Sequence[LoadStep], *, own: bool = False) -> None:
    """Send the same rows by the driver alone, with a textbook's statements or respnet's own; all are leads here."""
    for step in steps:
        is_link = step.statement.startswith("load/assignments")
        text = MERGE_ROWS if is_link and not own else load_statement(step.statement)
        for start in range(0, len(step.rows), 10_000):
            run(text, {"rows": list(step.rows[start : start + 10_000])})


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


def tell(name: str, ours: float, single: float, unwind: float, own: float) -> None:
    """One line a database."""
    whole = single * TASKS * A_TASK / FEW
    print(
        f"{name}: respnet {ours:.1f} s with reading back; a MERGE a row {whole:.0f} s (scaled from {FEW:,}): "
        f"ratio {ours / whole:.3f}; bare UNWIND {unwind:.1f} s: ratio {ours / unwind:.2f}; with respnet's statements "
        f"{own:.1f} s: ratio {ours / own:.2f}",
        flush=True,
    )


def load_many(name: str, store: Store, plans: int) -> None:
    """Many small plans, a tenth at a time: the seconds of a plan, and the memory after the first and the last."""
    seconds, memory = [], []
    for start in range(0, plans, plans // 10):
        few = [(make_plan(f"plan{start + number}", 25), "") for number in range(plans // 10)]
        seconds.append(timed(lambda few=few: store.load_all(few, None, lambda _: None)))
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    print(
        f"{name}: {plans} plans of 250: {seconds[0] / plans * 10:.3f} s a plan in the first tenth, "
        f"{seconds[-1] / plans * 10:.3f} s in the last; peak memory {memory[0]} MB after the first, "
        f"{memory[-1]} after all",
        flush=True,
    )


def load_embedded(plan: Plan, folder: Path, plans: int) -> None:
    """LadybugDB, each time in a new file."""
    with respnet.open_store(str(folder / "ours.lbug")) as store:
        ours = timed(lambda: store.load(plan))
        load_again("LadybugDB", store, plan, ours)
    bare = []
    for own in (False, True):
        with LadybugDatabase.create_empty(str(folder / f"bare{own}.lbug")) as graph:
            bare.append(timed(lambda own=own, graph=graph: send_bare(graph.run, build_load_steps(plan), own=own)))
    with LadybugDatabase.create_empty(str(folder / "single.lbug")) as graph:
        tell("LadybugDB", ours, timed(lambda: row_by_row(graph.run, plan)), *bare)
    with respnet.open_store(str(folder / "many.lbug")) as store:
        load_many("LadybugDB", store, plans)


def load_served(release: str, plan: Plan, folder: Path, plans: int) -> None:
    """Neo4j, emptied in between; the constraints that respnet makes stay for the others."""
    name = f"Neo4j {'2026.09' if release == 'neo4j-current' else '5.26'}"
    local = neo4j_server.LocalServer(neo4j_server.jars(release), folder / release)
    local.start()
    try:
        server = local.server
        with server.driver() as driver, respnet.open_store(server.address, auth=server.auth) as store:

            def run(statement: str, parameters: dict[str, Any]) -> object:
                return driver.execute_query(statement, parameters_=parameters, database_=server.database)

            def time_empty(action: Callable[[], object]) -> float:
                with driver.session(database=server.database) as session:
                    session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
                return timed(action)

            store.load(make_plan("warm", 100))  # the server has planned the statements before either is timed
            ours = time_empty(lambda: store.load(plan))
            load_again(name, store, plan, ours)
            steps = build_load_steps(plan)
            bare = [time_empty(lambda own=own: send_bare(run, steps, own=own)) for own in (False, True)]
            tell(name, ours, time_empty(lambda: row_by_row(run, plan)), *bare)
            time_empty(lambda: load_many(name, store, plans))
    finally:
        local.stop()


def main() -> None:
    """Print the lines of each database."""
    plans = int(sys.argv[sys.argv.index("--plans") + 1]) if "--plans" in sys.argv else 1000
    plan = make_plan()
    with tempfile.TemporaryDirectory() as folder:
        load_embedded(plan, Path(folder), plans)
        for release in neo4j_server.CACHES:
            try:
                load_served(release, plan, Path(folder), plans)
            except neo4j_server.NoServerError as reason:
                print(f"not on {release}: {reason}")


if __name__ == "__main__":
    main()
