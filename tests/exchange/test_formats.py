"""Every format: any text comes back byte for byte, and what cannot be trusted is refused with a way out."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.errors import ExchangeError
from handbill.exchange import archive
from handbill.exchange.formats import Format, format_of, read, write
from handbill.exchange.merging import merge
from handbill.exchange.parcel import STATES, Label
from handbill.languages import language
from handbill.model import shows
from tests.exchange.parcels import TRICKY, anybodys_text, catalog, parcel, unit

FORMATS = list(Format)
PRETTY = unit("Sign now", "Firme ya", context="petition:title", comments=["ask Ana"])


def made(shape: Format) -> bytes:
    return write(parcel(catalog(PRETTY, unit("{n} day", "un día", "{n} días", plural="{n} days"))), shape)


@pytest.mark.parametrize("shape", FORMATS)
@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(anybodys_text.filter(bool), anybodys_text), min_size=1, max_size=6, unique_by=lambda pair: pair[0]
    )
)
def test_any_text_comes_back_byte_for_byte(shape: Format, pairs: list[tuple[str, str]]) -> None:
    packed = parcel(catalog(*(unit(msgid, msgstr) for msgid, msgstr in pairs)))
    found = read(write(packed, shape), "es")
    assert found.label == Label("es", "test")
    assert [row.translation for row in found.rows] == [msgstr for _, msgstr in pairs]
    assert [row.source for row in found.rows] == [msgid for msgid, _ in pairs]
    assert [row.reference for row in found.rows] == [row.reference for row in packed.sheets[0].rows]


@pytest.mark.parametrize("shape", FORMATS)
def test_what_went_out_changes_nothing_when_it_comes_back(shape: Format) -> None:
    units = [unit(f"{number}", text, comments=["ask Ana", "", "a\tb"]) for number, text in enumerate(TRICKY)]
    found = catalog(*units, unit("{n} day", "", "{n} días", plural="{n} days", fuzzy=True, previous="{n} days"))
    merged = merge({"petition": found}, read(write(parcel(found), shape), "es"), language("es"))
    assert merged.outcomes == []
    assert merged.catalogs["petition"] == found


@pytest.mark.parametrize("shape", [Format.XLSX, Format.CSV, Format.XLIFF, Format.XLIFF2])
@settings(max_examples=20, deadline=None)
@given(st.lists(anybodys_text.filter(shows), max_size=3))
def test_notes_states_and_contexts_come_back(shape: Format, notes: list[str]) -> None:
    kept = [line for note in notes for line in note.split("\n")]
    packed = parcel(catalog(unit("Sign now", "Firme ya", context="petition:title", comments=kept)))
    row = read(write(packed, shape), "es").rows[0]
    went_out = packed.sheets[0].rows[0]
    assert (row.note, row.context, row.state) == (went_out.note, "petition:title", STATES[went_out.state])


@pytest.mark.parametrize("shape", FORMATS)
def test_the_format_is_told_by_what_is_in_a_file_and_not_by_its_name(shape: Format) -> None:
    assert len(read(made(shape), "es.xls").rows) == 3


def test_the_name_of_a_new_file_asks_for_a_format() -> None:
    assert format_of("a.XLSX") is Format.XLSX
    assert format_of("a.xliff") is format_of("a.xlf") is Format.XLIFF
    assert format_of("a.ods") is None


def refusal(data: bytes) -> str:
    with pytest.raises(ExchangeError) as caught:
        read(data, "es.xlsx")
    assert caught.value.hint or "MB" in caught.value.message
    return caught.value.message


@pytest.mark.parametrize("shape", FORMATS)
def test_a_file_that_was_cut_off_is_refused(shape: Format) -> None:
    data = made(shape)
    if shape is Format.CSV:
        # What is whole of a table is whole.
        assert len(read(data[: len(data) * 3 // 4], "es.csv").rows) < 3
    else:
        assert refusal(data[: len(data) * 3 // 4])


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\x00\x01\x02", b"%PDF-1.7", b"<html></html>", b"PK", b"PK\x03\x04xxxx"]
)
def test_what_is_none_of_the_formats_is_refused(data: bytes) -> None:
    assert refusal(data)


def test_old_and_encrypted_files_are_refused_with_a_way_out() -> None:
    assert "old format" in refusal(archive.OLD_OFFICE + b"x" * 100)


def with_members(data: bytes, **added: bytes) -> bytes:
    """An archive with some members more, or other ones."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in added:
                new.writestr(name, old.read(name))
        for name, content in added.items():
            new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("shape", [Format.XLSX, Format.DOCX])
def test_macros_are_refused(shape: Format) -> None:
    assert "macros" in refusal(with_members(made(shape), **{"xl/vbaProject.bin": b"x"}))


@pytest.mark.parametrize("shape", [Format.XLSX, Format.DOCX])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(shape: Format) -> None:
    assert "would unpack to" in refusal(with_members(made(shape), **{"x.xml": b" " * 30_000_000}))


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(with_members(made(Format.XLSX), **{"x.xml": b" " * 30_000_000}))
    entry = data.rindex(b"PK\x01\x02")
    # The size that the directory promises.
    data[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    assert "damaged" in refusal(bytes(data))


def test_too_many_members_are_refused() -> None:
    many = {f"{number}.txt": b"" for number in range(archive.MEMBERS + 1)}
    assert "parts" in refusal(with_members(made(Format.XLSX), **many))


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<xliff>&b;</xliff>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>'


@pytest.mark.parametrize("xml", [BOMB, OUTSIDE])
def test_entities_are_refused_in_every_format(xml: bytes) -> None:
    assert "entities" in refusal(xml)
    assert "entities" in refusal(xml.decode().encode("utf-16"))
    assert "entities" in refusal(with_members(made(Format.XLSX), **{"xl/workbook.xml": xml}))
    assert "entities" in refusal(with_members(made(Format.DOCX), **{"word/document.xml": xml}))


def test_a_declaration_is_found_wherever_the_reading_cuts_a_part() -> None:
    for before in range(archive._CHUNK - 12, archive._CHUNK + 2):
        xml = b"<a/>".ljust(before) + b"<!DOCTYPE x>"
        assert "entities" in refusal(with_members(made(Format.XLSX), **{"x.xml": xml}))


def test_an_archive_of_another_kind_is_refused_with_a_way_out() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as other:
        other.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "OpenDocument" in refusal(stream.getvalue())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FORMATS), st.data())
def test_damage_never_ends_in_anything_but_a_message(shape: Format, data: st.DataObject) -> None:
    damaged = bytearray(_MADE[shape])
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ExchangeError):
        read(bytes(damaged), "es")


_MADE = {shape: made(shape) for shape in FORMATS}


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml", "word/document.xml"])
def test_a_part_that_is_no_xml_ends_in_a_message(part: str) -> None:
    shape = Format.DOCX if part.startswith("word") else Format.XLSX
    assert refusal(with_members(made(shape), **{part: b"<a><b></a>"}))
