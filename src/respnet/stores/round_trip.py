"""Round trip of a plan through the embedded database, taken once and not again while nothing changed."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.cache_dir import get_cache_dir, write_cache_file
from respnet.core.installation import digest_code, find_resource_dir, get_version

if TYPE_CHECKING:
    from respnet.core.plan import Plan


def read_back(plan: Plan) -> Plan:
    """Load a plan into an in-memory database and return it as it was read back, equal to what was sent.

    Loading ends in an error unless every value comes back as it was sent. So a plan that this code and this database
    have stored before needs no database: a mark in the cache folder says so, and the plan itself is returned.

    Args:
        plan: The plan as it was read.

    Returns:
        The stored plan, without the file's name and the reader's remarks.

    Raises:
        StoreError: The plan cannot be stored, or the database did not keep it as it was sent.
    """
    mark = _get_mark(plan)
    if mark is not None and mark.is_file():
        return replace(plan, file="", remarks=(), tasks=tuple(replace(task, row=None) for task in plan.tasks))
    from respnet.stores.ladybug_store import MemoryStore

    with MemoryStore() as store:
        store.load(plan)
        found = store.plan(plan.id)
    if mark is not None:
        write_cache_file(mark, b"{}")
    return found


def _get_mark(plan: Plan) -> Path | None:
    """Return the file that marks the plan as stored before; None where caching is off or impossible."""
    folder = get_cache_dir()
    if folder is None:
        return None
    with contextlib.suppress(OSError, UnicodeError):  # the database says what is wrong with a text
        key = hashlib.sha256("\n".join((plan.digest(), digest_code(), get_version("ladybug"))).encode())
        for kind in ("load", "read"):
            for statement in sorted((find_resource_dir("cypher") / kind).iterdir(), key=lambda file: file.name):
                key.update(statement.read_bytes())
        return folder / f"stored-{key.hexdigest()}.json"  # .json: the oldest of these files go, as results do
    return None
