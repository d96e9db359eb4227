"""CSV: encodings, quotes, rows, and exact messages for what is no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from respnet.core.errors import InputError
from respnet.intake.tables.columns import TASK_VOCABULARY
from respnet.intake.tables.csv_table import read_csv_table
from respnet.intake.tables.table import TableLine

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "序号,任务,牵头单位\n1,修路,县交通局\n"
SAVE_EN = "Save it as “CSV UTF-8 (comma delimited)”."
SAVE_ZH = "请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”。"


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "a.csv"
    path.write_bytes(data)
    return path


def _error(folder: Path, data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read_csv_table(_file(folder, data), TASK_VOCABULARY)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_utf8_with_any_line_end(tmp_path: Path, encoding: str, end: str) -> None:
    table = read_csv_table(_file(tmp_path, TEXT.replace("\n", end).encode(encoding)), TASK_VOCABULARY)
    assert table.header == TableLine(1, ("序号", "任务", "牵头单位"))
    assert table.lines == (TableLine(2, ("1", "修路", "县交通局")),)
    assert table.remarks == ()


def test_gb18030_is_read_and_said(tmp_path: Path) -> None:
    table = read_csv_table(_file(tmp_path, TEXT.encode("gb18030")), TASK_VOCABULARY)
    assert table.lines == (TableLine(2, ("1", "修路", "县交通局")),)
    assert [(one.code, one.what.zh, one.remedy.en) for one in table.remarks] == [
        ("encoding", "文件不是 UTF-8 编码，按 gb18030 读入", f"See whether the text is right. {SAVE_EN}")
    ]


@pytest.mark.parametrize(
    "data", ["a,b\n修路,x\n".encode("gb18030"), TEXT.encode("big5", "replace") + b"\xff", "名,値\n".encode("shift_jis")]
)
def test_another_encoding_names_both_that_were_tried(tmp_path: Path, data: bytes) -> None:
    error = _error(tmp_path, data)
    path = tmp_path / "a.csv"
    assert error.text.en.startswith(f"{path} is neither UTF-8 (it fails in line ")
    assert error.text.en.endswith(f") nor gb18030 (GBK) with a known header. {SAVE_EN}")
    assert "也不是带有可识别表头的 gb18030（GBK）编码" in error.text.zh


def test_the_line_where_utf8_fails_is_named(tmp_path: Path) -> None:
    error = _error(tmp_path, b"a,b\nc,d\n\xff\xfe\n")
    assert error.text.zh == (
        f"{tmp_path / 'a.csv'} 既不是 UTF-8 编码（第 3 行起读不通），也不是带有可识别表头的 gb18030（GBK）编码。"
        f"{SAVE_ZH}"
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (TEXT.encode("utf-16"), f"is UTF-16 (what Excel calls “Unicode Text”). {SAVE_EN}"),
        (
            b"PK\x03\x04rest",
            "is really an Excel workbook or an archive. If it is a workbook, rename it to end in .xlsx.",
        ),
        (b"\xd0\xcf\x11\xe0rest", f"is really an old Excel file (.xls) or an encrypted one. {SAVE_EN}"),
        (b"", "is empty. Fill in a header and one row for each task."),
        (b"\xef\xbb\xbf\n,,\n", "is empty. Fill in a header and one row for each task."),
        (TEXT.splitlines()[0].encode(), "has a header (row 1) and nothing under it. Write one row for each task."),
    ],
)
def test_what_is_no_table(tmp_path: Path, data: bytes, message: str) -> None:
    assert _error(tmp_path, data).text.en == f"{tmp_path / 'a.csv'} {message}"


def test_a_nul_character(tmp_path: Path) -> None:
    assert _error(tmp_path, TEXT.encode() + b"2,\x00,\n").text.en == (
        f"{tmp_path / 'a.csv'} holds a NUL character in line 3: it is not a text table, "
        f"or it is UTF-16 without a mark. {SAVE_EN}"
    )


def test_a_quote_never_closed(tmp_path: Path) -> None:
    error = _error(tmp_path, (TEXT + '2,"架桥,县交通局\n3,x,y\n').encode())
    assert error.text.en == (
        f'{tmp_path / "a.csv"}, row 3: a quotation mark (") is opened and never closed. Close or remove it.'
    )
    assert error.text.zh == (
        f'{tmp_path / "a.csv"} 第 3 行有一个引号（"）没有配对，后面的内容都被当成了同一格。请补上或删去这个引号。'
    )


def test_a_quote_in_the_wrong_place(tmp_path: Path) -> None:
    assert _error(tmp_path, (TEXT + '2,"架"桥,县交通局\n').encode()).text.en == (
        f'{tmp_path / "a.csv"}, row 3: after a closing quotation mark (") only a comma or a line end may follow. '
        'Write a quotation mark inside a cell twice ("").'
    )


def test_too_many_cells(tmp_path: Path) -> None:
    error = _error(tmp_path, (TEXT + "2,架桥,县交通局,县财政局\n").encode())
    assert error.text.en == (
        f"{tmp_path / 'a.csv'}, row 3 has 4 cells where the header has 3; “县财政局” is too many. "
        "Put quotation marks around a cell that holds a comma."
    )


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    text = '序号,任务,牵头单位,,\n\n1,"修\n路",县交通局,,\n,,\n2,架桥\n'
    table = read_csv_table(_file(tmp_path, text.encode()), TASK_VOCABULARY)
    assert [(line.row, line.cells[:2]) for line in table.lines] == [(3, ("1", "修\n路")), (5, ("2", "架桥"))]


def test_a_title_above_the_header_is_said(tmp_path: Path) -> None:
    table = read_csv_table(_file(tmp_path, f"任务分解表,,\n{TEXT}".encode()), TASK_VOCABULARY)
    assert table.header.row == 2
    assert [(one.code, one.row, one.value, one.what.en) for one in table.remarks] == [
        ("above-header", 1, "任务分解表", "row 1 stands above the header and is not read")
    ]


def test_no_known_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert _error(tmp_path, b"x,y\n1,2\n").text.en == (
        f"{path} has no known header; row 1 reads: x | y. Known headers are: number, part, section, title, lead_units, "
        "responsible_units, supporting_units, supervising_units, inherited_units, origin, deadline, targets, text, "
        "clause, source."
    )
    assert (
        "It seems not to be separated by commas."
        in _error(tmp_path, "序号\t任务\t牵头单位\n1\t2\t3\n".encode()).text.en
    )
