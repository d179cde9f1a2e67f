"""Trends: the recorded history of one language, as an area a state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handbill.progress.bars import BEST_FIRST
from handbill.progress.count import Tally
from handbill.progress.history import Entry

WIDTH, HEIGHT = 320, 96
"""Units of the drawing; the page stretches it to the width that there is."""
NOW = 8
"""Units at the end that show how it is today: without them the last step would have no width."""


@dataclass(frozen=True, slots=True)
class Point:
    """How far a language was on one day."""

    date: dt.date
    tally: Tally


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart and what it says in words and numbers."""

    points: tuple[Point, ...]
    """Oldest first, one a day."""
    svg: Markup
    most: int
    """The words at the upper edge."""
    summary: str
    """A sentence for those who do not see the chart."""


def trend(history: Sequence[Entry], now: Tally, today: dt.date) -> Trend | None:
    """Give the trend up to today; nothing where there is but one day to show.

    What was recorded holds until the next entry says otherwise, so areas go in steps.
    """
    days = {each.date: each.total for each in history if each.date <= today} | {today: now}
    points = tuple(Point(day, days[day]) for day in sorted(days))
    most = max(point.tally.total_words for point in points)
    if len(points) < 2 or not most:
        return None
    first, last = points[0], points[-1]
    summary = (
        f"{first.date}: {first.tally.words_done:,} of {first.tally.total_words:,} words done;"
        f" {last.date}: {last.tally.words_done:,} of {last.tally.total_words:,}."
    )
    return Trend(points, Markup("").join(_areas(points, most)), most, summary)


def _areas(points: Sequence[Point], most: int) -> Iterator[Markup]:
    """Give the areas, the uppermost first: each is drawn over by what is further."""
    start, end = points[0].date, points[-1].date
    days = max(1, (end - start).days)
    across = [(WIDTH - NOW) * (point.date - start).days / days for point in points]
    for number in range(len(BEST_FIRST), 0, -1):
        included, state = BEST_FIRST[:number], BEST_FIRST[number - 1]
        heights = [sum(point.tally.words.get(each, 0) for each in included) for point in points]
        edge = _steps(across, [HEIGHT - HEIGHT * height / most for height in heights])
        yield Markup('<path class="{}" d="M0 {} {} H{} V{} Z"/>').format(str(state), HEIGHT, edge, WIDTH, HEIGHT)


def _steps(across: Sequence[float], down: Sequence[float]) -> str:
    first, *rest = zip(across, down, strict=True)
    return " ".join([f"L{first[0]:.1f} {first[1]:.1f}", *(f"H{x:.1f} V{y:.1f}" for x, y in rest)])
