"""A catalog and the messages of today: nothing that someone wrote is lost."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.catalogs.po import parse, serialize
from handbill.catalogs.similarity import Similarity
from handbill.catalogs.update import Update, update
from handbill.model import Catalog, Message, Previous, Unit

needs_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")

BEFORE = "The agreement ends on Friday unless it is renewed."
AFTER = "The agreement ends on Friday, unless the Mayor renews it."
LATER = "The agreement ends on Friday, unless the new Mayor renews it."
OTHER = "Whom can I ask?"

HEADER = Unit(
    Message(""),
    ("Language: es\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",),
)


def catalog(*units: Unit) -> Catalog:
    return Catalog(HEADER, units)


def updated(known: Catalog, *messages: Message, match_fuzzy: bool = True) -> Update:
    return update(known, messages, Similarity(), plural_count=2, match_fuzzy=match_fuzzy)


def only(done: Update) -> Unit:
    (unit,) = done.catalog.units
    return unit


def test_an_unchanged_message_keeps_its_unit_as_it_is() -> None:
    unit = Unit(Message("a", "c"), ("b",), comments=("Rosa",), fuzzy=True, previous=Previous("old"))
    done = updated(catalog(unit), Message("a", "c"))
    assert only(done) == unit
    assert not done.changed


def test_places_and_comments_come_from_the_source() -> None:
    old = Message("a", references=("source/petition.md:3",), comments=("heading",))
    new = Message("a", references=("source/petition.md:9",), comments=("paragraph",))
    done = updated(catalog(Unit(old, ("b",))), new)
    assert only(done) == Unit(new, ("b",))
    assert not done.changed


def test_units_follow_the_order_of_the_source() -> None:
    known = catalog(Unit(Message("a"), ("1",)), Unit(Message("b"), ("2",)))
    done = updated(known, Message("b"), Message("a"))
    assert [unit.message.msgid for unit in done.catalog.units] == ["b", "a"]


def test_a_new_message_is_untranslated() -> None:
    done = updated(catalog(), Message("a"), Message("b", plural="bs"))
    assert done.catalog.units == (Unit(Message("a"), ("",)), Unit(Message("b", plural="bs"), ("", "")))
    assert [message.msgid for message in done.added] == ["a", "b"]


def test_a_changed_message_keeps_its_translation_fuzzy_with_what_it_was_made_from() -> None:
    done = updated(catalog(Unit(Message(BEFORE, "c"), ("Acaba",), comments=("Rosa",))), Message(AFTER))
    assert only(done) == Unit(
        Message(AFTER), ("Acaba",), comments=("Rosa",), fuzzy=True, previous=Previous(BEFORE, "c")
    )
    assert done.guessed == (only(done),)
    assert not done.retired


def test_a_message_changed_twice_shows_the_text_that_was_translated() -> None:
    once = updated(catalog(Unit(Message(BEFORE), ("Acaba",))), Message(AFTER))
    twice = updated(once.catalog, Message(LATER))
    assert only(twice).previous == Previous(BEFORE)


def test_a_previous_text_left_on_a_finished_translation_is_not_taken_for_its_source() -> None:
    known = catalog(Unit(Message(AFTER), ("Acaba",), previous=Previous(BEFORE)))
    assert only(updated(known, Message(LATER))).previous == Previous(AFTER)


def test_a_message_that_moves_to_another_context_keeps_its_translation_fuzzy() -> None:
    done = updated(catalog(Unit(Message("Sign", "petition:headline"), ("Firme",))), Message("Sign", "petition:title"))
    assert only(done).msgstr == ("Firme",)
    assert only(done).fuzzy
    assert only(done).previous == Previous("Sign", "petition:headline")


def test_one_text_in_two_contexts_is_two_messages() -> None:
    known = catalog(Unit(Message("Sign", "verb"), ("Firme",)), Unit(Message("Sign", "noun"), ("Señal",)))
    done = updated(known, Message("Sign", "noun"), Message("Sign", "verb"))
    assert [unit.msgstr for unit in done.catalog.units] == [("Señal",), ("Firme",)]
    assert not done.changed


def test_contexts_that_are_gone_are_all_kept() -> None:
    known = catalog(Unit(Message("Sign", "verb"), ("Firme",)), Unit(Message("Sign", "noun"), ("Señal",)))
    done = updated(known, Message("Sign"))
    assert {unit.msgstr for unit in done.catalog.units} == {("Firme",), ("Señal",)}


def test_a_different_text_gets_no_translation_of_another() -> None:
    done = updated(catalog(Unit(Message(BEFORE), ("Acaba",))), Message(OTHER))
    assert done.catalog.units[0] == Unit(Message(OTHER), ("",))
    assert done.catalog.units[1] == Unit(Message(BEFORE), ("Acaba",), obsolete=True)


def test_without_fuzzy_matching_nothing_is_guessed() -> None:
    done = updated(catalog(Unit(Message(BEFORE), ("Acaba",))), Message(AFTER), match_fuzzy=False)
    assert [unit.message.msgid for unit in done.retired] == [BEFORE]
    assert not done.guessed


def test_what_is_gone_becomes_obsolete_at_the_end_without_its_place() -> None:
    gone = Unit(Message("Gone", references=("source/faq.md:1",), comments=("paragraph",)), ("Ido",), comments=("Rosa",))
    done = updated(catalog(gone, Unit(Message("a"), ("b",))), Message("a"))
    assert done.catalog.units[1:] == (Unit(Message("Gone"), ("Ido",), comments=("Rosa",), obsolete=True),)


def test_an_untranslated_message_that_is_gone_leaves_nothing_behind() -> None:
    assert updated(catalog(Unit(Message("Gone")))).catalog.units == ()


def test_an_obsolete_message_that_comes_back_has_its_translation() -> None:
    gone = Unit(Message("a", "c", flags=("no-wrap",)), ("b",), comments=("Rosa",), obsolete=True)
    message = Message("a", "c", references=("source/faq.md:1",))
    done = updated(catalog(gone), message)
    assert only(done) == Unit(replace(message, flags=("no-wrap",)), ("b",), comments=("Rosa",))
    assert done.revived == (only(done),)


def test_an_obsolete_fuzzy_message_comes_back_fuzzy() -> None:
    gone = Unit(Message("a"), ("b",), fuzzy=True, obsolete=True, previous=Previous("A"))
    assert only(updated(catalog(gone), Message("a"))) == replace(gone, obsolete=False)


def test_an_obsolete_translation_helps_a_similar_new_message() -> None:
    done = updated(catalog(Unit(Message(BEFORE), ("Acaba",), obsolete=True)), Message(AFTER))
    assert only(done) == Unit(Message(AFTER), ("Acaba",), fuzzy=True, previous=Previous(BEFORE))


def test_going_and_coming_back_changes_no_byte() -> None:
    message = Message(BEFORE, "c", references=("source/faq.md:1",), comments=("paragraph",))
    start = catalog(Unit(message, ("Acaba",), comments=("Rosa",)))
    gone = updated(start).catalog
    assert serialize(updated(gone, message).catalog) == serialize(start)


def test_obsolete_entries_stay_in_their_order() -> None:
    gone = [Unit(Message(msgid), (msgid,), obsolete=True, previous=Previous("x")) for msgid in ("zeta", "alpha")]
    assert updated(catalog(*gone)).catalog.units == tuple(gone)


def test_flags_that_others_set_survive_and_ours_follow_the_source() -> None:
    old = Unit(Message("a {b}", flags=("python-brace-format", "no-wrap", "x-legal")), ("c",))
    assert only(updated(catalog(old), Message("a {b}"))).message.flags == ("no-wrap", "x-legal")


def test_flags_and_comments_that_others_wrote_survive_a_changed_text() -> None:
    old = Unit(Message(BEFORE, flags=("x-legal",)), ("Acaba",), comments=("Rosa",))
    unit = only(updated(catalog(old), Message(AFTER, flags=("python-brace-format",))))
    assert unit.message.flags == ("python-brace-format", "x-legal")
    assert unit.comments == ("Rosa",)


def test_a_translation_becomes_a_suggestion_for_every_form_when_its_message_begins_to_count() -> None:
    done = updated(catalog(Unit(Message("neighbor"), ("vecino",))), Message("neighbor", plural="neighbors"))
    assert only(done) == Unit(
        Message("neighbor", plural="neighbors"), ("vecino", "vecino"), fuzzy=True, previous=Previous("neighbor")
    )


def test_the_first_form_becomes_a_suggestion_when_a_message_ceases_to_count_and_the_rest_are_comments() -> None:
    old = Unit(Message("neighbor", plural="neighbors"), ("vecino", "ve\ncinos"), comments=("Rosa",))
    assert only(updated(catalog(old), Message("neighbor"))) == Unit(
        Message("neighbor"),
        ("vecino",),
        comments=("Rosa", 'handbill: before, msgstr[1] was "ve\\ncinos"'),
        fuzzy=True,
        previous=Previous("neighbor", plural="neighbors"),
    )


def test_the_first_form_that_is_translated_is_the_suggestion() -> None:
    old = Unit(Message("neighbor", plural="neighbors"), ("", "vecinos"))
    assert only(updated(catalog(old), Message("neighbor"))).msgstr == ("vecinos",)


def test_a_changed_plural_alone_makes_the_translation_fuzzy() -> None:
    old = Unit(Message("neighbor", plural="neighbor"), ("vecino", "vecinos"))
    done = updated(catalog(old), Message("neighbor", plural="neighbors"))
    assert only(done).msgstr == ("vecino", "vecinos")
    assert only(done).fuzzy
    assert only(done).previous == Previous("neighbor", plural="neighbor")


def test_an_untranslated_message_that_begins_to_count_is_just_untranslated() -> None:
    done = updated(catalog(Unit(Message("neighbor"))), Message("neighbor", plural="neighbors"))
    assert only(done) == Unit(Message("neighbor", plural="neighbors"), ("", ""))


def test_forms_without_a_place_in_a_guess_stay_as_an_obsolete_entry() -> None:
    old = Unit(Message(BEFORE, plural="They end."), ("Acaba", "Acaban"))
    done = updated(catalog(old), Message(AFTER))
    assert done.catalog.units[0].msgstr == ("Acaba",)
    assert done.catalog.units[1] == replace(old, obsolete=True)


def test_the_header_stays_as_it_is() -> None:
    known = replace(catalog(), header=replace(HEADER, comments=("Rosa leads the team.",), fuzzy=True))
    assert updated(known, Message("a")).catalog.header == known.header


# Few texts that resemble each other, so that messages come, go, return, and are guessed.
TEXTS = st.sampled_from([BEFORE, AFTER, LATER, OTHER, "Whom can we ask?", "Sign", "Sign it"])
FORMS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=4)
MESSAGES = st.builds(Message, TEXTS, context=st.sampled_from([None, "c"]), plural=st.sampled_from([None, "s", "many"]))


@st.composite
def unit(draw: st.DrawFn) -> Unit:
    message = draw(MESSAGES)
    count = 1 if message.plural is None else 2
    msgstr = tuple(draw(FORMS) for _ in range(count))
    obsolete = draw(st.booleans()) and any(msgstr)
    return Unit(message, msgstr, fuzzy=draw(st.booleans()), obsolete=obsolete)


def unique(draw_from: st.SearchStrategy[Unit]) -> st.SearchStrategy[Catalog]:
    units = st.lists(draw_from, max_size=6, unique_by=lambda each: each.key)
    return units.map(lambda drawn: catalog(*sorted(drawn, key=lambda each: each.obsolete)))


CATALOGS = unique(unit())
TEMPLATES = st.lists(MESSAGES, max_size=6, unique_by=lambda message: message.key)


@given(CATALOGS, TEMPLATES)
@settings(max_examples=200, deadline=None)
def test_no_translation_is_ever_lost(known: Catalog, messages: Sequence[Message]) -> None:
    new = updated(known, *messages).catalog
    found = {form for each in new.units for form in each.msgstr}
    noted = "\n".join(comment for each in new.units for comment in each.comments)
    lost = {form for each in known.units for form in each.msgstr if form} - found
    assert all(quoted(form) in noted for form in lost)


def quoted(form: str) -> str:
    return '"' + form.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(CATALOGS, TEMPLATES)
@settings(max_examples=100, deadline=None)
def test_every_message_of_the_source_has_one_unit_in_use_and_no_key_stands_twice(
    known: Catalog, messages: Sequence[Message]
) -> None:
    new = updated(known, *messages).catalog
    assert [each.message for each in new.units if not each.obsolete] == list(messages)
    keys = [each.key for each in new.units]
    assert len(keys) == len(set(keys))


@given(CATALOGS, TEMPLATES)
@settings(max_examples=100, deadline=None)
def test_an_update_that_changes_nothing_changes_no_byte(known: Catalog, messages: Sequence[Message]) -> None:
    first = serialize(updated(known, *messages).catalog)
    again = updated(parse(first, "es.po"), *messages)
    assert serialize(again.catalog) == first
    assert not again.changed


@needs_gettext
def test_msgcat_writes_an_updated_catalog_with_the_same_bytes() -> None:
    known = catalog(
        Unit(Message(BEFORE, plural="They end."), ("Acaba", "Acaban")),
        Unit(Message("neighbor", plural="neighbors"), ("vecino", "vecinos")),
        Unit(Message("Gone", "c"), ("Ido",), fuzzy=True, previous=Previous("Going", "c")),
    )
    written = serialize(updated(known, Message(AFTER), Message("neighbor"), Message(OTHER)).catalog)
    done = subprocess.run(["msgcat", "--no-wrap", "-"], input=written, capture_output=True, check=True)
    assert done.stdout == written
