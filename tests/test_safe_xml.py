from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from handbill.errors import ExchangeError
from handbill.safe_xml import clean, printable, put_text, read_xml, text_of


@given(st.text())
def test_any_text_survives_as_xml(text: str) -> None:
    element = etree.Element("seg")
    put_text(element, text)
    assert text_of(read_xml(etree.tostring(element), "a.xml")) == text


def test_characters_that_xml_cannot_hold_can_be_read_by_people() -> None:
    element = etree.Element("seg")
    put_text(element, "a\x07\ufffeb")
    assert etree.tostring(element) == (
        b'<seg>a<ph type="x-character">U+0007</ph><ph type="x-character">U+FFFE</ph>b</seg>'
    )


@pytest.mark.parametrize("inside", ["U+110000", "0007", "U+7", ""])
def test_a_mark_that_names_no_character_is_its_text(inside: str) -> None:
    assert text_of(read_xml(f'<seg>a<ph type="x-character">{inside}</ph></seg>'.encode(), "a.xml")) == f"a{inside}"


def test_comments_and_instructions_are_no_text() -> None:
    assert text_of(read_xml(b"<seg>a<!-- b --><?c d?>e</seg>", "a.xml")) == "ae"


def test_a_document_type_is_not_looked_up(tmp_path: Path) -> None:
    (tmp_path / "a.dtd").write_text('<!ENTITY b "read">', "utf-8")
    data = f'<!DOCTYPE seg SYSTEM "{tmp_path / "a.dtd"}"><seg>a</seg>'.encode()
    assert text_of(read_xml(data, "a.xml")) == "a"


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY b "c">', '<!ENTITY b SYSTEM "file:///etc/passwd">', '<!ENTITY % b SYSTEM "http://127.0.0.1/">'],
)
def test_entities_are_refused(declared: str) -> None:
    with pytest.raises(ExchangeError):
        read_xml(f"<!DOCTYPE seg [{declared}]><seg>a</seg>".encode(), "a.xml")


def test_what_is_damaged_is_told_with_its_line() -> None:
    with pytest.raises(ExchangeError) as error:
        read_xml(b"<a>\n<b>\n</a>", "a.xml")
    assert error.value.place == "a.xml:3"


@given(st.text())
def test_what_is_clean_is_printable(text: str) -> None:
    assert all(map(printable, clean(text)))
    assert clean(clean(text)) == clean(text)
    assert "\r" not in clean(text)
