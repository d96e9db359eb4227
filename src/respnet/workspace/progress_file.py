"""progress.csv of a plan folder: read, changed a report at a time, and merged with forms that units have filled in."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from respnet.core.deadlines import format_last_day
from respnet.core.errors import InputError
from respnet.core.formulas import guard_formula, unguard_formula
from respnet.core.i18n import Text
from respnet.core.lookup import match_key
from respnet.core.progress import FIELDS, STATE_WORDS, ProgressRecord
from respnet.core.safe_writing import replace_file, replace_files
from respnet.workspace.errors import Conflict, report_write_errors
from respnet.workspace.progress import get_task_tail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from respnet.core.plan import Plan
    from respnet.intake.tables.text_tables import TextTable

PROGRESS_FILE = "progress.csv"
ASKED_FILE = "progress-asked.csv"
"""Reports of filled forms that disagree with what stands in progress.csv, until a person decides."""
MAX_BYTES, MAX_RECORDS, MAX_TEXT = 32 * 2**20, 100_000, 2000
_HEADERS = {
    "number": ("序号", "编号", "no.", "number"),
    "part": ("分项", "part"),
    "title": ("工作任务", "任务", "重点任务", "任务名称", "task", "title"),
    "unit": ("填报单位", "单位", "reporter", "unit"),
    "state": ("状态", "办理状态", "state"),
    "date": ("日期", "办理日期", "date"),
    "progress": ("进展情况", "进展", "progress"),
    "problem": ("存在问题", "difficulties", "problem"),
    "note": ("备注", "remarks", "note"),
    "sent": ("上次填报", "last report"),
}
"""What the columns of a form are called."""
_HEADER_LINES = 10


@dataclass(frozen=True, slots=True)
class FilledRow:
    """Row of a filled form. `sent` is what had been reported when the form went out; None where no column says it."""

    line: int
    number: str
    part: str
    title: str
    report: ProgressRecord
    sent: str | None = None


@dataclass(frozen=True, slots=True)
class ProgressMerge:
    """Result of merging a form: what was taken in, already so, asked, and rows that belong to no task or unit.

    `unclear` are the states and days in what was taken in that nobody knows.
    """

    taken: tuple[ProgressRecord, ...] = ()
    same: int = 0
    asked: tuple[ProgressRecord, ...] = ()
    lost: tuple[Text, ...] = ()
    unclear: tuple[str, ...] = ()

    def describe(self) -> Text:
        """Say in one sentence what became of the form."""
        counts = (
            (len(self.taken), "采用 {} 处", "{} taken in"),
            (self.same, "{} 处已是如此", "{} already so"),
            (len(self.asked), "{} 处与现有的不同，请决定", "{} that disagree with what stands here, to be decided"),
            (len(self.lost), "{} 行对不上任务或单位，没有采用", "{} rows of no task or unit here, left out"),
            ("、".join(self.unclear), "状态或日期看不懂、照写记下的：{}", "states or days that nobody knows, kept: {}"),
        )
        there = [(zh.format(count), en.format(count)) for count, zh, en in counts if count]
        if not there:
            return Text(zh="表里没有填写任何情况。", en="Nothing is filled in.")
        return Text(zh=f"{'，'.join(zh for zh, _ in there)}。", en=f"Reports: {', '.join(en for _, en in there)}.")


def has_progress(folder: Path) -> bool:
    """True if progress is kept for a plan; at first it is not."""
    file = folder / PROGRESS_FILE
    return file.is_file() and not file.is_symlink()


def start_progress(folder: Path) -> None:
    """Begin to keep progress: an empty progress.csv. Raises OutputError where it cannot be written."""
    if not has_progress(folder):
        write_records(folder / PROGRESS_FILE, ())


def stop_progress(folder: Path) -> None:
    """Keep progress no longer: the file goes into `versions`. Raises OutputError where it cannot be moved."""
    stamp = dt.datetime.now(dt.UTC).astimezone().strftime("%Y%m%d-%H%M%S-%f")
    target = folder / "versions" / f"progress-{stamp}.csv"
    with report_write_errors(target):
        target.parent.mkdir(exist_ok=True)
        replace_file(folder / PROGRESS_FILE, target)


def read_records(path: Path) -> tuple[ProgressRecord, ...]:
    """Read progress.csv, or the file of what is asked; () where there is none.

    Raises:
        InputError: It is no such table, or says two things of one task and unit.
    """
    from respnet.intake.documents.encoding import decode_text, read_bytes

    if path.is_symlink() or not path.is_file():
        return ()
    text = decode_text(path, read_bytes(path, MAX_BYTES)).removeprefix("\ufeff")
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""))
        if "task" not in (reader.fieldnames or ()):
            raise _refuse(path, Text(zh="表头没有 task 一栏", en="its header has no column task"))
        rows = [(reader.line_num, row) for row in reader if any(row.values())]
    except csv.Error as error:
        raise _refuse(path, Text(zh="不是表格", en="it is no table")) from error
    found: dict[tuple[str, str], ProgressRecord] = {}
    for line, row in rows:
        one = ProgressRecord(*(unguard_formula(str(row.get(name) or "")) for name in FIELDS)).normalize()
        if found.setdefault(one.key, one) != one or len(found) > MAX_RECORDS:
            what = f"{one.task} {one.unit}".strip()
            raise _refuse(
                path,
                Text(
                    zh=f"第 {line} 行的“{what}”前面已有另一行",
                    en=f"line {line} says again of {what} what a line above says",
                ),
            )
    return tuple(found.values())


def _refuse(path: Path, why: Text) -> InputError:
    return InputError(
        zh=f"{path.name} 读不了：{why.zh}。请在 Excel 里改好，或把它移到别处再重新开始。",
        en=f"{path.name} cannot be read: {why.en}. Mend it with Excel, or move it elsewhere and begin again.",
    )


def write_records(path: Path, records: Iterable[ProgressRecord]) -> None:
    """Write progress.csv, or the file of what is asked, whole or not at all.

    Raises:
        OutputError: It cannot be written.
    """
    out = io.StringIO(newline="")
    rows = ([guard_formula(getattr(one, name)) for name in FIELDS] for one in records)
    csv.writer(out, lineterminator="\n").writerows([FIELDS, *rows])
    with report_write_errors(path):
        replace_files({path: f"\ufeff{out.getvalue()}".encode("utf-8", "replace")})


def set_record(folder: Path, report: ProgressRecord, seen: str) -> None:
    """Keep a report in progress.csv; one that says nothing is taken out.

    Args:
        folder: The plan folder.
        report: The report.
        seen: What `describe` of the report said before, as the person saw it.

    Raises:
        Conflict: Another report was kept meanwhile.
        InputError: progress.csv cannot be read, or a text is too long.
        OutputError: It cannot be written.
    """
    made = report.normalize()
    if any(len(one) > MAX_TEXT for one in made.said):
        raise InputError(
            zh=f"一栏至多 {MAX_TEXT} 字。请写短一些，详情另附文件。",
            en=f"A cell takes {MAX_TEXT} characters. Write less, and hand in a document for the rest.",
        )
    found = {one.key: one for one in read_records(folder / PROGRESS_FILE)}
    there = found.get(made.key, ProgressRecord(*made.key)).describe()
    if there not in (seen, made.describe()):
        raise Conflict(*(Text(zh=one or "空", en=one or "nothing") for one in (made.describe(), there)))
    found[made.key] = made
    write_records(folder / PROGRESS_FILE, (one for one in found.values() if any(one.said)))


def read_form(path: Path) -> tuple[FilledRow, ...]:
    """Read the rows that a unit has filled in: a workbook, CSV or Word table. Forms come from anybody: in a child.

    Args:
        path: The file.

    Raises:
        InputError: It cannot be read, or has no table with tasks and states.
    """
    from respnet.intake.documents.document import Grid
    from respnet.intake.documents.formats import read_document
    from respnet.intake.tables.text_tables import build_grid_matrix

    tables = [build_grid_matrix(one, at) for at, one in enumerate(read_document(path).blocks) if isinstance(one, Grid)]
    found = [_read_table(table) for table in tables]
    if not any(rows is not None for rows in found):
        raise InputError(
            zh=f"{path.name} 里没有填报表：表头要有“工作任务”，和“状态”“进展情况”中的一栏。",
            en=f"{path.name} holds no form: its header needs “Task”, and “State” or “Progress”.",
        )
    return tuple(row for rows in found for row in rows or ())


def _read_table(table: TextTable) -> list[FilledRow] | None:
    """Read the rows of one table under its header; None where it has none of a form."""
    headers = [_find_columns([cell.text for cell in cells]) for cells in table.rows[:_HEADER_LINES]]
    first = next((at for at, found in enumerate(headers) if found), None)
    if first is None:
        return None
    rows = []
    for line, cells in enumerate(table.rows[first + 1 :], first + 2):
        told = {name: cells[place].text.strip()[:MAX_TEXT] for name, place in headers[first].items()}
        report = ProgressRecord("", *(unguard_formula(told.get(name, "")) for name in FIELDS[1:])).normalize()
        if any(report.said):
            number, part, title = (told.get(name, "") for name in ("number", "part", "title"))
            rows.append(FilledRow(cells[0].line or line, number, part, title, report, told.get("sent")))
    return rows


def _find_columns(header: Sequence[str]) -> dict[str, int]:
    """Find the columns of a form in a line of cells; {} where they are not the header of one."""
    words = [match_key(cell).lower() for cell in header]
    known = {match_key(word): name for name, those in _HEADERS.items() for word in those}
    found = {known[word]: place for place, word in reversed(list(enumerate(words))) if word in known}
    return found if "title" in found and {"state", "progress"} & {*found} else {}


def merge_form(folder: Path, plan: Plan, rows: Sequence[FilledRow], unit: str = "") -> ProgressMerge:
    """Merge a filled form into progress.csv; what disagrees is kept in `ASKED_FILE` and overwrites nothing.

    A report that a unit changed on a form which carried the present one is taken in. On a form that does not say what
    it went out with, only what fills empty cells is.

    Args:
        folder: The plan folder.
        plan: The plan.
        rows: Rows of the form.
        unit: Unit that reports where the form has no column of units; empty for the task as a whole.

    Raises:
        InputError: progress.csv cannot be read.
        OutputError: The result cannot be written.
    """
    found = {one.key: one for one in read_records(folder / PROGRESS_FILE)}
    asked = {one.key: one for one in read_records(folder / ASKED_FILE)}
    taken, new, lost, unclear, same = [], [], [], list[str](), 0
    finder = _TaskFinder(plan)
    for row in rows:
        named, title = row.report.unit or unit, f"{row.number} {row.title}".strip()[:40]
        task, name = finder.find_task(row), finder.find_unit(named)
        if task is None or name is None:
            what = Text(zh=f"单位“{named}”", en=f"unit “{named}”") if task else Text(zh="任务", en="task")
            lost.append(
                Text(
                    zh=f"第 {row.line} 行“{title}”：方案里没有这个{what.zh}",
                    en=f"Row {row.line} “{title}”: the plan has no such {what.en}",
                )
            )
            continue
        given = replace(row.report, task=task, unit=name)
        there = found.get(given.key, ProgressRecord(task, name))
        merged = _merge_report(there, given, row.sent)
        if merged is None:
            asked[given.key] = given
            new.append(given)
        elif merged == there:
            same += 1
        else:
            found[given.key] = merged
            taken.append(merged)
            unclear += [merged.state] if merged.state not in ("", *STATE_WORDS) else []
            unclear += [merged.date] if merged.date and not format_last_day(merged.date) else []
    if taken:
        write_records(folder / PROGRESS_FILE, found.values())
    if new:
        write_records(folder / ASKED_FILE, asked.values())
    return ProgressMerge(tuple(taken), same, tuple(new), tuple(lost), tuple(unclear))


def _merge_report(there: ProgressRecord, given: ProgressRecord, sent: str | None) -> ProgressRecord | None:
    """Merge a report of a form with what stands here; None where a person has to decide."""
    now = match_key(there.describe())
    if given == there or not any(there.said) or (sent is not None and match_key(sent) == now):
        return given
    if sent is not None and match_key(sent) == match_key(given.describe()):
        return there  # nothing was filled in; what stands here is newer than the form
    filled = replace(there, **{name: getattr(given, name) or getattr(there, name) for name in FIELDS[2:]})
    agrees = all(old in ("", new) for old, new in zip(there.said, filled.said, strict=True))
    return filled if agrees else None


class _TaskFinder:
    """Finder of tasks and units by the words of a form; never one that is only alike."""

    def __init__(self, plan: Plan) -> None:
        self._tasks: dict[tuple[str, ...], list[str]] = {}
        for task in plan.tasks:
            tail, title = get_task_tail(plan, task), match_key(task.title)
            number = match_key(f"{task.number}.{task.part}" if task.part else task.number)
            for key in ((title,), (number, title)):
                self._tasks.setdefault(key, []).append(tail)
        self._units = {
            match_key(name): unit.name
            for unit in plan.units
            for name in (unit.english, *unit.also_written, unit.name)
            if name
        }

    def find_task(self, row: FilledRow) -> str | None:
        title, number = match_key(row.title), match_key(f"{row.number}.{row.part}" if row.part else row.number)
        found = self._tasks.get((number, title) if number else (title,), ())
        return found[0] if len(found) == 1 else None

    def find_unit(self, name: str) -> str | None:
        return self._units.get(match_key(name)) if name else ""


def settle_report(folder: Path, task: str, unit: str, *, take: bool) -> None:
    """Decide on a report of a form that disagrees: take it in, or leave what stands here.

    Args:
        folder: The plan folder.
        task: Task of the report.
        unit: Its unit.
        take: True to take the report of the form.

    Raises:
        InputError: Nothing is asked of this task and unit, or a file cannot be read.
        OutputError: A file cannot be written.
    """
    asked = {one.key: one for one in read_records(folder / ASKED_FILE)}
    report = asked.pop((task, unit), None)
    if report is None:
        raise InputError(
            zh="这一处已经决定过了，或文件已移走。请回到办理情况页再看。",
            en="This has been decided already, or its file is gone. Go back to the page and look.",
        )
    if take:
        found = {one.key: one for one in read_records(folder / PROGRESS_FILE)}
        write_records(folder / PROGRESS_FILE, {**found, report.key: report}.values())
    write_records(folder / ASKED_FILE, asked.values())
