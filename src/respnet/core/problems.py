"""Problems: things in a plan that a person should look at, with location and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang, Text, get_message_lang

if TYPE_CHECKING:
    import pandas


class Severity(StrEnum):
    """Severity of a problem: an error stops a report, a warning and a note do not."""

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
    """One problem: `code` names the check, the other fields give location, value and remedy.

    `row` is the row number that a spreadsheet shows (the header is row 1);
    `tasks` are the ids of the tasks concerned, in printed order.
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
        """Return the problem as a JSON object."""
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


class Problems(tuple[Problem, ...]):
    """The problems of a plan, as a tuple that a notebook shows as a table."""

    __slots__ = ()

    def to_frame(self, lang: Lang | None = None) -> pandas.DataFrame:
        """Tabulate the problems, one row each, with texts in `lang` (without it: the language of messages)."""
        import pandas

        said_in = lang or get_message_lang()
        rows = [one.to_dict() | {"what": one.what.of(said_in), "remedy": one.remedy.of(said_in)} for one in self]
        columns = ["level", "code", "what", "remedy", "file", "row", "column", "value", "tasks"]
        return pandas.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html())
