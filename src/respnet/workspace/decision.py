"""Decisions: what a person says of a plan, checked before it is believed."""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError
from respnet.core.plan import Role
from respnet.core.unit_names import UnbalancedBracketError, split_units
from respnet.workspace.draft import require_name

if TYPE_CHECKING:
    from respnet.workspace.journal import Entry

HINT_OPS = frozenset({"begin", "clause", "name", "role", "lead-rule", "grid", "fill"})
"""Decisions that go into the reading of the document; the others are made on the rows after it."""
TABLE_OPS = frozenset({"take-over", "set-aside"})
"""Decisions on tables that were changed with another program."""
MAX_TEXT = 8000
"""Characters of the longest text in a decision."""
MAX_ITEMS = 400
"""Names, columns or sections in a decision, at most."""

_ROLES = (*Role, "none")
_SHAPES: dict[str, dict[str, Any]] = {
    "begin": {"level": ("same", "above", "below", "none")},
    "clause": {},
    "name": {"name": str, "means": list},
    "role": {"word": str, "role": _ROLES},
    "lead-rule": {"first": bool},
    "grid": {"header": list, "columns": dict},
    "fill": {"header": list, "column": str},
    "same": {"names": list, "printed": str},
    "group": {"name": str, "members": list, "office": bool},
    "fact": {"name": ("title", "area", "issuer", "number", "date"), "value": str},
    "assign": {"row": str, "role": tuple(Role), "name": str},
    "unassign": {"row": str, "role": tuple(Role), "name": str},
    "add": {"title": str},
    "drop": {"row": str},
    "field": {"row": str, "name": ("number", "title", "section", "deadline", "targets", "text"), "value": (str, list)},
    "confirm": {},
    "take-over": {},
    "set-aside": {},
}
"""By operation, the parameters that it must have: a type, or the choices."""
_MORE: dict[str, Any] = {
    "row": str,
    "instead": tuple(Role),
    "nth": int,
    "number": str,
    "after": str,
    "note": str,
    "question": str,
    "all": bool,
    "by": str,
}
"""Parameters that an operation may have."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One step of a person. `sees` is the version that the person had before the eyes.

    `anchor` is a place in the document, {block, row, column, start, end}, where the operation needs one. `end` counts
    in `end_block` if there is one.
    """

    id: str
    op: str
    parameters: Mapping[str, Any]
    anchor: Mapping[str, int] | None = None
    sees: int = 0


def parse_decision(data: object) -> Decision:
    """Check what a browser or a file gives as a decision.

    Args:
        data: The object; it may come from anybody.

    Raises:
        InputError: It is no decision; the message says which of its values is wrong.

    >>> parse_decision({"id": "a1", "op": "drop", "parameters": {"row": "k"}, "sees": 3}).op
    'drop'
    """
    told = data if isinstance(data, Mapping) else {"op": data}
    op, parameters, anchor = told.get("op"), told.get("parameters"), told.get("anchor")
    shape = _SHAPES.get(op) if isinstance(op, str) else None
    if not isinstance(op, str) or shape is None:
        raise _wrong("op", op)
    if not isinstance(parameters, Mapping):
        raise _wrong("parameters", parameters)
    for name in {*shape, *parameters}:
        if name in shape or parameters[name] is not None:
            _check(name, parameters.get(name), shape.get(name, _MORE.get(name, ())))
    given = told.get("id")
    if not isinstance(given, str) or not 0 < len(given) <= 80 or not given.isprintable():
        raise _wrong("id", given)
    sees: Any = told.get("sees", 0)
    _check("sees", sees, int)
    if anchor is not None or op in ("begin", "clause"):
        if not isinstance(anchor, Mapping) or {*anchor} - {"end_block"} != _ANCHOR:
            raise _wrong("anchor", anchor)
        for name in anchor:
            _check(name, anchor[name], int)
    kept = {name: value for name, value in parameters.items() if value is not None}
    for name in {"means", "members"} & kept.keys():
        kept[name] = _split_names(kept[name])
    return Decision(given, op, kept, anchor, sees)


def _split_names(names: list[str]) -> list[str]:
    """The names as a cell of a table holds them: 各市 and 县政府 are one. Raises InputError for what is no name."""
    with contextlib.suppress(UnbalancedBracketError):
        names = list(split_units("、".join(names))[0])
    return [require_name(one) for one in names]


_ANCHOR = {"block", "row", "column", "start", "end"}


def _check(name: str, value: Any, shape: Any) -> None:
    if shape == (str, list):
        shape = list if isinstance(value, list) else str
    if isinstance(shape, tuple):
        right = isinstance(value, str) and value in shape
    elif shape is int:
        right = type(value) is int and -1 <= value < 10**9
    elif isinstance(value, shape) and shape is not bool:
        texts = [value] if shape is str else [*value, *value.values()] if shape is dict else value
        right = len(texts) <= MAX_ITEMS and all(isinstance(one, str) and _is_sayable(one) for one in texts)
    else:
        right = isinstance(value, shape)
    if not right:
        raise _wrong(name, value)


def _is_sayable(text: str) -> bool:
    """True for a text without characters that no table can hold; line ends are for texts of several lines."""
    return len(text) <= MAX_TEXT and all(one == "\n" or unicodedata.category(one) not in ("Cc", "Cs") for one in text)


def _wrong(name: str, value: object) -> InputError:
    shown = ascii(value)[:60]
    return InputError(
        zh=f"这一步的“{name}”不能用：{shown}。请重新做一次。",
        en=f"The value of “{name}” in this step cannot be used: {shown}. Please make the step again.",
    )


def list_subjects(entry: Entry | Decision) -> frozenset[str]:
    """List what a step is about: two steps about one thing, made unseen of one another, are a conflict."""
    given = entry.parameters
    found = {f"row {given['row']}"} if given.get("row") else set()
    match entry.op:
        case "fact":
            found.add(f"fact {given['name']}")
        case "name" | "group":
            found.add(f"name {given['name']}")
        case "same":
            found |= {f"name {name}" for name in given["names"]}
        case "role":
            found.add(f"word {given['word']}")
        case "lead-rule":
            found.add("lead-rule")
        case "grid" | "fill":
            found.add(f"grid {given['header']} {given.get('nth')}")
        case "confirm" if "question" in given or "all" in given:
            found.add(f"question {given.get('question')}")
    if entry.anchor and entry.op in ("begin", "clause"):
        found.add(f"block {entry.anchor['block']}")
    return frozenset(found)
