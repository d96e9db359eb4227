"""Finding on concentration: the share of leads and tasks that the busiest units have."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.analysis.stats.gini import CountConcentration
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.analysis.workload.random_assignment import LoadTests
from respnet.analysis.workload.workload import LOAD_TOLERANCE
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.approximations import describe_approximation
from respnet.findings.display_names import describe_population, format_unit_names
from respnet.findings.finding import Evidence, Finding

SHOWN = 3
"""Units named in a sentence; the rest is counted."""
TOO_FEW = Text(
    zh="有任务的单个单位不足两个，谈不上任务多少的比较。",
    en="There are not two single units with tasks to compare.",
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
    if len(network.actors) < 2 or not spreads.tasks.total:
        sentence = TOO_FEW
    elif spreads.leads.total:
        leads = _spread_sentence(network, spreads.leads, lead.tolist(), found)
        tasks = _spread_sentence(network, spreads.tasks, any_role.tolist(), found)
        only_leads = spreads.leads.total == spreads.tasks.total
        sentence = leads if only_leads else Text(zh=f"{leads.zh}{tasks.zh}", en=f"{leads.en} {tasks.en}")
    else:
        why = (
            Text(zh="单个单位都不牵头，只看全部任务。", en="No single unit leads a task, so all tasks are counted.")
            if network.names_leads
            else Text(
                zh="方案没有写明牵头单位，不作推定，只看全部任务。",
                en="The plan names no lead units, and none are assumed, so all tasks are counted.",
            )
        )
        tasks = _spread_sentence(network, spreads.tasks, any_role.tolist(), found)
        sentence = Text(zh=f"{why.zh}{tasks.zh}", en=f"{why.en} {tasks.en}")
    limit = describe_approximation(found.approximation)
    return Finding(
        id="concentration",
        title=Text(zh="任务集中度", en="How concentrated the plan is"),
        sentence=sentence,
        rule=Text(
            zh="占比是该单位的数除以全部单位之和；相当于几家平均分担，是各单位占比平方和的倒数，"
            "集中程度按它比较。没有任务的单位也计入。对照是抽签：任务和每项任务的席位数不变，抽签决定由谁承担，"
            f"共抽 {found.draws} 次（随机种子 {found.seed}）。至少同样集中的抽签不到 5% 的，算比随机分配集中；"
            f"比 97.5% 的抽签都匀的，算比随机分配均匀。{limit.zh}",
            en="A share is the unit's count divided by that of all units. As many units sharing equally as would be as "
            "concentrated: 1 over the sum of squared shares, by which concentration is compared, units without tasks "
            "included. The comparison is with drawing lots: tasks and their seats "
            f"stay, who sits there is drawn, {found.draws} times (seed {found.seed}). More concentrated means that at "
            "most 5% of the draws are at least as concentrated; more even, that 97.5% of them are less even."
            f"{limit.en and f' {limit.en}'}",
        ),
        population=describe_population(network),
        limits=Text(
            zh="集中不等于不当，方案有统筹单位的，本来就会集中。数的是项数，任务有大有小。"
            "单位数不同的方案，这些数不宜直接相比。",
            en="Concentrated is not wrong: a plan with a coordinating unit is so by design. Tasks differ in size; only "
            "their number is counted. Plans with different numbers of units should not be compared by these numbers.",
        ),
        evidence=_list_half_evidence(
            network, lead.tolist() if spreads.leads.total else any_role.tolist(), bool(spreads.leads.total)
        ),
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


def _spread_sentence(
    network: ResponsibilityNetwork, one: CountConcentration, counts: Sequence[int], found: LoadTests
) -> Text:
    if one.effective is None or one.largest is None:
        return Text(zh="", en="")
    what = _name_count(one, found)
    if min(counts) == max(counts):
        return Text(
            zh=f"{what.zh}，{one.units} 个单位一样多，各 {counts[0]} 处。",
            en=f"{what.en}, spread evenly over {one.units} units, {counts[0]} each.",
        )
    against = _compare_with_random(one, found)
    if one.with_any > 1 and min(count for count in counts if count) == max(counts):
        return Text(
            zh=f"{what.zh}，由 {one.units} 个单位中的 {one.with_any} 个承担，各 {max(counts)} 处，{against.zh}。",
            en=f"{what.en}, spread evenly over {one.with_any} of {one.units} units, {max(counts)} each, {against.en}.",
        )
    most = [unit.id for unit, count in zip(network.actors, counts, strict=True) if count == max(counts)]
    names = format_unit_names(network, most, SHOWN)
    if one.with_any == 1:
        return Text(
            zh=f"{what.zh}，都由{names.zh}一家承担，{against.zh}。", en=f"{what.en}, all with {names.en}, {against.en}."
        )
    share = _percent(max(counts), one.total)
    half = _find_busiest_half(counts) if len(most) == 1 else []
    of_half = _percent(sum(counts[row] for row in half), one.total)
    who = (
        Text(zh=f"{one.units} 个单位都有", en=f"{'both' if one.units == 2 else f'all {one.units}'} units have some")
        if one.with_any == one.units
        else Text(
            zh=f"由 {one.units} 个单位中的 {one.with_any} 个承担",
            en=f"{one.with_any} of {one.units} units share them",
        )
    )
    together = (
        Text(zh=f"，前 {len(half)} 家合占 {of_half}", en=f", the first {len(half)} together {of_half}")
        if len(half) > 1
        else Text(zh="", en="")
    )
    level = len(most) > 1
    return Text(
        zh=f"{what.zh}，{who.zh}，{names.zh}最多，{'各' if level else ''}占 {share}{together.zh}；"
        f"相当于 {one.effective:.1f} 家平均分担，{against.zh}。",
        en=f"{what.en}: {who.en}; {names.en} {'have' if level else 'has'} the most, {share}{' each' if level else ''}"
        f"{together.en}. That is as if {one.effective:.1f} units shared equally, {against.en}.",
    )


def _percent(part: int, whole: int) -> str:
    """Format a share in whole percent, with one decimal where it is small."""
    share = 100 * part / whole
    return f"{share:.0f}%" if share >= 10 else f"{share:.1f}%"


def _name_count(one: CountConcentration, found: LoadTests) -> Text:
    if one.what == "leads":
        return Text(
            zh=f"牵头共 {one.total} 处",
            en=f"There {_choose_verb(one.total)} {format_count(one.total, 'lead', 'leads')}",
        )
    mixed = bool(found.concentration.leads.total)
    return Text(
        zh=f"{'牵头和其他参与合计' if mixed else '参与共'} {one.total} 处",
        en=f"{'Leading or not, there' if mixed else 'There'} {_choose_verb(one.total)} "
        f"{format_count(one.total, 'share', 'shares')} in the work",
    )


def _choose_verb(number: int) -> str:
    return "is" if number == 1 else "are"


def _compare_with_random(one: CountConcentration, found: LoadTests) -> Text:
    if one.effective_p is None or one.effective is None or one.effective_high is None or one.z is None:
        return Text(zh="怎么抽签都是这样", en="as with any drawing of lots")
    reached = round(one.effective_p * (1 + found.draws)) - 1
    if one.effective_p <= SIGNIFICANCE_LEVEL:
        times = f"只有 {reached} 次" if reached else "没有一次"
        often = f"in {reached} of them" if reached else "in none of them"
        return Text(
            zh=f"比随机分配集中（抽签 {found.draws} 次，{times}这样集中）",
            en="more concentrated than drawing lots gives "
            f"(of {format_count(found.draws, 'draw', 'draws')}, as much {often})",
        )
    if one.effective > one.effective_high + LOAD_TOLERANCE:
        return Text(zh="比随机分配还均匀", en="more even than drawing lots gives")
    return Text(zh="与随机分配相差不大", en="much as drawing lots gives")
