"""JSON values of results, with approximations and move reasons in words."""

from __future__ import annotations

from typing import Any, get_args

from respnet.analysis.approximations import Approximation
from respnet.analysis.rebalance.rebalance import MoveReason
from respnet.core.to_json import Wording, to_jsonable
from respnet.findings.approximations import describe_approximation
from respnet.findings.rebalance import describe_move_reason

_WORDING: Wording = {**dict.fromkeys(get_args(Approximation), describe_approximation), MoveReason: describe_move_reason}


def result_to_jsonable(result: object) -> Any:
    """Convert a result; approximations and the reasons of moves become texts in both languages.

    >>> from respnet.analysis.approximations import CoverApproximation
    >>> sorted(result_to_jsonable(CoverApproximation(proved=True)))
    ['en', 'zh']
    """
    return to_jsonable(result, _WORDING)
