"""Numbers as word processors and browsers write them before a paragraph: 3, iii, 三, 叁, ③, C."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_CHINESE_DIGITS, _FULL_WIDTH_DIGITS = (
    str.maketrans("0123456789", digits) for digits in (_DIGITS, "０１２３４５６７８９")
)
_ROMAN = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V"}
_ROMAN |= {4: "IV", 1: "I"}
_LARGEST = 9999
"""Beyond it a number is written in digits, in whatever form it was asked for."""


def format_numeral(number: int, form: str) -> str:
    """Format a number as Word does.

    Args:
        number: The number.
        form: Word's name of the format (decimal, chineseCounting …).

    Returns:
        The numeral; "" for none and bullet, digits for a format that is not known.

    >>> [format_numeral(12, form) for form in ("decimal", "chineseCounting", "lowerRoman", "upperLetter", "bullet")]
    ['12', '十二', 'xii', 'L', '']
    >>> (format_numeral(105, "chineseCounting"), format_numeral(105, "chineseCountingThousand"),
    ... format_numeral(3, "decimalEnclosedCircle"))
    ('一〇五', '一百零五', '③')
    """
    if form in ("none", "bullet"):
        return ""
    if not 0 < number <= _LARGEST or form not in _FORMS:
        return str(number)
    return _FORMS[form](number) or str(number)


def to_chinese_numeral(
    number: int, digits: str = "零" + _DIGITS[1:], tens: str = "十百千", *, short_ten: bool = True
) -> str:
    """A number from 1 to 9999 in Chinese characters.

    Args:
        number: A number from 1 to 9999.
        digits: The ten digits, from zero.
        tens: The signs for ten, hundred and thousand.
        short_ten: Leave out the one before ten (十二).

    >>> [to_chinese_numeral(number) for number in (1, 10, 21, 110, 1005)]
    ['一', '十', '二十一', '一百一十', '一千零五']
    """
    written = ""
    zero = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            written += (digits[0] if zero else "") + digits[digit] + (tens[power - 1] if power else "")
            zero = False
        else:
            zero = bool(written)
    begins_with_ten = digits[1] + tens[0]
    return written[1:] if short_ten and written.startswith(begins_with_ten) else written


def _to_roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN.items():
        count, number = divmod(number, value)
        written += sign * count
    return written


def _to_letters(number: int) -> str:
    """A to Z, then AA, BB as Word goes on."""
    return chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)


def _digit_by_digit(number: int) -> str:
    return str(number).translate(_CHINESE_DIGITS)


def _one_of(*rows: tuple[int, int]) -> Callable[[int], str]:
    """One of the signs between two codes each; "" beyond the last."""
    signs = "".join(chr(code) for first, last in rows for code in range(first, last + 1))
    return lambda number: signs[number - 1 : number]


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _to_roman,
    "lowerRoman": lambda number: _to_roman(number).lower(),
    "upperLetter": _to_letters,
    "lowerLetter": lambda number: _to_letters(number).lower(),
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"), lambda number: str(number).translate(_FULL_WIDTH_DIGITS)
    ),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"),
        _one_of((0x2460, 0x2473), (0x3251, 0x325F), (0x32B1, 0x32BF)),
    ),
    "decimalEnclosedParen": _one_of((0x2474, 0x2487)),
    "decimalEnclosedFullstop": _one_of((0x2488, 0x249B)),
    **dict.fromkeys(
        ("chineseCounting", "taiwaneseCounting"),
        lambda number: to_chinese_numeral(number) if number < 100 else _digit_by_digit(number),
    ),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting"), to_chinese_numeral),
    "chineseLegalSimplified": lambda number: to_chinese_numeral(number, _LEGAL, "拾佰仟", short_ten=False),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digit_by_digit),
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[number - 1 : number],
    "ideographZodiac": lambda number: "子丑寅卯辰巳午未申酉戌亥"[number - 1 : number],
    "ideographEnclosedCircle": _one_of((0x3280, 0x3289)),
}
