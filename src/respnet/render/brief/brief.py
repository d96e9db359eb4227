"""Content of the brief in one language: findings as they are said, one chart, and points to decide."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from respnet.analysis.workload.workload import Flag
from respnet.core.i18n import EMPTY_TEXT, Lang, Text, as_sentence, format_count, join_sentences
from respnet.core.messages import FOR_CHECKING
from respnet.core.network import ResponsibilityNetwork
from respnet.core.problems import Severity
from respnet.findings.deadlines import MONTHS, describe_due_soon
from respnet.findings.display_names import (
    add_brackets,
    describe_owner,
    describe_period,
    format_task_label,
    format_unit_name,
)
from respnet.findings.next_steps import LEAD_CODES, list_steps
from respnet.render.duty_sheet.pages import measure_width, sanitize_xml_text, split_title

if TYPE_CHECKING:
    import datetime as dt

    from respnet.core.problems import Problem
    from respnet.pipeline import Analysis

MAX_BARS, MIN_BARS = 7, 3
_LINES: dict[Lang, tuple[int, int]] = {"zh": (56, 14), "en": (88, 22)}
"""Width of a line in half characters, and the lines of text that leave room for all bars."""
MAX_PIECES = 10
"""Numbers and ranges of tasks told one by one; more are counted."""
MAX_QUOTED = 45
"""Characters of a problem that is quoted beside its count."""

_DECISIONS = ("name-leads", "agree-summary", "confirm-single-leads", "list-members", "check-problems")
"""The next steps that a superior decides on, in this order."""


BriefBar = namedtuple("BriefBar", "unit leads others counts")
"""One bar: name of the unit, tasks that it leads and its other tasks, and the counts in words."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The page: every text of it, in one language, fit for XML. `title` is in pieces that no line breaks."""

    title: tuple[str, ...]
    what: str
    byline: str
    day: str
    paragraphs: tuple[str, ...]
    caption: str
    bars: tuple[BriefBar, ...]
    heading: str
    points: tuple[str, ...]
    foot: str

    @property
    def longest(self) -> int:
        """Tasks of the longest bar, at least 1."""
        return max([1, *(int(bar.leads + bar.others) for bar in self.bars)])


def build_brief(
    analysis: Analysis, problems: Sequence[Problem], lang: Lang = "zh", day: dt.date | None = None
) -> Brief:
    """Build the brief of a plan.

    Args:
        analysis: The results.
        problems: Problems that the checks found.
        lang: Language of the page.
        day: The day that the page bears and deadlines are compared with; None leaves a blank to fill in.

    Returns:
        The content.
    """
    plan = analysis.network.plan
    owner = analysis.network.find_actor_row(plan.owner) if plan.owner else None
    name = format_unit_name(analysis.network, analysis.network.actors[owner].id, lang) if owner is not None else ""
    paragraphs = tuple(_say(said, lang) for said in _list_paragraphs(analysis, day))
    points = tuple(_say(said, lang) for said in _list_points(analysis, problems))
    bars = tuple(_build_bars(analysis, lang))[: _count_bars((*paragraphs, *points), lang)]
    led = analysis.network.names_leads
    of = Text(zh=f"任务最多的 {len(bars)} 家单位", en=f"The {len(bars)} units with most tasks")
    if led:  # a unit with more tasks that leads less may come after them
        of = Text(zh=f"牵头排在前面的 {len(bars)} 家单位", en=f"The first {len(bars)} units by tasks led")
    if len(bars) == int(analysis.network.biadjacency().any(axis=1).sum()):
        of = Text(zh="各单位的任务数", en="The units and their tasks")
    texts = {
        "what": Text(zh="任务分工情况", en="How the work is divided"),
        "byline": Text(zh=f"统筹单位：{name}", en=f"Coordinated by {name}") if name else EMPTY_TEXT,
        "day": _format_day(day) if day else Text(zh="　　　年　　月　　日", en="Date: ____________"),
        "caption": Text(
            zh=f"{of.zh}（{'深色牵头＋浅色其他参与，' if led else ''}单位：项）",
            en=of.en + (": leading (dark) + taking part (light)" if led else ""),
        ),
        "heading": Text(zh="需要领导确定的事项", en="To be decided"),
        "foot": Text(
            zh=f"根据方案文本统计，一个单位在一项任务里只计一次；{FOR_CHECKING.zh}。",
            en=f"Counted from the plan's text, each unit once a task; {FOR_CHECKING.en}.",
        ),
    }
    title = sanitize_xml_text(plan.title)
    return Brief(
        title=split_title(title) if not title.isascii() else (title,),
        paragraphs=paragraphs,
        bars=bars,
        points=points,
        **{key: _say(text, lang) for key, text in texts.items()},
    )


def _say(text: Text, lang: Lang) -> str:
    return sanitize_xml_text(text.of(lang))


def _count_bars(said: Sequence[str], lang: Lang) -> int:
    """Count the bars that one page has room for below and above these lines of text: two bars are about one line."""
    width, room = _LINES[lang]
    lines = sum(ceil(measure_width(one) / width) for one in said)
    return min(MAX_BARS, max(MIN_BARS, MAX_BARS - 2 * (lines - room)))


def _list_paragraphs(analysis: Analysis, day: dt.date | None) -> Iterator[Text]:
    """Size and leads; who carries much; what breaks where a unit drops out, and what is due."""
    results, network = analysis.results, analysis.network
    single, load = analysis.finding("single-lead-tasks"), analysis.finding("overloaded-units")
    missing = results.lead_gaps.none or not single.shown
    leads = analysis.finding("tasks-without-lead") if missing else single
    yield join_sentences([analysis.finding("plan-size").sentence, leads.headline])
    if load.shown:
        flags = (*results.lottery.flagged(Flag.OVERLOADED), *results.lottery.flagged(Flag.SOME_WEIGHTS))
        yield join_sentences([load.headline, *(describe_owner(network, one.unit) for one in flags if one.owner)])
    drop_outs, period = analysis.finding("drop-outs"), describe_period(network.plan)
    due = as_sentence(period) if period.zh else analysis.finding("due-dates").sentence
    soon = [describe_due_soon(network, day)] if day else []
    yield join_sentences([*([drop_outs.headline] if drop_outs.shown else []), due, *soon])


def _build_bars(analysis: Analysis, lang: Lang) -> Iterator[BriefBar]:
    network = analysis.network
    for load in analysis.results.workload.rank_leaders()[:MAX_BARS]:
        led, others = load.leads, load.others
        if not load.total:
            return
        counts = Text(zh=f"{led}＋{others}", en=f"{led} + {others}")
        if not network.names_leads:
            counts = Text(zh=f"{others} 项", en=format_count(others, "task", "tasks"))
        unit = format_unit_name(network, load.unit, lang)
        yield BriefBar(sanitize_xml_text(unit), led, others, counts.of(lang))


def _format_day(day: dt.date) -> Text:
    return Text(zh=f"{day.year}年{day.month}月{day.day}日", en=f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def _format_ranges(network: ResponsibilityNetwork, tasks: Sequence[str]) -> Text:
    """Format tasks by number, three or more in a row as a range: 任务 2、20—25."""
    place = {task.id: number for number, task in enumerate(network.tasks)}
    runs: list[list[str]] = []
    for task in sorted(tasks, key=place.__getitem__):
        if runs and place[task] == place[runs[-1][-1]] + 1:
            runs[-1].append(task)
        else:
            runs.append([task])

    def say(lang: Lang, dash: str) -> str:
        labels = [[format_task_label(network, task, lang) for task in run] for run in runs]
        pieces = [[f"{run[0]}{dash}{run[-1]}"] if len(run) > 2 and "." not in "".join(run) else run for run in labels]
        listed = [one for piece in pieces for one in piece]
        more = (
            Text(zh=f" 等 {len(tasks)} 项", en=f" and more, {len(tasks)} in all")
            if len(listed) > MAX_PIECES
            else EMPTY_TEXT
        )
        between = "、" if lang == "zh" else ", "
        return between.join(listed[:MAX_PIECES]) + more.of(lang)

    zh, en = say("zh", "—"), say("en", "–")
    return Text(zh=f"任务{' ' if zh[0].isascii() else ''}{zh}", en=f"{'task' if len(tasks) == 1 else 'tasks'} {en}")


def _list_points(analysis: Analysis, problems: Sequence[Problem]) -> Iterator[Text]:
    """The next steps that are somebody's decision, with the numbers of their tasks or the first problem itself."""
    steps = {step.id: step for step in list_steps(analysis.network, analysis.results, problems)}
    for step in (steps[kind] for kind in _DECISIONS if kind in steps):
        detail = EMPTY_TEXT
        if step.tasks:
            detail = add_brackets(_format_ranges(analysis.network, step.tasks))
        elif step.id == "check-problems":
            doubts = [one for one in problems if one.tasks and one.level is not Severity.NOTE]
            of_tasks = [one.what for one in doubts if one.code not in LEAD_CODES]
            if not of_tasks:
                continue  # what the file lacks, or how it was read, is nothing to decide
            quoted = next((what for what in of_tasks if len(what.zh) <= MAX_QUOTED), None)
            detail = Text(zh=f"，例如：{quoted.zh}", en=f", such as: {quoted.en}") if quoted else detail
        space = " " if detail.en.startswith(("(", "[")) else ""
        yield as_sentence(Text(zh=step.text.zh + detail.zh, en=step.text.en + space + detail.en))
