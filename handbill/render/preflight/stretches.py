"""Text in stretches of a few glyphs side by side, which are looked at together, and where they lie in a picture."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pypdfium2

from handbill.render.preflight.glyphs import Box, Glyph

STRETCH = 4
"""Of how many glyphs one must stand out: one alone may be a hair or a dot."""
_GAP = 0.25
"""How much white, in em, parts a stretch from the next: a word may have a colour of its own."""
_COLUMN = 1.0
"""How much parts it even from a single sign: what lies there is of another column."""

Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of a picture."""


def stretches(row: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    """Give a row in stretches of a few glyphs, which end with a word, unless that is a single sign."""
    first, end = 0, math.inf
    for place, glyph in enumerate(row):
        start, stop = glyph.along
        white = (start - end) / glyph.size
        if white > _COLUMN or (white > _GAP and 1 < place - first < len(row) - 1 - first):
            yield from _parts(row[first:place])
            first = place
        end = stop
    yield from _parts(row[first:])


def _parts(word: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    for place in range(0, len(word), STRETCH):
        # The last one reaches back: one or two glyphs would be few to tell by.
        yield word[place : place + STRETCH] if place + STRETCH <= len(word) else word[-STRETCH:]


class Area:
    """A page as an area of pixels; `scale` is how many there are to a point."""

    def __init__(self, page: pypdfium2.PdfPage, scale: float) -> None:
        self.scale = scale
        self._page = Box(*page.get_bbox())

    def pixels(self, stretch: Sequence[Glyph]) -> Pixels | None:
        """Give the box of pixels around a stretch; nothing where it lies outside, which is another question."""
        lefts, bottoms, rights, tops = zip(*(glyph.ink for glyph in stretch), strict=True)
        page, scale = self._page, self.scale
        left = int((max(min(lefts), page.left) - page.left) * scale)
        top = int((page.top - min(max(tops), page.top)) * scale)
        right = int((min(max(rights), page.right) - page.left) * scale) + 1
        bottom = int((page.top - max(min(bottoms), page.bottom)) * scale) + 1
        return (left, top, right, bottom) if left < right and top < bottom else None
