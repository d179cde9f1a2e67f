from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.memory import FLOOR, Entry, Place, TranslationMemory, entries_of
from handbill.model import Catalog, Message, Previous, Unit

HEADER = Unit(Message(""))


def memory(*units: Unit, domain: str = "petition") -> TranslationMemory:
    return TranslationMemory(tuple(entries_of(Catalog(HEADER, units), domain)))


def pairs(*units: Unit) -> list[tuple[str, str, Place]]:
    return [(entry.source, entry.target, entry.place) for entry in memory(*units).entries]


def test_every_translation_of_a_catalog_is_remembered_whatever_became_of_it() -> None:
    assert pairs(
        Unit(Message("In use"), ("a",)),
        Unit(Message("New text"), ("b",), fuzzy=True, previous=Previous("Old text")),
        Unit(Message("Unsure"), ("c",), fuzzy=True),
        Unit(Message("Gone"), ("d",), obsolete=True),
        Unit(Message("Two"), ("e",), comments=('handbill: written at the same time, msgstr was "f \\"g\\""',)),
        Unit(Message("Nothing yet")),
    ) == [
        ("In use", "a", Place.CATALOG),
        ("Old text", "b", Place.EARLIER),
        ("Unsure", "c", Place.UNSURE),
        ("Gone", "d", Place.OBSOLETE),
        ("Two", "e", Place.CATALOG),
        ("Two", 'f "g"', Place.KEPT),
    ]


def test_plural_forms_go_with_the_forms_of_the_source() -> None:
    unit = Unit(
        Message("one page", plural="%(n)s pages"),
        ("одна", "две", "пять"),
        comments=('handbill: before, msgstr[1] was "много"',),
    )
    assert pairs(unit) == [
        ("one page", "одна", Place.CATALOG),
        ("%(n)s pages", "пять", Place.CATALOG),
        ("%(n)s pages", "много", Place.KEPT),
    ]


def suggested(known: TranslationMemory, text: str, context: str | None = None) -> list[tuple[str, float]]:
    return [(each.target, each.score) for each in known.suggestions(Message(text, context))]


def test_the_very_same_text_comes_first_and_its_context_before_others() -> None:
    known = memory(
        Unit(Message("Sign the petition today"), ("c",)),
        Unit(Message("Sign the petition"), ("b",), obsolete=True),
        Unit(Message("Sign the petition", "faq:title"), ("d",)),
        Unit(Message("Sign the petition", "petition:title"), ("a",), obsolete=True),
        Unit(Message("Deportation without conviction"), ("x",)),
    )
    assert suggested(known, "Sign the petition", "petition:title")[:3] == [("a", 100.0), ("d", 100.0), ("b", 100.0)]
    assert [target for target, _ in suggested(known, "Sign the petition", "petition:title")] == ["a", "d", "b", "c"]


def test_what_is_less_alike_than_the_floor_is_not_suggested() -> None:
    known = memory(Unit(Message("An arrest should not mean deportation"), ("a",)))
    assert suggested(known, "Share this page with your neighbors") == []
    for each in known.suggestions(Message("An arrest should never mean deportation")):
        assert FLOOR <= each.score < 100


def test_no_translation_is_suggested_twice() -> None:
    known = memory(
        Unit(Message("Sign now"), ("a",)), Unit(Message("Sign now", "x"), ("a",)), Unit(Message("Sign"), ("a",))
    )
    assert suggested(known, "Sign now") == [("a", 100.0)]


def test_a_message_is_not_suggested_its_own_translation() -> None:
    known = memory(Unit(Message("Sign now"), ("a",)), Unit(Message("Sign now", "x"), ("b",)))
    own = known.suggestions(Message("Sign now"), domain="petition")
    assert [each.target for each in own] == ["b"]
    assert [each.target for each in known.suggestions(Message("Sign now"), domain="faq")] == ["a", "b"]


def test_a_suggestion_says_where_it_stands() -> None:
    known = memory(Unit(Message("Sign now"), ("a",), obsolete=True))
    assert known.suggestions(Message("Sign now"))[0].where == "petition, obsolete"
    imported = TranslationMemory((Entry("Sign now", "b", Place.IMPORTED),))
    assert imported.suggestions(Message("Sign now"))[0].where == "imported"


def test_no_more_than_asked_for_are_given() -> None:
    known = memory(*(Unit(Message(f"Sign the petition number {number}"), (str(number),)) for number in range(9)))
    assert len(known.suggestions(Message("Sign the petition number 10"))) == 5
    assert len(known.suggestions(Message("Sign the petition number 10"), most=2)) == 2


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("请签署这份请愿书", "请签署这份信"),
        ("Подпишите эту петицию сегодня", "Подпишите петицию сегодня"),
        ("وقّعوا هذه العريضة اليوم", "وقّعوا العريضة اليوم"),
    ],
)
def test_sources_of_any_script_are_compared(text: str, known: str) -> None:
    assert suggested(memory(Unit(Message(known), ("a",))), text)


@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1))), st.text(min_size=1))
def test_every_suggestion_is_remembered_and_they_are_ranked(known: list[tuple[str, str]], text: str) -> None:
    remembered = TranslationMemory(tuple(Entry(source, target, Place.IMPORTED) for source, target in known))
    found = remembered.suggestions(Message(text))
    assert all((each.source, each.target) in known for each in found)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    if any(source == text for source, _ in known):
        assert found[0].score == 100
