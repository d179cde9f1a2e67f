from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.translated import MARK, edit, translate

FAQ = "locales/es/LC_MESSAGES/faq.po"


@pytest.fixture
def leaflet(starter: Path) -> Path:
    """The small campaign with all of its Spanish done."""
    translate(starter, "es")
    return starter


def warn(folder: Path) -> None:
    """Write a translation that a warning is found in."""
    edit(folder / FAQ, f'msgstr "{MARK}Who may sign?"', 'msgstr "¿Quién puede  firmar?"')


def fail(folder: Path) -> None:
    """Write a translation that an error is found in."""
    edit(folder / FAQ, f'"{MARK}Until {{deadline:full}}."', '"Hasta mayo."')


def test_nothing_wrong_is_exit_status_0(run: Run, leaflet: Path) -> None:
    result = run("check", "--campaign", leaflet)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "0 errors, 0 warnings\n", "")


def test_a_finding_names_its_place_and_says_what_to_do_and_marks_the_text(run: Run, leaflet: Path) -> None:
    warn(leaflet)
    result = run("check", "--campaign", leaflet)
    assert result.exit_code == 0
    lines = result.stdout.split("\n")
    assert lines[0].startswith(f"warning: {FAQ}:")
    assert lines[0].endswith(": the translation has two spaces in a row [spaces]")
    assert lines[1] == "  faq in es, “Who may sign?”. Leave one."
    assert lines[2:4] == ["    ¿Quién puede  firmar?", "                ^^"]
    assert lines[4] == "0 errors, 1 warning"


def test_errors_are_exit_status_1_and_warnings_when_asked(run: Run, leaflet: Path) -> None:
    warn(leaflet)
    assert run("check", "--campaign", leaflet, "--fail-on", "warning").exit_code == 1
    fail(leaflet)
    result = run("check", "--campaign", leaflet)
    assert result.exit_code == 1
    assert "Until then the text appears in another language." in result.stdout
    assert result.stdout.endswith("1 error, 1 warning\n")


def test_a_damaged_catalog_is_an_error_and_the_others_are_checked(run: Run, leaflet: Path) -> None:
    warn(leaflet)
    (leaflet / "locales/es/LC_MESSAGES/letter.po").write_bytes(b'msgid "a\n')
    result = run("check", "--campaign", leaflet)
    assert result.exit_code == 1
    assert "error: locales/es/LC_MESSAGES/letter.po:1" in result.stderr
    assert "[spaces]" in result.stdout
    log = json.loads(run("check", "--campaign", leaflet, "--format", "json").stdout)
    assert [error["path"] for error in log["errors"]] == ["locales/es/LC_MESSAGES/letter.po"]
    assert [finding["check"] for finding in log["findings"]] == ["spaces"]


@pytest.mark.parametrize("shape", ["json", "sarif", "github"])
def test_other_programs_can_read_it(run: Run, leaflet: Path, shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(leaflet)
    # A repository that the campaign is a folder of.
    monkeypatch.chdir(leaflet.parent)
    result = run("check", "--campaign", leaflet, "--format", shape)
    assert result.exit_code == 1
    assert result.stderr == ""
    if shape == "github":
        assert result.stdout.startswith(f"::error file=starter/{FAQ},line=")
    else:
        log = json.loads(result.stdout)
        found = log["findings"] if shape == "json" else log["runs"][0]["results"]
        assert len(found) == 1
        assert (f'"starter/{FAQ}"' in result.stdout) is (shape == "sarif")


def test_one_language_can_be_asked_for(run: Run, leaflet: Path) -> None:
    edit(leaflet / "handbill.toml", '["es"]', '["es", "fr"]')
    warn(leaflet)
    assert "0 warnings" in run("check", "--campaign", leaflet, "-l", "fr").stdout
    assert "1 warning" in run("check", "--campaign", leaflet, "-l", "es").stdout


def test_a_check_is_explained_anywhere(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check", "--explain", "numbers")
    assert result.exit_code == 0
    assert result.stdout.startswith("numbers (warning)\nThe translation has the numbers of the source.\n")
    assert "ignore-numbers" in result.stdout
    assert run("check", "--explain", "spelling").exit_code == 0


def test_a_check_that_there_is_not_is_wrong_usage_with_the_nearest(run: Run) -> None:
    result = run("check", "--explain", "nunbers")
    assert result.exit_code == 2
    assert "Did you mean “numbers”?" in result.stderr


def test_a_flag_switches_a_check_off_and_an_update_keeps_it(run: Run, leaflet: Path) -> None:
    warn(leaflet)
    edit(leaflet / FAQ, 'msgid "Who may sign?"', '#, ignore-spaces\nmsgid "Who can sign?"')
    assert run("check", "--campaign", leaflet).stdout == "0 errors, 0 warnings\n"
    assert run("update", "--campaign", leaflet).exit_code == 0
    assert "#, ignore-spaces" in (leaflet / FAQ).read_text("utf-8")


@pytest.mark.parametrize("setting", ['[checks]\noff = ["spaces"]\n', '[languages.es]\nchecks_off = ["spaces"]\n'])
def test_the_campaign_switches_a_check_off(run: Run, leaflet: Path, setting: str) -> None:
    warn(leaflet)
    edit(leaflet / "handbill.toml", "[release]", f"{setting}\n[release]")
    assert run("check", "--campaign", leaflet).stdout == "0 errors, 0 warnings\n"


def test_an_error_that_is_switched_off_is_released(run: Run, leaflet: Path) -> None:
    fail(leaflet)
    edit(leaflet / "handbill.toml", "[release]", '[checks]\noff = ["placeholders"]\n\n[release]')
    assert run("render", "web", "--campaign", leaflet, "-q").exit_code == 0
    assert "Hasta mayo." in (leaflet / "build/web/es/faq/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ('[checks]\noff = ["numbrs"]\n', "checks.off"),
        ('[languages.es]\nchecks_off = ["numbrs"]\n', "languages.es.checks_off"),
    ],
)
def test_an_unknown_check_in_the_campaign_is_told_with_key_and_line(
    run: Run, leaflet: Path, setting: str, place: str
) -> None:
    edit(leaflet / "handbill.toml", "[release]", f"{setting}\n[release]")
    line = (leaflet / "handbill.toml").read_text("utf-8").split("\n").index(setting.split("\n")[1]) + 1
    result = run("check", "--campaign", leaflet)
    assert result.exit_code == 1
    assert f"handbill.toml:{line}: {place}: there is no check “numbrs”" in result.stderr
    assert "Did you mean “numbers”?" in result.stderr


def test_a_build_tells_how_many_warnings_there_are_and_no_more(run: Run, leaflet: Path) -> None:
    path = leaflet / "handbill.toml"
    path.write_text(path.read_text("utf-8").split("[products.flyer]")[0], "utf-8")
    warn(leaflet)
    result = run("build", "--campaign", leaflet)
    assert result.exit_code == 0
    assert "1 warning about translations: handbill check shows it\n" in result.stderr
    assert "[spaces]" not in result.output


def test_spelling_is_looked_at_when_asked_for(run: Run, leaflet: Path) -> None:
    pytest.importorskip("enchant", exc_type=ImportError)
    result = run("check", "--campaign", leaflet, "--spelling")
    assert result.exit_code == 0
    assert "Spanish: no dictionary is here" in result.stderr or "[spelling]" in result.stdout


def test_a_source_that_cannot_be_read_is_told(run: Run, starter: Path) -> None:
    (starter / "source/letter.md").unlink()
    result = run("check", "--campaign", starter)
    assert result.exit_code == 1
    assert "source/letter.md: there is no such file" in result.stderr


@pytest.mark.parametrize("command", [["check"], ["progress"], ["review", "--accept-all"], ["export", "-l", "es"]])
@pytest.mark.parametrize("broken", ["locales", "locales/es/LC_MESSAGES/letter.po", "glossary.csv"])
def test_what_stands_where_a_file_should_is_told_with_its_place(
    run: Run, starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, command: list[str], broken: str
) -> None:
    # What can be exported is written to the working folder.
    monkeypatch.chdir(tmp_path)
    path = starter / broken
    if path.is_dir():
        shutil.rmtree(path)
        path.write_text("no folder")
    else:
        path.unlink(missing_ok=True)
        path.mkdir()
    result = run(*command, "--campaign", starter)
    assert result.exit_code == 1
    assert broken in result.stderr
