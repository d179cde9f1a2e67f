from __future__ import annotations

import gc

import pytest

from handbill.collector import paused


def test_the_collector_waits_and_goes_on_whatever_happens() -> None:
    assert gc.isenabled()
    with paused():
        assert not gc.isenabled()
    with pytest.raises(ZeroDivisionError), paused():
        _ = 1 / 0
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
