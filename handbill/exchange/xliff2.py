"""XLIFF 2.0, for tools that take no older one. Its plural forms are units beside each other."""

from __future__ import annotations

from lxml import etree

from handbill.exchange.characters import carried
from handbill.exchange.parcel import Parcel, Row, Sheet
from handbill.exchange.xliff import OURS, XML_SPACE, add, notes, serialized
from handbill.model import State

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
STATES = {
    State.UNTRANSLATED: "initial",
    State.FUZZY: "initial",
    State.TRANSLATED: "translated",
    State.REVIEWED: "final",
}
NEEDS_WORK = f"{OURS}:needs-work"
"""The sub-state that tells what needs work from what is not begun."""


def write(parcel: Parcel) -> bytes:
    """Give a parcel as XLIFF 2.0: a file a document."""
    attributes = {"version": "2.0", "srcLang": parcel.source.tag, "trgLang": parcel.language.tag}
    root = etree.Element(f"{{{NAMESPACE}}}xliff", attributes, nsmap={None: NAMESPACE})
    for sheet in parcel.sheets:
        _file(root, sheet, parcel)
    return serialized(root)


def _file(root: etree._Element, sheet: Sheet, parcel: Parcel) -> None:
    file = add(root, "file", id=sheet.domain, original=f"{parcel.label.slug}/{sheet.domain}")
    for row in sheet.rows:
        _unit(file, row)


def _unit(file: etree._Element, row: Row) -> None:
    unit = add(file, "unit", id=str(row.reference))
    unit.set(XML_SPACE, "preserve")
    if row.context:
        unit.set("name", carried(row.context))
    told = [*((f"{OURS}: {name}", text) for name, text in notes(row))]
    if row.note:
        told.append(("translator", carried(row.note)))
    if told:
        around = add(unit, "notes")
        for category, text in told:
            add(around, "note", text, category=category)
    segment = add(unit, "segment", state=STATES[row.state])
    if row.state is State.FUZZY:
        segment.set("subState", NEEDS_WORK)
    add(segment, "source", carried(row.source))
    add(segment, "target", carried(row.translation))
