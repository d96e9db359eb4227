"""plan.toml: types, dates, unknown keys, and where it does not parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from respnet.core.errors import InputError
from respnet.intake.builder import PlanFacts
from respnet.intake.folder.plan_file import PLAN_KEYS, PlanFile, read_plan_file

if TYPE_CHECKING:
    from pathlib import Path


def _read(folder: Path, text: str) -> PlanFile:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return read_plan_file(path, "name")


def _error(folder: Path, text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        _read(folder, text)
    return caught.value


def test_all_keys(tmp_path: Path) -> None:
    text = "".join(f'{key} = "{key}"\n' for key in PLAN_KEYS if key not in ("issued", "published", "period", "focus"))
    read = _read(
        tmp_path,
        "\ufeff"
        + text
        + 'issued = 2022-05-10\npublished = "2022年5月25日"\nperiod = "2021—2025年"\nfocus = ["县科协", " "]\n',
    )
    assert read.remarks == ()
    assert read.facts == PlanFacts(
        name="name",
        id="id",
        title="title",
        area="area",
        document_number="document_number",
        issuer="issuer",
        issued="2022-05-10",
        published="2022-05-25",
        period="2021-2025",
        lead_rule="lead_rule",
        owner="owner",
        focus=("县科协",),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"2021-2025年"', "2021-2025"),
        ('"2021年至2025年"', "2021-2025"),
        ("2024", "2024"),
        ('"2024年"', "2024"),
        ('""', ""),
    ],
)
def test_periods(tmp_path: Path, written: str, read: str) -> None:
    assert _read(tmp_path, f"period = {written}\n").facts.period == read


@pytest.mark.parametrize("written", ['"十四五"', '"2025-2021"', "true", '["2021", "2025"]', "24"])
def test_a_period_that_names_no_years_is_an_error(tmp_path: Path, written: str) -> None:
    error = _error(tmp_path, f"period = {written}\n").text
    assert '的 period 应为年份，如 "2021-2025"，现在是' in error.zh
    assert 'period must be years, such as "2021-2025"; it is' in error.en


def test_an_empty_file_is_a_plan_by_its_name(tmp_path: Path) -> None:
    assert _read(tmp_path, "").facts == PlanFacts("name")


@pytest.mark.parametrize(
    ("written", "read"),
    [('"2022"', "2022"), ('"2022年5月"', "2022-05"), ("2022-05-10T08:00:00", "2022-05-10"), ('""', "")],
)
def test_dates(tmp_path: Path, written: str, read: str) -> None:
    assert _read(tmp_path, f"issued = {written}\n").facts.issued == read


@pytest.mark.parametrize("written", ['"5月10日"', '"2022-13-01"', '"2022-02-30"', "2022", "true", '["2022-05-10"]'])
def test_what_is_no_date(tmp_path: Path, written: str) -> None:
    error = _error(tmp_path, f"issued = {written}\n")
    assert error.text.en.startswith(f'{tmp_path / "plan.toml"}: issued must be a date, such as "2022-05-10"; it is ')


def test_wrong_types(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    assert _error(tmp_path, "title = 3\n").text.zh == f'{path} 的 title 应为加引号的文字，如 "县科协"，现在是 3。'
    for written in ('"县科协"', "[1]", "3"):
        assert _error(tmp_path, f"focus = {written}\n").text.en.startswith(
            f'{path}: focus must be names in square brackets, such as ["县科协", "县教委"]; it is '
        )


def test_unknown_keys_name_the_nearest(tmp_path: Path) -> None:
    read = _read(tmp_path, 'titel = "x"\nzzz = 1\n')
    assert [(one.code, one.column, one.remedy.zh) for one in read.remarks] == [
        ("unknown-key", "titel", "是不是 title？"),
        ("unknown-key", "zzz", f"可用的键有：{'、'.join(PLAN_KEYS)}"),
    ]


def test_what_does_not_parse_names_the_line(tmp_path: Path) -> None:
    error = _error(tmp_path, 'id = "x"\ntitle = 丰都\n')
    assert error.text.zh == (
        f"{tmp_path / 'plan.toml'} 第 2 行写法有误（Invalid value (at line 2, column 9)）。"
        '每行应为：键 = "文字"，如 title = "方案名称"；文字要加英文引号。'
    )
    assert "第 1 行" in _error(tmp_path, "title = “x”\n").text.zh


def test_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes('title = "丰都"\n'.encode("gb18030"))
    with pytest.raises(InputError) as caught:
        read_plan_file(path, "name")
    assert caught.value.text.en == f"{path} is not UTF-8 and cannot be read. Save it as UTF-8."
