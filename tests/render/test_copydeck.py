"""Copy: what a web team can rely on in one language's JSON file."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from handbill.build import Build
from handbill.facts import format_fact
from handbill.languages import Language
from handbill.localize import localize
from handbill.placeholders import placeholders
from handbill.project import Project, open_project
from handbill.render.copydeck import copy_deck
from handbill.shelf import read_catalogs
from tests.conftest import copied

COMPLETE = ("es", "zh-Hans", "vi", "km", "ar", "ht")
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
ENTRY = {"id", "kind", "text", "html", "lang", "dir", "state", "origin"}

Deck = dict[str, Any]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return open_project(copied(tmp_path_factory.mktemp("copy") / "campaign"))


@pytest.fixture(scope="module")
def decks(project: Project) -> dict[str, Deck]:
    """Every language's file by tag, as the build writes it."""
    shelf = read_catalogs(project, project.campaign.languages)
    build = Build(project, shelf, languages=list(project.campaign.by_tag.values()), products=["copy"])
    build.run(lambda _: None, lambda _: None)
    return {path.stem: json.loads(path.read_bytes()) for path in sorted((project.output / "copy").glob("*.json"))}


def entries(deck: Deck, domain: str) -> list[Deck]:
    document = deck["documents"][domain]
    return [*document["fields"], *document["blocks"]]


def shown(msgstr: str, project: Project, spoken: Language) -> str:
    """Give a translation as a reader sees it, without markup and with the facts filled in."""
    for found in reversed(placeholders(msgstr)):
        fact = format_fact(project.campaign.facts[found[1]], spoken, found[2])
        msgstr = msgstr[: found.start()] + fact.text + msgstr[found.end() :]
    return re.sub(r"\*\*|\[\^\w+\]|\]\([^)]*\)|\[|\\(?=\n)", "", msgstr)


def test_there_is_one_file_per_language_with_what_is_released(decks: dict[str, Deck]) -> None:
    assert sorted(decks) == sorted([*COMPLETE, "en", "ru"])
    assert list(decks["ar"]["documents"]) == ["petition", "letter", "faq"]
    assert list(decks["ru"]["documents"]) == ["petition", "letter"]


def test_the_head_says_which_language_it_is(decks: dict[str, Deck]) -> None:
    head = {name: decks["ar"][name] for name in ("version", "locale", "lang", "dir", "endonym", "name")}
    assert head == {
        "version": 1, "locale": "ar", "lang": "ar", "dir": "rtl", "endonym": "العربية", "name": "Arabic",
    }  # fmt: skip


@pytest.mark.parametrize("tag", ["en", "ar", "ru"])
def test_every_entry_has_id_kind_text_html_language_and_state(decks: dict[str, Deck], tag: str) -> None:
    for domain, document in decks[tag]["documents"].items():
        assert {"title", "state", "coverage", "origin", "fields", "blocks"} == set(document)
        for entry in entries(decks[tag], domain):
            assert set(entry) >= ENTRY
            assert entry["dir"] == ("rtl" if entry["lang"] == "ar" else "ltr")


@pytest.mark.parametrize(("tag", "state"), [("en", "source"), ("ar", "translated"), ("ru", "untranslated")])
def test_a_document_is_as_far_as_its_least_advanced_text(decks: dict[str, Deck], tag: str, state: str) -> None:
    assert decks[tag]["documents"]["petition"]["state"] == state


def test_ids_are_unique_and_the_same_in_every_language(decks: dict[str, Deck]) -> None:
    for domain in ("petition", "letter", "faq"):
        ids = [entry["id"] for entry in entries(decks["en"], domain)]
        assert len(ids) == len(set(ids)) > 10
        for deck in decks.values():
            if domain in deck["documents"]:
                assert [entry["id"] for entry in entries(deck, domain)] == ids


def test_blocks_tell_heading_levels_list_markers_table_cells_and_notes(decks: dict[str, Deck]) -> None:
    blocks = {block["id"]: block for block in decks["en"]["documents"]["faq"]["blocks"]}
    petition = {block["id"]: block for block in decks["en"]["documents"]["petition"]["blocks"]}
    assert blocks["what-is-pars.heading-1"]["level"] == 2
    assert petition["what-we-ask.list-item-2"]["marker"] == "2."
    cell = blocks["what-have-other-places-done.table-cell-4"]["cell"]
    assert cell == {"table": 1, "row": 2, "column": 2, "heading": False}
    assert [block["note"] for block in blocks.values() if "note" in block] == [1]


@pytest.mark.parametrize("tag", COMPLETE)
def test_every_translation_of_a_complete_language_is_in_its_file(
    project: Project, decks: dict[str, Deck], tag: str
) -> None:
    spoken = project.campaign.by_tag[tag]
    for domain in project.campaign.documents:
        catalog = project.catalog(spoken, domain)
        assert catalog is not None
        texts = [entry["text"].translate(ISOLATES) for entry in entries(decks[tag], domain)]
        missing = [
            unit.msgstr[0] for unit in catalog.by_key.values() if shown(unit.msgstr[0], project, spoken) not in texts
        ]
        assert missing == []


@pytest.mark.parametrize("tag", COMPLETE)
def test_every_translation_of_a_template_string_is_in_the_file(
    project: Project, decks: dict[str, Deck], tag: str
) -> None:
    catalog = project.catalog(project.campaign.by_tag[tag], "interface")
    assert catalog is not None
    strings = {(each["context"], each["msgid"]): each for each in decks[tag]["interface"]}
    assert strings
    for key, string in strings.items():
        unit = catalog.by_key[key]
        assert tuple(string.get("forms", [string["text"]])) == unit.msgstr


def test_facts_are_isolated_in_right_to_left_text_alone(decks: dict[str, Deck]) -> None:
    def last(tag: str) -> str:
        return str(decks[tag]["documents"]["faq"]["blocks"][-2]["text"])

    assert "\u2066(215) 555-0142\u2069" in last("ar")
    assert "\u2066hello@example.org\u2069" in last("ar")
    assert "\u2067" in json.dumps(decks["ar"]["documents"]["petition"], ensure_ascii=False)
    assert not set(map(chr, ISOLATES)) & set(json.dumps(decks["es"], ensure_ascii=False))


def test_what_is_not_translated_is_marked_with_its_own_language(decks: dict[str, Deck]) -> None:
    found = {(each["lang"], each["state"]) for each in entries(decks["ru"], "petition")}
    assert ("en", "untranslated") in found
    assert ("en", "fuzzy") in found
    assert ("ru", "translated") in found
    assert not {("ru", "untranslated"), ("ru", "fuzzy"), ("en", "translated")} & found
    assert 0 < decks["ru"]["documents"]["petition"]["coverage"] < 1


def test_the_same_campaign_gives_the_same_bytes(project: Project, decks: dict[str, Deck]) -> None:
    assert deck_with(project, "ar") == (project.output / "copy/ar.json").read_bytes()


def deck_with(project: Project, tag: str, changed: dict[str, str] | None = None) -> bytes:
    """Give a file again, with other translations of some petition texts."""
    spoken = project.campaign.by_tag[tag]
    shelf = read_catalogs(project, project.campaign.languages)
    catalog = shelf.catalogs[tag, "petition"]
    units = tuple(
        replace(unit, msgstr=(text,)) if (text := (changed or {}).get(unit.message.msgid)) else unit
        for unit in catalog.units
    )
    shelf.catalogs[tag, "petition"] = replace(catalog, units=units)
    lexicon = shelf.lexicon(project, spoken)
    documents = [localize(project.document(domain), lexicon, project.campaign) for domain in project.campaign.documents]
    return copy_deck(spoken, documents, project.interface, lexicon, project.campaign.facts)


@pytest.mark.parametrize(
    "msgid",
    ["End the PARS agreement", "Sign the petition and share it", "What PARS is", "a traffic violation,"],
)
@pytest.mark.parametrize("markup", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_markup_in_a_translation_is_text_in_the_html(project: Project, msgid: str, markup: str) -> None:
    deck = json.loads(deck_with(project, "es", {msgid: f"Hola {markup}"}))
    html = [entry["html"] for entry in entries(deck, "petition") if "alert" in entry["html"]]
    assert html
    assert all("<script" not in text and "<img" not in text for text in html)
