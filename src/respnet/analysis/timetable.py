"""When tasks are due, and which units have most to finish in one period."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from respnet.network import ResponsibilityNetwork


class Period(StrEnum):
    """The finest period that all dated tasks can be sorted into."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class When(StrEnum):
    """What a deadline's text gives."""

    DATED = "dated"
    ONGOING = "ongoing"  # 持续推进, 长期坚持
    UNREADABLE = "unreadable"  # a text without a date that can be told, such as 年底前 without its year
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Due:
    """One task's deadline: the text as printed and its period ("2025-06", "2025-Q2", "2025"; empty if not dated)."""

    task: str
    text: str
    when: When
    period: str


@dataclass(frozen=True, slots=True)
class UnitPeak:
    """The period in which a unit has most tasks due (the first, where several are level): leads and all its tasks."""

    unit: str
    period: str
    leads: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """Tasks by when they are due. `unit_tasks` has a row an actor and a column a period of `periods` (in time order):
    tasks due then, in any role; `unit_leads` those it leads."""

    period: Period
    periods: tuple[str, ...]
    dues: tuple[Due, ...]
    unit_leads: tuple[tuple[int, ...], ...]
    unit_tasks: tuple[tuple[int, ...], ...]
    peaks: tuple[UnitPeak, ...]


def timetable(network: ResponsibilityNetwork) -> Timetable:
    """When the tasks are due, as far as their deadlines can be read; a year is never guessed."""
    raise NotImplementedError
