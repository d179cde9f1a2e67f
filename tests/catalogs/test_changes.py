"""What kind of change it is from one text to the next."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.catalogs.changes import Kind, fold, kind_of_change

TYPOGRAPHY, ADDRESS, MARKUP, WORDS = Kind


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("It's \"fair\"", "It’s “fair”", TYPOGRAPHY),
        ("from 3-5 - daily", "from 3–5 – daily", TYPOGRAPHY),
        ("No  entry ", "No\u00a0entry", TYPOGRAPHY),
        ("**It's**", "**It’s**", TYPOGRAPHY),
        ("any one", "anyone", WORDS),
        ("its", "it's", WORDS),
        ("`a \"b\"`", "`a “b”`", WORDS),
        ("`a  b`", "`a b`", MARKUP),
        ("a<br> b", "a b", MARKUP),
        ("{day:d - M}", "{day:d – M}", WORDS),
        ("[Sign](https://a.org/x-y)", "[Sign](https://a.org/x–y)", ADDRESS),
        ("[Sign](https://a.org)", "[Sign](https://b.org/c_(d))", ADDRESS),
        ("[Sign](a.html \"Now\")", "[Sign](b.html \"Now\")", ADDRESS),
        ("[Sign](a.html \"Now\")", "[Sign](a.html \"Soon\")", WORDS),
        ("Go to https://a.org.", "Go to https://b.org/c.", ADDRESS),
        ("Go to <https://a.org>.", "Go to <https://b.org>.", ADDRESS),
        ("Go to www.a.org, now", "Go to www.b.org, now", ADDRESS),
        ("Write to a@b.org", "Write to c@b.org", ADDRESS),
        ("Go to https://a.org.", "Go to the site.", WORDS),
        ("at arrest", "**at arrest**", MARKUP),
        ("*at* arrest", "_at_ arrest", MARKUP),
        ("Sign here", "Sign [here](https://a.org)", MARKUP),
        ("Sign [here][1]", "Sign here", MARKUP),
        ("H2O", "H<sub>2</sub>O", MARKUP),
        ("run make", "run `make`", MARKUP),
        ("arrest", "arrest[^1]", MARKUP),
        ("~~old~~", "old", MARKUP),
        ("**Sign** [here](https://a.org)", "Sign [here](https://b.org)", MARKUP),
        ("snake_case", "snakecase", WORDS),
        ("Sign [here](https://a.org)", "Sign [now](https://a.org)", WORDS),
        ("ends {deadline}", "ends {deadline:full}", WORDS),
        ("Sign", "Sign!", WORDS),
        ("Sign", "sign", WORDS),
    ],
)  # fmt: skip
def test_a_change_is_of_the_least_kind_that_it_can_be(before: str, after: str, kind: Kind) -> None:
    assert kind_of_change(before, after) is kind
    assert kind_of_change(after, before) is kind


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_folding_twice_is_folding_once_and_loses_no_letter(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert [each for each in fold(text) if each.isalnum()] == [each for each in text if each.isalnum()]
