"""Shortcuts of reading say what the parser would say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.rules_core import StateCore

from handbill import extract_markdown, translate_markdown
from handbill.content import source as source_module
from handbill.content.lines import _LINE_END, _rendered, is_wrapped_alone
from handbill.content.markdown import parse
from handbill.content.markup import broken_markup, is_alike, parsed_faults
from handbill.content.parser import parser

PIECES = st.sampled_from(
    ["word", "ü", "។", " ", "  ", "\n", "\t", "*", "**", "_", "__", "~~", "`", "<b>", "</b>", "<https://a.b>", "[", "]",
     "](", "(", ")", '"', "'", "](a)", '](a "b', "](https://example.org/a_b)", "![", "[^1]", "\\", "&amp;", "{day}",
     "!", ".", ",", "1.", "は", "「", "」"]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map("".join)
WRAPPED = st.tuples(TEXTS, TEXTS).map("\n".join).map(str.strip).filter(lambda text: "\n" in text)
SPEC = Path(".venv/spec/commonmark.json")


@settings(max_examples=600)
@given(WRAPPED)
def test_a_text_that_is_wrapped_alone_renders_the_same_on_one_line(content: str) -> None:
    if is_wrapped_alone(content):
        state = StateCore("", parser(), {"references": {}})
        assert _rendered(_LINE_END.sub(" ", content), state) == _rendered(content, state)


def test_a_wrapped_paragraph_needs_no_parser_and_what_a_line_end_means_something_in_does() -> None:
    assert is_wrapped_alone("a **b**\nc [d](https://e.f)\ng")
    for text in ("a `b\nc`", "a <b\nc>", "a  \nb", "a\\\nb", '[a](b "c\nd")', "a\t\nb"):
        assert not is_wrapped_alone(text)


@settings(max_examples=600)
@given(TEXTS, st.lists(st.tuples(st.sampled_from(["word", "ü", " ", "."]), st.text("abé .", max_size=4)), max_size=4))
def test_markup_that_is_alike_is_never_broken(msgid: str, changes: list[tuple[str, str]]) -> None:
    text = msgid
    for old, new in changes:
        text = text.replace(old, new, 1)
    if is_alike(msgid, text):
        assert list(parsed_faults(msgid, text)) == []


@pytest.mark.parametrize(
    ("msgid", "text"),
    [
        ("see **this** now", "mira **esto** ahora"),
        ("[Sign](https://a.b) today", "[Firme](https://a.b) hoy mismo"),
        ("plain words", "palabras"),
    ],
)
def test_most_translations_need_no_parser(msgid: str, text: str) -> None:
    assert is_alike(msgid, text)
    assert broken_markup(msgid, text) is None


@pytest.mark.parametrize(
    ("msgid", "text"),
    [
        ("see **this** now", "mira ** esto** ahora"),
        ("[Sign](https://a.b)", "[Firme](https://a.c)"),
        ("see [it][a]", "see [it][b]"),
        ("a note[^1]", "a note[^2]"),
        ("a `b`", "a `b"),
        ("a", "a &#42;&#42; b"),
    ],
)
def test_what_may_be_broken_is_parsed(msgid: str, text: str) -> None:
    assert not is_alike(msgid, text)


DOCUMENTS = [
    "# Title\n\nA *paragraph*\nof two lines.\n\n- one\n- two\n\n> said\n\n| a | b |\n|---|---|\n| c | d |\n",
    "Term\n: what it means\n\nA note[^n].\n\n[^n]: The note.\n\n[ref]: https://example.org\n\nSee [it][ref].\n",
    "<div>\n\nInside\n\n</div>\n\n<p>raw <b>text</b></p>\n\n1. first\n2. second\n\n   more\n",
    "    code\n\n***\n\nSetext\n======\n\nhard  \nbreak and\\\nanother\n",
]
TRANSLATIONS = ["1. {}", "# {}", "{} | {}", "- {}", "{}\\\n{}", "<i>{}</i>", "{} [^n]", "{}: {}", "*{}", "\\# {}", "{}"]


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("shape", TRANSLATIONS)
def test_checking_block_by_block_gives_what_whole_documents_give(
    document: str, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def translate(msgid: str) -> str:
        return shape.format(msgid, "more")

    quick = translate_markdown(document, translate, to="markdown")
    monkeypatch.setattr(source_module, "same_reading", lambda *_: False)
    assert translate_markdown(document, translate, to="markdown") == quick


@pytest.mark.skipif(not SPEC.exists(), reason="the specification's examples are not here; make test gets them")
def test_checking_block_by_block_gives_the_same_on_the_specification(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = [example["markdown"] for example in json.loads(SPEC.read_text("utf-8"))]

    def all_of_them() -> list[str]:
        return [translate_markdown(each, lambda msgid: f"Ü {msgid} é", to="markdown") for each in examples]

    quick = all_of_them()
    monkeypatch.setattr(source_module, "same_reading", lambda *_: False)
    assert all_of_them() == quick


def test_thousands_of_headings_may_say_the_same() -> None:
    text = "# Same\n\n## Same 2\n\n" + "## Same\n\nText.\n\n" * 3000
    ids = [each.id.split(".")[0] for each in parse(text, path="a.md", domain="a").all_texts]
    # “Same 2” has taken the name of the second “Same”.
    assert list(dict.fromkeys(ids)) == ["same", "same-2", *(f"same-{number}" for number in range(3, 3003))]


def test_equal_texts_of_source_and_catalog_are_one_in_memory() -> None:
    first, second = (extract_markdown("A text that is long enough.\n" + " " * number)[0] for number in (0, 1))
    assert first.msgid is second.msgid
