"""A document's blocks in reading order, and the languages that its texts are in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from markdown_it.token import Token

from handbill.blocks import Block, Cell, blocks_of, with_languages
from handbill.content.document import Kind
from handbill.content.markdown import localized_tokens, parse
from handbill.content.parser import html
from handbill.languages import language

ENGLISH, ARABIC = language("en"), language("ar")


def tokens_of(source: str, translated: dict[str, str] | None = None) -> Sequence[Token]:
    """Give a source's tokens in Arabic, as far as it is translated."""
    given = translated or {}
    document = parse(source, path="p.md", domain="p")
    return localized_tokens(
        document,
        lambda text: (
            given.get(text.message.msgid, text.message.msgid),
            ARABIC if text.message.msgid in given else ENGLISH,
        ),
        {},
        spoken=ARABIC,
        source=ENGLISH,
    ).filled({})


def blocks(source: str) -> tuple[Block, ...]:
    return blocks_of(tokens_of(source), ARABIC)


def outline(source: str) -> list[tuple[str, str, int, str]]:
    """Give kind, marker, depth and HTML of each block."""
    return [(block.kind.value, block.marker, block.depth, block.html) for block in blocks(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\n\nb", [("paragraph", "", 0, "a"), ("paragraph", "", 0, "b")]),
        ("- a\n- b", [("list item", "•", 1, "a"), ("list item", "•", 1, "b")]),
        ("3. a\n4. b", [("list item", "3.", 1, "a"), ("list item", "4.", 1, "b")]),
        ("0. a\n1. b", [("list item", "0.", 1, "a"), ("list item", "1.", 1, "b")]),
        ("- a\n\n  b\n\n- c", [("list item", "•", 1, "a"), ("list item", "", 1, "b"), ("list item", "•", 1, "c")]),
        (
            "1. a\n   - b\n   - c\n2. d",
            [
                ("list item", "1.", 1, "a"),
                ("list item", "•", 2, "b"),
                ("list item", "•", 2, "c"),
                ("list item", "2.", 1, "d"),
            ],
        ),
        ("- ```\n  a\n  ```\n\n  b", [("code", "•", 1, "a\n"), ("list item", "", 1, "b")]),
        ("-\n- b", [("list item", "•", 1, "b")]),
        ("```\na < b & c\n```", [("code", "", 0, "a &lt; b &amp; c\n")]),
        ("<div>x</div>", [("html", "", 0, "<div>x</div>")]),
        ("***", [("rule", "", 0, "")]),
        ("A\n: b", [("term", "", 0, "A"), ("definition", "", 0, "b")]),
        ("**a** `b`", [("paragraph", "", 0, "<strong>a</strong> <code>b</code>")]),
        ("", []),
    ],
)
def test_blocks_say_what_they_are_and_what_stands_before_them(
    source: str, expected: list[tuple[str, str, int, str]]
) -> None:
    assert outline(source) == expected


def test_headings_have_levels_and_what_follows_has_none() -> None:
    assert [block.level for block in blocks("# A\n\nB\n=\n\n### C\n\nd")] == [1, 1, 3, 0]


def test_quotations_are_counted() -> None:
    assert [(block.kind, block.quoted) for block in blocks("> a\n>\n> > b\n> >\n> > - c\n\nd")] == [
        (Kind.QUOTATION, 1),
        (Kind.QUOTATION, 2),
        (Kind.ITEM, 2),
        (Kind.PARAGRAPH, 0),
    ]


def test_cells_know_their_place_also_beside_empty_ones() -> None:
    found = blocks("| a | b |\n|---|---|\n|   | d |\n\ne\n\n| f |\n|---|")
    assert [block.cell for block in found] == [
        Cell(1, 1, 1, 2, heading=True),
        Cell(1, 1, 2, 2, heading=True),
        Cell(1, 2, 2, 2, heading=False),
        None,
        Cell(2, 1, 1, 1, heading=True),
    ]


def test_footnotes_come_last_with_their_numbers() -> None:
    found = blocks("a[^y] b[^x]\n\n[^x]: X\n\n[^y]: Y\n\n    ```\n    code\n    ```\n\nc")
    assert [(block.html[:1], block.note) for block in found] == [("a", None), ("c", None), ("Y", 1), ("c", 1), ("X", 2)]


def test_blocks_know_their_message_and_those_without_one_know_that() -> None:
    found = blocks("a\n\n2011\n\n<!-- handbill: skip -->\nb")
    assert [block.text and block.text.message.msgid for block in found] == ["a", None, None]


def test_ids_are_the_same_in_every_language() -> None:
    source = "# A\n\nb\n\n- c\n\n> d"
    first = blocks_of(tokens_of(source), ARABIC)
    second = blocks_of(tokens_of(source, {"A": "أ", "b": "ب"}), ARABIC)
    assert [block.id for block in first] == [block.id for block in second]
    assert [block.id for block in first] == ["a.heading-1", "a.paragraph-1", "a.list-item-1", "a.quotation-1"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a", '<p lang="en" dir="ltr">a</p>\n'),
        ("# a", '<h1 id="a" lang="en" dir="ltr">a</h1>\n'),
        ("- a", '<ul>\n<li><span lang="en" dir="ltr">a</span></li>\n</ul>\n'),
        ("- a\n\n  b", '<ul>\n<li>\n<p lang="en" dir="ltr">a</p>\n<p lang="en" dir="ltr">b</p>\n</li>\n</ul>\n'),
        ("> a", '<blockquote>\n<p lang="en" dir="ltr">a</p>\n</blockquote>\n'),
        ("| a |\n|---|", '<table>\n<thead>\n<tr>\n<th lang="en" dir="ltr">a</th>\n</tr>\n</thead>\n</table>\n'),
        ("A\n: b", '<dl>\n<dt lang="en" dir="ltr">A</dt>\n<dd><span lang="en" dir="ltr">b</span></dd>\n</dl>\n'),
        ("<!-- handbill: skip -->\na", '<p lang="en" dir="ltr">a</p>\n'),
        ("2011", "<p>2011</p>\n"),
        ("here", "<p>هنا</p>\n"),
        ("here[^a]\n\n[^a]: a", None),
    ],
)
def test_a_text_in_another_language_carries_its_own_lang_and_dir(source: str, expected: str | None) -> None:
    tokens = tokens_of(source, {"here": "هنا", "here[^a]": "هنا[^a]"})
    shown = html(with_languages(tokens, ARABIC))
    if expected is None:
        assert '<li id="fn1" class="footnote-item"><p lang="en" dir="ltr">a ' in shown
    else:
        assert shown == expected


def test_marks_leave_the_blocks_as_they_were() -> None:
    tokens = tokens_of("- a")
    found = blocks_of(tokens, ARABIC)
    with_languages(tokens, ARABIC)
    assert [(block.html, block.language) for block in found] == [("a", ENGLISH)]
