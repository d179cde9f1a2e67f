from __future__ import annotations

import pytest

from handbill.checks import Quotes
from handbill.languages import language
from tests.checks.subjects import found, subject

SOURCE = "The “Secure” program"


@pytest.mark.parametrize(
    ("tag", "msgstr"),
    [
        ("es", "El programa «Seguras»"),
        ("es", "El programa “Seguras”"),
        ("es", 'El programa "Seguras"'),
        ("fr", "Le programme «\u00a0Sûres\u00a0»"),
        ("fr", "« Elle a dit “oui” »"),
        ("de", "Das Programm »Sicher«"),
        ("de", "Das „Gesetz“"),
        ("ru", "«Программа „Безопасность“»"),
        ("pl", "Program „Bezpieczny”"),
        ("sv", "Programmet ”Säker”"),
        ("fi", "Ohjelma ”Turva” ja ”Uhka”"),
        ("da", "»Sikker«"),
        ("ja", "「安全」計画と『本』"),
        ("zh-Hans", "“安全”（Secure）与《法律》"),
        ("zh-Hans", "叫“安全社区”计划是什么"),
        ("zh-Hant", "「安全『社區』」"),
        ("ko", "“안전”"),
        ("ar", "برنامج «آمن» أو «آمن»"),
        ("ar", "برنامج ”آمن“"),
        ("ar", "برنامج “آمن”"),
        ("he", "צה\"ל, ארה״ב, ח”כ: „בטוח”"),
        ("he", "תוכנית ”בטוח”"),
        ("fa", "برنامه «امن»"),
        ("ur", "“محفوظ” پروگرام"),
        ("ur", "”محفوظ“ پروگرام"),
        ("km", "កម្មវិធី «សុវត្ថិភាព»"),
        ("my", "“လုံခြုံရေး” အစီအစဉ်"),
        ("am", "«ደህንነት» ፕሮግራም"),
        ("mam", "«Qʼajlaj» ex 'q'anq'ib'il'"),
        ("ksw", "“ကညီ”"),
        ("haw", "ʻo ka “ʻāina”"),
        ("fr", "l’accord d'aujourd’hui"),
        ("es", 'Una pantalla de 5" y [aquí](/u "título")'),
    ],
)  # fmt: skip
def test_good_translations_give_no_finding(tag: str, msgstr: str) -> None:
    assert found(Quotes(), subject(SOURCE, msgstr, tag=tag)) == []


@pytest.mark.parametrize(
    ("tag", "msgstr", "message", "marked"),
    [
        ("es", "El «programa", "the quotation mark « is not closed", "«"),
        ("es", "El programa”", "the quotation mark ” closes nothing", "”"),
        ("es", 'El "programa', 'the quotation mark " is not closed', '"'),
        ("es", 'El “programa"', "the quotation mark “ is not closed", "“"),
        ("es", "El „programa“", "the quotation mark „ is that of another language", "„"),
        ("de", "Das “Gesetz”", "the quotation mark “ is that of another language", "“"),
        ("ru", "“Программа”", "the quotation mark “ is that of another language", "“"),
        ("zh-Hans", "「安全", "the quotation mark 「 is not closed", "「"),
        ("zh-Hans", "«安全»", "the quotation mark « is that of another language", "«"),
        ("es", "«Uno» y “dos”", "two kinds of quotation marks: « and “", "“"),
        ("mam", "«Qʼajlaj» ex “tnom”", "two kinds of quotation marks: « and “", "“"),
    ],
)
def test_marks_of_other_languages_and_open_ones_are_found(tag: str, msgstr: str, message: str, marked: str) -> None:
    assert found(Quotes(), subject(SOURCE, msgstr, tag=tag)) == [(message, marked)]


def test_a_quotation_that_goes_on_in_the_next_message_may_stay_open() -> None:
    assert found(Quotes(), subject("“We are", "«Somos", tag="es")) == []


def test_the_source_is_judged_by_its_own_language() -> None:
    german = subject("Das „Gesetz“", "«La ley", tag="es", source=language("de"))
    assert found(Quotes(), german) == [("the quotation mark « is not closed", "«")]
