from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run


def test_a_new_campaign_builds_at_once(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "our street"
    begun = run("init", folder)
    assert begun.exit_code == 0
    assert f"{folder}/source/petition.md" in begun.stdout
    assert "handbill build" in begun.stdout
    result = run("build", "--campaign", folder)
    assert (result.exit_code, "error" in result.output) == (0, False)
    assert (folder / "build" / "print" / "en" / "flyer.pdf").exists()


def test_the_folder_that_one_stands_in_will_do(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", ".").exit_code == 0
    assert (tmp_path / "handbill.toml").exists()


def test_a_folder_with_something_in_it_is_refused(run: Run, starter: Path) -> None:
    result = run("init", starter)
    assert result.exit_code == 1
    assert result.stderr == (
        f"error: {starter}: there is something here already\n  Name a folder that is empty or does not exist yet.\n"
    )


def test_a_folder_that_cannot_be_made_is_one_message(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("init", tmp_path / "file" / "mine")
    assert result.exit_code == 1
    assert result.stderr.count("error: ") == 1
    assert "cannot be written: not a directory" in result.stderr
