"""``handbill.toml`` -> `Campaign`; every mistake is reported with its key and line.

See ``docs/campaign.md`` for every key. Paths in the file are relative to its
folder and use forward slashes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

from handbill.checks.switches import switched_off
from handbill.content.document import FieldRule
from handbill.fact_tables import parse_facts
from handbill.fact_values import URL
from handbill.facts import Fact
from handbill.keyed import Table, one_of, read_toml
from handbill.language_tables import parse_languages
from handbill.languages import Language
from handbill.policy import Policy, policy_of
from handbill.products import ProductSettings, parse_product

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
    system_fonts: bool = True
    """Whether the system's fonts are used too, after those of the campaign's folder."""

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
    source, *languages = parse_languages(top)
    country = top.text("country", "US")
    release, checks = top.table("release"), top.table("checks")
    policy = policy_of(release, Policy())
    name = top.text("name")
    output = top.folder("output", "build")
    fonts, system_fonts = _fonts(top)
    campaign = Campaign(
        name=name,
        slug=top.text("slug", "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "campaign"),
        site=_site(top),
        source=source,
        languages=tuple(languages),
        facts=parse_facts(top, country),
        documents={name: _document(name, table, policy) for name, table in top.tables("documents")},
        products={name: _product(name, table, source) for name, table in top.tables("products")},
        templates=top.folder("templates", "templates"),
        locales=top.folder("locales_folder", "locales"),
        output=output,
        fonts=fonts,
        history=top.folder("history", "history"),
        country=country,
        checks_off=switched_off(checks, "off"),
        glossary=top.folder("glossary", DEFAULT_GLOSSARY) if "glossary" in top.data else None,
        register=top.folder("register", f"{output}/register.jsonl"),
        today=_today(top),
        system_fonts=system_fonts,
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


def _fonts(top: Table) -> tuple[str, bool]:
    """Give the folder of fonts, and whether the system's are used too. ``fonts = "folder"`` names the folder alone."""
    if not isinstance(top.data.get("fonts"), dict):
        return top.folder("fonts", "fonts"), True
    table = top.table("fonts")
    found = table.folder("folder", "fonts"), table.flag("system", default=True)
    table.finish()
    return found


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
    if name in GIVEN_PRODUCTS:
        hint = f"Take another: {', '.join(sorted(GIVEN_PRODUCTS))} are what every campaign has."
        raise table.error(None, "a printed product cannot have this name", hint)
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        raise table.error(None, "a printed product cannot have this name", "Use lower-case letters, digits and -.")
    return parse_product(name, table, source=source.tag)
