"""What a named question is: a title, what it takes, what it shows, and one statement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from respnet.core.i18n import Lang, Text
from respnet.stores.statements import find_parameters


class ParameterType(StrEnum):
    """What is given for a parameter; a unit or task is looked up in the plan."""

    TEXT = "text"
    NUMBER = "number"
    UNIT = "unit"
    TASK = "task"


class ColumnType(StrEnum):
    """What stands in a column; a role, kind or origin has a word in each language, a path is a list of headings."""

    TEXT = "text"
    NUMBER = "number"
    ROLE = "role"
    KIND = "kind"
    ORIGIN = "origin"
    LIST = "list"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question needs to be told; `example` fits the shipped plan."""

    name: str
    takes: ParameterType
    about: Text
    example: str

    def describe(self, lang: Lang) -> str:
        """The parameter for a message: what it is, and an example."""
        if lang == "zh":
            return f"{self.name}（{self.about.zh}；例如 {self.name}={self.example}）"
        return f"{self.name} ({self.about.en}; for example {self.name}={self.example})"


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One column of the answer."""

    name: str
    holds: ColumnType
    heading: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its statement; `about` says what is counted."""

    name: str
    title: Text
    about: Text
    parameters: tuple[Parameter, ...]
    columns: tuple[AnswerColumn, ...]
    statement: str

    @property
    def is_about_one_plan(self) -> bool:
        """Whether it is about one plan; else about all plans of the store."""
        return "plan" in find_parameters(self.statement)
