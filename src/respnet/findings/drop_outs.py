"""Findings on the units that would be missed most, and on the smallest group of units that leads every task."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.analysis.risk.robustness import DropOut, Fragility, LeadCover, WorstPair
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.display_names import (
    SHOWN,
    add_brackets,
    add_lead_basis,
    count_led_tasks,
    describe_parts,
    format_pair,
    format_task_list,
    format_unit_names,
)
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import describe_absent_leads


def describe_drop_outs(network: ResponsibilityNetwork, found: Fragility) -> Finding:
    """Describe the unit, and the pair of units, whose removal leaves most tasks without a lead.

    A plan that names no leads is told by the tasks that would have no unit at all.

    Args:
        network: Network of the plan.
        found: Robustness results.

    Returns:
        The finding.
    """
    absent = describe_absent_leads(network)
    unnamed = bool(network.tasks) and not network.names_leads
    worst, pair = found.rank_drop_outs(), None
    if unnamed:
        said = [_empty_sentence(network, found)]
    elif absent.zh:
        said = [absent]
    else:
        pair = _select_pair(found)
        said = [
            add_lead_basis(network, _worst_sentence(network, worst)),
            _level_sentence(network, worst),
            _pair_sentence(network, pair),
        ]
    several = int(network.biadjacency().any(axis=1).sum()) > 1  # who is alone is missed in everything
    told = several and (unnamed or not absent.zh)
    return Finding(
        id="drop-outs",
        title=Text(zh="缺位影响", en="Drop-out effects"),
        sentence=join_sentences([*said, _parts_sentence(network, found) if told else EMPTY_TEXT]),
        headline=said[0] if told else EMPTY_TEXT,
        rule=Text(
            zh="假如某单位（或某两家）在全部任务里都不参加，数一数有几项任务就没有牵头单位、几项只剩一家牵头；"
            "统称牵头也算有牵头。先比没有牵头的，再比只剩一家的。本来就没有写牵头单位的任务不算；"
            "方案没有写牵头单位的，数没有单位承担的任务。",
            en="Suppose that a unit, or two together, take part in nothing: how many tasks then have no lead, how many "
            "only one? A collective that leads counts as a lead. Tasks without a lead count first. Tasks that name no "
            "lead anyway are not counted; where a plan names none, tasks that would have no unit are.",
        ),
        limits=Text(
            zh="这是假设，不是预测：实际缺位时通常会另行指定牵头单位。只看有没有牵头，不看还有没有人力完成。",
            en="This is a supposition, not a forecast: in practice another lead would be named. "
            "It asks whether there is a lead, not whether the others could do the work.",
        ),
        evidence=(
            *(row for one in worst if len(one.leaderless) == len(worst[0].leaderless) for row in _list_rows(one)),
            *_list_pair_rows(network, pair),
        ),
        shown=told,
    )


def _count_losses(one: DropOut) -> tuple[int, int]:
    return len(one.leaderless), len(one.single_left)


def _worst_sentence(network: ResponsibilityNetwork, worst: Sequence[DropOut]) -> Text:
    if not worst:
        return Text(
            zh="任何一家缺位，都不会使任务没有牵头，也不会只剩一家。",
            en="Without any one unit, every task keeps two leads or more.",
        )
    lost, left = _count_losses(worst[0])
    first = [one.unit for one in worst if _count_losses(one) == (lost, left)]
    names, level = format_unit_names(network, first, most=SHOWN), "各有 " if len(first) > 1 else ""
    alike = len(first) > SHOWN and len(first) == int(network.biadjacency(Role.LEAD).any(axis=1).sum())
    tasks = add_brackets(format_task_list(network, worst[0].leaderless, most=8))
    named = tasks if len(first) == 1 and lost and len(worst[0].leaderless) <= 4 else EMPTY_TEXT
    zh = [f"{level}{lost} 项没有牵头{named.zh}" if lost else "", f"{level}{left} 项只剩一家牵头" if left else ""]
    en = [
        f"{format_count(lost, 'task has', 'tasks have')} no lead{named.en and f' {named.en}'}" if lost else "",
        (f"{left} only one" if lost else f"{format_count(left, 'task has', 'tasks have')} only one lead")
        if left
        else "",
    ]
    who = Text(zh=f"{names.zh}缺位影响最大", en=f"{names.en} would be missed most")
    if alike:
        who = Text(zh="哪个牵头单位缺位，影响都一样", en="All lead units would be missed alike")
    each = _format_each(len(first))
    return Text(
        zh=f"{who.zh}：{'，'.join(filter(None, zh))}。",
        en=f"{who.en}: without {each} {' and '.join(filter(None, en))}.",
    )


def _format_each(units: int) -> str:
    return "it" if units == 1 else "either of them" if units == 2 else "any one of them"


def _level_sentence(network: ResponsibilityNetwork, worst: Sequence[DropOut]) -> Text:
    """Name the other units that leave as many tasks without a lead."""
    if not worst or not worst[0].leaderless:
        return EMPTY_TEXT
    lost, left = _count_losses(worst[0])
    others = [one.unit for one in worst if len(one.leaderless) == lost and len(one.single_left) < left]
    if not others:
        return EMPTY_TEXT
    names, each = format_unit_names(network, others, most=SHOWN), "各" if len(others) > 1 else ""
    return Text(
        zh=f"{names.zh}缺位也{each}有 {lost} 项没有牵头，只剩一家的少些。",
        en=f"Without {names.en} as many have no lead{' in each case' if each else ''}, and fewer only one.",
    )


def _empty_sentence(network: ResponsibilityNetwork, found: Fragility) -> Text:
    """Name the units of a plan without leads whose removal leaves most tasks with no unit at all."""
    most = max((len(one.empty) for one in found.drop_outs), default=0)
    if not most:
        return Text(
            zh="任何一家缺位，每项任务都还有单位承担。", en="Without any one unit, every task that has units keeps one."
        )
    units = [one for one in found.drop_outs if len(one.empty) == most]
    names, tasks = format_unit_names(network, [one.unit for one in units], SHOWN), len(units[0].empty)
    which = add_brackets(format_task_list(network, units[0].empty, most=4)) if len(units) == 1 else EMPTY_TEXT
    return Text(
        zh=f"{names.zh}缺位影响最大：{'各' if len(units) > 1 else ''}有 {tasks} 项任务没有单位承担{which.zh}。",
        en=f"{names.en} would be missed most: without {_format_each(len(units))} "
        f"{format_count(tasks, 'task has', 'tasks have')} no unit{which.en and f' {which.en}'}.",
    )


def _select_pair(found: Fragility) -> WorstPair | None:
    """Return the worst pair, unless one of its units alone has the same effect."""
    alone = max((len(one.leaderless) for one in found.drop_outs), default=0)
    pair = found.worst_pair
    return pair if pair is not None and len(pair.leaderless) > alone else None


def _pair_sentence(network: ResponsibilityNetwork, pair: WorstPair | None) -> Text:
    if pair is None:
        return EMPTY_TEXT
    names, lost = format_pair(network, (pair.a, pair.b)), len(pair.leaderless)
    tasks = format_count(lost, "task has", "tasks have")
    if pair.level > 1:
        return Text(
            zh=f"两家同时缺位，最多有 {lost} 项没有牵头，这样的组合共 {pair.level} 对。",
            en=f"Without two units at once up to {tasks} no lead; {pair.level} pairs are level.",
        )
    return Text(
        zh=f"两家同时缺位，以{names.zh}影响最大，{lost} 项没有牵头。",
        en=f"Of two at once, {names.en} would be missed most: {tasks} no lead.",
    )


def _parts_sentence(network: ResponsibilityNetwork, found: Fragility) -> Text:
    """Say in how many parts the network is, or comes to be where one unit is missing."""
    busy = int(network.biadjacency().any(axis=1).sum())
    if found.components > 1:
        parts = describe_parts(found.components)
        return Text(zh=f"现在{parts.zh}。", en=f"As it is, {parts.en}.")
    if busy < 3:
        return EMPTY_TEXT
    if not found.articulation:
        return Text(
            zh="无论哪家缺位，其余单位仍由共同任务连在一起。",
            en="Whoever drops out, shared tasks still join all the others.",
        )
    names = format_unit_names(network, found.articulation, most=SHOWN)
    if len(found.articulation) == 1:
        (pieces,) = (one.components for one in found.drop_outs if one.unit == found.articulation[0])
        return Text(
            zh=f"没有{names.zh}，其余单位就分成没有共同任务的 {pieces} 部分。",
            en=f"Without {names.en}, the others fall into {pieces} parts without a task in common.",
        )
    return Text(
        zh=f"{names.zh}缺了哪一家，其余单位都会分成没有共同任务的几部分。",
        en=f"Without any one of {names.en}, the others fall into parts without a task in common.",
    )


def _list_rows(one: DropOut) -> list[Evidence]:
    """List the unit with the number of tasks that it leads alone, or else with one more, then the tasks."""
    lead, tasks = Role.LEAD.value, one.leaderless or one.single_left
    rows = [Evidence(unit=one.unit, role=lead, value=float(len(tasks)))]
    return rows + [Evidence(unit=one.unit, task=task, role=lead) for task in tasks]


def _list_pair_rows(network: ResponsibilityNetwork, pair: WorstPair | None) -> list[Evidence]:
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
    absent = describe_absent_leads(network)
    return Finding(
        id="smallest-leading-group",
        title=Text(zh="合起来牵头全部任务的最少单位", en="The smallest group that leads everything"),
        sentence=absent if absent.zh else _group_sentence(network, found.cover),
        rule=Text(
            zh="选出尽量少的单位，使每项任务的牵头单位里至少有其中一家；没有单个单位牵头的任务不计。",
            en="As few units as possible, so that each task has one of them among its leads; "
            "tasks that no single unit leads are left out.",
        ),
        limits=Text(
            zh="这几家合起来联系得到每项任务的牵头方，可作为协调会的最小范围；不等于其他牵头单位不重要。",
            en="Together these units reach a lead of every task, which makes them the smallest circle for a "
            "coordination meeting; it does not make the other leads less important.",
        ),
        evidence=tuple(
            Evidence(unit=unit, role=Role.LEAD.value, value=float(len(_list_led_tasks(network, unit))))
            for unit in found.cover.units
        ),
        shown=not absent.zh,
    )


def _list_led_tasks(network: ResponsibilityNetwork, unit: str) -> set[str]:
    return {one.task for one in network.assignments_by_unit[unit] if one.role is Role.LEAD}


def _group_sentence(network: ResponsibilityNetwork, cover: LeadCover) -> Text:
    led = len(set().union(*(_list_led_tasks(network, unit) for unit in cover.units)))
    which, units = _describe_tasks(network, led), len(cover.units)
    names = format_unit_names(network, cover.units, most=8)
    if units == 1:
        first = Text(zh=f"{names.zh}一家就牵头{which.zh}。", en=f"{names.en} alone leads {which.en}.")
    elif cover.unique and units == int(network.biadjacency(Role.LEAD).any(axis=1).sum()):
        return Text(
            zh=f"{which.zh}要 {units} 个牵头单位合起来才都有牵头，缺一不可。",
            en=f"It takes {'both' if units == 2 else f'all {units}'} leading units to lead {which.en}.",
        )
    else:
        how = Text(zh="最少", en=", and fewer cannot")
        if not cover.proved:
            how = Text(zh="逐步选出的", en=" (found step by step, not proved the fewest)")
        first = Text(
            zh=f"{how.zh} {units} 个单位合起来就牵头{which.zh}：{names.zh}。",
            en=f"{units} units together lead {which.en}{how.en}: {names.en}.",
        )
    return join_sentences([first, _describe_uniqueness(network, cover)])


def _describe_tasks(network: ResponsibilityNetwork, led: int) -> Text:
    tasks = len(network.tasks)
    if led < tasks:
        every = led == count_led_tasks(network)
        one, many = ("names a lead", "name a lead") if every else ("a single unit leads", "single units lead")
        return Text(
            zh=f"{'写明' if every else '由单个单位'}牵头的 {led} 项任务",
            en=f"the {led} tasks that {many}" if led > 1 else f"the only task that {one}",
        )
    if tasks == 1:
        return Text(zh="唯一的任务", en="the only task")
    return Text(zh=f"全部 {tasks} 项任务", en=f"{'both' if tasks == 2 else f'all {tasks}'} tasks")


def _describe_uniqueness(network: ResponsibilityNetwork, cover: LeadCover) -> Text:
    """Say whether the cover is unique, and which units every minimum cover has."""
    one = len(cover.units) == 1
    if not cover.proved or len(network.actors) == 1:
        return EMPTY_TEXT
    if cover.unique is None:
        return Text(zh="是否还有同样少的组合，没有算完。", en="Whether another group is as small was not decided.")
    if cover.unique:
        return Text(
            zh="其他单位都做不到。" if one else "这样少的组合只有这一种。",
            en="No other unit does." if one else "No other group is as small.",
        )
    if one:
        return Text(zh="能做到的不止这一家。", en="It is not the only one to do so.")
    names = Text(zh="没有哪家", en="no unit") if not cover.needed else format_unit_names(network, cover.needed, most=8)
    return Text(
        zh=f"这样少的组合不止一种，{names.zh}必不可少。",
        en=f"Other groups are as small; {names.en} {'are' if len(cover.needed) > 1 else 'is'} in every one.",
    )
