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
                    message = f"the translation has the invisible character {name}"
                    place = form.index(each)
                    unusable = unicodedata.category(each) == "Cs"
                    yield Problem(message, "Delete it, or type it anew.", form, (place, place + 1), unusable=unusable)
            if (loose := _unbalanced(form)) is not None:
                yield Problem(
                    "the translation opens a stretch of other direction and does not close it",
                    "Delete its marks of direction (U+202A to U+202C, U+2066 to U+2069), or close what they open.",
                    form,
                    (loose, loose + 1),
                )


def _unbalanced(text: str) -> int | None:
    """Give where the first mark stands that opens or closes nothing."""
    opened: list[tuple[int, str]] = []
    for place, each in enumerate(text):
        if each in _OPENING:
            opened.append((place, each))
        elif each in _CLOSING and (not opened or opened.pop()[1] not in _CLOSING[each]):
            return place
    return opened[0][0] if opened else None
