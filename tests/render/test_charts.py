"""The geometry of the workload chart."""

from __future__ import annotations

import pytest

from respnet.core.plan import Role
from respnet.render.charts import BarData, build_bar_chart

DATA = [
    BarData("县科协", "#a", ((Role.LEAD, 22), (Role.RESPONSIBLE, 8))),
    BarData("县气象局", "#b", ((Role.LEAD, 0), (Role.RESPONSIBLE, 3))),
]


@pytest.mark.parametrize(("width", "label_width"), [(960, 150), (350, 0)])
def test_bars_are_in_proportion_and_stay_inside(width: int, label_width: int) -> None:
    chart = build_bar_chart(DATA, 7, width=width, label_width=label_width)
    lead, responsible = chart.rows[0].bars
    assert lead.x == label_width
    assert lead.width / responsible.width == pytest.approx(22 / 8, rel=1e-3)
    assert responsible.x == pytest.approx(lead.x + lead.width, abs=0.02)
    assert chart.rows[0].end <= width - 40
    assert chart.rows[-1].y + chart.bar_height <= chart.height
    assert chart.limit is not None
    assert chart.limit[1] == pytest.approx(label_width + 7 * lead.width / 22, abs=0.02)


def test_ticks_are_whole_and_few_even_for_nothing_and_for_thousands() -> None:
    assert [value for value, _ in build_bar_chart([], None, width=300, label_width=0).ticks] == [0, 1]
    busy = [BarData("a", "#", ((Role.LEAD, 4321),))]
    assert len(build_bar_chart(busy, None, width=300, label_width=0).ticks) <= 9
