"""What a test needs beyond the declared packages, and what happens where it is not there."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

KNOWN = ("neo4j", "neo4j-current", "browser", "office", "offline", "spark", "wine")
FUZZ = int(os.environ.get("RESPNET_TEST_FUZZ", "1"))
"""So many times the usual number of examples have the tests marked `fuzz`; `make test-all` runs them again with 4."""


def is_required(name: str) -> bool:
    """Whether RESPNET_TEST_REQUIRE (a comma list) asks for `name`."""
    if name not in KNOWN:
        raise ValueError(f"unknown requirement {name!r}; known: {', '.join(KNOWN)}")
    asked = {one.strip() for one in os.environ.get("RESPNET_TEST_REQUIRE", "").split(",")}
    return name in asked


def missing(name: str, reason: str) -> NoReturn:
    """Skip the test because `name` is not there, or fail it where RESPNET_TEST_REQUIRE asks for `name`."""
    if is_required(name):
        pytest.fail(f"RESPNET_TEST_REQUIRE asks for {name}: {reason}", pytrace=False)
    pytest.skip(reason)


def require(name: str, reason: str, *, there: bool) -> None:
    """Go on if `name` is there, else do as `missing` does.

    Typical: ``require("office", "LibreOffice is not installed", there=shutil.which("soffice") is not None)``.
    """
    if not there:
        missing(name, reason)
