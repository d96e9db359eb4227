"""Diagnostics: reasons why nothing was recognised in a document, in words, with what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.intake.clauses.metadata import MAX_HEAD_LINES
from respnet.intake.documents.document import Grid, Paragraph
from respnet.intake.language.lexicon import LabelKind, interpret_label, is_complete_name, parse_label
from respnet.intake.language.normalize import normalize_text
from respnet.intake.tables.columns import PERSON, TASK_VOCABULARY
from respnet.intake.tables.header_rows import are_units, begins_with_office, is_text, parse_header
from respnet.intake.tables.table_rows import TableReader
from respnet.intake.tables.text_tables import build_grid_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.documents.document import Document
    from respnet.intake.tables.header_rows import ColumnHeader
    from respnet.intake.tables.text_tables import TextTable

_FEW = 20
"""Characters: a document with fewer has lost its text."""


def explain_empty_result(document: Document, unread: Sequence[object]) -> Text:
    """Find the likely reason that no assignment was found: no text, a table lost in conversion, or no clauses.

    Args:
        document: The document that was read.
        unread: Brackets that only looked like clauses.

    Returns:
        The reason, with what to do.
    """
    name = document.file or document.name
    texts = [normalize_text(block.text).text for block in document.blocks if isinstance(block, Paragraph)]
    grids = [block for block in document.blocks if isinstance(block, Grid) and block.rows]
    if sum(map(len, texts)) < _FEW and not grids:
        scan = Text(
            zh="正文若在图片里，请先做文字识别（OCR）。" if document.pictures else "",
            en=" Where its text is in the pictures, run text recognition (OCR) first." if document.pictures else "",
        )
        return Text(
            zh=f"{name} 里几乎没有文字。请打开看看正文是否完整。{scan.zh}",
            en=f"{name} holds almost no text. Open it and see whether it is whole.{scan.en}",
        )
    if _lost_table(texts):
        return Text(
            zh=f"{name} 里有任务分解表的表头，但表格在转换中打散了，无法读取。"
            f"请用原来的 .docx、.xlsx 或网页文件，或把表格另存为 CSV。",
            en=f"{name} has the header of a task table, but the table itself was lost in conversion and "
            f"cannot be read. Use the original .docx, .xlsx or web page, or save the table as CSV.",
        )
    if unread:
        return Text(
            zh=f"{name} 里有 {len(unread)} 处像分工的括号，但都没有明确的单位，没有读出任务。"
            f"请确认这是一份写明牵头单位或责任单位的方案。",
            en=f"{name} holds {len(unread)} brackets that look like clauses, but none names a particular "
            f"unit. Check that this plan names its lead or responsible units.",
        )
    if grids:
        return _describe_headers(document)
    return _explain_text(texts, name)


def _explain_text(texts: Sequence[str], name: str) -> Text:
    """The reason for a text without clauses: another kind of paper, labels without a role, or no division of work."""
    kind = next((found[0] for text in texts[:MAX_HEAD_LINES] if (found := _NO_PLAN.search(text))), "")
    if kind:
        return Text(
            zh=f"{name} 像是“{kind}”，里面没有把任务分给单位，没有读出任务。请换一份写明牵头或责任单位的方案或任务表。",
            en=f"{name} looks like “{kind}” and assigns no tasks to units, so none was read. Choose a plan or a table "
            "of tasks that names lead or responsible units.",
        )
    labels = list(dict.fromkeys(found["label"] for text in texts for found in _UNKNOWN_LABEL.finditer(text)))
    labels = [label for label in labels if label.isascii() or not is_complete_name(label)][:_MOST_LABELS]
    if labels:
        return Text(
            zh=f"{name} 里没有读出任务。后面写着单位、但看不出角色的标签有：{'、'.join(labels)}。"
            "请改为“牵头单位：”“责任单位：”“配合单位：”再读。",
            en=f"No task was read from {name}. Units stand behind labels that tell no role: {', '.join(labels)}. "
            "Write Lead:, Responsible: or Partners: (牵头单位：, 责任单位：, 配合单位：) and read it again.",
        )
    words = (found[1] for text in texts for found in _ANY_LABEL.finditer(text))
    persons = list(dict.fromkeys(filter(_is_person, words)))
    if persons:
        return Text(
            zh=f"{name} 只写了负责的人（{'、'.join(persons[:_MOST_LABELS])}），没有写负责的单位，没有读出任务。"
            "请补上“责任单位：…”再读。",
            en=f"{name} names persons alone ({', '.join(persons[:_MOST_LABELS])}) and no units, so no task was read. "
            "Add Responsible: with a unit and read it again.",
        )
    return Text(
        zh=f"{name} 里没有找到分工，例如“（牵头单位：…）”“责任单位：…”或任务表。请确认文件是否完整：分工常在附件里。",
        en=f"{name} holds no assignments such as (Lead: …), （牵头单位：…）, 责任单位：… or a task table. "
        "Check that the file is complete: the division of work is often in an annex.",
    )


_MOST_LABELS = 5
_NO_PLAN = re.compile(
    r"(?:应急预案|条例|管理规定|登记表|申报表|申请表|审批表|报名表)$|中华人民共和国[\u4e00-\u9fff]{2,20}法$|"
    r"^(?:.{0,60} )?(?:Emergency (?:Operations|Response) Plan|Act|Regulations|Application Form)$"
)
_UNKNOWN_LABEL = re.compile(
    r"(?:^|[(\[【;。])(?P<label>[\u4e00-\u9fff]{2,10}|[A-Z][a-z]+(?: [a-z]+){0,3}) *: *"
    r"(?:[省市县区镇乡州各][\u4e00-\u9fff]{1,12}(?:局|委|办|部|厅|政府|中心)|(?:Department|Ministry|Office) (?:of|for))"
)
"""A label with a unit behind it."""
_ANY_LABEL = re.compile(r"(?:^|[(\[【;。 ])([\u4e00-\u9fff]{2,8}) *:")


def _is_person(label: str) -> bool:
    return interpret_label(label).kind is LabelKind.PERSON


_MOST_HEADERS = 3
"""Headers of tables that a message repeats."""


def _describe_headers(document: Document) -> Text:
    """Name the header cells that were seen, what each is taken for, and the option that reads the tables."""
    tables = [build_grid_matrix(grid, at) for at, grid in enumerate(document.blocks) if isinstance(grid, Grid)]
    seen: list[Text] = []
    offers: list[tuple[tuple[str, str], ...]] = []
    unheaded = False
    for table in [one for one in tables if one.rows][:_MOST_HEADERS]:
        header = max(table.rows[:5], key=lambda row: len({cell.text for cell in row if 0 < len(cell.text) <= MAX_SEEN}))
        columns = [parse_header(cell.text[:MAX_SEEN]) for cell in header]
        words = dict.fromkeys(column for column in columns if column.word)
        seen.append(
            Text(
                zh="、".join(one.word + (f"（{known.zh}）" if (known := _name(one)) else "") for one in words),
                en=", ".join(one.word + (f" ({known.en})" if (known := _name(one)) else "") for one in words),
            )
        )
        below = table.rows[table.rows.index(header) + 1 :]
        texts = [[row[at].text for row in below] for at in range(len(header))]
        offers.append(_guess_columns(columns, texts))
        unheaded |= not any(one.name for one in columns) and any(
            begins_with_office(cell.text) and are_units(own) for cell, own in zip(header, texts, strict=True)
        )
    offer, count = next(
        ((one, count) for one in offers if one and (count := _count_rows(tables, one))),
        (next(filter(None, offers), ()), 0),
    )
    if all(len(table.rows) < 2 for table in tables):
        return Text(
            zh=f"没有读出任务：表格只有表头（{'；'.join(one.zh for one in seen)}），下面没有内容。"
            "请每行填写一项任务，或换一份。",
            en=f"No task was read: the tables hold headers alone ({'; '.join(one.en for one in seen)}), with nothing "
            "under them. Write one row for each task, or choose another file.",
        )
    if unheaded:
        return Text(
            zh=f"没有读出任务：表格的第一行（{seen[0].zh}）像是内容，不是表头。"
            "请在上面加一行表头，例如“序号、工作任务、牵头单位、配合单位”，再读一次。",
            en=f"No task was read: the first row of the table ({seen[0].en}) looks like content, not like headers. "
            "Put a row of headers above it, such as number, title, lead_units, supporting_units, and read it again.",
        )
    zh = ",".join(f"{_SHORT_WORDS[column].zh}={word}" for column, word in offer) or "任务=B,牵头=D"
    en = ",".join(f"{_SHORT_WORDS[column].en}={word}" for column, word in offer) or "title=B,lead=D"
    tried = (
        Text(zh=f"试读得 {count} 行", en=f"it reads {count} rows")
        if count
        else Text(zh="B、D 换成实际的列号或表头", en="with the letters or headers of your columns")
    )
    return Text(
        zh=f"没有读出任务。表格的表头是：{'；'.join(one.zh for one in seen)}（括号里是认出的列）。"
        f"要有写任务的一列和写单位的一列：可加上 --columns '{zh}'（{tried.zh}），"
        "或把表头改为“工作任务”“牵头单位”“责任单位”“配合单位”。若文件里本来没有分工，请换一份。",
        en=f"No task was read. The tables are headed: {'; '.join(one.en for one in seen)} (in brackets: "
        "the column it is taken for; without brackets it is not known). A task table needs a column for the task and "
        f"one for units: add --columns '{en}' ({tried.en}), or rename the headers to "
        "title, lead_units, responsible_units or supporting_units. If the file divides no work, choose another.",
    )


MAX_SEEN = 20
"""Characters of a header cell that a message repeats."""
_SHORT_WORDS = {"title": Text(zh="任务", en="title"), "responsible_units": Text(zh="责任", en="responsible")}


def _name(column: ColumnHeader) -> Text | None:
    """Name what a column is taken for, in words for people."""
    usual = next((one for one in TASK_VOCABULARY.columns if one.name == TASK_VOCABULARY.find_column(column.word)), None)
    person = (
        Text(zh="人，不是单位", en="persons, no units") if column.name == PERSON or _is_person(column.word) else None
    )
    return Text(zh=usual.words[0], en=usual.name) if usual else person


def _guess_columns(columns: Sequence[ColumnHeader], texts: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """The headers of the longest text and of what may be units beside it, () where they are not clear."""
    named = [at for at, column in enumerate(columns) if column.word and column.name not in ("number", "deadline")]
    sizes = {at: sum(map(len, texts[at])) for at in named if any(texts[at])}
    offices = [at for at in sizes if columns[at].role or (are_units(texts[at]) and columns[at].name != "title")]
    sure = (
        at for at in offices if columns[at].role or re.search("单位|部门|机构|[Aa]genc|[Dd]epart", columns[at].word)
    )
    units = next(sure, offices[0] if offices else -1)
    spare = (
        at for at in sizes if at not in offices and (columns[at].name == "title" or is_text(columns[at], texts[at]))
    )
    works = sorted(spare, key=lambda at: (columns[at].name != "title", -sizes[at]))
    if units < 0 or not works:
        return ()
    return (("title", columns[works[0]].word), ("responsible_units", columns[units].word))


def _count_rows(tables: Sequence[TextTable], given: tuple[tuple[str, str], ...]) -> int:
    """Count the rows with units that the tables give where these columns are named."""
    reader = TableReader(given=given)
    for table in tables:
        reader.read(table)
    return sum(bool(draft.lists) for draft in reader.drafts)


def _lost_table(texts: Sequence[str]) -> bool:
    """True if header words of a table stand in the text one after the other, without their cells."""
    for words in (re.split(r"[\s|]+", text.strip(" |\n")) for text in texts):
        if len(words) <= 12 and any(map(_TASK_HEADER.fullmatch, words)) and any(map(_announces_units, words)):
            return True
    short = [text.strip() for text in texts if len(text.strip()) <= 8]
    return "序号" in short and any(map(_announces_units, short))


_TASK_HEADER = re.compile(r"序号|.{0,4}(?:任务|事项|内容)")


def _announces_units(word: str) -> bool:
    label = parse_label(word)
    return label is not None and label.kind is LabelKind.UNITS
