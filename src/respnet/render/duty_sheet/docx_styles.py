"""The styles that duty sheets are set in, as official documents have them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from respnet.core.i18n import Lang, Text
from respnet.render.duty_sheet.docx_layout import Font, Profile
from respnet.render.duty_sheet.docx_xml import Xml, w


class Style(StrEnum):
    """The styles that sheets are set in; the value is the id in a document of respnet's own."""

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
class Look:
    """What a paragraph style looks like. Sizes in pt, Chinese and English; distances in twips.

    `line` is an exact pitch, None for the profile's own, 0 for single; English lines are always as high as they need.
    """

    name: Text
    font: Font
    size: tuple[float, float]
    align: str = "left"
    line: int | None = 0
    indent: int = 0
    around: tuple[int, int] = (0, 0)
    bold: bool = False
    keep_next: bool = False
    outline: int | None = None


LOOKS: dict[Style, Look] = {
    Style.TITLE: Look(
        Text("Title", "Title"), Font.TITLE, (22, 17), "center", line=700, bold=True, keep_next=True, around=(0, 120)
    ),
    Style.HEADING: Look(
        Text("heading 1", "heading 1"),
        Font.HEI,
        (16, 13),
        "both",
        line=None,
        indent=2,
        bold=True,
        keep_next=True,
        outline=0,
        around=(80, 40),
    ),
    Style.BODY: Look(Text("清单正文", "Sheet body"), Font.BODY, (16, 12), "both", line=None, indent=2, around=(40, 40)),
    Style.UNIT: Look(
        Text("清单单位", "Sheet unit"), Font.KAI, (16, 14), "center", line=None, keep_next=True, outline=0
    ),
    Style.FACTS: Look(Text("清单提要", "Sheet facts"), Font.KAI, (14, 11), "center", line=None, keep_next=True),
    Style.NOTE: Look(Text("清单说明", "Sheet note"), Font.BODY, (10.5, 10), around=(60, 60)),
    Style.HEAD: Look(Text("清单表头", "Sheet table head"), Font.HEI, (10.5, 10), "center", bold=True),
    Style.CELL: Look(Text("清单表文", "Sheet table text"), Font.BODY, (10.5, 10)),
    Style.CENTRED: Look(Text("清单表文居中", "Sheet table text centred"), Font.BODY, (10.5, 10), "center"),
    Style.SECTION: Look(Text("清单章节", "Sheet section"), Font.KAI, (10.5, 10), keep_next=True),
}

OWN_NAME = Text("清单本单位", "Sheet own unit")
TABLE_NAME = Text("清单表格", "Sheet table")


def names_of(style: Style) -> Text:
    """What the style is called in Word, in a Chinese and in an English document."""
    return {Style.OWN: OWN_NAME, Style.TABLE: TABLE_NAME}.get(style) or LOOKS[style].name


def _fonts(profile: Profile, font: Font, lang: Lang) -> Xml:
    """All four slots: where one is left out, Word takes a font of its own (MS Gothic among them)."""
    latin = "Times New Roman"
    wide = {"hint": "eastAsia"} if lang == "zh" else {}  # “ ” and — are as wide as Chinese
    return w("rFonts", ascii=latin, hAnsi=latin, eastAsia=profile.font(font), cs=latin, **wide)


def _characters(profile: Profile, look: Look, lang: Lang, *, inherit: bool) -> Xml:
    half_points = round(2 * look.size[lang == "en"])
    running = look.line is None and look.font is Font.BODY and lang == "zh"
    bold = int(look.bold and lang == "en")  # Chinese headings differ by their font, not by weight
    return w(
        "rPr",
        *([] if inherit and look.font is Font.BODY else [_fonts(profile, look.font, lang)]),
        *(w("b", val=bold), w("bCs", val=bold), w("i", val=0), w("iCs", val=0)),
        *([] if look.line is None else [w("snapToGrid", val=0)]),
        w("color", val="000000"),
        w("spacing", val=-profile.closer if running else 0),
        *(w("kern", val=0), w("sz", val=half_points), w("szCs", val=half_points)),
    )


def _spacing(profile: Profile, look: Look, lang: Lang) -> list[Xml]:
    before, after = look.around
    if lang == "en":
        pitch = {"line": 264 if look.line != 0 else 240, "lineRule": "auto"}
    else:
        exact = profile.exact if look.line is None else look.line
        pitch = {"line": exact, "lineRule": "exact"} if exact else {"line": 240, "lineRule": "auto"}
    indent = look.indent if lang == "zh" else 0
    return [
        w("snapToGrid", val=int(look.line is None and lang == "zh")),
        w("spacing", before=before, after=after, beforeAutospacing=0, afterAutospacing=0, **pitch),
        w("ind", left=0, right=0, firstLineChars=100 * indent, firstLine=round(20 * look.size[0] * indent)),
    ]


def _paragraph_style(style: Style, style_id: str, profile: Profile, lang: Lang, parent: str, *, inherit: bool) -> Xml:
    look = LOOKS[style]
    properties = w(
        "pPr",
        *([w("keepNext")] if look.keep_next else []),
        w("keepLines", val=0),
        *_spacing(profile, look, lang),
        w("jc", val=look.align if lang == "zh" or look.align == "center" else "left"),
        *([] if look.outline is None else [w("outlineLvl", val=look.outline)]),
    )
    return w(
        "style",
        w("name", val=look.name.of(lang)),
        w("basedOn", val=parent),
        w("qFormat"),
        properties,
        _characters(profile, look, lang, inherit=inherit),
        type="paragraph",
        styleId=style_id,
        **({} if style in (Style.TITLE, Style.HEADING) else {"customStyle": 1}),
    )


def _own_style(style_id: str, profile: Profile, lang: Lang) -> Xml:
    """How the sheet's own unit stands out among others: in the font of headings."""
    look = w("rPr", _fonts(profile, Font.HEI, lang), *([w("b"), w("bCs")] if lang == "en" else []))
    return w("style", w("name", val=OWN_NAME.of(lang)), look, type="character", styleId=style_id, customStyle=1)


def _table_style(style_id: str, lang: Lang, parent: str) -> Xml:
    """Thin lines all round, as in tables of official documents."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="000000") for side in sides))
    margins = w(
        "tblCellMar",
        *(w(side, w=width, type="dxa") for side, width in (("top", 28), ("left", 68), ("bottom", 28), ("right", 68))),
    )
    return w(
        "style",
        w("name", val=TABLE_NAME.of(lang)),
        w("basedOn", val=parent),
        w("tblPr", borders, margins),
        type="table",
        styleId=style_id,
        customStyle=1,
    )


def sheet_style(
    style: Style,
    style_id: str,
    profile: Profile,
    lang: Lang,
    parents: tuple[str, str] = ("Normal", "TableNormal"),
    *,
    inherit: bool = False,
) -> Xml:
    """Any of the styles, based on one of `parents` (for paragraphs, for tables).

    With `inherit` running text takes the font of the document's own Normal.
    """
    if style is Style.OWN:
        return _own_style(style_id, profile, lang)
    if style is Style.TABLE:
        return _table_style(style_id, lang, parents[1])
    return _paragraph_style(style, style_id, profile, lang, parents[0], inherit=inherit)


def all_styles(profile: Profile, lang: Lang) -> list[Xml]:
    """Everything in styles.xml: the defaults, the built-in styles that others stand on, and the sheets' own."""
    body = Look(Text("Normal", "Normal"), Font.BODY, (16, 12), line=None)
    size = round(2 * body.size[lang == "en"])
    defaults = w(
        "rPr",
        _fonts(profile, Font.BODY, lang),
        w("sz", val=size),
        w("szCs", val=size),
        w("lang", val="en-US" if lang == "zh" else "en-GB", eastAsia="zh-CN", bidi="ar-SA"),
    )
    normal = w(
        "style",
        w("name", val="Normal"),
        w("qFormat"),
        w("pPr", w("widowControl", val=0), *_spacing(profile, body, lang), w("jc", val="both")),
        _characters(profile, body, lang, inherit=False),
        type="paragraph",
        default=1,
        styleId="Normal",
    )
    plain = w(
        "style",
        w("name", val="Default Paragraph Font"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )
    margins = (
        w(side, w=width, type="dxa") for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    )
    bare = w(
        "style",
        w("name", val="Normal Table"),
        w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *margins)),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    return [
        w("docDefaults", w("rPrDefault", defaults), w("pPrDefault", w("pPr"))),
        normal,
        plain,
        bare,
        footer_style(profile, lang),
        *(sheet_style(style, style.value, profile, lang) for style in Style),
    ]


def footer_style(profile: Profile, lang: Lang) -> Xml:
    """Page numbers: 宋体 of 14 pt."""
    return w(
        "style",
        w("name", val="footer"),
        w("basedOn", val="Normal"),
        w("pPr", w("snapToGrid", val=0), w("spacing", before=0, after=0, line=240, lineRule="auto")),
        w("rPr", _fonts(profile, Font.SONG, lang), w("snapToGrid", val=0), w("sz", val=28), w("szCs", val=28)),
        type="paragraph",
        styleId="Footer",
    )
