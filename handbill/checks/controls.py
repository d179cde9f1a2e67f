"""The check of characters that nobody sees, or nobody can read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from handbill.checks.base import Problem, Subject
from handbill.hidden import CLOSE, DELETE, PRIVATE, TYPE_ANEW, harmful_places, unbalanced_place
from handbill.model import Severity


class Controls:
    """The translation has no control characters and none that no font shows, and its marks of direction are balanced.

    Joiners (U+200C, U+200D), zero-width spaces and single marks of direction
    (U+200E, U+200F) are letters of their scripts and right where they stand.
    Overrides of direction (U+202D, U+202E) are never right: they print words
    backwards. What stands where a character was lost (U+FFFD), and what one font
    alone can show, such as a word processor's bullets, is found too: a character
    of private use that the source has may stand in the translation.
    """

    id = "controls"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        for form in subject.forms:
            for place, said in harmful_places(form):
                message = f"the translation has {said}"
                unusable = unicodedata.category(form[place]) == "Cs"
                yield Problem(message, DELETE, form, (place, place + 1), unusable=unusable)
            for place, said in _private_places(form, subject.sources):
                yield Problem(f"the translation has {said}", TYPE_ANEW, form, (place, place + 1))
            if (loose := unbalanced_place(form)) is not None:
                message = "the translation opens a stretch of other direction and does not close it"
                yield Problem(message, CLOSE, form, (loose, loose + 1))


def _private_places(form: str, sources: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Give where characters of private use stand that the source has not, each once."""
    for each in dict.fromkeys(form):
        if unicodedata.category(each) == PRIVATE and not any(each in source for source in sources):
            yield form.index(each), f"U+{ord(each):04X}, a character of private use that nobody can read"
