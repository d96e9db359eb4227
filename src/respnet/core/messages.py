"""How messages repeat what a person typed, and offer what may be meant."""

from __future__ import annotations

import difflib
import unicodedata

from respnet.core.errors import InputError
from respnet.core.i18n import Lang, Text


def escape_controls(text: str) -> str:
    r"""The text with every control and direction mark spelt out, so that it does nothing where it is shown.

    >>> escape_controls("县\u202e科协\n")
    '县<U+202E>科协<U+000A>'
    """
    return "".join(f"<U+{ord(one):04X}>" if unicodedata.category(one) in _UNSEEN else one for one in text)


_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def truncate_text(text: str) -> str:
    """What a person typed, as a message repeats it: visible, and cut after 60 characters.

    >>> truncate_text("局" * 61) == "局" * 60 + "…"
    True
    """
    return escape_controls(text[:60]) + ("…" if len(text) > 60 else "")


def find_similar_names(name: str, names: list[str]) -> list[str]:
    """At most three of `names` that are written much like `name`, the most alike first."""
    return difflib.get_close_matches(name[:200], names, n=3, cutoff=0.5)


def join_or(names: list[str], lang: Lang) -> str:
    """Names as a choice.

    >>> join_or(["县教委", "县科协"], "zh"), join_or(["a", "b", "c"], "en")
    ('“县教委”或“县科协”', 'a, b or c')
    """
    shown = [f"“{truncate_text(name)}”" if lang == "zh" else truncate_text(name) for name in names]
    joined, last = ("、", "或") if lang == "zh" else (", ", " or ")
    return last.join([joined.join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def not_found_error(what: Text, near: list[str], more: Text) -> InputError:
    """The error for something that is not there, with what may be meant and where to look."""
    if near:
        return InputError(
            Text(
                zh=f"{what.zh}；是不是{join_or(near, 'zh')}？{more.zh}",
                en=f"{what.en}; did you mean {join_or(near, 'en')}? {more.en}",
            )
        )
    return InputError(Text(zh=f"{what.zh}。{more.zh}", en=f"{what.en}. {more.en}"))
