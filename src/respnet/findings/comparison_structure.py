"""Findings on structural changes between two plans: lead gaps, lead cover and concentration."""

from __future__ import annotations

from respnet.analysis.compare.changes import AssignmentStatus, CountBasis
from respnet.analysis.compare.comparison import ComparisonResults
from respnet.analysis.compare.gini_permutation import GiniTestMethod
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.comparison_base import (
    EMPTY_TEXT,
    describe_area_limits,
    describe_both_populations,
    describe_missing_leads,
    get_plan_labels,
    join_sentences,
)
from respnet.findings.display_names import capitalise_first
from respnet.findings.finding import Finding

PRINTED_GINI_TOLERANCE = 0.005
"""Gini coefficients that differ by less are printed as equal."""


def describe_summary_changes(
    old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: ComparisonResults
) -> Finding:
    """Describe the summary measures of both plans: tasks with one lead or none, and concentration.

    Args:
        old: Network of the old plan.
        new: Network of the new plan.
        comparison: ComparisonResults of the two.

    Returns:
        The finding.
    """
    return Finding(
        id="structure-changed",
        title=Text(zh="整体结构的变化", en="What changed in the whole"),
        sentence=_structure_sentence(comparison),
        rule=_structure_rule(comparison),
        population=describe_both_populations(old, new, comparison),
        limits=join_sentences(
            [
                Text(
                    zh="方案是完整的记录，不是样本：这里的比较只说明差别是否系于少数任务，不是统计推断。"
                    "集中或分散本身没有好坏。",
                    en="A plan is a full record, not a sample: this only says whether a difference hangs on a few "
                    "tasks. More or less concentrated is not better or worse.",
                ),
                describe_area_limits(comparison),
            ]
        ),
    )


def _structure_sentence(comparison: ComparisonResults) -> Text:
    value = {one.what: (one.old, one.new) for one in comparison.structure}
    if not value["tasks"][0] or not value["tasks"][1]:
        some = get_plan_labels(comparison).some
        return Text(
            zh=f"{some.zh}没有任务，谈不上结构的变化。",
            en=f"{capitalise_first(some.en)} holds no tasks, so there is no whole to compare.",
        )
    if comparison.nothing_changed:
        return join_sentences(
            [
                Text(zh="分工没有变化，整体结构也没有变化。", en="With the assignments, the whole is as it was."),
                _ties_sentence(comparison),
            ]
        )
    return join_sentences(
        [_leads_sentence(comparison, value), _gini_sentence(comparison, value), _ties_sentence(comparison)]
    )


OldNewValues = dict[str, tuple[float | None, float | None]]


def _leads_sentence(comparison: ComparisonResults, value: OldNewValues) -> Text:
    missing = describe_missing_leads(comparison, Text(zh="牵头方面不能比较", en="leads cannot be compared"))
    if missing.zh:
        return missing
    none, cover = value["without-lead"], value["lead-cover"]
    parts = [_from_to(Text(zh="独家牵头任务", en="single-lead tasks"), "项", *value["single-lead"])]
    if any(none):
        parts.append(_from_to(Text(zh="未明确牵头的任务", en="tasks with no lead named"), "项", *none))
    if None not in cover:
        what = Text(zh="涵盖全部任务至少需要的牵头单位", en="fewest units that between them lead every task")
        parts.append(_from_to(what, "个", *cover))
    zh, en = "；".join(part.zh for part in parts), "; ".join(part.en for part in parts)
    return Text(zh=f"{zh}。", en=f"{en[:1].upper()}{en[1:]}.")


def _from_to(what: Text, measure: str, old: float | None, new: float | None) -> Text:
    before, after = int(old or 0), int(new or 0)
    if before == after:
        return Text(zh=f"{what.zh}仍为 {before} {measure}", en=f"{what.en}: still {before}")
    return Text(zh=f"{what.zh}从 {before} {measure}变为 {after} {measure}", en=f"{what.en}: from {before} to {after}")


def _gini_sentence(comparison: ComparisonResults, value: OldNewValues) -> Text:
    before, after = value["gini"]
    difference, told = comparison.gini_difference, get_plan_labels(comparison)
    if before is None or after is None:
        return EMPTY_TEXT
    if difference is None:
        return Text(
            zh=f"{told.both.zh}写到的单位多数不同，集中程度不作比较。",
            en=f"Most units are not named in {told.both.en}, so how evenly the work is spread is not compared.",
        )
    what = Text(zh="牵头", en="leads") if comparison.counted is CountBasis.LEADS else Text(zh="任务", en="tasks")
    if abs(difference) < PRINTED_GINI_TOLERANCE:
        return Text(
            zh=f"{what.zh}在各单位之间的集中程度没有变化（基尼系数 {after:.2f}）。",
            en=f"The {what.en} are spread over the units as before (Gini {after:.2f}).",
        )
    more = difference > 0
    firm = _describe_test(comparison)
    return Text(
        zh=f"{what.zh}的分布比{told.old.zh}更{'集中' if more else '均匀'}"
        f"（基尼系数 {before:.2f}→{after:.2f}）：{firm.zh}。",
        en=f"The {what.en} are {'more concentrated' if more else 'more evenly spread'} than in {told.old.en} "
        f"(Gini {before:.2f} to {after:.2f}): {firm.en}.",
    )


def _describe_test(comparison: ComparisonResults) -> Text:
    """Describe the significance of the difference in concentration."""
    if comparison.gini_test is GiniTestMethod.PAIRED:
        low, high = comparison.gini_low or 0.0, comparison.gini_high or 0.0
        if low > 0 or high < 0:
            return Text(
                zh="任务组成稍有不同，差别也在同一方向",
                en="with a somewhat different mix of tasks it would point the same way",
            )
        return Text(
            zh="只要任务组成稍有不同，这一差别就可能消失",
            en="with a somewhat different mix of tasks it might not be there",
        )
    if comparison.gini_p is not None and comparison.gini_p <= SIGNIFICANCE_LEVEL:
        return Text(
            zh="把两个方案的任务混在一起随机分成两份，很少有这样大的差别",
            en="tasks of both plans dealt out at random into two such plans rarely differ so much",
        )
    return Text(
        zh="把两个方案的任务混在一起随机分成两份，也常有这样大的差别",
        en="tasks of both plans dealt out at random into two such plans often differ as much",
    )


def _structure_rule(comparison: ComparisonResults) -> Text:
    told = get_plan_labels(comparison)
    if comparison.gini_test is GiniTestMethod.PAIRED:
        test = Text(
            zh=f"检验：对应的任务成对重抽 {comparison.permutations} 次，看中间 95% 的差别是否都在一边。",
            en=f"Tested by drawing the matched tasks anew in pairs, {comparison.permutations} times: the difference "
            "stands if the middle 95% of those drawn lie on one side.",
        )
    elif comparison.gini_test is GiniTestMethod.PERMUTED:
        test = Text(
            zh=f"检验：对得上的任务不过半，把全部任务随机分给两个方案 {comparison.permutations} 次，看差别有多常见。",
            en="As no more than half of the tasks match, tested by dealing all tasks out to the two plans, "
            f"{comparison.permutations} times, to see how often they differ as much.",
        )
    else:
        test = Text(
            zh=f"{told.both.zh}都写到的单位不过半或没有可比的任务时，集中程度不作比较，表中各按自己的单位计。",
            en=f"Where no more than half of the units are in {told.both.en}, or there is nothing to compare, the "
            "spread is not compared; the table then gives each over its own units.",
        )
    return join_sentences(
        [
            Text(
                zh="独家牵头、未明确牵头的规则与单个方案相同。"
                f"集中程度按{told.both.zh}写到的全部单位计，因此可能与单个方案报告里的数不同。",
                en="Single leads and missing leads by the rules for one plan. The spread is over all units of "
                f"{told.both.en}, so it may differ from the number in a plan's own report.",
            ),
            test,
        ]
    )


def _ties_sentence(comparison: ComparisonResults) -> Text:
    if comparison.ties is None:
        return EMPTY_TEXT
    new, gone = (
        sum(tie.change is change for tie in comparison.ties) for change in (AssignmentStatus.NEW, AssignmentStatus.GONE)
    )
    if not new and not gone:
        return Text(zh="稳定搭档没有变化。", en="The validated ties are the same.")
    return Text(
        zh=f"稳定搭档新增 {new} 对，减少 {gone} 对。",
        en=f"{format_count(new, 'validated tie', 'validated ties')} came and {gone} went.",
    )
