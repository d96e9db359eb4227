"""Copies of documents go when they are no longer needed, also those of a program that was killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from respnet.core import temporary_folder
from respnet.core.guarded_process import end_process
from respnet.core.temporary_folder import make_temporary_folder, remove_abandoned_folders
from tests.desk_server import serve_desk

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of the system, and a LibreOffice that writes its own number there and never ends."""
    place, programs = tmp_path / "temporary", tmp_path / "programs"
    place.mkdir()
    programs.mkdir()
    (programs / "soffice").write_text(f"#!/bin/sh\necho $$ > {tmp_path}/number\nexec sleep 30\n", encoding="utf-8")
    (programs / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(temporary_folder.tempfile, "tempdir", str(place))
    (tmp_path / "方案.doc").write_bytes(OLD)
    return place


def wait_for_office(tmp_path: Path) -> int:
    end = time.monotonic() + 30
    while not (tmp_path / "number").exists() or not (tmp_path / "number").read_text():
        assert time.monotonic() < end
        time.sleep(0.02)
    return int((tmp_path / "number").read_text())


def test_what_a_killed_program_left_goes_at_the_next_use_and_what_is_in_use_stays(place: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "respnet", "extract", str(tmp_path / "方案.doc"), "-o", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        number = wait_for_office(tmp_path)
        (left,) = place.iterdir()
        assert list(left.rglob("document0.doc"))
        (place / "respnet-of-a-user").mkdir()
        with make_temporary_folder() as own:
            remove_abandoned_folders()
            assert {left, own} <= set(place.iterdir())
        process.kill()
    os.kill(number, 9)
    assert left.exists()
    with serve_desk(tmp_path / "office", tmp_path / "cache"):
        assert list(place.iterdir()) == [place / "respnet-of-a-user"]


def test_a_document_that_is_given_up_takes_libreoffice_and_its_copies_along(place: Path, tmp_path: Path) -> None:
    order = {"kind": "read", "office": str(tmp_path / "office"), "name": "方案.doc", "file": str(tmp_path / "方案.doc")}
    command = [sys.executable, "-m", "respnet.desk.child", json.dumps(order)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        number = wait_for_office(tmp_path)
        end_process(process)
    assert not list(place.iterdir())
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert not list((tmp_path / "office").iterdir())


def test_what_was_dropped_into_the_desk_stays_in_the_plans_folder_alone(place: Path, tmp_path: Path) -> None:
    text = "一、修路。（责任单位：县交通局）\n二、架桥。（责任单位：县交通局）".encode()
    large = b"PK no archive" + bytes(2 * 2**20)  # more than is kept in memory while it comes in
    with serve_desk(tmp_path / "office", tmp_path / "cache", fresh=True) as desk:
        assert desk.client.upload(("方案.txt", text), ("坏.docx", large)).status == 303
        assert len(desk.client.list_plans()) == 1
        assert not list(place.iterdir())
        left = [one for one in (tmp_path / "cache").rglob("*") if one.is_file() and one.stat().st_size > 10**6]
        assert not left
        assert not list((tmp_path / "cache").glob("desk/*/incoming/*"))
