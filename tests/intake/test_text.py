"""Plain text: encodings read strictly, a line a paragraph; and the table that the module's own command writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from respnet.core.errors import InputError
from respnet.intake.documents.document import Paragraph
from respnet.intake.documents.text import MAX_FILE_BYTES, read_plain

TEXT = "一、任务\r\n\r\n1.修路。（责任单位：县交通局）\n"


def written(folder: Path, data: bytes) -> Path:
    file = folder / "plan.txt"
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_give_the_same_paragraphs(tmp_path: Path, encoding: str) -> None:
    document = read_plain(written(tmp_path, TEXT.encode(encoding)))
    assert document.name == "plan"
    assert document.blocks == (Paragraph("一、任务", "line 1"), Paragraph("1.修路。（责任单位：县交通局）", "line 3"))


@pytest.mark.parametrize("data", [b"\xff\xff\xff\x80", "任务".encode("utf-16-le") + b"\x00\x00\x81", b"a\x00b"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    file = written(tmp_path, data)
    with pytest.raises(InputError) as error:
        read_plain(file)
    assert (
        error.value.text.zh
        == f"{file} 既不是 UTF-8 也不是 GB18030 文本。请确认它是文本文件，用编辑器另存为 UTF-8 后再试。"
    )


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    with file.open("wb") as handle:
        handle.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(InputError, match="more than the limit"):
        read_plain(file)
