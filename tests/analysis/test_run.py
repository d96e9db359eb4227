"""Running the measures: what is told meanwhile, and what happens when one of them fails or is interrupted."""

from __future__ import annotations

import threading

import pytest

from respnet.analysis import run
from respnet.analysis.run import Stage, compute_measures
from respnet.core.options import AnalysisOptions
from tests.analysis.family import FAMILY
from tests.analysis.fengdu import fengdu

FEW = AnalysisOptions(draws=200, tie_draws=300, null_draws=10)


def test_every_step_is_told_from_its_start_to_its_end_and_one_at_a_time() -> None:
    told: dict[Stage, list[tuple[int, int]]] = {}
    at_once = threading.Lock()

    def hear(stage: Stage, done: int, of: int) -> None:
        assert at_once.acquire(blocking=False)
        told.setdefault(stage, []).append((done, of))
        at_once.release()

    compute_measures(fengdu(), FEW, hear)
    assert set(told) == set(Stage)
    for steps in told.values():
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1]
        assert [done for done, _ in steps] == sorted(done for done, _ in steps)


@pytest.mark.parametrize("step", ["assess_loads", "find_lead_clusters", "rebalance"])
def test_a_step_that_fails_fails_the_whole(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by design")

    before = threading.enumerate()  # other tests of this process may have left theirs
    monkeypatch.setattr(run, step, fail)
    with pytest.raises(ZeroDivisionError, match="by design"):
        compute_measures(FAMILY["path"], FEW)
    assert all(one.daemon for one in threading.enumerate() if one not in before)


def test_an_interruption_ends_what_runs_beside() -> None:
    begun = threading.Event()

    def hear(stage: Stage, done: int, _: int) -> None:
        if stage is Stage.CLUSTERS and done:
            begun.set()
        elif begun.is_set():  # in the thread that a person can interrupt
            raise KeyboardInterrupt

    endless = AnalysisOptions(draws=200, tie_draws=300, null_draws=1_000_000)
    with pytest.raises(KeyboardInterrupt):
        compute_measures(fengdu(), endless, hear)


def test_what_listens_may_fail_too() -> None:
    def hear(stage: Stage, done: int, _: int) -> None:
        if stage is Stage.CLUSTERS and done:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        compute_measures(fengdu(), FEW, hear)
