"""The check of placeholders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbill.checks.base import Problem, Span, Subject
from handbill.checks.near_placeholders import Like, bare, given, likes, meant
from handbill.checks.prose import PERCENT
from handbill.facts import format_fact
from handbill.model import Severity
from handbill.placeholders import PLACEHOLDER, placeholders


class Placeholders:
    """The translation has the placeholders of the source, all of them and no others.

    A placeholder may stand elsewhere, more than once, and with another format.
    A plural form may leave out the number: "one passage". A format that the
    fact does not have is wrong too; so are braces of another kind, or around
    another name, where the source has none: readers would see them.
    """

    id = "placeholders"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        facts = subject.facts
        known = [given(source, facts) for source in subject.sources]
        wanted, all_known = set.intersection(*known), set.union(*known)
        # A plural form may say the number in words.
        needed = {name for name in wanted if name[0] == "{"} if len(known) > 1 else wanted
        for form in subject.forms:
            has = given(form, facts)
            unlike = list(likes(form, subject.sources, facts))
            spelt = _spelt(unlike, all_known - has, needed - has, form)
            yield from (_misspelt(like, name, form) for like, name in spelt.items())
            yield from _missing(needed - has - set(spelt.values()), form)
            yield from _added(has - all_known, spelt, all_known, form)
            yield from _shown([like for like in unlike if like not in spelt and like.text not in has], subject, form)
            yield from _formats(form, subject)


def _spelt(unlike: list[Like], lacking: set[str], missing: set[str], form: str) -> Mapping[Like, str]:
    """Give what was typed for placeholders that a translation lacks."""
    spelt: dict[Like, str] = {}
    for like in unlike:
        if name := meant(like, lacking - set(spelt.values())):
            spelt[like] = name
    for name in sorted(missing - set(spelt.values())):
        if found := bare(name, form):
            spelt[found] = name
    # One is lacking, and one was made up: its name was translated. The number of a plural form need not be lacking.
    left, rest = sorted(lacking - set(spelt.values())), [each for each in unlike if each not in spelt and each.name]
    if len(left) == len(rest) == 1 and (left[0] in missing or not _is_unusable(rest[0].text)):
        spelt[rest[0]] = left[0]
    return spelt


def _misspelt(like: Like, name: str, form: str) -> Problem:
    message = f"{like.text} is not a placeholder; the source has {name}"
    return Problem(message, f"Write {name} just so.", form, like.span, unusable=_is_unusable(like.text))


def _is_unusable(written: str) -> bool:
    # A template has no value for it.
    return PERCENT.fullmatch(written) is not None


def _missing(missing: set[str], form: str) -> Iterator[Problem]:
    for name in sorted(missing):
        hint = f"Put {name} where the sentence needs it, spelt just so."
        yield Problem(f"the translation lost {name}", hint, form)


def _added(added: set[str], spelt: Mapping[Like, str], known: set[str], form: str) -> Iterator[Problem]:
    for name in sorted(added - {like.text for like in spelt}):
        yield _surplus(name, known, form, _place(name, form))


def _surplus(name: str, known: set[str], form: str, span: Span | None) -> Problem:
    message = f"the translation has {name}, which the source has not"
    return Problem(message, f"Delete it. {_has(known)}", form, span, unusable=_is_unusable(name))


def _has(known: set[str]) -> str:
    return f"The source has {', '.join(sorted(known))}." if known else "The source has none."


def _shown(unlike: list[Like], subject: Subject, form: str) -> Iterator[Problem]:
    """Give what names no fact: a name as facts have it, and one thing that is spelt otherwise."""
    known = set.union(*(given(source, subject.facts) for source in subject.sources))
    for like in unlike:
        if found := PLACEHOLDER.fullmatch(like.text):
            yield _surplus(f"{{{found[1]}}}", known, form, like.span)
            continue
        near = meant(like, [f"{{{name}}}" for name in subject.facts])
        if not near and like.full_width:
            continue
        message = f"{like.text} is not a placeholder, and shows as it stands"
        yield Problem(message, _remedy(like, near, known), form, like.span, unusable=_is_unusable(like.text))


def _remedy(like: Like, near: str | None, known: set[str]) -> str:
    if near and near in known and near in like.text:
        # One brace too many, or two.
        return f"Write {near} just so."
    named = f" A fact is named {near}." if near and near not in known else ""
    return f"Delete it. {_has(known)}{named}"


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
