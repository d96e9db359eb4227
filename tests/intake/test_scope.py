"""Which item a clause governs, where the document's habit decides."""

from __future__ import annotations

import pytest

from tests.intake.shown import shown


def paper(chapters: int, items: int, enumerations: int) -> str:
    """A document whose clauses stand at so many chapters, at so many items, and after so many enumerations in items."""
    numbers = iter("一二三四五六七八九十")
    lines = [f"{next(numbers)}、统筹推进。各司其职。（县发改局负责）" for _ in range(chapters)]
    lines.append(f"{next(numbers)}、重点任务")
    numbers = iter("一二三四五六七八九十")
    lines += [f"（{next(numbers)}）办好学校。抓好落实。（县教委负责）" for _ in range(items)]
    for _ in range(enumerations):
        lines += [f"（{next(numbers)}）举办比赛。分三步。", "1.报名。", "2.预赛。", "3.决赛。（县团委负责）"]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("chapters", "items", "enumerations", "whole"),
    [
        (5, 3, 2, True),  # three clauses in ten stand at an item: it is where this document puts them
        (6, 2, 2, False),  # only two in ten
        (4, 3, 3, False),  # three in ten stand at the enumerations themselves
    ],
)
def test_a_clause_after_an_enumeration_is_the_items_where_items_usually_have_one(
    chapters: int, items: int, enumerations: int, whole: bool
) -> None:
    rows = shown(paper(chapters, items, enumerations))[chapters + items :]
    if whole:
        assert rows == ("（四） 举办比赛 责县团委", "（五） 举办比赛 责县团委")
    else:
        assert rows == ("1 报名", "2 预赛", "3 决赛 责县团委") * enumerations
