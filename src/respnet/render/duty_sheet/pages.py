"""Content of duty sheets in one language, independent of the file format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from respnet.analysis.workload.workload import UnitLoad, compute_workload
from respnet.core.i18n import Lang, Text, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import ROLE_WORDS, WORKING_ROLES, Assignment, Origin, Role, Task, Unit
from respnet.core.versions import get_version
from respnet.findings.display_names import add_brackets, format_task_label, format_unit_name
from respnet.render.duty_sheet.duties import DutySheet, SheetRow, build_duty_sheet
from respnet.render.duty_sheet.labels import SHEET_LABELS

MAX_SHEET_COLUMNS = {"zh": 5, "en": 4}
"""Columns beside the number that fit an upright page; with more, the targets stand under their task."""

DIGEST_DIGITS = 12

_LONE_MARK = re.compile(r"\s*\n\s*(?=[。；，、])")
"""A line break before a mark: what stands where a clause was taken out of a text."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Run of text in a cell; `own` marks the name of the sheet's own unit."""

    text: str
    own: bool = False


RunCell = tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task: its cells by column, and details below them over the whole width."""

    cells: tuple[RunCell, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """Consecutive tasks of one section; the section may be empty."""

    section: str
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One table of a sheet: heading without numeral, remark, columns (keys of the labels), rows."""

    heading: str
    note: str
    columns: tuple[str, ...]
    blocks: tuple[SectionBlock, ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One unit's sheet. `number` is its position in the plan from 1; `signed` is True if there is a signature line.

    `title` is the plan's title, `what` the name of the kind of document.
    """

    number: int
    unit: str
    title: str
    what: str
    for_unit: str
    facts: str
    caution: str
    load: str
    parts: tuple[SheetPart, ...]
    notes: tuple[str, ...]
    signed: bool


class SheetPageBuilder:
    """Builder of one plan's sheets in one language."""

    def __init__(self, network: ResponsibilityNetwork, lang: Lang) -> None:
        self.network, self.lang = network, lang
        self.plan = network.plan
        self._loads = {load.unit: load for load in compute_workload(network).loads}

    def t(self, key: str, **values: object) -> str:
        """Return a label with its values filled in.

        Args:
            key: Key of the label.
            values: Values of its placeholders.
        """
        return SHEET_LABELS[key].of(self.lang).format(**values)

    def name(self, unit: str) -> str:
        """Return the display name of a unit id."""
        return format_unit_name(self.network, unit, self.lang)

    @cached_property
    def plan_name(self) -> str:
        """The plan's title as quoted in running text."""
        return quote_title(self.plan.title) if self.lang == "zh" else self.plan.title

    @cached_property
    def owner(self) -> str:
        """The coordinating unit's name in this language."""
        row = self.network.find_actor_row(self.plan.owner)
        return self.plan.owner if row is None else self.name(self.network.actors[row].id)

    def page(self, unit: Unit) -> SheetPage:
        """Build the sheet of one unit of this plan."""
        sheet = build_duty_sheet(self.network, unit)
        return SheetPage(
            number=self._number[unit.id],
            unit=self.name(unit.id),
            title=self.plan_name,
            what=self.t("title"),
            for_unit=self.t("for_unit", unit=self.name(unit.id)),
            facts=self._facts(sheet),
            caution=self.t("caution"),
            load=self._load(sheet),
            parts=tuple(self._parts(sheet)),
            notes=tuple(self._notes(sheet)),
            signed=not unit.collective,
        )

    @cached_property
    def _number(self) -> dict[str, int]:
        return {unit.id: place for place, unit in enumerate(self.plan.units, 1)}

    def counts(self, sheet: DutySheet) -> list[tuple[Role, int]]:
        """Count the unit's tasks by role, each task once."""
        return [(group.role, len(group.rows)) for group in sheet.groups]

    def _facts(self, sheet: DutySheet) -> str:
        counts = self.t("count_comma").join(self.t(f"count_{role.value}", n=n) for role, n in self.counts(sheet))
        owner = self.t("owner", owner=self.owner) if self.plan.owner else ""
        return self.t("fact_gap").join(part for part in (owner, counts) if part)

    def _load(self, sheet: DutySheet) -> str:
        unit, tasks = self.name(sheet.unit.id), len(self.plan.tasks)
        total = sum(sheet.count(role) for role in WORKING_ROLES)
        if not total:
            return self.t("load_none", unit=unit)
        said = {"unit": unit, "n": total, "tasks": tasks, "share": format_percent(total, tasks, self.lang)}
        if sheet.unit.collective:
            return self.t("load_collective", **said)
        load = self._loads[sheet.unit.id]
        of_total = self._rank("rank", load.rank_total, lambda one: one.rank_total)
        if not self.network.names_leads:
            return self.t("load_nobody_leads", **said, rank=of_total)
        if not load.leads:
            return self.t("load_no_lead", **said, rank=of_total)
        leads = {"unit": unit, "n": load.leads, "tasks": tasks, "share": format_percent(load.leads, tasks, self.lang)}
        first = self.t("load_leads", **leads, rank=self._rank("rank", load.rank_leads, lambda one: one.rank_leads))
        if not load.others:
            return first
        gap = "" if self.lang == "zh" else " "
        also = self._rank("also_rank", load.rank_total, lambda one: one.rank_total)
        return first + gap + self.t("load_total", n=total, share=format_percent(total, tasks, self.lang), rank=also)

    def _rank(self, words: str, rank: int, of: Callable[[UnitLoad], int]) -> str:
        """Format the rank among all actors; empty if there is only one."""
        if len(self._loads) < 2:
            return ""
        shared = sum(of(load) == rank for load in self._loads.values()) > 1
        return self.t(f"{words}_shared" if shared else f"{words}_alone", units=len(self._loads), rank=rank)

    def _parts(self, sheet: DutySheet) -> Iterable[SheetPart]:
        columns = self._columns(sheet)
        for group in sheet.groups:
            heading = self.t(f"part_{group.role.value}", n=len(group.rows))
            note = "" if group.role is Role.LEAD or not self.network.names_leads else self._answer_to(group.rows)
            yield SheetPart(heading, note, columns, self._blocks(group.rows, columns, sheet.unit))
        if sheet.maybe:
            meant = {row.task.id: collectives for collectives, row in sheet.maybe}
            columns = ("number", "task", "collective", *(["lead"] if self.network.names_leads else []))
            if any(row.task.deadline for _, row in sheet.maybe):
                columns = (*columns, "deadline")
            blocks = self._blocks([row for _, row in sheet.maybe], columns, sheet.unit, meant)
            yield SheetPart(self.t("part_maybe", n=len(sheet.maybe)), self.t("maybe_note"), columns, blocks)

    def _columns(self, sheet: DutySheet) -> tuple[str, ...]:
        """List the columns that some row fills, in official order; the lead's also if one is missing."""
        there = sheet.columns | ({"lead"} if self.network.names_leads else frozenset())
        roles = [role.value for role in Role if role.value in there]
        ends = ["deadline"] if "deadline" in there else []
        fits = 2 + len(roles) + len(ends) <= MAX_SHEET_COLUMNS[self.lang]
        return ("number", "task", *(["targets"] if "targets" in there and fits else []), *roles, *ends)

    def _blocks(
        self,
        rows: Sequence[SheetRow],
        columns: tuple[str, ...],
        unit: Unit,
        meant: dict[str, tuple[Unit, ...]] | None = None,
    ) -> tuple[SectionBlock, ...]:
        return tuple(
            SectionBlock(
                "　".join(section) if self.lang == "zh" else " > ".join(section),
                tuple(self._line(row, columns, unit, (meant or {}).get(row.task.id, ())) for row in those),
            )
            for section, those in groupby(rows, key=lambda row: row.task.section)
        )

    def _line(self, row: SheetRow, columns: tuple[str, ...], unit: Unit, meant: tuple[Unit, ...]) -> TaskLine:
        task = row.task
        cells: dict[str, RunCell] = {
            "number": (TextRun(task.label),),
            "task": (TextRun(task.title + self._also(row)),),
            "targets": (TextRun(self.t("semicolon").join(task.targets)),),
            "collective": (TextRun(self.t("comma").join(self.name(one.id) for one in meant)),),
            "deadline": (TextRun(task.deadline),),
            **{role.value: self._names(row, role, unit) for role in Role},
        }
        return TaskLine(tuple(cells[column] for column in columns), tuple(self._details(task, columns)))

    def _also(self, row: SheetRow) -> str:
        gap = "" if self.lang == "zh" else " "
        return "".join(gap + self.t("also_role", role=ROLE_WORDS[role].of(self.lang)) for role in row.also)

    def _names(self, row: SheetRow, role: Role, unit: Unit) -> RunCell:
        """Format the units of a role as printed; the unit itself set apart."""
        found: list[TextRun] = []
        for one in row.list_in_role(role):
            if found:
                found.append(TextRun(self.t("comma")))
            found.append(TextRun(self._printed(one), own=one.unit == unit.id))
        if role in row.task.open_roles:
            found.append(TextRun(self.t("and_others")))
        if not found and role is Role.LEAD:
            found.append(TextRun(self.t("not_named")))
        return tuple(found)

    def _printed(self, one: Assignment) -> str:
        return one.printed if self.lang == "zh" else self.name(one.unit)

    def _details(self, task: Task, columns: tuple[str, ...]) -> Iterable[str]:
        if task.targets and "targets" not in columns:
            yield self.t("detail_targets", what=self.t("semicolon").join(task.targets))
        text = _LONE_MARK.sub("", task.text.strip())
        if text.rstrip("。") not in ("", task.title.strip().rstrip("。")):
            yield self.t("detail_text", what=text)

    def _answer_to(self, rows: Sequence[SheetRow]) -> str:
        """Format the leads of these tasks, in order of first appearance, with the task numbers."""
        led: dict[str, list[str]] = {}
        for row in rows:
            for unit in dict.fromkeys(one.unit for one in row.list_in_role(Role.LEAD)) or [""]:
                led.setdefault(unit, []).append(row.task.id)
        without = led.pop("", [])
        said = [self.name(unit) + self._in_brackets(self.numbers(tasks)) for unit, tasks in led.items()]
        if without:
            said.append(self.t("no_lead_there") + self._in_brackets(self.numbers(without)))
        return self.t("answer_to", leads=self.t("comma").join(said))

    def _in_brackets(self, said: str) -> str:
        gap = "" if self.lang == "zh" else " "
        return gap + add_brackets(Text(zh=said, en=said)).of(self.lang)

    def numbers(self, tasks: Sequence[str]) -> str:
        """Format task ids by their distinct labels, or by their count if the labels are only positions."""
        printed = [self.network.task_by_id[task].label for task in tasks]
        labels = [format_task_label(self.network, task, self.lang) for task in tasks]
        if self._numbered_once:
            return self.t("task_numbers", tasks=format_list(printed, self.lang))
        if any(label.startswith("#") for label in labels):
            return self.t("task_count", n=len(labels))
        return self.t("task_labels", tasks=format_list(labels, self.lang))

    @cached_property
    def _numbered_once(self) -> bool:
        return all(self.network.label_by_task[task.id] == task.label for task in self.plan.tasks)

    def _notes(self, sheet: DutySheet) -> Iterable[str]:
        unit = sheet.unit
        own = self.network.assignments_by_unit[unit.id]
        tasks = {row.task.id for group in sheet.groups for row in group.rows}
        if unit.also_written:
            yield self.t("also_written", names=format_list(unit.also_written, self.lang))
        if unit.members:
            yield self.t("members", names=format_list(unit.members, self.lang))
        by_rule = any(
            one.origin is Origin.CONVENTION for task in tasks for one in self.network.assignments_by_task[task]
        )
        if self.plan.lead_rule and by_rule:
            yield self.t("by_convention", rule=self.plan.lead_rule)
        inherited = [one.task for one in own if one.origin is Origin.INHERITED]
        if inherited:
            yield self.t("inherited", tasks=self.numbers(list(dict.fromkeys(inherited))))
        if unit.collective:
            yield self.t("not_signed")
        gap = "" if self.lang == "zh" else " "
        yield self.t("made_from", plan=self.cited) + gap + self.version

    @cached_property
    def cited(self) -> str:
        """The plan's title with its document number."""
        number = self.plan.document_number
        if not number:
            return self.plan_name
        return f"{self.plan_name}（{number}）" if self.lang == "zh" else f"{self.plan_name} ({number})"

    @cached_property
    def version(self) -> str:
        """Version line: the beginning of the plan's digest, and respnet's version."""
        return self.t("version", digest=self.plan.digest()[:DIGEST_DIGITS], version=get_version("respnet"))


def quote_title(title: str) -> str:
    """Put a document's title in 《》; quotation marks 《》 inside become 〈〉.

    >>> quote_title("关于印发《科普方案》的通知"), quote_title("《科普方案》")
    ('《关于印发〈科普方案〉的通知》', '《科普方案》')
    """
    if title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        return title
    return "《" + title.replace("《", "〈").replace("》", "〉") + "》"


def format_percent(part: int, whole: int, lang: Lang) -> str:
    """Format a share in whole per cent; a small share is not rounded to none, nor a large one to all.

    Args:
        part: The part.
        whole: The whole; 0 only if the part is 0.
        lang: Language of the text.

    >>> (format_percent(22, 32, "zh"), format_percent(1, 8, "zh"), format_percent(0, 0, "zh"),
    ... format_percent(1, 1000, "zh"))
    ('69%', '13%', '0%', '不到1%')
    >>> format_percent(999, 1000, "en"), format_percent(1000, 1000, "en")
    ('more than 99%', '100%')
    """
    if not part:
        return "0%"
    rounded = (200 * part + whole) // (2 * whole)
    if rounded == 0:
        return "不到1%" if lang == "zh" else "less than 1%"
    if rounded == 100 and part < whole:
        return "超过99%" if lang == "zh" else "more than 99%"
    return f"{rounded}%"
