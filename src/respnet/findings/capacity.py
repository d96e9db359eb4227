"""Sentences on units with a given capacity, which replaces the random assignment test."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.analysis.workload.random_assignment import FlagBasis, LoadTests
from respnet.analysis.workload.weighting_schemes import Flag
from respnet.analysis.workload.workload import UnitLoad, Workload
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import format_unit_names

SHOWN = 3
"""Units named in a sentence; the rest is counted."""


def describe_capacity(network: ResponsibilityNetwork, loads: Workload, found: LoadTests, leads: bool) -> Text:
    """Describe the units above their capacity in all, some or no weighting schemes.

    Args:
        network: Network of the plan.
        loads: Workload of the units.
        found: Load tests.
        leads: True if the plan names leads.

    Returns:
        One paragraph; empty where no capacity is given.
    """
    own = {
        flag: [
            load
            for load, one in zip(loads.loads, found.flags, strict=True)
            if one.by is FlagBasis.CAPACITY and one.flag is flag
        ]
        for flag in (Flag.OVERLOADED, Flag.SOME_WEIGHTS, Flag.NONE)
    }
    if not any(own.values()):
        return Text(zh="", en="")
    over, some, within = own.values()
    zh, en = [], []
    if over:
        always = (
            Text(zh="各种算法下都", en=" in every way of counting") if len(found.settings) > 1 else Text(zh="", en="")
        )
        told = _list_counts(network, over, leads)
        zh.append(f"{told.zh}，{always.zh}超过承担能力")
        en.append(f"{told.en} {'is' if len(over) == 1 else 'are'} above capacity{always.en}")
    if some:
        told = _list_counts(network, some, leads)
        zh.append(f"{told.zh}，部分算法下超过承担能力")
        en.append(f"{told.en} {'is' if len(some) == 1 else 'are'} above capacity in some ways of counting")
    if within:
        names = format_unit_names(network, [load.unit for load in within], most=4)
        zh.append(f"{names.zh}没有超过承担能力")
        en.append(f"{names.en} {'stays' if len(within) == 1 else 'stay'} within capacity")
    return Text(zh=f"写了承担能力的单位：{'；'.join(zh)}。", en=f"Of the units with a known capacity, {'; '.join(en)}.")


def _list_counts(network: ResponsibilityNetwork, loads: Sequence[UnitLoad], leads: bool) -> Text:
    """List units with their counts and capacities."""
    zh, en = [], []
    for load in loads[:SHOWN]:
        unit = network.unit_by_id[load.unit]
        name = format_unit_names(network, [load.unit])
        counts = Text(
            zh=f"牵头 {load.leads} 项、其他参与 {load.others} 项" if leads else f"参与 {load.total} 项",
            en=f"{format_count(load.leads, 'lead', 'leads')} and "
            f"{format_count(load.others, 'other task', 'other tasks')}"
            if leads
            else format_count(load.total, "task", "tasks"),
        )
        zh.append(f"{name.zh}（{counts.zh}，承担能力 {unit.capacity_written} 项）")
        en.append(f"{name.en} ({counts.en}, capacity {unit.capacity_written})")
    left = len(loads) - SHOWN
    more = Text(zh=f"等 {len(loads)} 个单位", en=f" and {left} more") if left > 0 else Text(zh="", en="")
    joined = ", ".join(en) if more.en or len(en) < 2 else f"{', '.join(en[:-1])} and {en[-1]}"
    return Text(zh=f"{'、'.join(zh)}{more.zh}", en=f"{joined}{more.en}")


def describe_capacity_rule(found: LoadTests) -> Text:
    """Describe the rule for units with a capacity, to follow that of random assignment; empty where none is given."""
    if all(one.by is FlagBasis.LOTTERY for one in found.flags):
        return Text(zh="", en="")
    return Text(
        zh="写了承担能力的单位不与抽签比较：按同样的算法，任务量每种都大于承担能力的，为“任务偏多”；"
        "有的大于的，为“部分算法下任务偏多”。",
        en=" Units with a known capacity are not compared with lots: a load above the capacity in all of these ways is "
        "an overload, in some an overload under some weights.",
    )
