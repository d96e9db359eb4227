"""Word files: text as it reads with changes accepted, tables, text boxes; made with python-docx and from raw XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_BREAK

from respnet.core.errors import InputError
from respnet.intake.documents.document import Grid, Paragraph
from respnet.intake.documents.formats import read_document
from tests.intake.documents.made import NAMES, lines, p, relations, spans, word

if TYPE_CHECKING:
    from pathlib import Path


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_headings_soft_breaks_and_no_page_headers(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("全县科普工作方案", 0)
    file.add_heading("一、总体要求", 1)
    paragraph = file.add_paragraph("加强领导。")
    paragraph.add_run().add_break()
    paragraph.add_run("牵头单位：县科协")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("责任单位：\t县教委")
    file.add_paragraph("   ")
    file.sections[0].header.paragraphs[0].text = "内部资料"
    file.sections[0].footer.paragraphs[0].text = "第 1 页"
    file.core_properties.title = "标题不在正文"
    file.save(str(tmp_path / "方案.docx"))
    document = read_document(tmp_path / "方案.docx")
    assert document.name == "方案"
    assert document.notes == ()
    assert [(one.text, one.source, one.heading) for one in document.blocks if isinstance(one, Paragraph)] == [
        ("全县科普工作方案", "paragraph 1", 1),
        ("一、总体要求", "paragraph 2", 1),
        ("加强领导。", "paragraph 3", 0),
        ("牵头单位：县科协", "paragraph 3", 0),
        ("责任单位：\t县教委", "paragraph 3", 0),
    ]


def test_tables_with_merged_cells(tmp_path: Path) -> None:
    file = docx.Document()
    table = file.add_table(rows=4, cols=3)
    for at, text in enumerate(("任务", "牵头单位", "配合单位")):
        table.cell(0, at).text = text
    table.cell(1, 0).merge(table.cell(1, 2)).text = "一、队伍"
    table.cell(2, 0).merge(table.cell(3, 0)).text = "办培训班"
    table.cell(2, 1).text = "县科协\n县教委"
    table.cell(3, 1).merge(table.cell(3, 2)).text = "县人力社保局"
    file.save(str(tmp_path / "a.docx"))
    (grid,) = read_document(tmp_path / "a.docx").blocks
    assert spans(grid) == [
        [("任务", 1, 1), ("牵头单位", 1, 1), ("配合单位", 1, 1)],
        [("一、队伍", 1, 3)],
        [("办培训班", 2, 1), ("县科协\n县教委", 1, 1), ("", 1, 1)],
        [("县人力社保局", 1, 2)],
    ]
    assert isinstance(grid, Grid)
    assert (grid.source, grid.rows[3][0].source) == ("table 1", "table 1 row 4 column 2")


def test_a_frame_of_one_column_is_text_and_a_table_within_a_table_follows_it(tmp_path: Path) -> None:
    file = docx.Document()
    frame = file.add_table(rows=1, cols=1).cell(0, 0)
    frame.paragraphs[0].text = "一、目标"
    inner = frame.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "修路", "县交通局"
    outer = file.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "附表"
    nested = outer.cell(0, 1).add_table(rows=1, cols=2)
    nested.cell(0, 0).text, nested.cell(0, 1).text = "架桥", "县水利局"
    file.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx")
    assert lines(document) == ["一、目标", "修路 | 县交通局", "附表", "架桥 | 县水利局"]
    assert [one.source for one in document.blocks if isinstance(one, Grid)] == [
        "table 2",
        "table 3",
        "table 3 row 1 column 2 table 1",
    ]


def test_tracked_changes_read_as_accepted(tmp_path: Path) -> None:
    body = (
        "<w:p>"
        + run("推进")
        + '<w:del w:id="1" w:author="甲"><w:r><w:delText>试点</w:delText></w:r></w:del><w:ins w:id="2">'
        + f"{run('示范')}</w:ins>"
        + f'<w:moveFrom w:id="3">{run("移走的")}</w:moveFrom><w:moveTo w:id="4">{run("移来的")}</w:moveTo>'
        + run("工作。")
        + "</w:p>"
        # A deleted paragraph, wholly; then one whose end alone is deleted, so that it runs on into the next.
        + '<w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr><w:del w:id="6"><w:r><w:delText>'
        + "删去</w:delText></w:r></w:del></w:p>"
        + f'<w:p><w:pPr><w:rPr><w:del w:id="7"/></w:rPr></w:pPr>{run("上半句，")}</w:p>'
        + p("下半句。")
        + "<w:tbl><w:tr><w:trPr><w:del w:id='8'/></w:trPr><w:tc>"
        + p("旧行")
        + "</w:tc><w:tc>"
        + p("旧格")
        + "</w:tc></w:tr><w:tr><w:trPr><w:ins w:id='9'/></w:trPr><w:tc>"
        + p("新行")
        + "</w:tc><w:tc>"
        + p("新格")
        + "</w:tc><w:tc><w:tcPr><w:cellDel w:id='10'/></w:tcPr>"
        + p("删格")
        + "</w:tc></w:tr></w:tbl>"
    )
    document = read_document(word(tmp_path / "a.docx", body))
    assert lines(document) == ["推进示范移来的工作。", "上半句，下半句。", "新行 | 新格"]


def test_hidden_text_is_left_out_also_by_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Quiet"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Quiet"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    by_style = run("样式藏", '<w:rStyle w:val="Child"/>')
    shown_again = run("又见", '<w:rStyle w:val="Quiet"/><w:vanish w:val="0"/>')
    not_hidden = run("显", '<w:vanish w:val="false"/>')
    gone = '<w:pPr><w:pStyle w:val="Gone"/></w:pPr>'
    body = (
        f"<w:p>{run('看得见')}{run('看不见', '<w:vanish/>')}{by_style}{shown_again}</w:p>"
        + f"<w:p>{gone}{run('整段藏')}</w:p>"
        + f"<w:p>{gone}{not_hidden}</w:p>"
    )
    assert lines(read_document(word(tmp_path / "a.docx", body, styles=styles))) == ["看得见又见", "显"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    inner = f"<w:txbxContent>{p('（责任单位：县教委）')}</w:txbxContent>"
    body = (
        "<w:p>"
        + run("1.办好学校。")
        + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
        + f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        + "</w:drawing></mc:Choice>"
        + f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        + "</mc:AlternateContent></w:r></w:p>"
        + f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('旧式文本框')}</w:txbxContent>"
        + "</v:textbox></v:shape></w:pict></w:r></w:p>"
        + "<w:tbl><w:tr><w:tc><w:p><w:r><w:pict><v:textbox>"
        + f"<w:txbxContent>{p('格中框')}</w:txbxContent></v:textbox></w:pict></w:r></w:p></w:tc><w:tc>"
        + f"{p('乙')}</w:tc></w:tr></w:tbl>"
    )
    document = read_document(word(tmp_path / "a.docx", body))
    assert lines(document) == ["1.办好学校。", "（责任单位：县教委）", "旧式文本框", "格中框 | 乙"]


def test_fields_links_controls_ruby_math_and_signs(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('2026年')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        f"<w:hyperlink r:id='rId9'>{run('见通知')}</w:hyperlink><w:fldSimple w:instr='PAGE'>{run('3')}</w:fldSimple>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
        f"<w:r><w:ruby><w:rt>{run('xiang')}</w:rt><w:rubyBase>{run('乡')}</w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
        "<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>\nC</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{p('块控件')}<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{p('甲')}</w:tc><w:sdt><w:sdtContent>"
        f"<w:tc>{p('乙')}</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl></w:sdtContent></w:sdt>"
    )
    document = read_document(word(tmp_path / "a.docx", body))
    assert lines(document) == ["2026年见通知3控件乡x+1A-B C", "块控件", "甲 | 乙"]


def test_the_table_of_contents_is_left_out(tmp_path: Path) -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('一、目标 …… 1')}</w:sdtContent></w:sdt>"
    )
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = control + p("一、目标\t1", '<w:pStyle w:val="T1"/>') + p("一、目标")
    assert lines(read_document(word(tmp_path / "a.docx", body, styles=styles))) == ["一、目标"]


def test_rows_that_begin_late_and_odd_merges(tmp_path: Path) -> None:
    merge = "<w:tcPr><w:vMerge/></w:tcPr>"
    begin = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>"
    body = (
        f"<w:tbl><w:tr><w:tc>{begin}{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc><w:tc>{p('丙')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{merge}{p('')}</w:tc><w:tc>{p('丁')}</w:tc></w:tr>"
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"
        f"{p('戊')}</w:tc></w:tr></w:tbl>"
    )
    (grid,) = read_document(word(tmp_path / "a.docx", body)).blocks
    assert spans(grid) == [
        [("甲", 2, 1), ("乙", 1, 1), ("丙", 1, 1)],
        [("丁", 1, 1), ("", 1, 1)],
        [("", 1, 1), ("戊", 1, 2)],
    ]


def test_what_is_not_read_is_said(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id='1'/><w:object><o:OLEObject xmlns:o='urn:o'/>"
        "</w:object></w:r></w:p>"
        "<w:altChunk r:id='rId7'/>"
    )
    document = read_document(word(tmp_path / "a.docx", body))
    assert [note.zh for note in document.notes] == [
        "1 处脚注或尾注没有读入。",
        "1 个嵌入对象（如嵌入的 Excel 表格）没有读入；若是任务表，请在 Word 中粘贴为表格。",
        "文档引用了 1 个其他文件（子文档或嵌入文件），没有读入。",
    ]


def test_strict_names_and_another_main_part(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    content = f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>'
    path = word(
        tmp_path / "a.docx",
        "",
        more={"word/doc2.xml": content.encode(), "x/_rels/.rels": b"", "_RELS/.rels": b""},
    )
    import zipfile

    with zipfile.ZipFile(tmp_path / "b.docx", "w") as made, zipfile.ZipFile(path) as old:
        made.writestr("_rels/.rels", relations(("rId1", "officeDocument", "/word/doc2.xml")))
        made.writestr("word/doc2.xml", old.read("word/doc2.xml"))
    assert lines(read_document(tmp_path / "b.docx")) == ["正文"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (p("  "), "holds no text. Open it and see whether the plan is in it."),
        (
            "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>",
            "holds no text, only pictures: it is a scan. Turn it into a PDF with text or a .docx by a "
            "program with text "
            "recognition (OCR), check the result, and give that.",
        ),
    ],
)
def test_nothing_to_read(tmp_path: Path, body: str, message: str) -> None:
    path = word(tmp_path / "a.docx", body)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.text.en == f"{path} {message}"


def mark(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def complex_field(text: str, result: str | None = None, data: str = "") -> str:
    """A field with its code, and with its result where the file stores one."""
    shown = "" if result is None else mark("separate") + run(result)
    return mark("begin", data) + code(text) + shown + mark("end")


def shown_lines(tmp_path: Path, *paragraphs: str) -> list[str]:
    body = "".join(f"<w:p>{one}</w:p>" for one in paragraphs)
    return lines(read_document(word(tmp_path / "a.docx", body + p("完"))))[:-1]


def test_a_field_shows_its_result_and_nothing_of_its_code(tmp_path: Path) -> None:
    inner = mark("begin") + code("MERGEFIELD 级别") + mark("separate") + run("县财政局") + mark("end")
    whole = mark("begin") + code("IF") + inner + code('= "" "县教委" "县科协"') + mark("separate") + run("县科协")
    nested = mark("begin") + code("QUOTE") + mark("separate") + complex_field("REF a", "团县委") + mark("end")
    assert shown_lines(tmp_path, run("由") + whole + mark("end") + run("牵头"), nested) == ["由县科协牵头", "团县委"]


def test_a_form_field_shows_the_entry_that_was_chosen(tmp_path: Path) -> None:
    entries = '<w:listEntry w:val="县教委"/><w:listEntry w:val="县科协"/>'

    def menu(choice: str) -> str:
        return complex_field("FORMDROPDOWN", "", f"<w:ffData><w:ddList>{choice}{entries}</w:ddList></w:ffData>")

    def box(state: str) -> str:
        return complex_field("FORMCHECKBOX", None, f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>")

    assert shown_lines(
        tmp_path,
        menu('<w:result w:val="1"/>'),
        menu(""),
        menu('<w:default w:val="1"/>'),
        run("甲") + menu('<w:result w:val="9"/>'),
        box("<w:checked/>") + box('<w:default w:val="1"/><w:checked w:val="0"/>') + box('<w:default w:val="1"/>'),
    ) == ["县科协", "县教委", "县科协", "甲", "☑☐☑"]


def test_fields_that_store_no_result_show_what_they_draw(tmp_path: Path) -> None:
    assert shown_lines(
        tmp_path,
        run("县") + complex_field(r'eq \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(kē),科)') + run("协"),
        complex_field(r"eq \o\ac(○,2)") + run("修路"),
        complex_field(r"EQ \x(急件)"),
        complex_field("AUTONUM") + run("架桥"),
        complex_field(r"AUTONUMLGL \* Arabic \e") + run("、通水"),
        complex_field(r"AUTONUMOUT \* CHINESENUM3 \s 、") + run("通电"),
        complex_field(r'SYMBOL 171 \f "Wingdings" \s 12') + run("县教委"),
        run("甲") + complex_field("MERGEFIELD 空"),
    ) == ["县科协", "②修路", "急件", "1.架桥", "2、通水", "三、通电", "★县教委", "甲"]


def test_a_field_that_nobody_ends_hides_no_other_paragraph(tmp_path: Path) -> None:
    assert shown_lines(tmp_path, mark("begin") + code("PAGE"), mark("end") + mark("separate") + run("牵头")) == ["牵头"]


def test_inserted_symbols_are_characters_and_unknown_ones_are_told(tmp_path: Path) -> None:
    signs = '<w:r><w:sym w:font="Wingdings" w:char="F0AB"/></w:r>', '<w:r><w:sym w:font="宋体" w:char="2605"/></w:r>'
    strange = (
        '<w:r><w:sym w:font="Webdings" w:char="F001"/></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="zz"/></w:r>',
    )
    document = read_document(word(tmp_path / "a.docx", f"<w:p>{''.join(signs)}</w:p><w:p>{''.join(strange)}</w:p>"))
    assert lines(document) == ["★★", "��"]
    assert [note.zh for note in document.notes] == ["有 2 个插入的符号不知是什么字，显示为 �；请对照原文核对。"]


def test_a_control_that_nobody_filled_in_is_empty(tmp_path: Path) -> None:
    def control(content: str, properties: str) -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    unfilled, filled = "<w:showingPlcHdr/>", '<w:showingPlcHdr w:val="0"/>'
    cells = (
        f"<w:tc><w:p>{control(run('选择一项。'), unfilled)}</w:p></w:tc>"
        + control("<w:tc>" + p("单击此处输入文字。") + "</w:tc>", unfilled)
        + f"<w:tc><w:p>{control(run('县教委'), '')}</w:p></w:tc>"
        + f"<w:tc><w:p>{control(run('县科协'), filled)}</w:p></w:tc>"
    )
    assert lines(read_document(word(tmp_path / "a.docx", f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))) == [
        " |  | 县教委 | 县科协"
    ]


def test_text_in_smart_art_and_shapes_is_read(tmp_path: Path) -> None:
    drawn = '<w:r><w:drawing><a:graphic><a:graphicData><dgm:relIds xmlns:dgm="d" r:dm="rId9"/>'
    shape = "<w:r><w:drawing><a:txBody><a:p><a:r><a:t>形状里的字</a:t></a:r></a:p></a:txBody></w:drawing></w:r>"
    points = "".join(
        f"<pt><a:p><a:r><a:t>{text}</a:t></a:r><a:br/><a:r><a:t>（牵头单位：县教委）</a:t></a:r></a:p></pt>"
        for text in ("1.修路。", "2.架桥。")
    )
    data = f"<model {NAMES}>{points}</model>"
    path = word(
        tmp_path / "a.docx",
        f"<w:p>{run('前')}{drawn}</a:graphicData></a:graphic></w:drawing></w:r>{shape}</w:p>{p('后')}",
        more={
            "word/diagrams/data1.xml": data.encode(),
            "word/_rels/document.xml.rels": relations(("rId9", "diagramData", "diagrams/data1.xml")).encode(),
        },
    )
    clause = "（牵头单位：县教委）"
    assert lines(read_document(path)) == ["前", "1.修路。", clause, "2.架桥。", clause, "形状里的字", "后"]


def test_what_is_struck_through_is_left_out_and_told(tmp_path: Path) -> None:
    struck = run("县财政局、", "<w:strike/>") + run("县审计局、", "<w:dstrike/>")
    unstruck = '<w:strike w:val="0"/>'
    row = f"<w:tr><w:tc><w:p>{run('架桥', '<w:strike/>')}</w:p></w:tc><w:tc>{p('县水利局')}</w:tc></w:tr>"
    document = read_document(
        word(
            tmp_path / "a.docx",
            f"<w:p>{run('县科协、')}{struck}{run('团县委', unstruck)}</w:p><w:tbl>{row}</w:tbl>",
        )
    )
    assert lines(document) == ["县科协、团县委", " | 县水利局"]
    assert [note.zh for note in document.notes] == ["有 3 处文字加了删除线，没有读入：“县财政局”、“县审计局”、“架桥”。"]
