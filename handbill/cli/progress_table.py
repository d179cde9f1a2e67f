"""The table of ``handbill progress``: bars, numbers and colours for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click
from wcwidth import wcswidth

from handbill.model import State
from handbill.progress.bars import BEST_FIRST, segments
from handbill.progress.count import Tally
from handbill.progress.report import Change, LocaleProgress, Progress, owed_since_update, unreviewed_machine

SHADES = ("█", "▓", "▒", "░")
PLAIN_SHADES = ("@", "#", "~", ".")
"""The same for terminals that have ASCII alone."""
COLOURS = {State.REVIEWED: "cyan", State.TRANSLATED: "green", State.FUZZY: "yellow", State.UNTRANSLATED: None}
HEADER = ("done", "msgs", "untr", "fuzzy", "transl", "rev", "left", "err", "warn")
STATE_COLUMNS = {2: State.UNTRANSLATED, 3: State.FUZZY, 4: State.TRANSLATED, 5: State.REVIEWED}
LONGEST_BAR, SHORTEST_BAR = 16, 8
NARROWEST_NAME = 20


@dataclass(frozen=True, slots=True)
class Layout:
    """What the table is drawn with."""

    width: int
    """Columns of the terminal."""
    shades: Sequence[str] = SHADES


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    tally: Tally | None
    cells: tuple[str, ...]
    bold: bool = False


def table(progress: Progress, layout: Layout) -> Iterator[str]:
    """Give the lines of the table and, after an empty one, what else there is to know."""
    yield from _grid(list(_rows(progress)), layout)
    yield ""
    yield from _notes(progress, layout)


def _rows(progress: Progress) -> Iterator[_Row]:
    yield _Row("", None, HEADER)
    for locale in progress.locales:
        yield _Row(
            f"{locale.language.tag}  {locale.language.name}",
            locale.total,
            _numbers(locale.percent, locale.total),
            bold=True,
        )
        for each in locale.documents:
            yield _Row(f"  {each.domain}", each.tally, _numbers(f"{each.tally.percent}%", each.tally))
    if len(progress.spoken) > 1:
        yield _Row("total", progress.total, _numbers(progress.percent, progress.total), bold=True)


def _numbers(percent: str, tally: Tally) -> tuple[str, ...]:
    states = [tally.messages.get(state, 0) for state in State]
    numbers = (tally.total, *states, tally.words_left, tally.errors, tally.warnings)
    return (percent, *map(str, numbers))


def _grid(rows: Sequence[_Row], layout: Layout) -> Iterator[str]:
    widths = [max(wcswidth(row.cells[column]) for row in rows) for column in range(len(HEADER))]
    room = layout.width - sum(width + 1 for width in widths) - 1
    longest = max(wcswidth(row.name) for row in rows)
    bar = max(SHORTEST_BAR, min(LONGEST_BAR, room - longest))
    name = max(NARROWEST_NAME, min(longest, room - bar))
    for row in rows:
        cells = [_cell(row, column, width) for column, width in enumerate(widths)]
        drawn = draw(row.tally, bar, layout.shades) if row.tally else " " * bar
        yield f"{click.style(_fitted(row.name, name), bold=row.bold or None)} {drawn} {' '.join(cells)}"


def _cell(row: _Row, column: int, width: int) -> str:
    text = row.cells[column].rjust(width)
    if row.tally is None:
        return click.style(text, fg=COLOURS.get(STATE_COLUMNS.get(column, State.UNTRANSLATED)))
    if row.cells[column] == "0":
        return click.style(text, dim=True)
    if column in STATE_COLUMNS:
        return click.style(text, fg=COLOURS[STATE_COLUMNS[column]])
    wrong = {7: "red", 8: "yellow"}.get(column)
    return click.style(text, fg=wrong, bold=row.bold or None)


def draw(tally: Tally, length: int, shades: Sequence[str] = SHADES) -> str:
    """Give a bar: a shade and a colour for each state."""
    cells = zip(BEST_FIRST, shades, segments(tally, length), strict=True)
    return "".join(click.style(shade * number, fg=COLOURS[state]) for state, shade, number in cells if number)


def _fitted(text: str, width: int) -> str:
    while wcswidth(text) > width:
        text = f"{text.removesuffix('…')[:-1]}…"
    return text + " " * (width - wcswidth(text))


def _notes(progress: Progress, layout: Layout) -> Iterator[str]:
    marks = zip(layout.shades, ("reviewed", "translated", "fuzzy or wrong", "untranslated"), strict=True)
    yield f"{'  '.join(f'{shade} {said}' for shade, said in marks)}  left: words"
    for locale in progress.locales:
        if locale.unread:
            yield f"{_name(locale)}: not counted, as it cannot be read: {', '.join(locale.unread)}"
    for tag, words in unreviewed_machine(progress).items():
        yield f"{words} words translated by a machine and not reviewed: {tag}"
    for words, tags in owed_since_update(progress).items():
        yield f"{words} words changed since the catalogs were updated: {', '.join(tags)}"
    if owed_since_update(progress):
        yield "  handbill update --dry-run shows them."
    if progress.since:
        yield from (_since(locale, locale.since) for locale in progress.locales)


def _since(locale: LocaleProgress, since: Change | None) -> str:
    if since is None:
        return f"{_name(locale)}: nothing was recorded yet; handbill progress --record does"
    return (
        f"{_name(locale)} since {since.at.date()}: {since.done:+} words done, {since.reviewed:+} reviewed;"
        f" the source {since.words:+}"
    )


def _name(locale: LocaleProgress) -> str:
    return f"{locale.language.name} ({locale.language.tag})"
