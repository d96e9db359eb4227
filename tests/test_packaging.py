"""What is built carries everything it needs: the example works with no checkout beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run([sys.executable, *build], check=True, cwd=ROOT, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_carries_code_cypher_data_and_page(installed: Path) -> None:
    package = installed / "respnet"
    assert (package / "py.typed").is_file()
    for folder in ("cypher", "data", "sql"):
        ours = {path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {path.relative_to(package / folder) for path in (package / folder).rglob("*") if path.is_file()} == ours
    for room in ("page", "duty_sheet", "brief", "comparison", "review"):
        for folder in ("templates", "assets"):
            assert list((package / "render" / room / folder).iterdir())
    licences = list(installed.glob("respnet-*.dist-info/licenses/LICENSE"))
    assert len(licences) == 1


def test_the_example_report_works_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    where = [sys.executable, "-c", "import respnet; print(respnet.__file__)"]
    found = subprocess.run(where, check=True, capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert Path(found.stdout.strip()).is_relative_to(installed)
    command = [sys.executable, "-m", "respnet", "report", "--example"]
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=tmp_path)
    assert "丰都县" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
