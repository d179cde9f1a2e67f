from __future__ import annotations

import pytest

from handbill.checks import Controls, Subject
from handbill.languages import language
from handbill.model import Message, Unit


def problems(msgstr: str) -> list[str]:
    subject = Subject(Unit(Message("Sign"), (msgstr,)), language("ar"), {}, None)
    return [problem.message for problem in Controls().problems(subject)]


@pytest.mark.parametrize(
    "msgstr",
    [
        "می\u200cخواهم", "न\u094d\u200dय", "ភាសា\u200bខ្មែរ", "က\u200bခ", "عربي \u200f(ICE)\u200e", "\u2067a\u2069 b",
        "\u202ba\u202c", "a\\\nb", "a\tb", "k’iche’", "日本\u3000語", "a\u00a0b",
    ],
)  # fmt: skip
def test_good_translations_give_no_finding(msgstr: str) -> None:
    assert problems(msgstr) == []


@pytest.mark.parametrize(
    ("msgstr", "message"),
    [
        ("a\x07b", "the translation has the invisible character U+0007"),
        ("a\ufffdb", "the translation has U+FFFD, which stands where a character was lost"),
        ("\uf0b7 a", "the translation has U+F0B7, a character of private use that nobody can read"),
        ("a\U000f0000", "the translation has U+F0000, a character of private use that nobody can read"),
        ("a\u202eb\u202c", "the translation has the invisible character U+202E right-to-left override"),
        ("a\ud800", "the translation has the invisible character U+D800"),
        ("a\u2067b", "the translation opens a stretch of other direction and does not close it"),
        ("a\u202bb\u2069", "the translation opens a stretch of other direction and does not close it"),
        ("a\u2069", "the translation opens a stretch of other direction and does not close it"),
    ],
)
def test_bad_translations_are_found(msgstr: str, message: str) -> None:
    assert message in problems(msgstr)


def test_a_character_of_private_use_that_the_source_has_may_stand_in_the_translation() -> None:
    subject = Subject(Unit(Message("Sign \ue000"), ("Firme \ue000",)), language("es"), {}, None)
    assert list(Controls().problems(subject)) == []
