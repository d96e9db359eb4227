"""Wording of null comparisons of a unit's position."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.analysis.position.position_tests import NullComparison, PositionTests, UnitPositionTests
from respnet.core.i18n import Text

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
