from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.model import State
from handbill.progress.count import Tally
from handbill.progress.history import (
    Entry,
    as_of,
    entry,
    in_order,
    last_gain,
    parse_entries,
    serialize_entries,
    unlike_newest,
)
from tests.progress.sample import AT, counted

NUMBERS = st.integers(0, 5000)
COUNTS = st.fixed_dictionaries(dict.fromkeys(State, NUMBERS))
TALLIES = st.builds(
    lambda messages, words, errors, warnings: Tally(messages, words, errors=errors, warnings=warnings),
    COUNTS,
    COUNTS,
    NUMBERS,
    NUMBERS,
)
TIMES = st.integers(0, 4_000_000_000).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC))
ENTRIES = st.builds(
    entry,
    TIMES,
    st.sampled_from(["es", "zh-Hans", "mam"]),
    st.dictionaries(st.sampled_from(["petition", "faq", "a_b-c"]), TALLIES),
)


def on(day: int, locale: str = "es", **documents: Tally) -> Entry:
    return entry(AT.replace(day=day), locale, documents)


@given(st.lists(ENTRIES, min_size=1, max_size=5))
def test_what_is_recorded_is_read_back(entries: list[Entry]) -> None:
    _, data = serialize_entries(entries)
    assert data.count(b"\n") == len(entries)
    assert parse_entries(data.decode(), "h.jsonl") == (entries, [])


def test_a_line_is_as_documented() -> None:
    name, data = serialize_entries([on(4, faq=counted(1, 0, 9, 0, errors=2))])
    assert name.startswith("2011-07-04T120000Z-")
    assert json.loads(data) == {
        "version": 1,
        "at": "2011-07-04T12:00:00Z",
        "locale": "es",
        "documents": {
            "faq": {
                "messages": {"untranslated": 1, "fuzzy": 0, "translated": 9, "reviewed": 0},
                "words": {"untranslated": 10, "fuzzy": 0, "translated": 90, "reviewed": 0},
                "errors": 2,
                "warnings": 0,
            }
        },
    }


def test_recordings_share_a_name_only_if_they_say_the_same() -> None:
    one, other = on(4, faq=counted(1, 0, 9, 0)), on(4, faq=counted(0, 0, 10, 0))
    assert serialize_entries([one])[0] == serialize_entries([one])[0]
    assert serialize_entries([one])[0] != serialize_entries([other])[0]


GOOD = serialize_entries([on(4, faq=counted(1, 0, 9, 0))])[1].decode().strip()


@pytest.mark.parametrize(
    "damaged",
    [
        "<<<<<<< HEAD",
        "=======",
        "null",
        "[]",
        "3",
        '"text"',
        "{}",
        GOOD[:-10],
        GOOD.replace('"version": 1', '"version": 2'),
        GOOD.replace("2011-07-04", "2011-02-30"),
        GOOD.replace('"locale": "es"', '"locale": 7'),
        GOOD.replace('"untranslated": 10', '"untranslated": -10'),
        GOOD.replace('"untranslated": 10', '"untranslated": true'),
        GOOD.replace('"untranslated": 10', '"untranslated": 1.5'),
        GOOD.replace('"errors": 0', '"errors": null'),
        GOOD.replace('"fuzzy": 0, ', ""),
        GOOD.replace('"documents": {', '"documents": [{').replace("}}", "}}]"),
        "[" * 100_000,
    ],
)
def test_a_damaged_line_is_named_and_the_others_count(damaged: str) -> None:
    later = GOOD.replace("2011-07-04", "2011-07-05")
    entries, errors = parse_entries(f"{GOOD}\n{damaged}\n{later}\n", "history/x.jsonl")
    assert [each.date.day for each in entries] == [4, 5]
    assert [error.place for error in errors] == ["history/x.jsonl:2"]


@given(st.text())
def test_any_text_is_read_without_a_crash(text: str) -> None:
    parse_entries(text, "x")


def test_entries_are_in_order_of_time_whatever_their_files() -> None:
    entries = [on(5), on(3), on(4, "ar"), on(4)]
    ordered = in_order(entries)
    assert [each.at.day for each in ordered["es"]] == [3, 4, 5]
    assert [each.at.day for each in ordered["ar"]] == [4]


def test_what_is_as_it_was_is_not_recorded_again() -> None:
    known = on(3, faq=counted(1, 0, 9, 0))
    same, other = on(4, faq=counted(1, 0, 9, 0)), on(4, "ar", faq=counted(1, 0, 9, 0))
    assert unlike_newest([same, other], {"es": [known], "ar": []}) == [other]
    assert unlike_newest([same], {"es": [known, on(3, faq=counted(0, 0, 10, 0))]}) == [same]


@pytest.mark.parametrize(("day", "found"), [(1, 3), (3, 3), (4, 3), (5, 5), (30, 5)])
def test_the_entry_as_of_a_day_is_the_newest_until_then_else_the_first(day: int, found: int) -> None:
    entry_then = as_of([on(3), on(5)], dt.date(2011, 7, day))
    assert entry_then is not None
    assert entry_then.date.day == found


def test_there_is_none_where_nothing_was_recorded() -> None:
    assert as_of([], AT.date()) is None


def test_only_gains_are_a_translators_work() -> None:
    history = [
        on(1, faq=counted(10, 0, 0, 0)),
        on(2, faq=counted(5, 0, 5, 0)),  # five translated
        on(3, faq=counted(9, 0, 5, 0)),  # the source grew
        on(4, faq=counted(10, 0, 4, 0)),  # the source changed
    ]
    gained = last_gain(history, "faq")
    assert gained is not None
    assert gained.day == 2
    reviewed = last_gain([*history, on(5, faq=counted(10, 0, 3, 1))], "faq")
    assert reviewed is not None
    assert reviewed.day == 5
    assert last_gain(history, "letter") is None
    assert last_gain(history[:1], "faq") is None
