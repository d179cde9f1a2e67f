from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handbill.errors import RenderError
from handbill.fonts.faces import FontSources
from handbill.fonts.troubles import Trouble
from handbill.languages import language
from handbill.model import Severity
from handbill.render.fonts import Coverage
from handbill.typesetter import find_fonts
from tests.fonts.files import font, system_of, variable

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def troubles(folder: Path) -> tuple[Trouble, ...]:
    return find_fonts(FontSources(folder, system=False)).troubles


def cut_short(folder: Path) -> None:
    path = font(folder / "Bad.ttf")
    path.write_bytes(path.read_bytes()[:200])


def cut_at_its_end(folder: Path) -> None:
    path = font(folder / "Bad.ttf")
    path.write_bytes(path.read_bytes()[:-8])


def dangling(folder: Path) -> None:
    (folder / "Bad.otf").symlink_to("/nowhere/at/all.otf")


def led_out(folder: Path) -> None:
    (folder / "Bad.ttf").symlink_to(font(folder.parent / "Elsewhere.ttf"))


def twice(folder: Path) -> None:
    font(folder / "Bad.ttf", name="First")
    font(folder / "sub" / "Better.ttf", name="Second")


CASES: list[tuple[Callable[[Path], object], Severity, str, str]] = [
    (cut_short, ERROR, "fonts/Bad.ttf", "is a damaged font, or none at all"),
    (cut_at_its_end, ERROR, "fonts/Bad.ttf", "is a font of which the end is missing"),
    (lambda folder: (folder / "Bad.otf").touch(), ERROR, "fonts/Bad.otf", "is a damaged font, or none at all"),
    (dangling, ERROR, "fonts/Bad.otf", "cannot be read: no such file"),
    (led_out, WARNING, "fonts/Bad.ttf", "is a link out of the folder"),
    (twice, ERROR, "fonts/sub/Better.ttf", "has the same face as fonts/Bad.ttf: Own, weight 400"),
    (lambda folder: (folder / "Bad.woff2").touch(), WARNING, "fonts/Bad.woff2", "Typst does not read .woff2 files"),
]


@pytest.mark.parametrize(("make", "severity", "path", "message"), CASES)
def test_what_cannot_be_used_is_told_by_its_path(
    tmp_path: Path, make: Callable[[Path], object], severity: Severity, path: str, message: str
) -> None:
    folder = tmp_path / "fonts"
    font(folder / "Own-Bold.ttf", weight=700)
    make(folder)
    (found,) = troubles(folder)
    assert (found.severity, found.path) == (severity, path)
    assert found.message.startswith(message)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    font(tmp_path / "fonts" / "Own.ttf").chmod(0)
    (found,) = troubles(tmp_path / "fonts")
    assert found.message == "cannot be read: permission denied"


def test_what_is_no_font_or_lies_well_is_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    font(folder / "Own.ttf")
    font(folder / "deeper" / "Bold.TTF", weight=700)
    (folder / "Link.ttf").symlink_to(folder / "Own.ttf")
    for name in ("OFL.txt", "._Own.ttf", ".hidden.ttf"):
        (folder / name).write_bytes(b"words")
    (folder / "around").symlink_to(folder)
    assert troubles(folder) == ()


def test_a_family_without_a_bold_face_is_told_unless_the_system_may_lend_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font(system_of(tmp_path / "system", monkeypatch) / "Bold.ttf", weight=700)
    folder = tmp_path / "fonts"
    font(folder / "Own.ttf")
    assert find_fonts(FontSources(folder)).troubles == ()
    (found,) = troubles(folder)
    assert (found.severity, found.path) == (WARNING, "fonts/Own.ttf")
    assert found.message.startswith("no bold Own is here")
    font(folder / "Own-Bold.ttf", weight=700)
    assert troubles(folder) == ()


def test_a_variable_font_has_its_bold(tmp_path: Path) -> None:
    variable(font(tmp_path / "fonts" / "Own.ttf"))
    assert troubles(tmp_path / "fonts") == ()


def test_an_error_stops_what_is_printed_and_a_warning_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    font(folder / "Noto.ttf", "Noto Sans")
    (folder / "Bad.woff2").touch()
    english = language("en")
    assert Coverage(find_fonts(FontSources(folder, system=False))).stack(english) == ("Noto Sans",)
    (folder / "Bad.ttf").touch()
    with pytest.raises(RenderError, match="is a damaged font") as caught:
        Coverage(find_fonts(FontSources(folder))).stack(english)
    assert caught.value.path == "fonts/Bad.ttf"
