"""units.csv: kinds in both languages, and records that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from respnet.core.errors import InputError
from respnet.core.plan import KIND_WORDS, UnitKind
from respnet.core.problems import Severity
from respnet.intake.folder.units_file import UnitTable, parse_unit_kind, parse_unit_records
from respnet.intake.tables.columns import UNIT_VOCABULARY
from respnet.intake.tables.table import read_table

if TYPE_CHECKING:
    from pathlib import Path


def _read(folder: Path, text: str) -> UnitTable:
    path = folder / "units.csv"
    path.write_text(text, encoding="utf-8")
    return parse_unit_records(read_table(path, UNIT_VOCABULARY), "units.csv")


def test_every_kind_is_understood_in_both_languages() -> None:
    for kind, words in KIND_WORDS.items():
        assert parse_unit_kind(kind.value) is kind
        assert parse_unit_kind(words.zh) is kind
        assert parse_unit_kind(words.en.upper()) is kind
    assert parse_unit_kind("衙门") is None


def test_records(tmp_path: Path) -> None:
    units = _read(
        tmp_path,
        "name,kind,also_written,members,english\n"
        "县应急局,政府部门,县应急管理局、县安监局,,County Emergency Management Bureau\n"
        "各乡镇(街道、园区),集合单位,,名山街道；三合街道,\n",
    )
    first, second = units.records
    assert (first.kind, first.also_written) == (UnitKind.GOVERNMENT, ("县应急管理局", "县安监局"))
    assert first.english == "County Emergency Management Bureau"
    assert (second.name, second.kind, second.members) == (
        "各乡镇(街道、园区)",
        UnitKind.COLLECTIVE,
        ("名山街道", "三合街道"),
    )
    assert (units.lines, units.remarks) == ((2, 3), ())


@pytest.mark.parametrize(("cell", "capacity"), [("12", 12.0), (" 7.5 ", 7.5), ("１２", 12.0), ("", None)])
def test_a_capacity_is_a_positive_number(tmp_path: Path, cell: str, capacity: float | None) -> None:
    units = _read(tmp_path, f"单位,承担能力\n县教委,{cell}\n")
    assert units.records[0].capacity == capacity
    assert units.remarks == ()


@pytest.mark.parametrize("cell", ["0", "-3", "12项", "十二", "1e3", "inf", "nan", "1.2.3", "9" * 400, "约10"])
def test_what_is_no_positive_number_is_an_error_and_says_where(tmp_path: Path, cell: str) -> None:
    units = _read(tmp_path, f"name,kind,capacity\n县科协,,5\n县教委,,{cell}\n")
    assert [record.capacity for record in units.records] == [5.0, None]
    (error,) = units.remarks
    assert (error.code, error.level, error.file) == ("unknown-capacity", Severity.ERROR, "units.csv")
    assert (error.row, error.column, error.value) == (3, "capacity", cell)
    assert error.what.zh == f"“县教委”的承担能力“{cell}”不是正数"
    assert error.what.en == f"the capacity “{cell}” of 县教委 is not a positive number"
    assert error.remedy.zh == "请填这个单位能承担多少项任务，如 12，或留空"


def test_contradictions_are_errors_and_the_first_record_stays(tmp_path: Path) -> None:
    units = _read(
        tmp_path,
        "单位,类别,其他写法\n"
        "县应急局,衙门,县应急管理局\n县应急局,,\n县安监局,,县应急管理局\n县气象局,,县安监局\n,政府部门,\n县公安局,,县公安（分局\n",
    )
    assert [record.name for record in units.records] == ["县应急局", "县安监局", "县气象局", "县公安局"]
    assert [record.also_written for record in units.records] == [("县应急管理局",), (), (), ()]
    found = [(one.code, one.level, one.row, one.column, one.value) for one in units.remarks]
    assert sorted(found, key=lambda one: one[2] or 0) == [
        ("unknown-kind", Severity.ERROR, 2, "kind", "衙门"),
        ("name-twice", Severity.ERROR, 3, "name", "县应急局"),
        ("alias-clash", Severity.ERROR, 4, "also_written", "县应急管理局"),
        ("alias-clash", Severity.ERROR, 5, "also_written", "县安监局"),
        ("no-name", Severity.ERROR, 6, "name", "政府部门"),
        ("unbalanced-bracket", Severity.ERROR, 7, "also_written", "县公安（分局"),
    ]
    said = {(one.code, one.row): one for one in units.remarks}
    assert said["unknown-kind", 2].remedy.zh == (
        "请改为：党委部门、政府部门、群团组织、事业单位、乡镇街道、企业、统称、其他，或留空"
    )
    assert said["unknown-kind", 2].remedy.en == (
        "use one of: party, government, mass organisation, public institution, town, enterprise, collective, other; "
        "or leave it empty"
    )
    assert said["name-twice", 3].what.en == "“县应急局” is recorded in row 2 and again in row 3; row 3 is not read"
    assert said["alias-clash", 4].what.zh == "“县应急管理局”同时记作“县应急局”和“县安监局”的其他写法；后者没有采用"
    assert said["alias-clash", 5].what.zh == "“县安监局”既是一个单位的名称，又记作“县气象局”的其他写法；后者没有采用"


def test_a_file_without_names(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, "类别,英文\n政府部门,x\n")
    assert caught.value.text.zh == "units.csv 没有单位名称一列。表头有：类别、英文。请给名称一列加上表头“单位”或 name。"


def test_an_open_list_in_a_record_is_said(tmp_path: Path) -> None:
    units = _read(tmp_path, "name,members\n各乡镇,名山街道等\n")
    assert [(one.code, one.what.en) for one in units.remarks] == [
        ("open-record", "row 2, members: the final 等 is not read")
    ]
