"""Counting messages and words by state."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.model import Catalog, Message, State, Unit
from handbill.progress.count import Tally, as_json, count_words, tally


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Sign", 1),
        ("Sign the petition.", 3),
        ("everyone’s can't 100-page", 3),
        ("**ICE** is *told* `now`", 4),
        ("Call {hotline} by {deadline:EEEE d MMMM}", 4),
        ("{hotline}", 1),
        ("[Sign the petition]({petition_url}), and [share](https://example.org/a/b) it", 6),
        ("Mayor\\\nJudge", 2),
        ("— … !", 0),
        ("in 2011", 2),
    ],
)
def test_words_are_counted_as_a_translator_would(text: str, words: int) -> None:
    assert count_words(text) == words


SIGNED = Unit(Message("four words stand here"), ("cuatro",))
UNITS = (
    Unit(Message("one"), ("uno",)),
    Unit(Message("two words"), ("dos",), fuzzy=True),
    Unit(Message("three words here"), ("",)),
    Unit(SIGNED.message, SIGNED.msgstr, comments=(f"handbill: reviewed {SIGNED.digest} by Rosa",)),
    Unit(Message("gone and forgotten"), ("x",), obsolete=True),
)
CATALOG = Catalog(Unit(Message("")), UNITS)
MESSAGES = [*(unit.message for unit in UNITS if not unit.obsolete), Message("not in the catalog yet")]


def test_every_message_of_the_source_is_in_one_state() -> None:
    counted = tally(MESSAGES, CATALOG)
    assert counted.messages == {
        State.UNTRANSLATED: 2, State.FUZZY: 1, State.TRANSLATED: 1, State.REVIEWED: 1
    }  # fmt: skip
    assert counted.words == {State.UNTRANSLATED: 8, State.FUZZY: 2, State.TRANSLATED: 1, State.REVIEWED: 4}
    assert (counted.total, counted.total_words) == (5, 15)


def test_what_is_done_is_the_share_of_words_translated_or_reviewed() -> None:
    assert tally(MESSAGES, CATALOG).done == pytest.approx(5 / 15)


def test_a_language_without_a_catalog_is_untranslated() -> None:
    counted = tally(MESSAGES, None)
    assert counted.messages[State.UNTRANSLATED] == counted.total == 5
    assert counted.done == 0.0


def test_a_domain_without_words_is_done() -> None:
    assert tally([], None).done == 1.0


def test_what_the_source_no_longer_says_does_not_count() -> None:
    assert tally([], CATALOG).total == 0


def test_a_plural_with_a_form_missing_is_untranslated() -> None:
    message = Message("a page", plural="pages")
    catalog = Catalog(Unit(Message("")), (Unit(message, ("página", "")),))
    assert tally([message], catalog).messages[State.UNTRANSLATED] == 1


def test_contexts_are_told_apart() -> None:
    catalog = Catalog(Unit(Message("")), (Unit(Message("Sign", "noun"), ("Señal",)),))
    assert tally([Message("Sign", "verb")], catalog).messages[State.UNTRANSLATED] == 1


COUNTS = st.dictionaries(st.sampled_from(State), st.integers(0, 1000))


@given(COUNTS, COUNTS, COUNTS, COUNTS)
@settings(max_examples=100, deadline=None)
def test_totals_are_the_sum_of_their_parts(
    messages: dict[State, int], words: dict[State, int], more: dict[State, int], more_words: dict[State, int]
) -> None:
    first, second = Tally(messages, words), Tally(more, more_words)
    both = first + second
    assert both.total == first.total + second.total
    assert both.total_words == first.total_words + second.total_words
    assert 0.0 <= both.done <= 1.0
    assert both == second + first


def test_the_json_has_documents_and_a_total_for_each_locale() -> None:
    one = tally(MESSAGES, CATALOG)
    counts = {"total": 5, "untranslated": 2, "fuzzy": 1, "translated": 1, "reviewed": 1}
    words = {"total": 15, "untranslated": 8, "fuzzy": 2, "translated": 1, "reviewed": 4}
    document = {"messages": counts, "words": words}
    twice = {what: {state: 2 * number for state, number in each.items()} for what, each in document.items()}
    assert as_json({"es": {"petition": one, "faq": one}}) == {
        "version": 1,
        "locales": {"es": {"documents": {"petition": document, "faq": document}, "total": twice}},
    }


def test_the_json_of_a_locale_without_documents_has_a_total_of_nothing() -> None:
    nothing = {"total": 0, "untranslated": 0, "fuzzy": 0, "translated": 0, "reviewed": 0}
    assert as_json({"es": {}}) == {
        "version": 1,
        "locales": {"es": {"documents": {}, "total": {"messages": nothing, "words": nothing}}},
    }


def test_a_translation_with_an_error_needs_work() -> None:
    message = Message("By {deadline}")
    catalog = Catalog(Unit(Message("")), (Unit(message, ("Pronto",)),))
    assert tally([message], catalog).messages[State.TRANSLATED] == 1
    assert tally([message], catalog, {message.key}).messages[State.FUZZY] == 1
