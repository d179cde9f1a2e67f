"""XLSX that came back, from whichever program."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from handbill.errors import ExchangeError
from handbill.exchange import grid
from handbill.exchange.grid import Cell
from handbill.exchange.parcel import Returned, one_label
from handbill.exchange.workbook import READ_ME

MOST_ROWS, MOST_COLUMNS = 100_000, 100
"""What is looked at of a sheet: it can claim to have 17 thousand million cells."""


def read(data: bytes, name: str) -> Returned:
    """Read a workbook. Formulas are not evaluated."""
    returned = Returned(name)
    labels = []
    for title, lines in _sheets(data, name):
        found = grid.read(lines, title)
        if found.label:
            labels.append(found.label)
        if found.problem:
            returned.problems.append(f"the sheet “{title}” was not read: {found.problem}")
        elif not (found.rows or found.label):
            returned.remarks.append(f"the sheet “{title}” is none of Handbill’s and was not read")
        returned.rows += found.rows
        returned.remarks += found.remarks
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
            with closing(load_workbook(io.BytesIO(data), read_only=True, keep_links=False)) as book:
                return [(sheet.title, list(_lines(sheet))) for sheet in book.worksheets if sheet.title != READ_ME]
    except Exception as error:
        # openpyxl raises whatever a damaged part leads it to.
        raise ExchangeError(
            "is not a workbook that can be read", path=name, hint="Open it in a spreadsheet and save it as .xlsx."
        ) from error


def _lines(sheet: Any) -> Iterator[Sequence[Cell]]:  # noqa: ANN401 - a sheet of openpyxl that the types do not know
    """Give the rows of a sheet; those without anything as empty."""
    # What the sheet says of its own size may be anything.
    sheet.reset_dimensions()
    for line in islice(sheet.iter_rows(min_col=1, max_col=MOST_COLUMNS), MOST_ROWS):
        yield [_cell(cell) for cell in line] if any(cell.value is not None for cell in line) else ()


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
