"""What a warm start leaves out: nobody waits for what he does not use, and nothing else changes by it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from respnet.core.plan import Plan
from respnet.stores import open_store, versions
from tests import toy

DATA = Path(__file__).parents[1] / "data"
LIBRARIES = ("pypinyin", "networkx", "pandas", "scipy", "pyvis")
KERNELS = ("clusters.modularity", "nulls.exact_null", "compare.matching")
LEFT_OUT = (*LIBRARIES, *(f"respnet.analysis.{name}" for name in KERNELS))


def run(code: str, cache: Path) -> str:
    environment = {**os.environ, "RESPNET_CACHE": str(cache), "RESPNET_LANG": "en"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return done.stdout.strip().splitlines()[-1]


def test_the_embedded_store_does_without_ladybugs_asynchronous_connection(tmp_path: Path) -> None:
    code = (
        "import json, sys; from respnet.stores import open_store; from respnet.intake.read import read_plan\n"
        f"store = open_store(); store.load(read_plan({str(DATA)!r}))\n"
        "before = sorted({'asyncio', 'ssl'} & set(sys.modules))\n"
        "import ladybug; name = ladybug.AsyncConnection.__name__\n"
        "print(json.dumps([before, name, 'asyncio' in sys.modules, ladybug.version[:2], hasattr(ladybug, 'x')]))"
    )
    assert json.loads(run(code, tmp_path)) == [[], "AsyncConnection", True, "0.", False]


def test_a_second_report_has_the_same_bytes_without_kernels_pypinyin_and_networkx(tmp_path: Path) -> None:
    code = (
        "import json, sys; from respnet.cli.group import main\n"
        f"main(['report', {str(DATA)!r}, '--output', {{!r}}], standalone_mode=False)\n"
        f"print(json.dumps(sorted(set({LEFT_OUT}) & set(sys.modules))))"
    )
    assert "pypinyin" in json.loads(run(code.format(str(tmp_path / "first")), tmp_path / "cache"))
    assert json.loads(run(code.format(str(tmp_path / "second")), tmp_path / "cache")) == []
    (damaged,) = (tmp_path / "cache").glob("pinyin-*")
    damaged.write_bytes(b'{"a": 1')
    assert "pypinyin" in json.loads(run(code.format(str(tmp_path / "third")), tmp_path / "cache"))
    for name in ("index.html", "analysis.json"):
        texts = [(tmp_path / place / name).read_bytes() for place in ("first", "second", "third")]
        assert texts[0] == texts[1] == texts[2]


def test_the_network_is_built_from_what_was_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Plan] = []
    build = versions.build_stored_plan

    def listen(*answers: object) -> Plan:
        read.append(build(*answers))  # type: ignore[arg-type]
        return read[-1]

    monkeypatch.setattr(versions, "build_stored_plan", listen)
    with open_store() as store:
        store.load(toy.science())
        assert store.network(toy.science().id).plan is read[-1]
        store.load(toy.roads())
        assert store.network(toy.science().id).plan is read[-2]
        store.remove(toy.science().id)
        with pytest.raises(Exception, match="no plan"):
            store.network(toy.science().id)
