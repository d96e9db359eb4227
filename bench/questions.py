"""Every question to a store of 200 plans and 20,000 tasks, on both databases: rows, database hits and processor time.

`python bench/questions.py` (`--plans 20` for fewer) loads the same plans into a file and into each Neo4j whose jars are
there (tests/neo4j_server.py), asks every question of each, and prints one line a question: rows, whether they are the
same everywhere, hits of both servers by PROFILE, and milliseconds of processor time, the least of five (a server's is
its own and the client's, of ten answers at once, after it has run for a while). The plans share their 30 units, each
with 2,050 tasks; `connection` is asked for units that one task, two and three tasks connect.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from respnet.queries.arguments import resolve_argument
from respnet.queries.ask import list_questions
from respnet.stores import open_store
from respnet.stores.base import Store
from respnet.stores.statements import load_statement
from tests import neo4j_server, toy
from tests.stores.test_profiles import PLAN, count_hits, profile

TURNS, WARM = 5, 30
GIVEN = {"unit": "3局", "other": "4局", "task": "7"}
Request = tuple[str, dict[str, object]]
Answers = dict[str, tuple[tuple[tuple[object, ...], ...], float]]
"""Rows and least milliseconds by question."""


def list_requests(store: Store) -> dict[str, Request]:
    """The statement of each question with its parameters, and the one that finds the plans."""
    requests: dict[str, Request] = {"(plan ids)": (load_statement("read/plan_ids"), {})}
    for asked in list_questions():
        values: dict[str, object] = {"plan": PLAN} if asked.is_about_one_plan else {}
        for one in asked.parameters:
            given = "各乡镇" if asked.name == "members_load" else GIVEN.get(one.name, one.example)
            values[one.name] = resolve_argument(store, asked, one, given, (PLAN,))
        requests[asked.name] = (asked.statement, values)
    text, values = requests["connection"]
    return requests | {f"connection, {other}": (text, values | {"other": other}) for other in ("6局", "8局")}


def measure(store: Store, requests: dict[str, Request], clock: Callable[[], float], count: int) -> Answers:
    """Ask everything, `count` times between two looks at the clock."""
    found: Answers = {}
    for name, (text, values) in requests.items():
        times = []
        for _ in range(TURNS):
            start = clock()
            for _ in range(count):
                rows = store.ask(text, values).rows
            times.append((clock() - start) * 1000 / count)
        found[name] = (rows, min(times))
    return found


def server_time(process: int) -> float:
    """Seconds of processor time of a server's process so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure_server(release: str, folder: Path, load: Callable[[Store], None]) -> tuple[Answers, dict[str, int]]:
    """Rows and times on one Neo4j, and the hits of each statement."""
    neo4j_server._SHORT_LIVED = ()  # a server that runs for hours has both compilers
    local = neo4j_server.LocalServer(neo4j_server.jars(release), folder / release)
    local.start()
    try:
        server = local.server
        with open_store(server.address, auth=server.auth) as store:
            load(store)
            requests = list_requests(store)
            for _ in range(WARM):
                for text, values in requests.values():
                    store.ask(text, values)
            process = local._process
            assert process is not None
            # A process's clock ticks 100 times a second, so ten answers are timed at once.
            found = measure(store, requests, lambda: server_time(process.pid) + time.process_time(), 10)
            hits = {name: count_hits(profile(server, text, values)) for name, (text, values) in requests.items()}
            return found, hits
    finally:
        local.close()


def main() -> None:
    """Print one line a question."""
    plans = int(sys.argv[sys.argv.index("--plans") + 1]) if "--plans" in sys.argv else 200

    def load(store: Store) -> None:
        store.load_all([(toy.ring(number), "") for number in range(plans)], None, lambda _: None)

    with tempfile.TemporaryDirectory() as folder:
        with open_store(str(Path(folder) / "a.lbug")) as store:
            load(store)
            requests = list_requests(store)
            found = {"file": measure(store, requests, time.process_time, 1)}
        hits = {}
        for release in neo4j_server.CACHES:
            try:
                found[release], hits[release] = measure_server(release, Path(folder), load)
            except neo4j_server.NoServerError as reason:
                print(f"not on {release}: {reason}")
    for name in requests:
        rows = [one[name][0] for one in found.values()]
        told = "; ".join(f"{store} {one[name][1]:.0f} ms" for store, one in found.items())
        same = "the same rows" if all(one == rows[0] for one in rows) else "OTHER ROWS"
        touched = ", ".join(f"{one[name]:,}" for one in hits.values())
        print(f"{name}: {len(rows[0])} rows, {same}; {told}; hits {touched}", flush=True)


if __name__ == "__main__":
    main()
