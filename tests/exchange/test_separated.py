"""CSV: guarded against formulas, and read whatever a program made of it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given

from handbill.errors import ExchangeError
from handbill.exchange import separated
from handbill.exchange.grid import guarded, unguarded
from handbill.exchange.parcel import Returned
from tests.exchange.parcels import anybodys_text, catalog, parcel, unit

FOUND = catalog(unit("Sign now", "Firme, ya; ¡hoy!"), unit("Call", "=1+1"), unit("Two\nlines", "dos\nlíneas"))


def made() -> bytes:
    return separated.write(parcel(FOUND))


def lines() -> list[list[str]]:
    return list(csv.reader(io.StringIO(made().decode("utf-8-sig"), newline="")))


def texts(found: Returned) -> list[str]:
    return [row.translation for row in found.rows]


@given(anybodys_text)
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(anybodys_text)
def test_nothing_that_is_guarded_begins_like_a_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_no_cell_begins_like_a_formula_and_excel_sees_that_it_is_utf_8() -> None:
    assert made().startswith(b"\xef\xbb\xbf")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for line in lines() for cell in line)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_separator_and_unicode_encoding_is_read(separator: str, encoding: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(lines())
    assert texts(separated.read(stream.getvalue().encode(encoding), "es.csv")) == [
        "Firme, ya; ¡hoy!",
        "=1+1",
        "dos\nlíneas",
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_what_is_not_unicode_is_refused_since_letters_may_be_lost(encoding: str) -> None:
    with pytest.raises(ExchangeError, match="not Unicode") as caught:
        separated.read(made().decode("utf-8-sig").encode(encoding, "replace"), "es.csv")
    assert "CSV UTF-8" in str(caught.value.hint)


def test_an_apostrophe_that_a_person_typed_before_a_word_stays() -> None:
    assert unguarded("'tis") == "'tis"
    assert unguarded("''tis") == "''tis"


def test_columns_may_stand_in_any_order_and_be_missing() -> None:
    stream = io.StringIO(newline="")
    kept = [[line[3], line[-1], line[2]] for line in reversed(lines())]
    csv.writer(stream).writerows(kept)
    found = separated.read(stream.getvalue().encode(), "es.csv")
    assert sorted(texts(found)) == ["=1+1", "Firme, ya; ¡hoy!", "dos\nlíneas"]
    assert {(row.state, row.note) for row in found.rows} == {(None, None)}


def test_a_table_without_the_titles_is_refused_with_what_they_are() -> None:
    for spoilt in (b"a,b\r\n1,2\r\n", made().replace(b"Translation", b"Traduccion")):
        with pytest.raises(ExchangeError, match="not a table that Handbill wrote") as caught:
            separated.read(spoilt, "es.csv")
        assert "Source text, Translation" in str(caught.value.hint)


def test_the_document_comes_back_with_each_row() -> None:
    assert {row.domain for row in separated.read(made(), "es.csv").rows} == {"petition"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b'msgid "Sign"\nmsgstr "Firme"\n', "is a catalog"),
        (b"Dear Ana\nhello", "is plain text"),
    ],
)
def test_what_is_no_table_is_named(data: bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        separated.read(data, "es.csv")
