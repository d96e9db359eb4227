"""Styles of DOCX duty sheets, as in official documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from respnet.core.i18n import Lang, Text
from respnet.render.duty_sheet.docx_layout import FontRole, LayoutProfile
from respnet.render.duty_sheet.docx_xml import Xml, word_element


class SheetStyle(StrEnum):
    """Styles of a sheet; the value is the style id in respnet's own documents."""

    TITLE = "Title"
    HEADING = "Heading1"
    BODY = "SheetBody"
    UNIT = "SheetUnit"
    FACTS = "SheetFacts"
    NOTE = "SheetNote"
    HEAD = "SheetHead"
    CELL = "SheetCell"
    CENTRED = "SheetCentred"
    SECTION = "SheetSection"
    OWN = "SheetOwn"
    TABLE = "SheetTable"


@dataclass(frozen=True, slots=True)
class StyleSpec:
    """Definition of a paragraph style. Sizes in pt, Chinese and English; distances in twips.

    `line` is an exact pitch, None for the profile's own, 0 for single; English lines are always as high as they need.
    """

    name: Text
    font: FontRole
    size: tuple[float, float]
    align: str = "left"
    line: int | None = 0
    indent: int = 0
    around: tuple[int, int] = (0, 0)
    bold: bool = False
    keep_next: bool = False
    outline: int | None = None


STYLE_SPECS: dict[SheetStyle, StyleSpec] = {
    SheetStyle.TITLE: StyleSpec(
        Text("Title", "Title"), FontRole.TITLE, (22, 17), "center", line=700, bold=True, keep_next=True, around=(0, 120)
    ),
    SheetStyle.HEADING: StyleSpec(
        Text("heading 1", "heading 1"),
        FontRole.HEI,
        (16, 13),
        "both",
        line=None,
        indent=2,
        bold=True,
        keep_next=True,
        outline=0,
        around=(80, 40),
    ),
    SheetStyle.BODY: StyleSpec(
        Text("清单正文", "Sheet body"), FontRole.BODY, (16, 12), "both", line=None, indent=2, around=(40, 40)
    ),
    SheetStyle.UNIT: StyleSpec(
        Text("清单单位", "Sheet unit"), FontRole.KAI, (16, 14), "center", line=None, keep_next=True, outline=0
    ),
    SheetStyle.FACTS: StyleSpec(
        Text("清单提要", "Sheet facts"), FontRole.KAI, (14, 11), "center", line=None, keep_next=True
    ),
    SheetStyle.NOTE: StyleSpec(Text("清单说明", "Sheet note"), FontRole.BODY, (10.5, 10), around=(60, 60)),
    SheetStyle.HEAD: StyleSpec(Text("清单表头", "Sheet table head"), FontRole.HEI, (10.5, 10), "center", bold=True),
    SheetStyle.CELL: StyleSpec(Text("清单表文", "Sheet table text"), FontRole.BODY, (10.5, 10)),
    SheetStyle.CENTRED: StyleSpec(
        Text("清单表文居中", "Sheet table text centred"), FontRole.BODY, (10.5, 10), "center"
    ),
    SheetStyle.SECTION: StyleSpec(Text("清单章节", "Sheet section"), FontRole.KAI, (10.5, 10), keep_next=True),
}

OWN_STYLE_NAME = Text("清单本单位", "Sheet own unit")
TABLE_STYLE_NAME = Text("清单表格", "Sheet table")


def get_style_names(style: SheetStyle) -> Text:
    """Return the style's name in Word, in a Chinese and in an English document."""
    return {SheetStyle.OWN: OWN_STYLE_NAME, SheetStyle.TABLE: TABLE_STYLE_NAME}.get(style) or STYLE_SPECS[style].name


def _fonts(profile: LayoutProfile, font: FontRole, lang: Lang) -> Xml:
    """Build a font element with all four slots: Word fills an empty one with its own font (MS Gothic among them)."""
    latin = "Times New Roman"
    wide = {"hint": "eastAsia"} if lang == "zh" else {}  # “ ” and — are as wide as Chinese
    return word_element("rFonts", ascii=latin, hAnsi=latin, eastAsia=profile.font(font), cs=latin, **wide)


def _characters(profile: LayoutProfile, look: StyleSpec, lang: Lang, *, inherit: bool) -> Xml:
    half_points = round(2 * look.size[lang == "en"])
    running = look.line is None and look.font is FontRole.BODY and lang == "zh"
    bold = int(look.bold and lang == "en")  # Chinese headings differ by their font, not by weight
    return word_element(
        "rPr",
        *([] if inherit and look.font is FontRole.BODY else [_fonts(profile, look.font, lang)]),
        *(
            word_element("b", val=bold),
            word_element("bCs", val=bold),
            word_element("i", val=0),
            word_element("iCs", val=0),
        ),
        *([] if look.line is None else [word_element("snapToGrid", val=0)]),
        word_element("color", val="000000"),
        word_element("spacing", val=-profile.closer if running else 0),
        *(word_element("kern", val=0), word_element("sz", val=half_points), word_element("szCs", val=half_points)),
    )


def _spacing(profile: LayoutProfile, look: StyleSpec, lang: Lang) -> list[Xml]:
    before, after = look.around
    if lang == "en":
        pitch = {"line": 264 if look.line != 0 else 240, "lineRule": "auto"}
    else:
        exact = profile.exact if look.line is None else look.line
        pitch = {"line": exact, "lineRule": "exact"} if exact else {"line": 240, "lineRule": "auto"}
    indent = look.indent if lang == "zh" else 0
    return [
        word_element("snapToGrid", val=int(look.line is None and lang == "zh")),
        word_element("spacing", before=before, after=after, beforeAutospacing=0, afterAutospacing=0, **pitch),
        word_element("ind", left=0, right=0, firstLineChars=100 * indent, firstLine=round(20 * look.size[0] * indent)),
    ]


def _paragraph_style(
    style: SheetStyle, style_id: str, profile: LayoutProfile, lang: Lang, parent: str, *, inherit: bool
) -> Xml:
    look = STYLE_SPECS[style]
    properties = word_element(
        "pPr",
        *([word_element("keepNext")] if look.keep_next else []),
        word_element("keepLines", val=0),
        *_spacing(profile, look, lang),
        word_element("jc", val=look.align if lang == "zh" or look.align == "center" else "left"),
        *([] if look.outline is None else [word_element("outlineLvl", val=look.outline)]),
    )
    return word_element(
        "style",
        word_element("name", val=look.name.of(lang)),
        word_element("basedOn", val=parent),
        word_element("qFormat"),
        properties,
        _characters(profile, look, lang, inherit=inherit),
        type="paragraph",
        styleId=style_id,
        **({} if style in (SheetStyle.TITLE, SheetStyle.HEADING) else {"customStyle": 1}),
    )


def _own_style(style_id: str, profile: LayoutProfile, lang: Lang) -> Xml:
    """Build the character style of the sheet's own unit: the font of headings."""
    look = word_element(
        "rPr", _fonts(profile, FontRole.HEI, lang), *([word_element("b"), word_element("bCs")] if lang == "en" else [])
    )
    return word_element(
        "style",
        word_element("name", val=OWN_STYLE_NAME.of(lang)),
        look,
        type="character",
        styleId=style_id,
        customStyle=1,
    )


def _table_style(style_id: str, lang: Lang, parent: str) -> Xml:
    """Build the table style: thin lines all round, as in official documents."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = word_element(
        "tblBorders", *(word_element(side, val="single", sz=4, space=0, color="000000") for side in sides)
    )
    margins = word_element(
        "tblCellMar",
        *(
            word_element(side, w=width, type="dxa")
            for side, width in (("top", 28), ("left", 68), ("bottom", 28), ("right", 68))
        ),
    )
    return word_element(
        "style",
        word_element("name", val=TABLE_STYLE_NAME.of(lang)),
        word_element("basedOn", val=parent),
        word_element("tblPr", borders, margins),
        type="table",
        styleId=style_id,
        customStyle=1,
    )


def build_sheet_style(
    style: SheetStyle,
    style_id: str,
    profile: LayoutProfile,
    lang: Lang,
    parents: tuple[str, str] = ("Normal", "TableNormal"),
    *,
    inherit: bool = False,
) -> Xml:
    """Build one of the styles.

    Args:
        style: The style.
        style_id: Its id in the document.
        profile: The office's layout.
        lang: Language of the style's name.
        parents: Ids of the styles it is based on, for paragraphs and for tables.
        inherit: Take the font of running text from the document's Normal style.
    """
    if style is SheetStyle.OWN:
        return _own_style(style_id, profile, lang)
    if style is SheetStyle.TABLE:
        return _table_style(style_id, lang, parents[1])
    return _paragraph_style(style, style_id, profile, lang, parents[0], inherit=inherit)


def build_all_styles(profile: LayoutProfile, lang: Lang) -> list[Xml]:
    """Build styles.xml: defaults, built-in parent styles, and the sheets' own styles.

    Args:
        profile: The office's layout.
        lang: Language of the style names.
    """
    body = StyleSpec(Text("Normal", "Normal"), FontRole.BODY, (16, 12), line=None)
    size = round(2 * body.size[lang == "en"])
    defaults = word_element(
        "rPr",
        _fonts(profile, FontRole.BODY, lang),
        word_element("sz", val=size),
        word_element("szCs", val=size),
        word_element("lang", val="en-US" if lang == "zh" else "en-GB", eastAsia="zh-CN", bidi="ar-SA"),
    )
    normal = word_element(
        "style",
        word_element("name", val="Normal"),
        word_element("qFormat"),
        word_element(
            "pPr", word_element("widowControl", val=0), *_spacing(profile, body, lang), word_element("jc", val="both")
        ),
        _characters(profile, body, lang, inherit=False),
        type="paragraph",
        default=1,
        styleId="Normal",
    )
    plain = word_element(
        "style",
        word_element("name", val="Default Paragraph Font"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )
    margins = (
        word_element(side, w=width, type="dxa")
        for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    )
    bare = word_element(
        "style",
        word_element("name", val="Normal Table"),
        word_element("tblPr", word_element("tblInd", w=0, type="dxa"), word_element("tblCellMar", *margins)),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    return [
        word_element(
            "docDefaults", word_element("rPrDefault", defaults), word_element("pPrDefault", word_element("pPr"))
        ),
        normal,
        plain,
        bare,
        build_footer_style(profile, lang),
        *(build_sheet_style(style, style.value, profile, lang) for style in SheetStyle),
    ]


def build_footer_style(profile: LayoutProfile, lang: Lang) -> Xml:
    """Build the style of page numbers: 宋体 14 pt.

    Args:
        profile: The office's layout.
        lang: Language of the style's name.
    """
    return word_element(
        "style",
        word_element("name", val="footer"),
        word_element("basedOn", val="Normal"),
        word_element(
            "pPr",
            word_element("snapToGrid", val=0),
            word_element("spacing", before=0, after=0, line=240, lineRule="auto"),
        ),
        word_element(
            "rPr",
            _fonts(profile, FontRole.SONG, lang),
            word_element("snapToGrid", val=0),
            word_element("sz", val=28),
            word_element("szCs", val=28),
        ),
        type="paragraph",
        styleId="Footer",
    )
