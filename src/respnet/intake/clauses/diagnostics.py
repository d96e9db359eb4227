"""Diagnostics: reasons why nothing was recognised in a document, in words, with what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.intake.documents.document import Grid, Paragraph
from respnet.intake.language.lexicon import LabelKind, parse_label
from respnet.intake.language.normalize import normalize_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.clauses.clause import UnreadClause
    from respnet.intake.documents.document import Document

_FEW = 50
"""Characters: a document with fewer has lost its text."""


def explain_empty_result(document: Document, unread: Sequence[UnreadClause]) -> Text:
    """Find the likely reason that no assignment was found: no text, a table lost in conversion, or no clauses.

    Args:
        document: The document that was read.
        unread: Brackets that only looked like clauses.

    Returns:
        The reason, with what to do.
    """
    texts = [normalize_text(block.text).text for block in document.blocks if isinstance(block, Paragraph)]
    grids = [block for block in document.blocks if isinstance(block, Grid) and block.rows]
    if sum(map(len, texts)) < _FEW and not grids:
        return Text(
            zh=f"{document.name} 里几乎没有文字。请打开看看正文是否完整；正文若是图片，请先做文字识别（OCR）。",
            en=f"{document.name} holds almost no text. Open it and see whether it is whole; where its text is a "
            "picture, run text recognition (OCR) first.",
        )
    if _lost_table(texts):
        return Text(
            zh=f"{document.name} 里有任务分解表的表头，但表格在转换中打散了，无法读取。"
            f"请用原来的 .docx、.xlsx 或网页文件，或把表格另存为 CSV。",
            en=f"{document.name} has the header of a task table, but the table itself was lost in conversion and "
            f"cannot be read. Use the original .docx, .xlsx or web page, or save the table as CSV.",
        )
    if unread:
        return Text(
            zh=f"{document.name} 里有 {len(unread)} 处像分工的括号，但都没有明确的单位，没有读出任务。"
            f"请确认这是一份写明牵头单位或责任单位的方案。",
            en=f"{document.name} holds {len(unread)} brackets that look like clauses, but none names a particular "
            f"unit. Check that this plan names its lead or responsible units.",
        )
    if grids:
        return _describe_headers(grids)
    return Text(
        zh=f"{document.name} 里没有找到分工，例如“（牵头单位：…）”“责任单位：…”或任务分解表。"
        f"请确认文件是否完整：分工常在附件里。",
        en=f"{document.name} holds no assignments such as （牵头单位：…）, 责任单位：… or a task table. "
        f"Check that the file is complete: the division of work is often in an annex.",
    )


_MOST_HEADERS = 3
"""Headers of tables that a message repeats."""


def _describe_headers(grids: Sequence[Grid]) -> Text:
    """Name the header cells that were seen, what each is taken for, and the headers that a task table needs."""
    from respnet.intake.tables.columns import TASK_VOCABULARY
    from respnet.intake.tables.header_rows import is_header_word

    seen: list[str] = []
    for grid in grids[:_MOST_HEADERS]:
        row = max(grid.rows[:5], key=lambda cells: len({cell.text for cell in cells if 0 < len(cell.text) <= 20}))
        words = dict.fromkeys("".join(cell.text.split())[:20] for cell in row if cell.text)
        named = [f"{word}（{TASK_VOCABULARY.find_column(word)}）" if is_header_word(word) else word for word in words]
        seen.append("、".join(named))
    headers = "；".join(seen)
    return Text(
        zh=f"没有读出任务。表格的表头是：{headers}（括号里是认出的列）。任务表要有任务一列和单位一列："
        "请把表头改为“工作任务”“牵头单位”“责任单位”“配合单位”等再读；若文件里本来没有分工，请换一份。",
        en=f"No task was read. The tables are headed: {headers} (in brackets: the column it is taken for). A task "
        "table needs a column for the task and one for units: rename the headers to title, lead_units, "
        "responsible_units or supporting_units; if the file divides no work, choose another.",
    )


def _lost_table(texts: Sequence[str]) -> bool:
    """True if header words of a table stand in the text one after the other, without their cells."""
    for text in texts:
        words = [word for word in re.split(r"[\s|]+", text) if word]
        roles = sum(1 for word in words if (label := parse_label(word)) is not None and label.kind is LabelKind.UNITS)
        if (
            roles
            and len(words) <= 12
            and any(re.fullmatch(r"序号|.{0,4}任务|.{0,4}事项|.{0,4}内容", word) for word in words)
        ):
            return True
    short = [text.strip() for text in texts if len(text.strip()) <= 8]
    labels = {text for text in short if (label := parse_label(text)) is not None and label.kind is LabelKind.UNITS}
    return bool(labels) and "序号" in short
