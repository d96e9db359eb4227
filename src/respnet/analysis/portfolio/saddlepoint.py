"""Saddlepoint approximation of a sum of many independent whole numbers (Lugannani & Rice 1980, on a lattice).

For sums over so many plans that convolving takes too long. The relative error of a tail is a few percent with ten
terms and below 1 % with 150, however small the tail; a normal approximation is off by a factor of two at 10^-6.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import copysign, erfc, exp, expm1, inf, pi, sqrt

import numpy as np

from respnet.analysis.nulls.pair_null import Counts, Vector

LARGEST_LOG = 20.0
"""Ratios are estimated up to exp(20), about 500 million."""
BISECTIONS = 60
_NEAR_MEAN = 1e-5


class SumOfLaws:
    """Sum of independent numbers 0, 1, …, given by the probabilities of distinct laws and how often each is in the sum.

    >>> coins = SumOfLaws([np.array([0.5, 0.5])], np.array([2000]))
    >>> coins.mean, [f"{coins.compute_tail(1100):.3e}", f"{coins.compute_tail(900, fewer=True):.3e}"]
    (1000.0, ['4.229e-06', '4.229e-06'])
    """

    def __init__(self, laws: Sequence[Vector], counts: Counts) -> None:
        length = max(law.size for law in laws)
        with np.errstate(divide="ignore"):
            self._logs = np.log(np.stack([np.pad(law / law.sum(), (0, length - law.size)) for law in laws]))
        self._counts, self._numbers = counts.astype(np.float64), np.arange(length, dtype=np.float64)
        self._ends = np.array([law.size - 1 for law in laws])
        self.most = int(self._ends @ counts)
        self.mean = self._differentiate(0.0)[1]

    def compute_tail(self, number: int, *, fewer: bool = False) -> float:
        """Approximate the probability of `number` or more; with `fewer`, of `number` or fewer."""
        return self._compute_tail(number, self._find_angle(number), 0.0, fewer=fewer)

    def estimate_ratio(self, number: int, *, fewer: bool, level: float) -> tuple[float, float]:
        """Estimate how many times likelier each one is than by the laws, from their sum.

        Args:
            number: The observed sum.
            fewer: Take the limit above the estimate instead of below.
            level: Probability of the observed sum, or one further out, at the limit.

        Returns:
            The ratio under which the mean is `number`, infinite where there cannot be more, and its limit.
        """
        angle = self._find_angle(number)
        low, high = -LARGEST_LOG, LARGEST_LOG
        for _ in range(BISECTIONS):
            tilt = (low + high) / 2
            beyond = self._compute_tail(number, angle, tilt, fewer=fewer)
            low, high = (tilt, high) if (beyond > level) == fewer else (low, tilt)
        ratio = 0.0 if number <= 0 else inf if number >= self.most else exp(min(LARGEST_LOG, max(-LARGEST_LOG, angle)))
        return ratio, exp((low + high) / 2)

    def _differentiate(self, angle: float) -> tuple[float, float, float, float]:
        """Return the cumulant generating function at `angle`, and its three derivatives."""
        exponents = self._logs + angle * self._numbers
        peaks = exponents.max(axis=1)
        weights = np.exp(exponents - peaks[:, None])
        sums = weights.sum(axis=1)
        weights /= sums[:, None]
        means = weights @ self._numbers
        centred = self._numbers - means[:, None]
        spread, skew = (float(self._counts @ (weights * centred**power).sum(axis=1)) for power in (2, 3))
        return float(self._counts @ (peaks + np.log(sums))), float(self._counts @ means), spread, skew

    def _find_angle(self, number: int) -> float:
        """Find the tilt under which `number` is the mean, by Newton's steps within a bracket."""
        low, high, angle = -BISECTIONS * 1.0, BISECTIONS * 1.0, 0.0
        for _ in range(BISECTIONS):
            _, mean, spread, _ = self._differentiate(angle)
            low, high = (angle, high) if mean < number else (low, angle)
            step = angle + (number - mean) / spread if spread > 0 else low
            step = step if low < step < high else (low + high) / 2
            if abs(step - angle) < 1e-12:
                break
            angle = step
        return angle

    def _compute_tail(self, number: int, angle: float, tilt: float, *, fewer: bool) -> float:
        if (number >= self.most) if fewer else (number <= 0):
            return 1.0
        base = self._differentiate(tilt)[0]
        if number in {0, self.most}:
            ends = self._logs[np.arange(self._ends.size), self._ends] if number else self._logs[:, 0]
            return exp(float(self._counts @ ends) + tilt * number - base)
        value, _, spread, skew = self._differentiate(angle)
        side = -1.0 if fewer else 1.0
        away = side * (angle - tilt)
        if abs(away) < _NEAR_MEAN:
            return 0.5 + (3 * spread - side * skew) / (6 * sqrt(2 * pi) * spread * sqrt(spread))
        w = copysign(sqrt(max(0.0, 2 * ((angle - tilt) * number - value + base))), away)
        u = -expm1(-away) * sqrt(spread)
        return min(1.0, max(0.0, erfc(w / sqrt(2)) / 2 + exp(-w * w / 2) / sqrt(2 * pi) * (1 / u - 1 / w)))
