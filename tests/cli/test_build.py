from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from handbill.cli.build import Meter
from tests.conftest import REPOSITORY, Run
from tests.translated import MARK, edit, translate


@pytest.fixture
def leaflet(starter: Path) -> Path:
    """The small campaign with all of its Spanish done and without print, which takes the time."""
    translate(starter, "es")
    path = starter / "handbill.toml"
    path.write_text(path.read_text("utf-8").split("[products.flyer]")[0], "utf-8")
    return starter


def test_what_was_made_is_told_at_the_end(run: Run, leaflet: Path) -> None:
    result = run("build", "--campaign", leaflet)
    assert result.exit_code == 0
    assert result.stdout == f"19 made, 0 up to date in {leaflet}/build/\n"
    assert run("build", "--campaign", leaflet).stdout == f"0 made, 19 up to date in {leaflet}/build/\n"


def test_changed_catalogs_are_named(run: Run, leaflet: Path) -> None:
    edit(leaflet / "source" / "faq.md", "Everyone who", "Anyone who")
    assert "locales/es/LC_MESSAGES/faq.po: 1 fuzzy\n" in run("build", "--campaign", leaflet).stdout


def test_what_was_held_back_partly_translated_or_removed_is_told_with_its_reason(run: Run, leaflet: Path) -> None:
    run("build", "--campaign", leaflet)
    catalogs = leaflet / "locales" / "es" / "LC_MESSAGES"
    (catalogs / "faq.po").unlink()
    edit(catalogs / "letter.po", f'msgstr "{MARK}Sincerely,"', 'msgstr ""')
    result = run("build", "--campaign", leaflet)
    assert result.exit_code == 0
    assert "held back: faq in Spanish: 0 of 11 texts are in Spanish; 25% must be\n" in result.stdout
    assert "labelled: letter in Spanish: 5 of 6 texts are in Spanish, the rest in English\n" in result.stdout
    assert f"removed: {leaflet}/build/web/es/faq/index.html\n" in result.stdout


def test_an_error_in_a_translation_is_exit_status_1(run: Run, leaflet: Path) -> None:
    edit(leaflet / "locales/es/LC_MESSAGES/faq.po", f'"{MARK}Until {{deadline:full}}."', f'"{MARK}Until May."')
    result = run("build", "--campaign", leaflet)
    assert result.exit_code == 1
    assert "error: locales/es/LC_MESSAGES/faq.po:" in result.stderr
    assert "Until then the text appears in another language." in result.stderr


def test_the_campaign_is_found_upwards_and_paths_are_those_that_one_would_type(
    run: Run, leaflet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(leaflet / "source")
    result = run("build")
    assert result.exit_code == 0
    assert result.stdout.endswith("in ../build/\n")


def test_without_a_campaign_the_way_out_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.exit_code == 1
    assert "handbill init DIR" in result.stderr


@pytest.mark.parametrize("name", ["nowhere", "source", "handbill.toml"])
def test_a_folder_without_a_campaign_is_wrong_usage(run: Run, starter: Path, name: str) -> None:
    result = run("build", "--campaign", starter / name)
    assert result.exit_code == 2
    assert f"there is no handbill.toml in {starter / name}" in result.stderr


def test_quiet_says_nothing(run: Run, leaflet: Path) -> None:
    result = run("build", "--quiet", "--campaign", leaflet)
    assert (result.exit_code, result.output) == (0, "")


def test_a_part_of_the_languages_can_be_built(run: Run, leaflet: Path) -> None:
    assert run("build", "-l", "en", "-l", "en", "--campaign", leaflet).exit_code == 0
    assert (leaflet / "build" / "copy" / "en.json").exists()
    assert not (leaflet / "build" / "copy" / "es.json").exists()


@pytest.mark.parametrize("said", ["today", "", "-1", "1e9", "99999999999999"])
def test_a_source_date_that_is_no_time_is_wrong_usage(
    run: Run, leaflet: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    result = run("build", "--campaign", leaflet)
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr
    assert not (leaflet / "build" / "copy").exists()


def test_the_latest_source_date_is_understood(run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253402300799")
    assert run("render", "flyer", "-l", "en", "--campaign", starter).exit_code == 0


@pytest.mark.parametrize("held", ["locales", "build"])
def test_a_second_run_says_that_it_waits_and_then_goes_on(leaflet: Path, held: str) -> None:
    (leaflet / held).mkdir(exist_ok=True)
    command = [sys.executable, "cli.py", "build", "--quiet", "--campaign", str(leaflet)]
    with FileLock(leaflet / held / ".lock"):
        second = subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        assert second.stderr.readline() == "Another handbill is at work here; waiting for it to end ...\n"
        assert not (leaflet / "build" / "manifest.json").exists()
    _, rest = second.communicate()
    assert (second.returncode, rest) == (0, "")
    assert (leaflet / "build" / "manifest.json").exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Meter(quiet=False).shown() as meter:
        meter.total(2)
        meter.advance("flyer km")
        meter.advance("letter km")
    assert "2/2" in terminal.getvalue()
    assert "letter km" in terminal.getvalue()
    assert terminal.getvalue().endswith("\n")


def test_a_log_gets_plain_lines_and_few(capsys: pytest.CaptureFixture[str]) -> None:
    with Meter(quiet=False).shown() as meter:
        meter.total(60)
        for _ in range(60):
            meter.advance("flyer km")
    assert capsys.readouterr().err == "60 products to look at\n25 of 60\n50 of 60\n60 of 60\n"


def test_a_quiet_meter_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Meter(quiet=True).shown() as meter:
        meter.total(1)
        meter.advance("flyer km")
    assert terminal.getvalue() == ""


def test_a_terminal_that_cannot_show_a_script_does_not_stop_the_work(campaign: Path) -> None:
    command = [sys.executable, "cli.py", "progress", "--campaign", str(campaign)]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True)
    assert "#" in done.stdout


def test_after_a_deadline_the_last_line_counts_the_products_that_are_refused_and_the_list_of_files_stays_short(
    run: Run, starter: Path
) -> None:
    assert run("build", "--campaign", starter, "-q").exit_code == 0
    result = run("build", "--campaign", starter, "--today", "2031-01-01")
    assert result.exit_code == 1
    assert result.stderr.count("error: ") == 1
    lines = result.stdout.splitlines()
    removed = [line for line in lines if line.startswith("removed: ")]
    assert len(removed) == 21
    assert re.fullmatch(r"removed: and \d+ more", removed[-1])
    refused = re.search(r", (\d+) products refused in ", lines[-1])
    assert refused, lines[-1]
    # Every printed sheet of this campaign but letter and handout shows the deadline.
    assert int(refused[1]) > 10


def test_an_interrupted_build_says_how_far_it_is_and_goes_on(
    run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advance = Meter.advance

    def impatient(self: Meter, label: str) -> None:
        advance(self, label)
        if self.done == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Meter, "advance", impatient)
        result = run("render", "flyer", "letter", "half-sheet", "--campaign", starter)
    assert result.exit_code == 1
    assert "Stopped: 3 of 8 products are done. The same command goes on from there.\n" in result.stderr
    again = run("render", "flyer", "letter", "half-sheet", "--campaign", starter)
    assert again.exit_code == 0
    assert ", 0 up to date" not in again.stdout


def test_an_empty_tag_is_told_with_a_whole_way_out(run: Run, starter: Path) -> None:
    result = run("build", "-l", "", "--campaign", starter)
    assert result.exit_code == 2
    assert result.stderr.rstrip().endswith("handbill locale add TAG")
