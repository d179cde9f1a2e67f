from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html

from handbill.progress.page import SHOWN, as_page
from tests.progress.sample import HOSTILE, progress


def page(text: str = "Sign here") -> html.HtmlElement:
    return html.document_fromstring(as_page(progress(text)))


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_nothing_is_fetched() -> None:
    made = as_page(progress())
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:|//|\.|/)""", made)
    assert "<script" not in made
    assert "default-src 'none'" in made


def test_each_language_has_a_section_in_its_own_name_and_direction() -> None:
    sections = page().xpath("//section")
    assert [each.get("id") for each in sections] == ["es", "ar", "km"]
    name = sections[1].xpath("./h2/bdi")[0]
    assert (name.get("lang"), name.get("dir"), name.text) == ("ar", "rtl", "العربية")
    assert [each.get("href") for each in page().xpath("//main/table//a")] == ["#es", "#ar", "#km"]


def test_every_table_has_a_caption_and_headers_with_a_scope() -> None:
    tables = page().xpath("//table")
    assert len(tables) == 5
    for table in tables:
        assert text_of(table.xpath("./caption")[0])
        assert all(each.get("scope") in {"row", "col"} for each in table.xpath(".//th"))


def test_a_chart_says_in_words_what_it_shows() -> None:
    chart = page().xpath("//section[@id='es']//svg")[0]
    assert chart.get("role") == "img"
    assert chart.get("aria-label").startswith("Spanish, words by state. 2011-06-04: 0 of 100 words done;")
    assert page().xpath("//section[@id='ar']//svg") == []


def test_what_is_left_is_listed_as_far_as_it_fits() -> None:
    section = page().xpath("//section[@id='ar']")[0]
    assert len(section.xpath(".//details//li")) == SHOWN
    assert "And 5 more." in text_of(section)
    first = section.xpath(".//details//li")[0]
    assert text_of(first) == "Sign here 0 untranslated ar.po:0"
    assert first.xpath("./span")[0].get("lang") == "en"


def test_findings_are_listed_with_place_and_way_out() -> None:
    found = page().xpath("//section[@id='es']//details[@open]//li")[0]
    assert text_of(found) == "error: Sign here (placeholders) Sign here Write it so. es.po:7"


def test_who_is_credited_and_what_changed_is_said() -> None:
    section = text_of(page().xpath("//section[@id='es']")[0])
    assert "Translated and reviewed by Sign here, Rosa, Ana." in section
    arabic = text_of(page().xpath("//section[@id='ar']")[0])
    assert "Since 2011-06-04: +50 words done, +0 reviewed; the source +0." in arabic


def test_what_cannot_be_read_is_no_percentage() -> None:
    section = text_of(page().xpath("//section[@id='km']")[0])
    assert section.startswith("ភាសាខ្មែរ – Khmer ? done")
    assert "Not counted, as it cannot be read: petition." in section


def test_whatever_a_catalog_holds_is_shown_as_text() -> None:
    made = page(HOSTILE)
    assert made.xpath("//script") == []
    assert [tag for tag in made.iter() if tag.tag in {"em", "iframe", "img"}] == []
    assert HOSTILE.split("\n", maxsplit=1)[0] in text_of(made.xpath("//h1")[0])
    assert [name for tag in made.iter() for name in tag.attrib if name.startswith("on")] == []


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_one_language_alone_has_no_total(tag: str) -> None:
    every = progress()
    alone = replace(every, locales=tuple(each for each in every.locales if each.language.tag == tag))
    assert html.document_fromstring(as_page(alone)).xpath("//tfoot") == []


def test_a_campaign_without_languages_has_a_page() -> None:
    assert page() is not None
    assert "<main>" in as_page(replace(progress(), locales=()))
