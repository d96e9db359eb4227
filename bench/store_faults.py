"""Faults of the stores, counted: kills, reads beside loads, two first loads at once; and one plan more among 200.

`python bench/store_faults.py` needs the jars of Neo4j (see tests/neo4j_server.py); without them it says so and counts
for the embedded file alone. Numbers asked: 30 kills, and 60 of a plan beside 200 others, 500 reads of 200 tasks, 12
pairs; `--tenth` runs a tenth.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from respnet.core.errors import StoreError
from respnet.core.plan import Plan
from respnet.stores import open_store
from respnet.stores.base import Store
from respnet.stores.neo4j_store import Neo4jStore
from tests import neo4j_server, toy

ROOT = Path(__file__).parents[1]
KILLED = """
import os, signal, sys, threading
from respnet.stores import open_store
from bench.store_faults import make_version
threading.Timer(float(sys.argv[2]), os.kill, (os.getpid(), signal.SIGKILL)).start()
with open_store(sys.argv[1]) as store:
    for turn in range(10_000):
        store.load(make_version(turn))
"""


def make_version(turn: int) -> Plan:
    """A plan of 200 tasks; from one version to the next, all of it changes one time in four, else one task."""
    plan = toy.many(200, turn // 4)
    return replace(plan, title=f"第{turn}版", tasks=(replace(plan.tasks[0], title=f"{turn}"), *plan.tasks[1:]))


def kill_file_loads(count: int, others: int = 0) -> str:
    """Kill loads of one file at random moments; after each read it, past all that lies beside it, and load again.

    Args:
        count: Number of kills.
        others: Number of other plans in the file, of which one is read each time.
    """
    whole = again = beside = 0
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.lbug"
        with open_store(str(path)) as store:
            load_places(store, others)
            store.load(make_version(0))
        for turn in range(count):
            given = [sys.executable, "-c", KILLED, str(path), str(chance.uniform(0.6, 1.6 + others / 40))]
            subprocess.run(given, cwd=ROOT, check=False)
            beside += len(list(Path(folder).iterdir())) > 1
            with open_store(str(path), read_only=True) as store:
                found = store.plan("many")
                former = make_version(int(found.title.removeprefix("第").removesuffix("版")))
                rest = not others or store.plan(f"县{turn % others}") == _place(turn % others)
                whole += found == former and rest and len(store.plan_ids()) == others + 1
            with open_store(str(path)) as store:
                store.load(make_version(10_001))
                again += store.plan("many") == make_version(10_001)
    return (
        f"{count} kills of a file's loader, {others} other plans there: {whole} former versions, "
        f"{again} second loads ({beside} left something)"
    )


def load_places(store: Store, count: int) -> None:
    """Load so many small plans, each of an area of its own."""
    store.load_all([(_place(place), "") for place in range(count)], None, lambda _: None)


def read_beside_loads(open_one: Callable[[], Neo4jStore], count: int) -> str:
    """Read a plan while another connection replaces it all the time."""
    versions = [make_version(turn) for turn in range(8)]
    stop, turns = threading.Event(), 0

    def load() -> None:
        nonlocal turns
        with open_one() as store:
            while not stop.is_set():
                turns += 1
                store.load(versions[turns % 8], keep=2)

    right = mixtures = refused = 0
    with ThreadPoolExecutor(1) as pool, open_one() as store:
        store.load(versions[0])
        loading = pool.submit(load)
        for _ in range(count):
            try:
                found = store.plan("many")
            except StoreError:
                refused += 1
                continue
            right, mixtures = right + (found in versions), mixtures + (found not in versions)
        stop.set()
        loading.result()
    return f"{count} reads beside {turns} loads: {right} right, {mixtures} mixtures, {refused} refused"


def load_in_pairs(open_one: Callable[[], Neo4jStore], count: int) -> str:
    """Load a new plan from two connections at once."""
    loaded = 0
    with open_one() as one, open_one() as other, ThreadPoolExecutor(2) as pool:
        for pair in range(count):
            wanted = (toy.many(200, 2 * pair), toy.many(200, 2 * pair + 1))
            loads = [pool.submit(store.load, plan) for store, plan in zip((one, other), wanted, strict=True)]
            loaded += sum(load.exception() is None for load in loads)
            if one.plan("many") not in wanted:
                loaded -= 2
            one.remove("many")
    return f"{count} pairs of first loads: {loaded} of {2 * count} loaded"


def compare_costs(plans: int) -> str:
    """One plan more among many, a change, and no change, against one plan into an empty file; processor time."""
    with tempfile.TemporaryDirectory() as folder:
        alone = min(_time(Path(folder) / f"alone{turn}.lbug", _place(0)) for turn in range(3))
        path = Path(folder) / "many.lbug"
        with open_store(str(path)) as store:
            load_places(store, plans)
        more = min(_time(path, _place(plans + turn)) for turn in range(3))
        changed = min(_time(path, _place(7, turn + 1)) for turn in range(3))
        unchanged = min(_time(path, _place(7, 3)) for turn in range(3))
    return (
        f"against a first plan in a file ({alone:.2f} s): one more among {plans} {more / alone:.2f} x, "
        f"one changed {changed / alone:.2f} x, one unchanged {unchanged / alone:.2f} x"
    )


def _place(number: int, turn: int = 0) -> Plan:
    plan = toy.many(80, turn)
    area = f"县{number}"
    units = tuple(replace(unit, id=f"{area}/{unit.name}", area=area) for unit in plan.units)
    tasks = tuple(replace(task, id=f"{area}/{task.id}") for task in plan.tasks)
    links = tuple(
        replace(one, unit=one.unit.replace("甲县", area, 1), task=f"{area}/{one.task}") for one in plan.assignments
    )
    return replace(plan, id=area, area=area, units=units, tasks=tasks, assignments=links)


def _time(path: Path, plan: Plan) -> float:
    begin = time.process_time()
    with open_store(str(path)) as store:
        store.load(plan)
    return time.process_time() - begin


def main() -> None:
    """Count everything and print it."""
    parts = 10 if "--tenth" in sys.argv else 1
    print(kill_file_loads(30 // parts), flush=True)
    print(kill_file_loads(60 // parts, 200 // parts), flush=True)
    for plans in (200, 1000):
        print(compare_costs(plans // parts), flush=True)
    try:
        local = neo4j_server.LocalServer(neo4j_server.jars(), Path(tempfile.mkdtemp()) / "home")
    except neo4j_server.NoServerError as reason:
        sys.exit(f"not on Neo4j: {reason}")
    local.start()
    try:
        server = local.server
        print(read_beside_loads(lambda: _open(server), 500 // parts), flush=True)
        with _open(server) as store:
            store.remove("many")
        print(load_in_pairs(lambda: _open(server), max(1, 12 // parts)), flush=True)
    finally:
        local.stop()


def _open(server: neo4j_server.Server) -> Neo4jStore:
    return Neo4jStore(server.address, auth=server.auth, database=server.database)


if __name__ == "__main__":
    main()
