"""From the code at the foot of a sheet to what it is, and why it is out of date."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from handbill.cli import cli
from handbill.register import Entry, Register
from handbill.render.print import VERSION_LETTERS
from handbill.which import readings
from tests.conftest import Run
from tests.runs.event import write_campaign, write_rows
from tests.translated import edit

Which = Callable[..., str]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign whose cards were made once."""
    folder = write_campaign(tmp_path_factory.mktemp("released"))
    write_rows(folder, ["es,,Salón,2011-09-01,,"])
    for call in (["render", "card"], ["print-run", str(folder / "rows.csv"), "--product", "card"]):
        done = CliRunner().invoke(cli, [*call, "--campaign", str(folder)])
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def cards(released: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(released, tmp_path / "cards", ignore=shutil.ignore_patterns(".lock")))


@pytest.fixture
def which(cards: Path, run: Run) -> Which:
    def call(code: str, *options: str, status: int = 1) -> str:
        done = run("which", code, "--campaign", cards, *options)
        assert done.exit_code == status, done.output
        return done.output

    return call


def entry(folder: Path, tag: str, *, own: bool = False) -> Entry:
    entries = Register(folder / "build/register.jsonl").entries()
    return next(each for each in entries if each.locale == tag and bool(each.own) == own)


def test_a_sheet_that_would_be_made_the_same_is_current(cards: Path, which: Which) -> None:
    card = entry(cards, "es")
    said = which(card.code, status=0)
    assert f"{card.code}: card in Spanish (es), released on {card.released}" in said
    assert "translated, 100% of its texts in its language, written by: human" in said
    assert "current: the same sheet would be made now" in said


def test_the_profiles_of_a_sheet_are_told_together(cards: Path, which: Which, run: Run) -> None:
    edit(cards / "handbill.toml", "smallest = 9", 'smallest = 9\nprofiles = ["office", "shop"]')
    assert run("render", "card", "--campaign", cards).exit_code == 0
    card = entry(cards, "es")
    said = which(card.code, status=0)
    assert said.count(card.code) == 1
    assert f"{card.code}: card in Spanish (es), for office, shop, released on {card.released}" in said


def test_a_sheet_of_a_print_run_is_current_with_its_own_facts(cards: Path, which: Which) -> None:
    said = which(entry(cards, "es", own=True).code, status=0)
    assert "its own date: 2011-09-01" in said
    assert "its own place: Salón" in said


def test_changed_words_are_told_word_by_word(cards: Path, which: Which) -> None:
    edit(cards / "locales/es/LC_MESSAGES/invitation.po", "¡We meet on {date}", "¡We all meet on {date}")
    said = which(entry(cards, "es").code)
    assert "out of date" in said
    assert "paragraph-1: ¡We {+all+} meet on {date} …" in said


def test_changed_facts_are_told_as_the_sheet_shows_them(cards: Path, which: Which) -> None:
    edit(cards / "handbill.toml", "2011-08-31\ntime", "2011-09-15\ntime")
    said = which(entry(cards, "es").code)
    assert "date was 31 de agosto de 2011 (2011-08-31), is 15 de septiembre de 2011 (2011-09-15)" in said
    assert "changed, " not in said


def test_a_fact_of_the_campaign_that_its_row_replaced_does_not_make_a_sheet_old(cards: Path, which: Which) -> None:
    edit(cards / "handbill.toml", "2011-08-31\ntime", "2011-09-15\ntime")
    assert "current" in which(entry(cards, "es", own=True).code, status=0)


def test_a_changed_layout_is_told(cards: Path, which: Which) -> None:
    edit(cards / "templates/card.typ", "width: 4in", "width: 5in")
    assert "- its layout changed" in which(entry(cards, "es").code)


def test_a_sheet_of_a_product_or_language_that_is_gone_is_out_of_date(cards: Path, which: Which) -> None:
    code = entry(cards, "es").code
    edit(cards / "handbill.toml", '["es", "ar"]', '["ar"]')
    assert "no language “es” any more" in which(code)
    edit(cards / "handbill.toml", "[products.card]", "[products.poster]\ntemplate = 'templates/card.typ'")
    assert "no product “card” any more" in which(code)


def test_a_translation_that_fell_behind_is_told(cards: Path, which: Which) -> None:
    path = cards / "locales/es/LC_MESSAGES/invitation.po"
    edit(path, "¡{event} at {place}", "")
    edit(path, "¡We meet on {date} at {time}. Call {contact}.", "")
    assert "it is not made any more" in which(entry(cards, "es").code)


def test_a_code_is_read_however_it_is_typed(cards: Path, which: Which) -> None:
    code = entry(cards, "en").code
    assert code in which(code.lower(), status=0)
    assert code in which(f" {code[:3]}-{code[3:]} ", status=0)


@pytest.mark.parametrize("typed", [("{0}", "{1}"), ("Version", "{0}{1}"), ("Versión {0}{1}.",), ("{0}{1} ·",)])
def test_a_code_may_be_typed_in_two_pieces_and_with_the_word_before_it(
    cards: Path, run: Run, typed: Sequence[str]
) -> None:
    code = entry(cards, "en").code
    done = run("which", *(each.format(code[:3], code[3:]) for each in typed), "--campaign", cards)
    assert done.exit_code == 0, done.output
    assert done.output.startswith(code)


def test_a_sheet_on_which_a_date_has_passed_is_out_of_date(cards: Path, which: Which) -> None:
    card = entry(cards, "es")
    assert "current" in which(card.code, "--today", "2011-08-31", status=0)
    said = which(card.code, "--today", "2011-09-01")
    assert "out of date:\n  - it would be refused now: " in said
    assert "August 31, 2011 has passed" in said
    (cards / "build/register.jsonl").unlink()
    assert "out of date" in which(card.code, "--today", "2011-09-01")


def test_the_day_that_the_campaign_names_is_the_one_that_is_looked_from(cards: Path, which: Which) -> None:
    edit(cards / "handbill.toml", "today = 2011-07-04", "today = 2011-10-01")
    assert "would be refused now" in which(entry(cards, "es").code)


def test_a_line_of_the_register_that_somebody_spoilt_is_passed_over(cards: Path, which: Which) -> None:
    card = entry(cards, "es")
    path = cards / "build/register.jsonl"
    path.write_text(path.read_text("utf-8") + card.line.replace('"coverage": 1.0', '"coverage": "all"') + "\n", "utf-8")
    assert which(card.code, status=0).count(card.code) == 1


def test_nearly_the_same_codes_are_named(cards: Path, which: Which) -> None:
    code = entry(cards, "en").code
    other = next(letter for letter in VERSION_LETTERS if letter != code[0])
    said = which(other + code[1:])
    assert "neither the register build/register.jsonl nor the campaign as it is now has such a sheet" in said
    assert f"Nearly the same: {code}" in said


def test_without_a_register_the_sheets_of_now_are_known(cards: Path, which: Which) -> None:
    code = entry(cards, "en").code
    (cards / "build/register.jsonl").unlink()
    assert "not in the register on this machine" in which(code, status=0)


def test_json_says_the_same(cards: Path, which: Which) -> None:
    card = entry(cards, "es")
    edit(cards / "handbill.toml", "18:30:00\ncontact", "19:30:00\ncontact")
    data = json.loads(which(card.code, "--format", "json"))
    assert data["code"] == card.code
    assert data["sheets"][0]["current"] is False
    assert data["sheets"][0]["reasons"] == ["time was 18:30 (18:30:00), is 19:30 (19:30:00)"]


def test_what_cannot_be_a_code_is_wrong_usage(which: Which) -> None:
    assert "“ABC” is no version code" in which("ABC", status=2)
    assert "is no version code" in which("ABC!EF", status=2)


@given(st.text(VERSION_LETTERS, min_size=6, max_size=6))
def test_a_code_with_signs_that_look_alike_is_among_its_readings(code: str) -> None:
    assert readings(code) == [code]
    mistaken = code.replace("Q", "0").replace("L", "1").replace("D", "o").replace("J", "i")
    assert code in readings(mistaken)


@given(st.text())
def test_any_text_has_readings_that_are_codes_or_none(text: str) -> None:
    assert all(len(each) == 6 and set(each) <= set(VERSION_LETTERS) for each in readings(text))
