"""Results as plain JSON values and back: the one place where typed results become dictionaries, or come from them."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

DIGITS = 10
"""Floats keep this many decimals: enough for every reader, and below the noise of another processor."""


def plain(value: object, digits: int | None = DIGITS) -> Any:
    """`value` as dictionaries, lists, strings and numbers; dataclasses by their fields, floats rounded.

    With `digits` None floats stay as they are, so that `typed` gives the very same value back.
    Raises TypeError for what JSON cannot say.

    >>> from respnet.words import Text
    >>> plain((Text(zh="二", en="two"), 0.1 + 0.2, -0.0, None))
    [{'zh': '二', 'en': 'two'}, 0.3, 0.0, None]
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        # -0.0 and 0.0 are the same number and should be the same bytes
        return value if digits is None else round(value, digits) + 0.0
    if isinstance(value, tuple | list):
        return [plain(each, digits) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name), digits) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no plain form")


def typed(kind: type[T], value: object) -> T:
    """The other way: a value of `kind` (a dataclass, by its annotations) from what `plain` made of it.

    Raises TypeError or ValueError where `value` is not what `plain(…, digits=None)` gives for that kind.

    >>> from respnet.words import Text
    >>> typed(Text, {"zh": "二", "en": "two"})
    Text(zh='二', en='two')
    >>> typed(Text, {"zh": "二"})
    Traceback (most recent call last):
    TypeError: Text has other fields than those given: zh
    """
    return cast("T", _typed(kind, value))


def _typed(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        if not isinstance(value, dict) or value.keys() != hints.keys():
            given = ", ".join(value) if isinstance(value, dict) else type(value).__name__
            raise TypeError(f"{getattr(kind, '__name__', kind)} has other fields than those given: {given}")
        return kind(**{name: _typed(hint, value[name]) for name, hint in hints.items()})
    origin, among = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _one_of(among, value)
    if origin is tuple:
        return _tuple(among, value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is float and type(value) is int:
        return float(value)  # JSON does not tell 1.0 and 1 apart everywhere
    if kind in (str, int, float, bool, types.NoneType) and type(value) is kind:
        return value
    raise TypeError(f"{value!r:.40} is no {kind}")


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    """The first of the kinds that fits."""
    if value is None and types.NoneType in kinds:
        return None
    for kind in kinds:
        try:
            return _typed(kind, value)
        except (TypeError, ValueError):
            continue
    raise TypeError(f"{value!r:.40} is none of {kinds}")


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{type(value).__name__} is no list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        if kinds[0] in (str, int, float, bool) and all(type(each) is kinds[0] for each in value):
            return tuple(value)
        return tuple(_typed(kinds[0], each) for each in value)
    return tuple(_typed(kind, each) for kind, each in zip(kinds, value, strict=True))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The dataclass's fields and their types; what is not given to the constructor does not count."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind) if field.init}
