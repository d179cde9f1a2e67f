"""The checks of the glossary: its terms, and the words that it forbids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from handbill.checks.base import Problem, Subject
from handbill.glossary import Glossary, Term, forbidden_words, uses
from handbill.languages import Language
from handbill.model import Severity, Unit


class GlossaryTerms:
    """The translation says the terms of the glossary as the glossary does, inflected or not.

    Of the approved translations any will do, in any form that the language may
    give it. A term that is not to be translated stands in its own letters. Of
    two entries of one text (a noun, a verb) one is enough.
    """

    id = "glossary"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        yield from missing_terms(subject.unit, subject.language, subject.surroundings.glossary)


class ForbiddenWords:
    """The translation has none of the words that the glossary forbids for a term of its source.

    They are found in any form that the language may give them. What may stand
    instead is said with each, if the glossary has a word for the term.
    """

    id = "forbidden-words"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        yield from forbidden_terms(subject.unit, subject.language, subject.surroundings.glossary)


def missing_terms(unit: Unit, language: Language, glossary: Glossary) -> Iterator[Problem]:
    """Give a problem for each term of a unit's source that its translation does not use, or says with a forbidden word.

    Of several plural forms one that has the term is enough: *one* may say it
    by itself.
    """
    text = "\n".join(unit.msgstr)
    for _, group in groupby(glossary.terms_in(unit.message.msgid), key=lambda term: term.key[0]):
        terms = list(group)
        if any(uses(term, text, language) or forbidden_words(term, text, language) for term in terms):
            continue
        name, accepted = terms[0].text, _accepted(terms, language)
        if accepted == (name,):
            yield Problem(f"“{name}” does not stand in the translation as it is", "The glossary leaves it as it is.")
        else:
            yield Problem(
                f"the translation does not use the glossary's word for “{name}”",
                f"The glossary has: {_list(accepted)}.",
            )


def forbidden_terms(unit: Unit, language: Language, glossary: Glossary) -> Iterator[Problem]:
    """Give a problem for each forbidden word that a translation uses for a term of its source."""
    text = "\n".join(unit.msgstr)
    for term in glossary.terms_in(unit.message.msgid):
        for word in forbidden_words(term, text, language):
            accepted = term.accepted(language.tag)
            hint = f"The glossary has: {_list(accepted)}." if accepted else "Say it in another way."
            yield Problem(f"the glossary forbids “{word}” for “{term.text}”", hint)


def _accepted(terms: Sequence[Term], language: Language) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for term in terms for each in term.accepted(language.tag)))


def _list(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words)
