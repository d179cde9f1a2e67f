"""``handbill import``"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from handbill.catalogs.notes import kept_texts
from handbill.catalogs.po import parse
from handbill.model import Origin, State, Unit
from tests.conftest import Run
from tests.translated import edit

CALL = "Sign the petition and share it"
UNTIL = "The agreement is a choice. It ends on {deadline} unless it is renewed."


class Desk:
    """A campaign, and one translator's table of Spanish."""

    def __init__(self, campaign: Path, path: Path, run: Run) -> None:
        self.campaign, self.path, self.run = campaign, path, run
        assert run("export", "--campaign", campaign, "-l", "es", "-o", path, "-q").exit_code == 0

    def fill_in(self, source: str, **cells: str) -> None:
        """Write into the row of a source."""
        lines = list(csv.reader(io.StringIO(self.path.read_text("utf-8-sig"), newline="")))
        for name, text in cells.items():
            for line in lines:
                if line[lines[0].index("Source text")] == source:
                    line[lines[0].index(name.replace("_", " "))] = text
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows(lines)
        self.path.write_text(stream.getvalue(), "utf-8-sig", newline="")

    def unit(self, source: str) -> Unit:
        path = self.campaign / "locales/es/LC_MESSAGES/petition.po"
        return next(each for each in parse(path.read_bytes(), "x").units if each.message.msgid == source)

    def files(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.campaign.rglob("*") if path.is_file() and path.name != ".lock"}


@pytest.fixture
def desk(campaign: Path, tmp_path: Path, run: Run) -> Desk:
    return Desk(campaign, tmp_path / "es.csv", run)


def test_a_translation_is_taken_and_told(desk: Desk, run: Run) -> None:
    desk.fill_in(CALL, Translation="Firme la petición y comparta")
    done = run("import", "--campaign", desk.campaign, desk.path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.split("\n")[:2] == [
        "es.csv: Spanish: 1 taken",
        "1 catalog changed: locales/es/LC_MESSAGES/petition.po",
    ]
    assert desk.unit(CALL).msgstr == ("Firme la petición y comparta",)


def test_a_file_that_nobody_changed_changes_no_byte(desk: Desk, run: Run) -> None:
    before = desk.files()
    done = run("import", "--campaign", desk.campaign, desk.path)
    assert done.exit_code == 0
    assert desk.files() == before


def test_a_dry_run_shows_the_words_that_would_change_and_writes_nothing(desk: Desk, run: Run) -> None:
    before = desk.files()
    now = desk.unit(CALL).msgstr[0]
    desk.fill_in(CALL, Translation=f"{now} hoy")
    done = run("import", "--campaign", desk.campaign, desk.path, "--dry-run")
    assert done.exit_code == 0
    assert "{+hoy+}" in done.stdout
    assert "1 catalog would change" in done.stdout
    assert desk.files() == before


def test_a_conflict_is_listed_with_both_texts_and_fails(desk: Desk, run: Run) -> None:
    desk.fill_in(CALL, Translation="Firme la petición y comparta")
    path = desk.campaign / "locales/es/LC_MESSAGES/petition.po"
    edit(path, f'"{desk.unit(CALL).msgstr[0]}"', '"Firmemos"')
    done = run("import", "--campaign", desk.campaign, desk.path, "-q")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "conflict: both sides changed it" in done.stderr
    assert "the catalog has: Firmemos" in done.stderr
    assert "the file has:    Firme la petición y comparta" in done.stderr
    assert desk.unit(CALL).msgstr == ("Firmemos",)
    assert [each.text for each in kept_texts(desk.unit(CALL).comments)] == ["Firme la petición y comparta"]


def test_findings_are_shown_and_nothing_is_lost(desk: Desk, run: Run) -> None:
    desk.fill_in(UNTIL, Translation="Termina pronto.")
    for options in (["--dry-run"], []):
        done = run("import", "--campaign", desk.campaign, desk.path, *options)
        assert done.exit_code == 1
        assert "the translation lost {deadline} [placeholders]" in done.stderr
    assert desk.unit(UNTIL).msgstr == ("Termina pronto.",)


def test_findings_of_translations_that_the_file_did_not_change_are_not_shown(desk: Desk, run: Run) -> None:
    path = desk.campaign / "locales/es/LC_MESSAGES/petition.po"
    edit(path, f'"{desk.unit(UNTIL).msgstr[0]}"', '"Termina pronto."')
    desk.fill_in(CALL, Translation="Firme la petición y comparta")
    done = run("import", "--campaign", desk.campaign, desk.path)
    assert (done.exit_code, done.stderr) == (0, "")


def test_repairs_are_told(desk: Desk, run: Run) -> None:
    desk.fill_in(UNTIL, Translation="Termina el { Deadline }.")
    done = run("import", "--campaign", desk.campaign, desk.path)
    assert done.exit_code == 0
    assert "repaired: placeholders" in done.stdout
    assert desk.unit(UNTIL).msgstr == ("Termina el {deadline}.",)


def test_what_a_machine_made_is_marked(desk: Desk, run: Run) -> None:
    run("origin", "human", "--campaign", desk.campaign)
    desk.fill_in(CALL, Translation="Firme la petición y comparta")
    assert run("import", "--campaign", desk.campaign, desk.path, "--origin", "machine").exit_code == 0
    assert desk.unit(CALL).origin is Origin.MACHINE
    assert desk.unit(UNTIL).origin is Origin.HUMAN


def test_a_translation_of_a_source_that_changed_meanwhile_becomes_a_suggestion(desk: Desk, run: Run) -> None:
    new = "Sign the petition today and share it"
    desk.fill_in(CALL, Translation="Firme la petición y comparta")
    edit(desk.campaign / "source/petition.md", CALL, new)
    done = run("import", "--campaign", desk.campaign, desk.path)
    assert done.exit_code == 0
    assert "the source has changed since the file went out" in done.stdout
    unit = desk.unit(new)
    assert (unit.msgstr, unit.state) == (("Firme la petición y comparta",), State.FUZZY)
    assert unit.previous
    assert unit.previous.msgid == CALL


def test_what_was_untranslated_when_its_source_changed_is_not_lost(
    desk: Desk, campaign: Path, tmp_path: Path, run: Run
) -> None:
    path = campaign / "locales/es/LC_MESSAGES/petition.po"
    edit(path, f'msgstr "{desk.unit(CALL).msgstr[0]}"', 'msgstr ""')
    desk = Desk(campaign, tmp_path / "later.csv", run)
    desk.fill_in(CALL, Translation="Firme la petición y comparta")
    new = "Sign the petition today and share it"
    edit(campaign / "source/petition.md", CALL, new)
    assert run("update", "--campaign", campaign, "-q").exit_code == 0
    done = run("import", "--campaign", campaign, desk.path)
    assert done.exit_code == 1
    assert "kept aside" in done.stderr
    # An edited message finds the translation that was kept.
    assert (desk.unit(new).msgstr, desk.unit(new).state) == (("Firme la petición y comparta",), State.FUZZY)


def test_a_file_of_another_campaign_is_refused(desk: Desk, starter: Path, run: Run) -> None:
    done = run("import", "--campaign", starter, desk.path)
    assert done.exit_code == 1
    assert "belongs to another campaign, “protect-philly”" in done.stderr
    assert "0 catalogs changed" in done.stdout


def test_a_file_of_a_campaign_whose_name_has_changed_is_taken_with_its_short_name_kept(desk: Desk, run: Run) -> None:
    edit(desk.campaign / "handbill.toml", 'name = "Protect Philly"', 'name = "Protect Philadelphia"')
    refused = run("import", "--campaign", desk.campaign, desk.path)
    assert 'keep its short name in handbill.toml: slug = "protect-philly"' in refused.stderr
    edit(desk.campaign / "handbill.toml", "name = ", 'slug = "protect-philly"\nname = ')
    assert run("import", "--campaign", desk.campaign, desk.path).exit_code == 0


def test_a_file_of_a_language_that_is_not_there_is_refused(desk: Desk, run: Run) -> None:
    edit(desk.campaign / "handbill.toml", '"es", ', "")
    done = run("import", "--campaign", desk.campaign, desk.path)
    assert done.exit_code == 1
    assert "is in “es”, which this campaign is not translated into" in done.stderr


def test_a_file_without_its_label_needs_its_language(desk: Desk, run: Run) -> None:
    desk.fill_in(CALL, Translation="Firme la petición y comparta")
    edit(desk.path, "handbill 1 es protect-philly", "Referencia")
    done = run("import", "--campaign", desk.campaign, desk.path)
    assert done.exit_code == 1
    assert "handbill import -l TAG" in done.stderr
    assert run("import", "--campaign", desk.campaign, "-l", "es", desk.path).exit_code == 0
    assert desk.unit(CALL).msgstr == ("Firme la petición y comparta",)
    wrong = run("import", "--campaign", desk.campaign, "-l", "xx", desk.path)
    assert wrong.exit_code == 2


def test_a_language_that_the_file_contradicts_is_refused(desk: Desk, run: Run) -> None:
    done = run("import", "--campaign", desk.campaign, "-l", "km", desk.path)
    assert done.exit_code == 1
    assert "is in Spanish, not in Khmer" in done.stderr


def test_two_files_of_one_language_are_taken_one_after_the_other(desk: Desk, tmp_path: Path, run: Run) -> None:
    second = Desk(desk.campaign, tmp_path / "second.csv", run)
    desk.fill_in(CALL, Translation="Firme la petición y comparta")
    second.fill_in(CALL, Translation="Firme y reparta")
    second.fill_in(UNTIL, Translation="Termina el {deadline}.")
    done = run("import", "--campaign", desk.campaign, desk.path, second.path)
    assert done.exit_code == 1
    assert desk.unit(CALL).msgstr == ("Firme la petición y comparta",)
    assert [each.text for each in kept_texts(desk.unit(CALL).comments)] == ["Firme y reparta"]
    assert desk.unit(UNTIL).msgstr == ("Termina el {deadline}.",)


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(desk: Desk, tmp_path: Path, run: Run) -> None:
    desk.fill_in(CALL, Translation="Firme la petición y comparta")
    (tmp_path / "bad.xlsx").write_bytes(b"PK")
    done = run("import", "--campaign", desk.campaign, tmp_path / "bad.xlsx", tmp_path / "none.csv", desk.path)
    assert done.exit_code == 1
    assert "bad.xlsx: is damaged" in done.stderr
    assert "none.csv: cannot be read" in done.stderr
    assert desk.unit(CALL).msgstr == ("Firme la petición y comparta",)


@pytest.mark.parametrize("spoil", [lambda text: text[: len(text) // 2], lambda text: text.replace('"', "'")])
def test_a_spoilt_table_never_ends_in_a_traceback(desk: Desk, run: Run, spoil: Callable[[str], str]) -> None:
    desk.path.write_text(spoil(desk.path.read_text("utf-8-sig")), "utf-8")
    done = run("import", "--campaign", desk.campaign, desk.path)
    assert done.exception is None or isinstance(done.exception, SystemExit)
