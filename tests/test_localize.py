"""A document and its catalogs give the document in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.campaign import Campaign, parse_campaign
from handbill.content.document import Document
from handbill.content.markdown import parse
from handbill.fact_values import with_text
from handbill.localize import Lexicon, Localized, LocalizedDocument, localize, wording
from handbill.model import Catalog, Key, Message, State, Unit, shows

CAMPAIGN = parse_campaign(
    """\
name = "N"
locales = ["mam", "es", "ar"]
[facts]
deadline = 2011-08-31
hotline = { kind = "phone", value = "+1-215-555-0142" }
[documents.petition]
[documents.petition.fields]
title = {}
headline = {}
""",
    "handbill.toml",
)
SOURCE = """\
---
title: Our *title*
---

# Heading

By {deadline}.

- item
"""


def read(source: str = SOURCE) -> Document:
    fields = CAMPAIGN.documents["petition"].fields
    return parse(source, path="source/petition.md", domain="petition", schema=fields, facts=CAMPAIGN.facts)


def unit(msgid: str, *msgstr: str, fuzzy: bool = False, context: str | None = None) -> Unit:
    plural = "many" if len(msgstr) > 1 else None
    return Unit(Message(msgid, context, plural), msgstr, fuzzy=fuzzy)


def reviewed(made: Unit) -> Unit:
    return Unit(made.message, made.msgstr, comments=(f"handbill: reviewed {made.digest}",))


def lexicon(
    tag: str,
    units: Mapping[str, list[Unit]],
    refused: frozenset[tuple[str, str, Key]] = frozenset(),
    campaign: Campaign = CAMPAIGN,
) -> Lexicon:
    spoken = campaign.by_tag[tag]
    catalogs = {(each, "petition"): Catalog(Unit(Message("")), tuple(found)) for each, found in units.items()}
    return Lexicon(spoken, campaign.chain(spoken), catalogs, refused)


def localized(tag: str, units: Mapping[str, list[Unit]], source: str = SOURCE) -> LocalizedDocument:
    return localize(read(source), lexicon(tag, units), CAMPAIGN)


def find(tag: str, units: Mapping[str, list[Unit]], message: Message) -> tuple[str, str, State | None]:
    found = lexicon(tag, units).find("petition", message)
    return found.text, found.language.tag, found.state


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ({"mam": [unit("a", "A mam")], "es": [unit("a", "A es")]}, ("A mam", "mam", State.TRANSLATED)),
        ({"mam": [reviewed(unit("a", "A mam"))]}, ("A mam", "mam", State.REVIEWED)),
        ({"mam": [unit("a", "")], "es": [unit("a", "A es")]}, ("A es", "es", State.UNTRANSLATED)),
        ({"es": [unit("a", "A es")]}, ("A es", "es", State.UNTRANSLATED)),
        ({"mam": [unit("a", "A mam", fuzzy=True)], "es": [unit("a", "A es")]}, ("A es", "es", State.FUZZY)),
        ({"mam": [unit("a", "A", fuzzy=True)], "es": [unit("a", "A", fuzzy=True)]}, ("a", "en", State.FUZZY)),
        ({"mam": [unit("b", "B mam")]}, ("a", "en", State.UNTRANSLATED)),
        ({"mam": [unit("a", "A mam", context="c")]}, ("a", "en", State.UNTRANSLATED)),
        ({"ar": [unit("a", "A ar")]}, ("a", "en", State.UNTRANSLATED)),
        ({}, ("a", "en", State.UNTRANSLATED)),
    ],
)
def test_a_text_is_in_the_readers_language_or_the_nearest_that_has_it(
    units: dict[str, list[Unit]], expected: tuple[str, str, State]
) -> None:
    assert find("mam", units, Message("a")) == expected


def test_an_obsolete_translation_is_not_shown() -> None:
    obsolete = Unit(Message("a"), ("A",), obsolete=True)
    assert find("mam", {"mam": [obsolete]}, Message("a")) == ("a", "en", State.UNTRANSLATED)


def test_the_source_language_has_nothing_to_translate() -> None:
    assert find("en", {"en": [unit("a", "B")]}, Message("a")) == ("a", "en", None)


@pytest.mark.parametrize(
    ("made", "state"),
    [(unit("a", "A"), State.FUZZY), (reviewed(unit("a", "A")), State.FUZZY), (unit("a", ""), State.UNTRANSLATED)],
)
def test_a_translation_with_an_error_is_never_shown(made: Unit, state: State) -> None:
    refused: frozenset[tuple[str, str, Key]] = frozenset({("es", "petition", (None, "a"))})
    found = lexicon("es", {"es": [made]}, refused).find("petition", Message("a"))
    assert found == Localized(("a",), CAMPAIGN.source, state)


def test_an_error_in_one_language_does_not_touch_the_others() -> None:
    refused: frozenset[tuple[str, str, Key]] = frozenset({("mam", "petition", (None, "a"))})
    units = {"mam": [unit("a", "A mam")], "es": [unit("a", "A es")]}
    assert lexicon("mam", units, refused).find("petition", Message("a")).text == "A es"
    assert lexicon("es", units, refused).find("petition", Message("a")).text == "A es"


@pytest.mark.parametrize(
    ("made", "forms"),
    [
        (unit("one", "uno", "muchos"), ("uno", "muchos")),
        (unit("one", "uno", ""), ("one", "many")),
        (unit("one", "uno"), ("one", "many")),
    ],
)
def test_what_counts_something_has_all_its_forms_or_those_of_the_source(made: Unit, forms: tuple[str, ...]) -> None:
    assert lexicon("es", {"es": [made]}).find("petition", Message("one", plural="many")).forms == forms


TITLE = unit("Our *title*", "Nuestro *título*", context="petition:title")
ALL = [TITLE, unit("Heading", "Encabezado"), unit("By {deadline}.", "Antes del {deadline}."), unit("item", "punto")]


@pytest.mark.parametrize(
    ("units", "untranslated", "coverage", "state"),
    [
        ([], 4, 0.0, State.UNTRANSLATED),
        (ALL[:1], 3, 0.25, State.UNTRANSLATED),
        (ALL[:3], 1, 0.75, State.UNTRANSLATED),
        ([*ALL[:3], unit("item", "punto", fuzzy=True)], 1, 0.75, State.FUZZY),
        (ALL, 0, 1.0, State.TRANSLATED),
        ([*map(reviewed, ALL[:3]), ALL[3]], 0, 1.0, State.TRANSLATED),
        ([*map(reviewed, ALL)], 0, 1.0, State.REVIEWED),
    ],
)
def test_coverage_and_state_of_a_document(units: list[Unit], untranslated: int, coverage: float, state: State) -> None:
    found = localized("es", {"es": units})
    assert (found.untranslated, found.coverage, found.state) == (untranslated, coverage, state)


def test_the_source_language_is_whole_and_has_no_state() -> None:
    found = localized("en", {})
    assert (found.untranslated, found.coverage, found.state, found.title) == (0, 1.0, None, "Our title")


def test_an_empty_document_is_whole() -> None:
    found = localized("es", {}, "")
    assert (found.coverage, found.state, found.title, found.html()) == (1.0, None, "petition", "")


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (SOURCE, "Nuestro título"),
        ("# Heading", "Encabezado"),
        ("words", "words"),
        ("2011\n\n***\n\nBy {deadline}.", "Antes del 31 de agosto de 2011."),
        ("---\nheadline: H\n---\n", "petition"),
    ],
)
def test_the_title_is_the_field_or_the_first_text(source: str, title: str) -> None:
    assert localized("es", {"es": ALL}, source).title == title


def test_a_page_marks_what_is_not_in_its_language() -> None:
    found = localized("ar", {"ar": [unit("Heading", "عنوان")]})
    assert found.html() == (
        '<h1 id="heading">عنوان</h1>\n'
        '<p lang="en" dir="ltr">By <bdi dir="ltr"><time datetime="2011-08-31">August 31, 2011</time></bdi>.</p>\n'
        '<ul>\n<li><span lang="en" dir="ltr">item</span></li>\n</ul>\n'
    )
    assert [block.language.tag for block in found.blocks] == ["ar", "en", "en"]


def test_facts_are_written_in_the_language_of_the_text_they_stand_in() -> None:
    units = {"mam": [unit("item", "mam item")], "es": [unit("By {deadline}.", "Antes del {deadline}.")]}
    found = localized("mam", units)
    assert "Antes del <bdi" in found.html()
    assert "31 de agosto de 2011" in found.html()
    assert [block.language.tag for block in found.blocks] == ["en", "es", "mam"]


def test_fields_know_their_language_too() -> None:
    found = localized("ar", {})
    assert [(field.text.id, field.localized.language.tag) for field in found.fields] == [("title", "en")]


def test_fields_by_key_are_a_list_where_the_source_has_one_and_stand_in_its_order() -> None:
    front = "---\nheadline:\n- one\n- two\ntitle: three\n---\n"
    shown = localized("es", {}, front).fields_by_key(lambda field: field.localized.text)
    assert list(shown.items()) == [("headline", ["one", "two"]), ("title", "three")]


def test_a_title_with_a_number_is_isolated_in_right_to_left_languages_alone() -> None:
    front = "---\ntitle: Call {hotline} or 555-0188\n---\n"
    assert localized("es", {}, front).title == "Call (215) 555-0142 or 555-0188"
    called = unit("Call {hotline} or 555-0188", "اتصل {hotline} 555-0188", context="petition:title")
    arabic = localized("ar", {"ar": [called]}, front)
    assert arabic.title == "اتصل \u2066(215) 555-0142\u2069 \u2066555-0188\u2069"


def test_the_way_back_from_a_note_is_named_where_a_name_is_given() -> None:
    found = localized("es", {}, "a[^1]\n\n[^1]: b")
    assert 'aria-label="Volver &amp; leer"' in found.html("Volver & leer")
    assert "aria-label" not in found.html()


@given(st.text(min_size=1).filter(shows))
@settings(max_examples=100, deadline=None)
def test_any_translation_of_every_text_can_be_shown(text: str) -> None:
    units = [unit(each.message.msgid, text, context=each.message.context) for each in read().all_texts]
    found = localized("ar", {"ar": units})
    assert len(found.localized) == 4
    assert found.html().count("<h1") == 1
    assert found.html().count("<li>") == 1
    assert all(block.language.tag == "ar" for block in found.blocks)


PLACES = """\
---
title: Call {hotline} **now**
headline: 'Nothing: {{deadline}}'
---

# {deadline}

By {deadline}, or 1-800-354-0365. `{hotline}` <{hotline}>

- [call](<{hotline}>), {hotline} ![until {deadline}](a.png "Until {deadline}")
- no fact, but 1-800-354-0365

| a | b |
|---|---|
| {hotline} | <b title="{deadline}">b</b> |

A note.[^1]

[^1]: Until {deadline}.
"""


@pytest.mark.parametrize("tag", ["en", "ar", "mam"])
def test_words_serve_any_facts_as_often_as_they_are_asked(tag: str) -> None:
    """Each is as if it had been made for those facts alone, whatever was made of the same words before."""
    known = lexicon(tag, {"ar": [unit("no fact, but 1-800-354-0365", "1-800-354-0365")]})
    words = wording(read(PLACES), known, CAMPAIGN)
    rows = [("+1-215-555-0100", "2011-08-01"), ("+1-215-555-0111", "2011-09-30"), ("+1-215-555-0100", "2011-08-01")]
    for phone, day in rows:
        own = {"hotline": phone, "deadline": day}
        facts = {name: with_text(CAMPAIGN.facts[name], text) for name, text in own.items()}
        made = words.with_facts(facts)
        alone = localize(read(PLACES), known, replace(CAMPAIGN, facts=facts))
        assert made == alone
        assert made.html() == alone.html()
        assert "{hotline}" not in made.html()
        assert phone[-4:] in made.html()
