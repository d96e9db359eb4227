from __future__ import annotations

from dataclasses import replace

from respnet.analysis.position.position_tests import NullComparison, PositionTests, UnitPositionTests, assess_positions
from respnet.findings.position import (
    build_chance_caveat,
    format_expected_share,
    is_near_expected,
    list_verdicts,
)
from tests.analysis.fengdu import fengdu


def found(bridging: int, closeness: int) -> PositionTests:
    """The shipped plan's standing, where chance gives up to so many units that stand out in either measure."""
    most = {"unit_betweenness": bridging, "harmonic": closeness}
    real = assess_positions(fengdu(), null_draws=20)
    unusual = tuple(replace(one, units=2, p=float(most.get(one.measure, 0) >= 2)) for one in real.unusual)
    return replace(real, unusual=unusual)


def unit(bridging: float, closeness: float) -> UnitPositionTests:
    """A unit with these chances of such a position."""
    return UnitPositionTests(
        "u",
        (
            NullComparison("unit_betweenness", 0.4, 0.3, 2.0, bridging, bridging),
            NullComparison("harmonic", 0.5, 0.6, -2.0, closeness, closeness),
        ),
        (),
    )


def test_verdicts_tell_each_measure_that_stands_out() -> None:
    assert [one.zh for one in list_verdicts(unit(0.01, 0.01))] == [
        "桥梁作用大于任务数应有的（40.0%，按任务数约 30%）",
        "离其他单位和任务比任务数应有的远",
    ]
    assert list_verdicts(unit(0.2, 0.2)) == []


def test_what_chance_gives_as_well_is_said_once_for_all() -> None:
    both = build_chance_caveat([unit(0.01, 0.01)], found(3, 3))
    assert both.zh == "比较的单位多，偶然也会有这样的。"
    assert both.en == " Among so many units chance alone gives some like that."
    one = build_chance_caveat([unit(0.01, 0.01)], found(3, 1))
    assert one.zh == "其中桥梁作用上的，比较的单位多，偶然也会有这样的。"
    assert one.en == " As to bridging, among so many units chance alone gives some like that."
    assert build_chance_caveat([unit(0.2, 0.01)], found(3, 3)).zh == both.zh
    assert build_chance_caveat([unit(0.01, 0.01)], found(1, 1)).zh == ""
    assert build_chance_caveat([unit(0.2, 0.2)], found(3, 3)).zh == ""


def test_about_what_the_draws_give() -> None:
    def against(value: float, expected: float) -> NullComparison:
        return NullComparison("unit_betweenness", value, expected, 1.0, 0.5, 0.5)

    assert is_near_expected(against(0.12, 0.10))
    assert is_near_expected(against(0.0, 0.01))
    assert not is_near_expected(against(0.4, 0.1))
    assert not is_near_expected(against(0.1, 0.4))
    # A third more or less is about there, no more than that; of small shares two in a hundred.
    assert [is_near_expected(against(value, 0.30)) for value in (0.22, 0.23, 0.39, 0.41)] == [False, True, True, False]
    assert [is_near_expected(against(value, 0.02)) for value in (0.039, 0.041)] == [True, False]
    assert format_expected_share(against(0.4, 0.304)) == "30%"
    assert format_expected_share(against(0.4, 0.034)) == "3.4%"
