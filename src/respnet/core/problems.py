"""A problem: something in a plan that a person should look at, where it stands and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from respnet.core.i18n import Text


class Severity(StrEnum):
    """How much a problem matters: an error stops a report, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_WORDS = {
    Severity.ERROR: Text(zh="错误", en="error"),
    Severity.WARNING: Text(zh="警告", en="warning"),
    Severity.NOTE: Text(zh="提示", en="note"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem found: `code` names the check, the rest says where, what value, and the remedy.

    `row` counts the lines of the table as a spreadsheet shows them (the header is row 1);
    `tasks` are the ids of the tasks it is about, in printed order.
    """

    code: str
    level: Severity
    what: Text
    remedy: Text
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    tasks: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The problem for JSON."""
        return {
            "code": self.code,
            "level": self.level.value,
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "tasks": list(self.tasks),
            "what": self.what.to_dict(),
            "remedy": self.remedy.to_dict(),
        }


def select_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that stop a report."""
    return tuple(problem for problem in problems if problem.level is Severity.ERROR)
