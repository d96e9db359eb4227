"""Definition of a named question: title, parameters, columns, and one Cypher statement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from respnet.core.i18n import Lang, Text
from respnet.stores.statements import find_parameters


class ParameterType(StrEnum):
    """Type of a parameter; units and tasks are looked up in the plan."""

    TEXT = "text"
    NUMBER = "number"
    UNIT = "unit"
    TASK = "task"
    DAY = "day"


class ColumnType(StrEnum):
    """Type of a column: roles, kinds and origins are translated, a path is a list of headings."""

    TEXT = "text"
    NUMBER = "number"
    ROLE = "role"
    KIND = "kind"
    ORIGIN = "origin"
    LIST = "list"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Parameter of a question; `example` is valid for the shipped plan."""

    name: str
    takes: ParameterType
    about: Text
    example: str

    def describe(self, lang: Lang) -> str:
        """Describe the parameter for a message: its meaning, and an example."""
        if lang == "zh":
            return f"{self.name}（{self.about.zh}；例如 {self.name}={self.example}）"
        return f"{self.name} ({self.about.en}; for example {self.name}={self.example})"


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """Column of an answer."""

    name: str
    holds: ColumnType
    heading: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A named question with its statement; `about` states the counting rule."""

    name: str
    title: Text
    about: Text
    parameters: tuple[Parameter, ...]
    columns: tuple[AnswerColumn, ...]
    statement: str

    @property
    def is_about_one_plan(self) -> bool:
        """True if the statement takes `$plan`; otherwise it looks at all plans of the store."""
        return "plan" in find_parameters(self.statement)
