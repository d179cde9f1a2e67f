"""Text documents: a table that a word processor may do anything to."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from handbill.errors import ExchangeError
from handbill.exchange import letter
from handbill.exchange.letter_back import read
from handbill.exchange.parcel import Label, Returned
from tests.exchange.parcels import catalog, parcel, unit

FOUND = catalog(
    unit("Sign now", "Firme ya", comments=["ask Ana"]), unit("Call"), unit("Meet", "Ven", fuzzy=True, previous="M")
)


def edited(edit: Callable[[Any], object]) -> Returned:
    document = docx.Document(io.BytesIO(letter.write(parcel(FOUND))))
    edit(document.tables[0])
    stream = io.BytesIO()
    document.save(stream)
    return read(stream.getvalue(), "es.docx")


def texts(found: Returned) -> list[str]:
    return [row.translation for row in found.rows]


def test_it_is_a_table_of_source_and_translation_with_what_to_know_below_the_source() -> None:
    document = docx.Document(io.BytesIO(letter.write(parcel(FOUND))))
    rows = [[cell.text for cell in row.cells[:2]] for row in document.tables[0].rows]
    assert rows[0] == ["Source text", "Translation"]
    assert rows[1] == ["Sign now\nNote: ask Ana", "Firme ya"]
    assert rows[3] == ["Meet\nNEEDS WORK\nThe translation was made from: M", "Ven"]
    assert [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 2"] == ["petition"]


def test_the_note_below_a_source_is_none_of_it() -> None:
    assert [row.source for row in edited(lambda table: None).rows] == ["Sign now", "Call", "Meet"]


def test_languages_from_right_to_left_are_set_so() -> None:
    document = docx.Document(io.BytesIO(letter.write(parcel(catalog(unit("Sign", "وقّعوا"), tag="ar"), "ar"))))
    table = document.tables[0]
    paragraph = table.rows[1].cells[1].paragraphs[0]
    names = [child.tag for child in table._tbl.tblPr]
    assert names.index(qn("w:bidiVisual")) == names.index(qn("w:tblStyle")) + 1
    assert paragraph._p.pPr is not None
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None
    assert paragraph.runs[0].font.rtl
    assert 'w:bidi="ar"' in paragraph._p.xml
    assert table.rows[1].cells[0].paragraphs[0].runs[0].font.rtl is None


def test_paragraphs_lines_and_tabs_come_back() -> None:
    def write(table: Any) -> None:
        cell = table.rows[2].cells[1]
        cell.text = "uno\ndos\ttres"
        cell.add_paragraph("cuatro")
        cell.add_paragraph("")

    assert texts(edited(write))[1] == "uno\ndos\ttres\ncuatro"


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (
            [
                '<w:ins {words} w:id="1" w:author="A"><w:r><w:t>!</w:t></w:r></w:ins>',
                '<w:del {words} w:id="2" w:author="A"><w:r><w:delText> no</w:delText></w:r></w:del>',
                '<w:moveFrom {words} w:id="3" w:author="A"><w:r><w:t> no</w:t></w:r></w:moveFrom>',
            ],
            "Firme ya!",
        ),
        (
            [
                "<w:hyperlink {words}><w:r><w:t>, aquí</w:t></w:r></w:hyperlink>",
                "<w:sdt {words}><w:sdtContent><w:r><w:t>, hoy</w:t></w:r></w:sdtContent></w:sdt>",
                "<w:r {words}><w:instrText>PAGE</w:instrText></w:r>",
                "<w:r {words}><w:noBreakHyphen/><w:t>x</w:t><w:softHyphen/></w:r>",
            ],
            "Firme ya, aquí, hoy\u2011x\u00ad",
        ),
    ],
    ids=["tracked changes: inserted, deleted, moved away", "a link, a control, a field, hyphens"],
)
def test_the_text_is_what_its_reader_sees(pieces: list[str], expected: str) -> None:
    def write(table: Any) -> None:
        paragraph = table.rows[1].cells[1].paragraphs[0]
        for piece in pieces:
            paragraph._p.append(parse_xml(piece.format(words=nsdecls("w"))))

    assert texts(edited(write))[0] == expected


def test_rows_and_tables_that_somebody_added_are_no_loss() -> None:
    def add(table: Any) -> None:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = "Call", "Llame"
        table.rows[1].cells[1].add_table(1, 1).rows[0].cells[0].text = "dentro"

    found = edited(add)
    assert (found.rows[-1].source, found.rows[-1].translation, found.rows[-1].reference) == ("Call", "Llame", None)
    assert "dentro" in texts(found)[0]


def test_a_reference_that_a_narrow_column_broke_is_read() -> None:
    def break_(table: Any) -> None:
        cell = table.rows[1].cells[2]
        cell.text = "\n".join([cell.text[:20], cell.text[20:]])

    assert edited(break_).rows[0].reference == parcel(FOUND).sheets[0].rows[0].reference


def test_a_column_that_lost_its_title_is_told() -> None:
    def spoil(table: Any) -> None:
        table.rows[0].cells[1].text = "Traducción"

    found = edited(spoil)
    assert found.problems == [
        "table 1 was not read: it has no column “Translation”: give the column with the translations its title back"
    ]


def test_a_document_without_our_table_is_refused() -> None:
    document = docx.Document()
    document.add_table(1, 2)
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(ExchangeError, match="no table that Handbill wrote"):
        read(stream.getvalue(), "es.docx")


def test_it_knows_its_language_and_says_nothing_of_states() -> None:
    found = edited(lambda table: None)
    assert found.label == Label("es", "test")
    assert {(row.state, row.note) for row in found.rows} == {(None, None)}
