"""What people write where nothing is read: it is told, or becomes a note, and never disappears."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import load_workbook
from openpyxl.comments import Comment

from handbill.exchange import letter, letter_back, separated, workbook, workbook_back
from handbill.exchange.fitting import COLUMNS
from handbill.exchange.grid import Column
from handbill.exchange.merging import merge
from handbill.exchange.outcome import Fate, Merged
from handbill.exchange.parcel import Returned, Stray
from handbill.exchange.workbook import FIRST_ROW
from handbill.languages import language
from tests.exchange.parcels import catalog, parcel, unit

PLACES = {column: number for number, (column, _) in enumerate(COLUMNS, start=1)}
FOUND = catalog(
    unit("Sign now", "Firme ya", comments=["ask Ana"], context="petition:title"),
    unit("Call", ""),
    unit("Meet", "Ven", fuzzy=True, previous="Meet us"),
)


def sheet(edit: Callable[[Any], object]) -> Returned:
    book = load_workbook(io.BytesIO(workbook.write(parcel(FOUND))))
    edit(book["petition"])
    stream = io.BytesIO()
    book.save(stream)
    return workbook_back.read(stream.getvalue(), "es.xlsx")


def document(edit: Callable[[Any], object]) -> Returned:
    found = docx.Document(io.BytesIO(letter.write(parcel(FOUND))))
    edit(found)
    stream = io.BytesIO()
    found.save(stream)
    return letter_back.read(stream.getvalue(), "es.docx")


def merged(found: Returned) -> Merged:
    return merge({"petition": FOUND}, found, language("es"))


def told(found: Returned) -> list[tuple[str, str]]:
    """What is told as not read: the place and the text."""
    return [(each.place, each.after) for each in merged(found).outcomes if each.fate is Fate.UNREAD]


def write(column: Column, text: str, row: int = FIRST_ROW) -> Callable[[Any], object]:
    return lambda found: found.cell(row, PLACES[column], text)


def move_translation_first(found: Any) -> None:
    for row in found.tables[0].rows:
        cells = row._tr.tc_lst
        cells[0].addprevious(cells[1])


def test_columns_of_a_document_may_be_moved_without_loss_of_paragraphs_or_of_the_source() -> None:
    def edit(found: Any) -> None:
        move_translation_first(found)
        found.tables[0].rows[2].cells[0].text = "Llame\nhoy"
        found.tables[0].rows[2].cells[0].add_paragraph("mismo")

    found = document(edit)
    assert [row.translation for row in found.rows] == ["Firme ya", "Llame\nhoy\nmismo", "Ven"]
    assert [row.source for row in found.rows] == ["Sign now", "Call", "Meet"]
    assert told(found) == []


@pytest.mark.parametrize("edit", [lambda found: None, move_translation_first])
def test_a_document_that_nobody_wrote_into_tells_nothing(edit: Callable[[Any], object]) -> None:
    assert merged(document(edit)).outcomes == []


def test_a_paragraph_in_the_cell_of_the_source_is_told() -> None:
    found = document(lambda found: found.tables[0].rows[1].cells[0].add_paragraph("Firme hoy"))
    assert told(found) == [("table 1, row 2, column “Source text”", "Firme hoy")]


def test_a_source_that_was_edited_is_told() -> None:
    def edit(found: Any) -> None:
        found.tables[0].rows[2].cells[0].paragraphs[0].text = "Call us"

    assert told(document(edit)) == [("table 1, row 3", "Call us")]


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda found: found.paragraphs[0].insert_paragraph_before("Hola"), "above table 1"),
        (lambda found: found.add_paragraph("Hola"), "below the last table"),
        (lambda found: setattr(found.sections[0].header.paragraphs[0], "text", "Hola"), "in the header"),
    ],
)
def test_what_is_typed_around_the_tables_is_told(edit: Callable[[Any], object], place: str) -> None:
    assert told(document(edit)) == [(place, "Hola")]


def test_a_table_that_somebody_added_is_told() -> None:
    def edit(found: Any) -> None:
        found.add_table(1, 2).rows[0].cells[1].text = "Hola"

    assert told(document(edit)) == [("table 2, row 1", "Hola")]


COMMENTS = f"""<w:comments {nsdecls("w")}><w:comment w:id="7" w:author="Ana"><w:p><w:r><w:t>sure?</w:t></w:r></w:p>
</w:comment></w:comments>"""
MARK = f'<w:r {nsdecls("w")}><w:commentReference w:id="7"/></w:r>'


def with_comment(place: Callable[[Any], Any]) -> Returned:
    """A document with a comment that hangs on a paragraph."""
    found = docx.Document(io.BytesIO(letter.write(parcel(FOUND))))
    place(found)._p.append(parse_xml(MARK))
    stream = io.BytesIO()
    found.save(stream)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/comments.xml", COMMENTS)
    return letter_back.read(stream.getvalue(), "es.docx")


def test_a_comment_in_the_margin_of_a_document_becomes_a_note_of_the_row() -> None:
    found = merged(with_comment(lambda found: found.tables[0].rows[1].cells[1].paragraphs[0]))
    assert found.catalogs["petition"].units[0].comments == ("ask Ana", "sure?")
    assert [each.fate for each in found.outcomes] == [Fate.NOTE]
    again = with_comment(lambda found: found.tables[0].rows[1].cells[0].paragraphs[0])
    assert merge(found.catalogs, again, language("es")).outcomes == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (lambda found: found.paragraphs[0], "in the margin, beside no row"),
        (lambda found: found.tables[0].rows[0].cells[0].paragraphs[0], "table 1, row 1, in the margin"),
    ],
)
def test_a_comment_that_hangs_on_no_row_is_told(place: Callable[[Any], Any], said: str) -> None:
    assert told(with_comment(place)) == [(said, "sure?")]


def test_a_sheet_that_nobody_wrote_into_tells_nothing() -> None:
    assert merged(sheet(lambda found: None)).outcomes == []


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column.NUMBER, "see below"),
        (Column.FORM, "for many"),
        (Column.LIMIT, "90"),
        (Column.COMMENT, "what is this?"),
        (Column.FACTS, "x"),
        (Column.PREVIOUS, "x"),
    ],
)
def test_what_is_written_over_a_protected_cell_is_told(column: Column, text: str) -> None:
    assert told(sheet(write(column, text))) == [(f"petition, row 3, column “{column.value}”", text)]


@pytest.mark.parametrize(("column", "text"), [(Column.SOURCE, "Sign it now"), (Column.CONTEXT, "elsewhere")])
def test_a_source_or_context_that_was_changed_is_told(column: Column, text: str) -> None:
    assert told(sheet(write(column, text))) == [("petition, row 3", text)]


def test_a_column_of_a_volunteer_is_told_cell_by_cell_by_its_title_or_its_letter() -> None:
    def edit(found: Any) -> None:
        found.cell(2, 13, "Dudas")
        found.cell(3, 13, "¿usted?")
        found.cell(4, 14, "¿tú?")

    assert told(sheet(edit)) == [
        ("petition, row 3, column “Dudas”", "¿usted?"),
        ("petition, row 4, column N", "¿tú?"),
    ]


def test_a_row_that_belongs_to_no_text_is_told() -> None:
    assert told(sheet(lambda found: found.cell(9, 2, "Gracias"))) == [
        ("petition, row 9, column “Source text”", "Gracias")
    ]


def test_a_sheet_of_a_volunteer_is_told() -> None:
    def edit(found: Any) -> None:
        found.parent.create_sheet("Notas").append(["uno", "dos"])
        found.parent["Read me"].cell(12, 1, "Gracias")

    assert told(sheet(edit)) == [("Read me, row 12", "Gracias"), ("Notas, row 1", "uno | dos")]


@pytest.mark.parametrize("column", [Column.TRANSLATION, Column.SOURCE, Column.REFERENCE])
def test_a_comment_of_a_cell_becomes_a_note_of_its_row(column: Column) -> None:
    def edit(found: Any) -> None:
        found.cell(4, PLACES[column]).comment = Comment("sure?\nI am not", "Ana")

    found = merged(sheet(edit))
    assert found.catalogs["petition"].units[1].comments == ("sure?", "I am not")
    assert [each.fate for each in found.outcomes] == [Fate.NOTE]


@pytest.mark.parametrize("row", [1, 2, 40])
def test_a_comment_of_a_cell_of_no_text_is_told(row: int) -> None:
    def edit(found: Any) -> None:
        found.cell(row, 2).comment = Comment("sure?", "Ana")

    assert told(sheet(edit)) == [(f"petition, row {row}, in the margin", "sure?")]


def test_without_any_titles_rows_are_known_by_their_references() -> None:
    def edit(found: Any) -> None:
        found.delete_rows(1, 2)
        found.cell(2, PLACES[Column.TRANSLATION], "Llame")

    found = sheet(edit)
    assert [(row.source, row.translation) for row in found.rows] == [
        ("Sign now", "Firme ya"),
        ("Call", "Llame"),
        ("Meet", "Ven"),
    ]
    assert (found.remarks, told(found)) == ([], [])


def test_without_any_titles_and_with_columns_moved_it_is_a_problem() -> None:
    def edit(found: Any) -> None:
        found.delete_rows(1, 2)
        found.insert_cols(1)

    assert "no column “Translation”" in sheet(edit).problems[0]


def table(edit: Callable[[list[list[str]]], object]) -> Returned:
    lines = list(csv.reader(io.StringIO(separated.write(parcel(FOUND)).decode("utf-8-sig"), newline="")))
    edit(lines)
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(lines)
    return separated.read(stream.getvalue().encode(), "es.csv")


def test_of_a_plain_table_extra_and_protected_cells_are_told() -> None:
    def edit(lines: list[list[str]]) -> None:
        lines[1].append("¿usted?")
        lines[2][0] = "carta"

    found = table(edit)
    assert found.strays == [Stray("row 2, column N", "¿usted?"), Stray("row 3, column “Document”", "carta")]
    assert merged(table(lambda lines: None)).outcomes == []
