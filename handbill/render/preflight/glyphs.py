"""The glyphs of a page with their places, as PDFium knows them.

A page has thousands, and each costs a few calls of a C library: what is the
same for all of a text object, its size and its turn, is asked once.
"""

from __future__ import annotations

import ctypes
import math
import struct
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

SLANT = 4
"""From here on what a glyph is turned by is counted in tenths of a degree."""

_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
SPACES = frozenset(" \N{NO-BREAK SPACE}")
_HYPHEN = "\ufffe"
"""PDFium's sign for a hyphen that a line ends with."""


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
    """In points, as it is seen: where a template scales a text, with that."""
    turned: int
    """By how many quarters its text is turned clockwise; at a slant `SLANT` and the tenths of a degree."""
    smaller: float
    """Its size in the direction in which it is squeezed most: as hard to read as what is so small both ways."""
    drawn: int = 0
    """The address of its text object, as long as the page is open."""
    place: int = -1
    """Its number on the page."""

    @property
    def along(self) -> tuple[float, float]:
        """Where its ink begins and ends in the direction of its line."""
        return (self.x, self.x + self.size / 2) if self.turned >= SLANT else _along(self.ink, self.turned)


def _along(box: Box, turned: int) -> tuple[float, float]:
    left, bottom, right, top = box
    if turned == 0:
        return left, right
    return ((bottom, top), (-top, -bottom), (-right, -left), (bottom, top))[turned]


def plain_call(function: Any, result: Any, handle: Any = ctypes.c_void_p) -> Callable[..., Any]:  # noqa: ANN401 - ctypes knows no types
    """Give a C function of an address and what goes with it, as it is, and keep Python's lock: it is over at once.

    Only the address is declared: whole numbers and references need no conversion,
    which would take longer than the call.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, handle)(address)  # type: ignore[arg-type]


class Numbers:
    """Room for the numbers that a C function gives, which is used again for each call."""

    def __init__(self, kind: str, count: int) -> None:
        """Make room for some numbers of a kind, as `struct` names it."""
        room = bytearray(struct.calcsize(kind) * count)
        held = (ctypes.c_char * len(room)).from_buffer(room)
        self.places = tuple(ctypes.byref(held, struct.calcsize(kind) * each) for each in range(count))
        """A reference to each."""
        self._room = room
        self._unpack = struct.Struct(f"{count}{kind}").unpack

    def read(self) -> tuple[Any, ...]:
        """Give them."""
        return self._unpack(self._room)


_box = plain_call(raw.FPDFText_GetCharBox, ctypes.c_int)
_loose_box = plain_call(raw.FPDFText_GetLooseCharBox, ctypes.c_int)
_origin = plain_call(raw.FPDFText_GetCharOrigin, ctypes.c_int)
_font_size = plain_call(raw.FPDFText_GetFontSize, ctypes.c_double)
_matrix = plain_call(raw.FPDFText_GetMatrix, ctypes.c_int)
_text_object = plain_call(raw.FPDFText_GetTextObject, ctypes.c_void_p)


class Characters:
    """The characters of one page."""

    def __init__(self, page: pypdfium2.PdfTextPage) -> None:
        self._page = page
        self._place = ctypes.cast(page.raw, ctypes.c_void_p).value
        self._looks: dict[int, tuple[float, int, float]] = {}
        self._floats = Numbers("f", 6)

    @property
    def objects(self) -> list[int]:
        """The addresses of the text objects that they belong to, on the page and in the forms that are drawn on it."""
        return list(self._looks)

    def glyphs(self) -> tuple[Glyph, ...]:
        """Give those that can be seen, and the spaces between words, which have no ink.

        The letters of a ligature, which lie in one place, are one glyph.
        """
        numbers = Numbers("d", 6)
        left_, right_, bottom_, top_, x_, y_ = numbers.places
        found: dict[tuple[float, float, float], Glyph] = {}
        page, looks, read = self._place, self._looks, numbers.read
        for index, text in enumerate(self._text()):
            if _unseen(text) and text not in SPACES:
                continue
            drawn = _text_object(page, index)
            if not drawn and text in SPACES:
                # One that PDFium guesses.
                continue
            _box(page, index, left_, right_, bottom_, top_)
            _origin(page, index, x_, y_)
            left, right, bottom, top, x, y = read()
            key = (x, left, bottom)
            if known := found.get(key):
                found[key] = known._replace(text=known.text + text)
                continue
            size, turned, smaller = looks.get(drawn) or self._look(drawn, index)
            ink = Box(left, bottom, right, top)
            if turned:
                ink = _inner(ink) if turned >= SLANT else ink
                x, y = _upright(x, y, turned)
            found[key] = Glyph(text, ink, x, y, size, turned, smaller, drawn or 0, index)
        return tuple(found.values())

    def white(self, one: Glyph, other: Glyph) -> float:
        """Give how much white, in em, lies between two glyphs of a line besides what their font gives to each."""
        _loose_box(self._place, one.place, self._floats.places[0])
        left, top, right, bottom, *_ = self._floats.read()
        # In a mirror a glyph is put where it ends.
        start = min(other.x, other.along[0])
        return (start - _along(Box(left, bottom, right, top), one.turned)[1]) / other.size

    def _text(self) -> Iterator[str]:
        """Give the characters one by one; all at once they are nearly always to be had by one call."""
        count = self._page.count_chars()
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        length = raw.FPDFText_GetText(self._page.raw, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(length - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return iter(text.replace(_HYPHEN, "-"))
        # Characters without a text are left out of it: then their numbers are not those of the page.
        return (chr(raw.FPDFText_GetUnicode(self._page.raw, index)) for index in range(count))

    def _look(self, drawn: int | None, index: int) -> tuple[float, int, float]:
        """Give size, turn and smaller size of a character, which are those of all its text object."""
        _matrix(self._place, index, self._floats.places[0])
        scale, turned, squeezed = _scale_and_turn(*self._floats.read()[:4])
        size = _font_size(self._place, index)
        look = round(size * scale, 3), turned, round(size * squeezed, 3)
        if drawn is not None:
            self._looks[drawn] = look
        return look


@lru_cache(maxsize=4096)
def _unseen(text: str) -> bool:
    return unicodedata.category(text) in _UNSEEN


@lru_cache(maxsize=256)
def _scale_and_turn(a: float, b: float, c: float, d: float) -> tuple[float, int, float]:
    """Give by how much a glyph is enlarged, how it is turned, and by how much it is enlarged where it is squeezed,
    from its matrix.

    Where it is stretched one way alone, both ways count alike. Its width is measured along its line, its height
    across it: what leans is as high as what stands. In a mirror its line runs backwards, and its turn is that of
    the glyph that is mirrored.
    """
    area = a * d - b * c
    side = -1 if area < 0 else 1
    tenths = round(-math.degrees(math.atan2(side * b, side * a)) * 10) % 3600
    turned = tenths // 900 if tenths % 900 == 0 else SLANT + tenths
    wide = math.hypot(a, b)
    return math.sqrt(abs(area)), turned, min(wide, abs(area) / wide) if wide else 0.0


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
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned]
