"""Collect the wheels that respnet needs on office computers: `python tools/wheelhouse.py wheelhouse`.

Windows on x86-64, and Linux on x86-64 and aarch64 from glibc 2.28 on, with the versions of constraints.txt. What it
filled is carried to machines without a network: `pip install --no-index --find-links wheelhouse respnet`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from wheel_set import BuildError, Target, choose_wheels

ROOT = Path(__file__).resolve().parents[1]
BY_HAND = {"win32": ["colorama"], "linux": []}
"""What pip forgets for another system than its own: click asks for colorama on Windows alone."""


def list_targets(windows: list[str], linux: list[str], machines: list[str]) -> list[Target]:
    """List the machines for versions such as "3.13"."""

    def parse(version: str) -> tuple[int, int]:
        major, minor = version.split(".")
        return int(major), int(minor)

    targets = [Target("win32", "AMD64", parse(one)) for one in windows]
    return targets + [Target("linux", machine, parse(one)) for machine in machines for one in linux]


def fill(wheelhouse: Path, targets: list[Target]) -> None:
    """Build respnet's own wheel, download the others, and see that nothing is missing.

    Raises:
        BuildError: A step could not be done.
    """
    wheelhouse.mkdir(parents=True, exist_ok=True)
    for old in wheelhouse.glob("respnet-*.whl"):
        old.unlink()
    _run_pip("wheel", "--no-deps", "--wheel-dir", str(wheelhouse), str(ROOT))
    (own,) = wheelhouse.glob("respnet-*.whl")
    for target in targets:
        began = time.monotonic()
        platforms = [word for one in target.platforms for word in ("--platform", one)]
        version = ".".join(map(str, target.python))
        options = ["--only-binary=:all:", "--implementation", "cp", "--python-version", version, *platforms]
        where = ["--dest", str(wheelhouse), "--constraint", str(ROOT / "constraints.txt")]
        _run_pip("download", *options, *where, str(own), *BY_HAND[target.system])
        chosen = choose_wheels(wheelhouse, target)
        size = sum(one.stat().st_size for one in chosen.values()) / 1e6
        sys.stdout.write(f"{target}: {len(chosen)} wheels, {size:.0f} MB, {time.monotonic() - began:.0f} s\n")
        sys.stdout.flush()


def _run_pip(command: str, *arguments: str) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "pip", command, "--quiet", "--disable-pip-version-check", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode != 0:
        raise BuildError(f"pip {command} {arguments[-1]}: {found.stderr.strip()[-2000:]}")


def main() -> int:
    """Run the command line; 0 where every machine has all its wheels, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("wheelhouse", type=Path)
    parser.add_argument("--windows-python", nargs="*", default=["3.13"], metavar="X.Y")
    parser.add_argument("--linux-python", nargs="*", default=["3.11", "3.12", "3.13"], metavar="X.Y")
    parser.add_argument("--linux-machine", nargs="*", default=["x86_64", "aarch64"], metavar="NAME")
    given = parser.parse_args()
    try:
        fill(given.wheelhouse, list_targets(given.windows_python, given.linux_python, given.linux_machine))
    except (BuildError, OSError, ValueError) as error:
        sys.stderr.write(f"未完成 / not done: {error}\n")
        return 1
    files = list(given.wheelhouse.glob("*.whl"))
    sys.stdout.write(
        f"{given.wheelhouse}: {len(files)} wheels, {sum(one.stat().st_size for one in files) / 1e6:.0f} MB\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
