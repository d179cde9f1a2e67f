"""Tables that came back, with columns anywhere.

A column is known by its machine name, where a format has a hidden row for
them, else by its title; where no row has any title, by its place, if the
references stand where they went out. The title of the reference column is the
file's label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from handbill.exchange import astray
from handbill.exchange.characters import restored
from handbill.exchange.grid import Cell, Column
from handbill.exchange.parcel import Label, ReturnedRow, Stray, parse_label, parse_reference

HEAD = 30
"""In how many rows from the top the titles are looked for."""

Line = tuple[int, Sequence[Cell]]
"""A row of cells with its number."""

_BY_NAME = {column.machine_name: column for column in Column}
_BY_TITLE = {column.value.casefold(): column for column in Column} | {
    "source": Column.SOURCE,
    "target": Column.TRANSLATION,
    "note": Column.NOTE,
}


@dataclass(slots=True)
class Grid:
    """What a table says."""

    rows: list[ReturnedRow]
    label: Label | None
    remarks: list[str]
    problem: str | None = None
    """Why the table cannot be used."""
    strays: list[Stray] = field(default_factory=list)
    """What somebody wrote where nothing is read."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a table has what."""

    name: str
    """The sheet's name, or nothing."""
    columns: dict[Column, int]
    titles: dict[int, str]
    """What stands in the row of titles."""

    @property
    def where(self) -> str:
        """The beginning of the name of a place."""
        return f"{' '.join(self.name.split())}, " if self.name else ""

    @property
    def by_place(self) -> dict[int, Column]:
        """The columns by their number."""
        return {number: column for column, number in self.columns.items()}


def read(lines: Iterable[Sequence[Cell]], name: str, order: Sequence[Column]) -> Grid:
    """Read a table. `name` is the sheet's, or empty; `order` is the columns as they went out."""
    numbered = enumerate(lines, start=1)
    top = list(islice(numbered, HEAD))
    columns, header = _columns(top, order)
    label = next(filter(None, (parse_label(cell.whole) for _, line in top for cell in line)), None)
    titles = next((line for number, line in reversed(top) if number in header), ())
    layout = _Layout(name, columns, {place: cell.whole.strip() for place, cell in enumerate(titles)})
    if Column.TRANSLATION not in columns:
        rest = [*top, *numbered]
        problem = _lost(columns, rest)
        strays = [] if problem or label else astray.whole_table(rest, layout.where)
        return Grid([], label, [], problem, list(strays))
    grid = Grid([], label, list(_unknown(layout)))
    for number, line in top:
        if number in header:
            grid.strays += astray.notes_of(line, f"{layout.where}row {number}")
    for number, line in _below(top, numbered, header):
        _take(grid, layout, line, f"{layout.where}row {number}")
    return grid


def _below(top: Sequence[Line], rest: Iterator[Line], header: set[int]) -> Iterator[Line]:
    """Give the rows that are not of the header, wherever a sort has put those."""
    yield from ((number, line) for number, line in top if number not in header)
    yield from rest


def _known(line: Sequence[Cell]) -> dict[Column, int]:
    """Give the columns that a row names, each with its number; the first of two."""
    found: dict[Column, int] = {}
    for number, cell in enumerate(line):
        text = " ".join(cell.whole.split())
        # A title can name the language: “Translation (Khmer)”.
        column = _BY_NAME.get(text) or _BY_TITLE.get(text.partition(" (")[0].casefold())
        if parse_label(text):
            column = Column.REFERENCE
        if column is not None:
            found.setdefault(column, number)
    return found


def _columns(top: Sequence[Line], order: Sequence[Column]) -> tuple[dict[Column, int], set[int]]:
    """Give the columns, and the numbers of the rows that name them. Machine names win over titles."""
    naming = [(number, known, line) for number, line in top if len(known := _known(line)) > 1]
    naming.sort(key=lambda each: not _is_machine_row(each[2]))
    columns: dict[Column, int] = {}
    for _, known, _ in naming:
        for column, place in known.items():
            if place not in columns.values():
                columns.setdefault(column, place)
    if Column.REFERENCE not in columns and (found := _referring(top)) is not None:
        # It shows by what is in it, whatever its title.
        if not columns and found == order.index(Column.REFERENCE):
            columns = {column: place for place, column in enumerate(order)}
        columns[Column.REFERENCE] = found
    header = {number for number, _, _ in naming}
    if naming and _is_machine_row(naming[0][2]):
        # Whatever somebody made of the titles, they stand below the machine names.
        header |= {naming[0][0] + 1} - {
            number for number, line in top if any(parse_reference(cell.whole) for cell in line)
        }
    return columns, header


def _referring(lines: Iterable[Line]) -> int | None:
    """Give the number of the column that has references in it; nothing where none has."""
    return next((place for _, line in lines for place, cell in enumerate(line) if parse_reference(cell.whole)), None)


def _is_machine_row(line: Sequence[Cell]) -> bool:
    return any(cell.text in _BY_NAME for cell in line)


def _lost(columns: dict[Column, int], lines: Sequence[Line]) -> str | None:
    """Say what is missing of a table that is one of ours; nothing where it is none."""
    if not columns and _referring(lines) is None:
        return None
    title = Column.TRANSLATION.value
    return f"it has no column “{title}”: give the column with the translations its title back"


def _unknown(layout: _Layout) -> Iterator[str]:
    """Name the columns that are not read, and those that are missed."""
    for place, title in layout.titles.items():
        if title and place not in layout.columns.values():
            yield f"{layout.where}the column “{title}” is not one of Handbill’s and was not read"
    if Column.REFERENCE not in layout.columns:
        yield f"{layout.where}the reference column is gone: rows were found by their source text"


def _take(grid: Grid, layout: _Layout, line: Sequence[Cell], place: str) -> None:
    def cell(column: Column) -> Cell:
        number = layout.columns.get(column, len(line))
        return line[number] if number < len(line) else Cell()

    def text(column: Column) -> str:
        return restored(cell(column).whole)

    translation = cell(Column.TRANSLATION)
    reference = parse_reference(cell(Column.REFERENCE).whole)
    taken = reference is not None or bool(translation.whole.strip() or text(Column.NOTE).strip())
    if reference is not None:
        grid.strays += astray.in_row(layout.by_place, layout.titles, line, place, reference)
    elif len(_known(line)) <= 1:
        # A row that names columns is one of titles, which some programs repeat.
        grid.strays += astray.in_row_without_reference(layout.by_place, layout.titles, line, place, taken=taken)
    if not taken:
        grid.strays += astray.notes_of(line, place)
        return
    if translation.remark:
        grid.remarks.append(f"{place}: {translation.remark}")
    grid.rows.append(
        ReturnedRow(
            place=place,
            reference=reference,
            domain=text(Column.DOCUMENT) or layout.name,
            source=restored(cell(Column.SOURCE).text),
            context=text(Column.CONTEXT),
            translation=restored(translation.whole),
            state=text(Column.STATE) if Column.STATE in layout.columns else None,
            note=text(Column.NOTE) if Column.NOTE in layout.columns else None,
            remarks=tuple(restored(each.note).strip() for each in line if each.note.strip()),
            formula=translation.formula,
        )
    )
