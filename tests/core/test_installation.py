"""Versions are those that importlib.metadata gives."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import pytest

from respnet.core.installation import get_version


@pytest.mark.parametrize("name", ["respnet", "numpy", "scipy", "pypinyin", "pdfminer.six", "python-docx", "Jinja2"])
def test_they_are_those_of_the_metadata(name: str) -> None:
    assert get_version(name) == version(name)


def test_what_is_not_installed_has_none() -> None:
    with pytest.raises(PackageNotFoundError):
        get_version("no-such-distribution")
