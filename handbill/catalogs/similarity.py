"""The closest old message for a changed one.

The same question comes up in every locale, with the same answer: it is
computed once and remembered.
"""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import fuzz, process

FLOOR = 69.3
"""Percent of alikeness below which two texts are two texts. Between the edits and the strangers of
``tests/cases/similarity.toml``."""


class Similarity:
    """Remembers what is closest to what, for one run."""

    def __init__(self, floor: float = FLOOR) -> None:
        self.floor = floor
        self._known: dict[tuple[str, frozenset[str]], str | None] = {}

    def closest(self, text: str, candidates: Collection[str]) -> str | None:
        """Give the candidate most like `text`, or nothing where none is like it."""
        key = (text, frozenset(candidates))
        if key not in self._known:
            # Sorted: the answer must not depend on the order in which a locale's file lists its messages.
            found = process.extractOne(text, sorted(candidates), scorer=fuzz.ratio, score_cutoff=self.floor)
            self._known[key] = found[0] if found else None
        return self._known[key]
