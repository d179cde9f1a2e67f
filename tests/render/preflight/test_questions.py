"""Preflight's questions: sheets made wrong on purpose are found, each by its own question alone."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from handbill.errors import RenderError
from handbill.facts import Fact, Kind
from handbill.languages import language
from handbill.model import Severity
from handbill.policy import Below, Policy, Publish
from handbill.render.preflight import (
    QUESTIONS,
    QUESTIONS_OF_A_PICTURE,
    Flaw,
    Question,
    preflight,
    refuse,
    told,
)
from handbill.render.preflight.order import _made_of
from tests.render.preflight.sheets import INTENDED, MAIL, PAGE, PHONE, code, facts, flaws, found, pdf

ISOLATED = f'#box(text(dir: ltr, "{PHONE}"))'
ARABIC = "اتصلوا بالرقم"
SHAPED_HEAD = """
#set document(title: "A title")
#set text(lang: "ar", font: "{}", size: 12pt)
#set page(width: 300pt, height: 400pt, margin: 30pt)
"""
TURNED = """
#let it = rotate(90deg, reflow: true)[Deadline]
#place(text(20pt)[Petition])#place(dx: -20pt, it)#place(dx: -50pt, it)
"""
SQUEEZED = "#set par(leading: -0.9em)\n"
LATIN = "Every signature counts, whatever language you speak and however long you have lived in this city of ours."
LONG_ARABIC = (
    "كل توقيع مهم مهما كانت اللغة التي تتكلمونها ومهما طالت إقامتكم في هذه المدينة التي نحبها جميعا ونعمل فيها"
)
KHMER = "ចូរចុះហត្ថលេខាលើញត្តិនេះ"
LONG_KHMER = KHMER + "រាល់ហត្ថលេខាមានសារៈសំខាន់មិនថាអ្នកនិយាយភាសាអ្វីឬរស់នៅក្នុងទីក្រុងនេះយូរប៉ុណ្ណាទេសូមជួយផ្សព្វផ្សាយ"
LONG_NASTALIQ = (
    "ہر دستخط اہم ہے چاہے آپ کوئی بھی زبان بولتے ہوں اور اس شہر میں کتنے ہی عرصے سے رہتے ہوں،"
    " براہ کرم اس عرضی پر دستخط کریں اور اپنے پڑوسیوں سے بھی کہیں کہ وہ اسے پڑھیں اور اس کی حمایت کریں"
)


def test_a_good_sheet_has_no_flaw() -> None:
    body = f"{ARABIC} {ISOLATED}\n\n#text(dir: ltr)[{MAIL.replace('@', chr(92) + '@')}]\n\n{code(PAGE)}"
    assert flaws(pdf(body), shown=frozenset({"hotline", "mail"})) == []


BAD: dict[str, tuple[str, str]] = {
    "a phone number set without a direction": ("reversed", f"{ARABIC} 215-555-0142 ."),
    "a phone number in brackets set without a direction": ("reversed", f"{ARABIC} {PHONE} ."),
    "a phone number backwards": ("reversed", f'#text(dir: ltr, "{PHONE[::-1]}")'),
    "an address turned round": ("reversed", '#text(dir: ltr, "example.org/hello")'),
    "text over the right edge": ("outside", '#place(dx: -250pt, dy: 40pt, text(dir: ltr)[Hello])'),
    "text over the foot": ("outside", "#place(dy: 365pt)[Hello]"),
    "text wholly beside the page": ("outside", "#place(dx: 400pt)[Hello]"),
    "a word longer than the line": ("outside", f'#text(dir: ltr, "{"Unbreakable" * 6}")'),
    "lines without room": ("overlapping", SQUEEZED + LATIN),
    "Arabic lines without room": ("overlapping", SQUEEZED + LONG_ARABIC),
    "a sheet without anything": ("blank", "#hide[Hello]"),
    "two texts in one place": ("overlapping", "#place[Petition]#place[Deadline]"),
    "a text upon a larger one": ("overlapping", '#place(text(30pt)[Petition])#place(dy: 12pt)[Deadline]'),
    "a text at a slant upon another": ("overlapping", "#place[Petition]#place(rotate(-20deg)[Deadline])"),
    "a phone number at a slant, backwards": ("reversed", f"#rotate(-15deg, reflow: true)[{ARABIC} 215-555-0142 .]"),
    "turned texts upon another": ("overlapping", TURNED),
    "another font": ("fonts", '#text(font: "Noto Serif")[Hello]'),
    "a code that leads elsewhere": ("code", code("https://example.org/en/petition/")),
    "a code that cannot be read": ("code", code(PAGE, dark="#eee")),
    "a code under a picture": ("code", f"{code(PAGE)}#place(dy: -80pt, rect(width: 100%, height: 40pt, fill: black))"),
    "a small code": ("code", code(PAGE, "50pt")),
}  # fmt: skip


@pytest.mark.parametrize(("question", "body"), BAD.values(), ids=BAD)
def test_a_bad_sheet_is_found_by_its_question_alone(question: str, body: str) -> None:
    seen = flaws(pdf(body), left_to_right=(PHONE, "215-555-0142", "hello/example.org"))
    assert {flaw.question for flaw in seen} == {question}
    assert all(flaw.message and flaw.hint for flaw in seen)


GOOD: dict[str, str] = {
    "a phone number alone": f"#text(dir: ltr)[{PHONE}]",
    "two numbers on a line": f"{ISOLATED} {ARABIC} {ISOLATED}",
    "turned texts side by side": "#grid(columns: 3, ..range(3).map(_ => rotate(-90deg, reflow: true)[Call now]))",
    "a turned phone number": f"#rotate(90deg, reflow: true)[{ISOLATED}]",
    "words at a slant": "#rotate(-20deg, reflow: true)[Turned words in a line]#rotate(45deg, reflow: true)[More]",
    "a phone number at a slant": f"#rotate(-14.6deg, reflow: true)[{ISOLATED}]",
    "an upside-down phone number": f"#rotate(180deg)[{ISOLATED}]",
    "accents above and tails below": "#set text(lang: \"vi\", dir: ltr)\n" + "ẤỲ ỹgjpq Ộ " * 30,
    "slanted letters side by side": "#text(dir: ltr)[_ffi fjord fluffy officer_]",
    "a footnote's number": "#text(dir: ltr)[Words#super[12] and H#sub[2]O]",
    "the same code twice": code(PAGE, "90pt") + code(PAGE, "90pt"),
    "text at the very edge": "#place(dx: 30pt, dy: -29pt)[Hello]",
}  # fmt: skip


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD)
def test_an_unusual_sheet_has_no_flaw(body: str) -> None:
    assert flaws(pdf(body), shown=frozenset({"hotline"} if PHONE in body else ())) == []


SHAPED = [
    (LONG_KHMER, "Noto Sans Khmer"),
    (LONG_NASTALIQ, "Noto Nastaliq Urdu"),
    (LONG_ARABIC, "Noto Naskh Arabic"),
]


@pytest.mark.parametrize(("text", "family"), SHAPED)
def test_lines_of_shaped_scripts_with_the_room_that_is_theirs_are_good(text: str, family: str) -> None:
    room = "#set text(top-edge: 1.32em, bottom-edge: -0.6em)\n#set par(leading: 0.18em)\n"
    assert "overlapping" not in found(pdf(room + text, SHAPED_HEAD.format(family)), fonts=frozenset())


@pytest.mark.parametrize(("text", "family"), SHAPED)
def test_lines_of_shaped_scripts_without_room_are_found(text: str, family: str) -> None:
    room = "#set text(top-edge: 0.7em, bottom-edge: 0em)\n#set par(leading: 0em)\n"
    assert "overlapping" in found(pdf(room + text, SHAPED_HEAD.format(family)), fonts=frozenset())


def test_text_on_paper_that_is_cut_off_lies_outside() -> None:
    head = SHAPED_HEAD.format("Noto Sans")
    with pikepdf.open(io.BytesIO(pdf("#place(dy: -10pt)[Hello]", head))) as file:
        whole = written(file)
        file.pages[0].obj["/TrimBox"] = pikepdf.Array([50, 50, 250, 350])
        cut = written(file)
    assert "outside" in found(cut)
    assert whole != cut


def written(file: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_missing_glyph_is_counted_page_by_page() -> None:
    (flaw,) = flaws(pdf("fine#pagebreak()ក ខ", universal=False), tagged=False)
    assert (flaw.question, flaw.page) == ("glyphs", 2)
    assert "2 characters are empty boxes" in flaw.message


def test_a_glyph_inside_a_form_that_is_drawn_on_the_page_is_seen_too() -> None:
    with pikepdf.open(io.BytesIO(pdf("ក", universal=False))) as inner, pikepdf.new() as outer:
        outer.add_blank_page(page_size=(612, 792))
        outer.pages[0].add_overlay(inner.pages[0], pikepdf.Rectangle(0, 0, 300, 400))
        data = written(outer)
    assert found(data, tagged=False) == {"glyphs"}


def test_several_sheets_on_one_are_as_good_as_each_of_them() -> None:
    body = f"{ARABIC} {ISOLATED}\n\n{code(PAGE)}"
    with pikepdf.open(io.BytesIO(pdf(body))) as inner, pikepdf.new() as outer:
        outer.add_blank_page(page_size=(612, 800))
        for left in (0, 306):
            outer.pages[0].add_overlay(inner.pages[0], pikepdf.Rectangle(left, 400, left + 300, 800))
        data = written(outer)
    assert flaws(data, tagged=False, shown=frozenset({"hotline"})) == []


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        return written(file)


def without(key: str) -> Callable[[pikepdf.Pdf], object]:
    return lambda file: file.Root.__delitem__(key)


def figure(file: pikepdf.Pdf) -> pikepdf.Object:
    return next(each for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without("/StructTreeRoot"), "it has no tags"),
        (without("/MarkInfo"), "it has no tags"),
        (without("/Metadata"), "PDF/UA"),
        (without("/ViewerPreferences"), "title"),
        (without("/Lang"), "not in Arabic"),
        (lambda file: figure(file).__delitem__("/Alt"), "a figure has no alternative text"),
        (lambda file: file.docinfo.__delitem__("/Title"), "it has no title"),
    ],
)
def test_what_is_missing_for_those_who_hear_it_is_told(change: Callable[[pikepdf.Pdf], object], said: str) -> None:
    (flaw,) = flaws(changed(pdf(code(PAGE)), change))
    assert flaw.question == "tagging"
    assert said in flaw.message


def test_another_title_or_language_is_told() -> None:
    seen = flaws(pdf("Hello"), title="Another", language=language("fa"))
    assert [flaw.question for flaw in seen] == ["tagging", "tagging"]


def test_a_fact_that_was_set_and_is_nowhere_to_be_read_is_told() -> None:
    (flaw,) = flaws(pdf("Hello"), shown=frozenset({"hotline"}))
    assert flaw.question == "reversed"
    assert PHONE in flaw.message


def test_two_numbers_of_the_same_digits_are_not_taken_for_each_other() -> None:
    body = "#text(dir: ltr)[555-0142 0142-555]"
    assert found(pdf(body), left_to_right=("555-0142", "0142-555")) == set()
    assert found(pdf(body), left_to_right=("555-0142",)) == {"reversed"}


def test_a_number_that_stands_close_to_a_word_is_found() -> None:
    body = f"#text(dir: ltr, spacing: 40%)[Call {PHONE} now]"
    assert flaws(pdf(body), shown=frozenset({"hotline"})) == []


ADDRESS = "example.org/hello/protect-philly/es/petition/"
BREAKABLE = ADDRESS.replace("/", "/\u200b")


@pytest.mark.parametrize("width", range(70, 300, 10))
def test_a_long_address_that_is_broken_is_not_taken_for_another_text_of_the_same_parts(width: int) -> None:
    body = f'#set text(dir: ltr)\n#block(width: {width}pt, "Visit us ({BREAKABLE}) or write.")'
    assert "reversed" not in found(pdf(body), left_to_right=(MAIL, ADDRESS))


def test_what_is_no_piece_of_a_broken_address_is_told_all_the_same() -> None:
    body = f'#set text(dir: ltr)\n#block(width: 100pt, "{BREAKABLE}")\norg.example hello'
    seen = [flaw.message for flaw in flaws(pdf(body), left_to_right=(MAIL, ADDRESS))]
    assert f"“{MAIL}” stands there as “org.example hello”" in seen


NASTALIQ_HEAD = """
#set document(title: "A title")
#set text(lang: "ur", font: ("Noto Nastaliq Urdu", "Noto Sans"), size: 30pt)
#set page(width: 700pt, height: 400pt, margin: 30pt)
"""


def nastaliq(body: str) -> bytes:
    """Set a source whose spaces are those of Nastaliq, half as wide as others."""
    return pdf(body, NASTALIQ_HEAD)


@pytest.mark.parametrize("body", [f"#[{PHONE} {MAIL.replace('@', chr(92) + '@')}]", f"{PHONE} #text(dir: rtl)[NAACP]"])
def test_a_number_that_is_reversed_between_narrow_spaces_is_told(body: str) -> None:
    seen = flaws(nastaliq(body), fonts=frozenset(), left_to_right=(PHONE, MAIL), language=language("ur"))
    assert [each.message for each in seen] == [f"“{PHONE}” stands there as “555-0142 (215”"]


@pytest.mark.parametrize("body", [f"Questions? {ISOLATED}", f"{ISOLATED} NAACP", f"فون کریں: {ISOLATED} NAACP یا"])
def test_a_number_that_is_right_between_narrow_spaces_is_read(body: str) -> None:
    assert "reversed" not in found(nastaliq(body), shown=frozenset({"hotline"}))


@pytest.mark.parametrize("room", ["", "#h(0.05em)"])
def test_a_number_that_is_reversed_without_a_space_around_it_is_told(room: str) -> None:
    body = f"#set text(dir: ltr)\nhere{room}555-0142 (215){room}or"
    (seen,) = flaws(pdf(body), left_to_right=(PHONE,))
    assert seen.message == f"“{PHONE}” stands there as “555-0142 (215”"


@pytest.mark.parametrize("tracking", ["0.05em", "0.2em", "0.5em"])
def test_letters_set_apart_are_read_together(tracking: str) -> None:
    right = f'#text(dir: ltr, tracking: {tracking}, "{PHONE} {MAIL}")'
    assert flaws(pdf(right), shown=frozenset({"hotline", "mail"})) == []
    wrong = f'#text(dir: ltr, tracking: {tracking}, "555-0142 (215)")'
    assert found(pdf(wrong), left_to_right=(PHONE,)) == {"reversed"}


@pytest.mark.parametrize("text", ["1215-555-01421", "2155550142", "0142555", "(215) 555-01429", "20115 08 312"])
def test_digits_of_another_number_are_not_taken_for_parts_in_disorder(text: str) -> None:
    assert "reversed" not in found(pdf(f"#text(dir: ltr)[{text}]"), left_to_right=(PHONE, "31.08.2011"))


@pytest.mark.parametrize("axis", ["x", "y"])
def test_a_number_in_a_mirror_is_told(axis: str) -> None:
    mirrored = f"#scale({axis}: -100%)[{ISOLATED}]"
    (seen,) = flaws(pdf(mirrored), left_to_right=(PHONE,), shown=frozenset({"hotline"}))
    assert seen.question == "reversed"
    assert seen.message.startswith(f"“{PHONE}” stands there as “24")


def test_dates_in_several_orders_are_not_taken_for_each_other() -> None:
    body = "#text(dir: ltr)[31.08.2011 and 2011-08-31 and 31 August 2011]"
    assert found(pdf(body), left_to_right=("31.08.2011", "2011-08-31", "August 31, 2011")) == set()


def test_a_code_that_is_read_but_small_is_a_warning() -> None:
    (flaw,) = flaws(pdf(code(PAGE, "50pt")))
    assert flaw.severity is Severity.WARNING


def test_a_code_of_squares_that_are_too_fine_is_a_warning() -> None:
    address = f"{PAGE}{'a' * 400}"
    (flaw,) = flaws(pdf(code(address, "60pt", alt=address)), codes=(address,))
    assert flaw.severity is Severity.WARNING
    assert "squares" in flaw.message


def test_most_of_the_text_below_the_floor_is_a_warning() -> None:
    body = "#text(30pt)[Large]\n\n" + "Small words " * 9
    (flaw,) = flaws(pdf(body), floor=14.0)
    assert (flaw.question, flaw.severity) == ("small", Severity.WARNING)
    assert "12pt" in flaw.message
    assert flaws(pdf(body), floor=12.0) == []


FOOT = "#text(4.5pt)[English · Not yet reviewed \\\n Version ABC234 · a third line of the foot]"


def test_text_far_below_the_smallest_size_is_refused_and_named() -> None:
    body = f"#set text(dir: ltr)\nReadable #text(4pt)[small print] words\n\n{FOOT}"
    meant = {"smallest": 9.0, "version": "ABC234", "template": "templates/flyer.typ"}
    (flaw,) = flaws(pdf(body), **meant)
    assert (flaw.question, flaw.severity, flaw.path) == ("tiny", Severity.ERROR, "templates/flyer.typ")
    assert "text is 4pt large: “small print”; 9pt is the smallest size" in flaw.message
    assert flaws(pdf(body), **{**meant, "smallest": 6.0}) == []


def test_only_the_foot_around_the_version_code_may_be_as_small() -> None:
    meant = {"smallest": 9.0, "version": "ABC234"}
    assert flaws(pdf(f"Readable\n\n{FOOT}"), **meant) == []
    far = "#place(bottom, text(4.5pt, dir: ltr)[far from it])"
    (flaw,) = flaws(pdf(f"#text(dir: ltr)[{FOOT}]{far}"), **meant)
    assert "“far from it”" in flaw.message


@pytest.mark.parametrize("scale", ["10%", "x: 20%", "y: 20%"])
def test_text_that_is_scaled_down_is_as_small_as_it_is_seen(scale: str) -> None:
    body = f"#set text(dir: ltr)\nReadable #box(scale({scale}, reflow: true)[small print])"
    (flaw,) = flaws(pdf(body), smallest=9.0)
    assert (flaw.question, flaw.severity) == ("tiny", Severity.ERROR)
    assert flaws(pdf("#set text(3pt)\n#scale(400%, reflow: true)[Readable]"), smallest=9.0) == []


@pytest.mark.parametrize("squeeze", ["x: 20%", "y: 20%", "x: -20%", "x: 20%, y: 130%"])
@pytest.mark.parametrize("turn", [0, 90, 30])
def test_text_that_is_squeezed_one_way_is_as_hard_to_read_as_what_is_small_both_ways(squeeze: str, turn: int) -> None:
    squeezed = f"scale({squeeze}, reflow: true)[small print]"
    body = f"#set text(dir: ltr)\nReadable #box(rotate({turn}deg, reflow: true, {squeezed}))"
    (flaw,) = [each for each in flaws(pdf(body), smallest=9.0) if each.question == "tiny"]
    assert flaw.message.startswith("text is squeezed to 2.4pt: “")
    assert "scale()" in flaw.hint


@pytest.mark.parametrize("scale", ["x: 80%", "x: 150%", "y: 200%"])
def test_text_that_is_a_little_narrow_or_is_stretched_is_not_squeezed(scale: str) -> None:
    body = f"#set text(dir: ltr)\nReadable #box(scale({scale}, reflow: true)[small print])"
    assert found(pdf(body), smallest=9.0) == set()


def test_most_text_is_as_small_as_it_is_squeezed() -> None:
    body = "#set text(dir: ltr)\n#box(scale(x: 60%, reflow: true)[most of it is narrow]) #h(1em) Wide"
    (flaw,) = [each for each in flaws(pdf(body), smallest=9.0, floor=10.0) if each.question == "small"]
    assert flaw.message.startswith("most of its text is 7.25pt large")


@pytest.mark.parametrize("smallest", [6.5, 7.0, 9.15, 12.0])
@pytest.mark.parametrize("turn", ["0deg", "-20deg", "90deg"])
def test_text_of_just_two_thirds_is_not_too_small(smallest: float, turn: str) -> None:
    body = f"#rotate({turn}, reflow: true, text(2 / 3 * {smallest}pt, dir: ltr)[Readable words])"
    assert "tiny" not in found(pdf(body), smallest=smallest)


def test_the_numbers_of_notes_may_be_small() -> None:
    assert flaws(pdf("#text(dir: ltr)[Words#super[12] and more#super[13], of 5#super[th]]"), smallest=12.0) == []


ZAWGYI = "ဘာသာျပန္ ဤအသင္းသည္ ျမန္မာႏိုင္ငံ၏ အေရးၾကီး"
UNICODE = "ဘာသာပြန် ဤအသင်းသည် မြန်မာနိုင်ငံ၏ အရေးကြီး"


@pytest.mark.parametrize(("text", "wrong"), [(ZAWGYI, True), (UNICODE, False), ("Hello", False), ("", False)])
def test_zawgyi_is_told_apart(text: str, wrong: bool) -> None:
    place = "locales/my/LC_MESSAGES/petition.po:12"
    seen = flaws(pdf("Hello"), texts=((text, language("my"), place),))
    assert [(flaw.question, flaw.path) for flaw in seen] == ([("zawgyi", place)] if wrong else [])


@pytest.mark.parametrize(
    ("policy", "severities"),
    [
        (Policy(Publish.TRANSLATED, Below.LABEL), [Severity.WARNING]),
        (Policy(Publish.REVIEWED, Below.HOLD_BACK), [Severity.ERROR]),
        (Policy(Publish.ANY), []),
    ],
)
def test_english_where_nothing_says_so_is_what_the_release_policy_makes_of_it(
    policy: Policy, severities: list[Severity]
) -> None:
    seen = flaws(pdf("Hello"), others=("Sign by",), policy=policy)
    assert [flaw.severity for flaw in seen] == severities


def test_a_sheet_whose_foot_names_the_languages_is_no_surprise() -> None:
    data = pdf("Hello #text(dir: ltr)[ABC234]")
    assert found(data, others=("Sign by",), labelled=True, version="ABC234") == set()
    assert found(data, others=("Sign by",), labelled=True, version="ZZZ999") == {"untranslated"}


def test_a_printed_sheet_without_its_version_code_is_refused_at_its_template() -> None:
    meant = {"printed": True, "version": "ABC234", "template": "templates/flyer.typ"}
    data = pdf("Hello #text(dir: ltr, 5pt)[Version ABC234]")
    assert flaws(data, **meant) == []
    (flaw,) = flaws(data, **{**meant, "version": "ZZZ999"})
    assert (flaw.question, flaw.severity, flaw.path) == ("version", Severity.ERROR, "templates/flyer.typ")
    assert "ZZZ999" in flaw.message
    assert "foot()" in flaw.hint
    assert flaws(data, **{**meant, "version": "ZZZ999", "printed": False}) == []


DEADLINE = Fact("deadline", Kind.DATE, dt.date(2011, 8, 31), place="handbill.toml:16")
MOMENT = Fact("deadline", Kind.MOMENT, dt.datetime(2011, 8, 31, 18, 30))  # noqa: DTZ001 - as handbill.toml has it


@pytest.mark.parametrize(
    ("fact", "today", "late"),
    [
        (DEADLINE, dt.date(2011, 8, 30), False),
        (DEADLINE, dt.date(2011, 8, 31), False),
        (DEADLINE, dt.date(2011, 9, 1), True),
        (MOMENT, dt.date(2011, 8, 31), False),
        (MOMENT, dt.date(2011, 9, 1), True),
        (replace(DEADLINE, expires=False), dt.date(2030, 1, 1), False),
        (Fact("deadline", Kind.TEXT, "2011-08-31"), dt.date(2030, 1, 1), False),
    ],
)
def test_a_deadline_has_passed_on_the_day_after(fact: Fact, today: dt.date, late: bool) -> None:
    meant = {"facts": facts(fact), "shown": frozenset({"deadline"}), "today": today}
    assert found(pdf("Hello"), **meant) == ({"deadline"} if late else set())
    assert found(pdf("Hello"), **{**meant, "shown": frozenset()}) == set()


def test_a_passed_deadline_names_its_line_and_both_days() -> None:
    (flaw,) = flaws(
        pdf("Hello"), facts=facts(DEADLINE), shown=frozenset({"deadline"}), today=dt.date(2011, 9, 2)
    )  # fmt: skip
    assert flaw.path == "handbill.toml:16"
    assert "the deadline of August 31, 2011 has passed (today is September 2, 2011)" in flaw.message
    assert "expires = false" in flaw.hint


def test_what_is_no_pdf_is_an_error_with_a_way_out() -> None:
    with pytest.raises(RenderError) as caught:
        flaws(b"%PDF-1.7 and no more")
    assert caught.value.hint


def flaw(severity: Severity, question: str = "code", *, shared: bool = False) -> Flaw:
    return Flaw(question, severity, "flyer", "km", 1, f"{question} is wrong", "Correct it.", None, shared)


def test_warnings_refuse_nothing() -> None:
    refuse([flaw(Severity.WARNING)])


def test_all_errors_of_a_sheet_are_one_message() -> None:
    with pytest.raises(RenderError) as caught:
        refuse([flaw(Severity.ERROR), flaw(Severity.WARNING, "small"), flaw(Severity.ERROR, "outside")])
    assert caught.value.message == "flyer km, page 1: code is wrong [code]"
    assert caught.value.hint == "Correct it.\n  Also: flyer km, page 1: outside is wrong [outside]"


def test_what_every_sheet_has_for_one_reason_names_no_sheet() -> None:
    with pytest.raises(RenderError) as caught:
        refuse([flaw(Severity.ERROR), flaw(Severity.ERROR, "deadline", shared=True)])
    assert caught.value.message == "deadline is wrong [deadline]"


def test_what_several_profiles_have_is_told_once() -> None:
    first, other, third = (
        replace(flaw(Severity.WARNING), stem=stem) for stem in ("flyer", "flyer-office-bw", "flyer-shop-bw")
    )
    assert [each.line for each in told([first, other, third])] == ["flyer km, page 1: code is wrong [code]"]
    assert [each.line for each in told([other, third])] == [
        "flyer-office-bw, flyer-shop-bw km, page 1: code is wrong [code]"
    ]
    assert len(told([first, replace(first, locale="ar")])) == 2


def test_what_every_sheet_has_for_one_reason_is_told_once() -> None:
    shared = flaw(Severity.ERROR, shared=True)
    assert told([shared, replace(shared, locale="ar", product="letter", page=2)]) == [shared]


@pytest.mark.parametrize("question", QUESTIONS_OF_A_PICTURE, ids=lambda each: each.id)
def test_what_is_asked_of_a_picture_needs_no_pdf(question: Question) -> None:
    meant = replace(INTENDED, texts=((UNICODE, language("my"), None),), shown=frozenset({"deadline"}))
    assert preflight(b"", meant, [question]) == []


def test_every_question_has_a_name_of_its_own_and_a_title() -> None:
    assert len({each.id for each in QUESTIONS}) == len(QUESTIONS)
    assert all((each.__doc__ or "").partition("\n")[0].endswith(".") for each in QUESTIONS)


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("example.org/a/b", ["a/b", "example.org/", "other"], ["example.org/", "a/b"]),
        ("example.org/a/b", ["example.org", "/a/b"], ["example.org", "/a/b"]),
        ("example.org/a/b", ["example.org/", "b"], []),
        ("mail.example.org", ["mail", "example.org"], ["mail", "example.org"]),
        ("a" * 400 + "b", ["a" * each for each in range(1, 30)], []),
    ],
)
def test_the_words_that_make_up_a_text_are_found(text: str, words: list[str], pieces: list[str]) -> None:
    assert _made_of(text, words) == pieces
