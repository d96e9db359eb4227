"""In an empty environment with only the declared dependencies: the oldest Python found here, and the newest."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SUPPORTED = [f"3.{minor}" for minor in range(11, 15)]


def pythons() -> dict[str, str]:
    """The interpreters found, by version: on the path, and where pyenv keeps its own."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = {}
    for version in SUPPORTED:
        kept = sorted(pyenv.glob(f"{version}.*/bin/python{version}"))
        for program in (shutil.which(f"python{version}"), *map(str, kept)):
            if (
                program
                and subprocess.run(
                    [program, "-c", "import venv, ensurepip"], capture_output=True, check=False
                ).returncode
                == 0
            ):
                found[version] = program
                break
    return found


VERSIONS = list(pythons())


@pytest.mark.rare  # README's first command makes such an environment each time
@pytest.mark.parametrize("version", dict.fromkeys((*VERSIONS[:1], *VERSIONS[-1:])))
def test_the_example_report_with_declared_dependencies_only(version: str, tmp_path: Path) -> None:
    subprocess.run([pythons()[version], "-m", "venv", tmp_path / "env"], check=True, capture_output=True)
    place = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = [place / "python", "-m", "pip", "install", "--quiet", "--no-compile"]  # what is used is compiled below
    install += ["--constraint", ROOT / "constraints.txt", ROOT]
    installed = subprocess.run(install, capture_output=True, text=True, check=False)
    if installed.returncode != 0 and re.search(r"(?i)connection|network|timed out|name resolution", installed.stderr):
        pytest.skip("no package index can be reached")
    assert installed.returncode == 0, installed.stderr
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RESPNET"))}
    clean["RESPNET_CACHE"] = "off"
    report = [place / "respnet", "report", "--example", "--output", tmp_path / "report"]
    subprocess.run(report, check=True, capture_output=True, cwd=tmp_path, env=clean)
    assert (tmp_path / "report" / "index.html").stat().st_size > 500_000
    everything = (
        "import respnet; from respnet.core.installation import find_resource_dir; "
        "plan = respnet.read_plan(str(find_resource_dir('data'))); "
        "store = respnet.open_store(); store.load(plan); network = store.network(plan.id); store.close(); "
        "analysis = respnet.analyse(network, draws=50, tie_draws=50, null_draws=5); "
        "print(len(analysis.units_frame()), network.to_networkx(multigraph=True).number_of_edges(), "
        "len(respnet.to_pyvis(network).edges), len(network.to_frame()))"
    )
    done = subprocess.run([place / "python", "-c", everything], check=True, capture_output=True, text=True, env=clean)
    assert done.stdout.split() == ["30", "239", "239", "239"]
