"""The columns of respnet's tables and the header words, Chinese and English, that are understood for them."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.plan import ROLE_COLUMNS, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_OFFICES = ("单位", "部门", "科室", "处室", "股室", "机构")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its name in the file, and the other header words for it, the usual Chinese one first."""

    name: str
    words: tuple[str, ...]


def _column(name: str, words: str, duties: str = "") -> TableColumn:
    """Make a column of words between 、; before them go its `duties` (between blanks) with each noun for an office."""
    of_units = (f"{duty}{office}" for duty in duties.split() for office in _OFFICES)
    return TableColumn(name, (*of_units, *words.split("、")))


@dataclass(frozen=True)
class HeaderVocabulary:
    """The columns of one kind of table; `noun` is what a row stands for, `may_be_empty` allows a header alone.

    `loose` words name the first of `loose_columns` that no other header has taken (ledgers call the task itself
    任务内容, unless a column 任务名称 stands beside it: then that is its text). `find_pattern` says what a header that
    is in no list stands for, by its form.
    """

    noun: Text
    columns: tuple[TableColumn, ...]
    loose: tuple[str, ...] = ()
    loose_columns: tuple[str, ...] = ()
    may_be_empty: bool = False
    find_pattern: Callable[[str], str] | None = None

    @cached_property
    def _name_of(self) -> dict[str, str]:
        names = {fold_header(word): LOOSE for word in self.loose}
        names.update((fold_header(column.name), column.name) for column in self.columns)
        names.update((fold_header(word), column.name) for column in self.columns for word in column.words)
        return names

    def find_word(self, header: str) -> str:
        """Name the column that lists `header` among its words; LOOSE for a loose word, "" for none."""
        return next((self._name_of[form] for form in _forms(header) if form in self._name_of), "")

    def parse_header(self, header: str) -> str:
        """Name the column that `header` announces by its word or its form; LOOSE for a loose one, "" for none.

        >>> [TASK_VOCABULARY.parse_header(word) for word in ("牵 头 单 位（部门）：", "Lead units", "备注", "内容")]
        ['lead_units', 'lead_units', '', 'loose']
        """
        if not header.isascii() and (chinese := _LATIN.sub("", header)) != header:  # 任务 Task
            header = chinese if _CHINESE.search(chinese) else header
        word = self.find_word(header)
        if word or self.find_pattern is None or is_too_long(header):
            return word
        _, bare, joined = _forms(header)
        forms = [bare, joined]
        if header.isascii():  # Supporting departments or bodies, if any
            forms += [fold_header(re.split(r" (?:or|and|for|of|in|with) |[,/]", header.strip())[0])]
        return next(filter(None, map(self.find_pattern, dict.fromkeys(forms))), "")

    def find_column(self, header: str) -> str:
        """Name the column that `header` stands for when it stands alone: a loose word is the first loose column."""
        name = self.parse_header(header)
        return {LOOSE: self.loose_columns[0] if self.loose_columns else "", PERSON: ""}.get(name, name)

    @property
    def accepted_headers(self) -> Text:
        """The usual header of each column, for messages."""
        return Text(
            zh="、".join(column.words[0] for column in self.columns if column.words),
            en=", ".join(column.name for column in self.columns),
        )


LOOSE = "loose"
"""What a header is that names the task itself or its text, as its neighbours leave it."""
PERSON = "person"
"""The column of a person who answers; no column of tasks.csv."""


def is_too_long(header: str) -> bool:
    """True if a cell is too long for the header of a column."""
    return len(header) > (60 if header.isascii() else 30)


_SECTION = re.compile(
    r"(?:所属)?(?:方面|一级(?:指标|任务|目标|事项|项目)|大类|重点领域|任务板块)|(?:strategic|specific|policy|overall)?"
    r"(?:themes?|priorit(?:y|ies)|objectives?|goals?|pillars?|categor(?:y|ies)|workstreams?)"
)
_TITLE = re.compile(
    r"(?:主要|重点|具体|二级|目标|年度|改革|工作|考核|整改|建设|创建|评价|分解|承担|承办)*(?:与|和|及)?(?:工作|任务|目标)*"
    r"(?:任务|事项|项目|工作|名称|任务名称|项目名称|事项名称|问题|(?:民生)?实事)(?:任务|名称|分解|分工|清单|与要求)*"
    r"|(?!.*(?:单位|部门|机构|企业|公司|人员|领导))(?:.{2,6}名称|.{2}(?:任务|事项))"
    r"|(?:key|planned|priority|proposed)?"
    r"(?:actions?|activit(?:y|ies)|tasks?|initiatives?|measures?|commitments?|recommendations?|deliverables?|milestones?|(?:process)?steps?)"
    r"(?:points?|items?|titles?|names?|tobetaken)?"
)
_DEADLINE = re.compile(
    r"(?!合同|质保|有效|保存|租赁|任职|实际).{0,4}(?:[时期]限|(?:竣工|完工|结束|终止|截止|办结|销号|达标|完成)(?:时间|日期))"
    r"|.{0,4}(?:时间|日期|[时期]限)(?:止|至|结束|完成|终止|截止)(?:时间|日期)?"
)
_LOOSE = re.compile(r".{0,4}(?:内容|措施|举措|要求|指标|标准|任务分解|要点|目标和要求|说明)|descriptions?|details?")
_NUMBER = re.compile(r"(?!合同|项目|文件|证).{2,4}[编序]号")
_BY_WORDS = (("section", _SECTION), ("title", _TITLE), ("number", _NUMBER), ("deadline", _DEADLINE))
_END_OF_HEADER = re.compile(
    r"(?![被受]).{1,8}?(?P<label>(?:共同|主要)?(?:牵头|责任|配合|负责|参与|协办|主办|承办|落实|实施|考核|督办|督查|验收)+"
    r"(?:单位|部门|科室|处室|股室|机构|处|科))"
)
_UNIT_NOUN = r"(?:单位|部门|科室|处室|股室|机构|处|科)"
_COUNTED = re.compile(r"(?<=[单部][位门])[一二三四五六1-9]$")
"""One of several columns: 责任单位一 | 责任单位二."""
_WITH_MORE = re.compile(
    rf"(?P<unit>.{{0,8}}?{_UNIT_NOUN})(?:[及和与、/(（]|以及)+.{{0,4}}(?:责任人|负责人|联系人|联络员|领导|人员|电话|联系方式|[时期]限|时间).*|"
    rf"(?:责任人|负责人|联系人|.{{0,4}}(?:[时期]限|时间))[及和与、/](?P<behind>.{{0,4}}{_UNIT_NOUN})"
)


def _find_task_pattern(form: str) -> str:
    """The column of tasks.csv that a folded header announces by its form; units by the words that labels use."""
    from respnet.intake.language.english import parse_english_label
    from respnet.intake.language.lexicon import LabelKind, interpret_label, parse_label

    form = _COUNTED.sub("", form)
    if form in GENERIC_UNIT_WORDS:
        return "responsible_units"
    words = next((name for name, pattern in _BY_WORDS if pattern.fullmatch(form)), "")
    if words or form.isascii():
        return words or parse_english_label(form) or (LOOSE if _LOOSE.fullmatch(form) else "")
    unit = _WITH_MORE.fullmatch(form)
    if unit is not None:
        return _find_task_pattern(unit["unit"] or unit["behind"])
    end = _END_OF_HEADER.fullmatch(form)  # 市委内牵头处室, 县直责任单位
    label = parse_label(form) or (parse_label(end["label"]) if end else None)
    if (
        label is None
        and re.search(rf"(?:{_UNIT_NOUN}|(?<=..)(?:专班|小组|团队|组织|企业|厅局|主体|方))$", form)
        and form[0] not in "被受"
    ):
        label = interpret_label(form)  # 督战单位: by its words
    if label is not None:
        if label.role is not None:
            return ROLE_COLUMNS[label.role]
        return {LabelKind.PERSON: PERSON, LabelKind.DEADLINE: "deadline"}.get(label.kind, "")
    return LOOSE if _LOOSE.fullmatch(form) else ""


GENERIC_UNIT_WORDS = frozenset(("单位", "部门", "单位名称", "部门名称", "责任分工", "职责分工", "工作分工", "分工"))
"""Headers that may speak of offices or, beside a number, of a measure, or of what is to be done."""
ROLE_OF_COLUMN = {column: role for role, column in ROLE_COLUMNS.items()} | {"inherited_units": Role.RESPONSIBLE}
"""The role of the units in each column of units."""
UNIT_COLUMNS = tuple(ROLE_OF_COLUMN)
"""The columns of tasks.csv that hold names of units."""

TASK_VOCABULARY = HeaderVocabulary(
    noun=Text(zh="任务", en="task"),
    find_pattern=_find_task_pattern,
    columns=(
        _column(
            "number",
            "序号、编号、任务编号、任务序号、条目、序、号、项号、no、no.、ref、ref.、#、id、task number",
        ),
        _column("part", "分项、分项号、子项、小项"),
        _column("section", "章节、所属章节、章、类别、任务类别、任务分类、工作类别、分类、板块、领域、专项、chapter"),
        _column(
            "title",
            "任务、任务名称、任务标题、工作任务、重点任务、主要任务、具体任务、目标任务、任务事项、重点工作、"
            "重点工作任务、工作事项、工作名称、工作项目、事项、事项名称、责任事项、重点事项、项目名称、"
            "改革任务、task、task title",
        ),
        _column(
            "lead_units",
            "牵头、lead、lead unit、lead units、leads",
            "牵头 牵头责任 牵头负责 主要责任 主责 主办 主要负责",
        ),
        _column(
            "responsible_units",
            "责任、responsible、responsible unit、responsible units",
            "责任 负责 承办 落实 实施 其他责任",
        ),
        _column(
            "supporting_units",
            "配合、support、supporting、supporting unit、supporting units",
            "配合 协办 参加 参与 协助 协同 协同责任 配合责任 会办",
        ),
        _column(
            "supervising_units", "supervise、supervising、supervising unit", "督促 督查 督办 督导 监督 监管 考核 验收"
        ),
        _column("inherited_units", "统一规定的责任单位、沿用责任单位、inherited、inherited units"),
        _column("origin", "依据、分工依据"),
        _column(
            "deadline",
            "完成时限、完成时间、完成期限、完成日期、计划完成时间、计划完成时限、时限要求、时间要求、时限、"
            "期限、办结时限、截止时间、截止日期、时间节点、due、due date",
        ),
        _column(
            "targets",
            "目标要求、目标、工作目标、任务目标、具体目标、主要目标、预期目标、目标值、指标、主要指标、"
            "量化指标、年度目标、预期成果、target",
        ),
        _column("text", "任务原文、原文、工作要求、具体要求、任务要求、要求"),
        _column("summary", "摘要、任务摘要、内容摘要"),
        _column("clause", "分工原句、原句、分工条款"),
        _column("source", "出处、来源、任务来源、文件来源、原文出处"),
        _column("effort", "工作量、工作量系数、任务工作量"),
    ),
    loose=(
        *("任务内容", "工作内容", "具体内容", "主要内容", "内容"),
        *("具体措施", "工作措施", "主要措施", "措施", "工作举措"),
    ),
    loose_columns=("title", "text"),
)

UNIT_VOCABULARY = HeaderVocabulary(
    noun=Text(zh="单位", en="unit"),
    may_be_empty=True,
    columns=(
        _column("name", "单位、名称、单位名称、规范名称、unit、unit name"),
        _column("kind", "类别、单位类别、单位性质、性质、类型、type"),
        _column("also_written", "其他写法、又称、别称、别名、简称、其他名称、曾用名、aliases、alias"),
        _column("members", "成员、成员单位、包括、包含单位、member"),
        _column("english", "英文名称、英文名、英文、english name"),
        _column("capacity", "承担能力、可承担任务数、可承担任务、任务上限"),
    ),
)


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """Columns matched to the cells of a header line; `names` has "" for a header that stands for none."""

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
    names = [vocabulary.find_word(header) for header in headers]
    for place, header in enumerate(headers):
        # What a word says goes before what a form suggests, and a form says nothing of a column that is there.
        name = names[place] or vocabulary.parse_header(header)
        free = [column for column in vocabulary.loose_columns if column not in names]
        if name == LOOSE:
            names[place] = free[0] if free else ""
        elif not names[place] and name not in names and name != PERSON:
            names[place] = name
    for place, name in enumerate(names):
        if name and name in names[:place]:
            first = headers[names.index(name)]
            raise InputError(
                zh=f"{where} 的表头“{first}”和“{headers[place]}”是同一列（{name}）。请只留一列，或给另一列改名。",
                en=f"{where}: the headers “{first}” and “{headers[place]}” stand for the same column, {name}. "
                f"Keep one of them, or rename the other.",
            )
    return ColumnMatch(tuple(names), tuple(headers))


_CHINESE, _LATIN = re.compile(r"[\u4e00-\u9fff]{2}"), re.compile(r"[A-Za-z][A-Za-z./&' -]+")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_LEFT_OUT = re.compile(r"[\s:*_\-\u200b-\u200f\ufeff]+")


def fold_header(header: str) -> str:
    """A header without blanks, marks and differences of width and case, for comparing."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", header).lower())


_ROLE_IN_BRACKETS = re.compile(
    r"(?:单位|部门|科室|处室|股室|机构)[(\[【](?P<role>牵头|主办|主责|配合|协办|参与|参加|协助|督办|督查|监督)(?:单位|部门)?[)\]】]"
)


def _forms(header: str) -> tuple[str, str, str]:
    """As written, without what stands in brackets, and without the brackets themselves.

    A role in the brackets of a column of units says more than what stands before them: 责任单位（牵头）.
    """
    folded = fold_header(header)
    if role := _ROLE_IN_BRACKETS.search(folded):
        return (f"{role['role']}单位",) * 3
    return folded, strip_brackets(folded), re.sub(r"[()\[\]【】〔〕]", "", folded)


def strip_brackets(header: str) -> str:
    """A header without what stands in brackets."""
    return _BRACKETED.sub("", header.translate(_HALF))


_HALF = str.maketrans("（）", "()")


def parse_positive_number(word: str) -> float | None:
    """The positive number that is written there, full-width digits too; None if it is none.

    >>> parse_positive_number("12"), parse_positive_number("７．5"), parse_positive_number("0")
    (12.0, 7.5, None)
    """
    plain = unicodedata.normalize("NFKC", word).strip()
    number = float(plain) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain) else 0.0
    return number if 0 < number < math.inf else None
