"""What a named question is: a title, what it takes, what it shows, and one statement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from respnet.core.i18n import Lang, Text
from respnet.stores.statements import parameters


class Takes(StrEnum):
    """What is given for a parameter; a unit or task is looked up in the plan."""

    TEXT = "text"
    NUMBER = "number"
    UNIT = "unit"
    TASK = "task"


class Holds(StrEnum):
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
    takes: Takes
    about: Text
    example: str

    def described(self, lang: Lang) -> str:
        """The parameter for a message: what it is, and an example."""
        if lang == "zh":
            return f"{self.name}（{self.about.zh}；例如 {self.name}={self.example}）"
        return f"{self.name} ({self.about.en}; for example {self.name}={self.example})"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer."""

    name: str
    holds: Holds
    heading: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its statement; `about` says what is counted."""

    name: str
    title: Text
    about: Text
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    statement: str

    @property
    def of_one_plan(self) -> bool:
        """Whether it is about one plan; else about all plans of the store."""
        return "plan" in parameters(self.statement)
