"""A page drawn as a printer draws it: with its text and without. What differs is what can be seen of the text."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from handbill.render.preflight.glyphs import Box, Glyph

PIXELS_PER_INCH = 150
"""At which a page is drawn to look for codes: a phone's camera sees more of a flyer."""
FINE = 400
"""At which it is drawn once more where strokes may be too thin for that."""
_MOST_PIXELS = 30_000_000
"""Of a fine drawing, which is coarser on a large page."""

CLEAR = 3.0
"""The contrast that text has at the least (WCAG 2 asks it of the largest letters): from 1 to 21, black on white."""
SURE = 107
"""Two greys that are so many of 255 steps apart have that contrast, however light they are."""

STRETCH = 4
"""Of how many glyphs one must stand out: one alone may be a hair or a dot."""
_GAP = 0.25
"""How much white, in em, parts a stretch from the next: a word may have a colour of its own."""


def _lightness(grey: int) -> float:
    """Give how light a grey is, from 0.05 to 1.05, as WCAG 2 has it."""
    share = grey / 255
    return (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4) + 0.05


_STEPS = 80
"""In how many steps the logarithm of lightness is told, so that all of it is a byte."""
_LOGARITHMS = [round(_STEPS * math.log(_lightness(grey) / 0.05)) for grey in range(256)]


def contrast(grey: int, other: int) -> float:
    """Give the contrast of two greys, from 1 to 21."""
    light, dark = _lightness(max(grey, other)), _lightness(min(grey, other))
    return light / dark


@dataclass(frozen=True, slots=True)
class Faint:
    """A stretch of text that hardly stands out from what lies beneath it or upon it, or not at all."""

    glyphs: tuple[Glyph, ...]
    contrast: float
    """From 1, where nothing can be seen, to `CLEAR`."""


class Drawing:
    """One page, drawn in grey, since it may be printed so. `objects` are the addresses of its text objects."""

    def __init__(self, page: pypdfium2.PdfPage, objects: Sequence[int]) -> None:
        self._page = page
        self._objects = objects
        self._bitmap = _drawn(page, PIXELS_PER_INCH / 72)

    @property
    def pixels(self) -> memoryview:
        """A byte for each pixel as it lies in memory: a picture of another library would be copied twice."""
        return memoryview(self._bitmap.buffer).cast("B", (self._bitmap.height, self._bitmap.stride))

    def faint(self, rows: Iterable[Sequence[Glyph]]) -> Iterator[Faint]:
        """Give what hardly stands out of some rows of glyphs, each from left to right."""
        page = _Area(self._page, PIXELS_PER_INCH / 72)
        with self._without_text():
            bare = _picture(_drawn(self._page, page.scale))
        ink = ImageChops.difference(_picture(self._bitmap), bare)
        doubtful = [
            stretch
            for row in rows
            for stretch in _stretches(row)
            if (box := page.pixels(stretch)) and _most(ink, box) < SURE
        ]
        if doubtful:
            yield from self._faint(doubtful)

    def _faint(self, doubtful: Iterable[Sequence[Glyph]]) -> Iterator[Faint]:
        """Look closely: measure the contrast itself, where no stroke is thinner than a pixel."""
        fine = math.sqrt(_MOST_PIXELS / (self._page.get_width() * self._page.get_height()))
        page = _Area(self._page, min(FINE / 72, fine))
        whole = _picture(_drawn(self._page, page.scale)).point(_LOGARITHMS)
        with self._without_text():
            bare = _picture(_drawn(self._page, page.scale)).point(_LOGARITHMS)
        ink = ImageChops.difference(whole, bare)
        for stretch in doubtful:
            box = page.pixels(stretch)
            if box and (found := math.exp(_most(ink, box) / _STEPS)) < CLEAR:
                yield Faint(tuple(stretch), found)

    @contextmanager
    def _without_text(self) -> Iterator[None]:
        self._show_text(shown=False)
        try:
            yield
        finally:
            self._show_text(shown=True)

    def _show_text(self, *, shown: bool) -> None:
        for place in self._objects:
            raw.FPDFPageObj_SetIsActive(ctypes.cast(place, raw.FPDF_PAGEOBJECT), shown)


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Any:  # noqa: ANN401 - PDFium's binding has no types
    return page.render(scale=scale, grayscale=True, may_draw_forms=False)


def _picture(drawn: Any) -> Image.Image:  # noqa: ANN401 - the same
    return Image.frombuffer("L", (drawn.width, drawn.height), drawn.buffer, "raw", "L", drawn.stride, 1)


def _most(ink: Image.Image, box: tuple[int, int, int, int]) -> int:
    """Give the greatest difference in a part of a picture."""
    most = ink.crop(box).getextrema()[1]
    assert isinstance(most, int)
    return most


class _Area:
    """The page as an area of pixels."""

    def __init__(self, page: pypdfium2.PdfPage, scale: float) -> None:
        self.scale = scale
        self._page = Box(*page.get_bbox())

    def pixels(self, stretch: Sequence[Glyph]) -> tuple[int, int, int, int] | None:
        """Give the box of pixels around a stretch; nothing where it lies outside, which is another question."""
        left, bottom, right, top = zip(*(glyph.ink for glyph in stretch), strict=True)
        page, scale = self._page, self.scale
        box = (
            int((max(min(left), page.left) - page.left) * scale),
            int((page.top - min(max(top), page.top)) * scale),
            int((min(max(right), page.right) - page.left) * scale) + 1,
            int((page.top - max(min(bottom), page.bottom)) * scale) + 1,
        )
        return box if box[0] < box[2] and box[1] < box[3] else None


def _stretches(row: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    """Give a row in stretches of a few glyphs, which end with a word, unless that is a single sign."""
    first, end = 0, math.inf
    for place, glyph in enumerate(row):
        start, stop = glyph.along
        if start - end > _GAP * glyph.size and 1 < place - first < len(row) - 1 - first:
            yield from _parts(row[first:place])
            first = place
        end = stop
    yield from _parts(row[first:])


def _parts(word: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    for place in range(0, len(word), STRETCH):
        # The last one reaches back: one or two glyphs would be few to tell by.
        yield word[place : place + STRETCH] if place + STRETCH <= len(word) else word[-STRETCH:]
