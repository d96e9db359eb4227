"""Finding on loads: units above their capacity, and units with clearly more than an even hand would give."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.analysis.workload.random_assignment import FlagBasis, LoadTests, UnitFlag
from respnet.analysis.workload.workload import Flag, UnitLoad, Workload
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, format_list, format_number, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.approximations import describe_approximation
from respnet.findings.concentration import LOTTERY, TOO_FEW
from respnet.findings.display_names import (
    add_lead_basis,
    capitalise_first,
    describe_rest,
    format_other_tasks,
    format_unit_names,
)
from respnet.findings.finding import Evidence, Finding, list_task_evidence
from respnet.findings.leads import SHOWN

NOBODY = Text(zh="没有单位任务明显偏多。", en="No unit clearly carries more than an even hand would give.")
ALL_SCHEMES_RULE = Text(
    zh="一项其他参与按 0.1 到 1 项牵头折算，同一任务里几家共同牵头的、几家其他参与的，分别按各算一项和平分一项计",
    en="taking part counts 0.1 to 1 of a lead, and the joint leads of a task, like the others on it, count one each "
    "or share one",
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
    drawn = any(one.by is FlagBasis.LOTTERY for one in found.flags)
    several = len(network.actors) > 1 and any(load.total for load in loads.loads)
    said = _describe_capacities(network, load_of, found, leads)
    if drawn and several:
        told = [_select_tested(those, load_of) for those in (over, some, watch)]
        said += [
            _over_sentence(network, told[0], leads),
            _leads_sentence(network, load_of, found, leads),
            *_weaker_sentences(network, told[1], told[2], {one.unit: one.over_in for one in some}, found, leads),
        ]
        if not any(one.zh for one in said):
            said.append(NOBODY)
        said.append(_mean_sentence(network, found, leads))
    said += [describe_owner(network, one.unit) for one in (*over, *some) if one.owner]
    said = [one for one in said if one.zh]
    return Finding(
        id="overloaded-units",
        title=Text(zh="任务偏多的单位", en="Units with more than an even hand would give"),
        sentence=join_sentences(said or [TOO_FEW]),
        headline=said[0] if said else EMPTY_TEXT,
        rule=_overload_rule(found, leads),
        limits=Text(
            zh="项数多不等于不当，也不说明别的方案里的情况。任务有大有小，这里只数项数。",
            en="A high count may be exactly what the plan intends, and says nothing of a unit's other plans. Tasks "
            "differ in size; only their number is counted.",
        ),
        evidence=tuple(
            row for one in (*over, *some, *watch) for row in list_load_evidence(network, load_of[one.unit], leads)
        ),
        shown=bool(said),
    )


def _select_tested(flags: Sequence[UnitFlag], load_of: dict[str, UnitLoad]) -> list[UnitLoad]:
    """Select the loads of units that were tested against random assignment."""
    return [load_of[one.unit] for one in flags if one.by is FlagBasis.LOTTERY]


def describe_load(network: ResponsibilityNetwork, load: UnitLoad, leads: bool) -> Text:
    """Describe the tasks of a unit, as a clause.

    Args:
        network: Network of the plan.
        load: Tasks of the unit.
        leads: Tell leads apart from other shares.
    """
    name = format_unit_names(network, [load.unit])
    if not leads:
        return Text(
            zh=f"{name.zh}参与 {load.total} 项",
            en=f"{name.en} takes part in {format_count(load.total, 'task', 'tasks')}",
        )
    return Text(
        zh=f"{name.zh}牵头 {load.leads} 项、其他参与 {load.others} 项",
        en=f"{name.en} leads {format_count(load.leads, 'task', 'tasks')} and takes part in "
        f"{format_other_tasks(load.others)}",
    )


def _describe_capacities(
    network: ResponsibilityNetwork, load_of: dict[str, UnitLoad], found: LoadTests, leads: bool
) -> list[Text]:
    """Describe the units above their capacity in all or some weighting schemes, and name those within it."""
    verdicts = {
        Flag.OVERLOADED: Text(zh="超过", en="is above"),
        Flag.SOME_WEIGHTS: Text(zh="部分折算办法下超过", en="in some ways of counting is above"),
    }
    given = [one for one in found.flags if one.by is FlagBasis.CAPACITY]
    above = [one for flag in verdicts for one in given if one.flag is flag]
    said = []
    for one in above[:SHOWN]:
        load, verdict = describe_load(network, load_of[one.unit], leads), verdicts[one.flag]
        room = network.unit_by_id[one.unit].capacity_written
        said.append(
            Text(
                zh=f"{load.zh}，{verdict.zh}承担能力（{room} 项）。",
                en=f"{load.en}, and {verdict.en} its capacity ({room}).",
            )
        )
    said.append(describe_rest(len(above) - SHOWN, "超过承担能力的", "above capacity"))
    within = format_unit_names(network, [one.unit for one in given if one not in above], most=SHOWN)
    if within.zh:
        several = len(given) - len(above) > 1
        said.append(
            Text(
                zh=f"{within.zh}没有超过承担能力。", en=f"{within.en} {'stay' if several else 'stays'} within capacity."
            )
        )
    return said


def _over_sentence(network: ResponsibilityNetwork, over: list[UnitLoad], leads: bool) -> Text:
    """Name the units over the limit in every weighting scheme."""
    if not over:
        return EMPTY_TEXT
    told = [describe_load(network, load, leads) for load in over[:SHOWN]]
    left = len(over) - SHOWN
    more = Text(zh=f"；还有 {left} 个单位", en=f"; and {left} more") if left > 0 else EMPTY_TEXT
    return Text(
        zh=f"{'；'.join(one.zh for one in told)}{more.zh}：任务明显偏多。",
        en=f"{'; '.join(one.en for one in told)}{more.en}: clearly more than an even hand would give.",
    )


def _leads_sentence(
    network: ResponsibilityNetwork, load_of: dict[str, UnitLoad], found: LoadTests, leads: bool
) -> Text:
    """Name the units whose leads alone are many, where all their tasks together are not."""
    alone = [
        load_of[one.unit]
        for one in found.flags
        if leads and one.by is FlagBasis.LOTTERY and one.flag is not Flag.OVERLOADED
        if one.p_excess <= SIGNIFICANCE_LEVEL
    ]
    if not alone:
        return EMPTY_TEXT
    alone.sort(key=lambda load: -load.leads)
    names = [(format_unit_names(network, [load.unit]), load.leads) for load in alone[:SHOWN]]
    return Text(
        zh=f"单看牵头，{'、'.join(f'{name.zh} {count} 项' for name, count in names)}，明显偏多。",
        en="By leads alone {} {} clearly more.".format(
            format_list([f"{name.en} ({count})" for name, count in names], "en"), "has" if len(names) == 1 else "have"
        ),
    )


def _weaker_sentences(
    network: ResponsibilityNetwork,
    some: list[UnitLoad],
    watch: list[UnitLoad],
    over_in: dict[str, int],
    found: LoadTests,
    leads: bool,
) -> list[Text]:
    """Name the units over the limit in some weighting schemes, in how many, and those worth watching."""
    ways, said = len(found.settings), []
    for load in some[:SHOWN]:
        told = describe_load(network, load, leads)
        said.append(
            Text(
                zh=f"{told.zh}，{ways} 种折算办法中有 {over_in[load.unit]} 种偏多。",
                en=f"{told.en}: more in {over_in[load.unit]} of {ways} ways of counting.",
            )
        )
    if some:
        said += [
            describe_rest(len(some) - SHOWN, "这样的", "like this"),
            Text(zh="偏不偏多，取决于怎样计数。", en="It depends on how tasks are counted."),
        ]
    for load in watch[:SHOWN]:
        told = describe_load(network, load, leads)
        said.append(Text(zh=f"{told.zh}，略多，可以留意。", en=f"{told.en}: somewhat more, worth watching."))
    return [*said, describe_rest(len(watch) - SHOWN, "可以留意的", "worth watching")]


def _mean_sentence(network: ResponsibilityNetwork, found: LoadTests, leads: bool) -> Text:
    mean = format_mean(found.lead_mean if leads else found.task_mean)
    said = Text(
        zh=f"平均每家{'牵头' if leads else '参与'} {mean} 项。",
        en=f"On average a unit {'leads' if leads else 'has'} {mean} {'task' if mean == '1' else 'tasks'}.",
    )
    return add_lead_basis(network, said) if leads else said


def format_mean(value: float) -> str:
    """Format a mean with at most one decimal.

    >>> format_mean(2.0), format_mean(7.666)
    ('2', '7.7')
    """
    return format_number(value, 1).removesuffix(".0")


def describe_owner(network: ResponsibilityNetwork, unit: str) -> Text:
    """Say that the plan's own coordinating unit has many tasks by design.

    Args:
        network: Network of the plan.
        unit: Id of the coordinating unit.
    """
    name = format_unit_names(network, [unit])
    return Text(
        zh=f"{name.zh}是本方案的统筹单位，任务多可能正是方案的安排。",
        en=f"{name.en} coordinates this plan, so its high count may well be by design.",
    )


def describe_capacity_rule(found: LoadTests) -> Text:
    """Describe the rule for units with a capacity, to follow that of random assignment; empty where none is given."""
    if all(one.by is FlagBasis.LOTTERY for one in found.flags):
        return EMPTY_TEXT
    return Text(
        zh="写了承担能力的单位不与抽签比较：按同样的折算办法，任务量每种都大于承担能力的，为“任务偏多”；"
        "有的大于的，为“部分折算办法下任务偏多”。",
        en=" Units with a known capacity are not compared with lots: a load above the capacity in all of these ways is "
        "an overload, in some an overload under some weights.",
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
        zh=f"{LOTTERY.zh}，同一任务不重复抽中，"
        f"共抽 {found.draws} 次（随机种子 {found.seed}）。"
        f"{load.zh}，共 {ways} 种折算办法。每种折算办法的上限，是 95% 的抽签里最忙的单位也不超过的数。"
        "每种都超过，为“任务偏多”；有的超过，而抽签时有单位在某种办法下这样突出的不到 5%，为“部分折算办法下任务偏多”；"
        "否则，这一个单位在某种折算办法下这样突出的可能性按单位数修正后不到 5% 的，为“留意”。"
        "全凭抽签排出的方案里，100 份约有 4 份会有单位在部分折算办法下偏多，关于任务量的各种说法合起来约有 8 份。"
        f"{describe_capacity_rule(found).zh}{limit.zh}",
        en=f"{capitalise_first(LOTTERY.en)}, no unit twice on one task, "
        f"{found.draws} times (seed {found.seed}). There are {ways} ways of counting: {load.en}. "
        "The limit of each is what the busiest unit does not exceed in 95% of the draws. "
        "Over it in all ways: overload. In some, and at most 5% of the draws have a unit as far out in any way: "
        "overload under some weights. Else, if the chance that this one unit is as far out in any way is at most 5%, "
        "corrected for the number of units compared: watch. Of 100 plans drawn by lot about 4 have a unit over in some "
        "ways, and about 8 get any statement on loads."
        f"{describe_capacity_rule(found).en}{limit.en and f' {limit.en}'}",
    )


def list_load_evidence(network: ResponsibilityNetwork, load: UnitLoad, leads: bool) -> tuple[Evidence, ...]:
    """List the unit with its count, then the tasks counted."""
    role, value = (Role.LEAD.value, load.leads) if leads else ("", load.total)
    return (Evidence(unit=load.unit, role=role, value=float(value)), *list_task_evidence(network, load.unit, leads))
