"""Findings on several plans at once: loads, due dates, joint leads and tasks without a lead over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from respnet.analysis.portfolio.portfolio import OverCommittedUnit, PortfolioResults, UnitOverPlans
from respnet.core.i18n import EMPTY_TEXT, LANGS, Lang, Text, format_count, format_number, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role
from respnet.findings.deadlines import format_period
from respnet.findings.display_names import SHOWN, describe_rest, format_names, format_unit_name
from respnet.findings.finding import Evidence, Finding
from respnet.findings.joint_leads import Names, describe_pairs_over_plans


def make_unit_names(networks: Sequence[ResponsibilityNetwork]) -> Names:
    """Return the function that names a unit by its id; with its area where units of two areas have the name."""
    home = {unit.id: network for network in reversed(networks) for unit in network.plan.units}
    held = Counter(home[unit].unit_by_id[unit].name for unit in home)

    def name(unit: str, lang: Lang) -> str:
        one, shown = home[unit].unit_by_id[unit], format_unit_name(home[unit], unit, lang)
        area = one.area or home[unit].plan.title
        return shown if held[one.name] == 1 else f"{shown}（{area}）" if lang == "zh" else f"{shown} ({area})"

    return name


def build_portfolio_findings(
    networks: Sequence[ResponsibilityNetwork], results: PortfolioResults
) -> tuple[Finding, ...]:
    """Build the findings on several plans.

    Args:
        networks: Networks of the plans.
        results: Results over all of them.

    Returns:
        The findings, each with its population.
    """
    names, plans = make_unit_names(networks), {one.plan.id: one.plan for one in networks}
    tasks, units = sum(len(one.tasks) for one in networks), sum(not one.collective for one in results.units)
    population = Text(
        zh=f"{len(plans)} 个方案的 {tasks} 项任务、{units} 个单位，不含代表多家的统称。",
        en=f"{format_count(tasks, 'task', 'tasks')} of {format_count(len(plans), 'plan', 'plans')} and "
        f"{format_count(units, 'unit', 'units')}, without collectives.",
    )
    without_area = Counter(unit.name for one in networks if not one.plan.area for unit in one.actors)
    found = (
        _describe_loads(results, names, plans, population, sum(number > 1 for number in without_area.values())),
        _describe_over_committed(results, names, plans),
        _describe_due_dates(results, names),
        describe_pairs_over_plans(results, names),
        _describe_gaps(results, plans),
    )
    return tuple(replace(one, population=population) for one in found)


def _describe_loads(
    results: PortfolioResults, names: Names, plans: dict[str, Plan], population: Text, apart: int
) -> Finding:
    single = [one for one in results.units if not one.collective]
    shared = sum(one.plans > 1 for one in single)
    whole = Text(zh=population.zh.partition("，")[0], en=population.en.partition(",")[0])
    first = Text(
        zh=f"{whole.zh}；{f'其中 {shared} 个单位' if shared else '没有单位'}同时出现在两个以上方案里。",
        en=f"{whole.en}; {shared or 'none'} of the units {'is' if shared < 2 else 'are'} named in more than one plan.",
    )
    leads = any(one.leads for one in single)
    names_apart = Text(
        zh=f"有 {apart} 个名称出现在几个没有写明地区的方案里，没有合并为一个单位。",
        en=f"{format_count(apart, 'name stands', 'names stand')} in several plans without an area; their units are not "
        "taken for one.",
    )

    def count(one: UnitOverPlans) -> int:
        return one.leads if leads else one.total

    most = sorted((one for one in single if count(one)), key=lambda one: -count(one))[:SHOWN]
    return Finding(
        id="loads-over-plans",
        title=Text(zh="各单位在全部方案中的任务", en="What all plans ask of each unit"),
        sentence=join_sentences(
            [first, names_apart if apart else EMPTY_TEXT, *(_describe_unit(one, names, plans, leads) for one in most)]
        ),
        headline=first,
        rule=Text(
            zh="同一地区各方案里名称相同的单位是一个单位，不同地区的分开。一家单位在一项任务里只计一次，取较强的一种分工"
            "（牵头、责任、配合），督促不计。合计是各方案数字之和。",
            en="Units of one name in the plans of one area are one unit, those of other areas are others. A unit "
            "counts once in a task, in its stronger role (lead, responsible, support); supervision does not count. "
            "Each total is the sum over the plans.",
        ),
        limits=Text(
            zh="任务有大有小，这里只数项数；没有收进来的方案不在其中。",
            en="Tasks differ in size, and only their number is counted; plans that are not here are not known.",
        ),
        evidence=tuple(
            Evidence(unit=one.unit, role=Role.LEAD.value if leads else "", value=float(count(one))) for one in most
        ),
        shown=bool(most),
    )


def _describe_unit(one: UnitOverPlans, names: Names, plans: dict[str, Plan], leads: bool) -> Text:
    """Describe one unit's tasks with the plans that hold most of them."""
    shares = [(share.plan, len(share.leads if leads else share.tasks)) for share in one.shares]
    shares = sorted((each for each in shares if each[1]), key=lambda each: -each[1])
    total, named = sum(number for _, number in shares), shares[:SHOWN]
    rest = total - sum(number for _, number in named)
    zh = [f"《{plans[plan].title}》{number} 项" for plan, number in named] + ([f"其余 {rest} 项"] if rest else [])
    en = [f"“{plans[plan].title}” {number}" for plan, number in named] + ([f"others {rest}"] if rest else [])
    if len(shares) == 1:
        return Text(
            zh=f"{names(one.unit, 'zh')}在《{plans[shares[0][0]].title}》中{'牵头' if leads else '承担'} {total} 项。",
            en=f"{names(one.unit, 'en')} {'leads' if leads else 'has'} {format_count(total, 'task', 'tasks')} in "
            f"“{plans[shares[0][0]].title}”.",
        )
    return Text(
        zh=f"{names(one.unit, 'zh')}在 {len(shares)} 个方案中{'牵头' if leads else '承担'} {total} 项："
        f"{'、'.join(zh)}。",
        en=f"{names(one.unit, 'en')} {'leads' if leads else 'has'} {format_count(total, 'task', 'tasks')} in "
        f"{format_count(len(shares), 'plan', 'plans')}: {', '.join(en)}.",
    )


def _describe_over_committed(results: PortfolioResults, names: Names, plans: dict[str, Plan]) -> Finding:
    found = results.over_committed
    units = sorted(found.units, key=lambda one: one.load.limit - one.load.number)
    if units:
        number = len({one.unit for one in units})
        head = Text(
            zh=f"把同一年的方案合起来看，任务明显偏多的单位有 {number} 个。",
            en=f"Over the plans of a year, {format_count(number, 'unit has', 'units have')} clearly too much.",
        )
    elif found.compared:
        head = Text(
            zh="把同一年的方案合起来看，没有哪个单位的任务明显偏多。",
            en="Over the plans of a year, no unit clearly has too much.",
        )
    else:
        head = Text(
            zh="没有两个方案属于同一地区、同一年份，无从合计。",
            en="No two plans are of one area and one year, so there is nothing to add up.",
        )
    rest = describe_rest(len(units[SHOWN:]), "这样的", "like this", "个")
    return Finding(
        id="over-committed-over-plans",
        title=Text(zh="任务合起来过多的单位", en="Units that the plans together ask too much of"),
        sentence=join_sentences(
            [head, *(_describe_over_committed_unit(one, names, plans) for one in units[:SHOWN]), rest]
        ),
        headline=head,
        rule=Text(
            zh="在每个方案内部，任务由该方案自己的单位（不含统称）抽签承担；一个单位在同一地区、同一年份各方案里"
            "合计最多会有多少，由各方案的分布精确合成，并按单位数修正，误报的机会不超过 5%。"
            "按牵头、按全部任务、按两者之间各种权重（.1 到 .9）都超出，至少涉及两个方案，去掉它最多的那个方案仍超出，"
            "才算明显偏多；方案自己的牵头协调单位在该方案里的任务不算。写明承担能力的，只看合计是否超过承担能力。",
            en="Within each plan the tasks are drawn by lot among that plan's own units, without collectives. The most "
            "that a unit would have over the plans of one area and year is put together exactly from the plans, and "
            "corrected for the number of units: wrong in 5% at most. A unit has clearly too much only if it is over by "
            "leads, by all tasks and by every weight between (.1 to .9), in two plans at least, and still without the "
            "plan that asks the most of it. What a plan asks of its own coordinating unit is left out. Where a "
            "capacity is given, it alone decides, over the sum.",
        ),
        limits=Text(
            zh="任务有大有小，这里只数项数；没有收进来的方案不在其中。",
            en="Tasks differ in size, and only their number is counted; plans that are not here are not known.",
        ),
        evidence=tuple(
            Evidence(unit=one.unit, role=Role.LEAD.value if one.load.led else "", value=one.load.number)
            for one in units
        ),
        shown=bool(found.compared),  # that no unit has too much is worth knowing
    )


def _describe_over_committed_unit(one: OverCommittedUnit, names: Names, plans: dict[str, Plan]) -> Text:
    year = (
        Text(zh=f"{one.year} 年的 ", en=f" of {one.year}") if one.year else Text(zh="没有日期的 ", en=" without a date")
    )
    (zh, en), load = (names(one.unit, lang) for lang in LANGS), one.load
    if load.capacity is not None:
        number, capacity = format_number(load.number, 1), format_number(load.capacity, 1)
        return Text(
            zh=f"{zh}在{year.zh}{len(one.plans)} 个方案中的任务，牵头一项算 1，其他只算 0.1，也有 {number}，"
            f"超过承担能力 {capacity}。",
            en=f"In the {format_count(len(one.plans), 'plan', 'plans')}{year.en}, {en} has {number} even if a lead "
            f"counts 1 and another task only .1: more than its capacity of {capacity}.",
        )
    does = Text(zh="牵头", en="lead") if load.led else Text(zh="承担", en="have")
    largest, tasks = plans[one.largest].title, int(load.number)
    return Text(
        zh=f"{year.zh}{len(one.plans)} 个方案点到{zh}，它共{does.zh} {tasks} 项；各方案内部抽签，"
        f"{one.units} 个单位里最忙的最多{does.zh} {load.limit} 项；"
        f"不算《{largest}》，仍是 {load.rest} 项对 {load.rest_limit} 项。",
        en=f"In the {len(one.plans)} plans{year.en} that name it, {en} {'leads' if load.led else 'has'} {tasks} tasks; "
        f"by lot within each plan the busiest of the {one.units} units would {does.en} at most {load.limit}; without "
        f"“{largest}” it is still {load.rest} against {load.rest_limit}.",
    )


def _describe_due_dates(results: PortfolioResults, names: Names) -> Finding:
    months = Counter(one.day[:7] for one in results.due)
    said = [
        Text(
            zh=f"写明期限的任务有 {len(results.due)} 项。" if months else "没有写明期限的任务。",
            en=f"{format_count(len(results.due), 'task has', 'tasks have')} a date."
            if months
            else "No task has a date.",
        )
    ]
    evidence: list[Evidence] = []
    if months:
        month = max(sorted(months), key=lambda one: months[one])
        of_unit = {
            one.unit: sum(due.day.startswith(month) for due in one.due) for one in results.units if not one.collective
        }
        when = format_period(month)
        said.append(
            Text(
                zh=f"到期最集中的是{when.zh}，有 {months[month]} 项。",
                en=f"The most in one month, {months[month]}, are due in {when.en}.",
            )
            if len(months) > 1
            else Text(zh=f"都在{when.zh}到期。", en=f"All are due in {when.en}.")
        )
        most = max(of_unit.values(), default=0)
        busiest = [unit for unit, number in of_unit.items() if number == most]
        if most:
            zh, en = ([names(unit, lang) for unit in busiest] for lang in LANGS)
            named, level = format_names(zh, en, SHOWN), len(busiest) > 1
            who = "units with most of them are" if level else "unit with most of them is"
            said.append(
                Text(
                    zh=f"那个月到期任务最多的单位是{named.zh}，{'各 ' if level else ''}{most} 项。",
                    en=f"The {who} {named.en}, with {most}{' each' if level else ''}.",
                )
            )
        evidence = [Evidence(task=one.task) for one in results.due if one.day.startswith(month)]
    return Finding(
        id="due-over-plans",
        title=Text(zh="各单位到期的任务", en="What is due from each unit"),
        sentence=join_sentences(said),
        headline=said[0],
        rule=Text(
            zh="取期限里最后一个日期的最后一天：“2025年6月底前”是 6 月 30 日，“2025年”是 12 月 31 日。"
            "读不出年份的不推定，持续推进的不算到期。",
            en="The last day of the last date in a deadline counts: June 2025 is 30 June, 2025 is 31 December. A year "
            "is never guessed, and work that goes on is not due.",
        ),
        limits=Text(
            zh="只看到期的时间，不知道任务何时开始、要做多久。",
            en="Only the end is known, not when work starts or how long it takes.",
        ),
        evidence=tuple(evidence),
        shown=bool(months),
    )


def _describe_gaps(results: PortfolioResults, plans: dict[str, Plan]) -> Finding:
    named = [one for one in results.gaps if one.names_leads]
    silent = [one for one in results.gaps if not one.names_leads]
    gaps = sorted((one for one in named if one.tasks), key=lambda one: -len(one.tasks))
    total = sum(len(one.tasks) for one in gaps)
    zh = [f"《{plans[one.plan].title}》{len(one.tasks)} 项" for one in gaps[:SHOWN]]
    en = [f"“{plans[one.plan].title}” {len(one.tasks)}" for one in gaps[:SHOWN]]
    several = len(gaps) > SHOWN
    said = [
        Text(
            zh=f"写明牵头单位的方案里，有 {total} 项任务没有牵头单位：{'、'.join(zh)}{'等' if several else ''}。",
            en=f"{format_count(total, 'task', 'tasks')} of plans that name leads {'has' if total == 1 else 'have'} "
            f"none: {', '.join(en)}{' and others' if several else ''}.",
        )
        if gaps
        else Text(
            zh="写明牵头单位的方案里，每项任务都有牵头单位。", en="In the plans that name leads every task has one."
        )
        if named
        else EMPTY_TEXT,
        Text(
            zh=f"{len(silent)} 个方案不分牵头和配合。",
            en=f"{format_count(len(silent), 'plan names', 'plans name')} no leads at all.",
        )
        if silent
        else EMPTY_TEXT,
    ]
    return Finding(
        id="without-lead-over-plans",
        title=Text(zh="没有牵头单位的任务", en="Tasks without a lead"),
        sentence=join_sentences(said),
        headline=next(one for one in said if one.zh),
        rule=Text(
            zh="方案没有写明的牵头单位不作推定；集合单位也可以牵头。",
            en="A lead that a plan does not name is never guessed; a collective may lead.",
        ),
        limits=Text(
            zh="没有写牵头单位，不等于没有人管。",
            en="A task without a named lead may well have somebody who sees to it.",
        ),
        evidence=tuple(Evidence(task=task) for one in gaps for task in one.tasks),
    )
