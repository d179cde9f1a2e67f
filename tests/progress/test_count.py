"""Counting messages and words by state."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.model import Catalog, Message, Origin, State, Unit
from handbill.progress.count import Tally, tally

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


def test_a_translation_with_an_error_needs_work() -> None:
    message = Message("By {deadline}")
    catalog = Catalog(Unit(Message("")), (Unit(message, ("Pronto",)),))
    assert tally([message], catalog).messages[State.TRANSLATED] == 1
    assert tally([message], catalog, {message.key}).messages[State.FUZZY] == 1


def test_a_plural_that_changed_needs_work() -> None:
    catalog = Catalog(Unit(Message("")), (Unit(Message("a page", plural="pages"), ("página", "páginas")),))
    counted = tally([Message("a page", plural="many pages")], catalog)
    assert counted.messages[State.FUZZY] == 1
    assert counted.changed == 2


def test_what_changed_since_the_update_is_owed() -> None:
    assert tally(MESSAGES, CATALOG).changed == len(["not", "in", "the", "catalog", "yet"])
    assert tally(MESSAGES[:-1], CATALOG).changed == 0


def test_nothing_changed_since_a_catalog_that_was_never_there() -> None:
    assert tally(MESSAGES, None).changed == 0


def test_words_done_are_told_apart_by_who_translated_them() -> None:
    first, second = Unit(Message("one"), ("uno",)), Unit(Message("two words"), ("dos",))
    machine = f"handbill: machine translation {first.msgstr_digest}"
    units = (
        Unit(first.message, first.msgstr, comments=(machine,)),
        Unit(
            second.message,
            second.msgstr,
            comments=(
                f"handbill: machine translation {second.msgstr_digest}",
                f"handbill: reviewed {second.digest} by Rosa",
            ),
        ),
        Unit(Message("three words here"), ("tres",)),
        Unit(Message("never mind this"), ("x",), fuzzy=True),
    )
    counted = tally([unit.message for unit in units], Catalog(Unit(Message("")), units))
    assert counted.origins == {Origin.HUMAN: 3, Origin.MACHINE: 1, Origin.MACHINE_REVIEWED: 2}
    assert sum(counted.origins.values()) == counted.words_done


@pytest.mark.parametrize(
    ("words", "percent"),
    [((0, 0, 29, 0), 100), ((71, 0, 29, 0), 29), ((1, 0, 999, 0), 99), ((999, 0, 1, 0), 0), ((0, 1, 0, 10_000), 99)],
)
def test_percentages_are_rounded_down(words: tuple[int, ...], percent: int) -> None:
    counts = dict(zip(State, words, strict=True))
    assert Tally(counts, counts).percent == percent


def test_a_message_without_words_keeps_the_percentage_from_being_full() -> None:
    signs, text = Message("— !"), Message("one")
    catalog = Catalog(Unit(Message("")), (Unit(text, ("uno",)),))
    assert tally([signs, text], catalog).done == 1.0
    assert tally([signs, text], catalog).percent == 99
    assert tally([signs], None).percent == 0


@given(COUNTS, COUNTS)
def test_all_is_done_only_if_every_message_is(messages: dict[State, int], words: dict[State, int]) -> None:
    counted = Tally(messages, words)
    left = messages.get(State.UNTRANSLATED, 0) + messages.get(State.FUZZY, 0)
    assert (counted.percent == 100) is (left == 0)
    assert 0 <= counted.percent <= 100
    assert counted.words_left + counted.words_done == counted.total_words
