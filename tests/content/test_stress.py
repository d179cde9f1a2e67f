"""Bold and italics in every script, and in Markdown for other programs."""

from __future__ import annotations

import re
import unicodedata
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_inline import state_inline

from handbill.content.parser import inline_children, inline_html
from handbill.content.portable import JOINER, portable
from handbill.content.stress import of_other_script

OTHERS = MarkdownIt("commonmark").enable("strikethrough")


def older(text: str) -> str:
    """Show a text as programs do that follow CommonMark before 0.31, by which symbols are no punctuation."""
    with patch.object(state_inline, "isPunctChar", lambda each: unicodedata.category(each)[0] == "P"):
        return str(OTHERS.renderInline(text))


def shown(text: str) -> str:
    return inline_html(inline_children(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**{deadline}**までに", "<strong>{deadline}</strong>までに"),
        ("**{deadline}**까지", "<strong>{deadline}</strong>까지"),
        ("喺**{deadline}**之前", "喺<strong>{deadline}</strong>之前"),
        ("**{petition_url:bare}**ssa", "<strong>{petition_url:bare}</strong>ssa"),
        ("**「横断歩道」**は", "<strong>「横断歩道」</strong>は"),
        ("は*「横断」*", "は<em>「横断」</em>"),
        ("**子ども（小学生）**が", "<strong>子ども（小学生）</strong>が"),
        ("**信任。**接下来", "<strong>信任。</strong>接下来"),
        ("**“말”**을", "<strong>“말”</strong>을"),
        ("~~“말”~~을", "<s>“말”</s>을"),
        ("ស្ថាន**«ឆ្លង»**នេះ", "ស្ថាន<strong>«ឆ្លង»</strong>នេះ"),
        ("ب**(كلمة)**ها", "ب<strong>(كلمة)</strong>ها"),
        ("ה**(שם)**ו", "ה<strong>(שם)</strong>ו"),
        ("በ**«ቃል»**ን", "በ<strong>«ቃል»</strong>ን"),
        ("は[**「x」**は](u)", 'は<a href="u"><strong>「x」</strong>は</a>'),
        ("**あ（*い*）う**", "<strong>あ（<em>い</em>）う</strong>"),
        ("「**日本**」は**「い」**は。", "「<strong>日本</strong>」は<strong>「い」</strong>は。"),
    ],
)
def test_stress_beside_a_placeholder_or_a_sign_of_another_script_is_stress(text: str, html: str) -> None:
    assert shown(text) == html


@pytest.mark.parametrize(
    "text",
    [
        'a*"foo"*',
        "a**(foo)**",
        "**(s)**he",
        "x**{{name}}**x",
        "x**{no name}**x",
        "_「い」_は",
        "** い **は",
        "3 * 「い」",
    ],
)
def test_all_else_is_commonmark(text: str) -> None:
    assert shown(text) == OTHERS.renderInline(text)


def test_a_letter_with_an_accent_is_of_latin_however_it_is_written() -> None:
    assert not any(map(of_other_script, "aéẽ\u0301ọʻ’“”—…€→☎"))
    assert all(map(of_other_script, "あ「。，。កា។ب،שאም။ж가（"))


PIECES = st.sampled_from(
    [
        "あ",
        "「",
        "」",
        "។",
        "ក",
        "ب",
        "(",
        ")",
        "a",
        ".",
        " ",
        "*",
        "**",
        "~~",
        "_",
        "`",
        "[",
        "](u)",
        "{day}",
        "{{day}}",
        "\\",
        "😀",
        "™",
    ]
)


@settings(max_examples=1000)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_written_for_others_stress_is_seen_by_them(text: str) -> None:
    assume(not re.search(r"[*_~]", shown(text)))
    made = portable(text, {})
    assert OTHERS.renderInline(made).replace(JOINER, "") == shown(text)
    # By the older edition _ is a sign beside symbols where it is none by the newer one, and a joiner helps neither.
    assert "_" in text or older(made).replace(JOINER, "") == shown(text)
    assert made.replace(JOINER, "") == text
    assert portable(made, {}) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("**{day}**까지", "**5월 15일**까지"),
        ("**{url}**ssa", f"**<https://a.b>{JOINER}**ssa"),
        ("**{url}** on", "**<https://a.b>** on"),
        ("は**{url}**。", f"は**{JOINER}<https://a.b>**。"),
        ("**「い」**は", f"**「い」{JOINER}**は"),
        ("**{day}** on", "**5월 15일** on"),
    ],
)
def test_no_joiner_stands_where_none_is_needed(text: str, made: str) -> None:
    facts = {"{day}": "5월 15일", "{url}": "<https://a.b>"}

    def fill(each: str) -> str:
        for name, value in facts.items():
            each = each.replace(name, value)
        return each

    assert portable(text, {}, fill) == made
    assert "<strong>" in OTHERS.renderInline(made)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("**어린이(초등학생)**😀는", f"**어린이(초등학생){JOINER}**😀는"),
        ("**‘운전자’**™는", f"**‘운전자’{JOINER}**™는"),
        ("a™**(b)** c", f"a™**{JOINER}(b)** c"),
        ("~~(a)~~€", f"~~(a){JOINER}~~€"),
        ("*😀***「い」** c", f"*😀{JOINER}***{JOINER}「い」** c"),
        ("**a**€ b™", "**a**€ b™"),
        ("**(a)** 😀", "**(a)** 😀"),
    ],
)
def test_stress_beside_a_symbol_is_seen_by_both_editions_of_commonmark(text: str, made: str) -> None:
    assert portable(text, {}) == made
    assert OTHERS.renderInline(made) == older(made)
    assert re.search("<(em|strong|s)>", older(made))
