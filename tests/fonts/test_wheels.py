from __future__ import annotations

from pathlib import Path

import pytest

from handbill.errors import WorkspaceError
from handbill.fonts.managers import Need
from handbill.fonts.wheels import WHEELS, Wheel, download, download_call, wheel_of
from handbill.render.typography import SCRIPTS, VARIANTS
from tests.fonts.files import wheel


def offline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pip find what lies in a folder, and nothing else."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")


def test_fonts_and_licence_are_taken_out_of_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = wheel(tmp_path, "own-fonts", {"Own.ttf": b"font", "Bold.ttf": b"bold"})
    offline(tmp_path, monkeypatch)
    assert download([made]) == {"Own.ttf": b"font", "Bold.ttf": b"bold", "LICENSE-own-fonts.txt": b"free"}


def test_another_file_than_the_one_that_was_pinned_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = wheel(tmp_path, "own-fonts", {"Own.ttf": b"font"})
    wheel(tmp_path, "own-fonts", {"Own.ttf": b"another"})
    offline(tmp_path, monkeypatch)
    with pytest.raises(WorkspaceError, match=r"pip could not download own-fonts==1\.0"):
        download([made])


def test_what_cannot_be_downloaded_is_told_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offline(tmp_path, monkeypatch)
    with pytest.raises(WorkspaceError, match=r"pip could not download nowhere==1: \S.*") as caught:
        download([Wheel("nowhere", "1", "0" * 64, ())])
    assert "Is there a network" in str(caught.value.hint)


def test_the_best_family_that_there_is_a_wheel_of_is_taken() -> None:
    found = wheel_of(Need(("Noto Naskh Arabic", "Noto Sans Arabic"), "fonts-noto-core"))
    assert found == WHEELS["Noto Sans Arabic"]
    assert wheel_of(Need(("Noto Sans Myanmar",), "fonts-noto-core")) is None


def test_every_wheel_has_a_family_that_a_script_is_set_in_and_a_whole_pin() -> None:
    families = {family for each in (*SCRIPTS.values(), *VARIANTS.values()) for family in each.families}
    assert set(WHEELS) <= families
    for each in WHEELS.values():
        assert len(each.sha256) == 64
        assert each.names[-1].startswith("LICENSE-")
        assert each.requirement in download_call([each])
