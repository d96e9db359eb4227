"""Finding on position tests: centrality beyond the number of tasks."""

from __future__ import annotations

from respnet.analysis.position.position_tests import PositionTests
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.approximations import describe_approximation
from respnet.findings.display_names import add_brackets, capitalise_first, describe_population, format_unit_names
from respnet.findings.finding import Evidence, Finding
from respnet.findings.position import describe_null_model

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
