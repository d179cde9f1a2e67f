"""Questions about the size of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from handbill.model import Severity
from handbill.render.preflight.base import Intended, Problem
from handbill.render.preflight.glyphs import Glyph
from handbill.render.preflight.quoting import quoted
from handbill.render.preflight.reading import Reading

ENOUGH = 1 / 3
"""The share of a sheet's letters that is its text proper, at the least; the rest can be its foot."""

LEAST = 2 / 3
"""The share of a product's smallest text size that every text has: notes and marks are set in a part of the text's."""

WORD = 4
"""From how many letters on a text is not a note's number."""

_SQUEEZED = 0.95
"""From which part of its size on the smaller one is no more than rounded."""
_ROUNDED = 0.001
"""By how much, in points, a size that is read may differ from the one that was set."""
_SAME_SIZE = 0.1
_NEXT_LINE = 4.0
"""How far apart, in em, lines are that follow each other: the space between may be that of a larger text."""

Row = Sequence[Glyph]
"""What stands on one baseline, from left to right; never empty."""


class TinyText:
    """No text is far smaller than the product's smallest size, whatever size its template gives it.

    The foot may be: it is for those who sort the piles. It is what stands around
    the version code in the same size.
    """

    id = "tiny"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the pages with such text."""
        least = intended.smallest * LEAST - _ROUNDED
        for page in reading.pages:
            if all(glyph.smaller >= least for glyph in page.glyphs):
                continue
            tiny = [glyph for row in _but_foot(page.rows, intended.version) for glyph in _words(row, least)]
            if tiny:
                how, way = _how_small(min(tiny, key=lambda glyph: glyph.smaller))
                yield Problem(
                    f"text is {how}: {quoted(page, tiny, intended)};"
                    f" {intended.smallest:g}pt is the smallest size of this product",
                    way,
                    page.number,
                    path=intended.template or None,
                )


def _how_small(glyph: Glyph) -> tuple[str, str]:
    """Say how small a text is, and what to do about it."""
    if glyph.smaller < _SQUEEZED * glyph.size:
        return f"squeezed to {glyph.smaller:.3g}pt", "Take scale() away from it in the template, or squeeze it less."
    return f"{glyph.smaller:.3g}pt large", "Set it larger in the template, in em, so that it grows with the rest."


def _words(row: Row, least: float) -> Iterator[Glyph]:
    """Give what is smaller, but for the numbers of notes and the like."""
    for small, run in groupby(row, key=lambda glyph: glyph.smaller < least):
        glyphs = list(run)
        if small and len(glyphs) >= WORD:
            yield from glyphs


def _but_foot(rows: Sequence[Row], version: str) -> Iterator[Row]:
    """Give rows without what is of the foot: what is as large as the version code, in its row and those around it."""
    foot: dict[int, float] = {}
    for place, row in enumerate(rows):
        if size := _size_of(version, row):
            foot[place] = size
            foot |= dict.fromkeys((*_following(rows, place, size, 1), *_following(rows, place, size, -1)), size)
    for place, row in enumerate(rows):
        yield [glyph for glyph in row if place not in foot or not _alike(glyph.smaller, foot[place])]


def _size_of(version: str, row: Row) -> float | None:
    """Give the size of the version code in a row; nothing where it does not stand there."""
    letters = [(letter, glyph) for glyph in row for letter in glyph.text]
    place = "".join(letter for letter, _ in letters).find(version) if version else -1
    return letters[place][1].smaller if place >= 0 else None


def _following(rows: Sequence[Row], place: int, size: float, step: int) -> Iterator[int]:
    """Give the places of the rows that go on with a text of some size, downwards or upwards."""
    while 0 <= place + step < len(rows):
        last, row = rows[place][0], rows[place + step]
        near = last.turned == row[0].turned and abs(last.y - row[0].y) <= _NEXT_LINE * size
        if not near or not any(_alike(glyph.smaller, size) for glyph in row):
            return
        place += step
        yield place


def _alike(size: float, other: float) -> bool:
    return abs(size - other) <= _SAME_SIZE


class SmallText:
    """Most of the text is not smaller than the product's floor."""

    id = "small"
    severity = Severity.WARNING

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Say in which size most of it is, if that is below the floor. The foot of a card can be half of it."""
        sizes = Counter(round(glyph.smaller * 4) / 4 for page in reading.pages for glyph in page.glyphs)
        if intended.floor and sizes:
            size = sizes.most_common(1)[0][0]
            large = sum(count for each, count in sizes.items() if each >= intended.floor)
            if size < intended.floor and large < ENOUGH * sizes.total():
                yield Problem(
                    f"most of its text is {size:g}pt large; {intended.floor:g}pt is easy to read", "Shorten its texts."
                )
