from __future__ import annotations

import gettext
from pathlib import Path

from tests.conftest import Run
from tests.translated import MARK, edit, translate


def test_programs_read_what_is_compiled_without_what_is_fuzzy(run: Run, starter: Path) -> None:
    translate(starter, "es")
    path = starter / "locales" / "es" / "LC_MESSAGES" / "faq.po"
    edit(path, 'msgid "Until when?"', '#, fuzzy\nmsgid "Until when?"')
    result = run("compile", "--campaign", starter)
    assert result.exit_code == 0
    assert result.stdout == f"4 made, 0 up to date in {starter}/build/locale/\n"
    read = gettext.translation("faq", starter / "build" / "locale", ["es"])
    assert read.gettext("Who may sign?") == f"{MARK}Who may sign?"
    assert read.gettext("Until when?") == "Until when?"


def test_nothing_changed_makes_nothing(run: Run, starter: Path) -> None:
    translate(starter, "es")
    run("compile", "--campaign", starter)
    assert run("compile", "--campaign", starter).stdout.startswith("0 made, 4 up to date")


def test_a_damaged_catalog_is_named_its_program_copy_removed_and_the_rest_compiled(run: Run, starter: Path) -> None:
    translate(starter, "es")
    run("compile", "--campaign", starter)
    (starter / "locales" / "es" / "LC_MESSAGES" / "faq.po").write_text('msgid "a\n')
    result = run("compile", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: locales/es/LC_MESSAGES/faq.po:1: ")
    assert f"removed: {starter}/build/locale/es/LC_MESSAGES/faq.mo\n" in result.stdout
    assert (starter / "build" / "locale" / "es" / "LC_MESSAGES" / "letter.mo").exists()


def test_a_file_that_cannot_be_written_is_exit_status_1(run: Run, starter: Path) -> None:
    translate(starter, "es")
    (starter / "build" / "locale" / "es" / "LC_MESSAGES" / "faq.mo").mkdir(parents=True)
    result = run("compile", "--campaign", starter)
    assert result.exit_code == 1
    assert "faq.mo: cannot be written" in result.stderr


def test_pages_and_flyers_of_earlier_builds_stay(run: Run, starter: Path) -> None:
    run("render", "copy", "--campaign", starter)
    run("compile", "-q", "--campaign", starter)
    assert '"copy/en.json"' in (starter / "build" / "manifest.json").read_text("utf-8")
