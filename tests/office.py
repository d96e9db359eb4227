"""LibreOffice as the tests call it: with one profile a process, because a new one costs as much as the conversion."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from tests.requirements import require


@cache
def make_profile() -> str:
    folder = tempfile.mkdtemp(prefix="respnet-office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder).as_uri()


def convert(form: str, folder: Path, *paths: Path) -> None:
    """Convert files to a form into a folder by one call, or skip the test where there is no LibreOffice."""
    program = shutil.which("soffice")
    require("office", "LibreOffice is not installed", there=program is not None)
    command = [str(program), "--headless", f"-env:UserInstallation={make_profile()}", "--convert-to", form]
    subprocess.run([*command, "--outdir", folder, *paths], check=True, capture_output=True, timeout=180)
