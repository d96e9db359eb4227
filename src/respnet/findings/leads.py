"""Findings on leads: joint leads, single leads, tasks without a lead, and units that never lead."""

from __future__ import annotations

from collections import Counter

from respnet.analysis.pairs.co_leads import CoLeads
from respnet.analysis.risk.lead_gaps import LeadGaps
from respnet.analysis.workload.workload import Workload
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.display_names import (
    add_brackets,
    describe_population,
    format_task_labels,
    format_task_list,
    format_unit_name,
    format_unit_names,
)
from respnet.findings.finding import Evidence, Finding

NO_LEADS = Text(
    zh="方案没有写明牵头单位，不作推定。",
    en="The plan names no lead units, and none are assumed.",
)
SHOWN = 3
"""Pairs or units named in a sentence; the rest is counted."""
NO_TASKS = Text(zh="方案里没有任务。", en="The plan holds no tasks.")


def describe_co_leads(network: ResponsibilityNetwork, found: CoLeads) -> Finding:
    """Describe the pairs with most joint leads.

    Args:
        network: Network of the plan.
        found: Joint leads.

    Returns:
        The finding.
    """
    best = [pair for pair in found.pairs if len(pair.tasks) == len(found.pairs[0].tasks)]
    return Finding(
        id="frequent-co-leads",
        title=Text(zh="经常共同牵头的单位", en="Units that often lead together"),
        sentence=_co_lead_sentence(network, found),
        rule=Text(
            zh="两个单位同为一项任务的牵头单位，算共同牵头一次。",
            en="Two units that are both leads of a task lead it together, once a task.",
        ),
        population=describe_population(network),
        limits=Text(
            zh="这是实际次数：牵头多的单位，与谁都会碰到得多，是否超出偶然要另看。共同牵头也不等于合作得好。",
            en="These are observed counts: a unit that leads much meets everyone often, and whether that is more than "
            "chance is another finding. Nor does leading together mean working well together.",
        ),
        evidence=tuple(
            Evidence(unit=unit, task=task, role=Role.LEAD.value)
            for pair in best
            for task in pair.tasks
            for unit in (pair.a, pair.b)
        ),
    )


def _co_lead_sentence(network: ResponsibilityNetwork, found: CoLeads) -> Text:
    if not network.tasks:
        return NO_TASKS
    if not network.names_leads:
        return NO_LEADS
    if not found.pairs:
        return Text(zh="没有两个单位共同牵头的任务。", en="No task is led by two units together.")
    most = len(found.pairs[0].tasks)
    best = [pair for pair in found.pairs if len(pair.tasks) == most]
    zh = ["与".join(format_unit_name(network, unit, "zh") for unit in (pair.a, pair.b)) for pair in best[:SHOWN]]
    en = [format_unit_names(network, (pair.a, pair.b)).en for pair in best[:SHOWN]]
    left = len(best) - SHOWN
    total = len(found.pairs)
    if len(best) == total:
        return _all_tied_sentence(zh, en, most, total)
    if len(best) == 1:
        first = Text(
            zh=f"共同牵头最多的是{zh[0]}，共 {most} 项",
            en=f"The most frequent pair is {en[0]}, with {format_count(most, 'task', 'tasks')}",
        )
    else:
        more = Text(zh=f"等 {len(best)} 对", en=f"; and {left} more") if left > 0 else Text(zh="", en="")
        first = Text(
            zh=f"共同牵头最多的有 {len(best)} 对，各 {most} 项：{'、'.join(zh)}{more.zh}",
            en=f"{len(best)} pairs are level with {format_count(most, 'task', 'tasks')} each: {'; '.join(en)}{more.en}",
        )
    return Text(
        zh=f"{first.zh}。共有 {total} 对单位共同牵头过；是否超出偶然，另有比较。",
        en=f"{first.en}. {total} pairs lead something together; whether that is more than chance is another finding.",
    )


def _all_tied_sentence(zh: list[str], en: list[str], most: int, total: int) -> Text:
    """Describe the pairs where all have as many joint leads, or there is only one."""
    if total == 1:
        return Text(
            zh=f"共同牵头过的只有{zh[0]}，共 {most} 项；是否超出偶然，另有比较。",
            en=f"The only units that lead together are {en[0]}, on {format_count(most, 'task', 'tasks')}; "
            "whether that is more than chance is another finding.",
        )
    left = total - len(zh)
    more = Text(zh="等", en=f"; and {left} more") if left else Text(zh="", en="")
    return Text(
        zh=f"共有 {total} 对单位共同牵头过，各 {most} 项：{'、'.join(zh)}{more.zh}；是否超出偶然，另有比较。",
        en=f"{total} pairs lead together, {format_count(most, 'task', 'tasks')} each: {'; '.join(en)}{more.en}. "
        "Whether that is more than chance is another finding.",
    )


def describe_single_leads(network: ResponsibilityNetwork, gaps: LeadGaps) -> Finding:
    """Describe the tasks with a single lead.

    Args:
        network: Network of the plan.
        gaps: Lead gaps.

    Returns:
        The finding.
    """
    return Finding(
        id="single-lead-tasks",
        title=Text(zh="独家牵头任务", en="Single-lead tasks"),
        sentence=_single_sentence(network, gaps),
        rule=Text(
            zh="只写了一家牵头单位的任务。由集合单位牵头的不算独家。",
            en="Tasks that name exactly one lead. A task led by a collective is not counted as led by one.",
        ),
        population=describe_population(network),
        limits=Text(
            zh="独家牵头也可能责任更清楚；这里只指出该单位一旦缺位，任务便没有牵头。",
            en="A single lead may well be clearer; this only says that without that unit the task has no lead.",
        ),
        evidence=tuple(Evidence(unit=one.unit, task=one.task, role=Role.LEAD.value) for one in gaps.single),
    )


def _single_sentence(network: ResponsibilityNetwork, gaps: LeadGaps) -> Text:
    tasks, single = len(network.tasks), gaps.single
    if not tasks:
        return NO_TASKS
    if not network.names_leads:
        return NO_LEADS
    if not single:
        return Text(zh="没有独家牵头的任务。", en="No task hangs on a single lead.")
    who, bare = _single_leaders(network, gaps), _count_unsupported(gaps)
    if len(single) == tasks == 1:
        return Text(
            zh=f"唯一的任务独家牵头{who.zh}。{bare.zh}", en=f"The only task has a single lead{who.en}.{bare.en}"
        )
    whole = len(single) == tasks
    have = "has" if len(single) == 1 else "have"
    return Text(
        zh=f"{tasks} 项任务{'全部' if whole else f'中有 {len(single)} 项'}独家牵头{who.zh}。{bare.zh}",
        en=f"{f'All {tasks}' if whole and tasks > 2 else 'Both' if whole else f'{len(single)} of {tasks}'} tasks "
        f"{have} a single lead{who.en}.{bare.en}",
    )


def _single_leaders(network: ResponsibilityNetwork, gaps: LeadGaps) -> Text:
    """Name the units with single leads: the only one, all different, or those with the most."""
    if len(gaps.single) == 1:
        (one,) = gaps.single
        name, task = format_unit_names(network, [one.unit]), add_brackets(format_task_list(network, [one.task]))
        return Text(zh=f"：{name.zh}{task.zh}", en=f": {name.en} {task.en}")
    by_unit = Counter(one.unit for one in gaps.single)
    most = max(by_unit.values())
    top = [unit for unit, count in by_unit.items() if count == most]
    names = format_unit_names(network, top, most=SHOWN)
    if len(by_unit) == 1:
        return Text(zh=f"，都由{names.zh}牵头", en=f", all led by {names.en}")
    if most == 1:
        return Text(zh="，牵头单位各不相同", en=", each a different unit")
    if len(top) == 1:
        return Text(zh=f"，其中{names.zh}最多，{most} 项", en=f"; {names.en} leads the most of them, {most}")
    return Text(zh=f"，其中{names.zh}最多，各 {most} 项", en=f"; {names.en} lead the most of them, {most} each")


def _count_unsupported(gaps: LeadGaps) -> Text:
    """Count the single-lead tasks without other units."""
    alone = sum(not one.supported for one in gaps.single)
    if not alone:
        return Text(zh="", en="")
    if alone == 1 == len(gaps.single):
        return Text(zh="没有其他单位参与。", en=" No other unit takes part.")
    if alone == len(gaps.single):
        return Text(zh="这些任务都没有其他单位参与。", en=" No other unit takes part in any of them.")
    return Text(
        zh=f"独家牵头的任务里有 {alone} 项没有其他单位参与。", en=f" In {alone} of them no other unit takes part."
    )


def describe_leaderless_tasks(network: ResponsibilityNetwork, gaps: LeadGaps) -> Finding:
    """Describe the tasks without a lead.

    Args:
        network: Network of the plan.
        gaps: Lead gaps.

    Returns:
        The finding.
    """
    tasks, missing = len(network.tasks), len(gaps.none)
    if not network.tasks:
        sentence = NO_TASKS
    elif not network.names_leads:
        sentence = NO_LEADS
    elif not missing:
        sentence = Text(zh="每项任务都写明了牵头单位。", en="Every task names a lead.")
    else:
        labels, named = format_task_labels(network, gaps.none, most=12), format_task_list(network, gaps.none, most=12)
        sentence = Text(
            zh=f"{tasks} 项任务中有 {missing} 项没有写明牵头单位：{named.zh}。",
            en=f"{missing} of {tasks} tasks {'names' if missing == 1 else 'name'} no lead: {labels.en}.",
        )
    return Finding(
        id="tasks-without-lead",
        title=Text(zh="未明确牵头的任务", en="Tasks with no lead named"),
        sentence=sentence,
        rule=Text(
            zh="文件没有写牵头单位的任务；排在第一的单位不自动当作牵头，除非文件自己这样规定。",
            en="Tasks for which the document names no lead; the first unit listed is not taken for one "
            "unless the document itself says so.",
        ),
        population=describe_population(network),
        limits=Text(
            zh="没有写，不等于没有人负责；请对照原文件核对。",
            en="Not written does not mean that nobody is in charge; please check the document.",
        ),
        evidence=tuple(Evidence(task=task) for task in gaps.none),
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
    return Finding(
        id="never-leading-units",
        title=Text(zh="从不牵头的单位", en="Units that never lead"),
        sentence=_never_sentence(network, idle, without=sum(not load.total for load in found.loads)),
        rule=Text(
            zh="在任何任务里都不是牵头单位的单位，按文件中出现的先后。",
            en="Units that lead no task at all, in the order in which the document names them.",
        ),
        population=describe_population(network),
        limits=Text(
            zh="不牵头不等于任务少，也不是缺点：有的单位本来就以配合为主。",
            en="Never leading is neither idleness nor a fault: some units are there to support.",
        ),
        evidence=tuple(Evidence(unit=unit) for unit in idle) if network.names_leads else (),
    )


def _never_sentence(network: ResponsibilityNetwork, idle: list[str], without: int) -> Text:
    """Name the units that never lead; `without` of them have no task at all."""
    units = len(network.actors)
    if not network.tasks:
        return NO_TASKS
    if not network.names_leads:
        return NO_LEADS
    if not units:
        return Text(zh="方案没有写明任何单个单位。", en="The plan names no single unit.")
    if not idle:
        return Text(zh="每个单位都至少牵头一项任务。", en="Every unit leads at least one task.")
    names = format_unit_names(network, idle, most=8)
    if len(idle) == units:
        return Text(
            zh="只有集合单位牵头，单个单位都不牵头。",
            en="Only collectives lead; no single unit does.",
        )
    those = Text(
        zh=("，没有承担任务" if without == len(idle) else f"，其中 {without} 个没有承担任务") if without else "",
        en=f",{'' if without == len(idle) else f' {without} of them'} without a task" if without else "",
    )
    return Text(
        zh=f"{units} 个单位中有 {len(idle)} 个从不牵头：{names.zh}{those.zh}。",
        en=f"{len(idle)} of {units} units never {'leads' if len(idle) == 1 else 'lead'}: {names.en}{those.en}.",
    )
