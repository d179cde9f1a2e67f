"""The check of web addresses, e-mail addresses and phone numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from handbill.checks.base import Problem, Span, Subject
from handbill.checks.prose import EMAIL, REMEMBERED, TARGET, WEB
from handbill.model import Severity
from handbill.placeholders import PLACEHOLDER

_ADDRESS = re.compile(rf"{WEB.pattern}|{EMAIL.pattern}")
_SEVEN_DIGITS = re.compile(r"(?:\d[^\d\n]{0,3}){7}")


class Addresses:
    """The translation has the web addresses, e-mail addresses and phone numbers of the source, unchanged.

    What a link leads to is looked at by the check of markup. A phone number may
    be written in other groups, with or without its country, and in any digits:
    its digits must be the same. An address that the source has not is wrong
    too: readers would be led elsewhere.
    """

    id = "addresses"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        sources = [_addresses(text) for text in subject.sources]
        wanted = set.intersection(*({name for name, place in each.items() if place} for each in sources))
        known = {name for each in sources for name in each}
        for form in subject.forms:
            given = _addresses(form)
            missing = wanted - set(given)
            added = {name: place for name, place in given.items() if place and name not in known}
            yield from _missing(missing, added, form)
            yield from _added(added, missing, form)
            yield from _phones(subject, form)


@lru_cache(maxsize=REMEMBERED)
def _addresses(text: str) -> Mapping[str, Span | None]:
    """Give the addresses of a text with the place of each; nothing where a link alone leads there."""
    targets = [found.span() for found in TARGET.finditer(text)]
    addresses: dict[str, Span | None] = {}
    for found in _ADDRESS.finditer(text):
        linked = text[found.start() - 1 : found.start()] == "<" or any(
            start <= found.start() < end for start, end in targets
        )
        name = _same(found[0])
        addresses[name] = addresses.get(name) or (None if linked else found.span())
    return addresses


def _same(address: str) -> str:
    """Give what all spellings of an address share: a fact in it may have another format, a host other case."""
    name = PLACEHOLDER.sub(r"{\1}", address)
    host = re.match(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?[^/]*", name)
    return name.lower() if "/" not in name else (host[0].lower() + name[host.end() :] if host else name)


def _missing(missing: set[str], added: Mapping[str, Span | None], form: str) -> Iterator[Problem]:
    for name in sorted(missing):
        if close := get_close_matches(name, sorted(added), n=1):
            message = f"{close[0]} is not the address of the source, {name}"
            yield Problem(message, f"Write {name} just so.", form, added[close[0]])
        else:
            yield Problem(f"the translation lost {name}", "Put the address where the sentence needs it.", form)


def _added(added: Mapping[str, Span | None], missing: set[str], form: str) -> Iterator[Problem]:
    for name, span in added.items():
        if not get_close_matches(name, sorted(missing), n=1):
            yield Problem(f"the translation has {name}, which the source has not", "Delete it.", form, span)


def _phones(subject: Subject, form: str) -> Iterator[Problem]:
    country = subject.surroundings.country
    sources = [phone_numbers(text, country) for text in subject.sources]
    digits = _digits(form)
    for number in sorted(set.intersection(*(set(each) for each in sources))):
        if number not in digits:
            said = sources[0][number][0]
            yield Problem(f"the translation lost the phone number {said}", "Write its digits just so.", form)
    known = " ".join(map(_digits, subject.sources))
    for number, (said, span) in phone_numbers(form, country).items():
        # Without its country, what looks like a phone number in one language may be a sum in another.
        if said.startswith("+") and number not in known:
            yield Problem(
                f"the translation has the phone number {said}, which the source has not", "Correct it.", form, span
            )


@lru_cache(maxsize=REMEMBERED)
def phone_numbers(text: str, country: str) -> Mapping[str, tuple[str, Span]]:
    """Give the phone numbers of a text by their digits at home, as they are written, with the place of each."""
    if not _SEVEN_DIGITS.search(text):
        return {}
    bare = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    import phonenumbers

    found = phonenumbers.PhoneNumberMatcher(bare, country, leniency=phonenumbers.Leniency.VALID)
    return {str(each.number.national_number): (each.raw_string, (each.start, each.end)) for each in found}


def _digits(text: str) -> str:
    """Give the digits of a text in a row, a space where a letter stands between them."""
    pieces = []
    for each in text:
        value = unicodedata.decimal(each, -1)
        if value >= 0:
            pieces.append(str(value))
        elif each.isalpha():
            pieces.append(" ")
    return "".join(pieces)
