"""Inline Markdown: facts in texts, runs for print, plain text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.content.inline import Run, plain, runs
from handbill.content.parser import inline_html
from handbill.content.unfilled import inline_tokens
from handbill.content.written import fact_html
from handbill.facts import Fact, FormattedFact, Kind
from handbill.languages import language

FACTS = {
    "deadline": Fact("deadline", Kind.DATE, dt.date(2011, 8, 31)),
    "hotline": Fact("hotline", Kind.PHONE, "+1-215-555-0142"),
    "place": Fact("place", Kind.TEXT, "A & B <c>"),
}
CALL = "tel:+1-215-555-0142"
HOTLINE = Run("(215) 555-0142", direction="ltr", fact="hotline")


def runs_of(text: str, tag: str = "en") -> tuple[Run, ...]:
    return runs(inline_tokens(text, language(tag), FACTS, msgid=text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("words", (Run("words"),)),
        ("a **b _c_** d", (Run("a "), Run("b ", bold=True), Run("c", bold=True, italic=True), Run(" d"))),
        ("a ~~b~~", (Run("a "), Run("b", strike=True))),
        ("a `b`", (Run("a "), Run("b", code=True))),
        ("a [b **c**](u) d", (Run("a "), Run("b ", href="u"), Run("c", bold=True, href="u"), Run(" d"))),
        ("a\nb", (Run("a b"),)),
        ("a\\\nb", (Run("a"), Run("", line_break=True), Run("b"))),
        ("a<br>b", (Run("a"), Run("", line_break=True), Run("b"))),
        ("a <i>b</i> ![c](d.png)", (Run("a b c"),)),
        ("at {place}", (Run("at "), Run("A & B <c>", direction="ltr", fact="place"))),
        ("call {hotline}", (Run("call "), replace(HOTLINE, href=CALL))),
        ("[call {hotline}](/c)", (Run("call ", href="/c"), replace(HOTLINE, href="/c"))),
        ("**{hotline}**", (replace(HOTLINE, bold=True, href=CALL),)),
        ("{{hotline}} {nofact}", (Run("{hotline} {nofact}"),)),
        ("&amp; \\* don't", (Run("& * don't"),)),
    ],
)
def test_runs_are_stretches_of_one_look(text: str, expected: tuple[Run, ...]) -> None:
    assert runs_of(text) == expected


def test_two_facts_side_by_side_keep_what_they_lead_to() -> None:
    phone, date = runs_of("{hotline}{deadline}")
    assert (phone.href, date.href) == (CALL, None)


def test_a_date_is_isolated_in_the_direction_of_its_letters() -> None:
    assert runs_of("{deadline}", "ar") == (Run("31 أغسطس 2011", direction="rtl", fact="deadline"),)
    assert runs_of("{hotline}", "ar") == (replace(HOTLINE, href=CALL),)


def test_plain_text_can_carry_unicode_isolates() -> None:
    text = "**Call** {hotline}\\\nnow"
    tokens = inline_tokens(text, language("ar"), FACTS, msgid=text)
    assert plain(tokens) == "Call (215) 555-0142\nnow"
    assert plain(tokens, language("ar")) == "Call \u2066(215) 555-0142\u2069\nnow"


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (FormattedFact("a<b", "ltr"), '<bdi dir="ltr">a&lt;b</bdi>'),
        (FormattedFact("a", "rtl", href='x"y'), '<a href="x&#34;y"><bdi dir="rtl">a</bdi></a>'),
        (
            FormattedFact("31", "ltr", machine="2011-08-31"),
            '<bdi dir="ltr"><time datetime="2011-08-31">31</time></bdi>',
        ),
    ],
)
def test_facts_in_html_are_isolated_and_escaped(fact: FormattedFact, expected: str) -> None:
    assert fact_html(fact) == expected


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_a_fact_of_any_text_comes_through_whole(value: str) -> None:
    facts = {"place": Fact("place", Kind.TEXT, value)}
    tokens = inline_tokens("{place}", language("en"), facts, msgid="{place}")
    assert plain(tokens) == value
    assert inline_html(tokens).count("<") == 2  # those of bdi


@given(st.text(alphabet=st.sampled_from("{}:`*_[]()<>\\!~^ \nabdeilnp"), max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_parsed_alone(text: str) -> None:
    assert isinstance(plain(inline_tokens(text, language("en"), FACTS, msgid=text)), str)


def test_a_link_to_a_fact_dials_or_writes() -> None:
    html = inline_html(inline_tokens("[Call]({hotline}) [x]({hotline}/y)", language("ar"), FACTS, msgid=""))
    assert '<a href="tel:+1-215-555-0142">Call</a>' in html
