"""Findings on risk: unit removal, minimum lead cover and the tasks that take most coordination."""

from __future__ import annotations

from statistics import median

from respnet.analysis.risk.robustness import DropOut, Fragility, LeadCover, TaskSize, WorstPair
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.display_names import (
    capitalise_first,
    describe_population,
    format_task_labels,
    format_task_list,
    format_unit_name,
    format_unit_names,
)
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import NO_LEADS, NO_TASKS, SHOWN

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


NO_ACTOR_LEADS = Text(zh="只有集合单位牵头，单个单位都不牵头。", en="Only collectives lead; no single unit does.")


def describe_drop_outs(network: ResponsibilityNetwork, found: Fragility) -> Finding:
    """Describe the unit, and the pair of units, whose removal leaves most tasks without a lead.

    Args:
        network: Network of the plan.
        found: Robustness results.

    Returns:
        The finding.
    """
    worst = _list_worst(found)
    pair = _select_pair(found, worst)
    return Finding(
        id="drop-outs",
        title=Text(zh="缺位影响", en="Drop-out effects"),
        sentence=_drop_out_sentence(network, found, worst, pair),
        rule=Text(
            zh="假如某单位（或某两家）在全部任务里都不参加，数一数有几项任务就没有牵头单位；集合单位牵头也算有牵头。"
            "本来就没有写牵头单位的任务不算。",
            en="Suppose that a unit, or two together, take part in nothing: how many tasks then have no lead? "
            "A collective that leads counts as a lead. Tasks that name no lead anyway are not counted.",
        ),
        population=describe_population(network),
        limits=Text(
            zh="这是假设，不是预测：实际缺位时通常会另行指定牵头单位。只看有没有牵头，不看还有没有人力完成。",
            en="This is a supposition, not a forecast: in practice another lead would be named. "
            "It asks whether there is a lead, not whether the others could do the work.",
        ),
        evidence=(*(row for one in worst for row in _drop_out_rows(one)), *_pair_rows(network, pair)),
    )


def _list_worst(found: Fragility) -> list[DropOut]:
    most = max((len(one.leaderless) for one in found.drop_outs), default=0)
    return [one for one in found.drop_outs if most and len(one.leaderless) == most]


def _select_pair(found: Fragility, worst: list[DropOut]) -> WorstPair | None:
    """Return the worst pair, unless one of its units alone has the same effect."""
    pair = found.worst_pair
    alone = len(worst[0].leaderless) if worst else 0
    return pair if pair is not None and len(pair.leaderless) > alone else None


def _drop_out_sentence(
    network: ResponsibilityNetwork, found: Fragility, worst: list[DropOut], pair: WorstPair | None
) -> Text:
    if not network.tasks:
        return NO_TASKS
    if not network.names_leads:
        return NO_LEADS
    if not network.biadjacency(Role.LEAD).any():
        return NO_ACTOR_LEADS
    said = [_single_sentence(network, worst), _pair_sentence(network, worst, pair), _parts_sentence(network, found)]
    said = [part for part in said if part.zh]
    return Text(zh="".join(part.zh for part in said), en=" ".join(part.en for part in said))


def _single_sentence(network: ResponsibilityNetwork, worst: list[DropOut]) -> Text:
    if not worst:
        return Text(
            zh="任何一家缺位，都不会使任务没有牵头。",
            en="No task is left without a lead when one unit drops out.",
        )
    names, lost = format_unit_names(network, [one.unit for one in worst], most=SHOWN), worst[0].leaderless
    tasks = format_count(len(lost), "task", "tasks")
    if len(worst) > 1:
        return Text(
            zh=f"{names.zh}缺位影响最大：各有 {len(lost)} 项任务会没有牵头。",
            en=f"{names.en} would be missed most: without each of them {tasks} would have no lead.",
        )
    labels, named = format_task_labels(network, lost, most=8), format_task_list(network, lost, most=8)
    return Text(
        zh=f"{names.zh}缺位影响最大：{len(lost)} 项任务会没有牵头，即{named.zh}。",
        en=f"{names.en} would be missed most: without it {tasks} would have no lead, "
        f"{'number' if len(lost) == 1 else 'numbers'} {labels.en}.",
    )


def _pair_sentence(network: ResponsibilityNetwork, worst: list[DropOut], pair: WorstPair | None) -> Text:
    if pair is None:
        none = Text(zh="两家同时缺位也不会。" if not worst else "", en="Nor when two do." if not worst else "")
        return none if len(network.actors) > 1 else Text(zh="", en="")
    a, b = (format_unit_names(network, [unit]) for unit in (pair.a, pair.b))
    lost = len(pair.leaderless)
    tasks = format_count(lost, "task", "tasks")
    if pair.level > 1:
        return Text(
            zh=f"两家同时缺位，最多会有 {lost} 项没有牵头，这样的组合有 {pair.level} 对。",
            en=f"Were two to drop out together, up to {tasks} would have no lead; {pair.level} pairs are level.",
        )
    return Text(
        zh=f"两家同时缺位，以{a.zh}与{b.zh}影响最大，{lost} 项会没有牵头。",
        en=f"Were two to drop out together, {a.en} and {b.en} would be missed most: {tasks} would have no lead.",
    )


def _parts_sentence(network: ResponsibilityNetwork, found: Fragility) -> Text:
    """Say whether the network of the other units stays connected; only where it is connected now."""
    busy = int(network.biadjacency().any(axis=1).sum())
    if found.components != 1 or busy < 3:
        return Text(zh="", en="")
    idle = busy < len(network.actors)
    others = Text(
        zh="其余有任务的单位" if idle else "其余单位", en="the others that have tasks" if idle else "the others"
    )
    if not found.articulation:
        return Text(
            zh=f"无论哪家缺位，{others.zh}仍由共同任务连在一起。",
            en=f"Whoever drops out, shared tasks still join all {others.en}.",
        )
    names = format_unit_names(network, found.articulation, most=SHOWN)
    if len(found.articulation) == 1:
        (pieces,) = (one.components for one in found.drop_outs if one.unit == found.articulation[0])
        return Text(
            zh=f"没有{names.zh}，{others.zh}就分成互不相连的 {pieces} 块。",
            en=f"Without {names.en}, {others.en} fall into {pieces} groups that share no task.",
        )
    without = f"any one of {names.en}"
    if len(found.articulation) == 2:
        without = "either {} or {}".format(*(format_unit_name(network, unit, "en") for unit in found.articulation))
    return Text(
        zh=f"{names.zh}各自缺位，都会使{others.zh}分成互不相连的几块。",
        en=f"Without {without}, {others.en} fall into groups that share no task.",
    )


def _drop_out_rows(one: DropOut) -> list[Evidence]:
    """List the unit with its count, then the tasks."""
    lead = Role.LEAD.value
    rows = [Evidence(unit=one.unit, role=lead, value=float(len(one.leaderless)))]
    return rows + [Evidence(unit=one.unit, task=task, role=lead) for task in one.leaderless]


def _pair_rows(network: ResponsibilityNetwork, pair: WorstPair | None) -> list[Evidence]:
    """List the tasks without a lead after removal of the pair, with the unit that leads each."""
    if pair is None:
        return []
    return [
        Evidence(unit=unit, task=task, role=Role.LEAD.value)
        for task in pair.leaderless
        for unit in (pair.a, pair.b)
        if any(one.unit == unit and one.role is Role.LEAD for one in network.assignments_by_task[task])
    ]


def describe_lead_cover(network: ResponsibilityNetwork, found: Fragility) -> Finding:
    """Describe the smallest group of units that leads every task.

    Args:
        network: Network of the plan.
        found: Robustness results.

    Returns:
        The finding.
    """
    return Finding(
        id="smallest-leading-group",
        title=Text(zh="合起来牵头全部任务的最少单位", en="The smallest group that leads everything"),
        sentence=_group_sentence(network, found),
        rule=Text(
            zh="选出尽量少的单位，使每项任务的牵头单位里至少有其中一家；没有单个单位牵头的任务不计。",
            en="As few units as possible, so that each task has one of them among its leads; "
            "tasks that no single unit leads are left out.",
        ),
        population=describe_population(network),
        limits=Text(
            zh="这几家合起来联系得到每项任务的牵头方，可作为协调会的最小范围；不等于其他牵头单位不重要。",
            en="Together these units reach a lead of every task, which makes them the smallest circle for a "
            "coordination meeting; it does not make the other leads less important.",
        ),
        evidence=tuple(
            Evidence(unit=unit, role=Role.LEAD.value, value=float(len(_list_led_tasks(network, unit))))
            for unit in found.cover.units
        ),
    )


def _list_led_tasks(network: ResponsibilityNetwork, unit: str) -> set[str]:
    return {one.task for one in network.assignments_by_unit[unit] if one.role is Role.LEAD}


def _group_sentence(network: ResponsibilityNetwork, found: Fragility) -> Text:
    cover = found.cover
    if not network.tasks:
        return NO_TASKS
    if not network.names_leads:
        return NO_LEADS
    if not cover.units:
        return NO_ACTOR_LEADS
    led = len(set().union(*(_list_led_tasks(network, unit) for unit in cover.units)))
    which = _which_tasks(led, len(network.tasks))
    names = format_unit_names(network, cover.units, most=8)
    if len(cover.units) == 1:
        first = Text(zh=f"一家就够：{names.zh}牵头{which.zh}", en=f"One unit is enough: {names.en} leads {which.en}")
    elif cover.unique and len(cover.units) == int(network.biadjacency(Role.LEAD).any(axis=1).sum()):
        return Text(
            zh=f"要全部 {len(cover.units)} 个牵头单位合起来，才牵头{which.zh}，缺一不可：{names.zh}。",
            en=f"It takes all {len(cover.units)} leading units to lead {which.en}; none can be left out: {names.en}.",
        )
    elif cover.proved:
        first = Text(
            zh=f"最少 {len(cover.units)} 个单位合起来就牵头{which.zh}：{names.zh}",
            en=f"{len(cover.units)} units together lead {which.en}, and fewer cannot: {names.en}",
        )
    else:
        first = Text(
            zh=f"{len(cover.units)} 个单位合起来牵头{which.zh}（逐步选出，没有证明是最少的）：{names.zh}",
            en=f"{len(cover.units)} units together lead {which.en} (found step by step, not proved the fewest): "
            f"{names.en}",
        )
    only = _only_sentence(network, cover)
    return Text(zh=f"{first.zh}。{only.zh}", en=f"{first.en}.{only.en and f' {only.en}'}")


def _which_tasks(led: int, tasks: int) -> Text:
    if led < tasks:
        return Text(
            zh=f"由单个单位牵头的 {led} 项任务",
            en=f"the {format_count(led, 'task', 'tasks')} that single units lead"
            if led > 1
            else "the only task that a single unit leads",
        )
    if tasks == 1:
        return Text(zh="唯一的任务", en="the only task")
    return Text(zh=f"全部 {tasks} 项任务", en=f"{'both' if tasks == 2 else f'all {tasks}'} tasks")


def _only_sentence(network: ResponsibilityNetwork, cover: LeadCover) -> Text:
    """Say whether the cover is unique, and which units every minimum cover has."""
    if not cover.proved:
        return Text(zh="", en="")
    if cover.unique is None:
        return Text(zh="是否还有同样少的组合，没有算完。", en="Whether another group is as small was not decided.")
    one = len(cover.units) == 1
    if cover.unique:
        return Text(
            zh=f"{'其他单位都做不到' if one else '这样少的组合只有这一种'}。",
            en="No other unit does." if one else "No other group is as small.",
        )
    if one:
        return Text(zh="能做到的不止这一家。", en="It is not the only one to do so.")
    if not cover.needed:
        return Text(
            zh="这样少的组合不止一种，没有哪家必不可少。", en="Other groups are as small, and nobody is in all of them."
        )
    return _needed_words(network, cover)


def _needed_words(network: ResponsibilityNetwork, cover: LeadCover) -> Text:
    """Name the units of every minimum cover."""
    names = format_unit_names(network, cover.needed, most=8)
    rest = [unit for unit in cover.units if unit not in cover.needed]
    if len(rest) < len(cover.needed):
        but = format_unit_names(network, rest)
        return Text(
            zh=f"这样少的组合不止一种：除{but.zh}外，都必不可少。",
            en=f"Other groups are as small; all of these but {but.en} are in every one.",
        )
    return Text(
        zh=f"这样少的组合不止一种，{names.zh}必不可少。",
        en=f"Other groups are as small; {names.en} {'is' if len(cover.needed) == 1 else 'are'} in every one.",
    )
