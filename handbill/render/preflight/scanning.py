"""Codes to scan, looked for on a page as it is drawn: first where one may be, then, if any are missing, everywhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import zxingcpp

from handbill.render.preflight.glyphs import Box
from handbill.render.preflight.objects import Drawn

PIXELS_PER_INCH = 150
"""At which a page is drawn to look for codes: a phone's camera sees more of a flyer."""

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_SQUARE = 0.1
"""By what share the sides of a square may differ."""
_LEAST = 28.0
"""The side, in points, of the smallest square that may be a code: smaller ones are marks of lists."""
_AROUND = 9.0
"""How much is drawn around it, in points: a code needs white at its edges."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code to scan."""

    page: int
    text: str
    width: float
    """Of the code itself, without the white around it, in points."""


def codes_in_squares(page: pypdfium2.PdfPage, number: int, drawn: Iterable[Drawn]) -> Iterator[Code]:
    """Give the codes in what is drawn as a square: a small part of the page, and nearly always where they are."""
    whole = Box(*page.get_bbox())
    for square in _outermost(list(_squares(drawn))):
        around = (
            max(square.left - _AROUND - whole.left, 0),
            max(square.bottom - _AROUND - whole.bottom, 0),
            max(whole.right - square.right - _AROUND, 0),
            max(whole.top - square.top - _AROUND, 0),
        )
        if around[0] + around[2] < whole.right - whole.left and around[1] + around[3] < whole.top - whole.bottom:
            yield from _codes(page, number, around)


def codes_anywhere(page: pypdfium2.PdfPage, number: int) -> Iterator[Code]:
    """Give all codes of a page, also those that are found only in a coarser picture."""
    return _codes(page, number, (0, 0, 0, 0), closely=True)


def _codes(
    page: pypdfium2.PdfPage, number: int, around: tuple[float, float, float, float], *, closely: bool = False
) -> Iterator[Code]:
    drawn = page.render(scale=PIXELS_PER_INCH / 72, crop=around, grayscale=True, may_draw_forms=False)
    # As it lies in memory, a byte for each pixel: a picture of another library would be copied twice on the way.
    pixels = memoryview(drawn.buffer).cast("B", (drawn.height, drawn.stride))
    for found in zxingcpp.read_barcodes(pixels, formats=_QR, try_downscale=closely):
        across = found.position.top_right.x - found.position.top_left.x
        down = found.position.top_right.y - found.position.top_left.y
        yield Code(number, found.text, math.hypot(across, down) * 72 / PIXELS_PER_INCH)


def _squares(drawn: Iterable[Drawn]) -> Iterator[Box]:
    for each in drawn:
        left, bottom, right, top = each.box
        if (
            not each.text
            and right - left >= _LEAST
            and abs((right - left) - (top - bottom)) <= _SQUARE * (right - left)
        ):
            yield each.box


def _outermost(boxes: Sequence[Box]) -> list[Box]:
    """Leave out what lies within another: the squares of a code within its white."""
    ordered = sorted(dict.fromkeys(boxes), key=lambda box: box.right - box.left, reverse=True)
    found: list[Box] = []
    for box in ordered:
        if not any(_within(box, other) for other in found):
            found.append(box)
    return found


def _within(box: Box, other: Box) -> bool:
    return (
        other.left - 1 <= box.left
        and other.bottom - 1 <= box.bottom
        and box.right <= other.right + 1
        and box.top <= other.top + 1
    )
