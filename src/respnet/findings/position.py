"""Findings on position: centrality, what it adds to the number of tasks, and units side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from respnet.analysis.position.centrality import Centrality, UnitCentrality
from respnet.analysis.position.position_tests import NullComparison, PositionTests, UnitPositionTests
from respnet.analysis.position.unit_profile import Focus, FocusUnit
from respnet.analysis.run import Results
from respnet.core.i18n import Text, format_count, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.approximations import describe_approximation
from respnet.findings.display_names import (
    add_brackets,
    capitalise_first,
    describe_population,
    format_other_tasks,
    format_task_list,
    format_unit_names,
)
from respnet.findings.finding import Evidence, Finding

CHANCE_CAVEAT = Text(zh="比较的单位多，偶然也会有这样的", en="among so many units chance alone gives some like that")
"""Said of a unit that stands out where no more do than in a lottery."""
NEAR_RATIO, NEAR_DIFFERENCE = 1.33, 0.02
"""A value no further from what the draws give on average, as a ratio or in itself, is said to be about there."""
VERDICT_WORDS = {
    "unit_betweenness": Text(zh="桥梁作用", en="bridging"),
    "harmonic": Text(zh="远近", en="distance"),
}


def format_expected_share(against: NullComparison) -> str:
    """Format the null mean in percent; with one decimal only where it is small, as 200 draws are no more precise."""
    percent = 100 * against.expected
    return f"{percent:.0f}%" if percent >= 5 else f"{percent:.1f}%"


def is_near_expected(against: NullComparison) -> bool:
    """Return True if the value is close to the null mean, as a ratio or in itself."""
    low, high = sorted((against.value, against.expected))
    return high <= NEAR_RATIO * low or high - low <= NEAR_DIFFERENCE


def list_verdicts(one: UnitPositionTests) -> list[Text]:
    """List the deviations of the position from the null; empty where there are none."""
    said = []
    bridge, near = one.get_null_comparison("unit_betweenness"), one.get_null_comparison("harmonic")
    if bridge and (bridge.above or bridge.below):
        share, by_tasks = f"{100 * bridge.value:.1f}%", format_expected_share(bridge)
        said.append(
            Text(
                zh=f"桥梁作用{'大' if bridge.above else '小'}于任务数应有的（{share}，按任务数约 {by_tasks}）",
                en=f"is {'more' if bridge.above else 'less'} of a bridge than its tasks explain "
                f"({share}, by its tasks about {by_tasks})",
            )
        )
    if near and (near.above or near.below):
        said.append(
            Text(
                zh=f"离其他单位和任务比任务数应有的{'近' if near.above else '远'}",
                en=f"is {'closer to' if near.above else 'farther from'} the others than its tasks explain",
            )
        )
    return said


def build_chance_caveat(units: Sequence[UnitPositionTests], standing: PositionTests) -> Text:
    """Say that as many units deviate by chance, to follow the verdicts.

    Args:
        units: Tests of the units named.
        standing: Position tests.

    Returns:
        One sentence; empty where chance gives fewer.
    """
    flagged = [
        measure
        for measure in VERDICT_WORDS
        if any((against := one.get_null_comparison(measure)) and (against.above or against.below) for one in units)
    ]
    unusual = {measure: standing.get_flag_count(measure) for measure in flagged}
    within = [measure for measure, found in unusual.items() if found and found.within_chance]
    if not within:
        return Text(zh="", en="")
    if len(within) == len(flagged):
        return Text(zh=f"{CHANCE_CAVEAT.zh}。", en=f" {CHANCE_CAVEAT.en[:1].upper()}{CHANCE_CAVEAT.en[1:]}.")
    word = VERDICT_WORDS[within[0]]
    return Text(
        zh=f"其中{word.zh}上的，{CHANCE_CAVEAT.zh}。",
        en=f" As to {word.en}, {CHANCE_CAVEAT.en}.",
    )


EMPTY_TEXT = Text(zh="", en="")


@dataclass(frozen=True, slots=True)
class _RankCounts:
    """Number of units at each rank, to mark shared ranks."""

    leads: Counter[int]
    total: Counter[int]
    bridge: Counter[int]

    @classmethod
    def of(cls, results: Results) -> _RankCounts:
        return cls(
            leads=Counter(load.rank_leads for load in results.workload.loads),
            total=Counter(load.rank_total for load in results.workload.loads),
            bridge=Counter(one.rank_unit_betweenness for one in results.centrality.units),
        )


def _format_rank(rank: int, held: Counter[int]) -> Text:
    shared = held[rank] > 1
    return Text(zh=f"{'并列' if shared else '排'}第 {rank}", en=f"{'shared ' if shared else ''}rank {rank}")


def describe_profiles(network: ResponsibilityNetwork, results: Results, focus: Focus) -> tuple[Text, ...]:
    """Describe the units in focus: leads, bridging and joint leads; names not found come last.

    Args:
        network: Network of the plan.
        results: Results of the analysis.
        focus: Profiles of the units.

    Returns:
        One text a sentence; none without units and missing names.
    """
    places, units, missing = _RankCounts.of(results), focus.units, focus.names_missing
    said = []
    if units:
        said.append(_counts_sentence(network, units, places))
        said.append(_join_clauses([_describe_position(network, one, places) for one in units]))
    placed = [one for one in units if one.neighbours and one.standing.beyond]
    if placed:
        said.append(_null_sentence(network, placed, results.standing))
    if missing:
        said.append(
            Text(
                zh=f"本方案中没有找到名为{format_list(missing, 'zh')}的单个单位（集合单位不参加比较）；请核对名称。",
                en=f"This plan has no single unit named {format_list(missing, 'en')} (collectives are not compared); "
                "please check the name.",
            )
        )
    return tuple(said)


def _join_clauses(said: Sequence[Text], start: Text = EMPTY_TEXT) -> Text:
    """Join clauses to one sentence."""
    return Text(
        zh=f"{start.zh}{'；'.join(one.zh for one in said)}。",
        en=f"{start.en}{'; '.join(one.en for one in said)}.",
    )


def _counts_sentence(network: ResponsibilityNetwork, units: tuple[FocusUnit, ...], places: _RankCounts) -> Text:
    said = [_describe_counts(network, one, places) for one in units]
    if len(units) == 2:
        said.append(_describe_joint_leads(network, units[0], units[1]))
    among = len(network.actors)
    return _join_clauses(
        said, Text(zh=f"在 {among} 个单位中，", en=f"Among {among} units: ") if among > 1 else EMPTY_TEXT
    )


def _describe_counts(network: ResponsibilityNetwork, one: FocusUnit, places: _RankCounts) -> Text:
    load, name = one.load, format_unit_names(network, [one.unit])
    if not network.names_leads:
        place = _format_rank(load.rank_total, places.total)
        return Text(
            zh=f"{name.zh}参与 {load.total} 项，{place.zh}",
            en=f"{name.en} takes part in {format_count(load.total, 'task', 'tasks')}, {place.en}",
        )
    counts = Text(
        zh=f"{name.zh}牵头 {load.leads} 项、其他参与 {load.others} 项",
        en=f"{name.en} leads {format_count(load.leads, 'task', 'tasks')} and takes part in "
        f"{format_other_tasks(load.others)}",
    )
    if not load.leads:
        return counts
    place = _format_rank(load.rank_leads, places.leads)
    return Text(zh=f"{counts.zh}，牵头数{place.zh}", en=f"{counts.en}, {place.en} by leads")


def _describe_position(network: ResponsibilityNetwork, one: FocusUnit, places: _RankCounts) -> Text:
    """Describe the number of neighbours, and the rank by betweenness."""
    found, name = one.centrality, format_unit_names(network, [one.unit])
    if not one.neighbours:
        return Text(zh=f"{name.zh}与其他单位没有共同任务", en=f"{name.en} shares no task with another unit")
    shares = Text(
        zh=f"{name.zh}与 {one.neighbours} 个单位有共同任务",
        en=f"{name.en} shares tasks with {format_count(one.neighbours, 'unit', 'units')}",
    )
    if found.unit_betweenness <= 0:
        return Text(
            zh=f"{shares.zh}，没有桥梁作用：其他单位之间的最短联系都不经过它",
            en=f"{shares.en} and is no bridge: no shortest path between two other units passes it",
        )
    place = _format_rank(found.rank_unit_betweenness, places.bridge)
    return Text(
        zh=f"{shares.zh}，桥梁作用{place.zh}",
        en=f"{shares.en} and has {place.en} as a bridge",
    )


def _null_sentence(network: ResponsibilityNetwork, units: Sequence[FocusUnit], standing: PositionTests) -> Text:
    """Say for each unit whether it is more central than its number of tasks explains."""
    start = Text(zh="任务数不变、重新抽签作对照，", en="Held against draws that keep the numbers of tasks, ")
    verdicts = [list_verdicts(one.standing) for one in units]
    if any(verdicts):
        said = [_describe_verdicts(network, one, those) for one, those in zip(units, verdicts, strict=True)]
        told, also = _join_clauses(said, start), build_chance_caveat([one.standing for one in units], standing)
        return Text(zh=f"{told.zh}{also.zh}", en=f"{told.en}{also.en}")
    bridging = [one.standing.get_null_comparison("unit_betweenness") for one in units]
    there = all(is_near_expected(each) for each in bridging if each)
    if len(units) > 1:
        both = Text(zh="两家", en="neither") if len(units) == 2 else Text(zh="这几家", en="no")
        anyway = Text(
            zh="：按各自的任务数，本来就该有这样的位置" if there else "",
            en=": with so many tasks, each would stand about there" if there else "",
        )
        return Text(
            zh=f"{start.zh}{both.zh}的位置都没有超出任务数能解释的{anyway.zh}。",
            en=f"{start.en}{both.en} position says more than the count{anyway.en}.",
        )
    name = format_unit_names(network, [units[0].unit])
    anyway = Text(
        zh="：按它的任务数，本来就该有这样的位置" if there else "",
        en=": with so many tasks, it would stand about there" if there else "",
    )
    return Text(
        zh=f"{start.zh}{name.zh}的位置没有超出任务数能解释的{anyway.zh}。",
        en=f"{start.en}the position of {name.en} adds nothing to the count{anyway.en}.",
    )


def _describe_verdicts(network: ResponsibilityNetwork, one: FocusUnit, verdicts: Sequence[Text]) -> Text:
    name = format_unit_names(network, [one.unit])
    if not verdicts:
        return Text(
            zh=f"{name.zh}按它的任务数，本来就该有这样的位置",
            en=f"{name.en} stands about where its tasks would put it anyway",
        )
    return Text(
        zh=f"{name.zh}{'，'.join(each.zh for each in verdicts)}",
        en=f"{name.en} {' and '.join(each.en for each in verdicts)}",
    )


def _describe_joint_leads(network: ResponsibilityNetwork, a: FocusUnit, b: FocusUnit) -> Text:
    if not network.names_leads:
        return Text(
            zh="方案没有写明牵头单位，是否共同牵头无从比较",
            en="the plan names no leads, so joint leads cannot be compared",
        )
    shared = next((partner.tasks for partner in a.co_leads if partner.unit == b.unit), ())
    if not shared:
        return Text(zh="两家没有共同牵头的任务", en="the two lead no task together")
    named = add_brackets(format_task_list(network, shared, most=12))
    return Text(
        zh=f"两家共同牵头 {len(shared)} 项{named.zh}",
        en=f"the two lead {format_count(len(shared), 'task', 'tasks')} together {named.en}",
    )


POSITION_WORDS = {
    "unit_betweenness": Text(zh="桥梁作用", en="bridging"),
    "harmonic": Text(zh="接近程度", en="closeness"),
}
TOO_SMALL = Text(
    zh="有任务的单个单位不足三个，位置无从比较。",
    en="With fewer than three single units with tasks there are no positions to compare.",
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
    return Finding(
        id="position-given-volume",
        title=Text(zh="位置与任务数是否相称", en="Position given the number of tasks"),
        sentence=_volume_sentence(network, found),
        rule=Text(
            zh=f"{describe_null_model(found).zh}比较的单位多，光凭偶然也会有几个差得多的："
            "抽签的方案里 95% 不超过几个，就以几个为限。接近程度按距离的倒数平均，方案分成几块时也可比。",
            en=f"{describe_null_model(found).en} Where many units are compared, "
            "chance alone makes some differ; it allows as many as 95% of the drawn plans do not exceed. "
            "Closeness is the mean of reciprocal distances, which also compares where a plan falls into parts.",
        ),
        population=describe_population(network),
        limits=Text(
            zh="这里不问任务数本身多不多，只问同样多的任务换了别人一起做，位置会不会不同。"
            "相称不等于不重要：任务多的单位，位置本来就居中。" + limit.zh,
            en="This does not ask whether the tasks are many, only whether as many tasks in other company would give "
            "another position. A position that the tasks explain is no less important." + (limit.en and f" {limit.en}"),
        ),
        evidence=tuple(
            Evidence(unit=one.unit, value=against.value)
            for measure in POSITION_WORDS
            for one in found.units
            if (against := one.get_null_comparison(measure)) and (against.above or against.below)
        ),
    )


def _has_enough_units(found: PositionTests) -> bool:
    return sum(any(each.value > 0 for each in one.beyond) for one in found.units) > 2


def _volume_sentence(network: ResponsibilityNetwork, found: PositionTests) -> Text:
    if not _has_enough_units(found):
        return TOO_SMALL
    told = {measure: _name_outliers(network, found, measure) for measure in POSITION_WORDS}
    if not any(told.values()):
        return Text(
            zh="任务数不变、重新抽签作对照：没有哪个单位的桥梁作用或接近程度与任务数不相称。",
            en="Held against draws that keep the numbers of tasks: no unit's bridging or closeness differs from what "
            "its tasks explain.",
        )
    said = [odd or _no_outlier_text(POSITION_WORDS[measure]) for measure, odd in told.items()]
    return Text(
        zh=f"任务数不变、重新抽签作对照：{''.join(one.zh for one in said)}",
        en=f"Held against draws that keep the numbers of tasks: {join_after_colon(said)}",
    )


def join_after_colon(said: list[Text]) -> str:
    """Join English sentences, the first to follow a colon."""
    return " ".join(one.en if place == 0 else capitalise_first(one.en) for place, one in enumerate(said))


def _no_outlier_text(word: Text) -> Text:
    return Text(
        zh=f"没有哪个单位的{word.zh}与任务数不相称。",
        en=f"no unit's {word.en} differs from what its tasks explain.",
    )


def _name_outliers(network: ResponsibilityNetwork, found: PositionTests, measure: str) -> Text | None:
    """Name the units that deviate in this measure, and the number that chance allows; None where there are none."""
    word, unusual = POSITION_WORDS[measure], found.get_flag_count(measure)
    sides = [
        (side, format_unit_names(network, units, most=4))
        for side, units in (
            (Text(zh="偏大", en="more"), _select_units(found, measure, above=True)),
            (Text(zh="偏小", en="less"), _select_units(found, measure, above=False)),
        )
        if units
    ]
    if not sides or unusual is None:
        return None
    names = add_brackets(
        Text(
            zh="，".join(f"{side.zh}的有{those.zh}" for side, those in sides),
            en="; ".join(f"{side.en}: {those.en}" for side, those in sides),
        )
    )
    if unusual.within_chance:
        allowed = Text(zh=f"偶然也会有多达 {unusual.most} 个，不足为凭", en=f"chance alone gives up to {unusual.most}")
    elif not unusual.most:
        allowed = Text(zh="光凭偶然一般一个也没有", en="chance alone gives none as a rule")
    else:
        allowed = Text(zh=f"光凭偶然一般不超过 {unusual.most} 个", en=f"chance alone gives no more than {unusual.most}")
    return Text(
        zh=f"{word.zh}与任务数不相称的有 {unusual.units} 个{names.zh}，{allowed.zh}。",
        en=f"the {word.en} of {format_count(unusual.units, 'unit', 'units')} differs from what the tasks explain "
        f"{names.en}, and {allowed.en}.",
    )


def _select_units(found: PositionTests, measure: str, *, above: bool) -> list[str]:
    compared = [(one.unit, one.get_null_comparison(measure)) for one in found.units]
    return [unit for unit, against in compared if against and (against.above if above else against.below)]


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
