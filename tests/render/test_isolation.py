"""Numbers and addresses that were typed, in Markdown that others will render."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbill.content.document import Kind as TextKind
from handbill.content.reading import same_but_for_marks
from handbill.facts import Fact, Kind
from handbill.isolates import MARKS
from handbill.languages import language
from handbill.render.isolation import isolated_markdown
from handbill.render.markdown import text_written

FACTS = {
    "hotline": Fact("hotline", Kind.PHONE, "+1-215-555-0142"),
    "page": Fact("page", Kind.URL, "https://example.org/p"),
}
DEFINED = {"references": {"EXAMPLE.ORG/A": {"href": "/a", "title": ""}}}


def shown(text: str) -> str:
    """Give a text with letters in the place of the isolates."""
    return text.translate({0x2066: "⟨", 0x2069: "⟩", 0x202D: "⟪", 0x202C: "⟫"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اتصل **1-800-354-0365** الآن", "اتصل **⟨1-800-354-0365⟩** الآن"),
        ("\\(215\\) 555-0142", "⟨\\(215\\) 555-0142⟩"),
        ("هاتف ١-٨٠٠-٣٥٤-٠٣٦٥", "هاتف ⟨⟪١-٨٠٠-٣٥٤-٠٣٦٥⟫⟩"),
        ("`555-0188` `هاتف 555-0188` `a`", "⟨`555-0188`⟩ `هاتف 555-0188` `a`"),
        ("[هاتف 555-0188](tel:555-0188)", "[هاتف ⟨555-0188⟩](tel:555-0188)"),
        ("![هاتف 555-0188](555-0188.png)", "![هاتف ⟨555-0188⟩](555-0188.png)"),
        ('[هنا](/555-0188 "هاتف 555-0188")', '[هنا](/555-0188 "هاتف ⟨555-0188⟩")'),
        ("<a@example.org> a@example.org", "⟨<a@example.org>⟩ ⟨a@example.org⟩"),
        ("<a href='/555-0188'>555-0188</a>", "<a href='/555-0188'>⟨555-0188⟩</a>"),
        # A renderer that makes links of bare addresses must not take the isolate in.
        ("في https://example.org/a_b.", "في ⟨<https://example.org/a_b>⟩."),
        ("[https://example.org](https://example.org)", "[⟨https://example.org⟩](https://example.org)"),
        ("[example.org/a]", "[example.org/a]"),
        ("[example.org/b]", "[⟨example.org/b⟩]"),
        ("{{555-0188}} \u2066555-0188\u2069", "{{⟨555-0188⟩}} ⟨555-0188⟩"),
        ("2005-2011", "2005-2011"),
    ],
)
def test_isolates_stand_where_the_text_reads_as_before(text: str, expected: str) -> None:
    assert shown(isolated_markdown(text, DEFINED)) == expected


@given(st.text(alphabet="اب 0123456789+-().@:/abc`[]<>\\*_!'\""))
def test_no_text_reads_otherwise_for_its_isolates(text: str) -> None:
    made = isolated_markdown(text, {})
    assert same_but_for_marks(text, made, {})
    assert [each for each in made if each not in MARKS + "<>"] == [each for each in text if each not in "<>"]


@pytest.mark.parametrize(
    ("text", "was", "expected"),
    [
        ("[a](b)", "[⟨a](b⟩)", False),
        ("`a`", "`⟨a⟩`", False),
        ("a", "⟨a⟩", True),
        ("a", "⟨b⟩", False),
        ('![a](b "c")', '![⟨a⟩](b "⟨c⟩")', True),
        ("https://a.org", "<https://a.org>", True),
        ("[https://a.org](b)", "[<https://a.org>](b)", False),
        ("*a*", "a", False),
    ],
)
def test_it_is_seen_where_a_text_would_read_otherwise(text: str, was: str, expected: bool) -> None:
    marked = was.translate({ord("⟨"): "\u2066", ord("⟩"): "\u2069"})
    assert same_but_for_marks(text, marked, {}) is expected


@pytest.mark.parametrize(
    ("text", "tag", "kind", "expected"),
    [
        (
            "{hotline} 555-0188 {page}",
            "ar",
            TextKind.PARAGRAPH,
            "⟨(215) 555-0142⟩ ⟨555-0188⟩ ⟨<https://example.org/p>⟩",
        ),
        ("`{hotline}`", "ar", TextKind.FIELD, "⟨`(215) 555-0142`⟩"),
        ("{hotline} 555-0188", "es", TextKind.PARAGRAPH, "(215) 555-0142 555-0188"),
        ("<b>https://a.org/1</b>", "ar", TextKind.HTML, "<b>⟨https://a.org/1⟩</b>"),
    ],
)
def test_facts_and_typed_numbers_are_isolated_once_in_right_to_left_languages(
    text: str, tag: str, kind: TextKind, expected: str
) -> None:
    assert shown(text_written(text, FACTS, language(tag), kind, {})) == expected
