"""Word's fields and inserted symbols: what the page shows in their place, where the file does not store it as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from respnet.intake.documents.word_xml import find_child, find_children, get_attribute, get_int_attribute, is_on
from respnet.intake.language.numerals import format_numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

UNKNOWN_SYMBOL = "\ufffd"
_WINGDINGS = {
    "wingdings": {
        **dict(zip(range(0x80, 0x96), "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", strict=True)),
        **dict(zip(b"lmnopqrstuvw\x9e\x9f\xa1\xa4\xa7\xa8", "●❍■□□❑❒◆◆◆❖◆·•○◉■□", strict=True)),
        **dict(zip(b"\xab\xb6\xd8\xdf\xe0\xe8\xfb\xfc\xfd\xfe", "★☆➢←→➔✗√☒☑", strict=True)),
    },
    "wingdings 2": dict(zip(b"OPQRSTV\x97\x98\x99\x9a\xea\xee", "✗√☒☑☒☒☒●●○○★★", strict=True)),
    "symbol": dict(zip(b"\xb7\xd6\xa8\xa7\xb4\xae\xb0", "•√♦♣×→°", strict=True)),
}
"""What Word's symbol fonts draw for a code, as far as offices use it to mark or number something."""
_SWITCH = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)|\\[A-Za-z]+\s*-?\d*')
_OVERSTRIKE = re.compile(r"\\o(?:\\a[a-z])*\s*\(", re.IGNORECASE)
_NUMBER_SWITCH = re.compile(r'\\s\s*"?([^\s"\\])')


@dataclass(slots=True)
class Field:
    """A field that is open: its `code` so far, and whether its result has begun."""

    start: _Element
    code: list[str] = field(default_factory=list)
    is_result: bool = False
    has_text: bool = False


@dataclass(slots=True)
class FieldStack:
    """Stack of the open fields of one paragraph; only what stands in no field's code is shown."""

    numbers: Iterator[int]
    """Counts the automatic numbers (AUTONUM) of the document."""
    _open: list[Field] = field(default_factory=list)
    _codes: int = 0
    """Number of them that have not come to their result."""

    @property
    def is_shown(self) -> bool:
        """True if text at this place is shown."""
        return self._codes == 0

    def add_code(self, text: str) -> None:
        """Add a piece of the innermost field's code."""
        if self._open and not self._open[-1].is_result:
            self._open[-1].code.append(text)

    def mark_text(self) -> None:
        """Note that the innermost field shows text that the file stores."""
        if self._open:
            self._open[-1].has_text = True

    def change(self, mark: _Element) -> str:
        """Take a w:fldChar; the text of a field that ends here without having stored it, else "".

        Args:
            mark: The element that begins a field, its result, or ends it.

        Returns:
            What the page shows for the field: a chosen entry, a box, the character under a phonetic guide, a number.
        """
        kind = get_attribute(mark, "fldCharType")
        if kind == "begin":
            self._open.append(Field(mark))
            self._codes += 1
        elif self._open and kind == "separate":
            self._codes -= not self._open[-1].is_result
            self._open[-1].is_result = True
        elif self._open and kind == "end":
            done = self._open.pop()
            self._codes -= not done.is_result
            return "" if done.has_text or not self.is_shown else self._show(done)
        return ""

    def _show(self, done: Field) -> str:
        data = find_child(done.start, "ffData")
        choice, box = find_child(data, "ddList"), find_child(data, "checkBox")
        if choice is not None:
            entries = find_children(choice, "listEntry")
            default = get_int_attribute(find_child(choice, "default"), "val", 0)
            chosen = get_int_attribute(find_child(choice, "result"), "val", default)
            return get_attribute(entries[chosen], "val") if 0 <= chosen < len(entries) else ""
        if box is not None:
            marked = find_child(box, "checked")
            return "☑" if is_on(find_child(box, "default") if marked is None else marked) else "☐"
        code = "".join(done.code).strip()
        name = code.split(maxsplit=1)[0].upper() if code else ""
        if name == "EQ":
            return read_equation(code[2:])
        if name in ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT"):
            form = "chineseCounting" if "CHINESENUM" in code.upper() else "decimal"
            after = _NUMBER_SWITCH.search(code)
            return format_numeral(next(self.numbers), form) + ("" if r"\e" in code else after[1] if after else ".")
        if name == "SYMBOL":
            number = re.search(r"\s(0[xX][0-9A-Fa-f]{1,4}|\d{1,5})\b", code)
            font = re.search(r'\\f\s*"?([^"\\]+)', code)
            if number:
                return read_symbol(int(number[1], 0 if "x" in number[1].lower() else 10), font[1] if font else "")
        return ""


def read_symbol(code: int, font: str) -> str:
    r"""Read a character inserted by its code in a font.

    Args:
        code: The code; symbol fonts are addressed from 0xF000 on too.
        font: The font's name; one that is no symbol font holds Unicode.

    Returns:
        The character, or U+FFFD where the font's table is not known.

    >>> read_symbol(0xF0AB, "Wingdings"), read_symbol(0x2605, "宋体"), read_symbol(0xF001, "Webdings")
    ('★', '★', '\ufffd')
    """
    table = _WINGDINGS.get(font.strip().lower())
    if table is not None:
        return table.get(code - 0xF000 if code >= 0xF000 else code, UNKNOWN_SYMBOL)
    is_text = 0x20 <= code < 0xD800 and "dings" not in font.lower()
    return chr(code) if is_text else UNKNOWN_SYMBOL


def read_equation(code: str) -> str:
    r"""Read the characters of an EQ field: the one under a phonetic guide, a number in a circle, else all in order.

    >>> read_equation(r' \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(kē),科) '), read_equation(r"\o\ac(○,3)")
    ('科', '③')
    """
    over = _OVERSTRIKE.search(code)
    if over is None:
        return re.sub(r"[()]", "", _SWITCH.sub("", code)).strip()
    parts, depth = [""], 1
    for sign in code[over.end() :]:
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            break
        if depth == 1 and sign in ",;，；":
            parts.append("")
        else:
            parts[-1] += sign
    first, last = (re.sub(r"[()\s]", "", _SWITCH.sub("", one)) for one in (parts[0], parts[-1]))
    is_circled = first in ("○", "◯") and last.isdecimal() and len(last) <= 2 and 1 <= int(last) <= 20
    return chr(0x245F + int(last)) if is_circled else last
