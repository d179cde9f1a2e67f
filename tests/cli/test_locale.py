from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.translated import edit


def test_the_new_catalogs_are_named(run: Run, starter: Path) -> None:
    result = run("locale", "add", "vi", "--campaign", starter)
    assert result.exit_code == 0
    assert "locales/vi/LC_MESSAGES/petition.po: 14 messages\n" in result.stdout
    assert 'locales = ["es", "vi"]' in (starter / "handbill.toml").read_text("utf-8")


def test_the_new_language_can_be_rendered(run: Run, starter: Path) -> None:
    run("locale", "add", "-q", "zh_Hans", "--campaign", starter)
    assert run("render", "copy", "-l", "zh-Hans", "--campaign", starter).exit_code == 0


def test_twice_the_same_is_harmless(run: Run, starter: Path) -> None:
    run("locale", "add", "vi", "--campaign", starter)
    before = (starter / "handbill.toml").read_bytes()
    assert run("locale", "add", "vi", "es", "--campaign", starter).exit_code == 0
    assert (starter / "handbill.toml").read_bytes() == before


@pytest.mark.parametrize("tag", ["spanish", "xx", "", "hac"])
def test_an_unknown_language_is_wrong_usage(run: Run, starter: Path, tag: str) -> None:
    before = (starter / "handbill.toml").read_bytes()
    result = run("locale", "add", tag, "--campaign", starter)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
    assert (starter / "handbill.toml").read_bytes() == before


def test_the_hint_for_a_language_outside_cldr_is_what_works(run: Run, starter: Path) -> None:
    assert "[languages.hac] with endonym, name and script" in run("locale", "add", "hac", "--campaign", starter).stderr
    table = '[languages.hac]\nendonym = "گۆرانی"\nname = "Gorani"\nscript = "Arab"\n\n[release]'
    edit(starter / "handbill.toml", "[release]", table)
    assert run("locale", "add", "hac", "--campaign", starter).exit_code == 0


def test_what_cannot_be_extracted_is_told(run: Run, starter: Path) -> None:
    (starter / "source" / "faq.md").unlink()
    result = run("locale", "add", "-q", "vi", "--campaign", starter)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: source/faq.md: there is no such file\n")


def test_the_source_language_is_not_added(run: Run, starter: Path) -> None:
    result = run("locale", "add", "en", "--campaign", starter)
    assert result.exit_code == 2
    assert "is the source language" in result.stderr
