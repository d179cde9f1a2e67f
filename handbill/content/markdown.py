"""A source file in: a `Document` of texts; each block is one message.

`parse` collects the texts, and refuses what is wrong with the source;
`localized_tokens` gives the document with its translations in their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it.token import Token

from handbill.content.document import Document, FieldRule, Kind, Text
from handbill.content.parser import BYTE_ORDER_MARK, block_tokens
from handbill.content.texts import brace_flags, visible_length
from handbill.content.unfilled import Unfilled, unfilled
from handbill.content.walk import SESSION, Localize, Session
from handbill.errors import SourceError
from handbill.facts import Fact, format_fact
from handbill.hidden import DELETE, harm, harmful
from handbill.languages import Language, language
from handbill.model import Message
from handbill.placeholders import placeholders, undefined

if TYPE_CHECKING:
    from handbill.content.frontmatter import Value


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
    _refuse_nul(text, path)
    tokens = block_tokens(text, env)
    _refuse_front_matter(text, path, read=not schema or any(token.type == "front_matter" for token in tokens))
    fields, metadata = _fields(tokens, schema, session)
    for line, written in [*((each.line, each.message.msgid) for each in fields), *session.written, *_targets(env)]:
        _check_facts(written, line, source, path, facts)
        _check_hidden(written, line, source, path)
    return Document(domain, path, source, fields, tuple(found.text for found in session.found), metadata)


def localized_tokens(
    document: Document, localize: Localize, facts: Mapping[str, Fact], *, spoken: Language, source: Language
) -> Unfilled:
    """Give the document's tokens in the language `spoken`, its facts still to be written.

    Each inline token's meta holds its ``id``, its ``kind``, its ``text`` (nothing
    where it is no message) and, where that is known, its language under `LANGUAGE`.
    """
    session = Session(document.path, document.domain, facts, localize=localize, source=source)
    return unfilled(document.source.removeprefix(BYTE_ORDER_MARK), {SESSION: session}, facts, spoken)


def _refuse_nul(source: str, path: str) -> None:
    """Refuse what no parser of Markdown hands on: each puts another character in its place."""
    if (place := source.find("\0")) >= 0:
        line = source.count("\n", 0, place) + 1
        raise SourceError(f"the text has {next(harmful(source[place]))}", path=path, line=line, hint=DELETE)


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
        made.append(Text(value.id, Kind.FIELD, _field_message(value, rule, session), value.line, rule.limit))
    return tuple(made), metadata


def _field_message(value: Value, rule: FieldRule, session: Session) -> Message:
    place = f"front matter › {value.key}" + (f", {value.index} in a list" if value.index else "")
    limit = f"at most {rule.limit} characters" if rule.limit else ""
    return Message(
        value.text,
        context=f"{session.domain}:{value.key}",
        references=(f"{session.path}:{value.line}",),
        comments=tuple(each for each in (place, rule.note, limit) if each),
        flags=brace_flags(value.text, session.facts),
    )


_TOML = re.compile(r"\+\+\+[ \t]*(?:[\r\n]|\Z)")
_OPEN = re.compile(r"\s*---[ \t]*\r?\n[\w-]+[ \t]*:")


def _refuse_front_matter(source: str, path: str, *, read: bool) -> None:
    """Refuse what its author took for front matter; `read` says that there is some, or that none is asked for."""
    if _TOML.match(source):
        message = "the front matter is TOML (+++), which is not understood"
        hint = "Write it as YAML: a line of three hyphens before and after it, and “key: value” between them."
    elif not read and _OPEN.match(source):
        message = "the front matter does not begin on the first line, or has no end"
        hint = "Put a line of three hyphens before and after it, the first at the very top."
    else:
        return
    raise SourceError(message, path=path, line=1, hint=hint)


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
