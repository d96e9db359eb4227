"""Tables that are forms: label and value side by side, block after block (任务名称 | … ⏎ 牵头单位 | …)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.intake.tables.header_rows import is_remark, parse_header

if TYPE_CHECKING:
    from respnet.intake.tables.text_tables import TextCell, TextTable


_LABEL = re.compile(r"[\u4e00-\u9fff()（）/、]{2,12}")


def unfold_fields(table: TextTable) -> TextTable | None:
    """Turn a form into a table with a column for each label and a row for each block, which its first label begins.

    Args:
        table: A table.

    Returns:
        The table with the labels as its header, or None where it is no form.
    """
    rows = [[cell for at, cell in enumerate(row) if not at or not cell.is_part_of(row[at - 1])] for row in table.rows]
    while rows and len(rows[0]) == 1:
        rows.pop(0)
    pairs = [pair for row in rows for pair in zip(row[::2], row[1::2], strict=False) if pair[0].text or pair[1].text]
    names = [parse_header(label.text) for label, _ in pairs]
    known = sum(bool(one.name or is_remark(one)) for one in names)
    if any(len(row) % 2 for row in rows) or not pairs or 2 * known < len(pairs) or not any(one.role for one in names):
        return None
    if not all(_LABEL.fullmatch(one.word) for one in names) or any(parse_header(value.text).name for _, value in pairs):
        return None
    blocks: list[dict[tuple[str, int], TextCell]] = []
    header: dict[tuple[str, int], TextCell] = {}
    for (label, value), one in zip(pairs, names, strict=True):
        if not blocks or one.word == names[0].word:
            blocks.append({})
            count: Counter[str] = Counter()
        key = (one.word, count[one.word])
        count[one.word] += 1
        header.setdefault(key, replace(label, covered=False))
        blocks[-1][key] = replace(value, covered=False)
    empty = replace(pairs[0][0], text="", covered=False)
    made = [tuple(header.values()), *(tuple(block.get(key, empty) for key in header) for block in blocks)]
    return replace(table, rows=tuple(made))
