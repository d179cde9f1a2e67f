"""The glyphs of a page with their places, as PDFium knows them.

A page has thousands, and each costs a few calls of a C library: what is the
same for all of a text object, its size and its turn, is asked once.
"""

from __future__ import annotations

import ctypes
import math
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
    """In points."""
    turned: int
    """By how many quarters its text is turned clockwise; at a slant `SLANT` and the tenths of a degree."""
    drawn: int = 0
    """The address of its text object, as long as the page is open."""

    @property
    def along(self) -> tuple[float, float]:
        """Where its ink begins and ends in the direction of its line."""
        ink, turned = self.ink, self.turned
        if turned == 0:
            return ink.left, ink.right
        if turned >= SLANT:
            return self.x, self.x + self.size / 2
        return ((ink.bottom, ink.top), (-ink.top, -ink.bottom), (-ink.right, -ink.left), (ink.bottom, ink.top))[turned]


def plain_call(function: Any, *types: Any) -> Callable[..., Any]:  # noqa: ANN401 - ctypes knows no types
    """Give a C function that takes numbers and addresses as they are, and keeps Python's lock: it is over at once."""
    return ctypes.PYFUNCTYPE(*types)(ctypes.cast(function, ctypes.c_void_p).value)  # type: ignore[arg-type]


_PLACE, _INDEX = ctypes.c_void_p, ctypes.c_int
_box = plain_call(raw.FPDFText_GetCharBox, _INDEX, _PLACE, _INDEX, _PLACE, _PLACE, _PLACE, _PLACE)
_origin = plain_call(raw.FPDFText_GetCharOrigin, _INDEX, _PLACE, _INDEX, _PLACE, _PLACE)
_font_size = plain_call(raw.FPDFText_GetFontSize, ctypes.c_double, _PLACE, _INDEX)
_angle = plain_call(raw.FPDFText_GetCharAngle, ctypes.c_float, _PLACE, _INDEX)
_text_object = plain_call(raw.FPDFText_GetTextObject, _PLACE, _PLACE, _INDEX)


class Characters:
    """The characters of one page."""

    def __init__(self, page: pypdfium2.PdfTextPage) -> None:
        self._page = page
        self._place = ctypes.cast(page.raw, ctypes.c_void_p).value
        self._looks: dict[int, tuple[float, int]] = {}

    @property
    def objects(self) -> list[int]:
        """The addresses of the text objects that they belong to, on the page and in the forms that are drawn on it."""
        return list(self._looks)

    def glyphs(self) -> tuple[Glyph, ...]:
        """Give those that can be seen, and the spaces between words, which have no ink.

        The letters of a ligature, which lie in one place, are one glyph.
        """
        numbers = (ctypes.c_double * 6)()
        left_, right_, bottom_, top_, x_, y_ = (ctypes.addressof(numbers) + 8 * each for each in range(6))
        found: dict[tuple[float, float, float], Glyph] = {}
        page, looks = self._place, self._looks
        for index, text in enumerate(self._text()):
            if _unseen(text) and text not in SPACES:
                continue
            drawn = _text_object(page, index)
            if not drawn and text in SPACES:
                # One that PDFium guesses.
                continue
            _box(page, index, left_, right_, bottom_, top_)
            _origin(page, index, x_, y_)
            left, right, bottom, top, x, y = numbers
            look = looks.get(drawn) or self._look(drawn, index)
            key = (x, left, bottom)
            if known := found.get(key):
                found[key] = known._replace(text=known.text + text)
                continue
            size, turned = look
            ink = Box(left, bottom, right, top)
            if turned:
                ink = _inner(ink) if turned >= SLANT else ink
                x, y = _upright(x, y, turned)
            found[key] = Glyph(text, ink, x, y, size, turned, drawn or 0)
        return tuple(found.values())

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

    def _look(self, drawn: int | None, index: int) -> tuple[float, int]:
        """Give size and turn of a character, which are those of all its text object."""
        look = _font_size(self._place, index), _turned(_angle(self._place, index))
        if drawn is not None:
            self._looks[drawn] = look
        return look


@lru_cache(maxsize=4096)
def _unseen(text: str) -> bool:
    return unicodedata.category(text) in _UNSEEN


@lru_cache(maxsize=256)
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
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned]
