"""Units and catalogs: states, sign-offs, header fields."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.model import Catalog, Finding, Message, Origin, Severity, State, Unit

UNIT = Unit(Message("Sign", "flyer"), ("Firme",))
PLURAL = Unit(Message("page", plural="pages"), ("página", "páginas"))


def signed(unit: Unit, comment: str = "handbill: reviewed {digest}") -> Unit:
    return replace(unit, comments=("Rosa: short on purpose", comment.format(digest=unit.digest)))


@pytest.mark.parametrize(
    ("unit", "state"),
    [
        (Unit(Message("Sign")), State.UNTRANSLATED),
        (Unit(Message("Sign"), fuzzy=True), State.UNTRANSLATED),
        (replace(PLURAL, msgstr=("página", "")), State.UNTRANSLATED),
        (replace(UNIT, fuzzy=True), State.FUZZY),
        (replace(signed(UNIT), fuzzy=True), State.FUZZY),
        (UNIT, State.TRANSLATED),
        (PLURAL, State.TRANSLATED),
        (replace(UNIT, comments=("handbill: reviewed 0123456789abcdef",)), State.TRANSLATED),
        (replace(UNIT, comments=(f"see handbill: reviewed {UNIT.digest}",)), State.TRANSLATED),
        (signed(UNIT), State.REVIEWED),
        (signed(PLURAL), State.REVIEWED),
        (signed(UNIT, "handbill: reviewed {digest} by María de la O"), State.REVIEWED),
        (signed(UNIT, "  handbill: reviewed {digest} "), State.REVIEWED),
    ],
)
def test_the_state_follows_from_the_unit(unit: Unit, state: State) -> None:
    assert unit.state is state


def test_one_sign_off_that_fits_is_enough() -> None:
    unit = replace(UNIT, comments=("handbill: reviewed 0123456789abcdef", f"handbill: reviewed {UNIT.digest}"))
    assert unit.state is State.REVIEWED


@pytest.mark.parametrize(
    "edited",
    [
        replace(signed(UNIT), msgstr=("Firmen",)),
        replace(signed(UNIT), message=Message("Sign!", "flyer")),
        replace(signed(UNIT), message=Message("Sign", "letter")),
        replace(signed(PLURAL), msgstr=("páginas", "página")),
        replace(signed(PLURAL), message=Message("page", plural="some pages")),
    ],
)
def test_any_edit_makes_a_sign_off_lapse(edited: Unit) -> None:
    assert edited.state is State.TRANSLATED


def test_moving_a_message_leaves_its_sign_off() -> None:
    moved = replace(signed(UNIT), message=replace(UNIT.message, references=("source/faq.md:9",), flags=("no-wrap",)))
    assert moved.state is State.REVIEWED


def by_machine(unit: Unit, comment: str = "handbill: machine translation {digest}") -> Unit:
    return replace(unit, comments=(*unit.comments, comment.format(digest=unit.msgstr_digest)))


@pytest.mark.parametrize(
    ("unit", "origin"),
    [
        (Unit(Message("Sign")), None),
        (by_machine(Unit(Message("Sign"))), None),
        (UNIT, Origin.HUMAN),
        (signed(UNIT), Origin.HUMAN),
        (by_machine(UNIT), Origin.MACHINE),
        (by_machine(UNIT, " handbill: machine translation {digest} by Engine 3 "), Origin.MACHINE),
        (by_machine(PLURAL), Origin.MACHINE),
        (replace(by_machine(UNIT), fuzzy=True), Origin.MACHINE),
        (replace(by_machine(UNIT), message=Message("Sign now")), Origin.MACHINE),
        (replace(by_machine(UNIT), msgstr=("Firmen",)), Origin.HUMAN),
        (by_machine(replace(by_machine(UNIT), msgstr=("Firmen",))), Origin.MACHINE),
        (by_machine(signed(UNIT)), Origin.MACHINE_REVIEWED),
    ],
)
def test_a_translation_is_a_machines_until_somebody_edits_it(unit: Unit, origin: Origin | None) -> None:
    assert unit.origin is origin


def test_states_go_from_worst_to_best() -> None:
    assert State.UNTRANSLATED < State.FUZZY < State.TRANSLATED < State.REVIEWED
    assert [str(state) for state in State] == ["untranslated", "fuzzy", "translated", "reviewed"]


def test_units_are_equal_wherever_they_stand_in_the_file() -> None:
    assert replace(UNIT, line=3) == replace(UNIT, line=9)
    assert replace(UNIT, msgstr=("Firmen",)) != UNIT


def test_obsolete_units_are_not_in_use() -> None:
    gone = replace(UNIT, message=Message("Gone"), obsolete=True)
    assert list(Catalog(Unit(Message("")), (UNIT, gone)).by_key) == [("flyer", "Sign")]


def headed(msgstr: str) -> Catalog:
    return Catalog(Unit(Message(""), (msgstr,)))


def test_header_fields_are_known_by_name() -> None:
    catalog = headed("Language: es\nX-Time: 10:30\nno field\n Spaced : yes \nEmpty:\n")
    assert catalog.fields == {"Language": "es", "X-Time": "10:30", "Spaced": "yes", "Empty": ""}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "Language: es\n"),
        ("Language: \n", "Language: es\n"),
        ("A: 1\nLanguage: fr\nB: 2\n", "A: 1\nLanguage: es\nB: 2\n"),
        ("A: 1\n", "A: 1\nLanguage: es\n"),
        ("A: 1", "A: 1\nLanguage: es\n"),
        ("X-Language: fr\n", "X-Language: fr\nLanguage: es\n"),
    ],
)
def test_a_field_is_set_in_its_place_or_at_the_end(before: str, after: str) -> None:
    assert headed(before).with_field("Language", "es").header.msgstr == (after,)


NAMES = st.from_regex(r"[A-Z][a-z-]{0,8}", fullmatch=True)
VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=12)


@given(st.dictionaries(NAMES, VALUES, max_size=4), NAMES, VALUES)
@settings(max_examples=100, deadline=None)
def test_setting_a_field_leaves_all_others(fields: dict[str, str], name: str, value: str) -> None:
    catalog = headed("".join(f"{each}: {said}\n" for each, said in fields.items()))
    changed = catalog.with_field(name, value)
    assert changed.fields == {**fields, name: value}
    assert changed.with_field(name, value) == changed


@pytest.mark.parametrize(("line", "place"), [(None, "es.po"), (7, "es.po:7")])
def test_a_finding_knows_its_place(line: int | None, place: str) -> None:
    finding = Finding("length", Severity.ERROR, "too long", "Shorten it.", "es.po", line, "es", "faq", (None, "a"))
    assert finding.place == place
