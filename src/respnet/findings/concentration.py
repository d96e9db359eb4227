"""Finding on concentration: the share of leads and tasks that the busiest units have."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.analysis.stats.gini import CountConcentration
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.analysis.workload.random_assignment import LoadTests
from respnet.analysis.workload.workload import LOAD_TOLERANCE
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, format_number, format_share, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.approximations import describe_approximation
from respnet.findings.display_names import add_lead_basis, format_unit_names
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import SHOWN

LOTTERY = Text(
    zh="任务和每项任务的席位数不变，抽签决定由谁承担", en="tasks and their seats stay; who sits there is drawn by lot"
)
TOO_FEW = Text(
    zh="有任务的单个单位不足两个，谈不上任务多少的比较。", en="There are not two single units with tasks to compare."
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
    enough = len(network.actors) > 1 and bool(spreads.tasks.total)
    leads = add_lead_basis(network, _spread_sentence(network, spreads.leads, lead.tolist()))
    tasks = _spread_sentence(network, spreads.tasks, any_role.tolist())
    if spreads.leads.total == spreads.tasks.total:
        tasks = EMPTY_TEXT
    limit = describe_approximation(found.approximation)
    return Finding(
        id="concentration",
        title=Text(zh="任务集中度", en="How concentrated the plan is"),
        sentence=join_sentences([leads, tasks]) if enough else TOO_FEW,
        rule=Text(
            zh="占比是该单位的数除以全部单位之和；相当于几家平均分担，是各单位占比平方和的倒数，"
            "集中程度按它比较。没有任务的单位也计入。对照是抽签："
            f"{LOTTERY.zh}，"
            f"共抽 {found.draws} 次（随机种子 {found.seed}）。至少同样集中的抽签不到 5% 的，算明显集中；"
            f"比 97.5% 的抽签都匀的，算明显均匀。{_count_draws(found).zh}{limit.zh}",
            en="A share is the unit's count divided by that of all units. As many units sharing equally as would be as "
            "concentrated: 1 over the sum of squared shares, by which concentration is compared, units without tasks "
            "included. The comparison is with drawing lots: "
            f"{LOTTERY.en}, {found.draws} times (seed {found.seed}). Clearly concentrated means that "
            "at most 5% of the draws are at least as concentrated; clearly even, that 97.5% of them are less even."
            f"{_count_draws(found).en}{limit.en and f' {limit.en}'}",
        ),
        limits=Text(
            zh="集中不等于不当，方案有统筹单位的，本来就会集中。数的是项数，任务有大有小。"
            "单位数不同的方案，这些数不宜直接相比。",
            en="Concentrated is not wrong: a plan with a coordinating unit is so by design. Tasks differ in size; only "
            "their number is counted. Plans with different numbers of units should not be compared by these numbers.",
        ),
        evidence=_list_half_evidence(
            network, lead.tolist() if spreads.leads.total else any_role.tolist(), bool(spreads.leads.total)
        ),
        shown=enough,
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


def _spread_sentence(network: ResponsibilityNetwork, one: CountConcentration, counts: Sequence[int]) -> Text:
    if one.effective is None or one.largest is None:
        return EMPTY_TEXT
    what, against = _name_count(network, one), _compare_with_random(one)
    if min(counts) == max(counts):
        return Text(
            zh=f"{what.zh}，{one.units} 个单位一样多，各 {counts[0]} 处。",
            en=f"{what.en}, spread evenly over {one.units} units, {counts[0]} each.",
        )
    if one.with_any > 1 and min(count for count in counts if count) == max(counts):
        return Text(
            zh=f"{what.zh}，由 {one.units} 个单位中的 {one.with_any} 个承担，各 {max(counts)} 处{against.zh}。",
            en=f"{what.en}, spread evenly over {one.with_any} of {one.units} units, {max(counts)} each{against.en}.",
        )
    most = [unit.id for unit, count in zip(network.actors, counts, strict=True) if count == max(counts)]
    names, level = format_unit_names(network, most, SHOWN), len(most) > 1
    if one.with_any == 1:
        return Text(
            zh=f"{what.zh}，都由{names.zh}一家承担{against.zh}。", en=f"{what.en}, all with {names.en}{against.en}."
        )
    who = Text(
        zh=f"由 {one.units} 个单位中的 {one.with_any} 个承担", en=f"{one.with_any} of {one.units} units share them"
    )
    if one.with_any == one.units:
        every = "both" if one.units == 2 else f"all {one.units}"
        who = Text(zh=f"{one.units} 个单位都有", en=f"{every} units have some")
    half = [] if level else _find_busiest_half(counts)
    share, of_half = (format_share(part, one.total) for part in (max(counts), sum(counts[row] for row in half)))
    together = Text(zh=f"，前 {len(half)} 家合占 {of_half}", en=f", the first {len(half)} together {of_half}")
    there = together if len(half) > 1 else EMPTY_TEXT
    number = format_number(one.effective, 1)
    return join_sentences(
        [
            Text(zh=f"{what.zh}，{who.zh}。", en=f"{what.en}; {who.en}."),
            Text(
                zh=f"{names.zh}最多，{'各' if level else ''}占 {share}{there.zh}。",
                en=f"{names.en} {'have' if level else 'has'} the most, {share}{' each' if level else ''}{there.en}.",
            ),
            Text(
                zh=f"相当于 {number} 家平均分担{against.zh}。",
                en=f"That is as if {number} units shared equally{against.en}.",
            ),
        ]
    )


def _name_count(network: ResponsibilityNetwork, one: CountConcentration) -> Text:
    if one.what == "leads":
        return Text(
            zh=f"牵头共 {one.total} 处",
            en=f"There {'is' if one.total == 1 else 'are'} {format_count(one.total, 'lead', 'leads')}",
        )
    mixed = network.biadjacency(Role.LEAD).any()
    return Text(
        zh=f"{'牵头和其他参与合计' if mixed else '参与共'} {one.total} 处",
        en=f"{'Leading or not, there' if mixed else 'There'} {'is' if one.total == 1 else 'are'} "
        f"{format_count(one.total, 'share', 'shares')} in the work",
    )


def _compare_with_random(one: CountConcentration) -> Text:
    """Say how clearly the count is concentrated, to follow it; empty where the plan's form leaves no other spread."""
    if one.effective_p is None or one.effective is None or one.effective_high is None or one.z is None:
        return EMPTY_TEXT
    if one.effective_p <= SIGNIFICANCE_LEVEL:
        return Text(zh="，明显集中", en=": clearly concentrated")
    if one.effective > one.effective_high + LOAD_TOLERANCE:
        return Text(zh="，明显均匀", en=": clearly even")
    return Text(zh="，集中得不明显", en=": not clearly concentrated")


def _count_draws(found: LoadTests) -> Text:
    """Say in how many draws the counts are as concentrated, to follow the rule."""
    zh, en = [], []
    for one in (found.concentration.leads, found.concentration.tasks):
        if one.effective_p is not None and one.z is not None:
            reached = round(one.effective_p * (1 + found.draws)) - 1
            zh.append(f"{'牵头' if one.what == 'leads' else '全部任务'} {reached} 次")
            en.append(f"{reached} for {'the leads' if one.what == 'leads' else 'all tasks'}")
    if not zh:
        return EMPTY_TEXT
    return Text(zh=f"抽签中至少这样集中的，{'、'.join(zh)}。", en=f" Draws at least as concentrated: {', '.join(en)}.")
