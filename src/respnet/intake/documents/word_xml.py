"""Looking at WordprocessingML: an element's children and values by their plain names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIP_NAMESPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def find_child(element: _Element | None, name: str) -> _Element | None:
    """Find the first child of this name in Word's own namespace."""
    return None if element is None else element.find(WORD_NAMESPACE + name)


def find_children(element: _Element | None, name: str) -> list[_Element]:
    """Find every child of this name in Word's own namespace."""
    return [] if element is None else element.findall(WORD_NAMESPACE + name)


def get_attribute(element: _Element | None, name: str) -> str:
    """Get an attribute in Word's own namespace; "" where there is none."""
    return "" if element is None else str(element.get(WORD_NAMESPACE + name) or "")


def get_int_attribute(element: _Element | None, name: str, default: int) -> int:
    """Get an attribute as a whole number, within what Word itself would write.

    Args:
        element: The element, None for one that is not there.
        name: The attribute's name without its namespace.
        default: The value where there is no number.
    """
    text = get_attribute(element, name)
    try:
        return max(-32768, min(int(text[:12]), 1_000_000)) if text else default
    except ValueError:
        return default


def is_on(element: _Element | None) -> bool | None:
    """A switch such as w:vanish: None where it is not there."""
    return None if element is None else get_attribute(element, "val") not in ("0", "false", "off", "none")


def get_local_name(element: _Element) -> str:
    """Get the element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
