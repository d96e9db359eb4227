"""The desk holds against the attack tool that stands beside the project, where that is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from respnet.core.progress import ProgressRecord
from respnet.workspace.progress_file import ASKED_FILE, PROGRESS_FILE, write_records
from tests.desk_server import ROOT, serve_desk

TOOL = ROOT.parent / "shared" / "tools" / "desk_attacks.py"


@pytest.mark.rare
@pytest.mark.skipif(
    not TOOL.exists() or "RESPNET_TEST_ATTACKS" not in os.environ,
    reason="the tool is not part of the project, and takes minutes: RESPNET_TEST_ATTACKS=1 runs it where it is",
)
def test_every_kind_of_attack_is_held(tmp_path: Path) -> None:
    office = tmp_path / "office"
    shutil.copytree(ROOT / "data", office / "丰都")
    report = ProgressRecord("2", "县教委", "正常推进中")
    for name, said in ((PROGRESS_FILE, report), (ASKED_FILE, replace(report, state="已办结"))):
        write_records(office / "丰都" / name, [said])  # so that the forms of these pages are attacked too
    with serve_desk(office, tmp_path / "cache") as served:
        command = [sys.executable, str(TOOL), served.client.address, "--folder", str(office), "--limit", "64"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=3000, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(" holds\n") == 21
