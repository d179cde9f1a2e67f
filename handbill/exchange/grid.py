"""Tables: the columns that go out, and rows of cells that came back with columns anywhere.

A column is known by its machine name, where a format has a hidden row for
them, else by its title. The title of the reference column is the file's label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from handbill.exchange.characters import carried, restored
from handbill.exchange.parcel import STATES, Label, ReturnedRow, Row, parse_label, parse_reference

HEAD = 30
"""In how many rows from the top the titles are looked for."""


class Column(Enum):
    """A column; the value is its title."""

    NUMBER = "No."
    SOURCE = "Source text"
    TRANSLATION = "Translation"
    STATE = "State"
    NOTE = "Your note"
    FORM = "Plural form"
    LIMIT = "At most"
    COMMENT = "About this text"
    FACTS = "What stands for {…}"
    PREVIOUS = "Source before"
    CONTEXT = "Context"
    DOCUMENT = "Document"
    REFERENCE = "Reference"

    @property
    def machine_name(self) -> str:
        """The name that nobody translates or corrects."""
        return f"handbill.{self.name.lower()}"


_BY_NAME = {column.machine_name: column for column in Column}
_BY_TITLE = {column.value.casefold(): column for column in Column} | {
    "source": Column.SOURCE,
    "target": Column.TRANSLATION,
    "note": Column.NOTE,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell."""

    text: str = ""
    formula: bool = False
    remark: str = ""
    """What is odd about it: it is a number, a date."""


@dataclass(slots=True)
class Grid:
    """What a table says."""

    rows: list[ReturnedRow]
    label: Label | None
    remarks: list[str]
    problem: str | None = None
    """Why the table cannot be used."""


def cells(row: Row, domain: str) -> dict[Column, str]:
    """Give what a row has in each column, as it travels."""
    texts = {
        Column.NUMBER: str(row.number),
        Column.SOURCE: row.source,
        Column.TRANSLATION: row.translation,
        Column.STATE: STATES[row.state],
        Column.NOTE: row.note,
        Column.FORM: row.form,
        Column.LIMIT: "" if row.limit is None else str(row.limit),
        Column.COMMENT: row.comment,
        Column.FACTS: row.facts,
        Column.PREVIOUS: row.previous,
        Column.CONTEXT: row.context,
        Column.DOCUMENT: domain,
        Column.REFERENCE: str(row.reference),
    }
    return {column: carried(text) for column, text in texts.items()}


def read(lines: Iterable[Sequence[Cell]], name: str) -> Grid:
    """Read a table. `name` is the sheet's, or empty."""
    numbered = enumerate(lines, start=1)
    top = list(islice(numbered, HEAD))
    columns, header = _columns(top)
    label = next(filter(None, (parse_label(cell.text) for _, line in top for cell in line)), None)
    if Column.TRANSLATION not in columns:
        return Grid([], label, [], _lost(columns))
    where = f"{' '.join(name.split())}, " if name else ""
    grid = Grid([], label, list(_unknown(columns, header, top, where)))
    for number, line in _below(top, numbered, header):
        _take(grid, columns, line, f"{where}row {number}", name)
    return grid


def _below(
    top: Sequence[tuple[int, Sequence[Cell]]], rest: Iterator[tuple[int, Sequence[Cell]]], header: set[int]
) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Give the rows that are not of the header, wherever a sort has put those."""
    yield from ((number, line) for number, line in top if number not in header)
    yield from rest


def _known(line: Sequence[Cell]) -> dict[Column, int]:
    """Give the columns that a row names, each with its number; the first of two."""
    found: dict[Column, int] = {}
    for number, cell in enumerate(line):
        text = " ".join(cell.text.split())
        # A title can name the language: “Translation (Khmer)”.
        column = _BY_NAME.get(text) or _BY_TITLE.get(text.partition(" (")[0].casefold())
        if parse_label(text):
            column = Column.REFERENCE
        if column is not None:
            found.setdefault(column, number)
    return found


def _columns(top: Sequence[tuple[int, Sequence[Cell]]]) -> tuple[dict[Column, int], set[int]]:
    """Give the columns, and the numbers of the rows that name them. Machine names win over titles."""
    naming = [(number, known, line) for number, line in top if len(known := _known(line)) > 1]
    naming.sort(key=lambda each: not _is_machine_row(each[2]))
    columns: dict[Column, int] = {}
    for _, known, _ in naming:
        for column, place in known.items():
            if place not in columns.values():
                columns.setdefault(column, place)
    if columns and Column.REFERENCE not in columns:
        # It shows by what is in it, whatever its title.
        places = (place for _, line in top for place, cell in enumerate(line) if parse_reference(cell.text))
        if (found := next(places, None)) is not None:
            columns[Column.REFERENCE] = found
    header = {number for number, _, _ in naming}
    if naming and _is_machine_row(naming[0][2]):
        # Whatever somebody made of the titles, they stand below the machine names.
        header |= {naming[0][0] + 1} - {
            number for number, line in top if any(parse_reference(cell.text) for cell in line)
        }
    return columns, header


def _is_machine_row(line: Sequence[Cell]) -> bool:
    return any(cell.text in _BY_NAME for cell in line)


def _lost(columns: dict[Column, int]) -> str | None:
    """Say what is missing of a table that is one of ours; nothing where it is none."""
    if not columns:
        return None
    title = Column.TRANSLATION.value
    return f"it has no column “{title}”: give the column with the translations its title back"


def _unknown(
    columns: dict[Column, int], header: set[int], top: Sequence[tuple[int, Sequence[Cell]]], where: str
) -> Iterator[str]:
    """Name the columns that are not read, and those that are missed."""
    titles = next((line for number, line in reversed(top) if number in header), ())
    for place, cell in enumerate(titles):
        if cell.text.strip() and place not in columns.values():
            yield f"{where}the column “{cell.text.strip()}” is not one of Handbill’s and was not read"
    if Column.REFERENCE not in columns:
        yield f"{where}the reference column is gone: rows were found by their source text"


def _take(grid: Grid, columns: dict[Column, int], line: Sequence[Cell], place: str, sheet: str) -> None:
    def cell(column: Column) -> Cell:
        number = columns.get(column, len(line))
        return line[number] if number < len(line) else Cell()

    def text(column: Column) -> str:
        return restored(cell(column).text)

    translation = cell(Column.TRANSLATION)
    reference = parse_reference(cell(Column.REFERENCE).text)
    if reference is None and not translation.text.strip():
        return
    if translation.remark:
        grid.remarks.append(f"{place}: {translation.remark}")
    grid.rows.append(
        ReturnedRow(
            place=place,
            reference=reference,
            domain=text(Column.DOCUMENT) or sheet,
            source=text(Column.SOURCE),
            context=text(Column.CONTEXT),
            translation=restored(translation.text),
            state=text(Column.STATE) if Column.STATE in columns else None,
            note=text(Column.NOTE) if Column.NOTE in columns else None,
            formula=translation.formula,
        )
    )


_GUARDED = re.compile(r"'*[=+\-@\t\r\n＝＋－＠|%]")


def guarded(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula when it opens a CSV file."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Take the guard off again."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
