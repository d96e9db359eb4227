"""Header words of task tables: the unit columns by the same words as labels, the others by a short list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from respnet.core.plan import Role
from respnet.intake.language.lexicon import LabelKind, LabelWord, parse_label
from respnet.intake.language.normalize import normalize_text

if TYPE_CHECKING:
    from collections.abc import Sequence


class ColumnKind(StrEnum):
    """What a column holds. A loose one is the title where no other is, else text."""

    NUMBER = "number"
    SECTION = "section"
    TITLE = "title"
    LOOSE = "loose"
    UNITS = "units"
    DEADLINE = "deadline"
    TARGETS = "targets"
    PERSON = "person"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class ColumnHeader:
    """One column of a table: what it holds, its role for units, and the header as folded."""

    column: ColumnKind
    word: str
    role: Role | None = None


_NUMBER = re.compile(r"序号|编号|序|号|任务编号|任务序号|条目|no\.?|项号", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:所属)?(?:章节|类别|任务类别|任务分类|工作类别|分类|板块|领域|专项|方面|一级指标|大类|重点领域|任务板块)"
)
_TITLE = re.compile(
    r"(?:主要|重点|具体|目标|年度|改革|工作|考核|整改|建设|创建|评价|分解)*(?:与|和|及)?(?:工作|任务|目标)*(?:任务|事项|项目|工作|名称|任务名称|项目名称|事项名称|问题)"
    r"(?:任务|名称|分解|分工|清单|与要求)*"
)
_LOOSE = re.compile(r"(?:.{0,4}(?:内容|措施|举措|要求|指标|标准|任务分解|要点|目标和要求|说明))")
_TARGETS = re.compile(
    r"(?:目标|目标要求|工作目标|任务目标|具体目标|预期目标|目标值|量化指标|主要指标|年度目标|预期成果)"
)
_UNIT_ALONE = re.compile(r"单位|部门|单位名称|部门名称|单位\(部门\)")


def parse_header(text: str) -> ColumnHeader:
    """What the header of a column announces.

    >>> (parse_header("工 作 任 务").column.value, parse_header("市委内牵头处室").role.value,
    ... parse_header("备注").column.value)
    ('title', 'lead', '')
    """
    word = re.sub(r"[\s:*]+", "", normalize_text(text).text)
    bare = re.sub(r"\([^()]*\)|〔[^〔〕]*〕", "", word)
    for form in dict.fromkeys((bare, re.sub(r"[()]", "", word))):
        for column, pattern in (
            (ColumnKind.NUMBER, _NUMBER),
            (ColumnKind.SECTION, _SECTION),
            (ColumnKind.TARGETS, _TARGETS),
            (ColumnKind.TITLE, _TITLE),
        ):
            if pattern.fullmatch(form):
                return ColumnHeader(column, word)
        label = parse_label(form) or _inner_label(form)
        if label is not None:
            kinds = {
                LabelKind.UNITS: ColumnKind.UNITS,
                LabelKind.PERSON: ColumnKind.PERSON,
                LabelKind.DEADLINE: ColumnKind.DEADLINE,
            }
            return ColumnHeader(kinds[label.kind], label.word, label.role)
        if _UNIT_ALONE.fullmatch(form):
            return ColumnHeader(ColumnKind.UNITS, word, Role.RESPONSIBLE)
        if _LOOSE.fullmatch(form):
            return ColumnHeader(ColumnKind.LOOSE, word)
    return ColumnHeader(ColumnKind.OTHER, word)


_END_OF_HEADER = re.compile(
    r".{1,8}?(?P<label>(?:共同|主要)?(?:牵头|责任|配合|负责|参与|协办|主办|承办|落实|实施|考核|督办|督查|验收)+(?:单位|部门|科室|处室|股室|机构|处|科))"
)


def _inner_label(form: str) -> LabelWord | None:
    """A label at the end of a longer header: 市委内牵头处室, 县直责任单位."""
    match = _END_OF_HEADER.fullmatch(form)
    return parse_label(match["label"]) if match else None


def is_header_word(text: str) -> bool:
    """Whether a text is the header of some column."""
    return parse_header(text).column is not ColumnKind.OTHER


def is_header_row(texts: Sequence[str]) -> bool:
    """Whether these cells are a header: a column of units, and one more that is known."""
    if not 2 <= len(texts) <= 30 or any(len(text) > 30 for text in texts):
        return False
    headers = [parse_header(text) for text in texts]
    known = sum(header.column is not ColumnKind.OTHER for header in headers)
    work = any(
        header.column in (ColumnKind.TITLE, ColumnKind.LOOSE, ColumnKind.TARGETS, ColumnKind.NUMBER, ColumnKind.SECTION)
        for header in headers
    )
    return known >= 2 and work and any(header.column is ColumnKind.UNITS for header in headers)
