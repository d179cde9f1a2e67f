from __future__ import annotations

import json
from pathlib import Path

import pytest

from handbill.fonts import wheels
from tests.conftest import Run
from tests.fonts.files import font, system_of, wheel
from tests.translated import edit

LETTERS = "".join(map(chr, range(0x20, 0x250))) + "–—‘’“”…•→"


@pytest.fixture
def bare(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign on a machine without fonts, root or network."""
    system_of(tmp_path / "system", monkeypatch)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "links"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return starter


@pytest.fixture
def carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let PyPI carry a font for Latin letters."""
    data = font(tmp_path / "made.ttf", "Noto Sans", LETTERS).read_bytes()
    (tmp_path / "links").mkdir()
    monkeypatch.setattr(
        "handbill.fonts.wheels.WHEELS", {"Noto Sans": wheel(tmp_path / "links", "latin-fonts", {"Latin.ttf": data})}
    )
    assert set(wheels.WHEELS) == {"Noto Sans"}


def test_families_and_files_of_each_language_are_listed(run: Run, starter: Path) -> None:
    for words in (["fonts"], ["fonts", "list"]):
        result = run(*words, "--campaign", starter, "-l", "es")
        assert result.exit_code == 0
        first, second = result.stdout.splitlines()
        assert first == "es (Spanish)"
        assert second.startswith("  Noto Sans  /")
    assert run("fonts", "-q", "--campaign", starter).output == ""


def test_what_is_missing_is_exit_status_1_and_the_way_to_get_it(run: Run, bare: Path) -> None:
    result = run("fonts", "--campaign", bare, "-l", "en")
    assert result.exit_code == 1
    assert "  Noto Sans  not here\n  missing: Noto Sans. Install the fonts: apt-get" in result.stdout


def test_characters_that_no_font_covers_are_listed(run: Run, bare: Path) -> None:
    font(bare / "fonts" / "Own.ttf", "Noto Sans", LETTERS.replace("w", ""))
    result = run("fonts", "--campaign", bare, "-l", "en")
    assert result.exit_code == 1
    assert "  no font covers: w." in result.stdout


def test_a_file_that_cannot_be_used_is_exit_status_1(run: Run, starter: Path) -> None:
    (starter / "fonts").mkdir()
    (starter / "fonts" / "Bad.woff2").touch()
    result = run("fonts", "--campaign", starter, "-l", "en")
    assert result.exit_code == 0
    assert "warning: fonts/Bad.woff2: Typst does not read .woff2 files" in result.stdout
    (starter / "fonts" / "Bad.ttf").touch()
    result = run("fonts", "--campaign", starter, "-l", "en", "--format", "json")
    assert result.exit_code == 1
    assert [each["severity"] for each in json.loads(result.stdout)["problems"]] == ["error", "warning"]
    assert run("render", "web", "--campaign", starter).exit_code == 0
    printed = run("render", "flyer", "--campaign", starter)
    assert printed.exit_code == 1
    assert "error: fonts/Bad.ttf: is a damaged font" in printed.stderr


def test_where_the_campaigns_folder_is_the_only_source_a_build_says_how_to_fill_it(run: Run, starter: Path) -> None:
    edit(starter / "handbill.toml", 'name = "', 'fonts = { system = false }\nname = "')
    result = run("render", "flyer", "-l", "en", "--campaign", starter)
    assert result.exit_code == 1
    assert "there is no font for English in fonts/, and no other may be used: Noto Sans" in result.stderr
    assert "handbill fonts copy" in result.stderr
    assert run("fonts", "copy", "-q", "--campaign", starter).output == ""
    assert run("render", "flyer", "-l", "en", "--campaign", starter).exit_code == 0


def test_a_dry_run_names_commands_and_files_and_does_nothing(run: Run, bare: Path, carried: None) -> None:
    result = run("fonts", "install", "--dry-run", "--campaign", bare)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "python -m pip download --no-deps --only-binary :all: latin-fonts==1.0",
        "fonts/Latin.ttf (OFL-1.1, from latin-fonts==1.0)",
        "fonts/LICENSE-latin-fonts.txt (OFL-1.1, from latin-fonts==1.0)",
    ]
    assert not (bare / "fonts").exists()


def test_fonts_from_pypi_go_into_the_campaigns_folder(run: Run, bare: Path, carried: None) -> None:
    assert run("fonts", "install", "--campaign", bare, "-q").exit_code == 0
    assert {each.name for each in (bare / "fonts").iterdir()} == {"Latin.ttf", "LICENSE-latin-fonts.txt"}
    assert run("fonts", "install", "--campaign", bare).output == "No font is missing.\n"
    assert "Noto Sans  fonts/Latin.ttf" in run("fonts", "--campaign", bare, "-l", "en").stdout


def test_what_pypi_lacks_is_told_and_the_rest_is_got(run: Run, bare: Path, carried: None) -> None:
    edit(bare / "handbill.toml", '["es"]', '["es", "my"]')
    result = run("fonts", "install", "--campaign", bare, "-q")
    assert result.exit_code == 1
    assert "error: PyPI has no wheel with Noto Sans Myanmar" in result.stderr
    assert (bare / "fonts" / "Latin.ttf").exists()


def test_a_file_that_is_there_is_never_replaced_by_another(run: Run, bare: Path, carried: None) -> None:
    font(bare / "fonts" / "Latin.ttf", "Mine")
    before = (bare / "fonts" / "Latin.ttf").read_bytes()
    result = run("fonts", "install", "--campaign", bare)
    assert result.exit_code == 1
    assert "error: fonts/Latin.ttf: is there already, and is another file" in result.stderr
    assert (bare / "fonts" / "Latin.ttf").read_bytes() == before


def test_a_machine_without_a_network_is_told_so(run: Run, bare: Path) -> None:
    result = run("fonts", "install", "--campaign", bare, "-l", "en")
    assert result.exit_code == 1
    assert "error: pip could not download fontpkg-noto-sans==" in result.stderr
    assert "Is there a network" in result.stderr


def test_what_stands_where_the_folder_should_be_is_an_error(run: Run, bare: Path, carried: None) -> None:
    (bare / "fonts").write_bytes(b"in the way")
    result = run("fonts", "install", "--campaign", bare)
    assert result.exit_code == 1
    assert "error: fonts/Latin.ttf: cannot be" in result.stderr


def test_copying_tells_licences_and_size_and_a_dry_run_copies_nothing(run: Run, starter: Path) -> None:
    dry = run("fonts", "copy", "--dry-run", "-l", "en", "--campaign", starter)
    assert dry.exit_code == 0
    assert "fonts/NotoSans-Regular.ttf (Noto Sans; This Font Software is licensed under the SIL Open" in dry.stdout
    assert dry.stdout.splitlines()[-1].endswith("MB, not copied: this is a dry run")
    assert not (starter / "fonts").exists()
    assert run("fonts", "copy", "-l", "en", "--campaign", starter).exit_code == 0
    assert (starter / "fonts" / "NotoSans-Bold.ttf").is_file()
    again = run("fonts", "copy", "-l", "en", "--campaign", starter)
    assert again.stdout == "0 files, 0.0 MB\n"
