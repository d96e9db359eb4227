"""The wheels that one kind of machine needs, chosen from a wheelhouse and unpacked, on whatever machine this runs.

pip judges markers such as `sys_platform == "win32"` by the machine that it runs on: for Windows, on Linux, it takes
pexpect and forgets colorama. Here they are judged by the machine that is meant, so a wheelhouse that lacks something is
told of before anybody carries it away. Needs nothing but pip.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

# Wherever there is pip there is this; `packaging` itself would have to be installed first.
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.tags import Tag, compatible_tags, cpython_tags
from pip._vendor.packaging.utils import canonicalize_name, parse_wheel_filename

GLIBC = (2, 28)
"""The oldest C library that is meant: Kylin V10 and UOS 20 have it."""

NOT_RUN = (".pyc", ".pyi", ".h", ".hpp", ".c", ".cpp", ".pxd", ".pxi", ".pyx", ".a", ".lib")
"""Ends of names of what no command opens: compiled files, and what editors and compilers alone read."""
KEPT = ("respnet/__init__.pyi",)
"""Read when `respnet` is imported: it says where each name is."""


class BuildError(Exception):
    """A step that could not be done, in a sentence for whoever builds."""


@dataclass(frozen=True)
class Target:
    """A kind of machine.

    Attributes:
        system: "win32" or "linux".
        machine: "AMD64", "x86_64" or "aarch64", as Python's `platform.machine()` gives it there.
        python: Version of CPython, such as (3, 13).
    """

    system: str
    machine: str
    python: tuple[int, int]

    @property
    def platforms(self) -> list[str]:
        """Platform tags, the best first: `win_amd64`, or every manylinux from glibc 2.28 down."""
        if self.system == "win32":
            return ["win_amd64"]
        old = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
        found = []
        for minor in range(GLIBC[1], 4, -1):
            found.append(f"manylinux_{GLIBC[0]}_{minor}_{self.machine}")
            if minor in old:
                found.append(f"{old[minor]}_{self.machine}")
        return found

    @property
    def tags(self) -> list[Tag]:
        """Tags of wheels that run there, the best first."""
        tags = list(cpython_tags(self.python, platforms=self.platforms))
        return tags + list(compatible_tags(self.python, f"cp{self.python[0]}{self.python[1]}", self.platforms))

    @property
    def environment(self) -> dict[str, str]:
        """Values of the markers of PEP 508."""
        windows, version = self.system == "win32", f"{self.python[0]}.{self.python[1]}"
        return {
            "os_name": "nt" if windows else "posix",
            "sys_platform": self.system,
            "platform_system": "Windows" if windows else "Linux",
            "platform_machine": self.machine,
            "platform_release": "",
            "platform_version": "",
            "python_version": version,
            "python_full_version": f"{version}.0",
            "implementation_name": "cpython",
            "implementation_version": f"{version}.0",
            "platform_python_implementation": "CPython",
        }

    def __str__(self) -> str:
        system = "Windows" if self.system == "win32" else "Linux"
        return f"{system} {self.machine}, Python {self.python[0]}.{self.python[1]}"


def choose_wheels(wheelhouse: Path, target: Target, name: str = "respnet") -> dict[str, Path]:
    """Choose what a distribution needs on a kind of machine: the newest allowed of each, with the best tag.

    Args:
        wheelhouse: Folder of wheels for any machines.
        target: The machine that is meant.
        name: The distribution, which must be there too.

    Returns:
        Wheel by canonical name.

    Raises:
        BuildError: Wheels are missing; each is named with who asks for it.
    """
    rank = {tag: number for number, tag in enumerate(target.tags)}
    there: dict[str, list[tuple[object, int, Path]]] = {}
    for wheel in sorted(wheelhouse.glob("*.whl")):
        project, version, _, tags = parse_wheel_filename(wheel.name)
        if best := [rank[tag] for tag in tags if tag in rank]:
            there.setdefault(project, []).append((version, -min(best), wheel))
    chosen: dict[str, Path] = {}
    missing: list[str] = []
    asked = [(Requirement(name), "")]
    done: set[tuple[str, str]] = set()
    while asked:
        requirement, by = asked.pop()
        project = canonicalize_name(requirement.name)
        extras = sorted(requirement.extras) or [""]
        if all((project, extra) in done for extra in extras):
            continue
        done.update((project, extra) for extra in extras)
        fitting = [
            one for one in there.get(project, []) if requirement.specifier.contains(str(one[0]), prereleases=True)
        ]
        if not fitting:
            missing.append(f"{requirement.name}{requirement.specifier}" + (f" ({by})" if by else ""))
            continue
        chosen[project] = max(fitting)[2]
        for line in _read_requirements(chosen[project]):
            further = Requirement(line)
            if further.marker is None or any(
                further.marker.evaluate(target.environment | {"extra": one}) for one in extras
            ):
                asked.append((further, project))
    if missing:
        raise BuildError(f"{wheelhouse} 缺少 / lacks, {target}: {'; '.join(sorted(missing))}")
    return chosen


def _read_requirements(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        (file,) = (one for one in archive.namelist() if one.count("/") == 1 and one.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(archive.read(file).decode("utf-8")).get_all("Requires-Dist", [])


def unpack_wheel(wheel: Path, folder: Path) -> int:
    """Unpack a wheel into a folder of packages: what is imported or opened, and nothing else.

    Every file is compared with the digest in the wheel's own RECORD.

    Args:
        wheel: The wheel.
        folder: Folder that will be on `sys.path`.

    Returns:
        Number of files left out.

    Raises:
        BuildError: A file is not what RECORD says, or would lie outside the folder.
    """
    left = 0
    with zipfile.ZipFile(wheel) as archive:
        names = [one for one in archive.namelist() if not one.endswith("/")]
        (record,) = (one for one in names if one.count("/") == 1 and one.endswith(".dist-info/RECORD"))
        digests = {row[0]: row[1] for row in csv.reader(io.StringIO(archive.read(record).decode("utf-8"))) if row}
        used = _find_imported_tests(archive, names)
        for name in names:
            parts = PurePosixPath(name).parts
            if parts[0].endswith(".data"):
                if parts[1] not in ("purelib", "platlib"):
                    left += 1
                    continue
                parts = parts[2:]
            if ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\\" in name:
                raise BuildError(f"{wheel.name}: {name} 指向文件夹之外 / lies outside the folder")
            data = archive.read(name)
            kind, _, digest = digests.get(name, "").partition("=")
            if name != record and (
                kind != "sha256"
                or base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=") != digest
            ):
                raise BuildError(f"{wheel.name}: {name} 与 RECORD 不符 / is not what RECORD says")
            if _is_left_out(parts, name, used):
                left += 1
                continue
            file = folder.joinpath(*parts)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return left


def _is_left_out(parts: tuple[str, ...], name: str, used: set[str]) -> bool:
    if "__pycache__" in parts or (name.endswith(NOT_RUN) and name not in KEPT):
        return True
    tests = next((number for number, part in enumerate(parts[:-1]) if part in ("tests", "test")), None)
    return tests is not None and ".".join(parts[: tests + 1]) not in used


def _find_imported_tests(archive: zipfile.ZipFile, names: list[str]) -> set[str]:
    """Find test packages that code outside of tests imports (numpy.testing takes a class from numpy's own)."""
    found = set()
    packages = {
        ".".join(PurePosixPath(name).parts[: number + 1])
        for name in names
        for number, part in enumerate(PurePosixPath(name).parts[:-1])
        if part in ("tests", "test")
    }
    for name in names if packages else ():
        if name.endswith(".py") and not {"tests", "test"} & set(PurePosixPath(name).parts):
            text = archive.read(name).decode("utf-8", "replace")
            found |= {one for one in packages if f"from {one}" in text or f"import {one}" in text}
    return found
