"""Looking at WordprocessingML: an element's children and values by their plain names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of this name in Word's own namespace."""
    return None if element is None else element.find(W + name)


def children(element: _Element | None, name: str) -> list[_Element]:
    """Every child of this name in Word's own namespace."""
    return [] if element is None else element.findall(W + name)


def value(element: _Element | None, name: str) -> str:
    """An attribute in Word's own namespace; "" where there is none."""
    return "" if element is None else str(element.get(W + name) or "")


def number_of(element: _Element | None, name: str, default: int) -> int:
    """An attribute as a whole number, within what Word itself would write."""
    text = value(element, name)
    try:
        return max(-32768, min(int(text[:12]), 1_000_000)) if text else default
    except ValueError:
        return default


def is_on(element: _Element | None) -> bool | None:
    """A switch such as w:vanish: None where it is not there."""
    return None if element is None else value(element, "val") not in ("0", "false", "off", "none")


def local(element: _Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
