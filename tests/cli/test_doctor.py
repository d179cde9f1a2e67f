from __future__ import annotations

from pathlib import Path

import pytest

from handbill.cli import doctor as command
from handbill.doctor import LanguageHealth
from handbill.fonts.managers import Need
from handbill.languages import language
from tests.conftest import Run

KHMER = language("km")
HEALTHY = LanguageHealth(KHMER, ("Noto Sans Khmer", "Noto Sans"), (), "fonts-noto-core", "")
FONTLESS = LanguageHealth(KHMER, (), ("Noto Sans Khmer", "Khmer Mondulkiri"), "fonts-noto-core", "")
UNCOVERED = LanguageHealth(KHMER, ("Noto Sans",), (), "fonts-noto-core", "ᦶ")


def finds(monkeypatch: pytest.MonkeyPatch, *found: LanguageHealth) -> None:
    """Let one look after another find these."""
    looks = iter(found)
    monkeypatch.setattr(command, "examine", lambda _project, _languages: [next(looks)])


def test_fonts_tools_and_versions_are_told(run: Run, starter: Path) -> None:
    result = run("doctor", "-l", "en", "--campaign", starter)
    assert result.exit_code == 0
    assert result.stdout.startswith("handbill ")
    assert "\nmsgfmt: " in result.stdout
    assert "en (English): Noto Sans" in result.stdout
    assert "es (Spanish)" not in result.stdout


@pytest.mark.parametrize(
    ("health", "said"),
    [
        (FONTLESS, "km (Khmer): no font. It needs Noto Sans Khmer or Khmer Mondulkiri. Install the fonts: apt-get"),
        (UNCOVERED, "km (Khmer): no font covers ᦶ. Install the fonts: apt-get install fonts-noto-core"),
    ],
)
def test_what_is_missing_is_exit_status_1_and_the_way_to_get_it(
    run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch, health: LanguageHealth, said: str
) -> None:
    finds(monkeypatch, health)
    result = run("doctor", "--quiet", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stdout.startswith(said)


def test_quiet_says_nothing_where_all_is_well(run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, HEALTHY)
    assert run("doctor", "-q", "--campaign", starter).output == ""


def test_missing_fonts_are_installed_and_looked_for_again(
    run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[Need] = []
    monkeypatch.setattr(command, "install", installed.extend)
    finds(monkeypatch, FONTLESS, HEALTHY)
    result = run("doctor", "--install", "--campaign", starter)
    assert (result.exit_code, [need.package for need in installed]) == (0, ["fonts-noto-core"])
    assert "Installing fonts-noto-core ...\n" in result.stderr


def test_nothing_is_installed_unasked_or_unneeded(run: Run, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "install", lambda _packages: pytest.fail("nobody asked for it"))
    finds(monkeypatch, FONTLESS, HEALTHY)
    assert run("doctor", "--campaign", starter).exit_code == 1
    assert run("doctor", "--install", "--campaign", starter).exit_code == 0


def test_a_script_that_no_font_here_sets_is_found(run: Run, starter: Path) -> None:
    path = starter / "handbill.toml"
    table = '[languages.khb]\nendonym = "ᦑᦺ"\nname = "Lü"\nscript = "Talu"\n\n[release]'
    text = path.read_text("utf-8").replace('["es"]', '["khb"]').replace("[release]", table)
    path.write_text(text, "utf-8")
    result = run("doctor", "-l", "khb", "--campaign", starter)
    assert result.exit_code == 1
    assert "khb (Lü): no font" in result.stdout


def test_a_damaged_file_among_the_campaigns_fonts_is_told(run: Run, starter: Path) -> None:
    (starter / "fonts").mkdir()
    (starter / "fonts" / "Own.ttf").write_bytes(b"no font")
    result = run("doctor", "-q", "--campaign", starter)
    assert result.exit_code == 1
    assert result.stdout.startswith("fonts/Own.ttf: is a damaged font")
