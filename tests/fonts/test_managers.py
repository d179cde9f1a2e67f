from __future__ import annotations

import os
from pathlib import Path

import pytest

from handbill.errors import WorkspaceError
from handbill.fonts.managers import MANAGERS, Need, install, manager_here

KHMER = Need(("Noto Sans Khmer", "Khmer Mondulkiri"), "fonts-noto-core")
CHINESE = Need(("Noto Sans CJK SC",), "fonts-noto-cjk")
LATIN = Need(("Noto Sans",), "fonts-noto-core")
OPENSUSE = ("google-noto-sans-cjk-fonts", "google-noto-sans-fonts", "google-noto-sans-khmer-fonts")


def system(folder: Path, monkeypatch: pytest.MonkeyPatch, *programs: str, says: str = "", root: bool = True) -> Path:
    """Make a system that has these programs alone; give the file in which their calls are kept."""
    (folder / "bin").mkdir()
    log = folder / "calls"
    for name in programs:
        program = folder / "bin" / name
        fails = f"echo first >&2; echo '{says}' >&2; exit 100" if says else "exit 0"
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> {log}\n{fails}\n', "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder / "bin"))
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    return log


@pytest.mark.parametrize(
    ("program", "calls"),
    [
        (
            "apt-get",
            ["update --quiet", "install --yes --no-install-recommends fonts-noto-cjk fonts-noto-core"],
        ),
        ("dnf", ["install --assumeyes google-noto-fonts-all google-noto-sans-cjk-fonts"]),
        (
            "zypper",
            [f"--non-interactive install {' '.join(OPENSUSE)}"],
        ),
        ("pacman", ["-S --needed --noconfirm noto-fonts noto-fonts-cjk"]),
        ("apk", ["update", "add font-noto-all font-noto-cjk"]),
        ("brew", ["install --cask font-noto-sans font-noto-sans-cjk-sc font-noto-sans-khmer"]),
    ],
)
def test_each_manager_is_called_by_its_own_names_for_the_fonts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, calls: list[str]
) -> None:
    log = system(tmp_path, monkeypatch, program, root=program != "brew")
    install([KHMER, CHINESE, LATIN])
    assert log.read_text("utf-8").splitlines() == [f"{program} {call}" for call in calls]


def test_every_manager_is_tried() -> None:
    assert len({each.program for each in MANAGERS}) == 6


def test_a_system_without_a_manager_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system(tmp_path, monkeypatch)
    assert manager_here() is None
    with pytest.raises(WorkspaceError, match="no package manager here that Handbill knows") as caught:
        install([KHMER])
    assert "fonts-noto-core" in str(caught.value.hint)
    assert "--from pypi" in str(caught.value.hint)


def test_who_is_not_root_is_told_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = system(tmp_path, monkeypatch, "apt-get", root=False)
    with pytest.raises(WorkspaceError, match="only root") as caught:
        install([KHMER])
    assert "sudo apt-get install --yes --no-install-recommends fonts-noto-core" in str(caught.value.hint)
    assert not log.exists()


def test_a_manager_that_fails_is_told_with_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = system(tmp_path, monkeypatch, "apt-get", says="no network")
    with pytest.raises(WorkspaceError, match="apt-get update failed: no network") as caught:
        install([KHMER])
    assert "apt-get install fonts-noto-core" in str(caught.value.hint)
    assert len(log.read_text("utf-8").splitlines()) == 1
