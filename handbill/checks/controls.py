"""The check of characters that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from handbill.checks.base import Problem, Subject
from handbill.hidden import CLOSE, DELETE, harmful_places, unbalanced_place
from handbill.model import Severity


class Controls:
    """The translation has no control characters, and its marks of direction are balanced.

    Joiners (U+200C, U+200D), zero-width spaces and single marks of direction
    (U+200E, U+200F) are letters of their scripts and right where they stand.
    Overrides of direction (U+202D, U+202E) are never right: they print words
    backwards.
    """

    id = "controls"
    severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        for form in subject.forms:
            for place, name in harmful_places(form):
                message = f"the translation has the invisible character {name}"
                unusable = unicodedata.category(form[place]) == "Cs"
                yield Problem(message, DELETE, form, (place, place + 1), unusable=unusable)
            if (loose := unbalanced_place(form)) is not None:
                message = "the translation opens a stretch of other direction and does not close it"
                yield Problem(message, CLOSE, form, (loose, loose + 1))
