"""``handbill export``"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handbill.catalogs.po import parse, serialize
from handbill.exchange.formats import read
from handbill.exchange.parcel import ReturnedRow
from handbill.model import State
from tests.conftest import Run
from tests.translated import edit


@pytest.fixture
def here(starter: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small campaign, with its catalogs, and the user in its folder."""
    assert run("update", "--campaign", starter, "-q").exit_code == 0
    monkeypatch.chdir(starter)
    return starter


def rows(path: Path) -> list[ReturnedRow]:
    return read(path.read_bytes(), path.name).rows


def test_a_file_is_named_for_campaign_and_language(here: Path, run: Run) -> None:
    done = run("export", "-l", "es")
    assert (done.exit_code, done.stderr) == (0, "")
    path = here / done.stdout.split(":")[0]
    assert path.name.endswith("-es.xlsx")
    assert f"{path.name}: {len(rows(path))} texts\n" == done.stdout


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.xlsx", b"PK"), ("a.docx", b"PK"), ("a.csv", b"\xef\xbb\xbf"), ("a.xlf", b"<?xml"), ("a.xliff", b"<?xml")],
)
def test_the_name_of_a_file_says_its_format(here: Path, run: Run, name: str, start: bytes) -> None:
    assert run("export", "-l", "es", "-o", name, "-q").exit_code == 0
    assert (here / name).read_bytes().startswith(start)


def test_a_format_that_is_named_wins(here: Path, run: Run) -> None:
    assert run("export", "-l", "es", "-o", "a.xlf", "--format", "xliff2").exit_code == 0
    assert b'version="2.0"' in (here / "a.xlf").read_bytes()


def test_a_file_that_somebody_may_have_filled_in_is_never_overwritten(here: Path, run: Run) -> None:
    (here / "a.xlsx").write_bytes(b"mine")
    done = run("export", "-l", "es", "-o", "a.xlsx")
    assert done.exit_code == 2
    assert "already there" in done.stderr
    assert "--force" in done.stderr
    assert (here / "a.xlsx").read_bytes() == b"mine"
    assert run("export", "-l", "es", "-o", "a.xlsx", "--force").exit_code == 0
    assert len(rows(here / "a.xlsx")) > 10


def test_documents_can_be_named(here: Path, run: Run) -> None:
    assert run("export", "-l", "es", "-o", "a.csv", "letter", "faq").exit_code == 0
    assert {row.domain for row in rows(here / "a.csv")} == {"letter", "faq"}
    done = run("export", "-l", "es", "-o", "b.csv", "lettre")
    assert (done.exit_code, (here / "b.csv").exists()) == (2, False)
    assert "There are: faq, interface, letter, petition." in done.stderr


def test_only_what_is_left_to_do_can_be_asked_for(here: Path, run: Run) -> None:
    counts = {}
    path = here / "locales/es/LC_MESSAGES/petition.po"
    catalog = parse(path.read_bytes(), path.name)
    units = [replace(unit, msgstr=("Firme hoy",)) if "today" in unit.message.msgid else unit for unit in catalog.units]
    path.write_bytes(serialize(replace(catalog, units=tuple(units))))
    edit(here / "source/petition.md", "Sign the petition today", "Sign the petition right now")
    for only in ("all", "untranslated", "needs-work", "unfinished"):
        assert run("export", "-l", "es", "-o", f"{only}.csv", "--only", only).exit_code == 0
        path = here / f"{only}.csv"
        states = [row.reference.state for row in rows(path) if row.reference] if path.exists() else []
        counts[only] = len(states)
        assert only == "all" or all(state < State.TRANSLATED for state in states)
    assert counts["needs-work"] == 1
    assert counts["unfinished"] == counts["untranslated"] + counts["needs-work"]


def test_nothing_to_write_writes_nothing(here: Path, run: Run) -> None:
    done = run("export", "-l", "es", "-o", "a.csv", "--only", "needs-work", "interface")
    assert (done.exit_code, (here / "a.csv").exists()) == (0, False)
    assert "nothing to write" in done.stdout


def test_several_languages_go_into_a_folder_and_not_into_one_file(campaign: Path, tmp_path: Path, run: Run) -> None:
    done = run("export", "--campaign", campaign, "-l", "es", "-l", "km", "-o", tmp_path / "a.xlsx")
    assert done.exit_code == 2
    assert run("export", "--campaign", campaign, "-l", "es", "-l", "km", "-o", tmp_path / "out").exit_code == 0
    assert [path.name for path in sorted((tmp_path / "out").iterdir())] == [
        "protect-philly-es.xlsx",
        "protect-philly-km.xlsx",
    ]


def test_exporting_changes_no_catalog(campaign: Path, tmp_path: Path, run: Run) -> None:
    edit(campaign / "source/petition.md", "Sign the petition and share it", "Sign our petition and share it")
    before = {path: path.read_bytes() for path in campaign.rglob("*.po*")}
    assert run("export", "--campaign", campaign, "-l", "es", "-o", tmp_path / "a.csv").exit_code == 0
    assert {path: path.read_bytes() for path in campaign.rglob("*.po*")} == before
    # But what goes out is what the source says now.
    assert "Sign our petition and share it" in {row.source for row in rows(tmp_path / "a.csv")}


def test_a_damaged_catalog_is_told_and_the_others_go_out(campaign: Path, tmp_path: Path, run: Run) -> None:
    (campaign / "locales/es/LC_MESSAGES/faq.po").write_text('msgid "', "utf-8")
    done = run("export", "--campaign", campaign, "-l", "es", "-o", tmp_path / "a.csv")
    assert done.exit_code == 1
    assert "faq.po:1" in done.stderr
    assert {row.domain for row in rows(tmp_path / "a.csv")} == {"petition", "letter", "interface"}


def test_an_ending_that_is_no_format_is_wrong_usage_unless_the_format_is_named(here: Path, run: Run) -> None:
    done = run("export", "-l", "es", "-o", "a.pdf")
    assert (done.exit_code, (here / "a.pdf").exists()) == (2, False)
    assert "--format" in done.stderr
    assert run("export", "-l", "es", "-o", "a.pdf", "--format", "csv").exit_code == 0


def test_a_name_without_an_ending_is_a_folder(here: Path, run: Run) -> None:
    assert run("export", "-l", "es", "-o", "out").exit_code == 0
    assert [path.suffix for path in (here / "out").iterdir()] == [".xlsx"]
