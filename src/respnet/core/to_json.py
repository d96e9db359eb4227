"""Conversion of typed results to plain JSON values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

Wording = Mapping[type, Callable[[Any], object]]
"""For a class, the function that says its instances in words."""
FLOAT_DIGITS = 10
"""Floats keep this many decimals: enough for every reader, and below the noise of another processor."""


def to_jsonable(value: object, words: Wording = {}) -> Any:  # noqa: B006 - read only
    """Convert results to dictionaries, lists, strings and numbers; dataclasses by their fields, floats rounded.

    Args:
        value: The result.
        words: For classes whose instances are put in words instead: what says them.

    Returns:
        A value for `json.dumps`.

    Raises:
        TypeError: For what JSON cannot say.

    >>> from respnet.core.i18n import Text
    >>> to_jsonable((Text(zh="二", en="two"), 0.1 + 0.2, -0.0, None))
    [{'zh': '二', 'en': 'two'}, 0.3, 0.0, None]
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return round(value, FLOAT_DIGITS) + 0.0  # -0.0 and 0.0 are the same number and should be the same bytes
    if isinstance(value, tuple | list):
        return [to_jsonable(each, words) for each in value]
    kind: Any = type(value)
    if kind in words:
        return to_jsonable(words[kind](value))
    values = value if isinstance(value, dict) else {name: getattr(value, name) for name in _names(kind)}
    return {str(name): to_jsonable(each, words) for name, each in values.items()}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} has no plain form")
    return tuple(field.name for field in fields(kind))
