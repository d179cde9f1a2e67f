"""How many copies of a sheet fit on a piece of paper, and where they stand.

Copies touch each other, so that one cut serves two of them, and the whole of
them stands in the middle of the paper: then the back of each meets its front
when the paper is turned over on its long edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from handbill.products import Profile, Size

BLEED = 9.0
"""An eighth of an inch, in points: how far colour goes on beyond the cut in the profile *shop*."""
EDGE = 27.0
"""Three eighths of an inch: what office printers leave white, and room for the ends of the cut lines."""


@dataclass(frozen=True, slots=True)
class Imposition:
    """Copies of one sheet on one piece of paper, in points."""

    paper: Size
    columns: int
    rows: int
    left: float
    """From the paper's left edge to the first copy's."""
    top: float

    @property
    def copies(self) -> int:
        """How many there are."""
        return self.columns * self.rows


@lru_cache(maxsize=64)
def imposition(size: Size, paper: Size, profile: Profile) -> Imposition:
    """Give the copies of a sheet for a profile: one on paper of its own size, or in an office as many as fit.

    What fits less than twice on the paper is set on paper of its own size.
    """
    alone = Imposition(size, 1, 1, 0.0, 0.0)
    if profile.for_shop or size.pixels:
        return alone
    best = max((_on(size, paper), _on(size, paper.turned)), key=lambda each: each.copies)
    return best if best.copies > 1 else alone


def _on(size: Size, paper: Size) -> Imposition:
    columns, rows = _fitting(paper.width, size.width), _fitting(paper.height, size.height)
    left, top = (paper.width - columns * size.width) / 2, (paper.height - rows * size.height) / 2
    return Imposition(paper, columns, rows, left, top)


def _fitting(room: float, side: float) -> int:
    """Give how often a side goes into the room: filling it, or with an edge left for the printer and the cut lines."""
    count = int(room / side + 1e-6)
    while count > 1 and 0.5 < room - count * side < 2 * EDGE:
        count -= 1
    return count
