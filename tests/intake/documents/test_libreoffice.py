"""Files that go through LibreOffice, and what is said where it is not there."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from respnet.cli.extraction import extract_documents
from respnet.core.errors import InputError
from respnet.intake.documents import libreoffice
from respnet.intake.documents.converters import find_converter
from respnet.intake.documents.formats import read_document
from tests.intake.documents.made import level, lines, listed, p, word
from tests.office import convert
from tests.requirements import require

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERED = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "decimal", "%2.")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)

TABLE = ("任务", "单位", "修路", "县交通局")


def require_office() -> None:
    require("office", "LibreOffice is not installed", there=shutil.which("soffice") is not None)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("doc", "a.doc"),
        ("rtf", "a.rtf"),
        # The same program reads them, and makes each in three seconds.
        *(pytest.param(form, name, marks=pytest.mark.rare) for form, name in (("doc", "a.wps"), ("odt", "a.odt"))),
    ],
)
def test_a_round_trip(tmp_path: Path, form: str, name: str) -> None:
    cells = [f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{p(text)}</w:tc>' for text in TABLE]
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="6000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/>'
        '<w:gridCol w:w="3000"/>'
        f"</w:tblGrid><w:tr>{cells[0]}{cells[1]}</w:tr><w:tr>{cells[2]}{cells[3]}</w:tr></w:tbl>"
    )
    # LibreOffice writes the stop after a Chinese number into RTF as a question mark.
    first = p("一、交通") if form == "rtf" else listed("交通", 1)
    made = word(
        tmp_path / "a.docx",
        first + listed("修路。", 1, 1) + listed("架桥。", 1, 1) + table + p("完。"),
        numbering=NUMBERED,
    )
    wanted = lines(read_document(made))
    assert wanted == ["一、交通", "1.修路。", "2.架桥。", "任务 | 单位", "修路 | 县交通局", "完。"]
    convert(form, tmp_path / "out", made)
    # A name that a shell or LibreOffice could take for something else.
    path = (tmp_path / "out" / f"a.{form}").rename(tmp_path / f"--县 方案 %20;{name}")
    document = read_document(path)
    assert lines(document) == wanted
    assert document.name == f"--县 方案 %20;{name.split('.', maxsplit=1)[0]}"
    assert document.notes[0].zh == (f"{path.suffix} 文件先由 LibreOffice 转成 .docx 再读入；请对照原文核对编号和表格。")


def test_many_files_are_converted_by_one_call_and_one_that_fails_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_office()
    folder = tmp_path / "in"
    folder.mkdir()
    for place in range(3):
        text = f"{place}".join(("一、修路", "。（责任单位：县交通局）"))
        coded = "".join(f"\\u{ord(one)}?" if ord(one) > 127 else one for one in text)
        (folder / f"a{place}.rtf").write_text(rf"{{\rtf1\ansi {coded}\par}}", "ascii")
    (folder / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x7f" * 5000)
    calls: list[int] = []
    run = libreoffice._run

    def count(commands: Sequence[list[str]], seconds: float, folder: Path) -> bool:
        place = tempfile.gettempdir()
        calls.extend(sum(word.startswith(place) and "document" in word for word in one) for one in commands)
        return run(commands, seconds, folder)

    monkeypatch.setattr(libreoffice, "_run", count)
    told = list(extract_documents([str(folder)], str(tmp_path / "out"), "zh", force=False))
    assert [one.done for one in told] == [True, True, True, False]
    assert calls == [3, 1]
    assert "修路2" in (tmp_path / "out" / "a2" / "tasks.csv").read_text("utf-8-sig")
    assert str(folder / "b.doc") in told[3].said.en
    assert not libreoffice._converted


def test_a_call_does_not_test_how_libreoffice_draws(tmp_path: Path) -> None:
    require_office()
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi a\par}")
    program = find_converter(is_table=False)
    assert program is not None
    assert libreoffice._convert(program, [[path]], tmp_path / "made")[path].exists()
    profile = tmp_path / "made" / "0" / "profile" / "user"
    assert (profile / "extensions").exists()  # LibreOffice took the profile
    assert not list(profile.glob("GraphicsRenderTests*"))


def test_many_files_are_shared_among_the_processors_and_each_is_in_one_batch() -> None:
    files = [Path(f"{place}.doc") for place in range(70)]
    batches = list(libreoffice._cut(files, 2))
    assert [len(batch) for batch in batches] == [30, 30, 10]
    assert [file for batch in batches for file in batch] == files
    assert [len(batch) for batch in libreoffice._cut(files[:20], 2)] == [10, 10]
    assert [len(batch) for batch in libreoffice._cut(files[:5], 2)] == [5]


def test_calls_run_at_the_same_time_and_one_that_hangs_is_ended(tmp_path: Path) -> None:
    # Each waits for what the other writes: one after the other they would never end.
    waits = "touch {own}; while [ ! -e {other} ]; do sleep 0.05; done"
    first, second = tmp_path / "1", tmp_path / "2"
    commands = [["sh", "-c", waits.format(own=a, other=b)] for a, b in ((first, second), (second, first))]
    assert libreoffice._run(commands, 60, tmp_path)
    late = tmp_path / "late"
    assert not libreoffice._run([["sh", "-c", f"sleep 2; touch {late}"], ["true"]], 0.2, tmp_path)
    time.sleep(2.5)
    assert not late.exists()


def test_a_damaged_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_office()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x7f" * 5000)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.text.en == (
        f"{path} cannot be read: LibreOffice cannot open it; it may be damaged or protected by a password. "
        "Open it in the "
        "program that made it, see that it is whole, save a copy and try that."
    )
    assert not list((tmp_path / "temporary").iterdir())


@pytest.mark.parametrize(
    ("name", "start", "wanted"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 文档 (*.docx)"),
        ("a.rtf", b"{\\rtf1", "Word 文档 (*.docx)"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel 工作簿 (*.xlsx)"),
    ],
)
def test_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, start: bytes, wanted: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / name
    path.write_bytes(start + bytes(600))
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.text.zh == (
        f"{path} 是 {path.suffix} 文件，不能直接读取。请用 Word 或 WPS 打开，点“文件”→“另存为”，"
        f"保存类型选“{wanted}”，再用新存的文件；装了 LibreOffice（命令 soffice），就会自动转换。"
    )


def test_a_docx_needs_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = docx.Document()
    file.add_paragraph("一、任务")
    file.save(str(tmp_path / "a.docx"))
    assert lines(read_document(tmp_path / "a.docx")) == ["一、任务"]


def test_an_empty_file_is_told_by_its_own_name(tmp_path: Path) -> None:
    require_office()
    path = tmp_path / "方案.rtf"
    path.write_bytes(rb"{\rtf1\ansi \par}")
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.text.en.startswith(f"{path} holds no text.")
