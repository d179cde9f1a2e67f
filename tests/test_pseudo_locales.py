"""Pseudo-locales in a campaign, from `locale add` to the printed sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbill.languages import PSEUDO, language
from handbill.model import Origin, State
from handbill.project import open_project
from handbill.pseudo.text import pseudo_text
from handbill.shelf import read_catalogs
from tests.conftest import Run
from tests.translated import edit

TAGS = sorted(PSEUDO)


@pytest.fixture
def pseudo(campaign: Path, run: Run) -> Path:
    """The campaign of this repository with both pseudo-locales."""
    assert run("locale", "add", *TAGS, "--campaign", campaign, "-q").exit_code == 0
    return campaign


def test_every_text_is_there_and_passes_every_check(pseudo: Path) -> None:
    project = open_project(pseudo)
    languages = [project.campaign.by_tag[tag] for tag in TAGS]
    shelf = read_catalogs(project, languages)
    assert shelf.findings == []
    units = [unit for catalog in shelf.catalogs.values() for unit in catalog.units]
    assert {(unit.state, unit.origin) for unit in units} == {(State.TRANSLATED, Origin.MACHINE)}


def test_updating_again_changes_no_byte(pseudo: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in (pseudo / "locales").rglob("*.po")}
    assert run("update", "--campaign", pseudo, *(f"-l{tag}" for tag in TAGS)).exit_code == 0
    assert {path: path.read_bytes() for path in before} == before


def test_a_changed_text_is_written_anew_and_nothing_is_fuzzy(pseudo: Path, run: Run) -> None:
    edit(pseudo / "source" / "petition.md", "headline: An arrest", "headline: One arrest")
    assert run("update", "--campaign", pseudo, "-q").exit_code == 0
    catalog = open_project(pseudo).catalog(language("en-XA"), "petition")
    assert catalog is not None
    assert all(unit.state is State.TRANSLATED and not unit.obsolete for unit in catalog.units)
    unit = catalog.by_key["petition:headline", "One arrest should not mean deportation"]
    assert unit.msgstr == (pseudo_text(unit.message.msgid, "en-XA", 70),)


def test_layouts_can_be_tried(pseudo: Path, run: Run) -> None:
    result = run("render", "flyer", "-l", "en-XA", "-l", "ar-XB", "--campaign", pseudo)
    assert (result.exit_code, result.stdout) == (0, "4 made, 0 up to date in " + str(pseudo / "build") + "/\n")


def test_readers_are_never_led_to_them(pseudo: Path, run: Run) -> None:
    assert run("render", "web", "--campaign", pseudo, "-q").exit_code == 0
    web = pseudo / "build" / "web"
    for path in (web / "index.html", *web.glob("es/*/index.html"), *web.glob("en/*/index.html")):
        assert not re.search(r"XA|XB|noindex|\(a test\)", path.read_text("utf-8")), path
    for tag in TAGS:
        text = (web / tag / "petition" / "index.html").read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in text
        assert f"{language(tag).name}</p>" in text
        assert 'hreflang="es"' in text
        assert not any(f'hreflang="{other}"' in text for other in TAGS if other != tag)


def test_each_says_in_english_that_it_is_a_test() -> None:
    assert [language(tag).name for tag in TAGS] == ["Pseudo-Arabic (a test)", "Pseudo-English (a test)"]
    assert [language(tag).direction for tag in TAGS] == ["rtl", "ltr"]
    assert all(language(tag).is_pseudo for tag in TAGS)
    assert not language("ar").is_pseudo
