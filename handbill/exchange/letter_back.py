"""DOCX that came back: the tables of a text document, whatever a word processor did to them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from handbill.errors import ExchangeError
from handbill.exchange import grid
from handbill.exchange.grid import Cell
from handbill.exchange.parcel import Returned, one_label

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TEXTS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PASSED_OVER = {_FALLBACK, *(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "p"))}
"""What is no text, or was deleted; paragraphs inside of paragraphs (text boxes) are read for themselves."""


def read(data: bytes, name: str) -> Returned:
    """Read a document's tables. Of tracked changes what was inserted counts, and what was deleted does not."""
    returned = Returned(name, states_count=False)
    labels = []
    for number, table in enumerate(_tables(data, name), start=1):
        found = grid.read([_cells(row) for row in table.iter(f"{_W}tr") if _table_of(row) is table], f"table {number}")
        if found.label:
            labels.append(found.label)
        if found.problem:
            returned.problems.append(f"table {number} was not read: {found.problem}")
        returned.rows += found.rows
        returned.remarks += found.remarks
    if not (returned.rows or labels or returned.problems):
        raise ExchangeError(
            "has no table that Handbill wrote",
            path=name,
            hint="The first row of a table has the titles “Source text” and “Translation”.",
        )
    returned.label = one_label(labels)
    return returned


def _tables(data: bytes, name: str) -> list[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("word/document.xml").replace(_STRICT, _W.strip("{}").encode())
        return list(etree.fromstring(xml, parser).iter(f"{_W}tbl"))
    except etree.XMLSyntaxError as error:
        raise ExchangeError(
            "is not a document that can be read", path=name, hint="Open it in a word processor and save it as .docx."
        ) from error


def _table_of(row: etree._Element) -> etree._Element | None:
    """Give the table that a row belongs to: tables may stand in tables."""
    return next(row.iterancestors(f"{_W}tbl"), None)


def _cells(row: etree._Element) -> list[Cell]:
    return [Cell(_first_or_all(cell, number)) for number, cell in enumerate(_own(row, f"{_W}tc"))]


def _own(row: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Give a row's cells; content controls may stand around them."""
    return (cell for cell in row.iter(tag) if next(cell.iterancestors(f"{_W}tr"), None) is row)


def _first_or_all(cell: etree._Element, number: int) -> str:
    """Give a cell's text: of the first, where comments stand below the source, its first paragraph alone."""
    paragraphs = ["".join(_texts(each)) for each in cell.iter(f"{_W}p") if not _is_dropped(each)]
    if number == 0:
        return paragraphs[0] if paragraphs else ""
    while paragraphs and not paragraphs[-1]:
        paragraphs.pop()
    return "\n".join(paragraphs)


def _is_dropped(paragraph: etree._Element) -> bool:
    return any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors())


def _texts(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _TEXTS:
            yield _TEXTS[str(child.tag)]
        elif child.tag not in _PASSED_OVER:
            yield from _texts(child)
