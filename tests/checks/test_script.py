from __future__ import annotations

import pytest

from handbill.checks import Script
from tests.checks.subjects import found, subject


@pytest.mark.parametrize(
    ("tag", "msgstr"),
    [
        ("ru", "Соглашение PARS, SMS-ка, IT-отдел, iPhone’а"),
        ("ru", "Пункт a) и пункт «x»"),
        ("uk", "Їжак і Київ"),
        ("sr-Latn", "Potpišite peticiju"),
        ("es", "Ελλάδα y Москва, α y β"),
        ("el", "Η συμφωνία PARS του Obama"),
        ("ar", "يمكن لشخص أن يُرحَّل، PARS، على، مقهى"),
        ("fa", "می\u200cتوانید یک کتاب را امضا کنید"),
        ("ur", "یہ ہم سب کی درخواست ہے، آپ بھی"),
        ("ps", "زموږ لاسلیک، ښځې، دي، ځای"),
        ("ckb", "ئێمە هەموو کورد"),
        ("zh-Hans", "这个国家的人们说：请签名"),
        ("zh-Hant", "這個國家的人們說：請簽名"),
        ("zh-Hant", "皇后、里程、干部、台灣"),
        ("km", "Michael Nutter, Seth Williams"),
        ("ja", "カタカナ ひらがな 漢字"),
        ("ko", "大韓民國, 한국"),
        ("mam", "Qʼajlaj, K'iche'"),
        ("km", "{petition_url} hello@example.org"),
    ],
)
def test_good_translations_give_no_finding(tag: str, msgstr: str) -> None:
    assert found(Script(), subject("Sign", msgstr, tag=tag)) == []


@pytest.mark.parametrize(
    ("tag", "msgstr", "letter", "right"),
    [
        ("ru", "Cоглашение", "C", "С"),
        ("ru", "пeтиция", "e", "е"),
        ("ru", "работаем c 1 июля и c друзьями", "c", "с"),
        ("es", "pеtición", "е", "e"),
        ("fr", "pοur", "ο", "o"),
        ("el", "πoλη", "o", "ο"),
        ("fa", "مي\u200cتوان", "ي", "ی"),
        ("fa", "كتاب", "ك", "ک"),
        ("ar", "کتاب", "ک", "ك"),
        ("ur", "هم", "ه", "ہ"),
        ("zh-Hans", "請签名", "請", "请"),
        ("zh-Hant", "请簽名", "请", "請"),
    ],
)
def test_letters_that_only_look_right_are_found(tag: str, msgstr: str, letter: str, right: str) -> None:
    (problem,) = Script().problems(subject("Sign", msgstr, tag=tag))
    assert problem.message.startswith(f"“{letter}” (U+{ord(letter):04X})")
    assert problem.hint.startswith(f"Type “{right}” ")
    assert problem.span is not None
    assert problem.text[slice(*problem.span)] == letter


def test_a_translation_without_one_letter_of_its_script_is_found() -> None:
    asked = subject("Sign the petition", "Firme la petición hoy", tag="km")
    assert found(Script(), asked) == [("not one letter is of the script of Khmer", None)]
    # What is not translated at all has its own check.
    assert found(Script(), subject("Sign the petition now", "Sign the petition now", tag="km")) == []


@pytest.mark.parametrize(
    ("tag", "msgstr"), [("hi", "আজই আবেদনে স্বাক্ষর করুন"), ("zh-Hans", "きょうここにしょめいしてください")]
)
def test_a_text_in_the_letters_of_a_neighbour_is_found(tag: str, msgstr: str) -> None:
    ((message, _),) = found(Script(), subject("Sign today", msgstr, tag=tag))
    assert message.startswith("not one letter is of the script")
