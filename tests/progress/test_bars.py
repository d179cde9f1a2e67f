from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbill.model import State
from handbill.progress.bars import BEST_FIRST, segments
from handbill.progress.count import Tally

COUNTS = st.fixed_dictionaries({state: st.integers(0, 2000) for state in State})


@given(COUNTS, st.integers(4, 1000))
def test_a_bar_never_shows_more_done_than_there_is(counts: dict[State, int], length: int) -> None:
    tally = Tally(counts, counts)
    cells = dict(zip(BEST_FIRST, segments(tally, length), strict=True))
    assert sum(cells.values()) == length
    assert min(cells.values()) >= 0
    finished = cells[State.REVIEWED] + cells[State.TRANSLATED]
    assert finished <= tally.done * length + 1e-9
    assert cells[State.REVIEWED] * max(1, tally.total_words) <= counts[State.REVIEWED] * length or not tally.total_words
    assert (finished == length) is tally.complete
    for state in (State.UNTRANSLATED, State.FUZZY):
        assert bool(cells[state]) is bool(counts[state])


def test_shares_are_of_words() -> None:
    counts = {State.UNTRANSLATED: 1, State.FUZZY: 1, State.TRANSLATED: 1, State.REVIEWED: 1}
    words = {State.UNTRANSLATED: 10, State.FUZZY: 20, State.TRANSLATED: 30, State.REVIEWED: 40}
    assert segments(Tally(counts, words), 10) == (4, 3, 2, 1)


def test_what_has_no_words_is_full_or_shows_that_it_is_not() -> None:
    assert segments(Tally(), 8) == (8, 0, 0, 0)
    assert segments(Tally({State.UNTRANSLATED: 1}), 8) == (7, 0, 0, 1)
