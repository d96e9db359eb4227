"""The notebook in `examples` runs from beginning to end, in memory and on Neo4j, and shows what it says."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pandas
import pytest

if TYPE_CHECKING:
    from tests.neo4j_server import Server

NOTEBOOK = Path(__file__).parents[1] / "examples" / "one-plan.ipynb"


def run_cells() -> list[object]:
    """The value of each cell's last line, all in one namespace, as a notebook shows it."""
    values: list[object] = []
    space: dict[str, object] = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            *body, last = ast.parse("".join(cell["source"])).body
            exec(compile(ast.Module(body, []), NOTEBOOK.name, "exec"), space)
            assert isinstance(last, ast.Expr)
            values.append(eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), space))
    return values


@pytest.fixture(params=["memory", "neo4j"])
def _store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(NOTEBOOK.parent)
    monkeypatch.delenv("RESPNET_STORE", raising=False)
    if request.param == "neo4j":
        server: Server = request.getfixturevalue("server")
        monkeypatch.setenv("RESPNET_STORE", server.address)
        monkeypatch.setenv("NEO4J_DATABASE", server.database)
        if server.auth:
            monkeypatch.setenv("NEO4J_USERNAME", server.auth[0])
            monkeypatch.setenv("NEO4J_PASSWORD", server.auth[1])


@pytest.mark.usefixtures("_store")
def test_every_cell_shows_what_it_says() -> None:
    plan, picture, units, answer, both = run_cells()
    assert "丰都县" in plan._repr_html_()  # type: ignore[attr-defined]
    assert "<svg" in (getattr(picture, "_repr_svg_", None) or picture._repr_html_)()  # type: ignore[attr-defined]
    assert isinstance(units, pandas.DataFrame)
    assert units.iloc[0][["unit", "leads"]].tolist() == ["县科协", 22]
    assert isinstance(answer, pandas.DataFrame)
    assert len(answer) == 5
    assert isinstance(both, pandas.DataFrame)
    assert both.loc["县科协"].tolist() == [24, 33]
