from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbill.errors import SourceError
from handbill.project import Project, open_project
from handbill.runs.journal import Names
from handbill.runs.prepare import Preparation
from handbill.runs.rows import RowFile
from handbill.runs.table import SHOWN_MISTAKES, Checked, Job, Table
from tests.runs.event import HEADER, write_campaign, write_rows
from tests.translated import edit, translate


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return open_project(write_campaign(tmp_path_factory.mktemp("event")))


@pytest.fixture(scope="module")
def preparation(project: Project) -> Preparation:
    return Preparation(project, project.campaign.products["card"], 0, "2011-07-04")


def table(project: Project, folder: Path, rows: Sequence[str], header: str = HEADER, tag: str | None = None) -> Table:
    default = project.campaign.by_tag[tag] if tag else None
    return Table(RowFile(write_rows(folder, rows, header)), project.campaign, default=default)


def check(each: Table, preparation: Preparation) -> Checked:
    with closing(Names()) as names:
        return each.check(preparation, preparation.plan.coverage, names, preparation.plan.today)


def jobs(each: Table, preparation: Preparation) -> list[Job]:
    """Give the jobs of a table without a mistake."""
    checked = check(each, preparation)
    assert not checked.mistaken, checked.mistakes
    return list(each.jobs())


def told(each: Table, preparation: Preparation) -> Iterator[str]:
    for mistake in check(each, preparation).mistakes:
        yield str(mistake)


def test_columns_override_facts_and_an_empty_cell_leaves_them(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    (job,) = jobs(table(project, tmp_path, ["es,,Salón,2011-09-01,,"]), preparation)
    assert (job.number, job.tag, job.file) == (2, "es", "000002-es.pdf")
    assert {name: str(fact.value) for name, fact in job.facts.items()} == {"place": "Salón", "date": "2011-09-01"}


def test_every_mistake_is_told_with_row_column_value_and_a_way_out(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    rows = ["es,,Hall,8/31/2011,25:00,", "xx,,Hall,,,", "en,,Hall,,,555", ",,Hall,,,", "en,,,,,,surplus"]
    found = list(told(table(project, tmp_path, rows), preparation))
    path = tmp_path / "rows.csv"
    wanted = [
        (2, "column date: “8/31/2011” is not a date: year, month and day", "Write 2011-08-31."),
        (2, "column time: “25:00” is no time that there is", "Count its days, hours and minutes."),
        (3, "column locale: the campaign has no language “xx”", "There are: en, es, ar."),
        (4, "column contact: “555” has too few or too many digits for a phone number", "Count its digits."),
        (5, "column locale: there is no language", "There are: en, es, ar."),
    ]
    assert found[:-1] == [f"{path}:{row}: row {row}, {said}\n  {hint}" for row, said, hint in wanted]
    assert f"{path}:6: row 6: has 7 cells; the header has 6" in found[-1]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("locale,plase", "row 1: column “plase” means nothing here\n  Did you mean “place”?"),
        ("locale,xyz", "There are: contact, date, dues, event, file, locale,"),
        (
            "es,Hall",
            "row 1: names no column that means anything here\n  The first row names the columns. There are: contact,",
        ),
        ("locale,place,Place", "row 1: two columns are named “place”"),
        ("place,date", "row 1: there is no column “locale”\n  Add it, with en, es, ar, or give -l TAG."),
    ],
)
def test_a_header_that_cannot_be_used_is_refused(project: Project, tmp_path: Path, header: str, message: str) -> None:
    with pytest.raises(SourceError) as found:
        table(project, tmp_path, ["en,Hall"], header)
    assert message in str(found.value)


def test_a_column_that_is_no_fact_yet_is_told_the_way_to_the_sheets(project: Project, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as found:
        table(project, tmp_path, ["en,Hall,5"], "locale,place,Room Number")
    assert found.value.message == "row 1: column “Room Number” means nothing here"
    assert "To print it, add room_number under [facts] of handbill.toml and write {room_number} in a text." in str(
        found.value.hint
    )
    assert "A column for people alone has a name that begins with #." in str(found.value.hint)


@pytest.mark.parametrize("column", ["¿Dónde?", "2nd hall", "x" * 100])
def test_a_name_that_no_fact_can_have_is_not_proposed(project: Project, tmp_path: Path, column: str) -> None:
    with pytest.raises(SourceError) as found:
        table(project, tmp_path, ["en,Hall"], f"locale,{column}")
    assert (
        "To print it, add a fact for it under [facts] of handbill.toml and write its name in braces in a text."
        in str(found.value.hint)
    )


def test_a_language_can_be_given_for_rows_that_name_none(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    assert [job.tag for job in jobs(table(project, tmp_path, ["Hall"], "place", "es"), preparation)] == ["es"]
    both = table(project, tmp_path, [",Hall", "en,Hall"], "locale,place", "es")
    assert [job.tag for job in jobs(both, preparation)] == ["es", "en"]


def test_a_language_that_is_held_back_is_told_once_a_row(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    (found,) = told(table(project, tmp_path, ["ar,,,,,"]), preparation)
    assert "row 2, column locale: no sheet is made in Arabic: " in found


def test_a_character_without_a_glyph_is_found_before_anything_is_made(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    (found,) = told(table(project, tmp_path, ["en,,Hall 🎉,,,"]), preparation)
    assert "row 2, column place: English: no font covers “🎉”" in found


def test_a_character_that_only_the_font_of_an_untranslated_text_lacks_is_found_before_anything_is_made(
    tmp_path: Path,
) -> None:
    folder = write_campaign(tmp_path / "partly")
    with (folder / "source/invitation.md").open("a", encoding="utf-8") as stream:
        stream.write("\nSee {event}.\n")
    with (folder / "handbill.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n[release]\nminimum = 0.1\n")
    translate(folder, "ar")
    edit(folder / "locales/ar/LC_MESSAGES/invitation.po", 'msgstr "¡See {event}."', 'msgstr ""')
    project = open_project(folder)
    preparation = Preparation(project, project.campaign.products["card"], 0, "2011-07-04")
    rows = ["ar,اجتماع عام,كنيسة", "ar,Hall,كنيسة"]
    (found,) = told(table(project, tmp_path, rows, "locale,event,place"), preparation)
    assert "row 2, column event: English: no font covers “ا”" in found
    assert "The sheets in Arabic show it in a text in English." in found


@pytest.mark.parametrize(
    ("column", "value"), [("page", "https://example.org/🎉"), ("mail", "a🎉@example.org"), ("place", "🎉")]
)
def test_a_character_without_a_glyph_is_found_in_addresses_too(
    project: Project, preparation: Preparation, tmp_path: Path, column: str, value: str
) -> None:
    (found,) = told(table(project, tmp_path, [f"en,{value}"], f"locale,{column}"), preparation)
    assert f"row 2, column {column}: English: no font covers “🎉”" in found


def test_columns_for_people_and_empty_columns_at_the_end_are_passed_over(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    (job,) = jobs(table(project, tmp_path, ["en,call Rosa first,Hall,,,"], "locale,# note,place,,,"), preparation)
    assert list(job.facts) == ["place"]


def test_a_value_in_a_column_without_a_name_is_told(project: Project, preparation: Preparation, tmp_path: Path) -> None:
    rows = ["en,Hall,2011-09-01", "en,Hall,"]
    (found,) = told(table(project, tmp_path, rows, "locale,place,"), preparation)
    assert "rows.csv:2: row 2: column 3 has a value (“2011-09-01”) and no name\n  Name it in the first row." in found


def test_a_header_of_columns_for_people_alone_is_one(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    (job,) = jobs(table(project, tmp_path, ["Rosa,two"], "# who,# how many", "es"), preparation)
    assert not job.facts


def test_characters_that_would_turn_a_message_around_are_shown_by_their_codes(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    (found,) = told(table(project, tmp_path, ["en,A\u202eB\x01"], "locale,place"), preparation)
    assert "“A[U+202E]B[U+0001]” has" in found
    assert found.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("es\u200f", "“es[U+200F]”"),
        ("\x1b[31mes", "“[U+001B][31mes”"),
        ("e\ns", "“e[U+000A]s”"),
        ("e\u00a0s", "“e[U+00A0]s”"),
        ("x" * 500, f"“{'x' * 57}...”"),
    ],
)
def test_a_language_or_a_column_that_there_is_not_is_shown_on_one_line_with_what_nobody_sees(
    project: Project, preparation: Preparation, tmp_path: Path, written: str, shown: str
) -> None:
    (found,) = told(table(project, tmp_path, [f'"{written}",Hall'], "locale,place"), preparation)
    assert f"the campaign has no language {shown}\n" in found
    with pytest.raises(SourceError) as refused:
        table(project, tmp_path, ["en,Hall"], f'locale,"{written}"')
    assert f"column {shown} means nothing here" in refused.value.message
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize("column", ["place", "file", "locale"])
def test_a_letter_that_was_lost_in_a_wrong_encoding_is_told(
    project: Project, preparation: Preparation, tmp_path: Path, column: str
) -> None:
    cells = {"locale": "en", "place": "Hall", "file": "one"} | {column: "San Jos\ufffd"}
    found, *_ = told(table(project, tmp_path, [",".join(cells.values())], ",".join(cells)), preparation)
    assert f"row 2, column {column}: “San Jos\ufffd” has U+FFFD, which stands for a letter that was lost" in found
    assert "CSV UTF-8" in found


@pytest.mark.parametrize(
    "name",
    ["../flyer", "a/b", "a\\b", ".hidden", "con:1", "x" * 200, "x\u202efdp", "ha\x85ll", "CON", "nul.pdf", "com1"],
)
def test_a_name_that_no_file_can_have_everywhere_is_refused(
    project: Project, preparation: Preparation, tmp_path: Path, name: str
) -> None:
    (found,) = told(table(project, tmp_path, [f"en,{name}"], "locale,file"), preparation)
    assert "cannot be the name of a file" in found


def test_two_rows_with_one_file_name_are_told_also_where_only_case_tells_them_apart(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    (found,) = told(table(project, tmp_path, ["en,Hall", "es,hall.PDF"], "locale,file"), preparation)
    assert "row 3, column file: row 2 has the file name “hall.PDF” too" in found


def test_a_cell_with_an_override_of_direction_is_refused(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    (found,) = told(table(project, tmp_path, ["en,\u202eHall"], "locale,place"), preparation)
    assert "row 2, column place: “[U+202E]Hall” has the invisible character U+202E right-to-left override" in found


def test_mistakes_are_counted_and_the_first_are_told(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    checked = check(table(project, tmp_path, ["en,8/31/2011"] * 500, "locale,date"), preparation)
    assert (checked.mistaken, len(checked.mistakes), checked.rows) == (500, SHOWN_MISTAKES, 500)


def test_a_table_without_rows_is_told(project: Project, preparation: Preparation, tmp_path: Path) -> None:
    (found,) = told(table(project, tmp_path, []), preparation)
    assert "has a header and no rows" in found


def test_a_hundred_times_the_rows_take_no_more_memory(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    def peak(count: int) -> int:
        each = table(project, tmp_path, [f"en,,Hall {number},,," for number in range(count)])
        tracemalloc.start()
        checked = check(each, preparation)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert checked.rows == count
        return found

    peak(50)
    assert peak(5000) < peak(50) + 200_000


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cells=st.lists(st.text(st.characters(exclude_characters='\0\n\r",')), min_size=6, max_size=7))
def test_any_row_is_a_job_or_told_with_its_place(
    project: Project, preparation: Preparation, tmp_path: Path, cells: list[str]
) -> None:
    quoted = ",".join(f'"{each}"' for each in cells)
    each = table(project, tmp_path, ["en,,,,,", quoted])
    checked = check(each, preparation)
    if checked.mistaken:
        assert all(isinstance(mistake, SourceError) and mistake.line == 3 for mistake in checked.mistakes)
    else:
        assert all(job.file.endswith(".pdf") and "/" not in job.file for job in each.jobs())


def test_a_date_that_has_passed_is_told_before_anything_is_made(
    project: Project, preparation: Preparation, tmp_path: Path
) -> None:
    each = table(project, tmp_path, ["es,2011-07-03", "es,2011-07-04"], header="locale,date")
    checked = check(each, preparation)
    assert [mistake.message for mistake in checked.mistakes] == [
        "row 2, column date: the date 2011-07-03 has passed (today is 2011-07-04)"
    ]
