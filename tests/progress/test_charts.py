from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from handbill.progress.charts import HEIGHT, WIDTH, trend
from handbill.progress.history import entry
from tests.progress.sample import AT, counted

NUMBERS = st.integers(0, 300)
HISTORY = st.lists(st.tuples(st.integers(0, 400), NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=12)


def test_one_day_is_no_trend() -> None:
    assert trend([], counted(1, 1, 1, 1), AT.date()) is None
    assert trend([entry(AT, "es", {"faq": counted(1, 0, 0, 0)})], counted(1, 1, 1, 1), AT.date()) is None


def test_a_campaign_without_words_has_no_trend() -> None:
    assert trend([entry(AT - dt.timedelta(3), "es", {})], counted(0, 0, 0, 0), AT.date()) is None


def test_the_last_point_is_how_it_is_now() -> None:
    known = [entry(AT - dt.timedelta(9), "es", {"faq": counted(8, 0, 2, 0)})]
    drawn = trend(known, counted(0, 0, 6, 4), AT.date())
    assert drawn is not None
    assert [point.date for point in drawn.points] == [dt.date(2011, 6, 25), AT.date()]
    assert drawn.summary == "2011-06-25: 20 of 100 words done; 2011-07-04: 100 of 100."
    assert drawn.most == 100


def test_a_day_shows_what_was_recorded_on_it_last() -> None:
    day = AT - dt.timedelta(2)
    known = [entry(day, "es", {"faq": counted(8, 0, 2, 0)}), entry(day, "es", {"faq": counted(5, 0, 5, 0)})]
    drawn = trend(known, counted(0, 0, 10, 0), AT.date())
    assert drawn is not None
    assert [point.tally.words_done for point in drawn.points] == [50, 100]


@given(HISTORY)
def test_every_history_is_drawn_within_its_frame(days: list[tuple[int, ...]]) -> None:
    known = [entry(AT - dt.timedelta(day), "es", {"faq": counted(*numbers)}) for day, *numbers in days]
    drawn = trend(sorted(known, key=lambda each: each.at), counted(1, 0, 0, 0), AT.date())
    if drawn is None:
        return
    for path in re.findall(r' d="([^"]+)"', drawn.svg):
        across = [float(x) for x in re.findall(r"[MLH]([\d.]+)", path)]
        down = [float(y) for y in re.findall(r"V([\d.]+)", path)]
        assert across == sorted(across)
        assert across[0] == 0
        assert across[-1] == WIDTH
        assert all(0 <= y <= HEIGHT for y in down)
