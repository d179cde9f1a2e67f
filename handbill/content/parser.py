"""Markdown, read by markdown-it: CommonMark with tables, strikethrough, footnotes, definition lists and front matter.

Between its block and its inline phase every block's text is known and
untouched: there the walk (:mod:`handbill.content.walk`) collects the texts or
puts their translations in their place. So a translation is only ever parsed as
inline text and cannot change the structure around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from handbill.collector import paused
from handbill.content.rules import BACK_TO_TEXT, facts_plugin
from handbill.content.stress import COMMONMARK, SIGNS, Edition, Signs, stress_plugin
from handbill.content.walk import SESSION, Session, raw_html_rule, words_rule

NESTING = 200
"""How deep lists and quotations may be nested."""

BYTE_ORDER_MARK = "\ufeff"
"""What some editors put before a text; it is no part of it."""


@cache
def parser(*, front_matter: bool = True, blocks_alone: bool = False, facts_to_come: bool = False) -> MarkdownIt:
    """Give the parser, which is stateless: what varies travels in the env.

    With `blocks_alone` it stops before the inline phase, where the texts are
    known as their authors wrote them; with `facts_to_come` before pieces of
    text are joined, since `handbill.content.unfilled` writes facts between them.
    """
    # What is nested deeper than the limit is dropped without a word: 20 by default.
    markdown = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])
    markdown.use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin)
    markdown.use(facts_plugin).use(stress_plugin)
    # A note within a sentence, ^[like this], would be no message of its own, and a translation could add one.
    markdown.disable("footnote_inline")
    if not front_matter:
        markdown.disable("front_matter")
    markdown.core.ruler.before("inline", "words", words_rule)
    markdown.core.ruler.after("inline", "raw_html", raw_html_rule)
    if blocks_alone:
        markdown.core.ruler.enableOnly(["normalize", "block", "words"])
    if facts_to_come:
        markdown.core.ruler.disable("text_join")
    return markdown


def document_tokens(text: str, session: Session, env: dict[str, Any], *, front_matter: bool = True) -> Sequence[Token]:
    """Read a text for a session, without facts."""
    env[SESSION] = session
    return parser(front_matter=front_matter).parse(text, env)


def block_tokens(text: str, env: dict[str, Any], *, front_matter: bool = True) -> Sequence[Token]:
    """Read the blocks of a text, for the session in `env` if there is one, and no inline markup."""
    with paused():
        return parser(front_matter=front_matter, blocks_alone=True).parse(text, env)


def inline_children(text: str, env: Mapping[str, Any] | None = None) -> Sequence[Token]:
    """Parse a text that stands alone, without facts; `env` knows the link definitions and footnotes of its document."""
    return _parsed_alone(text, env, {})


def signs_of_stress(text: str, env: Mapping[str, Any] | None = None) -> tuple[Sequence[Token], Sequence[Signs]]:
    """Parse a text that stands alone, and give with it the signs of stress in it, alternative texts left out."""
    found: list[Signs] = []
    tokens = _parsed_alone(text, env, {SIGNS: found})
    return tokens, [each for each in found if each.text == text]


def joints(text: str, env: Mapping[str, Any] | None = None) -> Sequence[int]:
    """Give the places in a text that stands alone at which its stress needs a joint for other programs to see it.

    There are none where they see the same stress without.
    """
    if "*" not in text and "~~" not in text:
        return ()
    seen, signs = signs_of_stress(text, env)
    places = [place for each in signs for place in each.joints()]
    if not places or all(_kinds(seen) == _kinds(_parsed_alone(text, env, {COMMONMARK: each})) for each in Edition):
        return ()
    return places


def _kinds(tokens: Iterable[Token]) -> list[tuple[str, str]]:
    return [(token.type, token.content) for token in tokens if token.type != "text" or token.content]


def _parsed_alone(text: str, env: Mapping[str, Any] | None, asked: Mapping[str, Any]) -> Sequence[Token]:
    known = env or {}
    # Parsing a footnote's mark counts it: the counts are the scratch copy's.
    notes = {"refs": dict.fromkeys(known.get("footnotes", {}).get("refs", {}), -1)}
    scratch = {"references": known.get("references", {}), "footnotes": notes, **asked}
    return parser().parseInline(text, scratch)[0].children or ()


def flat(tokens: Iterable[Token]) -> Iterator[Token]:
    """Give parsed tokens one after the other, each before what it holds: a picture's words, a paragraph's markup."""
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def html(tokens: Sequence[Token], back_to_text: str = "") -> str:
    """Give a document's tokens as HTML; `back_to_text` names the way back from a footnote."""
    return _renderer().render(tokens, parser().options, {BACK_TO_TEXT: back_to_text})


def inline_html(tokens: Sequence[Token]) -> str:
    """Give one parsed text as HTML."""
    return _renderer().renderInline(tokens, parser().options, {})


def _renderer() -> RendererHTML:
    renderer = parser().renderer
    assert isinstance(renderer, RendererHTML)
    return renderer
