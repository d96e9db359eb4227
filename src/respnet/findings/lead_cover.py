"""Finding on the smallest group of units that leads every task."""

from __future__ import annotations

from respnet.analysis.risk.robustness import Fragility, LeadCover
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.display_names import format_unit_names
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import describe_absent_leads


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
    which, units = _describe_tasks(led, len(network.tasks)), len(cover.units)
    names = format_unit_names(network, cover.units, most=8)
    if units == 1:
        first = Text(zh=f"{names.zh}一家就牵头{which.zh}。", en=f"{names.en} alone leads {which.en}.")
    elif cover.unique and units == int(network.biadjacency(Role.LEAD).any(axis=1).sum()):
        return Text(
            zh=f"全部 {units} 个牵头单位合起来才牵头{which.zh}，缺一不可。",
            en=f"It takes all {units} leading units to lead {which.en}; none can be left out.",
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


def _describe_tasks(led: int, tasks: int) -> Text:
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


def _describe_uniqueness(network: ResponsibilityNetwork, cover: LeadCover) -> Text:
    """Say whether the cover is unique, and which units every minimum cover has."""
    one = len(cover.units) == 1
    if not cover.proved:
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
