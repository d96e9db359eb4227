"""Finding on the tasks that most units take part in."""

from __future__ import annotations

from statistics import median

from respnet.analysis.risk.robustness import Fragility, TaskSize
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import capitalise_first, format_task_list
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import NO_TASKS, SHOWN


def describe_largest_tasks(network: ResponsibilityNetwork, found: Fragility) -> Finding:
    """Describe the tasks with most units.

    Args:
        network: Network of the plan.
        found: Robustness results, with task sizes.

    Returns:
        The finding.
    """
    largest = sorted(found.sizes, key=lambda size: -size.leads - size.others)
    several = bool(largest) and largest[0].leads + largest[0].others > 1
    return Finding(
        id="largest-tasks",
        title=Text(zh="涉及单位最多的任务", en="Tasks with most units"),
        sentence=_size_sentence(network, largest) if largest else NO_TASKS,
        rule=Text(
            zh="一项任务的牵头单位数加其他参与单位数。集合单位另数，不计在内。",
            en="The leads of a task and the others that take part. Collectives are counted apart.",
        ),
        limits=Text(
            zh="单位多只说明要联系的多，不说明任务难；集合单位背后有多家，实际要联系的更多。",
            en="Many units are many to keep in touch with, not a hard task; a collective stands for many more.",
        ),
        evidence=tuple(
            Evidence(task=size.task, value=float(size.leads + size.others))
            for size in largest[:5]
            if size.leads + size.others
        ),
        shown=several,
    )


def _size_sentence(network: ResponsibilityNetwork, largest: list[TaskSize]) -> Text:
    seats = largest[0].leads + largest[0].others
    if not seats:
        return Text(zh="没有任务写明由单个单位承担。", en="No task is given to a single unit.")
    if seats == 1:
        return Text(zh="每项任务至多一家单位。", en="No task has more than one unit.")
    level = [size for size in largest if size.leads + size.others == seats]
    usual = f"{median(size.leads + size.others for size in largest):g}"
    units = "unit" if usual == "1" else "units"
    middle = Text(zh=f"各项任务单位数的中位数是 {usual} 家。", en=f"The median task has {usual} {units}.")
    several = len(level) < len(largest)
    first = _describe_top(network, level[0]) if len(level) == 1 else _describe_level(network, level, seats)
    return join_sentences([first, middle if several else EMPTY_TEXT])


def _describe_top(network: ResponsibilityNetwork, top: TaskSize) -> Text:
    named, seats = format_task_list(network, [top.task]), top.leads + top.others
    parts = Text(
        zh="、".join(
            part
            for part, there in ((f"{top.leads} 家牵头", top.leads), (f"{top.others} 家其他参与", top.others))
            if there
        ),
        en=f" ({format_count(top.leads, 'lead', 'leads')} and {format_count(top.others, 'other', 'others')})",
    )
    split = bool(top.leads and network.names_leads)
    first = Text(
        zh=f"涉及单位最多的是{named.zh}，共 {seats} 家{f'：{parts.zh}' if split else ''}。",
        en=f"{capitalise_first(named.en)} has the most units, {seats}{parts.en if split else ''}.",
    )
    besides = Text(
        zh=f"另有 {top.collectives} 个集合单位参与。",
        en=f"{format_count(top.collectives, 'collective takes', 'collectives take')} part besides.",
    )
    return join_sentences([first, besides if top.collectives else EMPTY_TEXT])


def _describe_level(network: ResponsibilityNetwork, level: list[TaskSize], seats: int) -> Text:
    if len(level) == len(network.tasks):
        return Text(
            zh=f"{len(level)} 项任务涉及的单位一样多，各 {seats} 家。",
            en=f"{'Both' if len(level) == 2 else f'All {len(level)}'} tasks have as many units, {seats} each.",
        )
    named = format_task_list(network, [size.task for size in level], most=SHOWN)
    return Text(
        zh=f"涉及单位最多的是{named.zh}，各 {seats} 家。",
        en=f"{capitalise_first(named.en)} have the most units, {seats} each.",
    )
