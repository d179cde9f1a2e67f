"""What is drawn on a page, in the order in which it is drawn: a later thing lies upon an earlier one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from handbill.render.preflight.glyphs import Box, Numbers, plain_call

_object = plain_call(raw.FPDFPage_GetObject, ctypes.c_void_p)
_kind = plain_call(raw.FPDFPageObj_GetType, ctypes.c_int)
_bounds = plain_call(raw.FPDFPageObj_GetBounds, ctypes.c_int)
_mode = plain_call(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_transparent = plain_call(raw.FPDFPageObj_HasTransparency, ctypes.c_int)
_clip = plain_call(raw.FPDFPageObj_GetClipPath, ctypes.c_void_p)
_clips = plain_call(raw.FPDFClipPath_CountPaths, ctypes.c_int)
_colour = plain_call(raw.FPDFPageObj_GetFillColor, ctypes.c_int)

_IN_PLACE_OF_PATTERNS = frozenset({(0xFF, 0xFF, 0xFF), (0xBF, 0xBF, 0xBF)})
"""What PDFium gives as the colour of a gradient and of a tiling."""


class Drawn(NamedTuple):
    """One thing on a page: a text, a path, a picture, or a form that is made of others."""

    place: int
    """PDFium's address, as long as the page is open."""
    box: Box
    text: bool


def objects_of(page: pypdfium2.PdfPage) -> Iterator[Drawn]:
    """Give what is drawn on a page."""
    numbers = Numbers("f", 4)
    whole = ctypes.cast(page.raw, ctypes.c_void_p).value
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        place = _object(whole, index)
        _bounds(place, *numbers.places)
        yield Drawn(place, Box(*numbers.read()), _kind(place) == raw.FPDF_PAGEOBJ_TEXT)


def plain_greys(drawn: Sequence[Drawn], *, patterns: bool) -> Mapping[int, int]:
    """Give, by address, how light of 255 each text is that is simply filled, and upon which nothing lies.

    What is outlined, clipped or transparent is not simply filled, nor what may
    be filled with one of the page's `patterns`. What is drawn later lies upon a
    text, if it has a part of its area.
    """
    numbers = Numbers("I", 4)
    greys: dict[int, int] = {}
    upon: list[Box] = []
    for place, box, text in reversed(drawn):
        if not text:
            upon.append(box)
        elif _is_filled(place) and not _meets(box, upon) and _colour(place, *numbers.places):
            red, green, blue, _ = numbers.read()
            if not patterns or (red, green, blue) not in _IN_PLACE_OF_PATTERNS:
                greys[place] = (30 * red + 59 * green + 11 * blue) // 100
    return greys


def _is_filled(place: int) -> bool:
    return _mode(place) == raw.FPDF_TEXTRENDERMODE_FILL and not _transparent(place) and _clips(_clip(place)) <= 0


def _meets(box: Box, others: Iterable[Box]) -> bool:
    """Say whether a rectangle has an area in common with any of others."""
    left, bottom, right, top = box
    return any(left < other[2] and other[0] < right and bottom < other[3] and other[1] < top for other in others)
