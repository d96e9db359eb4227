"""Finding on due dates: dated tasks, the fullest period and the largest peak of a unit."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from respnet.analysis.workload.workload import DeadlineStatus, Timetable
from respnet.core.deadlines import format_last_day
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import add_brackets, format_task_list, format_unit_names
from respnet.findings.finding import Evidence, Finding

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAYS_AHEAD, MAX_DUE_LISTED = 30, 8
QUARTERS = (("一", "first"), ("二", "second"), ("三", "third"), ("四", "fourth"))
STATUS_KINDS = (
    (DeadlineStatus.DATED, "写明了完成时限", "has a deadline", "have a deadline"),
    (DeadlineStatus.ONGOING, "要持续推进", "goes on without an end", "go on without an end"),
    (DeadlineStatus.UNREADABLE, "写的时限看不出日期", "has an unclear deadline", "have an unclear deadline"),
    (DeadlineStatus.NONE, "没有单列完成时限", "lists no deadline", "list no deadline"),
)
"""What a task's deadline can be, in Chinese and, for one task and for several, in English."""


def describe_due_dates(network: ResponsibilityNetwork, found: Timetable) -> Finding:
    """Describe the deadlines: number of dated tasks, fullest period, and the unit with most tasks due at once.

    Args:
        network: Network of the plan.
        found: Timetable of the plan.

    Returns:
        The finding.
    """
    due = Counter(one.period for one in found.dues if one.when is DeadlineStatus.DATED)
    fullest = [period for period in found.periods if due[period] == max(due.values())]
    said = [
        _count_sentence(found),
        *(() if not due else (_fullest_sentence(found, due, fullest), _describe_peak(network, found))),
    ]
    return Finding(
        id="due-dates",
        title=Text(zh="完成时限", en="When tasks are due"),
        sentence=Text(zh="".join(part.zh for part in said), en=" ".join(part.en for part in said if part.en)),
        rule=Text(
            zh="取任务时限里最后一个日期，算到那个月（季度、年）为止。写了时限的都写到月份的按月，都写到季度的按季度，"
            "否则按年。没有年份的、不存在的、有两种理解的（如“2025年前”）都不作推测。"
            "没有日期、写持续推进或每年开展的，不算到期。",
            en="The last date in a task's deadline counts, to the end of that month, quarter or year: by month if all "
            "are dated to the month, by quarter if all to the quarter, else by year. Nothing is guessed where the year "
            "is missing, the date does not exist or can be read in two ways (before 2025). Work that goes on or comes "
            "back every year is not due.",
        ),
        limits=Text(
            zh="只看到期的时间，不知道任务要做多久、何时开始，到期多不一定就忙。持续推进的任务没有到期，但一直要做。",
            en="Only the end is known, not when work starts or how long it takes: many deadlines need not mean much "
            "work. Tasks that go on are never due, but are there all the time.",
        ),
        evidence=tuple(Evidence(task=one.task) for one in found.dues if one.period and one.period in fullest),
    )


def describe_due_soon(network: ResponsibilityNetwork, day: dt.date) -> Text:
    """Describe what is due by a day and within the 30 days after it; empty where no task has a date.

    Args:
        network: Network of the plan.
        day: The day.

    Returns:
        One sentence.
    """
    dates = {task.id: last for task in network.tasks if (last := format_last_day(task.deadline))}
    if not dates:
        return EMPTY_TEXT
    zh, en = [], []
    now, end = day.isoformat(), (day + dt.timedelta(days=DAYS_AHEAD)).isoformat()
    for those, when, of in (
        ([task for task, date in dates.items() if date < now], "已到期", "past their date"),
        ([task for task, date in dates.items() if now <= date <= end], f" {DAYS_AHEAD} 天内到期", "due within 30 days"),
    ):
        listed = add_brackets(format_task_list(network, those, MAX_DUE_LISTED)) if those else EMPTY_TEXT
        zh.append(f"{len(those)} 项{when}{listed.zh}")
        en.append(f"{format_count(len(those), 'task', 'tasks')} {of}" + (f" {listed.en}" if those else ""))
    return Text(
        zh=f"截至 {day.year} 年 {day.month} 月 {day.day} 日，{'，'.join(zh)}。",
        en=f"On {day.day} {MONTHS[day.month - 1]} {day.year}: {' and '.join(en)}.",
    )


def _count_sentence(found: Timetable) -> Text:
    tasks = len(found.dues)
    count = Counter(one.when for one in found.dues)
    if not tasks:
        return Text(zh="方案里没有任务。", en="The plan holds no tasks.")
    there = [(count[when], *words) for when, *words in STATUS_KINDS if count[when]]
    if len(there) == 1:
        _, what, one, many = there[0]
        every = "Both tasks" if tasks == 2 else f"All {tasks} tasks"
        if there[0][0] == count[DeadlineStatus.NONE]:
            every, many = "No deadline is listed", "for either task" if tasks == 2 else f"for any of the {tasks} tasks"
        return Text(
            zh=f"{f'{tasks} 项任务都' if tasks > 1 else '唯一的任务'}{what}。",
            en=f"{every} {many}." if tasks > 1 else f"The only task {one}.",
        )
    zh = "，".join(f"{number} 项{what}" for number, what, _, _ in there)
    en = [f"{number} {one if number == 1 else many}" for number, _, one, many in there]
    return Text(
        zh=f"{tasks} 项任务中，{zh}。", en=f"Of {format_count(tasks, 'task', 'tasks')}, {format_list(en, 'en')}."
    )


def _fullest_sentence(found: Timetable, due: Counter[str], fullest: list[str]) -> Text:
    most = due[fullest[0]]
    names = [format_period(period) for period in fullest]
    if len(found.periods) == 1:
        if due.total() == 1:
            return Text(zh=f"到期时间是{names[0].zh}。", en=f"It is due in {names[0].en}.")
        dated = (
            Text(zh="", en="They") if due.total() == len(found.dues) else Text(zh="有日期的", en="Those with a date")
        )
        return Text(zh=f"{dated.zh}都在{names[0].zh}到期。", en=f"{dated.en} are all due in {names[0].en}.")
    tasks = format_count(most, "task", "tasks")
    if len(fullest) == len(found.periods):
        return Text(
            zh=f"分 {len(fullest)} 个时期到期，各 {most} 项。",
            en=f"They fall due in {len(fullest)} periods, {tasks} in each.",
        )
    zh, en = format_list([name.zh for name in names], "zh", 3), format_list([name.en for name in names], "en", 3)
    level = len(fullest) > 1
    return Text(
        zh=f"{zh}到期的最多，{'各 ' if level else ''}{most} 项。",
        en=f"More are due in {en} than in any other {_name_period_length(fullest[0])}"
        f"{f', {tasks} in each' if level else f': {tasks}'}.",
    )


def _name_period_length(period: str) -> str:
    """Name the length of the timetable's periods."""
    return "year" if len(period) == 4 else "quarter" if "Q" in period else "month"


def _describe_peak(network: ResponsibilityNetwork, found: Timetable) -> Text:
    """Describe the unit with most tasks due in one period."""
    most = max((peak.tasks for peak in found.peaks), default=0)
    if not most:
        one = sum(dues.when is DeadlineStatus.DATED for dues in found.dues) == 1
        return Text(
            zh=f"{'这项' if one else '这些'}任务没有写明单个单位。",
            en=f"No single unit is named for {'it' if one else 'them'}.",
        )
    if most == 1:
        return Text(zh="没有单位在同一时期有两项任务到期。", en="No unit has two tasks due in the same period.")
    busiest = [peak for peak in found.peaks if peak.tasks == most]
    names = format_unit_names(network, [peak.unit for peak in busiest], most=4)
    if len(busiest) == 1:
        when = format_period(busiest[0].period)
        leads = _count_leads(busiest[0].leads, most) if network.names_leads else Text(zh="", en="")
        return Text(
            zh=f"单位中到期最集中的是{names.zh}，{when.zh} {most} 项{leads.zh}。",
            en=f"{names.en} has the most due at once: {format_count(most, 'task', 'tasks')} in {when.en}{leads.en}.",
        )
    return Text(
        zh=f"{names.zh}到期最集中，同一时期各有 {most} 项。",
        en=f"{names.en} have the most due at once, {most} each in one period.",
    )


def _count_leads(leads: int, tasks: int) -> Text:
    """Say how many of the `tasks` the unit leads."""
    if leads == tasks:
        return Text(zh="，都由它牵头", en=", all of them as lead")
    if not leads:
        return Text(zh="，都不是牵头", en=", none of them as lead")
    return Text(zh=f"，其中牵头 {leads} 项", en=f", {leads} of them as lead")


def format_period(period: str) -> Text:
    """Format a period of a timetable in words.

    >>> format_period("2025-06").en, format_period("2025-Q2").zh, format_period("2025").zh
    ('June 2025', '2025年第二季度', '2025年')
    """
    year, _, rest = period.partition("-")
    if not rest:
        return Text(zh=f"{year}年", en=year)
    if rest.startswith("Q"):
        zh, en = QUARTERS[int(rest[1:]) - 1]
        return Text(zh=f"{year}年第{zh}季度", en=f"the {en} quarter of {year}")
    return Text(zh=f"{year}年{int(rest)}月", en=f"{MONTHS[int(rest) - 1]} {year}")
