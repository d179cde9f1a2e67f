"""CSV: a parcel as one table, for whatever reads nothing else.

UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8. What
would be a formula is guarded by an apostrophe, which comes off again.
"""

from __future__ import annotations

import csv
import io
import re

from handbill.errors import ExchangeError
from handbill.exchange import grid, grid_back
from handbill.exchange.grid import Cell, Column, guarded, unguarded
from handbill.exchange.parcel import Parcel, Returned

_COLUMNS = (
    Column.DOCUMENT, Column.NUMBER, Column.SOURCE, Column.TRANSLATION, Column.STATE, Column.NOTE, Column.FORM,
    Column.LIMIT, Column.COMMENT, Column.FACTS, Column.PREVIOUS, Column.CONTEXT, Column.REFERENCE,
)  # fmt: skip
_SEPARATORS = (",", ";", "\t")
"""What programs write, depending on the country that the computer believes to be in."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST = 1_000_000


def write(parcel: Parcel) -> bytes:
    """Give a parcel as CSV."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([str(parcel.label) if each is Column.REFERENCE else each.value for each in _COLUMNS])
    for sheet in parcel.sheets:
        for row in sheet.rows:
            found = grid.cells(row, sheet.domain)
            writer.writerow([guarded(found[column]) for column in _COLUMNS])
    return stream.getvalue().encode("utf-8-sig")


def read(data: bytes, name: str) -> Returned:
    """Read what came back, whichever separator and Unicode encoding the program chose."""
    text = _decoded(data, name).replace("\0", "")
    found = max((_table(text, separator) for separator in _SEPARATORS), key=lambda each: len(each.rows))
    if (kind := _other_kind(text)) and not found.rows:
        raise ExchangeError(
            f"{kind}, not a table that Handbill wrote", path=name, hint="Import what handbill export wrote."
        )
    if found.problem or not (found.rows or found.label):
        raise ExchangeError(
            f"is not a table that Handbill wrote: {found.problem or 'no column has a title that is known'}",
            path=name,
            hint=f"The first row has the titles: {', '.join(column.value for column in _COLUMNS)}.",
        )
    return Returned(name, found.label, found.rows, found.remarks, strays=found.strays)


def _other_kind(text: str) -> str | None:
    """Say what a text is that is no table; nothing where it may be one."""
    if not text.strip():
        return "is empty"
    if re.search(r"^msgid ", text, re.MULTILINE) and re.search(r"^msgstr", text, re.MULTILINE):
        return "is a catalog (.po), which belongs into the folder of its language"
    if text.startswith("%PDF"):
        return "is a PDF"
    return None if any(separator in text for separator in _SEPARATORS) else "is plain text"


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # A code page of Windows has no room for most scripts: what was lost on the way cannot be seen here.
        raise ExchangeError(
            "is not Unicode, so letters may have been lost",
            path=name,
            hint="Save it as “CSV UTF-8” (Excel) or with the character set UTF-8 (LibreOffice).",
        ) from error


def _table(text: str, separator: str) -> grid_back.Grid:
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    try:
        lines = [[Cell(unguarded(field)) for field in line] for line in reader]
    except csv.Error as error:
        return grid_back.Grid([], None, [], f"line {reader.line_num}: {error}")
    return grid_back.read(lines, "", _COLUMNS)
