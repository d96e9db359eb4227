"""Findings on load changes between two plans, and on the stability of the ranking."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.analysis.compare.changes import CountBasis, UnitChange
from respnet.analysis.compare.comparison import ComparisonResults
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.comparison_base import (
    NameLookup,
    describe_area_limits,
    describe_both_populations,
    describe_missing_leads,
    format_unit_list,
    get_plan_labels,
    make_name_lookup,
)
from respnet.findings.finding import Evidence, Finding


def describe_load_changes(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> Finding:
    """Describe the largest gains and losses, and the rank correlation.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: ComparisonResults of the two.

    Returns:
        The finding.
    """
    by_leads = comparison.counted is CountBasis.LEADS
    changed = [one for one in comparison.units if _delta(one, comparison.counted)]
    role, told = Role.LEAD.value if by_leads else "", get_plan_labels(comparison)
    return Finding(
        id="loads-changed",
        title=Text(zh="各单位任务的增减", en="Who gained and who lost"),
        sentence=_loads_sentence(old, new, comparison),
        rule=Text(
            zh="每个单位在一项任务里只算一次，取较强的角色；数的是项数之差。"
            f"名次的一致程度用肯德尔 τ-b，只看{told.both.zh}都写到的单位。",
            en="A unit counts once on a task, in its stronger role; the differences are of numbers of tasks. Ranks are "
            f"compared by Kendall's tau-b, over the units named in {told.both.en}.",
        ),
        population=describe_both_populations(old, new, comparison),
        limits=join_sentences(
            [
                Text(
                    zh="方案的任务有多有少、划分有粗有细，项数的增减不等于工作量的增减。",
                    en="Plans cut their work into more tasks or fewer: more tasks are not more work.",
                ),
                describe_area_limits(comparison),
            ]
        ),
        evidence=tuple(
            Evidence(unit=one.unit, role=role, value=float(_delta(one, comparison.counted)))
            for one in sorted(changed, key=lambda one: -abs(_delta(one, comparison.counted)))
        ),
    )


def _delta(one: UnitChange, by: CountBasis) -> int:
    return one.new_leads - one.old_leads if by is CountBasis.LEADS else one.new_total - one.old_total


def _loads_sentence(old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults) -> Text:
    units, told = comparison.units, get_plan_labels(comparison)
    if not any(one.old_total for one in units) or not any(one.new_total for one in units):
        return Text(
            zh=f"{told.some.zh}没有写明单个单位承担的任务，谈不上增减。",
            en=f"In {told.some.en} no single unit has a task, so there is nothing to compare.",
        )
    if all(one.old_rank is None or one.new_rank is None for one in units):
        return Text(
            zh=f"{told.both.zh}没有写到同一个单位，谈不上各单位的增减。",
            en=f"No unit is named in {told.both.en}, so nobody has gained or lost.",
        )
    names = make_name_lookup(old, new)
    parts = [_tasks_only_sentence(comparison)] if comparison.counted is CountBasis.TASKS else []
    parts += [_gains(names, units, by) for by in CountBasis if by is comparison.counted or by is CountBasis.TASKS]
    return join_sentences([*parts, _list_turnover(names, comparison), _ranks_sentence(comparison)])


def _tasks_only_sentence(comparison: ComparisonResults) -> Text:
    missing = describe_missing_leads(comparison, Text(zh="只比较任务数", en="tasks are compared"))
    if missing.zh:
        return missing
    some = get_plan_labels(comparison).some
    return Text(
        zh=f"{some.zh}里单个单位都不牵头，只比较任务数。",
        en=f"In {some.en} no single unit leads; tasks are compared.",
    )


def _gains(names: NameLookup, units: Sequence[UnitChange], by: CountBasis) -> Text:
    """Name the largest gain and the largest loss."""
    what = Text(zh="牵头", en="leads") if by is CountBasis.LEADS else Text(zh="任务总数", en="tasks in any role")
    deltas = [(one, _delta(one, by)) for one in units]
    gain, loss = max(delta for _, delta in deltas), min(delta for _, delta in deltas)
    if not gain and not loss:
        return Text(
            zh=f"各单位的{what.zh if by is CountBasis.TASKS else '牵头项数'}没有变化。",
            en=f"No unit's number of {what.en} has changed.",
        )
    most = [one for one, delta in deltas if delta == gain > 0]
    least = [one for one, delta in deltas if delta == loss < 0]
    more = _most(names, most, by, _MORE)
    fewer = _most(names, least, by, _FEWER)
    return Text(zh=f"{what.zh}{more.zh}，{fewer.zh}。", en=f"In {what.en}, {more.en}; {fewer.en}.")


_MORE = (
    Text(zh="增加", en="gains"),
    Text(zh="增加", en="gain"),
    Text(zh="没有单位增加", en="no unit has more than before"),
)
_FEWER = (Text(zh="减少", en="loses"), Text(zh="减少", en="lose"), Text(zh="没有单位减少", en="no unit has fewer"))


def _most(names: NameLookup, units: Sequence[UnitChange], by: CountBasis, ways: tuple[Text, Text, Text]) -> Text:
    one_does, many_do, nobody = ways
    if not units:
        return nobody
    who, first = format_unit_list(names, [one.unit for one in units]), units[0]
    if len(units) > 1:
        each = abs(_delta(first, by))
        return Text(
            zh=f"{many_do.zh}最多的是{who.zh}，各{many_do.zh} {each} 项", en=f"{who.en} {many_do.en} most, {each} each"
        )
    before, after = (first.old_leads, first.new_leads) if by is CountBasis.LEADS else (first.old_total, first.new_total)
    return Text(
        zh=f"{one_does.zh}最多的是{who.zh}（{before} 项→{after} 项）",
        en=f"{who.en} {one_does.en} most (from {before} to {after})",
    )


def _list_turnover(names: NameLookup, comparison: ComparisonResults) -> Text:
    came = [one.unit for one in comparison.units if one.old_rank is None]
    went = [one.unit for one in comparison.units if one.new_rank is None]
    told = get_plan_labels(comparison)
    new, gone = format_unit_list(names, came), format_unit_list(names, went)
    parts = []
    if came:
        parts.append(
            Text(
                zh=f"只有{told.new.zh}写到的单位 {len(came)} 个：{new.zh}。",
                en=f"{format_count(len(came), 'unit is', 'units are')} named in {told.new.en} only: {new.en}.",
            )
        )
    if went:
        parts.append(
            Text(
                zh=f"只有{told.old.zh}写到的单位 {len(went)} 个：{gone.zh}。",
                en=f"{format_count(len(went), 'unit is', 'units are')} named in {told.old.en} only: {gone.en}.",
            )
        )
    return join_sentences(parts)


def _ranks_sentence(comparison: ComparisonResults) -> Text:
    both = sum(one.old_rank is not None and one.new_rank is not None for one in comparison.units)
    if comparison.tau is None or both < 3:
        return EMPTY_TEXT
    tau = comparison.tau
    level = next(text for least, text in _AGREEMENT if tau >= least)
    what = Text(zh="牵头", en="leads") if comparison.counted is CountBasis.LEADS else Text(zh="任务", en="tasks")
    where = get_plan_labels(comparison).both
    return Text(
        zh=f"{where.zh}都写到的 {both} 个单位，按{what.zh}多少排的名次{level.zh}（τ={tau:.2f}）。",
        en=f"Over the {both} units in {where.en}, the ranking by {what.en} {level.en} (tau {tau:.2f}).",
    )


_AGREEMENT = (
    (1.0 - 1e-9, Text(zh="没有变化", en="is the same")),
    (0.8, Text(zh="大体一致", en="is much the same")),
    (0.5, Text(zh="有些变化", en="has changed somewhat")),
    (-1.0, Text(zh="变化较大", en="has changed a good deal")),
)
