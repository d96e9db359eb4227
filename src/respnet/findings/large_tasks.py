"""Finding on tasks with the largest coordination effort."""

from __future__ import annotations

from statistics import median

from respnet.analysis.risk.robustness import Fragility, TaskSize
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import capitalise_first, describe_population, format_task_list
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import NO_TASKS, SHOWN

_NOBODY = Text(zh="没有单个单位牵头", en="no single unit leads")


def describe_largest_tasks(network: ResponsibilityNetwork, found: Fragility) -> Finding:
    """Describe the tasks with most ties between leads and other units.

    Args:
        network: Network of the plan.
        found: Robustness results, with task sizes.

    Returns:
        The finding.
    """
    largest = sorted(found.sizes, key=lambda size: (-size.ties, -size.leads - size.others))
    return Finding(
        id="largest-tasks",
        title=Text(zh="协调面最广的任务", en="Tasks that take most coordination"),
        sentence=_size_sentence(network, found, largest),
        rule=Text(
            zh="席位：一项任务的牵头单位数加其他参与单位数。协调联系：每家牵头单位对每家其他参与单位各算一条，"
            "牵头单位两两之间各算一条。集合单位另数，不计入席位。",
            en="Seats: the leads of a task and the others that take part. Ties to hold: one from each lead to each of "
            "the others, and one between each two leads. Collectives are counted apart and are no seats.",
        ),
        population=describe_population(network),
        limits=Text(
            zh="席位多只说明要联系的单位多，不说明任务难；集合单位背后有多家，实际要联系的更多。",
            en="Many seats mean many units to keep in touch with, not a hard task; a collective stands for many more.",
        ),
        evidence=tuple(
            Evidence(task=size.task, value=float(size.leads + size.others))
            for size in largest[:5]
            if size.leads + size.others
        ),
    )


def _size_sentence(network: ResponsibilityNetwork, found: Fragility, largest: list[TaskSize]) -> Text:
    if not largest:
        return NO_TASKS
    top = largest[0]
    seats = top.leads + top.others
    if not seats:
        return Text(
            zh="没有任务写明由单个单位承担，谈不上协调。",
            en="No task is given to a single unit, so there is nothing to coordinate.",
        )
    if seats == 1:
        return Text(
            zh="每项任务至多一家单位，没有单位之间的协调。",
            en="No task has more than one unit, so there is nothing to coordinate between units.",
        )
    level = [size for size in largest if (size.ties, size.leads + size.others) == (top.ties, seats)]
    usual = median(size.leads + size.others for size in found.sizes)
    middle = Text(
        zh=f"各项任务席位数的中位数是 {usual:g} 个。" if len(largest) > 1 else "",
        en=f" The median task has {usual:g} {'seat' if usual == 1 else 'seats'}." if len(largest) > 1 else "",
    )
    first = _top_words(network, top) if len(level) == 1 else _level_words(network, level)
    unled = _unled_words(network, top, largest)
    return Text(zh=f"{first.zh}{unled.zh}{middle.zh}", en=f"{first.en}{unled.en}{middle.en}")


def _unled_words(network: ResponsibilityNetwork, top: TaskSize, largest: list[TaskSize]) -> Text:
    """Name the largest task without a single unit as lead, where it has more units than the one named."""
    unled = [size for size in largest if not size.leads]
    seats = max((size.others for size in unled), default=0)
    if not top.ties or seats <= top.leads + top.others:
        return Text(zh="", en="")
    named = format_task_list(network, [size.task for size in unled if size.others == seats], most=SHOWN)
    return Text(
        zh=f"没有单个单位牵头的任务里，单位最多的是{named.zh}，有 {seats} 家。",
        en=f" Of the tasks that no single unit leads, {named.en} {_choose_verb(unled, seats)} the most units, {seats}.",
    )


def _choose_verb(unled: list[TaskSize], seats: int) -> str:
    return "has" if sum(size.others == seats for size in unled) == 1 else "have"


def _top_words(network: ResponsibilityNetwork, top: TaskSize) -> Text:
    named, units = format_task_list(network, [top.task]), top.leads + top.others
    start = capitalise_first(named.en)
    besides = Text(
        zh=f"另有 {top.collectives} 个集合单位参与。" if top.collectives else "",
        en=f" {capitalise_first(format_count(top.collectives, 'collective takes', 'collectives take'))} part besides."
        if top.collectives
        else "",
    )
    if not top.ties:
        nobody = Text(zh=f"，{_NOBODY.zh}", en=f", and {_NOBODY.en} it")
        if not network.names_leads:
            nobody = Text(zh="", en="")
        return Text(
            zh=f"单位最多的是{named.zh}，共 {units} 家{nobody.zh}。{besides.zh}",
            en=f"{start} has the most units, {units}{nobody.en}.{besides.en}",
        )
    ties = format_count(top.ties, "tie", "ties")
    others = Text(
        zh=f"、{top.others} 家其他参与" if top.others else "，没有其他单位参与",
        en=format_count(top.others, "other", "others") if top.others else "no others",
    )
    return Text(
        zh=f"协调面最广的是{named.zh}：{top.leads} 家牵头{others.zh}，有 {top.ties} 条联系要协调。{besides.zh}",
        en=f"{start} takes most coordination: {format_count(top.leads, 'lead', 'leads')} and {others.en}, "
        f"which makes {ties} to hold.{besides.en}",
    )


def _level_words(network: ResponsibilityNetwork, level: list[TaskSize]) -> Text:
    named, units = (
        format_task_list(network, [size.task for size in level], most=SHOWN),
        level[0].leads + level[0].others,
    )
    ties, start = level[0].ties, capitalise_first(named.en)
    if len(level) == len(network.tasks):
        named = Text(zh=f"{len(level)} 项任务", en="")
        start = "Both tasks" if len(level) == 2 else f"All {len(level)} tasks"
    if not ties:
        nobody = Text(zh=f"，都{_NOBODY.zh}", en=f", and {_NOBODY.en} any of them")
        if not network.names_leads:
            nobody = Text(zh="", en="")
        if len(level) == len(network.tasks):
            return Text(
                zh=f"{named.zh}的单位一样多，各 {units} 家{nobody.zh}。",
                en=f"{start} have as many units, {units} each{nobody.en}.",
            )
        return Text(
            zh=f"单位最多的是{named.zh}，各 {units} 家{nobody.zh}。",
            en=f"{start} have the most units, {units} each{nobody.en}.",
        )
    if len(level) == len(network.tasks):
        return Text(
            zh=f"{named.zh}的协调面一样广，各有 {units} 家单位、{ties} 条联系要协调。",
            en=f"{start} take as much coordination, with {units} units and {format_count(ties, 'tie', 'ties')} "
            "to hold in "
            "each.",
        )
    return Text(
        zh=f"协调面最广的是{named.zh}，各有 {units} 家单位、{ties} 条联系要协调。",
        en=f"{start} take most coordination, with {units} units and {format_count(ties, 'tie', 'ties')} to hold "
        "in each.",
    )
