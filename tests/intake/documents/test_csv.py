"""Ledgers as CSV: encodings, separators, title lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from respnet.core.errors import InputError
from respnet.intake.documents.document import Grid, Paragraph
from respnet.intake.documents.formats import read_document
from tests.intake.documents.made import lines

if TYPE_CHECKING:
    from pathlib import Path

TEXT = '重点任务清单,,\n,,\n序号,任务,单位\n1,"修路,架桥","县交通局;县财政局\n县水利局"\n\n2,通电,\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_ledger(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(TEXT.replace("\n", end).encode(encoding))
    document = read_document(path)
    title, grid = document.blocks
    assert isinstance(title, Paragraph)
    assert (title.text, title.source) == ("重点任务清单", "row 1")
    assert lines(document)[1:] == ["序号 | 任务 | 单位", "1 | 修路,架桥 | 县交通局;县财政局/县水利局", "2 | 通电 | "]
    assert isinstance(grid, Grid)
    assert grid.rows[2][1].source == "table 1 row 6 column 2"


@pytest.mark.parametrize(("ending", "sign"), [(".tsv", "\t"), (".csv", "\t"), (".csv", ";")])
def test_other_separators(tmp_path: Path, ending: str, sign: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_text(f"任务{sign}单位\n修路{sign}县交通局，县财政局\n", encoding="utf-8")
    assert lines(read_document(path)) == ["任务 | 单位", "修路 | 县交通局，县财政局"]


def test_a_quote_that_is_never_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('任务,"' + "长" * 200_000, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.text.en == (
        f'{path}, row 1: a quotation mark (") is opened and never closed. Close or remove it.'
    )


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("任务\n".encode() + bytes(range(256)))
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.text.zh == (
        f"{path} 既不是 UTF-8 也不是 GB18030（GBK）文本，第 3 行起读不通。请用编辑器打开核对，另存为 UTF-8 后再试。"
    )
