"""What a clerk does on a computer without a network: `python -m tests.offline_steps FOLDER PROGRAM...` prints JSON."""

from __future__ import annotations

import errno
import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.desk_server import Client

TEXT = """乙县科普工作方案
一、重点任务
1.建好科技馆。完成布展。（牵头单位：县科协，责任单位：县教委、团县委）
2.办好科技节。每年一次。（牵头单位：县教委，责任单位：县科技局）
"""


def check_that_nothing_is_reached() -> None:
    with pytest.raises(OSError, match=os.strerror(errno.ENETUNREACH)):
        socket.create_connection(("192.0.2.1", 80), 3)


def list_listeners() -> set[str]:
    """Addresses on which somebody listens, in hexadecimal as /proc gives them (7F000001 backwards)."""
    lines = Path("/proc/net/tcp").read_text().splitlines() + Path("/proc/net/tcp6").read_text().splitlines()
    return {line.split()[1].partition(":")[0] for line in lines if line.split()[3] == "0A"}


def run(program: list[str], *arguments: str, folder: Path) -> tuple[int, str]:
    """Status, and what was said."""
    found = subprocess.run(
        [*program, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    return found.returncode, found.stdout + found.stderr


def open_client(start_pages: Path) -> Client:
    """Find the address of the desk that has just been started, and open it, within two minutes."""
    end = time.monotonic() + 120
    while True:
        try:
            page = next(start_pages.rglob("start.html")).read_text(encoding="utf-8")
            return Client(re.findall(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+", page)[0])
        except (StopIteration, OSError):
            assert time.monotonic() < end, "no desk after two minutes"
            time.sleep(0.1)


def use_desk(program: list[str], folder: Path, start_pages: Path) -> dict[str, object]:
    """Start the desk as its icon does (nothing of what it prints is seen), find its address, give it a document."""
    began = time.monotonic()
    with subprocess.Popen(
        [*program, "desk", "--no-browser"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            client = open_client(start_pages)
            answered = time.monotonic() - began
            listeners = list_listeners()
            client.upload(("方案.txt", TEXT.encode()))
            (plan,) = client.list_plans()
            checked = client.wait(f"/plans/{plan}/check")
            assert checked.status == 200, checked.status
            assert "科技馆" in checked.text
            page = client.wait(f"/plans/{plan}/report.html", 240)
            return {"seconds": round(answered, 1), "listeners": sorted(listeners), "page": page.status, "plan": plan}
        except Exception as error:
            time.sleep(1)  # a connection that drops may be a process that ends
            error.add_note(f"the desk's process: {process.poll()} (None: it runs)")
            raise
        finally:
            process.terminate()
            process.wait(20)


def main(folder: Path, program: list[str]) -> dict[str, object]:
    """Extract, check, report, sheets and the desk; statuses and times."""
    check_that_nothing_is_reached()
    (folder / "方案.txt").write_text(TEXT, encoding="utf-8")
    steps = {
        "extract": ("extract", "方案.txt", "--output", "表"),
        "check": ("check", "表"),
        "report": ("report", "--example", "--output", "报告"),
        "sheet": ("sheet", "县教委", "表", "--output", "清单"),
        "load": ("load", "表", "--store", "plans.lbug"),
        "workbook": ("export", "表", "--output", "图", "--format", "xlsx"),
        "compare": ("compare", "表", "表"),
        "ask": ("ask", "busiest_units", "表"),
    }
    found: dict[str, object] = {}
    for name, arguments in steps.items():
        began = time.monotonic()
        status, said = run(program, *arguments, folder=folder)
        found[name] = [status, round(time.monotonic() - began, 1), said[-400:] if status else ""]
    found["desk"] = use_desk(
        json.loads(os.environ["DESK"]) if "DESK" in os.environ else program, folder, Path(os.environ["START_PAGES"])
    )
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2:]), ensure_ascii=False) + "\n")
