"""Import of ladybug without its asynchronous connection, which costs half of a small plan's way through the store."""

from __future__ import annotations

import sys
from types import ModuleType


def import_ladybug() -> ModuleType:
    """Import ladybug; `ladybug.AsyncConnection`, for which asyncio and ssl are loaded, follows when it is asked for."""
    if "ladybug" in sys.modules:
        return sys.modules["ladybug"]
    name = "ladybug.async_connection"
    placeholder = ModuleType(name)
    placeholder.AsyncConnection = None  # type: ignore[attr-defined]
    sys.modules[name] = placeholder
    try:
        import ladybug
    finally:
        del sys.modules[name]
    version = ladybug.__getattr__

    def find(attribute: str) -> object:
        if attribute != "AsyncConnection":
            return version(attribute)
        from ladybug.async_connection import AsyncConnection

        return AsyncConnection

    del ladybug.AsyncConnection
    ladybug.__getattr__ = find  # type: ignore[assignment]
    return ladybug
