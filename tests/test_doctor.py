from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from handbill import doctor, tasks
from handbill.errors import WorkspaceError
from handbill.project import open_project
from handbill.typesetter import Fonts, find_fonts
from tests.translated import edit, translate


def without(family: str) -> Fonts:
    fonts = find_fonts()
    return replace(fonts, files={name: files for name, files in fonts.files.items() if name != family})


def test_a_language_that_can_be_printed_here_has_its_families(starter: Path) -> None:
    project = open_project(starter)
    health = doctor.examine(project, [project.campaign.source])
    assert [(each.language.tag, each.missing, each.uncovered) for each in health] == [("en", (), "")]
    assert health[0].families[0] == "Noto Sans"
    assert doctor.packages_needed(health) == []


def test_a_missing_font_is_named_with_its_package(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(starter / "handbill.toml", '["es"]', '["es", "ur"]')
    edit(starter / "handbill.toml", "[release]", '[languages.ur]\nscript = "Aran"\n[release]')
    monkeypatch.setattr(tasks, "find_fonts", lambda _folders: without("Noto Nastaliq Urdu"))
    project = open_project(starter)
    health = doctor.examine(project, list(project.campaign.by_tag.values()))
    assert [each.language.tag for each in health if each.missing] == ["ur"]
    assert health[2].missing == ("Noto Nastaliq Urdu",)
    assert doctor.packages_needed([*health, *health]) == ["fonts-noto-core"]


def test_a_character_that_no_font_covers_is_found_in_what_is_released(starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "locales" / "es" / "LC_MESSAGES" / "faq.po", "¡What are we asking for?", "¡\U000f0000 What?")
    project = open_project(starter)
    health = doctor.examine(project, [project.campaign.by_tag["es"]])
    assert health[0].uncovered == "\U000f0000"


def test_packages_are_installed_without_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        called.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(subprocess, "run", run)
    doctor.install(["fonts-noto-cjk"])
    assert [command[1] for command in called] == ["update", "install"]
    assert called[1][-1] == "fonts-noto-cjk"
    assert "--yes" in called[1]


@pytest.mark.parametrize(
    ("tool", "user", "message", "hint"),
    [
        (None, 0, "on Debian and its relatives alone", "fonts/ folder"),
        ("/usr/bin/apt-get", 1000, "only root", "sudo apt-get install"),
        ("/usr/bin/apt-get", 0, "apt-get update failed: no network", "apt-get install fonts-noto-core"),
    ],
)
def test_where_fonts_cannot_be_installed_the_error_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tool: str | None, user: int, message: str, hint: str
) -> None:
    failed = subprocess.CompletedProcess([], 100, "", "first\nno network\n")
    monkeypatch.setattr(shutil, "which", lambda _name: tool)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(subprocess, "run", lambda *_arguments, **_options: failed)
    with pytest.raises(WorkspaceError, match=message) as caught:
        doctor.install(["fonts-noto-core"])
    assert hint in str(caught.value.hint)
