"""Kill a program that edits a plan without pause, and look at what it leaves: used by the tests and by ``bench``."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from respnet.intake.read import read_plan
from respnet.workspace.plan_folder import PlanFolder

PROGRAM = """
import sys
from pathlib import Path
from respnet.workspace.plan_folder import PlanFolder
plan, run = PlanFolder(Path(sys.argv[1])), sys.argv[2]
keys = [row.key for row in plan.state().rows]
n = 0
while True:
    n += 1
    parameters = {"row": keys[n % len(keys)], "name": "deadline", "value": f"{run} {n}"}
    plan.decide({"id": f"{run}-{n}", "op": "field", "parameters": parameters, "sees": 10**6})
    print(f"{run}-{n}", flush=True)
    if n % 5 == 0:
        plan.write()
"""


@dataclass
class KillCounts:
    """What was found after all kills: `kept_unanswered` were on the disk and not answered yet."""

    kills: int = 0
    answered: int = 0
    lost: int = 0
    half_tables: int = 0
    kept_unanswered: int = 0
    torn: int = 0


def kill_while_editing(folder: Path, kills: int, longest: float = 0.6, seed: int = 1) -> KillCounts:
    """Kill -9 a program that edits the plan in `folder`, each time 0 to `longest` seconds after its first answer."""
    draw, counts = random.Random(seed), KillCounts()
    for run in range(kills):
        program = subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder), f"r{run}"], stdout=subprocess.PIPE)
        assert program.stdout is not None
        first = program.stdout.readline()
        time.sleep(draw.random() * longest)
        program.kill()
        answered = (first + program.stdout.read()).decode().split("\n")
        program.stdout.close()
        program.wait()
        answered = answered[:-1]  # the last line may be half of one
        plan = PlanFolder(folder)
        there = {entry.id for entry in plan.journal.entries if entry.id.startswith(f"r{run}-")}
        counts.kills += 1
        counts.answered += len(answered)
        counts.lost += len(set(answered) - there)
        counts.kept_unanswered += len(there - set(answered))
        counts.torn = len(list(folder.glob("history.torn")))
        state = plan.state()
        plan.write()
        try:
            tables = read_plan(folder)
        except Exception:
            counts.half_tables += 1
        else:
            counts.half_tables += [task.deadline for task in tables.tasks] != [row.deadline for row in state.rows]
        counts.half_tables += len(list(folder.glob(".respnet-*")))
    return counts
