"""Findings on centrality and on position tests."""

from __future__ import annotations

from respnet.analysis.position.centrality import Centrality
from respnet.analysis.position.position_tests import NullComparison, PositionTests
from respnet.analysis.stats.descriptive import TIE_TOLERANCE
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, format_share, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import (
    SHOWN,
    describe_rest,
    format_task_list,
    format_unit_names,
)
from respnet.findings.finding import Evidence, Finding, describe_approximation, list_task_evidence

BRIDGING, NEARNESS = "unit_betweenness", "harmonic"
NEAR_RATIO = 1.33
"""A value within this ratio of what the draws give on average is said to be alike."""
HIGH_AGREEMENT = 0.8
"""From this tau on, nine pairs of units in ten stand in the same order by both measures."""
TOO_FEW = Text(
    zh="有任务的单个单位不足三个，位置无从比较。",
    en="With fewer than three single units with tasks there are no positions to compare.",
)


def describe_null_model(found: PositionTests) -> Text:
    """Describe the fixed-margin null model and the number of draws."""
    drawn = format_count(found.null_draws, "plan was", "plans were")
    return Text(
        zh="任务数能解释多少，与重新抽签的方案相比：每个单位的任务数、每项任务的单位数都不变，只换谁做哪项；"
        "只有比较了全部单位仍不像偶然的，才算明显。"
        + (f"共抽 {found.null_draws} 次（随机种子 {found.seed}）。" if found.null_draws else ""),
        en="What the tasks explain comes from plans drawn anew, in which every unit keeps its number of tasks and "
        "every task its number of units; a difference is clear only if it is hardly chance among all the units "
        "compared." + (f" {drawn} drawn (seed {found.seed})." if found.null_draws else ""),
    )


def describe_perturbation(found: PositionTests) -> Text:
    """Describe the bootstrap of the tasks and its repetitions."""
    times = f", {format_count(found.repetitions, 'time', 'times')} (seed {found.seed})" if found.repetitions else ""
    return Text(
        zh="名次区间看方案稍有变动时名次在哪里：把任务有放回地重抽，取中间 95% 的名次。"
        + (f"共试 {found.repetitions} 次（随机种子 {found.seed}）。" if found.repetitions else ""),
        en="The rank range is where the rank lies when the plan changes a little: the middle 95% of its ranks when the "
        f"tasks are drawn anew with repetition{times}.",
    )


def is_clear(found: PositionTests, against: NullComparison) -> bool:
    """Return True if the value is hardly chance among all the units compared.

    Args:
        found: Position tests.
        against: Comparison of one unit in one measure.

    Returns:
        The verdict.
    """
    return (against.above or against.below) and not is_level(found, against.measure)


def is_level(found: PositionTests, measure: str) -> bool:
    """Return True if all units have the same value, which tells no two apart.

    Args:
        found: Position tests.
        measure: The measure.

    Returns:
        The verdict.
    """
    values = [against.value for one in found.units if (against := one.get_null_comparison(measure))]
    return max(values) - min(values) < TIE_TOLERANCE


def list_clear_measures(found: PositionTests, unit: str) -> list[NullComparison]:
    """List the comparisons of bridging and closeness that are hardly chance.

    Args:
        found: Position tests.
        unit: Id of the unit.

    Returns:
        Comparisons, bridging first.
    """
    (tests,) = (one for one in found.units if one.unit == unit)
    measured = (tests.get_null_comparison(measure) for measure in (BRIDGING, NEARNESS))
    return [against for against in measured if against and is_clear(found, against)]


def compare_bridging(found: PositionTests, against: NullComparison) -> Text:
    """Compare a unit's betweenness with its expectation under the null, to follow the value.

    Args:
        found: Position tests.
        against: Comparison of the unit.

    Returns:
        A clause.
    """
    low, high = sorted((against.value, against.expected))
    if against.above or against.below:
        word = Text(zh="明显偏大", en="clearly more") if against.above else Text(zh="明显偏小", en="clearly less")
    elif high <= NEAR_RATIO * low:
        word = Text(zh="两者相当", en="about the same")
    else:
        word = Text(zh="差得不明显", en="no clear difference")
    by_tasks = format_share(against.expected)
    return Text(
        zh=f"按任务数平均约 {by_tasks}，{word.zh}", en=f"its tasks would give about {by_tasks} on average: {word.en}"
    )


def describe_unit_position(network: ResponsibilityNetwork, found: PositionTests, unit: str) -> Text:
    """Describe a unit's bridging and closeness beside what its number of tasks explains.

    Args:
        network: Network of the plan.
        found: Position tests.
        unit: Id of the unit.

    Returns:
        One sentence; empty where nothing was drawn.
    """
    (tests,) = (one for one in found.units if one.unit == unit)
    bridge, near = tests.get_null_comparison(BRIDGING), tests.get_null_comparison(NEARNESS)
    if bridge is None or near is None or (bridge.z is None and near.z is None) or is_level(found, BRIDGING):
        return EMPTY_TEXT
    name = format_unit_names(network, [unit])
    low, high = sorted((bridge.value, bridge.expected))
    clear = is_clear(found, near)
    if high <= NEAR_RATIO * low and not clear and not is_clear(found, bridge):
        return Text(
            zh=f"{name.zh}与其他单位的联系，和它的任务数相当。",
            en=f"The position of {name.en} is what its number of tasks gives.",
        )
    against, side = compare_bridging(found, bridge), _describe_side(near)
    also = Text(zh=f"；{side.zh}", en=f"; it {side.en}")
    return Text(
        zh=f"{name.zh}的衔接作用是 {format_share(bridge.value)}，{against.zh}{also.zh if clear else ''}。",
        en=f"The bridging of {name.en} is {format_share(bridge.value)}; {against.en}{also.en if clear else ''}.",
    )


def _describe_side(near: NullComparison) -> Text:
    return Text(
        zh=f"离其他单位明显比任务数应有的{'近' if near.above else '远'}",
        en=f"is clearly {'closer' if near.above else 'farther'} than its tasks give",
    )


def describe_position_tests(network: ResponsibilityNetwork, found: PositionTests) -> Finding:
    """Describe the units with more, or less, centrality than their number of tasks explains.

    Args:
        network: Network of the plan.
        found: Position tests.

    Returns:
        The finding.
    """
    limit = describe_approximation(found.approximation)
    clear = [(one.unit, against) for one in found.units for against in list_clear_measures(found, one.unit)]
    clear.sort(key=lambda one: one[1].p)
    enough = sum(any(each.value > 0 for each in one.beyond) for one in found.units) > 2
    return Finding(
        id="position-given-volume",
        title=Text(zh="联系与任务数不相当的单位", en="Positions that the number of tasks does not give"),
        sentence=_describe_outliers(network, clear) if enough else TOO_FEW,
        rule=Text(
            zh=f"{describe_null_model(found).zh}联系远近按距离的倒数平均，方案分成几块时也可比。",
            en=f"{describe_null_model(found).en} Closeness is the mean of reciprocal distances, which also compares "
            "where a plan falls into parts.",
        ),
        limits=Text(
            zh="这里不问任务数本身多不多，只问同样多的任务换了别人一起做，位置会不会不同。"
            "相符不等于不重要：任务多的单位，位置本来就居中。" + limit.zh,
            en="This does not ask whether the tasks are many, only whether as many tasks in other company would give "
            "another position. A position that the tasks explain is no less important." + (limit.en and f" {limit.en}"),
        ),
        evidence=(
            *(Evidence(unit=unit, value=against.value) for unit, against in clear),
            *(row for unit in dict(clear) for row in list_task_evidence(network, unit)),
        ),
        shown=enough,
    )


def _describe_outliers(network: ResponsibilityNetwork, clear: list[tuple[str, NullComparison]]) -> Text:
    if not clear:
        return Text(
            zh="看不出哪家与其他单位的联系和它的任务数不相当。",
            en="No unit's position clearly differs from what its tasks give.",
        )
    told = [sentence for unit, against in clear[:SHOWN] for sentence in _describe_outlier(network, unit, against)]
    return join_sentences([*told, describe_rest(len(clear) - SHOWN, "这样的", "like this", "处")])


def _describe_outlier(network: ResponsibilityNetwork, unit: str, against: NullComparison) -> list[Text]:
    """Say how far the unit is out, and the simple reason: tasks that join it to no other single unit."""
    name, by_tasks = format_unit_names(network, [unit]), format_share(against.expected)
    if against.measure == BRIDGING:
        more = against.above
        said = Text(
            zh=f"{name.zh}的衔接作用明显偏{'大' if more else '小'}：{format_share(against.value)}，"
            f"按任务数平均约 {by_tasks}。",
            en=f"The bridging of {name.en} is clearly {'more' if more else 'less'} than its tasks give: "
            f"{format_share(against.value)}, where they give about {by_tasks} on average.",
        )
    else:
        side = _describe_side(against)
        said = Text(zh=f"{name.zh}{side.zh}。", en=f"{name.en} {side.en}.")
    part, row = network.biadjacency(), [actor.id for actor in network.actors].index(unit)
    alone = [task.id for task, column in zip(network.tasks, part.T, strict=True) if column[row] and column.sum() == 1]
    if against.above or len(alone) < 2:
        return [said]
    tasks = format_task_list(network, alone, most=8)
    return [said, Text(zh=f"没有别的单个单位参加它的{tasks.zh}。", en=f"Its {tasks.en} have no other single unit.")]


def describe_centrality(network: ResponsibilityNetwork, found: Centrality, standing: PositionTests) -> Finding:
    """Describe the units that connect others most, the robustness of their ranks, and the null comparison.

    Args:
        network: Network of the plan.
        found: Centralities.
        standing: Position tests.

    Returns:
        The finding.
    """
    best = [one.unit for one in found.units if one.rank_unit_betweenness == 1 and one.unit_betweenness > 0]
    busy = sum(one.degree > 0 for one in found.units)
    tau = found.get_tau(BRIDGING)
    agreement = Text(zh=f"本方案 τ={tau:.2f}。", en=f" Here tau is {tau:.2f}.") if tau is not None else EMPTY_TEXT
    return Finding(
        id="central-units",
        title=Text(zh="衔接作用", en="Bridges between units"),
        sentence=TOO_FEW if busy < 3 else _describe_bridges(network, found, standing, best),
        rule=Text(
            zh="单位和任务连成一张图，承担任务（牵头、责任、配合）即有一条线。"
            "衔接作用是其他两家之间的最短联系经过该单位的比例。"
            f"与任务数名次的一致程度用肯德尔 τ-b（1 为完全一致，0 为无关）。{agreement.zh}"
            f"{describe_null_model(standing).zh}{describe_perturbation(standing).zh}",
            en="Units and tasks form a graph with a line for every share in the work (lead, responsible, support). "
            "A bridge is measured by how many of the shortest paths between two other units pass the unit. "
            f"Agreement with the ranking by tasks is Kendall's tau-b (1: the same order, 0: unrelated).{agreement.en} "
            f"{describe_null_model(standing).en} {describe_perturbation(standing).en}",
        ),
        limits=Text(
            zh="位置只来自文件上写的分工，不是实际来往。任务大的，牵连的单位多，名次跟着动。名次相近的不宜分高下。"
            "名次区间只看方案稍有变动会怎样，不是抽样误差；文件漏写的单位，它也不知道。",
            en="Position comes from what is written, not from actual contact. Large tasks move many ranks at once. "
            "Ranks that lie close together should not be told apart. A rank range shows what small changes of the plan "
            "would do; it is no sampling error, and knows nothing of units that the text forgot.",
        ),
        evidence=tuple(Evidence(unit=one.unit, value=one.unit_betweenness) for one in found.units if one.unit in best),
        shown=busy > 2,
    )


def _describe_bridges(
    network: ResponsibilityNetwork, found: Centrality, standing: PositionTests, best: list[str]
) -> Text:
    if not best:
        return Text(zh="没有哪个单位处在其他单位之间。", en="No unit stands between others.")
    values = {one.unit: one.unit_betweenness for one in found.units}
    tests = {one.unit: one for one in standing.units}
    bridge = tests[best[0]].get_null_comparison(BRIDGING)
    against = compare_bridging(standing, bridge) if bridge else EMPTY_TEXT
    share = format_share(values[best[0]])
    if len(best) == len(values):
        low, high = sorted((bridge.value, bridge.expected)) if bridge else (1.0, 1.0)
        unlike = Text(
            zh=f"这是整个方案的特点，{against.zh}。", en=f"That belongs to the plan as a whole; {against.en}."
        )
        level = Text(
            zh=f"{len(best)} 个单位的衔接作用都是 {share}，分不出高下。",
            en=f"The bridging of all {len(best)} units is {share}, which tells no two apart.",
        )
        return join_sentences([level, EMPTY_TEXT if high <= NEAR_RATIO * low else unlike])
    names, several = format_unit_names(network, best, most=SHOWN), len(best) > 1
    are = "are the strongest bridges, level with one another" if several else "is the strongest bridge"
    said = [
        Text(zh=f"{names.zh}的衔接作用{'并列' if several else ''}最大。", en=f"{names.en} {are}."),
        Text(
            zh=f"其他单位两两之间的最短联系，平均{'各' if several else ''}有 {share} 经过它{'们' if several else ''}"
            f"{'' if several else f'；{against.zh}'}。",
            en=f"On average {share} of the shortest paths between two other units pass {'each' if several else 'it'}"
            f"{'' if several else f'; {against.en}'}.",
        ),
    ]
    ranks = None if several else tests[best[0]].get_rank_range(BRIDGING)
    if ranks is not None:
        low_rank, high_rank = ranks
        where = (
            Text(
                zh=f"名次在第 {low_rank} 到第 {high_rank} 之间",
                en=f"would move it between rank {low_rank} and rank {high_rank}",
            )
            if low_rank < high_rank
            else Text(zh=f"仍排第 {low_rank}", en=f"leave it at rank {low_rank}")
        )
        said.append(Text(zh=f"方案稍有变动，{where.zh}。", en=f"Small changes of the plan {where.en}."))
    return join_sentences([*said, _describe_agreement(found)])


def _describe_agreement(found: Centrality) -> Text:
    """Compare the ranking by bridging with that by the number of tasks."""
    tau = found.get_tau(BRIDGING)
    if all(one.rank_unit_betweenness == one.rank_degree for one in found.units):
        how = Text(zh="完全相同", en="is the one")
    elif tau is None:
        return Text(
            zh="各单位任务数相同，差别来自与谁共同承担。",
            en="All units have as many tasks; they differ by whom they share them with.",
        )
    elif tau >= HIGH_AGREEMENT:
        how = Text(zh="大体一致", en="is much like the one")
    else:
        how = Text(zh="有出入", en="differs from the one")
    return Text(zh=f"各单位的名次与任务数的名次{how.zh}。", en=f"The ranking {how.en} by number of tasks.")
