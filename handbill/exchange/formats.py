"""The file formats: which one a file is, by what is in it and not by its name."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePath

from handbill.errors import ExchangeError
from handbill.exchange import (
    archive,
    letter,
    letter_back,
    separated,
    workbook,
    workbook_back,
    xliff,
    xliff2,
    xliff_back,
)
from handbill.exchange.parcel import Parcel, Returned


class Format(Enum):
    """A file format; the value is its name on the command line."""

    XLSX = "xlsx"
    CSV = "csv"
    XLIFF = "xliff"
    XLIFF2 = "xliff2"
    DOCX = "docx"

    @property
    def suffix(self) -> str:
        """What a file's name ends with."""
        return {Format.XLIFF: ".xlf", Format.XLIFF2: ".xlf"}.get(self, f".{self.value}")


_BY_SUFFIX = {
    ".xlsx": Format.XLSX,
    ".csv": Format.CSV,
    ".xlf": Format.XLIFF,
    ".xliff": Format.XLIFF,
    ".docx": Format.DOCX,
}
LARGEST_TEXT = 50 * 1024 * 1024
"""Bytes of a file that is no archive."""


def format_of(name: str) -> Format | None:
    """Give the format that a file's name asks for; nothing where it asks for none that is known."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def write(parcel: Parcel, wanted: Format) -> bytes:
    """Give a parcel as a file."""
    match wanted:
        case Format.XLSX:
            return workbook.write(parcel)
        case Format.CSV:
            return separated.write(parcel)
        case Format.DOCX:
            return letter.write(parcel)
        case Format.XLIFF:
            return xliff.write(parcel)
        case Format.XLIFF2:
            return xliff2.write(parcel)


def read(data: bytes, name: str) -> Returned:
    """Read a file that came back, whatever its name says it is."""
    if data.startswith(archive.OLD_OFFICE):
        raise ExchangeError(
            "is of an old format (.xls, .doc), or locked with a password",
            path=name,
            hint="Open it, take off the password if it has one, and save it as .xlsx or .docx.",
        )
    if data.startswith(b"PK"):
        return _office(data, name)
    if len(data) > LARGEST_TEXT:
        raise ExchangeError(f"has {len(data) // 1_000_000} MB, which no list of texts has", path=name)
    head = data[:64].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    if head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip().startswith(b"<"):
        return xliff_back.read(data, name)
    return separated.read(data, name)


def _office(data: bytes, name: str) -> Returned:
    members = archive.inspect(data, name)
    if "xl/workbook.xml" in members:
        return workbook_back.read(data, name)
    if "word/document.xml" in members:
        return letter_back.read(data, name)
    said = "is an OpenDocument file" if "mimetype" in members else "is neither a spreadsheet nor a text document"
    raise ExchangeError(said, path=name, hint="Save it as .xlsx or .docx and import that.")
