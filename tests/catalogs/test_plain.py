"""Entries read at one go are what the lexer reads; catalogs are read back entry by entry as they are whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.catalogs import po, writer
from handbill.catalogs.header import decode
from handbill.catalogs.plain import plain_unit
from handbill.catalogs.po import is_read_as, parse, serialize
from handbill.catalogs.serializer import in_order
from handbill.errors import CatalogError
from handbill.model import Catalog, Message, Previous, Unit
from handbill.project import open_project

STRINGS = st.text('aé\n\t\\"#~|,:. msgid', max_size=12)
LINES = st.text('aé\\"#~|,:. msgid', min_size=1, max_size=12).map(str.strip)
MESSAGES = st.builds(
    Message,
    STRINGS.filter(bool),
    st.none() | STRINGS,
    references=st.lists(st.sampled_from(["a.md:1", "b c.md:2", "d"]), max_size=2).map(tuple),
    comments=st.lists(LINES, max_size=2).map(tuple),
    flags=st.lists(st.sampled_from(["python-brace-format", "no-wrap", "x-odd"]), max_size=2, unique=True).map(tuple),
)
UNITS = st.builds(
    Unit,
    MESSAGES,
    st.tuples(STRINGS),
    comments=st.lists(LINES, max_size=2).map(tuple),
    fuzzy=st.booleans(),
    obsolete=st.booleans(),
    previous=st.none() | st.builds(Previous, STRINGS, st.none() | STRINGS),
)
CATALOGS = st.lists(UNITS, max_size=4, unique_by=lambda unit: unit.key).map(
    lambda units: in_order(Catalog(Unit(Message(""), ("Language: es\n",)), tuple(units)))
)
CASES = sorted((Path(__file__).parent.parent / "cases" / "po").glob("*.po"))


def with_lines(units: list[Unit]) -> list[tuple[Unit, int | None]]:
    return [(unit, unit.line) for unit in units]


@settings(max_examples=300)
@given(CATALOGS)
def test_reading_entry_by_entry_is_reading_piece_by_piece(catalog: Catalog) -> None:
    text = serialize(catalog).decode()
    quick, closing = po._entries(text, "a.po")
    assert (with_lines(quick), closing) == (with_lines(po._entries_anywhere(text, "a.po")[0]), [])


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_other_layouts_are_read_the_same_too(case: Path) -> None:
    text = decode(case.read_bytes(), case.name)
    quick, whole = po._entries(text, case.name), po._entries_anywhere(text, case.name)
    assert (with_lines(quick[0]), quick[1]) == (with_lines(whole[0]), whole[1])


def test_an_entry_in_the_plain_layout_is_read_at_one_go() -> None:
    comments = "# Ana\n#. place\n#: a.md:1\n#, fuzzy, no-wrap\n"
    strings = '#| msgid "old \\"x\\""\nmsgctxt "c"\nmsgid "new"\nmsgstr "nuevo\\n"'
    unit = plain_unit(comments + strings, 7)
    assert unit is not None
    assert unit.line == 12
    message = Message("new", "c", references=("a.md:1",), comments=("place",), flags=("no-wrap",))
    assert unit == Unit(message, ("nuevo\n",), ("Ana",), fuzzy=True, previous=Previous('old "x"'))


@settings(max_examples=200)
@given(CATALOGS, CATALOGS)
def test_bytes_are_read_as_their_catalog_and_as_no_other(catalog: Catalog, other: Catalog) -> None:
    data = serialize(catalog)
    assert is_read_as(data, catalog, "a.po")
    assert is_read_as(data, other, "a.po") == (catalog == other)


def test_what_a_file_cannot_hold_is_not_read_back() -> None:
    unit = Unit(Message("a"), ("b",))
    twice = in_order(Catalog(Unit(Message("")), (unit, replace(unit, msgstr=("c",)))))
    with pytest.raises(CatalogError):
        is_read_as(serialize(twice), twice, "a.po")
    forms = in_order(Catalog(Unit(Message(""), ("Plural-Forms: nplurals=2; plural=(n != 1);\n",)), (
        Unit(Message("a", plural="b"), ("c",)),
    )))  # fmt: skip
    with pytest.raises(CatalogError):
        is_read_as(serialize(forms), forms, "a.po")


def test_a_file_that_does_not_change_is_not_read_a_second_time(campaign: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = open_project(campaign)
    spoken = project.campaign.by_tag["es"]
    catalog = project.catalog(spoken, "petition")
    assert catalog is not None

    def fail(*_: object) -> bool:
        raise AssertionError

    monkeypatch.setattr(writer, "is_read_as", fail)
    assert not project.write_catalog(spoken, "petition", catalog)
    with pytest.raises(AssertionError):
        project.write_catalog(spoken, "petition", replace(catalog, units=catalog.units[:-1]))


def test_what_is_read_back_otherwise_is_not_written(campaign: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = open_project(campaign)
    spoken = project.campaign.by_tag["es"]
    catalog = project.catalog(spoken, "petition")
    assert catalog is not None
    path = project.catalog_path(spoken, "petition")
    before = path.read_bytes()
    monkeypatch.setattr(writer, "serialize", lambda _: serialize(parse(before, "a.po")).replace(b"msgstr", b"msgid", 1))
    with pytest.raises(CatalogError, match="would not be read back"):
        project.write_catalog(spoken, "petition", replace(catalog, units=catalog.units[:-1]))
    assert path.read_bytes() == before
