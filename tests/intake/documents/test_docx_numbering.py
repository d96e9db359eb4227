"""Word's automatic numbering, and LibreOffice's reading of the same files as the oracle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from respnet.intake.documents.formats import read_document
from respnet.intake.language.numerals import format_numeral, to_chinese_numeral
from tests.intake.documents.made import level, lines, listed, p, squeezed, word
from tests.office import convert

if TYPE_CHECKING:
    from pathlib import Path

PLAN = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimalEnclosedCircleChinese", "%4")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "第%1章", start=3)
    + level(1, "decimal", "%1.%2")
    + level(2, "lowerLetter", "%1.%2.%3)")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="2">'
    + level(0, "chineseCounting", "%1")
    + level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="3">'
    + level(0, "bullet", "")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="4">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "(%2)", more='<w:lvlRestart w:val="0"/>')
    + "</w:abstractNum>"
    + "".join(f'<w:num w:numId="{one + 1}"><w:abstractNumId w:val="{one}"/></w:num>' for one in range(5))
    + '<w:num w:numId="11"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


def test_the_levels_of_a_plan(tmp_path: Path) -> None:
    body = (
        listed("总体要求", 1)
        + listed("指导思想", 1, 1)
        + listed("工作目标", 1, 1)
        + listed("重点任务", 1)
        + listed("基础", 1, 1)
        + listed("加强算力。", 1, 2)
        + listed("建好平台。", 1, 2)
        + p("这一段没有编号。")
        + listed("小项", 1, 3)
        + listed("招引人才。", 1, 2)
        + listed("服务", 1, 1)
        + listed("重新编号。", 1, 2)
        # Another list on the same definition counts on at its levels, but starts the third again once.
        + listed("另起一列。", 11, 2)
        + listed("接着。", 11, 2)
        + listed("关掉编号", 0)
    )
    assert lines(read_document(word(tmp_path / "a.docx", body, numbering=PLAN))) == [
        "一、总体要求",
        "（一）指导思想",
        "（二）工作目标",
        "二、重点任务",
        "（一）基础",
        "1.加强算力。",
        "2.建好平台。",
        "这一段没有编号。",
        "①小项",
        "3.招引人才。",
        "（二）服务",
        "1.重新编号。",
        "1.另起一列。",
        "2.接着。",
        "关掉编号",
    ]


def test_starts_legal_numbers_bullets_and_restarts(tmp_path: Path) -> None:
    body = (
        listed("总则", 2)
        + listed("目的", 2, 1)
        + listed("依据", 2, 2)
        + listed("附则", 2)
        + listed("施行", 2, 1)
        + listed("甲", 3)
        + listed("乙", 3, 1)
        + listed("圆点", 4)
        + listed("壹", 5)
        + listed("接着数", 5, 1)
        + listed("贰", 5)
        + listed("不重来", 5, 1)
        + listed("没有这一列", 99)
    )
    assert lines(read_document(word(tmp_path / "a.docx", body, numbering=PLAN))) == [
        "第3章总则",
        "3.1目的",
        "3.1.a)依据",
        "第4章附则",
        "4.1施行",
        "一甲",
        "1.1乙",
        "圆点",
        "I.壹",
        "(1)接着数",
        "II.贰",
        "(2)不重来",
        "没有这一列",
    ]


def test_numbers_by_style_and_by_a_list_that_points_to_one(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Plan"/>'
        + level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="H1"/>')
        + level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="H2"/>')
        + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Plan"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>{numbered}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>{numbered}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Off"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId '
        'w:val="0"/></w:numPr>'
        "</w:pPr></w:style>"
    )

    def styled(text: str, style: str) -> str:
        return p(text, f'<w:pStyle w:val="{style}"/>')

    body = (
        styled("目标", "H1")
        + styled("近期", "H2")
        + styled("远期", "H2")
        + listed("任务", 2)
        + styled("一类", "H2")
        + styled("无号", "Off")
    )
    document = read_document(word(tmp_path / "a.docx", body, numbering=numbering, styles=styles))
    assert lines(document) == ["一、目标", "（一）近期", "（二）远期", "二、任务", "（一）一类", "无号"]
    assert [getattr(one, "heading", None) for one in document.blocks] == [1, 2, 2, 0, 2, 1]


def test_deleted_paragraphs_do_not_count_and_numbers_in_cells_stand_in_the_text(tmp_path: Path) -> None:
    deleted = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>'
    )
    body = (
        listed("甲。", 1, 2)
        + deleted
        + listed("乙。", 1, 2)
        + f"<w:tbl><w:tr><w:tc>{listed('', 1, 2)}</w:tc><w:tc>{listed('修路', 1, 2)}</w:tc></w:tr></w:tbl>"
    )
    document = read_document(word(tmp_path / "a.docx", body, numbering=PLAN))
    assert lines(document) == ["1.甲。", "2.乙。", "3. | 4.修路"]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (3, "decimalZero", "03"),
        (14, "lowerRoman", "xiv"),
        (28, "upperLetter", "BB"),
        (12, "decimalFullWidth", "１２"),
        (21, "decimalEnclosedCircle", "㉑"),
        (51, "decimalEnclosedCircle", "51"),
        (20, "decimalEnclosedParen", "⒇"),
        (7, "decimalEnclosedFullstop", "⒎"),
        (10, "chineseLegalSimplified", "壹拾"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (5, "ideographZodiac", "辰"),
        (2, "ideographEnclosedCircle", "㊁"),
        (20, "ideographDigital", "二〇"),
        (99, "chineseCounting", "九十九"),
        (0, "chineseCounting", "0"),
        (7, "nothingKnown", "7"),
        (7, "none", ""),
    ],
)
def test_forms_of_numbers(number: int, form: str, written: str) -> None:
    assert format_numeral(number, form) == written


def test_chinese_numbers_are_all_different_and_read_back() -> None:
    values = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"十": 10, "百": 100, "千": 1000}

    def read(text: str) -> int:
        total = digit = 0
        for sign in text:
            value = values[sign]
            if value >= 10:
                total += (digit or 1) * value
                digit = 0
            else:
                digit = value
        return total + digit

    assert [read(to_chinese_numeral(number)) for number in range(1, 10_000)] == list(range(1, 10_000))


def test_libreoffice_counts_the_same(tmp_path: Path) -> None:
    body = "".join(
        listed(f"项{at}", list_id, depth)
        for at, (list_id, depth) in enumerate(
            (
                *((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)),
                *((2, 0), (2, 1), (2, 1), (2, 0), (2, 1), (11, 2), (11, 2), (5, 0), (5, 0)),
            )
        )
    )
    path = word(tmp_path / "a.docx", body, numbering=PLAN)
    convert("txt:Text (encoded):UTF8", tmp_path, path)
    printed = (tmp_path / "a.txt").read_text(encoding="utf-8-sig").splitlines()
    assert squeezed(lines(read_document(path))) == squeezed(printed)
