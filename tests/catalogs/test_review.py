"""What a reviewer decides of one unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbill.catalogs.notes import kept_text, kept_texts
from handbill.catalogs.review import (
    by_machine,
    by_person,
    needing_work,
    retranslated,
    signed_off,
    with_kept_text_taken,
    with_note,
    without_kept_texts,
)
from handbill.model import Message, Origin, Previous, State, Unit

ROSA = "Rosa: short on purpose"
UNIT = Unit(Message("Sign"), ("Firme",), comments=(ROSA,))
FUZZY = replace(UNIT, fuzzy=True, previous=Previous("Sing"))
COUNTED = Unit(Message("page", plural="pages"), ("página", "páginas"))


@pytest.mark.parametrize("unit", [UNIT, FUZZY, COUNTED])
@pytest.mark.parametrize("by", [None, "María de la O"])
def test_what_is_signed_off_is_reviewed_until_it_changes(unit: Unit, by: str | None) -> None:
    signed = signed_off(unit, by)
    assert signed.state is State.REVIEWED
    assert (signed.msgstr, signed.previous) == (unit.msgstr, None)
    assert retranslated(signed, ("x",) * len(unit.msgstr)).state is State.TRANSLATED
    assert [by for by in [by] if by and by in signed.comments[-1]] == ([by] if by else [])


def test_a_sign_off_takes_the_place_of_older_ones_and_leaves_notes() -> None:
    again = signed_off(retranslated(signed_off(UNIT, "Rosa"), ("Firmen",)))
    assert again.comments == (ROSA, f"handbill: reviewed {again.digest}")


def test_what_needs_work_is_no_longer_signed_off_even_if_an_editor_calls_it_done() -> None:
    back = needing_work(signed_off(UNIT))
    assert back.state is State.FUZZY
    assert replace(back, fuzzy=False).state is State.TRANSLATED


def test_a_note_has_a_line_for_each_of_its_lines() -> None:
    assert with_note(UNIT, " formal? \n\n ask Rosa").comments == (ROSA, "formal?", "ask Rosa")
    assert with_note(UNIT, "") == UNIT


def test_another_text_changes_places_with_the_translation() -> None:
    comments = (kept_text("in a.xlsx", "msgstr", "Firmad"), ROSA, kept_text("before", "msgstr", "Firma"))
    unit = replace(UNIT, comments=comments)
    taken = with_kept_text_taken(unit, 1)
    assert taken.msgstr == ("Firma",)
    assert [each.text for each in kept_texts(taken.comments)] == ["Firmad", "Firme"]
    assert without_kept_texts(taken).comments == (ROSA,)


def test_another_text_of_one_plural_form_changes_that_form_alone() -> None:
    taken = with_kept_text_taken(replace(COUNTED, comments=(kept_text("before", "msgstr[1]", "hojas"),)), 0)
    assert taken.msgstr == ("página", "hojas")
    assert taken.comments == (kept_text("before", "msgstr[1]", "páginas"),)


def test_an_empty_translation_leaves_nothing_behind() -> None:
    unit = Unit(Message("Sign"), comments=(kept_text("before", "msgstr", "Firma"),))
    assert with_kept_text_taken(unit, 0) == Unit(Message("Sign"), ("Firma",))


def test_an_origin_is_recorded_once_and_taken_back() -> None:
    marked = by_machine(by_machine(UNIT), "Engine 3")
    assert marked.origin is Origin.MACHINE
    assert marked.comments == (ROSA, f"handbill: machine translation {UNIT.msgstr_digest} by Engine 3")
    assert signed_off(marked).origin is Origin.MACHINE_REVIEWED
    assert by_person(marked) == UNIT
