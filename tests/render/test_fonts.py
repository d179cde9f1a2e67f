"""Fonts: every script has its own, and what none of them covers is found before anything is set."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.errors import RenderError
from handbill.languages import Language, LanguageSettings, language
from handbill.render.fonts import Coverage, install_hint
from handbill.render.typography import SCRIPTS, font_stack, typography
from handbill.typesetter import Fonts, find_fonts

ENGLISH, KHMER, ARABIC, CHINESE = (language(tag) for tag in ("en", "km", "ar", "zh-Hans"))


@cache
def all_fonts() -> Fonts:
    return find_fonts()


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return all_fonts()


@pytest.fixture(scope="module")
def coverage(fonts: Fonts) -> Coverage:
    return Coverage(fonts)


def without(fonts: Fonts, *words: str) -> Coverage:
    """Give the coverage of a machine that lacks the families with these words in their names."""
    kept = tuple(face for face in fonts.faces if not any(word in face.family for word in words))
    return Coverage(replace(fonts, faces=kept))


@pytest.mark.parametrize(
    ("tag", "family"),
    [
        ("en", "Noto Sans"), ("vi", "Noto Sans"), ("ru", "Noto Sans"), ("ht", "Noto Sans"), ("mam", "Noto Sans"),
        ("ar", "Noto Naskh Arabic"), ("km", "Noto Sans Khmer"), ("ksw", "Noto Sans Myanmar"),
        ("zh-Hans", "Noto Sans CJK SC"), ("zh-Hant", "Noto Sans CJK TC"), ("ja", "Noto Sans CJK JP"),
        ("ko", "Noto Sans CJK KR"), ("am", "Noto Sans Ethiopic"),
    ],
)  # fmt: skip
def test_each_script_is_set_in_its_own_family(tag: str, family: str) -> None:
    assert font_stack(language(tag))[0] == family


def test_the_fonts_that_a_campaign_names_come_first_and_latin_last() -> None:
    khmer = language("km", LanguageSettings(fonts=("Khmer Mondulkiri",)))
    assert font_stack(khmer) == ("Khmer Mondulkiri", "Noto Sans Khmer", "Noto Sans")


@pytest.mark.parametrize("script", SCRIPTS)
def test_lines_of_no_script_are_closer_than_its_letters_are_high(script: str) -> None:
    set_as = SCRIPTS[script]
    assert set_as.top + set_as.bottom + set_as.leading >= 1.2


@pytest.mark.parametrize(
    ("tag", "family"), [("chr", "Noto Sans Cherokee"), ("kn", "Noto Sans Kannada"), ("nqo", "Noto Sans NKo")]
)
def test_a_script_that_is_not_in_the_table_is_set_in_the_family_named_for_it(tag: str, family: str) -> None:
    assert family in typography(language(tag)).families


@pytest.mark.parametrize("tag", ["en", "es", "vi", "ht", "ru", "km", "ar", "zh-Hans"])
def test_every_language_of_the_campaign_can_write_its_own_name(coverage: Coverage, tag: str) -> None:
    spoken = language(tag)
    assert coverage.missing(spoken.endonym, spoken) == ""
    assert set(coverage.stack(spoken)) <= set(font_stack(spoken))


@pytest.mark.parametrize(
    ("text", "spoken", "missing"),
    [
        ("Sign by", ENGLISH, ""),
        ("ភាសាខ្មែរ PARS 2011", KHMER, ""),
        ("ភាសាខ្មែរ", ENGLISH, "ភាសខ្មែរ"),
        ("签名 sign 签", ARABIC, "签名"),
        ("Sign \N{GRINNING FACE} now \N{GRINNING FACE}", ENGLISH, "\N{GRINNING FACE}"),
        ("\u2066a\u2069 \u200b\u200d\u00a0\n\u00ad", ENGLISH, ""),
        ("", KHMER, ""),
    ],
)
def test_each_character_without_a_glyph_is_named_once(
    coverage: Coverage, text: str, spoken: Language, missing: str
) -> None:
    assert coverage.missing(text, spoken) == missing


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_what_is_missing_is_part_of_the_text_and_needs_a_glyph(text: str) -> None:
    missing = Coverage(all_fonts()).missing(text, KHMER)
    assert set(missing) <= set(text)
    assert not {unicodedata.category(each) for each in missing} & {"Cc", "Cf", "Zs", "Zl", "Zp"}
    assert len(missing) == len(set(missing))


def test_a_missing_glyph_is_told_with_language_character_message_and_package(coverage: Coverage) -> None:
    texts = [("Fine", ENGLISH, None), ("Firme antes \N{GRINNING FACE}", ENGLISH, "source/petition.md:12")]
    with pytest.raises(RenderError) as caught:
        coverage.check(texts)
    told = caught.value
    assert told.message == "English: no font covers “😀” (U+1F600, grinning face) in “Firme antes 😀”"
    assert told.hint is not None
    assert "fonts-noto-core" in told.hint
    assert told.place == "source/petition.md:12"


def test_a_long_message_is_told_in_part(coverage: Coverage) -> None:
    with pytest.raises(RenderError) as caught:
        coverage.check([("word " * 40 + "中", ENGLISH, None)])
    assert len(caught.value.message) < 200
    assert "U+4E2D" in caught.value.message


@pytest.mark.parametrize(
    ("spoken", "words", "package"),
    [
        (KHMER, ("Khmer",), "fonts-noto-core"),
        (CHINESE, ("CJK",), "fonts-noto-cjk"),
        (ARABIC, ("Arabic",), "fonts-noto-core"),
    ],
)
def test_a_script_without_any_font_is_told_with_the_package_to_install(
    fonts: Fonts, spoken: Language, words: tuple[str, ...], package: str
) -> None:
    poor = without(fonts, *words)
    assert poor.missing_families(spoken) == typography(spoken).families
    with pytest.raises(RenderError) as caught:
        poor.stack(spoken)
    assert spoken.name in caught.value.message
    assert typography(spoken).families[0] in caught.value.message
    assert caught.value.hint == install_hint(package)
    assert poor.missing_families(ENGLISH) == ()


def test_a_second_family_of_the_script_serves_where_the_first_is_not_there(fonts: Fonts) -> None:
    poor = without(fonts, "Noto Naskh Arabic")
    assert poor.stack(ARABIC) == ("Noto Sans Arabic", "Noto Sans")


def test_the_fingerprint_names_the_font_files_of_the_languages_alone(coverage: Coverage) -> None:
    english, both = coverage.fingerprint([ENGLISH]), coverage.fingerprint([ENGLISH, KHMER])
    assert {name.split("-")[0] for name, _ in english} == {"NotoSans"}
    assert set(english) < set(both)
    assert coverage.fingerprint([KHMER, ENGLISH]) == both


def told(coverage: Coverage, text: str, spoken: Language = ENGLISH) -> tuple[str, str | None]:
    with pytest.raises(RenderError) as caught:
        coverage.check([(text, spoken, None)])
    return caught.value.message, caught.value.hint


def test_a_character_of_private_use_is_shown_by_its_number_and_no_font_is_advised(coverage: Coverage) -> None:
    message, hint = told(coverage, "\uf0b7 Every signature counts")
    assert message == (
        "English: no font covers U+F0B7, a character of private use, in “[U+F0B7] Every signature counts”"
    )
    assert hint is not None
    assert "type the sign anew" in hint
    assert "fonts =" not in hint


def test_a_full_width_sign_is_told_with_the_narrow_one(coverage: Coverage) -> None:
    message, hint = told(coverage, "Sign ＊ now")
    assert message.startswith("English: no font covers “＊” (U+FF0A, fullwidth asterisk)")
    assert hint == "Type “*” in its place, which this language's fonts have."


def test_a_sign_of_all_scripts_is_told_with_a_family_that_has_it(coverage: Coverage) -> None:
    _, hint = told(coverage, "Sign 、now")
    assert hint is not None
    assert hint.startswith('[languages.en] fonts = ["Noto Sans", "Noto Sans CJK')


def test_a_sign_that_no_family_has_is_not_called_an_emoji(fonts: Fonts) -> None:
    others = ("Noto Sans ", "Serif", "Looped", "Kufi", "Naskh", "Nastaliq", "Rashi", "Music", "Mono")
    _, hint = told(without(fonts, *others), "Sign 、now")
    assert hint is not None
    assert "it is in no font of" in hint
