"""The check of placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from handbill.checks.base import Problem, Subject
from handbill.facts import format_fact, placeholders, undefined
from handbill.model import Severity

_PERCENT = re.compile(r"%\((\w+)\)[a-z]")


class Placeholders:
    """The translation has the placeholders of the source, all of them and no others.

    A placeholder may stand elsewhere, more than once, and with another format.
    A plural form may leave out the number: "one passage". A format that the
    fact does not have is wrong too.
    """

    id = "placeholders"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        message = subject.unit.message
        wanted = _names(message.msgid, subject)
        optional = _names(message.plural, subject) if message.plural else set()
        for form in dict.fromkeys(subject.unit.msgstr):
            given = _names(form, subject) | {f"{{{found[1]}}}" for found in undefined(form, subject.facts)}
            # Without facts a brace is a brace; a source with none of them says nothing about braces.
            if not wanted and not optional and not given & _fact_names(subject):
                continue
            needed = wanted & optional & _fact_names(subject) if message.plural else wanted
            missing = needed - given
            yield from _missing(missing, given - wanted - optional)
            yield from _added(given - wanted - optional, missing, wanted | optional)
            yield from _formats(form, subject)


def _names(text: str, subject: Subject) -> set[str]:
    facts = {f"{{{found[1]}}}" for found in placeholders(text) if found[1] in subject.facts}
    return facts | {found[0] for found in _PERCENT.finditer(text)}


def _fact_names(subject: Subject) -> set[str]:
    return {f"{{{name}}}" for name in subject.facts}


def _missing(missing: set[str], added: set[str]) -> Iterator[Problem]:
    for name in sorted(missing):
        close = get_close_matches(name, sorted(added), n=1)
        if close:
            yield Problem(f"{close[0]} is not a placeholder; the source has {name}", f"Write {name} just so.")
        else:
            yield Problem(f"the translation lost {name}", f"Put {name} where the sentence needs it, spelt just so.")


def _added(added: set[str], missing: set[str], known: set[str]) -> Iterator[Problem]:
    for name in sorted(added):
        if get_close_matches(name, sorted(missing), n=1):
            continue
        has = f"The source has {', '.join(sorted(known))}." if known else "The source has none."
        yield Problem(f"the translation has {name}, which the source has not", f"Delete it. {has}")


def _formats(form: str, subject: Subject) -> Iterator[Problem]:
    for found in placeholders(form):
        fact = subject.facts.get(found[1])
        if fact is None:
            continue
        try:
            format_fact(fact, subject.language, found[2])
        except ValueError as error:
            yield Problem(f"{found[0]} cannot be written: {error}", f"Write {{{found[1]}}}, or one of its formats.")
