"""Spreadsheets: what is made of them, and what people and programs make of it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from handbill.errors import ExchangeError
from handbill.exchange import workbook
from handbill.exchange.fitting import COLUMNS
from handbill.exchange.grid import Column
from handbill.exchange.parcel import Label, Parcel, Returned, Sheet
from handbill.exchange.workbook import FIRST_ROW, sheet_title
from handbill.exchange.workbook_back import read
from tests.exchange.parcels import catalog, parcel, unit

PLACES = {column: number for number, (column, _) in enumerate(COLUMNS, start=1)}
SOURCE, TRANSLATION, STATE = PLACES[Column.SOURCE], PLACES[Column.TRANSLATION], PLACES[Column.STATE]
FOUND = catalog(unit("Sign now", "Firme ya"), unit("Call"), unit("Meet us", "Conózcanos", fuzzy=True))


def book(made: Parcel | None = None) -> Any:
    return load_workbook(io.BytesIO(workbook.write(made or parcel(FOUND))))


def came_back(changed: Any) -> Returned:
    stream = io.BytesIO()
    changed.save(stream)
    return read(stream.getvalue(), "es.xlsx")


def edited(edit: Callable[[Any], object]) -> Returned:
    """What comes back after somebody edited the sheet of the document."""
    found = book()
    edit(found["petition"])
    return came_back(found)


def texts(found: Returned) -> list[str]:
    return [row.translation for row in found.rows]


def test_there_is_a_sheet_a_document_behind_one_to_read_first() -> None:
    packed = parcel(FOUND)
    two = Parcel(
        packed.label, "Test", packed.source, packed.language, (*packed.sheets, Sheet("faq", packed.sheets[0].rows))
    )
    found = book(two)
    assert found.sheetnames == ["Read me", "petition", "faq"]
    assert found.active.title == "petition"
    assert "{deadline}" in " ".join(str(row[0]) for row in found["Read me"].values)


def test_the_source_is_protected_and_what_is_to_be_filled_in_is_not() -> None:
    sheet = book()["petition"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    open_ = {column for column, place in PLACES.items() if not sheet.cell(FIRST_ROW, place).protection.locked}
    assert open_ == {Column.TRANSLATION, Column.STATE, Column.NOTE}
    assert sheet.column_dimensions["L"].hidden
    assert sheet.row_dimensions[1].hidden
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"


@pytest.mark.parametrize(("tag", "is_rtl"), [("ar", True), ("he", True), ("es", False), ("km", False)])
def test_sheets_of_languages_from_right_to_left_are_so(tag: str, *, is_rtl: bool) -> None:
    sheet = book(parcel(catalog(unit("Sign", "x"), tag=tag), tag))["petition"]
    assert bool(sheet.sheet_view.rightToLeft) is is_rtl
    assert sheet.cell(FIRST_ROW, TRANSLATION).alignment.readingOrder == (2 if is_rtl else 1)
    assert sheet.cell(FIRST_ROW, SOURCE).alignment.readingOrder == 1


@pytest.mark.parametrize(
    ("tag", "font"),
    [("km", "Noto Sans Khmer"), ("ar", "Noto Naskh Arabic"), ("zh-Hans", "Noto Sans CJK SC"), ("es", "Arial")],
)
def test_the_font_covers_the_script(tag: str, font: str) -> None:
    sheet = book(parcel(catalog(unit("Sign", "x"), tag=tag), tag))["petition"]
    assert sheet.cell(FIRST_ROW, TRANSLATION).font.name == font
    assert sheet.cell(FIRST_ROW, SOURCE).font.name == "Arial"


def test_a_state_is_chosen_from_a_list_that_has_no_sign_off() -> None:
    (choice,) = book()["petition"].data_validations.dataValidation
    assert choice.formula1 == '"untranslated,needs work,translated"'
    assert str(choice.sqref) == "D3:D5"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "=cmd|' /C calc'!A0", "#N/A", '=HYPERLINK("http://x")']
)
def test_nothing_is_a_formula(text: str) -> None:
    found = catalog(unit(text, text, context=text, comments=[text]))
    cells = [cell for row in book(parcel(found))["petition"].iter_rows(min_row=FIRST_ROW) for cell in row]
    texts_ = [cell for cell in cells if cell.value is not None and cell.column != PLACES[Column.NUMBER]]
    assert len(texts_) > 4
    assert {cell.data_type for cell in texts_} == {"s"}
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in texts_)
    with zipfile.ZipFile(io.BytesIO(workbook.write(parcel(found)))) as made:
        assert b"<f>" not in made.read("xl/worksheets/sheet2.xml")


def test_a_formula_comes_back_as_its_text_and_marked_as_one() -> None:
    found = edited(lambda sheet: sheet.cell(FIRST_ROW, TRANSLATION, '=HYPERLINK("http://evil.example","x")'))
    assert found.rows[0].translation == '=HYPERLINK("http://evil.example","x")'
    assert [row.formula for row in found.rows] == [True, False, False]


@pytest.mark.parametrize(
    ("value", "text", "told"),
    [
        (7, "7", "number"),
        (2.5, "2.5", "number"),
        (True, "TRUE", "truth"),
        (dt.date(2011, 8, 31), "2011-08-31", "date"),
    ],
)
def test_a_cell_that_became_something_else_than_text_is_told(value: object, text: str, told: str) -> None:
    found = edited(lambda sheet: _become(sheet.cell(FIRST_ROW, TRANSLATION), value))
    assert found.rows[0].translation.startswith(text)
    assert f"petition, row 3: the cell became a {told}" in found.remarks[0]


def _become(cell: Any, value: object) -> None:
    cell.number_format = "yyyy-mm-dd" if isinstance(value, dt.date) else "General"
    cell.value = value


def test_columns_may_stand_in_any_order() -> None:
    found = edited(lambda sheet: sheet.move_range("B1:B5", cols=20))
    assert [row.source for row in found.rows] == ["Sign now", "Call", "Meet us"]
    assert texts(found) == ["Firme ya", "", "Conózcanos"]


def test_rows_may_stand_in_any_order_the_titles_too() -> None:
    def sort(sheet: Any) -> None:
        lines = list(sheet.values)
        for number, line in enumerate(reversed(lines), start=1):
            for column, value in enumerate(line, start=1):
                sheet.cell(number, column).value = value

    assert texts(edited(sort)) == ["Conózcanos", "", "Firme ya"]


def test_renamed_columns_are_known_by_the_hidden_row() -> None:
    def rename(sheet: Any) -> None:
        for number, title in enumerate("abcdefghijkl", start=1):
            sheet.cell(2, number).value = title

    assert texts(edited(rename)) == ["Firme ya", "", "Conózcanos"]


def test_without_the_hidden_row_columns_are_known_by_their_titles() -> None:
    found = edited(lambda sheet: sheet.delete_rows(1))
    # The file’s label stood in the hidden row.
    assert found.label is None
    # “Source text (English)” has the language in it.
    assert texts(found) == ["Firme ya", "", "Conózcanos"]
    assert [row.source for row in found.rows] == ["Sign now", "Call", "Meet us"]


def test_a_renamed_column_without_the_hidden_row_is_told_with_a_way_out() -> None:
    def spoil(sheet: Any) -> None:
        sheet.delete_rows(1)
        sheet.cell(1, TRANSLATION).value = "Traducción"

    found = edited(spoil)
    assert found.rows == []
    assert "petition" in found.problems[0]
    assert "no column “Translation”" in found.problems[0]


def test_a_column_that_somebody_added_is_told_and_not_read() -> None:
    found = edited(lambda sheet: sheet.cell(2, 13, "Mi columna"))
    assert found.remarks == ["petition, the column “Mi columna” is not one of Handbill’s and was not read"]


def test_a_sheet_that_somebody_added_is_told_and_not_read() -> None:
    changed = book()
    changed.create_sheet("Notas").append(["uno", "dos"])
    found = came_back(changed)
    assert found.remarks == ["the sheet “Notas” is none of Handbill’s and was not read"]
    assert len(found.rows) == 3


def test_rows_may_be_missing_and_cells_merged() -> None:
    def spoil(sheet: Any) -> None:
        sheet.delete_rows(FIRST_ROW + 1)
        sheet.merge_cells(start_row=FIRST_ROW, end_row=FIRST_ROW + 1, start_column=TRANSLATION, end_column=TRANSLATION)

    assert texts(edited(spoil)) == ["Firme ya", ""]


def test_a_row_that_somebody_typed_is_found_by_its_source() -> None:
    found = edited(lambda sheet: _type(sheet, 9, source="Call", translation="Llame"))
    assert (found.rows[-1].reference, found.rows[-1].source, found.rows[-1].translation) == (None, "Call", "Llame")


def _type(sheet: Any, row: int, *, source: str, translation: str) -> None:
    sheet.cell(row, SOURCE).value = source
    sheet.cell(row, TRANSLATION).value = translation


def test_a_workbook_that_is_none_of_ours_is_refused() -> None:
    other = Workbook()
    other.worksheets[0].append(["Name", "Telefon"])
    with pytest.raises(ExchangeError, match="no sheet that Handbill wrote"):
        came_back(other)


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_goes() -> None:
    found = edited(lambda sheet: sheet.cell(1_048_576, 16_384, "x"))
    assert len(found.rows) == 3


def test_a_text_that_no_cell_holds_is_refused_and_not_cut() -> None:
    with pytest.raises(ExchangeError, match="holds 32767"):
        workbook.write(parcel(catalog(unit("long", "x" * 32_768))))


@pytest.mark.parametrize(
    ("name", "taken", "title"),
    [
        ("a" * 40, set(), "a" * 31),
        ("a" * 40, {"a" * 31}, "a" * 29 + " 2"),
        ("what [is] this?/\\:*", set(), "what  is  this"),
        ("History", set(), "History 2"),
        ("'", set(), "sheet"),
        ("Read me", {"read me"}, "Read me 2"),
    ],
)
def test_titles_of_sheets_are_ones_that_excel_takes(name: str, taken: set[str], title: str) -> None:
    assert sheet_title(name, taken) == title


def test_the_label_tells_campaign_and_language() -> None:
    assert edited(lambda sheet: None).label == Label("es", "test")


def test_what_may_be_too_long_is_coloured_with_room_for_marks_and_placeholders() -> None:
    made = parcel(catalog(unit("Sign", "ស្ដី"), tag="km"), "km")
    rows = tuple(replace(row, limit=10) for row in made.sheets[0].rows)
    sheet = book(replace(made, sheets=(Sheet("petition", rows),)))["petition"]
    rules = [rule.formula[0] for each in sheet.conditional_formatting for rule in each.rules]
    # Four code points, of which readers see two letters.
    assert rules[0] == 'AND($F3<>"",LEN($C3)>$F3*2.00)'
    assert rules[1] == 'OR($C3="",$D3="needs work")'
