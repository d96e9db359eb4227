"""`python -m respnet.extract DOCUMENT --output tasks.csv`: one plain-text document to a table, for scoring."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.errors import RespnetError
from respnet.extract.core import extract
from respnet.extract.readers.plain import read_plain
from respnet.plan import Origin, Role

if TYPE_CHECKING:
    from respnet.assemble import TaskRow

COLUMNS = (
    *("number", "part", "section", "title", "lead_units", "responsible_units", "supporting_units", "supervising_units"),
    *("inherited_units", "origin", "deadline", "targets", "text", "clause", "source"),
)


def main(arguments: list[str]) -> int:
    """Read, extract, write. Exit status 1 with a message where nothing can be read."""
    if len(arguments) != 3 or arguments[1] != "--output":
        sys.stderr.write("python -m respnet.extract DOCUMENT --output tasks.csv\n")
        return 2
    try:
        extraction = extract(read_plain(Path(arguments[0])))
    except RespnetError as error:
        sys.stderr.write(f"{error.message('en')}\n")
        return 1
    with Path(arguments[2]).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(cells(row) for row in extraction.rows)
    return 0


def cells(row: TaskRow) -> list[str]:
    """The cells of one row, in the order of COLUMNS."""

    def units(role: Role, *, inherited: bool = False) -> str:
        lists = [one for one in row.units if one.role is role and (one.origin is Origin.INHERITED) == inherited]
        names = [name for one in lists for name in one.names]
        return "、".join(names) + ("等" if any(one.open for one in lists) else "")

    by_rule = any(one.origin is Origin.CONVENTION for one in row.units)
    return [
        *(row.number, row.part, " > ".join(row.section), row.title),
        *(units(role) for role in (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT, Role.SUPERVISE)),
        units(Role.RESPONSIBLE, inherited=True),
        "convention" if by_rule else "",
        *(row.deadline, "；".join(row.targets), row.text, row.clause, row.source),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
