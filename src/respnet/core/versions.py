"""Versions of installed distributions, without the 15 ms of `importlib.metadata` and the email package behind it."""

from __future__ import annotations

import os
import sys
from functools import cache


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
