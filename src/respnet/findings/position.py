"""Findings on centrality, and on what it adds to the number of tasks."""

from __future__ import annotations

from respnet.analysis.position.centrality import Centrality, UnitCentrality
from respnet.analysis.position.position_tests import NullComparison, PositionTests, UnitPositionTests
from respnet.analysis.position.unit_profile import Focus
from respnet.analysis.run import Results
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import describe_population, format_unit_names
from respnet.findings.finding import Evidence, Finding
from respnet.findings.position_wording import CHANCE_CAVEAT, format_expected_share, is_near_expected
from respnet.findings.unit_profile import describe_profiles

NULL_MODEL_RULE = Text(
    zh="任务数能解释多少，与重新抽签的方案相比：每个单位的任务数、每项任务的单位数都不变，只换谁做哪项；"
    "抽签的方案里单个单位 20 次才有 1 次差得这么多的，才算任务数解释不了。",
    en="What the tasks explain comes from plans drawn anew, in which every unit keeps its number of tasks and every "
    "task its number of units; only a difference that one unit would have in fewer than one draw in twenty counts.",
)
PERTURBATION_RULE = Text(
    zh="名次区间看方案稍有变动时名次在哪里：把任务有放回地重抽，取中间 95% 的名次。",
    en="The rank range is where the rank lies when the plan changes a little: the middle 95% of its ranks when the "
    "tasks are drawn anew with repetition.",
)


def describe_null_model(found: PositionTests) -> Text:
    """Describe the fixed-margin null model and the number of draws."""
    if not found.null_draws:
        return NULL_MODEL_RULE
    return Text(
        zh=f"{NULL_MODEL_RULE.zh}共抽 {found.null_draws} 次（随机种子 {found.seed}）。",
        en=f"{NULL_MODEL_RULE.en} {format_count(found.null_draws, 'plan was', 'plans were')} drawn (seed "
        f"{found.seed}).",
    )


def describe_perturbation(found: PositionTests) -> Text:
    """Describe the bootstrap of the tasks and its repetitions."""
    if not found.repetitions:
        return PERTURBATION_RULE
    return Text(
        zh=f"{PERTURBATION_RULE.zh}共试 {found.repetitions} 次（随机种子 {found.seed}）。",
        en=f"{PERTURBATION_RULE.en} That is tried {format_count(found.repetitions, 'time', 'times')} (seed "
        f"{found.seed}).",
    )


HIGH_AGREEMENT = 0.8
"""From this tau on, nine pairs of units in ten stand in the same order by both measures."""


def describe_centrality(network: ResponsibilityNetwork, found: Centrality, standing: PositionTests) -> Finding:
    """Describe the units that connect others most, the robustness of their ranks, and the null comparison.

    Args:
        network: Network of the plan.
        found: Centralities.
        standing: Position tests.

    Returns:
        The finding.
    """
    best = _list_bridges(found)
    return Finding(
        id="central-units",
        title=Text(zh="桥梁作用", en="Bridges between units"),
        sentence=_central_sentence(network, found, standing, best),
        rule=Text(
            zh="单位和任务连成一张图，承担任务（牵头、责任、配合）即有一条线。桥梁作用看其他单位两两之间的最短联系有多少经过该单位。"
            "与任务数名次的一致程度用肯德尔 τ-b（1 为完全一致，0 为无关）。"
            f"{describe_null_model(standing).zh}{describe_perturbation(standing).zh}",
            en="Units and tasks form a graph with a line for every share in the work (lead, responsible, support). "
            "A bridge is measured by how many of the shortest paths between two other units pass the unit. "
            "Agreement with the ranking by tasks is Kendall's tau-b (1: the same order, 0: unrelated). "
            f"{describe_null_model(standing).en} {describe_perturbation(standing).en}",
        ),
        population=describe_population(network),
        limits=Text(
            zh="位置只来自文件上写的分工，不是实际来往。任务大的，牵连的单位多，名次跟着动。名次相近的不宜分高下。"
            "名次区间只看方案稍有变动会怎样，不是抽样误差；文件漏写的单位，它也不知道。",
            en="Position comes from what is written, not from actual contact. Large tasks move many ranks at once. "
            "Ranks that lie close together should not be told apart. A rank range shows what small changes of the plan "
            "would do; it is no sampling error, and knows nothing of units that the text forgot.",
        ),
        evidence=tuple(Evidence(unit=one.unit, value=one.unit_betweenness) for one in best),
    )


def _list_bridges(found: Centrality) -> list[UnitCentrality]:
    return [one for one in found.units if one.rank_unit_betweenness == 1 and one.unit_betweenness > 0]


def _central_sentence(
    network: ResponsibilityNetwork, found: Centrality, standing: PositionTests, best: list[UnitCentrality]
) -> Text:
    if not any(one.degree for one in found.units):
        return Text(zh="没有单位承担任务，谈不上位置。", en="No unit has a task, so none has a position.")
    if len(found.units) < 3:
        return Text(
            zh="单个单位不足三个，谈不上桥梁作用。", en="With fewer than three single units there are no bridges."
        )
    if not best:
        return Text(
            zh="没有哪个单位处在其他单位之间：少了谁，其余单位之间的最短联系都不变。",
            en="No unit stands between others: whoever is left out, the shortest paths among the rest stay.",
        )
    names = format_unit_names(network, [one.unit for one in best], most=4)
    share = f"{100 * best[0].unit_betweenness:.1f}"
    if len(best) == 1:
        first = Text(
            zh=f"{names.zh}的桥梁作用最大，其他单位两两之间的最短联系平均有 {share}% 经过它。",
            en=f"{names.en} is the strongest bridge: on average {share}% of the shortest paths "
            "between two other units pass it.",
        )
    else:
        first = Text(
            zh=f"{names.zh}的桥梁作用并列最大，其他单位两两之间的最短联系平均各有 {share}% 经过它们。",
            en=f"{names.en} are the strongest bridges, level with one another: on average {share}% "
            "of the shortest paths between two other units pass each.",
        )
    explained, added = _describe_explanation(network, standing, best), _describe_agreement(found, standing)
    return Text(zh=f"{first.zh}{explained.zh}{added.zh}", en=f"{first.en} {explained.en} {added.en}")


def _describe_explanation(network: ResponsibilityNetwork, standing: PositionTests, best: list[UnitCentrality]) -> Text:
    """Say whether the number of tasks explains the centrality, and give the rank interval."""
    of_unit = {one.unit: one for one in standing.units}
    places = [(of_unit[one.unit], of_unit[one.unit].get_null_comparison("unit_betweenness")) for one in best]
    unusual = standing.get_flag_count("unit_betweenness")
    hedge = CHANCE_CAVEAT if unusual and unusual.within_chance else Text(zh="", en="")
    more = [unit.unit for unit, against in places if against and (against.above or against.below)]
    if len(best) > 1:
        names = format_unit_names(network, more, most=4)
        return Text(
            zh=f"任务数解释不了的是{names.zh}{hedge.zh and f'（{hedge.zh}）'}。"
            if more
            else "按各自的任务数，本来就该有这样的位置。",
            en=f"Their tasks do not explain it for {names.en}{hedge.en and f' ({hedge.en})'}."
            if more
            else "Their numbers of tasks explain it: they would stand about there anyway.",
        )
    unit, against = places[0]
    said, moving = _compare_with_expected(against, hedge), _format_rank_range(unit)
    return Text(zh=f"{said.zh}；{moving.zh}。", en=f"{said.en}; {moving.en}.")


def _format_rank_range(standing: UnitPositionTests) -> Text:
    low, high = standing.get_rank_range("unit_betweenness") or (1, 1)
    if low == high:
        return Text(zh=f"方案稍有变动，都排第 {low}", en=f"always rank {low} when the plan changes a little")
    return Text(zh=f"名次区间 {low}—{high}", en=f"rank range {low} to {high}")


def _compare_with_expected(against: NullComparison | None, hedge: Text) -> Text:
    """Compare one unit's betweenness with its expectation under the null."""
    by_tasks = format_expected_share(against) if against else ""
    if against and (against.above or against.below):
        also = Text(zh=f"；{hedge.zh}" if hedge.zh else "", en=f"; {hedge.en}" if hedge.en else "")
        return Text(
            zh=f"这比它的任务数应有的{'大' if against.above else '小'}（按任务数平均约 {by_tasks}{also.zh}）",
            en=f"That is {'more' if against.above else 'less'} than its number of tasks explains "
            f"(about {by_tasks} on average{also.en})",
        )
    if against and not is_near_expected(against):
        return Text(
            zh=f"任务数同样多，平均约 {by_tasks}，但差这么多没有超出偶然",
            en=f"As many tasks give about {by_tasks} on average, but the difference is within what chance gives",
        )
    return Text(
        zh=f"按它的任务数，本来就该有这样的位置（按任务数平均约 {by_tasks}）",
        en=f"Its number of tasks explains that: it would stand about there anyway (about {by_tasks} on average)",
    )


def _describe_agreement(found: Centrality, standing: PositionTests) -> Text:
    """Describe the rank correlation of centrality with the number of tasks."""
    tau = found.get_tau("unit_betweenness")
    if all(one.rank_unit_betweenness == one.rank_degree for one in found.units):
        return Text(
            zh="这个名次与任务数的名次完全相同，没有比任务数多说明什么。",
            en="The ranking is the one by number of tasks: position adds nothing to the count.",
        )
    if tau is None:
        return Text(
            zh="各单位任务数相同，桥梁作用的差别来自与谁共同承担。",
            en="All units have the same number of tasks; bridging differs by whom they share them with.",
        )
    if tau >= HIGH_AGREEMENT:
        return Text(
            zh=f"名次与任务数的名次大体一致（τ={tau:.2f}），比任务数多说明的不多。",
            en=f"The ranking is much like the one by number of tasks (tau {tau:.2f}): "
            "position adds little to the count.",
        )
    unusual = standing.get_flag_count("unit_betweenness")
    if unusual and unusual.within_chance:
        return Text(
            zh=f"名次与任务数的名次有出入（τ={tau:.2f}），但没有超出偶然会有的。",
            en=f"The ranking differs from the one by number of tasks (tau {tau:.2f}), but not more than chance gives.",
        )
    return Text(
        zh=f"名次与任务数的名次有出入（τ={tau:.2f}），不能只看任务数。",
        en=f"The ranking differs from the one by number of tasks (tau {tau:.2f}): the count alone does not tell it.",
    )


def describe_focus_units(network: ResponsibilityNetwork, results: Results, focus: Focus) -> Finding:
    """Describe the units in focus side by side.

    Args:
        network: Network of the plan.
        results: Results of the analysis.
        focus: Profiles of the units in focus.

    Returns:
        The finding.
    """
    nothing = Text(zh="没有可比较的单位。", en="There are no units to compare.")
    said, standing = describe_profiles(network, results, focus) or (nothing,), results.standing
    return Finding(
        id="focus-units",
        title=Text(zh="重点单位比较", en="Units compared"),
        sentence=Text(zh="".join(one.zh for one in said), en=" ".join(one.en for one in said)),
        rule=Text(
            zh="比较的单位由使用者指定；没有指定的，用方案资料里写的；再没有的，取牵头最多的两个"
            "（牵头一样多的看全部任务，再相同的取文件中在前的）。名次相同的并列取较前的名次。"
            f"{describe_null_model(standing).zh}",
            en="The units are those asked for; else those the plan's file names; else the two with the most leads "
            "(of equal ones those with the most tasks, then those named first). Equal counts share the better rank. "
            f"{describe_null_model(standing).en}",
        ),
        population=describe_population(network),
        limits=Text(
            zh="只比较这份方案里写的分工，不评价单位工作的好坏。",
            en="This compares what this plan assigns; it is no judgement of anyone's work.",
        ),
        evidence=tuple(
            row
            for one in focus.units
            for row in (
                Evidence(unit=one.unit, role="lead", value=float(one.load.leads)),
                Evidence(unit=one.unit, value=float(one.load.total)),
            )
        ),
    )
