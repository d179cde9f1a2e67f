"""Addresses and phone numbers on paper: who types what stands there gets them, wherever their lines end."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from handbill.languages import language
from handbill.render.preflight.reading import Reading
from tests.render.paragraphs import ink, pictures, placed
from tests.render.test_print import edited, printed

REPEATING = ("es", "pt", "pl", "cs")
"""Languages in which a word that is divided at its hyphen has another at the beginning of the next line."""
OTHERS = ("en", "de", "fr", "ar", "km", "zh-Hans")

ADDRESS = "example.org/protect-philly/es/petition"
TEXTS = {
    "page": ADDRESS,
    "long": "philadelphia-interfaith-sanctuary.example.org/let-our-children-cross-safely/petition",
    "one-word": "philadelphianeighborhoodssanctuary.org/internationalizingneighborhoods",
    "mail": "neighbors-of-north-philly@maple-street.example.org",
    "scheme": "https://example.org/protect-philly?from=wallet-card&lang=es",
}
WAYS = {
    "address()": "address()",
    "latin()": "latin(data.link.shown)",
    "fact()": 'words((lang: data.language, runs: ((text: data.link.shown, dir: "ltr", href: data.link.url),)))',
    "typed": 'words((lang: data.language, runs: ((text: "Llame a " + data.link.shown + ", por favor"),)))',
    "template": "[Visite #data.link.shown, por favor]",
}
SETTING = """
#set page(width: auto, height: auto, margin: 10pt)
#set text(size: 10pt)
#for width in range(40, 230, step: 10) { page(block(width: width * 1pt, %s)) }
"""


def typed_from(page: list[str]) -> str:
    """Give what somebody types who reads the lines of a page one after the other."""
    return "".join(page).replace(" ", "")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("tag", [*REPEATING, *OTHERS])
def test_who_types_what_stands_there_gets_the_address(tag: str, text: str, way: str) -> None:
    link = {"url": f"https://{text}", "shown": text}
    pages = placed(SETTING % WAYS[way], language(tag), link=link)
    assert max(map(len, pages)) > 2
    for page in pages:
        assert text in typed_from(page), page
        assert not any(line.endswith("-") for line in page), page


@pytest.mark.parametrize("tag", REPEATING)
@pytest.mark.parametrize("number", ["1-800-FLOWERS", "1-(215)-555-0142", "1-800-flowers"])
def test_no_line_ends_inside_the_groups_of_a_phone_number(tag: str, number: str) -> None:
    body = 'words((lang: data.language, runs: ((text: "Llame al " + data.number + "."),)))'
    for page in placed(SETTING % body, language(tag), number=number):
        assert any(number in line for line in page), page


def test_a_word_that_is_no_address_still_has_its_hyphen_twice_where_its_language_wants_that() -> None:
    body = 'words((lang: data.language, runs: ((text: "Diga-se que o guarda-chuva e o guarda-roupa ficam."),)))'
    assert any(line.startswith("-") for page in placed(SETTING % body, language("pt")) for line in page)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_address_stays_in_its_room(text: str) -> None:
    source = """
    #set page(width: 300pt, height: 200pt, margin: 0pt)
    #set text(size: 20pt)
    #for width in (80, 90, 140, 190) { page(place(block(width: width * 1pt, strong(address())))) }
    """
    found = pictures(source, language("es"), link={"url": f"https://{text}", "shown": text})
    assert [ink(page)[2] <= width for page, width in zip(found, (80, 90, 140, 190), strict=True)] == [True] * 4


def test_the_parts_of_an_address_stay_whole_where_there_is_room() -> None:
    source = """
    #set page(width: auto, height: auto, margin: 10pt)
    #block(width: 110pt, text(size: 10pt, address()))
    """
    (page,) = placed(source, language("es"), link={"url": f"https://{ADDRESS}", "shown": ADDRESS})
    assert page == ["example.org/", "protect-philly/es/", "petition"]


def test_the_tabs_and_columns_of_a_spanish_sheet_hold_the_address(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "example.org/protect-philly", "example.org/let-us-protect-philly")
    stems = ("tear-off", "bilingual-flyer", "wallet-card")
    assert printed(fresh, *stems, tags=("es",)).errors == []
    for stem in stems:
        found = [line.text for line in Reading((fresh / f"build/print/es/{stem}.pdf").read_bytes()).lines]
        assert any("let-us-protect-philly/" in text for text in found), stem
        assert not any(re.search(r"-$|--|^-", text) for text in found), stem


def test_the_lines_of_an_address_are_as_near_to_one_another_in_every_language() -> None:
    source = """
    #set page(width: 600pt, height: 300pt, margin: 0pt)
    #place(block(width: 440pt, text(size: 40pt, address())))
    """
    link = {"url": f"https://{ADDRESS}", "shown": ADDRESS}
    high = {
        tag: ink(pictures(source, language(tag), link=link)[0]) for tag in ("en", "es", "zh-Hans", "km", "ur", "ar")
    }
    heights = [bottom - top for _, top, _, bottom in high.values()]
    assert max(heights) - min(heights) <= 1


def test_a_copied_address_holds_nothing_that_nobody_sees(fresh: Path) -> None:
    assert printed(fresh, "tear-off", tags=("es",)).errors == []
    with pypdfium2.PdfDocument(fresh / "build/print/es/tear-off.pdf") as document:
        text = document[0].get_textpage().get_text_range()
    assert not re.search("[\u200b\u2060]", text)


# Dates and numbers in a language's own letters and digits


DATES = {
    "pt": "15 de março de 2030", "th": "15 พฤษภาคม ค.ศ. 2030", "vi": "15 tháng 8, 2030", "zh-Hans": "2030年5月15日",
    "ru": "15 сентября 2030 г.", "ar": "١٥-٠٥-٢٠٣٠",
}  # fmt: skip


@pytest.mark.parametrize("tag", DATES)
def test_no_line_ends_inside_a_date_in_any_letters(tag: str) -> None:
    source = """
    #set page(width: auto, height: auto, margin: 10pt)
    #set text(size: 10pt)
    #let runs = (1, 2, 3).map(_ => ((text: "I "), (text: data.date, dir: "ltr", fact: "deadline"))).flatten()
    #for width in range(130, 260, step: 7) { page(block(width: width * 1pt, words((lang: data.language, runs: runs)))) }
    """
    digits = [character for character in DATES[tag] if character.isdigit()]
    for page in placed(source, language(tag), date=DATES[tag]):
        for line in page:
            assert len([character for character in line if character.isdigit()]) % len(digits) == 0, page


def test_arabic_digits_keep_the_order_of_their_groups() -> None:
    source = '#set page(width: auto); #words((lang: "ar", runs: ((text: data.number, dir: "ltr"),)))'
    number = "١-٨٠٠ ٣٥٤-٠٣٦٥"
    assert placed(source, language("ar"), number=number) == [[number]]


def test_an_alternative_text_holds_no_marks_in_a_date(fresh: Path) -> None:
    assert printed(fresh, "social-wide", tags=("km",)).errors == []
    words = (fresh / "build/print/km/social-wide.txt").read_text("utf-8")
    assert "31 សីហា 2011" in words


LONG_SITE = "www.philly-neighbors-united-for-safety.example.org/let-our-children-cross-safely"


@pytest.mark.parametrize("tag", ["es", "ar", "zh-Hans"])
def test_what_stands_on_a_tab_stays_on_it(fresh: Path, tag: str) -> None:
    edited(fresh / "handbill.toml", "example.org/protect-philly", LONG_SITE)
    assert printed(fresh, "tear-off", tags=(tag,)).errors == []
    (page,) = Reading((fresh / f"build/print/{tag}/tear-off.pdf").read_bytes()).pages
    wide = (612 - 2 * 0.6 * 72) / 9
    turned = [glyph.ink for glyph in page.glyphs if glyph.turned]
    assert len(turned) > 300
    assert all((box.left - 43.2) // wide == (box.right - 43.2) // wide for box in turned)


def test_more_tabs_than_their_words_leave_room_for_are_refused_with_a_way_out(fresh: Path) -> None:
    edited(fresh / "handbill.toml", "tabs = 9", "tabs = 30")
    (error,) = printed(fresh, "tear-off", tags=("es",)).errors
    assert error.path == "templates/tear-off.typ"
    assert "what stands on a tab does not fit it at 7pt" in error.message
    assert "fewer tabs" in str(error.hint)


# Numbers in the direction of the text around them, and as words of its language


def test_signs_beside_a_number_stay_where_the_text_around_it_has_them() -> None:
    source = """
    #set page(width: auto, height: auto, margin: 10pt)
    #set text(size: 10pt)
    #page(words((lang: data.language, runs: ((text: data.said),))))
    """
    for said, seen in {
        "עד סוף ב-2027, לא": ("אל ,2027-ב ףוס דע"),
        "לא ב-COVID-19.": ".COVID-19-ב אל",
        "ה-15 ימים": "םימי 15-ה",
        "(2011-2015), 9-5!": "!9-5 ,(2011-2015)",
        "ראו example.org/a-b, טוב": "בוט ,example.org/a-b ואר",
    }.items():
        ((line,),) = placed(source, language("he"), said=said)
        assert line.replace(" ", "").replace("\u2060", "") == seen.replace(" ", ""), said


def test_a_compound_with_a_number_is_divided_as_its_language_divides_words() -> None:
    said = "Die COVID-19-Infektionsschutzmaßnahmenverordnung gilt"
    body = "words((lang: data.language, runs: ((text: data.said),)))"
    pages = [page for page in placed(SETTING % body, language("de"), said=said) if len(page) < 5]
    assert any(len(page) > 2 for page in pages)
    for page in pages:
        ends = [line.split()[-1] for line in page[:-1]]
        assert all(end.endswith("-") or end in said.split() for end in ends), page
        assert not any(line.startswith("-") for line in page), page


@pytest.mark.parametrize("sign", ["€20-25", "20-25€", "§5-7", "№5-7", "±5-7", "COVID-19’un"])
def test_no_line_ends_between_a_number_and_a_sign_beside_it(sign: str) -> None:
    body = 'words((lang: data.language, runs: ((text: "Solo " + data.sign + " aqui"),)))'
    for page in placed(SETTING % body, language("es"), sign=sign):
        assert any(sign in line for line in page), page
