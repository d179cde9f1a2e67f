"""A number that somebody typed reads the right way round in a right-to-left language, wherever it comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handbill.isolates import MARKS
from handbill.localize import localize
from handbill.project import Project, open_project
from handbill.render.copydeck import copy_deck
from handbill.render.markdown import translated_markdown
from handbill.render.web import Site, template_sources
from handbill.render.words import Words
from handbill.shelf import Shelf, read_catalogs
from handbill.starter import write_starter
from tests.translated import edit, translate

LETTER = """\
---
title: Ring 555-0101
summary: Ring 555-0102
---

Ring **555-0103** or `555-0104`.

![Ring 555-0105](map-555-0106.svg "Ring 555-0107")

[Ring 555-0108](https://example.org/555-0109)

<div title="555-0110">Ring 555-0111</div>

| Ring |
|---|
| 555-0112 |
"""
SEEN = ("0103", "0105", "0107", "0108", "0111", "0112")
"""The numbers that stand in the words of the body; two more lead somewhere, and one is code."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A campaign in Arabic, with every kind of place for a number in it."""
    folder: Path = tmp_path_factory.mktemp("typed") / "campaign"
    write_starter(folder)
    edit(folder / "handbill.toml", 'locales = ["es"]', 'locales = ["ar"]')
    (folder / "source/letter.md").write_text(LETTER, "utf-8")
    page = folder / "templates/page.html"
    page.write_text(page.read_text("utf-8").replace("<main", '<p>{{ _("Or 555-0113") }}</p><main', 1), "utf-8")
    translate(folder, "ar")
    return open_project(folder)


@pytest.fixture(scope="module")
def shelf(project: Project) -> Shelf:
    return read_catalogs(project, project.campaign.languages)


@pytest.fixture(scope="module")
def page(project: Project, shelf: Shelf) -> str:
    arabic = project.campaign.by_tag["ar"]
    lexicon = shelf.lexicon(project, arabic)
    document = localize(project.document("letter"), lexicon, project.campaign)
    site = Site(
        project.campaign,
        template_sources(project.templates, project.campaign.templates),
        {"ar": lexicon},
        {message.key: message for message in project.interface},
        {("ar", "letter"): document},
    )
    return site.page(arabic, "letter").decode()


@pytest.fixture(scope="module")
def deck(project: Project, shelf: Shelf) -> dict[str, Any]:
    arabic = project.campaign.by_tag["ar"]
    lexicon = shelf.lexicon(project, arabic)
    document = localize(project.document("letter"), lexicon, project.campaign)
    made: dict[str, Any] = json.loads(
        copy_deck(arabic, [document], project.interface, lexicon, project.campaign.facts).decode()
    )
    return made


def isolated(number: str) -> str:
    return f"\u2066555-{number}\u2069"


def bdi(inner: str) -> str:
    return f'<bdi dir="ltr">{inner}</bdi>'


def test_a_page_isolates_with_elements_and_where_there_can_be_none_with_characters(page: str) -> None:
    for number in ("0103", "0108", "0112"):
        assert bdi(f"555-{number}") in page
    assert bdi("<code>555-0104</code>") in page
    assert f"<title>¡Ring {isolated('0101')} –" in page
    assert f'<meta name="description" content="¡Ring {isolated("0102")}">' in page
    assert f'alt="Ring {isolated("0105")}"' in page
    assert f'title="Ring {isolated("0107")}"' in page
    assert f"Ring {isolated('0111')}</div>" in page
    assert f"<p>¡Or {isolated('0113')}</p>" in page
    for untouched in ('src="map-555-0106.svg"', 'href="https://example.org/555-0109"', 'title="555-0110"'):
        assert untouched in page


def test_a_sheet_has_a_run_of_its_own_for_each_in_its_title_fields_and_blocks(project: Project, shelf: Shelf) -> None:
    lexicon = shelf.lexicon(project, project.campaign.by_tag["ar"])
    document = localize(project.document("letter"), lexicon, project.campaign)
    data = Words(project.campaign, lexicon).document(document, ())
    assert data["title"] == f"¡Ring {isolated('0101')} (Arabic)"
    words = [data["heading"], *data["fields"].values(), *data["blocks"]]
    numbers = [run["text"] for each in words for run in each["runs"] if run.get("dir") == "ltr"]
    assert numbers == [f"555-{each}" for each in ("0101", "0101", "0102", "0103", "0104", "0105", "0108", "0112")]


def test_copy_has_isolates_in_its_text_and_elements_in_its_html(deck: dict[str, Any]) -> None:
    letter = deck["documents"]["letter"]
    assert letter["title"] == f"¡Ring {isolated('0101')}"
    assert [each["text"] for each in letter["fields"]] == [f"¡Ring {isolated(each)}" for each in ("0101", "0102")]
    texts = [each["text"] for each in letter["blocks"]]
    assert texts[0] == f"¡Ring {isolated('0103')} or {isolated('0104')}."
    assert texts[-1] == isolated("0112")
    html = [each["html"] for each in letter["blocks"]]
    assert html[-1] == bdi("555-0112")
    assert f"Ring {isolated('0111')}</div>" in html[-3]
    assert f"¡Or {isolated('0113')}" in [each["text"] for each in deck["interface"]]


def test_markdown_has_isolates_in_its_words_and_none_where_a_link_leads_or_in_code(
    project: Project, shelf: Shelf
) -> None:
    lexicon = shelf.lexicon(project, project.campaign.by_tag["ar"])
    told: list[object] = []
    made = translated_markdown(
        project.document("letter"), lexicon, project.campaign, lambda *each: told.append(each)
    ).decode()
    assert told == []
    assert f"title: ¡Ring {isolated('0101')}\n" in made
    for number in SEEN:
        assert isolated(number) in made
    assert "\u2066`555-0104`\u2069" in made
    for untouched in ("(map-555-0106.svg ", "(https://example.org/555-0109)", '<div title="555-0110">'):
        assert untouched in made


def test_no_catalog_ever_has_an_isolate(project: Project, page: str, deck: dict[str, Any]) -> None:
    assert page
    assert deck
    for domain in project.campaign.domains:
        text = project.catalog_path(project.campaign.by_tag["ar"], domain).read_text("utf-8")
        assert not set(text) & set(MARKS)
