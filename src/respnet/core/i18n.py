"""Bilingual texts: every sentence exists in Chinese and in English, side by side."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
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


EMPTY_TEXT = Text(zh="", en="")


def join_sentences(said: Iterable[Text]) -> Text:
    """Join sentences to a paragraph; empty ones are left out.

    >>> join_sentences([Text(zh="有。", en="Yes."), EMPTY_TEXT, Text(zh="无。", en="No.")]).en
    'Yes. No.'
    """
    there = [one for one in said if one.zh]
    return Text(zh="".join(one.zh for one in there), en=" ".join(one.en for one in there))


def as_sentence(clause: Text) -> Text:
    """Make a clause a sentence: a capital letter, and a stop.

    >>> as_sentence(Text(zh="无", en="none")).en
    'None.'
    """
    return Text(zh=f"{clause.zh}。", en=f"{clause.en[:1].upper()}{clause.en[1:]}.")


def format_number(value: float, digits: int = 0) -> str:
    """Format a number as people round: halves up, also where the float is a hair below.

    Args:
        value: The number.
        digits: Decimals kept.

    >>> format_number(12.5), format_number(100 * 0.145), format_number(2.45, 1), format_number(3, 1)
    ('13', '15', '2.5', '3.0')
    """
    return str(Decimal(f"{value:.9f}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def format_share(part: float, whole: float = 1.0) -> str:
    """Format a share in percent, with one decimal below 10 % and where it would look like all.

    Args:
        part: The part.
        whole: The whole, above 0.

    >>> format_share(4, 32), format_share(1, 40), format_share(0.5)
    ('13%', '2.5%', '50%')
    >>> format_share(0, 9), format_share(999, 1000), format_share(9, 9)
    ('0%', '99.9%', '100%')
    """
    percent = 100 * part / whole
    whole_percent = not percent or 9.95 <= percent < 99.5 or percent >= 100
    return f"{format_number(percent, 0 if whole_percent else 1)}%"


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


class Localizer:
    """Labels of one catalogue in one language."""

    labels: Mapping[str, Text]
    lang: Lang

    def t(self, key: str, **values: object) -> str:
        """Return a label with its values filled in.

        Args:
            key: Key of the label.
            values: Values of its placeholders.
        """
        text = self.labels[key].of(self.lang)
        return text.format(**values) if values else text

    def say(self, text: Text) -> str:
        """Return a text in this language."""
        return text.of(self.lang)
