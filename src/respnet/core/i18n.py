"""The words respnet speaks: every sentence exists in Chinese and in English, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in both languages; neither can be left out.

    >>> Text(zh="任务", en="task").of("zh")
    '任务'
    """

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """The text in `lang`."""
        return self.zh if lang == "zh" else self.en

    def to_dict(self) -> dict[str, str]:
        """Both texts, for JSON."""
        return {"zh": self.zh, "en": self.en}


def format_count(number: int, one: str, many: str) -> str:
    """An English count with its noun.

    >>> format_count(1, "task", "tasks"), format_count(0, "task", "tasks")
    ('1 task', '0 tasks')
    """
    return f"{number} {one if number == 1 else many}"


def format_list(names: list[str] | tuple[str, ...], lang: Lang, most: int = 0) -> str:
    """Names as a list that a person would write; after `most` names (0: all) the rest is counted.

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
