"""Plain text: encodings read strictly, a line a paragraph; and the table that the module's own command writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from respnet.core.errors import InputError
from respnet.intake.documents.document import Paragraph
from respnet.intake.documents.formats import read_document
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
    assert error.value.text.zh == (
        f"{file} 既不是 UTF-8 也不是 GB18030（GBK）文本，第 1 行起读不通。请用编辑器打开核对，另存为 UTF-8 后再试。"
    )


def test_big5_is_refused_by_its_name_and_never_read_as_nonsense(tmp_path: Path) -> None:
    text = "一、任務\n1.修路。（牽頭單位：縣交通局；配合單位：縣財政局）\n"
    with pytest.raises(InputError, match="is text in Big5"):
        read_plain(written(tmp_path, text.encode("big5")))
    # What GBK leaves to users may stand in a GBK text too.
    kept = read_plain(written(tmp_path, "县教委\ue4c6县科协，一、任务".encode("gb18030")))
    assert kept.blocks == (Paragraph("县教委\ue4c6县科协，一、任务", "line 1"),)


def test_what_looks_like_another_character_is_that_character(tmp_path: Path) -> None:
    file = written(tmp_path, "⼀、重点任务\n县⼈⼒社保局、县\u200b⽂旅委".encode())
    assert [one.text for one in read_document(file).blocks if isinstance(one, Paragraph)] == [
        "一、重点任务",
        "县人力社保局、县文旅委",
    ]
    file = written(tmp_path, "县农业农村委 县科协\n".encode("gb18030").replace(b" ", b"\xa3\xa0"))
    assert [one.text for one in read_document(file).blocks if isinstance(one, Paragraph)] == [
        "县农业农村委\u3000县科协"
    ]


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    with file.open("wb") as handle:
        handle.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(InputError, match="limit"):
        read_plain(file)
