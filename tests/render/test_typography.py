"""How each script is set: its fonts, its signs, and what languages of one script have of their own."""

from __future__ import annotations

import re

import pytest

from handbill.desk import LIBRARY
from handbill.languages import LanguageSettings, language
from handbill.render.typography import (
    HYPHENATED,
    QUOTES,
    SCRIPTS,
    VARIANTS,
    font_stack,
    quotation_marks,
    template_data,
    typography,
)
from tests.conftest import REPOSITORY
from tests.render.paragraphs import fonts, ink, lines, picture


@pytest.mark.parametrize(
    ("tag", "family"),
    [
        ("ur", "Noto Nastaliq Urdu"), ("pa-Arab", "Noto Nastaliq Urdu"), ("ps", "Noto Naskh Arabic"),
        ("fa", "Noto Naskh Arabic"), ("pa", "Noto Sans Gurmukhi"), ("vi", "Noto Sans"),
        ("zh", "Noto Sans CJK SC"), ("zh-CN", "Noto Sans CJK SC"), ("zh-TW", "Noto Sans CJK TC"),
        ("zh-Hant", "Noto Sans CJK TC"), ("zh-HK", "Noto Sans CJK HK"), ("zh-Hant-HK", "Noto Sans CJK HK"),
        ("zh-Hant-MO", "Noto Sans CJK HK"), ("yue", "Noto Sans CJK HK"), ("yue-Hans", "Noto Sans CJK SC"),
        ("ja", "Noto Sans CJK JP"), ("ko", "Noto Sans CJK KR"), ("bo", "Noto Serif Tibetan"),
        ("ml", "Noto Sans Malayalam"), ("nqo", "Noto Sans NKo"), ("ff-Adlm", "Noto Sans Adlam"),
    ],
)  # fmt: skip
def test_each_language_has_the_glyphs_of_its_readers(tag: str, family: str) -> None:
    assert font_stack(language(tag))[0] == family


def test_a_campaign_that_names_naskh_for_urdu_gets_its_lines_too() -> None:
    urdu = language("ur", LanguageSettings(fonts=("Noto Naskh Arabic",)))
    assert typography(urdu) == SCRIPTS["Arab"]
    assert font_stack(urdu) == ("Noto Naskh Arabic", "Noto Sans Arabic", "Noto Sans")


def test_a_font_that_is_in_no_row_leaves_a_language_its_own() -> None:
    urdu = language("ur", LanguageSettings(fonts=("Mehr Nastaliq",)))
    assert typography(urdu) == SCRIPTS["Aran"]


@pytest.mark.parametrize("row", [*SCRIPTS.values(), *VARIANTS.values()])
def test_the_families_of_the_table_are_in_the_package_that_it_names(row: object) -> None:
    assert any(family in fonts().families for family in row.families)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("tag", "marks"),
    [
        ("en", "“”‘’"), ("es", "“”‘’"), ("de", "„“‚‘"), ("ru", "«»„“"), ("ar", "«»‹›"), ("ja", "「」『』"),
        ("zh-Hans", "“”‘’"), ("zh-Hant", "「」『』"), ("fi", "””’’"), ("am", "«»‹›"), ("ka", "„“‚‘"),
    ],
)  # fmt: skip
def test_quotation_marks_are_those_of_the_language(tag: str, marks: str) -> None:
    assert "".join(quotation_marks(language(tag))) == marks


def test_marks_that_a_template_writes_are_those_of_the_language_and_those_of_a_text_stay() -> None:
    source = """#page(width: 400pt)["#words((lang: data.language, runs: data.runs))"]"""
    (page,) = lines(source, language("ja"), runs=[{"text": 'a "b" c'}])
    assert page == ['「a "b" c」']


@pytest.mark.parametrize("tag", sorted(QUOTES))
def test_every_row_of_quotation_marks_is_for_a_language_that_exists(tag: str) -> None:
    assert re.fullmatch("[a-z]{2,3}", tag)
    assert len(quotation_marks(language(tag))) == 4


@pytest.mark.parametrize("tag", sorted(HYPHENATED))
def test_typst_hyphenates_the_languages_that_write_many_words_as_one(tag: str) -> None:
    # Its parts are hyphenated alike in all of them; a language without patterns leaves it whole.
    source = """
    #set page(width: 300pt, height: 300pt, margin: 10pt)
    #block(width: 60pt, text(hyphenate: true)[administration parlamentarisk])
    """
    assert ink(picture(source, language(tag)))[2] < 75


def test_running_text_of_a_language_is_hyphenated_where_the_table_says_so() -> None:
    source = """
    #set page(width: 300pt, height: 300pt, margin: 10pt)
    #block(width: 80pt, set-block(data.block))
    """
    for tag, broken in (("de", True), ("es", False)):
        block = {
            "lang": tag, "runs": [{"text": "Einwanderungsamt"}], "kind": "paragraph", "depth": 0, "quoted": 0,
            "cell": None, "marker": "",
        }  # fmt: skip
        assert (ink(picture(source, language(tag), block=block))[2] < 95) is broken


@pytest.mark.parametrize(
    ("tag", "digits", "marker", "shown"),
    [
        ("en", None, "1.", "1."), ("ne", "०१२३४५६७८९", "12.", "१२."), ("my", "၀၁၂၃၄၅၆၇၈၉", "3.", "၃။"),
        ("my", None, "3.", "3။"), ("ja", None, "•", "・"), ("es", None, "•", "•"),
    ],
)  # fmt: skip
def test_list_markers_are_those_of_the_script_in_the_digits_of_the_campaign(
    tag: str, digits: str | None, marker: str, shown: str
) -> None:
    spoken = language(tag, LanguageSettings(digits=digits))
    block = {"lang": tag, "runs": [{"text": "a"}], "kind": "list item", "depth": 1, "quoted": 0, "cell": None}
    source = "#page(width: 200pt, set-block(data.block))"
    (page,) = lines(source, spoken, block={**block, "marker": marker})
    assert "".join(page).replace(" ", "") == f"{shown}a"


def test_chinese_and_japanese_alone_have_two_straight_edges() -> None:
    assert {key for key, row in SCRIPTS.items() if row.justified} == {"Hans", "Hant", "Jpan"}


def test_a_template_is_told_all_that_the_table_says() -> None:
    told = template_data(language("zh-Hant-HK"), ["Noto Sans CJK HK"])
    assert (told["lang"], told["region"], told["script"], told["fonts"]) == ("zh", "HK", "hant", ["Noto Sans CJK HK"])
    assert (told["justified"], told["spaced"], told["full-width"]) == (True, False, True)


def test_every_row_is_documented() -> None:
    page = (REPOSITORY / "docs" / "typography.md").read_text("utf-8")
    rows = [*SCRIPTS, *VARIANTS]
    assert [key for key in rows if f"`{key}`" not in page] == []
    for row in (*SCRIPTS.values(), *VARIANTS.values()):
        assert row.families[0] in page
        assert f"{row.top:g} / {row.bottom:g} / {row.leading:g} / {row.tight:g}" in page


def test_every_string_of_the_library_stands_where_strings_are_collected() -> None:
    # Project.template_messages reads lib.typ alone.
    others = [path for path in LIBRARY.parent.glob("*.typ") if path != LIBRARY]
    assert len(others) > 5
    for path in others:
        assert not re.search(r"[^-\w`]tr\(\"", path.read_text("utf-8")), path.name


def test_every_file_of_the_library_has_one_subject() -> None:
    for path in LIBRARY.parent.glob("*.typ"):
        assert len(path.read_text("utf-8").splitlines()) < 300
