"""``handbill.toml`` -> `Campaign`; every mistake is reported with its key and line.

See ``docs/campaign.md`` for every key. Paths in the file are relative to its
folder and use forward slashes.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

from babel.numbers import list_currencies

from handbill.checks.switches import switched_off
from handbill.content.document import FieldRule
from handbill.errors import CampaignError
from handbill.fact_values import EXAMPLES, URL, ValueMistake, called, check_phone, is_value
from handbill.facts import Fact, Kind, Value, format_by_names
from handbill.hidden import harm
from handbill.keyed import Table, one_of, read_toml
from handbill.languages import DateNames, Language, LanguageSettings, language
from handbill.plurals import is_plural_rule
from handbill.policy import Policy, policy_of
from handbill.products import ProductSettings, parse_product
from handbill.tags import is_tag, normalize_tag

INTERFACE = "interface"
"""The domain of the strings in templates."""
WEB_PRODUCT = "web"
COPY_PRODUCT = "copy"
MARKDOWN_PRODUCT = "markdown"
CATALOG_PRODUCT = "catalog"
"""Products that every campaign has, beside the printed ones that it configures."""
GIVEN_PRODUCTS = frozenset({WEB_PRODUCT, COPY_PRODUCT, MARKDOWN_PRODUCT, CATALOG_PRODUCT})

DEFAULT_GLOSSARY = "glossary.csv"
"""Where the glossary lies if the campaign does not say."""


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """One document: ``[documents.NAME]``."""

    domain: str
    source: str
    fields: Mapping[str, FieldRule]
    policy: Policy


@dataclass(frozen=True)
class Campaign:
    """What a campaign says of itself."""

    name: str
    slug: str
    site: str
    """Where the pages will stand, without a final slash."""
    source: Language
    languages: tuple[Language, ...]
    """The languages it is translated into, in the order of the switcher, without the source language."""
    facts: Mapping[str, Fact]
    documents: Mapping[str, DocumentSettings]
    products: Mapping[str, ProductSettings]
    templates: str
    locales: str
    output: str
    fonts: str
    history: str
    """The folder that progress is recorded in."""
    register: str
    """The file that says what was released when."""
    country: str
    """ISO 3166: where phone numbers are at home."""
    checks_off: frozenset[str]
    """The ids of the checks that are switched off in every language."""
    glossary: str | None = None
    """The glossary that it names; nothing where that is `DEFAULT_GLOSSARY`, if there is one."""
    today: dt.date | None = None
    """The day that deadlines are looked at from, where the campaign says so."""

    @cached_property
    def by_tag(self) -> Mapping[str, Language]:
        """All languages by tag, the source language first."""
        return {each.tag: each for each in (self.source, *self.languages)}

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains: each document, and the strings of templates."""
        return (*self.documents, INTERFACE)

    def chain(self, spoken: Language) -> tuple[Language, ...]:
        """The languages that a text is looked for in: the reader's, its fallbacks as far as the campaign has them,
        the source language.
        """
        # Everything is there in the source language: what a reader names after it is never needed.
        nearer = takewhile(lambda tag: tag != self.source.tag, dict.fromkeys((spoken.tag, *spoken.fallback)))
        return (*(self.by_tag[tag] for tag in nearer if tag in self.by_tag), self.source)

    def second_language(self, product: ProductSettings, reader: Language) -> Language | None:
        """The language that stands beside the reader's; nothing where there is none, or it is the reader's own."""
        tag = product.second or (self.source.tag if product.bilingual else reader.tag)
        return None if tag == reader.tag else self.by_tag[tag]

    def page_url(self, spoken: Language, domain: str) -> str:
        """Where a document's page will stand."""
        return f"{self.site}/{spoken.tag}/{domain}/"


def parse_campaign(text: str, path: str) -> Campaign:
    """Read a ``handbill.toml``. Every mistake is a `CampaignError` with the line of its key."""
    top = read_toml(text, path)
    settings = {normalize_tag(tag): _language_settings(table) for tag, table in top.tables("languages")}
    source = _language(top.text("source_language", "en"), settings, top, "source_language")
    languages = tuple(_language(tag, settings, top, "locales") for tag in top.texts("locales"))
    country = top.text("country", "US")
    release, checks = top.table("release"), top.table("checks")
    policy = policy_of(release, Policy())
    name = top.text("name")
    output = top.folder("output", "build")
    campaign = Campaign(
        name=name,
        slug=top.text("slug", "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "campaign"),
        site=_site(top),
        source=source,
        languages=languages,
        facts={name: _fact(name, table, country) for name, table in _fact_tables(top)},
        documents={name: _document(name, table, policy) for name, table in top.tables("documents")},
        products={name: _product(name, table, source) for name, table in top.tables("products")},
        templates=top.folder("templates", "templates"),
        locales=top.folder("locales_folder", "locales"),
        output=output,
        fonts=top.folder("fonts", "fonts"),
        history=top.folder("history", "history"),
        country=country,
        checks_off=switched_off(checks, "off"),
        glossary=top.folder("glossary", DEFAULT_GLOSSARY) if "glossary" in top.data else None,
        register=top.folder("register", f"{output}/register.jsonl"),
        today=_today(top),
    )
    release.finish()
    checks.finish()
    top.finish()
    _check_references(campaign, top)
    return campaign


def _site(top: Table) -> str:
    site = top.text("site", "https://example.org")
    if not URL.fullmatch(site):
        raise top.error("site", "is not a url", 'Write site = "https://example.org"')
    return site.rstrip("/")


def _today(top: Table) -> dt.date | None:
    if "today" not in top.data:
        top.asked.add("today")
        return None
    today = top.take("today", None)
    if not isinstance(today, dt.date) or isinstance(today, dt.datetime):
        raise top.error("today", "is not a date", "Write today = 2011-07-15, or leave it out for the present day.")
    return today


def _check_references(campaign: Campaign, top: Table) -> None:
    tags = [each.tag for each in campaign.languages]
    for tag in tags:
        if tag == campaign.source.tag:
            raise top.error("locales", f"“{tag}” is the source language", "Leave it out: it is always built.")
        if tags.count(tag) > 1:
            raise top.error("locales", f"“{tag}” stands there twice", "Delete one of them.")
    if not campaign.documents:
        raise top.error(
            None, "the campaign has no document", 'Add [documents.petition] with source = "source/petition.md".'
        )
    if INTERFACE in campaign.documents:
        table = Table({}, ("documents", INTERFACE), top.source, top.path)
        raise table.error(None, "no document can have this name: it is the domain of templates", "Rename it.")
    _check_products(campaign, top)


def _check_products(campaign: Campaign, top: Table) -> None:
    stems: dict[str, str] = {}
    for product in campaign.products.values():
        table = Table({}, ("products", product.name), top.source, top.path)
        if product.document not in campaign.documents:
            raise table.error("document", f"there is no document “{product.document}”", one_of(campaign.documents))
        if product.second is not None and product.second not in campaign.by_tag:
            raise table.error("second", f"“{product.second}” is none of the languages", one_of(campaign.by_tag))
        if unknown := [tag for tag in product.locales or () if tag not in campaign.by_tag]:
            raise table.error("locales", f"“{unknown[0]}” is none of the languages", one_of(campaign.by_tag))
        for profile in product.profiles:
            stem = product.stem(profile)
            if other := stems.get(stem):
                raise table.error(None, f"its files would have the names of those of products.{other}", "Rename it.")
            stems[stem] = product.name


def _language(tag: str, settings: Mapping[str, LanguageSettings], top: Table, key: str) -> Language:
    try:
        return language(tag, settings.get(normalize_tag(tag)))
    except CampaignError as error:
        raise top.error(key, error.message, error.hint) from error


def _language_settings(table: Table) -> LanguageSettings:
    tag = normalize_tag(table.keys[-1])
    if not is_tag(tag):
        raise table.error(None, "is not a BCP 47 tag", "A tag is language, script and region: mam, zh-Hans, pt-BR.")
    plural = table.text("plural", "")
    if plural and not is_plural_rule(plural):
        raise table.error("plural", "is not a gettext plural rule", 'Write plural = "nplurals=2; plural=(n != 1);"')
    digits = table.text("digits", "")
    if digits and [unicodedata.decimal(each, None) for each in digits] != list(range(10)):
        raise table.error("digits", "is not ten digits from zero to nine")
    script = table.text("script", "")
    if script and not re.fullmatch(r"[A-Z][a-z]{3}", script):
        raise table.error("script", "is not an ISO 15924 code", 'Such as "Latn", "Arab", "Mymr".')
    fallback = table.texts("fallback", ())
    if wrong := [each for each in fallback if not is_tag(normalize_tag(each))]:
        raise table.error("fallback", f"“{wrong[0]}” is not a BCP 47 tag", "A tag is language, script and region.")
    made = LanguageSettings(
        endonym=table.text("endonym", "") or None,
        name=table.text("name", "") or None,
        script=script or None,
        plural=plural or None,
        digits=digits or None,
        fonts=table.texts("fonts", ()),
        fallback=fallback,
        dates=_date_names(table.table("dates")) if "dates" in table.data else None,
        checks_off=switched_off(table, "checks_off"),
    )
    table.finish()
    return made


def _date_names(table: Table) -> DateNames:
    months, weekdays = table.texts("months"), table.texts("weekdays")
    if len(months) != 12 or len(weekdays) != 7:
        raise table.error(None, "has not twelve months and seven weekdays (Monday first)")
    patterns = {
        "full": table.text("full", "EEEE d MMMM y"),
        "long": table.text("long", "d MMMM y"),
        "medium": table.text("medium", "d MMMM y"),
        "short": table.text("short", "d/M/y"),
    }
    table.finish()
    names = DateNames(months, weekdays, patterns)
    for style in patterns:
        try:
            format_by_names(dt.date(2011, 8, 31), names, style)
        except ValueError as error:
            raise table.error(style, str(error)) from error
    return names


def _document(name: str, table: Table, policy: Policy) -> DocumentSettings:
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        raise table.error(None, "a document's name is of lower-case letters, digits, - and _")
    fields = {}
    for key, rule in table.tables("fields"):
        limit = rule.number("limit", Decimal(0), low=0, high=100_000)
        if limit % 1:
            raise rule.error("limit", "is not a whole number")
        fields[key] = FieldRule(int(limit) or None, rule.text("note", ""))
        rule.finish()
    made = DocumentSettings(name, table.folder("source", f"source/{name}.md"), fields, policy_of(table, policy))
    table.finish()
    return made


def _product(name: str, table: Table, source: Language) -> ProductSettings:
    if name in GIVEN_PRODUCTS or not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        raise table.error(None, "a printed product cannot have this name", "Use lower-case letters, digits and -.")
    return parse_product(name, table, source=source.tag)


def _fact_tables(top: Table) -> list[tuple[str, Table]]:
    """Give each fact as a table; ``deadline = 2011-08-31`` is short for ``{ kind = "date", value = ... }``."""
    facts = top.table("facts")
    found = []
    for name, value in facts.data.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise facts.error(name, "a fact's name is of lower-case letters, digits and _")
        inner = value if isinstance(value, dict) else {"kind": _short_kind(value), "value": value}
        found.append((name, Table(dict(inner), ("facts", name), top.source, top.path)))
    return found


def _short_kind(value: object) -> str:
    match value:
        case dt.datetime():
            return "datetime"
        case dt.date():
            return "date"
        case dt.time():
            return "time"
        case int() | Decimal():
            return "number"
        case _:
            return "text"


def _fact(name: str, table: Table, country: str) -> Fact:
    kinds = {kind.value: kind for kind in Kind}
    said = table.text("kind")
    if said not in kinds:
        raise table.error("kind", f"“{said}” is not a kind of fact", one_of(kinds))
    kind = kinds[said]
    value = _fact_value(kind, table)
    currency = table.text("currency", "USD")
    if currency not in list_currencies():
        raise table.error("currency", f"“{currency}” is not a currency", 'Such as "USD", "MXN", "EUR".')
    expires = table.flag("expires", default=True)
    if not expires and kind not in {Kind.DATE, Kind.MOMENT}:
        raise table.error("expires", "only dates expire", "Delete it.")
    place = f"{table.path}:{line}" if (line := table.line("value") or table.line(None)) else table.path
    made = Fact(name, kind, value, currency, table.text("country", country), expires, place)
    table.finish()
    if kind is Kind.PHONE:
        try:
            check_phone(made)
        except ValueMistake as mistake:
            raise table.error("value", mistake.message, mistake.hint) from mistake
    return made


def _fact_value(kind: Kind, table: Table) -> Value:
    value = table.take("value", "")
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not is_value(kind, value):
        quote = '"' if kind in {Kind.URL, Kind.EMAIL, Kind.PHONE, Kind.TEXT} else ""
        raise table.error("value", f"is not {called(kind)}", f"Write value = {quote}{EXAMPLES[kind]}{quote}")
    assert isinstance(value, dt.date | dt.time | Decimal | str)
    if isinstance(value, str) and (found := harm(value)):
        raise table.error("value", *found)
    return value
