"""Every key of handbill.toml, and every mistake in it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.campaign import Campaign, DocumentSettings, parse_campaign
from handbill.content.document import FieldRule
from handbill.errors import CampaignError
from handbill.facts import Fact, Kind
from handbill.policy import Below, Policy, Publish
from handbill.products import ProductSettings
from tests.mistakes import refused

EVERY_KEY = """\
name = "Protect Philly"
slug = "philly"
site = "https://example.org/p/"
source_language = "en"
locales = ["es", "zh_hans", "quc-GT", "mam"]
country = "MX"
templates = "layouts/"
locales_folder = "words"
output = "made/here"
fonts = "my-fonts"
today = 2011-07-15

[release]
publish = "reviewed"
below = "hold back"
minimum = 0.5

[facts]
deadline = 2011-08-31
opens = 18:30:00
rally = 2011-08-31T18:30:00
signatures = 1200
share = 0.25
place = "City Hall"
fee = { kind = "money", value = 25.50, currency = "MXN" }
fine = { kind = "money", value = 25 }
hotline = { kind = "phone", value = "+1-215-555-0142" }
office = { kind = "phone", value = "(215) 555-0142", country = "US" }
page = { kind = "url", value = "https://example.org/p" }
mail = { kind = "email", value = "hello@example.org" }

[facts.until]
kind = "date"
value = 2011-09-01
expires = false

[documents.petition]
source = "texts/petition.md"

[documents.petition.fields]
title = {}
points = { limit = 150, note = "a point" }

[documents.faq]
publish = "any"

[products.flyer]
document = "petition"

[products.letter]
template = "layouts/letter.typ"
document = "faq"
bilingual = true
floor = 12
smallest = 9.5

[languages.mam]
endonym = "Qyol Mam"
name = "Mam"
script = "Latn"
plural = "nplurals=2; plural=(n != 1);"
digits = "0123456789"
fonts = ["Noto Sans"]
fallback = ["quc-GT", "es", "fr"]

[languages.quc-GT]
endonym = "Kʼicheʼ"
name = "Kʼicheʼ"
script = "Latn"

[languages.quc-GT.dates]
months = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
weekdays = ["a", "b", "c", "d", "e", "f", "g"]
full = "EEEE d MMMM"
long = "d MMMM"
medium = "d MM"
short = "d/M"
"""

SMALL = 'name = "N"\nlocales = ["es"]\n\n[documents.petition]\n\n'
"""Five lines that are right; mistakes follow."""


def read(text: str) -> Campaign:
    return parse_campaign(text, "handbill.toml")


def test_every_key_is_understood() -> None:
    campaign = read(EVERY_KEY)
    assert (campaign.name, campaign.slug, campaign.site) == ("Protect Philly", "philly", "https://example.org/p")
    assert list(campaign.by_tag) == ["en", "es", "zh-Hans", "quc-GT", "mam"]
    assert campaign.today == dt.date(2011, 7, 15)
    folders = (campaign.templates, campaign.locales, campaign.output, campaign.fonts)
    assert folders == ("layouts", "words", "made/here", "my-fonts")
    assert campaign.documents == {
        "petition": DocumentSettings(
            "petition",
            "texts/petition.md",
            {"title": FieldRule(), "points": FieldRule(150, "a point")},
            Policy(Publish.REVIEWED, Below.HOLD_BACK, 0.5),
        ),
        "faq": DocumentSettings("faq", "source/faq.md", {}, Policy(Publish.ANY, Below.HOLD_BACK, 0.5)),
    }
    assert campaign.domains == ("petition", "faq", "interface")
    assert campaign.products == {
        "flyer": ProductSettings("flyer", "templates/flyer.typ", "petition", False, None, 9.0),
        "letter": ProductSettings("letter", "layouts/letter.typ", "faq", True, 12.0, 9.5),
    }
    mam, quc = campaign.by_tag["mam"], campaign.by_tag["quc-GT"]
    assert (mam.endonym, mam.fonts, mam.fallback) == ("Qyol Mam", ("Noto Sans",), ("quc-GT", "es", "fr"))
    assert quc.dates is not None
    assert quc.dates.patterns == {"full": "EEEE d MMMM", "long": "d MMMM", "medium": "d MM", "short": "d/M"}
    assert campaign.page_url(mam, "faq") == "https://example.org/p/mam/faq/"


def test_facts_of_every_kind() -> None:
    assert dict(read(EVERY_KEY).facts) == {
        fact.name: fact
        for fact in (
            Fact("deadline", Kind.DATE, dt.date(2011, 8, 31), country="MX"),
            Fact("opens", Kind.TIME, dt.time(18, 30), country="MX"),
            Fact("rally", Kind.MOMENT, dt.datetime(2011, 8, 31, 18, 30), country="MX"),  # noqa: DTZ001 - as in the file
            Fact("signatures", Kind.NUMBER, Decimal(1200), country="MX"),
            Fact("share", Kind.NUMBER, Decimal("0.25"), country="MX"),
            Fact("place", Kind.TEXT, "City Hall", country="MX"),
            Fact("fee", Kind.MONEY, Decimal("25.50"), "MXN", "MX"),
            Fact("fine", Kind.MONEY, Decimal(25), "USD", "MX"),
            Fact("hotline", Kind.PHONE, "+1-215-555-0142", country="MX"),
            Fact("office", Kind.PHONE, "(215) 555-0142", country="US"),
            Fact("page", Kind.URL, "https://example.org/p", country="MX"),
            Fact("mail", Kind.EMAIL, "hello@example.org", country="MX"),
            Fact("until", Kind.DATE, dt.date(2011, 9, 1), country="MX", expires=False),
        )
    }


def test_a_fact_knows_where_it_stands() -> None:
    lines = EVERY_KEY.split("\n")
    for name, fact in read(EVERY_KEY).facts.items():
        file, _, line = str(fact.place).partition(":")
        assert file == "handbill.toml"
        assert lines[int(line) - 1].startswith(f"{name} = " if name != "until" else "value = ")


def test_what_is_left_out_has_a_default() -> None:
    campaign = read('name = "Let’s go"\nlocales = []\n[documents.p]\n')
    assert (campaign.slug, campaign.site, campaign.source.tag) == ("let-s-go", "https://example.org", "en")
    folders = (campaign.templates, campaign.locales, campaign.output, campaign.fonts)
    assert folders == ("templates", "locales", "build", "fonts")
    assert campaign.documents["p"].policy == Policy(Publish.TRANSLATED, Below.LABEL, 0.25)
    assert (campaign.languages, campaign.products, campaign.facts) == ((), {}, {})


@pytest.mark.parametrize(
    ("said", "folder", "system"),
    [
        ("", "fonts", True),
        ('fonts = "letters"', "letters", True),
        ("fonts = { system = false }", "fonts", False),
        ('fonts = { folder = "letters/ours", system = true }', "letters/ours", True),
    ],
)
def test_fonts_are_a_folder_or_a_table_that_can_make_it_the_only_source(said: str, folder: str, system: bool) -> None:
    campaign = read(f"{said}\n{SMALL}")
    assert (campaign.fonts, campaign.system_fonts) == (folder, system)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('fonts = { system = "no" }', "fonts.system: is neither true nor false"),
        ('fonts = { folder = "../others" }', "fonts.folder: does not stay inside"),
        ("fonts = { only = true }", "fonts.only: means nothing here"),
        ("fonts = 3", "fonts: is not a text"),
    ],
)
def test_a_mistake_in_the_table_of_fonts_is_refused(said: str, message: str) -> None:
    with pytest.raises(CampaignError, match=re.escape(message)) as caught:
        read(f"{said}\n{SMALL}")
    assert caught.value.line == 1


def test_each_document_can_have_a_release_policy_of_its_own() -> None:
    text = SMALL.replace("[documents.petition]", '[documents.petition]\npublish = "any"\nminimum = 1')
    campaign = read(f'{text}[documents.faq]\n[release]\npublish = "reviewed"\nbelow = "hold back"\nminimum = 0.5')
    assert campaign.documents["petition"].policy == Policy(Publish.ANY, Below.HOLD_BACK, 1)
    assert campaign.documents["faq"].policy == Policy(Publish.REVIEWED, Below.HOLD_BACK, 0.5)


@pytest.mark.parametrize(
    ("tag", "chain"),
    [("en", ["en"]), ("es", ["es", "en"]), ("mam", ["mam", "quc-GT", "es", "en"]), ("quc-GT", ["quc-GT", "en"])],
)
def test_a_text_is_looked_for_in_the_readers_languages_and_then_in_the_source(tag: str, chain: list[str]) -> None:
    campaign = read(EVERY_KEY)
    assert [each.tag for each in campaign.chain(campaign.by_tag[tag])] == chain


@pytest.mark.parametrize(
    ("said", "chain"),
    [('es = { fallback = ["en", "ht"] }', ["es", "en"]), ('es = { fallback = ["ht"] }', ["es", "ht", "en"])],
)
def test_nothing_comes_after_the_source_language(said: str, chain: list[str]) -> None:
    campaign = read(
        f'name = "N"\nlocales = ["es", "ht"]\n[documents.p]\n[languages]\n{said}\nen = {{ fallback = ["es"] }}\n'
    )
    assert [each.tag for each in campaign.chain(campaign.by_tag["es"])] == chain
    assert [each.tag for each in campaign.chain(campaign.source)] == ["en"]


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        # Keys
        (SMALL + "[documents.petition.fields]\ntitle = { limt = 3 }", 7, "limt: means nothing here", "“limit”"),
        (SMALL + "[fact]\nx = 1", 6, "fact: means nothing here", "Did you mean “facts”?"),
        ('locales = []\nnmae = "N"', 2, "nmae: means nothing here", "Did you mean “name”?"),
        (SMALL + '[products.f]\ndocumnet = "petition"', 7, "documnet: means nothing here", "Did you mean “document”?"),
        ("locales = []", None, "name: is missing", "Add the key “name”"),
        ('name = "N"', None, "locales: is missing", "Add the key “locales”"),
        ('name = "N"\nlocales = []', None, "the campaign has no document", "[documents.petition]"),
        ('name = "N"\nlocal = []', 2, "local: means nothing here", "Did you mean “locales”?"),
        (SMALL + "[release]\nminimun = 1", 7, "release.minimun: means nothing here", "“minimum”"),
        (SMALL + '[products.f]\ndocument = "petition"\nflor = 2', 8, "products.f.flor: means nothing here", "“floor”"),
        (SMALL + '[languages.mam]\nendonim = "x"', 7, "languages.mam.endonim: means nothing here", "“endonym”"),
        (SMALL + '[facts]\nx = { kind = "text", vlaue = "a", value = "b" }', 7, "facts.x.vlaue: means", "“value”"),
        (
            SMALL + '[facts.x]\nkind = "text"\nvalue = "b"\nzebra = 1',
            9,
            "facts.x.zebra: means nothing here",
            "There are:",
        ),
        # Types
        ("name = 3\nlocales = []", 1, "name: is not a text", 'Write name = "..."'),
        ('name = " "\nlocales = []', 1, "name: is not a text", ""),
        ('name = "N"\nlocales = "es"', 2, "locales: is not a list of texts", ""),
        ('name = "N"\nlocales = ["es", 3]', 2, "locales: is not a list of texts", ""),
        ('name = "N"\nlocales = []\ndocuments = 3', 3, "documents: is not a table", "[documents]"),
        (SMALL + "[[products]]\na = 1", 6, "products: is not a table", ""),
        (SMALL + "[languages]\nes = 3", 7, "languages.es: is not a table", "Write [languages.es]"),
        (SMALL + '[languages]\n"x y" = 3', 7, "languages.x y: is not a table", 'Write [languages."x y"]'),
        (
            SMALL + "[documents.petition.fields]\ntitle = 3",
            7,
            "documents.petition.fields.title: is not a table",
            "Write [documents.petition.fields.title]",
        ),
        (SMALL + '[documents.petition.fields]\ntitle = { limit = "3" }', 7, "fields.title.limit: is not a number", ""),
        (SMALL + "[documents.petition.fields]\ntitle = { limit = 3.5 }", 7, "limit: is not a whole number", ""),
        (SMALL + "[documents.petition.fields]\ntitle = { limit = -1 }", 7, "is not a number from 0 to 100000", ""),
        (
            SMALL + '[release]\npublish = "sent"',
            7,
            "release.publish: “sent” is none of its values",
            "any, reviewed, translated",
        ),
        (
            SMALL + '[release]\nbelow = "hold"',
            7,
            "release.below: “hold” is none of its values",
            "hold back, label",
        ),
        (SMALL + "[release]\nminimum = 25", 7, "release.minimum: is not a number from 0 to 1", ""),
        (SMALL + "[release]\nminimum = nan", 7, "release.minimum: is not a number from 0 to 1", ""),
        (SMALL + "[release]\nminimum = true", 7, "release.minimum: is not a number from 0 to 1", ""),
        (SMALL + '[products.f]\ndocument = "petition"\nbilingual = "no"', 8, "products.f.bilingual: is neither", ""),
        (SMALL + '[products.f]\ndocument = "petition"\nsmallest = 1', 8, "smallest: is not a number from 4 to 72", ""),
        (SMALL + '[products.f]\ndocument = "petition"\nfloor = inf', 8, "floor: is not a number from 0 to 72", ""),
        # Languages
        ('name = "N"\nlocales = ["es", "xx"]\n[documents.p]', 2, "locales: “xx” is not a language", "[languages.xx]"),
        ('name = "N"\nlocales = [\n"../up"]\n[documents.p]', 2, "is not a language that CLDR knows", ""),
        (
            'name = "N"\nlocales = ["zh-Hans", "zh_hans"]\n[documents.p]',
            2,
            "“zh-Hans” stands there twice",
            "Delete one",
        ),
        ('name = "N"\nlocales = ["es", "en"]\n[documents.p]', 2, "“en” is the source language", "Leave it out"),
        ('name = "N"\nlocales = []\nsource_language = "xx"', 3, "source_language: “xx” is not a language", ""),
        (SMALL + "[languages.english]\nname = 1", 6, "languages.english: is not a BCP 47 tag", "mam, zh-Hans, pt-BR"),
        (SMALL + '[languages.mam]\nplural = "n != 1"', 7, "languages.mam.plural: is not a gettext plural rule", ""),
        (SMALL + '[languages.mam]\nplural = "nplurals=2; plural=(n != 1"', 7, "is not a gettext plural rule", ""),
        (SMALL + '[languages.mam]\nplural = "nplurals=2; plural=n;"', 7, "is not a gettext plural rule", ""),
        (SMALL + '[languages.mam]\nplural = "nplurals=2; plural=n % 0;"', 7, "is not a gettext plural rule", ""),
        (SMALL + '[languages.mam]\ndigits = "123"', 7, "digits: is not ten digits from zero to nine", ""),
        (SMALL + '[languages.mam]\ndigits = "1234567890"', 7, "digits: is not ten digits from zero to nine", ""),
        (SMALL + '[languages.mam]\nscript = "latin"', 7, "script: is not an ISO 15924 code", "Latn"),
        (SMALL + '[languages.mam]\nfallback = ["Spanish"]', 7, "fallback: “Spanish” is not a BCP 47 tag", ""),
        (SMALL + '[languages.mam]\nfonts = "Noto"', 7, "fonts: is not a list of texts", ""),
        (SMALL + '[languages.mam.dates]\nmonths = ["a"]\nweekdays = ["b"]', 6, "has not twelve months", ""),
        (SMALL + '[languages.mam.dates]\nmonths = ["a"]', 6, "languages.mam.dates.weekdays: is missing", ""),
        (EVERY_KEY.replace('"d MMMM"', '"d QQQ"'), 75, "dates.long: “QQQ” is not a part of a date", ""),
        # Facts
        (
            SMALL + '[facts]\nx = { kind = "day", value = "y" }',
            7,
            "facts.x.kind: “day” is not a kind",
            "There are: date",
        ),
        (SMALL + "[facts]\nx = { value = 3 }", 7, "facts.x.kind: is missing", ""),
        (SMALL + '[facts]\n"X y" = 3', 7, "facts.X y: a fact's name is of lower-case letters", ""),
        (SMALL + "[facts]\nx = nan", 7, "facts.x.value: is not a number", "1200"),
        (SMALL + "[facts]\nx = true", 7, "facts.x.value: is not a number", ""),
        (SMALL + "[facts]\nx = []", 7, "facts.x.value: is not a text", "City Hall"),
        (SMALL + '[facts]\nx = " "', 7, "facts.x.value: is not a text", ""),
        (
            SMALL + '[facts]\nx = { kind = "date", value = "31 August" }',
            7,
            "facts.x.value: is not a date",
            "2011-08-31",
        ),
        (SMALL + '[facts]\nx = { kind = "date", value = 2011-08-31T10:00:00 }', 7, "facts.x.value: is not a date", ""),
        (SMALL + '[facts]\nx = { kind = "time", value = "6 pm" }', 7, "facts.x.value: is not a time", "18:30:00"),
        (SMALL + '[facts]\nx = { kind = "datetime", value = 2011-08-31 }', 7, "is not a datetime", "T18:30:00"),
        (SMALL + '[facts]\nx = { kind = "money", value = "5 dollars" }', 7, "facts.x.value: is not a money", "25.00"),
        (
            SMALL + '[facts]\nx = { kind = "money", value = 5, currency = "dollars" }',
            7,
            "“dollars” is not a currency",
            "",
        ),
        (SMALL + '[facts]\nx = { kind = "phone", value = "call us" }', 7, "is not a phone number", "+1-215-555-0142"),
        (SMALL + '[facts]\nx = { kind = "phone", value = "+1-215-555" }', 7, "has too few or too many digits", "Count"),
        (SMALL + '[facts]\nx = { kind = "phone", value = "215-555-0142", country = "Mexico" }', 7, "not a phone", ""),
        (SMALL + '[facts]\nx = { kind = "url", value = "example.org" }', 7, "facts.x.value: is not a url", "https://"),
        (SMALL + '[facts]\nx = { kind = "url", value = "javascript:alert(1)" }', 7, "facts.x.value: is not a url", ""),
        (SMALL + '[facts]\nx = { kind = "url", value = "https://a b" }', 7, "facts.x.value: is not a url", ""),
        (SMALL + '[facts]\nx = { kind = "email", value = "hello" }', 7, "facts.x.value: is not an email", "hello@"),
        (SMALL + '[facts]\nx = { kind = "email" }', 7, "facts.x.value: is not an email", ""),
        ('today = "2011-07-15"\n' + SMALL, 1, "today: is not a date", "Write today = 2011-07-15"),
        ("today = 2011-07-15T12:00:00\n" + SMALL, 1, "today: is not a date", ""),
        ("toady = 2011-07-15\n" + SMALL, 1, "toady: means nothing here", "“today”"),
        (SMALL + '[facts]\nx = { kind = "text", value = "a", expires = false }', 7, "facts.x.expires: only dates", ""),
        (
            SMALL + '[facts]\nx = { kind = "date", value = 2011-08-31, expires = 0 }',
            7,
            "facts.x.expires: is neither",
            "",
        ),
        # What nobody sees
        ('name = "a\\u0007"\nlocales = []', 1, "name: has the invisible character U+0007", "Delete it"),
        ('name = "a\u2067"\nlocales = []', 1, "name: opens a stretch of other direction", "close what they open"),
        (SMALL + '[facts]\nx = { kind = "text", value = "\u202ea" }', 7, "facts.x.value: has the invisible", ""),
        # Paths and references
        ('output = "../x"\n' + SMALL, 1, "output: does not stay inside the campaign's folder", "relative path"),
        ('output = "a/../../x"\n' + SMALL, 1, "output: does not stay inside", ""),
        ('fonts = "/usr/share/fonts"\n' + SMALL, 1, "fonts: does not stay inside", ""),
        ('templates = "a\\\\b"\n' + SMALL, 1, "templates: does not stay inside", ""),
        (SMALL.rstrip() + '\nsource = "../p.md"', 5, "documents.petition.source: does not stay inside", ""),
        (SMALL + '[products.f]\ndocument = "petition"\ntemplate = "/f.typ"', 8, "products.f.template: does not", ""),
        ('site = "example.org"\n' + SMALL, 1, "site: is not a url", "https://example.org"),
        (SMALL + '[products.f]\ndocument = "faq"', 7, "products.f.document: there is no document “faq”", "petition"),
        (SMALL + "[products.f]\nbilingual = true", 6, "products.f.document: is missing", ""),
        (
            SMALL + '[products.web]\ndocument = "petition"',
            6,
            "products.web: a printed product cannot have",
            "Take another",
        ),
        (SMALL + '[products."a/b"]\ndocument = "petition"', 6, "a printed product cannot have this name", ""),
        (SMALL + "[documents.interface]", 6, "documents.interface: no document can have this name", "Rename it"),
        (SMALL + '[documents."../p"]', None, "a document's name is of lower-case letters", ""),
        # TOML
        ('name = "N\nlocales = []', 1, "is not TOML: ", "between quotation marks"),
        ("name = N", 1, "is not TOML: invalid value", ""),
        (SMALL + '[facts]\nx = "a"\nx = "b"', 8, "is not TOML: cannot overwrite a value", ""),
        (SMALL + f"[facts]\nx = {'9' * 5000}", 7, "is not TOML: a number has 5,000 digits", "Shorten it"),
        (SMALL + "[facts]\nx = [", 7, "is not TOML: ", ""),
        (SMALL + "[facts]\nx = 2011-13-45", 7, "is not TOML: ", ""),
    ],
)
def test_a_mistake_is_refused_with_key_and_line(text: str, line: int | None, message: str, hint: str) -> None:
    with refused(CampaignError, message, path="handbill.toml", line=line, hint=hint):
        read(text)


@given(st.sampled_from(EVERY_KEY.split("\n")), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_change_to_a_line_is_understood_or_refused(line: str, typed: str) -> None:
    try:
        read(EVERY_KEY.replace(line, f"{line.partition('=')[0]}= {typed}"))
    except CampaignError as error:
        assert error.message  # noqa: PT017 - either outcome is right


@given(
    st.sampled_from(EVERY_KEY.split("\n")),
    st.sampled_from(["0", "-1", '""', "[]", "{}", "inf", "2011-08-31", '[""]', '"\\u0000"', '"n"']),
)
@settings(max_examples=200, deadline=None)
def test_any_other_value_is_understood_or_refused(line: str, value: str) -> None:
    try:
        read(EVERY_KEY.replace(f"{line}\n", f"{line.partition('=')[0]}= {value}\n"))
    except CampaignError as error:
        assert error.message  # noqa: PT017 - either outcome is right
