"""Markdown in: a source file becomes a `Document` of texts; each block is one message.

CommonMark with tables, strikethrough, footnotes, definition lists and front
matter, parsed by markdown-it. Between its block and its inline phase every
block's text is known and untouched: there the texts are collected
(:func:`parse`) or replaced by their translations (:func:`localized_tokens`).
So a translation is only ever parsed as inline text and cannot change the
structure around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from handbill.collector import paused
from handbill.content.document import Document, FieldRule, Kind, Text
from handbill.content.inline import BACK_TO_TEXT, FACTS, LANGUAGE, facts_plugin
from handbill.content.texts import brace_flags, visible_length
from handbill.content.walk import MSGID, SESSION, Localize, Session, raw_html_rule, words_rule
from handbill.errors import SourceError
from handbill.facts import Fact, format_fact, placeholders, undefined
from handbill.hidden import harm
from handbill.languages import Language, language
from handbill.model import Message

NESTING = 200
"""How deep lists and quotations may be nested."""

BYTE_ORDER_MARK = "\ufeff"
"""What some editors put before a text; it is no part of it."""


@cache
def parser(*, front_matter: bool = True, blocks_alone: bool = False) -> MarkdownIt:
    """Give the parser, which is stateless: what varies travels in the env.

    With `blocks_alone` it stops before the inline phase, where the texts are
    known as their authors wrote them.
    """
    # What is nested deeper than the limit is dropped without a word: 20 by default.
    markdown = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])
    markdown.use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin).use(facts_plugin)
    # A note within a sentence, ^[like this], would be no message of its own, and a translation could add one.
    markdown.disable("footnote_inline")
    if not front_matter:
        markdown.disable("front_matter")
    markdown.core.ruler.before("inline", "words", words_rule)
    markdown.core.ruler.after("inline", "raw_html", raw_html_rule)
    if blocks_alone:
        markdown.core.ruler.enableOnly(["normalize", "block", "words"])
    return markdown


def parse(
    source: str,
    *,
    path: str,
    domain: str,
    schema: Mapping[str, FieldRule] | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> Document:
    """Give the texts of a Markdown source.

    `schema` names the front-matter keys that are translated; `facts` are those
    that its placeholders may name. A placeholder that no fact defines, a format
    that a fact does not have, and a field over its limit are a `SourceError`.
    """
    schema, facts = schema or {}, facts or {}
    session = Session(path=path, domain=domain, facts=facts)
    env: dict[str, Any] = {SESSION: session}
    text = source.removeprefix(BYTE_ORDER_MARK)
    tokens = block_tokens(text, env)
    _refuse_toml(text, path)
    if schema and not any(token.type == "front_matter" for token in tokens):
        _refuse_open_front_matter(text, path)
    fields, metadata = _fields(tokens, schema, session)
    for line, written in [*((each.line, each.message.msgid) for each in fields), *session.written, *_targets(env)]:
        _check_facts(written, line, source, path, facts)
        _check_hidden(written, line, source, path)
    return Document(domain, path, source, fields, tuple(found.text for found in session.found), metadata)


def localized_tokens(
    document: Document, localize: Localize, facts: Mapping[str, Fact], *, spoken: Language, source: Language
) -> Sequence[Token]:
    """Give the document's tokens in the language `spoken`.

    Each inline token's meta holds its ``id``, its ``kind``, its ``text`` (nothing
    where it is no message) and, where that is known, its language under `LANGUAGE`.
    """
    session = Session(document.path, document.domain, facts, localize=localize, source=source)
    tokens = parser().parse(
        document.source.removeprefix(BYTE_ORDER_MARK), {SESSION: session, FACTS: facts, LANGUAGE: spoken}
    )
    return [token for token in tokens if token.type != "front_matter"]


def document_tokens(text: str, session: Session, env: dict[str, Any], *, front_matter: bool = True) -> Sequence[Token]:
    """Read a text for a session, without facts."""
    env[SESSION] = session
    return parser(front_matter=front_matter).parse(text, env)


def block_tokens(text: str, env: dict[str, Any], *, front_matter: bool = True) -> Sequence[Token]:
    """Read the blocks of a text, for the session in `env` if there is one, and no inline markup."""
    with paused():
        return parser(front_matter=front_matter, blocks_alone=True).parse(text, env)


def inline_tokens(text: str, spoken: Language, facts: Mapping[str, Fact], *, msgid: str) -> Sequence[Token]:
    """Parse one text that stands alone, such as a headline; `msgid` is the source that it was translated from."""
    tokens = parser().parseInline(text, {FACTS: facts, LANGUAGE: spoken, MSGID: msgid})
    return tokens[0].children or ()


def inline_children(text: str, env: Mapping[str, Any] | None = None) -> Sequence[Token]:
    """Parse a text that stands alone, without facts; `env` knows the link definitions and footnotes of its document."""
    known = env or {}
    # Parsing a footnote's mark counts it: the counts are the scratch copy's.
    notes = {"refs": dict.fromkeys(known.get("footnotes", {}).get("refs", {}), -1)}
    scratch = {"references": known.get("references", {}), "footnotes": notes}
    return parser().parseInline(text, scratch)[0].children or ()


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


def _fields(
    tokens: Sequence[Token], schema: Mapping[str, FieldRule], session: Session
) -> tuple[tuple[Text, ...], Mapping[str, object]]:
    front = next((token for token in tokens if token.type == "front_matter"), None)
    if front is None or front.map is None:
        return (), {}
    from handbill.content.frontmatter import read_front_matter

    values, metadata = read_front_matter(str(front.content), schema, path=session.path, first_line=front.map[0] + 2)
    made = []
    for value in values:
        rule = schema[value.key]
        if rule.limit is not None and visible_length(value.text) > rule.limit:
            raise SourceError(
                f"“{value.key}” has {visible_length(value.text)} characters; its limit is {rule.limit}",
                path=session.path,
                line=value.line,
                hint="Shorten it, or raise the limit in handbill.toml if the layout has the room.",
            )
        place = f"front matter › {value.key}" + (f", {value.index} in a list" if value.index else "")
        limit = f"at most {rule.limit} characters" if rule.limit else ""
        message = Message(
            value.text,
            context=f"{session.domain}:{value.key}",
            references=(f"{session.path}:{value.line}",),
            comments=tuple(each for each in (place, rule.note, limit) if each),
            flags=brace_flags(value.text, session.facts),
        )
        made.append(Text(value.id, Kind.FIELD, message, value.line, rule.limit))
    return tuple(made), metadata


def _refuse_toml(source: str, path: str) -> None:
    if re.match(r"\+\+\+[ \t]*(?:[\r\n]|\Z)", source):
        raise SourceError(
            "the front matter is TOML (+++), which is not understood",
            path=path,
            line=1,
            hint="Write it as YAML: a line of three hyphens before and after it, and “key: value” between them.",
        )


def _refuse_open_front_matter(source: str, path: str) -> None:
    if re.match(r"\s*---[ \t]*\r?\n[\w-]+[ \t]*:", source):
        raise SourceError(
            "the front matter does not begin on the first line, or has no end",
            path=path,
            line=1,
            hint="Put a line of three hyphens before and after it, the first at the very top.",
        )


def _targets(env: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Give where the reference links lead, with the lines of their definitions."""
    for reference in env.get("references", {}).values():
        yield reference["map"][0] + 1, f"{unquote(reference['href'])} {reference['title']}"


def _check_facts(written: str, line: int, source: str, path: str, facts: Mapping[str, Fact]) -> None:
    if not facts:
        return
    for found in undefined(written, facts):
        raise SourceError(
            f"no fact is named “{found[1]}”",
            path=path,
            line=_line_of(found[0], source, line),
            hint=_fact_hint(found[1], facts),
        )
    for found in placeholders(written):
        try:
            format_fact(facts[found[1]], language("en"), found[2])
        except ValueError as error:
            raise SourceError(
                f"{found[0]} cannot be written: {error}", path=path, line=_line_of(found[0], source, line)
            ) from error


def _check_hidden(written: str, line: int, source: str, path: str) -> None:
    if found := harm(written):
        # The text is a block of several lines: name the one with something in it that is not seen.
        lines = source.split("\n")
        last = line + written.count("\n")
        bad = next(
            (
                number
                for number in range(line, last + 1)
                if number <= len(lines) and harm(lines[number - 1].rstrip("\r"))
            ),
            line,
        )
        raise SourceError(f"the text {found[0]}", path=path, line=bad, hint=found[1])


def _line_of(placeholder: str, source: str, first: int) -> int:
    lines = source.split("\n")
    return next((number for number in range(first, len(lines) + 1) if placeholder in lines[number - 1]), first)


def _fact_hint(name: str, facts: Mapping[str, Fact]) -> str:
    close = get_close_matches(name, facts, n=1)
    guess = f"Did you mean {{{close[0]}}}? " if close else f"There are: {', '.join(sorted(facts))}. "
    return f"{guess}For the braces themselves, double them: {{{{{name}}}}}."
