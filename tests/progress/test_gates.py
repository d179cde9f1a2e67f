from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from handbill.languages import language
from handbill.progress.count import Tally
from handbill.progress.gates import stale, under
from handbill.progress.report import DocumentProgress, LocaleProgress, Progress
from tests.progress.sample import AT, counted


def one(tally: Tally, changed: dt.date | None = None) -> Progress:
    spoken = LocaleProgress(language("es"), (DocumentProgress("faq", tally, changed),))
    return Progress("x", language("en"), AT, (spoken,))


@pytest.mark.parametrize(
    ("tally", "minimum", "fails"),
    [
        (counted(2, 0, 8, 0), 80, False),
        (counted(2, 0, 8, 0), 81, True),
        (counted(0, 0, 10, 0), 100, False),
        (counted(0, 1, 999, 0), 100, True),
        (counted(9, 1, 0, 0), 0, False),
        (Tally(), 100, False),
    ],
)
def test_a_language_that_is_done_to_less_than_was_asked_for_is_named(tally: Tally, minimum: int, fails: bool) -> None:
    said = list(under(one(tally), minimum))
    assert bool(said) is fails
    assert all(line.startswith(f"Spanish (es): {tally.percent}%") for line in said)


@pytest.mark.parametrize(
    ("tally", "days", "fails"),
    [
        (counted(1, 0, 9, 0), 13, True),
        (counted(1, 0, 9, 0), 14, False),
        (counted(0, 1, 9, 0), 13, True),
        (counted(0, 0, 9, 0), 0, False),
    ],
)
def test_a_language_with_words_left_that_nobody_works_on_is_named(tally: Tally, days: int, fails: bool) -> None:
    assert bool(list(stale(one(tally, dt.date(2011, 6, 20)), days))) is fails


def test_the_newest_change_of_any_document_counts() -> None:
    spoken = one(counted(1, 0, 9, 0), dt.date(2011, 1, 1)).locales[0]
    busy = replace(spoken, documents=(*spoken.documents, DocumentProgress("letter", Tally(), dt.date(2011, 7, 3))))
    assert list(stale(Progress("x", language("en"), AT, (busy,)), 1)) == []


def test_a_language_of_which_no_change_is_known_waits() -> None:
    assert list(stale(one(counted(1, 0, 0, 0)), 1000)) == ["Spanish (es): 10 words are left, and no change is known"]
