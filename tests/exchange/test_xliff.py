"""XLIFF: as the standard has it, as Translate Toolkit reads it, and whatever a tool made of it."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from translate.storage.poxliff import PoXliffFile
from translate.storage.xliff import xlifffile

from handbill.errors import ExchangeError
from handbill.exchange import xliff, xliff2
from handbill.exchange.parcel import Label, Returned
from handbill.exchange.xliff_back import read
from handbill.model import Unit
from tests.exchange.parcels import TRICKY, catalog, parcel, unit

SIGNED = unit("Meet", "Ven")
FOUND = catalog(
    unit("Sign now", "Firme ya", context="petition:title", comments=["ask Ana"]),
    unit("Call"),
    unit("Walk", "Camine", fuzzy=True, previous="Run"),
    unit("{n} day", "un día", "{n} días", plural="{n} days"),
    Unit(SIGNED.message, SIGNED.msgstr, comments=(f"handbill: reviewed {SIGNED.digest}",)),
)
OLD, NEW = xliff.write(parcel(FOUND)), xliff2.write(parcel(FOUND))


def _parsed(kind: Any, data: bytes) -> Any:
    """Read a file with Translate Toolkit, whose functions have no types."""
    return kind.parsestring(data)


def texts(found: Returned) -> list[str]:
    return [row.translation for row in found.rows]


def changed(data: bytes, old: str, new: str) -> bytes:
    assert data.decode().count(old) == 1
    return data.decode().replace(old, new).encode()


def test_translate_toolkit_reads_the_older_version() -> None:
    store = _parsed(xlifffile, OLD)
    units = [each for each in store.units if not each.isheader()]
    assert [each.source for each in units] == ["Sign now", "Call", "Walk", "{n} day", "{n} days", "Meet"]
    assert [each.target or "" for each in units] == ["Firme ya", "", "Camine", "un día", "{n} días", "Ven"]
    # For the toolkit what nobody approved is not finished; only a sign-off is an approval.
    assert [each.isapproved() for each in units] == [False, False, False, False, False, True]
    assert store.getsourcelanguage() == "en"
    assert store.gettargetlanguage() == "es"
    assert "ask Ana" in units[0].getnotes()


def test_translate_toolkit_reads_the_plural_forms_as_one_message() -> None:
    store = _parsed(PoXliffFile, OLD)
    plural = next(each for each in store.units if each.hasplural())
    assert [str(each) for each in plural.source.strings] == ["{n} day", "{n} days"]
    assert [str(each) for each in plural.target.strings] == ["un día", "{n} días"]


@pytest.mark.parametrize("text", TRICKY)
def test_what_translate_toolkit_writes_back_is_unchanged(text: str) -> None:
    data = xliff.write(parcel(catalog(unit("x", text))))
    assert texts(read(bytes(_parsed(xlifffile, data)), "es.xlf")) == [text]


def test_what_translate_toolkit_translates_comes_back() -> None:
    store = _parsed(xlifffile, OLD)
    units = [each for each in store.units if not each.isheader()]
    units[1].target = "Llame"
    units[0].addnote("¿seguro?", origin="translator")
    found = read(bytes(store), "es.xlf")
    assert texts(found)[1] == "Llame"
    assert found.rows[0].note == "ask Ana\n¿seguro?"
    assert not found.states_count


def test_the_older_version_has_the_order_and_the_names_of_the_standard() -> None:
    root = etree.fromstring(OLD)
    names = {"x": xliff.NAMESPACE}
    order = ["source", "target", "context-group", "note", "alt-trans"]
    for each in root.iterfind(".//x:trans-unit", names):
        places = [order.index(etree.QName(child).localname) for child in each]
        assert places == sorted(places)
        assert each.get(xliff.XML_SPACE) == "preserve"
    states = [each.get("state") for each in root.iterfind(".//x:trans-unit/x:target", names)]
    assert states == ["translated", "new", "needs-review-translation", "translated", "translated", "signed-off"]
    ids = [each.get("id") for each in root.iterfind(".//x:trans-unit", names)]
    assert len(set(ids)) == len(ids)
    assert [each.get("restype") for each in root.iterfind(".//x:group", names)] == ["x-gettext-plurals"]
    assert root.findtext(".//x:alt-trans/x:source", namespaces=names) == "Run"


def test_the_newer_version_has_the_order_and_the_names_of_the_standard() -> None:
    root = etree.fromstring(NEW)
    names = {"x": xliff2.NAMESPACE}
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.0", "en", "es")
    for each in root.iterfind(".//x:unit", names):
        assert [etree.QName(child).localname for child in each][-1] == "segment"
        assert etree.QName(each[0]).localname in {"notes", "segment"}
    states = [each.get("state") for each in root.iterfind(".//x:segment", names)]
    assert states == ["translated", "initial", "initial", "translated", "translated", "final"]
    assert {each.get("subState") for each in root.iterfind(".//x:segment", names)} == {None, xliff2.NEEDS_WORK}


def test_inline_elements_that_a_tool_puts_in_leave_their_text() -> None:
    new = '>Firme <g id="1">ya</g><mrk mtype="seg"> hoy</mrk><x id="2"/></target>'
    found = read(changed(OLD, ">Firme ya</target>\n        <context", new + "<context"), "es.xlf")
    assert texts(found)[0] == "Firme ya hoy"


def test_sentences_that_a_tool_cut_a_unit_into_are_joined() -> None:
    old = (
        '<segment state="translated">\n        <source>Sign now</source>\n'
        "        <target>Firme ya</target>\n      </segment>"
    )
    new = (
        "<segment><source>Sign</source><target>Firme</target></segment><ignorable><source> </source></ignorable>"
        '<segment><source>now</source><target>ya<cp hex="0007"/></target></segment>'
    )
    found = read(changed(NEW, old, new), "es.xlf")
    assert (found.rows[0].source, found.rows[0].translation) == ("Sign now", "Firme ya\x07")


def test_later_versions_and_utf_16_are_read() -> None:
    later = NEW.decode().replace(xliff2.NAMESPACE, "urn:oasis:names:tc:xliff:document:2.2").replace('"2.0"', '"2.2"')
    assert texts(read(later.encode(), "es.xlf")) == texts(read(NEW, "es.xlf"))
    wide = OLD.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert texts(read(wide, "es.xlf")) == texts(read(OLD, "es.xlf"))


def test_other_xml_is_refused() -> None:
    with pytest.raises(ExchangeError, match="not XLIFF"):
        read(b"<tmx/>", "es.tmx")
    with pytest.raises(ExchangeError, match="no texts"):
        read(f'<xliff xmlns="{xliff.NAMESPACE}" version="1.2"/>'.encode(), "es.xlf")


@pytest.mark.parametrize("data", [OLD, NEW])
def test_it_knows_its_campaign_and_language(data: bytes) -> None:
    assert read(data, "es.xlf").label == Label("es", "test")
    assert [row.state for row in read(data, "es.xlf").rows][1:3] == ["untranslated", "needs work"]
