"""Names, scripts, directions and plural rules of languages."""

from __future__ import annotations

import gettext

import pytest

from handbill.errors import CampaignError
from handbill.languages import DateNames, LanguageSettings, cldr_name, fitting, is_known, language
from handbill.tags import is_tag, normalize_tag


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("es", "es"), ("ES", "es"), ("zh_Hans", "zh-Hans"), ("zh_hans", "zh-Hans"), ("ZH-HANS", "zh-Hans"),
        ("pt_br", "pt-BR"), ("sr-latn-rs", "sr-Latn-RS"), ("es-419", "es-419"), (" ht ", "ht"), ("ksw", "ksw"),
    ],
)  # fmt: skip
def test_either_spelling_of_a_tag_is_understood(typed: str, tag: str) -> None:
    assert normalize_tag(typed) == tag
    assert is_tag(tag)
    assert language(typed).tag == tag
    assert language(typed).locale == tag.replace("-", "_")


@pytest.mark.parametrize("tag", ["", "x", "english", "e-S", "de-1996", "../es", "es/..", "zh-Hans-CN-x", "es\n"])
def test_what_is_no_tag_is_told(tag: str) -> None:
    assert not is_tag(tag)


@pytest.mark.parametrize(
    ("tag", "endonym", "name", "script", "direction"),
    [
        ("en", "English", "English", "Latn", "ltr"),
        ("es", "Español", "Spanish", "Latn", "ltr"),
        ("zh-Hans", "简体中文", "Simplified Chinese", "Hans", "ltr"),
        ("zh-Hant", "繁體中文", "Traditional Chinese", "Hant", "ltr"),
        ("zh-TW", "中文 (繁體, 台灣)", "Chinese (Traditional, Taiwan)", "Hant", "ltr"),
        ("vi", "Tiếng Việt", "Vietnamese", "Latn", "ltr"),
        ("km", "ភាសាខ្មែរ", "Khmer", "Khmr", "ltr"),
        ("ht", "Kreyòl ayisyen", "Haitian Creole", "Latn", "ltr"),
        ("ru", "Русский", "Russian", "Cyrl", "ltr"),
        ("my", "မြန်မာ", "Burmese", "Mymr", "ltr"),
        ("am", "አማርኛ", "Amharic", "Ethi", "ltr"),
        ("ar", "العربية", "Arabic", "Arab", "rtl"),
        ("he", "עברית", "Hebrew", "Hebr", "rtl"),
        ("ur", "اردو", "Urdu", "Arab", "rtl"),
        ("fa", "فارسی", "Persian", "Arab", "rtl"),
        ("ps", "پښتو", "Pashto", "Arab", "rtl"),
        ("yi", "ייִדיש", "Yiddish", "Hebr", "rtl"),
        ("dv", "ދިވެހިބަސް", "Divehi", "Thaa", "rtl"),
        ("pa-PK", "پنجابی (عربی, پاکستان)", "Punjabi (Arabic, Pakistan)", "Arab", "rtl"),
        ("pa", "ਪੰਜਾਬੀ", "Punjabi", "Guru", "ltr"),
        ("ksw", "ကညီကျိာ်", "S'gaw Karen", "Mymr", "ltr"),
        ("mam", "Qyol Mam", "Mam", "Latn", "ltr"),
    ],
)
def test_what_is_known_of_a_language(tag: str, endonym: str, name: str, script: str, direction: str) -> None:
    found = language(tag)
    assert (found.endonym, found.name, found.script, found.direction) == (endonym, name, script, direction)


MANY = (
    "am", "ar", "bn", "bs", "cs", "cy", "da", "de", "el", "en", "es", "fa", "fil", "fr", "ga", "gu", "he", "hi",
    "ht", "hu", "hy", "id", "it", "ja", "ka", "km", "ko", "lo", "lt", "lv", "mam", "my", "ne", "pa", "pl", "ps",
    "pt", "ro", "ru", "sl", "so", "sw", "ta", "th", "ti", "tr", "uk", "ur", "vi", "yue", "zh-Hans",
)  # fmt: skip


@pytest.mark.parametrize("tag", MANY)
def test_plural_rules_are_what_gettext_reads_and_every_form_is_used(tag: str) -> None:
    found = language(tag)
    rule = gettext.c2py(found.plural.partition("plural=")[2].rstrip(";"))
    assert {rule(number) for number in range(1100)} == set(range(found.plural_count))


@pytest.mark.parametrize(
    ("tag", "forms"),
    [("en", 2), ("ht", 2), ("fr", 2), ("ru", 3), ("pl", 3), ("ar", 6), ("zh-Hans", 1), ("km", 1), ("vi", 1), ("my", 1),
     ("id", 1), ("ms", 1), ("yue", 1), ("ko", 1), ("ksw", 1)],
)  # fmt: skip
def test_how_many_plural_forms(tag: str, forms: int) -> None:
    assert language(tag).plural_count == forms


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("sp", "such as"),
        ("zh-Hanz", "zh-Hant or zh-Hans"),
        ("xx", "[languages.xx] with endonym, name and script"),
        ("en-XX", "[languages.en-XX]"),
        ("ixl", "[languages.ixl]"),
        ("", "endonym, name and script"),
        ("de-1996", "endonym, name and script"),
    ],
)
def test_an_unknown_tag_is_an_error_that_says_what_to_write(tag: str, hint: str) -> None:
    with pytest.raises(CampaignError, match="is not a language that CLDR knows") as caught:
        language(tag)
    assert hint in (caught.value.hint or "")


def test_a_campaign_can_say_all_of_a_language_that_nobody_knows() -> None:
    dates = DateNames(("m",) * 12, ("d",) * 7, {})
    said = LanguageSettings(
        "Ixil", "Ixil", "Latn", "nplurals=1; plural=0", "٠١٢٣٤٥٦٧٨٩", ("Noto Sans",), ("es_MX",), dates
    )
    found = language("ixl", said)
    assert (found.endonym, found.script, found.digits, found.fonts) == ("Ixil", "Latn", "٠١٢٣٤٥٦٧٨٩", ("Noto Sans",))
    assert found.plural == "nplurals=1; plural=0;"
    assert found.fallback == ("es-MX",)
    assert found.dates == dates
    assert found.cldr is None


@pytest.mark.parametrize(
    ("tag", "settings", "endonym", "script"),
    [
        ("es", LanguageSettings(endonym="Castellano"), "Castellano", "Latn"),
        ("mam", LanguageSettings(script="Arab"), "Qyol Mam", "Arab"),
        ("ar", LanguageSettings(), "العربية", "Arab"),
    ],
)
def test_what_the_campaign_says_wins_and_what_it_leaves_out_stays(
    tag: str, settings: LanguageSettings, endonym: str, script: str
) -> None:
    found = language(tag, settings)
    assert (found.endonym, found.script) == (endonym, script)


@pytest.mark.parametrize("tag", ["en-Latn", "en-Latn-US", "ms-Arab", "sr-Latn", "zh-Hant-HK"])
def test_scripts_that_a_language_is_written_in_are_known(tag: str) -> None:
    assert language(tag).script == tag.split("-")[1]


def test_direction_follows_the_script_that_a_campaign_names() -> None:
    assert language("ms", LanguageSettings(script="Arab")).direction == "rtl"


@pytest.mark.parametrize(("tag", "name"), [("zh-Hans", "zh_Hans"), ("es-MX", "es_MX"), ("mam", None), ("", None)])
def test_what_babel_calls_a_language(tag: str, name: str | None) -> None:
    assert cldr_name(tag) == name


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("es", "es"), ("es-MX", "es"), ("ES_419", "es"), ("zh-CN", "zh-Hans"), ("zh_hans_CN", "zh-Hans"),
        ("zh-TW", "zh-TW"), ("zh", "zh-Hans"), ("pt-BR", "pt-BR"), ("pt", "pt-BR"), ("pt-PT", "pt-PT"),
        ("sr-Latn", "sr-Latn"), ("sr", "sr"), ("fr", "fr"), ("x-default", "x-DEFAULT"), ("", ""),
    ],
)  # fmt: skip
def test_tags_of_other_programs_are_taken_as_they_are_meant(text: str, meant: str) -> None:
    assert fitting(text, ["en", "es", "zh-Hans", "pt-BR", "sr"]) == meant


@pytest.mark.parametrize(("tag", "known"), [("es", True), ("mam", True), ("en-XA", True), ("xx", False), ("", False)])
def test_some_languages_are_known_without_a_campaign(tag: str, known: bool) -> None:
    assert is_known(tag) is known
