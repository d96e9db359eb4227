"""`respnet cache`: what is kept beside the plans is shown and cleared, and nothing else that stands there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from respnet.cli import group
from respnet.core.cache_dir import write_cache_file
from tests.desk_server import serve_desk

OWN = (f"{'0' * 64}.json", f"stored-{'a' * 64}.json", "pinyin-0.55.0", "templates/x.cache", "desk/1/made/2/index.html")


def ask(*arguments: str, given: str = "") -> str:
    done = CliRunner().invoke(group.main, ["cache", *arguments], input=given)
    assert done.exit_code == 0
    return done.output


def test_the_cache_is_shown_and_cleared_after_a_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPNET_CACHE", str(tmp_path))
    for name in OWN:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write_cache_file(tmp_path / name, bytes(2**18))
    others = [tmp_path / "photo.jpg", tmp_path / "notes.json", tmp_path / "elsewhere" / "plan.csv"]
    for one in others:
        one.parent.mkdir(exist_ok=True)
        one.write_bytes(b"the user's")
    (tmp_path / "desk" / "link").symlink_to(tmp_path / "elsewhere")
    assert f"{tmp_path}：6 个文件，1.3 MB。" in ask("--lang", "zh")
    ask("clear", given="n\n")
    assert all((tmp_path / name).exists() for name in OWN)
    assert "已清空。" in ask("clear", "--yes", "--lang", "zh")
    assert sorted(tmp_path.rglob("*")) == sorted([tmp_path / "elsewhere", *others])
    assert "files: 0" in ask("clear", "--lang", "en")
    monkeypatch.setenv("RESPNET_CACHE", "off")
    assert "off" in ask("--lang", "en")


def test_the_desk_says_where_it_keeps_things_and_clears_them(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with serve_desk(tmp_path / "office", cache, fresh=True) as desk:
        (cache / OWN[0]).write_bytes(bytes(2**20))
        assert f"{cache}（1.0 MB）" in desk.client.get("/").text.replace("&#39;", "'")
        assert desk.client.post("/cache/clear").status == 303
        assert not (cache / OWN[0]).exists()
        assert "清空缓存" in desk.client.get("/").text


def test_without_a_console_an_error_is_shown_in_a_window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shown: list[str] = []
    monkeypatch.setattr(group, "show_message", shown.append)
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    (tmp_path / "file").write_text("", encoding="utf-8")
    for arguments in (["desk", str(tmp_path / "file"), "--lang", "zh"], ["--version"]):
        monkeypatch.setattr(sys, "stderr", None)
        with pytest.raises(SystemExit):
            group.run(arguments)
    (said,) = shown
    assert str(tmp_path / "file") in said
    assert "Traceback" not in said
