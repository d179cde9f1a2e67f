from __future__ import annotations

import pytest

from handbill.checks import Spaces
from tests.checks.subjects import found, subject


@pytest.mark.parametrize(
    ("tag", "msgid", "msgstr"),
    [
        ("fr", "Who? “Us”", "Qui\u202f? «\u00a0Nous\u00a0»"),
        ("es", "Name: ", "Nombre: "),
        ("zh-Hans", "Name: ", "姓名："),
        ("km", "Sign. Now.", "ចុះហត្ថលេខា។  ឥឡូវ។"),
        ("th", "Sign. Now.", "ลงชื่อ  เดี๋ยวนี้"),
        ("my", "Sign. Now.", "လက်မှတ်ထိုးပါ။  ယခု။"),
        ("ja", "Who? Us!", "誰？\u3000私たち！"),
        ("es", "Sign.  Now.", "Firme.  Ya."),
        ("es", "a\\\nb", "a\\\nb"),
        ("es", "Run `a  b`", "Use `a  b`"),
        ("km", "Sign", "ចុះ\u200bហត្ថលេខា\u200b"),
        ("am", "Who is it", "ማን ነው"),
    ],
)
def test_good_translations_give_no_finding(tag: str, msgid: str, msgstr: str) -> None:
    assert found(Spaces(), subject(msgid, msgstr, tag=tag)) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "message", "marked"),
    [
        ("Sign", " Firme", "the translation begins with a space, the source does not", " "),
        ("Sign", "Firme\u00a0\n", "the translation ends with a space, the source does not", "\u00a0\n"),
        ("Name: ", "Nombre:", "the source ends with a space, the translation does not", None),
        (" Name", "Nombre", "the source begins with a space, the translation does not", None),
        ("Sign now", "Firme  ya", "the translation has two spaces in a row", "  "),
        ("Sign now", "Firme\u00a0 \u202fya", "the translation has two spaces in a row", "\u00a0 \u202f"),
    ],
)
def test_spaces_too_many_or_too_few_are_found(msgid: str, msgstr: str, message: str, marked: str | None) -> None:
    assert found(Spaces(), subject(msgid, msgstr, tag="es")) == [(message, marked)]
