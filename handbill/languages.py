"""What is known of each language: names, script, direction, plurals, dates.

Three sources, the later winning: CLDR (through Babel), the table `OWN` below
where CLDR or Babel is wrong or silent for the people this is printed for, and
``[languages.TAG]`` in a campaign's ``handbill.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from handbill.errors import CampaignError
from handbill.plurals import forms_of
from handbill.pseudo.letters import ACCENTED, MIRRORED, MONTHS, PATTERNS, WEEKDAYS
from handbill.tags import is_tag, likely_script, normalize_tag

if TYPE_CHECKING:
    from babel import Locale

RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""Scripts written from right to left (Unicode Standard, chapter 9, and CLDR's script metadata)."""

ACCENTED_TAG, MIRRORED_TAG = "en-XA", "ar-XB"
PSEUDO = frozenset({ACCENTED_TAG, MIRRORED_TAG})
"""Languages that nobody speaks, for trying layouts; docs/languages.md tells of them."""


@dataclass(frozen=True, slots=True)
class DateNames:
    """How a language that CLDR lacks writes dates."""

    months: tuple[str, ...]
    """Twelve, January first."""
    weekdays: tuple[str, ...]
    """Seven, Monday first."""
    patterns: Mapping[str, str]
    """CLDR date patterns for ``full``, ``long``, ``medium`` and ``short``."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language as a campaign uses it."""

    tag: str
    """BCP 47: ``zh-Hans``."""
    endonym: str
    """Its name in itself: 简体中文."""
    name: str
    """Its name in English."""
    script: str
    """ISO 15924: ``Hans``."""
    plural: str
    """The gettext plural rule: ``nplurals=2; plural=(n != 1);``."""
    cldr: str | None
    """What Babel calls it; nothing where CLDR lacks it."""
    digits: str = "0123456789"
    """The ten digits for dates and numbers. Phone numbers keep the digits of the keypad."""
    fonts: tuple[str, ...] = ()
    """Font families to prefer to those of its script."""
    fallback: tuple[str, ...] = ()
    """Tags of the languages its readers know next best, nearest first, without the source language."""
    dates: DateNames | None = None
    checks_off: frozenset[str] = frozenset()
    """The ids of the checks that the campaign switches off for it."""
    plural_known: bool = True
    """Whether the plural rule is its own, and not that of English for want of a better one."""

    @property
    def locale(self) -> str:
        """The gettext name, also of its folder: ``zh_Hans``."""
        return self.tag.replace("-", "_")

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``; follows from the script."""
        return "rtl" if self.script in RIGHT_TO_LEFT else "ltr"

    @property
    def is_pseudo(self) -> bool:
        """Whether it is no language but a test of the layouts."""
        return self.tag in PSEUDO

    @property
    def plural_count(self) -> int:
        """How many plural forms a unit has."""
        forms = forms_of(self.plural)
        assert forms is not None, self.plural
        return forms


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """What a campaign says of a language (``[languages.TAG]``); nothing where it is silent."""

    endonym: str | None = None
    name: str | None = None
    script: str | None = None
    plural: str | None = None
    digits: str | None = None
    fonts: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    dates: DateNames | None = None
    checks_off: frozenset[str] = frozenset()


# Haitian Creole: CLDR's object falls back to French months and plurals; gettext's practice is n != 1, and the
# names are those of the standard orthography of 1979.
_KREYOL_DATES = DateNames(
    months=(
        "janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb", "novanm", "desanm",
    ),
    weekdays=("lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi", "dimanch"),
    patterns={"full": "EEEE d MMMM y", "long": "d MMMM y", "medium": "d MMMM y", "short": "dd/MM/y"},
)  # fmt: skip


def _pseudo(name: str, letters: Mapping[int, int], script: str, plural: str) -> LanguageSettings:
    months, weekdays = (tuple(each.translate(letters) for each in names) for names in (MONTHS, WEEKDAYS))
    return LanguageSettings(
        endonym=name.translate(letters),
        name=f"{name} (a test)",
        script=script,
        plural=plural,
        dates=DateNames(months, weekdays, PATTERNS),
    )


OWN: Mapping[str, LanguageSettings] = {
    # Babel puts the forms for 11-99 and for 100-102 in the other order than every Arabic catalog in practice.
    "ar": LanguageSettings(
        plural="nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    ),
    "es": LanguageSettings(endonym="Español"),
    "fr": LanguageSettings(endonym="Français"),
    "ht": LanguageSettings(endonym="Kreyòl ayisyen", plural="nplurals=2; plural=(n != 1);", dates=_KREYOL_DATES),
    "km": LanguageSettings(endonym="ភាសាខ្មែរ"),
    "pt": LanguageSettings(endonym="Português"),
    "ru": LanguageSettings(endonym="Русский"),
    "zh-Hans": LanguageSettings(endonym="简体中文", name="Simplified Chinese"),
    "zh-Hant": LanguageSettings(endonym="繁體中文", name="Traditional Chinese"),
    "zh-Hant-HK": LanguageSettings(endonym="繁體中文（香港）", name="Traditional Chinese (Hong Kong)"),
    ACCENTED_TAG: _pseudo("Pseudo-English", ACCENTED, "Latn", "nplurals=2; plural=(n != 1);"),
    MIRRORED_TAG: _pseudo("Pseudo-Arabic", MIRRORED, "Arab", "nplurals=2; plural=(n != 1);"),
    # Outside CLDR. Plural rules: what their localizers use in practice; a catalog's own valid header wins.
    "ksw": LanguageSettings(
        endonym="ကညီကျိာ်", name="S'gaw Karen", script="Mymr", plural="nplurals=1; plural=0;", fallback=("my",)
    ),
    "mam": LanguageSettings(
        endonym="Qyol Mam", name="Mam", script="Latn", plural="nplurals=2; plural=(n != 1);", fallback=("es",)
    ),
}
"""Where CLDR or Babel is silent, wrong, or not what readers of a language switcher expect."""


_WITHOUT_PLURAL = frozenset(
    {
        "bm", "bo", "dz", "hnj", "id", "ig", "ii", "ja", "jbo", "jv", "kde", "kea", "km", "ko", "lkt", "lo", "ms", "my",
        "nqo", "osa", "sah", "ses", "sg", "su", "th", "to", "tpi", "vi", "wo", "yo", "yue", "zh",
    }
)  # fmt: skip
"""Languages with one form for every number (CLDR's plurals.xml); Babel's gettext table lacks some of them."""


@cache
def _cldr(tag: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    # Babel drops a script that the language is not known to be written in: zh-Hanz would be zh.
    script = re.search(r"-([A-Z][a-z]{3})\b", tag)
    kept = found.script or likely_script(found.language)
    return None if script and script[1] != kept else found


def cldr_name(tag: str) -> str | None:
    """Give what Babel calls the language with this tag; nothing where CLDR lacks it."""
    found = _cldr(tag)
    return str(found) if found else None


def language(tag: str, settings: LanguageSettings | None = None) -> Language:
    """Give what is known of the language with this tag.

    `settings` is what the campaign says of it. A tag that neither CLDR nor the
    table nor the campaign knows is a `CampaignError` that says what to write.
    """
    tag = normalize_tag(tag)
    own = OWN.get(tag, LanguageSettings())
    said = _over(own, settings or LanguageSettings())
    cldr = _cldr(tag)
    endonym = said.endonym or (cldr.get_display_name(cldr) if cldr else None)
    name = said.name or (cldr.get_display_name("en") if cldr else None)
    script = said.script or likely_script(tag)
    if not (is_tag(tag) and endonym and name and script):
        raise CampaignError(f"“{tag}” is not a language that CLDR knows", hint=_unknown_hint(tag))
    return Language(
        tag=tag,
        endonym=endonym,
        name=name,
        script=script,
        plural=_closed(said.plural or _gettext_plural(cldr)),
        cldr=cldr_name(tag),
        digits=said.digits or "0123456789",
        fonts=said.fonts,
        fallback=tuple(normalize_tag(each) for each in said.fallback),
        dates=said.dates,
        checks_off=said.checks_off,
        plural_known=bool(said.plural) or _knows_plural(cldr),
    )


def _over(own: LanguageSettings, said: LanguageSettings) -> LanguageSettings:
    names = LanguageSettings.__dataclass_fields__
    return replace(own, **{name: value for name in names if (value := getattr(said, name))})


def _gettext_plural(cldr: Locale | None) -> str:
    from babel.messages.plurals import get_plural

    if cldr and cldr.language in _WITHOUT_PLURAL:
        return "nplurals=1; plural=0;"
    # Babel's own table is gettext's practice; CLDR's categories have forms (fractions, millions) that PO lacks.
    rule = get_plural(cldr) if cldr else None
    return f"nplurals={rule.num_plurals}; plural={rule.plural_expr};" if rule else "nplurals=2; plural=(n != 1);"


def _knows_plural(cldr: Locale | None) -> bool:
    from babel.messages.plurals import PLURALS

    return cldr is not None and (cldr.language in _WITHOUT_PLURAL or not {str(cldr), cldr.language}.isdisjoint(PLURALS))


def _closed(rule: str) -> str:
    return rule if rule.endswith(";") else f"{rule};"


def tag_of(name: str) -> str | None:
    """Give the tag of a language by its English name; nothing where CLDR does not know the name."""
    from babel import Locale

    by_name = {each.casefold(): tag for tag, each in Locale("en").languages.items()}
    return by_name.get(name.strip().casefold(), "").replace("_", "-") or None


def fitting(text: str, known: Iterable[str]) -> str:
    """Give which of some languages another program means by a tag: the one that is written so, else one of the
    same language and script where either names no region. ``es-MX`` is ``es``, ``zh-CN`` is ``zh-Hans``.

    Where none fits, the normalized tag itself.
    """
    tag = normalize_tag(text)
    tags = list(known)
    if tag in tags or not is_tag(tag):
        return tag
    return next((each for each in tags if _same_language(tag, each)), tag)


def _same_language(tag: str, other: str) -> bool:
    regions = [re.search(r"-(?:[A-Z]{2}|[0-9]{3})$", each) for each in (tag, other)]
    if all(regions):
        return False
    # A region can tell the script: zh-TW is zh-Hant.
    return tag.partition("-")[0] == other.partition("-")[0] and likely_script(tag) == likely_script(other)


def is_known(tag: str) -> bool:
    """Say whether CLDR or the table knows the language with this tag."""
    try:
        language(tag)
    except CampaignError:
        return False
    return True


def _unknown_hint(tag: str) -> str:
    from babel.localedata import locale_identifiers

    if named := tag_of(tag):
        return f"Its tag is {named}."
    known = dict.fromkeys([*(each.replace("_", "-") for each in locale_identifiers()), *OWN])
    close = get_close_matches(tag, known, n=3)
    guess = f"Did you mean {' or '.join(close)}? If not, say" if close else "Say"
    return f'{guess} what it is in handbill.toml: [languages.{tag}] with endonym, name and script (such as "Latn").'
