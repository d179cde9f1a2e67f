from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.catalogs.prose import stretches
from handbill.content.markup import broken_markup
from handbill.content.rawhtml import same_tags
from handbill.content.texts import visible_length
from handbill.placeholders import placeholders
from handbill.pseudo.letters import ACCENTED, MIRRORED
from handbill.pseudo.text import pseudo_text

TAGS = ["en-XA", "ar-XB"]

TEXTS = [
    "Sign by",
    "Sign the petition and share it",
    "**Trust.** See [the petition]({petition_url}) by {deadline:EEEE d MMMM}.",
    "Call {hotline} or write to <hello@example.org> or www.example.org/path",
    "A note[^one], [a reference][place], ![a map](map.png \"A map\"), `code a` and ``a ` b``",
    "%(num)s passages, 100%% sure &amp; &copy; safe",
    "Mayor Michael Nutter\\\nDistrict Attorney Seth Williams",
    "[Sign](/u)",
    "*a* _b_ ~~c~~ a\\*b",
    "{{deadline}} is no fact",
    "1. not a list",
]  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_fixed_in_a_text_is_left_as_it_is(text: str, tag: str) -> None:
    made = pseudo_text(text, tag)
    assert made != text
    assert broken_markup(text, made) is None
    assert [found[0] for found in placeholders(made)] == [found[0] for found in placeholders(text)]
    assert [part for part, prose in stretches(made) if not prose] == [
        part for part, prose in stretches(text) if not prose
    ]


@pytest.mark.parametrize("tag", TAGS)
def test_tags_of_html_stand_where_they_stood(tag: str) -> None:
    source = '<p class="lead">Hi <b>there</b>, <br/>you</p>'
    made = pseudo_text(source, tag)
    assert same_tags(source, made)
    assert made.startswith('<p class="lead">')
    assert made.endswith("</p>")


@pytest.mark.parametrize(("length", "least"), [(4, 2.0), (10, 2.0), (20, 1.8), (40, 1.6), (70, 1.5), (400, 1.4)])
def test_shorter_texts_grow_more(length: int, least: float) -> None:
    made = pseudo_text(("abcd " * 100)[: length - 1] + "x", "en-XA")
    assert len(made) == round(length * least) + 2


@given(st.text(), st.integers(0, 200))
def test_no_text_outgrows_its_limit(text: str, more: int) -> None:
    limit = visible_length(text) + more
    for tag in TAGS:
        assert visible_length(pseudo_text(text, tag, limit)) <= limit


@pytest.mark.parametrize("room", range(6))
def test_the_room_that_a_limit_leaves_is_used(room: int) -> None:
    assert len(pseudo_text("Sign the petition", "en-XA", 17 + room)) == 17 + (room if room >= 2 else 0)


def test_accented_text_stands_between_brackets_that_show_what_is_cut_off() -> None:
    assert pseudo_text("Sign", "en-XA")[0] + pseudo_text("Sign", "en-XA")[-1] == "[]"
    assert pseudo_text("Sign", "en-XA").startswith("[Ṣïïģṇ")


def test_mirrored_text_has_the_letters_and_signs_of_arabic() -> None:
    made = pseudo_text("Who, when; why?", "ar-XB")
    assert {unicodedata.bidirectional(each) for each in made if each.isalpha()} == {"AL"}
    assert [each for each in made if each in "،؛؟"] == ["،", "؛", "؟"]


def test_no_override_of_direction_is_used() -> None:
    for tag in TAGS:
        assert not {unicodedata.category(each) for each in "".join(pseudo_text(text, tag) for text in TEXTS)} & {"Cf"}


@pytest.mark.parametrize("text", ["{hotline}", "2011", "", "https://example.org", "`code`", "…"])
@pytest.mark.parametrize("tag", TAGS)
def test_what_has_no_words_stays_as_it_is(text: str, tag: str) -> None:
    assert pseudo_text(text, tag) == text


@pytest.mark.parametrize("letters", [ACCENTED, MIRRORED])
def test_each_letter_is_one_letter_and_no_two_are_the_same(letters: dict[int, int]) -> None:
    small = [chr(new) for old, new in letters.items() if chr(old).islower()]
    assert len(set(small)) == len(small) >= 25
    assert all(unicodedata.category(each)[0] == "L" for each in small)
