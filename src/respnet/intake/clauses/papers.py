"""Boundaries between the papers of a collection: numbers that start anew below a title, a signature or a preamble."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.language.normalize import TextStream
    from respnet.intake.language.outline import Outline
    from respnet.intake.language.text_lines import TextLine

_TITLE = re.compile(
    r"(?!附件|附表|附录|表\d|[一二三四五六七八九十]+、|\(|\d)[^。:;|]{5,60}"
    r"(?:通知|方案|意见|计划|规划|纲要|办法|要点|分工|清单|决定|措施|公告|函|安排|任务|规定|条例|通报|行动|细则|台账|[解工任责务]表|"
    r"[一二三四五六七八九十]条)(?:\([^()]{1,12}\))?"
)
_PREAMBLE = re.compile(
    r"(?:标 *题|title|索引号|\[ ?索引号 ?\])[ :].*|"
    r".*(?:制定本|提出(?:如下|以下)|特制定|通知如下|制定(?:如下|以下)).{0,20}|"
    r"(?:为[^。]|随着|近年来|根据|按照)[^。]{15,}[。:].*"
)
_SIGNED = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
_ANNEX = re.compile(r"附(?:件|表|录)[\d一二三四五六]{0,2}:?")
MIN_WORDS_BEFORE_NUMBER = 10
"""Characters before the first number of a paper that stands on one line."""


def find_papers(
    stream: TextStream, lines: Sequence[TextLine], tree: Outline, rows: Sequence[int], tables: Sequence[int] = ()
) -> list[int]:
    """Find the blocks at which the papers after the first begin; an annex belongs to its paper.

    A paper divides work: a notice without a clause of its own and the plan that it carries are one.

    Args:
        stream: The folded text.
        lines: Its lines.
        tree: The outline, whose numbers tell where a paper starts anew.
        rows: The blocks that hold a clause or a table, in order.
        tables: The blocks of the tables: one below a title of its own that no number goes on from is a paper.

    Returns:
        The blocks, in order.
    """
    opening = [line for line in lines if line.start == 0 or stream.blocks[line.start] != stream.blocks[line.start - 1]]
    starts = [line.start for line in opening]
    blocks = [stream.blocks[start] for start in starts]
    roots = [tree.nodes[node].marker for node in tree.roots]
    places = [stream.blocks[marker.start] for marker in roots]
    found: list[int] = []
    for before, marker in pairwise(roots):
        if marker.value == 1 and before.kind >= marker.kind:
            window = range(bisect_right(starts, before.start), bisect_right(starts, marker.start))
            found.append(_find_beginning(stream, opening, window, marker.start))
    for table in tables:
        following = bisect_left(places, table)
        last = bisect_left(blocks, table) - 1
        if last >= 0 and (following == len(roots) or roots[following].value == 1):
            title = stream.text[starts[last] : opening[last].end]
            annexed = last > 0 and _ANNEX.fullmatch(stream.text[starts[last - 1] : opening[last - 1].end])
            found.append(blocks[last] if _TITLE.fullmatch(title) and not annexed else -1)
    papers: list[int] = []
    for block in sorted(found):
        if bisect_left(rows, block) > bisect_left(rows, papers[-1] if papers else 0):
            papers.append(block)
    return papers


def _find_beginning(stream: TextStream, opening: Sequence[TextLine], window: range, number: int) -> int:
    """The block where a paper begins before its first number, -1 where nothing says that one does."""
    found, annexed = -1, False
    for at in window:
        words = stream.text[opening[at].start : min(opening[at].end, number)]
        block = stream.blocks[opening[at].start]
        if _ANNEX.fullmatch(words):
            found, annexed = -1, True
        elif found < 0 and _SIGNED.fullmatch(words):
            found = block + 1
        elif found < 0 and _TITLE.fullmatch(words):
            found, annexed = (-1 if annexed else block), False
        elif found < 0 and (_PREAMBLE.fullmatch(words) or number - opening[at].start >= MIN_WORDS_BEFORE_NUMBER):
            found = block if at == window[-1] or _PREAMBLE.fullmatch(words) else -1
    return found
