"""Common parts of the findings on two plans: names, populations and limits of comparability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from respnet.analysis.compare.changes import AssignmentStatus
from respnet.analysis.compare.comparison import ComparisonResults
from respnet.core.i18n import EMPTY_TEXT, Lang, Text, format_count, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import capitalise_first, describe_population
from respnet.findings.finding import Evidence

SHOWN = 3
"""Units or pairs named in a sentence; the rest is counted."""

NameLookup = Callable[[str, Lang], str]


@dataclass(frozen=True, slots=True)
class PlanLabels:
    """Labels of the two plans inside a sentence: each, both, neither, and either."""

    old: Text
    new: Text
    both: Text
    neither: Text
    some: Text


TWO_PLANS = PlanLabels(
    old=Text(zh="原方案", en="the old plan"),
    new=Text(zh="新方案", en="the new plan"),
    both=Text(zh="两个方案", en="both plans"),
    neither=Text(zh="两个方案都没有", en="neither plan"),
    some=Text(zh="至少有一个方案", en="at least one of the plans"),
)
SCENARIO = PlanLabels(
    old=Text(zh="现方案", en="the plan as it is"),
    new=Text(zh="假设方案", en="the plan as supposed"),
    both=Text(zh="现方案和假设方案", en="the plan as it is and as supposed"),
    neither=Text(zh="现方案和假设方案都没有", en="neither the plan as it is nor the plan as supposed"),
    some=Text(zh="现方案或假设方案", en="the plan as it is or as supposed"),
)


def get_plan_labels(comparison: ComparisonResults) -> PlanLabels:
    """Return the labels of an old and a new plan, or of a plan and a scenario."""
    return SCENARIO if comparison.scenario else TWO_PLANS


def format_change_counts(comparison: ComparisonResults) -> Text:
    """Format the numbers of assignments kept, added, dropped and changed in role, as a clause."""
    ways = (
        (AssignmentStatus.KEPT, "未变", "as before"),
        (AssignmentStatus.NEW, "新增", "new"),
        (AssignmentStatus.GONE, "取消", "gone"),
        (AssignmentStatus.ROLE, "角色改变", "in another role"),
    )
    found = [(len(comparison.changed(change)), zh, en) for change, zh, en in ways if comparison.changed(change)]
    return Text(
        zh="，".join(f"{word} {count} 处" for count, word, _ in found),
        en=format_list([f"{count} {'is' if count == 1 else 'are'} {word}" for count, _, word in found], "en"),
    )


def list_changed_assignments(comparison: ComparisonResults) -> tuple[Evidence, ...]:
    """List every assignment that was added, dropped or changed in role on a task of both plans."""
    return tuple(
        Evidence(unit=one.unit, task=one.new_task or one.old_task, role=one.new_role or one.old_role)
        for one in comparison.assignments
        if one.in_both and one.change is not AssignmentStatus.KEPT
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
    """Format units as a list; after `SHOWN` names the rest is counted.

    Args:
        names: Lookup of names.
        units: Common names.

    Returns:
        The list in both languages.
    """
    zh, en = ([names(unit, lang) for unit in units] for lang in ("zh", "en"))
    return Text(zh=format_list(zh, "zh", SHOWN), en=format_list(en, "en", SHOWN))


def has_two_areas(comparison: ComparisonResults) -> bool:
    """Return True if the plans are of two places, not two editions of one."""
    old, new = comparison.old.area, comparison.new.area
    return bool(old and new and old != new)


def describe_similar_names(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> Text:
    """Describe pairs of unit names that look like one unit in two spellings.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: ComparisonResults of the two.

    Returns:
        One paragraph; empty where there are none.
    """
    pairs, names = comparison.alike, make_name_lookup(old, new)
    if not pairs:
        return EMPTY_TEXT
    zh = format_list([f"{a}与{b}" for a, b in pairs], "zh", SHOWN)
    en = "; ".join(f"{names(a, 'en')} and {names(b, 'en')}" for a, b in pairs[:SHOWN])
    left = len(pairs) - SHOWN
    return Text(
        zh=f"有 {len(pairs)} 对单位名称相近，没有当作同一单位，请核对：{zh}。",
        en=f"{format_count(len(pairs), 'pair of unit names looks', 'pairs of unit names look')} alike and "
        f"{'was' if len(pairs) == 1 else 'were'} not taken for one unit, please check: {en}"
        + (f"; and {left} more." if left > 0 else "."),
    )


def describe_both_populations(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> Text:
    """Describe the population of each plan.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: ComparisonResults of the two.

    Returns:
        One paragraph.
    """
    before, after, told = describe_population(old), describe_population(new), get_plan_labels(comparison)
    return Text(
        zh=f"{told.old.zh}：{before.zh}{told.new.zh}：{after.zh}",
        en=f"{capitalise_first(told.old.en)}: {before.en} {capitalise_first(told.new.en)}: {after.en}",
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


def describe_missing_leads(comparison: ComparisonResults, then: Text) -> Text:
    """Say that one or both plans name no leads, and the consequence.

    Args:
        comparison: ComparisonResults of two plans.
        then: Consequence, to follow.

    Returns:
        One sentence; empty where both name leads.
    """
    missing = [not side.names_leads for side in (comparison.old, comparison.new)]
    if not any(missing):
        return EMPTY_TEXT
    told = get_plan_labels(comparison)
    if all(missing):
        return Text(
            zh=f"{told.neither.zh}写明牵头单位，不作推定，{then.zh}。",
            en=f"{capitalise_first(told.neither.en)} names lead units, and none are assumed; {then.en}.",
        )
    which = told.old if missing[0] else told.new
    return Text(
        zh=f"{which.zh}没有写明牵头单位，不作推定，{then.zh}。",
        en=f"{capitalise_first(which.en)} names no lead units, and none are assumed; {then.en}.",
    )
