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
    cells = sum(len(row) for block in document.blocks if isinstance(block, Grid) for row in block.rows)
    if sum(map(len, texts)) + cells < _FEW:
        return Text(
            zh=f"{document.name} 里几乎没有文字，可能是扫描件。请先做文字识别（OCR），或找到有文字的版本。",
            en=f"{document.name} holds almost no text; it may be a scan. Run text recognition (OCR) first, "
            f"or find a copy with text.",
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
    return Text(
        zh=f"{document.name} 里没有找到分工，例如“（牵头单位：…）”“责任单位：…”或任务分解表。"
        f"请确认文件是否完整：分工常在附件里。",
        en=f"{document.name} holds no assignments such as （牵头单位：…）, 责任单位：… or a task table. "
        f"Check that the file is complete: the division of work is often in an annex.",
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
