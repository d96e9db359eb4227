"""Installed parts: the shipped folders, versions of distributions, and the digest of respnet's own code.

`importlib.metadata`, with the email package behind it, would cost every start 15 ms.
"""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def get_version(name: str) -> str:
    """Return the version of an installed distribution, by the name of its `.dist-info` folder.

    Raises PackageNotFoundError if it is not installed.
    """
    start = name.lower().replace("-", "_") + "-"
    for place in sys.path:
        try:
            entries = os.listdir(place or ".")  # noqa: PTH208 - pathlib, imported for this, would cost every start 5 ms
        except OSError:  # a zipped package, or a folder that is not there
            continue
        for entry in entries:
            if entry.endswith(".dist-info") and entry.lower().startswith(start):
                return entry[len(start) : -len(".dist-info")]
    from importlib.metadata import version

    return version(name)


@cache
def digest_code(package: Path = Path(__file__).parents[1]) -> str:
    """Compute the SHA-256, in hexadecimal, of every module of a package, respnet by default.

    Raises OSError where the package is not files that can be read (a zipped package).
    """
    digest, root = hashlib.sha256(), str(package)
    files = [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names]  # noqa: PTH118 - as below
    for file in sorted(name for name in files if name.endswith(".py")):
        digest.update(file[len(root) :].encode("utf-8"))
        with open(file, "rb", buffering=0) as code:  # noqa: PTH123 - pathlib takes twice as long for so many files
            digest.update(code.read())
    return digest.hexdigest()


def find_resource_dir(name: str) -> Traversable:
    """Find the shipped folder `name` ("cypher", "data", "icons" or "sql").

    >>> (find_resource_dir("data") / "tasks.csv").is_file()
    True
    """
    inside = files("respnet") / name
    if inside.is_dir():
        return inside
    return Path(__file__).resolve().parents[3] / name
