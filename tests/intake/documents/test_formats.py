"""Which reader a file gets, and the words for a file that gets none."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

import pytest

from respnet.cli.extraction import extract_documents
from respnet.core.errors import InputError
from respnet.intake.documents.document import Grid
from respnet.intake.documents.formats import FORMATS, read_document
from respnet.intake.read import read_plan
from tests.intake.documents.made import lines, p, word

ROOT = Path(__file__).resolve().parents[3]


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_document(path)
    return caught.value


@pytest.mark.parametrize("ending", [".txt", ".TXT", ".md", ".Markdown", ".csv", ".html", ".HTM"])
def test_endings_know_no_case(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"方案{ending}"
    path.write_text("一、任务", encoding="utf-8")
    document = read_document(path)
    assert (document.name, lines(document)) == ("方案", ["一、任务"])


PDF = (b"%PDF-1.4\n", "PDF", "a PDF", ".pdf")
OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Office 文件", "an old Office file", ".doc")
TEXT = ("一、任务".encode(), "纯文本或无法识别的内容", "plain text, or nothing that is known", ".txt")
RTF = (b"{\\rtf1 a}", "RTF 文档", "an RTF file", ".rtf")
PNG = (b"\x89PNG\r\n", "图片", "a picture", ".png")
RAR = (b"Rar!\x1a\x07", "压缩包", "an archive", ".zip")
PAGE = (b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>a", "网页", "a web page", ".html")


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".docx", PDF),
        (".docx", OLE),
        (".docx", TEXT),
        (".docx", PAGE),
        (".pdf", TEXT),
        (".pdf", RAR),
        (".xlsx", (*OLE[:3], ".xls")),
        (".txt", PDF),
        (".html", RTF),
        (".md", PNG),
        (".csv", (*OLE[:3], ".xls")),
        (".xlsx", PAGE),
        (".doc", RTF),
        (".wps", TEXT),
        (".rtf", OLE),
        (".odt", PDF),
    ],
)
def test_an_ending_that_is_not_what_is_inside(
    tmp_path: Path, ending: str, content: tuple[bytes, str, str, str]
) -> None:
    data, zh, en, right = content
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    assert refused(path).text.zh == (
        f"{path} 的扩展名是 {ending}，内容却是{zh}。若内容无误，请把扩展名改为 {right}；"
        f"否则请重新索取或另存为 {ending}。"
    )
    assert refused(path).text.en == (
        f"{path} ends in {ending}, but it holds {en}. If that is right, rename it to end in {right}; if "
        "not, ask for the "
        f"file again or save it as {ending}."
    )


@pytest.mark.parametrize(
    ("ending", "members", "right"),
    [
        (".docx", ["xl/workbook.xml"], ".xlsx"),
        (".xlsx", ["word/document.xml"], ".docx"),
        (".doc", ["word/document.xml"], ".docx"),
        (".wps", ["word/document.xml"], ".docx"),
        (".docx", ["OFD.xml"], ".ofd"),
        (".odt", ["word/document.xml"], ".docx"),
        (".pdf", ["ppt/presentation.xml"], ".pptx"),
    ],
)
def test_office_files_of_another_kind(tmp_path: Path, ending: str, members: list[str], right: str) -> None:
    path = tmp_path / f"a{ending}"
    with zipfile.ZipFile(path, "w") as made:
        for name in members:
            made.writestr(name, "x")
    assert f"rename it to end in {right};" in refused(path).text.en


@pytest.mark.parametrize("start", ['<html xmlns:x="urn:schemas-microsoft-com:office:excel">', "<meta charset=gbk>", ""])
@pytest.mark.parametrize("ending", [".xls", ".et", ".doc"])
def test_a_page_that_a_system_exports_under_the_name_of_an_office_file(tmp_path: Path, ending: str, start: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(f"{start}<table><tr><td>任务<td>单位<tr><td>修路<td>县交通局</table>".encode("gbk"))
    (grid,) = read_document(path).blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["任务", "单位"], ["修路", "县交通局"]]


def test_a_word_file_that_only_needs_its_name_changed(tmp_path: Path) -> None:
    path = word(tmp_path / "a.wps", p("一、任务"))
    assert refused(path).text.en.startswith(f"{path} ends in .wps, but it holds a Word file.")
    assert lines(read_document(path.rename(tmp_path / "a.docx"))) == ["一、任务"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.jpg", "是图片，不能直接读取。请用文字识别（OCR）转成 .docx 或 .txt，核对后再试。"),
        ("a.zip", "是压缩包。请先解压，再指定其中的文档。"),
        ("a.docm", "带有宏，不予读取。请在 Word、Excel 或 WPS 中另存为不含宏的 .docx。"),
    ],
)
def test_formats_that_are_not_read(tmp_path: Path, name: str, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    assert refused(path).text.zh == f"{path} {message}"


@pytest.mark.parametrize("name", ["a.caj", "a"])
def test_a_format_that_nobody_knows_is_answered_with_the_list(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    said = refused(path).text
    assert said.zh.startswith(f"{path} 不是可读取的格式。可读取 .docx、.pdf、")
    assert all(suffix in said.zh and suffix in said.en for suffix in FORMATS)


def test_the_endings_are_listed_in_one_place_only() -> None:
    sources = [path for path in (ROOT / "src").rglob("*.py") if path.name != "formats.py"]
    assert len(sources) > 200
    lists = re.compile(r"""["']\.(?:docx?|wps|pdf|xlsx?|html?|tsv|ods|odt)["'],\s*["']\.\w+["']""")
    assert [path.name for path in sources if lists.search(path.read_text(encoding="utf-8"))] == []


def test_no_file_a_folder_and_an_empty_file(tmp_path: Path) -> None:
    nowhere = tmp_path / "无.docx"
    assert refused(nowhere).text.zh == f"没有找到 {nowhere}。请核对路径。"
    assert refused(tmp_path).text.en == f"{tmp_path} is no file. Give one document."
    empty = tmp_path / "空.pdf"
    empty.write_bytes(b"")
    assert refused(empty).text.en == (
        f"{empty} cannot be read: the file is empty (0 bytes). Open it in the program that made it, see "
        "that it is whole, "
        "save a copy and try that."
    )


@pytest.mark.parametrize(
    ("ending", "size", "most"),
    [(".html", 9, 8), (".md", 9, 8), (".csv", 33, 32), (".pdf", 65, 64), (".docx", 101, 100)],
)
def test_files_that_are_too_large(tmp_path: Path, ending: str, size: int, most: int) -> None:
    path = tmp_path / f"a{ending}"
    start = {".pdf": b"%PDF-1.4", ".docx": b"PK\x03\x04"}.get(ending, b"a")
    with path.open("wb") as file:
        file.write(start)
        file.truncate(size * 2**20)
    assert refused(path).text.en == (
        f"{path} passes a limit: the file has {size} MB, the most is {most} MB. Keep only the plan's text "
        "and tables, save "
        "it and try again."
    )


def test_a_file_name_in_gbk_is_told_and_the_other_files_of_the_folder_are_read(tmp_path: Path) -> None:
    name = os.fsdecode("方案.txt".encode("gbk"))
    for path in (tmp_path / name, tmp_path / "a.txt"):
        path.write_text("1.修路。（牵头单位：县交通局）", encoding="utf-8")
    assert refused(tmp_path / name).text.zh.startswith("文件名“方案.txt”不是 UTF-8 编码")
    with pytest.raises(InputError, match="Rename the file"):
        read_plan(tmp_path / name)
    outcomes = list(extract_documents([str(tmp_path)], str(tmp_path / "out"), "zh", force=False))
    assert [(one.document.name, one.done) for one in outcomes] == [("a.txt", True), (name, False)]
