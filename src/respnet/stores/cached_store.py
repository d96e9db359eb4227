"""Database file that can be made again from its plans at any time: a damaged or old one is, without a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import StoreError
from respnet.stores import open_store

if TYPE_CHECKING:
    from respnet.core.plan import Plan
    from respnet.stores.base import Store


@contextmanager
def open_cached_store(file: Path, plans: Sequence[Plan]) -> Iterator[Store]:
    """Open an embedded database that holds these plans and no other; those it holds already are not written again.

    Args:
        file: The file, ending in .lbug; it is made where there is none, and anew where it cannot be used.
        plans: The plans, each id once.

    Raises:
        StoreError: A plan cannot be stored, or the file cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    mark = file.with_suffix(".open")
    if mark.exists():  # whoever opened it last did not live to close it
        _remove(file)
    mark.touch()
    try:
        store = _open_with(file, plans)
    except StoreError:
        _remove(file)
        store = _open_with(file, plans)
    with store:
        yield store
    mark.unlink()


def _remove(file: Path) -> None:
    for one in file.parent.glob(f"{file.name}*"):
        one.unlink()


def _open_with(file: Path, plans: Sequence[Plan]) -> Store:
    store = open_store(str(file))
    try:
        store.load_all([(plan, "") for plan in plans], 0, lambda _: None)
        for other in {*store.plan_ids()} - {plan.id for plan in plans}:
            store.remove(other)
    except BaseException:
        store.close()
        raise
    return store
