"""The rows of a CSV file, one after the other: however many there are, one is held in memory."""

from __future__ import annotations

import codecs
import csv
import filecmp
import re
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from handbill import workspace
from handbill.errors import SourceError, UsageError

DELIMITERS = (",", ";", "\t")
"""What sets columns apart: Excel writes semicolons where the comma is the decimal point."""
LONGEST_LINE = 1 << 20
"""In characters. What is longer is no table of facts."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheets themselves begin, whatever their name."""
_NAMED_DELIMITER = re.compile(r"sep=(.)\s*", re.IGNORECASE)
"""A first line that Excel writes and reads, and shows to nobody."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table."""

    number: int
    """As a spreadsheet counts: the header is row 1."""
    line: int
    """The line of the file that it ends on, as an editor counts."""
    cells: tuple[str, ...]


def column_name(written: str) -> str:
    """Give a column's name as facts are named: ``Contact Phone`` is ``contact_phone``."""
    return "_".join(written.strip().lower().replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class RowFile:
    """A CSV file, which can be read as often as needed."""

    path: Path
    encoding: str | None = None
    """What the user says that it is in; without it UTF-8, or UTF-16 with its mark."""
    copy: Path | None = None
    """Where to read it; nothing where that is its own path."""

    def copied(self, folder: Path) -> RowFile:
        """Give the file as it is now, whatever is saved in its place while it is read: as a copy in a folder."""
        self._refuse_pipes()
        copy = folder / "rows.csv"
        with self._reading() as stream, workspace.refusals(copy), copy.open("wb") as target:
            shutil.copyfileobj(stream, target)
        return replace(self, copy=copy)

    def changed(self) -> bool:
        """Say whether what lies at its path is not what was copied any more."""
        try:
            return not filecmp.cmp(self.path, self.copy or self.path, shallow=False)
        except OSError:
            return True

    def _refuse_pipes(self) -> None:
        if self.path.exists() and not (self.path.is_file() or self.path.is_dir()):
            raise self.error("is a pipe or a device, which can be read only once", "Save the table as a file first.")

    def _reading(self) -> BinaryIO:
        try:
            return (self.copy or self.path).open("rb")
        except OSError as error:
            raise workspace.unreadable(error, self.path) from error

    def header(self, known: Collection[str]) -> tuple[str, Row]:
        """Give what sets the columns apart, and the first row. `known` are the names that columns can have."""
        self._refuse_pipes()
        with self._opened() as stream:
            first = stream.readline(LONGEST_LINE)
        if named := _NAMED_DELIMITER.fullmatch(first):
            return named[1], self._first(named[1])
        counts = {each: self._names(first, each) for each in DELIMITERS}
        # The delimiter that gives the most columns that mean something; where none does, the most columns.
        best = max(DELIMITERS, key=lambda each: (len(counts[each] & set(known)), len(counts[each])))
        return best, self._first(best)

    def _first(self, delimiter: str) -> Row:
        row = next(self._rows(delimiter), None)
        if row is None:
            raise self.error("has no rows", "The first row names the columns: locale, and facts of the campaign.")
        return row

    def _names(self, line: str, delimiter: str) -> set[str]:
        return {column_name(each.strip('"')) for each in line.split(delimiter)}

    def rows(self, delimiter: str) -> Iterator[Row]:
        """Give the rows after the header, without empty ones."""
        rows = self._rows(delimiter)
        next(rows, None)
        return rows

    def _rows(self, delimiter: str) -> Iterator[Row]:
        with self._opened() as stream:
            reader = csv.reader(self._lines(stream), delimiter=delimiter, strict=True)
            number = ended = 0
            try:
                for cells in reader:
                    ended = reader.line_num
                    hidden = ended == 1 and _NAMED_DELIMITER.fullmatch(delimiter.join(cells))
                    number += not hidden
                    if not hidden and any(cell.strip() for cell in cells):
                        yield Row(number, ended, tuple(cells))
            except csv.Error as error:
                raise self._no_csv(error, ended + 1, reader.line_num) from error

    def _no_csv(self, error: csv.Error, first: int, last: int) -> SourceError:
        """Give what to say of a row that cannot be read, between two lines."""
        hint = "A quotation mark inside a cell is doubled, and a cell with one stands between quotation marks."
        if first < last or "unexpected end" in str(error):
            # What went wrong is told by its beginning: its end can be hundreds of rows further down.
            return self.error("is not CSV: a quotation mark opens a cell and none closes it", hint, first)
        return self.error(f"is not CSV: {error}", hint, last)

    def _lines(self, stream: TextIO) -> Iterator[str]:
        number = 0
        try:
            while line := stream.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and not line.endswith("\n"):
                    raise self.error(f"has a line of more than {LONGEST_LINE} characters", "Is it a CSV file?", number)
                if "\0" in line:
                    raise self._unmarked() or self.error(
                        "has NUL characters in it", "Is it a CSV file? Save it as CSV UTF-8.", number
                    )
                yield line
        except UnicodeError as error:
            raise self._wrong_encoding() from error

    @contextmanager
    def _opened(self) -> Iterator[TextIO]:
        encoding = self._named() or self._marked()
        with self._reading() as data, _decoded(data, encoding) as stream:
            try:
                yield stream
            except UnicodeError as error:
                raise self._wrong_encoding() from error

    def _marked(self) -> str:
        head = self._head()
        if head.startswith(_WORKBOOKS):
            raise self.error("is a workbook of a spreadsheet, not CSV", "Open it, and save the table as “CSV UTF-8”.")
        return next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")

    def _named(self) -> str | None:
        """Give the encoding that the user names. A mark of it is no letter of the file; one of another is told."""
        head = self._head()
        mark = next((name for mark, name in _MARKS if head.startswith(mark)), None)
        if self.encoding is None or mark is None:
            return self.encoding
        family, named = mark.removesuffix("-sig"), _codec(self.encoding)
        if named.startswith("utf-32"):
            # Its mark begins as that of UTF-16 does.
            return named
        if not named.startswith(family):
            said = f"begins with the mark of {family.upper()}, and --encoding says {self.encoding}"
            raise self.error(said, "Leave --encoding out.")
        return mark

    def _head(self) -> bytes:
        with self._reading() as stream:
            return stream.read(4)

    def _unmarked(self) -> SourceError | None:
        """Say so where the first letters are those of UTF-16, and its mark is missing."""
        zeros = [place for place, byte in enumerate(self._head()) if not byte]
        order = "utf-16-le" if zeros == [1, 3] else "utf-16-be" if zeros == [0, 2] else None
        if order is None or self.encoding:
            return None
        return self.error("is UTF-16 without its mark", f"Save it as “CSV UTF-8”, or give --encoding {order}.")

    def _wrong_encoding(self) -> SourceError:
        if unmarked := self._unmarked():
            return unmarked
        encoding = self.encoding or self._marked()
        with self._reading() as stream:
            line, bad = _first_undecodable(stream, encoding)
        shown = f" (byte 0x{bad:02X})" if bad is not None else ""
        windows = "" if self.encoding else " If it is in Windows-1252, as older Excel writes: --encoding windows-1252."
        name = encoding.removesuffix("-sig").upper()
        return self.error(f"is not {name}{shown}", f"Save it as “CSV UTF-8”.{windows}", line)

    def error(self, message: str, hint: str, line: int | None = None) -> SourceError:
        """Give what is wrong with the file."""
        return SourceError(message, path=self.path, line=line, hint=hint)


def _decoded(stream: BinaryIO, encoding: str) -> TextIO:
    return TextIOWrapper(stream, encoding=_codec(encoding), newline="")


def _codec(encoding: str) -> str:
    """Give the usual name of an encoding."""
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise UsageError(
            f"there is no encoding “{encoding}”", hint="Such as utf-8, windows-1252, utf-16, gb18030."
        ) from error


def _first_undecodable(stream: BinaryIO, encoding: str) -> tuple[int | None, int | None]:
    """Give line and byte of what an encoding cannot read, where lines end with a line feed."""
    if encoding.startswith("utf-16"):
        return None, None
    for number, line in enumerate(stream, start=1):
        try:
            line.decode(encoding)
        except UnicodeDecodeError as error:
            return number, line[error.start]
    return None, None


def cell(cells: Sequence[str], index: int | None) -> str:
    """Give a row's cell without the space around it; nothing where the row or the table has it not."""
    return cells[index].strip() if index is not None and index < len(cells) else ""
