"""Findings on position tests: centrality beyond the number of tasks, and rank robustness."""

from __future__ import annotations

from respnet.analysis.position.perturbation import Perturbation
from respnet.analysis.position.position_tests import PositionTests, RankRange, UnitPositionTests
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.approximations import describe_approximation
from respnet.findings.display_names import add_brackets, capitalise_first, describe_population, format_unit_names
from respnet.findings.finding import Evidence, Finding
from respnet.findings.position import describe_null_model, describe_perturbation

FIRM_RANK_WIDTH = 5
"""A rank that moves over fewer places than so many can be told from others."""
POSITION_WORDS = {
    "unit_betweenness": Text(zh="桥梁作用", en="bridging"),
    "harmonic": Text(zh="接近程度", en="closeness"),
}
PERTURBATION_WORDS = {
    Perturbation.ONE_TASK_LESS: Text(zh="少一项任务", en="one task less"),
    Perturbation.TASKS_REDRAWN: Text(zh="任务重抽", en="tasks drawn anew"),
    Perturbation.TWO_TASKS_MORE: Text(zh="多两项任务", en="two tasks more"),
    Perturbation.LINES_MOVED: Text(zh="5% 的线改动", en="5% of the lines moved"),
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


def describe_rank_ranges(network: ResponsibilityNetwork, found: PositionTests) -> Finding:
    """Describe the ranks by betweenness that are robust to perturbation.

    Args:
        network: Network of the plan.
        found: Position tests.

    Returns:
        The finding.
    """
    limit = describe_approximation(found.approximation)
    leading = _list_leading(found)
    return Finding(
        id="rank-ranges",
        title=Text(zh="名次稳不稳", en="How firm the ranks are"),
        sentence=_range_sentence(network, found, leading),
        rule=Text(
            zh=f"{describe_perturbation(found).zh}名次指桥梁作用的名次。",
            en=f"{describe_perturbation(found).en} The ranks are those by bridging.",
        ),
        population=describe_population(network),
        limits=Text(
            zh="名次区间不是抽样误差：方案就是全部记录。重抽会有重复的任务，桥梁作用因此略偏。文件漏写的单位不在其中。"
            + limit.zh,
            en="A rank range is no sampling error: the plan is the full record. Drawing anew repeats tasks, which "
            "shifts bridging a little. Units that the text forgot are not in it." + (limit.en and f" {limit.en}"),
        ),
        evidence=tuple(
            Evidence(unit=one.unit, value=float(place))
            for one in leading
            for place in one.get_rank_range("unit_betweenness") or ()
        ),
    )


def _list_leading(found: PositionTests) -> list[UnitPositionTests]:
    """List the units whose rank interval includes the first place, if betweenness separates any units."""
    ranges = [(one, one.get_rank_range("unit_betweenness")) for one in found.units]
    reach = [one for one, ends in ranges if ends and ends[0] == 1]
    return reach if len(reach) < len(found.units) else []


def _range_sentence(network: ResponsibilityNetwork, found: PositionTests, leading: list[UnitPositionTests]) -> Text:
    if not _has_enough_units(found):
        return TOO_SMALL
    if not leading:
        return Text(
            zh="方案稍有变动，桥梁作用的第一名就可能是任何一个单位：名次不宜分高下。",
            en="When the plan changes a little, any unit may come first in bridging: the ranks tell nothing apart.",
        )
    firsts = format_unit_names(network, [one.unit for one in leading], most=4)
    widths = [ends[1] - ends[0] for one in found.units if (ends := one.get_rank_range("unit_betweenness"))]
    firm = sum(width < FIRM_RANK_WIDTH for width in widths)
    if len(leading) == 1:
        least = min(
            (one for one in leading[0].ranges if one.measure == "unit_betweenness"),
            key=lambda one: (one.first, one.shaking),
        )
        first = _always_first(firsts, least)
    else:
        first = Text(
            zh=f"方案稍有变动，桥梁作用能排到第一的有 {len(leading)} 个：{firsts.zh}。",
            en=f"When the plan changes a little, {len(leading)} units can come first in bridging: {firsts.en}.",
        )
    rest = _count_stable(firm, len(widths))
    return Text(zh=f"{first.zh}{rest.zh}", en=f"{first.en} {rest.en}".rstrip())


def _always_first(unit: Text, least: RankRange) -> Text:
    """Describe a unit that alone is first, in at least the share of cases of `least`."""
    if least.first == 1:
        return Text(
            zh=f"方案稍有变动，桥梁作用排第一的总是{unit.zh}。",
            en=f"When the plan changes a little, {unit.en} always comes first in bridging.",
        )
    often, shaking = f"{100 * least.first:.3g}%", PERTURBATION_WORDS[least.shaking]
    return Text(
        zh=f"方案稍有变动，桥梁作用排第一的一般仍是{unit.zh}，"
        f"最不利的变动（{shaking.zh}）里也有 {often} 的情形排第一。",
        en=f"When the plan changes a little, {unit.en} as a rule still comes first in bridging, "
        f"in {often} of the cases even under the worst change ({shaking.en}).",
    )


def _count_stable(firm: int, units: int) -> Text:
    """Count the stable ranks; empty where there are too few ranks to move by the limit."""
    if units <= FIRM_RANK_WIDTH:
        return Text(zh="", en="")
    if firm == units:
        return Text(
            zh=f"各单位名次上下都不到 {FIRM_RANK_WIDTH} 位。",
            en=f"No unit moves over {FIRM_RANK_WIDTH} places or more.",
        )
    if not firm:
        return Text(
            zh=f"各单位名次上下都有 {FIRM_RANK_WIDTH} 位以上，不宜分高下。",
            en=f"Every unit moves over {FIRM_RANK_WIDTH} places or more, so the ranks should not be told apart.",
        )
    return Text(
        zh=f"{units} 个单位里，名次上下不到 {FIRM_RANK_WIDTH} 位的有 {firm} 个，其余的名次不宜分高下。",
        en=f"Of {units} units {firm} {'moves' if firm == 1 else 'move'} over fewer than {FIRM_RANK_WIDTH} places; "
        "the ranks of the others should not be told apart.",
    )
