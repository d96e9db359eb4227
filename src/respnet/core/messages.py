"""Parts of messages: user input repeated safely, similar names suggested, columns of a terminal counted."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache
from unicodedata import east_asian_width

from respnet.core.errors import InputError
from respnet.core.i18n import Lang, Text

FOR_CHECKING = Text(zh="供核对使用，以印发文件为准", en="for checking; the issued document prevails")
NO_LEADS_NAMED = Text(zh="方案没有写明牵头单位，不作推定", en="the plan names no lead units, and none are assumed")

WIDE = "WF"
"""East Asian Width classes that are two columns wide in every font."""

WIDE_IN_CHINESE = "WFA"
"""The same in Chinese fonts, which draw ambiguous characters (“ ” … ① ±) at full width."""


def count_columns(text: str, wide: str = WIDE) -> int:
    """Count the columns that a text takes.

    Args:
        text: Text of one line.
        wide: East Asian Width classes (Unicode Annex 11) that count two.

    >>> count_columns("县科协 OK"), count_columns("“县科协”"), count_columns("“县科协”", WIDE_IN_CHINESE)
    (9, 8, 10)
    """
    if text.isascii():
        return len(text)
    return len(text) + sum(east_asian_width(character) in wide for character in text)


def wrap_text(text: str, width: int) -> list[str]:
    """Wrap text to lines of at most `width` columns; no Chinese line begins with a closing mark or parts 21 from 项.

    Args:
        text: The paragraph.
        width: Largest number of terminal columns.

    Returns:
        The lines.

    >>> wrap_text("生成报告：index.html 和 analysis.json。", 18), wrap_text("牵头任务有 21 项，", 14)
    (['生成报告：', 'index.html 和', 'analysis.json。'], ['牵头任务有', '21 项，'])
    """
    lines = [""]
    for piece in _load_pieces().findall(text):
        if count_columns(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] or len(lines) == 1 else piece.lstrip()
    return [line.rstrip() for line in lines if line.strip()]


@cache
def _load_pieces() -> re.Pattern[str]:
    """Return the pattern of unbreakable pieces: a Latin word, a number and its 项, or one character, with marks."""
    return re.compile(r"[（“《]*(?:[!-~]*\d%? [\u4e00-\u9fff]|[!-~]+|[^\s（“《])[，。；：、？！）”》]*|\s+|.")


def escape_controls(text: str) -> str:
    r"""Spell out every control and direction character, so that it has no effect where it is shown.

    >>> escape_controls("县\u202e科协\n")
    '县<U+202E>科协<U+000A>'
    """
    return "".join(f"<U+{ord(one):04X}>" if unicodedata.category(one) in _UNSEEN else one for one in text)


_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def truncate_text(text: str) -> str:
    """Return user input for a message: control characters spelt out, cut after 60 characters.

    >>> truncate_text("局" * 61) == "局" * 60 + "…"
    True
    """
    return escape_controls(text[:60]) + ("…" if len(text) > 60 else "")


def find_similar_names(name: str, names: list[str]) -> list[str]:
    """Find at most three close matches, the closest first.

    Args:
        name: The name that was not found.
        names: The candidates.
    """
    return difflib.get_close_matches(name[:200], names, n=3, cutoff=0.5)


def join_or(names: list[str], lang: Lang) -> str:
    """Join names into a choice: A, B or C.

    Args:
        names: The names, in order.
        lang: Language of the separators.

    >>> join_or(["县教委", "县科协"], "zh"), join_or(["a", "b", "c"], "en")
    ('“县教委”或“县科协”', 'a, b or c')
    """
    shown = [f"“{truncate_text(name)}”" if lang == "zh" else truncate_text(name) for name in names]
    joined, last = ("、", "或") if lang == "zh" else (", ", " or ")
    return last.join([joined.join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def not_found_error(what: Text, near: list[str], more: Text) -> InputError:
    """Make the error for a name that does not exist.

    Args:
        what: The sentence that says what does not exist.
        near: Similar names to suggest; may be empty.
        more: Where to look for the right name; ends the message.

    Returns:
        The error, to be raised by the caller.
    """
    if near:
        return InputError(
            zh=f"{what.zh}；是不是{join_or(near, 'zh')}？{more.zh}",
            en=f"{what.en}; did you mean {join_or(near, 'en')}? {more.en}",
        )
    return InputError(zh=f"{what.zh}。{more.zh}", en=f"{what.en}. {more.en}")
