"""Findings on the loads of units and on single leads in two plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from respnet.analysis.compare.changes import CountBasis, UnitChange
from respnet.analysis.compare.comparison import ComparisonResults
from respnet.core.i18n import EMPTY_TEXT, Lang, Text, format_list, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.display_names import capitalise_first, describe_population, format_names
from respnet.findings.finding import Evidence, Finding

NameLookup = Callable[[str, Lang], str]
SCENARIO = Text(zh="现方案", en="the plan as it is"), Text(zh="假设方案", en="the plan as supposed")
TWO_PLANS = Text(zh="原方案", en="the old plan"), Text(zh="新方案", en="the new plan")


def get_plan_names(comparison: ComparisonResults) -> tuple[Text, Text]:
    """Return what the two plans are called: old and new, or as they are and as supposed."""
    return SCENARIO if comparison.scenario else TWO_PLANS


def join_plan_names(comparison: ComparisonResults, which: Sequence[bool]) -> Text:
    """Join the names of the plans to which something applies.

    Args:
        comparison: Results on the two.
        which: True for the old plan, for the new plan; at least one.

    Returns:
        One name, or both.
    """
    names = [name for name, applies in zip(get_plan_names(comparison), which, strict=True) if applies]
    return Text(zh="和".join(name.zh for name in names), en=" and ".join(name.en for name in names))


def join_counts(counts: Sequence[tuple[int, str, str]], measure: str) -> Text:
    """Join counts to a clause; those that are 0 are left out.

    Args:
        counts: Each with the words before it in Chinese and after it in English.
        measure: Chinese measure word.

    >>> join_counts([(31, "保留", "kept"), (0, "取消", "gone"), (1, "新增", "new")], "项")
    Text(zh='保留 31 项，新增 1 项', en='31 are kept and 1 is new')
    """
    there = [one for one in counts if one[0]]
    return Text(
        zh="，".join(f"{zh} {count} {measure}" for count, zh, _ in there),
        en=format_list([f"{count} {'is' if count == 1 else 'are'} {en}" for count, _, en in there], "en"),
    )


def make_name_lookup(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> NameLookup:
    """Build a lookup of a unit's name in a language from its common name.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.

    Returns:
        Function of common name and language.
    """
    english = {unit.name: unit.english for network in (old, new) for unit in network.plan.units if unit.english}
    return lambda unit, lang: english.get(unit, unit) if lang == "en" else unit


def format_unit_list(names: NameLookup, units: Sequence[str]) -> Text:
    """Format units as a list; after three names the rest is counted.

    Args:
        names: Lookup of names.
        units: Common names.

    Returns:
        The list in both languages.
    """
    return format_names(units, [names(unit, "en") for unit in units], most=3)


def has_two_areas(comparison: ComparisonResults) -> bool:
    """Return True if the plans are of two places, not two editions of one."""
    old, new = comparison.old.area, comparison.new.area
    return bool(old and new and old != new)


def describe_both_populations(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> Text:
    """Describe the population of each plan.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: Results on the two.

    Returns:
        One paragraph.
    """
    before, after = describe_population(old), describe_population(new)
    first, second = get_plan_names(comparison)
    return Text(
        zh=f"{first.zh}：{before.zh}{second.zh}：{after.zh}",
        en=f"{capitalise_first(first.en)}: {before.en} {capitalise_first(second.en)}: {after.en}",
    )


def describe_area_limits(comparison: ComparisonResults) -> Text:
    """Describe the limits of a comparison of two places; empty for two editions."""
    if not has_two_areas(comparison):
        return EMPTY_TEXT
    old, new = comparison.old.area, comparison.new.area
    return Text(
        zh=f"两个方案属于不同地区（{old}、{new}），单位只按名称对照；差别不等于变化。",
        en=f"The plans are of two places ({old} and {new}) and units are compared by name alone: a difference is not "
        "a change.",
    )


def describe_load_changes(names: NameLookup, comparison: ComparisonResults) -> Finding:
    """Describe the largest gains and losses, and the units that only one plan names.

    Args:
        names: Lookup of names of units.
        comparison: Results on the two plans.

    Returns:
        The finding.
    """
    counted = comparison.counted
    role = Role.LEAD.value if counted is CountBasis.LEADS else ""
    deltas = sorted(((_delta(one, counted), one.unit) for one in comparison.units), key=lambda pair: -abs(pair[0]))
    return Finding(
        id="loads-changed",
        title=Text(zh="各单位任务的增减", en="Who gained and who lost"),
        sentence=_loads_sentence(names, comparison),
        rule=Text(
            zh="在一项任务里有几种角色的单位，只按较强的角色算一次。",
            en="A unit counts once on a task, in its stronger role.",
        ),
        limits=Text(
            zh="方案的任务有多有少、划分有粗有细，项数的增减不等于工作量的增减。",
            en="Plans cut their work into more tasks or fewer: more tasks are not more work.",
        ),
        evidence=tuple(Evidence(unit=unit, role=role, value=float(delta)) for delta, unit in deltas if delta),
    )


def _delta(one: UnitChange, by: CountBasis) -> int:
    old, new = one.count(by)
    return new - old


def _loads_sentence(names: NameLookup, comparison: ComparisonResults) -> Text:
    idle = [not any(one.count(CountBasis.TASKS)[side] for one in comparison.units) for side in (0, 1)]
    if any(idle):
        where = join_plan_names(comparison, idle)
        return Text(
            zh=f"{where.zh}没有单个单位承担的任务，不能比较各单位的增减。",
            en=f"No single unit has a task in {where.en}, so there is nothing to compare.",
        )
    both = join_plan_names(comparison, (True, True))
    if all(one.old_rank is None or one.new_rank is None for one in comparison.units):
        return Text(
            zh=f"{both.zh}没有相同的单位，不能比较各单位的增减。",
            en=f"No unit is the same in {both.en}, so nobody has gained or lost.",
        )
    said = []
    leaderless = [not any(one.count(CountBasis.LEADS)[side] for one in comparison.units) for side in (0, 1)]
    if any(leaderless):
        where = join_plan_names(comparison, leaderless)
        said.append(
            Text(
                zh=f"{where.zh}没有单个单位牵头，只比较任务总数。",
                en=f"No single unit leads in {where.en}; only tasks are compared.",
            )
        )
    else:
        said.append(_describe_deltas(names, comparison, CountBasis.LEADS))
    return join_sentences([*said, _describe_deltas(names, comparison, CountBasis.TASKS), *_turnover(names, comparison)])


def _describe_deltas(names: NameLookup, comparison: ComparisonResults, by: CountBasis) -> Text:
    """Name the units with the largest gain and those with the largest loss."""
    what = Text(zh="牵头", en="leads") if by is CountBasis.LEADS else Text(zh="任务总数", en="tasks in any role")
    deltas = [_delta(one, by) for one in comparison.units]
    said = []
    for change, zh, does, do in ((max(deltas), "增加", "gains", "gain"), (min(deltas), "减少", "loses", "lose")):
        first, *more = [one for one, delta in zip(comparison.units, deltas, strict=True) if delta == change]
        who = format_unit_list(names, [first.unit, *(one.unit for one in more)])
        before, after = first.count(by)
        each = Text(zh=f"各{zh} {abs(change)} 项", en=f"{abs(change)} each")
        how = each if more else Text(zh=f"从 {before} 项到 {after} 项", en=f"from {before} to {after}")
        if (change > 0) if zh == "增加" else (change < 0):
            said.append(
                Text(
                    zh=f"{what.zh}{zh}最多的是{who.zh}，{how.zh}。",
                    en=f"{who.en} {do if more else does} most {what.en}, {how.en}.",
                )
            )
    return (
        join_sentences(said)
        if said
        else Text(zh=f"各单位的{what.zh}没有增减。", en=f"No unit's number of {what.en} has changed.")
    )


def _turnover(names: NameLookup, comparison: ComparisonResults) -> list[Text]:
    """Name the units that only one of the plans names."""
    old, new = get_plan_names(comparison)
    came = [one.unit for one in comparison.units if one.old_rank is None]
    went = [one.unit for one in comparison.units if one.new_rank is None]
    return [
        Text(
            zh=f"只有{plan.zh}写到的单位：{format_unit_list(names, units).zh}。",
            en=f"Named in {plan.en} only: {format_unit_list(names, units).en}.",
        )
        for plan, units in ((new, came), (old, went))
        if units
    ]


def describe_lead_changes(comparison: ComparisonResults) -> Finding:
    """Describe the tasks with a single lead, or without one, in both plans."""
    return Finding(
        id="leads-changed",
        title=Text(zh="单独牵头的变化", en="What changed in single leads"),
        sentence=_leads_sentence(comparison),
        rule=Text(
            zh="单独牵头是只有一个牵头单位、并且不是统称的任务。没有写明的牵头不作推定。",
            en="A single-lead task has exactly one lead unit, which is no collective. No lead is assumed.",
        ),
        limits=Text(
            zh="单独牵头多少本身没有好坏；没有写明牵头的，也可能写在别处。",
            en="More single leads are not better or worse; a lead that is not named may stand elsewhere.",
        ),
    )


def _leads_sentence(comparison: ComparisonResults) -> Text:
    missing = [not side.names_leads for side in (comparison.old, comparison.new)]
    if any(missing):
        where = join_plan_names(comparison, missing)
        return Text(
            zh=f"{where.zh}没有写明牵头单位，不能比较牵头。",
            en=f"No lead units are named in {where.en}, so leads cannot be compared.",
        )
    value = {one.what: (int(one.old or 0), int(one.new or 0)) for one in comparison.structure}
    single = Text(zh="单独牵头的任务", en="single-lead tasks")
    none = Text(zh="没有写明牵头的任务", en="tasks without a named lead")
    return join_sentences(
        [
            _count_in_both(comparison, single, *value["single-lead"]),
            _count_in_both(comparison, none, *value["without-lead"]) if any(value["without-lead"]) else EMPTY_TEXT,
        ]
    )


def _count_in_both(comparison: ComparisonResults, what: Text, before: int, after: int) -> Text:
    old, new = get_plan_names(comparison)
    if before == after:
        both = join_plan_names(comparison, (True, True))
        return Text(
            zh=f"{what.zh}{both.zh}都是 {before} 项。", en=f"{capitalise_first(what.en)} in {both.en}: {before} each."
        )
    return Text(
        zh=f"{what.zh}{old.zh} {before} 项，{new.zh} {after} 项。",
        en=f"{capitalise_first(what.en)}: {before} in {old.en}, {after} in {new.en}.",
    )
