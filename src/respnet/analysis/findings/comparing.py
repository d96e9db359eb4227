"""What the findings on two plans share: names in both languages, populations, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from respnet.analysis.comparison import Comparison
from respnet.analysis.naming import population
from respnet.network import ResponsibilityNetwork
from respnet.words import Lang, Text, listed

SHOWN = 3
"""Units or pairs a sentence tells one by one; the rest is counted."""

NOTHING = Text(zh="", en="")
Names = Callable[[str, Lang], str]


def names_of(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> Names:
    """What a unit, given by its common name, is called in a language."""
    english = {unit.name: unit.english for network in (old, new) for unit in network.plan.units if unit.english}
    return lambda unit, lang: english.get(unit, unit) if lang == "en" else unit


def joined(parts: Sequence[Text]) -> Text:
    """Sentences one after the other; those that say nothing are left out."""
    return Text(zh="".join(part.zh for part in parts), en=" ".join(part.en for part in parts if part.en))


def unit_list(names: Names, units: Sequence[str]) -> Text:
    """Units by their common names; after `SHOWN` the rest is counted."""
    zh, en = ([names(unit, lang) for unit in units] for lang in ("zh", "en"))
    return Text(zh=listed(zh, "zh", SHOWN), en=listed(en, "en", SHOWN))


def two_places(comparison: Comparison) -> bool:
    """Whether the plans are those of two places rather than two editions of one."""
    old, new = comparison.old.area, comparison.new.area
    return bool(old and new and old != new)


def both_populations(old: ResponsibilityNetwork, new: ResponsibilityNetwork) -> Text:
    """Over what each plan was counted."""
    before, after = population(old), population(new)
    return Text(zh=f"原方案：{before.zh}新方案：{after.zh}", en=f"The old plan: {before.en} The new plan: {after.en}")


def places_limit(comparison: Comparison) -> Text:
    """What a comparison of two places does not say; nothing for two editions."""
    if not two_places(comparison):
        return NOTHING
    old, new = comparison.old.area, comparison.new.area
    return Text(
        zh=f"两个方案属于不同地区（{old}、{new}），单位只按名称对照；差别不等于变化。",
        en=f"The plans are of two places ({old} and {new}) and units are compared by name alone: a difference is not "
        "a change.",
    )


def missing_leads(comparison: Comparison, then: Text) -> Text:
    """That one of the plans, or both, name no leads, and what follows; nothing where both name some."""
    missing = [not side.names_leads for side in (comparison.old, comparison.new)]
    if not any(missing):
        return NOTHING
    if all(missing):
        return Text(
            zh=f"两个方案都没有写明牵头单位，不作推定，{then.zh}。",
            en=f"Neither plan names lead units, and none are assumed; {then.en}.",
        )
    zh, en = ("原方案", "The old plan") if missing[0] else ("新方案", "The new plan")
    return Text(
        zh=f"{zh}没有写明牵头单位，不作推定，{then.zh}。",
        en=f"{en} names no lead units, and none are assumed; {then.en}.",
    )
