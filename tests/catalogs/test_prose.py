from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.catalogs.prose import prose, stretches


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Sign [here](https://example.org/a_(b)) now", ["https://example.org/a_(b)"]),
        ("Write to hello@example.org, or see www.example.org.", ["hello@example.org", "www.example.org"]),
        ("By {deadline:EEEE d MMMM} and {hotline}", ["{deadline:EEEE d MMMM}", "{hotline}"]),
        ("Run `handbill` or ``a ` b``", ["`handbill`", "``a ` b``"]),
        ('<p class="a">One<br/>two</p><!-- three -->', ['<p class="a">', "<br/>", "</p>", "<!-- three -->"]),
        ("Fish &amp; chips&#160;&#xA0;", ["&amp;", "&#160;", "&#xA0;"]),
        ("%(num)s pages, 100%%", ["%(num)s", "%%"]),
        ("Note[^one] and [this][that]", ["[^one]", "[that]"]),
        ("5 < 6 and a % b & c", []),
    ],
)
def test_what_stands_fixed_is_told_from_prose(text: str, fixed: list[str]) -> None:
    assert [part for part, is_prose in stretches(text) if not is_prose] == fixed


@given(st.text())
def test_the_stretches_of_a_text_are_the_text(text: str) -> None:
    assert "".join(part for part, _ in stretches(text)) == text
    assert all(part for part, _ in stretches(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**District** *Attorney*", "District Attorney"),
        ("a __bold__ snake_case ~~no~~", "a bold snake_case no"),
        ("See [the petition](/u)", "See the petition(\ufffc)"),
        (r"1\. not a list", "1. not a list"),
    ],
)
def test_prose_has_the_words_without_their_marks(text: str, words: str) -> None:
    assert prose(text) == words
