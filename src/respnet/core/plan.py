"""Data model: a plan with its units, tasks and assignments, in printed order."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any

from respnet.core.i18n import Text
from respnet.core.notebook import NotebookSummary
from respnet.core.problems import Problem


class Role(StrEnum):
    """Role of a unit on a task, as the printed word states it; declared from the strongest to the weakest."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    SUPERVISE = "supervise"


WORKING_ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT)
"""The roles that are a share in the work; supervision is none. From the strongest down."""

ROLE_WORDS = {
    Role.LEAD: Text(zh="牵头", en="lead"),
    Role.RESPONSIBLE: Text(zh="责任", en="responsible"),
    Role.SUPPORT: Text(zh="配合", en="support"),
    Role.SUPERVISE: Text(zh="督促", en="supervise"),
}

ROLE_MARKS = {Role.LEAD: "●", Role.RESPONSIBLE: "○", Role.SUPPORT: "△", Role.SUPERVISE: "◇"}
"""The signs of responsibility matrices."""

ROLE_COLUMNS = {
    Role.LEAD: "lead_units",
    Role.RESPONSIBLE: "responsible_units",
    Role.SUPPORT: "supporting_units",
    Role.SUPERVISE: "supervising_units",
}
"""The column of tasks.csv that holds the units of a role."""

RELATIONSHIP_TYPES = {
    Role.LEAD: "LEADS",
    Role.RESPONSIBLE: "RESPONSIBLE_FOR",
    Role.SUPPORT: "SUPPORTS",
    Role.SUPERVISE: "SUPERVISES",
}
"""The type of a role's relationships in graph databases."""


class Origin(StrEnum):
    """Basis of an assignment's role: printed with the task, inherited from its heading, or set by convention."""

    PRINTED = "printed"
    INHERITED = "inherited"
    CONVENTION = "convention"


class UnitKind(StrEnum):
    """Kind of a unit; a collective stands for many units and is never ranked against a single one."""

    PARTY = "party"
    GOVERNMENT = "government"
    MASS = "mass organisation"
    INSTITUTION = "public institution"
    TOWN = "town"
    ENTERPRISE = "enterprise"
    COLLECTIVE = "collective"
    OTHER = "other"
    UNKNOWN = ""


KIND_WORDS = {
    UnitKind.PARTY: Text(zh="党委部门", en="party"),
    UnitKind.GOVERNMENT: Text(zh="政府部门", en="government"),
    UnitKind.MASS: Text(zh="群团组织", en="mass organisation"),
    UnitKind.INSTITUTION: Text(zh="事业单位", en="public institution"),
    UnitKind.TOWN: Text(zh="乡镇街道", en="town"),
    UnitKind.ENTERPRISE: Text(zh="企业", en="enterprise"),
    UnitKind.COLLECTIVE: Text(zh="统称", en="collective"),
    UnitKind.OTHER: Text(zh="其他", en="other"),
    UnitKind.UNKNOWN: Text(zh="未注明", en="not stated"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """An office, commission, bureau or mass organisation as one plan names it.

    `id` is area + canonical name (县科协 of two counties are two units); `also_written` holds the other
    spellings that a person has recorded. `guessed` is True if the kind was guessed by rule.
    `capacity`, where given, is the number of tasks that the unit can carry, one that it leads counting 1.

    Raises ValueError for a capacity that is not a positive number.
    """

    id: str
    name: str
    area: str = ""
    kind: UnitKind = UnitKind.UNKNOWN
    guessed: bool = False
    also_written: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    english: str = ""
    capacity: float | None = None

    def __post_init__(self) -> None:
        if self.capacity is not None and not 0 < self.capacity < math.inf:
            raise ValueError(f"the capacity of {self.name} is {self.capacity}, not a positive number")

    @property
    def collective(self) -> bool:
        """True if the name stands for many units (各乡镇(街道))."""
        return self.kind is UnitKind.COLLECTIVE

    @property
    def capacity_written(self) -> str:
        """The capacity as a plain decimal that reads back to the same number; empty if there is none.

        >>> Unit("u", "u", capacity=12.0).capacity_written, Unit("u", "u", capacity=7.5).capacity_written
        ('12', '7.5')
        """
        return _write_number(self.capacity)


def _write_number(number: float | None) -> str:
    return "" if number is None else format(Decimal(repr(number)), "f").removesuffix(".0")


def make_unit_id(name: str, area: str, plan_id: str) -> str:
    """Return the id of a unit: its name within its area, or within its plan where no area is known.

    Args:
        name: Canonical name of the unit.
        area: Area of the unit; empty where it is not known.
        plan_id: Id of the plan.

    >>> make_unit_id("县科协", "丰都县", "p"), make_unit_id("县科协", "", "p")
    ('丰都县/县科协', 'p/县科协')
    """
    return f"{area or plan_id}/{name}"


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the plan. `order` counts from 1; `row` is the line in the table that it was read from.

    `text` is the plan's own wording, `summary` somebody else's: neither ever stands for the other.
    `open_roles` are the roles whose list of units ends in 等: the plan means more units than it prints.
    `effort` is the work of the task where somebody gives it, None for that of a usual task, which is 1.

    Raises ValueError for an effort that is not a positive number.
    """

    id: str
    order: int
    title: str
    number: str = ""
    part: str = ""
    section: tuple[str, ...] = ()
    deadline: str = ""
    targets: tuple[str, ...] = ()
    text: str = ""
    summary: str = ""
    clause: str = ""
    source: str = ""
    open_roles: tuple[Role, ...] = ()
    effort: float | None = None
    row: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.effort is not None and not 0 < self.effort < math.inf:
            raise ValueError(f"the effort of {self.id} is {self.effort}, not a positive number")
        if self.effort == 1:
            object.__setattr__(self, "effort", None)

    @property
    def effort_written(self) -> str:
        """The effort as a plain decimal; empty if there is none."""
        return _write_number(self.effort)

    @property
    def label(self) -> str:
        """The printed number with its part, or the position in the plan where no number is printed.

        >>> Task(id="p/4.1", order=3, title="t", number="4", part="1").label
        '4.1'
        >>> Task(id="p/#3", order=3, title="t").label
        '#3'
        """
        if not self.number:
            return f"#{self.order}"
        return f"{self.number}.{self.part}" if self.part else self.number


@dataclass(frozen=True, slots=True)
class Assignment:
    """Edge of the graph: one unit in one role on one task, with its position in the printed list (from 1)."""

    unit: str
    task: str
    role: Role
    position: int
    printed: str
    origin: Origin = Origin.PRINTED


@dataclass(frozen=True, slots=True, repr=False)
class Plan(NotebookSummary):
    """One document's division of work. Units, tasks and assignments keep the printed order.

    `lead_rule` is the document's own sentence where the first-listed unit is the lead by convention;
    `period` is the time that the plan as a whole runs for, as 2021-2025;
    `owner` is the plan's own coordinating unit, `focus` the names of the units to profile.
    `file` and `remarks` (problems that the reader noticed) belong to the reading, not to the plan.
    """

    id: str
    title: str
    area: str = ""
    document_number: str = ""
    issuer: str = ""
    issued: str = ""
    published: str = ""
    period: str = ""
    lead_rule: str = ""
    owner: str = ""
    focus: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    tasks: tuple[Task, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    file: str = field(default="", compare=False)
    remarks: tuple[Problem, ...] = field(default=(), compare=False)

    def _summarize(self) -> dict[str, object]:
        counts = {"units": len(self.units), "tasks": len(self.tasks), "assignments": len(self.assignments)}
        return {"id": self.id, "title": self.title, **counts}

    def to_dict(self) -> dict[str, object]:
        """The plan's content for JSON; `file`, `row` and `remarks` are left out. `build_plan_from_dict` reads it.

        Empty `period`, `summary` and `effort` are too, so that the digests stored before there were any still hold.
        """
        names = (name for name in _names(Plan) if name not in ("file", "remarks"))
        said: dict[str, object] = {name: getattr(self, name) for name in names if self.period or name != "period"}
        said["units"] = _rows(self.units, _names(Unit))
        tasks = _rows(self.tasks, tuple(name for name in _names(Task) if name != "row"))
        said["tasks"] = [
            {name: row[name] for name in row if row[name] or name not in ("summary", "effort")} for row in tasks
        ]
        said["assignments"] = _rows(self.assignments, _names(Assignment))
        return said

    def to_json(self) -> str:
        """The plan's content as JSON text, with sorted keys. UnicodeEncodeError where a text of it is no Unicode."""
        import msgspec

        said: dict[str, Any] = replace(self, assignments=()).to_dict() | {"assignments": self.assignments}
        for row in (*said["units"], *said["tasks"]):
            for name in ("capacity", "effort"):
                if row.get(name) is not None:  # msgspec writes 1e-5 otherwise than json, and digests stand on it
                    row[name] = msgspec.Raw(json.dumps(row[name]).encode())
        return msgspec.json.format(msgspec.json.encode(said, order="sorted"), indent=0).decode()

    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the plan's content as JSON."""
        return hashlib.sha256(self.to_json().encode("utf-8")).hexdigest()


def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _rows(things: tuple[object, ...], names: tuple[str, ...]) -> list[dict[str, object]]:
    """Convert each object to a dictionary; dataclasses.asdict copies deeply, seconds for 100,000 objects."""
    get = attrgetter(*names)
    return [dict(zip(names, get(one), strict=True)) for one in things]
