from __future__ import annotations

from dataclasses import replace

from handbill.languages import language
from handbill.model import Catalog, Message, Origin, Previous, State, Unit
from handbill.pseudo.fill import filled

ACCENTED = language("en-XA")
HEADER = Unit(Message(""))


def fill(*units: Unit, limits: dict[tuple[str | None, str], int] | None = None) -> tuple[Unit, ...]:
    return filled(Catalog(HEADER, units), ACCENTED, limits or {}).units


def test_what_is_untranslated_is_written_and_its_origin_told() -> None:
    (unit,) = fill(Unit(Message("Sign")))
    assert (unit.state, unit.origin) == (State.TRANSLATED, Origin.MACHINE)
    assert unit.comments == (f"handbill: machine translation {unit.msgstr_digest} by pseudo-locale",)


def test_filling_again_changes_nothing() -> None:
    (unit,) = fill(Unit(Message("Sign"), comments=("mine",)))
    assert fill(unit) == (unit,)
    assert unit.comments[0] == "mine"


def test_what_a_person_wrote_or_edited_is_left() -> None:
    (machine,) = fill(Unit(Message("Sign")))
    edited = replace(machine, msgstr=("[Ṣïģṇ ḥëṛë]",))
    own = Unit(Message("Share"), ("Teilen",), fuzzy=True, previous=Previous("Share it"))
    assert fill(edited, own) == (edited, own)


def test_what_was_filled_for_another_text_is_written_anew() -> None:
    (old,) = fill(Unit(Message("Sign")))
    carried = replace(old, message=Message("Share"), fuzzy=True, previous=Previous("Sign"))
    assert fill(carried) == fill(Unit(Message("Share")))


def test_a_limit_is_kept() -> None:
    (unit,) = fill(Unit(Message("Sign", "petition:title")), limits={("petition:title", "Sign"): 5})
    assert unit.msgstr == ("Ṣïģṇ",)


def test_every_plural_form_is_filled() -> None:
    (unit,) = fill(Unit(Message("%(n)s page", plural="%(n)s pages"), ("", "")))
    assert all("%(n)s" in form for form in unit.msgstr)
    assert unit.msgstr[0] != unit.msgstr[1]


def test_obsolete_ones_are_left_out_unless_a_person_wrote_them() -> None:
    (machine,) = fill(Unit(Message("Sign")))
    own = Unit(Message("Share"), ("Teilen",), obsolete=True)
    assert fill(replace(machine, obsolete=True), own) == (own,)
