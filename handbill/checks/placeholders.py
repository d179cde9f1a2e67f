"""The check of placeholders."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from handbill.checks.base import Problem, Span, Subject
from handbill.checks.prose import PERCENT
from handbill.facts import format_fact
from handbill.model import Severity
from handbill.placeholders import placeholders, undefined


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
            yield from _missing(missing, given - wanted - optional, form)
            yield from _added(given - wanted - optional, missing, wanted | optional, form)
            yield from _formats(form, subject)


def _names(text: str, subject: Subject) -> set[str]:
    facts = {f"{{{found[1]}}}" for found in placeholders(text) if found[1] in subject.facts}
    return facts | {found[0] for found in PERCENT.finditer(text)}


def _fact_names(subject: Subject) -> set[str]:
    return {f"{{{name}}}" for name in subject.facts}


def _missing(missing: set[str], added: set[str], form: str) -> Iterator[Problem]:
    for name in sorted(missing):
        close = get_close_matches(name, sorted(added), n=1)
        if close:
            message = f"{close[0]} is not a placeholder; the source has {name}"
            unusable = close[0].startswith("%")
            yield Problem(message, f"Write {name} just so.", form, _place(close[0], form), unusable=unusable)
        else:
            hint = f"Put {name} where the sentence needs it, spelt just so."
            yield Problem(f"the translation lost {name}", hint, form)


def _added(added: set[str], missing: set[str], known: set[str], form: str) -> Iterator[Problem]:
    for name in sorted(added):
        if get_close_matches(name, sorted(missing), n=1):
            continue
        has = f"The source has {', '.join(sorted(known))}." if known else "The source has none."
        message = f"the translation has {name}, which the source has not"
        # A template has no value for another one.
        yield Problem(message, f"Delete it. {has}", form, _place(name, form), unusable=name.startswith("%"))


def _place(name: str, form: str) -> Span | None:
    """Give where a placeholder stands, whatever its format."""
    begun = form.find(name.removesuffix("}"))
    return (begun, form.find("}", begun) + 1 or len(form)) if name[0] == "{" and begun >= 0 else _span(form, name)


def _span(form: str, part: str) -> Span | None:
    begun = form.find(part)
    return (begun, begun + len(part)) if begun >= 0 else None


def _formats(form: str, subject: Subject) -> Iterator[Problem]:
    for found in placeholders(form):
        fact = subject.facts.get(found[1])
        if fact is None:
            continue
        try:
            format_fact(fact, subject.language, found[2])
        except ValueError as error:
            hint = f"Write {{{found[1]}}}, or one of its formats."
            message = f"{found[0]} cannot be written: {error}"
            yield Problem(message, hint, form, found.span(), unusable=True)
