"""Progress of a plan: what is due and overdue by a day, and the figures of a circular (督查通报)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.core.deadlines import format_last_day
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, join_sentences
from respnet.core.lookup import distinct_labels
from respnet.core.plan import Role
from respnet.core.progress import DONE, ENDED, FIELDS, STATE_WORDS, ProgressRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from respnet.core.plan import Plan, Task

DAYS_AHEAD = 30
"""Days before its date from which a task is due soon."""


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """Progress of a task, for the plan or for one of its units. `label` names it in lists.

    `due` is the last day of its deadline, empty without one. `days` are those until then, below 0 when it has passed.
    `is_late` says that it was not done by its date: it is overdue, or was done after it.
    """

    task: Task
    label: str
    units: tuple[str, ...]
    report: ProgressRecord
    due: str = ""
    days: int | None = None

    @property
    def is_done(self) -> bool:
        """True if it is reported as done."""
        return self.report.state == DONE

    @property
    def is_open(self) -> bool:
        """True if it is neither done nor ended."""
        return self.report.state not in (DONE, ENDED)

    @property
    def is_overdue(self) -> bool:
        """True if it is open after its date."""
        return self.is_open and self.days is not None and self.days < 0

    @property
    def is_due_soon(self) -> bool:
        """True if it is open and due within `DAYS_AHEAD` days."""
        return self.is_open and self.days is not None and 0 <= self.days <= DAYS_AHEAD

    @property
    def is_late(self) -> bool:
        """True if it was not done by its date."""
        done = format_last_day(self.report.date) if self.is_done else ""
        return self.is_overdue or bool(self.due and done > self.due)

    @property
    def is_undated(self) -> bool:
        """True if it was done, nobody says when, and its date has passed: by then or later cannot be told."""
        return self.is_done and not format_last_day(self.report.date) and self.days is not None and self.days < 0

    def describe(self) -> Text:
        """Say where the task stands against its date."""
        state = STATE_WORDS.get(self.report.state, Text(zh=self.report.state, en=self.report.state))
        if not self.is_open:
            late = Text(zh="，超过了时限", en=", after its date") if self.is_late else EMPTY_TEXT
            late = Text(zh="，没有填日期", en=", no day was given") if self.is_undated else late
            return Text(zh=f"{state.zh}{late.zh}", en=f"{state.en}{late.en}")
        if self.days is None:
            when = Text(zh="没有单列完成时限", en="no deadline listed")
            if self.task.deadline:
                when = Text(zh="时限没有写到哪年哪月", en="its deadline names no month of a year")
        elif self.days < 0:
            when = Text(zh=f"已超期 {-self.days} 天", en=f"{format_count(-self.days, 'day', 'days')} overdue")
        elif not self.days:
            when = Text(zh="今天到期", en="due today")
        else:
            when = Text(zh=f"还有 {self.days} 天", en=f"{format_count(self.days, 'day', 'days')} left")
        return Text(zh=f"{state.zh}，{when.zh}", en=f"{state.en}, {when.en}") if state.zh else when


@dataclass(frozen=True, slots=True)
class ProgressFigures:
    """Figures of a circular over some tasks.

    `on_time` is the share, 0 to 1, of the tasks done by their date among those done or overdue, without those of which
    nobody says when; None where there are none. `late` are the labels of the overdue tasks.
    """

    total: int
    done: int
    on_schedule: int
    with_problems: int
    not_reported: int
    overdue: int
    ended: int
    on_time: float | None
    late: tuple[str, ...] = ()

    def describe(self) -> Text:
        """Say the figures in one sentence."""
        zh = f"共 {self.total} 项：已办结 {self.done} 项，按进度推进 {self.on_schedule} 项"
        en = f"{format_count(self.total, 'task', 'tasks')}: {self.done} done, {self.on_schedule} on schedule"
        parts = [
            (self.with_problems, "有困难 {} 项", "{} with difficulties"),
            (self.not_reported, "还没有填报 {} 项", "{} without a report"),
        ]
        there = [(zh.format(count), en.format(count)) for count, zh, en in parts if count]
        if there:
            zh += f"（其中{'、'.join(one for one, _ in there)}）"
            en += f" (of these {', '.join(one for _, one in there)})"
        zh += f"，超期 {self.overdue} 项" + (f"，已终止 {self.ended} 项" if self.ended else "")
        en += f", {self.overdue} overdue" + (f", {self.ended} ended" if self.ended else "")
        if self.on_time is None:
            return Text(zh=f"{zh}。", en=f"{en}.")
        return Text(zh=f"{zh}；按期办结率 {self.on_time:.0%}。", en=f"{en}; {self.on_time:.0%} on time.")


@dataclass(frozen=True, slots=True)
class Circular:
    """Progress of a plan on a day: each task, all of them, and those of each unit that leads some."""

    day: dt.date
    tasks: tuple[TaskProgress, ...]
    whole: ProgressFigures
    units: Mapping[str, ProgressFigures]

    def describe(self) -> Text:
        """Say how far the plan is, what is overdue and what is due soon."""
        soon = [one for one in self.tasks if one.is_due_soon]
        late = {unit: one for unit, one in self.units.items() if one.overdue}
        zh = f"截至 {self.day.year} 年 {self.day.month} 月 {self.day.day} 日，{self.whole.describe().zh}"
        said = [Text(zh=zh, en=f"On {self.day.isoformat()}: {self.whole.describe().en}")]
        if late:
            listed = "；".join(f"{unit} {one.overdue} 项（{'、'.join(one.late)}）" for unit, one in late.items())
            en = "; ".join(f"{unit} {one.overdue} ({', '.join(one.late)})" for unit, one in late.items())
            said.append(Text(zh=f"超期的：{listed}。", en=f"Overdue: {en}."))
        if soon:
            labels = [one.label for one in soon]
            said.append(
                Text(
                    zh=f"{DAYS_AHEAD} 天内到期 {len(soon)} 项（{'、'.join(labels)}）。",
                    en=f"Due within {DAYS_AHEAD} days: {len(soon)} ({', '.join(labels)}).",
                )
            )
        return join_sentences(said)


def build_circular(plan: Plan, records: Iterable[ProgressRecord], day: dt.date) -> Circular:
    """Build the figures of a plan on a day. A task counts for the units that lead it.

    Where no lead is named, those responsible lead. A report on the task as a whole goes before those of its units; of
    several leads all must have done it.

    Args:
        plan: The plan.
        records: What was reported.
        day: The day by which dates have passed.
    """
    found = {one.key: one for one in records}
    leads = list_leads(plan)
    labels = distinct_labels(plan.tasks)
    by_unit: dict[str, list[TaskProgress]] = {}
    tasks = []
    for task in plan.tasks:
        tail, units = get_task_tail(plan, task), leads[task.id]
        whole = found.get((tail, ""))
        own = [found.get((tail, unit), ProgressRecord(tail, unit)) for unit in units]
        due = format_last_day(task.deadline)
        days = (dt.date.fromisoformat(due) - day).days if due else None
        said = whole or _combine_reports(tail, own)
        tasks.append(TaskProgress(task, labels[task.id], units, said, due, days))
        for one in own:
            report = one if any(one.said) or whole is None else whole
            by_unit.setdefault(one.unit, []).append(TaskProgress(task, labels[task.id], units, report, due, days))
    return Circular(
        day, tuple(tasks), count_figures(tasks), {unit: count_figures(ones) for unit, ones in by_unit.items()}
    )


def list_leads(plan: Plan) -> dict[str, tuple[str, ...]]:
    """List the names of the units that lead each task, by its id; those responsible where none leads."""
    names = {unit.id: unit.name for unit in plan.units}
    found: dict[str, dict[Role, list[str]]] = {task.id: {} for task in plan.tasks}
    for one in plan.assignments:
        found[one.task].setdefault(one.role, []).append(names[one.unit])
    return {
        task: tuple(dict.fromkeys(roles.get(Role.LEAD) or roles.get(Role.RESPONSIBLE) or ()))
        for task, roles in found.items()
    }


def get_task_tail(plan: Plan, task: Task) -> str:
    """Return what a record calls a task: its id without that of the plan."""
    return task.id.removeprefix(f"{plan.id}/")


def count_figures(tasks: Sequence[TaskProgress]) -> ProgressFigures:
    """Count the figures of a circular over some tasks."""
    done = [one for one in tasks if one.is_done]
    late = [one for one in tasks if one.is_overdue]
    going = [one for one in tasks if one.is_open and not one.is_overdue]
    settled, dated = len(done) + len(late), [one for one in done if not one.is_undated]
    return ProgressFigures(
        total=len(tasks),
        done=len(done),
        on_schedule=len(going),
        with_problems=sum(bool(one.report.problem) for one in going),
        not_reported=sum(not any(one.report.said) for one in going),
        overdue=len(late),
        ended=len(tasks) - settled - len(going),
        on_time=sum(not one.is_late for one in dated) / (len(dated) + len(late)) if dated or late else None,
        late=tuple(one.label for one in late),
    )


def _combine_reports(task: str, reports: Sequence[ProgressRecord]) -> ProgressRecord:
    """Combine the reports of a task's leads: it is done, or ended, when all say so, on the last of their days."""
    if not reports:
        return ProgressRecord(task)
    if len(reports) == 1:
        return reports[0]
    behind = [one for one in reports if one.state not in (DONE, ENDED)]
    settled = DONE if any(one.state == DONE for one in reports) else ENDED
    return ProgressRecord(
        task,
        state=next((one.state for one in behind if one.state), "") if behind else settled,
        date="" if behind else max(one.date for one in reports),
        **{name: "；".join(filter(None, (getattr(one, name) for one in reports))) for name in FIELDS[4:]},
    )
