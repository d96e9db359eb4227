"""What was measured is remembered, never out of date, and never a reason to fail."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

import respnet
from respnet import result_cache
from respnet.core import installation
from respnet.core.cache_dir import get_cache_dir
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions
from respnet.pipeline import Analysis, analyse
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu

FEW = AnalysisOptions(draws=200, tie_draws=300, null_draws=10)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setenv("RESPNET_CACHE", str(place))
    return place


def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hears of every measurement that is really made."""
    heard: list[str] = []
    real = result_cache.measure

    def listen(network: ResponsibilityNetwork, *others: object) -> object:
        heard.append(network.plan.id)
        return real(network, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(result_cache, "measure", listen)
    return heard


def said(analysis: Analysis) -> str:
    return json.dumps(analysis.to_dict(), ensure_ascii=False)


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(one, id=name, marks=pytest.mark.rare if name == "300 units" else ())  # as long as all others
        for name, one in {"fengdu": fengdu(), **FAMILY}.items()
    ],
)
def test_what_is_remembered_is_what_was_measured(plan: ResponsibilityNetwork, folder: Path) -> None:
    fresh = analyse(plan, draws=200, tie_draws=300, null_draws=10)
    first = result_cache.analyse_cached(plan, settings=FEW)
    second = result_cache.analyse_cached(plan, settings=FEW)
    assert len(list(folder.iterdir())) == 1
    assert said(fresh) == said(first) == said(second)
    assert second.results == fresh.results  # to the last digit, and of the same types


def test_a_second_report_measures_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = measured(monkeypatch)
    result_cache.analyse_cached(FAMILY["path"], settings=FEW)
    result_cache.analyse_cached(
        FAMILY["path"], settings=AnalysisOptions(draws=200, tie_draws=300, null_draws=10, focus=("a",))
    )
    assert len(heard) == 1
    result_cache.analyse_cached(FAMILY["path"], settings=AnalysisOptions(draws=201, tie_draws=300, null_draws=10))
    result_cache.analyse_cached(FAMILY["star of units"], settings=FEW)
    assert len(heard) == 3
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"lottery": 1}', "\x00", "[" * 100_000])
def test_a_file_that_cannot_be_read_is_as_good_as_none(damage: str, folder: Path) -> None:
    before = said(result_cache.analyse_cached(FAMILY["path"], settings=FEW))
    (file,) = folder.iterdir()
    file.write_text(damage, encoding="utf-8")
    assert said(result_cache.analyse_cached(FAMILY["path"], settings=FEW)) == before
    assert json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="pipes and links as on POSIX")
@pytest.mark.parametrize("junk", ["folder", "pipe", "endless", "dangling"])
def test_what_is_no_file_is_as_good_as_none_and_keeps_nobody_waiting(junk: str, folder: Path) -> None:
    before = said(result_cache.analyse_cached(FAMILY["path"], settings=FEW))
    (file,) = folder.iterdir()
    file.unlink()
    if junk == "folder":
        file.mkdir()
    elif junk == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to("/dev/zero" if junk == "endless" else folder / "nowhere")
    assert said(result_cache.analyse_cached(FAMILY["path"], settings=FEW)) == before
    assert [path.name for path in folder.iterdir()] == [file.name]


def test_a_folder_that_cannot_be_written_to_is_no_reason_to_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("RESPNET_CACHE", str(tmp_path / "file" / "cache"))
    assert result_cache.analyse_cached(FAMILY["path"], settings=FEW).findings


def test_nothing_is_remembered_for_who_wants_it_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPNET_CACHE", "off")
    assert get_cache_dir() is None
    assert result_cache.analyse_cached(FAMILY["path"], settings=FEW).findings


def test_the_oldest_files_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_cache, "MAX_CACHED_RESULTS", 2)
    for draws in (10, 11, 12):
        result_cache.analyse_cached(
            FAMILY["one unit"], settings=AnalysisOptions(draws=draws, tie_draws=10, null_draws=5)
        )
    assert len(list(folder.glob("*.json"))) == 2


def test_a_change_of_the_measures_makes_old_results_unknown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = measured(monkeypatch)
    result_cache.analyse_cached(FAMILY["path"], settings=FEW)
    monkeypatch.setattr(installation, "digest_code", lambda: "other")
    result_cache.analyse_cached(FAMILY["path"], settings=FEW)
    assert len(heard) == 2


def test_every_module_of_the_package_counts(tmp_path: Path) -> None:
    copy = tmp_path / "respnet"
    shutil.copytree(Path(respnet.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = installation.digest_code.__wrapped__(copy)
    assert before == installation.digest_code()
    modules = {path.parent: path for path in copy.rglob("*.py")}.values()  # one a room
    assert any(len(path.relative_to(copy).parts) > 2 for path in modules), "no module in a room within a room"
    for module in modules:
        text = module.read_bytes()
        module.write_bytes(text + b" ")
        assert installation.digest_code.__wrapped__(copy) != before, module
        module.write_bytes(text)
    (copy / "analysis" / "new.py").touch()
    assert installation.digest_code.__wrapped__(copy) != before
