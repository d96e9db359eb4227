"""What the findings on two plans share: names in both languages, populations, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from respnet.analysis.compare.changes import AssignmentStatus
from respnet.analysis.compare.comparison import Comparison
from respnet.core.i18n import Lang, Text, format_count, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import capitalise_first, describe_population
from respnet.findings.finding import Evidence

SHOWN = 3
"""Units or pairs a sentence tells one by one; the rest is counted."""

EMPTY_TEXT = Text(zh="", en="")
NameLookup = Callable[[str, Lang], str]


@dataclass(frozen=True, slots=True)
class PlanLabels:
    """What the two plans are called inside a sentence: each, the two together, neither, and at least one of them."""

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


def get_plan_labels(comparison: Comparison) -> PlanLabels:
    """An old and a new plan, or one as it is and as it is supposed to be."""
    return SCENARIO if comparison.supposed else TWO_PLANS


def format_change_counts(comparison: Comparison) -> Text:
    """How many assignments in the tasks of both plans are as before, new, gone and in another role: a clause."""
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


def list_changed_assignments(comparison: Comparison) -> tuple[Evidence, ...]:
    """Every assignment that came, went or changed its role on a task of both plans."""
    return tuple(
        Evidence(unit=one.unit, task=one.new_task or one.old_task, role=one.new_role or one.old_role)
        for one in comparison.assignments
        if one.in_both and one.change is not AssignmentStatus.KEPT
    )


def make_name_lookup(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> NameLookup:
    """What a unit, given by its common name, is called in a language."""
    english = {unit.name: unit.english for network in (old, new) for unit in network.plan.units if unit.english}
    return lambda unit, lang: english.get(unit, unit) if lang == "en" else unit


def join_sentences(parts: Sequence[Text]) -> Text:
    """Sentences one after the other; those that say nothing are left out."""
    return Text(zh="".join(part.zh for part in parts), en=" ".join(part.en for part in parts if part.en))


def format_unit_list(names: NameLookup, units: Sequence[str]) -> Text:
    """Units by their common names; after `SHOWN` the rest is counted."""
    zh, en = ([names(unit, lang) for unit in units] for lang in ("zh", "en"))
    return Text(zh=format_list(zh, "zh", SHOWN), en=format_list(en, "en", SHOWN))


def has_two_areas(comparison: Comparison) -> bool:
    """Whether the plans are those of two places rather than two editions of one."""
    old, new = comparison.old.area, comparison.new.area
    return bool(old and new and old != new)


def describe_similar_names(old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: Comparison) -> Text:
    """Units whose names look like one unit written twice."""
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


def describe_both_populations(old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: Comparison) -> Text:
    """Over what each plan was counted."""
    before, after, told = describe_population(old), describe_population(new), get_plan_labels(comparison)
    return Text(
        zh=f"{told.old.zh}：{before.zh}{told.new.zh}：{after.zh}",
        en=f"{capitalise_first(told.old.en)}: {before.en} {capitalise_first(told.new.en)}: {after.en}",
    )


def describe_area_limits(comparison: Comparison) -> Text:
    """What a comparison of two places does not say; nothing for two editions."""
    if not has_two_areas(comparison):
        return EMPTY_TEXT
    old, new = comparison.old.area, comparison.new.area
    return Text(
        zh=f"两个方案属于不同地区（{old}、{new}），单位只按名称对照；差别不等于变化。",
        en=f"The plans are of two places ({old} and {new}) and units are compared by name alone: a difference is not "
        "a change.",
    )


def describe_missing_leads(comparison: Comparison, then: Text) -> Text:
    """That one of the plans, or both, name no leads, and what follows; nothing where both name some."""
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
