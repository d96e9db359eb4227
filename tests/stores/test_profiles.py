"""How much a server touches for a question: counted in database hits, which no load of the machine changes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest

from respnet.queries.arguments import resolve_argument
from respnet.queries.ask import ask, list_questions
from respnet.stores import neo4j_store
from respnet.stores.base import Store
from respnet.stores.statements import load_statement
from tests import toy
from tests.conftest import RELEASES, open_neo4j
from tests.neo4j_server import Server

PLAN = "plan007甲县"
PLANS = int(os.environ.get("RESPNET_TEST_PLANS", "40"))  # 200 take two minutes
MOST = {"shared_units": 15_500, "unit_in_plans": 500, "connection": 2_000}
"""Hits at most for each plan of the store, of the questions over all plans that touch more than a few rows a plan."""


def list_operators(profile: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The operators of a profile, from the last to the first."""
    yield profile
    for child in profile.get("children", ()):
        yield from list_operators(child)


def profile(server: Server, statement: str, given: Mapping[str, object]) -> list[Mapping[str, Any]]:
    """Run a statement and return what each operator did."""
    with server.driver() as driver:
        done = driver.execute_query(
            f"PROFILE {statement}",  # type: ignore[arg-type]  # ours
            parameters_=dict(given),
            database_=server.database,
        )
    return list(list_operators(cast("Mapping[str, Any]", done.summary.profile)))


def count_hits(operators: list[Mapping[str, Any]]) -> int:
    return sum(int(one.get("dbHits", 0)) for one in operators)


@pytest.mark.rare
@pytest.mark.parametrize("server", RELEASES, indirect=True)
def test_what_is_asked_touches_little(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_neo4j(server) as store:
        store.load_all([(toy.ring(number), "") for number in range(PLANS)], None, lambda _: None)
        assert count_hits(profile(server, load_statement("read/plan_ids"), {})) <= 500 * PLANS / 200 + 10
        for asked in list_questions():
            given: dict[str, object] = {"plan": PLAN} if asked.is_about_one_plan else {}
            for one in asked.parameters:
                example = {"unit": "3局", "other": "8局", "task": "7"}.get(one.name, one.example)
                given[one.name] = resolve_argument(store, asked, one, example, (PLAN,))
            done = profile(server, asked.statement, given)
            assert asked.name not in MOST or count_hits(done) <= MOST[asked.name] * PLANS, asked.name
            scans = [
                one["operatorType"]
                for one in done
                if "Scan" in one["operatorType"] and ":Task" in one.get("args", {}).get("Details", "")
            ]
            assert not scans, asked.name
        assert count_statements(store, monkeypatch) == 3  # the plans, the name over all plans, the answer


def count_statements(store: Store, monkeypatch: pytest.MonkeyPatch) -> int:
    """Number of statements that a question over all plans sends."""
    sent: list[str] = []
    real = neo4j_store._run

    def listen(tx: Any, text: str, *given: Any) -> object:
        sent.append(text)
        return real(tx, text, *given)

    with monkeypatch.context() as patch:
        patch.setattr(neo4j_store, "_run", listen)
        assert ask(store, "unit_in_plans", {"unit": "3局"}).rows
    return len(sent)
