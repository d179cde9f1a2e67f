"""The public functions: a Markdown text in, its messages or its translation out."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

import handbill
from handbill import Message, extract_markdown, translate_markdown
from tests.conftest import REPOSITORY

EXAMPLES = REPOSITORY / ".venv" / "spec" / "commonmark.json"
SPEC = json.loads(EXAMPLES.read_text("utf-8")) if EXAMPLES.is_file() else []
needs_examples = pytest.mark.skipif(not SPEC, reason="the examples are not here; make test fetches them")

# Raw HTML that is no element, or whose first tag is no block's: text put before it makes another kind of block of it.
# 491: what is no link only because its target holds a line end.
# In docs/extraction.md.
NOT_IN_MARKDOWN = {156, 157, 158, 162, 164, 165, 166, 491}

DOCUMENTS = [
    "Para one\nline two\n", "# Head\n", "## Head ##\n", "Head\n===\n", "- item\n- two\n", "1. item\n\n   more\n",
    "> quote\n> two\n", "| a | b |\n|---|---|\n| c | d |\n", "Term\n: Def\n", "* x\n  * y\n    z\n", "> - a\n>   b\n",
    "a\\\nb\n", "a[^1]\n\n[^1]: note\n", "~~gone~~ **b** `c`\n", "- [ ] open\n- [x] done\n", "a  \nb\n",
    "<div>\nHello <b>you</b>\n</div>\n", "<table><tr><td>one</td><td>two</td></tr></table>\n", "1) a\n2) b\n",
    "[a][r] and ![i][r]\n\n[r]: /u 'title'\n", "a&nbsp;b &amp; c\u00a0d\n", "```\ncode\n```\n\n    code\n\ntext\n",
    "| a \\| b | |\n|:--|--:|\n| `x\\|y` | z |\n", "\ttab\n", "-\tone\n\n\ttwo\n", "a\r\nb\r\n\r\n# c\r\n",
]  # fmt: skip

AWKWARD = [
    "1. Mai ist frei", "1) x", "10. x", "# x", "> x", "- x", "+ x", "* x", "| a | b |", "a|b", "---", "===", "=", "-",
    "***", "* * *", "- - -", "a\n\nb", "a\nb", "a <b und c>", "<div>x</div>", "<script>a</script>", "<!-- c -->",
    "    code", "\t x", "```", "~~~", "`", "[x]: /u", "[^9]: n", ": def", "~ def", "\\", "a\\", "x #", "&amp;",
    "![a](b)", "[a](b)", "**a", "a**", "\u00a0x", "١. س", "។", "「」",
]  # fmt: skip


def structure(text: str) -> list[str]:
    """The blocks of a piece of HTML."""
    blocks = "p|h[1-6]|ul|ol|li|blockquote|pre|hr|table|thead|tbody|tr|t[dh]|d[ltd]|section|div|script"
    return re.findall(rf"<(/?(?:{blocks}))\b", text)


def reference() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)


def comparable(text: str) -> str:
    return text.replace("<br />\n", "<br>").replace("<br />", "<br>")


def marked(msgid: str) -> str:
    return f"⟦Ŧ {msgid} ẋ⟧"


def test_messages_are_what_a_translator_sees() -> None:
    text = "---\ntitle: Hello\nslug: hello\n---\n# A\n\nb\nc\n\n- d **e**\n"
    found = extract_markdown(text, "a.md", fields=["title"])
    assert [(each.context, each.msgid) for each in found] == [
        ("title", "Hello"), (None, "A"), (None, "b c"), (None, "d **e**"),
    ]  # fmt: skip
    assert [each.references for each in found] == [("a.md:2",), ("a.md:5",), ("a.md:7",), ("a.md:10",)]
    assert all(isinstance(each, Message) for each in found)


@needs_examples
@pytest.mark.parametrize("example", SPEC, ids=lambda example: example["example"])
def test_identity_gives_what_the_parser_makes_of_the_original(example: dict[str, str]) -> None:
    source = example["markdown"]
    assert translate_markdown(source, str) == MarkdownIt("commonmark").render(source)
    assert translate_markdown(source, str, to="markdown") == source


@needs_examples
@pytest.mark.parametrize("example", SPEC, ids=lambda example: example["example"])
def test_any_translation_reads_the_same_written_as_markdown(example: dict[str, str]) -> None:
    refused: list[str] = []
    source = example["markdown"]
    written = translate_markdown(source, marked, to="markdown", report=lambda _, reason: refused.append(reason))
    direct = translate_markdown(source, marked)
    if int(example["example"]) in NOT_IN_MARKDOWN:
        assert refused
    else:
        assert comparable(translate_markdown(written, str)) == comparable(direct)
        assert refused == []
        assert structure(direct) == structure(MarkdownIt("commonmark").render(source))


@pytest.mark.parametrize("source", DOCUMENTS)
def test_identity_keeps_every_feature_of_markdown(source: str) -> None:
    assert translate_markdown(source, str) == reference().render(source)
    assert translate_markdown(source, str, to="markdown") == source


@pytest.mark.parametrize("source", DOCUMENTS)
@pytest.mark.parametrize("awkward", AWKWARD)
def test_an_awkward_translation_changes_no_structure(source: str, awkward: str) -> None:
    before = structure(translate_markdown(source, str))
    assert structure(translate_markdown(source, lambda _: awkward)) == before
    written = translate_markdown(source, lambda _: awkward, to="markdown")
    assert structure(translate_markdown(written, str)) == before


@given(st.text(min_size=1), st.sampled_from(DOCUMENTS))
@settings(max_examples=200, deadline=None)
def test_no_translation_at_all_changes_the_structure(translation: str, source: str) -> None:
    before = structure(translate_markdown(source, str))
    assert structure(translate_markdown(source, lambda _: translation)) == before
    written = translate_markdown(source, lambda _: translation, to="markdown")
    assert structure(translate_markdown(written, str)) == before


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_byte_for_byte(text: str) -> None:
    assert translate_markdown(text, str, to="markdown") == text


@pytest.mark.parametrize(
    ("source", "translation", "reason"),
    [
        ("See [us](/u)", "Siehe uns", "it lost the link to /u"),
        ("See [us](/u)", "Siehe [uns(/u)", "it lost the link to /u"),
        ("See ![us](/u)", "Siehe", "it lost the picture /u"),
        ("a[^1]\n\n[^1]: b", "b", "it lost the footnote [^1]"),
        ("See [us][r]\n\n[r]: /u", "Siehe uns", "it lost the link to /u"),
        ("a", "[a](b)", "it added the link to b"),
        ("a **b**", "a **b", "“**” opens or closes nothing"),
        ("a `b`", "a `b", "“`” opens or closes nothing"),
        ("<div>\na <i>b</i>\n</div>", "a b", "its tags are not those of the source"),
        ("a", " ", "it is empty"),
    ],
)
def test_a_translation_whose_markup_is_broken_is_not_used_and_told(source: str, translation: str, reason: str) -> None:
    told: dict[str, str] = {}
    made = translate_markdown(source, lambda _: translation, report=lambda each, why: told.update({each.msgid: why}))
    first = extract_markdown(source)[0].msgid
    assert told[first] == reason
    kept = translate_markdown(source, lambda msgid: msgid if msgid == first else translation)
    assert made == kept


@pytest.mark.parametrize(
    "source",
    [
        "> | a | b |\n> |---|---|\n> | c | d |\n",
        ">\t| a | b |\n>|---|---|\n> c | d\n",
        "> a | b\n> --|--\n> c | d\n",
        ">> a | b\n>> --|--\n>> c | d\n",
        "1. | a | b |\n   |---|---|\n   | c | d |\n",
        "- - | a | b |\n    |--|--|\n    c | d\n",
        "*\t| a | b\n\t--|--\n\tc | d\n",
        "> - | a | b |\n>   |---|---|\n>   | c | d |\n",
        "- > a | b\n  > --|--\n  > c | d\n",
        "x[^1]\n\n[^1]: | a | b |\n    |---|---|\n    | c | d |\n",
        "x\n:   | a | b |\n    |---|---|\n    | c | d |\n",
        "| \u00a0a | b |\n|-|-|\n| c | d\u00a0 |\n",
    ],
)
def test_every_cell_of_a_table_is_written_back_whatever_the_table_stands_in(source: str) -> None:
    refused: list[str] = []
    made = translate_markdown(
        source,
        lambda msgid: msgid.replace(msgid[0], f"{msgid[0].upper()}!"),
        to="markdown",
        report=lambda each, _: refused.append(each.msgid),
    )
    assert refused == []
    assert made == re.sub("(?<![^\\W_])[abcdx](?![^\\W_])", lambda found: f"{found[0].upper()}!", source)


WHITE_SPACE = [
    "\u00a0x", "x\u00a0", "\u2003x\u202f\u00a0", "\u2028x", "\u3000", "x\r\ny", "x\ry", "x\r\n\r\ny", "x\\\r\ny",
    "x\0y", "\0", "x\u2029", "\u00a0# x", "\u00a0**x**\u00a0",
]  # fmt: skip


@pytest.mark.parametrize("source", DOCUMENTS)
@pytest.mark.parametrize("translation", WHITE_SPACE)
def test_white_space_of_a_translation_reads_the_same_in_html_and_in_markdown(source: str, translation: str) -> None:
    told: list[str] = []
    direct = translate_markdown(source, lambda _: translation)
    made = translate_markdown(source, lambda _: translation, to="markdown", report=lambda _, why: told.append(why))
    assert "it cannot be written there without becoming something else" not in told
    assert "its place in the source cannot be told" not in told
    assert comparable(translate_markdown(made, str)) == comparable(direct)


@pytest.mark.parametrize(
    "source",
    [
        "# \u00a0x\n",
        "## \u3000x\u3000##\n",
        "\u00a0x\u00a0\n",
        "- \u00a0x\n",
        "> x\u2003\n",
        "\u00a0x\n===\n",
        "x\u00a0\n: \u00a0y\n",
    ],
)
def test_a_text_is_found_beside_typographic_spaces_that_markdown_drops(source: str) -> None:
    told: list[str] = []
    made = translate_markdown(source, lambda each: f"{each}!", to="markdown", report=lambda _, why: told.append(why))
    assert told == []
    assert made == re.sub(r"x(\u3000##)?|y", lambda found: f"{found[0]}!", source)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_byte_order_mark_hides_nothing_and_stays(line_end: str) -> None:
    source = "\ufeff" + "---\ntitle: a\n---\n\n# b\n".replace("\n", line_end)
    assert [each.msgid for each in extract_markdown(source, fields=["title"])] == ["a", "b"]
    assert translate_markdown(source, str) == "<h1>b</h1>\n"
    made = translate_markdown(source, str.upper, to="markdown", fields=["title"])
    assert made == source.replace(" a", " A").replace(" b", " B")


def test_line_ends_of_a_front_matter_value_are_line_feeds() -> None:
    made = translate_markdown("---\nt: A\n---\n", lambda _: "a\r\nb\0", to="markdown", fields=["t"])
    assert made == '---\nt: "a\\nb\ufffd"\n---\n'


def test_raw_html_that_a_translation_adds_is_text() -> None:
    assert translate_markdown("Hello", lambda _: "<script>x</script>") == "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"
    assert translate_markdown("a <b>c</b>", lambda _: "ä <b>c</b>") == "<p>ä <b>c</b></p>\n"


@pytest.mark.parametrize("braces", ["{a}", "{{a}}", "{{< hugo >}}", "{", "}", "{{ x | y }}", "{deadline}"])
def test_braces_are_safe_where_there_are_no_facts(braces: str) -> None:
    assert translate_markdown(f"x {braces}\n", str, to="markdown") == f"x {braces}\n"
    assert translate_markdown("x", lambda _: braces) == reference().render(braces)


FRONT = """---
# a comment
title:   "Hello"   # stays
date: 2011-08-31
tags: [one, 'it''s two', three]
summary: >-
  A long
  text
slug: hello
---

Body
"""


def test_front_matter_keeps_its_layout() -> None:
    made = translate_markdown(FRONT, str.upper, to="markdown", fields=["title", "tags", "summary"])
    assert made == (
        "---\n# a comment\ntitle:   \"HELLO\"   # stays\ndate: 2011-08-31\ntags: [ONE, 'IT''S TWO', THREE]\n"
        "summary: >-\n  A LONG TEXT\nslug: hello\n---\n\nBODY\n"
    )
    assert translate_markdown(FRONT, str, to="markdown", fields=["title", "tags", "summary"]) == FRONT


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(str.strip))
@settings(max_examples=200, deadline=None)
def test_any_value_of_front_matter_is_read_back(value: str) -> None:
    value = " ".join(value.split())
    for style in ("plain", "'single'", '"double"'):
        source = f"---\ntitle: {style}\nlist: [{style}]\n---\n"
        made = translate_markdown(source, lambda _: value, to="markdown", fields=["title", "list"])
        assert [each.msgid for each in extract_markdown(made, fields=["title", "list"])] == [value, value]


@pytest.mark.parametrize("source", ["---\nFoo\n---\n", "---\n---\n", "---\na: b\n", "--- a\n"])
def test_rules_are_no_front_matter(source: str) -> None:
    assert translate_markdown(source, str, to="markdown") == source
    assert translate_markdown(source, str) == MarkdownIt("commonmark").render(source)


def test_texts_of_raw_html_are_messages_of_their_own() -> None:
    source = "<table><tr><td>one <b>two</b></td><td>\nthree\nfour</td></tr></table>\n<script>five()</script>\n"
    assert [each.msgid for each in extract_markdown(source)] == ["one <b>two</b>", "three four"]
    # A translation without the source's tags is not used.
    assert "one <b>two</b>" in translate_markdown(source, str.upper)
    made = translate_markdown(source, lambda msgid: msgid.replace("o", "0"))
    assert "<td>0ne <b>tw0</b></td>" in made
    assert "<td>\nthree f0ur</td>" in made
    assert "five()" in made


def test_the_package_offers_its_functions_without_loading_them_for_the_command_line() -> None:
    assert set(handbill.__all__) == {"Message", "__version__", "extract_markdown", "translate_markdown"}
    code = "import sys, handbill.cli; sys.exit('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=REPOSITORY).returncode == 0


@pytest.mark.parametrize("translation", ["**「横断歩道」**は", "**信任。**接下来", "ስለ**«ቃል»**ን"])
def test_bold_beside_other_scripts_is_bold_in_html_and_for_other_programs(translation: str) -> None:
    source = "**Trust** comes first\n"
    assert "<strong>" in translate_markdown(source, lambda _: translation)
    written = translate_markdown(source, lambda _: translation, to="markdown")
    assert "<strong>" in MarkdownIt("commonmark").render(written)
    assert written.replace("\u2060", "") == f"{translation}\n"
