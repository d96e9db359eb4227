"""LadybugDB on Windows: its OpenSSL, and the names of its files; that it works so is seen under Wine."""

from __future__ import annotations

from pathlib import Path

import pytest

from respnet.core.errors import StoreError
from respnet.stores.ladybug_windows import supply_openssl, to_ladybug_path


@pytest.mark.parametrize("where", ["", "DLLs"])
def test_python_s_own_openssl_is_copied_once_under_the_names_that_are_asked_for(tmp_path: Path, where: str) -> None:
    own, package = tmp_path / "python" / where, tmp_path / "site" / "ladybug"
    own.mkdir(parents=True)
    package.mkdir(parents=True)
    supply_openssl(tmp_path / "python", package)
    assert not package.with_name("ladybug.libs").exists(), "a wheel that brings none needs none"
    package.with_name("ladybug.libs").mkdir()
    supply_openssl(tmp_path / "python", package)
    assert not list(package.with_name("ladybug.libs").iterdir())
    for name in ("libssl-3.dll", "libcrypto-3.dll"):
        (own / name).write_text(name)
    supply_openssl(tmp_path / "python", package)
    (package.with_name("ladybug.libs") / "libssl-3-x64.dll").write_text("given by somebody else")
    supply_openssl(tmp_path / "python", package)
    found = {one.name: one.read_text() for one in package.with_name("ladybug.libs").iterdir()}
    assert found == {"libssl-3-x64.dll": "given by somebody else", "libcrypto-3-x64.dll": "libcrypto-3.dll"}


def test_what_cannot_be_copied_is_said(tmp_path: Path) -> None:
    (tmp_path / "ladybug.libs").mkdir()
    (tmp_path / "libcrypto-3.dll").write_text("")  # and no libssl
    with pytest.raises(StoreError, match="OpenSSL that the database needs"):
        supply_openssl(tmp_path, tmp_path / "ladybug")


def test_a_file_is_opened_by_a_path_in_ascii_or_refused_before_the_database_sees_it(tmp_path: Path) -> None:
    assert to_ladybug_path(str(tmp_path / "plans.lbug")) == str(tmp_path / "plans.lbug")
    assert to_ladybug_path("plans.lbug") == str(Path.cwd() / "plans.lbug")
    asked = []
    assert to_ladybug_path("/方案/plans.lbug", lambda folder: asked.append(folder) or "/FANG~1") == "/FANG~1/plans.lbug"
    assert asked == ["/方案"]
    for path, short in (("/方案/plans.lbug", ""), ("/方案/plans.lbug", "/方案"), ("/x/库.lbug", "")):
        with pytest.raises(StoreError, match=rf"instead of {path}"):
            to_ladybug_path(path, lambda _, given=short: given)
