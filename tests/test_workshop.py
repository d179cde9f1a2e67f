"""Some products made again and again in one process: the same as if everything were done anew each time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handbill.campaign import Campaign
from handbill.content.document import Document
from handbill.languages import Language
from handbill.localize import Lexicon, LocalizedDocument, localize
from handbill.model import Finding
from handbill.products import Profile
from handbill.project import Project, open_project
from handbill.shelf import check_language
from handbill.workshop import Order, Rendered, Workshop
from tests.translated import edit, translate

CATALOG = "locales/es/LC_MESSAGES/petition.po"
WORD = ('msgstr "¡Sign the petition today', 'msgstr "¡Do sign the petition today')
MISTAKE = ("¡The City decides on new crossings after {deadline}", "¡The City decides on new crossings after {dead}")


@pytest.fixture
def spanish(starter: Path) -> Path:
    """The small campaign with all of its Spanish done."""
    translate(starter, "es")
    return starter


def ordered(workshop: Workshop, *products: str) -> Rendered:
    return workshop.render(Order(list(workshop.project.campaign.by_tag.values()), products or None))


def made(folder: Path) -> dict[str, bytes]:
    files = (path for path in (folder / "build").rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder / "build").as_posix(): path.read_bytes() for path in files}


def test_after_an_edit_everything_is_as_if_it_were_made_anew(spanish: Path, tmp_path: Path) -> None:
    workshop = Workshop(open_project(spanish))
    ordered(workshop)
    edit(spanish / CATALOG, *WORD)
    edit(spanish / CATALOG, *MISTAKE)
    again = ordered(workshop)
    fresh = Path(shutil.copytree(spanish, tmp_path / "fresh", ignore=shutil.ignore_patterns("build")))
    anew = ordered(Workshop(open_project(fresh)))
    ours, theirs = made(spanish), made(fresh)
    # The register keeps what was released before the edit.
    assert ours.pop("register.jsonl") != theirs.pop("register.jsonl")
    assert ours == theirs
    assert again.findings == anew.findings
    assert not again.good


def test_only_what_changed_is_checked_and_localized_again(spanish: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = Workshop(open_project(spanish))
    ordered(workshop, "flyer")
    checked: list[str] = []
    localized: list[tuple[str, str]] = []

    def check(project: Project, spoken: Language, *rest: Any) -> Iterator[Finding]:
        checked.append(spoken.tag)
        return check_language(project, spoken, *rest)

    def localized_anew(document: Document, lexicon: Lexicon, campaign: Campaign) -> LocalizedDocument:
        localized.append((lexicon.language.tag, document.domain))
        return localize(document, lexicon, campaign)

    monkeypatch.setattr("handbill.shelf.check_language", check)
    monkeypatch.setattr("handbill.release.localize", localized_anew)
    assert ordered(workshop, "flyer").report.made == []
    assert (checked, localized) == ([], [])
    edit(spanish / CATALOG, *WORD)
    assert "print/es/flyer.pdf" in ordered(workshop, "flyer").report.made
    assert (checked, localized) == (["es"], [("es", "petition")])


def test_a_finding_that_is_still_there_is_told_each_time_and_one_that_is_mended_is_gone(spanish: Path) -> None:
    workshop = Workshop(open_project(spanish))
    edit(spanish / CATALOG, *MISTAKE)
    assert not ordered(workshop, "copy").good
    assert not ordered(workshop, "copy").good
    edit(spanish / CATALOG, *reversed(MISTAKE))
    assert ordered(workshop, "copy").good


def test_a_catalog_that_is_damaged_and_mended_comes_back(spanish: Path) -> None:
    workshop = Workshop(open_project(spanish))
    ordered(workshop, "flyer")
    kept = (spanish / CATALOG).read_bytes()
    (spanish / CATALOG).write_bytes(b"<<<<<<<\n")
    assert len(ordered(workshop, "flyer").errors) == 1
    assert "print/es/flyer.pdf" not in made(spanish)
    (spanish / CATALOG).write_bytes(kept)
    assert ordered(workshop, "flyer").good
    assert "print/es/flyer.pdf" in made(spanish)


@pytest.mark.parametrize("path", ["handbill.toml", "source/petition.md", "templates/flyer.typ", "templates/new.typ"])
def test_a_change_of_anything_but_catalogs_makes_it_stale(spanish: Path, path: str) -> None:
    workshop = Workshop(open_project(spanish))
    ordered(workshop, "copy")
    edit(spanish / CATALOG, *WORD)
    assert not workshop.stale
    with (spanish / path).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert workshop.stale


def test_only_the_profiles_that_are_wanted_are_made_and_others_stay(spanish: Path) -> None:
    workshop = Workshop(open_project(spanish))
    english = [workshop.project.campaign.source]
    workshop.render(Order(english, ["half-sheet"], [Profile.OFFICE_BW]))
    assert {name for name in made(spanish) if name.startswith("print/")} == {"print/en/half-sheet-office-bw.pdf"}
    workshop.render(Order(english, ["half-sheet"], [Profile.OFFICE]))
    assert {"print/en/half-sheet-office-bw.pdf", "print/en/half-sheet.pdf"} <= made(spanish).keys()
