"""DOCX: a table of two columns, source and translation, for a word processor or for paper."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

from handbill.exchange import grid
from handbill.exchange.grid import Column
from handbill.exchange.instructions import heading, short_instructions
from handbill.exchange.parcel import Parcel, Row, Sheet
from handbill.languages import Language
from handbill.model import State
from handbill.render.typography import font_stack

WIDTHS = (Cm(12.4), Cm(12.4), Cm(1.4))
"""Source, translation, reference: a sheet of A4 or Letter paper on its side."""
_GREY = RGBColor(0x55, 0x55, 0x55)
_LIGHT = RGBColor(0xAA, 0xAA, 0xAA)


def write(parcel: Parcel) -> bytes:
    """Give a parcel as a text document."""
    document = docx.Document()
    _lay_out(document)
    document.core_properties.title = f"{parcel.campaign}: {parcel.language.name}"
    document.core_properties.author = "Handbill"
    document.core_properties.comments = ""
    document.add_heading(heading(parcel), level=1)
    document.add_paragraph(short_instructions(parcel))
    for sheet in parcel.sheets:
        document.add_heading(sheet.domain, level=2)
        _add_table(document, sheet, parcel)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _lay_out(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    # The height of Letter paper and the width of A4, whichever is less: it prints on both.
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.7)
    section.top_margin = section.bottom_margin = Cm(1.5)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)


def _add_table(document: Document, sheet: Sheet, parcel: Parcel) -> None:
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    if parcel.language.direction == "rtl":
        # Word wants the properties of a table in their order: this one stands behind the style.
        table._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))  # noqa: SLF001 - python-docx has no name for it
    _head(table, parcel)
    for row in sheet.rows:
        cells = _dressed(table.add_row())
        texts = grid.cells(row, sheet.domain)
        _source(cells[0], row, texts)
        _translation(cells[1].paragraphs[0], texts[Column.TRANSLATION], parcel.language)
        _write(cells[2].paragraphs[0], texts[Column.REFERENCE], Pt(4), _LIGHT)


def _head(table: Table, parcel: Parcel) -> None:
    cells = _dressed(table.rows[0])
    titles = (Column.SOURCE.value, Column.TRANSLATION.value)
    for cell, title in zip(cells, titles, strict=False):
        _write(cell.paragraphs[0], title, Pt(11)).bold = True
    _write(cells[2].paragraphs[0], str(parcel.label), Pt(4), _LIGHT)
    _add(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - the row that is repeated on each page


def _dressed(row: _Row) -> Sequence[_Cell]:
    """Give a row's cells in their widths. It is not torn apart between two pages."""
    _add(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - python-docx has no name for it
    for cell, width in zip(row.cells, WIDTHS, strict=True):
        cell.width = width
    return row.cells


def _source(cell: _Cell, row: Row, texts: dict[Column, str]) -> None:
    """Write the source, and below it in small letters what a translator should know."""
    _write(cell.paragraphs[0], texts[Column.SOURCE])
    notes = [texts[Column.FORM], texts[Column.COMMENT], texts[Column.FACTS]]
    if row.state is State.FUZZY:
        notes.insert(0, "NEEDS WORK")
        if row.previous:
            notes.insert(1, f"The translation was made from: {texts[Column.PREVIOUS]}")
    if row.note:
        notes.append(f"Note: {texts[Column.NOTE]}")
    for note in filter(None, notes):
        _write(cell.add_paragraph(), note, Pt(8), _GREY)


def _write(paragraph: Paragraph, text: str, size: Pt | None = None, colour: RGBColor | None = None) -> Run:
    run = paragraph.add_run(text)
    if size is not None:
        run.font.size = size
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _translation(paragraph: Paragraph, text: str, spoken: Language) -> None:
    """Write a translation, or make its place ready, in the language's direction and font."""
    run = paragraph.add_run(text)
    if spoken.direction == "rtl":
        _add(paragraph._p.get_or_add_pPr(), "w:bidi")  # noqa: SLF001 - python-docx has no name for it
        run.font.rtl = True
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - the same
    _speak(properties, spoken)
    # What is typed into an empty cell looks like the mark of its paragraph.
    mark = _add(paragraph._p.get_or_add_pPr(), "w:rPr")  # noqa: SLF001 - the same
    if spoken.direction == "rtl":
        _add(mark, "w:rtl")
    _speak(mark, spoken)


def _speak(properties: _Element, spoken: Language) -> None:
    """Name the font and the language of a run."""
    family = font_stack(spoken)[0]
    fonts = OxmlElement("w:rFonts")
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), family)
    properties.insert(0, fonts)
    language = OxmlElement("w:lang")
    for kind in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{kind}"), spoken.tag)
    properties.append(language)


def _add(parent: _Element, name: str) -> _Element:
    made = OxmlElement(name)
    parent.append(made)
    return made
