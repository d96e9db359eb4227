"""A standalone Spark of two workers, of which one is killed with its executor in the middle: the rows stay the same."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from respnet.atlas.engine import open_engine
from respnet.corpus.schema import read_corpus
from respnet.corpus.synthetic import write_corpus
from tests.atlas.spark import QUICK, find_java, open_session
from tests.requirements import require

pytestmark = pytest.mark.filterwarnings(
    "ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning"
)
ASSIGNMENTS = int(os.environ.get("RESPNET_TEST_ASSIGNMENTS", "100000"))
PARTS = (0.5,) if ASSIGNMENTS < 10**6 else (0.3, 0.5, 0.7)
"""When a worker is killed, in parts of a warm run."""


def find_children(process: int) -> list[int]:
    """The processes below one, by /proc."""
    found = [process]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, task.read_text().split())
    return found


class Cluster:
    """Master and workers of the wheel's own scripts, on 127.0.0.1."""

    def __init__(self, folder: Path) -> None:
        import pyspark

        self._class = Path(pyspark.__file__).parent / "bin" / "spark-class"
        self._folder, self._running = folder, dict[str, subprocess.Popen[bytes]]()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"spark://127.0.0.1:{self._port}"
        self._start("master", "master.Master", "--port", str(self._port))
        self._wait("master", "I have been elected leader")
        for name in ("one", "two"):
            self.start_worker(name)

    def _start(self, name: str, java_class: str, *more: str) -> None:
        environment = {**os.environ, "JAVA_HOME": str(find_java()), "SPARK_LOCAL_IP": "127.0.0.1"}
        command = [
            str(self._class),
            f"org.apache.spark.deploy.{java_class}",
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
        ]
        with (self._folder / f"{name}.log").open("wb") as log:
            self._running[name] = subprocess.Popen([*command, *more], stdout=log, stderr=log, env=environment)

    def _wait(self, name: str, text: str) -> None:
        end = time.monotonic() + 120
        while text not in (self._folder / f"{name}.log").read_text(errors="replace"):
            assert time.monotonic() < end, f"{name} did not start"
            time.sleep(0.2)

    def start_worker(self, name: str) -> None:
        """Start a worker and wait until the master knows it."""
        work = ("--cores", "1", "--memory", "1g", "--work-dir", str(self._folder / name), self.address)
        self._start(name, "worker.Worker", *work)
        self._wait(name, "Successfully registered with master")

    def kill_worker(self, name: str) -> int:
        """Kill a worker and its executors with SIGKILL, and return how many processes that were."""
        process = self._running.pop(name)
        pids = find_children(process.pid)
        for pid in reversed(pids):
            os.kill(pid, signal.SIGKILL)
        process.wait()
        return len(pids)

    def stop(self) -> None:
        """Kill all."""
        for name in list(self._running):
            self.kill_worker(name)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    require("spark", "no Java 17 to run Spark with: set JAVA_HOME_17", there=find_java() is not None)
    pytest.importorskip("pyspark")
    made = Cluster(tmp_path)
    try:
        yield made
    finally:
        made.stop()


def run_at(seconds: float, work: Callable[[], object]) -> threading.Timer:
    timer = threading.Timer(seconds, work)
    timer.start()
    return timer


@pytest.mark.rare
def test_a_killed_worker_changes_no_row(cluster: Cluster, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", assignments=ASSIGNMENTS)
    corpus = read_corpus(tmp_path / "corpus")
    duckdb = open_engine("duckdb", corpus, "1GB")
    expected = duckdb.query("joint_leads")
    duckdb.close()
    settings = QUICK | {"spark.executor.memory": "700m", "spark.executor.cores": "1"}
    settings["spark.executor.extraJavaOptions"] = QUICK["spark.driver.extraJavaOptions"]
    with open_session(cluster.address, settings):
        spark = open_engine(cluster.address, corpus)
        spark.query("joint_leads")  # a first run would make every later one look quick
        start = time.monotonic()
        assert spark.query("joint_leads").equals(expected)
        warm = time.monotonic() - start
        for part in PARTS:
            killed: list[int] = []
            timer = run_at(part * warm, lambda killed=killed: killed.append(cluster.kill_worker("one")))  # type: ignore[misc]
            assert spark.query("joint_leads").equals(expected)
            timer.join()
            assert killed[0] >= 2, "the worker had no executor to be killed with it"
            cluster.start_worker("one")
        spark.close()
