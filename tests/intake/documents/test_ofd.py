"""OFD files, written here: the same text however it is drawn, and nothing that is no text of the plan."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

from respnet.core.errors import InputError
from respnet.intake.documents.document import Grid
from respnet.intake.documents.formats import read_document
from respnet.intake.documents.pdf import read_fixed_layout
from respnet.intake.documents.pdf_pages import read_pages
from tests.intake.documents.made import lines
from tests.intake.documents.printed import body, cell, header_and_number, printed, ruled, title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from respnet.intake.documents.pdf_objects import PageDrawing

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MM = 25.4 / 72


def ofd(
    path: Path,
    pages: Sequence[str],
    *,
    common: str = "",
    document: str = "",
    more: Mapping[str, str] | None = None,
    absolute: bool = False,
    prefix: str = "ofd:",
    space: str = SPACE,
) -> Path:
    """An OFD whose pages, 210 by 297 mm, hold these objects."""
    at = "/Doc_0/" if absolute else ""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="{at}Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    parts = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{document}"
        "</ofd:Document>",
        **{
            f"Doc_0/Pages/Page_{n}/Content.xml": f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer>"
            "</ofd:Content></ofd:Page>"
            for n, objects in enumerate(pages)
        },
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(
                name, content.replace(SPACE, space).replace("ofd:", prefix).replace("xmlns:xmlns", "xmlns")
            )
    return path


def text(x: float, y: float, words: str, *, size: float = 4, attributes: str = "", code: str | None = None) -> str:
    """A text object at a place, its characters a size apart unless `code` says otherwise."""
    steps = f'DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 and code is None else code or ""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 150 {size}" Size="{size}" {attributes}>'
        f'<ofd:TextCode X="0" Y="{size}" {steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def path_object(x: float, y: float, data: str, attributes: str = "") -> str:
    return (
        f'<ofd:PathObject Boundary="{x} {y} 100 100" {attributes}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )


def from_drawing(page: PageDrawing) -> str:
    """The objects of a page as a PDF draws it."""
    found = ""
    for glyph in page.glyphs:
        size, width = glyph.size * MM, (glyph.right - glyph.left) * MM
        found += (
            f'<ofd:TextObject Boundary="{glyph.left * MM:.4f} {(glyph.base - glyph.size) * MM:.4f} {width} {size}" '
            f'Size="1" CTM="{size:.4f} 0 0 {size:.4f} 0 0"><ofd:TextCode X="0" Y="1">{escape(glyph.text)}'
            "</ofd:TextCode></ofd:TextObject>"
        )
    for rule in page.rules:
        length = (rule.end - rule.start) * MM
        x, y = (rule.start, rule.at) if rule.level else (rule.at, rule.start)
        found += path_object(x * MM, y * MM, f"M 0 0 L {length} 0" if rule.level else f"M 0 0 L 0 {length}")
    return found


def test_an_ofd_reads_like_the_pdf_with_the_same_drawing(tmp_path: Path) -> None:
    rows = [[str(at), cell(f"完善公共服务设施第{at}项，确保群众满意。"), cell("县教委、县科协")] for at in range(1, 30)]
    story = [
        title("某县重点工作<br/>任务分工方案"),
        *(body("为全面落实上级部署，扎实做好今年各项重点工作，结合我县实际，制定本方案，请认真组织实施。"),) * 20,
        ruled([["序号", "任务", "牵头单位"], *rows], [40, 260, 150]),
    ]
    made = printed(tmp_path / "a.pdf", story, on_page=header_and_number)
    with made.open("rb") as file:
        pages = [from_drawing(page) for page, *_ in read_pages(file)]
    assert len(pages) == 3
    document = read_fixed_layout(ofd(tmp_path / "a.ofd", pages))
    assert document.blocks == read_fixed_layout(made).blocks
    assert document.notes == ()
    assert [one.what.zh for one in document.remarks] == ["各页重复的页眉、页脚没有读入：“某县人民政府办公室文件”"]


@pytest.mark.parametrize(
    ("absolute", "prefix", "space"),
    [
        (False, "ofd:", SPACE),
        (True, "", 'xmlns="http://www.ofdspec.org/2016"'),
        (False, "old:", 'xmlns:old="http://www.ofdspec.org"'),
        (True, "", ""),
    ],
)
def test_places_and_names_of_all_kinds(tmp_path: Path, absolute: bool, prefix: str, space: str) -> None:
    path = ofd(
        tmp_path / "方案.ofd",
        [text(30, 40, "一、重点任务"), text(30, 40, "（一）修路。（牵头单位：县交通局）")],
        absolute=absolute,
        prefix=prefix,
        space=space,
    )
    document = read_document(path)
    assert document.name == "方案"
    assert lines(document) == ["一、重点任务", "（一）修路。（牵头单位：县交通局）"]


def test_templates_annotations_and_what_is_hidden_or_aslant_are_no_text_of_the_plan(tmp_path: Path) -> None:
    head = f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{text(60, 12, '文件头')}</ofd:Layer></ofd:Content></ofd:Page>"
    note = (
        f"<ofd:PageAnnot {SPACE}><ofd:Annot><ofd:Appearance>{text(9, 90, '批注')}</ofd:Appearance></ofd:Annot>"
        "</ofd:PageAnnot>"
    )
    page = (
        text(30, 40, "修路")
        + text(30, 80, "看不见", attributes='Visible="false"')
        + text(60, 150, "内部资料", attributes='CTM="0.7 0.7 -0.7 0.7 0 0"')
        + '<ofd:ImageObject Boundary="100 200 40 40" ResourceID="9"/>'
    )
    path = ofd(
        tmp_path / "a.ofd",
        [f'{page}<ofd:Template TemplateID="4"/>'],
        common='<ofd:TemplatePage ID="4" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        more={"Doc_0/Tpls/Tpl_0/Content.xml": head, "Doc_0/Annots/Annotations.xml": note},
    )
    more = text(30, 60, "请各单位认真抓好落实并按季度报送进展情况")
    assert lines(read_fixed_layout(path_with(path, tmp_path, more))) == [
        "修路",
        "请各单位认真抓好落实并按季度报送进展情况",
    ]


def test_lines_of_a_template_rule_a_table_and_its_text_counts_where_the_page_has_none(tmp_path: Path) -> None:
    ruling = "".join(path_object(20, 20 + row * 10, "M 0 0 L 150 0") for row in range(4)) + "".join(
        path_object(x, 20, "M 0 0 L 0 30") for x in (20, 40, 110, 170)
    )
    objects = ruling + text(60, 12, "文件头")
    template = f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    rows = (("序号", "任务", "牵头单位"), ("1", "修路", "县交通局"), ("2", "架桥", "县水利局"))
    words = "".join(
        text(x, 22 + place * 10, cell)
        for place, row in enumerate(rows)
        for x, cell in zip((22, 42, 112), row, strict=True)
    )
    for absolute in ("", "/Doc_0/"):
        common = f'<ofd:TemplatePage ID="4" BaseLoc="{absolute}Tpls/Tpl_0/Content.xml"/>'
        pages = [f"{words}</ofd:Layer></ofd:Content><ofd:Template TemplateID='4'/><ofd:Content><ofd:Layer>"]
        path = ofd(tmp_path / "a.ofd", pages, common=common, more={"Doc_0/Tpls/Tpl_0/Content.xml": template})
        assert [isinstance(block, Grid) for block in read_fixed_layout(path).blocks] == [True]
    empty = [
        "</ofd:Layer></ofd:Content><ofd:Template TemplateID='4'/><ofd:Template TemplateID='5'/><ofd:Content><ofd:Layer>"
    ]
    path = ofd(tmp_path / "b.ofd", empty, common=common, more={"Doc_0/Tpls/Tpl_0/Content.xml": template})
    assert "文件头" in lines(read_fixed_layout(path))


@pytest.mark.parametrize("direction", ["90", "270"])
def test_text_that_goes_down_or_up_the_page_is_a_line_of_its_own(tmp_path: Path, direction: str) -> None:
    words = ("一、修路。（责任单位：县交通局）", "二、架桥。（责任单位：县水利局）")
    turned = "".join(
        text(x, 140, one, attributes=f'ReadDirection="{direction}"', code="")
        for x, one in zip((100, 112), words, strict=True)
    )
    assert sorted(lines(read_fixed_layout(ofd(tmp_path / "a.ofd", [turned])))) == sorted(words)


def path_with(path: Path, folder: Path, objects: str) -> Path:
    """The same OFD with more objects on its first page."""
    found = folder / "more.ofd"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(found, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "Doc_0/Pages/Page_0/Content.xml":
                content = content.replace("</ofd:Layer>", f"{objects}</ofd:Layer>")
            new.writestr(name, content)
    return found


def test_text_is_placed_by_codes_steps_matrices_and_blocks(tmp_path: Path) -> None:
    codes = (
        '<ofd:TextObject Boundary="30 40 99 9" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="4 4">牵头单</ofd:TextCode>'
        '<ofd:TextCode X="12" DeltaX="g 1 4 4">位：县</ofd:TextCode><ofd:TextCode X="24">教委</ofd:TextCode>'
        "</ofd:TextObject>"
    )
    spread = text(30, 50, "配合单位", code='DeltaX="g 1 4"')
    grown = text(15, 30, "县科协", size=2, attributes='CTM="2 0 0 2 0 0"', code='DeltaX="2 2"')
    block = f"<ofd:PageBlock><ofd:PageBlock>{text(30, 70, '团县委', code='')}</ofd:PageBlock></ofd:PageBlock>"
    # The corner of the boundary is not brought on by the object's own matrix.
    assert lines(read_fixed_layout(ofd(tmp_path / "a.ofd", [codes + spread + grown + block]))) == [
        "县科协",
        "牵头单位：县教委",
        "配合单位",
        "团县委",
    ]


def test_blanks_between_latin_words_and_units(tmp_path: Path) -> None:
    # Widths of Times; its blank is a quarter of the size and is not drawn in the first line.
    widths = {
        "p": 2.0,
        "u": 2.0,
        "b": 2.0,
        "l": 1.112,
        "i": 1.112,
        "c": 1.776,
        "w": 2.888,
        "o": 2.0,
        "r": 1.332,
        "k": 2.0,
    }
    steps = [widths[sign] for sign in "publicwork"]
    steps[5] += 1.0
    page = text(30, 40, "publicworks", code=f'DeltaX="{" ".join(map(str, steps))}"')
    page += text(30, 50, "县教委 县科协", code='DeltaX="g 3 4 2 g 2 4"')
    page += text(30, 60, "2026年il", code='DeltaX="g 4 2 4 2"')
    assert lines(read_fixed_layout(ofd(tmp_path / "a.ofd", [page]))) == ["public works", "县教委 县科协", "2026年il"]


def test_a_table_in_a_drawing_that_the_page_takes_from_its_resources(tmp_path: Path) -> None:
    grid = "M 0 0 L 80 0 M 0 10 L 80 10 M 0 20 L 80 20 S 0 0 L 0 20 M 40 0 L 40 20 M 80 0 B 0 0 1 1 80 20"
    unit = (
        f'<ofd:Res {SPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7"><ofd:Content>'
        f"{path_object(10, 10, grid)}{text(12, 12, '任务')}{text(52, 12, '牵头单位')}</ofd:Content>"
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    page = (
        '<ofd:CompositeObject Boundary="20 30 90 90" ResourceID="7"/>'
        + text(32, 52, "修路")
        + text(72, 52, "县交通局")
        + path_object(30, 40, "M 0 0 L 80 0 L 80 20 L 0 20 C")
    )
    path = ofd(
        tmp_path / "a.ofd",
        [page],
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        more={"Doc_0/DocumentRes.xml": unit},
    )
    (grid_read,) = read_fixed_layout(path).blocks
    assert isinstance(grid_read, Grid)
    assert [[one.text for one in row] for row in grid_read.rows] == [["任务", "牵头单位"], ["修路", "县交通局"]]


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_fixed_layout(path)
    return caught.value.text.en.removeprefix(f"{path} ")


def test_what_holds_no_text_is_told_by_its_kind(tmp_path: Path) -> None:
    letter = path_object(30, 30, "M 0 0 B 1 1 2 2 3 0 L 0 3 C", 'Fill="true" Stroke="false"')
    picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="9"/>'
    path = tmp_path / "a.ofd"
    assert refused(ofd(path, [letter * 30])).startswith("holds no text: its letters are drawn as curves.")
    assert "scan" in refused(ofd(path, [picture]))
    assert refused(ofd(path, [""])).startswith("holds no text.")
    # Of a stamp's few curves nothing is said.
    assert refused(ofd(path, [letter * 5])).startswith("holds no text.")


def test_what_is_damaged_is_told_by_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.ofd"
    assert "its OFD.xml names no document" in refused(ofd(path, [], more={"OFD.xml": f"<ofd:OFD {SPACE}/>"}))
    gone = "<ofd:Pages><ofd:Page BaseLoc='Pages/Page_9/Content.xml'/></ofd:Pages>"
    document = f"<ofd:Document {SPACE}>{gone}</ofd:Document>"
    assert "its part Pages/Page_9/Content.xml is missing" in refused(
        ofd(path, [], more={"Doc_0/Document.xml": document})
    )
    assert "damaged" in refused(ofd(path, ["<ofd:Layer>"]))
    path.write_bytes(b"PK\x03\x04 OFD.xml")
    assert "damaged" in refused(path)


def test_limits_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.ofd"
    # A step repeated without end is taken as often as there are characters.
    assert lines(read_fixed_layout(ofd(path, [text(30, 40, "修路", code='DeltaX="g 99999999999 4"')]))) == ["修路"]
    inner = '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="7"/>' * 2
    unit = (
        f'<ofd:Res {SPACE}><ofd:CompositeGraphicUnit ID="7"><ofd:Content>{inner}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:Res>"
    )
    common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
    assert "nested too deep" in refused(ofd(path, [inner], common=common, more={"Doc_0/Res.xml": unit}))
    many = "<ofd:Pages>" + "<ofd:Page BaseLoc='Page.xml'/>" * 1001 + "</ofd:Pages>"
    more = {
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}>{many}</ofd:Document>",
        "Doc_0/Page.xml": f"<ofd:Page {SPACE}/>",
    }
    assert "more than 1000 pages" in refused(ofd(path, [], more=more))
    entity = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "DOCTYPE" in refused(ofd(path, [], more={"OFD.xml": entity}))


def test_numbers_that_are_none_do_no_harm(tmp_path: Path) -> None:
    odd = (
        text(30, 40, "甲", attributes='CTM="nan 0 0 inf 0 0"')
        + text(30, 50, "乙", attributes='CTM="1 2"', code='DeltaX="g x"')
        + text(30, 60, "丙", size=float("nan"))
        + path_object(0, 0, "M 0 0 L 5 x B 1 2")
        + path_object(0, 0, "L nan inf M 1e999 0 Z")
    )
    assert lines(read_fixed_layout(ofd(tmp_path / "a.ofd", [odd]))) == ["乙"]
