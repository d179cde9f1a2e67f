"""Typed facts: a date, a phone number, an address is typed once and written as each language writes it.

A text holds facts as ``{deadline}`` or, with a format, ``{deadline:full}``. The
formats: for dates, times and moments ``full``, ``long`` (the default for
dates), ``medium``, ``short`` (the default for times; facts are local and name no
time zone), a CLDR skeleton in letters alone (``yMMMd``: the language puts the parts in its own order) or a
CLDR pattern (``EEEE d MMMM``: taken as it stands); for phones ``national`` and
``international``; for URLs ``bare`` (without ``https://``).

What is made of letters and digits of another direction is told apart, so that
no renderer prints ``0365-354-800-1``: every formatted fact knows the direction
it must be set in.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from handbill.isolates import between_isolates
from handbill.languages import DateNames, Language, cldr_name
from handbill.placeholders import DOUBLED, placeholders

if TYPE_CHECKING:
    from babel import Locale

STYLES = ("full", "long", "medium", "short")


class Kind(Enum):
    """What a fact is, and so how it is written."""

    DATE = "date"
    TIME = "time"
    MOMENT = "datetime"
    NUMBER = "number"
    MONEY = "money"
    PHONE = "phone"
    URL = "url"
    EMAIL = "email"
    TEXT = "text"


Value = dt.date | dt.time | dt.datetime | Decimal | str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the campaign, as typed in ``handbill.toml``."""

    name: str
    kind: Kind
    value: Value
    currency: str = "USD"
    """ISO 4217; for money alone."""
    country: str = "US"
    """ISO 3166; where a phone number is at home."""
    expires: bool = True
    """Whether a date that has passed is one too late, so that no sheet may show it any more."""
    place: str | None = field(default=None, compare=False)
    """Where it stands, for messages: ``handbill.toml:16``."""


@dataclass(frozen=True, slots=True)
class FormattedFact:
    """A fact as one language writes it."""

    text: str
    direction: str
    """``ltr`` or ``rtl``: the direction the text must be set in, whatever stands around it."""
    href: str | None = None
    """What it leads to: ``tel:``, ``mailto:`` or the address itself."""
    machine: str | None = None
    """A date or time as machines read it: ``2011-08-31``."""

    @property
    def isolated(self) -> str:
        """The text between the Unicode isolates of its direction, for plain text."""
        return between_isolates(self.text, self.direction)


def fill(text: str, facts: Mapping[str, Fact], spoken: Language, write: Callable[[str], str] = str) -> str:
    """Put the facts into a text that is no Markdown, such as a link's target; `write` makes each safe for it."""
    pieces: list[str] = []
    end = 0
    for found in placeholders(text):
        fact = facts.get(found[1])
        if fact is None:
            continue
        pieces.append(text[end : found.start()])
        pieces.append(write(format_fact(fact, spoken, found[2]).text))
        end = found.end()
    pieces.append(text[end:])
    return DOUBLED.sub(r"{\1}", "".join(pieces)) if facts else text


def format_fact(fact: Fact, spoken: Language, style: str | None = None) -> FormattedFact:
    """Write a fact as a language does; `style` is what stands after the colon. `ValueError`: no such format."""
    value = fact.value
    match fact.kind:
        case Kind.DATE | Kind.TIME | Kind.MOMENT:
            assert isinstance(value, dt.date | dt.time)
            text = _digits(_format_calendar(fact.kind, value, spoken, style), spoken)
            return FormattedFact(text, _direction(text), machine=value.isoformat())
        case Kind.NUMBER | Kind.MONEY:
            assert isinstance(value, Decimal)
            _refuse_style(fact, style)
            text = _digits(_format_amount(fact, value, _formatting_locale(spoken)), spoken)
            return FormattedFact(_in_order(text, spoken.direction), _direction(text))
        case Kind.PHONE:
            number, href = _format_phone(fact, style)
            return FormattedFact(number, "ltr", href=href)
        case Kind.URL:
            if style not in {None, "bare"}:
                raise ValueError(f"a url has the format “bare”, not “{style}”")
            shown = _in_order(bare_url(str(value)) if style else str(value), "ltr")
            return FormattedFact(shown, "ltr", href=str(value))
        case Kind.EMAIL:
            _refuse_style(fact, style)
            return FormattedFact(_in_order(str(value), "ltr"), "ltr", href=f"mailto:{value}")
        case Kind.TEXT:
            _refuse_style(fact, style)
            return FormattedFact(str(value), _direction(str(value)))


def bare_url(url: str) -> str:
    """Give an address as people type it: without scheme and final slash."""
    return re.sub(r"^https?://", "", url).removesuffix("/")


def _refuse_style(fact: Fact, style: str | None) -> None:
    if style is not None:
        raise ValueError(f"a {fact.kind.value} takes no format, and “{style}” is one")


def _format_amount(fact: Fact, value: Decimal, locale: Locale) -> str:
    from babel.numbers import format_currency, format_decimal

    if fact.kind is Kind.NUMBER:
        return format_decimal(value, locale=locale)
    if value != value.to_integral_value():
        return format_currency(value, fact.currency, locale=locale)
    # A round sum reads better without its decimals: $500.
    pattern = locale.currency_formats["standard"].pattern.replace(".00", "")
    return format_currency(value, fact.currency, pattern, locale=locale, currency_digits=False)


def _format_phone(fact: Fact, style: str | None) -> tuple[str, str]:
    import phonenumbers

    shapes = {
        None: phonenumbers.PhoneNumberFormat.NATIONAL,
        "national": phonenumbers.PhoneNumberFormat.NATIONAL,
        "international": phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    }
    if style not in shapes:
        raise ValueError(f"a phone has the formats national and international, not “{style}”")
    number = phonenumbers.parse(str(fact.value), fact.country)
    if style is None and number.country_code != phonenumbers.country_code_for_region(fact.country):
        # Without its country's code nobody would reach it.
        style = "international"
    href = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)
    return phonenumbers.format_number(number, shapes[style]), href


_DATE_PARTS = frozenset("GyYuQqMLwWdDFEec")
_TIME_PARTS = frozenset("ahHKkmsSA")
_PARTS = {Kind.DATE: _DATE_PARTS, Kind.TIME: _TIME_PARTS, Kind.MOMENT: _DATE_PARTS | _TIME_PARTS}
"""The letters of CLDR patterns that each kind can write. A time zone is none: facts are local."""


def _format_calendar(kind: Kind, value: dt.date | dt.time, spoken: Language, style: str | None) -> str:
    from babel.dates import format_date, format_time

    style = style or ("short" if kind is Kind.TIME else "long")
    locale = _formatting_locale(spoken)
    if style not in STYLES:
        letters = _letters_of(kind, style)
        text = _format_by_pattern(value, style, locale)
        if not spoken.dates or not letters & _DATE_PARTS:
            return text
    match value:
        case dt.datetime() if style in STYLES or spoken.dates:
            style = style if style in STYLES else "long"
            joined = str(locale.datetime_formats[style]).replace("'", "")
            time = format_time(value.time(), "short", locale=locale)
            return joined.replace("{0}", time).replace("{1}", _format_calendar(Kind.DATE, value.date(), spoken, style))
        case dt.date() if spoken.dates:
            return format_by_names(value, spoken.dates, style)
        case dt.date():
            return format_date(value, style, locale=locale)
        case dt.time():
            # CLDR's full and long times end with a time zone.
            return format_time(value, "medium" if style == "medium" else "short", locale=locale)


def _letters_of(kind: Kind, style: str) -> frozenset[str]:
    """Give the letters of a pattern or skeleton; `ValueError`: it names no part, or one that the kind has not."""
    letters = frozenset(re.findall(r"[A-Za-z]", re.sub(r"'[^']*'", "", style)))
    if not letters:
        raise ValueError(f"“{style}” is not a date format: it names no part of a date")
    if foreign := letters - _PARTS[kind]:
        raise ValueError(f"a {kind.value} has no part “{min(foreign)}”, as in “{style}”")
    return letters


def _format_by_pattern(value: dt.date | dt.time, style: str, locale: Locale) -> str:
    from babel.dates import format_skeleton, parse_pattern

    wall_clock = value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value
    try:
        if re.fullmatch(r"[A-Za-z]+", style):
            return format_skeleton(style, wall_clock, locale=locale)
        return parse_pattern(style).apply(wall_clock, locale)
    except (KeyError, ValueError) as error:
        raise ValueError(f"“{style}” is not a date format that CLDR knows") from error


def format_by_names(value: dt.date, names: DateNames, style: str) -> str:
    """Write a date by a table of names. What the table cannot write is written long, with every part.

    `ValueError`: one of the table's own patterns has a part that cannot be written.
    """
    parts = {
        **dict.fromkeys(("EEEE", "EEE", "E"), names.weekdays[value.weekday()]),
        **dict.fromkeys(("MMMM", "MMM", "LLLL", "LLL"), names.months[value.month - 1]),
        "MM": f"{value.month:02}",
        "M": str(value.month),
        "dd": f"{value.day:02}",
        "d": str(value.day),
        **dict.fromkeys(("y", "yyyy"), str(value.year)),
    }
    pieces = re.findall(r"'[^']*'|[A-Za-z]+|[^A-Za-z']+", names.patterns.get(style, style))
    unknown = [piece for piece in pieces if piece[0].isalpha() and piece.isascii() and piece not in parts]
    if unknown and style in STYLES:
        raise ValueError(f"“{unknown[0]}” is not a part of a date that can be written here: {', '.join(parts)}")
    if unknown:
        return format_by_names(value, names, "long")
    return "".join(parts.get(piece, piece.strip("'")) for piece in pieces)


def _formatting_locale(spoken: Language) -> Locale:
    """Give CLDR's data for a language, or for the nearest language of its chain that CLDR has."""
    from babel import Locale

    for tag in (spoken.tag, *spoken.fallback):
        known = spoken.cldr if tag == spoken.tag else cldr_name(tag)
        if known and _has_month_names(known):
            return Locale.parse(known)
    return Locale.parse("en")


@cache
def _has_month_names(cldr: str) -> bool:
    from babel import Locale

    # Where CLDR has a language without its dates, Babel gives the root's: “2030 M05 15”.
    return str(Locale.parse(cldr).months["format"]["wide"][1]) not in {"M01", "1"}


def _digits(text: str, spoken: Language) -> str:
    """Write the digits as the language does, whichever CLDR chose."""
    return "".join(spoken.digits[value] if (value := unicodedata.decimal(each, -1)) >= 0 else each for each in text)


_FOREIGN = {"ltr": re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"), "rtl": re.compile(r"[A-Za-z]+[^\w\s]+")}
"""By the direction of what stands around them: letters that would draw the signs after them over to their side. In an
address those of a name in Arabic or Hebrew; in Arabic the letters of a currency, US$ among them.
"""


def _in_order(text: str, direction: str) -> str:
    """Give a text with a mark after such letters, so that the signs that follow stay where they were written."""
    return _FOREIGN[direction].sub(lambda found: f"{found[0]}\N{LEFT-TO-RIGHT MARK}", text)


def _direction(text: str) -> str:
    """Give the direction of the first letter that has one; digits alone are left to right."""
    for each in text:
        bidi = unicodedata.bidirectional(each)
        if bidi == "L":
            return "ltr"
        if bidi in {"R", "AL"}:
            return "rtl"
    return "ltr"
