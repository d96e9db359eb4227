"""Gathering: 20 kills at random moments; LibreOffice in batches against single calls; one worker against two.

`python bench/gather.py kills | office | workers | compact`; documents are those of ../shared and tables made for it.
"""

from __future__ import annotations

import random
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from respnet.corpus.gather import gather

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
DOCUMENTS = ROOT.parent / "shared" / "documents"


def count_after_kills(place: Path, kills: int = 20, files: int = 400) -> None:
    """Count files that are not exactly once in the corpus after so many kills, and readers that outlive theirs."""
    from tests.corpus.test_gather import list_files, run_and_kill, write_table

    folder, output = place / "documents", place / "corpus"
    folder.mkdir()
    for number in range(files):
        write_table(folder / f"{number}.csv", f"任务{number % (files - 5)}")
    chance = random.Random(19)
    done = []
    for _ in range(kills):
        over = run_and_kill(folder, output, chance)
        if (output / "ledger.sqlite").exists():
            with closing(sqlite3.connect(output / "ledger.sqlite")) as base:
                done.append(base.execute("SELECT COUNT(*) FROM entries").fetchone()[0])
        print(f"killed {'after the end' if over else 'in the middle'}; in the ledger: {done[-1:]}", flush=True)
    corpus = gather([folder], output)
    found = list_files(corpus)
    wrong = len(found) - len(set(found)) + len(set(found) ^ {str(path) for path in folder.iterdir()})
    print(f"{kills} kills, {files} files: {wrong} of them not exactly once; {corpus.info['counts']}")


def time_office(place: Path, files: int = 30, alone: int = 6) -> None:
    """Time LibreOffice converting so many .doc by one call, and some of them by a call each, without the reading."""
    from respnet.intake.documents import libreoffice
    from respnet.intake.documents.formats import read_document

    sources = sorted((DOCUMENTS / "county").glob("*.doc"))
    paths = [place / f"{number}.doc" for number in range(files)]
    for number, path in enumerate(paths):
        shutil.copyfile(sources[number % len(sources)], path)
    libreoffice.MAX_WORKERS = 1

    start, used = time.perf_counter(), measure_children()
    with libreoffice.convert_together(paths):
        together, cpu_together = time.perf_counter() - start, measure_children() - used
        start = time.perf_counter()
        for path in paths[:alone]:
            read_document(path)
        reading = time.perf_counter() - start
    start, used = time.perf_counter(), measure_children()
    for path in paths[:alone]:
        read_document(path)
    each = (time.perf_counter() - start - reading) / alone
    cpu_each = (measure_children() - used) / alone
    print(f"{files} .doc by one call: {together / files:.2f} s a file, {cpu_together / files:.2f} s of processor")
    print(f"a call each: {each:.2f} s a file, {cpu_each:.2f} s of processor")
    print(f"ratio {each * files / together:.1f}, of processor {cpu_each * files / cpu_together:.1f}   (asked: 8)")


def measure_children() -> float:
    """Processor seconds of ended child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def time_workers(place: Path, copies: int = 6) -> None:
    """Time the shared documents, each changed a little several times, with one worker and with two.

    On a busy machine the clock says little. Then the processor time counts: what two workers need more than one, and
    what the coordinator does meanwhile, is what keeps two free cores from the ideal.
    """
    folder = place / "documents"
    folder.mkdir()
    for number in range(copies):
        for path in sorted(DOCUMENTS.glob("*.txt")):
            text = path.read_text(encoding="utf-8") + f"\n附注{number}\n"
            (folder / f"{number}_{path.name}").write_text(text, encoding="utf-8")
    seconds, used = [], []
    for workers in (1, 2):
        start, own, children = time.perf_counter(), time.process_time(), measure_children()
        gather([folder], place / str(workers), workers=workers)
        seconds.append(time.perf_counter() - start)
        used.append((measure_children() - children, time.process_time() - own))
        told = ", ".join(f"{one:.1f}" for one in (seconds[-1], *used[-1]))
        print(f"{workers} worker(s): clock, processor of readers, of the coordinator: {told} s", flush=True)
    print(f"share of the ideal speed-up: {seconds[0] / seconds[1] / 2:.2f}   (asked: .8 on two free cores)")
    ideal = sum(used[0]) / (used[1][0] + 2 * used[1][1])
    print(f"by processor, the coordinator while both wait: {ideal:.2f}")


def time_compaction(place: Path, plans: int = 20_000) -> None:
    """Time the tables of so many plans, written as parts of 200."""
    from dataclasses import replace

    from respnet.corpus.compaction import compact
    from respnet.corpus.rows import flatten_plan, write_part
    from respnet.intake.read import read_plan

    shipped = read_plan(ROOT / "data")
    accepted = []
    start = time.perf_counter()
    for part in range(plans // 200):
        made = [replace(shipped, id=f"p{part * 200 + one}", issuer=f"{part}") for one in range(200)]
        write_part(place / "parts", f"{part}", [flatten_plan(plan) for plan in made])
        accepted += [(f"{part}", plan.digest(), "", "") for plan in made]
    middle = time.perf_counter()
    compact(place, place / "parts", accepted)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{plans} plans: {middle - start:.1f} s to write as parts, {time.perf_counter() - middle:.1f} s to compact")
    print(f"peak {peak} MB")


def main() -> None:
    """Run what is named."""
    work = {"kills": count_after_kills, "office": time_office, "workers": time_workers, "compact": time_compaction}
    for name in sys.argv[1:] or work:
        with tempfile.TemporaryDirectory() as folder:
            work[name](Path(folder))


if __name__ == "__main__":
    main()
