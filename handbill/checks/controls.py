"""The check of characters that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from handbill.checks.base import Problem, Subject
from handbill.model import Severity

_OPENING = frozenset("\u202a\u202b\u2066\u2067\u2068")
_CLOSING = {"\u202c": frozenset("\u202a\u202b"), "\u2069": frozenset("\u2066\u2067\u2068")}
_OVERRIDES = frozenset("\u202d\u202e")


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
            for each in dict.fromkeys(form):
                if each in _OVERRIDES or (unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t"):
                    name = f"U+{ord(each):04X} {unicodedata.name(each, '').lower()}".strip()
                    yield Problem(f"the translation has the invisible character {name}", "Delete it, or type it anew.")
            if not _balanced(form):
                yield Problem(
                    "the translation opens a stretch of other direction and does not close it",
                    "Delete its marks of direction (U+202A to U+202C, U+2066 to U+2069), or close what they open.",
                )


def _balanced(text: str) -> bool:
    opened: list[str] = []
    for each in text:
        if each in _OPENING:
            opened.append(each)
        elif each in _CLOSING and (not opened or opened.pop() not in _CLOSING[each]):
            return False
    return not opened
