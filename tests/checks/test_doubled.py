from __future__ import annotations

import pytest

from handbill.checks import DoubledWord
from tests.checks.subjects import found, subject


@pytest.mark.parametrize(
    ("tag", "msgstr"),
    [
        ("vi", "Từ từ, luôn luôn xa xa xa"),
        ("hi", "धीरे धीरे"),
        ("ur", "آہستہ آہستہ"),
        ("am", "ልዩ ልዩ"),
        ("ht", "Piti piti, tout tout moun"),
        ("sw", "Pole pole"),
        ("mam", "chʼin chʼin"),
        ("id", "sama sama"),
        ("fr", "Nous nous unissons, vous vous levez"),
        ("de", "Die, die die Stadt schützen"),
        ("ar", "مهم جدا جدا"),
        ("ru", "да да"),
        ("es", "muy, muy lejos; Nueva York, York"),
        ("es", "5 5 {hotline} {hotline}"),
        ("es", "más y más"),
    ],
)
def test_good_translations_give_no_finding(tag: str, msgstr: str) -> None:
    assert found(DoubledWord(), subject("Little by little", msgstr, tag=tag)) == []


@pytest.mark.parametrize(
    ("tag", "msgstr", "message", "marked"),
    [
        ("es", "Firme la la petición", "“la” stands twice in a row", "la la"),
        ("es", "Firme la **la** petición", "“la” stands twice in a row", "la **la"),
        ("ru", "До до срока", "“До” stands twice in a row", "До до"),
        ("ar", "وقّعوا في في المدينة", "“في” stands twice in a row", "في في"),
        ("fr", "la\nla pétition", "“la” stands twice in a row", "la\nla"),
    ],
)
def test_a_slip_is_found(tag: str, msgstr: str, message: str, marked: str) -> None:
    assert found(DoubledWord(), subject("Sign the petition", msgstr, tag=tag)) == [(message, marked)]


def test_what_the_source_doubles_may_be_doubled() -> None:
    assert found(DoubledWord(), subject("From Walla Walla", "De Walla Walla", tag="es")) == []
