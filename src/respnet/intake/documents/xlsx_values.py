"""A spreadsheet's values as a person sees them: dates, percentages, plain numbers, text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class NumberFormats:
    """Number formats of a workbook's styles, and the year from which its days count."""

    formats: tuple[str, ...] = ()
    since_1904: bool = False

    @classmethod
    def of(cls, styles: _Element | None, since_1904: bool) -> NumberFormats:
        """The formats of a workbook's styles part."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        if styles is None:
            return cls((), since_1904)
        own = {one.get("numFmtId"): one.get("formatCode") or "" for one in styles.iterfind(f"{_S}numFmts/{_S}numFmt")}
        formats = []
        for style in styles.iterfind(f"{_S}cellXfs/{_S}xf"):
            number = style.get("numFmtId") or "0"
            builtin = BUILTIN_FORMATS.get(int(number), "") if number.isdecimal() and len(number) < 6 else ""
            formats.append(own.get(number, _CHINESE_DATES.get(number, builtin)))
        return cls(tuple(formats), since_1904)

    def number(self, written: str, style: str) -> str:
        """A stored number as the style shows it, in plain digits; "" where it is none.

        >>> NumberFormats(("General", "0%", "yyyy/m/d")).number("0.5", "1")
        '50%'
        >>> NumberFormats(("General", "0%", "yyyy/m/d")).number("46022", "2")
        '2025-12-31'
        """
        try:
            value = float(written)
        except ValueError:
            return ""
        form = self.formats[int(style)] if style.isdecimal() and int(style) < len(self.formats) else ""
        if _is_date(form):
            return self._date(value)
        return f"{value * 100:.15g}%" if "%" in form else f"{value:.15g}"

    def _date(self, value: float) -> str:
        import datetime as dt

        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        try:
            date = from_excel(value, CALENDAR_MAC_1904 if self.since_1904 else CALENDAR_WINDOWS_1900)
        except (OverflowError, ValueError):
            return f"{value:.15g}"
        if isinstance(date, dt.datetime):
            return (date.date() if date.time() == dt.time() else date).isoformat()
        return date.isoformat() if isinstance(date, dt.date | dt.time) else f"{value:.15g}"


# Formats that a Chinese Excel stores by number only (27 to 36, 50 to 58); they all show dates.
_CHINESE_DATES = {str(number): "yyyy-mm-dd" for number in (*range(27, 37), *range(50, 59))}


def _is_date(form: str) -> bool:
    from openpyxl.styles.numbers import is_date_format

    return bool(form) and form != "General" and bool(is_date_format(form))


def clean_cell_text(text: str) -> str:
    r"""A cell's text with line breaks as \n and no blanks around.

    >>> clean_cell_text(" 修路\r\n_x000D_架桥 ")
    '修路\n架桥'
    """
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
