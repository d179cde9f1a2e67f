"""``handbill preflight``: what lies in the output folder, looked at again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from handbill import tasks
from tests.conftest import Run
from tests.translated import edit


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made") / "campaign"


@pytest.fixture
def made(kept: Path, starter: Path, run: Run) -> Path:
    """The small campaign with its sheets, made once for all tests."""
    if not kept.exists():
        assert run("build", "--campaign", starter, "-q").exit_code == 0
        shutil.copytree(starter, kept)
    folder = starter.parent / "made"
    shutil.copytree(kept, folder)
    return folder


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_good_sheets_are_good_and_nothing_is_changed(run: Run, made: Path) -> None:
    before = tree(made)
    assert run("preflight", "--campaign", made).exit_code == 0
    result = run("preflight", "flyer", "letter", "--campaign", made)
    assert result.exit_code == 0, result.output
    assert "4 sheets as of " in result.stdout
    assert ": 0 errors, 0 warnings" in result.stdout
    assert "good (4)  reversed" in result.stdout
    assert tree(made) == before


def test_every_question_is_answered_for_each_sheet_in_json(run: Run, made: Path) -> None:
    result = run("preflight", "letter", "-l", "es", "--campaign", made, "--format", "json", "--today", "2029-01-01")
    data = json.loads(result.stdout)
    (sheet,) = data.pop("sheets")
    assert data == {"version": 1, "today": "2029-01-01", "errors": 0, "warnings": 0}
    assert (sheet["product"], sheet["locale"], sheet["flaws"]) == ("letter", "es", [])
    assert "print/es/letter.pdf" in sheet["paths"]
    assert set(sheet["answers"].values()) == {"good"}
    assert {"current", "deadline", "reversed", "code", "tagging"} <= set(sheet["answers"])


def test_a_deadline_that_has_passed_is_told_once_with_its_line(run: Run, made: Path) -> None:
    result = run("preflight", "--campaign", made, "--today", "2030-05-16")
    assert result.exit_code == 1
    assert result.stdout.count("error: ") == 1
    assert f"error: {made}/handbill.toml:14: the deadline of May 15, 2030 has passed" in result.stdout
    assert run("preflight", "--campaign", made, "--today", "2030-05-15").exit_code == 0


def test_a_sheet_that_is_not_there_is_an_error(run: Run, made: Path) -> None:
    (made / "build/manifest.json").unlink()
    result = run("preflight", "flyer", "-l", "es", "--campaign", made)
    assert result.exit_code == 1
    assert "error: flyer es: it is not there" in result.stdout
    assert "not asked  reversed" in result.stdout


def test_what_several_profiles_of_a_sheet_lack_is_told_once(run: Run, made: Path) -> None:
    (made / "build/manifest.json").unlink()
    result = run("preflight", "half-sheet", "-l", "es", "--campaign", made)
    assert result.stdout.count("error: half-sheet es: it is not there") == 1
    assert "2 sheets as of " in result.stdout
    assert ": 1 error, 0 warnings" in result.stdout


def test_what_one_profile_alone_lacks_is_told_of_its_file(run: Run, made: Path) -> None:
    (made / "build/print/es/half-sheet-office-bw.pdf").unlink()
    result = run("preflight", "half-sheet", "-l", "es", "--campaign", made)
    assert "error: half-sheet-office-bw es: print/es/half-sheet-office-bw.pdf is gone" in result.stdout


def test_of_a_picture_is_asked_what_can_be_and_of_the_rest_is_said_that_it_is_not(run: Run, made: Path) -> None:
    arguments = ("preflight", "social-square", "-l", "es", "--campaign", made)
    result = run(*arguments)
    assert result.exit_code == 0
    for question in ("current", "deadline", "zawgyi"):
        assert f"good (1)  {question} " in result.stdout
    assert "not asked  reversed " in result.stdout
    assert "not asked  overlapping " in result.stdout
    (sheet,) = json.loads(run(*arguments, "--format", "json").stdout)["sheets"]
    assert sheet["answers"] == {"current": "good", "deadline": "good", "zawgyi": "good"}


def test_a_deadline_that_has_passed_is_told_of_a_picture_too(run: Run, made: Path) -> None:
    result = run("preflight", "social-square", "-l", "es", "--campaign", made, "--today", "2030-05-16")
    assert result.exit_code == 1
    assert "the deadline of May 15, 2030 has passed" in result.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("source", "it is out of date: it was made from something else"),
        ("flyer.png", "print/en/flyer.png is not as it was made"),
        ("flyer.pdf", "print/en/flyer.pdf is not as it was made"),
        ("gone", "print/en/flyer.pdf is gone from the output folder"),
    ],
)
def test_a_sheet_that_is_not_as_it_was_made_is_an_error_that_says_how(
    run: Run, made: Path, change: str, said: str
) -> None:
    if change == "source":
        edit(made / "source/petition.md", "cross safely", "cross in safety")
    elif change == "gone":
        (made / "build/print/en/flyer.pdf").unlink()
    else:
        path = made / "build/print/en" / change
        path.write_bytes(path.read_bytes() + b"\n")
    result = run("preflight", "flyer", "letter", "-l", "en", "--campaign", made)
    assert result.exit_code == 1
    assert result.stdout.count("error: ") == 1
    assert f"error: flyer en: {said}" in result.stdout


def test_a_sheet_that_would_not_be_made_any_more_is_an_error(run: Run, made: Path) -> None:
    edit(made / "handbill.toml", "minimum = 0.25", 'publish = "reviewed"\nbelow = "hold back"')
    result = run("preflight", "-l", "es", "--campaign", made)
    assert result.exit_code == 1
    assert "error: flyer es: it is still there, and would not be made any more" in result.stdout


def test_a_flaw_in_a_file_that_the_manifest_vouches_for_is_found_all_the_same(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(made / "templates/flyer.typ", "banner\n", 'banner\n  place(dx: 9in, "gone")\n')
    # As an older Handbill made it, which did not ask.
    with monkeypatch.context() as older:
        older.setattr(tasks, "preflight", lambda *_: [])
        assert run("render", "flyer", "--campaign", made, "-q").exit_code == 0
    result = run("preflight", "flyer", "letter", "--campaign", made)
    assert result.exit_code == 1
    for tag in ("en", "es"):
        assert f"error: flyer {tag}, page 1: text lies outside the page: “gone” [outside]" in result.stdout
    assert "good (4)  current" in result.stdout
    assert "2 error  outside" in result.stdout


def test_an_unknown_product_is_wrong_usage(run: Run, made: Path) -> None:
    result = run("preflight", "web", "--campaign", made)
    assert result.exit_code == 2
    assert "no printed product “web”" in result.stderr
