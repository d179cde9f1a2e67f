"""What all rows of a kind have in common is told once, before anything is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handbill.runs.crew import Threads
from tests.conftest import Run as Call
from tests.runs.event import pdfs, write_rows
from tests.translated import edit

Print = Callable[..., str]

HEADER = "locale,event,date"
LATE = ("--today", "2011-09-15")
"""The day on which the campaign's own date, 31 August, has passed."""


@pytest.fixture
def printed(event: Path, run: Call) -> Print:
    """Carry out a run of the table ``rows.csv``; give what it said."""

    def call(*options: object, status: int = 1) -> str:
        done = run("print-run", event / "rows.csv", "--product", "card", "--campaign", event, *options)
        assert done.exit_code == status, done.output
        assert "Traceback" not in done.output
        return done.output

    return call


def assert_told_once_and_nothing_made(event: Path, said: str, *parts: str) -> None:
    for part in parts:
        assert said.count(part) == 1, said
    assert said.endswith("Nothing was made.\n")
    assert not (event / "build/runs").exists()


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_date_of_the_campaign_that_has_passed_is_told_once_for_all_rows(
    event: Path, printed: Print, options: tuple[str, ...]
) -> None:
    write_rows(event, ["es,A,", "en,B,", "es,C,"], HEADER)
    said = printed(*LATE, *options)
    assert_told_once_and_nothing_made(event, said, "handbill.toml:9: the date of August 31, 2011 has passed", "error: ")
    assert f"It is so in all rows of {event / 'rows.csv'}." in said


def test_a_passed_date_of_the_campaign_is_no_matter_to_rows_with_a_date_of_their_own(
    event: Path, printed: Print
) -> None:
    write_rows(event, ["es,A,2011-10-01", "en,B,2011-10-02"], HEADER)
    assert "2 made" in printed(*LATE, status=0)


def test_the_first_row_that_leaves_a_passed_date_as_it_is_is_named_wherever_it_stands(
    event: Path, printed: Print
) -> None:
    rows = [f"{'es' if number % 2 else 'en'},A,2011-10-01" for number in range(30)]
    write_rows(event, [*rows, "es,B,", "es,C,"], HEADER)
    said = printed(*LATE)
    assert_told_once_and_nothing_made(event, said, "has passed", "error: ", "2 of 32 rows, first in row 32")


def test_a_passed_date_that_the_template_does_not_show_stops_nothing(event: Path, printed: Print) -> None:
    edit(event / "handbill.toml", "opening = 2011-08-31", "opening = 2011-01-31")
    write_rows(event, ["es,A,"], HEADER)
    assert "1 made" in printed(status=0)


def test_a_broken_template_is_told_once(event: Path, printed: Print) -> None:
    edit(event / "templates/card.typ", "#fit(", "#fitted(")
    write_rows(event, ["es,A,", "en,B,"], HEADER)
    said = printed()
    assert_told_once_and_nothing_made(event, said, "templates/card.typ:4: unknown variable: fitted", "error: ")


def test_a_letter_without_a_font_in_the_campaigns_own_words_is_told_once_a_language(
    event: Path, printed: Print
) -> None:
    edit(event / "handbill.toml", 'value = "Clark Park"', 'value = "မင်္ဂလာ"')
    write_rows(event, ["es,A,", "en,B,", "es,C,"], HEADER)
    said = printed()
    assert_told_once_and_nothing_made(event, said, "Spanish: no font covers", "English: no font covers")
    assert "2 of 3 rows, first in row 2" in said


def test_what_is_wrong_with_the_first_row_alone_stops_no_other(event: Path, printed: Print) -> None:
    write_rows(event, [f"es,{'Hall ' * 200},", "es,B,"], HEADER)
    said = printed()
    assert "row 2: card in Spanish: the text does not fit" in said
    assert "1 made, 0 up to date, 1 refused" in said
    assert list(pdfs(event / "build/runs/card-rows")) == ["000003-es.pdf"]


def test_words_of_the_campaign_that_are_too_long_are_told_once_although_each_row_is_too_long_by_another_number(
    event: Path, printed: Print
) -> None:
    edit(event / "templates/card.typ", "height: 3in", "height: 1.2in")
    write_rows(event, ["es,A,", "es,A longer name for it,", "en,B,"], HEADER)
    said = printed()
    assert_told_once_and_nothing_made(
        event, said, "card in Spanish: the text does not", "card in English: the text does not"
    )


def test_one_sheet_of_each_kind_is_tried_and_no_more(
    event: Path, printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []
    submit = Threads.submit

    def counted(self: Threads, *task: object) -> object:
        tried.append(task)
        return submit(self, *task)  # type: ignore[arg-type]

    monkeypatch.setattr(Threads, "submit", counted)
    write_rows(event, [f"{'es' if number % 2 else 'en'},Hall {number}," for number in range(20)], HEADER)
    printed("--dry-run", status=0)
    assert len(tried) == 2
