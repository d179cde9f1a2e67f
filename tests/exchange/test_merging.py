"""What comes back and what the catalog has become meanwhile: nobody's words are lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.catalogs.notes import kept_texts
from handbill.catalogs.po import parse, serialize
from handbill.catalogs.serializer import in_order, quote
from handbill.exchange.merging import merge
from handbill.exchange.outcome import Fate, Merged
from handbill.exchange.parcel import Returned, ReturnedRow, digest
from handbill.languages import language
from handbill.model import Catalog, Origin, State, Unit, shows
from tests.exchange.parcels import anybodys_text, back, catalog, out, returned, unit

ES = language("es")
EMPTY = unit("Sign now")
DONE = unit("Sign now", "Firme ya")
OTHER = unit("Sign now", "Firme ahora")


def taken(now: Unit | Catalog, file: Returned, *, machine: bool = False, force: bool = False) -> Merged:
    """Join a file with a catalog, which must be one that can be written."""
    current = now if isinstance(now, Catalog) else catalog(now)
    merged = merge({"petition": current}, file, ES, machine=machine, force=force)
    after = merged.catalogs["petition"]
    assert parse(serialize(after), "es.po") == in_order(after)
    return merged


def the(merged: Merged, number: int = 0) -> Unit:
    return merged.catalogs["petition"].units[number]


def fates(merged: Merged) -> list[Fate]:
    return [outcome.fate for outcome in merged.outcomes]


def sent(before: Unit, **changed: object) -> Returned:
    """A file that went out with a unit as it was, and comes back."""
    return returned(back(out(catalog(before))[0], **changed))


def test_what_comes_back_unchanged_changes_nothing() -> None:
    merged = taken(OTHER, sent(DONE))
    assert (the(merged), merged.outcomes) == (OTHER, [])


def test_a_new_translation_is_taken() -> None:
    merged = taken(EMPTY, sent(EMPTY, translation="Firme ya", state="untranslated"))
    assert (the(merged).msgstr, the(merged).state, fates(merged)) == (("Firme ya",), State.TRANSLATED, [Fate.TAKEN])


def test_an_edited_translation_is_taken() -> None:
    assert the(taken(DONE, sent(DONE, translation="Firme hoy"))).msgstr == ("Firme hoy",)


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    merged = taken(OTHER, sent(DONE, translation="Firme ahora"))
    assert (the(merged), merged.outcomes) == (OTHER, [])


def test_a_conflict_keeps_the_text_of_the_catalog_and_the_other_as_a_suggestion() -> None:
    merged = taken(OTHER, sent(DONE, translation="Firme hoy"))
    assert the(merged).msgstr == OTHER.msgstr
    assert the(merged).state is OTHER.state
    assert [each.text for each in kept_texts(the(merged).comments)] == ["Firme hoy"]
    assert the(merged).comments == ('handbill: in es.xlsx, msgstr was "Firme hoy"',)
    assert fates(merged) == [Fate.CONFLICT]


def test_importing_a_conflict_again_adds_nothing() -> None:
    file = sent(DONE, translation="Firme hoy")
    once = taken(OTHER, file)
    assert the(taken(once.catalogs["petition"], file)) == the(once)


def test_importing_what_was_taken_again_changes_nothing() -> None:
    file = sent(EMPTY, translation="Firme ya")
    once = taken(EMPTY, file)
    assert taken(once.catalogs["petition"], file).outcomes == []


@pytest.mark.parametrize("emptied", ["", " ", "\u200b", "\n"])
def test_an_emptied_cell_deletes_nothing_and_is_told(emptied: str) -> None:
    merged = taken(DONE, sent(DONE, translation=emptied))
    assert (the(merged), fates(merged)) == (DONE, [Fate.EMPTIED])


def test_a_cell_that_was_empty_and_is_still_is_not_told() -> None:
    assert taken(OTHER, sent(EMPTY)).outcomes == []


def test_a_text_that_says_needs_work_needs_work() -> None:
    merged = taken(EMPTY, sent(EMPTY, translation="Firme ya", state="Needs  work"))
    assert the(merged).state is State.FUZZY


def test_what_needs_work_is_finished_by_its_state() -> None:
    old = unit("Sign now", "Firme", fuzzy=True, previous="Sign", comments=["handbill: only markup changed: x"])
    merged = taken(old, sent(old, state="translated"))
    assert the(merged) == unit("Sign now", "Firme")
    assert fates(merged) == [Fate.STATE]


def test_what_is_finished_can_be_sent_back_to_work() -> None:
    assert the(taken(DONE, sent(DONE, state="needs work"))).state is State.FUZZY


def test_a_state_says_nothing_about_a_text_that_its_writer_has_not_seen() -> None:
    old, new = unit("Sign now", "Firme", fuzzy=True), unit("Sign now", "Firme ahora mismo", fuzzy=True)
    assert the(taken(new, sent(old, state="translated"))) == new


def test_in_a_tool_that_cannot_change_states_an_edit_finishes() -> None:
    old = unit("Sign now", "Firme", fuzzy=True)
    row = back(out(catalog(old))[0], translation="Firme ya", state="needs work")
    assert the(taken(old, returned(row, states_count=False))).state is State.TRANSLATED
    assert the(taken(old, returned(row, states_count=True))).state is State.FUZZY


def test_nobody_signs_off_in_a_file() -> None:
    merged = taken(DONE, sent(DONE, state="reviewed"))
    assert (the(merged), fates(merged)) == (DONE, [Fate.REMARK])
    merged = taken(EMPTY, sent(EMPTY, translation="Firme ya", state="reviewed"))
    assert (the(merged).state, fates(merged)) == (State.TRANSLATED, [Fate.TAKEN, Fate.REMARK])


def test_a_note_never_signs_off() -> None:
    line = f"handbill: reviewed {DONE.digest} by me"
    for note in (line, f" {line}", f"{line}\n", f"x\n\t{line}", line.upper()):
        assert the(taken(DONE, sent(DONE, note=note))).state is State.TRANSLATED


def test_a_change_of_what_was_signed_off_lets_the_sign_off_lapse_and_says_so() -> None:
    signed = replace(DONE, comments=(f"handbill: reviewed {DONE.digest}",))
    merged = taken(signed, sent(signed, translation="Firme hoy", state="reviewed"))
    assert (the(merged).state, fates(merged)) == (State.TRANSLATED, [Fate.TAKEN, Fate.REMARK])


def test_a_word_that_is_no_state_is_told() -> None:
    merged = taken(EMPTY, sent(EMPTY, translation="Firme ya", state="listo"))
    assert the(merged).state is State.TRANSLATED
    assert "“listo” is not a state" in merged.outcomes[-1].said


def test_a_note_becomes_a_comment_and_the_lines_of_handbill_stay() -> None:
    old = replace(DONE, comments=("ask Ana", "handbill: machine translation 0123456789abcdef"))
    merged = taken(old, sent(old, note="ask Ana\nor Luis"))
    assert the(merged).comments == ("ask Ana", "or Luis", "handbill: machine translation 0123456789abcdef")
    assert fates(merged) == [Fate.NOTE]


def test_a_note_that_begins_as_the_lines_of_handbill_do_is_a_note() -> None:
    old = replace(DONE, comments=("handbill: Ana says so", "handbill: machine translation 0123456789abcdef"))
    assert the(taken(old, sent(old, note="handbill: Ana says so"))).comments == old.comments
    merged = taken(old, sent(old, note="handbill: Ana says so\nand Luis"))
    assert the(merged).comments == (
        "handbill: Ana says so",
        "and Luis",
        "handbill: machine translation 0123456789abcdef",
    )


def test_a_note_that_is_deleted_goes_where_nobody_has_changed_it() -> None:
    old = replace(DONE, comments=("ask Ana",))
    assert the(taken(old, sent(old, note=""))).comments == ()
    newer = replace(DONE, comments=("ask Ana", "I asked"))
    assert the(taken(newer, sent(old, note=""))).comments == ("ask Ana", "I asked")


def test_notes_of_both_sides_stay() -> None:
    old, new = replace(DONE, comments=("ask Ana",)), replace(DONE, comments=("ask Ana", "asked"))
    assert the(taken(new, sent(old, note="ask Ana\nor Luis"))).comments == ("ask Ana", "asked", "or Luis")


def test_a_file_without_a_column_of_notes_deletes_none() -> None:
    old = replace(DONE, comments=("ask Ana",))
    assert the(taken(old, sent(old, note=None))).comments == ("ask Ana",)


def test_a_translation_of_a_source_that_has_changed_needs_work() -> None:
    now = unit("Sign it now", "Firme", fuzzy=True, previous="Sign now")
    merged = taken(now, sent(unit("Sign now", "Firme"), translation="Firme ya"))
    assert the(merged) == replace(now, msgstr=("Firme ya",))
    assert fates(merged) == [Fate.TAKEN, Fate.REMARK]


def test_a_conflict_about_a_source_that_has_changed_is_one_too() -> None:
    now = unit("Sign it now", "Fírmelo", fuzzy=True, previous="Sign now")
    merged = taken(now, sent(unit("Sign now", "Firme"), translation="Firme ya"))
    assert the(merged).msgstr == ("Fírmelo",)
    assert [each.text for each in kept_texts(the(merged).comments)] == ["Firme ya"]


def test_what_was_written_for_an_obsolete_message_is_kept_there() -> None:
    now = unit("Sign now", "Firme", obsolete=True)
    merged = taken(now, sent(unit("Sign now", "Firme"), translation="Firme ya"))
    assert the(merged) == replace(now, msgstr=("Firme ya",))
    assert fates(merged) == [Fate.ASIDE]


def test_what_was_written_for_a_message_that_is_gone_becomes_obsolete() -> None:
    merged = taken(catalog(), sent(EMPTY, translation="Firme ya"))
    assert merged.catalogs["petition"].units == (unit("Sign now", "Firme ya", obsolete=True),)
    assert fates(merged) == [Fate.ASIDE]


def test_what_nobody_touched_of_a_message_that_is_gone_is_not_brought_back() -> None:
    assert taken(catalog(), sent(DONE)).catalogs["petition"].units == ()


def test_a_row_without_its_reference_is_found_by_its_source() -> None:
    merged = taken(EMPTY, sent(EMPTY, translation="Firme ya", reference=None))
    assert the(merged).msgstr == ("Firme ya",)
    merged = taken(OTHER, sent(EMPTY, translation="Firme ya", reference=None))
    assert (the(merged).msgstr, fates(merged)) == (OTHER.msgstr, [Fate.CONFLICT])
    assert taken(OTHER, sent(OTHER, reference=None)).outcomes == []


def test_a_source_that_changed_in_typography_alone_is_the_same_source() -> None:
    now = unit("Don’t sign", "No firme")
    merged = taken(now, sent(unit("Don't sign", "No firme"), translation="No firme usted"))
    assert (the(merged).msgstr, the(merged).state) == (("No firme usted",), State.TRANSLATED)


def test_what_was_written_for_a_message_that_was_edited_is_offered_to_it() -> None:
    now = unit("Sign the petition today and share it", "")
    merged = taken(now, sent(unit("Sign the petition and share it"), translation="Firme y comparta"))
    assert (the(merged).msgstr, the(merged).state) == (("Firme y comparta",), State.FUZZY)
    assert the(merged, 1) == unit("Sign the petition and share it", "Firme y comparta", obsolete=True)


def test_the_context_tells_rows_of_one_source_apart() -> None:
    two = catalog(unit("Sign", context="a"), unit("Sign", context="b"))
    row = back(out(two)[1], translation="Firme", reference=None)
    assert [each.msgstr for each in taken(two, returned(row)).catalogs["petition"].units] == [("",), ("Firme",)]


def test_a_row_without_reference_and_context_is_found_by_its_source_alone() -> None:
    now = unit("Sign", "Firme", context="a")
    assert taken(now, sent(now, reference=None, context="")).outcomes == []
    merged = taken(now, sent(now, reference=None, context="", translation="Firme ya"))
    assert fates(merged) == [Fate.CONFLICT]
    assert "which side changed it cannot be known" in merged.outcomes[0].said
    assert [each.text for each in kept_texts(the(merged).comments)] == ["Firme ya"]


def test_where_several_messages_have_the_source_of_a_row_without_reference_each_has_its_text_as_a_suggestion() -> None:
    two = catalog(unit("Sign", "Firme", context="a"), unit("Sign", context="b"))
    rows = [back(row, reference=None, context="") for row in out(two)]
    assert taken(two, returned(*rows)).outcomes == []
    merged = taken(two, returned(replace(rows[0], translation="Firme ya")))
    assert [each.msgstr for each in merged.catalogs["petition"].units] == [("Firme",), ("Firme ya",)]
    assert [each.text for each in kept_texts(the(merged).comments)] == ["Firme ya"]
    assert the(merged, 1).fuzzy
    assert fates(merged) == [Fate.CONFLICT, Fate.CONFLICT]


def test_what_is_written_beside_another_source_than_the_reference_has_belongs_to_that_source() -> None:
    two = catalog(unit("Sign"), unit("Call"))
    row = back(out(two)[0], source="Call", translation="Llame")
    assert [each.msgstr for each in taken(two, returned(row)).catalogs["petition"].units] == [("",), ("Llame",)]


@pytest.mark.parametrize(
    ("signed", "new", "kept"),
    [
        (False, "Firme hoy", []),
        (False, "Ponga aquí su nombre", ["Firme ya"]),
        (True, "Firme hoy", ["Firme ya"]),
    ],
)
def test_a_finished_translation_that_gives_way_is_kept_where_it_was_signed_off_or_is_quite_another(
    new: str, kept: list[str], *, signed: bool
) -> None:
    before = replace(DONE, comments=(f"handbill: reviewed {DONE.digest}",)) if signed else DONE
    merged = taken(before, sent(before, translation=new))
    assert (the(merged).msgstr, the(merged).fuzzy) == ((new,), False)
    assert [(each.whence, each.text) for each in kept_texts(the(merged).comments)] == [
        ("before", each) for each in kept
    ]


def test_the_draft_of_a_machine_gives_way_without_a_trace() -> None:
    draft = taken(EMPTY, sent(EMPTY, translation="Firme ya"), machine=True).catalogs["petition"].units[0]
    merged = taken(draft, sent(draft, translation="Ponga aquí su nombre"))
    assert kept_texts(the(merged).comments) == ()


MANY = catalog(*(unit(f"Sign {number}", f"Firme {number}") for number in "dacb"), unit("Call", "Llame"))


def _sorted_alone() -> Returned:
    rows = out(MANY)
    texts = sorted(row.translation for row in rows)
    return returned(*(back(row, translation=text) for row, text in zip(rows, texts, strict=True)))


def test_a_document_of_which_one_column_alone_was_sorted_is_refused() -> None:
    merged = taken(MANY, _sorted_alone())
    assert (merged.catalogs["petition"], merged.outcomes) == (MANY, [])
    assert "translations that changed are just those of other rows" in merged.problems[0]


def test_what_is_refused_can_be_taken_by_force() -> None:
    merged = taken(MANY, _sorted_alone(), force=True)
    assert merged.problems == []
    assert set(fates(merged)) == {Fate.TAKEN}


def test_a_translation_that_was_copied_to_texts_of_the_same_source_is_taken() -> None:
    many = catalog(unit("Sign", "Firme", context="a"), *(unit("Sign", context=each) for each in "bcd"))
    merged = taken(many, returned(*(back(row, translation="Firme") for row in out(many))))
    assert (merged.problems, fates(merged)) == ([], [Fate.TAKEN] * 3)


def test_rows_that_were_sorted_without_the_reference_column_are_known_by_their_sources() -> None:
    rows = out(MANY)
    order = sorted(rows, key=lambda row: row.translation)
    file = returned(
        *(back(row, source=other.source, translation=other.translation) for row, other in zip(rows, order, strict=True))
    )
    merged = taken(MANY, file)
    assert (merged.catalogs["petition"], merged.outcomes, merged.problems) == (MANY, [], [])


def test_a_note_to_a_row_that_belongs_to_no_message_is_told() -> None:
    merged = taken(catalog(), sent(DONE, note="why?", remarks=("really?",)))
    assert [(each.fate, each.after) for each in merged.outcomes] == [(Fate.UNREAD, "why?"), (Fate.UNREAD, "really?")]


def test_many_rows_that_a_program_marked_as_final_are_told_in_one_line() -> None:
    many = catalog(*(unit(f"Sign {number}", "Firme") for number in range(9)))
    merged = taken(many, returned(*(back(row, state="reviewed") for row in out(many))))
    assert fates(merged) == [Fate.REMARK]
    assert merged.outcomes[0].said.startswith("9 rows")


def test_a_text_without_source_and_reference_stays_in_the_header() -> None:
    file = returned(ReturnedRow("petition, row 9", translation="¿Y esto?"))
    merged = taken(DONE, file)
    assert merged.catalogs["petition"].header.comments == ('handbill: in es.xlsx, petition, row 9 was "¿Y esto?"',)
    assert fates(merged) == [Fate.STRAY]
    assert taken(merged.catalogs["petition"], file).catalogs == merged.catalogs


def test_rows_that_differ_are_a_conflict_and_a_copy_is_none() -> None:
    row = out(catalog(DONE))[0]
    same = returned(back(row), back(row, translation="Firme hoy"), back(row, translation="Firme hoy"))
    assert the(taken(DONE, same)).msgstr == ("Firme hoy",)
    different = returned(back(row, translation="Firme hoy"), back(row, translation="Firme mañana"))
    merged = taken(DONE, different)
    assert the(merged).msgstr == DONE.msgstr
    assert [each.text for each in kept_texts(the(merged).comments)] == ["Firme hoy", "Firme mañana"]


def test_of_rows_that_differ_the_first_is_taken_where_there_is_nothing_but_needs_work() -> None:
    row = out(catalog(EMPTY))[0]
    merged = taken(EMPTY, returned(back(row, translation="uno"), back(row, translation="dos")))
    assert (the(merged).msgstr, the(merged).state) == (("uno",), State.FUZZY)
    assert [each.text for each in kept_texts(the(merged).comments)] == ["dos"]
    assert fates(merged) == [Fate.CONFLICT, Fate.CONFLICT]


def test_a_formula_is_never_taken_for_a_finished_translation() -> None:
    merged = taken(DONE, sent(DONE, translation="=1+1", formula=True))
    assert (the(merged).msgstr, fates(merged)) == (DONE.msgstr, [Fate.FORMULA])
    assert [each.text for each in kept_texts(the(merged).comments)] == ["=1+1"]
    assert the(taken(EMPTY, sent(EMPTY, translation="=1+1", formula=True))).state is State.FUZZY


def test_each_plural_form_is_decided_for_itself() -> None:
    before = unit("{n} day", "un día", "", plural="{n} days")
    one, many = out(catalog(before))
    now = replace(before, msgstr=("1 día", ""))
    merged = taken(now, returned(back(one, translation="{n} día"), back(many, translation="{n} días")))
    assert the(merged).msgstr == ("1 día", "{n} días")
    assert the(merged).state is State.FUZZY
    assert the(merged).comments == ('handbill: in es.xlsx, msgstr[0] was "{n} día"',)


def test_a_plural_form_that_there_is_no_more_is_kept_as_a_suggestion() -> None:
    row = out(catalog(unit("{n} day", "a", "b", plural="{n} days")))[1]
    assert row.reference.form == 1
    now = catalog(unit("{n} day", "a", plural="{n} days"), tag="km")
    merged = taken(now, returned(back(row, translation="c")))
    assert the(merged).comments == ('handbill: in es.xlsx, msgstr[1] was "c"',)


def test_the_plural_forms_of_a_message_that_is_gone_stay_together() -> None:
    one, many = out(catalog(unit("{n} day", "", "", plural="{n} days")))
    merged = taken(catalog(), returned(back(one, translation="un día"), back(many, translation="{n} días")))
    assert the(merged) == unit("{n} day", "un día", "{n} días", plural="{n} days", obsolete=True)


def test_a_repair_is_told_with_what_was_taken() -> None:
    before = unit("Until {deadline}")
    merged = taken(before, sent(before, translation="Hasta {Deadline}"))
    assert the(merged).msgstr == ("Hasta {deadline}",)
    assert fates(merged) == [Fate.TAKEN, Fate.REPAIRED]


def test_what_only_a_program_changed_is_no_change() -> None:
    before = unit("one\ntwo", "uno\ndos")
    newer = replace(before, msgstr=("uno\nDOS",))
    assert taken(newer, sent(before, translation="uno\r\ndos")).outcomes == []


def test_what_a_machine_made_is_marked() -> None:
    merged = taken(EMPTY, sent(EMPTY, translation="Firme ya"), machine=True)
    assert the(merged).origin is Origin.MACHINE
    assert the(taken(DONE, sent(DONE), machine=True)).origin is Origin.HUMAN


# Any catalogs, any rows.

_words = st.sampled_from(["", "uno", "dos", "tres", " uno", "{x}", "=1", "uno\u00a0dos"])
_text = st.one_of(_words, anybodys_text)
_sources = ["Sign", "Call", "Meet"]


@st.composite
def _units(draw: st.DrawFn, msgid: str) -> Unit:
    plural = draw(st.sampled_from([None, f"{msgid} s"]))
    forms = draw(st.lists(_text, min_size=2, max_size=2)) if plural else [draw(_text)]
    obsolete = draw(st.sampled_from([False, False, False, True]))
    previous = draw(st.sampled_from([None, None, "Sign", "Walk"]))
    fuzzy = draw(st.booleans()) and not obsolete
    return unit(
        msgid, *forms, plural=plural, fuzzy=fuzzy, previous=previous if fuzzy else None, obsolete=obsolete,
        comments=draw(st.lists(st.sampled_from(["ask Ana", "sure?"]), max_size=2)),
    )  # fmt: skip


@st.composite
def _catalogs(draw: st.DrawFn) -> Catalog:
    chosen = draw(st.lists(st.sampled_from(_sources), unique=True))
    return catalog(*(draw(_units(msgid)) for msgid in chosen))


@st.composite
def _files(draw: st.DrawFn, went_out: Catalog) -> Returned:
    rows = []
    for row in out(went_out):
        for _ in range(draw(st.integers(0, 2))):
            changed: dict[str, object] = {}
            if draw(st.booleans()):
                changed["translation"] = draw(_text)
            if draw(st.booleans()):
                changed["note"] = draw(st.sampled_from([None, "", "see above", "handbill: reviewed 0123456789abcdef"]))
            if draw(st.integers(0, 3)) == 0:
                changed["reference"] = None
            if draw(st.integers(0, 5)) == 0:
                changed["source"] = draw(_text)
            changed["state"] = draw(st.sampled_from([None, "translated", "needs work", "reviewed", "?", ""]))
            changed["formula"] = draw(st.integers(0, 5)) == 0
            rows.append(back(row, **changed))
    return returned(*rows, states_count=draw(st.booleans()))


def _standing(found: Catalog) -> set[str]:
    """Every text that stands anywhere in a catalog: a msgstr, an obsolete one, one that a comment keeps."""
    texts = {text for each in found.units for text in each.msgstr}
    texts |= {kept.text for each in found.units for kept in kept_texts(each.comments)}
    return texts | {line.partition(" was ")[2] for line in found.header.comments}


def _comments(found: Catalog) -> set[str]:
    return {line for each in found.units for line in each.comments}


def _bases(file: Returned) -> set[str]:
    return {row.reference.text for row in file.rows if row.reference}


def _written(file: Returned) -> Sequence[ReturnedRow]:
    """The rows with a text that did not go out with them, nor, where they lost their reference, with another."""
    went_out = _bases(file)
    return [
        row
        for row in file.rows
        if shows(row.translation)
        and digest(row.translation) not in ({row.reference.text} if row.reference else went_out)
    ]


@settings(max_examples=400)
@given(st.data())
def test_no_text_that_anyone_wrote_disappears(data: st.DataObject) -> None:
    before, now = data.draw(_catalogs()), data.draw(_catalogs())
    if data.draw(st.booleans()):
        now = before
    file = data.draw(_files(before))
    merged = taken(now, file, force=True)
    after = merged.catalogs["petition"]
    standing = _standing(after)
    # Of the catalog only what went out in the file, and was changed there alone, gives way.
    gone = {text for text in _standing(now) - standing if text}
    assert all(digest(text) in _bases(file) for text in gone)
    went_out = {row.translation for row in out(before)}
    for row in _written(file):
        # What differs from what went out, or stands, in nothing that anybody sees was changed by a program.
        seen = _differs(row.translation, standing | went_out)
        assert row.translation in standing or not seen or _is_repaired(row.translation, standing, merged), row
    assert _comments(now) - _comments(after) <= {"ask Ana", "sure?"}


def _is_repaired(text: str, standing: set[str], merged: Merged) -> bool:
    """Whether a text stands in its repaired form, and the repair is told, or in the header."""
    told = [outcome.after for outcome in merged.outcomes if outcome.before == text and outcome.fate is Fate.REPAIRED]
    return any(each in standing for each in told) or quote(text) in standing


def _differs(text: str, standing: set[str]) -> bool:
    """Whether a text says anything that what stands does not, spaces and what nobody sees aside."""

    def bare(each: str) -> str:
        return "".join(re.sub("_x000D_|[\ufffc\ufeff\u200b]", "", each).split())

    return bare(text) not in {"", *map(bare, standing)}


@given(st.data())
def test_what_comes_back_as_it_went_out_changes_nothing(data: st.DataObject) -> None:
    before, now = data.draw(_catalogs()), data.draw(_catalogs())
    file = returned(*(back(row) for row in out(before)))
    merged = taken(now, file)
    assert merged.outcomes == []
    assert serialize(merged.catalogs["petition"]) == serialize(now)


@given(st.data())
def test_importing_twice_is_importing_once(data: st.DataObject) -> None:
    before, now = data.draw(_catalogs()), data.draw(_catalogs())
    file = data.draw(_files(before))
    once = taken(now, file, force=True).catalogs["petition"]
    assert _standing(taken(once, file, force=True).catalogs["petition"]) == _standing(once)


@given(st.data())
def test_no_file_signs_anything_off(data: st.DataObject) -> None:
    before, now = data.draw(_catalogs()), data.draw(_catalogs())
    merged = taken(now, data.draw(_files(before)), force=True)
    assert all(each.state is not State.REVIEWED for each in merged.catalogs["petition"].units)
