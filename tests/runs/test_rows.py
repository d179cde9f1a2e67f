from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbill.errors import HandbillError, SourceError, UsageError, WorkspaceError
from handbill.runs.rows import LONGEST_LINE, Row, RowFile, column_name

KNOWN = ("locale", "place", "date")


def read(path: Path, encoding: str | None = None) -> list[Row]:
    """Give the header and all rows."""
    file = RowFile(path, encoding)
    delimiter, header = file.header(KNOWN)
    return [header, *file.rows(delimiter)]


def write(folder: Path, data: bytes) -> Path:
    path = folder / "rows.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write_is_read(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    text = end.join([delimiter.join(KNOWN), delimiter.join(["es", "José", "2011-08-31"]), ""])
    header, row = read(write(tmp_path, text.encode(encoding)))
    assert header.cells == KNOWN
    assert row == Row(2, 2, ("es", "José", "2011-08-31"))


def test_a_quoted_cell_holds_delimiters_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    text = 'locale,place\n\n,\nes,"Hall 1, 2nd ""big"" floor"\nen,"two\nlines"\nen,last\n'
    rows = read(write(tmp_path, text.encode()))[1:]
    assert [(row.number, row.line) for row in rows] == [(4, 4), (5, 6), (6, 7)]
    assert rows[0].cells[1] == 'Hall 1, 2nd "big" floor'


def test_windows_1252_is_refused_with_line_and_byte_and_read_where_it_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "locale,place\nen,Hall\nes,José\n".encode("windows-1252"))
    with pytest.raises(SourceError, match="is not UTF-8 \\(byte 0xE9\\)") as found:
        read(path)
    assert found.value.line == 3
    assert "--encoding windows-1252" in str(found.value.hint)
    assert read(path, "windows-1252")[2].cells == ("es", "José")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "has no rows"),
        (b"\n\n", "has no rows"),
        (b'locale,place\nes,"open\n', "is not CSV"),
        (b'locale,place\nes,"a" b\n', "is not CSV"),
        (b"locale,place\nes,\0\n", "NUL"),
        (b"\xff\xfelocal", "is not UTF-16"),
        (b"locale," + b"x" * LONGEST_LINE + b"\n", "has a line of more than"),
        (b"PK\x03\x04\xff\xfe\x00", "is a workbook of a spreadsheet, not CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "is a workbook of a spreadsheet, not CSV"),
        ("locale,place\nes,José\n".encode("utf-16-le"), "is UTF-16 without its mark"),
        ("locale,place\nes,José\n".encode("utf-16-be"), "is UTF-16 without its mark"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(write(tmp_path, data))


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_the_encoding_that_a_message_names_reads_the_file(tmp_path: Path, order: str) -> None:
    path = write(tmp_path, "locale,place\nes,José\n".encode(order))
    with pytest.raises(SourceError) as found:
        read(path)
    assert found.value.hint == f"Save it as “CSV UTF-8”, or give --encoding {order}."
    assert read(path, order)[1].cells == ("es", "José")


def test_a_quotation_mark_that_is_never_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    text = 'locale,place\nes,"two\nlines"\nes,"Hall\n' + "es,B\n" * 500
    with pytest.raises(SourceError, match="a quotation mark opens a cell and none closes it") as found:
        read(write(tmp_path, text.encode()))
    assert found.value.line == 4


def test_the_line_in_which_excel_names_its_delimiter_is_no_header(tmp_path: Path) -> None:
    header, row = read(write(tmp_path, b"sep=;\r\nlocale;place\r\nes;Hall 1, 2nd floor\r\n"))
    assert header.cells == ("locale", "place")
    assert (row.number, row.line, row.cells) == (2, 3, ("es", "Hall 1, 2nd floor"))


def test_a_file_that_is_not_there_and_an_encoding_that_is_none_are_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="cannot be read: no such file"):
        read(tmp_path / "rows.csv")
    with pytest.raises(WorkspaceError, match="cannot be read"):
        read(tmp_path)
    with pytest.raises(UsageError, match="no encoding “latin-7000”"):
        read(write(tmp_path, b"locale\n"), "latin-7000")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), encoding=st.sampled_from([None, "windows-1252", "utf-16"]))
def test_any_bytes_are_rows_or_an_error(tmp_path: Path, data: bytes, encoding: str | None) -> None:
    try:
        rows = read(write(tmp_path, data), encoding)
    except HandbillError:
        return
    assert all(any(cell.strip() for cell in row.cells) for row in rows)


@pytest.mark.parametrize("written", ["Contact Phone", " contact-phone ", "CONTACT_PHONE", "contact  phone"])
def test_a_column_is_named_as_a_fact_however_a_person_writes_it(written: str) -> None:
    assert column_name(written) == "contact_phone"


def test_what_can_be_read_only_once_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="is a pipe or a device, which can be read only once"):
        RowFile(tmp_path / "pipe").header({"locale"})


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-8-sig", "UTF8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),
    ],
)
def test_the_mark_of_an_encoding_is_no_letter_whether_the_encoding_is_named_or_not(
    tmp_path: Path, written: str, named: str
) -> None:
    path = write(tmp_path, "locale,place\nes,José\n".encode(written))
    assert read(path, named) == read(path)
    assert read(path, named)[0].cells == ("locale", "place")


@pytest.mark.parametrize(("written", "mark"), [("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16")])
def test_an_encoding_that_is_named_against_the_mark_of_another_is_refused(
    tmp_path: Path, written: str, mark: str
) -> None:
    path = write(tmp_path, "locale,place\nes,José\n".encode(written))
    with pytest.raises(SourceError, match=f"begins with the mark of {mark}, and --encoding says windows-1252") as found:
        read(path, "windows-1252")
    assert found.value.hint == "Leave --encoding out."
