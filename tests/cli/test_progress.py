from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from wcwidth import wcswidth

from tests.conftest import Run
from tests.translated import MARK, edit, translate

UNITS = ["messages", "words", "characters"]
OTHERS = ["percent", "words_left", "words_changed", "origins", "findings"]
STATES = ["total", "untranslated", "fuzzy", "translated", "reviewed"]


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tests are run in makes no difference."""
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def grid(said: str) -> list[str]:
    """Give the lines of the table itself."""
    return said.split("\n\n", maxsplit=1)[0].split("\n")


def test_the_json_has_just_the_promised_form(run: Run, starter: Path) -> None:
    translate(starter, "es")
    path = starter / "locales" / "es" / "LC_MESSAGES" / "faq.po"
    edit(path, f'msgstr "{MARK}Until when?"', 'msgstr ""')
    edit(path, 'msgid "Who may sign?"', '#, fuzzy\nmsgid "Who may sign?"')
    result = run("progress", "--format", "json", "--campaign", starter)
    assert (result.exit_code, result.stderr) == (0, "")
    data = json.loads(result.stdout)
    assert list(data) == ["version", "locales", "total"]
    assert data["version"] == 1
    assert list(data["locales"]) == ["es"]
    spanish = data["locales"]["es"]
    assert list(spanish) == ["documents", "total", "unread"]
    assert list(spanish["documents"]) == ["petition", "letter", "faq", "interface"]
    for tally in (*spanish["documents"].values(), spanish["total"]):
        assert list(tally) == [*UNITS, *OTHERS, "last_change", "credited"]
        assert all(list(tally[unit]) == STATES for unit in UNITS)
        assert all(sum(tally[unit].values()) == 2 * tally[unit]["total"] for unit in UNITS)
        assert sum(tally["origins"].values()) + tally["words_left"] == tally["words"]["total"]
    assert spanish["documents"]["faq"]["messages"] == dict(zip(STATES, (11, 1, 1, 9, 0), strict=True))
    assert spanish["documents"]["faq"]["words"]["untranslated"] == 2
    assert spanish["documents"]["faq"]["words"]["fuzzy"] == 3


def test_tags_in_the_json_are_bcp_47(run: Run, campaign: Path) -> None:
    result = run("progress", "--format", "json", "-l", "zh_Hans", "--campaign", campaign)
    assert list(json.loads(result.stdout)["locales"]) == ["zh-Hans"]


def test_the_table_has_a_line_for_each_language_and_document(run: Run, starter: Path) -> None:
    translate(starter, "es")
    lines = grid(run("progress", "--campaign", starter).stdout)
    assert [line.split()[0] for line in lines[1:]] == ["es", "petition", "letter", "faq", "interface"]
    assert lines[1].split()[3:5] == ["100%", "52"]


def test_the_columns_of_the_table_are_aligned(run: Run, campaign: Path) -> None:
    lines = grid(run("progress", "--campaign", campaign).stdout)
    assert {wcswidth(line) for line in lines} == {80}


def test_what_cannot_be_read_is_an_error_and_the_rest_is_still_shown(run: Run, starter: Path) -> None:
    translate(starter, "es")
    (starter / "locales" / "es" / "LC_MESSAGES" / "faq.po").write_bytes(b"\xff")
    table, data = (run("progress", "--format", shape, "--campaign", starter) for shape in ("table", "json"))
    for result in (table, data):
        assert result.exit_code == 1
        assert result.stderr.startswith("error: locales/es/LC_MESSAGES/faq.po:1: ")
    lines = grid(table.stdout)
    assert [line.split()[0] for line in lines[1:]] == ["es", "petition", "letter", "interface"]
    assert lines[1].split()[3] == "?"
    assert "Spanish (es): not counted, as it cannot be read: faq" in table.stdout
    spanish = json.loads(data.stdout)["locales"]["es"]
    assert list(spanish["documents"]) == ["petition", "letter", "interface"]
    assert spanish["unread"] == ["faq"]


def test_nothing_is_written(run: Run, starter: Path) -> None:
    before = sorted(starter.rglob("*"))
    run("progress", "--campaign", starter)
    assert sorted(starter.rglob("*")) == before


@pytest.mark.parametrize("columns", [40, 80, 100, 200])
def test_the_table_is_as_wide_as_the_terminal_allows(
    run: Run, campaign: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = grid(run("progress", "--campaign", campaign).stdout)
    assert len({wcswidth(line) for line in lines}) == 1
    assert wcswidth(lines[0]) <= max(columns, 76)
    assert ("Simplified Chinese" in "".join(lines)) is (columns >= 100)


def test_colours_are_for_terminals_and_for_those_who_ask(
    run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" not in run("progress", "--campaign", starter).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run("progress", "--campaign", starter).stdout
    assert "\x1b[" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("progress", "--campaign", starter).stdout == click.unstyle(coloured)


def test_a_change_of_the_source_is_told_at_once(run: Run, starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "source" / "faq.md", "Everyone who", "All who")
    said = run("progress", "--campaign", starter).stdout
    assert re.search(r"^\d+ words changed since the catalogs were updated: es$", said, re.MULTILINE)
    assert "handbill update --dry-run" in said
    run("update", "--campaign", starter)
    assert "changed since" not in run("progress", "--campaign", starter).stdout


@pytest.mark.parametrize("shape", ["table", "json", "csv", "markdown", "html"])
def test_what_is_printed_can_be_written_to_a_file(run: Run, starter: Path, tmp_path: Path, shape: str) -> None:
    options = ("--format", shape, "--campaign", starter, "--today", "2011-07-04")
    printed = run("progress", *options)
    path = tmp_path / "deep" / "progress.txt"
    written = run("progress", *options, "-o", path)
    assert (printed.exit_code, written.exit_code, written.stdout) == (0, 0, "")
    assert path.read_bytes() == printed.stdout_bytes


def test_badges_lie_in_the_output_folder(run: Run, starter: Path, tmp_path: Path) -> None:
    assert (
        run("progress", "--format", "badges", "--campaign", starter).stdout
        == f"2 badges in {starter}/build/progress/\n"
    )
    assert sorted(path.name for path in (starter / "build" / "progress").iterdir()) == ["es.svg", "total.svg"]
    run("progress", "--format", "badges", "--campaign", starter, "-o", tmp_path / "badges")
    assert (tmp_path / "badges" / "es.svg").is_file()


@pytest.mark.parametrize(("shape", "path"), [("html", "source"), ("badges", "handbill.toml")])
def test_an_output_of_the_wrong_kind_is_wrong_usage(run: Run, starter: Path, shape: str, path: str) -> None:
    result = run("progress", "--format", shape, "--campaign", starter, "-o", starter / path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {starter / path} is a ")


def test_progress_is_recorded_and_changes_are_told_since(run: Run, starter: Path) -> None:
    result = run("progress", "--record", "--today", "2011-07-01", "--campaign", starter)
    assert result.exit_code == 0
    assert result.stderr.startswith("recorded in history/2011-07-01T000000Z-")
    again = run("progress", "--record", "--today", "2011-07-02", "--campaign", starter)
    assert again.stderr == "nothing to record: all is as it was\n"
    translate(starter, "es")
    said = run("progress", "--since", "2011-07-03", "--campaign", starter).stdout
    assert re.search(
        r"^Spanish \(es\) since 2011-07-01: \+\d+ words done, \+0 reviewed; the source \+0$", said, re.MULTILINE
    )
    since = json.loads(run("progress", "--since", "2011-07-03", "--format", "json", "--campaign", starter).stdout)
    assert since["locales"]["es"]["total"]["since"]["recorded"] == "2011-07-01"


def test_since_without_a_history_says_how_to_begin_one(run: Run, starter: Path) -> None:
    said = run("progress", "--since", "2011-07-03", "--campaign", starter).stdout
    assert "Spanish (es): nothing was recorded yet; handbill progress --record does" in said


def test_damaged_history_is_an_error_with_its_place(run: Run, starter: Path) -> None:
    (starter / "history").mkdir()
    (starter / "history" / "x.jsonl").write_text("<<<<<<<\n", "utf-8")
    result = run("progress", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: history/x.jsonl:1: ")
    assert "petition" in result.stdout


def test_too_little_fails(run: Run, starter: Path) -> None:
    translate(starter, "es")
    assert run("progress", "--fail-under", "100", "--campaign", starter).exit_code == 0
    edit(starter / "source" / "faq.md", "Everyone who", "All who")
    result = run("progress", "--fail-under", "100", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: Spanish (es): 9")


def test_work_that_waits_fails(run: Run, starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "source" / "faq.md", "Everyone who", "All who")
    stale = ("progress", "--fail-on-stale", "30", "--campaign", starter)
    assert run(*stale).exit_code == 0
    result = run(*stale, "--today", "2099-01-01")
    assert result.exit_code == 1
    assert re.match(r"error: Spanish \(es\): \d+ words are left, and the last change is \d+ days old", result.stderr)


@pytest.mark.parametrize(
    "options",
    [("--fail-under", "101"), ("--fail-under", "most"), ("--fail-on-stale", "-1"), ("--since", "yesterday")],
)
def test_what_cannot_be_asked_is_wrong_usage(run: Run, starter: Path, options: tuple[str, str]) -> None:
    assert run("progress", *options, "--campaign", starter).exit_code == 2


def test_a_test_of_layouts_counts_in_no_total(run: Run, starter: Path, tmp_path: Path) -> None:
    translate(starter, "es")
    before = json.loads(run("progress", "--campaign", starter, "--format", "json").stdout)
    run("locale", "add", "en-XA", "--campaign", starter)
    after = json.loads(run("progress", "--campaign", starter, "--format", "json").stdout)
    assert after["total"] == before["total"]
    assert list(after["locales"]) == ["es", "en-XA"]
    result = run("progress", "--campaign", starter, "--record", "--fail-under", "100", "--fail-on-stale", "0")
    assert "en-XA" not in result.stderr
    assert "machine" not in result.stdout
    run("progress", "--campaign", starter, "--format", "badges", "-o", tmp_path / "badges")
    assert sorted(path.name for path in (tmp_path / "badges").iterdir()) == ["es.svg", "total.svg"]
