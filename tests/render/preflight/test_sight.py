"""Text that nobody can see is found, however it is hidden; what stands out from its background is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.model import Severity
from handbill.render.preflight.drawing import CLEAR, SURE, contrast
from tests.render.preflight.sheets import PAGE, PICTURE, code, flaws, found, pdf

WORDS = "Sign the petition"
TINY = f"#text(4.5pt, luma(30%))[{WORDS}]"


TILING = "tiling(size: (9pt, 9pt), square(size: 9pt, fill: black))"
COVER = "#place(top, rect(width: 100%, height: 3em, fill: white))"


HIDDEN: dict[str, str] = {
    "white on white": f"#text(fill: white)[{WORDS}]",
    "nearly white": f"#text(fill: luma(92%))[{WORDS}]",
    "a grey too light": f"#text(fill: luma(75%))[{WORDS}]",
    "black on black": f"#rect(fill: black)[{WORDS}]",
    "dark red on dark blue": f'#rect(fill: rgb("#12355b"), text(fill: rgb("#5b1220"))[{WORDS}])',
    "under a white area": WORDS + COVER,
    "under a black area": WORDS + COVER.replace("white", "black"),
    "under a picture": f"{WORDS}#place(top, {PICTURE})",
    "nearly transparent": f"#text(fill: rgb(0, 0, 0, 20))[{WORDS}]",
    "half of it covered": f"#text(dir: ltr)[{WORDS}]#place(top + left, rect(width: 50pt, height: 3em, fill: white))",
    "a covered line of Khmer": f'#text(font: "Noto Sans Khmer")[ចូរចុះហត្ថលេខា]{COVER}',
    "cut off by a box": f"#box(clip: true, width: 60pt, height: 3pt, move(dy: 6pt)[{WORDS}])",
    "a white outline": f"#text(fill: white, stroke: 1pt + white)[{WORDS}]",
    "a white gradient": f"#text(fill: gradient.linear(white, luma(95%)))[{WORDS}]",
    "a dark gradient on black": f"#rect(fill: black, text(fill: gradient.linear(black, luma(10%)))[{WORDS}])",
    "a black tiling on black": f"#rect(fill: black, text(fill: {TILING})[{WORDS}])",
    "black on a black pattern": f"#rect(fill: {TILING})[{WORDS}]",
    "under something nearly opaque": WORDS + COVER.replace("white", "rgb(255, 255, 255, 240)"),
    "a white word": "#text(dir: ltr)[Sign #text(fill: white)[now] here]",
    "turned": f"#rotate(90deg, reflow: true, text(fill: white)[{WORDS}])",
    "at a slant": f"#rotate(20deg, reflow: true, text(fill: white)[{WORDS}])",
    "on the second page": f"Seen #pagebreak() #text(fill: white)[{WORDS}]",
}  # fmt: skip

SEEN: dict[str, str] = {
    "black on white": WORDS,
    "white on a dark band": f'#rect(fill: rgb("#12355b"), text(fill: white)[{WORDS}])',
    "very small and grey": TINY,
    "white on a picture": f"#place(top, {PICTURE})#text(fill: white)[{WORDS}]",
    "a gradient": f"#text(fill: gradient.linear(black, blue))[{WORDS}]",
    "half transparent": f"#text(fill: rgb(0, 0, 0, 170))[{WORDS}]",
    "under something that is hardly there": WORDS + COVER.replace("white", "rgb(255, 255, 255, 40)"),
    "in a box that cuts off nothing": f"#box(clip: true)[{WORDS}]",
    "in a frame that is drawn later": f"{WORDS}#place(top, rect(width: 100%, height: 3em, stroke: 1pt))",
    "underlined": f"#underline[{WORDS} gypsy]",
    "dots": "#text(6pt, luma(30%))[. . . ·]",
    "a hair": "#text(7pt, luma(30%), dir: ltr)[l i | l]",
    "black on yellow": f"#rect(fill: yellow)[{WORDS}]",
    "outlined": f"#text(30pt, fill: white, stroke: 1pt + black)[{WORDS}]",
    "words on a code's page": f"{WORDS} {code(PAGE)}",
}


@pytest.mark.parametrize("body", HIDDEN.values(), ids=HIDDEN)
def test_hidden_text_refuses_a_sheet(body: str) -> None:
    seen = flaws(pdf(body, universal=False), tagged=False, fonts=frozenset())
    assert {(flaw.question, flaw.severity) for flaw in seen} == {("unseen", Severity.ERROR)}


@pytest.mark.parametrize("body", SEEN.values(), ids=SEEN)
def test_what_stands_out_is_good(body: str) -> None:
    assert found(pdf(body, universal=False), tagged=False) == set()


def test_pale_text_is_a_warning_with_its_contrast() -> None:
    (flaw,) = flaws(pdf(f"#text(fill: luma(65%), dir: ltr)[{WORDS}]"))
    assert (flaw.question, flaw.severity) == ("unseen", Severity.WARNING)
    assert "“Sign the petition” has a contrast of 2.5; 3 is legible" in flaw.message


def test_the_hidden_words_are_named_and_no_others() -> None:
    (flaw,) = flaws(pdf("#text(dir: ltr)[Call us on #text(fill: white)[Mondays] or write]"))
    assert "“Mondays”" in flaw.message


@given(st.integers(0, 255 - SURE))
def test_greys_so_far_apart_have_the_contrast_wherever_they_lie(grey: int) -> None:
    assert contrast(grey, grey + SURE) >= CLEAR


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast(0, 255) == contrast(255, 0) == pytest.approx(21)
    assert contrast(255, 0x76) == pytest.approx(4.54, abs=0.01)
    assert contrast(9, 9) == 1
