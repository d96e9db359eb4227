"""A plan goes through the embedded database once, and again as soon as anything changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from respnet.core.errors import StoreError
from respnet.core.plan import Plan
from respnet.stores import round_trip
from respnet.stores.ladybug_store import MemoryStore
from respnet.stores.round_trip import read_back
from tests.analysis.family import FAMILY

PLANS = {name: network.plan for name, network in FAMILY.items()}


@pytest.fixture
def loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """The plans that went into the database, with an empty cache folder."""
    monkeypatch.setenv("RESPNET_CACHE", str(tmp_path / "cache"))
    heard: list[Plan] = []
    load = MemoryStore.load

    def listen(store: MemoryStore, plan: Plan) -> object:
        heard.append(plan)
        return load(store, plan)

    monkeypatch.setattr(MemoryStore, "load", listen)
    return heard


@pytest.mark.parametrize("name", PLANS)
def test_the_second_time_gives_the_same_plan_without_the_database(name: str, loads: list[Plan]) -> None:
    plan = replace(PLANS[name], file="tasks.csv", tasks=tuple(replace(task, row=7) for task in PLANS[name].tasks))
    stored = read_back(plan)
    again = read_back(plan)
    assert len(loads) == 1
    assert again == stored == plan
    assert (again.file, again.remarks, {task.row for task in again.tasks} - {None}) == ("", (), set())
    assert repr([*again.units, *again.tasks, *again.assignments]) == repr(
        [*stored.units, *stored.tasks, *stored.assignments]
    )


def test_another_title_another_code_or_another_database_is_stored_anew(
    loads: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = PLANS["path"]
    read_back(plan)
    read_back(replace(plan, title="another"))
    monkeypatch.setattr(round_trip, "digest_code", lambda: "other")
    read_back(plan)
    monkeypatch.setattr(round_trip, "get_version", lambda _: "other")
    read_back(plan)
    assert len(loads) == 4


def test_without_a_cache_every_plan_is_stored(loads: list[Plan], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPNET_CACHE", "off")
    read_back(PLANS["path"])
    read_back(PLANS["path"])
    assert len(loads) == 2


def test_a_plan_that_cannot_be_stored_is_refused_each_time(loads: list[Plan]) -> None:
    plan = replace(PLANS["path"], title="\ud800")
    for _ in range(2):
        with pytest.raises(StoreError):
            read_back(plan)
    assert len(loads) == 2
