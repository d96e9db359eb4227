"""Findings on the size of a plan, and on the tasks that most units take part in."""

from __future__ import annotations

from statistics import median

from respnet.analysis.risk.robustness import Fragility, TaskSize
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.display_names import SHOWN, capitalise_first, format_task_list
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import NO_TASKS


def describe_plan_size(network: ResponsibilityNetwork) -> Finding:
    """Describe the number of tasks, units and assignments."""
    return Finding(
        id="plan-size",
        title=Text(zh="方案规模", en="Size of the plan"),
        sentence=_size_sentence(network),
        rule=Text(
            zh="每个单位在一项任务里只算一次；同时写在两处的，取较强的一处（牵头、责任、配合）。督促不算承担任务。",
            en="A unit counts once on a task, in its stronger role (lead, responsible, support). "
            "Supervising is no share in the work.",
        ),
        limits=Text(
            zh="数的是文件里写了多少次，不是工作量：任务有大有小。名单多按惯例排列，排在前面不说明分量；"
            "配合单位往往从宽列名。任务少的方案，差别要很大才看得出来。",
            en="This counts mentions in the document, not work: tasks differ in size. Lists follow protocol, so the "
            "first place says nothing, and supporting units are often named to be on the safe side. In a plan of few "
            "tasks only large differences can be told at all.",
        ),
        evidence=tuple(Evidence(task=task.id) for task in network.tasks if not network.assignments_by_task[task.id]),
    )


def _size_sentence(network: ResponsibilityNetwork) -> Text:
    tasks, units, left_out = len(network.tasks), len(network.actors), len(network.collectives)
    if not tasks:
        return NO_TASKS
    empty = sum(not those for those in network.assignments_by_task.values())
    zh, en = f"方案有 {tasks} 项任务", f"The plan has {format_count(tasks, 'task', 'tasks')}"
    if empty == tasks:
        return Text(zh=f"{zh}，都没有写单位。", en=f"{en} and names no units.")
    if not units:
        first = Text(
            zh=f"{zh}，只写了统称，没有写明任何单个单位。", en=f"{en} and names collectives only, no single unit."
        )
    else:
        besides = Text(zh=f"，另有 {left_out} 个统称", en=f" and {format_count(left_out, 'collective', 'collectives')}")
        there = besides if left_out else EMPTY_TEXT
        first = Text(
            zh=f"{zh}、{units} 个单位{there.zh}。",
            en=f"{en}, {format_count(units, 'unit', 'units')}{there.en}."
            if left_out
            else f"{en} and {format_count(units, 'unit', 'units')}.",
        )
    none = Text(zh=f"有 {empty} 项任务没有写单位。", en=f"{format_count(empty, 'task names', 'tasks name')} no unit.")
    return join_sentences([first, _describe_shares(network), none if empty else EMPTY_TEXT])


def _describe_shares(network: ResponsibilityNetwork) -> Text:
    """Count the assignments of single units, each once a task."""
    if not network.actors:
        return EMPTY_TEXT
    leads = int(network.biadjacency(Role.LEAD).sum())
    others = int(network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT).sum())
    if not any(one.role is not Role.SUPERVISE for those in network.assignments_by_task.values() for one in those):
        return Text(
            zh="这些单位只写作督促单位，没有写明由谁承担。",
            en="The units are only named as supervising, and nobody is given a task.",
        )
    if not network.names_leads:
        return Text(
            zh=f"写明的分工共 {others} 处，没有写明谁牵头。",
            en=f"It makes {format_count(others, 'assignment', 'assignments')} and names no leads.",
        )
    if not leads:
        return Text(
            zh=f"牵头的都是统称，单个单位参与 {others} 处。",
            en=f"Only collectives lead; single units take part {format_count(others, 'time', 'times')}.",
        )
    return Text(
        zh=f"牵头 {leads} 处，{f'其他参与 {others} 处' if others else '没有其他参与'}。",
        en=f"Units lead {format_count(leads, 'time', 'times')} and "
        + (f"otherwise take part {format_count(others, 'time', 'times')}." if others else "nobody else takes part."),
    )


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
        sentence=_largest_sentence(network, largest) if largest else NO_TASKS,
        rule=Text(
            zh="一项任务的牵头单位数加其他参与单位数。统称另数，不计在内。",
            en="The leads of a task and the others that take part. Collectives are counted apart.",
        ),
        limits=Text(
            zh="单位多只说明要联系的多，不说明任务难；统称背后有多家，实际要联系的更多。",
            en="Many units are many to keep in touch with, not a hard task; a collective stands for many more.",
        ),
        evidence=tuple(
            Evidence(task=size.task, value=float(size.leads + size.others))
            for size in largest[:5]
            if size.leads + size.others
        ),
        shown=several,
    )


def _largest_sentence(network: ResponsibilityNetwork, largest: list[TaskSize]) -> Text:
    seats = largest[0].leads + largest[0].others
    note = Text(zh="统称不计在内。", en="Collectives are not counted.") if network.collectives else EMPTY_TEXT
    if not seats:
        return Text(zh="没有任务写明由单个单位承担。", en="No task is given to a single unit.")
    if seats == 1:
        return join_sentences([Text(zh="每项任务至多一家单位。", en="No task has more than one unit."), note])
    level = [size for size in largest if size.leads + size.others == seats]
    usual = int(median(size.leads + size.others for size in largest))
    middle = Text(
        zh=f"一半的任务不超过 {usual} 家。",
        en=f"Half of the tasks have at most {format_count(usual, 'unit', 'units')}.",
    )
    several = len(level) < len(largest)
    first = _describe_top(network, level[0]) if len(level) == 1 else _describe_level(network, level, seats)
    return join_sentences([first, middle if several else EMPTY_TEXT, note])


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
        zh=f"另有 {top.collectives} 个统称参与。",
        en=f"{format_count(top.collectives, 'collective takes', 'collectives take')} part besides.",
    )
    return join_sentences([first, besides if top.collectives else EMPTY_TEXT])


def _describe_level(network: ResponsibilityNetwork, level: list[TaskSize], seats: int) -> Text:
    if len(level) == len(network.tasks):
        return Text(
            zh=f"{len(level)} 项任务涉及的单位一样多，各 {seats} 家。",
            en=f"{'Both' if len(level) == 2 else f'All {len(level)}'} tasks have equally many units, {seats} each.",
        )
    named = format_task_list(network, [size.task for size in level], most=SHOWN)
    return Text(
        zh=f"涉及单位最多的是{named.zh}，各 {seats} 家。",
        en=f"{capitalise_first(named.en)} have the most units, {seats} each.",
    )
