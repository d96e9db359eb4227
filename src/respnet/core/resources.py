"""Location of the shipped folders `cypher/` and `data/`, in an installed wheel as in a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def find_resource_dir(name: str) -> Traversable:
    """Find the shipped folder `name` ("cypher" or "data").

    >>> (find_resource_dir("data") / "tasks.csv").is_file()
    True
    """
    inside = files("respnet") / name
    if inside.is_dir():
        return inside
    return Path(__file__).resolve().parents[3] / name
