"""Layout of official documents (GB/T 9704-2012) as data: offices' fonts and margins, and the styles of a duty sheet."""

from __future__ import annotations

from typing import Literal, NamedTuple

ProfileName = Literal["gb", "chongqing"]
FontUse = Literal["title", "body", "kai", "hei", "song"]

A4_WIDTH = 11906
"""Width of the page, in twips."""


class LayoutProfile(NamedTuple):
    """One office's layout. Margins (top, right, bottom, left), footer height and line pitch are in twips.

    `line` is the pitch of the document grid, `exact` that of running text. `closer` is the character spacing taken away
    from running text, in 1/20 pt: 28 characters of 16 pt are wider than 156 mm. It is set in the styles and not in the
    grid, because LibreOffice gives every character two cells in a grid that is narrower than the font.
    `fonts` come each with its substitutes where it is not installed.
    """

    margins: tuple[int, int, int, int]
    footer: int
    line: int
    exact: int
    closer: int
    fonts: dict[FontUse, tuple[str, str]]


PROFILES: dict[ProfileName, LayoutProfile] = {
    # 37, 26, 35 and 28 mm; 22 lines of 28 characters on 156 x 225 mm
    "gb": LayoutProfile(
        margins=(2098, 1474, 1984, 1588),
        footer=1304,
        line=580,
        exact=580,
        closer=5,
        fonts={
            "title": ("方正小标宋简体", "方正小标宋_GBK,华文中宋,宋体"),
            "body": ("仿宋_GB2312", "仿宋,FangSong,华文仿宋"),
            "kai": ("楷体_GB2312", "楷体,KaiTi,华文楷体"),
            "hei": ("黑体", "SimHei,华文黑体"),
            "song": ("宋体", "SimSun"),
        },
    ),
    "chongqing": LayoutProfile(
        margins=(1984, 1446, 1644, 1446),
        footer=964,
        line=600,
        exact=580,
        closer=0,
        fonts={
            "title": ("方正小标宋_GBK", "方正小标宋简体,华文中宋,宋体"),
            "body": ("方正仿宋_GBK", "仿宋_GB2312,仿宋,FangSong"),
            "kai": ("方正楷体_GBK", "楷体_GB2312,楷体,KaiTi"),
            "hei": ("方正黑体_GBK", "黑体,SimHei"),
            "song": ("宋体", "SimSun"),
        },
    ),
}


class StyleSpec(NamedTuple):
    """Definition of a paragraph style. Sizes in pt, Chinese and English; distances in twips.

    `line` is an exact pitch, None for the profile's own, 0 for single; English lines are always as high as they need.
    """

    font: FontUse
    size: float
    size_en: float
    align: str = "left"
    line: int | None = 0
    indent: int = 0
    before: int = 0
    after: int = 0
    bold: bool = False
    keep_next: bool = False
    outline: bool = False


NORMAL = StyleSpec("body", 16, 12, line=None)

STYLES: dict[str, StyleSpec] = {
    "Title": StyleSpec("title", 22, 17, "center", line=700, after=120, bold=True, keep_next=True),
    "Heading1": StyleSpec("hei", 16, 13, "both", None, 2, 80, 40, bold=True, keep_next=True, outline=True),
    "SheetBody": StyleSpec("body", 15, 11, line=None, indent=2, before=20, after=20),
    "SheetUnit": StyleSpec("kai", 16, 14, "center", line=None, keep_next=True, outline=True),
    "SheetFacts": StyleSpec("kai", 14, 11, "center", line=None, keep_next=True),
    "SheetNote": StyleSpec("body", 10.5, 10, before=60, after=60),
    "SheetHead": StyleSpec("hei", 10.5, 10, "center", bold=True),
    "SheetCell": StyleSpec("body", 10.5, 10),
    "SheetCentred": StyleSpec("body", 10.5, 10, "center"),
    "SheetRight": StyleSpec("body", 10.5, 10, "right"),
    "SheetCaption": StyleSpec("kai", 12, 10, "center", before=60, after=60),
    "SheetSection": StyleSpec("kai", 10.5, 10, keep_next=True),
}
"""Paragraph styles by their id in respnet's own documents."""

STYLE_NAMES: dict[str, tuple[str, str]] = {
    "Title": ("Title", "Title"),
    "Heading1": ("heading 1", "heading 1"),
    "SheetBody": ("清单正文", "Sheet body"),
    "SheetUnit": ("清单单位", "Sheet unit"),
    "SheetFacts": ("清单提要", "Sheet facts"),
    "SheetNote": ("清单说明", "Sheet note"),
    "SheetHead": ("清单表头", "Sheet table head"),
    "SheetCell": ("清单表文", "Sheet table text"),
    "SheetCentred": ("清单表文居中", "Sheet table text centred"),
    "SheetRight": ("图中单位", "Chart name"),
    "SheetCaption": ("图题", "Chart caption"),
    "SheetSection": ("清单章节", "Sheet section"),
    "SheetOwn": ("清单本单位", "Sheet own unit"),
    "SheetTable": ("清单表格", "Sheet table"),
}
"""Names of all styles in Word, in a Chinese and in an English document."""
