"""Phone numbers and addresses that stand in a text as they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.content.inline import Run, plain, runs
from handbill.content.parser import inline_html
from handbill.content.typed import isolated, isolated_html, typed_in
from handbill.content.unfilled import inline_tokens
from handbill.facts import Fact, Kind
from handbill.isolates import MARKS
from handbill.languages import language

ARABIC = language("ar")
FACTS = {"hotline": Fact("hotline", Kind.PHONE, "+1-215-555-0142")}


def arabic(text: str) -> str:
    """Give a text of an Arabic document as HTML."""
    return inline_html(inline_tokens(text, ARABIC, FACTS, msgid=text))


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
    text = "**اتصل 1-800-354-0365 الآن**{hotline}"
    assert runs(inline_tokens(text, ARABIC, FACTS, msgid=text)) == (
        Run("اتصل ", bold=True),
        Run("1-800-354-0365", bold=True, direction="ltr"),
        Run(" الآن", bold=True),
        Run("(215) 555-0142", direction="ltr", fact="hotline", href="tel:+1-215-555-0142"),
    )


@given(st.text(alphabet="اب 0123456789+-().@:/,abcد"))
def test_no_letter_is_lost(text: str) -> None:
    tokens = inline_tokens(f"x{text}", ARABIC, {}, msgid=text)
    assert plain(tokens) == plain(inline_tokens(f"x{text}", language("en"), {}, msgid=text))
    assert plain(tokens, ARABIC) == isolated(plain(tokens), ARABIC)
    assert isolated(text, ARABIC).translate(dict.fromkeys(map(ord, MARKS))) == text


def test_pages_and_plain_words_tell_typed_numbers_apart_in_right_to_left_text_alone() -> None:
    text = "اتصل **1-800-354-0365** أو [example.org/ab](https://example.org/ab)"
    tokens = inline_tokens(text, language("ar"), {}, msgid=text)
    assert inline_html(tokens) == (
        'اتصل <strong><bdi dir="ltr">1-800-354-0365</bdi></strong> أو '
        '<a href="https://example.org/ab"><bdi dir="ltr">example.org/ab</bdi></a>'
    )
    assert plain(tokens, ARABIC).startswith("اتصل \u20661-800-354-0365\u2069 أو")
    assert plain(tokens) == "اتصل 1-800-354-0365 أو example.org/ab"
    assert "bdi" not in inline_html(inline_tokens("call 1-800-354-0365", language("en"), {}, msgid=""))


def test_a_number_with_an_escaped_bracket_is_one_number() -> None:
    tokens = inline_tokens("اتصل \\(215) 555-0142 الآن", language("ar"), {}, msgid="")
    assert '<bdi dir="ltr">(215) 555-0142</bdi>' in inline_html(tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`1-800-354-0365`", '<bdi dir="ltr"><code>1-800-354-0365</code></bdi>'),
        ("`tel 1-800-354-0365`", '<bdi dir="ltr"><code>tel 1-800-354-0365</code></bdi>'),
        ("`هاتف 1-800-354-0365`", "<code>هاتف 1-800-354-0365</code>"),
        ("`2005-2011`", "<code>2005-2011</code>"),
        (
            '[هنا](https://example.org/1-800-354-0365 "هاتف 555-0188")',
            '<a href="https://example.org/1-800-354-0365" title="هاتف \u2066555-0188\u2069">هنا</a>',
        ),
        (
            '![هاتف **555-0188** {hotline}](5 "555-0188")',
            '<img src="5" alt="هاتف \u2066555-0188\u2069 \u2066(215) 555-0142\u2069" title="\u2066555-0188\u2069" />',
        ),
        ("<a@example.org>", '<a href="mailto:a@example.org"><bdi dir="ltr">a@example.org</bdi></a>'),
    ],
)
def test_code_is_isolated_whole_and_attributes_by_characters_but_never_where_a_link_leads(
    text: str, expected: str
) -> None:
    assert arabic(text) == expected


def test_the_words_of_a_picture_are_isolated_where_they_are_shown() -> None:
    text = "![هاتف 555-0188](map.png)"
    assert runs(inline_tokens(text, ARABIC, {}, msgid=text)) == (Run("هاتف "), Run("555-0188", direction="ltr"))


def test_arabic_indic_digits_need_more_than_an_isolate() -> None:
    assert arabic("١-٨٠٠-٣٥٤-٠٣٦٥") == '<bdo dir="ltr">١-٨٠٠-٣٥٤-٠٣٦٥</bdo>'
    assert isolated("١-٨٠٠-٣٥٤-٠٣٦٥", ARABIC) == "\u2066\u202d١-٨٠٠-٣٥٤-٠٣٦٥\u202c\u2069"
    assert isolated("۱-۸۰۰-۳۵۴-۰۳۶۵", language("fa")) == "\u2066۱-۸۰۰-۳۵۴-۰۳۶۵\u2069"


def test_what_a_translator_isolated_is_not_isolated_twice() -> None:
    for text in ("\u2066555-0188\u2069 هنا", "هنا \u2068555-0188\u2069", "هنا"):
        assert isolated(text, ARABIC) == text


def test_raw_html_has_isolates_in_its_text_alone() -> None:
    html = '<a href="https://example.org/" title="555-0188">هاتف 555-0188</a> example.org/a'
    assert isolated_html(html, ARABIC) == (
        '<a href="https://example.org/" title="555-0188">هاتف \u2066555-0188\u2069</a> \u2066example.org/a\u2069'
    )
    assert isolated_html(html, language("en")) == html
