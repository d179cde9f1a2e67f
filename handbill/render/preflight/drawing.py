"""What can be seen of a page's text: by its colour where nothing more is needed, else by drawing it.

A page that is drawn with its text and without differs in what can be seen of
it. That takes time, so it is done for what is not plain: text of one colour
upon which nothing lies is seen where its background is of another.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from handbill.render.preflight.glyphs import Glyph, plain_call
from handbill.render.preflight.objects import Drawn, plain_greys
from handbill.render.preflight.stretches import Area, Pixels, stretches

BACKGROUND = 72
"""How many dots an inch a page is drawn at without its text."""
COARSE = 120
"""At how many it is drawn with its text: of 5pt letters enough is left to tell that they are there."""
FINE = 400
"""At how many it is drawn once more where strokes may be too thin for that."""
_MOST_PIXELS = 30_000_000
"""Of a fine drawing, which is coarser on a large page."""

CLEAR = 3.0
"""The contrast that text has at the least (WCAG 2 asks it of the largest letters): from 1 to 21, black on white."""
SURE = 107
"""Two greys that are so many of 255 steps apart have that contrast, however light they are."""

_STEPS = 80
"""In how many steps the logarithm of lightness is told, so that all of it is a byte."""

_show = plain_call(raw.FPDFPageObj_SetIsActive, ctypes.c_int)


def _lightness(grey: int) -> float:
    """Give how light a grey is, from 0.05 to 1.05, as WCAG 2 has it."""
    share = grey / 255
    return (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4) + 0.05


_LOGARITHMS = [round(_STEPS * math.log(_lightness(grey) / 0.05)) for grey in range(256)]


@lru_cache(maxsize=4096)
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
    """One page, drawn in grey, since it may be printed so. `drawn` is what is on it, in order."""

    def __init__(
        self, page: pypdfium2.PdfPage, drawn: Sequence[Drawn], texts: Sequence[int], *, patterns: bool
    ) -> None:
        """Take the addresses of all text objects, also those inside of forms, as `texts`; `patterns` is whether the
        page has any.
        """
        self._page = page
        self._drawn = drawn
        self._texts = texts
        self._patterns = patterns

    def faint(self, rows: Iterable[Sequence[Glyph]]) -> Iterator[Faint]:
        """Give what hardly stands out of some rows of glyphs, each from left to right."""
        looked_at = list(rows)
        doubtful = self._not_plain(looked_at) if looked_at else []
        doubtful = self._not_sure(doubtful) if doubtful else []
        return self._measured(doubtful) if doubtful else iter(())

    def _not_plain(self, rows: Iterable[Sequence[Glyph]]) -> list[Sequence[Glyph]]:
        """Give stretches of rows, but for what is seen by its colour: nothing lies upon it, and its background is of
        another.
        """
        greys = plain_greys(self._drawn, patterns=self._patterns)
        area = Area(self._page, BACKGROUND / 72)
        with self._without_text():
            bare = self._picture(area.scale)

        def doubtful(glyphs: Sequence[Glyph]) -> bool:
            box = area.pixels(glyphs)
            return box is not None and not _stands_out(glyphs, greys, _range(bare, box))

        # A row that stands out from all that lies beneath it does so everywhere.
        return [each for row in rows if doubtful(row) for each in stretches(row) if doubtful(each)]

    def _not_sure(self, doubtful: Iterable[Sequence[Glyph]]) -> list[Sequence[Glyph]]:
        """Leave out what is certainly seen on the drawn page."""
        area = Area(self._page, COARSE / 72)
        ink = ImageChops.difference(*self._both(area.scale))
        return [stretch for stretch in doubtful if (box := area.pixels(stretch)) and _range(ink, box)[1] < SURE]

    def _measured(self, doubtful: Iterable[Sequence[Glyph]]) -> Iterator[Faint]:
        """Look closely: measure the contrast itself, where no stroke is thinner than a pixel."""
        fine = math.sqrt(_MOST_PIXELS / (self._page.get_width() * self._page.get_height()))
        area = Area(self._page, min(FINE / 72, fine))
        ink = ImageChops.difference(*(each.point(_LOGARITHMS) for each in self._both(area.scale)))
        for stretch in doubtful:
            box = area.pixels(stretch)
            if box and (found := math.exp(_range(ink, box)[1] / _STEPS)) < CLEAR:
                yield Faint(tuple(stretch), found)

    def _both(self, scale: float) -> tuple[Image.Image, Image.Image]:
        """Give the page with its text and without."""
        whole = self._picture(scale)
        with self._without_text():
            return whole, self._picture(scale)

    def _picture(self, scale: float) -> Image.Image:
        drawn: Any = self._page.render(scale=scale, grayscale=True, may_draw_forms=False)
        return Image.frombuffer("L", (drawn.width, drawn.height), drawn.buffer, "raw", "L", drawn.stride, 1)

    @contextmanager
    def _without_text(self) -> Iterator[None]:
        for place in self._texts:
            _show(place, False)  # noqa: FBT003 - PDFium's own argument
        try:
            yield
        finally:
            for place in self._texts:
                _show(place, True)  # noqa: FBT003 - the same


def _stands_out(stretch: Sequence[Glyph], greys: Mapping[int, int], beneath: tuple[int, int]) -> bool:
    """Say whether every glyph has the least contrast with the darkest and the lightest of what lies beneath."""
    for place in {glyph.drawn for glyph in stretch}:
        grey = greys.get(place)
        if grey is None or contrast(grey, beneath[0]) < CLEAR or contrast(grey, beneath[1]) < CLEAR:
            return False
    return True


def _range(picture: Image.Image, box: Pixels) -> tuple[int, int]:
    """Give the least and the greatest value in a part of a picture."""
    # As Image.crop does it, which takes longer to ask than to answer.
    found: tuple[int, int] = picture.im.crop(box).getextrema()
    return found
