"""The check of characters that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from handbill.checks.base import Problem, Subject
from handbill.hidden import CLOSE, DELETE, balanced, harmful
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
        for form in dict.fromkeys(subject.unit.msgstr):
            for name in harmful(form):
                yield Problem(f"the translation has the invisible character {name}", DELETE)
            if not balanced(form):
                yield Problem("the translation opens a stretch of other direction and does not close it", CLOSE)
