"""Boundaries between the papers of a collection: a title, and numbers that start anew."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.clauses.text_lines import TextLine
    from respnet.intake.language.normalize import TextStream
    from respnet.intake.language.outline import Outline

_TITLE = re.compile(
    r"(?!附件|附表|附录|[一二三四五六七八九十]+、|\(|\d)[^。:;]{5,60}"
    r"(?:通知|方案|意见|计划|规划|纲要|办法|要点|分工|清单|决定|措施|公告|函|安排|任务|规定|条例|通报|行动|[一二三四五六七八九十]条)(?:\([^()]{1,12}\))?"
)
_ANNEX = re.compile(r"附(?:件|表|录)")


def find_papers(stream: TextStream, lines: Sequence[TextLine], tree: Outline) -> list[tuple[int, int]]:
    """Find where the papers after the first begin.

    An annex belongs to its paper; a notice and the plan that it carries are one paper, for nothing is numbered twice
    between them.

    Args:
        stream: The folded text.
        lines: Its lines.
        tree: The outline, whose numbers tell where a paper starts anew.

    Returns:
        Block and place in the stream of each title, in order.
    """
    starts: list[tuple[int, int]] = []
    roots = [tree.nodes[node].marker for node in tree.roots]
    at = 0
    for before, marker in pairwise(roots):
        if marker.value != 1 or before.kind < marker.kind:
            continue
        while at < len(lines) and lines[at].start <= before.start:
            at += 1
        annexed = False
        while at < len(lines) and lines[at].start < marker.start:
            line = stream.text[lines[at].start : lines[at].end]
            if _TITLE.fullmatch(line) and not annexed:
                starts.append((stream.blocks[lines[at].start], lines[at].start))
                break
            annexed = bool(_ANNEX.match(line))
            at += 1
    return starts
