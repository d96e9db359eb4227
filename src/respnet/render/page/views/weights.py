"""Weight slider: the loads at every weight, with whole and shared leads, for its script."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.stats.ranks import competition_ranks
from respnet.analysis.workload.weighting_schemes import ALPHAS, LOAD_TOLERANCE, RATIOS
from respnet.pipeline import Analysis
from respnet.render.presenter import Presenter

DEFAULT_RATIO = 0.5
"""Where the slider stands at first."""
MAX_NAMED_UNITS = 5


@dataclass(frozen=True, slots=True)
class WeightSetting:
    """Every unit's load under one weighting scheme, in table order: as text, as rank, and True if above the limit.

    `widths` are the lengths of the bars and `limit_at` the position of the limit, in percent of the longest bar of all
    schemes; `limit_at` is None if no limit was simulated for this scheme: then no unit counts as over.
    """

    ratio: str
    alpha: int
    limit_at: float | None
    loads: tuple[str, ...]
    widths: tuple[float, ...]
    ranks: tuple[int, ...]
    over: tuple[bool, ...]
    said: str


@dataclass(frozen=True, slots=True)
class WeightSlider:
    """All settings, grouped by sharing scheme, each by rising weight; `start` is the index shown first."""

    ratios: tuple[float, ...]
    settings: tuple[WeightSetting, ...]
    start: int

    @property
    def weighed(self) -> bool:
        """True if there is a weight to choose; without leads there is none."""
        return len(self.ratios) > 1


def build_weight_slider(analysis: Analysis, voice: Presenter, units: list[str]) -> WeightSlider:
    """Build the settings of the slider.

    Args:
        analysis: The results.
        voice: The presenter.
        units: Ids of the units, in table order.
    """
    found = analysis.results
    limits = {(one.ratio, one.alpha): one.limit for one in found.lottery.settings}
    led = len(limits) > len(ALPHAS)
    if led:
        limits[0.0, 0] = float(found.lottery.lead_limit)  # leads alone, each carried whole
    ratios = (0.0, *RATIOS) if led else (1.0,)
    lines = {one.unit: (one.whole, one.shared) for one in found.weighing.units}
    loads = [
        [lines[unit][alpha][0] + ratio * lines[unit][alpha][1] for unit in units]
        for alpha in ALPHAS
        for ratio in ratios
    ]
    largest = max((load for setting in loads for load in setting), default=0.0) or 1.0
    settings = tuple(
        _weight(voice, units, (ratio, alpha), limits.get((ratio, alpha)), loads[alpha * len(ratios) + place], largest)
        for alpha in ALPHAS
        for place, ratio in enumerate(ratios)
    )
    return WeightSlider(ratios, settings, ratios.index(DEFAULT_RATIO) if led else 0)


def _weight(
    voice: Presenter, units: list[str], way: tuple[float, int], limit: float | None, loads: list[float], largest: float
) -> WeightSetting:
    over = tuple(limit is not None and load > limit + LOAD_TOLERANCE for load in loads)
    texts = tuple(_written(load, way[1]) for load in loads)
    return WeightSetting(
        ratio=f"{way[0]:g}",
        alpha=way[1],
        limit_at=None if limit is None else round(100 * limit / largest, 2),
        loads=texts,
        widths=tuple(round(100 * load / largest, 2) for load in loads),
        ranks=competition_ranks(loads),
        over=over,
        said=_said(voice, units, way, limit, [(load, place) for place, load in enumerate(loads) if over[place]], texts),
    )


def _written(load: float, alpha: int) -> str:
    """Format a load: one decimal for whole leads and tenths of the weight, two for shares of leads."""
    return f"{load:.{1 + alpha}f}"


def _said(
    voice: Presenter,
    units: list[str],
    way: tuple[float, int],
    limit: float | None,
    over: list[tuple[float, int]],
    texts: tuple[str, ...],
) -> str:
    if limit is None:
        return voice.t("weight_not_drawn")
    written = _written(limit, way[1])
    if not over:
        return voice.t("weight_none_over", limit=written)
    named = sorted(over, key=lambda one: (-one[0], one[1]))
    names = voice.t("comma").join(
        voice.t("weight_unit", unit=voice.unit_name(units[place]), load=texts[place])
        for _, place in named[:MAX_NAMED_UNITS]
    )
    more = len(named) - MAX_NAMED_UNITS
    rest = voice.t("weight_more", n=more) if more > 0 else ""
    many = len(named) > 1
    return voice.t("weight_some_over" if many else "weight_one_over", limit=written, n=len(named), names=names + rest)
