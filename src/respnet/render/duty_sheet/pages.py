"""Content of duty sheets in one language: what page, HTML file and DOCX show, in one order of rows."""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import ceil, sqrt
from typing import TypeVar

from respnet.core.i18n import Lang, format_list
from respnet.core.messages import WIDE_IN_CHINESE, count_columns
from respnet.core.plan import ROLE_COLUMNS, ROLE_WORDS, Origin, Role, Task, Unit
from respnet.findings.display_names import describe_period
from respnet.render.duty_sheet.duties import DutySheet, SheetRow, build_duty_sheet
from respnet.render.presenter import Presenter

MAX_SHEET_COLUMNS = {"zh": 5, "en": 4}
"""Columns beside the number that fit an upright page; with more, the rest stands under its task."""

LINE_WIDTH = 84
"""Width of the text in half characters of 10.5 pt, as all widths here: a Chinese character takes two, a Latin one."""

MAX_CELL_WIDTH = 900
"""A cell with more text takes no more room from the other columns, and its row may go on on the next page."""

PROGRESS_COLUMNS = ("progress", "difficulties", "state", "remarks")
"""Columns of progress reports, as in the workbook."""

_BELOW = (*ROLE_COLUMNS.values(), "deadline")
_FIXED = {"number": 6.0, "deadline": 15.0, "progress": 18.0, "difficulties": 15.0, "state": 9.0, "remarks": 8.0}
_LEAST: dict[Lang, tuple[float, float]] = {"zh": (10.0, 14.0), "en": (12.5, 12.5)}
"""Minimum of a column, and of the task's."""
_PADDING = 2
_MAX_NAME = 30

_LONE_MARK = re.compile(r"\s*\n\s*(?=[。；，、])")
"""A line break before a mark: what stands where a clause was taken out of a text."""

_UNFIT = re.compile(
    "[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"  # what XML cannot hold
    "|[\\u202a-\\u202e\\u2066-\\u2069]"  # what would turn round the text after it
)

_WORDS = (
    "关于(?:印发|进一步)?|进一步|加快|推进|推动|促进|加强|深化|贯彻|落实|做好|开展|建设|(?:高质量)?发展|管理|服务|改革|创新|治理|保护|保障|"
    "(?:年度)?(?:重点|主要|目标)?(?:工作|任务)(?:分工|分解|方案|要点|清单|安排)?|责任(?:分工|清单)|"
    "(?:实施|行动|总体|专项)?(?:规划|方案|计划|意见|细则|办法)(?:纲要)?|行动|纲要|通知|[0-9]+[-—–至0-9]*年?|[A-Za-z]+"
)
_OPENING, _CLOSING = "《〈（([“‘〔【", "》〉）)”’〕】、，。：；的"
_TITLE_PIECE = re.compile(rf"[{re.escape(_OPENING)}]*(?:({_WORDS})|.)[{re.escape(_CLOSING)}]*", re.DOTALL)
"""A word that titles have, or one character, with the marks that stay beside it."""

Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Run of text in a cell.

    `own` marks the name of the sheet's own unit, `whole` a name that no line breaks; `after` is the mark behind it.
    """

    text: str
    own: bool = False
    whole: bool = False
    after: str = ""

    @property
    def width(self) -> int:
        """Width in half characters."""
        return measure_width(self.text + self.after)


RunCell = tuple[TextRun, ...]


TaskLine = namedtuple("TaskLine", "cells details", defaults=((),))
"""One task: its cells by column, and details below them over the whole width."""


SectionBlock = namedtuple("SectionBlock", "section lines")
"""Consecutive tasks of one section; the section may be empty."""

SheetPart = namedtuple("SheetPart", "heading note columns widths blocks")
"""One table of a sheet: heading, remark, columns (keys of the labels), their shares of the width, rows."""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One unit's sheet. `number` is its position in the plan from 1; `signed` is True if there is a signature line.

    `title` is the plan's title in pieces that no line breaks; `what` is the name of the kind of document.
    """

    number: int
    unit: str
    title: tuple[str, ...]
    what: str
    for_unit: str
    facts: str
    period: str
    caution: str
    parts: tuple[SheetPart, ...]
    notes: tuple[str, ...]
    signed: bool


class SheetPageBuilder(Presenter):
    """Builder of one plan's sheets in one language; every text of theirs can stand in XML.

    With `progress_columns`, empty columns to report in stand beside the task, and what else there is stands below it.
    """

    progress_columns = False

    def t(self, key: str, **values: object) -> str:
        """Return a label with its values filled in.

        Args:
            key: Key of the label.
            values: Values of its placeholders.
        """
        return sanitize_xml_text(super().t(key, **values))

    @cached_property
    def plan_name(self) -> str:
        """The plan's title as quoted in running text."""
        title = sanitize_xml_text(self.plan.title)
        return _quote_title(title) if self.lang == "zh" else title

    @cached_property
    def title(self) -> tuple[str, ...]:
        """The title in pieces; one without Chinese breaks at its spaces."""
        name = self.plan_name
        return split_title(name) if measure_width(name) > len(name) else (name,)

    def page(self, unit: Unit) -> SheetPage:
        """Build the sheet of one unit of this plan."""
        sheet = build_duty_sheet(self.network, unit)
        return SheetPage(
            number=self.place_of_unit[unit.id] + 1,
            unit=sanitize_xml_text(self.unit_name(unit.id)),
            title=self.title,
            what=self.t("sheet_title"),
            for_unit=self.t("sheet_for", unit=self.unit_name(unit.id)),
            facts=self._facts(sheet),
            period=self._period(),
            caution=self.t("sheet_caution"),
            parts=tuple(self._parts(sheet)),
            notes=tuple(self._notes(sheet)),
            signed=not unit.collective,
        )

    def _facts(self, sheet: DutySheet) -> str:
        counts = [self.t(f"counts_{group.role.value}", n=len(group.rows)) for group in sheet.groups]
        owner = self.t("sheet_owner", owner=self.owner_name()) if self.plan.owner else ""
        said = self.t("comma").join(counts) or self.t("counts_none")
        return self.t("sheet_facts", owner=owner, counts=said, tasks=len(self.plan.tasks))

    def _period(self) -> str:
        said = self.say(describe_period(self.plan))
        return sanitize_xml_text(said.replace(" ", "") if self.lang == "zh" else said)

    def _parts(self, sheet: DutySheet) -> Iterable[SheetPart]:
        columns = self._columns(sheet)
        for group in sheet.groups:
            yield self._part(group.role.value, "", columns, group.rows, sheet, {})
        if sheet.maybe:
            meant = {row.task.id: collectives for collectives, row in sheet.maybe}
            rows = [row for _, row in sheet.maybe]
            columns = ("number", "task", "collective", *(["lead_units"] if self.network.names_leads else []))
            columns = (*columns, *(["deadline"] if any(row.task.deadline for row in rows) else []))
            yield self._part("maybe", self.t("maybe_note"), columns, rows, sheet, meant)

    def _part(
        self,
        what: str,
        note: str,
        columns: tuple[str, ...],
        rows: Sequence[SheetRow],
        sheet: DutySheet,
        meant: dict[str, tuple[Unit, ...]],
    ) -> SheetPart:
        blocks = tuple(
            SectionBlock(
                sanitize_xml_text("　".join(section) if self.lang == "zh" else " > ".join(section)),
                tuple(self._line(row, columns, sheet, meant.get(row.task.id, ())) for row in those),
            )
            for section, those in groupby(rows, key=lambda row: row.task.section)
        )
        lines = [line for block in blocks for line in block.lines]
        heading = self.t(f"part_{what}", n=len(rows))
        return SheetPart(heading, note, columns, _compute_widths(columns, lines, _LEAST[self.lang]), blocks)

    def _columns(self, sheet: DutySheet) -> tuple[str, ...]:
        """List the columns that some row fills, in official order, the lead's also if one is missing.

        Where there are too many, targets and the weaker roles leave first.
        """
        if self.progress_columns:
            return ("number", "task", *PROGRESS_COLUMNS)
        there = sheet.columns | {"task", *(["lead_units"] if self.network.names_leads else [])}
        columns = [one for one in ("task", "targets", *ROLE_COLUMNS.values(), "deadline") if one in there]
        for column in ("targets", ROLE_COLUMNS[Role.SUPERVISE], ROLE_COLUMNS[Role.SUPPORT]):
            if len(columns) > MAX_SHEET_COLUMNS[self.lang] and column in columns:
                columns.remove(column)
        return ("number", *columns)

    def _line(self, row: SheetRow, columns: tuple[str, ...], sheet: DutySheet, meant: tuple[Unit, ...]) -> TaskLine:
        task = row.task
        cells: dict[str, RunCell] = {
            "number": self._plain(task.label),
            "task": self._plain(task.title + self._also(row)),
            "targets": self._plain(self.t("semicolon").join(task.targets)),
            "collective": self._names([(self.unit_name(one.id), False) for one in meant]),
            "deadline": self._plain(task.deadline or self.t("no_deadline")),
            **{column: self._units(row, role, sheet.unit) for role, column in ROLE_COLUMNS.items()},
            **dict.fromkeys(PROGRESS_COLUMNS, ()),
            "detail_text": (text := self._text(task)),
            "detail_summary": () if text else self._plain(task.summary),
        }
        there = sheet.columns if self.progress_columns else _BELOW[1:-1]
        others = () if meant else [one for one in _BELOW if one in there]
        below = ("targets", *others, "detail_text", "detail_summary")
        details = tuple(
            (TextRun(self.t(name) + self.t("colon")), *cells[name])
            for name in below
            if cells[name] and name not in columns
        )
        return TaskLine(tuple(cells[column] for column in columns), details)

    def _plain(self, text: str) -> RunCell:
        return (TextRun(sanitize_xml_text(text)),) if text else ()

    def _text(self, task: Task) -> RunCell:
        """Return the task's text unless it says no more than the title and the targets, as rows of tables do."""
        text = rest = _LONE_MARK.sub("", task.text.strip())
        for told in (task.title.strip(), *task.targets):
            rest = rest.replace(told, "", 1)
        return self._plain(text) if rest.strip("。；，、 \n") else ()

    def _also(self, row: SheetRow) -> str:
        return "".join(self.t("also_role", role=self.say(ROLE_WORDS[role])) for role in row.also)

    def _units(self, row: SheetRow, role: Role, unit: Unit) -> RunCell:
        """Format the units of a role as printed; the unit itself set apart."""
        found = self._names([(self.printed_name(one), one.unit == unit.id) for one in row.list_in_role(role)])
        if role in row.task.open_roles:
            return (*found, TextRun(self.t("and_others")))
        return found or (self._plain(self.t("missing")) if role is Role.LEAD else ())

    def _names(self, names: Sequence[tuple[str, bool]]) -> RunCell:
        """Format names with commas; Chinese ones stay whole, others break at their spaces."""
        marks = [self.t("comma")] * (len(names) - 1) + [""]
        return tuple(
            TextRun(sanitize_xml_text(name), own, self.lang == "zh", mark)
            for (name, own), mark in zip(names, marks, strict=False)
        )

    def numbers(self, tasks: Sequence[str]) -> str:
        """Format task ids by their distinct labels, or by their count if the labels are only positions."""
        labels = [self.task_label(task) for task in tasks]
        if all(self.network.label_by_task[task.id] == task.label for task in self.plan.tasks):
            printed = [self.network.task_by_id[task].label for task in tasks]
            return self.t("task_numbers", tasks=format_list(printed, self.lang))
        if any(label.startswith("#") for label in labels):
            return self.t("task_count", n=len(labels))
        return self.t("task_labels", tasks=format_list(labels, self.lang))

    def _notes(self, sheet: DutySheet) -> Iterable[str]:
        unit = sheet.unit
        if not self.network.names_leads:
            yield self.t("nobody_leads")
        if unit.also_written:
            yield self.t("note_spellings", names=format_list(unit.also_written, self.lang))
        if unit.members:
            yield self.t("note_members", names=format_list(unit.members, self.lang))
        on_it = [one for group in sheet.groups for row in group.rows for one in row.on_it]
        if self.plan.lead_rule and any(one.origin is Origin.CONVENTION for one in on_it):
            yield self.t("by_convention", rule=self.plan.lead_rule)
        inherited = [one.task for one in on_it if one.unit == unit.id and one.origin is Origin.INHERITED]
        if inherited:
            yield self.t("inherited", tasks=self.numbers(list(dict.fromkeys(inherited))))
        if unit.collective:
            yield self.t("not_signed")
        number = self.plan.document_number and ("（{}）" if self.lang == "zh" else " ({})").format(
            self.plan.document_number
        )
        yield self.t("made_from", plan=self.plan_name + number)


def sanitize_xml_text(text: str) -> str:
    r"""Replace characters that XML cannot hold, and direction controls, by a visible mark.

    >>> sanitize_xml_text("县\x00教\u202e委\r\n")
    '县�教�委\n'
    """
    return _UNFIT.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")


def measure_width(text: str) -> int:
    """Measure a text in half characters."""
    return count_columns(text, WIDE_IN_CHINESE)


def _compute_widths(columns: Sequence[str], lines: Sequence[TaskLine], least: tuple[float, float]) -> tuple[float, ...]:
    """Compute the columns' shares of the width: fixed for numbers and deadlines, the rest in proportion to their text.

    A row is as high as its fullest cell, so what is left beside the columns' minimum (a name stays whole) goes with
    the root mean square of their text: a few long cells make a table long.
    """
    widths, shares = [], []
    for place, column in enumerate(columns):
        cells = [line.cells[place] for line in lines]
        texts = [min(sum(run.width for run in cell), MAX_CELL_WIDTH) for cell in cells]
        names = max((min(run.width, _MAX_NAME) for cell in cells for run in cell if run.whole), default=0)
        fixed = max(6.0, min(11.5, max(texts, default=0) + 1.5)) if column == "number" else _FIXED.get(column)
        widths.append(fixed or max(least[column == "task"], names + _PADDING))
        shares.append(0.0 if column in _FIXED else max(1.0, sqrt(sum(text * text for text in texts) / len(texts))))
    spare = LINE_WIDTH - sum(widths)
    if spare > 0:
        widths = [width + spare * share / sum(shares) for width, share in zip(widths, shares, strict=True)]
    rounded = [round(width / sum(widths), 3) for width in widths]
    rounded[1] = round(rounded[1] + 1 - sum(rounded), 3)
    return tuple(rounded)


def pack(pieces: Iterable[Piece], width: float, measure: Callable[[Piece], float]) -> list[list[Piece]]:
    """Pack pieces into lines, each as full as it can be; a piece that is longer than a line stands alone.

    Args:
        pieces: The pieces, in order.
        width: Width of a line.
        measure: Gives the width of a piece.

    >>> pack(["县教委、", "县科协、", "县科技局"], 16, measure_width)
    [['县教委、', '县科协、'], ['县科技局']]
    """
    lines: list[list[Piece]] = []
    room = 0.0
    for piece in pieces:
        if not lines or measure(piece) > room:
            lines.append([])
            room = width
        lines[-1].append(piece)
        room -= measure(piece)
    return lines


def balance_title(title: Sequence[str], width: int) -> list[str]:
    """Break a title into the fewest lines, as even as its pieces let them be.

    Args:
        title: The pieces.
        width: Width of a line, in half characters.

    >>> balance_title(split_title("《丰都县全民科学素质行动规划纲要实施方案》"), 40)
    ['《丰都县全民科学素质', '行动规划纲要实施方案》']
    """
    whole = sum(map(measure_width, title))
    fewest = len(pack(title, width, measure_width))
    tries = (pack(title, most, measure_width) for most in range(ceil(whole / fewest), width + 1))
    return ["".join(line) for line in next((made for made in tries if len(made) <= fewest), pack(title, width, len))]


def split_title(title: str) -> tuple[str, ...]:
    """Split a Chinese title where a line may end: around the words that titles have, behind marks and 的.

    >>> split_title("《关于印发全民科学素质行动规划纲要实施方案的通知》")
    ('《关于印发', '全民科学素质', '行动规划纲要', '实施方案的', '通知》')
    """
    pieces: list[str] = []
    loose = False
    for found in _TITLE_PIECE.finditer(title):
        if loose and found[1] is None and found[0][0] not in _OPENING:
            pieces[-1] += found[0]
        else:
            pieces.append(found[0])
        loose = found[1] is None and found[0][-1] not in _CLOSING
    return tuple(pieces)


def _quote_title(title: str) -> str:
    """Put a document's title in 《》; quotation marks 《》 inside become 〈〉.

    >>> _quote_title("关于印发《科普方案》的通知"), _quote_title("《科普方案》")
    ('《关于印发〈科普方案〉的通知》', '《科普方案》')
    """
    if title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        return title
    return "《" + title.replace("《", "〈").replace("》", "〉") + "》"
