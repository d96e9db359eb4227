"""From table to report, through each database: the same plan gives the same bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import respnet
from respnet.cli.group import main
from tests.neo4j_server import Server

ROOT = Path(__file__).parents[1]
DATA = str(ROOT / "data")


def test_neo4j_and_the_embedded_store_give_the_same_analysis(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", server.auth[0])
    monkeypatch.setenv("NEO4J_PASSWORD", server.auth[1])
    monkeypatch.setenv("NEO4J_DATABASE", server.database)
    runner = CliRunner()
    stored = ["report", "--store", server.address, "--plan", "fengdu-kexue-suzhi-2021-2025"]
    for arguments in (
        ["report", DATA, "--output", str(tmp_path / "embedded")],
        ["report", DATA, "--store", server.address, "--output", str(tmp_path / "server")],
        [*stored, "--output", str(tmp_path / "stored")],
    ):
        result = runner.invoke(main, arguments)
        assert result.exit_code == 0, result.output
    embedded = (tmp_path / "embedded" / "analysis.json").read_bytes()
    assert (tmp_path / "server" / "analysis.json").read_bytes() == embedded
    assert (tmp_path / "stored" / "analysis.json").read_bytes() == embedded


def test_readmes_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.S)
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert "County Association for Science and Technology" in capsys.readouterr().out
    assert (tmp_path / "report" / "index.html").is_file()


def test_everything_public_is_there_and_documented() -> None:
    for name in respnet.__all__:
        assert getattr(respnet, name).__doc__, name
    with pytest.raises(AttributeError, match="module 'respnet' has no attribute 'nothing'"):
        _ = respnet.nothing
