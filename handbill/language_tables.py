"""``[languages.TAG]`` and the tags at the top of ``handbill.toml`` -> `Language`."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

from handbill.checks.switches import switched_off
from handbill.errors import CampaignError
from handbill.facts import format_by_names
from handbill.keyed import Table
from handbill.languages import DateNames, Language, LanguageSettings, language
from handbill.plurals import is_plural_rule
from handbill.tags import is_tag, normalize_tag


def parse_languages(top: Table) -> list[Language]:
    """Read the languages of a campaign, the source language first."""
    settings = {normalize_tag(tag): _language_settings(table) for tag, table in top.tables("languages")}
    source = _language(top.text("source_language", "en"), settings, top, "source_language")
    return [source, *(_language(tag, settings, top, "locales") for tag in top.texts("locales"))]


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
