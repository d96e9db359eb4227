"""Findings on leads: joint leads, single leads, tasks without a lead, and units without one."""

from __future__ import annotations

from collections import Counter

from respnet.analysis.structure.lead_network import CoLeads, LeadGaps
from respnet.analysis.workload.workload import Workload
from respnet.core.i18n import EMPTY_TEXT, Text, as_sentence, format_count, join_sentences
from respnet.core.messages import NO_LEADS_NAMED
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.display_names import (
    SHOWN,
    add_brackets,
    add_lead_basis,
    count_led_tasks,
    format_pair,
    format_task_labels,
    format_task_list,
    format_unit_names,
)
from respnet.findings.finding import Evidence, Finding

NO_LEADS = as_sentence(NO_LEADS_NAMED)
NO_TASKS = Text(zh="方案里没有任务。", en="The plan holds no tasks.")
NO_ACTOR_LEADS = Text(zh="只有统称牵头，单个单位都不牵头。", en="Only collectives lead; no single unit does.")
NO_JOINT_LEADS = Text(zh="没有两个单位共同牵头的任务。", en="No task is led by two units together.")


def describe_absent_leads(network: ResponsibilityNetwork) -> Text:
    """Say why nothing can be said of leads: no tasks, none named, only collectives; empty where single units lead."""
    if not network.tasks:
        return NO_TASKS
    if not network.names_leads:
        return NO_LEADS
    return EMPTY_TEXT if network.biadjacency(Role.LEAD).any() else NO_ACTOR_LEADS


def describe_co_leads(network: ResponsibilityNetwork, found: CoLeads) -> Finding:
    """Describe the pairs with most joint leads.

    Args:
        network: Network of the plan.
        found: Joint leads.

    Returns:
        The finding.
    """
    best = [pair for pair in found.pairs if len(pair.tasks) == len(found.pairs[0].tasks)]
    absent = describe_absent_leads(network)
    pairs = [format_pair(network, (pair.a, pair.b)) for pair in best]
    return Finding(
        id="frequent-co-leads",
        title=Text(zh="共同牵头次数", en="Joint leads"),
        sentence=absent if absent.zh else _co_lead_sentence(pairs, found) if pairs else NO_JOINT_LEADS,
        rule=Text(
            zh="两个单位同为一项任务的牵头单位，算共同牵头一次。",
            en="Two units that are both leads of a task lead it together, once a task.",
        ),
        limits=Text(
            zh="这是实际次数：牵头多的单位，与谁都会碰到得多。共同牵头也不等于合作得好。",
            en="These are observed counts: a unit that leads much meets everyone often. Nor does leading together mean "
            "working well together.",
        ),
        evidence=tuple(
            Evidence(unit=unit, task=task, role=Role.LEAD.value)
            for pair in best
            for task in pair.tasks
            for unit in (pair.a, pair.b)
        ),
        shown=bool(pairs),
    )


def _co_lead_sentence(best: list[Text], found: CoLeads) -> Text:
    most, total, left = len(found.pairs[0].tasks), len(found.pairs), len(best) - SHOWN
    zh, en = "、".join(one.zh for one in best[:SHOWN]), "; ".join(one.en for one in best[:SHOWN])
    more = Text(zh=f"等 {len(best)} 对", en=f"; and {left} more") if left > 0 else EMPTY_TEXT
    level = len(best) > 1
    first = Text(
        zh=f"共同牵头最多的是{zh}{more.zh}，{'各' if level else '共'} {most} 项。",
        en=f"Most often {en}{more.en} lead together: {format_count(most, 'task', 'tasks')}{' each' if level else ''}.",
    )
    pairs = Text(
        zh=f"共同牵头过的单位共 {total} 对。",
        en=f"{format_count(total, 'pair leads', 'pairs lead')} something together.",
    )
    return join_sentences([first, pairs])


def describe_single_leads(network: ResponsibilityNetwork, gaps: LeadGaps) -> Finding:
    """Describe the tasks with a single lead.

    Args:
        network: Network of the plan.
        gaps: Lead gaps.

    Returns:
        The finding.
    """
    said, absent = _describe_single(network, gaps), describe_absent_leads(network)
    return Finding(
        id="single-lead-tasks",
        title=Text(zh="单独牵头的任务", en="Single-lead tasks"),
        sentence=absent if absent.zh else join_sentences(said),
        headline=EMPTY_TEXT if absent.zh else said[0],
        rule=Text(
            zh="只写了一家牵头单位的任务。由统称牵头的不算单独牵头。",
            en="Tasks that name exactly one lead. A task led by a collective is not counted as led by one.",
        ),
        limits=Text(
            zh="单独牵头也可能责任更清楚；这里只指出该单位一旦缺位，任务便没有牵头。",
            en="A single lead may well be clearer; this only says that without that unit the task has no lead.",
        ),
        evidence=tuple(Evidence(unit=one.unit, task=one.task, role=Role.LEAD.value) for one in gaps.single),
        shown=not absent.zh,
    )


def _describe_single(network: ResponsibilityNetwork, gaps: LeadGaps) -> list[Text]:
    led, single = count_led_tasks(network), len(gaps.single)
    if not single:
        return [add_lead_basis(network, Text(zh="没有一项任务是一家单独牵头的。", en="No task has a single lead."))]
    whole, who, partly = single == led, _describe_single_leaders(network, gaps), led < len(network.tasks)
    among = f"在写明牵头的 {led} 项任务中，" if partly else f"{led} 项任务中" if not whole else f"{led} 项任务"
    every = Text(zh="每项都" if partly else "都", en=f"All {led} tasks" if led > 2 else "Both tasks")
    if led == 1:
        among = "写明牵头的只有一项任务，" if partly else "唯一的任务"
        every = Text(zh="", en="The only task")
    named = " that names a lead" if led == 1 else " that name a lead"
    start = Text(
        zh=f"{among}{every.zh if whole else f'有 {single} 项'}由一家单独牵头{who.zh}。",
        en=f"{every.en if whole else f'{single} of {led} tasks'}{named if partly else ''} "
        f"{'has' if single == 1 else 'have'} a single lead{who.en}.",
    )
    alone = sum(not one.supported for one in gaps.single)
    bare = Text(
        zh=f"其中 {alone} 项没有其他单位参与。" if alone < single else "没有其他单位参与。",
        en=f"In {alone} of them no other unit takes part." if alone < single else "No other unit takes part.",
    )
    return [start, bare if alone else EMPTY_TEXT]


def _describe_single_leaders(network: ResponsibilityNetwork, gaps: LeadGaps) -> Text:
    """Name the units with single leads: the only one, all different, or those with the most."""
    by_unit = Counter(one.unit for one in gaps.single)
    most = max(by_unit.values())
    top = [unit for unit, count in by_unit.items() if count == most]
    names = format_unit_names(network, top, most=SHOWN)
    if len(gaps.single) == 1:
        task = add_brackets(format_task_list(network, [gaps.single[0].task]))
        return Text(zh=f"：{names.zh}{task.zh}", en=f": {names.en} {task.en}")
    if len(by_unit) == 1:
        return Text(zh=f"，都是{names.zh}", en=f", all led by {names.en}")
    if most == 1:
        return Text(zh="，各不相同", en=", each a different unit")
    level = len(top) > 1
    return Text(
        zh=f"，其中{names.zh}最多，{'各 ' if level else ''}{most} 项",
        en=f"; {names.en} {'lead' if level else 'leads'} the most of them, {most}{' each' if level else ''}",
    )


def describe_leaderless_tasks(network: ResponsibilityNetwork, gaps: LeadGaps) -> Finding:
    """Describe the tasks without a lead.

    Args:
        network: Network of the plan.
        gaps: Lead gaps.

    Returns:
        The finding.
    """
    tasks, missing, more = len(network.tasks), len(gaps.none), EMPTY_TEXT
    if not tasks:
        sentence = NO_TASKS
    elif not network.names_leads:
        sentence, more = NO_LEADS, _describe_lone_units(network)
    elif not missing:
        sentence = Text(
            zh=f"{tasks} 项任务都写明了牵头单位。" if tasks > 1 else "唯一的任务写明了牵头单位。",
            en="Every task names a lead.",
        )
    else:
        labels, named = format_task_labels(network, gaps.none, most=12), format_task_list(network, gaps.none, most=12)
        sentence = Text(
            zh=f"{tasks} 项任务中有 {missing} 项没有写明牵头单位：{named.zh}。",
            en=f"{missing} of {tasks} tasks {'names' if missing == 1 else 'name'} no lead: {labels.en}.",
        )
    return Finding(
        id="tasks-without-lead",
        title=Text(zh="未明确牵头的任务", en="Tasks with no lead named"),
        sentence=join_sentences([sentence, more]),
        headline=sentence,
        rule=Text(
            zh="文件没有写牵头单位的任务；排在第一的单位不自动当作牵头，除非文件自己这样规定。",
            en="Tasks for which the document names no lead; the first unit listed is not taken for one "
            "unless the document itself says so.",
        ),
        limits=Text(
            zh="没有写，不等于没有人负责；请对照原文件核对。",
            en="Not written does not mean that nobody is in charge; please check the document.",
        ),
        evidence=tuple(Evidence(task=task) for task in gaps.none),
        shown=bool(tasks),
    )


def _describe_lone_units(network: ResponsibilityNetwork) -> Text:
    """Name the tasks with one unit in a plan without leads, where that is all that is known of who answers for them."""
    units = {
        task: {network.unit_by_id[one.unit] for one in those if one.role is not Role.SUPERVISE}
        for task, those in network.assignments_by_task.items()
    }
    lone = [task for task, those in units.items() if [unit.collective for unit in those] == [False]]
    if not lone:
        return EMPTY_TEXT
    labels, named = format_task_labels(network, lone, most=8), format_task_list(network, lone, most=8)
    return Text(
        zh=f"只有一家单位的任务有 {len(lone)} 项：{named.zh}。",
        en=f"{format_count(len(lone), 'task has', 'tasks have')} a single unit: {labels.en}.",
    )


def describe_never_leading(network: ResponsibilityNetwork, found: Workload) -> Finding:
    """Describe the units that take part but never lead.

    Args:
        network: Network of the plan.
        found: Workload of the units.

    Returns:
        The finding.
    """
    idle = [load.unit for load in found.loads if not load.leads]
    absent = describe_absent_leads(network)
    return Finding(
        id="never-leading-units",
        title=Text(zh="未承担牵头任务的单位", en="Units that lead no task"),
        sentence=absent
        if absent.zh
        else _never_sentence(network, idle, without=sum(not load.total for load in found.loads)),
        rule=Text(
            zh="在任何任务里都不是牵头单位的单位，按文件中出现的先后。",
            en="Units that lead no task at all, in the order in which the document names them.",
        ),
        limits=Text(
            zh="不牵头不等于任务少，也不是缺点：有的单位本来就以配合为主。",
            en="Leading nothing is neither idleness nor a fault: some units are there to support.",
        ),
        evidence=tuple(Evidence(unit=unit) for unit in idle) if network.names_leads else (),
        shown=not absent.zh,
    )


def _never_sentence(network: ResponsibilityNetwork, idle: list[str], without: int) -> Text:
    """Name the units that never lead; `without` of them have no task at all."""
    units = len(network.actors)
    if not idle:
        return add_lead_basis(
            network, Text(zh="每个单位都至少牵头一项任务。", en="Every unit leads at least one task.")
        )
    names = format_unit_names(network, idle, most=8)
    first = Text(
        zh=f"{units} 个单位中有 {len(idle)} 个未承担牵头任务。",
        en=f"{len(idle)} of {units} units {'leads' if len(idle) == 1 else 'lead'} no task.",
    )
    who = Text(
        zh=f"{'它是' if len(idle) == 1 else '它们是'}{names.zh}。",
        en=f"{'It is' if len(idle) == 1 else 'They are'} {names.en}.",
    )
    those = Text(
        zh=f"其中 {without} 个也没有承担其他任务。",
        en=f"{without} of them {'has' if without == 1 else 'have'} no other task.",
    )
    return join_sentences([add_lead_basis(network, first), who, those if without else EMPTY_TEXT])
