from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.progress.words import count_characters, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Sign", 1),
        ("Sign the petition.", 3),
        ("everyone’s can't 100-page", 3),
        ("**ICE** is *told* `now`", 4),
        ("Call {hotline} by {deadline:EEEE d MMMM}", 4),
        ("{hotline}", 1),
        ("[Sign the petition]({petition_url}), and [share](https://example.org/a/b) it", 6),
        ("Mayor\\\nJudge", 2),
        ("— … !", 0),
        ("in 2011", 2),
    ],
)
def test_words_are_counted_as_a_translator_would(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("हिन्दी में लिखें", 3),  # Devanagari: vowel signs and viramas stand within words
        ("عَرَبِيّ فَصِيح", 2),  # Arabic with its vowel signs
        ("شهروندان می‌خواهند", 2),  # Persian, a joiner within a word
        ("ነጻ ሕዝብ።", 2),  # Amharic
        ("한국어 사용자", 2),  # Korean sets words apart
        ("Toj qyol mam, ka’b’", 4),  # Mam, a glottal stop at the end
        ("l’agrément, col·lecció", 2),
        ("Việt Nam", 2),
        ("签署请愿书。", 5),  # a letter a word
        ("在2011年签署 PARS", 6),  # a number and a name among them are one each
        ("サインして", 5),
        ("ลงชื่อ", 4),  # Thai: vowel signs and tone marks above count with their letter
        ("ចុះហត្ថលេខា", 6),  # Khmer, subscripts being letters
        ("၂၀၁၁ ခုနှစ်", 4),  # Burmese digits are one number
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.lists(st.sampled_from(["Việt", "người", "hiểu", "crème", "हिन्दी", "नेपाली", "한국어"]), max_size=8))
def test_composed_and_decomposed_letters_count_the_same(words: list[str]) -> None:
    text = " ".join(words)
    assert count_words(unicodedata.normalize("NFD", text)) == count_words(text) == len(words)
    assert count_characters(unicodedata.normalize("NFD", text)) == count_characters(text)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("", 0),
        ("Sign it.", 8),
        ("two  words\n", 9),
        ("[here](https://example.org)", 6),
        ("签署", 2),
        ("हिन्दी", 3),
        ("Tiê\u0301ng", 5),
        ("می‌خواهند", 8),
    ],
)
def test_characters_are_counted_as_a_reader_sees_them(text: str, characters: int) -> None:
    assert count_characters(text) == characters


@given(st.text())
def test_any_text_can_be_counted(text: str) -> None:
    assert 0 <= count_words(text) <= len(unicodedata.normalize("NFC", text)) * 2
    assert 0 <= count_characters(text) <= len(unicodedata.normalize("NFC", text))
