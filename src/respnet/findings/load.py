"""Findings on loads: plan size, overload, given capacities and weight sensitivity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from respnet.analysis.workload.random_assignment import FlagBasis, LoadTests, UnitFlag
from respnet.analysis.workload.weight_sensitivity import UnitSensitivity, WeightSensitivity
from respnet.analysis.workload.workload import Flag, UnitLoad, Workload
from respnet.core.i18n import Text, format_count, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.approximations import describe_approximation
from respnet.findings.concentration import TOO_FEW
from respnet.findings.display_names import (
    capitalise_first,
    describe_population,
    format_other_tasks,
    format_unit_name,
    format_unit_names,
)
from respnet.findings.finding import Evidence, Finding

BY_UNIT = Text(zh="一项任务各算一项还是按单位平分", en="whether a task counts one each or is shared among its units")
ALL_SCHEMES_RULE = Text(
    zh="一项其他参与按 0.1 到 1 项牵头折算，同一任务里几家共同牵头的、几家其他参与的，分别按各算一项和平分一项计",
    en="taking part counts 0.1 to 1 of a lead, and the joint leads of a task, like the others on it, count one each "
    "or share one",
)


def describe_scheme_choice(network: ResponsibilityNetwork) -> Text:
    """Describe the weighting choices that decide whether a unit is above its limit."""
    if not network.biadjacency(Role.LEAD).any():
        return BY_UNIT
    said = []
    if _has_other_roles(network):
        said.append(Text(zh="其他参与折算成多少", en="how much taking part counts beside leading"))
    if _has_joint_tasks(network, Role.LEAD):
        said.append(Text(zh="共同牵头怎样分摊", en="how joint leads are shared"))
    elif _has_joint_tasks(network, Role.RESPONSIBLE, Role.SUPPORT):
        said.append(Text(zh="几家参与同一任务的怎样分摊", en="how the others of one task share it"))
    return Text(zh="、".join(one.zh for one in said), en=format_list([one.en for one in said], "en"))


def describe_all_schemes(network: ResponsibilityNetwork) -> Text:
    """Describe the weighting schemes as the start of a sentence; empty where all give the same load."""
    if not network.biadjacency(Role.LEAD).any():
        return Text(
            zh="无论一项任务各算一项还是按单位平分，",
            en="Whether a task counts one for each of its units or is shared among them, ",
        )
    said = []
    if _has_other_roles(network):
        said.append(Text(zh="其他参与按牵头的 0% 还是 100% 计", en="whether taking part counts 0% or 100% of a lead"))
    if _has_joint_tasks(network, Role.LEAD):
        said.append(Text(zh="共同牵头各算一项还是平分", en="whether joint leads count one each or are shared"))
    elif _has_joint_tasks(network, Role.RESPONSIBLE, Role.SUPPORT):
        said.append(
            Text(
                zh="几家参与同一任务的各算一项还是平分",
                en="whether the others of one task count one each or share one",
            )
        )
    if not said:
        return Text(zh="", en="")
    en = ", and ".join(one.en for one in said)
    return Text(zh="，".join(f"无论{one.zh}" for one in said).replace("，无论", "，也无论") + "，", en=f"W{en[1:]}, ")


def _has_other_roles(network: ResponsibilityNetwork) -> bool:
    return bool(network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT).any())


def _has_joint_tasks(network: ResponsibilityNetwork, *roles: Role) -> bool:
    """Return True if a task has two units in these roles."""
    return bool((network.biadjacency(*roles).sum(axis=0) > 1).any())


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


def describe_weight_sensitivity(network: ResponsibilityNetwork, found: WeightSensitivity) -> Finding:
    """Describe the units that rank first, or in the top three, under every weight.

    Args:
        network: Network of the plan.
        found: Weight sensitivity.

    Returns:
        The finding.
    """
    led = bool(network.biadjacency(Role.LEAD).any())
    busy = sum(bool(one.whole[0] or one.whole[1]) for one in found.units)
    always = [one for one in found.units if one.worst <= SHOWN and (one.whole[0] or one.whole[1])]
    first = sorted((one for one in found.units if one.first > 0), key=lambda one: -one.first)
    if busy < 2:
        said = [TOO_FEW]
    else:
        said = [
            _first_sentence(network, found, first),
            _top_sentence(network, always),
            _count_sensitive(network, found, led),
        ]
        said = [part for part in said if part.zh]
    return Finding(
        id="load-whatever-the-weight",
        title=Text(zh="换算办法不同，名次是否变", en="What holds whatever the weight"),
        sentence=Text(zh="".join(part.zh for part in said), en=" ".join(part.en for part in said)),
        rule=_weighing_rule(led),
        population=describe_population(network),
        limits=Text(
            zh="文件没有规定一项其他参与抵多少牵头，这里只说明名次靠不靠这个折算，不说明任务多少是否合适。任务有大有小，"
            "这里只数项数。",
            en="No document says what taking part weighs. This tells whether the ranking hangs on it, not whether "
            "anyone has too much. Tasks differ in size; only their number is counted.",
        ),
        evidence=tuple(
            Evidence(unit=one.unit, value=one.first)
            for one in sorted(
                {*always, *first}, key=lambda one: (one.worst, one.best, -one.first, found.units.index(one))
            )
        )
        if busy > 1
        else (),
    )


def _first_sentence(network: ResponsibilityNetwork, found: WeightSensitivity, first: list[UnitSensitivity]) -> Text:
    how = describe_all_schemes(network)
    always = [one.unit for one in found.units if one.worst == 1]
    if len(always) == len(found.units):
        return Text(zh=f"{how.zh}各单位任务都一样多。", en=_continue_sentence(how.en, "all units have the same load."))
    if always:
        names = format_unit_names(network, always, most=4)
        level = len(always) > 1
        beside = format_unit_names(network, [one.unit for one in found.units if one.best == 1 < one.worst], SHOWN)
        at_times = Text(
            zh=f"，有的算法下与{beside.zh}并列" if beside.zh else "",
            en=f", in some ways of counting level with {beside.en}" if beside.en else "",
        )
        return Text(
            zh=f"{how.zh}{names.zh}{'都' if how.zh else ''}{'并列' if level else '排'}第一{at_times.zh}。",
            en=_continue_sentence(
                how.en, f"{names.en} {'come first, level with one another' if level else 'comes first'}"
            )
            + f"{at_times.en}.",
        )
    shares = [(format_unit_names(network, [one.unit]), f"{100 * one.first:.0f}%") for one in first[:SHOWN]]
    left = len(first) - SHOWN
    zh = "、".join(f"{name.zh}（{share}）" for name, share in shares)
    en = ", ".join(f"{name.en} ({share})" for name, share in shares)
    return Text(
        zh=f"谁排第一要看怎样折算：{zh}{f'等 {len(first)} 个单位' if left > 0 else ''}，"
        "括号里是排第一的情形所占的比例。",
        en=f"Who comes first depends on the weight: {en}{f' and {left} more' if left > 0 else ''}; "
        "in brackets, in what share of the cases.",
    )


def _continue_sentence(start: str, rest: str) -> str:
    return f"{start}{rest}" if start else capitalise_first(rest)


def _top_sentence(network: ResponsibilityNetwork, always: list[UnitSensitivity]) -> Text:
    """Name the units never below third but not always first, where these are at most three of more units."""
    rest = [one for one in always if one.worst > 1]
    if not rest or not len(always) <= SHOWN < len(network.actors):
        return Text(zh="", en="")
    names = format_unit_names(network, [one.unit for one in rest], most=4)
    if len(rest) == 1 and rest[0].best == rest[0].worst:
        place = {2: Text(zh="第二", en="second"), 3: Text(zh="第三", en="third")}[rest[0].worst]
        return Text(zh=f"{names.zh}总排{place.zh}。", en=f"{names.en} is always {place.en}.")
    return Text(
        zh=f"{names.zh}总在前三。", en=f"{names.en} {'is' if len(rest) == 1 else 'are'} always among the first three."
    )


def _count_sensitive(network: ResponsibilityNetwork, found: WeightSensitivity, led: bool) -> Text:
    """Count the ranks that depend on the weight.

    Units without leads are tied at weight 0, so the widest interval is that of a unit with leads.
    """
    moving = [one for one in found.units if one.best != one.worst]
    if all(one.worst == 1 for one in found.units):
        return Text(zh="", en="")
    if not moving:
        return Text(zh="各单位的名次都不随折算变动。", en="No rank depends on the weight.")
    leading = [one for one in moving if one.whole[0]]
    count, units = len(moving), len(found.units)
    start = Text(
        zh=f"{units} 个单位中有 {count} 个的名次随折算变动" if count < units else f"{units} 个单位的名次都随折算变动",
        en=f"{count} of {units} ranks {'depends' if count == 1 else 'depend'} on the weight"
        if count < units
        else f"All {units} ranks depend on the weight",
    )
    if not leading:
        return Text(zh=f"{start.zh}。", en=f"{start.en}.")
    among = Text(zh="有牵头的单位里，" if led else "", en="among units that lead, " if led else "")
    wide = max(one.worst - one.best for one in leading)
    widest = [one for one in leading if one.worst - one.best == wide]
    names, one = format_unit_names(network, [each.unit for each in widest], SHOWN), widest[0]
    if len(widest) > 1:
        return Text(
            zh=f"{start.zh}，{among.zh}{names.zh}变动最大，名次各相差 {wide} 位。",
            en=f"{start.en}; {among.en}{names.en} move most, over {format_count(wide, 'rank', 'ranks')} each.",
        )
    return Text(
        zh=f"{start.zh}，{among.zh}{names.zh}变动最大，在第 {one.best} 到第 {one.worst} 名之间。",
        en=f"{start.en}; {among.en}{names.en} moves most, between rank {one.best} and rank {one.worst}.",
    )


def _weighing_rule(led: bool) -> Text:
    if not led:
        return Text(
            zh="没有单个单位牵头，任务量就是任务数：每项各算一项，或在同一任务的单位之间平分。"
            "名次 1 为最多，相同的并列取较前的名次。",
            en="No single unit leads, so the load is the number of tasks: one each, or shared among the units of a "
            "task. Rank 1 has the most; equal loads share the better rank.",
        )
    return Text(
        zh="任务量＝牵头数＋折算比例×其他参与数，折算比例从 0 到 1 全部算到"
        "（名次只在两条直线的交点上变，交点是精确算出的）；同一任务里几家共同牵头的、几家其他参与的，"
        "分别按各算一项和平分一项计。"
        "名次 1 为最多，相同的并列取较前的名次。情形的比例：折算比例均匀取值，两种计法各占一半。",
        en="Load = leads + weight x other tasks, with every weight from 0 to 1 (ranks change only where two straight "
        "lines cross, and the crossings are exact); the joint leads of a task, like the others on it, count one each, "
        "or share one. Rank 1 has the most; equal loads share the better rank. Share of the cases: all weights equally "
        "likely, half for each way to count.",
    )


SHOWN = 3
"""Units named in a sentence; the rest is counted."""


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
        population=describe_population(network),
        limits=Text(
            zh="数的是文件里写了多少次，不是工作量：任务有大有小。",
            en="This counts mentions in the document, not work: tasks differ in size.",
        ),
        evidence=tuple(Evidence(task=task.id) for task in network.tasks if not network.assignments_by_task[task.id]),
    )


def _size_sentence(network: ResponsibilityNetwork) -> Text:
    tasks, units = len(network.tasks), len(network.actors)
    if not tasks:
        return Text(zh="方案里没有任务。", en="The plan holds no tasks.")
    leads = int(network.biadjacency(Role.LEAD).sum())
    others = int(network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT).sum())
    empty = sum(not those for those in network.assignments_by_task.values())
    left_out = len(network.collectives)
    together = Text(
        zh=f"（另有 {left_out} 个集合单位）" if left_out else "",
        en=f" (and {format_count(left_out, 'collective', 'collectives')})" if left_out else "",
    )
    if empty == tasks:
        return Text(
            zh=f"方案有 {tasks} 项任务，都没有写单位。",
            en=f"The plan has {format_count(tasks, 'task', 'tasks')} and names no units.",
        )
    if not units:
        start = Text(
            zh=f"方案有 {tasks} 项任务，只写了集合单位，没有写明任何单个单位。",
            en=f"The plan has {format_count(tasks, 'task', 'tasks')} and names collectives only, no single unit.",
        )
    else:
        what = _assignments(network, leads, others)
        start = Text(
            zh=f"方案有 {tasks} 项任务、{units} 个单位{together.zh}{what.zh}。",
            en=f"The plan has {format_count(tasks, 'task', 'tasks')} and {format_count(units, 'unit', 'units')}"
            f"{together.en}{what.en}.",
        )
    if not empty:
        return start
    return Text(
        zh=f"{start.zh}有 {empty} 项任务没有写单位。",
        en=f"{start.en} {format_count(empty, 'task names', 'tasks name')} no unit.",
    )


def _assignments(network: ResponsibilityNetwork, leads: int, others: int) -> Text:
    """Describe the assignments, to follow the number of units."""
    if not any(one.role is not Role.SUPERVISE for those in network.assignments_by_task.values() for one in those):
        return Text(
            zh="；这些单位只写作督促单位，没有写明由谁承担",
            en="; they are only named as supervising, and nobody is given a task",
        )
    if not network.names_leads:
        return Text(
            zh=f"，共 {others} 处分工；没有写明谁牵头，不作推定",
            en=f" with {format_count(others, 'assignment', 'assignments')}; it names no leads, and none are assumed",
        )
    if not leads:
        return Text(
            zh=f"；只有集合单位牵头，单个单位参与 {others} 处",
            en="; only collectives lead, and the units have "
            f"{format_count(others, 'other share', 'other shares')} in the "
            "work",
        )
    if not others:
        return Text(
            zh=f"；每家在一项任务里计一次，牵头 {leads} 处，没有其他参与",
            en=f"; each unit counted once a task, there {'is' if leads == 1 else 'are'} "
            f"{format_count(leads, 'lead', 'leads')} and no other share in the work",
        )
    return Text(
        zh=f"；每家在一项任务里计一次，牵头 {leads} 处、其他参与 {others} 处",
        en=f"; each unit counted once a task, there {'is' if leads == 1 else 'are'} "
        f"{format_count(leads, 'lead', 'leads')} "
        f"and {format_count(others, 'other share', 'other shares')} in the work",
    )


def describe_overload(network: ResponsibilityNetwork, loads: Workload, found: LoadTests) -> Finding:
    """Describe the units with more work than their capacity, or than random assignment gives.

    Args:
        network: Network of the plan.
        loads: Workload of the units.
        found: Load tests.

    Returns:
        The finding.
    """
    load_of = {load.unit: load for load in loads.loads}
    over = sorted(found.flagged(Flag.OVERLOADED), key=lambda one: (-one.excess, -one.most_over))
    some = sorted(found.flagged(Flag.SOME_WEIGHTS), key=lambda one: (-one.over_in, -one.excess))
    watch = found.flagged(Flag.WATCH)
    leads = bool(network.biadjacency(Role.LEAD).any())
    parts = [describe_capacity(network, loads, found, leads)]
    drawn = any(one.by is FlagBasis.LOTTERY for one in found.flags)
    if drawn and len(network.actors) > 1 and any(load.total for load in loads.loads):
        parts += [
            _limit_sentence(network, found, leads),
            _over_sentence(
                network, _select_tested(over, load_of), found.lead_limit if leads else None, _build_context(found, some)
            ),
            _weaker_sentence(network, _select_tested(some, load_of), _select_tested(watch, load_of)),
        ]
    parts.append(_owner_sentence(network, [*over, *some]))
    said = [part for part in parts if part.zh] or [
        Text(
            zh="有任务的单个单位不足两个，谈不上任务多少的比较。",
            en="There are not two single units with tasks to compare.",
        )
    ]
    return Finding(
        id="overloaded-units",
        title=Text(zh="任务偏多的单位", en="Units with more than an even hand would give"),
        sentence=Text(zh="".join(part.zh for part in said), en=" ".join(part.en for part in said)),
        rule=_overload_rule(found, leads),
        population=describe_population(network),
        limits=Text(
            zh="方案不是抽签定的：任务多可能正是方案的安排，也不说明别的方案里的情况。任务有大有小，这里只数项数。",
            en="A plan is no lottery: a high count may be exactly what the plan intends, and says nothing of a unit's "
            "other plans. Tasks differ in size; only their number is counted.",
        ),
        evidence=tuple(
            row for one in (*over, *some, *watch) for row in _overload_evidence(network, load_of[one.unit], leads)
        ),
    )


def _select_tested(flags: Sequence[UnitFlag], load_of: dict[str, UnitLoad]) -> list[UnitLoad]:
    """Select the loads of units that were tested against random assignment."""
    return [load_of[one.unit] for one in flags if one.by is FlagBasis.LOTTERY]


def _build_context(found: LoadTests, some: Sequence[UnitFlag]) -> _OverloadContext:
    return _OverloadContext(
        some=any(one.by is FlagBasis.LOTTERY for one in some),
        all=all(one.by is FlagBasis.LOTTERY for one in found.flags),
    )


@dataclass(frozen=True, slots=True)
class _OverloadContext:
    """Facts that change the wording: some units exceed the limit under some weights only; all were tested."""

    some: bool
    all: bool


def _limit_sentence(network: ResponsibilityNetwork, found: LoadTests, leads: bool) -> Text:
    units = format_count(found.pool, "unit", "units")
    if leads:
        return Text(
            zh=f"若把每项任务的席位在 {found.pool} 个单位里随机分配，"
            f"95% 的情形里牵头最多的单位也不超过 {found.lead_limit} 项。",
            en=f"If the seats of every task were drawn by lot among {units}, in 95% of the draws no unit would lead "
            f"more than {format_count(found.lead_limit, 'task', 'tasks')}.",
        )
    why = (
        Text(zh="单个单位都不牵头", en="No single unit leads a task")
        if network.names_leads
        else Text(zh="方案未写牵头单位", en="The plan names no leads")
    )
    return Text(
        zh=f"{why.zh}，只比较参与的任务数：若在 {found.pool} 个单位里随机分配，"
        f"95% 的情形里最忙的单位也不超过 {found.task_limit} 项。",
        en=f"{why.en}, so only the number of tasks is compared: drawn by lot among {units}, "
        f"in 95% of the draws no unit would have more than {format_count(found.task_limit, 'task', 'tasks')}.",
    )


def _over_sentence(
    network: ResponsibilityNetwork, over: list[UnitLoad], limit: int | None, compared: _OverloadContext
) -> Text:
    """Name the units over the limit in every scheme; `limit` is that of the leads, None where tasks are compared."""
    if not over:
        who = Text(zh="没有单位", en="No unit") if compared.all else Text(zh="其余单位没有", en="No other unit")
        return Text(
            zh=f"{who.zh}{'在所有算法下都偏多' if compared.some else '偏多'}。",
            en=f"{who.en} carries more than an even hand would give"
            f"{' in every way of counting' if compared.some else ''}.",
        )
    names = [format_unit_names(network, [load.unit]) for load in over[:SHOWN]]
    loads = [_load_words(load, limit) for load in over[:SHOWN]]
    left = len(over) - SHOWN
    more = Text(zh=f"；还有 {left} 个单位", en=f"; and {left} more") if left > 0 else Text(zh="", en="")
    how = Text(zh="哪种算法下任务都偏多", en=", in every way of counting")
    if limit is None:
        how = Text(zh="任务偏多", en="")
    carry = "they carry" if len(over) > 1 else "it carries"
    zh = "；".join(f"{name.zh}{load.zh}" for name, load in zip(names, loads, strict=True))
    en = "; ".join(f"{name.en} {load.en}" for name, load in zip(names, loads, strict=True))
    return Text(
        zh=f"{zh}{more.zh}：{how.zh}。",
        en=f"{en}{more.en}: {carry} more than an even hand would give{how.en}.",
    )


def _load_words(load: UnitLoad, limit: int | None) -> Text:
    """Describe the unit's counts, and what exceeds the limit where its leads alone do not."""
    if limit is None:
        return Text(zh=f"参与 {load.total} 项", en=f"has {format_count(load.total, 'task', 'tasks')}")
    within = load.leads <= limit
    return Text(
        zh=f"牵头 {load.leads} 项、其他参与 {load.others} 项{'（加上其他参与才超过）' if within else ''}",
        en=f"leads {format_count(load.leads, 'task', 'tasks')} and takes part in {format_other_tasks(load.others)}"
        f"{' (above only with these others)' if within else ''}",
    )


def _weaker_sentence(network: ResponsibilityNetwork, some: list[UnitLoad], watch: list[UnitLoad]) -> Text:
    zh: list[str] = []
    en: list[str] = []
    if some:
        names = format_unit_names(network, [load.unit for load in some], most=4)
        depends = describe_scheme_choice(network)
        zh.append(f"{names.zh}只在部分算法下偏多，取决于{depends.zh}。")
        en.append(
            f"{names.en} {'exceeds' if len(some) == 1 else 'exceed'} the limit only in some ways of counting: "
            f"it depends on {depends.en}."
        )
    if watch:
        names = format_unit_names(network, [load.unit for load in watch], most=4)
        zh.append(f"{names.zh}的任务多于偶然，可以留意。")
        en.append(f"{names.en} {'has' if len(watch) == 1 else 'have'} more than chance explains: worth watching.")
    return Text(zh="".join(zh), en=" ".join(en))


def _owner_sentence(network: ResponsibilityNetwork, flagged: Sequence[UnitFlag]) -> Text:
    """Say that the plan's own coordinating unit has many tasks by design."""
    owners = [one.unit for one in flagged if one.owner]
    if not owners:
        return Text(zh="", en="")
    return Text(
        zh=f"{format_unit_name(network, owners[0], 'zh')}是本方案的统筹单位，任务多可能正是方案的安排。",
        en=f"{format_unit_name(network, owners[0], 'en')} coordinates this plan, so its high count may well be "
        "by design.",
    )


def _overload_rule(found: LoadTests, leads: bool) -> Text:
    limit = describe_approximation(found.approximation)
    ways = len(found.settings)
    load = (
        ALL_SCHEMES_RULE
        if leads
        else Text(zh="各算一项和同任务单位平分一项两种计法", en="tasks count one each, or are shared among their units")
    )
    return Text(
        zh="任务和每项任务的席位数不变，抽签决定由谁承担，同一任务不重复抽中，"
        f"共抽 {found.draws} 次（随机种子 {found.seed}）。"
        f"{load.zh}，共 {ways} 种算法。每种算法的上限，是 95% 的抽签里最忙的单位也不超过的数。"
        "每种都超过，为“任务偏多”；有的超过，而抽签时有单位在某种算法下这样突出的不到 5%，为“部分算法下任务偏多”；"
        "否则，这一个单位在某种算法下这样突出的可能性按单位数修正后不到 5% 的，为“留意”。"
        f"{describe_capacity_rule(found).zh}{limit.zh}",
        en="Tasks and their seats stay; who sits there is drawn by lot, no unit twice on one task, "
        f"{found.draws} times (seed {found.seed}). There are {ways} ways of counting: {load.en}. "
        "The limit of each is what the busiest unit does not exceed in 95% of the draws. "
        "Over it in all ways: overload. In some, and at most 5% of the draws have a unit as far out in any way: "
        "overload under some weights. Else, if the chance that this one unit is as far out in any way is at most 5%, "
        "corrected for the number of units compared: watch."
        f"{describe_capacity_rule(found).en}{limit.en and f' {limit.en}'}",
    )


def _overload_evidence(network: ResponsibilityNetwork, load: UnitLoad, leads: bool) -> tuple[Evidence, ...]:
    """List the unit with its count, then the tasks counted."""
    role = Role.LEAD.value if leads else ""
    rows = [Evidence(unit=load.unit, role=role, value=float(load.leads if leads else load.total))]
    tasks = dict.fromkeys(
        one.task
        for one in network.assignments_by_unit[load.unit]
        if (one.role is Role.LEAD if leads else one.role is not Role.SUPERVISE)
    )
    return (*rows, *(Evidence(unit=load.unit, task=task, role=role) for task in tasks))
