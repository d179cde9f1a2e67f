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
from itertools import pairwise

import pypdfium2
import zxingcpp

from handbill.render.preflight.drawing import PIXELS_PER_INCH, Drawing, Faint
from handbill.render.preflight.glyphs import Box, Characters, Glyph
from handbill.render.preflight.tags import Tags, read_tags

_LOCK = threading.RLock()
_SAME_LINE = 0.4
"""How far apart, in points, baselines may be that are one."""
_SPACE = 0.32
"""How much white, in em, is a space: beside a digit 1 there is much of it, too."""

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    number: int
    trim: Box
    """What is left of it when it has been cut."""
    glyphs: tuple[Glyph, ...]
    rows: tuple[tuple[Glyph, ...], ...]
    """The same by baselines, each from left to right."""
    faint: tuple[Faint, ...]
    """What hardly stands out of them."""

    @property
    def lines(self) -> Iterator[Line]:
        """The rows as text."""
        return (Line(self.number, _text(row)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one baseline, from left to right, with a space where there is room for one."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code to scan."""

    page: int
    text: str
    width: float
    """Of the code itself, without the white around it, in points."""


class Reading:
    """One PDF. What is asked for is read once. What is no PDF is a `RenderError`."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.tags: Tags = read_tags(data)

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
        with_codes = not self.tags.marked or self.tags.figures
        with _LOCK, pypdfium2.PdfDocument(self.data) as document:
            for number, page in enumerate(document, start=1):
                made, drawing = _page(page, number)
                pages.append(made)
                codes.extend(_codes(drawing, number) if with_codes else ())
        return tuple(pages), tuple(codes)


def _page(page: pypdfium2.PdfPage, number: int) -> tuple[Page, Drawing]:
    text = page.get_textpage()
    characters = Characters(text)
    glyphs = characters.glyphs()
    rows = tuple(_rows(glyphs))
    drawing = Drawing(page, characters.objects)
    made = Page(number, Box(*page.get_trimbox()), glyphs, rows, tuple(drawing.faint(rows)))
    text.close()
    return made, drawing


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


def _text(row: Sequence[Glyph]) -> str:
    text, end = "", math.inf
    for glyph in row:
        start, stop = glyph.along
        text += (" " if start - end > _SPACE * glyph.size else "") + glyph.text
        end = stop
    return text


def _codes(drawing: Drawing, number: int) -> Iterator[Code]:
    for found in zxingcpp.read_barcodes(drawing.pixels, formats=_QR):
        across = found.position.top_right.x - found.position.top_left.x
        down = found.position.top_right.y - found.position.top_left.y
        yield Code(number, found.text, math.hypot(across, down) * 72 / PIXELS_PER_INCH)
