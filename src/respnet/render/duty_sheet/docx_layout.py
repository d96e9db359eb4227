"""Layout of official documents (GB/T 9704-2012): page, grid, fonts and page numbers of a DOCX."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from respnet.render.duty_sheet.docx_xml import Xml, build_field, build_run, word_element

ProfileName = Literal["gb", "chongqing"]

A4_TWIPS = (11906, 16838)
"""Width and height of the page, in twips."""


class FontRole(StrEnum):
    """Purpose of a font; each profile assigns one."""

    TITLE = "title"
    BODY = "body"
    KAI = "kai"
    HEI = "hei"
    SONG = "song"


@dataclass(frozen=True, slots=True)
class LayoutProfile:
    """One office's layout. Margins (top, right, bottom, left), footer height and line pitch are in twips.

    `line` is the pitch of the document grid, `exact` that of running text. `closer` is the character spacing taken away
    from running text, in 1/20 pt: 28 characters of 16 pt are wider than 156 mm. It is set in the styles and not in the
    grid, because LibreOffice gives every character two cells in a grid that is narrower than the font.
    `fonts` are in the order of `FontRole`, each with its substitutes where it is not installed.
    """

    margins: tuple[int, int, int, int]
    footer: int
    line: int
    exact: int
    closer: int
    fonts: tuple[tuple[str, str], ...]

    def font(self, what: FontRole) -> str:
        """Return the font name for a purpose."""
        return self.fonts[list(FontRole).index(what)][0]


_SONG = ("宋体", "SimSun")

PROFILES: dict[ProfileName, LayoutProfile] = {
    # 37, 26, 35 and 28 mm; 22 lines of 28 characters on 156 x 225 mm
    "gb": LayoutProfile(
        margins=(2098, 1474, 1984, 1588),
        footer=1304,
        line=580,
        exact=580,
        closer=5,
        fonts=(
            ("方正小标宋简体", "方正小标宋_GBK,华文中宋,宋体"),
            ("仿宋_GB2312", "仿宋,FangSong,华文仿宋"),
            ("楷体_GB2312", "楷体,KaiTi,华文楷体"),
            ("黑体", "SimHei,华文黑体"),
            _SONG,
        ),
    ),
    "chongqing": LayoutProfile(
        margins=(1984, 1446, 1644, 1446),
        footer=964,
        line=600,
        exact=580,
        closer=0,
        fonts=(
            ("方正小标宋_GBK", "方正小标宋简体,华文中宋,宋体"),
            ("方正仿宋_GBK", "仿宋_GB2312,仿宋,FangSong"),
            ("方正楷体_GBK", "楷体_GB2312,楷体,KaiTi"),
            ("方正黑体_GBK", "黑体,SimHei"),
            _SONG,
        ),
    ),
}


def build_page_number(style_id: str, *, even: bool) -> Xml:
    """Build a page number — 1 —, one character from the outer edge.

    Args:
        style_id: Id of the footer style.
        even: Left-aligned for even pages; right-aligned for odd ones otherwise.
    """
    side = "left" if even else "right"
    edge = word_element("ind", **{f"{side}Chars": 100, side: 280, "firstLineChars": 0, "firstLine": 0})
    properties = word_element("pPr", word_element("pStyle", val=style_id), edge, word_element("jc", val=side))
    return word_element("p", properties, build_run("— "), *build_field("PAGE", "1"), build_run(" —"))


def build_page_setup(profile: LayoutProfile) -> list[Xml]:
    """Build the section properties: page size, margins and grid."""
    top, right, bottom, left = profile.margins
    return [
        word_element("pgSz", w=A4_TWIPS[0], h=A4_TWIPS[1]),
        word_element(
            "pgMar", top=top, right=right, bottom=bottom, left=left, header=851, footer=profile.footer, gutter=0
        ),
        word_element("cols", space=425),
        word_element("docGrid", type="lines", linePitch=profile.line),
    ]


def build_font_table(profile: LayoutProfile) -> list[Xml]:
    """Build the font table: office names with their substitutes; nothing is embedded."""
    made = [
        word_element(
            "font",
            word_element("altName", val=instead),
            word_element("charset", val="86"),
            word_element("family", val="auto" if name == profile.font(FontRole.SONG) else "modern"),
            word_element("pitch", val="variable"),
            name=name,
        )
        for name, instead in profile.fonts
    ]
    made.append(
        word_element(
            "font",
            word_element("charset", val="00"),
            word_element("family", val="roman"),
            word_element("pitch", val="variable"),
            name="Times New Roman",
        )
    )
    return made


def build_document_settings() -> list[Xml]:
    """Build the document settings for Word."""
    word = "http://schemas.microsoft.com/office/word"
    return [
        word_element("bordersDoNotSurroundHeader"),
        word_element("bordersDoNotSurroundFooter"),
        word_element("defaultTabStop", val=420),
        word_element("evenAndOddHeaders"),
        word_element("drawingGridVerticalSpacing", val=156),
        word_element("characterSpacingControl", val="compressPunctuation"),
        word_element("compat", word_element("compatSetting", name="compatibilityMode", uri=word, val=15)),
        word_element("themeFontLang", val="en-US", eastAsia="zh-CN"),
        word_element("decimalSymbol", val="."),
        word_element("listSeparator", val=","),
    ]
