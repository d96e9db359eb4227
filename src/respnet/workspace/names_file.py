"""names.csv of an office: what was decided on names in one plan and is proposed, never applied, in the others."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any

from respnet.core.i18n import Text
from respnet.core.safe_writing import replace_files
from respnet.core.unit_names import SEPARATORS
from respnet.workspace.errors import report_write_errors
from respnet.workspace.journal import Entry
from respnet.workspace.sentences import describe_step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAMES_FILE = "names.csv"
NAME_OPS = frozenset({"name", "same", "group"})
MAX_NAMES = 20_000
"""Lines that are read."""


@dataclass(frozen=True, slots=True)
class NameRecord:
    """One decision: `name` means these names (`same`: is one office with them), as the plan `since` has it."""

    name: str
    means: str
    op: str
    since: str
    by: str = ""

    def list_names(self) -> tuple[str, ...]:
        """List the names that it changes in a plan which prints them."""
        return tuple(self._split()) if self.op == "same" else (self.name,)

    def _split(self) -> list[str]:
        return [name for name in self.means.split(SEPARATORS[0]) if name]

    def to_parameters(self) -> dict[str, Any]:
        """Return the parameters of the same decision in another plan."""
        means = self._split()
        if self.op == "same":
            return {"names": [self.name, *means], "printed": self.name}
        if self.op == "group":
            return {"name": self.name, "members": means, "office": False}
        return {"name": self.name, "means": means}

    def describe(self) -> Text:
        """Say the decision in words."""
        return describe_step(Entry("", 0, self.op, parameters=self.to_parameters()), {})


def make_name_record(entry: Entry, plan: str) -> NameRecord | None:
    """Make the record of a step on names; None for another step, and for one that holds for a row alone."""
    given = entry.parameters
    if entry.op not in NAME_OPS or given.get("row") or given.get("office"):
        return None
    if entry.op == "same":
        name, means = given["printed"], [one for one in given["names"] if one != given["printed"]]
    else:
        name, means = given["name"], given["members" if entry.op == "group" else "means"]
    return NameRecord(name, SEPARATORS[0].join(means), entry.op, plan, entry.by)


def read_names(office: Path) -> tuple[NameRecord, ...]:
    """Read names.csv of an office; lines that say nothing are passed over, and without a file there are none."""
    path = office / NAMES_FILE
    try:
        if path.is_symlink() or not path.is_file():
            return ()
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ()
    try:
        rows = list(islice(csv.DictReader(io.StringIO(text, newline="")), MAX_NAMES))
    except csv.Error:
        return ()
    found = (NameRecord(*(str(row.get(name) or "") for name in _COLUMNS)) for row in rows)
    return tuple(one for one in found if one.name and one.op in NAME_OPS)


def write_names(office: Path, records: Iterable[NameRecord]) -> None:
    """Write names.csv of an office, whole or not at all.

    Raises:
        OutputError: It cannot be written.
    """
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([_COLUMNS, *(astuple(one) for one in records)])
    path = office / NAMES_FILE
    with report_write_errors(path):
        replace_files({path: ("\ufeff" + out.getvalue()).encode("utf-8")})


_COLUMNS = tuple(one.name for one in fields(NameRecord))
