"""Findings on plan size and overload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from respnet.analysis.workload.random_assignment import FlagBasis, LoadTests, UnitFlag
from respnet.analysis.workload.weighting_schemes import Flag
from respnet.analysis.workload.workload import UnitLoad, Workload
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.approximations import describe_approximation
from respnet.findings.capacity import describe_capacity, describe_capacity_rule
from respnet.findings.display_names import describe_population, format_other_tasks, format_unit_name, format_unit_names
from respnet.findings.finding import Evidence, Finding
from respnet.findings.phrases import ALL_SCHEMES_RULE, describe_scheme_choice

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
        zh.append(f"{names.zh}未超出上限，但多于偶然，可以留意。")
        en.append(
            f"{names.en} {'stays' if len(watch) == 1 else 'stay'} within the limit but above what chance explains: "
            "worth watching."
        )
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
        "每种都超过，为“任务偏多”；有的超过，为“部分算法下任务偏多”；"
        "都不超过，但按单位数作多次比较修正后，偶然抽到这么多的可能性在某种算法下不到 5%，为“留意”。"
        f"{describe_capacity_rule(found).zh}{limit.zh}",
        en="Tasks and their seats stay; who sits there is drawn by lot, no unit twice on one task, "
        f"{found.draws} times (seed {found.seed}). There are {ways} ways of counting: {load.en}. "
        "The limit of each is what the busiest unit does not exceed in 95% of the draws. "
        "Over it in all ways: overload. In some: overload under some weights. "
        "In none, but with a chance of at most 5% that one unit draws as much, "
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
