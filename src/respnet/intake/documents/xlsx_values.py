"""A spreadsheet's values as a person sees them: dates, percentages, numbers with their zeros, text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class NumberFormats:
    """Display of numbers in the cells of a workbook: for each style its number format, and from which year days count.

    `struck` are the styles whose text is struck through.
    """

    formats: tuple[str, ...] = ()
    since_1904: bool = False
    struck: frozenset[int] = frozenset()

    @classmethod
    def of(cls, styles: _Element | None, since_1904: bool) -> NumberFormats:
        """The formats of a workbook's styles part."""
        if styles is None:
            return cls((), since_1904)
        own = {one.get("numFmtId"): one.get("formatCode") or "" for one in styles.iterfind(f"{_S}numFmts/{_S}numFmt")}
        fonts = [is_struck(font) for font in styles.iterfind(f"{_S}fonts/{_S}font")]
        formats: list[str] = []
        struck: set[int] = set()
        for style in styles.iterfind(f"{_S}cellXfs/{_S}xf"):
            font = style.get("fontId") or ""
            if font.isdecimal() and int(font) < len(fonts) and fonts[int(font)]:
                struck.add(len(formats))
            number = style.get("numFmtId") or "0"
            formats.append(own.get(number, _BUILT_IN.get(number, "")))
        return cls(tuple(formats), since_1904, frozenset(struck))

    def number(self, written: str, style: str) -> str:
        """A stored number as the style shows it, without marks between thousands; "" where it is none.

        >>> NumberFormats(("General", "0%", "yyyy/m/d", "0.00")).number("0.5", "1")
        '50%'
        >>> NumberFormats(("General", "0%", "yyyy/m/d", "0.00")).number("46022", "2")
        '2025-12-31'
        >>> NumberFormats(("General", "0%", "yyyy/m/d", "0.00")).number("1.1", "3")
        '1.10'
        """
        try:
            value = float(written)
        except ValueError:
            return ""
        form = self.formats[int(style)] if style.isdecimal() and int(style) < len(self.formats) else ""
        shown = self._date(value, form) if _is_date(form) else _format_number(value, form)
        return shown or f"{value:.15g}"

    def is_struck(self, style: str) -> bool:
        """True if the text of cells in this style is struck through."""
        return style.isdecimal() and int(style) in self.struck

    def _date(self, value: float, form: str) -> str:
        """The parts of a date that the format shows; a whole date is written 2026-12-31 whatever its order."""
        start = dt.datetime(1904, 1, 1) if self.since_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001 - no zone
        if not self.since_1904 and value < 60:  # Excel counts a 29 February 1900
            start += dt.timedelta(days=1)
        try:
            date = start + dt.timedelta(seconds=round(value * 86_400))
        except (OverflowError, ValueError):
            return ""
        parts = _bare(form).lower()
        months = re.sub(r"(?<=h)[^a-z]*m+|m+(?=[^a-z]*s)|am/pm", "", parts)
        year, month, day = ("y" in parts, "m" in months, "d" in parts)
        if not (year or month or day):
            return date.time().isoformat()
        if year and month and day and "年" not in form:
            return (date.date() if date.time() == dt.time() else date).isoformat()
        if "年" in form or "月" in form:
            pieces = ((year, f"{date.year}年"), (month, f"{date.month}月"), (day, f"{date.day}日"))
            return "".join(text for shown, text in pieces if shown)
        pieces = ((year, f"{date.year}"), (month, f"{date.month:02}"), (day, f"{date.day:02}"))
        return "-".join(text for shown, text in pieces if shown)


def is_struck(font: _Element) -> bool:
    """True if a font strikes its text through."""
    strike = font.find(f"{_S}strike")
    return strike is not None and strike.get("val") not in ("0", "false")


# Formats that are stored by number only; those from 27 to 58 as a Chinese Excel shows them.
_BUILT_IN = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "14": "yyyy/m/d",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "22": "yyyy/m/d h:mm",
    **{str(number): "h:mm:ss" for number in (*range(18, 22), *range(32, 36), 45, 46, 47, 55, 56)},
    **{str(number): "#,##0" for number in (37, 38)},
    **{str(number): "#,##0.00" for number in (39, 40)},
    **{str(number): "yyyy年m月" for number in (27, 36, 50, 52, 57)},
    **{str(number): "m月d日" for number in (28, 29, 51, 53, 54, 58)},
    "30": "m-d-yy",
    "31": "yyyy年m月d日",
}


def _bare(form: str) -> str:
    """The first section of a format without literal text, colours and conditions."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", form.split(";", maxsplit=1)[0])


def _is_date(form: str) -> bool:
    return form != "General" and bool(re.search(r"[ymdhs]", _bare(form), re.IGNORECASE))


_DIGITS = re.compile(r"(?P<whole>[#0?,]+)(?:\.(?P<part>[0#?]+))?")


def _format_number(value: float, form: str) -> str:
    """The number with the zeros, the percent sign and the words of its format; "" where the format says nothing."""
    section = re.sub(r"\[[^\]]*\]|_.|\*.|[￥¥$]", "", form.split(";", maxsplit=1)[0])
    bare = _bare(form)
    found = _DIGITS.search(bare)
    if found is None or "E" in bare or "/" in bare:
        return ""
    if "%" in bare:
        value *= 100
    part = found["part"] or ""
    text = f"{value:.{len(part)}f}"
    optional = len(part) - len(part.rstrip("#?"))
    if optional:
        text = text[:-optional] + text[-optional:].rstrip("0")
        text = text.removesuffix(".")
    zeros = found["whole"].count("0")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    text = sign + digits.zfill(zeros + (len(digits) - digits.find(".") if "." in digits else 0))
    before, _, after = re.sub(r'"([^"]*)"|\\(.)', r"\1\2", _DIGITS.sub("\0", section, count=1)).partition("\0")
    return f"{before}{text}{after}".strip()


def clean_cell_text(text: str) -> str:
    r"""A cell's text with line breaks as \n and no blanks around.

    >>> clean_cell_text(" 修路\r\n_x000D_架桥 ")
    '修路\n架桥'
    """
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
