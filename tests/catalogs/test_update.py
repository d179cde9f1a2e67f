"""A catalog and the messages of today: nothing that someone wrote is lost."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.catalogs.memory import Memory
from handbill.catalogs.minor import Minor
from handbill.catalogs.notes import kept_text, kept_texts, words_of_people
from handbill.catalogs.outcome import Fate, Update
from handbill.catalogs.po import parse, serialize
from handbill.catalogs.similarity import Similarity
from handbill.catalogs.update import update
from handbill.languages import language
from handbill.model import Catalog, Message, Previous, State, Unit

needs_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")

BEFORE = "The agreement ends on Friday unless it is renewed."
AFTER = "The agreement ends on Friday, unless the Mayor renews it."
LATER = "The agreement ends on Friday, unless the new Mayor renews it."
OTHER = "Whom can I ask?"
ENGLISH = language("en")

HEADER = Unit(
    Message(""),
    ("Language: es\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",),
)


def catalog(*units: Unit) -> Catalog:
    return Catalog(HEADER, units)


def updated(
    known: Catalog,
    *messages: Message,
    match_fuzzy: bool = True,
    minor: Minor | None = None,
    other: Catalog | None = None,
    others: Sequence[Message] = (),
) -> Update:
    """Bring the catalog of the domain "faq" up to date; `other` is that of "letter", whose messages are `others`."""
    return update(
        known,
        messages,
        Similarity(),
        plural_count=2,
        domain="faq",
        memory=Memory({"faq": known, "letter": other or catalog()}, {"faq": messages, "letter": others}),
        minor=minor,
        match_fuzzy=match_fuzzy,
    )


def only(done: Update) -> Unit:
    """The one unit in use."""
    (unit,) = done.catalog.by_key.values()
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
    assert [unit.message.msgid for unit in done.units(Fate.NEW)] == ["a", "b"]


def test_a_changed_message_keeps_its_translation_fuzzy_with_what_it_was_made_from() -> None:
    done = updated(catalog(Unit(Message(BEFORE, "c"), ("Acaba",), comments=("Rosa",))), Message(AFTER))
    assert replace(only(done), comments=("Rosa",)) == Unit(
        Message(AFTER), ("Acaba",), comments=("Rosa",), fuzzy=True, previous=Previous(BEFORE, "c")
    )
    assert only(done).comments[0] == "Rosa"
    assert done.count() == {Fate.FUZZY: 1}


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
    assert [unit.message.msgid for unit in done.units(Fate.OBSOLETE)] == [BEFORE]
    assert not done.units(Fate.FUZZY)


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
    assert done.units(Fate.BACK) == (only(done),)


def test_an_obsolete_fuzzy_message_comes_back_fuzzy() -> None:
    gone = Unit(Message("a"), ("b",), fuzzy=True, obsolete=True, previous=Previous("A"))
    assert only(updated(catalog(gone), Message("a"))) == replace(gone, obsolete=False)


def test_an_obsolete_translation_helps_a_similar_new_message() -> None:
    unit = only(updated(catalog(Unit(Message(LATER), ("Acaba",), obsolete=True)), Message(AFTER)))
    assert (unit.message, unit.msgstr, unit.fuzzy) == (Message(AFTER), ("Acaba",), True)
    assert unit.previous == Previous(LATER)


def test_going_and_coming_back_changes_no_byte() -> None:
    message = Message(BEFORE, "c", references=("source/faq.md:1",), comments=("paragraph",))
    start = catalog(Unit(message, ("Acaba",), comments=("Rosa",)))
    gone = updated(start).catalog
    assert serialize(updated(gone, message).catalog) == serialize(start)


def test_obsolete_entries_stay_in_their_order() -> None:
    gone = [Unit(Message(msgid), (msgid,), obsolete=True, previous=Previous("x")) for msgid in ("zeta", "alpha")]
    assert updated(catalog(*gone)).catalog.units == tuple(gone)


@pytest.mark.parametrize(
    "comment",
    [
        "Rosa: how formal?",
        "handbill: Ana says do not translate river names",
        "handbill:",
        kept_text("in es.xlsx", "msgstr", "Firme"),
    ],
)
def test_what_somebody_wrote_beside_an_untranslated_message_stays_when_it_goes_and_comes_back(comment: str) -> None:
    noted = Unit(Message("Sign"), comments=(comment,))
    gone = updated(catalog(noted), Message("Quite another text")).catalog
    assert gone.units[1:] == (replace(noted, obsolete=True),)
    again = updated(gone, Message("Quite another text")).catalog
    assert again == gone
    back = updated(gone, Message("Sign")).catalog
    assert back.units == (noted,)


HINT = "ANA: ask Pedro"


def test_a_note_stays_although_the_translation_beside_it_stands_elsewhere_too() -> None:
    noted = Unit(Message("Sign here."), ("Firme ya.",), comments=(HINT,), fuzzy=True)
    known = catalog(noted, Unit(Message("Sign now."), ("Firme ya.",)))
    done = updated(known, Message("Sign now."), match_fuzzy=False).catalog
    assert done.units[1:] == (replace(noted, obsolete=True),)
    assert updated(done, Message("Sign now."), match_fuzzy=False).catalog == done


def test_a_suggestion_that_nobody_touched_leaves_nothing_behind_where_the_translation_and_its_notes_stand() -> None:
    suggested = Unit(Message("Sign here."), ("Firme ya.",), comments=(HINT,), fuzzy=True)
    known = catalog(suggested, Unit(Message("Sign now."), ("Firme ya.",), comments=(HINT, "Rosa")))
    assert len(updated(known, Message("Sign now."), match_fuzzy=False).catalog.units) == 1


def test_flags_that_others_set_survive_and_ours_follow_the_source() -> None:
    old = Unit(Message("a {b}", flags=("python-brace-format", "no-wrap", "x-legal")), ("c",))
    assert only(updated(catalog(old), Message("a {b}"))).message.flags == ("no-wrap", "x-legal")


def test_flags_and_comments_that_others_wrote_survive_a_changed_text() -> None:
    old = Unit(Message(BEFORE, flags=("x-legal",)), ("Acaba",), comments=("Rosa",))
    unit = only(updated(catalog(old), Message(AFTER, flags=("python-brace-format",))))
    assert unit.message.flags == ("python-brace-format", "x-legal")
    assert unit.comments[0] == "Rosa"


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


def reviewed(unit: Unit) -> Unit:
    return replace(unit, comments=(*unit.comments, f"handbill: reviewed {unit.digest} by Rosa"))


def changed_back(known: Catalog, first: Message, *between: Message) -> Unit:
    """Bring a catalog up to date with one message after the other, and with the first again."""
    for message in (*between, first):
        known = parse(serialize(updated(known, message).catalog), "es.po")
    return only(updated(known, first))


@pytest.mark.parametrize(
    "after", ["The “agreement” ends – now.", 'The "agreement"\u00a0ends - now.', ' The "agreement"  ends - now.']
)
def test_a_message_whose_typography_changed_keeps_its_translation_and_state(after: str) -> None:
    unit = Unit(Message('The "agreement" ends - now.', "c"), ("Acaba",), comments=("Rosa",))
    done = updated(catalog(unit), Message(after, "c"))
    assert only(done) == replace(unit, message=Message(after, "c"))
    assert done.count() == {Fate.KEPT: 1}
    fuzzy = replace(unit, fuzzy=True, previous=Previous("old"))
    assert only(updated(catalog(fuzzy), Message(after, "c"))) == replace(fuzzy, message=Message(after, "c"))


def test_a_review_stays_valid_where_typography_alone_changed_and_lapses_otherwise() -> None:
    unit = reviewed(Unit(Message("It's fair"), ("Es justo",)))
    again = only(updated(catalog(unit), Message("It’s fair")))
    assert again.state is State.REVIEWED
    assert again.comments == (f"handbill: reviewed {again.digest} by Rosa",)
    lapsed = reviewed(Unit(Message("It's fair"), ("Es",)))
    assert only(updated(catalog(replace(lapsed, msgstr=("Es justo",))), Message("It’s fair"))).state is State.TRANSLATED


def test_without_fuzzy_matching_typography_is_still_no_change() -> None:
    done = updated(catalog(Unit(Message("It's fair"), ("Es justo",))), Message("It’s fair"), match_fuzzy=False)
    assert only(done).state is State.TRANSLATED


def test_a_changed_address_alone_is_told_in_a_comment() -> None:
    unit = Unit(Message("Sign [here](https://a.org)."), ("Firme [aquí](https://a.org).",), comments=("Rosa",))
    new = only(updated(catalog(unit), Message("Sign [here](https://b.org).")))
    assert new.state is State.FUZZY
    assert new.msgstr == unit.msgstr
    assert new.comments[:2] == (
        "Rosa",
        "handbill: only an address changed: Sign [-[here](https://a.org).-] {+[here](https://b.org).+}",
    )


def test_what_is_told_of_markup_is_replaced_when_it_changes_and_goes_when_the_work_is_done() -> None:
    known = catalog(Unit(Message("at arrest"), ("al arresto",)))
    once = updated(known, Message("at *arrest*")).catalog
    assert "handbill: only markup changed: at [-arrest-] {+*arrest*+}" in once.units[0].comments
    twice = updated(once, Message("**at arrest**")).catalog
    told = [comment for comment in twice.units[0].comments if "changed:" in comment]
    assert told == ["handbill: only markup changed: [-at arrest-] {+**at arrest**+}"]
    assert twice.units[0].previous == Previous("at arrest")
    done = catalog(replace(twice.units[0], msgstr=("**al arresto**",), fuzzy=False, previous=None))
    assert only(updated(done, Message("**at arrest**"))).comments == ()


def test_a_paragraph_split_in_two_offers_its_translation_to_both() -> None:
    known = catalog(Unit(Message(f"{BEFORE} {OTHER}"), ("Acaba. ¿A quién?",)))
    done = updated(known, Message(BEFORE), Message(OTHER))
    offered = list(done.catalog.by_key.values())
    assert [(unit.msgstr, unit.fuzzy) for unit in offered] == [(("Acaba. ¿A quién?",), True)] * 2
    assert {unit.previous for unit in offered} == {Previous(f"{BEFORE} {OTHER}")}


@pytest.mark.parametrize(
    ("one", "two", "joined"), [("Acaba.", "¿Quién?", "Acaba. ¿Quién?"), ("完。", "谁？", "完。谁？")]
)
def test_a_paragraph_joined_from_two_offers_both_translations_and_keeps_the_old_ones(
    one: str, two: str, joined: str
) -> None:
    known = catalog(Unit(Message(BEFORE), (one,)), Unit(Message(OTHER), (two,)))
    done = updated(known, Message(f"{BEFORE} {OTHER}"))
    first, *rest = done.catalog.units
    assert (first.msgstr, first.fuzzy) == ((joined,), True)
    assert rest == [replace(unit, obsolete=True) for unit in known.units]
    apart = updated(done.catalog, Message(BEFORE), Message(OTHER)).catalog
    assert apart.units[:2] == known.units


@pytest.mark.parametrize("between", [[AFTER], [AFTER, LATER], [f"{BEFORE} {OTHER}"], ["It's *fair*"]], ids=str)
def test_a_message_changed_and_changed_back_has_its_translation_as_it_was(between: list[str]) -> None:
    start = Unit(Message(BEFORE, "c"), ("Acaba",), comments=("Rosa",))
    begun = replace(start, fuzzy=True)
    for unit in (start, reviewed(start), begun, replace(begun, previous=Previous("x"))):
        again = changed_back(catalog(unit), unit.message, *(Message(text, "c") for text in between))
        assert again == unit


def test_a_message_changed_back_has_its_translation_although_the_suggestion_was_written_over() -> None:
    start = Unit(Message(BEFORE), ("Acaba",))
    once = updated(catalog(start), Message(AFTER)).catalog
    suggestion, kept = once.units
    assert (suggestion.fuzzy, suggestion.msgstr) == (True, ("Acaba",))
    assert kept == replace(start, obsolete=True)
    mine = replace(suggestion, msgstr=("Acaba, salvo",), fuzzy=False, previous=None, comments=())
    again = updated(catalog(mine, kept), Message(BEFORE)).catalog
    assert again.units == (start, replace(mine, obsolete=True))


def test_a_plural_changed_and_changed_back_has_its_translation_as_it_was() -> None:
    unit = Unit(Message("neighbor", plural="neighbors"), ("vecino", "vecinos"))
    assert changed_back(catalog(unit), unit.message, Message("neighbor", plural="neighbours")) == unit


ELSEWHERE = Unit(Message(BEFORE, references=("source/letter.md:1",)), ("Acaba",), comments=("Rosa",))


def test_a_text_translated_in_another_document_is_reused() -> None:
    done = updated(catalog(), Message(BEFORE), other=catalog(reviewed(ELSEWHERE)), others=[ELSEWHERE.message])
    assert only(done) == Unit(Message(BEFORE), ("Acaba",), comments=("Rosa",))
    assert done.count() == {Fate.REUSED: 1}


def test_a_text_that_moved_to_another_document_keeps_its_review() -> None:
    moved = updated(catalog(), Message(BEFORE), other=catalog(reviewed(ELSEWHERE)))
    assert only(moved).state is State.REVIEWED
    gone = updated(catalog(), Message(BEFORE), other=catalog(replace(ELSEWHERE, obsolete=True)))
    assert only(gone).state is State.TRANSLATED


def test_a_text_translated_in_another_context_is_reused_fuzzy() -> None:
    done = updated(catalog(), Message(BEFORE, "c"), other=catalog(ELSEWHERE), others=[ELSEWHERE.message])
    assert only(done).state is State.FUZZY
    assert only(done).msgstr == ("Acaba",)
    assert only(done).previous == Previous(BEFORE)
    assert updated(catalog(), Message(BEFORE, "c"), other=catalog(ELSEWHERE), match_fuzzy=False).units(Fate.NEW)


def test_a_fuzzy_translation_of_another_document_is_reused_as_what_it_is() -> None:
    unit = replace(ELSEWHERE, fuzzy=True, previous=Previous(LATER))
    done = only(updated(catalog(), Message(BEFORE), other=catalog(unit), others=[unit.message]))
    assert (done.fuzzy, done.previous) == (True, Previous(LATER))


def test_a_finished_translation_of_the_same_context_is_preferred() -> None:
    known = catalog(
        Unit(Message(BEFORE, "c"), ("uno",)), replace(ELSEWHERE, msgstr=("dos",), fuzzy=True, obsolete=True)
    )
    done = updated(
        known, Message(BEFORE, "c"), Message(BEFORE, "d"), other=catalog(ELSEWHERE), others=[ELSEWHERE.message]
    )
    assert done.catalog.units[1].msgstr == ("uno",)


def test_what_a_translator_left_untranslated_is_not_filled_in() -> None:
    known = catalog(Unit(Message(BEFORE)))
    assert only(updated(known, Message(BEFORE), other=catalog(ELSEWHERE), others=[ELSEWHERE.message])).msgstr == ("",)


MINOR = Minor(ENGLISH, every=True)
TYPO = BEFORE.replace("renewed", "renewd")


def test_a_minor_change_keeps_translation_and_review_and_is_recorded() -> None:
    unit = reviewed(Unit(Message(TYPO), ("Acaba",)))
    done = updated(catalog(unit), Message(BEFORE), minor=MINOR)
    assert only(done).state is State.REVIEWED
    assert only(done).comments[1:] == ("handbill: minor change of the source: … unless it is [-renewd.-] {+renewed.+}",)
    assert done.count() == {Fate.MINOR: 1}
    assert updated(done.catalog, Message(BEFORE), minor=MINOR).catalog == done.catalog


def test_each_minor_change_is_recorded() -> None:
    once = updated(catalog(Unit(Message(TYPO), ("Acaba",))), Message(BEFORE), minor=MINOR).catalog
    assert len(only(updated(once, Message(TYPO), minor=MINOR)).comments) == 2


def test_a_change_that_cannot_be_minor_is_refused_and_becomes_fuzzy() -> None:
    message = Message(BEFORE.replace("Friday", "Monday"))
    done = updated(catalog(Unit(Message(BEFORE), ("Acaba",))), message, minor=MINOR)
    assert only(done).state is State.FUZZY
    assert [(each.message, each.reason) for each in done.refusals] == [
        (message, "a date changed: “Friday” became “Monday”")
    ]


def test_a_split_or_joined_text_is_not_minor() -> None:
    known = catalog(Unit(Message(f"{BEFORE} {OTHER}"), ("Acaba. ¿A quién?",)))
    done = updated(known, Message(BEFORE), Message(OTHER), minor=MINOR)
    assert [each.reason for each in done.refusals] == ["the text was split in two or joined from two"] * 2


def test_a_translation_that_needed_work_before_still_does() -> None:
    done = updated(catalog(Unit(Message(TYPO), ("Acaba",), fuzzy=True)), Message(BEFORE), minor=MINOR)
    assert only(done).state is State.FUZZY
    assert not done.refusals


def test_a_message_that_is_named_is_minor_alone_also_where_an_update_met_it_before() -> None:
    met = updated(catalog(reviewed(Unit(Message(TYPO), ("Acaba",)))), Message(BEFORE)).catalog
    assert only(updated(met, Message(BEFORE), minor=MINOR)).state is State.FUZZY
    assert only(updated(met, Message(BEFORE), minor=Minor(ENGLISH, msgids=frozenset({OTHER})))).state is State.FUZZY
    named = updated(met, Message(BEFORE), minor=Minor(ENGLISH, msgids=frozenset({BEFORE})))
    assert only(named).state is State.REVIEWED
    assert named.count() == {Fate.MINOR: 1}


def test_a_named_change_is_not_accepted_where_a_translator_has_begun_to_work_on_it() -> None:
    met = updated(catalog(Unit(Message(TYPO), ("Acaba",))), Message(BEFORE)).catalog
    begun = catalog(replace(only(updated(met, Message(BEFORE))), msgstr=("Acab",)))
    assert only(updated(begun, Message(BEFORE), minor=Minor(ENGLISH, msgids=frozenset({BEFORE})))).state is State.FUZZY


# Few texts that resemble each other, so that messages come, go, return, and are guessed.
TEXTS = st.sampled_from(
    [
        BEFORE,
        AFTER,
        LATER,
        OTHER,
        f"{BEFORE} {OTHER}",
        "Whom can we ask?",
        "Whom  can we ask?",
        "Sign",
        "Sign it",
        "*Sign*",
    ]
)
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


@given(
    CATALOGS,
    CATALOGS,
    TEMPLATES,
    st.sampled_from([None, Minor(ENGLISH, every=True), Minor(ENGLISH, msgids=frozenset({AFTER}))]),
)
@settings(max_examples=300, deadline=None)
def test_no_translation_is_ever_lost(
    known: Catalog, other: Catalog, messages: Sequence[Message], minor: Minor | None
) -> None:
    new = updated(known, *messages, other=other, minor=minor).catalog
    assert_kept(known, new)
    assert_kept(known, updated(new, *reversed(messages[1:]), minor=minor).catalog)


def assert_kept(known: Catalog, new: Catalog) -> None:
    found = {form for each in new.units for form in each.msgstr}
    noted = "\n".join(comment for each in (*known.units, *new.units) for comment in each.comments)
    lost = {form for each in known.units for form in each.msgstr if form} - found
    assert all(quoted(form) in noted for form in lost)


def quoted(form: str) -> str:
    return '"' + form.replace("\\", "\\\\").replace('"', '\\"') + '"'


NOTES = st.sampled_from(
    [
        "Rosa: how formal?",
        HINT,
        "handbill: Ana says do not translate river names",
        "handbill: only the mayor changed: ask him",
        "handbill: reviewed by my aunt",
        "  handbill: finished?",
        kept_text("in es.xlsx", "msgstr", "Firme"),
        kept_text("before", "msgstr[1]", "Firmen"),
    ]
)
RECORDS = st.sampled_from(
    [
        "handbill: finished 0123456789abcdef before the source changed",
        "handbill: only an address changed: [-a-]{+b+}",
        "handbill: minor change of the source: [-a-]{+b+}",
        "handbill: reviewed 0123456789abcdef by Rosa",
        "handbill: machine translation 0123456789abcdef",
    ]
)


@st.composite
def noted(draw: st.DrawFn) -> Unit:
    # Few translations, so that many units have the same.
    made = draw(unit())
    msgstr = tuple(draw(st.sampled_from(["", "Acaba", "Firme"])) for _ in made.msgstr)
    comments = tuple(draw(st.lists(NOTES | RECORDS, max_size=3)))
    return replace(made, msgstr=msgstr, comments=comments)


@given(unique(noted()), unique(noted()), TEMPLATES, st.booleans())
@settings(max_examples=300, deadline=None)
def test_nothing_that_anybody_wrote_is_ever_lost(
    known: Catalog, other: Catalog, messages: Sequence[Message], match_fuzzy: bool
) -> None:
    once = updated(known, *messages, other=other, match_fuzzy=match_fuzzy).catalog
    twice = updated(once, *reversed(messages[1:]), match_fuzzy=match_fuzzy).catalog
    for new in (once, parse(serialize(once), "es.po"), twice):
        comments = {comment for each in new.units for comment in each.comments}
        forms = {form for each in new.units for form in each.msgstr} | {each.text for each in kept_texts(comments)}
        assert {form for each in known.units for form in each.msgstr if form} <= forms
        assert {each for unit in known.units for each in words_of_people(unit.comments)} <= comments


@given(NOTES, RECORDS)
def test_a_record_is_nobodys_words_and_everything_else_is_somebodys(note: str, record: str) -> None:
    assert words_of_people([record, note]) == (note,)


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
