"""Draft of a plan: what was read, with every step made on it, in the order of the journal."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError
from respnet.core.i18n import EMPTY_TEXT, Text
from respnet.core.lookup import match_key
from respnet.core.plan import Origin, Role, UnitKind
from respnet.core.to_json import to_jsonable
from respnet.core.unit_names import UnbalancedBracketError, split_units
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.intake.tables.table_rows import SECTION_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from respnet.core.plan import Plan
    from respnet.intake.hints import HintState
    from respnet.intake.language.normalize import Span
    from respnet.workspace.journal import Entry
    from respnet.workspace.plan_state import DocumentMarks
    from respnet.workspace.reading import Reading


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row. `base` is the row as it was read, by which later steps find it again; `key` names it."""

    key: str
    task: TaskRow
    base: TaskRow
    place: Span | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """State of one step after the last reading, and why."""

    n: int
    state: HintState
    reason: Text = EMPTY_TEXT


FACT_FIELDS = {"title": "title", "area": "area", "issuer": "issuer", "number": "document_number", "date": "issued"}
"""For the facts of a plan as people name them, the fields that hold them."""


class PlanDraft:
    """Facts, rows and records of a plan while steps are applied to them.

    Args:
        facts: Facts as they were read.
        tasks: Rows as they were read.
        records: Records of units.
        places: For each row, where in the document it stands.
        reading: Digest of the document and version of respnet; steps made on another may be contradicted.
    """

    def __init__(
        self,
        facts: PlanFacts,
        tasks: Sequence[TaskRow],
        records: Iterable[UnitRecord],
        places: Sequence[Span | None] = (),
        reading: tuple[str, str] = ("", ""),
    ) -> None:
        self.reading = reading
        self.facts = facts
        self.rows: dict[str, DraftRow] = {}
        for at, task in enumerate(tasks):
            key = make_row_key(task, self.rows)
            self.rows[key] = DraftRow(key, task, task, places[at] if at < len(places) else None)
        self.records = {record.name: record for record in records}
        self.outcomes: list[StepOutcome] = []
        self.confirmed: dict[str, Any] = {}
        self.checked_by: Entry | None = None
        self.edits_since_check = 0
        self.named: set[str] = set()
        """Names that a step of this plan speaks of."""
        self.made: set[str] = set()
        """Steps that hold, by `make_step_key`."""
        self.read: Reading | None = None
        self.marks: DocumentMarks | None = None

    def map_spellings(self) -> dict[str, str]:
        """Map each other spelling of a unit to its name."""
        return {other: one.name for one in self.records.values() for other in one.also_written}

    def build_plan(self, file: str = "") -> Plan:
        """Build the plan as it stands.

        Args:
            file: Table that its problems are said to be in.
        """
        return build_plan(self.facts, [row.task for row in self.rows.values()], self.records.values(), file=file)

    def copy(self) -> PlanDraft:
        """Copy the draft; what it holds is never changed in place."""
        made = PlanDraft.__new__(PlanDraft)
        made.__dict__.update(self.__dict__)
        made.rows, made.records = dict(self.rows), dict(self.records)
        made.outcomes, made.confirmed = list(self.outcomes), dict(self.confirmed)
        made.named, made.made = set(self.named), set(self.made)
        return made

    def find_row(self, key: str, words: dict[str, Any] | None) -> DraftRow | None:
        """Find the row of a step: by its key, else the only one with the same printed words; never one alike.

        Args:
            key: Key of the row.
            words: Number, part, section and title that the row had when the step was made.
        """
        if key in self.rows or not words:
            return self.rows.get(key)
        title, number = match_key(words["title"]), match_key(words["number"])
        same = [row for row in self.rows.values() if match_key(row.base.title) == title]
        exact = [row for row in same if match_key(row.base.number) == number and row.base.part == words["part"]]
        return exact[0] if len(exact) == 1 else same[0] if len(same) == 1 and not exact else None

    def apply(self, entry: Entry) -> tuple[StepOutcome, Any]:
        """Apply one step to the draft.

        Args:
            entry: The step, not one that goes into the reading.

        Returns:
            What became of it, and what it replaced.
        """
        outcome, was = self._apply(entry)
        if entry.op != "confirm":
            self.outcomes.append(outcome)
            self.edits_since_check += outcome.state == "taken"
        return outcome, was

    def _apply(self, entry: Entry) -> tuple[StepOutcome, Any]:
        before = (self.facts, self.rows.copy(), self.records.copy())
        if entry.parameters.get("row"):
            row = self.find_row(entry.parameters["row"], entry.row)
            if row is None:
                return StepOutcome(entry.n, "already" if entry.op == "drop" else "orphaned", _ROW_GONE), None
            was, refused = _ROW_OPS[entry.op](self, entry, row)
        elif entry.op in _PLAN_OPS:
            was, refused = _PLAN_OPS[entry.op](self, entry)
        else:
            raise InputError(
                zh="这份方案只有表格，没有原文，做不了这一步。",
                en="This plan has tables and no text, so there is no such step.",
            )
        same = entry.op != "confirm" and before == (self.facts, self.rows, self.records)
        state: HintState = "contradicted" if refused else "already" if same else "taken"
        return StepOutcome(entry.n, state, refused or EMPTY_TEXT), was

    def list_lost(self) -> list[int]:
        """List the numbers of the steps that have no effect: without their place, or contradicted."""
        return [one.n for one in self.outcomes if one.state in ("orphaned", "contradicted")]

    def note(self, entry: Entry) -> None:
        """Note that a step holds, so that nobody is asked for it again."""
        self.named.update(list_names(entry))
        self.made.add(make_step_key(entry.op, entry.parameters))

    def change(self, row: DraftRow, **values: Any) -> None:
        """Change fields of a row's task."""
        self.rows[row.key] = replace(row, task=replace(row.task, **values))


_ROW_GONE = Text(zh="现在读到的方案里没有这一项任务", en="the plan as it is read now has no such task")


def make_step_key(op: str, parameters: Mapping[str, Any]) -> str:
    """Make a text of a step that is the same for the same operation with the same parameters."""
    return f"{op} {json.dumps(dict(parameters), ensure_ascii=False, sort_keys=True)}"


def list_names(entry: Entry) -> tuple[str, ...]:
    """List the names of units that a step decides on."""
    if entry.op not in ("name", "same", "group"):
        return ()
    return tuple(entry.parameters["names"]) if entry.op == "same" else (entry.parameters["name"],)


def make_row_key(task: TaskRow, taken: Iterable[str] = ()) -> str:
    """Make the key of a row from its printed words; a row with the same words gets a number behind it.

    Args:
        task: The row.
        taken: Keys of the rows before it.
    """
    words = "\n".join((task.number, task.part, *task.section, task.title))
    key = base = f"r{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:10]}"
    count = 1
    while key in taken:
        count += 1
        key = f"{base}-{count}"
    return key


def describe_words(row: DraftRow) -> dict[str, Any]:
    """Return the printed words of a row by which a step finds it in another reading."""
    base = row.base
    return {"number": base.number, "part": base.part, "section": list(base.section), "title": base.title}


def require_name(name: str) -> str:
    """Return the name of one unit, without blanks around it.

    Raises:
        InputError: It is empty, or a table would read it back as several names or none.
    """
    name = " ".join(name.split())
    try:
        single = split_units(name) == ((name,), False)
    except UnbalancedBracketError:
        single = False
    if not single:
        raise InputError(
            zh=f"“{name[:40]}”不能作为一个单位的名称：每次写一个单位，括号要成对，末尾不要“等”。",
            en=f"“{name[:40]}” cannot be the name of one office: write one office at a time, close every bracket, and "
            "leave out a final 等.",
        )
    return name


_Result = tuple[Any, Text | None]


def _apply_same(draft: PlanDraft, entry: Entry) -> _Result:
    printed = require_name(entry.parameters["printed"])
    others = [require_name(name) for name in entry.parameters["names"] if name != printed]
    was = {name: _list_spellings(draft, name) for name in (printed, *others)}
    spellings = dict.fromkeys(spelling for name in (printed, *others) for spelling in (name, *was[name]))
    kept = draft.records.get(printed) or next((draft.records[one] for one in others if one in draft.records), None)
    for name in others:
        draft.records.pop(name, None)
    for record in list(draft.records.values()):
        left = tuple(one for one in record.also_written if one not in spellings)
        if left != record.also_written:
            draft.records[record.name] = replace(record, also_written=left)
    also = tuple(name for name in spellings if name != printed)
    draft.records[printed] = replace(kept or UnitRecord(printed), name=printed, also_written=also)
    return was, None


def _list_spellings(draft: PlanDraft, name: str) -> tuple[str, ...]:
    return draft.records[name].also_written if name in draft.records else ()


def _apply_name(draft: PlanDraft, entry: Entry) -> _Result:
    """Read a name as others in all rows of a plan without a document; with one, its reader does it."""
    for row in list(draft.rows.values()):
        _apply_row_name(draft, entry, row)
    return [entry.parameters["name"]], None


def _apply_row_name(draft: PlanDraft, entry: Entry, row: DraftRow) -> _Result:
    name, means = entry.parameters["name"], [require_name(one) for one in entry.parameters["means"]]
    lists = [
        replace(one, names=tuple(dict.fromkeys(n for o in one.names for n in (means if o == name else [o]))))
        for one in row.task.units
        if one.names != (name,) or means
    ]
    if any(name in one.names for one in row.task.units):
        draft.change(row, units=tuple(lists))
    return [name], None


def _apply_group(draft: PlanDraft, entry: Entry) -> _Result:
    name = require_name(entry.parameters["name"])
    record = draft.records.get(name, UnitRecord(name))
    was = {"kind": record.kind.value, "members": list(record.members)}
    if entry.parameters["office"]:
        kind = UnitKind.OTHER if record.kind in (UnitKind.COLLECTIVE, UnitKind.UNKNOWN) else record.kind
        draft.records[name] = replace(record, kind=kind, members=(), guessed=False)
    else:
        members = tuple(require_name(one) for one in entry.parameters["members"])
        draft.records[name] = replace(record, kind=UnitKind.COLLECTIVE, members=members, guessed=False)
    return was, None


def _apply_fact(draft: PlanDraft, entry: Entry) -> _Result:
    field = FACT_FIELDS.get(entry.parameters["name"], entry.parameters["name"])
    value = _to_field(field, entry.parameters["value"])
    was = getattr(draft.facts, field)
    if _is_third(draft, entry, was, value):
        return was, _say_third(was)
    changed: dict[str, Any] = {field: value}
    draft.facts = replace(draft.facts, **changed)
    return was, None


def parse_fact_date(value: str) -> str:
    """Parse a date as people write it, to 2022-05-10; empty stays empty.

    Raises:
        InputError: It is no date.
    """
    from respnet.intake.clauses.metadata import find_date

    found = find_date(value)
    if re.fullmatch(r"(?:\d{4}(?:-\d{2})?)?", value):
        return value
    if not found:
        raise InputError(
            zh=f"“{value[:30]}”不是日期。请写成 2022-05-10 或 2022年5月10日。",
            en=f"“{value[:30]}” is no date. Write it as 2022-05-10 or 2022年5月10日.",
        )
    return found


def _to_field(field: str, value: Any) -> Any:
    """Convert what a step says of a field to its type."""
    if field == "units":
        return tuple(
            UnitList(Role(one["role"]), tuple(one["names"]), Origin(one["origin"]), one["open"]) for one in value
        )
    if field in ("section", "targets", "focus"):
        parts = (
            value.split(SECTION_SEPARATOR.strip() if field == "section" else "；") if isinstance(value, str) else value
        )
        return tuple(clean for one in parts if (clean := " ".join(one.split())))
    if isinstance(value, str) and field not in ("text", "clause"):
        value = " ".join(value.split())
    if field == "issued":
        return parse_fact_date(value)
    return value


def _is_third(draft: PlanDraft, entry: Entry, now: Any, wanted: Any) -> bool:
    """True if the step was made on another reading, and this one gives neither what it replaced nor what it says."""
    if (entry.doc, entry.app) == draft.reading or entry.was is None:
        return False
    return to_jsonable(now) not in (entry.was, to_jsonable(wanted))


def _say_third(now: Any) -> Text:
    parts = now if isinstance(now, tuple) else (now,)
    shown = "；".join("、".join(one.names) if isinstance(one, UnitList) else str(one) for one in parts)
    return Text(
        zh=f"现在的文件里是“{shown}”，与更正时的原文不同，请再看一次",
        en=f"the document now says “{shown}”, other than when this was corrected; look at it again",
    )


def _apply_assign(draft: PlanDraft, entry: Entry, row: DraftRow) -> _Result:
    role, name = Role(entry.parameters["role"]), require_name(entry.parameters["name"])
    former = entry.parameters.get("instead", role)
    lists = _remove_unit(row, Role(former), name) if former != role else list(row.task.units)
    if any(name in one.names for one in lists if one.role is role):
        draft.change(row, units=tuple(lists))
        return None, None
    at = next((at for at, one in enumerate(lists) if one.role is role and one.origin is not Origin.INHERITED), None)
    if at is None:
        lists.insert(0 if role is Role.LEAD else len(lists), UnitList(role, (name,)))
    else:  # a lead that a person names makes the others printed too: a table cannot say both
        lists[at] = replace(lists[at], names=(*lists[at].names, name), origin=Origin.PRINTED)
    draft.change(row, units=tuple(lists))
    return None, None


def _apply_unassign(draft: PlanDraft, entry: Entry, row: DraftRow) -> _Result:
    draft.change(row, units=tuple(_remove_unit(row, Role(entry.parameters["role"]), entry.parameters["name"])))
    return None, None


def _remove_unit(row: DraftRow, role: Role, name: str) -> list[UnitList]:
    lists = [
        replace(one, names=tuple(other for other in one.names if other != name)) if one.role is role else one
        for one in row.task.units
    ]
    return [one for one in lists if one.names]


def _apply_add(draft: PlanDraft, entry: Entry) -> _Result:
    given = entry.parameters
    after = draft.find_row(given.get("after", ""), entry.row)
    section = after.task.section if after else ()
    task = TaskRow(require_title(given["title"]), number=given.get("number", ""), section=section)
    more: dict[str, Any] = {name: _to_field(name, value) for name, value in given.get("fields", {}).items()}
    task = replace(task, **more)
    key = f"a{hashlib.sha256(entry.id.encode()).hexdigest()[:10]}"
    rows = list(draft.rows.items())
    keys = [one for one, _ in rows]
    rows.insert(keys.index(after.key) + 1 if after else len(rows), (key, DraftRow(key, task, task)))
    draft.rows = dict(rows)
    return None, None


def require_title(title: str) -> str:
    """Return the title of a task in one line.

    Raises:
        InputError: It is empty.
    """
    title = " ".join(title.split())
    if not title:
        raise InputError(zh="任务的标题不能为空。请写上几个字。", en="A task needs a title. Write a few words.")
    return title


def _apply_drop(draft: PlanDraft, _: Entry, row: DraftRow) -> _Result:
    del draft.rows[row.key]
    return None, None


def _apply_field(draft: PlanDraft, entry: Entry, row: DraftRow) -> _Result:
    name, value = entry.parameters["name"], _to_field(entry.parameters["name"], entry.parameters["value"])
    if name == "title":
        require_title(value)
    was = getattr(row.task, name)
    if _is_third(draft, entry, was, value):
        return to_jsonable(was), _say_third(was)
    draft.change(row, **{name: value})
    return to_jsonable(was), None


def _apply_unit(draft: PlanDraft, entry: Entry) -> _Result:
    name, values = entry.parameters["name"], dict(entry.parameters["values"])
    record = draft.records.get(name, UnitRecord(name))
    was = {field: to_jsonable(getattr(record, field)) for field in values}
    for field, value in values.items():
        values[field] = UnitKind(value) if field == "kind" else tuple(value) if isinstance(value, list) else value
    draft.records[name] = replace(record, **values)
    return was, None


def _apply_confirm(draft: PlanDraft, entry: Entry) -> _Result:
    if entry.parameters.get("all"):
        draft.checked_by, draft.edits_since_check = entry, 0
    elif entry.parameters.get("question"):
        draft.confirmed[entry.parameters["question"]] = entry.was
    return entry.was, None


def _apply_row_confirm(draft: PlanDraft, _: Entry, row: DraftRow) -> _Result:
    draft.rows[row.key] = replace(row, checked=True)
    return None, None


_PLAN_OPS: dict[str, Callable[[PlanDraft, Entry], _Result]] = {
    "name": _apply_name,
    "same": _apply_same,
    "group": _apply_group,
    "fact": _apply_fact,
    "unit": _apply_unit,
    "add": _apply_add,
    "confirm": _apply_confirm,
}
_ROW_OPS: dict[str, Callable[[PlanDraft, Entry, DraftRow], _Result]] = {
    "name": _apply_row_name,
    "assign": _apply_assign,
    "unassign": _apply_unassign,
    "drop": _apply_drop,
    "field": _apply_field,
    "confirm": _apply_row_confirm,
}
