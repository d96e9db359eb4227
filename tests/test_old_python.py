"""An older Python is told in one sentence that it is too old, whichever it is."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
OLD = (shutil.which("python2"), "/usr/bin/python3", *Path.home().glob(".pyenv/versions/*/bin/python"))


def ask(*command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)


def test_a_python_that_is_too_old_gets_one_sentence_and_no_traceback() -> None:
    code = "import sys; sys.version_info = (3, 9, 18); sys.argv[0] = {!r}; import respnet"
    told = ask(sys.executable, "-c", code.format("-m"))
    assert told.returncode == 1
    assert told.stderr.splitlines()[0].startswith("责任网需要 Python 3.11 或更新的版本，这里是 ")
    assert len(told.stderr.splitlines()) == 2
    assert "ImportError: 责任网需要" in ask(sys.executable, "-c", code.format("script.py")).stderr
    ast.parse((SOURCE / "respnet" / "__init__.py").read_text(encoding="utf-8"), feature_version=(3, 4))


def test_real_older_pythons_say_so() -> None:
    version = "import sys; print(sys.version_info < (3, 11))"
    old = [str(one) for one in OLD if one and Path(one).exists() and ask(str(one), "-c", version).stdout == "True\n"]
    if not old:
        pytest.skip("no older Python on this machine")
    for one in old:
        told = ask(one, "-m", "respnet", "desk")
        assert (told.returncode, len(told.stderr.splitlines())) == (1, 2), told.stderr
        assert "这里是 " + ask(one, "-V").stdout.removeprefix("Python ").strip() in told.stderr
