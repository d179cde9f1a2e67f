"""Characters that nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.hidden import balanced, harm, harmful

RTL, LTR, POP, EMBED, END = "\u2067", "\u2066", "\u2069", "\u202b", "\u202c"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plain\twords\non two lines", None),
        ("می\u200cخواهم", None),
        ("ab\u200b\u200e\u200f", None),
        (f"{RTL}a{LTR}b{POP}{POP}", None),
        (f"{EMBED}a{END}", None),
        ("bell\u0007", "U+0007"),
        ("over\u202eride", "U+202E right-to-left override"),
        ("line\rend", "U+000D"),
        ("pasted\ufefftext", "U+FEFF zero width no-break space"),
        (f"{RTL}a", "does not close"),
        (f"a{POP}", "does not close"),
        (f"{RTL}a{END}", "does not close"),
        (f"{EMBED}a{RTL}{END}{POP}", "does not close"),
    ],
)
def test_what_does_harm_is_named(text: str, said: str | None) -> None:
    found = harm(text)
    assert (found is None) if said is None else (found is not None and said in found[0])


@given(st.text())
def test_an_isolated_text_does_no_more_harm_than_the_text(text: str) -> None:
    assert list(harmful(f"{RTL}{text}{POP}")) == list(harmful(text))
    if balanced(text):
        assert balanced(f"{RTL}{text}{POP}")
