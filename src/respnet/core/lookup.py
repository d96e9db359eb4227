"""Lookup by what people write: one rule for commands, questions and Python; keys of titles, and labels that differ."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.messages import find_similar_names, join_or, not_found_error, truncate_text
from respnet.core.plan import Task, Unit
from respnet.core.unit_names import is_likely_same

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


T = TypeVar("T", Unit, Task)

IN_PLAN = Text(zh="方案中没有", en="The plan has no ")
AS_PRINTED = Text(zh="请照方案里的写法写。", en="Write it as the plan does.")
BY_NUMBER = Text(
    zh="请写任务序号，如 4、4.1；没有序号的写 # 加位置，如 #3。",
    en="Write its number, such as 4 or 4.1, or where none is printed # and its place, such as #3.",
)


def lookup(text: str, candidates: Iterable[Unit], *, absent: Text = IN_PLAN, advice: Text = AS_PRINTED) -> Unit:
    """Find the unit that a person means.

    Args:
        text: A canonical name, recorded spelling, English name or id (丰都县/县科协); blanks around it, case and
            character width are ignored.
        candidates: The units of one plan, or of several plans, in which units of one name count as one.
        absent: Start of the message where there is none, up to the word "unit".
        advice: End of that message.

    Returns:
        The unit; a unit's own name goes before another's recorded spelling.

    Raises:
        InputError: There is no such unit (the message offers similar names), or several are known by this name.

    >>> units = [Unit("p/县科协", "县科协", english="Science Association"), Unit("p/县教委", "县教委")]
    >>> [lookup(text, units).name for text in (" 县科协", "science ASSOCIATION", "p/县教委")]
    ['县科协', '县科协', '县教委']
    """
    units = tuple(candidates)
    found = match_units(text, units)
    if len(found) == 1:
        return found[0]
    if found:
        choice = [unit.name for unit in found]
        raise InputError(
            zh=f"“{truncate_text(text)}”可能是{join_or(choice, 'zh')}：请写全称。",
            en=f"“{truncate_text(text)}” may be {join_or(choice, 'en')}: write that name.",
        )
    of = {written: unit.name for unit in units for written in (*unit.also_written, unit.english, unit.name) if written}
    near = [unit.name for unit in units if text.strip() and is_likely_same(unit.name, text[:200])]
    near += [of[written] for written in find_similar_names(text, list(of))]
    what = Text(zh=f"{absent.zh}单位“{truncate_text(text)}”", en=f"{absent.en}unit “{truncate_text(text)}”")
    raise not_found_error(what, list(dict.fromkeys(near))[:3], advice)


def match_units(text: str, candidates: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return all units that `text` may mean by `lookup`'s rule, one of each name; several where they share a spelling.

    Args:
        text: The text as typed.
        candidates: The units of one plan, or of several plans.
    """
    found = _match(text, candidates, (lambda unit: (unit.name,), _list_spellings, lambda unit: (unit.id,)))
    return tuple({unit.name: unit for unit in reversed(found)}.values())[::-1]


def lookup_task(text: str, candidates: Iterable[Task], *, absent: Text = IN_PLAN, advice: Text = BY_NUMBER) -> Task:
    """Find the task that a person means.

    Args:
        text: A printed number (4, 4.1), a place (#3) where none is printed, or an id.
        candidates: The tasks of one plan.
        absent: Start of the message where there is none, up to the word "task".
        advice: End of that message.

    Raises:
        InputError: There is no such task, or its number stands on several.
    """
    found = _match(text, candidates, (lambda task: (task.id,), lambda task: (task.label,)))
    if not found:
        what = Text(zh=f"{absent.zh}任务“{truncate_text(text)}”", en=f"{absent.en}task “{truncate_text(text)}”")
        raise not_found_error(what, [], advice)  # other numbers look alike without being meant
    if len(found) > 1:
        ids = [task.id for task in found]
        raise InputError(
            zh=f"序号“{truncate_text(text)}”的任务有 {len(found)} 项：请写{join_or(ids, 'zh')}。",
            en=f"The number “{truncate_text(text)}” stands on {len(found)} tasks: write {join_or(ids, 'en')}.",
        )
    return found[0]


def _match(text: str, candidates: Iterable[T], fields: Iterable[Callable[[T], tuple[str, ...]]]) -> tuple[T, ...]:
    """Return the candidates of the first field that has `text`; exact matches go before other case or width."""
    those = tuple(candidates)
    for read in fields:
        for normalize in (str.strip, _normalize):
            said = normalize(text)
            found = tuple(one for one in those if said and said in map(normalize, read(one)))
            if found:
                return found
    return ()


def _list_spellings(unit: Unit) -> tuple[str, ...]:
    return (*unit.also_written, unit.english)


def _normalize(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
