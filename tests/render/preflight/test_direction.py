"""Lines that a template lays out against the direction of their language are found."""

from __future__ import annotations

import pytest

from handbill.languages import language
from tests.render.preflight.sheets import found, pdf

HEBREW_FONTS = '#set text(font: ("Noto Sans", "Noto Sans Hebrew"))\n'
TEXTS: dict[str, tuple[str, str]] = {
    "a full stop": ("ar", "وقعوا على العريضة اليوم."),
    "a name in Latin letters": ("ar", "ندعوكم في Protect Philly إلى التوقيع"),
    "a number at the beginning": ("ar", "31 شارعا في المدينة"),
    "a name at the end": ("ar", "وقعوا مع Protect Philly"),
    "a name and a full stop": ("ar", "وقعوا العريضة مع Protect Philly."),
    "Hebrew with a name": ("he", "אנחנו ב Protect Philly מבקשים לחתום"),
    "Hebrew with a full stop": ("he", "חתמו על העצומה היום."),
    "Persian": ("fa", "لطفا این Protect Philly دادخواست را امضا کنید!"),
    "a vowelled text": ("ar", "وَقِّعوا على Protect Philly العريضةَ."),
}  # fmt: skip


def sheet(tag: str, text: str, direction: str) -> set[str]:
    """Give what is found on a sheet with a text."""
    head = HEBREW_FONTS if tag == "he" else ""
    data = pdf(f'{head}#set text(lang: "{tag}", dir: {direction})\n#par[{text}]', universal=False)
    return found(data, texts=((text, language(tag), None),), tagged=False, fonts=frozenset())


@pytest.mark.parametrize(("tag", "text"), TEXTS.values(), ids=TEXTS)
def test_a_line_in_the_wrong_direction_is_found(tag: str, text: str) -> None:
    assert sheet(tag, text, "ltr") == {"direction"}


@pytest.mark.parametrize(("tag", "text"), TEXTS.values(), ids=TEXTS)
def test_the_same_line_in_its_own_direction_is_good(tag: str, text: str) -> None:
    assert sheet(tag, text, "rtl") == set()


@pytest.mark.parametrize("width", range(60, 240, 12))
def test_wherever_lines_break_right_ones_are_good(width: int) -> None:
    text = " ".join(text for tag, text in TEXTS.values() if tag == "ar") * 2
    data = pdf(f"#block(width: {width}pt)[{text}]", universal=False)
    assert "direction" not in found(data, texts=((text, language("ar"), None),), tagged=False)


def test_text_from_left_to_right_is_not_asked() -> None:
    data = pdf("#text(dir: ltr)[Sign it today.]", universal=False)
    assert found(data, texts=(("Sign it today.", language("en"), None),), tagged=False) == set()
