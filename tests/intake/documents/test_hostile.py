"""Files that are damaged or made to do harm end in an InputError, within the limits, and never in another exception."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from respnet.core.errors import InputError
from respnet.intake.documents.document import Document
from respnet.intake.documents.formats import read_document
from tests.intake.documents.made import NAMES, p, pdf, spans, stream, word
from tests.intake.documents.printed import body, cell, printed, ruled
from tests.requirements import FUZZ

if TYPE_CHECKING:
    from collections.abc import Callable

AGAIN = "Open it in the program that made it, see that it is whole, save a copy and try that."
LESS = "Keep only the plan's text and tables, save it and try again."
"""So many times the usual examples: `make test-all` asks for more."""
ENDINGS = (".docx", ".xlsx", ".pdf", ".html", ".md", ".csv", ".txt", ".tsv", ".xhtml")


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.text.zh.startswith(str(path))
    return caught.value.text.en.removeprefix(f"{path} ")


def read_or_refuse(path: Path) -> Document | None:
    try:
        return read_document(path)
    except InputError as error:
        refusal = error.text
    assert str(path) in refusal.zh
    assert str(path) in refusal.en
    return None


# Office files


def archive(path: Path, parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


@pytest.mark.parametrize(("ending", "part"), [(".docx", "word/document.xml"), (".xlsx", "xl/workbook.xml")])
def test_a_zip_bomb(tmp_path: Path, ending: str, part: str) -> None:
    path = archive(tmp_path / f"a{ending}", {part: b"<a>" + b" " * (60 * 2**20)})
    assert path.stat().st_size < 100_000
    assert refused(path) == f"passes a limit: unpacked it has more than 48 MB. {LESS}"


def test_an_archive_that_lies_about_its_size(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", {"word/document.xml": b"<a>" + b" " * (60 * 2**20)})
    data = bytearray(path.read_bytes())
    true = (60 * 2**20 + 3).to_bytes(4, "little")
    assert data.count(true) == 2
    path.write_bytes(bytes(data).replace(true, (100).to_bytes(4, "little")))
    assert refused(path) == (f"cannot be read: it is damaged, or not really a .docx file (BadZipFile). {AGAIN}")


def test_too_many_parts(tmp_path: Path) -> None:
    parts = {f"x/{at}": b"" for at in range(10_001)} | {"word/document.xml": b""}
    path = archive(tmp_path / "a.docx", parts, zipfile.ZIP_STORED)
    assert refused(path) == f"passes a limit: the archive in it has more than 10000 parts. {LESS}"


def test_a_directory_that_would_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    entry = b"PK\x01\x02" + bytes(42)
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff\xff\xff" + (46 * 200_000).to_bytes(4, "little") + bytes(4) + b"\0\0"
    path.write_bytes(b"PK\x03\x04word/document.xml" + entry * 200_000 + end)
    assert refused(path) == f"passes a limit: the archive in it has more than 10000 parts. {LESS}"


LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "哈"}">' for at in range(10))


@pytest.mark.parametrize(
    "document_type",
    [
        f"<!DOCTYPE w [{LAUGHS}]>",
        '<!DOCTYPE w [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY l9 "x">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_xml(tmp_path: Path, document_type: str, encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>{document_type}<w:document {NAMES}><w:body>{p("&l9;")}</w:body>'
        "</w:document>"
    )
    path = archive(tmp_path / "a.docx", {"word/document.xml": text.encode(encoding)})
    assert refused(path) == (
        f"cannot be read: its XML has a document type declaration (DOCTYPE), which .docx does not allow. {AGAIN}"
    )


def test_nothing_outside_the_file_is_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.docx"
    word(secret, p("机密"))
    outside = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{outside}/styles" Target="{secret.as_uri()}" TargetMode="External"/>'
        f'<Relationship Id="r2" Type="{outside}/numbering" Target="../../../../{secret}"/>'
        f'<Relationship Id="r3" Type="{outside}/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" '
        'TargetMode="External"/>'
        f'<Relationship Id="r4" Type="{outside}/subDocument" Target="secret.docx" TargetMode="External"/>'
        "</Relationships>"
    )
    content = f"<w:document {NAMES}><w:body>{p('正文')}<w:subDoc r:id='r4'/></w:body></w:document>"
    path = archive(
        tmp_path / "a.docx",
        {"word/document.xml": content.encode(), "word/_rels/document.xml.rels": links.encode()},
    )
    document = read_document(path)
    assert [getattr(block, "text", "") for block in document.blocks] == ["正文"]
    assert len(document.notes) == 1


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_macros(tmp_path: Path, ending: str) -> None:
    main = "word/document.xml" if ending == ".docx" else "xl/workbook.xml"
    path = archive(tmp_path / f"a{ending}", {main: b"<a/>", f"{main.split('/', maxsplit=1)[0]}/vbaProject.bin": b"x"})
    assert refused(path) == f"carries macros and is not read. Save it as {ending}, without macros."


def test_an_office_file_behind_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000_000) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    )
    assert refused(path) == "is protected by a password. Open it, take the password off, save it and try again."


def test_an_archive_that_is_no_office_file(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", {"readme.txt": b"x"})
    assert refused(path) == (
        f"cannot be read: it is no .docx file (the archive in it has no word/document.xml). {AGAIN}"
    )


def test_deep_and_broken_xml(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 400 + p("深")
    path = archive(tmp_path / "a.docx", {"word/document.xml": f"<w:document {NAMES}><w:body>{deep}".encode()})
    assert refused(path) == f"cannot be read: it is damaged, or not really a .docx file (XMLSyntaxError). {AGAIN}"


def test_styles_and_lists_that_rest_on_themselves(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("A", "B"), ("B", "A"), ("C", "C"))
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/><w:styleLink w:val="A"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="77"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>'
    )
    text = p("甲", '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>')
    text += p("乙", '<w:pStyle w:val="C"/><w:numPr><w:ilvl w:val="-1"/><w:numId w:val="2"/></w:numPr>')
    document = read_document(word(tmp_path / "a.docx", text, styles=styles, numbering=numbering))
    assert [getattr(one, "text", "") for one in document.blocks] == ["甲", "乙"]


def test_a_workbook_with_a_sheet_of_gigantic_merges(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["任务", "单位"])
    sheet.append(["修路", "县交通局"])
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as made:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                merges = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 1000 + b"</mergeCells>"
                content = content.replace(b"</sheetData>", b"</sheetData>" + merges)
            made.writestr(name, content)
    document = read_document(tmp_path / "b.xlsx")
    (grid,) = document.blocks
    assert spans(grid) == [[("任务\n单位\n修路\n县交通局", 1, 1)]]


# PDFs

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CIRCLE = f"passes a limit: the references inside it run in circles, or are far too many. {LESS}"


def page(contents: bytes, resources: bytes = b"/Font << /F1 5 0 R >>") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %s /Resources << %s >> >>" % (
        contents,
        resources,
    )


def flat(content: bytes, times: int = 1) -> bytes:
    filters = b"[" + b"/FlateDecode " * times + b"]"
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter " + filters)


SHOW = b"BT /F1 12 Tf 72 700 Td (a plan) Tj ET "


def fan(levels: int, wide: int) -> list[bytes]:
    """Forms that draw the next one many times each."""
    forms = []
    for at in range(levels):
        nested = b"/Resources << /XObject << /X %d 0 R >> >>" % (7 + at)
        content = b"/X Do " * wide if at < levels - 1 else b"0 0 m "
        forms.append(stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + nested))
    return forms


def ranged(widths: bytes = b"", unicode_map: bytes = b"") -> list[bytes]:
    """A page in a font with these tables."""
    return [
        CATALOGUE,
        PAGES,
        page(b"4 0 R"),
        stream(b"BT /F1 12 Tf 72 700 Td <00410042> Tj ET"),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] "
        b"/ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /W [" + widths + b"] /FontDescriptor 8 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        stream(unicode_map),
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1 1] /Ascent 800 /Descent -200 >>",
    ]


BOMB = b"bomb"
"""Stands for 140 MB packed, once for each time; they are packed where they are used, not by every run of the tests."""

LOOPS: dict[str, tuple[list[bytes], str]] = {
    "an object that is itself": (
        [CATALOGUE, PAGES, page(b"4 0 R"), b"4 0 R", FONT],
        CIRCLE,
    ),
    "two objects that are each other": (
        [CATALOGUE, PAGES, page(b"4 0 R"), b"6 0 R", FONT, b"4 0 R"],
        CIRCLE,
    ),
    "pages that are their own parent": (
        [CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"],
        "holds no text. Open it and see whether the plan is in it.",
    ),
    "forms that draw forms": (
        [CATALOGUE, PAGES, page(b"4 0 R", b"/XObject << /X 6 0 R >>"), stream(b"/X Do"), FONT, *fan(9, 30)],
        CIRCLE,
    ),
    "one long stream a thousand times": (
        [CATALOGUE, PAGES, page(b"[" + b"4 0 R " * 1000 + b"]"), flat(b"0 0 m " * 20_000), FONT],
        f"passes a limit: its pages draw more than 16 MB of instructions. {LESS}",
    ),
    "a bomb": (
        [CATALOGUE, PAGES, page(b"4 0 R"), BOMB, FONT],
        f"passes a limit: unpacked it has more than 128 MB. {LESS}",
    ),
    "a bomb packed twice": (
        [CATALOGUE, PAGES, page(b"4 0 R"), BOMB * 2, FONT],
        f"passes a limit: unpacked it has more than 128 MB. {LESS}",
    ),
    "widths of a thousand million characters": (ranged(b"0 1000000000 500"), CIRCLE),
    "names of a thousand million characters": (
        ranged(unicode_map=b"1 beginbfrange\n<00000000> <3fffffff> <0041>\nendbfrange"),
        CIRCLE,
    ),
    "too many pages": (
        [
            CATALOGUE,
            b"<< /Type /Pages /Count 1001 /Kids [" + b"".join(b"%d 0 R " % (6 + at) for at in range(1001)) + b"] >>",
            b"null",
            stream(b""),
            FONT,
            *[page(b"4 0 R")] * 1001,
        ],
        f"passes a limit: it has more than 1000 pages. {LESS}",
    ),
}


SLOW = ("forms that draw forms",)  # 7 of the 12 seconds; the others meet the same limits


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.rare if name in SLOW else ()) for name in LOOPS])
def test_a_pdf_that_never_ends_ends(tmp_path: Path, name: str) -> None:
    objects, message = LOOPS[name]
    bombs = {BOMB * times: times for times in (1, 2)}
    objects = [flat(b" " * (140 * 2**20), bombs[one]) if one in bombs else one for one in objects]
    assert refused(pdf(tmp_path / "a.pdf", objects)) == message


def test_a_form_that_draws_itself_is_drawn_once(tmp_path: Path) -> None:
    form = stream(
        SHOW + b"/X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> /XObject << "
        b"/X 6 0 R >> >>",
    )
    path = pdf(
        tmp_path / "a.pdf",
        [CATALOGUE, PAGES, page(b"4 0 R", b"/XObject << /X 6 0 R >>"), stream(b"/X Do"), FONT, form],
    )
    (paragraph,) = read_document(path).blocks
    assert getattr(paragraph, "text", "") == "a plan"


def test_a_table_of_places_that_leads_back_to_itself(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [CATALOGUE, PAGES, page(b"4 0 R"), stream(SHOW), FONT])
    data = path.read_bytes()
    start = data.rindex(b"xref\n0")
    path.write_bytes(data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start))
    assert refused(path) == f"cannot be read: it is damaged, or not really a PDF (RecursionError). {AGAIN}"


def test_a_table_of_places_that_says_it_is_endless(tmp_path: Path) -> None:
    entries = b"/Type /XRef /Size 5 /Index [0 4000000000000] /W [1 2 1] /Root 1 0 R"
    path = tmp_path / "a.pdf"
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    path.write_bytes(
        head + b"2 0 obj\n" + stream(b"\x00" * 20, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)
    )
    assert refused(path) == CIRCLE


def test_a_pdf_that_asks_for_more_memory_than_there_is_for_it(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this system does not limit a process's memory")
    entries = b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 9000000000 >>"
    contents = stream(zlib.compress(SHOW), entries)
    assert refused(pdf(tmp_path / "a.pdf", [CATALOGUE, PAGES, page(b"4 0 R"), contents, FONT])) == (
        "passes a limit: reading it takes more than 240 seconds of computing or 1536 MB of memory; it is probably "
        f"damaged or made to do harm. {LESS}"
    )


# Anything at all


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One good file of every kind that is not plain text."""
    folder = tmp_path_factory.mktemp("whole")
    word(
        folder / "a.docx",
        p("一、修路。（牵头单位：县交通局）")
        + f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>",
    )
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["任务", "单位"])
    sheet.append(["修路", "县交通局"])
    sheet.merge_cells("A3:B3")
    book.save(folder / "a.xlsx")
    printed(folder / "a.pdf", [body("一、修路。（牵头单位：县交通局）"), ruled([["甲", cell("乙")]], [90, 90])])
    return {path.suffix: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.fuzz
@settings(max_examples=75 * FUZZ, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    ending=st.sampled_from(ENDINGS), data=st.binary(max_size=400), mark=st.sampled_from([b"", b"PK\x03\x04", b"<html>"])
)
def test_random_bytes(tmp_path: Path, ending: str, data: bytes, mark: bytes) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(mark + data)
    read_or_refuse(path)


@pytest.mark.fuzz
@settings(max_examples=100 * FUZZ, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    ending=st.sampled_from([".html", ".md", ".csv"]),
    text=st.text(alphabet="<>/|#-*[]()&;=\"' \n\t一、（）甲tabledpovrsn1", max_size=300),
)
def test_random_marks(tmp_path: Path, ending: str, text: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_text(text + "甲", encoding="utf-8")
    read_or_refuse(path)


@pytest.mark.fuzz
@settings(max_examples=60 * FUZZ, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ending=st.sampled_from([".docx", ".xlsx"]), cut=st.integers(0, 10_000), put=st.binary(max_size=8))
def test_cut_and_changed_office_files(
    tmp_path: Path, whole: dict[str, bytes], ending: str, cut: int, put: bytes
) -> None:
    data = whole[ending]
    at = cut % len(data)
    path = tmp_path / f"a{ending}"
    path.write_bytes(data[:at] + put + data[at + len(put) :] if put else data[:at])
    read_or_refuse(path)


def rezipped(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


@pytest.mark.fuzz
@settings(max_examples=75 * FUZZ, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    ending=st.sampled_from([".docx", ".xlsx"]),
    seed=st.integers(0, 2**32),
    put=st.sampled_from([b"", b"9" * 30, b"-1", b"x", b"0", b"<w:p/>"]),
)
def test_changed_parts_of_office_files(
    tmp_path: Path, whole: dict[str, bytes], ending: str, seed: int, put: bytes
) -> None:
    """Within the archive, so that the XML itself is changed: a value, or a stretch of it."""

    def change(name: str, content: bytes) -> bytes:
        quotes = [at for at, sign in enumerate(content) if sign == ord('"')]
        if len(quotes) < 4 or zlib.crc32(name.encode(), seed) % 3:
            return content
        first = quotes[(seed % (len(quotes) // 2)) * 2]
        last = content.index(b'"', first + 1)
        return content[: first + 1] + put + content[last:]

    path = tmp_path / f"a{ending}"
    path.write_bytes(rezipped(whole[ending], change))
    read_or_refuse(path)


@pytest.mark.fuzz
@settings(max_examples=5 * FUZZ, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.integers(0, 100_000), put=st.binary(max_size=12))
def test_cut_and_changed_pdfs(tmp_path: Path, whole: dict[str, bytes], cut: int, put: bytes) -> None:
    data = whole[".pdf"]
    at = cut % len(data)
    path = tmp_path / "a.pdf"
    path.write_bytes(data[:at] + put + data[at + len(put) :] if put else data[:at])
    read_or_refuse(path)
