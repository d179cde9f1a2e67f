"""The checks of the glossary, over whole units; tests/glossary has the tables of words."""

from __future__ import annotations

from pathlib import Path

from handbill.checks import ForbiddenWords, GlossaryTerms, Subject, Surroundings
from handbill.checks.base import Check
from handbill.glossary import Glossary, Term
from handbill.languages import language
from handbill.model import Message, Severity, Unit
from handbill.project import open_project
from handbill.shelf import read_catalogs

GLOSSARY = Glossary(
    (
        Term("petition", translations={"es": ("petición",), "ru": ("петиция",)}),
        Term("deadline", translations={"es": ("fecha límite", "plazo")}, forbidden={"es": ("vencimiento",)}),
        Term("PARS", fixed=True),
        Term("permit", "noun", translations={"es": ("permiso",)}),
        Term("permit", "verb", translations={"es": ("permitir",)}),
    )
)


def said(check: Check, msgid: str, *msgstr: str, tag: str = "es") -> list[str]:
    subject = Subject(Unit(Message(msgid), msgstr), language(tag), {}, None, Surroundings(glossary=GLOSSARY))
    return [f"{each.message}. {each.hint}" for each in check.problems(subject)]


def test_a_term_that_is_not_used_is_a_warning_with_the_approved_words() -> None:
    assert GlossaryTerms.severity is Severity.WARNING
    assert said(GlossaryTerms(), "Sign the petition", "Firme la carta") == [
        "the translation does not use the glossary's word for “petition”. The glossary has: “petición”."
    ]
    assert said(GlossaryTerms(), "PARS", "SIPP") == [
        "“PARS” does not stand in the translation as it is. The glossary leaves it as it is."
    ]


def test_a_term_that_is_used_is_none() -> None:
    assert said(GlossaryTerms(), "Petitions before the deadline", "Peticiones dentro del plazo") == []


def test_one_plural_form_that_has_the_term_is_enough() -> None:
    assert said(GlossaryTerms(), "%(n)s petitions", "одна", "%(n)s петиции", "%(n)s петиций", tag="ru") == []


def test_of_two_entries_of_one_text_one_is_enough() -> None:
    assert said(GlossaryTerms(), "They permit it", "Lo permiten") == []
    assert len(said(GlossaryTerms(), "They permit it", "Lo dejan")) == 1


def test_a_forbidden_word_is_told_once_and_not_as_a_missing_term_too() -> None:
    assert said(ForbiddenWords(), "the deadline", "el vencimiento") == [
        "the glossary forbids “vencimiento” for “deadline”. The glossary has: “fecha límite” or “plazo”."
    ]
    assert said(GlossaryTerms(), "the deadline", "el vencimiento") == []


def test_a_word_is_forbidden_only_for_its_term() -> None:
    assert said(ForbiddenWords(), "the expiry", "el vencimiento") == []


def test_the_campaigns_own_translations_use_its_glossary(campaign: Path) -> None:
    project = open_project(campaign)
    assert project.glossary.terms
    assert read_catalogs(project, project.campaign.languages).findings == []
