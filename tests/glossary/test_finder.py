"""Finding terms in source texts, as a table."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.glossary import Glossary, Term

TERMS = (
    "PARS", "ICE", "ice", "petition", "party", "box", "stop", "arrest", "arrest records", "agree", "District Attorney",
    "sign up", "laws", "don't know", "café",
)  # fmt: skip
GLOSSARY = Glossary(tuple(Term(text) for text in TERMS))


def found(text: str) -> list[str]:
    return [term.text for term in GLOSSARY.terms_in(text)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("ICE is told", ["ICE"]),
        ("Ice melts, ice floats", ["ice"]),
        ("nice service, PARSE, pars", []),
        ("PARS’s rules", ["PARS"]),
        ("Petitions, petitioned, petitioning", ["petition"]),
        ("two parties", ["party"]),
        ("boxes", ["box"]),
        ("it stopped; no stopping", ["stop"]),
        ("they agreed; we are agreeing", ["agree"]),
        ("an arrest record", ["arrest records"]),
        ("the arrest, the arrest records", ["arrest", "arrest records"]),
        ("**District** Attorneys", ["District Attorney"]),
        ("the district  attorney", ["District Attorney"]),
        ("He signed up", ["sign up"]),
        ("a law", ["laws"]),
        ("I don’t know", ["don't know"]),
        ("CAFÉ", ["café"]),
        ("[the petition](https://example.org/party)", ["petition"]),
        ("[it](https://example.org/petition) `petition` {petition} <i petition> petition@example.org", []),
        ("see https://example.org/petition and [^petition]", []),
        ("petition {deadline} arrest", ["petition", "arrest"]),
        ("", []),
    ],
)
def test_terms_are_found_in_the_words_of_a_text_alone(text: str, terms: list[str]) -> None:
    assert found(text) == terms


def test_only_verbs_end_in_ed_and_ing() -> None:
    glossary = Glossary((Term("box", "noun"), Term("stop", "verb")))
    assert [term.text for term in glossary.terms_in("boxed, boxing, stopped")] == ["stop"]
    assert [term.text for term in glossary.terms_in("boxes")] == ["box"]


def test_two_entries_of_one_text_are_both_given() -> None:
    glossary = Glossary((Term("permit", "noun"), Term("permit", "verb")))
    assert [term.part_of_speech for term in glossary.terms_in("a permit")] == ["noun", "verb"]


def test_other_source_languages_are_not_inflected_as_english_is() -> None:
    glossary = Glossary((Term("acuerdo"),), "es")
    assert glossary.terms_in("El Acuerdo")
    assert not glossary.terms_in("acuerdoing")


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary().terms_in("petition") == ()


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_any_text_can_be_a_term_and_any_be_looked_through(term: str, text: str) -> None:
    Glossary((Term(term),)).terms_in(text)


@given(st.from_regex(re.compile(r"[A-Za-z]{1,12}( [A-Za-z]{1,12})?"), fullmatch=True))
def test_a_term_is_found_as_it_is(text: str) -> None:
    assert Glossary((Term(text),)).terms_in(f"({text})")
