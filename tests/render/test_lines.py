"""Lines: none collides with the next, none begins or ends with what belongs to another, none is left alone."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from handbill.languages import LanguageSettings, language
from handbill.render.typography import SCRIPTS
from tests.render.paragraphs import ink, lines, picture, pictures
from tests.render.stacks import STACKS

SIZE = 40
NAMED = {"syr": LanguageSettings(endonym="ܣܘܪܝܝܐ", name="Syriac", script="Syrc")}

# Each word stands above every other one: the deepest is as near to the highest as it ever is.
TWO_LINES = """
#set text(size: %dpt, weight: "%s")
#let words = data.words
#let line(colour) = text(fill: colour, words.join(" "))
#%s[#line(rgb("#f00")) \\ #line(rgb("#00f"))]
"""


def _rows(image: Image.Image, of: str, other: str) -> tuple[int, int]:
    """Give the first and the last pixel row with ink of one colour."""
    ink = ImageChops.subtract(image.getchannel(of), image.getchannel(other)).point([0] * 100 + [255] * 156)
    box = ink.getbbox()
    assert box is not None
    return box[1], box[3] - 1


def test_every_script_of_the_table_has_words_to_measure() -> None:
    assert {key.partition("/")[0] for key in STACKS} == set(SCRIPTS)


@pytest.mark.parametrize("set_as", ["text", "heading"])
@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize("key", STACKS)
def test_no_two_lines_collide(key: str, weight: str, set_as: str) -> None:
    tag, words = STACKS[key]
    spoken = language(tag, NAMED.get(tag))
    source = TWO_LINES % (SIZE, weight, "block" if set_as == "text" else "heading")
    image = picture(source, spoken, words=words.split())
    (_, deepest), (highest, _) = _rows(image, "R", "B"), _rows(image, "B", "R")
    assert deepest < highest


PARAGRAPH = """
#set page(width: auto, height: auto, margin: 10pt)
#set text(size: 10pt)
#for width in range(75, 220, step: 7) {
  page(block(width: width * 1pt, words((lang: data.language, runs: data.runs), long: true)))
}
"""
OPENING = frozenset("([{（「『《〈【“‘«¿¡„‚")
CLOSING = frozenset(")]}）」』》〉】.,;:!?…。，、；：！？」។៕៖ៗၾ၊။؟،؛۔।॥ๆฯໆ።፣፤‰%")
FACT = {"text": "31 August", "dir": "ltr", "fact": "deadline"}
TEXTS: dict[str, list[str | dict[str, str]]] = {
    "en": ["Sign (by mail or here) by ", FACT, ". Then, share it; call us: “now”!"],
    "fr": ["Qu’est-ce que c’est ? Signez « avant le ", FACT, " » ! Partagez : c’est 100 % gratuit ; merci."],
    "es": ["¿Qué puede hacer? Firme (antes del ", FACT, "). ¡Comparta!"],
    "ar": ["ما العمل؟ وقّعوا (قبل ", FACT, ")، وشاركوا؛ لا تنتظروا!"],
    "km": ["ទីភ្នាក់ងារ ICE អាចមើលឃើញម្នាក់ៗ ។ ចុះហត្ថលេខា៖ ", FACT, "។ មនុស្សគ្រប់ ៗ គ្នា ៕"],
    "th": ["ผู้คนต่าง ๆ กลัวตำรวจ (ทุก ๆ วัน) ", FACT, " จริงๆ ฯลฯ ช้าๆ"],
    "my": ["လူများ ရဲကိုကြောက်သည်။ လက်မှတ်ထိုးပါ၊ ", FACT, "။ မျှဝေပါ ။"],
    "lo": ["ຜູ້ຄົນຕ່າງໆ ຢ້ານຕຳຫຼວດ (ທຸກ ໆ ມື້) ", FACT, " ຊ້າໆ"],
    "am": ["ሰዎች ፖሊስን ሲፈሩ፣ ወንጀልን አያሳውቁም። እስከ ", FACT, "። ይፈርሙ፤"],
    "hi": ["लोग पुलिस से डरते हैं। (", FACT, " तक)। हस्ताक्षर करें ।"],
    "zh-Hans": ["移民局（ICE）能看到谁被捕，在", FACT, "。“请签名”，《请愿书》；然后分享！"],
    "ja": ["逮捕された「全員」のリスト（毎日）です。", FACT, "、署名してください。パーティー々"],
    "ko": ["사람들이 경찰을 두려워하면, (매일) ", FACT, ". 서명하세요!"],
}


def _runs(parts: list[str | dict[str, str]]) -> list[dict[str, str]]:
    return [{"text": part} if isinstance(part, str) else part for part in (*parts, *parts)]


@pytest.mark.parametrize("tag", TEXTS)
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(tag: str) -> None:
    pages = lines(PARAGRAPH, language(tag), runs=_runs(TEXTS[tag]))
    # PDFium mirrors the brackets of right-to-left text once too often.
    mirrored = frozenset("()") if language(tag).direction == "rtl" else frozenset()
    assert max(len(page) for page in pages) > 3
    for page in pages:
        for line in page:
            assert line.strip()[0] not in CLOSING - mirrored, page
            assert line.strip()[-1] not in OPENING - mirrored, page


@pytest.mark.parametrize("tag", TEXTS)
def test_no_line_ends_inside_a_date(tag: str) -> None:
    for page in lines(PARAGRAPH, language(tag), runs=_runs(TEXTS[tag])):
        assert all(line.count("31") == line.count("August") for line in page), page


HEADLINE = """
#set page(width: auto, height: auto, margin: 10pt)
#for width in range(90, 330, step: 15) {
  let it = headline(size: 20pt, words((lang: data.language, runs: data.runs)))
  page(block(width: width * 1pt, with-balanced-headings(it)))
}
"""
HEADLINES = {
    "en": "An arrest should not mean deportation",
    "es": "Un arresto no debe terminar en deportación",
    "zh-Hans": "被捕不该等于驱逐出境",
    "zh-Hant": "被捕不該等於驅逐出境",
    "ja": "逮捕が国外追放を意味してはならない",
    "ko": "체포가 곧 추방이어서는 안 됩니다",
    "th": "การถูกจับกุมไม่ควรหมายถึงการถูกเนรเทศ",
}


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "ja"])
def test_no_character_of_a_headline_stands_alone(tag: str) -> None:
    for page in lines(HEADLINE, language(tag), runs=[{"text": HEADLINES[tag]}]):
        assert all(len(line.strip().replace("\u2060", "")) > 1 for line in page), page


def test_no_line_of_japanese_ends_inside_a_word_in_chinese_characters() -> None:
    for page in lines(HEADLINE, language("ja"), runs=[{"text": HEADLINES["ja"]}]):
        joined = "|".join(line.strip() for line in page)
        assert all(word in joined for word in ("逮捕", "国外追放", "意味")), page


def test_no_line_of_korean_ends_inside_a_word() -> None:
    for page in lines(HEADLINE, language("ko"), runs=[{"text": HEADLINES["ko"]}]):
        assert {word for line in page for word in line.split()} == set(HEADLINES["ko"].split())


WIDE_HEADLINES = {
    "ja": "子どもたちに安全な横断歩道を",
    "ja, closed": "子どもたちに安全な横断歩道を！！",
    "zh-Hans": "加入Philadelphians联盟",
    "yue-Hant": "支持Neighborhoods大聯盟！",
    "th": "สนับสนุนเสรีภาพ Philadelphia Interfaith Sanctuary",
    "km": "ចូលរួម Philadelphians របស់យើង",
    "en": "Internationalizing neighborhoods",
}
WIDTHS = range(80, 330, 15)


@pytest.mark.parametrize("key", WIDE_HEADLINES)
def test_a_headline_gets_smaller_where_a_word_of_it_is_wider_than_its_room(key: str) -> None:
    source = """
    #set page(width: 400pt, height: 400pt, margin: 0pt)
    #for width in data.widths {
      let it = headline(size: 24pt, words((lang: data.language, runs: data.runs)))
      page(place(block(width: width * 1pt, with-balanced-headings(it))))
    }
    """
    spoken = language(key.partition(",")[0])
    found = pictures(source, spoken, runs=[{"text": WIDE_HEADLINES[key]}], widths=list(WIDTHS))
    assert [width for page, width in zip(found, WIDTHS, strict=True) if ink(page)[2] > width] == []


@pytest.mark.parametrize("key", ["ja", "ja, closed"])
def test_no_syllable_of_a_headline_stands_alone_above_a_longer_word(key: str) -> None:
    for page in lines(HEADLINE, language("ja"), runs=[{"text": WIDE_HEADLINES[key]}]):
        assert all(len(line.strip().replace("\u2060", "")) > 1 for line in page), page


@pytest.mark.parametrize("tag", HEADLINES)
def test_a_balanced_headline_is_no_higher_and_no_wider(tag: str) -> None:
    room = 240
    source = """
    #set page(width: 300pt, height: 300pt, margin: 0pt)
    #let it = text(size: 22pt, words((lang: data.language, runs: data.runs)))
    #page(place(block(width: %dpt, it)))
    #page(place(block(width: %dpt, balanced(it))))
    """
    plain, even = (
        ink(page) for page in pictures(source % (room, room), language(tag), runs=[{"text": HEADLINES[tag]}])
    )
    assert even[2] <= plain[2] <= room
    assert abs(even[3] - plain[3]) <= 8


def test_the_lines_of_a_balanced_headline_are_about_as_long_as_one_another() -> None:
    # "deportation" would stand alone under a full line.
    source = """
    #set page(width: 300pt, height: auto, margin: 10pt)
    #block(width: 100%, balanced(text(size: 16pt, words((lang: data.language, runs: data.runs)))))
    """
    (page,) = lines(source, language("en"), runs=[{"text": "Arrests should not mean the deportation"}])
    assert [line.strip() for line in page] == ["Arrests should not", "mean the deportation"]


def test_a_line_that_must_be_one_gets_smaller_until_it_is_one() -> None:
    source = """
    #for width in (60, 100, 200, 300) { page(block(width: width * 1pt, on-one-line(size: 24pt)[31 de agosto de 2011])) }
    """
    assert [len(page) for page in lines(source, language("es"))] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("zh-Hans", "一次交通违规或一个差错，就可能导致驱逐出境。"),
        ("ja", "逮捕されたすべての人のリストです。"),
        ("ht", "Akò a se yon chwa. Tout moun gen mwens sekirite si yo pa renouvle l."),
        ("en", "When people fear the police, they report fewer crimes to us."),
    ],
)
def test_no_short_word_or_character_stands_alone_in_the_last_line(tag: str, text: str) -> None:
    for page in lines(PARAGRAPH, language(tag), runs=[{"text": text}]):
        last = page[-1].replace("\u2060", "").replace("\u00a0", " ").strip(" .。")
        assert len(last.split()) > 1 or len(last) > (1 if tag in {"zh-Hans", "ja"} else 6), page
