"""Bars: how a length is shared out among the states, so that none shows more done than there is."""

from __future__ import annotations

from handbill.model import State
from handbill.progress.count import Tally

BEST_FIRST = tuple(sorted(State, reverse=True))
"""The order of the segments: reviewed, translated, fuzzy, untranslated."""


def segments(tally: Tally, length: int) -> tuple[int, ...]:
    """Give how many of `length` cells (4 or more) belong to each state, best first.

    The shares are of words, rounded down from the best state on. Work that is
    left has a cell at least, so a bar is full only when everything is done.
    """
    total = tally.total_words
    counts = [tally.words.get(state, 0) for state in BEST_FIRST]
    edges = [sum(counts[: place + 1]) * length // total if total else length for place in range(len(counts))]
    cells = [edge - before for edge, before in zip(edges, (0, *edges), strict=False)]
    for place, state in enumerate(BEST_FIRST):
        if state < State.TRANSLATED and tally.messages.get(state, 0) and not cells[place]:
            cells[cells.index(max(cells))] -= 1
            cells[place] += 1
    return tuple(cells)
