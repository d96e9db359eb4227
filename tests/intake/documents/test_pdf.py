"""PDFs with a text layer, printed here: columns, page furniture, broken lines, tables over pages; and refusals."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pypdf
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from respnet.core.errors import InputError
from respnet.intake.documents.document import Grid, Paragraph
from respnet.intake.documents.formats import read_document
from tests.intake.documents.made import lines, pdf, spans, squeezed, stream
from tests.intake.documents.printed import body, cell, font, header_and_number, printed, ruled, title
from tests.office import convert

SHARED = Path(__file__).parents[4] / "shared" / "documents"

TEXTS = [
    "为全面落实上级部署，扎实做好今年各项重点工作，结合我县实际，制定本方案，请认真组织实施并按季度报送进展情况。",
    "一、加强基础设施",
    "1.修建农村公路。新建改建农村公路30公里以上，完善安全设施，2026年底前全部通车，群众出行更加便利，物流更加畅通，"
    "产业发展更有支撑。（牵头单位：县交通局，责任单位：县财政局、县发展改革委、县规划自然资源局、各乡镇人民政府）",
    "2.改善供水。实施城乡供水一体化工程，水质达标率达到98%以上。（牵头单位：县水利局，责任单位：县住房城乡建设委）",
    "3.开展科普。（牵头单位：县教委 责任单位：县科协、团县委）",
    "4.办好科技节。面向中小学生开展创新活动，推动科技场馆向学生开放，让每个学生都能参加一次。（牵头单位：县农业农村委 "
    "县教委 责任单位：县科协、团县委）",
    "二、强化组织保障",
    "各责任单位要明确专人负责，建立台账，定期调度，确保各项任务按时完成；工作中遇到的重大问题及时报告，不得瞒报、迟报。",
]


def test_lines_are_joined_and_page_furniture_goes(tmp_path: Path) -> None:
    story = [title("某县二〇二六年重点工作<br/>任务分工方案"), *(body(text) for text in TEXTS * 6)]
    document = read_document(printed(tmp_path / "方案.pdf", story, on_page=header_and_number))
    assert document.name == "方案"
    assert lines(document) == ["某县二〇二六年重点工作任务分工方案", *TEXTS * 6]
    sources = [one.source for one in document.blocks if isinstance(one, Paragraph)]
    assert sources[:2] == ["page 1 line 1", "page 1 line 3"]
    assert sources[-1].startswith("page 3 line ")


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    story = [body(text) for text in TEXTS * 8]
    path = printed(tmp_path / "a.pdf", story, columns=2, on_page=header_and_number, wide=True)
    assert lines(read_document(path)) == TEXTS * 8


def test_a_table_over_pages_is_one_with_one_header(tmp_path: Path) -> None:
    rows = [
        [
            str(at),
            cell("完善公共服务设施，" * 3 + f"第{at}项。"),
            "县科协",
            cell("县教委、县文化旅游委、县卫生健康委、各乡镇（街道）"),
        ]
        for at in range(1, 41)
    ]
    story = [
        title("任务分解表"),
        body("现将任务分解如下。"),
        ruled([["序号", "任务", "牵头单位", "责任单位"], *rows], [40, 210, 70, 130]),
        body("以上任务请抓好落实。"),
    ]
    document = read_document(printed(tmp_path / "a.pdf", story, on_page=header_and_number))
    heading, before, grid, after = document.blocks
    assert isinstance(heading, Paragraph)
    assert isinstance(before, Paragraph)
    assert isinstance(grid, Grid)
    assert isinstance(after, Paragraph)
    assert [heading.text, before.text, after.text] == ["任务分解表", "现将任务分解如下。", "以上任务请抓好落实。"]
    assert [[one.text for one in row] for row in grid.rows] == [
        ["序号", "任务", "牵头单位", "责任单位"],
        *(
            [
                str(at),
                "完善公共服务设施，" * 3 + f"第{at}项。",
                "县科协",
                "县教委、县文化旅游委、县卫生健康委、各乡镇（街道）",
            ]
            for at in range(1, 41)
        ),
    ]
    assert grid.rows[1][0].source == "page 1 table 1 row 2 column 1"
    assert grid.rows[-1][0].source.startswith("page 4 table 1 row ")


def test_merged_cells_and_lines_of_a_cell(tmp_path: Path) -> None:
    rows = [
        ["任务", "单位", ""],
        ["", "牵头", "配合"],
        ["一、交通", "", ""],
        ["修路", "县交通局\n县公安局", cell("县财政局、县发展改革委、县规划自然资源局")],
    ]
    table = ruled(rows, [100, 80, 100], ((0, 0), (0, 1)), ((1, 0), (2, 0)), ((0, 2), (2, 2)))
    (grid,) = read_document(printed(tmp_path / "a.pdf", [table])).blocks
    assert spans(grid) == [
        [("任务", 2, 1), ("单位", 1, 2)],
        [("牵头", 1, 1), ("配合", 1, 1)],
        [("一、交通", 1, 3)],
        [("修路", 1, 1), ("县交通局\n县公安局", 1, 1), ("县财政局、县发展改革委、县规划自然资源局", 1, 1)],
    ]


def test_a_name_that_fills_its_line_ends_there_where_the_next_takes_two_lines(tmp_path: Path) -> None:
    units = "县市场监督管理局\n县住房和城乡建设\n局\n县应急局"
    table = ruled([["任务", "单位"], ["检查燃气", units]], [100, 92])
    (grid,) = read_document(printed(tmp_path / "a.pdf", [table])).blocks
    assert spans(grid)[1][1][0] == "县市场监督管理局\n县住房和城乡建设局\n县应急局"


def test_columns_without_lines_stay_apart_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFont(font(), 12)
    for at, (number, task, unit) in enumerate(
        [("名称", "所在乡镇", "管理单位"), ("老桥", "城关镇", "县交通局"), ("古树", "石岭镇", "县林业局")]
    ):
        for place, text in ((72, number), (120, task), (360, unit)):
            canvas.drawString(place, 700 - 24 * at, text)
    canvas.save()
    assert lines(read_document(path)) == [
        "名称  所在乡镇  管理单位",
        "老桥  城关镇  县交通局",
        "古树  石岭镇  县林业局",
    ]


def test_a_frame_an_underline_and_a_watermark_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFont(font(), 16)
    canvas.rect(60, 690, 400, 40)
    canvas.line(60, 640, 460, 640)
    canvas.drawString(72, 700, "框里的标题")
    canvas.drawString(72, 645, "线上的话")
    canvas.saveState()
    canvas.translate(200, 300)
    canvas.rotate(45)
    canvas.drawString(0, 0, "内部资料")
    canvas.restoreState()
    canvas.drawString(72, 600, "粗")
    canvas.drawString(72.4, 600, "粗")
    canvas.save()
    assert lines(read_document(path)) == ["框里的标题", "线上的话", "粗"]


@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_set_sideways(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont(font(), 12)
    if turn == 90:
        canvas.translate(595, 0)
        canvas.rotate(90)
    else:
        canvas.translate(0, 842)
        canvas.rotate(-90)
    canvas.grid([100, 200, 400], [400, 430, 460])
    canvas.drawString(110, 440, "修路")
    canvas.drawString(210, 440, "县交通局")
    canvas.drawString(110, 410, "架桥")
    canvas.drawString(210, 410, "县水利局")
    canvas.drawString(100, 500, "分工表")
    canvas.save()
    assert lines(read_document(path)) == ["分工表", "修路 | 县交通局", "架桥 | 县水利局"]


def test_latin_words_keep_their_blanks_and_rare_characters_are_not_lost(tmp_path: Path) -> None:
    text = "推进5G 网络 and public works in 2026，弘扬“劳动·创造”精神，" * 6 + "〇完。"
    (paragraph,) = read_document(printed(tmp_path / "a.pdf", [body(text)])).blocks
    assert isinstance(paragraph, Paragraph)
    assert squeezed([paragraph.text]) == squeezed([text])
    assert "and public works in 2026" in paragraph.text


def test_pictured_pages_are_named(tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("L", (40, 40), 200).save(picture, "PNG")
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFont(font(), 12)
    canvas.drawString(72, 700, "第一页有文字，写明了全部任务和责任单位，请认真抓好落实。")
    canvas.showPage()
    (tmp_path / "a.png").write_bytes(picture.getvalue())
    canvas.drawImage(str(tmp_path / "a.png"), 0, 0, 595, 842)
    canvas.save()
    document = read_document(path)
    assert [note.zh for note in document.notes] == ["第 2 页只有图片，没有文字，没有读入。"]


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_document(path)
    return caught.value


def test_a_scan(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    Image.new("L", (400, 600), 250).save(path, "PDF")
    assert refused(path).text.zh == (
        f"{path} 里没有文字，只有图片，应是扫描件。请先用带文字识别（OCR）的软件转成可复制文字的 PDF 或 "
        ".docx，核对后再试。"
    )


def test_an_empty_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.showPage()
    canvas.save()
    assert refused(path).text.en == f"{path} holds no text. Open it and see whether the plan is in it."


def test_a_password_to_open_is_refused_and_one_against_changes_is_no_hindrance(tmp_path: Path) -> None:
    locked = printed(tmp_path / "locked.pdf", [body(TEXTS[0])], encrypt=StandardEncryption("secret", strength=128))
    assert refused(locked).text.en == (
        f"{locked} is protected by a password. Open it, take the password off, save it and try again."
    )
    writer = pypdf.PdfWriter(clone_from=str(printed(tmp_path / "open.pdf", [body(TEXTS[0])])))
    writer.encrypt("", "owner", algorithm="AES-256")
    writer.write(tmp_path / "kept.pdf")
    assert lines(read_document(tmp_path / "kept.pdf")) == [TEXTS[0]]


def test_letters_without_characters(tmp_path: Path) -> None:
    content = b"BT /F1 12 Tf 72 700 Td <" + b"0123" * 40 + b"> Tj ET"
    path = pdf(
        tmp_path / "a.pdf",
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << "
            b"/F1 5 0 R >> >> >>",
            stream(content),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 10 /FontDescriptor 7 0 R /CIDSystemInfo "
            b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
            b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1 1] /Ascent 800 /Descent -200 >>",
        ],
    )
    assert refused(path).text.en == (
        f"{path} draws its letters without saying which ones they are. Run text recognition (OCR) on it, or "
        "ask for the "
        ".docx it was made from."
    )


def test_pages_that_are_appended_and_compressed_objects(tmp_path: Path) -> None:
    one = printed(tmp_path / "one.pdf", [body(TEXTS[2])])
    two = printed(tmp_path / "two.pdf", [body(TEXTS[3])])
    writer = pypdf.PdfWriter()
    writer.append(str(one))
    writer.append(str(two))
    writer.compress_identical_objects()
    writer.write(tmp_path / "both.pdf")
    assert lines(read_document(tmp_path / "both.pdf")) == [TEXTS[2], TEXTS[3]]


def test_columns_under_a_title_across_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFont(font(), 20)
    canvas.drawCentredString(297, 780, "关于进一步做好全县重点工作的通知书")
    canvas.setFont(font(), 12)
    left = ["甲" * 18, "乙" * 18, "丙" * 18, "丁" * 18, "戊" * 18, "己" * 10 + "。"]
    right = ["子" * 18, "丑" * 18, "寅" * 18, "卯" * 18, "辰" * 18, "巳" * 9 + "。"]
    for at, (one, other) in enumerate(zip(left, right, strict=True)):
        canvas.drawString(60, 740 - 20 * at, one)
        canvas.drawString(320, 733 - 20 * at, other)
    canvas.drawString(60, 590, "通" * 30 + "栏。")
    canvas.save()
    assert lines(read_document(path)) == [
        "关于进一步做好全县重点工作的通知书",
        "".join(left),
        "".join(right),
        "通" * 30 + "栏。",
    ]


def test_libreoffice_prints_what_is_read_back(tmp_path: Path) -> None:
    file = docx.Document()
    for text in TEXTS:
        file.add_paragraph(text)
    table = file.add_table(rows=2, cols=3)
    table.style = "Table Grid"
    for place, text in zip(table.rows[0].cells, ("任务", "牵头单位", "配合单位"), strict=True):
        place.text = text
    for place, text in zip(
        table.rows[1].cells, ("修路", "县交通局", "县财政局、县发展改革委、县规划自然资源局"), strict=True
    ):
        place.text = text
    file.save(str(tmp_path / "a.docx"))
    convert("pdf", tmp_path, tmp_path / "a.docx")
    assert lines(read_document(tmp_path / "a.pdf")) == lines(read_document(tmp_path / "a.docx"))


def test_a_table_beside_upright_text_is_read_sideways_and_other_turned_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont(font(), 12)
    canvas.drawString(72, 700, "为全面落实上级部署，扎实做好今年各项重点工作，制定本方案。")
    canvas.saveState()
    canvas.translate(560, 100)
    canvas.rotate(90)
    canvas.grid([100, 200, 400], [20, 50, 80])
    for x, y, text in ((110, 60, "任务"), (210, 60, "牵头单位"), (110, 30, "修路"), (210, 30, "县交通局")):
        canvas.drawString(x, y, text)
    canvas.restoreState()
    canvas.showPage()
    canvas.setFont(font(), 12)
    canvas.drawString(72, 700, "第二页的正文，旁边有装订线三个字，不是表格，没有读入。")
    canvas.rotate(-90)
    canvas.drawString(-300, 30, "装订线")
    canvas.save()
    document = read_document(path)
    assert lines(document) == [
        "为全面落实上级部署，扎实做好今年各项重点工作，制定本方案。",
        "任务 | 牵头单位",
        "修路 | 县交通局",
        "第二页的正文，旁边有装订线三个字，不是表格，没有读入。",
    ]
    assert [note.zh for note in document.notes] == ["第 2 页有侧着排的文字，没有读入。"]


def test_letters_drawn_as_curves(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    for at in range(30):
        canvas.circle(72 + 12 * at, 700, 5, stroke=0, fill=1)
    canvas.save()
    assert refused(path).text.zh == (
        f"{path} 里没有文字，字都画成了曲线（转曲）。请用文字识别（OCR）转成 .docx 后再试，或索取未转曲的原件。"
    )


@pytest.mark.parametrize("turned", [0, 90])
def test_what_was_filled_into_form_fields_stands_where_it_is_shown_and_comments_are_told(
    tmp_path: Path, turned: int
) -> None:
    def field(entries: bytes) -> bytes:
        return b"<< /Type /Annot /Subtype /Widget " + entries + b" >>"

    def said(text: str) -> bytes:
        return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().encode() + b">"

    rules = b"60 700 300 40 re S 60 720 m 360 720 l S 200 700 m 200 740 l S"
    kids = [
        field(b"/FT /Tx /Rect [62 722 198 738] /DA (/F0 10 Tf) /V " + said("牵头单位")),
        field(b"/Parent 11 0 R /Rect [202 722 358 738]"),
        field(b"/FT /Ch /Rect [202 702 358 718] /V [" + said("县教委") + said("县科协") + b"]"),
        field(b"/FT /Btn /Rect [62 702 78 718] /AS /Yes"),
        field(b"/FT /Btn /Rect [82 702 98 718] /AS /Off"),
        field(b"/FT /Tx /F 2 /Rect [102 702 198 718] /V " + said("看不见")),
        b"<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents " + said("请核对") + b" >>",
    ]
    numbers = b" ".join(b"%d 0 R" % (12 + at) for at in range(len(kids)))
    path = pdf(
        tmp_path / "a.pdf",
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [-20 -20 595 842] /Rotate %d /Contents 4 0 R /Resources << >> "
            b"/Annots [%s] >>" % (turned, numbers),
            stream(rules),
            *[b"null"] * 6,
            b"<< /FT /Tx /V " + said("县交通局\n县公安局") + b" >>",
            *kids,
        ],
    )
    document = read_document(path)
    assert lines(document) == ["牵头单位 | 县交通局/县公安局", "☑ | 县教委、县科协"]
    assert [note.zh for note in document.notes] == ["第 1 页的批注没有读入。"]


def test_a_line_that_names_units_is_no_running_head_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    for task in ("修路", "架桥", "通水", "通电"):
        canvas.setFont(font(), 12)
        canvas.drawString(72, 810, "某县重点工作")
        canvas.drawString(72, 780, f"（一）{task}。")
        canvas.drawString(72, 760, "牵头单位：县教委")
        canvas.drawString(72, 640, f"{task}的工作按照方案要求组织实施，年底前报送总结，工作中遇到的问题及时报告。")
        canvas.showPage()
    canvas.save()
    document = read_document(path)
    assert lines(document) == [
        line
        for task in ("修路", "架桥", "通水", "通电")
        for line in (
            f"（一）{task}。",
            "牵头单位：县教委",
            f"{task}的工作按照方案要求组织实施，年底前报送总结，工作中遇到的问题及时报告。",
        )
    ]
    assert [one.what.zh for one in document.remarks] == ["各页重复的页眉、页脚没有读入：“某县重点工作”"]


def test_a_letter_beside_its_like_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, "Skill, hall, Weller III")
    canvas.drawString(72.5, 700, "Skill, hall, Weller III")
    canvas.save()
    assert lines(read_document(path)) == ["Skill, hall, Weller III"]


def test_a_footnote_stands_apart_from_the_clause_that_runs_on_over_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    lines_of_text = ["为全面落实上级部署，扎实做好今年各项重点工作，结合我县实际，制定本方案，请认真组织实施"] * 3
    for at, line in enumerate(
        [*lines_of_text, "（牵头单位：县教委；配合单位：县科协、县人力社保局、县财政局、县农业农村委"]
    ):
        canvas.setFont(font(), 10)
        canvas.drawString(72, 780 - 20 * at, line)
    canvas.setFont(font(), 5)
    canvas.drawString(72 + 10 * len(line), 724, "①")
    canvas.line(72, 110, 220, 110)
    canvas.setFont(font(), 8)
    canvas.drawString(72, 95, "① 每个乡镇包括街道，")
    canvas.drawString(72, 83, "由县科协统一安排。")
    canvas.showPage()
    canvas.setFont(font(), 10)
    canvas.drawString(72, 780, "、团县委、县妇联）")
    canvas.drawString(72, 760, "二、保障措施")
    canvas.save()
    assert lines(read_document(path)) == [
        "".join(lines_of_text) + line + "、团县委、县妇联）",
        "① 每个乡镇包括街道，由县科协统一安排。",
        "二、保障措施",
    ]
