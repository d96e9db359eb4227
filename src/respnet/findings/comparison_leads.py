"""Findings on lead gaps and lead cover in two plans."""

from __future__ import annotations

from respnet.analysis.compare.comparison import ComparisonResults
from respnet.core.i18n import Text, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.comparison_base import (
    describe_area_limits,
    describe_both_populations,
    describe_missing_leads,
    get_plan_labels,
)
from respnet.findings.display_names import capitalise_first
from respnet.findings.finding import Finding


def describe_lead_changes(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> Finding:
    """Describe the tasks with a single lead or none in both plans, and the fewest units that lead all of them.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: ComparisonResults of the two.

    Returns:
        The finding.
    """
    return Finding(
        id="leads-changed",
        title=Text(zh="牵头安排的变化", en="What changed in who leads"),
        sentence=_leads_sentence(comparison),
        rule=Text(
            zh="单独牵头、未明确牵头的规则与单个方案相同。",
            en="Single leads and missing leads by the rules for one plan.",
        ),
        population=describe_both_populations(old, new, comparison),
        limits=join_sentences(
            [
                Text(
                    zh="单独牵头多少本身没有好坏；没有写明牵头的，也可能写在别处。",
                    en="More single leads are not better or worse; a lead that is not named may stand elsewhere.",
                ),
                describe_area_limits(comparison),
            ]
        ),
    )


def _leads_sentence(comparison: ComparisonResults) -> Text:
    value = {one.what: (one.old, one.new) for one in comparison.structure}
    if not value["tasks"][0] or not value["tasks"][1]:
        some = get_plan_labels(comparison).some
        return Text(
            zh=f"{some.zh}没有任务，谈不上牵头的变化。",
            en=f"{capitalise_first(some.en)} holds no tasks, so there are no leads to compare.",
        )
    missing = describe_missing_leads(comparison, Text(zh="牵头方面不能比较", en="leads cannot be compared"))
    if missing.zh:
        return missing
    none, cover = value["without-lead"], value["lead-cover"]
    parts = [_from_to(Text(zh="单独牵头任务", en="single-lead tasks"), "项", *value["single-lead"])]
    if any(none):
        parts.append(_from_to(Text(zh="未明确牵头的任务", en="tasks with no lead named"), "项", *none))
    if None not in cover:
        what = Text(zh="涵盖全部任务至少需要的牵头单位", en="fewest units that between them lead every task")
        parts.append(_from_to(what, "个", *cover))
    zh, en = "；".join(part.zh for part in parts), "; ".join(part.en for part in parts)
    return Text(zh=f"{zh}。", en=f"{capitalise_first(en)}.")


def _from_to(what: Text, measure: str, old: float | None, new: float | None) -> Text:
    before, after = int(old or 0), int(new or 0)
    if before == after:
        return Text(zh=f"{what.zh}仍为 {before} {measure}", en=f"{what.en}: still {before}")
    return Text(zh=f"{what.zh}从 {before} {measure}变为 {after} {measure}", en=f"{what.en}: from {before} to {after}")
