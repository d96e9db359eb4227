from __future__ import annotations

from typing import get_args

import pytest

from respnet.analysis.approximations import (
    Approximation,
    CandidateLimit,
    ClusterApproximation,
    CoverApproximation,
    EnumeratedMoves,
    FewerDraws,
    PivotApproximation,
    PositionApproximation,
    TieApproximation,
)
from respnet.core.i18n import Text
from respnet.findings.catalog import result_to_jsonable
from respnet.findings.finding import describe_approximation

SAID = {
    FewerDraws(made=1_100, asked=5_000): (
        "The plan is very large, so there were 1100 draws instead of 5000; a chance of about 5 % is then off "
        "by at most 1.3 points, at 95 % confidence."
    ),
    TieApproximation(near_exact=True, pairs=900, listed=500): (
        "The plan is large, so the chances come from a formula that is nearly exact: every task keeps its number of "
        "units, the pair its numbers of tasks, and the other units theirs on average. "
        "Of 900 pairs with joint tasks the 500 most remarkable are listed."
    ),
    TieApproximation(near_exact=False, pairs=900, listed=500): (
        "Of 900 pairs with joint tasks the 500 most remarkable are listed."
    ),
    ClusterApproximation(25, 30, 24, 4, 0.0123): (
        "The plan is large, so less was tried: 25 lotteries were drawn, 30 tasks left out in turn, and the tasks drawn "
        "anew 24 times. The groups come from label propagation (LPAb+) from 4 starts and are not proved the best; the "
        "worst start fell 1.2 % short."
    ),
    PositionApproximation(draws=60, repetitions=22): (
        "The plan is large: 60 plans were drawn and each change tried 22 times, fewer than for a small plan, "
        "so the results are a little coarser."
    ),
    PositionApproximation(draws=60, repetitions=20, pivots=64): (
        "The plan is large: 60 plans were drawn and each change tried 20 times, fewer than for a small plan, "
        "so the results are a little coarser. In the plan and in those drawn alike, paths and distances are estimated "
        "from 64 units and 64 tasks at random, so the chances hold, but differences are harder to see."
    ),
    PivotApproximation(pivots=1024, error=0.0793): (
        "The plan is very large, so shortest paths start at 1024 units and 1024 tasks at random (sampled as by Brandes "
        "and Pich); at 95 % confidence no betweenness is off by more than 0.08, as a rule by far less."
    ),
    CoverApproximation(proved=False): (
        "The plan is large: the set of units that leads everything was found step by step and is not proved the "
        "smallest."
    ),
    CoverApproximation(proved=True): (
        "The smallest set of units that leads everything is found; whether it is the only one was not decided."
    ),
    EnumeratedMoves(3): (
        "The plan is very large: at most 3 moves were enumerated, each proved best; the integer programs (HiGHS) that "
        "find more were left out."
    ),
    CandidateLimit(20): ("There are many tasks: each old one was compared with the 20 new ones that are most like it."),
}


@pytest.mark.parametrize(("found", "en"), SAID.items(), ids=[type(one).__name__ for one in SAID])
def test_each_approximation_is_worded_also_in_json(found: Approximation, en: str) -> None:
    said = describe_approximation(found)
    assert said.en == en
    assert said.zh.endswith("。")
    assert result_to_jsonable(found) == {"zh": said.zh, "en": said.en}


def test_none_is_left_out() -> None:
    assert {type(one) for one in SAID} == set(get_args(Approximation))
    assert describe_approximation(None) == Text(zh="", en="")
