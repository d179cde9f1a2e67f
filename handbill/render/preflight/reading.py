"""Reading a PDF back: its pages as glyphs with their places, its codes and its tags.

Text is never taken in the order in which the file holds it: what a person sees
is a matter of places alone, and the order of Khmer and Nastaliq in a PDF says
nothing. PDFium, which reads the pages, serves one thread at a time.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

import pypdfium2

from handbill.render.preflight.drawing import Drawing, Faint
from handbill.render.preflight.glyphs import SLANT, SPACES, Box, Characters, Glyph
from handbill.render.preflight.objects import Drawn, objects_of
from handbill.render.preflight.scanning import Code, codes_anywhere, codes_in_squares
from handbill.render.preflight.tags import Tags, read_tags

_LOCK = threading.RLock()
_SAME_LINE = 0.4
"""How far apart, in points, baselines may be that are one."""
_SPACE = 0.1
"""How much white, in em, is a space where PDFium gives none, besides what a font gives letters: Nastaliq's is 0.13."""
_AT_A_SLANT = 0.32
"""The same where a letter's own room is not known but guessed."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    number: int
    trim: Box
    """What is left of it when it has been cut."""
    glyphs: tuple[Glyph, ...]
    rows: tuple[tuple[Glyph, ...], ...]
    """The same by baselines, each from left to right."""
    words: tuple[tuple[Glyph, ...], ...]
    """The same by words: what has a space on either side, or room for one."""
    lines: tuple[Line, ...]
    """The same as text."""
    faint: tuple[Faint, ...]
    """What hardly stands out of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one baseline, from left to right, with a space where the file has one or there is room for one."""

    page: int
    text: str


class Reading:
    """One PDF. Nothing is read before it is asked for, and once. What is no PDF is a `RenderError`."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def tags(self) -> Tags:
        """What the file says of itself."""
        return self._opened[0]

    @cached_property
    def _opened(self) -> tuple[Tags, bytes]:
        return read_tags(self._data)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages with all that can be seen of their texts."""
        return self._read[0]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all pages."""
        return tuple(line for page in self.pages for line in page.lines)

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes to scan, as they come out of the drawn pages. A tagged file without figures has none."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[tuple[Page, ...], tuple[Code, ...]]:
        """Both together: opening a page takes as long as drawing it."""
        pages: list[Page] = []
        codes: list[Code] = []
        figures = len(self.tags.figures) if self.tags.marked else math.inf
        with _LOCK, pypdfium2.PdfDocument(self._opened[1]) as document:
            for number, page in enumerate(document, start=1):
                drawn = tuple(objects_of(page))
                pages.append(_page(page, number, drawn, patterns=self.tags.patterns[number - 1]))
                codes.extend(codes_in_squares(page, number, drawn) if figures else ())
            if len(codes) < figures:
                codes = [code for number, page in enumerate(document, 1) for code in codes_anywhere(page, number)]
        return tuple(pages), tuple(codes)


def _page(page: pypdfium2.PdfPage, number: int, drawn: Sequence[Drawn], *, patterns: bool) -> Page:
    text = page.get_textpage()
    characters = Characters(text)
    glyphs = characters.glyphs()
    spaced = tuple(_rows(glyphs))
    rows = tuple(row for each in spaced if (row := _without_spaces(each)))
    words = tuple(tuple(_words(row, characters)) for row in spaced)
    lines = tuple(Line(number, _text(row)) for row in words)
    faint = tuple(Drawing(page, drawn, characters.objects, patterns=patterns).faint(rows))
    text.close()
    trim = Box(*page.get_trimbox())
    return Page(number, trim, _without_spaces(glyphs), rows, tuple(chain.from_iterable(words)), lines, faint)


def _without_spaces(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    return tuple(glyph for glyph in glyphs if glyph.text not in SPACES)


def _rows(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    row: list[Glyph] = []
    ordered = sorted(glyphs, key=lambda each: (each.turned, -each.y))
    for above, glyph in pairwise([None, *ordered]):
        assert glyph is not None
        if above and (above.turned != glyph.turned or above.y - glyph.y > _SAME_LINE):
            yield _from_left(row)
            row = []
        row.append(glyph)
    if row:
        yield _from_left(row)


def _from_left(row: Sequence[Glyph]) -> tuple[Glyph, ...]:
    return tuple(sorted(row, key=lambda each: each.x))


def _words(row: Sequence[Glyph], characters: Characters) -> Iterator[tuple[Glyph, ...]]:
    word: list[Glyph] = []
    last, end = None, -math.inf
    for glyph in row:
        start, stop = glyph.along
        space = glyph.text in SPACES
        if word and (space or (last and _apart(last, glyph, start - end, characters))):
            yield tuple(word)
            word = []
        if space:
            last, end = None, -math.inf
            continue
        word.append(glyph)
        # A sign above a letter ends before it.
        if stop >= end:
            last, end = glyph, stop
    if word:
        yield tuple(word)


def _text(words: Sequence[Sequence[Glyph]]) -> str:
    return " ".join(" ".join("".join(glyph.text for glyph in word) for word in words).split())


def _apart(one: Glyph, other: Glyph, white: float, characters: Characters) -> bool:
    """Say whether there is room for a space between two glyphs, whose inks have some white between them."""
    if other.turned >= SLANT:
        return white > _AT_A_SLANT * other.size
    # Beside a digit 1 there is much white, too: what belongs to it is asked for where there is enough at all.
    return white > _SPACE * other.size and characters.white(one, other) > _SPACE
