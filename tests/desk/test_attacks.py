"""The desk holds against the attack tool that stands beside the project, where that is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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
    with serve_desk(office, tmp_path / "cache") as served:
        command = [sys.executable, str(TOOL), served.client.address, "--folder", str(office), "--limit", "64"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=3000, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(" holds\n") == 21
