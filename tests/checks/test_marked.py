from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.checks.marked import columns, marked


@pytest.mark.parametrize(
    ("text", "span", "lines"),
    [
        ("En 2012 firme", (3, 7), ["En 2012 firme", "   ^^^^"]),
        ("在2012年", (1, 5), ["在2012年", "  ^^^^"]),
        ("请签名。", (3, 4), ["请签名。", "      ^^"]),
        ("नेपाल ३५", (6, 8), ["नेपाल ३५", " " * columns("नेपाल ") + "^^"]),
        ("في 2012 عام", (3, 7), ["في [[2012]] عام"]),
        ("a\nb", (1, 2), ["a↵b", " ^"]),
        ("a\u202eb", (1, 2), ["a\N{REPLACEMENT CHARACTER}b", " ^"]),
        ("Firme", None, ["Firme"]),
        ("Firme", (5, 5), ["Firme", "     ^"]),
        ("", None, []),
    ],
)
def test_the_place_is_marked(text: str, span: tuple[int, int] | None, lines: list[str]) -> None:
    assert marked(text, span) == lines


def test_of_a_long_text_the_place_is_shown() -> None:
    text = "a " * 200 + "2012" + " b" * 200
    shown, signs = marked(text, (400, 404))
    assert shown[signs.index("^") :].startswith("2012")
    assert shown[0] == shown[-1] == "…"
    assert columns(shown) <= 102


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_can_be_shown_on_one_line(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    lines = marked(text, (start, end), width=40)
    assert len(lines) <= 2
    assert not any("\n" in line for line in lines)
    assert all(columns(line) <= 60 for line in lines[:1])
