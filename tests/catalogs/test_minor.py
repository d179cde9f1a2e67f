"""Which changes of the source can be of no consequence."""

from __future__ import annotations

import pytest

from handbill.catalogs.minor import Minor
from handbill.languages import language
from handbill.model import Message

ENGLISH = Minor(language("en"), every=True)
SPANISH = Minor(language("es"), every=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("whom it consider deportable", "whom it considers deportable"),
        ("Sign at https://a.org on {day}.", "Please sign at https://a.org on {day}!"),
        ("**No.** 7 of us", "No. 7 of us"),
        ("It may end", "It can end"),
    ],
)
def test_a_change_of_words_can_be_minor(before: str, after: str) -> None:
    assert ENGLISH.refusal(Message(before), Message(after)) is None


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Sign at https://a.org", "Sign at https://b.org", "an address changed: “https://a.org” became “https://b.org”"),
        ("[Sign](a.html)", "Sign", "an address changed: “a.html” became nothing"),
        ("Write to a@b.org", "Write to c@b.org", "an address changed: “a@b.org” became “c@b.org”"),
        ("ends {day}", "ends {deadline}", "a placeholder changed: “{day}” became “{deadline}”"),
        ("ends {day}", "ends {day:full}", "a placeholder changed: “{day}” became “{day:full}”"),
        ("%(n)s of us", "many of us", "a placeholder changed: “%(n)s” became nothing"),
        ("at 6 p.m.", "at 7 p.m.", "a number changed: “6” became “7”"),
        ("Call 215-555-0100", "Call 215-555-0101", "a number changed: “215-555-0100” became “215-555-0101”"),
        ("5% of $10", "5 of $10", "a number changed: “5%”, “$10” became “5”, “$10”"),
        ("from 6 to 7", "from 7 to 6", "a number changed: “6”, “7” became “7”, “6”"),
        ("٣ neighbors", "٤ neighbors", "a number changed: “٣” became “٤”"),
        ("Three of us", "Four of us", "a number changed: “Three” became “Four”"),
        ("on Friday", "on Monday", "a date changed: “Friday” became “Monday”"),
        ("in May", "in June", "a date changed: “May” became “June”"),
        ("at 6 p.m.", "at 6 a.m.", "a date changed: “p.m” became “a.m”"),
        ("It ends today", "It ends tomorrow", "a date changed: “today” became “tomorrow”"),
    ],
)  # fmt: skip
def test_a_change_of_what_must_be_exact_is_refused_with_the_reason(before: str, after: str, reason: str) -> None:
    assert ENGLISH.refusal(Message(before), Message(after)) == reason


def test_dates_are_those_of_the_source_language() -> None:
    before, after = Message("el viernes"), Message("el lunes")
    assert SPANISH.refusal(before, after) == "a date changed: “viernes” became “lunes”"
    assert ENGLISH.refusal(before, after) is None


def test_months_of_a_language_outside_cldr_are_known() -> None:
    assert Minor(language("ht")).refusal(Message("an out"), Message("an jen")) == "a date changed: “out” became “jen”"


def test_the_plural_is_looked_at_too() -> None:
    before, after = Message("a page", plural="{count} pages"), Message("a page", plural="many pages")
    assert ENGLISH.refusal(before, after) == "a placeholder changed: “{count}” became nothing"


def test_what_begins_to_count_is_not_minor() -> None:
    reason = ENGLISH.refusal(Message("neighbor"), Message("neighbor", plural="neighbors"))
    assert reason == "the message began or ceased to count"
