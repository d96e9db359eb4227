"""Distinct task labels: the printed number, qualified by section numbers or replaced by the position if repeated."""

from __future__ import annotations

import re
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
