from __future__ import annotations

import pytest

from handbill.checks import Numbers
from tests.checks.subjects import found, subject


@pytest.mark.parametrize(
    ("tag", "msgid", "msgstr"),
    [
        ("ar", "In 2010, 1,234.5 dollars", "في ٢٠١٠، ١٬٢٣٤٫٥ دولار"),
        ("fa", "On August 31, 2011", "۹ شهریور ۱۳۹۰"),
        ("ne", "12,345,678 people in 2011", "२०६८ मा १,२३,४५,६७८ जना"),
        ("my", "35% of 40", "၄၀ ၏ ၃၅%"),
        ("th", "In 2011", "ในปี ๒๕๕๔"),
        ("am", "At 5 p.m. on 12 January 2011", "ጥር 4 ቀን 2003 ዓ.ም. 11 ሰዓት"),
        ("he", "In 2011", "בשנת 5771"),
        ("ja", "In 2011, 30,000 people", "平成23年に3万人が"),
        ("zh-Hans", "In 2011, 2.5 million", "2011年，250万"),
        ("zh-Hant", "In 2011", "民國100年"),
        ("zh-Hans", "In 2011", "二〇一一年"),
        ("zh-Hans", "123 people", "一百二十三人"),
        ("ko", "50,000 votes", "5만 표"),
        ("hi", "2,500,000 people", "25 लाख लोग"),
        ("am", "31 people", "፴፩ ሰዎች"),
        ("ru", "August 31 at 5:30 pm", "31.08, 17:30"),
        ("vi", "Until August 31", "Đến ngày 31 tháng 8"),
        ("fr", "3 of 100 people", "trois personnes sur cent"),
        ("es", "Three people in the 1990s", "3 personas en los años 90"),
        ("de", "One in ten thousand", "Einer von 10 000"),
        ("fr", "1,234,567.89", "1 234 567,89"),
        ("fr", "1,234,567.89", "1\u202f234\u202f567,89"),
        ("ru", "Call (215) 555-0142", "Звоните +1 215 555-01-42"),
        ("es", "[Page 2](https://e.org/123) {hotline}", "[Página 2](https://e.org/456) {hotline}"),
        ("es", "$2 million", "2 millones de dólares"),
        ("es", "1.5 million people", "1 500 000 personas"),
        ("quc", "Article 14", "Taqanik 14"),
        ("es", "5–10 of 24/7, No. 3", "De 5 a 10, 24/7, n.º 3"),
        ("ar", "50%", "٪50"),
        ("fi", "At 1130 hours", "klo 11.30"),
        ("hi", "150,000 people", "1,50,000 लोग"),
    ],
)  # fmt: skip
def test_good_translations_give_no_finding(tag: str, msgid: str, msgstr: str) -> None:
    from handbill.languages import LanguageSettings, language

    told = language(tag, LanguageSettings(endonym="K'iche'", name="K'iche'", script="Latn") if tag == "quc" else None)
    assert found(Numbers(), subject(msgid, msgstr, tag=told)) == []


@pytest.mark.parametrize(
    ("tag", "msgid", "msgstr", "message", "marked"),
    [
        ("es", "In 2011", "En 2012", "the source has 2011, the translation 2012", "2012"),
        ("ar", "In 2011", "في ٢٠١٢", "the source has 2011, the translation 2012", "٢٠١٢"),
        ("ne", "35 of 40", "४० मध्ये ३६", "the source has 35, the translation 36", "३६"),
        ("es", "5 of 10", "4 de 10", "the source has 5, the translation 4", "4"),
        ("es", "Article 14", "Artículo", None, None),
        ("es", "Article 214", "Artículo", "the translation lost 214", None),
        ("ru", "By the deadline", "До 2012 года", "the translation has 2012, the source has not", "2012"),
        ("zh-Hans", "35%", "36%", "the source has 35, the translation 36", "36"),
        ("th", "In 2011", "ในปี ๒๕๕๕", "the source has 2011, the translation 2555", "๒๕๕๕"),
        ("fr", "1,234,567", "1 234 576", "the source has 1234567, the translation 1234576", "1 234 576"),
    ],
)
def test_changed_numbers_are_found(tag: str, msgid: str, msgstr: str, message: str | None, marked: str | None) -> None:
    assert found(Numbers(), subject(msgid, msgstr, tag=tag)) == ([(message, marked)] if message else [])


def test_a_plural_form_may_leave_out_the_number_or_write_it() -> None:
    forms = ("1 página de 60", "%(n)s páginas de 60")
    assert found(Numbers(), subject("One page of 60", *forms, tag="es", plural="%(n)s pages of 60")) == []
    wrong = subject("One page of 60", "1 página de 61", "%(n)s de 60", tag="es", plural="%(n)s pages of 60")
    assert found(Numbers(), wrong) == [("the source has 60, the translation 1 and 61", "1")]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [("1,500 people", "15,00 personas"), ("1,500 people", "1.50.0 personas"), ("15.00 dollars", "1.500 dólares")],
)
def test_a_mark_of_thousands_that_stands_elsewhere_is_found(msgid: str, msgstr: str) -> None:
    assert found(Numbers(), subject(msgid, msgstr, tag="es"))
