"""How soon the desk is there, and how soon it answers: `python bench/desk.py`, medians of five."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.desk_server import ROOT, Client, serve_desk


def measure(act: Callable[[], object], times: int = 5) -> str:
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - begin))
    return f"{statistics.median(taken):7.0f} ms (most {max(taken):.0f})"


def start(office: Path, cache: Path) -> None:
    with serve_desk(office, cache) as served:
        print(
            f"  first answer {1000 * (time.perf_counter() - BEGIN):.0f} ms after the command",
            served.client.started.status,
        )


def drop_ten(client: Client) -> float:
    """Slowest other page, in milliseconds, while ten documents are read."""
    text = (ROOT / "data" / "tasks.csv").read_bytes()
    uploads = [threading.Thread(target=client.upload, args=((f"文件 {n}.csv", text),)) for n in range(10)]
    for one in uploads:
        one.start()
    slowest = 0.0
    while any(one.is_alive() for one in uploads):
        begin = time.perf_counter()
        client.get("/all")
        slowest = max(slowest, 1000 * (time.perf_counter() - begin))
        time.sleep(0.02)
    return slowest


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        few, many, cache = Path(place, "few"), Path(place, "many"), Path(place, "cache")
        shutil.copytree(ROOT / "data", few / "丰都")
        for number in range(200):
            shutil.copytree(ROOT / "data", many / f"方案 {number}")
        for _ in range(5):
            BEGIN = time.perf_counter()
            start(few, cache)
        with serve_desk(few, cache) as served:
            print("list of one plan     ", measure(lambda: served.client.get("/")))
            print(
                "page of a plan, first",
                measure(lambda: served.client.wait(f"/plans/{served.client.list_plans()[0]}/report"), 1),
            )
            print(
                "page of a plan, again",
                measure(lambda: served.client.get(f"/plans/{served.client.list_plans()[0]}/report")),
            )
            print(f"other pages while ten documents are read: at most {drop_ten(served.client):.0f} ms")
        with serve_desk(many, cache) as served:
            print("list of 200, first   ", measure(lambda: served.client.get("/"), 1))
            print("list of 200, again   ", measure(lambda: served.client.get("/")))
