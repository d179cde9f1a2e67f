from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.fact_values import EXAMPLES, ValueMistake, as_text, is_value, with_text
from handbill.facts import Fact, Kind, Value

KINDS = st.sampled_from(list(Kind))


def fact(kind: Kind, value: Value | None = None) -> Fact:
    return Fact("it", kind, value if value is not None else "x")


@pytest.mark.parametrize("kind", list(Kind))
def test_the_example_of_a_kind_is_one(kind: Kind) -> None:
    assert is_value(kind, with_text(fact(kind), EXAMPLES[kind]).value)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.DATE, " 2011-08-31 ", dt.date(2011, 8, 31)),
        (Kind.TIME, "18:30", dt.time(18, 30)),
        (Kind.MOMENT, "2011-08-31 18:30", dt.datetime(2011, 8, 31, 18, 30)),  # noqa: DTZ001 - facts are local
        (Kind.NUMBER, "-3", Decimal(-3)),
        (Kind.MONEY, "25.50", Decimal("25.50")),
        (Kind.PHONE, "(215) 555-0142", "(215) 555-0142"),
        (Kind.TEXT, "Iglesia San José", "Iglesia San José"),
    ],
)
def test_a_text_is_read_by_the_kind_of_its_fact(kind: Kind, text: str, value: Value) -> None:
    assert with_text(fact(kind), text) == fact(kind, value)


@pytest.mark.parametrize(
    ("kind", "text", "message", "hint"),
    [
        (Kind.DATE, "8/31/2011", "is not a date: year, month and day", "Write 2011-08-31."),
        (Kind.DATE, "31.8.2011", "is not a date: year, month and day", "Write 2011-08-31."),
        (Kind.DATE, "8/7/2011", "is not a date", "It can be read in two ways: write 2011-08-07 or 2011-07-08."),
        (Kind.DATE, "8/8/2011", "is not a date", "Write 2011-08-08."),
        (Kind.DATE, "31/31/2011", "is not a date", "Write it like this: 2011-08-31"),
        (Kind.DATE, "2011-02-29", "is no date that there is", "Count"),
        (Kind.DATE, "next Friday", "is not a date", "Write it like this: 2011-08-31"),
        (Kind.DATE, "٢٠١١-٠٨-٣١", "is not a date", "Write it like this"),
        (Kind.TIME, "6:30 pm", "is not a time", "18:30"),
        (Kind.TIME, "12 a.m.", "is not a time", "00:00"),
        (Kind.TIME, "9:15", "is not a time", "09:15"),
        (Kind.TIME, "25:00", "is no time that there is", "Count"),
        (Kind.MOMENT, "2011-08-31", "is not a date with a time", "2011-08-31 18:30"),
        (Kind.NUMBER, "1,200", "is not a number", "1200"),
        (Kind.NUMBER, "NaN", "is not a number", "1200.50"),
        (Kind.NUMBER, "1e9999999", "is not a number", "digits alone"),
        (Kind.MONEY, "$25", "is not a number", "25"),
        (Kind.PHONE, "call me", "is not a phone number", "country"),
        (Kind.PHONE, "555", "too few or too many digits", "Count"),
        (Kind.URL, "example.org", "is not a url", "https://example.org/page"),
        (Kind.EMAIL, "hello", "is not an email", "hello@example.org"),
        (Kind.NUMBER, "1e3", "is not a number", "1200.50"),
        (Kind.DATE, "2011-7-5", "is not a date", "Write 2011-07-05."),
        (Kind.DATE, "2011/8/31", "is not a date", "Write 2011-08-31."),
        (Kind.DATE, "40786", "is not a date", "number of days"),
        (Kind.TEXT, "City\nHall", "line break", "one line"),
        (Kind.TEXT, "City\u2028Hall", "line break", "one line"),
        (Kind.TEXT, "City\x85Hall", "line break", "one line"),
        (Kind.TEXT, "\u202eCity Hall", "U\\+202E right-to-left override", "Delete"),
        (Kind.TEXT, "City \u2066Hall", "other direction", "close"),
        (Kind.TEXT, "", "is not a text", "City Hall"),
    ],
)
def test_what_is_none_is_told_with_a_way_out(kind: Kind, text: str, message: str, hint: str) -> None:
    with pytest.raises(ValueMistake, match=message) as found:
        with_text(fact(kind), text)
    assert hint in found.value.hint


@given(KINDS, st.text())
def test_any_text_is_read_or_refused_and_reads_back_the_same(kind: Kind, text: str) -> None:
    try:
        made = with_text(fact(kind), text)
    except ValueMistake:
        return
    assert is_value(kind, made.value)
    assert with_text(made, as_text(made)) == made


@given(
    st.one_of(
        st.tuples(st.just(Kind.DATE), st.dates()),
        st.tuples(st.just(Kind.TIME), st.times().map(lambda each: each.replace(microsecond=0))),
        st.tuples(st.just(Kind.NUMBER), st.decimals(-(10**9), 10**9, places=2)),
    )
)
def test_every_value_reads_back_from_its_text(given_value: tuple[Kind, Value]) -> None:
    made = fact(*given_value)
    assert with_text(made, as_text(made)) == made
