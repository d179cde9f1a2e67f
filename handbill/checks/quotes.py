"""The check of quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handbill.checks.base import Problem, Subject
from handbill.checks.conventions import ANY_QUOTES, QUOTES, TITLES, primary
from handbill.checks.prose import prose
from handbill.languages import Language
from handbill.model import Severity

Pairs = Sequence[tuple[str, str]]

_MARKS = frozenset("“”„‟«»「」『』〝〞〟《》〈〉")
_WITHIN_WORD = re.compile(r"(?<=[\u05d0-\u05ea])[\"“”„](?=[\u05d0-\u05ea])")
"""Gershayim of Hebrew acronyms, typed as a quotation mark."""
_INCHES = re.compile(r'(?<=\d)"')


class Quotes:
    """Quotation marks are those of the language, opened and closed, and of one kind.

    Straight ones are right everywhere. Apostrophes and single quotation marks
    are not looked at: they are letters in Mam, K'iche' and Hawaiian, and in many
    languages the same sign as an apostrophe.
    """

    id = "quotes"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        pairs = _pairs(subject.language)
        source = subject.surroundings.source
        # A quotation of several paragraphs opens in one message and closes in another.
        if any(_faults(each, _pairs(source) if source else ANY_QUOTES) for each in subject.sources):
            return
        for form in subject.forms:
            for place, message in _faults(form, pairs)[:1]:
                elsewhere = not _faults(form, (*ANY_QUOTES, *TITLES))
                said = f"the quotation mark {form[place]} is that of another language" if elsewhere else message
                hint = f"{subject.language.name} writes {pairs[0][0]}…{pairs[0][1]}."
                yield Problem(said, hint, form, (place, place + 1))
            yield from _mixed(form, pairs)


def _pairs(language: Language) -> Pairs:
    return (*QUOTES.get(primary(language.tag), ANY_QUOTES), *TITLES)


def _faults(text: str, pairs: Pairs) -> list[tuple[int, str]]:
    """Give the marks that the pairs do not explain, and what is wrong with each."""
    opened: list[tuple[int, str]] = []
    faults = []
    for place, each in enumerate(_bare(text)):
        if each == '"':
            opened = _straight(opened, place)
        elif each in _MARKS:
            if opened and (opened[-1][1], each) in pairs:
                opened.pop()
            elif any(first == each for first, _ in pairs):
                opened.append((place, each))
            else:
                faults.append((place, f"the quotation mark {each} closes nothing"))
    faults += [(place, f"the quotation mark {each} is not closed") for place, each in opened]
    return sorted(faults)


def _straight(opened: list[tuple[int, str]], place: int) -> list[tuple[int, str]]:
    if opened and opened[-1][1] == '"':
        return opened[:-1]
    return [*opened, (place, '"')]


def _bare(text: str) -> str:
    """Give the words of a text, of the same length, without the marks that quote nothing."""
    return _INCHES.sub(" ", _WITHIN_WORD.sub(" ", prose(text)))


def _mixed(form: str, pairs: Pairs) -> Iterator[Problem]:
    """Give the second kind of marks that a text uses outside of quotations."""
    depth: list[str] = []
    kinds: dict[str, int] = {}
    for place, each in enumerate(_bare(form)):
        if each != '"' and each not in _MARKS:
            continue
        if depth and ((depth[-1], each) in pairs or depth[-1] == each == '"'):
            depth.pop()
            continue
        if not depth and each not in {first for first, _ in TITLES} | {"『"}:
            kinds.setdefault(each, place)
        depth.append(each)
    if len(kinds) > 1:
        first, second = list(kinds)[:2]
        message = f"two kinds of quotation marks: {first} and {second}"
        yield Problem(message, "Use one kind for both.", form, (kinds[second], kinds[second] + 1))
