"""What the tables of every check need."""

from __future__ import annotations

import datetime as dt

from handbill.checks import Check, Problem, Subject, Surroundings
from handbill.facts import Fact, Kind
from handbill.languages import Language, language
from handbill.model import Message, Unit

ENGLISH = language("en")
FACTS = {
    fact.name: fact
    for fact in (
        Fact("deadline", Kind.DATE, dt.date(2011, 8, 31)),
        Fact("hotline", Kind.PHONE, "+1-215-555-0142"),
        Fact("petition_url", Kind.URL, "https://example.org/petition"),
    )
}


def subject(
    msgid: str,
    *msgstr: str,
    tag: str | Language,
    plural: str | None = None,
    source: Language | None = ENGLISH,
    rule: str | None = None,
    context: str | None = None,
) -> Subject:
    """A unit of a language, told what a campaign in English knows."""
    told = language(tag) if isinstance(tag, str) else tag
    return Subject(Unit(Message(msgid, context, plural), msgstr), told, {}, None, Surroundings(source), rule)


def marks(problem: Problem) -> str | None:
    """The part of the text that a problem marks."""
    return None if problem.span is None else problem.text[slice(*problem.span)]


def found(check: Check, asked: Subject) -> list[tuple[str, str | None]]:
    """What a check says, and the part of the text that it marks."""
    return [(problem.message, marks(problem)) for problem in check.problems(asked)]
