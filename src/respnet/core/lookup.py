"""Lookup of units and tasks by what people write: one rule for commands, questions and Python."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.messages import find_similar_names, join_or, not_found_error, truncate_text
from respnet.core.plan import Task, Unit
from respnet.core.unit_names import is_likely_same

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
