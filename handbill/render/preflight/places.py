"""Questions about where text lies: outside the page, or upon other text."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from fontTools.unicodedata import script

from handbill.model import Severity
from handbill.render.preflight.base import Intended, Problem
from handbill.render.preflight.glyphs import Box, Glyph
from handbill.render.preflight.quoting import quoted
from handbill.render.preflight.reading import Page, Reading

EDGE = 0.5
"""How far, in points, ink may reach over the edge of the page."""

FLAT = frozenset({"Latn", "Cyrl", "Grek", "Hebr", "Armn", "Geor", "Ethi", "Hani", "Hira", "Kana", "Hang", "Zyyy"})
"""Scripts (and digits) whose letters stand on the baseline, each beside the other."""

LINE = 0.45
"""From how many em on, between baselines, two glyphs are of different lines: marks are raised by less."""
LINE_OF_FLAT = 0.3
LINE_OF_NASTALIQ = 0.8
"""Its words climb, and their boxes lie upon each other."""

DEPTH = 0.1
"""How deep, in em, the ink of two lines may reach into each other: a mark may touch a tail."""
ENOUGH = 3
"""How many pairs of glyphs must collide: one may be a flourish."""
_COLUMN = 16.0


class Outside:
    """All text lies on the page."""

    id = "outside"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the pages on which it does not."""
        for page in reading.pages:
            cut = [glyph for glyph in page.glyphs if _over(glyph.ink, page.trim)]
            if cut:
                yield Problem(
                    f"text lies outside the page: {quoted(page, cut, intended)}",
                    "Shorten the text that stands there, or give it room in the template.",
                    page.number,
                )


def _over(ink: Box, page: Box) -> bool:
    return (
        ink.left < page.left - EDGE
        or ink.bottom < page.bottom - EDGE
        or ink.right > page.right + EDGE
        or ink.top > page.top + EDGE
    )


class Overlapping:
    """No text lies upon other text.

    What is compared is ink, not lines: letters of other lines that reach into
    each other, and letters of one line that cover each other. In scripts whose
    signs stand above and below their letters, only what is certainly of another
    line counts.
    """

    id = "overlapping"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the pages on which it does."""
        for page in reading.pages:
            nastaliq = any("Nastaliq" in name for name in reading.tags.fonts)
            pairs = list(_collisions(page, LINE_OF_NASTALIQ if nastaliq else LINE))
            # Its tails are long: here and there one touches the line below, as it does in a book.
            if len(pairs) >= ENOUGH + (len(page.glyphs) // 100 if nastaliq else 0):
                upper, lower = zip(*(sorted(pair, key=_from_top) for pair in pairs), strict=True)
                first, second = quoted(page, upper, intended), quoted(page, lower, intended)
                yield Problem(
                    f"text lies upon text: {first} and {second}",
                    "Give the lines more room in the template (the template library does so by itself), or shorten.",
                    page.number,
                )


def _from_top(glyph: Glyph) -> tuple[int, float, float]:
    """Give the place of a glyph among rows, as they are read."""
    return glyph.turned, -glyph.y, glyph.x


def _collisions(page: Page, line: float) -> Iterator[tuple[Glyph, Glyph]]:
    told = set()
    for column in _columns(page.glyphs):
        # From the bottom up: what begins above this glyph's top cannot touch it, nor can anything after it.
        for place, one in enumerate(column):
            left, _, right, top = one.ink
            for other in islice(column, place + 1, None):
                ink = other.ink
                if ink[1] >= top:
                    break
                if (
                    ink[0] < right
                    and left < ink[2]
                    and (pair := (one, other)) not in told
                    and _collide(one, other, line)
                ):
                    told.add(pair)
                    yield pair


def _columns(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Give the glyphs in narrow columns, sorted from the bottom up; one that reaches into several is in each."""
    columns = defaultdict(list)
    for glyph in sorted(glyphs, key=lambda glyph: glyph.ink.bottom):
        left, _, right, _ = glyph.ink
        for column in range(int(left // _COLUMN), int(right // _COLUMN) + 1):
            columns[column].append(glyph)
    yield from columns.values()


def _collide(one: Glyph, other: Glyph, line: float) -> bool:
    """Say whether two glyphs whose boxes meet are of lines that reach into each other, or cover each other."""
    (left, bottom, right, top), (left_2, bottom_2, right_2, top_2) = one.ink, other.ink
    across = min(right, right_2) - max(left, left_2)
    along = min(top, top_2) - max(bottom, bottom_2)
    size = min(one.size, other.size)
    if across <= DEPTH * size or along <= DEPTH * size:
        return False
    flat = _flat(one.text[0]) and _flat(other.text[0])
    apart = abs(one.y - other.y) if one.turned == other.turned else size
    if apart >= size * (LINE_OF_FLAT if flat else line):
        return True
    return flat and _covers(one, other, across, along)


def _covers(one: Glyph, other: Glyph, across: float, along: float) -> bool:
    """Say whether of two letters of one line one covers most of the other; slanted neighbours reach over a little."""
    boxes = (one.ink, other.ink)
    narrow = min(box.right - box.left for box in boxes)
    low = min(box.top - box.bottom for box in boxes)
    return across > 0.6 * narrow and along > 0.6 * low


@lru_cache(maxsize=4096)
def _flat(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" and _script(character) in FLAT


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return str(script(character))
