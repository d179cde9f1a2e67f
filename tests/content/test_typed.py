"""Phone numbers and addresses that stand in a text as they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.content.inline import Run, plain
from handbill.content.parser import inline_html, inline_tokens
from handbill.content.typed import isolated, typed_in
from handbill.languages import language


@pytest.mark.parametrize(
    "typed",
    [
        "1-800-354-0365",
        "+1-215-555-0142",
        "+12155550142",
        "(215) 555-0199",
        "+1 (215) 555-0199",
        "215-555-0199",
        "215 555 0188",
        "215.555.0188",
        "555-0188",
        "١-٨٠٠-٣٥٤-٠٣٦٥",
        "2011-08-31",
        "https://example.org/",
        "https://example.org/a-b/?c=1#d",
        "www.example.org",
        "example.org/protect-philly/a-b",
        "example.org/",
        "ab-cd@ex-am.org",
    ],
)
def test_what_reads_from_left_to_right_is_found_whole(typed: str) -> None:
    for text in (typed, f"اتصل {typed} الآن", f"({typed})", f"اتصل: {typed}.", f"{typed}، {typed}؟"):
        assert set(typed_in(text)) == {typed}, text


@pytest.mark.parametrize(
    "text",
    ["9-5", "6:30-8:30", "2005-2011", "10.000-20.000", "1500-2000", "1000000", "2011", "1,234,567", "8/31/2011", "ICE",
     "4.5", "U.S", "A-B", "100%", "3.14159265"],
)  # fmt: skip
def test_ranges_sums_and_words_are_left_to_the_text(text: str) -> None:
    assert typed_in(f"من {text} هنا") == ()


def test_a_typed_number_becomes_a_run_of_its_own_and_keeps_its_look() -> None:
    found = [Run("اتصل 1-800-354-0365 الآن", bold=True), Run("(215) 555-0142", direction="ltr", fact="hotline")]
    assert list(isolated(found)) == [
        Run("اتصل ", bold=True),
        Run("1-800-354-0365", bold=True, direction="ltr"),
        Run(" الآن", bold=True),
        found[1],
    ]


@given(st.text(alphabet="اب 0123456789+-().@:/,abcد"))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join(run.text for run in isolated([Run(text)])) == text


def test_pages_and_plain_words_tell_typed_numbers_apart_in_right_to_left_text_alone() -> None:
    text = "اتصل **1-800-354-0365** أو [example.org/ab](https://example.org/ab)"
    tokens = inline_tokens(text, language("ar"), {}, msgid=text)
    assert inline_html(tokens) == (
        'اتصل <strong><bdi dir="ltr">1-800-354-0365</bdi></strong> أو '
        '<a href="https://example.org/ab"><bdi dir="ltr">example.org/ab</bdi></a>'
    )
    assert plain(tokens, isolate=True).startswith("اتصل \u20661-800-354-0365\u2069 أو")
    assert plain(tokens) == "اتصل 1-800-354-0365 أو example.org/ab"
    assert "bdi" not in inline_html(inline_tokens("call 1-800-354-0365", language("en"), {}, msgid=""))


def test_a_number_with_an_escaped_bracket_is_one_number() -> None:
    tokens = inline_tokens("اتصل \\(215) 555-0142 الآن", language("ar"), {}, msgid="")
    assert '<bdi dir="ltr">(215) 555-0142</bdi>' in inline_html(tokens)
