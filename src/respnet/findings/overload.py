"""Finding on loads: units above their capacity, and units with clearly more than an even hand would give."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.analysis.stats.descriptive import CountConcentration
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.analysis.workload.random_assignment import FlagBasis, LoadTests, UnitFlag
from respnet.analysis.workload.workload import LOAD_TOLERANCE, Flag, UnitLoad, Workload
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, format_list, format_number, format_share, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.display_names import (
    SHOWN,
    add_lead_basis,
    capitalise_first,
    describe_load,
    describe_owner,
    describe_rest,
    format_mean,
    format_unit_names,
)
from respnet.findings.finding import Evidence, Finding, describe_approximation, list_task_evidence

LOTTERY = Text(
    zh="任务和每项任务的席位数不变，抽签决定由谁承担", en="tasks and their seats stay; who sits there is drawn by lot"
)
TOO_FEW = Text(
    zh="有任务的单个单位不足两个，谈不上任务多少的比较。", en="There are not two single units with tasks to compare."
)


def describe_concentration(network: ResponsibilityNetwork, found: LoadTests) -> Finding:
    """Describe the concentration of leads and of all tasks, compared with random assignment.

    Args:
        network: Network of the plan.
        found: Load tests.

    Returns:
        The finding.
    """
    lead, any_role = network.biadjacency(Role.LEAD).sum(axis=1), network.biadjacency().sum(axis=1)
    spreads = found.concentration
    enough = len(network.actors) > 1 and bool(spreads.tasks.total)
    leads = add_lead_basis(network, _spread_sentence(network, spreads.leads, lead.tolist()))
    tasks = _spread_sentence(network, spreads.tasks, any_role.tolist())
    if spreads.leads.total == spreads.tasks.total:
        tasks = EMPTY_TEXT
    limit = describe_approximation(found.approximation)
    return Finding(
        id="concentration",
        title=Text(zh="任务集中度", en="How concentrated the plan is"),
        sentence=join_sentences([leads, tasks]) if enough else TOO_FEW,
        rule=Text(
            zh="占比是该单位的数除以全部单位之和；相当于几家平均分担，是各单位占比平方和的倒数，"
            "集中程度按它比较。没有任务的单位也计入。对照是抽签："
            f"{LOTTERY.zh}，"
            f"共抽 {found.draws} 次（随机种子 {found.seed}）。至少同样集中的抽签不到 5% 的，算明显集中；"
            f"比 97.5% 的抽签都匀的，算明显均匀。{_count_draws(found).zh}{limit.zh}",
            en="A share is the unit's count divided by that of all units. As many units sharing equally as would be as "
            "concentrated: 1 over the sum of squared shares, by which concentration is compared, units without tasks "
            "included. The comparison is with drawing lots: "
            f"{LOTTERY.en}, {found.draws} times (seed {found.seed}). Clearly concentrated means that "
            "at most 5% of the draws are at least as concentrated; clearly even, that 97.5% of them are less even."
            f"{_count_draws(found).en}{limit.en and f' {limit.en}'}",
        ),
        limits=Text(
            zh="集中不等于不当，方案有统筹单位的，本来就会集中。数的是项数，任务有大有小。"
            "单位数不同的方案，这些数不宜直接相比。",
            en="Concentrated is not wrong: a plan with a coordinating unit is so by design. Tasks differ in size; only "
            "their number is counted. Plans with different numbers of units should not be compared by these numbers.",
        ),
        evidence=_list_half_evidence(
            network, lead.tolist() if spreads.leads.total else any_role.tolist(), bool(spreads.leads.total)
        ),
        shown=enough,
    )


def _list_half_evidence(network: ResponsibilityNetwork, counts: Sequence[int], led: bool) -> tuple[Evidence, ...]:
    """List the fewest units that together have half of the count, busiest first."""
    return tuple(
        Evidence(unit=network.actors[row].id, role=Role.LEAD.value if led else "", value=float(counts[row]))
        for row in _find_busiest_half(counts)
    )


def _find_busiest_half(counts: Sequence[int]) -> list[int]:
    rows: list[int] = []
    for row in sorted(range(len(counts)), key=lambda row: -counts[row]):
        if 2 * sum(counts[one] for one in rows) >= sum(counts):
            break
        rows.append(row)
    return rows


def _spread_sentence(network: ResponsibilityNetwork, one: CountConcentration, counts: Sequence[int]) -> Text:
    if one.effective is None or one.largest is None:
        return EMPTY_TEXT
    what, against = _name_count(network, one), _compare_with_random(one)
    if min(counts) == max(counts):
        return Text(
            zh=f"{what.zh}，{one.units} 个单位一样多，各 {counts[0]} 处。",
            en=f"{what.en}, spread evenly over {one.units} units, {counts[0]} each.",
        )
    if one.with_any > 1 and min(count for count in counts if count) == max(counts):
        return Text(
            zh=f"{what.zh}，由 {one.units} 个单位中的 {one.with_any} 个承担，各 {max(counts)} 处{against.zh}。",
            en=f"{what.en}, spread evenly over {one.with_any} of {one.units} units, {max(counts)} each{against.en}.",
        )
    most = [unit.id for unit, count in zip(network.actors, counts, strict=True) if count == max(counts)]
    names, level = format_unit_names(network, most, SHOWN), len(most) > 1
    if one.with_any == 1:
        return Text(
            zh=f"{what.zh}，都由{names.zh}一家承担{against.zh}。", en=f"{what.en}, all with {names.en}{against.en}."
        )
    who = Text(
        zh=f"由 {one.units} 个单位中的 {one.with_any} 个承担", en=f"{one.with_any} of {one.units} units share them"
    )
    if one.with_any == one.units:
        every = "both" if one.units == 2 else f"all {one.units}"
        who = Text(zh=f"{one.units} 个单位都有", en=f"{every} units have some")
    half = [] if level else _find_busiest_half(counts)
    share, of_half = (format_share(part, one.total) for part in (max(counts), sum(counts[row] for row in half)))
    together = Text(zh=f"，前 {len(half)} 家合占 {of_half}", en=f", the first {len(half)} together {of_half}")
    there = together if len(half) > 1 else EMPTY_TEXT
    number = format_number(one.effective, 1)
    return join_sentences(
        [
            Text(zh=f"{what.zh}，{who.zh}。", en=f"{what.en}; {who.en}."),
            Text(
                zh=f"{names.zh}最多，{'各' if level else ''}占 {share}{there.zh}。",
                en=f"{names.en} {'have' if level else 'has'} the most, {share}{' each' if level else ''}{there.en}.",
            ),
            Text(
                zh=f"相当于 {number} 家平均分担{against.zh}。",
                en=f"That is as if {number} units shared equally{against.en}.",
            ),
        ]
    )


def _name_count(network: ResponsibilityNetwork, one: CountConcentration) -> Text:
    if one.what == "leads":
        return Text(
            zh=f"牵头共 {one.total} 处",
            en=f"There {'is' if one.total == 1 else 'are'} {format_count(one.total, 'lead', 'leads')}",
        )
    mixed = network.biadjacency(Role.LEAD).any()
    return Text(
        zh=f"{'牵头和其他参与合计' if mixed else '分工共'} {one.total} 处",
        en=f"{'Leading or not, there' if mixed else 'There'} {'is' if one.total == 1 else 'are'} "
        f"{format_count(one.total, 'share', 'shares')} in the work",
    )


def _compare_with_random(one: CountConcentration) -> Text:
    """Say how clearly the count is concentrated, to follow it; empty where the plan's form leaves no other spread."""
    if one.effective_p is None or one.effective is None or one.effective_high is None or one.z is None:
        return EMPTY_TEXT
    if one.effective_p <= SIGNIFICANCE_LEVEL:
        return Text(zh="，明显集中", en=": clearly concentrated")
    if one.effective > one.effective_high + LOAD_TOLERANCE:
        return Text(zh="，明显均匀", en=": clearly even")
    return Text(zh="，集中得不明显", en=": not clearly concentrated")


def _count_draws(found: LoadTests) -> Text:
    """Say in how many draws the counts are as concentrated, to follow the rule."""
    zh, en = [], []
    for one in (found.concentration.leads, found.concentration.tasks):
        if one.effective_p is not None and one.z is not None:
            reached = round(one.effective_p * (1 + found.draws)) - 1
            zh.append(f"{'牵头' if one.what == 'leads' else '全部任务'} {reached} 次")
            en.append(f"{reached} for {'the leads' if one.what == 'leads' else 'all tasks'}")
    if not zh:
        return EMPTY_TEXT
    return Text(zh=f"抽签中至少这样集中的，{'、'.join(zh)}。", en=f" Draws at least as concentrated: {', '.join(en)}.")


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
                en=f"{told.en}: too many in {over_in[load.unit]} of {ways} ways of counting.",
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
        zh=f"平均每家{'牵头' if leads else '承担'} {mean} 项。",
        en=f"On average a unit {'leads' if leads else 'has'} {mean} {'task' if mean == '1' else 'tasks'}.",
    )
    return add_lead_basis(network, said) if leads else said


def describe_capacity_rule(found: LoadTests) -> Text:
    """Describe the rule for units with a capacity, to follow that of random assignment; empty where none is given."""
    if all(one.by is FlagBasis.LOTTERY for one in found.flags):
        return EMPTY_TEXT
    return Text(
        zh="写了承担能力的单位不与抽签比较：按同样的折算办法，任务量每种都大于承担能力的，为“任务偏多”；"
        "有的大于的，为“部分折算办法下任务偏多”。",
        en=" Units with a known capacity are not compared with lots: a load above the capacity in all of these ways is "
        "an overload; above it in some, an overload in some ways of counting.",
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
        "overload in some ways of counting. Else, if the chance that this one unit is as far out in any way is at most "
        "5%, corrected for the number of units compared: worth watching. Of 100 plans drawn by lot about 4 have a unit "
        "over in some ways, and about 8 get any statement on loads."
        f"{describe_capacity_rule(found).en}{limit.en and f' {limit.en}'}",
    )


def list_load_evidence(network: ResponsibilityNetwork, load: UnitLoad, leads: bool) -> tuple[Evidence, ...]:
    """List the unit with its count, then the tasks counted."""
    role, value = (Role.LEAD.value, load.leads) if leads else ("", load.total)
    return (Evidence(unit=load.unit, role=role, value=float(value)), *list_task_evidence(network, load.unit, leads))
