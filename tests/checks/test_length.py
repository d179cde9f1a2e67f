"""The check of length limits, as a table of good and bad translations."""

from __future__ import annotations

import pytest

from handbill.checks import CHECKS, Length, Subject, check_catalog
from handbill.languages import language
from handbill.model import Catalog, Message, Unit


def problems(limit: int | None, *msgstr: str, tag: str = "es") -> list[str]:
    subject = Subject(Unit(Message("Sign"), msgstr), language(tag), {}, limit)
    return [f"{problem.message}. {problem.hint}" for problem in Length().problems(subject)]


# Each is just as long as its limit, counted by hand.
@pytest.mark.parametrize(
    ("tag", "msgstr", "limit"),
    [
        ("es", "Firme la petición", 17),
        ("es", "Firme la peticio\u0301n", 17),
        ("vi", "Ký tên", 6),
        ("vi", "Ky\u0301 te\u0302n", 6),
        ("ar", "وَقِّعُوا", 5),
        ("ar", "\u2067وقعوا\u2069\u200f", 5),
        ("fa", "می\u200cشود", 5),
        ("he", "חִתְמוּ", 4),
        ("zh-Hans", "请签名", 3),
        ("ja", "署名する", 4),
        ("km", "សូម\u200bចុះ", 4),
        ("my", "လက်မှတ်", 4),
        ("am", "ይፈርሙ", 4),
        ("haw", "E kākau inoa ʻoe", 16),
        ("mam", "Qʼajlaj", 7),
        ("ff-Adlm", "𞤧𞤭𞤻𞥋", 4),
    ],
)
def test_letters_are_counted_as_readers_see_them(tag: str, msgstr: str, limit: int) -> None:
    assert problems(limit, msgstr, tag=tag) == []
    assert len(problems(limit - 1, msgstr, tag=tag)) == 1


@pytest.mark.parametrize(
    ("msgstr", "limit"),
    [("Firme antes del {deadline:EEEE d MMMM}", 16), ("", 0), ("Firme", None), ("{hotline}{hotline}", 0)],
)
def test_placeholders_do_not_count_and_no_limit_is_no_limit(msgstr: str, limit: int | None) -> None:
    assert problems(limit, msgstr) == []


def test_a_finding_says_how_much_too_long_it_is() -> None:
    assert problems(5, "Firme hoy") == [
        "the translation has 9 characters, and its place has room for 5. Shorten it by 4."
    ]


def test_each_of_six_plural_forms_is_measured() -> None:
    assert len(problems(3, "ab", "abc", "abcd", "a", "abcde", "", tag="ar")) == 2


def test_the_limit_is_that_of_the_message() -> None:
    units = (Unit(Message("Sign", "faq:title"), ("Firme hoy",), line=7), Unit(Message("Sign"), ("Firme hoy",), line=9))
    (finding,) = check_catalog(
        Catalog(Unit(Message("")), units),
        CHECKS,
        path="es.po",
        domain="faq",
        language=language("es"),
        facts={},
        limits={("faq:title", "Sign"): 5},
    )
    assert (finding.check, finding.place) == ("length", "es.po:7")
