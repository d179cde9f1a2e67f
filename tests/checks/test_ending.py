from __future__ import annotations

import pytest

from handbill.checks import EndPunctuation
from tests.checks.subjects import found, subject


@pytest.mark.parametrize(
    ("tag", "msgid", "msgstr"),
    [
        ("es", "Sign.", "Firme."),
        ("es", "“Sign.”", "«Firme»."),
        ("es", "**Sign.**", "**Firme**."),
        ("fr", "Who?", "Qui\u00a0?"),
        ("fr", "Name:", "Nom :"),
        ("ur", "Sign.", "دستخط کریں۔"),
        ("ar", "Who?", "من؟"),
        ("ar", "Who?", "من؟\u200f"),
        ("hi", "Sign.", "हस्ताक्षर करें।"),
        ("mr", "Sign.", "सही करा."),
        ("km", "Sign.", "ចុះហត្ថលេខា។"),
        ("km", "Name:", "ឈ្មោះ៖"),
        ("my", "Who?", "ဘယ်သူလဲ။"),
        ("my", "Name:", "အမည် -"),
        ("am", "Sign.", "ይፈርሙ።"),
        ("am", "Name:", "ስም፡-"),
        ("am", "Who?", "ማን፧"),
        ("am", "Sign.", "ይፈርሙ፡፡"),
        ("am", "Sign.", "ይፈርሙ::"),
        ("hy", "Sign.", "Ստորագրեք:"),
        ("hy", "Name:", "Անուն․"),
        ("th", "Sign. Who?", "ลงชื่อ ใคร"),
        ("lo", "Sign.", "ລົງນາມ"),
        ("zh-Hans", "Sign!", "请签名。"),
        ("ja", "Who?", "誰ですか。"),
        ("ja", "Sign.", "署名する"),
        ("el", "Who?", "Ποιος;"),
        ("hy", "Who?", "Ո՞վ է։"),
        ("hy", "Who? Sign.", "Ո՞վ է։ Ստորագրեք։"),
        ("hy", "Who? Sign.", "Ո՞վ է: Ստորագրեք:"),
        ("bo", "Sign.", "མིང་རྟགས་འགོད།"),
        ("ru", "31 August 2011", "31 августа 2011 г."),
        ("es", "In the U.S.", "En Estados Unidos"),
        ("de", "Rent, food, etc.", "Miete, Essen usw."),
        ("zh-Hans", "Rent, food, etc.", "房租、食物等"),
        ("ru", "First point.", "первый пункт;"),
        ("es", "Sign at {petition_url}.", "Firme en {petition_url}"),
        ("ru", "Until {deadline}", "До {deadline}."),
        ("es", "held only because of", "solo por una de estas razones:"),
        ("es", "Dear Mayor,", "Estimado alcalde:"),
        ("zh-Hans", "Sincerely,", "此致\\\n敬礼！"),
        ("es", "It is.[^1]", "Lo es[^1]."),
        ("es", "Wait …", "Espere..."),
        ("mam", "Who?", "¿Alkye?"),
        ("ksw", "Sign.", "ဆဲးလီၤမံၤ."),
        ("nqo", "Who?", "ߖߐ߲߫߹"),
        ("es", "", ""),
    ],
)
def test_good_translations_give_no_finding(tag: str, msgid: str, msgstr: str) -> None:
    from handbill.languages import LanguageSettings, language

    known = {"nqo": "Nkoo", "bo": "Tibt"}
    settings = LanguageSettings(endonym=tag, name=tag, script=known[tag]) if tag in known else None
    assert found(EndPunctuation(), subject(msgid, msgstr, tag=language(tag, settings))) == []


@pytest.mark.parametrize(
    ("tag", "msgid", "msgstr", "message", "marked"),
    [
        ("es", "Sign today.", "Firme ya mismo", "the source ends with a full stop, the translation with no punctuation",
         "o"),
        ("ar", "Who can sign?", "من يمكنه التوقيع.",
         "the source ends with a question mark, the translation with a full stop", "."),
        ("zh-Hans", "Sign", "签名。", "the source ends with no punctuation, the translation with a full stop", "。"),
        ("km", "Sign the petition.", "ចុះហត្ថលេខា",
         "the source ends with a full stop, the translation with no punctuation", "ា"),
        ("ne", "Sign it.", "हस्ताक्षर गर्नुहोस्?",
         "the source ends with a full stop, the translation with a question mark", "?"),
        ("ru", "What you need:", "Что нужно иметь",
         "the source ends with a colon, the translation with no punctuation", "ь"),
        ("am", "Sign it", "ይፈርሙ።", "the source ends with no punctuation, the translation with a full stop", "።"),
        ("es", "Who?", "¿Quién?.", "the source ends with a question mark, the translation with a full stop", "."),
    ],
)  # fmt: skip
def test_another_ending_is_found(tag: str, msgid: str, msgstr: str, message: str, marked: str) -> None:
    assert found(EndPunctuation(), subject(msgid, msgstr, tag=tag)) == [(message, marked)]


def test_a_question_of_armenian_that_is_not_the_last_sentence_is_no_ending() -> None:
    assert found(EndPunctuation(), subject("Who? Sign?", "Ո՞վ է։ Ստորագրեք։", tag="hy"))
