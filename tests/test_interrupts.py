"""Ctrl-C is heard, wherever Python is when it comes."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from handbill.interrupts import Interrupts


class Deaf:
    """An object whose finalizer is interrupted."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.fixture(autouse=True)
def handler() -> Iterator[None]:
    """Python's own handler, before and after."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interruption_that_a_finalizer_threw_away_is_raised_again() -> None:
    with Interrupts() as interrupts:
        Deaf()
        with pytest.raises(KeyboardInterrupt):
            interrupts.look()
        interrupts.look()


def test_an_interruption_is_raised_at_once_where_it_can_be() -> None:
    with Interrupts(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_what_must_be_done_whole_is_done_before_it_is_raised() -> None:
    done = []

    def interrupted(interrupts: Interrupts) -> None:
        with interrupts.held():
            signal.raise_signal(signal.SIGINT)
            done.append(1)

    with Interrupts() as interrupts, pytest.raises(KeyboardInterrupt):
        interrupted(interrupts)
    assert done == [1]


def test_a_polite_request_to_end_is_heard_as_one() -> None:
    with Interrupts(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_without_one_nothing_is_raised() -> None:
    with Interrupts() as interrupts:
        interrupts.look()


def test_a_handler_of_somebody_else_stays() -> None:
    heard: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    with Interrupts() as interrupts:
        signal.raise_signal(signal.SIGINT)
        interrupts.look()
    assert heard == [signal.SIGINT]
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_another_thread_than_the_main_one_leaves_the_handler_alone() -> None:
    def look() -> object:
        with Interrupts() as interrupts:
            interrupts.look()
            return signal.getsignal(signal.SIGINT)

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(look).result() is signal.default_int_handler
