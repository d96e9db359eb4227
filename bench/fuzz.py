"""Changed inputs for the readers: `python bench/fuzz.py [--count 100000] [--seed 1] [--from 0] [--office]`.

Each reading takes one of the shared inputs and changes its bytes, its XML, its cells or its line ends; what comes is a
plan or an InputError within 60 seconds and 1.5 GB, or the reading is printed with its number: `--from NUMBER --count 1`
does it again. Readings happen in a child process that is ended and started anew where it hangs or dies. Files that
LibreOffice turns into others take seconds each and are read with `--office` alone.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import random
import re
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SHARED = Path(__file__).resolve().parents[2] / "shared"
SECONDS, MEMORY = 60, 1_500_000_000
"""What one reading may take: seconds, and bytes of address space beyond what an idle child has."""
NOTED = 5
"""Seconds from which a reading is told, though it may take more."""
LARGEST = 2_000_000
"""Bytes of an input that is changed."""
TEXT = {".txt", ".md", ".csv", ".html", ".tsv"}
ZIPPED = {".docx", ".xlsx", ".ofd"}
OFFICE = {".doc", ".wps", ".rtf", ".xls"}
NASTY = (
    *(
        "",
        "\0",
        "\ufeff",
        "\u2028",
        "\r",
        "\x0b",
        "0",
        "-1",
        "1e999",
        "99999999999",
        "nan",
        "2147483648",
        "\ud7ff",
        "\U0010ffff",
    ),
    *(
        "（",
        "）",
        "（（（（",
        "))))",
        "、",
        "、、、",
        "；",
        "：",
        "牵头单位：",
        "责任单位：",
        "下同",
        "一、",
        "1.",
        "（一）",
        "第一条",
        "①",
    ),
    *(
        "排在第一位的为牵头单位，下同",
        "以下均需各镇负责，不再列出",
        "县教委牵头，县科协配合",
        "|",
        "\t",
        "│",
        "┌─┐",
        "<br>",
        "&#0;",
        "&lt;",
        '"',
        "'",
    ),
    *(
        "Lead: ",
        "(Lead: A; Partners: B, C)",
        "R/A",
        "●",
        "同上",
        "A" * 5000,
        "县" * 3000,
        "（" * 500,
        "1.1.1.1.1.1",
        "=1/0",
    ),
)


def change_bytes(data: bytes, dice: random.Random) -> bytes:
    """Flip, drop, double or cut off bytes."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5, 30))):
        at = dice.randrange(len(changed) + 1)
        length = dice.choice((1, 1, 4, 40, 800))
        kind = dice.randrange(5)
        if kind == 0 and changed:
            changed[at % len(changed)] = dice.randrange(256)
        elif kind == 1:
            del changed[at : at + length]
        elif kind == 2:
            changed[at:at] = changed[at : at + length]
        elif kind == 3:
            changed[at:at] = dice.choice(NASTY).encode("utf-8", "replace")
        elif dice.random() < 0.1:
            del changed[at:]
    return bytes(changed)


def change_text(text: str, dice: random.Random) -> str:
    """Put in, drop, double or move stretches of text, at marks more often than elsewhere."""
    for _ in range(dice.choice((1, 1, 3, 10))):
        marks = [match.start() for match in re.finditer(r"[\n、，；。：（）|,\t<>]", text)]
        at = dice.choice(marks) if marks and dice.random() < 0.7 else dice.randrange(len(text) + 1)
        to = min(len(text), at + dice.choice((1, 2, 10, 200)))
        kind = dice.randrange(4)
        middle = (dice.choice(NASTY), "", text[at:to] * dice.choice((2, 2, 40)), text[at:to][::-1])[kind]
        text = text[:at] + middle + text[to if kind else at :]
    return text


def change_line_ends(text: str, dice: random.Random) -> str:
    """Take line ends away, write them otherwise, or wrap at a width."""
    kind = dice.randrange(5)
    if kind == 0:
        return text.replace("\n", "")
    if kind == 1:
        return text.replace("\n", dice.choice((" ", "\r", "\r\n", "\u2028", "\u3000\u3000", "\n\n", "\n— 3 —\n")))
    if kind == 2:
        width = dice.randrange(2, 90)
        return "\n".join(line[at : at + width] for line in text.split("\n") for at in range(0, len(line) or 1, width))
    lines = text.split("\n")
    if kind == 3:
        return "\n".join(line + dice.choice(("", "", " ", "\t")) for line in lines if dice.random() > 0.05)
    return "".join(line + dice.choice(("\n", "\n", "", " ")) for line in lines)


def change_cells(text: str, dice: random.Random) -> str:
    """Change what stands between separators: cells of a table in text, texts of XML."""
    pieces = re.split(r"([,\t\n|]|<[^<>]*>)", text)
    for _ in range(dice.choice((1, 3, 10))):
        at = dice.randrange(len(pieces))
        kind = dice.randrange(4)
        if kind == 0:
            pieces[at] = dice.choice(NASTY)
        elif kind == 1:
            pieces[at] = dice.choice(pieces)
        elif kind == 2:
            pieces[at : at + 2] = []
        else:
            pieces[at:at] = pieces[at : at + dice.choice((2, 8, 40))] * dice.choice((1, 1, 30))
        if not pieces:
            return ""
    return "".join(pieces)


def change_attributes(text: str, dice: random.Random) -> str:
    """Give attributes of XML other values."""
    found = list(re.finditer(r'="([^"]*)"', text))
    for match in reversed(dice.sample(found, min(len(found), dice.choice((1, 2, 6))))):
        value = dice.choice((*NASTY[:14], match[1] * 2, str(dice.randrange(10**6)), dice.choice(found)[1]))
        text = text[: match.start(1)] + value.replace('"', "") + text[match.end(1) :]
    return text


def change_parts(data: bytes, dice: random.Random) -> bytes:
    """Change one part of an archive: its XML, its cells or its bytes; or leave it out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return change_bytes(data, dice)
    telling = [name for name in parts if re.search(r"document\.xml|sheet\d*\.xml|Content\.xml|sharedStrings", name)]
    name = dice.choice(telling) if telling and dice.random() < 0.7 else dice.choice(sorted(parts))
    kind = dice.randrange(20)
    if kind == 0:
        del parts[name]
    elif kind < 3:
        parts[name] = change_bytes(parts[name], dice)
    else:
        change = dice.choice((change_cells, change_attributes, change_text))
        parts[name] = change(parts[name].decode("utf-8", "replace"), dice).encode("utf-8", "replace")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    return made.getvalue()


def change(path: Path, dice: random.Random) -> bytes:
    """The changed content of one input."""
    data = path.read_bytes()
    ending = path.suffix.lower()
    if ending in ZIPPED and dice.random() < 0.85:
        return change_parts(data, dice)
    if ending in TEXT and dice.random() < 0.85:
        change = dice.choice((change_line_ends, change_cells, change_text))
        return change(data.decode("utf-8", "replace"), dice).encode("utf-8", "replace")
    return change_bytes(data, dice)


def list_inputs(*, office: bool) -> list[Path]:
    """The shared inputs in order; texts and tables more often than PDF, whose reading starts a process."""
    wanted = OFFICE if office else TEXT | ZIPPED | {".pdf"}
    found = sorted(one for one in SHARED.rglob("*") if one.suffix.lower() in wanted and one.is_file())
    found = [
        one for one in found if one.stat().st_size <= LARGEST and one.parts[len(SHARED.parts)] in ("documents", "cases")
    ]
    return [one for one in found for _ in range(1 if one.suffix == ".pdf" else 4)]


def read_in_child(inputs: list[Path], seed: int, numbers: range, answers: Connection) -> None:
    """Read one changed input after the other, and send what came of each."""
    from respnet.core.errors import InputError
    from respnet.intake.read import read_document_plan

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory(prefix="respnet-fuzz-") as folder:
        for number in numbers:
            dice = random.Random(f"{seed}/{number}")
            source = dice.choice(inputs)
            path = Path(folder, f"changed{source.suffix}")
            path.write_bytes(change(source, dice))
            answers.send((number, "begun", str(source.relative_to(SHARED))))
            try:
                read_document_plan(path)
                outcome, detail = "plan", ""
            except InputError:
                outcome, detail = "refused", ""
            except Exception:
                outcome, detail = "traceback", traceback.format_exc()
            answers.send((number, outcome, detail))


def run(count: int, seed: int, first: int, *, office: bool) -> int:
    """Do all readings, print each that is wrong, and say how many came out how."""
    inputs = list_inputs(office=office)
    outcomes: Counter[str] = Counter()
    slowest, started, number, stop = 0.0, time.monotonic(), first, first + count
    source, seen = "", {""}
    while number < stop:
        answers, sender = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=read_in_child, args=(inputs, seed, range(number, stop), sender))
        child.start()
        sender.close()
        try:
            while number < stop:
                begun = time.monotonic()
                while True:
                    if not answers.poll(SECONDS + 5):
                        raise TimeoutError
                    at, outcome, detail = answers.recv()
                    if outcome == "begun":
                        source, begun = detail, time.monotonic()
                        continue
                    break
                took = time.monotonic() - begun
                slowest = max(slowest, took)
                outcomes[outcome if took <= SECONDS else "slow"] += 1
                if outcome == "traceback" or took > NOTED:
                    cause = "\n".join(detail.splitlines()[-3:])
                    print(f"{at} {source}: {outcome} after {took:.1f} s\n{'' if cause in seen else detail}", flush=True)
                    seen.add(cause)
                number = at + 1
                if sum(outcomes.values()) % 2000 == 0:
                    print(f"… {number} {dict(outcomes)}, slowest {slowest:.1f} s", file=sys.stderr, flush=True)
        except (TimeoutError, EOFError) as error:
            outcomes["hung" if isinstance(error, TimeoutError) else "died"] += 1
            print(f"{number} {source}: {'hung' if isinstance(error, TimeoutError) else 'died'}", flush=True)
            child.kill()
            number += 1
        child.join()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(
        f"{sum(outcomes.values()):,} readings of {len(set(inputs))} inputs (seed {seed}, from {first}) in "
        f"{time.monotonic() - started:,.0f} s: "
        + ", ".join(f"{n:,} {what}" for what, n in sorted(outcomes.items()))
        + f"; slowest {slowest:.1f} s, most memory {peak:,.0f} MB"
    )
    return int(any(outcomes[bad] for bad in ("traceback", "slow", "hung", "died")))


def main() -> int:
    """Read the options and run."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--from", dest="first", type=int, default=0)
    options.add_argument("--office", action="store_true")
    given = options.parse_args()
    os.environ.setdefault("RESPNET_LANG", "en")
    return run(given.count, given.seed, given.first, office=given.office)


if __name__ == "__main__":
    sys.exit(main())
