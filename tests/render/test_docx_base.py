"""A DOCX of the user's own as the template: what it gives stays, what it says goes, what cannot be used is refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.shared import Mm, Pt

from respnet.core.errors import InputError
from respnet.core.i18n import Lang
from respnet.render.duty_sheet.docx_base import load_template_base
from respnet.render.duty_sheet.docx_layout import PROFILES
from respnet.render.duty_sheet.docx_sheet import DocxSheetWriter
from respnet.render.duty_sheet.pages import SheetPageBuilder
from tests.render.sheets_made import fengdu, parts, print_documents, words


def template(path: Path, change: Callable[[docx.document.Document], None] = lambda document: None) -> Path:
    """A document as an office might have one: styles, header, footer, some contents."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.header.paragraphs[0].text = "某县科学素质工作领导小组"
    section.footer.paragraphs[0].text = "内部资料"
    document.styles["Normal"].font.name = "宋体"
    document.styles["Title"].font.size = Pt(26)
    document.add_paragraph("旧内容", style="Title")
    document.add_table(1, 1).cell(0, 0).text = "旧表"
    change(document)
    document.save(str(path))
    return path


def made(path: Path, lang: Lang = "zh") -> bytes:
    base = load_template_base(path, PROFILES["gb"], lang)
    pages = SheetPageBuilder(fengdu(), lang)
    return DocxSheetWriter(pages, base).render([pages.page(fengdu().plan.units[0])])


def test_styles_header_footer_and_page_stay_and_the_contents_go(tmp_path: Path) -> None:
    package = made(template(tmp_path / "my.docx"))
    document = docx.Document(BytesIO(package))
    (section,) = document.sections
    assert section.header.paragraphs[0].text == "某县科学素质工作领导小组"
    assert section.footer.paragraphs[0].text == "内部资料"
    assert round(section.left_margin.mm) == 20
    assert document.styles["Title"].font.size.pt == 26
    assert document.styles["Normal"].font.name == "宋体"
    assert document.paragraphs[0].style.name == "Title"
    assert not {"旧内容", "旧表"} & set(words(package))
    assert words(package)[1] == "（县教委）"
    tables = document.tables
    assert sum(column.width.twips for column in tables[0].columns) == section.page_width.twips - 2 * Mm(20).twips


def test_what_the_template_lacks_is_added_in_the_font_of_its_normal(tmp_path: Path) -> None:
    document = docx.Document(BytesIO(made(template(tmp_path / "my.docx"))))
    added = document.styles["清单表文"]
    assert added.font.size.pt == 10.5
    assert added.font.name is None
    assert added.base_style.name == "Normal"
    assert document.styles["清单表头"].element.rPr.rFonts.get(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
    ) == ("黑体")


@pytest.mark.parametrize("name", ["清单表文", "Sheet table text"])
def test_a_style_of_the_sheets_can_be_given(tmp_path: Path, name: str) -> None:
    def change(document: docx.document.Document) -> None:
        document.styles.add_style(name, 1).font.size = Pt(14)

    document = docx.Document(BytesIO(made(template(tmp_path / "my.docx", change))))
    assert document.tables[0].cell(2, 1).paragraphs[0].style.font.size.pt == 14


def test_without_a_footer_there_are_page_numbers(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "plain.docx"))
    document = docx.Document(BytesIO(made(tmp_path / "plain.docx")))
    assert document.sections[0].footer.paragraphs[0].text == "— 1 —"
    assert document.sections[0].even_page_footer.paragraphs[0].text == "— 1 —"


def test_the_last_section_keeps_the_header_of_an_earlier_one(tmp_path: Path) -> None:
    def change(document: docx.document.Document) -> None:
        document.add_section(WD_SECTION.NEW_PAGE)

    document = docx.Document(BytesIO(made(template(tmp_path / "my.docx", change))))
    assert [one.header.paragraphs[0].text for one in document.sections] == ["某县科学素质工作领导小组"]


def test_pictures_and_comments_of_the_contents_do_not_travel(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")

    def change(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("批注")
        document.add_comment(paragraph.runs, text="机密", author="某人", initials="某")
        document.add_picture(str(tmp_path / "a.png"))

    found = parts(made(template(tmp_path / "my.docx", change)))
    assert not [name for name in found if "media/" in name or "comments" in name]
    assert "机密".encode() not in b"".join(found.values())


def test_a_dotx_is_a_template_too(tmp_path: Path) -> None:
    _rewritten(template(tmp_path / "my.docx"), tmp_path / "my.dotx", "document.main+xml", "template.main+xml")
    assert words(made(tmp_path / "my.dotx"))[1] == "（县教委）"


def _rewritten(source: Path, target: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as changed:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "[Content_Types].xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            changed.writestr(name, data)


class TestRefused:
    def test_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(InputError) as caught:
            made(tmp_path / "none.docx")
        assert caught.value.text.zh == (
            f"没有找到模板 {tmp_path / 'none.docx'}。请核对路径；模板应为 .docx 或 .dotx 文件。"
        )

    @pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04 nothing", bytes(5000)])
    def test_no_docx_at_all(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "my.docx"
        path.write_bytes(data)
        with pytest.raises(InputError, match="damaged, or not really a DOCX"):
            made(path)

    def test_cut_off_or_emptied(self, tmp_path: Path) -> None:
        whole = template(tmp_path / "my.docx").read_bytes()
        for place, data in enumerate((whole[:-200], whole[: len(whole) // 2])):
            path = tmp_path / f"cut{place}.docx"
            path.write_bytes(data)
            with pytest.raises(InputError, match=r"cut\d\.docx cannot be"):
                made(path)

    @pytest.mark.parametrize(
        "part", ["word/styles.xml", "word/document.xml", "word/settings.xml", "[Content_Types].xml"]
    )
    def test_a_part_that_is_no_xml(self, tmp_path: Path, part: str) -> None:
        with zipfile.ZipFile(template(tmp_path / "my.docx")) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        path = tmp_path / "broken.docx"
        with zipfile.ZipFile(path, "w") as changed:
            for name, data in contents.items():
                changed.writestr(name, b"<not xml" if name == part else data)
        with pytest.raises(InputError, match="Open it in"):
            made(path)

    def test_macros(self, tmp_path: Path) -> None:
        path = template(tmp_path / "my.docx")
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("word/vbaProject.bin", b"macro")
        with pytest.raises(InputError, match="macro"):
            made(path)
        path.rename(tmp_path / "my.docm")
        with pytest.raises(InputError) as caught:
            made(tmp_path / "my.docm")
        assert caught.value.text.zh == (
            f"{tmp_path / 'my.docm'} 不能用作模板：含有宏。请用 Word 或 WPS 打开，另存为不含宏的 .docx 后再试。"
        )

    def test_a_workbook(self, tmp_path: Path) -> None:
        import openpyxl

        openpyxl.Workbook().save(tmp_path / "my.docx")
        with pytest.raises(InputError):
            made(tmp_path / "my.docx")


def test_it_opens_in_libreoffice(tmp_path: Path) -> None:
    found = print_documents(tmp_path, {"a": made(template(tmp_path / "my.docx"))})["a"]
    assert all("某县科学素质工作领导小组" in text and "内部资料" in text for text in found)
    assert "（县教委）" in found[0]


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    path = template(tmp_path / "my.docx")
    assert made(path) == made(path)
