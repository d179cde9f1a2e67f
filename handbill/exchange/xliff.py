"""XLIFF 1.2: what most CAT tools take.

Texts are plain: placeholders stand in them as they do in a catalog. Inline
elements would protect them, but what a tool makes of an element that it does
not know differs more than what it makes of letters; a lost placeholder is told
when the file comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from handbill import __version__
from handbill.exchange.characters import carried
from handbill.exchange.parcel import Parcel, Row, Sheet
from handbill.model import State

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OURS = "handbill"
"""Who the notes are from that are not a translator's."""
STATES = {
    State.UNTRANSLATED: "new",
    State.FUZZY: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
}


def write(parcel: Parcel) -> bytes:
    """Give a parcel as XLIFF 1.2: a file a document, plural forms as groups."""
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap={None: NAMESPACE}, version="1.2")
    for sheet in parcel.sheets:
        _file(root, sheet, parcel)
    return serialized(root)


def serialized(root: etree._Element) -> bytes:
    """Give a document as bytes, indented, its texts untouched."""
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def notes(row: Row) -> Iterator[tuple[str, str]]:
    """Give what a translator should know of a row, each with what it is."""
    limit = "" if row.limit is None else f"at most {row.limit} characters, combining marks not counted"
    found = {
        "comment": row.comment, "facts": row.facts, "plural form": row.form, "limit": limit, "context": row.context,
        "previous source": row.previous,
    }  # fmt: skip
    return ((name, carried(text)) for name, text in found.items() if text)


def add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Add an element of the parent's namespace."""
    made = etree.SubElement(parent, etree.QName(etree.QName(parent).namespace, name), attributes)
    made.text = text
    return made


def _file(root: etree._Element, sheet: Sheet, parcel: Parcel) -> None:
    attributes = {
        "original": f"{parcel.label.slug}/{sheet.domain}",
        "source-language": parcel.source.tag,
        "target-language": parcel.language.tag,
        "datatype": "plaintext",
    }
    file = add(root, "file", **attributes)
    header = add(file, "header")
    add(header, "tool", **{"tool-id": OURS, "tool-name": "Handbill", "tool-version": __version__})
    body = add(file, "body")
    for number, rows in groupby(sheet.rows, key=lambda row: row.number):
        forms = list(rows)
        is_plural = bool(forms[0].form)
        parent = add(body, "group", restype="x-gettext-plurals", id=f"{number}") if is_plural else body
        for row in forms:
            _unit(parent, row)


def _unit(parent: etree._Element, row: Row) -> None:
    unit = add(parent, "trans-unit", id=str(row.reference))
    unit.set(XML_SPACE, "preserve")
    if row.limit is not None and not row.form:
        unit.set("maxwidth", str(row.limit))
        unit.set("size-unit", "char")
    if row.state is State.REVIEWED:
        unit.set("approved", "yes")
    add(unit, "source", carried(row.source))
    add(unit, "target", carried(row.translation), state=STATES[row.state])
    if row.context:
        group = add(unit, "context-group", purpose="match")
        add(group, "context", carried(row.context), **{"context-type": "x-gettext-msgctxt"})
    for name, text in notes(row):
        add(unit, "note", f"{name}: {text}", **{"from": OURS})
    if row.note:
        add(unit, "note", carried(row.note), **{"from": "translator"})
    if row.previous:
        older = add(unit, "alt-trans", alttranstype="previous-version")
        add(older, "source", carried(row.previous))
        add(older, "target", carried(row.translation))
