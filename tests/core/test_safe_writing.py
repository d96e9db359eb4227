"""An interrupt waits while something is made or cleared away, and is never lost."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable

import pytest

from respnet.core.safe_writing import run_and_clear


def run_whole(work: Callable[[], object]) -> None:
    run_and_clear(lambda: None, work)


def test_an_interrupt_ends_the_work_alone_and_waits_elsewhere() -> None:
    for place, expected in (
        ("prepare", ["prepare", "work", "clear"]),
        ("work", ["prepare", "clear"]),
        ("clear", ["prepare", "work", "clear"]),
    ):
        done: list[str] = []

        def do(name: str, place: str = place, done: list[str] = done) -> None:
            if name == place:
                signal.raise_signal(signal.SIGINT)
            done.append(name)

        with pytest.raises(KeyboardInterrupt):
            run_and_clear(lambda do=do: do("work"), lambda do=do: do("clear"), lambda do=do: do("prepare"))
        assert done == expected
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_one_within_another_waits_for_the_outer_one() -> None:
    done: list[str] = []

    def inner() -> None:
        signal.raise_signal(signal.SIGINT)
        done.append("inner")

    with pytest.raises(KeyboardInterrupt):
        run_whole(lambda: (run_whole(inner), done.append("outer")))
    assert done == ["inner", "outer"]


def test_an_error_comes_before_the_interrupt_that_waited_behind_it() -> None:
    def fail() -> None:
        signal.raise_signal(signal.SIGINT)
        raise ValueError("no room")

    with pytest.raises(KeyboardInterrupt) as raised:
        run_whole(fail)
    assert str(raised.value.__context__) == "no room"


def test_a_program_that_ignores_interrupts_and_another_thread_are_left_alone() -> None:
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        run_whole(lambda: signal.raise_signal(signal.SIGINT))
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, former)
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(run_and_clear(lambda: 3, lambda: None)))
    thread.start()
    thread.join(60)
    assert found == [3]
