"""Facts are typed once and written as each language writes them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.facts import STYLES, Fact, FormattedFact, Kind, Value, bare_url, fill, format_by_names, format_fact
from handbill.languages import DateNames, Language, LanguageSettings, language
from handbill.placeholders import placeholders, undefined

MAM_DATES = DateNames(
    months=tuple(f"month{number}" for number in range(1, 13)),
    weekdays=("d1", "d2", "d3", "d4", "d5", "d6", "d7"),
    patterns={"full": "EEEE, d 'te' MMMM y", "long": "d 'te' MMMM y", "medium": "d MMMM", "short": "dd/MM/y"},
)
MAM = language("mam", LanguageSettings(dates=MAM_DATES, fallback=("ixl", "es")))
"""A language outside CLDR with its own names for dates; the first of its chain is outside CLDR too."""

VALUES: dict[Kind, Value] = {
    Kind.DATE: dt.date(2011, 8, 31),
    Kind.TIME: dt.time(18, 30),
    Kind.MOMENT: dt.datetime(2011, 8, 31, 18, 30),  # noqa: DTZ001 - local, as facts are
    Kind.NUMBER: Decimal(12000),
    Kind.MONEY: Decimal(500),
    Kind.PHONE: "+1-215-555-0142",
    Kind.URL: "https://example.org/p/",
    Kind.EMAIL: "hello@example.org",
    Kind.TEXT: "City Hall",
}
TAGS = ("en", "es", "zh-Hans", "vi", "km", "ar", "ht", "ru", "fa", "my")


def spoken(tag: str) -> Language:
    return MAM if tag == "mam" else language(tag)


def written(kind: Kind, tag: str, style: str | None = None) -> FormattedFact:
    return format_fact(Fact("fact", kind, VALUES[kind]), spoken(tag), style)


def spaced(text: str) -> str:
    """Give a text with every kind of space as the plain one."""
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split(" "))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ["August 31, 2011", "6:30 PM", "August 31, 2011, 6:30 PM", "12,000", "$500"]),
        ("es", ["31 de agosto de 2011", "18:30", "31 de agosto de 2011, 18:30", "12.000", "500 US$"]),
        ("zh-Hans", ["2011年8月31日", "18:30", "2011年8月31日 18:30", "12,000", "US$500"]),
        ("vi", ["31 tháng 8, 2011", "18:30", "18:30 31 tháng 8, 2011", "12.000", "500 US$"]),
        ("km", ["31 សីហា 2011", "6:30 PM", "31 សីហា 2011, 6:30 PM", "12,000", "500$"]),
        ("ar", ["31 أغسطس 2011", "6:30 م", "31 أغسطس 2011، 6:30 م", "12,000", "\u200f500 US$\u200e"]),
        ("ht", ["31 out 2011", "18:30", "31 out 2011, 18:30", "12 000", "500 $US"]),
        ("ru", ["31 августа 2011 г.", "18:30", "31 августа 2011 г., 18:30", "12 000", "500 $"]),
        ("fa", ["31 اوت 2011", "18:30", "31 اوت 2011، ساعت 18:30", "12,000", "\u200e$ 500"]),
        ("my", ["2011 ဩဂုတ် 31", "18:30", "2011 ဩဂုတ် 31 18:30", "12,000", "500 US$"]),
        ("mam", ["31 te month8 2011", "18:30", "31 te month8 2011, 18:30", "12.000", "500 US$"]),
    ],
)
def test_each_language_writes_facts_in_its_own_way(tag: str, expected: list[str]) -> None:
    kinds = (Kind.DATE, Kind.TIME, Kind.MOMENT, Kind.NUMBER, Kind.MONEY)
    assert [spaced(written(kind, tag).text) for kind in kinds] == expected


@pytest.mark.parametrize("tag", [*TAGS, "mam"])
@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "០១២៣៤៥៦៧៨៩"])
def test_phones_and_addresses_are_left_to_right_in_the_digits_of_the_keypad(tag: str, digits: str) -> None:
    own = language(tag, LanguageSettings(digits=digits))
    found = [format_fact(Fact("f", kind, VALUES[kind]), own) for kind in (Kind.PHONE, Kind.URL, Kind.EMAIL)]
    assert [each.text for each in found] == ["(215) 555-0142", "https://example.org/p/", "hello@example.org"]
    assert [each.direction for each in found] == ["ltr"] * 3
    assert [each.href for each in found] == [
        "tel:+1-215-555-0142",
        "https://example.org/p/",
        "mailto:hello@example.org",
    ]


@pytest.mark.parametrize(
    ("tag", "digits", "kind", "expected"),
    [
        ("fa", "۰۱۲۳۴۵۶۷۸۹", Kind.DATE, "۳۱ اوت ۲۰۱۱"),
        ("ar", "٠١٢٣٤٥٦٧٨٩", Kind.NUMBER, "١٢,٠٠٠"),
        ("my", "၀၁၂၃၄၅၆၇၈၉", Kind.TIME, "၁၈:၃၀"),
        ("km", "០១២៣៤៥៦៧៨៩", Kind.MONEY, "៥០០$"),
    ],
)
def test_dates_times_and_numbers_take_the_digits_of_the_language(
    tag: str, digits: str, kind: Kind, expected: str
) -> None:
    assert format_fact(Fact("f", kind, VALUES[kind]), language(tag, LanguageSettings(digits=digits))).text == expected


@pytest.mark.parametrize(
    ("kind", "tag", "direction"),
    [
        (Kind.DATE, "ar", "rtl"),
        (Kind.DATE, "fa", "rtl"),
        (Kind.DATE, "en", "ltr"),
        (Kind.NUMBER, "ar", "ltr"),
        (Kind.TIME, "fa", "ltr"),
        (Kind.TIME, "ar", "rtl"),
        (Kind.TEXT, "ar", "ltr"),
    ],
)
def test_direction_follows_the_letters(kind: Kind, tag: str, direction: str) -> None:
    assert written(kind, tag).direction == direction


def test_text_in_another_script_keeps_its_own_direction() -> None:
    assert format_fact(Fact("f", Kind.TEXT, "مسجد"), language("en")).direction == "rtl"


@pytest.mark.parametrize(
    ("fact", "expected"),
    [(FormattedFact("0142", "ltr"), "\u20660142\u2069"), (FormattedFact("٣١", "rtl"), "\u2067٣١\u2069")],
)
def test_isolates_enclose_the_text_in_its_direction(fact: FormattedFact, expected: str) -> None:
    assert fact.isolated == expected


@pytest.mark.parametrize(
    ("kind", "tag", "style", "expected"),
    [
        (Kind.DATE, "en", "full", "Wednesday, August 31, 2011"),
        (Kind.DATE, "en", "medium", "Aug 31, 2011"),
        (Kind.DATE, "en", "short", "8/31/11"),
        (Kind.DATE, "en", "yMMMd", "Aug 31, 2011"),
        (Kind.DATE, "es", "EEEE d 'de' MMMM", "miércoles 31 de agosto"),
        (Kind.DATE, "en", "", "August 31, 2011"),
        (Kind.DATE, "ht", "full", "mèkredi 31 out 2011"),
        (Kind.DATE, "ht", "EEE d MMM", "mèkredi 31 out"),
        (Kind.DATE, "ht", "yMMMd", "31 out 2011"),
        (Kind.DATE, "ht", "QQQ y", "31 out 2011"),
        (Kind.DATE, "mam", "full", "d3, 31 te month8 2011"),
        (Kind.DATE, "mam", "short", "31/08/2011"),
        (Kind.DATE, "mam", "MMMM", "month8"),
        (Kind.TIME, "en", "HH:mm", "18:30"),
        (Kind.TIME, "en", "Hm", "18:30"),
        (Kind.TIME, "en", "medium", "6:30:00 PM"),
        (Kind.MOMENT, "en", "short", "8/31/11, 6:30 PM"),
        (Kind.MOMENT, "es", "d MMMM, HH:mm", "31 agosto, 18:30"),
        (Kind.MOMENT, "ht", "d MMMM, HH:mm", "31 out 2011, 18:30"),
        (Kind.MOMENT, "ht", "HH:mm", "18:30"),
        (Kind.PHONE, "en", "national", "(215) 555-0142"),
        (Kind.PHONE, "ar", "international", "+1 215-555-0142"),
        (Kind.URL, "en", "bare", "example.org/p"),
    ],
)
def test_formats(kind: Kind, tag: str, style: str, expected: str) -> None:
    assert spaced(written(kind, tag, style).text) == expected


@pytest.mark.parametrize(
    ("number", "home", "style", "expected"),
    [
        ("+52 55 5555 0101", "US", None, "+52 55 5555 0101"),
        ("+52 55 5555 0101", "MX", None, "55 5555 0101"),
        ("+52 55 5555 0101", "US", "national", "55 5555 0101"),
        ("+44 20 7946 0958", "US", None, "+44 20 7946 0958"),
        ("+1 416 555 0142", "US", None, "(416) 555-0142"),
    ],
)
def test_a_phone_in_another_country_keeps_the_code_without_which_nobody_reaches_it(
    number: str, home: str, style: str | None, expected: str
) -> None:
    assert format_fact(Fact("f", Kind.PHONE, number, country=home), language("es"), style).text == expected


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", [Kind.TIME, Kind.MOMENT])
@pytest.mark.parametrize("tag", ["en", "es", "ht", "mam"])
def test_no_time_names_a_zone_that_nobody_gave(kind: Kind, style: str, tag: str) -> None:
    text = written(kind, tag, style).text
    assert not any(zone in text for zone in ("UTC", "TU", "GMT", "ord", "univers"))


def test_a_moment_with_an_offset_is_written_as_the_clock_on_the_wall_shows_it() -> None:
    zone = dt.timezone(dt.timedelta(hours=-4))
    fact = Fact("f", Kind.MOMENT, dt.datetime(2011, 8, 31, 22, 30, tzinfo=zone))
    assert spaced(format_fact(fact, language("es")).text) == "31 de agosto de 2011, 22:30"
    assert format_fact(fact, language("es"), "d HH:mm").text == "31 22:30"
    assert format_fact(fact, language("es")).machine == "2011-08-31T22:30:00-04:00"


@pytest.mark.parametrize(
    ("kind", "style"),
    [
        (Kind.DATE, "HH:mm"), (Kind.DATE, "Hm"), (Kind.DATE, "zzzz y"), (Kind.DATE, "Full"), (Kind.DATE, "#"),
        (Kind.DATE, "'d'"), (Kind.DATE, "it''s d"), (Kind.DATE, "ddddddd d"), (Kind.TIME, "yMMMd"),
        (Kind.TIME, "d MMMM"), (Kind.TIME, "b"), (Kind.MOMENT, "z"), (Kind.MOMENT, "foo bar"), (Kind.NUMBER, "full"),
        (Kind.MONEY, "EUR"), (Kind.PHONE, "short"), (Kind.URL, "short"), (Kind.EMAIL, "bare"), (Kind.TEXT, "upper"),
        (Kind.NUMBER, ""), (Kind.PHONE, ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["en", "ht", "mam"])
def test_a_format_that_a_fact_does_not_have_is_a_value_error(kind: Kind, style: str, tag: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        written(kind, tag, style)


@given(
    st.sampled_from([Kind.DATE, Kind.TIME, Kind.MOMENT]),
    st.one_of(st.text(max_size=8), st.text(alphabet="GyYQMLwWdDFEecahHKkms .'/", max_size=12)),
)
@settings(max_examples=200, deadline=None)
def test_a_format_that_english_can_write_every_language_can_write(kind: Kind, style: str) -> None:
    try:
        written(kind, "en", style)
    except ValueError:
        return
    assert all(written(kind, tag, style).text is not None for tag in ("es", "ar", "ht", "mam"))


@pytest.mark.parametrize(
    ("amount", "currency", "tag", "expected"),
    [
        ("500", "USD", "en", "$500"),
        ("500.00", "USD", "en", "$500"),
        ("12.5", "USD", "en", "$12.50"),
        ("1234567.891", "USD", "en", "$1,234,567.89"),
        ("-3", "USD", "en", "-$3"),
        ("0", "USD", "en", "$0"),
        ("12.5", "EUR", "es", "12,50 €"),
        ("1200", "JPY", "en", "¥1,200"),
        ("12.345", "KWD", "en", "KWD12.345"),
    ],
)
def test_round_money_has_no_decimals_and_broken_money_all_of_them(
    amount: str, currency: str, tag: str, expected: str
) -> None:
    assert spaced(format_fact(Fact("f", Kind.MONEY, Decimal(amount), currency), language(tag)).text) == expected


@pytest.mark.parametrize(
    ("amount", "tag", "expected"), [("12.5", "en", "12.5"), ("12.5", "es", "12,5"), ("1234567", "ru", "1 234 567")]
)
def test_numbers(amount: str, tag: str, expected: str) -> None:
    assert spaced(format_fact(Fact("f", Kind.NUMBER, Decimal(amount)), language(tag)).text) == expected


def test_a_table_of_names_with_a_part_that_it_cannot_write_says_which() -> None:
    names = DateNames(MAM_DATES.months, MAM_DATES.weekdays, {"long": "d QQQ"})
    with pytest.raises(ValueError, match="“QQQ” is not a part of a date"):
        format_by_names(dt.date(2011, 8, 31), names, "long")


@pytest.mark.parametrize("url", ["https://example.org/p/", "http://example.org/p", "example.org/p"])
def test_bare_addresses_are_what_people_type(url: str) -> None:
    assert bare_url(url) == "example.org/p"


@pytest.mark.parametrize(
    ("fact", "tag", "expected"),
    [
        (Fact("f", Kind.MONEY, Decimal(12), "USD"), "ar", "\u200f12\u00a0US$\u200e"),
        (Fact("f", Kind.MONEY, Decimal(12), "USD"), "he", "\u200f12\u00a0\u200f$"),
        (Fact("f", Kind.URL, "https://example.org/ع/12?x=1"), "en", "https://example.org/ع\u200e/12?x=1"),
        (Fact("f", Kind.URL, "https://example.org/ع/12?x=1"), "ar", "https://example.org/ع\u200e/12?x=1"),
        (Fact("f", Kind.EMAIL, "ع.12@example.org"), "ar", "ع\u200e.12@example.org"),
        (Fact("f", Kind.URL, "https://example.org/a-1"), "ar", "https://example.org/a-1"),
    ],
)
def test_signs_stay_beside_the_letters_that_they_were_written_after(fact: Fact, tag: str, expected: str) -> None:
    """In Arabic US$ would be shown as $US, and of an address with Arabic letters what follows them before them."""
    assert format_fact(fact, language(tag)).text == expected


# Placeholders


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by {deadline}, {hotline:national}", ["{deadline}", "{hotline:national}"]),
        ("{{deadline}} {deadline}", ["{deadline}"]),
        ("{{{deadline}}}", []),
        ("{deadline} {{x}} {deadline}", ["{deadline}", "{deadline}"]),
        ("{ deadline } {Deadline} {} {1} {a-b} {a!r} {", []),
        ("{a:}", ["{a:}"]),
        ("{a{b}c}", ["{b}"]),
    ],
)
def test_placeholders_are_names_in_single_braces(text: str, expected: list[str]) -> None:
    assert [found[0] for found in placeholders(text)] == expected


def test_undefined_placeholders_are_those_without_a_fact() -> None:
    facts = {"a": Fact("a", Kind.TEXT, "x")}
    assert [found[1] for found in undefined("{a} {b} {{c}}", facts)] == ["b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{a}/{b}", "x/{b}"), ("{{a}}", "{a}"), ("{{b}} {", "{b} {"), ("{a}{a}", "xx"), ("", "")],
)
def test_filling_leaves_what_is_no_fact(text: str, expected: str) -> None:
    assert fill(text, {"a": Fact("a", Kind.TEXT, "x")}, language("en")) == expected


def test_filling_without_facts_changes_nothing() -> None:
    assert fill("{{a}} {b}", {}, language("en")) == "{{a}} {b}"


@pytest.mark.parametrize("tag", ["quc", "cho"])
def test_a_language_that_cldr_has_without_dates_takes_those_of_its_fallbacks(tag: str) -> None:
    spoken = language(tag, LanguageSettings(fallback=("es",)))
    assert format_fact(Fact("day", Kind.DATE, dt.date(2011, 8, 31)), spoken).text == "31 de agosto de 2011"
    spoken = language(tag)
    assert format_fact(Fact("day", Kind.DATE, dt.date(2011, 8, 31)), spoken).text == "August 31, 2011"
