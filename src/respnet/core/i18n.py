"""Bilingual texts: every sentence exists in Chinese and in English, side by side."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


def get_message_lang() -> Lang:
    """Return the language of messages where no --lang is given: RESPNET_LANG, else the locale's, else English."""
    for name in ("RESPNET_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value:
            return "zh" if value.startswith("zh") else "en"
    if sys.platform == "win32":  # sets none of these
        import locale

        return "zh" if (locale.getlocale()[0] or "").startswith(("zh", "Chinese")) else "en"
    return "en"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages; neither can be left out.

    >>> Text(zh="任务", en="task").of("zh")
    '任务'
    """

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """Return the text in `lang`."""
        return self.zh if lang == "zh" else self.en

    def to_dict(self) -> dict[str, str]:
        """Return both texts, for JSON."""
        return {"zh": self.zh, "en": self.en}


def format_count(number: int, one: str, many: str) -> str:
    """Format an English count with its noun.

    Args:
        number: The count.
        one: The noun in the singular.
        many: The noun in the plural.

    >>> format_count(1, "task", "tasks"), format_count(0, "task", "tasks")
    ('1 task', '0 tasks')
    """
    return f"{number} {one if number == 1 else many}"


def format_list(names: list[str] | tuple[str, ...], lang: Lang, most: int = 0) -> str:
    """Join names into a natural-language list.

    Args:
        names: The names, in order.
        lang: Language of the separators and of the remainder.
        most: Number of names written out; the others are counted. 0 writes all of them.

    >>> format_list(["县教委", "县科协"], "zh")
    '县教委、县科协'
    >>> format_list(["a", "b", "c"], "en")
    'a, b and c'
    >>> format_list(["a", "b", "c"], "en", most=2)
    'a, b and 1 more'
    """
    shown = list(names[:most]) if most and len(names) > most else list(names)
    left = len(names) - len(shown)
    if lang == "zh":
        return "、".join(shown) + (f"等 {len(names)} 个" if left else "")
    if left:
        return f"{', '.join(shown)} and {left} more"
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)
