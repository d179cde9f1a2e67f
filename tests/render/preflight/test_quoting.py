"""Messages name text as what it was made of, with its place, so that people can search for it."""

from __future__ import annotations

import pytest

from handbill.languages import language
from tests.render.preflight.sheets import flaws, pdf
from tests.render.preflight.test_questions import LONG_ARABIC, LONG_KHMER, LONG_NASTALIQ

CROSSING = "Let our children cross safely"
SIGN = "Sign the petition before the first of May, and share it"
WORDS = (
    (CROSSING, language("en"), None),
    (CROSSING, language("en"), "source/petition.md:4"),
    (SIGN, language("en"), "source/petition.md:9"),
)
LATIN = "#set text(dir: ltr)\n"
SCRIPTS = {
    "en": ("Noto Sans", SIGN),
    "ar": ("Noto Naskh Arabic", LONG_ARABIC),
    "ur": ("Noto Nastaliq Urdu", LONG_NASTALIQ),
    "km": ("Noto Sans Khmer", LONG_KHMER),
    "zh-Hans": ("Noto Sans CJK SC", "每一个签名都很重要，无论您说什么语言，无论您在这座城市住了多久。"),
    "hi": ("Noto Sans Devanagari", "हर हस्ताक्षर मायने रखता है चाहे आप कोई भी भाषा बोलते हों और इस शहर में रहते हों"),
}
OTHERS = tuple(
    (text, language(tag), f"other.po:{number}")
    for number, (tag, text) in enumerate({
        "en": "Come to the assembly in the park, and bring your neighbors and children",
        "ar": "تعالوا إلى الاجتماع في الحديقة مع جيرانكم وأطفالكم",
        "ur": "اپنے پڑوسیوں اور بچوں کے ساتھ پارک میں اجلاس میں آئیں اور اپنی رائے دیں",
        "km": "សូមអញ្ជើញមកចូលរួមការប្រជុំនៅឧទ្យានជាមួយអ្នកជិតខាងនិងកូនរបស់អ្នក",
        "zh-Hans": "请带上您的邻居和孩子来公园参加集会",
        "hi": "अपने पड़ोसियों और बच्चों के साथ पार्क की सभा में आइए और अपनी बात रखिए",
    }.items())
)  # fmt: skip


HEAD = """
#set document(title: "A title")
#set page(width: 300pt, height: 400pt, margin: 30pt)
#set text(lang: "{}", dir: {}, font: ("{}", "Noto Sans"), size: 12pt, top-edge: 1em, bottom-edge: -0.42em)
"""


def of_4pt(tag: str, texts: tuple[tuple[str, object, str | None], ...]) -> str:
    """Give what is said of a language's text in 4pt on a sheet of some texts."""
    font, text = SCRIPTS[tag]
    data = pdf(f"#text(4pt)[{text}]", HEAD.format(tag[:2], language(tag).direction, font))
    (flaw,) = [each for each in flaws(data, texts=texts, smallest=9.0) if each.question == "tiny"]
    return flaw.message.removeprefix("text is 4pt large: ").split("; 9pt")[0]


def told(body: str, question: str, texts: tuple[tuple[str, object, str | None], ...] = WORDS, **changed: object) -> str:
    """Give what one question says of a sheet."""
    (flaw,) = [each for each in flaws(pdf(body), texts=texts, **changed) if each.question == question]
    return flaw.message


@pytest.mark.parametrize("tag", SCRIPTS)
def test_text_that_is_too_small_is_named_as_it_was_written_in_every_script(tag: str) -> None:
    text = SCRIPTS[tag][1]
    said = of_4pt(tag, (*OTHERS, (text, language(tag), "locales/x.po:12")))
    quote, place = said.removeprefix("“").split("” ")
    assert quote.removesuffix("...") in text
    assert len(quote.removesuffix("...")) >= 20
    assert place == "(locales/x.po:12)"


@pytest.mark.parametrize("tag", SCRIPTS)
def test_another_text_in_the_same_language_is_never_named_in_its_place(tag: str) -> None:
    assert ".po" not in of_4pt(tag, OTHERS)


def test_of_a_text_the_part_is_quoted_that_is_too_small() -> None:
    said = told(f"{LATIN}Sign the petition #text(4pt)[before the first of May,] and share it", "tiny", smallest=9.0)
    assert "“before the first of May,” (source/petition.md:9)" in said


def test_texts_that_stand_on_each_other_are_both_named_wherever_they_are_turned() -> None:
    for turn in (0, 90, 270):
        body = f"{LATIN}#set par(leading: -0.9em)\n#rotate({turn}deg, reflow: true, [{CROSSING} \\ Sign the petition])"
        said = told(body, "overlapping")
        assert "(source/petition.md:4)" in said, said
        assert "(source/petition.md:9)" in said, said


def test_text_outside_the_page_is_named_by_all_of_its_line() -> None:
    said = told(f"{LATIN}#place(dx: 150pt, box(width: 200pt)[{CROSSING}])", "outside")
    assert said.endswith("safely” (source/petition.md:4)")


def test_texts_side_by_side_are_named_one_by_one() -> None:
    said = told(f"{LATIN}#scale(x: 20%, reflow: true)[{CROSSING} {SIGN}]", "tiny", smallest=9.0)
    assert "“Sign the petition before th...” (source/petition.md:9)" in said


def test_what_is_none_of_the_texts_is_quoted_with_spaces_in_its_own_direction() -> None:
    said = told(f"{LATIN}#text(4pt)[None of them]", "tiny", smallest=9.0)
    assert "“None of them”;" in said
    said = told("#text(4pt)[اتصلوا بالرقم 215 اليوم]", "tiny", smallest=9.0)
    assert "“اتصلوا بالرقم 215 اليوم”;" in said


@pytest.mark.parametrize("word", ["petition", "first", "first of May"])
def test_a_word_that_stands_in_a_text_too_is_not_taken_for_it(word: str) -> None:
    assert f"“{word}”;" in told(f"{LATIN}#text(4pt)[{word}]", "tiny", smallest=9.0)


def test_a_text_is_known_in_other_capitals() -> None:
    said = told(f"{LATIN}#text(4pt, upper[{CROSSING}])", "tiny", smallest=9.0)
    assert f"“{CROSSING}” (source/petition.md:4);" in said
