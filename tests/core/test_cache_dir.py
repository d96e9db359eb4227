"""What is kept for the next time: where, and never where others could put something in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from respnet.core.cache_dir import get_cache_dir, make_private_dir
from respnet.render import jinja_env

WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="there folders are private by themselves")


def test_the_user_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPNET_CACHE", str(tmp_path))
    assert get_cache_dir() == tmp_path
    monkeypatch.setenv("RESPNET_CACHE", "OFF")
    assert get_cache_dir() is None
    assert make_private_dir("templates") is None
    monkeypatch.setenv("RESPNET_CACHE", "")
    found = get_cache_dir()
    assert found is not None
    assert found.name == "respnet" or found.parent.name == "respnet"


def test_a_private_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPNET_CACHE", str(tmp_path / "cache"))
    assert make_private_dir("templates") == tmp_path / "cache" / "templates"
    assert make_private_dir("templates") == tmp_path / "cache" / "templates"  # and found again


@WINDOWS
@pytest.mark.parametrize("place", ["cache", "cache/templates"])
def test_a_folder_that_others_may_write_to_is_not_used(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESPNET_CACHE", str(tmp_path / "cache"))
    assert make_private_dir("templates") is not None
    (tmp_path / place).chmod(0o777)
    assert make_private_dir("templates") is None


@WINDOWS
def test_a_link_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPNET_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir(mode=0o700)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "cache" / "templates").symlink_to(tmp_path / "elsewhere")
    assert make_private_dir("templates") is None


def test_a_file_in_the_way_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("RESPNET_CACHE", str(tmp_path / "file"))
    assert make_private_dir("templates") is None


def test_templates_are_kept_and_a_damaged_one_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPNET_CACHE", str(tmp_path))
    fresh = jinja_env.get_jinja_env.__wrapped__  # the environment itself is made once a run
    first = fresh().get_template("parts.html.j2").module
    (kept,) = (tmp_path / "templates").iterdir()
    before = kept.read_bytes()
    for damage in (b"", before[:10], before[: len(before) // 2], os.urandom(200)):
        kept.write_bytes(damage)
        assert dir(fresh().get_template("parts.html.j2").module) == dir(first)
        assert kept.read_bytes() == before
