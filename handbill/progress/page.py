"""Progress as one HTML page: nothing is fetched, no script is needed, and a phone is wide enough."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from handbill.model import State
from handbill.progress.badges import standing
from handbill.progress.bars import BEST_FIRST, segments
from handbill.progress.charts import HEIGHT, WIDTH, trend
from handbill.progress.count import Tally
from handbill.progress.report import LocaleProgress, Progress, owed_since_update

SHOWN = 20
"""How many messages, and how many findings, are listed of one document."""
FINE = 1000
"""The cells of a bar: a tenth of a per cent each."""


def as_page(progress: Progress) -> str:
    """Give the page. It is in English; what it quotes is marked with the language that it is in."""
    return _template().render(
        progress=progress,
        owed=owed_since_update(progress),
        trends={each.language.tag: trend(each.history, each.total, progress.at.date()) for each in progress.locales},
        states=BEST_FIRST,
        segments=_shares,
        counts=_counts,
        standing=standing,
        shown=SHOWN,
        width=WIDTH,
        height=HEIGHT,
        finding_count=_finding_count,
        left_count=_left_count,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("handbill.progress", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = lambda number: f"{number:,}"
    environment.filters["signed"] = lambda number: f"{number:+,}"
    environment.filters["counted"] = _counted
    return environment.get_template("page.html")


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else f'{one}s'}"


def _shares(tally: Tally) -> list[tuple[State, str]]:
    cells = segments(tally, FINE)
    return [(state, f"{number / 10:g}") for state, number in zip(BEST_FIRST, cells, strict=True) if number]


def _counts(tally: Tally) -> str:
    """Give the messages of each state that occurs, best first."""
    return ", ".join(f"{count:,} {state}" for state in BEST_FIRST if (count := tally.messages.get(state, 0)))


def _finding_count(tally: Tally) -> str:
    said = [_counted(tally.errors, "error")] if tally.errors else []
    return ", ".join([*said, *([_counted(tally.warnings, "warning")] if tally.warnings else [])])


def _left_count(locale: LocaleProgress) -> int:
    return sum(len(each.left) for each in locale.documents)
