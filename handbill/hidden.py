"""Characters that nobody sees, and that do harm: in sources, in handbill.toml, in translations."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_OPENING = frozenset("\u202a\u202b\u2066\u2067\u2068")
_CLOSING = {"\u202c": frozenset("\u202a\u202b"), "\u2069": frozenset("\u2066\u2067\u2068")}
_NEVER_RIGHT = frozenset("\u202d\u202e\ufeff")

_LOST = "\ufffd"
"""What programs put where they could not read a character."""

PRIVATE = "Co"
"""The category of characters that mean something in one font alone: a word processor's bullets are such."""

TYPE_ANEW = (
    "Only the font that it was typed in has it: type the sign anew (for a word processor's bullet, •), or delete it."
)
"""The way out of a character of private use."""

DELETE = "Delete it, or type it anew."
"""The way out of the first kind of harm."""
CLOSE = "Delete its marks of direction (U+202A to U+202C, U+2066 to U+2069), or close what they open."
"""The way out of the other."""


def harmful_places(text: str) -> Iterator[tuple[int, str]]:
    """Give where control characters and overrides of direction stand, with what they are; each once.

    Joiners (U+200C, U+200D), zero-width spaces and single marks of direction
    (U+200E, U+200F) are letters of their scripts and right where they stand.
    Overrides of direction (U+202D, U+202E) are never right: they print words
    backwards. Nor is the mark that begins a file (U+FEFF) within a text, which no
    PDF/UA may hold, nor what stands where a character was lost (U+FFFD).
    """
    for each in dict.fromkeys(text):
        if each == _LOST:
            yield text.index(each), "U+FFFD, which stands where a character was lost"
        if each in _NEVER_RIGHT or (unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t"):
            name = f"U+{ord(each):04X} {unicodedata.name(each, '').lower()}".strip()
            yield text.index(each), f"the invisible character {name}"


def harmful(text: str) -> Iterator[str]:
    """Give what such characters are, each once: ``the invisible character U+202E right-to-left override``."""
    return (said for _, said in harmful_places(text))


def unbalanced_place(text: str) -> int | None:
    """Give where the first mark stands that opens a stretch of other direction for good, or closes none."""
    opened: list[tuple[int, str]] = []
    for place, each in enumerate(text):
        if each in _OPENING:
            opened.append((place, each))
        elif each in _CLOSING and (not opened or opened.pop()[1] not in _CLOSING[each]):
            return place
    return opened[0][0] if opened else None


def balanced(text: str) -> bool:
    """Say whether each stretch of another direction that a text opens is closed in it, and none that is not."""
    return unbalanced_place(text) is None


def harm(text: str) -> tuple[str, str] | None:
    """Give what is wrong with a text and the way out; nothing where all is well."""
    if said := next(harmful(text), None):
        return f"has {said}", DELETE
    return None if balanced(text) else ("opens a stretch of other direction and does not close it", CLOSE)
