"""The sheets of a workbook on screen and paper: widths of columns, heights of rows, pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from wcwidth import wcswidth

from handbill.exchange.grid import Column
from handbill.exchange.parcel import Parcel
from handbill.render.typography import typography

COLUMNS: tuple[tuple[Column, float], ...] = (
    (Column.NUMBER, 5),
    (Column.SOURCE, 48),
    (Column.TRANSLATION, 48),
    (Column.STATE, 13),
    (Column.NOTE, 24),
    (Column.LIMIT, 8),
    (Column.FORM, 16),
    (Column.COMMENT, 34),
    (Column.FACTS, 34),
    (Column.PREVIOUS, 30),
    (Column.CONTEXT, 20),
    (Column.REFERENCE, 10),
)
"""In their order, with widths in characters. What is filled in stands beside what it is made from."""
ABOUT = frozenset({Column.LIMIT, Column.FORM, Column.COMMENT, Column.FACTS, Column.PREVIOUS, Column.CONTEXT})
HIGHEST = 409
"""Points that a row can be high."""


def print_to_width(sheet: Worksheet) -> None:
    """Print all columns on the width of a page, as many pages as it takes."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_LETTER
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75


class _FreeRow(RowDimension):
    """A row with a height that a program changes when somebody types more than fits."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name, and the format's
        """Whether the height is fixed: it never is."""
        return False


Room = Sequence[tuple[str, float, float, float]]
"""Texts with the width of their columns, their size in points, and the height of a line of it."""


def room(texts: Mapping[Column, str], parcel: Parcel) -> Room:
    """Give what must fit into a row; a translation that is not there yet will be somewhat longer than its source."""
    widths = dict(COLUMNS)
    script = typography(parcel.language)
    line = script.top + script.bottom + 0.2
    source = texts[Column.SOURCE]
    translation = texts[Column.TRANSLATION] or source + source[: len(source) // 3]
    return [
        (source, widths[Column.SOURCE], 11, 1.4),
        (translation, widths[Column.TRANSLATION], 11, line),
        *((texts[column], widths[column], 9, 1.4) for column in ABOUT),
    ]


def set_height(sheet: Worksheet, number: int, needs: Room) -> None:
    """Make a row as high as its texts need. Not every program does that by itself when it opens a file."""
    heights = (_lines(text, width, size) * size * line + 4 for text, width, size, line in needs if text)
    sheet.row_dimensions[number] = _FreeRow(sheet, index=number, ht=min(HIGHEST, max(heights, default=15)))


def _lines(text: str, width: float, size: float) -> int:
    """Count the lines that a text takes in a column, by the room that its characters take on a terminal."""
    capacity = width * 10.5 / size
    lines = text.split("\n")
    # Of a line with a tab wcwidth knows no width.
    return sum(1 + int(max(wcswidth(line), len(line) if "\t" in line else 0) / capacity) for line in lines)
