"""XLSX: a sheet a document, made to be filled in by people who have never seen a catalog."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from handbill.content.texts import visible_length
from handbill.errors import ExchangeError
from handbill.exchange import grid
from handbill.exchange.fitting import ABOUT, COLUMNS, print_to_width, room, set_height
from handbill.exchange.grid import Column
from handbill.exchange.instructions import instructions
from handbill.exchange.parcel import STATES, Parcel, Row, Sheet
from handbill.languages import Language
from handbill.model import State
from handbill.render.typography import font_stack

LONGEST = 32_767
"""Characters that a cell can have."""
TITLE_LENGTH = 31
READ_ME = "Read me"
"""The title of the sheet with the instructions."""
FIRST_ROW = 3
"""Above it stand the machine names, hidden, and the titles."""

_PLACES = {column: number for number, (column, _) in enumerate(COLUMNS, start=1)}
_FILLED_IN = frozenset({Column.TRANSLATION, Column.STATE, Column.NOTE})
_NUMBERS = frozenset({Column.NUMBER, Column.LIMIT})
_COMMON = frozenset({"Latn", "Cyrl", "Grek", "Hebr"})
"""The scripts that the font of every office program covers."""
_LINE = Side(style="thin", color="D0D0D0")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER = PatternFill("solid", fgColor="1F3A5F")
_LOCKED = PatternFill("solid", fgColor="F2F2F2")
_WAITING = PatternFill("solid", bgColor="FFF4CC")
_TOO_LONG = PatternFill("solid", bgColor="F8CBAD")
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = 1, 2
"""Excel's numbers for the reading order of a cell."""


def write(parcel: Parcel) -> bytes:
    """Give a parcel as a workbook."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _instruct(first, parcel)
    titles: set[str] = {first.title.casefold()}
    for sheet in parcel.sheets:
        made = book.create_sheet(sheet_title(sheet.domain, titles))
        titles.add(made.title.casefold())
        _fill(made, sheet, parcel)
    if parcel.sheets:
        book.active = 1
    book.properties.title = f"{parcel.campaign}: {parcel.language.name}"
    book.properties.creator = "Handbill"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_title(name: str, taken: set[str]) -> str:
    """Give a sheet's title: at most 31 characters, none that Excel refuses, and not one that is taken."""
    title = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:TITLE_LENGTH] or "sheet"
    number = 2
    unique = title
    while unique.casefold() in taken | {"history"}:
        end = f" {number}"
        unique = title[: TITLE_LENGTH - len(end)] + end
        number += 1
    return unique


def _instruct(sheet: Worksheet, parcel: Parcel) -> None:
    sheet.title = READ_ME
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 86
    for number, line in enumerate(instructions(parcel), start=1):
        cell = sheet.cell(number, 1)
        _put(cell, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        size = 16 if number == 1 else 11
        cell.font = Font(name="Arial", size=size, bold=number == 1)
        set_height(sheet, number, [(line, 86, size, 1.4)])
    print_to_width(sheet)
    sheet.protection.sheet = True


@dataclass(frozen=True, slots=True)
class _Style:
    """How the cells of a column look."""

    font: Font
    alignment: Alignment
    locked: bool

    def dress(self, cell: Cell) -> None:
        """Give a cell this look. What is typed into it stays text, whatever it begins with."""
        cell.font, cell.alignment, cell.border = self.font, self.alignment, _BORDER
        cell.protection = Protection(locked=self.locked)
        cell.number_format = "@"
        cell.quotePrefix = True
        if self.locked:
            cell.fill = _LOCKED


def _styles(parcel: Parcel) -> dict[Column, _Style]:
    def style(column: Column) -> _Style:
        spoken = parcel.language if column in {Column.TRANSLATION, Column.NOTE} else parcel.source
        order = _RIGHT_TO_LEFT if spoken.direction == "rtl" else _LEFT_TO_RIGHT
        font = Font(name=_font(spoken), size=9 if column in ABOUT else 11, color="555555" if column in ABOUT else None)
        beside = "center" if column in _NUMBERS else None
        alignment = Alignment(horizontal=beside, wrap_text=True, vertical="top", readingOrder=order)
        return _Style(font, alignment, column not in _FILLED_IN)

    return {column: style(column) for column, _ in COLUMNS}


def _font(spoken: Language) -> str:
    """Give the font to name. A program that has not got it takes its own for the script."""
    return "Arial" if spoken.script in _COMMON and not spoken.fonts else font_stack(spoken)[0]


def _fill(sheet: Worksheet, content: Sheet, parcel: Parcel) -> None:
    styles = _styles(parcel)
    _head(sheet, parcel)
    shown: set[Column] = set()
    for number, row in enumerate(content.rows, start=FIRST_ROW):
        texts = grid.cells(row, content.domain)
        shown.update(column for column, text in texts.items() if text)
        set_height(sheet, number, room(texts, parcel))
        for column, text in texts.items():
            if column in _PLACES:
                cell = sheet.cell(number, _PLACES[column])
                assert isinstance(cell, Cell)
                _put(cell, _fitting(text, content.domain, row))
                styles[column].dress(cell)
                if column in _NUMBERS and text:
                    # A number that is kept as text has a green corner in Excel, as if something were wrong with it.
                    cell.value, cell.number_format, cell.quotePrefix = int(text), "0", False
    last = FIRST_ROW + len(content.rows) - 1
    _help_to_choose(sheet, last)
    _colour(sheet, content.rows, parcel.language, last)
    _lay_out(sheet, parcel, last, shown)
    _protect(sheet)


def _head(sheet: Worksheet, parcel: Parcel) -> None:
    names = {
        Column.SOURCE: f"{Column.SOURCE.value} ({parcel.source.name})",
        Column.TRANSLATION: f"{Column.TRANSLATION.value} ({parcel.language.name})",
    }
    for column, place in _PLACES.items():
        is_reference = column is Column.REFERENCE
        _put(sheet.cell(1, place), str(parcel.label) if is_reference else column.machine_name)
        title = sheet.cell(2, place)
        _put(title, names.get(column, column.value))
        title.font = Font(name="Arial", bold=True, color="FFFFFF")
        title.fill = _HEADER
        title.alignment = Alignment(wrap_text=True, vertical="center", readingOrder=_LEFT_TO_RIGHT)
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 32


def _put(cell: object, text: str) -> None:
    """Put a text into a cell as text, whatever it looks like."""
    assert isinstance(cell, Cell)
    cell.value = text
    cell.data_type = "s"


def _fitting(text: str, domain: str, row: Row) -> str:
    if len(text) > LONGEST:
        raise ExchangeError(
            f"{domain}: text {row.number} has {len(text)} characters, and a cell of a spreadsheet holds {LONGEST}",
            hint="Export it with --format xliff or --format csv.",
        )
    return text


def _help_to_choose(sheet: Worksheet, last: int) -> None:
    words = ",".join(word for state, word in STATES.items() if state is not State.REVIEWED)
    # A row that is signed off keeps its word; nobody can choose it.
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=False)
    choice.promptTitle, choice.prompt = "State", "needs work: somebody should look at it again"
    sheet.add_data_validation(choice)
    letter = get_column_letter(_PLACES[Column.STATE])
    choice.add(f"{letter}{FIRST_ROW}:{letter}{last}")


def _colour(sheet: Worksheet, rows: Sequence[Row], spoken: Language, last: int) -> None:
    """Let what waits and what is too long be seen.

    A spreadsheet counts marks and placeholders that the check does not: the limit is widened by what they come to.
    """
    translation, limit = (get_column_letter(_PLACES[each]) for each in (Column.TRANSLATION, Column.LIMIT))
    state = get_column_letter(_PLACES[Column.STATE])
    area = f"{translation}{FIRST_ROW}:{translation}{last}"
    if any(row.limit for row in rows):
        room_there = f"${limit}{FIRST_ROW}*{_spread(rows, spoken):.2f}"
        long = f'AND(${limit}{FIRST_ROW}<>"",LEN(${translation}{FIRST_ROW})>{room_there})'
        sheet.conditional_formatting.add(area, _rule(long, _TOO_LONG))
    waits = f'OR(${translation}{FIRST_ROW}="",${state}{FIRST_ROW}="{STATES[State.FUZZY]}")'
    sheet.conditional_formatting.add(area, _rule(waits, _WAITING))


def _spread(rows: Sequence[Row], spoken: Language) -> float:
    """Give how many characters a spreadsheet counts for one that a reader sees, in the texts that have a limit."""
    texts = [row.translation for row in rows if row.limit and visible_length(row.translation)]
    # Where nothing is translated yet, half as much again is room for the marks of any script that has them.
    return max((len(text) / visible_length(text) for text in texts), default=1.0 if spoken.script in _COMMON else 1.5)


def _rule(formula: str, fill: PatternFill) -> Rule:
    return Rule(type="expression", formula=[formula], dxf=DifferentialStyle(fill=fill), stopIfTrue=True)


def _lay_out(sheet: Worksheet, parcel: Parcel, last: int, shown: set[Column]) -> None:
    for column, width in COLUMNS:
        dimension = sheet.column_dimensions[get_column_letter(_PLACES[column])]
        dimension.width = width
        # A column that no text needs only makes the others harder to find.
        dimension.hidden = column is Column.REFERENCE or (column in ABOUT and column not in shown)
    # The header alone: frozen columns would leave no room on a phone.
    sheet.freeze_panes = f"A{FIRST_ROW}"
    sheet.sheet_view.rightToLeft = parcel.language.direction == "rtl"
    end = get_column_letter(len(COLUMNS))
    sheet.auto_filter.ref = f"A2:{end}{last}"
    sheet.print_title_rows = "2:2"
    sheet.print_area = f"A2:{get_column_letter(_PLACES[Column.COMMENT])}{last}"
    sheet.page_setup.orientation = "landscape"
    print_to_width(sheet)
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.center is not None
    footer.center.text = "&A, &P / &N"


def _protect(sheet: Worksheet) -> None:
    """Protect the source, without a password: against slips, not against people."""
    sheet.protection.sheet = True
    # False is allowed: that is how the format says it.
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)
