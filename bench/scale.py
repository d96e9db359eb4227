"""Cost of the statements of `sql/` beside a scan, in one run: ``python bench/scale.py [--sizes 1e6 1e7]``.

The scan reads six columns of the assignments (plan_key, task, unit_key, year, role, and whether it counts). A
statement's ratio is its processor time over that of the scan, both the least of three runs with two threads. Its rows
are summed up inside DuckDB, keys and counts alone (`keys`); `rows` is the same with all texts, sorted, for Python.
Each is run in a process of its own, whose peak of memory is told, and again with a quarter of the memory: the digest of
the sums must be the same. With ``--spark MASTER`` every statement runs on Spark too, and its rows are compared with
DuckDB's, one by one and in their order. With ``--pandas`` loads and joint leads are counted by pandas and networkx too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import pyarrow

from respnet.atlas.duckdb_engine import DuckDBEngine
from respnet.atlas.engine import CHOSEN, open_engine
from respnet.atlas.statement import load_sql
from respnet.corpus.schema import Corpus, build_arrow_schema, read_corpus

SCAN = """SELECT SUM(plan_key), SUM(task), SUM(unit_key), SUM(year), MAX(role),
COUNT(CASE WHEN counts AND NOT collective THEN 1 END) FROM assignments"""
STATEMENTS = ("load", "load_by_plan", "joint_leads", "concentration", "peaks", "forms", "peers")
THREADS, RUNS = 2, 3
SQL = Path(__file__).parents[1] / "sql"


def spend() -> float:
    """Processor seconds of this process so far."""
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])


def read_peak(process: str = "self") -> int:
    """Peak of a process's memory in MB; getrusage would begin with the parent's."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def measure(corpus: Corpus, name: str, memory: str) -> dict[str, object]:
    """Measure one statement (`scan` for the scan) in this process."""
    engine = DuckDBEngine(corpus, memory, THREADS)
    engine.query("totals")  # makes the views
    if name == "scan":
        text = SCAN
    else:
        statement = load_sql(name)
        numbers = [one.name for one in statement.columns if one.kind in ("number", "key")]
        text = f"SELECT COUNT(*), {', '.join(f'SUM({one})' for one in numbers)} FROM ({statement.sql})"
    times, digest = [], ""
    for _ in range(RUNS):
        start = spend()
        digest = str(engine._connection.sql(text).fetchall())
        times.append(spend() - start)
    peak = read_peak()
    start, rows = spend(), 0 if name == "scan" else len(engine.query(name))
    whole = spend() - start
    engine.close()
    return {"keys": min(times), "rows": whole, "number": rows, "digest": digest, "peak": peak}


def run(folder: str, name: str, memory: str) -> dict[str, object]:
    """Measure one statement in a process of its own."""
    command = [sys.executable, __file__, "--child", folder, name, memory]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def count_with_pandas(corpus: Corpus, name: str) -> int:
    """Count loads by unit and year, or joint leads without what lots would give, by pandas and networkx."""
    import networkx
    import pandas

    columns = ["plan_key", "task", "unit_key", "role", "year", "collective", "counts"]
    rows = pandas.read_parquet(corpus.folder / "assignments", columns=columns)
    rows = rows[rows["counts"] & ~rows["collective"]]
    if name == "load":
        return len(rows.groupby(["unit_key", "year", "role"], observed=True).size().unstack(fill_value=0))
    leads = rows[rows["role"] == "lead"]
    task, _ = pandas.factorize(leads["plan_key"] * 1_000 + leads["task"])
    graph = networkx.Graph()
    graph.add_edges_from(zip((-1 - task).tolist(), leads["unit_key"].tolist(), strict=True))
    units = leads["unit_key"].unique().tolist()
    return networkx.bipartite.weighted_projected_graph(graph, units).number_of_edges()


def compare_with_pandas(corpus: Corpus) -> None:
    """Print processor seconds of DuckDB with two threads, rows handed to Python, and of pandas and networkx."""
    print("| statement | DuckDB s | pandas and networkx s | times | rows |\n|---|---|---|---|---|")
    for name in ("load", "joint_leads"):
        engine = DuckDBEngine(corpus, "2GB", THREADS)
        engine.query("totals")
        times = []
        for run_once in (partial(engine.query, name), partial(count_with_pandas, corpus, name)):
            spent = []
            for _ in range(RUNS):
                start = spend()
                found = run_once()
                spent.append(spend() - start)
            times += [min(spent), found if isinstance(found, int) else found.num_rows]
        engine.close()
        print(
            f"| `{name}` | {times[0]:.2f} | {times[2]:.2f} | {times[2] / times[0]:.1f} | {times[1]:,}, {times[3]:,} |"
        )
    print(f"peak {read_peak()} MB, both in one process")


def compare_with_spark(corpus: Corpus, master: str, names: list[str]) -> None:
    """Print for each statement whether Spark gives the rows of DuckDB, in their order, and the memory of its driver."""
    duckdb, spark = open_engine("duckdb", corpus, "1GB"), open_engine(master, corpus)
    pairs = duckdb.query("joint_leads").slice(0, 100).to_pylist()
    chosen = [{"kind": "pairs", "place": at, **one} for at, one in enumerate(pairs)]
    chosen += [{"kind": "unit", "place": at, "first_key": one["first_key"]} for at, one in enumerate(pairs)]
    kinds = duckdb.query("counterparts").slice(0, 100).to_pylist()
    chosen += [one | {"kind": "kinds", "place": at, "first_kind": one["unit_a"], "second_kind": one["unit_b"]}
               for at, one in enumerate(kinds)]  # fmt: skip
    asked = {"chosen": pyarrow.Table.from_pylist(chosen, schema=build_arrow_schema(CHOSEN))}
    print("| statement | rows | equal, in order | s on DuckDB | s on Spark |\n|---|---|---|---|---|")
    for name in names:
        said = asked if name == "evidence" else {"unit": "县科协"} if name == "owes" else {}
        start = time.perf_counter()
        here = duckdb.query(name, **said)
        middle = time.perf_counter()
        there = spark.query(name, **said)
        seconds = (middle - start, time.perf_counter() - middle)
        same = "yes" if here.equals(there) else "NO"
        print(f"| `{name}` | {here.num_rows:,} | {same} | {seconds[0]:.1f} | {seconds[1]:.0f} |", flush=True)
    java = subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "java"], check=False, capture_output=True, text=True
    ).stdout.split()
    print(f"\nPeak of the driver: {[read_peak(process) for process in java]} MB of Java, {read_peak()} MB of Python")
    duckdb.close()
    spark.close()


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", default=["1e6"])
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--less", default="500MB", help="the smaller limit, with which digests are compared")
    parser.add_argument("--statements", nargs="+")
    parser.add_argument("--spark", metavar="MASTER", help="compare every statement with this Spark: local, spark://…")
    parser.add_argument("--pandas", action="store_true", help="count two of them with pandas and networkx too")
    parser.add_argument("--child", nargs=3)
    given = parser.parse_args()
    if given.child:
        folder, name, memory = given.child
        print(json.dumps(measure(read_corpus(folder), name, memory)))
        return
    from respnet.corpus.synthetic import write_corpus

    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            start = time.process_time()
            write_corpus(Path(folder), assignments=int(float(size)))
            made = time.process_time() - start
            corpus = read_corpus(folder)
            print(f"\n{size} assignments, made in {made:.0f} s CPU; load of the machine {os.getloadavg()[0]:.0f}\n")
            if given.pandas:
                compare_with_pandas(corpus)
                continue
            if given.spark:
                every = sorted(one.relative_to(SQL).with_suffix("").as_posix() for one in SQL.rglob("*.sql"))
                compare_with_spark(corpus, given.spark, given.statements or every)
                continue
            scan = run(folder, "scan", given.memory)
            print(f"scan of six columns: {scan['keys']:.3f} s CPU\n")
            print(
                f"| statement | keys | rows | number of rows | peak at {given.memory} | at {given.less} | same digest |"
            )
            print("|---|---|---|---|---|---|---|")
            for name in given.statements or STATEMENTS:
                one, less = (run(folder, name, memory) for memory in (given.memory, given.less))
                keys, rows = (float(str(one[key])) / float(str(scan["keys"])) for key in ("keys", "rows"))
                same = one["digest"] == less["digest"]
                print(
                    f"| `{name}` | {keys:.1f} | {rows:.1f} | {one['number']:,} | {one['peak']} MB | {less['peak']} MB "
                    f"| {'yes' if same else 'NO'} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
