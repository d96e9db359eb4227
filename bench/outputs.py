"""Every output of respnet for many plans, kept as files, so that two versions can be compared byte by byte.

    python bench/outputs.py write FOLDER [--from CHECKOUT] [--plans NAME,NAME]
                                                               run the commands and keep all that they write and print
    python bench/outputs.py compare OLD NEW                    the files that differ, and the first lines of difference

Plans: `data/`, the documents and cases in `../shared` if they are there, and the family of odd plans of the tests.
Only the command line is used, so any two versions can be compared.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import filecmp
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
SHARED = HERE.parent / "shared"
RUN = """
import json, os, sys
from click.testing import CliRunner
from respnet.cli import main
options = {one for option in main.commands["whatif"].params for one in option.opts}
for name, line in json.load(sys.stdin):
    with open(f"{name}.printed", "w", encoding="utf-8") as kept:
        line = ["--drop" if word == "--remove" and word not in options else word for word in line]  # before 0.1.0
        found = CliRunner().invoke(main, line)
        print(found.output, "exit status", found.exit_code, repr(found.exception), file=kept)
"""


def commands(plan: str, *, document: bool, rich: bool) -> Iterator[list[str]]:
    """The command lines for one plan; `rich` adds those that name units and tasks of the shipped plan."""
    if document:
        yield ["extract", plan, "--output", "extracted", "--review", "review.html"]
        yield ["extract", plan, "--output", "extracted-en", "--review", "review-en.html", "--lang", "en"]
    for lang in ("zh", "en"):
        yield ["check", plan, "--lang", lang]
        yield ["report", plan, "--output", f"report-{lang}", "--lang", lang]
        yield ["rebalance", plan, "--lang", lang]
        yield ["compare", plan, plan, "--output", f"compare-{lang}", "--lang", lang]
        yield ["sheet", "--all", plan, "--output", f"sheets-html-{lang}", "--format", "html", "--lang", lang]
        yield ["sheet", "--all", plan, "--output", f"sheets-gb-{lang}", "--lang", lang]
    yield ["check", plan, "--format", "json"]
    yield ["sheet", "--all", plan, "--output", "sheets-cq", "--profile", "chongqing"]
    yield ["export", plan, "--output", "graph"]
    yield ["export", plan, "--output", "workbook", "--format", "xlsx"]
    yield ["export", plan, "--output", "workbook-en", "--format", "xlsx", "--lang", "en"]
    yield ["whatif", plan, "--remove", "县科协", "--output", "whatif"]
    for question in QUESTIONS:
        given = EXAMPLES.get(question, []) if rich else []
        yield ["ask", question, plan, *given, "--format", "json"]


def command_names() -> Iterator[list[str]]:
    """The help of every command, in both languages."""
    for lang in ("zh", "en"):
        yield ["--help"]
        for name in ("ask", "check", "compare", "export", "extract", "load", "rebalance", "report", "sheet", "whatif"):
            yield [name, "--help", *(["--lang", lang] if lang == "zh" else [])]


QUESTIONS = sorted(path.stem for path in (HERE / "cypher" / "questions").glob("*.cypher"))
EXAMPLES = {
    "unit_tasks": ["--with", "unit=县科协"],
    "who_answers_to": ["--with", "unit=县科协"],
    "co_leads": ["--with", "unit=县科协"],
    "answers_to_whom": ["--with", "unit=县教委"],
    "task_units": ["--with", "task=4"],
    "tasks_with_word": ["--with", "word=科普"],
    "shared_tasks": ["--with", "unit=县科协", "--with", "other=县教委"],
}


def plans(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """Name, path and whether it is a document, of every plan."""
    yield "data", str(HERE / "data"), False
    for path in sorted((SHARED / "documents").glob("*.txt")):
        yield path.stem, str(path), True
    for path in sorted((SHARED / "cases" / "findings").iterdir()) if SHARED.is_dir() else ():
        yield path.name, str(path), False
    sys.path.insert(0, str(HERE))
    for number, (name, network) in enumerate(importlib.import_module("tests.analysis.family").FAMILY.items(), 1):
        path = folder / "family" / f"{number:02}"
        path.mkdir(parents=True, exist_ok=True)
        write_family(network, path)
        yield f"family-{name}".replace(" ", "-").replace(",", ""), f"../family/{number:02}", False


def write_family(network: object, folder: Path) -> None:
    """One odd plan as tasks.csv and units.csv, by its attributes alone."""
    plan = network.plan  # type: ignore[attr-defined]
    names = {unit.id: unit.name for unit in plan.units}
    roles = ("lead", "responsible", "support", "supervise")
    with (folder / "tasks.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["number", "title", "lead_units", "responsible_units", "supporting_units", "supervising_units"])
        for task in plan.tasks:
            by_role = [[names[a.unit] for a in plan.assignments if a.task == task.id and a.role == r] for r in roles]
            rows.writerow([task.number, task.title, *("、".join(cell) for cell in by_role)])
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "kind"])
        rows.writerows([unit.name, unit.kind.value] for unit in plan.units)


def run_all(folder: Path, checkout: Path, wanted: set[str]) -> None:
    """Run every command for every plan (without `wanted`: all), two plans at a time."""
    folder.mkdir(parents=True)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("RESPNET")},
        "PYTHONPATH": str(checkout / "src"),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
        "RESPNET_CACHE": str(folder / "cache"),
    }

    def run(name: str, lines: list[list[str]], lang: str = "") -> None:
        place = folder / name
        place.mkdir()
        given = json.dumps([(f"{number:03}-{line[0]}", line) for number, line in enumerate(lines)])
        settings = environment | ({"RESPNET_LANG": lang} if lang else {})
        subprocess.run([sys.executable, "-c", RUN], input=given, text=True, check=True, cwd=place, env=settings)
        print(name, flush=True)

    with ThreadPoolExecutor(2) as pool:
        started = [pool.submit(run, f"help-{lang}", list(command_names()), lang) for lang in ("zh", "en")]
        for name, path, document in plans(folder):
            if not wanted or name in wanted:
                lines = list(commands(path, document=document, rich=name == "data"))
                started.append(pool.submit(run, name, lines))
        for one in started:
            one.result()


def compare(old: Path, new: Path) -> int:
    """Print what differs; the number of files that do."""
    files = {
        str(path.relative_to(root))
        for root in (old, new)
        for path in root.rglob("*")
        if path.is_file() and path.relative_to(root).parts[0] != "cache"
    }
    different = 0
    for name in sorted(files):
        a, b = old / name, new / name
        if not (a.is_file() and b.is_file()):
            different += 1
            print(f"only in {old if a.is_file() else new}: {name}")
        elif not filecmp.cmp(a, b, shallow=False):
            different += 1
            print(f"differs: {name}")
            try:
                lines = [path.read_text(encoding="utf-8").splitlines() for path in (a, b)]
            except UnicodeDecodeError:
                continue
            for line in list(difflib.unified_diff(*lines, lineterm="", n=0))[2:8]:
                print(f"    {line[:200]}")
    print(f"{len(files)} files, {different} differ")
    return different


def main() -> None:
    """Write all outputs, or compare two folders of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    jobs = parser.add_subparsers(dest="job", required=True)
    write = jobs.add_parser("write")
    write.add_argument("folder", type=Path)
    write.add_argument("--plans", default="")
    write.add_argument("--from", dest="checkout", type=Path, default=HERE)
    both = jobs.add_parser("compare")
    both.add_argument("old", type=Path)
    both.add_argument("new", type=Path)
    given = parser.parse_args()
    if given.job == "write":
        run_all(given.folder.resolve(), given.checkout.resolve(), set(filter(None, given.plans.split(","))))
    else:
        sys.exit(1 if compare(given.old, given.new) else 0)


if __name__ == "__main__":
    main()
