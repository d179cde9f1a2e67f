"""XLSX that came back, from whichever program."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from handbill.errors import ExchangeError
from handbill.exchange import grid_back, margin
from handbill.exchange.astray import whole_table
from handbill.exchange.fitting import COLUMNS
from handbill.exchange.grid import Cell
from handbill.exchange.instructions import is_instruction
from handbill.exchange.parcel import Returned, one_label
from handbill.exchange.workbook import READ_ME

_ORDER = tuple(column for column, _ in COLUMNS)
MOST_ROWS, MOST_COLUMNS = 100_000, 100
"""What is looked at of a sheet: it can claim to have 17 thousand million cells."""


def read(data: bytes, name: str) -> Returned:
    """Read a workbook. Formulas are not evaluated."""
    returned = Returned(name)
    labels = []
    sheets = _sheets(data, name)
    for title, lines in sheets:
        if title == READ_ME:
            typed = [[cell for cell in line if cell.note or not is_instruction(cell.text)] for line in lines]
            returned.strays += whole_table(list(enumerate(typed, start=1)), f"{title}, ")
            continue
        found = grid_back.read(lines, title, _ORDER)
        if found.label:
            labels.append(found.label)
        if found.problem:
            returned.problems.append(f"the sheet “{title}” was not read: {found.problem}")
        elif not (found.rows or found.label):
            returned.remarks.append(f"the sheet “{title}” is none of Handbill’s and was not read")
        returned.rows += found.rows
        returned.remarks += found.remarks
        returned.strays += found.strays
    if not any(lines for title, lines in sheets if title != READ_ME):
        raise ExchangeError("is a workbook without a text", path=name, hint="Ask for the file once more.")
    if not (returned.rows or labels or returned.problems):
        raise ExchangeError(
            "has no sheet that Handbill wrote",
            path=name,
            hint="The titles of the columns stand in the second row; bring back “Source text” and “Translation”.",
        )
    returned.label = one_label(labels)
    return returned


def _sheets(data: bytes, name: str) -> Sequence[tuple[str, Sequence[Sequence[Cell]]]]:
    """Give the sheets by title, with their cells."""
    try:
        with warnings.catch_warnings():
            # Of what other programs put into a workbook (pictures, rules) nothing is needed here.
            warnings.simplefilter("ignore")
            stream = io.BytesIO(data)
            with (
                closing(load_workbook(stream, read_only=True, keep_links=False)) as book,
                zipfile.ZipFile(stream) as archive,
            ):
                return [(sheet.title, list(_lines(sheet, _notes(archive, sheet)))) for sheet in book.worksheets]
    except Exception as error:
        # openpyxl raises whatever a damaged part leads it to.
        raise ExchangeError(
            "is not a workbook that can be read", path=name, hint="Open it in a spreadsheet and save it as .xlsx."
        ) from error


Notes = Mapping[int, Mapping[int, str]]
"""The comments of a sheet by row and column, from 1."""


def _notes(archive: zipfile.ZipFile, sheet: Any) -> Notes:  # noqa: ANN401 - a sheet of openpyxl that the types do not know
    notes: dict[int, dict[int, str]] = defaultdict(dict)
    # openpyxl reads comments only together with everything else of a sheet, however large it claims to be.
    for name, text in margin.of_sheet(archive, sheet._worksheet_path).items():  # noqa: SLF001 - it has no other name
        row, column = coordinate_to_tuple(name)
        notes[row][column] = text
    return notes


def _lines(sheet: Any, notes: Notes) -> Iterator[Sequence[Cell]]:  # noqa: ANN401 - the same
    """Give the rows of a sheet; those without anything as empty."""
    # What the sheet says of its own size may be anything.
    sheet.reset_dimensions()
    number = 0
    rows = islice(sheet.iter_rows(min_col=1, max_col=MOST_COLUMNS), MOST_ROWS)
    for number, line in enumerate(rows, start=1):
        cells = [_cell(cell) for cell in line] if any(cell.value is not None for cell in line) else []
        yield _with_notes(cells, notes.get(number, {}))
    # A comment can hang on a row that has nothing else.
    yield from (_with_notes([], notes[row]) for row in sorted(notes) if row > number)


def _with_notes(cells: list[Cell], notes: Mapping[int, str]) -> Sequence[Cell]:
    for column, text in sorted(notes.items()):
        cells += [Cell()] * (column - len(cells))
        cells[column - 1] = replace(cells[column - 1], note=text)
    return cells


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - openpyxl's cells of two kinds
    """Give what a cell says."""
    value = cell.value
    match value:
        case None:
            return Cell()
        case str():
            return Cell(value, formula=cell.data_type == "f")
        case bool():
            return Cell(str(value).upper(), remark=f"the cell became a truth value, {value}")
        case int() | float():
            text = f"{value:.15g}"
            return Cell(text, remark=f"the cell became a number, {text}: zeros and points may be gone")
        case dt.datetime() | dt.date() | dt.time():
            return Cell(value.isoformat(), remark=f"the cell became a date, {value.isoformat()}")
        case _:
            # A formula over several cells, and the like.
            return Cell(str(getattr(value, "text", value)), formula=True)
