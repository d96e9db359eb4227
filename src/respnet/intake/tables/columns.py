"""The columns of respnet's tables and the header words, Chinese and English, that are understood for them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_OFFICES = ("单位", "部门", "科室", "处室", "股室", "机构")


def _of_units(*duties: str) -> tuple[str, ...]:
    return tuple(f"{duty}{office}" for duty in duties for office in _OFFICES)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its name in the file, and the other header words for it, the usual Chinese one first."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class HeaderVocabulary:
    """The columns of one kind of table; `noun` is what a row stands for, `may_be_empty` allows a header alone.

    `loose` words name the first of `loose_columns` that no other header has taken (ledgers call the task itself
    任务内容, unless a column 任务名称 stands beside it: then that is its text).
    """

    noun: Text
    columns: tuple[TableColumn, ...]
    loose: tuple[str, ...] = ()
    loose_columns: tuple[str, ...] = ()
    may_be_empty: bool = False

    @cached_property
    def _name_of(self) -> dict[str, str]:
        names = {_fold(column.name): column.name for column in self.columns}
        names.update((_fold(word), column.name) for column in self.columns for word in column.words)
        return names

    @cached_property
    def _loose(self) -> frozenset[str]:
        return frozenset(map(_fold, self.loose))

    def find_column(self, header: str) -> str:
        """The name of the column that `header` stands for, or ""; a loose word counts for its first column.

        >>> (TASK_VOCABULARY.find_column("牵 头 单 位（部门）："), TASK_VOCABULARY.find_column("Lead units"),
        ... TASK_VOCABULARY.find_column("备注"))
        ('lead_units', 'lead_units', '')
        """
        for form in _forms(header):
            if form in self._name_of:
                return self._name_of[form]
            if form in self._loose:
                return self.loose_columns[0]
        return ""

    def is_loose(self, header: str) -> bool:
        """Whether `header` is one of the loose words."""
        return any(form in self._loose for form in _forms(header)) and not any(
            form in self._name_of for form in _forms(header)
        )

    @property
    def accepted_headers(self) -> Text:
        """The usual header of each column, for messages."""
        return Text(
            zh="、".join(column.words[0] for column in self.columns if column.words),
            en=", ".join(column.name for column in self.columns),
        )


TASK_VOCABULARY = HeaderVocabulary(
    noun=Text(zh="任务", en="task"),
    columns=(
        TableColumn("number", ("序号", "编号", "任务编号", "任务序号", "条目", "no", "no.", "task number")),
        TableColumn("part", ("分项", "分项号", "子项", "小项")),
        TableColumn(
            "section",
            (
                "章节",
                "所属章节",
                "章",
                "类别",
                "任务类别",
                "任务分类",
                "工作类别",
                "分类",
                "板块",
                "领域",
                "专项",
                "chapter",
            ),
        ),
        TableColumn(
            "title",
            (
                *(
                    "任务",
                    "任务名称",
                    "任务标题",
                    "工作任务",
                    "重点任务",
                    "主要任务",
                    "具体任务",
                    "目标任务",
                    "任务事项",
                ),
                *(
                    "重点工作",
                    "重点工作任务",
                    "工作事项",
                    "工作名称",
                    "工作项目",
                    "事项",
                    "事项名称",
                    "责任事项",
                    "重点事项",
                ),
                *("项目名称", "改革任务", "task", "task title"),
            ),
        ),
        TableColumn(
            "lead_units",
            (
                *_of_units("牵头", "牵头责任", "牵头负责", "主要责任", "主责", "主办", "主要负责"),
                *("牵头", "lead", "lead unit", "lead units", "leads"),
            ),
        ),
        TableColumn(
            "responsible_units",
            (
                *_of_units("责任", "负责", "承办", "落实", "实施", "其他责任"),
                *("责任", "responsible", "responsible unit", "responsible units"),
            ),
        ),
        TableColumn(
            "supporting_units",
            (
                *_of_units("配合", "协办", "参加", "参与", "协助", "协同", "协同责任", "配合责任", "会办"),
                *("配合", "support", "supporting", "supporting unit", "supporting units"),
            ),
        ),
        TableColumn(
            "supervising_units",
            (
                *_of_units("督促", "督查", "督办", "督导", "监督", "考核", "验收"),
                *("supervise", "supervising", "supervising unit", "supervising units"),
            ),
        ),
        TableColumn("inherited_units", ("统一规定的责任单位", "沿用责任单位", "inherited", "inherited units")),
        TableColumn("origin", ("依据", "分工依据")),
        TableColumn(
            "deadline",
            (
                *(
                    "完成时限",
                    "完成时间",
                    "完成期限",
                    "完成日期",
                    "计划完成时间",
                    "计划完成时限",
                    "时限要求",
                    "时间要求",
                    "时限",
                ),
                *("期限", "办结时限", "截止时间", "截止日期", "时间节点", "due", "due date"),
            ),
        ),
        TableColumn(
            "targets",
            (
                *("目标要求", "目标", "工作目标", "任务目标", "具体目标", "主要目标", "预期目标", "目标值"),
                *("指标", "主要指标", "量化指标", "target"),
            ),
        ),
        TableColumn("text", ("任务原文", "原文", "工作要求", "具体要求", "任务要求", "要求")),
        TableColumn("clause", ("分工原句", "原句", "分工条款")),
        TableColumn("source", ("出处", "来源", "任务来源", "文件来源", "原文出处")),
    ),
    loose=(
        "任务内容",
        "工作内容",
        "具体内容",
        "主要内容",
        "内容",
        "具体措施",
        "工作措施",
        "主要措施",
        "措施",
        "工作举措",
    ),
    loose_columns=("title", "text"),
)

UNIT_COLUMNS = ("lead_units", "responsible_units", "supporting_units", "supervising_units", "inherited_units")
"""The columns of tasks.csv that hold names of units."""

UNIT_VOCABULARY = HeaderVocabulary(
    noun=Text(zh="单位", en="unit"),
    may_be_empty=True,
    columns=(
        TableColumn("name", ("单位", "名称", "单位名称", "规范名称", "unit", "unit name")),
        TableColumn("kind", ("类别", "单位类别", "单位性质", "性质", "类型", "type")),
        TableColumn(
            "also_written", ("其他写法", "又称", "别称", "别名", "简称", "其他名称", "曾用名", "aliases", "alias")
        ),
        TableColumn("members", ("成员", "成员单位", "包括", "包含单位", "member")),
        TableColumn("english", ("英文名称", "英文名", "英文", "english name")),
        TableColumn("capacity", ("承担能力", "可承担任务数", "可承担任务", "任务上限")),
    ),
)


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """Which cell of a line belongs to which column; `unknown` are the headers that stand for none."""

    names: tuple[str, ...]
    headers: tuple[str, ...]

    def __contains__(self, column: str) -> bool:
        return column in self.names

    def cell(self, cells: tuple[str, ...], column: str) -> str:
        """The cell of `column`, or "" where the line or the table has none."""
        place = self.names.index(column) if column in self.names else len(cells)
        return cells[place] if place < len(cells) else ""

    @property
    def unknown_places(self) -> tuple[int, ...]:
        """The places (from 0) of the headers that stand for no column."""
        return tuple(place for place, name in enumerate(self.names) if not name)


def match_columns(vocabulary: HeaderVocabulary, headers: Sequence[str], where: str) -> ColumnMatch:
    """The column of each header ("" for an unknown one). Raises InputError where two stand for one column.

    >>> match_columns(TASK_VOCABULARY, ["序号", "任务内容", "牵头单位", "备注"], "x.csv").names
    ('number', 'title', 'lead_units', '')
    >>> match_columns(TASK_VOCABULARY, ["任务名称", "任务内容"], "x.csv").names
    ('title', 'text')
    """
    names = ["" if vocabulary.is_loose(header) else vocabulary.find_column(header) for header in headers]
    for place, header in enumerate(headers):
        if vocabulary.is_loose(header):
            free = [column for column in vocabulary.loose_columns if column not in names]
            names[place] = free[0] if free else vocabulary.loose_columns[-1]
    for place, name in enumerate(names):
        if name and name in names[:place]:
            first = headers[names.index(name)]
            raise InputError(
                Text(
                    zh=f"{where} 的表头“{first}”和“{headers[place]}”是同一列（{name}）。请只留一列，或给另一列改名。",
                    en=f"{where}: the headers “{first}” and “{headers[place]}” stand for the same column, {name}. "
                    f"Keep one of them, or rename the other.",
                )
            )
    return ColumnMatch(tuple(names), tuple(headers))


_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_LEFT_OUT = re.compile(r"[\s:*_\-\u200b-\u200f\ufeff]+")


def _fold(header: str) -> str:
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", header).lower())


def _forms(header: str) -> tuple[str, str, str]:
    """As written, without what stands in brackets, and without the brackets themselves."""
    folded = _fold(header)
    return folded, _BRACKETED.sub("", folded), re.sub(r"[()\[\]【】〔〕]", "", folded)
