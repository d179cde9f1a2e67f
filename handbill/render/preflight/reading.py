"""Reading a PDF back: its pages as glyphs with their places, its codes and its tags.

Text is never taken in the order in which the file holds it: what a person sees
is a matter of places alone, and the order of Khmer and Nastaliq in a PDF says
nothing. PDFium, which reads the pages, serves one thread at a time.
"""

from __future__ import annotations

import ctypes
import math
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import zxingcpp
from pypdfium2 import raw

from handbill.render.preflight.tags import Tags, read_tags

PIXELS_PER_INCH = 150
"""At which a page is drawn to look for codes: a phone's camera sees more of a flyer."""

SLANT = 4
"""From here on what a glyph is turned by is counted in tenths of a degree."""

_LOCK = threading.RLock()
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_SAME_LINE = 0.4
"""How far apart, in points, baselines may be that are one."""
_SPACE = 0.32
"""How much white, in em, is a space: beside a digit 1 there is much of it, too."""

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


class Box(NamedTuple):
    """A rectangle in points from the page's lower left corner. A tuple, as a glyph is: there are thousands."""

    left: float
    bottom: float
    right: float
    top: float


class Glyph(NamedTuple):
    """A character that can be seen."""

    text: str
    ink: Box
    """What is drawn of it."""
    x: float
    """Where it is put, with `y` on the baseline, on a page turned so that its text is upright."""
    y: float
    size: float
    """In points."""
    turned: int
    """By how many quarters its text is turned clockwise; at a slant `SLANT` and the tenths of a degree."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    number: int
    trim: Box
    """What is left of it when it has been cut."""
    glyphs: tuple[Glyph, ...]


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
        return tuple(line for page in self.pages for line in _lines(page))

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes to scan, as they come out of the drawn pages. A tagged file without figures has none."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[tuple[Page, ...], tuple[Code, ...]]:
        """Both together: opening a page takes as long as drawing it."""
        pages: list[Page] = []
        codes: list[Code] = []
        drawn = not self.tags.marked or self.tags.figures
        with _LOCK, pypdfium2.PdfDocument(self.data) as document:
            for number, page in enumerate(document, start=1):
                pages.append(_page(page, number))
                codes.extend(_codes(page, number) if drawn else ())
        return tuple(pages), tuple(codes)


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    text = page.get_textpage()
    glyphs = tuple(_glyphs(text))
    text.close()
    return Page(number, Box(*page.get_trimbox()), glyphs)


def _glyphs(page: pypdfium2.PdfTextPage) -> Iterable[Glyph]:
    left, right, bottom, top, x, y = numbers = tuple(ctypes.c_double() for _ in range(6))
    left_, right_, bottom_, top_, x_, y_ = map(ctypes.byref, numbers)
    handle = page.raw
    found: dict[tuple[float, float, float], Glyph] = {}
    for index in range(page.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(handle, index))
        if _unseen(text):
            continue
        raw.FPDFText_GetCharBox(handle, index, left_, right_, bottom_, top_)
        raw.FPDFText_GetCharOrigin(handle, index, x_, y_)
        key = (x.value, left.value, bottom.value)
        # The letters of a ligature come as several that lie in one place.
        if known := found.get(key):
            found[key] = known._replace(text=known.text + text)
            continue
        turned = _turned(raw.FPDFText_GetCharAngle(handle, index))
        size = raw.FPDFText_GetFontSize(handle, index)
        ink = Box(left.value, bottom.value, right.value, top.value)
        ink = _inner(ink) if turned >= SLANT else ink
        found[key] = Glyph(text, ink, *_upright(x.value, y.value, turned), size, turned)
    return found.values()


@lru_cache(maxsize=4096)
def _unseen(text: str) -> bool:
    return unicodedata.category(text) in _UNSEEN


def _turned(angle: float) -> int:
    """Give a glyph's turn, from its angle in radians."""
    tenths = round(math.degrees(angle) * 10) % 3600
    return tenths // 900 if tenths % 900 == 0 else SLANT + tenths


def _inner(box: Box) -> Box:
    """Give the middle of the upright box around a glyph at a slant: its corners are the neighbours'."""
    left, bottom, right, top = box
    across, up = (right - left) / 4, (top - bottom) / 4
    return Box(left + across, bottom + up, right - across, top - up)


def _upright(x: float, y: float, turned: int) -> tuple[float, float]:
    if turned >= SLANT:
        slant = math.radians((turned - SLANT) / 10)
        sine, cosine = math.sin(slant), math.cos(slant)
        return x * cosine - y * sine, x * sine + y * cosine
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned] if turned else (x, y)


def _lines(page: Page) -> Iterator[Line]:
    row: list[Glyph] = []
    ordered = sorted(page.glyphs, key=lambda each: (each.turned, -each.y))
    for above, glyph in pairwise([None, *ordered]):
        assert glyph is not None
        if above and (above.turned != glyph.turned or above.y - glyph.y > _SAME_LINE):
            yield _line(row, page.number)
            row = []
        row.append(glyph)
    if row:
        yield _line(row, page.number)


def _line(row: list[Glyph], page: int) -> Line:
    text, end = "", None
    for glyph in sorted(row, key=lambda each: each.x):
        start, stop = _along(glyph)
        text += (" " if end is not None and start - end > _SPACE * glyph.size else "") + glyph.text
        end = stop
    return Line(page, text)


def _along(glyph: Glyph) -> tuple[float, float]:
    """Give where a glyph's ink begins and ends in the direction of its line."""
    ink = glyph.ink
    if glyph.turned >= SLANT:
        return glyph.x, glyph.x + glyph.size / 2
    return ((ink.left, ink.right), (-ink.top, -ink.bottom), (-ink.right, -ink.left), (ink.bottom, ink.top))[
        glyph.turned
    ]


def _codes(page: pypdfium2.PdfPage, number: int) -> Iterator[Code]:
    drawn = page.render(scale=PIXELS_PER_INCH / 72, grayscale=True, may_draw_forms=False)
    # As it lies in memory, a byte for each pixel: a picture of another library would be copied twice on the way.
    image = memoryview(drawn.buffer).cast("B", (drawn.height, drawn.stride))
    for found in zxingcpp.read_barcodes(image, formats=_QR):
        across = found.position.top_right.x - found.position.top_left.x
        down = found.position.top_right.y - found.position.top_left.y
        yield Code(number, found.text, math.hypot(across, down) * 72 / PIXELS_PER_INCH)
