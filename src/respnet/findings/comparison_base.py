"""Common parts of the findings on two plans: names of plans and units, populations and limits of comparability."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from respnet.analysis.compare.comparison import ComparisonResults
from respnet.core.i18n import EMPTY_TEXT, Lang, Text, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import capitalise_first, describe_population, format_names

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
