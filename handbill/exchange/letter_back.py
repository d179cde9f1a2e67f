"""DOCX that came back: the tables of a text document, whatever a word processor did to them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from handbill.errors import ExchangeError
from handbill.exchange import grid_back
from handbill.exchange.grid import Cell, Column
from handbill.exchange.instructions import is_instruction
from handbill.exchange.parcel import Returned, Stray, one_label

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE, _ROW, _PARAGRAPH, _ID = f"{_W}tbl", f"{_W}tr", f"{_W}p", f"{_W}id"
_BODY, _COMMENTS = "word/document.xml", "word/comments.xml"
_WRITTEN_INTO = re.compile(r"word/(document|comments|header\d*|footer\d*|footnotes|endnotes)\.xml")
_ORDER = (Column.SOURCE, Column.TRANSLATION, Column.REFERENCE)
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
    parts = _parts(data, name)
    margin = {each.get(_ID, ""): _written(each) for each in parts.get(_COMMENTS, ())}
    tables = list(parts[_BODY].iter(_TABLE))
    for number, table in enumerate(tables, start=1):
        lines = [_cells(row, margin) for row in table.iter(_ROW) if _table_of(row) is table]
        found = grid_back.read(lines, f"table {number}", _ORDER)
        if found.label:
            labels.append(found.label)
        if found.problem:
            returned.problems.append(f"table {number} was not read: {found.problem}")
        returned.rows += found.rows
        returned.remarks += found.remarks
        if found.rows or _table_of(table) is None:
            # What stands in a table in a cell is read with the cell.
            returned.strays += found.strays
    if not (returned.rows or labels or returned.problems):
        raise ExchangeError(
            "has no table that Handbill wrote",
            path=name,
            hint="The first row of a table has the titles “Source text” and “Translation”.",
        )
    returned.strays += [*_between(parts[_BODY], len(tables)), *_elsewhere(parts)]
    returned.strays += [Stray("in the margin, beside no row", text) for text in margin.values() if text]
    returned.label = one_label(labels)
    return returned


def _parts(data: bytes, name: str) -> dict[str, etree._Element]:
    """Give the parts of a document that people write into."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [each for each in archive.namelist() if _WRITTEN_INTO.fullmatch(each)]
            xml = {each: archive.read(each).replace(_STRICT, _W.strip("{}").encode()) for each in names}
        return {each: etree.fromstring(content, parser) for each, content in xml.items()}
    except etree.XMLSyntaxError as error:
        raise ExchangeError(
            "is not a document that can be read", path=name, hint="Open it in a word processor and save it as .docx."
        ) from error


def _table_of(element: etree._Element) -> etree._Element | None:
    """Give the table that a row belongs to, or that a table stands in: tables may stand in tables."""
    return next(element.iterancestors(_TABLE), None)


def _cells(row: etree._Element, margin: dict[str, str]) -> list[Cell]:
    return [_cell(cell, margin) for cell in _own(row, f"{_W}tc")]


def _cell(cell: etree._Element, margin: dict[str, str]) -> Cell:
    """Give what stands in a cell and beside it; each comment goes to the first cell that it belongs to."""
    lines = _paragraphs(cell)
    ids = [each.get(_ID, "") for each in cell.iter(f"{_W}commentRangeStart", f"{_W}commentReference")]
    notes = [margin.pop(each, "") for each in ids]
    return Cell("".join(lines[:1]), "\n".join(lines[1:]), note="\n".join(filter(None, notes)))


def _paragraphs(element: etree._Element) -> list[str]:
    """Give the text of each paragraph, but for empty ones at the end."""
    lines = ["".join(_texts(each)) for each in element.iter(_PARAGRAPH) if not _is_dropped(each)]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _written(element: etree._Element) -> str:
    return "\n".join(_paragraphs(element)).strip()


def _own(row: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Give a row's cells; content controls may stand around them."""
    return (cell for cell in row.iter(tag) if next(cell.iterancestors(_ROW), None) is row)


def _between(body: etree._Element, count: int) -> Iterator[Stray]:
    """Give what somebody wrote above, between and below the tables."""
    seen = 0
    for each in body.iter(_PARAGRAPH, _TABLE):
        if each.tag == _TABLE:
            seen += 1
        elif _table_of(each) is None and not _is_dropped(each):
            text = "".join(_texts(each)).strip()
            if text and not is_instruction(text):
                place = f"above table {seen + 1}" if seen < count else "below the last table"
                yield Stray(place, text, may_be_a_heading=True)


def _elsewhere(parts: dict[str, etree._Element]) -> Iterator[Stray]:
    """Give what stands in headers, footers and notes; Handbill writes none."""
    for name, part in parts.items():
        if name not in {_BODY, _COMMENTS} and (text := _written(part)):
            yield Stray(f"in the {PurePosixPath(name).stem.rstrip('0123456789')}", text)


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
