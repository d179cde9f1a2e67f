from __future__ import annotations

import json
from pathlib import Path

import pytest

from handbill.cli.progress import bar
from tests.conftest import Run
from tests.translated import MARK, edit, translate

STATES = ["total", "untranslated", "fuzzy", "translated", "reviewed"]


def test_the_json_has_just_the_promised_form(run: Run, starter: Path) -> None:
    translate(starter, "es")
    path = starter / "locales" / "es" / "LC_MESSAGES" / "faq.po"
    edit(path, f'msgstr "{MARK}Until when?"', 'msgstr ""')
    edit(path, 'msgid "Who may sign?"', '#, fuzzy\nmsgid "Who may sign?"')
    result = run("progress", "--format", "json", "--campaign", starter)
    assert (result.exit_code, result.stderr) == (0, "")
    data = json.loads(result.stdout)
    assert list(data) == ["version", "locales"]
    assert data["version"] == 1
    assert list(data["locales"]) == ["es"]
    spanish = data["locales"]["es"]
    assert list(spanish) == ["documents", "total"]
    assert list(spanish["documents"]) == ["petition", "letter", "faq", "interface"]
    for tally in (*spanish["documents"].values(), spanish["total"]):
        assert list(tally) == ["messages", "words"]
        assert all(list(tally[unit]) == STATES for unit in tally)
        assert all(sum(tally[unit].values()) == 2 * tally[unit]["total"] for unit in tally)
    assert spanish["documents"]["faq"]["messages"] == dict(zip(STATES, (11, 1, 1, 9, 0), strict=True))
    assert spanish["documents"]["faq"]["words"]["untranslated"] == 2
    assert spanish["documents"]["faq"]["words"]["fuzzy"] == 3


def test_tags_in_the_json_are_bcp_47(run: Run, campaign: Path) -> None:
    result = run("progress", "--format", "json", "-l", "zh_Hans", "--campaign", campaign)
    assert list(json.loads(result.stdout)["locales"]) == ["zh-Hans"]


def test_the_table_has_a_line_for_each_language_and_document(run: Run, starter: Path) -> None:
    translate(starter, "es")
    lines = run("progress", "--campaign", starter).stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["es", "petition", "letter", "faq", "interface"]
    assert lines[1].split()[3:5] == ["100%", "52"]


def test_the_columns_of_the_table_are_aligned(run: Run, campaign: Path) -> None:
    lines = run("progress", "--campaign", campaign).stdout.splitlines()
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize("shape", ["json", "table"])
def test_what_cannot_be_read_is_an_error_and_the_rest_is_still_shown(run: Run, starter: Path, shape: str) -> None:
    translate(starter, "es")
    (starter / "locales" / "es" / "LC_MESSAGES" / "faq.po").write_bytes(b"\xff")
    result = run("progress", "--format", shape, "--campaign", starter)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: locales/es/LC_MESSAGES/faq.po:1: ")
    assert "letter" in result.stdout
    assert "faq" not in result.stdout


def test_nothing_is_written(run: Run, starter: Path) -> None:
    before = sorted(starter.rglob("*"))
    run("progress", "--campaign", starter)
    assert sorted(starter.rglob("*")) == before


@pytest.mark.parametrize(("done", "filled"), [(0.0, 0), (0.5, 8), (0.999, 15), (1.0, 16)])
def test_a_bar_is_full_only_when_everything_is_done(done: float, filled: int) -> None:
    drawn = bar(done)
    assert len(drawn) == 16
    assert drawn.count("█") + drawn.count("#") == filled
