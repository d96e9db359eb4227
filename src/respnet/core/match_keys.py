"""Keys of texts: titles compared whatever their print, and the label that is one task's alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from respnet.core.plan import Task

_SECTION_NUMBER = re.compile(
    r"\s*(?:(?P<bracketed>[（(][^（()）]{1,4}[）)])|(?P<plain>[〇零一二三四五六七八九十百]+|\d+(?:\.\d+)*)\s*[、.．])"
)
"""（二）实施…, 二、重点任务, 2.1. Goals: how a section is numbered."""


def distinct_labels(tasks: Sequence[Task]) -> dict[str, str]:
    """Map each task id to a label that no other task has; where section numbers do not help, `#` and the position.

    >>> tasks = [Task("p/1", 1, "t", "1", section=("一、任务",)), Task("p/1~2", 2, "t", "1", section=("二、保障",))]
    >>> distinct_labels(tasks)
    {'p/1': '一.1', 'p/1~2': '二.1'}
    """
    labels = {task.id: task.label for task in tasks}
    for depth in range(1, 1 + max((len(task.section) for task in tasks), default=0)):
        held = Counter(labels.values())
        if len(held) == len(tasks):
            return labels
        labels = {
            task.id: labels[task.id] if held[labels[task.id]] == 1 else _within_sections(task, depth) for task in tasks
        }
    held = Counter(labels.values())
    return {task.id: labels[task.id] if held[labels[task.id]] == 1 else f"#{task.order}" for task in tasks}


def _within_sections(task: Task, depth: int) -> str:
    """Prefix the task's number with those of its `depth` nearest sections.

    >>> _within_sections(Task("p/x", 5, "t", "2", section=("二、任务", "（三）工程")), 1)
    '（三）2'
    >>> _within_sections(Task("p/x", 5, "t", "2", section=("二、任务", "（三）工程")), 2)
    '二（三）2'
    >>> _within_sections(Task("p/x", 5, "t", "2", section=("四、保障",)), 1)
    '四.2'
    """
    label = task.label
    for section in reversed(task.section[-depth:]):
        found = _SECTION_NUMBER.match(section)
        if found is None:
            continue
        number = found["bracketed"] or found["plain"]
        joint = "" if number[-1] in "）)" or label[0] in "（(" else "."
        label = f"{number}{joint}{label}"
    return label


_DIGITS = "〇零一二三四五六七八九十百0-9"
_NUMBERING = re.compile(
    rf"(?:\s*(?:\([{_DIGITS}]{{1,4}}\)|第[{_DIGITS}]{{1,5}}(?:[章节条篇]|部分)[、:]?|[①-⑳⑴-⒇]"
    rf"|[{_DIGITS}]{{1,4}}(?:、|\)|\.(?!\d))|\d{{1,3}}(?:\.\d{{1,3}})+(?:[、.]|\s+(?![万亿千百倍]))))+\s*"
)
"""（二）, 二、, 第三章, 2. and 2.1 before the words; 2025年, 12345 and 1.5万 are words."""
_ENDS = "。．.;；,，、"


def title_key(text: str) -> str:
    """Return the letters and digits of a title, full-width characters folded.

    >>> title_key("修 路，Ａ")
    '修路A'
    """
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())


def strip_numbering(text: str) -> str:
    """Return the letters of a title or heading without the numbering before them; one that is all numbering stays.

    >>> (strip_numbering("（二）实施提升行动"), strip_numbering("第三章 保障"),
    ... strip_numbering("3.重点 任务"), strip_numbering("12345热线"))
    ('实施提升行动', '保障', '重点任务', '12345热线')
    """
    narrow = text.translate(_NARROW)
    return title_key(_NUMBERING.sub("", narrow, count=1) if _NUMBERING.match(narrow) else text) or title_key(text)


_NARROW = {0xFF08: "(", 0xFF09: ")", 0xFF0E: ".", 0xFF1A: ":", **{0xFF10 + digit: str(digit) for digit in range(10)}}


def match_key(text: str) -> str:
    """Return the text without blanks, width differences and final punctuation; signs count, as in ≥50%.

    >>> match_key("２０２５ 年 6月。"), match_key("＞50%") == match_key("<50%")
    ('2025年6月', False)
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip(_ENDS)
