"""Hints to the reader: what a person says of a document's text, carried into its reading and kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, get_args

from respnet.core.errors import InputError
from respnet.core.plan import Role

if TYPE_CHECKING:
    from respnet.core.i18n import Text

MAX_HINT_TEXT = 4000
"""Characters of the longest text in a hint: a clause has 1500 at most."""
MAX_HINT_ITEMS = 400
"""Columns of a table or names of a hint, at most."""
Level = Literal["same", "above", "below", "none"]
ColumnUse = Literal["task", "number", "section", "deadline", "none", "lead", "responsible", "support", "supervise"]
HintState = Literal["taken", "already", "moved", "contradicted", "orphaned", "idle"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in the folded text of a document (NFKC, without blanks and line ends), by its words.

    `before` and `after` are up to 32 characters beside it. Where the words stand in several places, the `nth` (from 1)
    `of` so many is meant; both are 0 where they stand once.
    """

    exact: str
    before: str = ""
    after: str = ""
    nth: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row by what is printed on it: number, part, sections and title."""

    number: str = ""
    part: str = ""
    section: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Begin:
    """A task begins at the quote: as its number says or beside the task above ("same"), or one level lower.

    "above" says that something begins one level higher, which holds the tasks below it; "none" that nothing does.
    """

    quote: Quote
    level: Level = "same"
    kind: Literal["begin"] = field(default="begin", init=False)


@dataclass(frozen=True, slots=True)
class Clause:
    """The quote is the clause of a row; without a row, of the item in which it stands."""

    row: RowKey | None
    quote: Quote
    kind: Literal["clause"] = field(default="clause", init=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it was read means no, one or several units: in one row, or everywhere."""

    name: str
    means: tuple[str, ...]
    row: RowKey | None = None
    kind: Literal["name"] = field(default="name", init=False)


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A word of clauses or a mark of a table gives this role ("none": no units): in one row, or everywhere."""

    word: str
    role: Literal["lead", "responsible", "support", "supervise", "none"]
    row: RowKey | None = None
    kind: Literal["role"] = field(default="role", init=False)


@dataclass(frozen=True, slots=True)
class LeadRule:
    """The first unit of a list leads where no lead is named, or nobody does.

    The quote is a sentence of the text, from which on it holds, or stands in a table, for whose rows it holds; without
    one it holds for the whole plan.
    """

    first: bool
    quote: Quote | None = None
    kind: Literal["lead-rule"] = field(default="lead-rule", init=False)


@dataclass(frozen=True, slots=True)
class Grid:
    """Content of the columns of the nth table (from 1) with this header, as (header, use) pairs.

    Columns that are not named keep the use that the reader sees in them.
    """

    header: tuple[str, ...]
    columns: tuple[tuple[str, ColumnUse], ...]
    nth: int = 1
    kind: Literal["grid"] = field(default="grid", init=False)


@dataclass(frozen=True, slots=True)
class Fill:
    """Empty cells of this column mean what stands above them, in the nth table (from 1) with this header."""

    header: tuple[str, ...]
    column: str
    nth: int = 1
    kind: Literal["fill"] = field(default="fill", init=False)


Hint = Begin | Clause | Name | RoleWord | LeadRule | Grid | Fill
HINT_KINDS: dict[str, type[Hint]] = {str(fields(one)[-1].default): one for one in get_args(Hint)}


@dataclass(frozen=True, slots=True)
class HintOutcome:
    """State of one hint after a reading, and why.

    `taken`: it changed the reading. `moved`: the same, but what stands beside its words has changed. `already`: the
    reading says the same without it. `contradicted`: it names several places, no row that there is, or a later hint
    says otherwise. `orphaned`: its words or its table are gone. `idle`: nothing bears its name or word.
    """

    hint: Hint
    state: HintState
    reason: Text
    start: int = -1
    """Where its quote stands in `respnet.intake.anchors.DocumentText`, -1 without one."""


_CHOICES: dict[str, tuple[str, ...]] = {
    "level": get_args(Level),
    "role": (*(role.value for role in Role), "none"),
}


def parse_hint(data: Mapping[str, Any]) -> Hint:
    """Parse a hint from its JSON object, as `respnet.core.to_json.to_jsonable` writes it.

    Args:
        data: The object; `kind` says which hint it is. It may come from anybody.

    Raises:
        InputError: It is no hint; the message says which of its values is wrong.

    >>> parse_hint({"kind": "name", "name": "*县教委", "means": ["县教委"]})
    Name(name='*县教委', means=('县教委',), row=None, kind='name')
    """
    kind = data.get("kind") if isinstance(data, Mapping) else None
    made = HINT_KINDS.get(kind) if isinstance(kind, str) else None
    if made is None:
        raise _wrong("kind", kind)
    values = {one.name: _parse_value(one.name, data.get(one.name)) for one in fields(made) if one.init}
    if made in (Begin, Clause) and values["quote"] is None:
        raise _wrong("quote", None)
    return made(**values)


def _parse_value(name: str, value: Any) -> Any:
    if name in ("row", "quote"):
        return _parse_place(name, value)
    if name in _CHOICES:
        if value not in _CHOICES[name]:
            raise _wrong(name, value)
        return value
    if name == "first":
        if not isinstance(value, bool):
            raise _wrong(name, value)
        return value
    if name == "nth":
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**6):
            raise _wrong(name, value)
        return 1 if value is None else value
    if name == "columns":
        pairs = list(value.items()) if isinstance(value, Mapping) else value
        if not isinstance(pairs, list) or not all(isinstance(one, list | tuple) and len(one) == 2 for one in pairs):
            raise _wrong(name, value)
        uses = get_args(ColumnUse)
        return tuple((_text(name, one), use if use in uses else _refuse(name, use)) for one, use in pairs)
    return _texts(name, value) if name in ("means", "header", "section") else _text(name, value)


def _parse_place(name: str, value: Any) -> Quote | RowKey | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise _wrong(name, value)
    if name == "row":
        texts = {one: _text(one, value.get(one, "")) for one in ("number", "part", "title")}
        return RowKey(section=_texts("section", value.get("section", [])), **texts)
    exact, before, after = (_text(one, value.get(one, "")) for one in ("exact", "before", "after"))
    return Quote(exact, before, after, *(_parse_value("nth", value.get(one, 0)) for one in ("nth", "of")))


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or len(value) > MAX_HINT_TEXT or any("\ud800" <= one < "\ue000" for one in value):
        raise _wrong(name, value)  # half of a surrogate pair cannot be written to any file
    return value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or len(value) > MAX_HINT_ITEMS:
        raise _wrong(name, value)
    return tuple(_text(name, one) for one in value)


def _refuse(name: str, value: Any) -> Any:
    raise _wrong(name, value)


def _wrong(name: str, value: Any) -> InputError:
    shown = ascii(value)[:60]
    return InputError(
        zh=f"这条更正的“{name}”不能用：{shown}。请重新做一次这一步。",
        en=f"The value of “{name}” in this correction cannot be used: {shown}. Please make the correction again.",
    )
