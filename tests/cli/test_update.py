from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.translated import edit, translate


def test_what_changed_is_told_for_each_catalog(run: Run, starter: Path) -> None:
    translate(starter, "es")
    edit(starter / "source" / "faq.md", "Everyone who lives", "Anyone who lives")
    result = run("update", "--campaign", starter)
    assert result.exit_code == 0
    assert "locales/es/LC_MESSAGES/faq.po: 1 fuzzy\n" in result.stdout
    assert result.stdout.endswith("1 of 4 catalogs changed\n")


def test_a_second_update_changes_nothing(run: Run, starter: Path) -> None:
    run("update", "--campaign", starter)
    assert run("update", "--campaign", starter).stdout == "0 of 4 catalogs changed\n"


def test_only_the_languages_that_were_asked_for_are_updated(run: Run, starter: Path) -> None:
    edit(starter / "handbill.toml", '["es"]', '["vi", "zh-Hans"]')
    assert run("update", "-q", "-l", "zh_hans", "--campaign", starter).exit_code == 0
    assert (starter / "locales" / "zh_Hans").exists()
    assert not (starter / "locales" / "vi").exists()


def test_the_source_language_has_no_catalogs(run: Run, starter: Path) -> None:
    result = run("update", "-l", "en", "--campaign", starter)
    assert result.exit_code == 2
    assert "“en” is the source language" in result.stderr


def test_nothing_is_rendered(run: Run, starter: Path) -> None:
    run("update", "--campaign", starter)
    assert not (starter / "build").exists()


@pytest.mark.parametrize(("text", "said"), [("Anyone else\n", "1 new, 11 obsolete"), ("", "11 obsolete")])
def test_counts_are_named_and_those_of_nothing_left_out(run: Run, starter: Path, text: str, said: str) -> None:
    run("update", "--campaign", starter)
    (starter / "source" / "faq.md").write_text(text)
    assert f"faq.po: {said}\n" in run("update", "--campaign", starter).stdout


def test_an_update_of_places_alone_says_so(run: Run, starter: Path) -> None:
    run("update", "--campaign", starter)
    edit(starter / "source" / "faq.md", "## Who may sign?", "\n\n## Who may sign?")
    assert "faq.po: places and comments only\n" in run("update", "--campaign", starter).stdout
