from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from handbill.languages import language
from handbill.progress.badges import BEGUN, COMPLETE, ON_THE_WAY, REVIEWED, WRONG, Standing, badge, badges, standing
from handbill.progress.count import Tally
from tests.progress.sample import counted, progress

SVG = "{http://www.w3.org/2000/svg}"


def test_each_language_has_a_badge_and_all_together_one() -> None:
    made = badges(progress())
    assert list(made) == ["es.svg", "ar.svg", "km.svg", "total.svg"]
    assert "العربية" in made["ar.svg"].decode()
    assert 'direction="rtl"' in made["ar.svg"].decode()


def test_some_languages_are_not_the_total() -> None:
    assert "total.svg" not in badges(replace(progress(), whole=False))


@pytest.mark.parametrize(
    ("percent", "tally", "seen"),
    [
        ("100%", counted(0, 0, 0, 10), REVIEWED),
        ("100%", counted(0, 0, 1, 9), COMPLETE),
        ("100%", counted(0, 0, 0, 10, errors=1), WRONG),
        ("?", counted(0, 0, 0, 10), WRONG),
        ("50%", counted(5, 0, 5, 0), ON_THE_WAY),
        ("40%", counted(6, 0, 4, 0), BEGUN),
    ],
)
def test_what_is_wrong_outweighs_what_is_done(percent: str, tally: Tally, seen: Standing) -> None:
    assert standing(percent, tally) == seen


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("seen", [WRONG, REVIEWED, COMPLETE, ON_THE_WAY, BEGUN], ids=lambda seen: seen.word)
def test_white_letters_can_be_read_on_every_colour(seen: Standing) -> None:
    assert 1.05 / (luminance(seen.colour) + 0.05) >= 4.5


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


def number(element: Element, name: str) -> float:
    said = element.get(name)
    assert said is not None
    return float(said)


@given(NAMES)
def test_any_name_makes_a_badge_that_it_fits_into(name: str) -> None:
    drawn = fromstring(badge(name, "7%", counted(93, 0, 7, 0, errors=3), lang="es", direction="ltr"))
    assert drawn.get("role") == "img"
    assert drawn.findtext(f"{SVG}title") == f"{name}: 7%, 3 errors, with errors"
    assert drawn.get("aria-label")
    first, second = drawn.iter(f"{SVG}text")
    edge = number(list(drawn.iter(f"{SVG}rect"))[-1], "x")
    for text, start, end in ((first, 0.0, edge), (second, edge, number(drawn, "width"))):
        middle, length = number(text, "x"), number(text, "textLength")
        assert start < middle - length / 2 < middle + length / 2 < end


@pytest.mark.parametrize("tag", ["es", "ar", "km", "zh-Hans", "my", "am", "mam", "ksw", "hi"])
def test_a_wider_script_has_a_wider_badge(tag: str) -> None:
    spoken = language(tag)
    drawn = fromstring(badge(spoken.endonym, "7%", Tally(), lang=tag, direction=spoken.direction))
    letters = [each for each in spoken.endonym if each.isalpha()]
    assert 4 * len(letters) <= number(next(drawn.iter(f"{SVG}text")), "textLength") <= 16 * len(spoken.endonym)
