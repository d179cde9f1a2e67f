"""Copy: one JSON file per language, for web teams. docs/formats.md describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from handbill.blocks import Block
from handbill.campaign import INTERFACE
from handbill.content.document import Kind
from handbill.content.inline import plain
from handbill.content.parser import inline_html
from handbill.content.unfilled import inline_tokens
from handbill.facts import Fact
from handbill.languages import Language
from handbill.localize import SOURCE_STATE, Lexicon, Localized, LocalizedDocument
from handbill.model import Message, Origin

VERSION = 1


def copy_deck(
    spoken: Language,
    documents: Sequence[LocalizedDocument],
    interface: Sequence[Message],
    lexicon: Lexicon,
    facts: Mapping[str, Fact],
) -> bytes:
    """Give everything that is released in one language, as JSON in UTF-8."""
    deck = {
        "version": VERSION,
        "locale": spoken.tag,
        "lang": spoken.tag,
        "dir": spoken.direction,
        "endonym": spoken.endonym,
        "name": spoken.name,
        "documents": {each.document.domain: _document(each) for each in documents},
        "interface": [_string(message, lexicon, facts) for message in interface],
    }
    return (json.dumps(deck, ensure_ascii=False, indent=2) + "\n").encode()


def _document(document: LocalizedDocument) -> dict[str, Any]:
    found = {text.id: each for text, each in zip(document.document.all_texts, document.localized, strict=True)}
    return {
        "title": document.title,
        "state": _state(document.state),
        "coverage": round(document.coverage, 4),
        "origin": _origin(document.origin),
        "fields": [
            _entry(each.text.id, Kind.FIELD, each.tokens, each.localized.language, each.localized)
            for each in document.fields
        ],
        "blocks": [_block(block, found.get(block.text.id) if block.text else None) for block in document.blocks],
    }


def _block(block: Block, found: Localized | None) -> dict[str, Any]:
    entry = _entry(block.id, block.kind, block.tokens, block.language, found)
    if block.content:
        entry |= {"text": block.content if block.kind is Kind.CODE else "", "html": block.html}
    for name in ("level", "depth", "quoted", "marker", "note"):
        if value := getattr(block, name):
            entry[name] = value
    if cell := block.cell:
        entry["cell"] = {"table": cell.table, "row": cell.row, "column": cell.column, "heading": cell.heading}
    return entry


def _entry(
    identity: str, kind: Kind, tokens: Sequence[Token], language: Language, found: Localized | None
) -> dict[str, Any]:
    return {
        "id": identity,
        "kind": kind.value,
        "text": plain(tokens, language),
        "html": inline_html(tokens),
        "lang": language.tag,
        "dir": language.direction,
        "state": _state(found.state) if found else None,
        "origin": _origin(found.origin) if found else None,
    }


def _string(message: Message, lexicon: Lexicon, facts: Mapping[str, Fact]) -> dict[str, Any]:
    found = lexicon.find(INTERFACE, message)
    shown = [
        plain(inline_tokens(form, found.language, facts, msgid=message.msgid), found.language) for form in found.forms
    ]
    entry: dict[str, Any] = {
        "msgid": message.msgid,
        "context": message.context,
        "text": shown[0],
        "lang": found.language.tag,
        "dir": found.language.direction,
        "state": _state(found.state),
        "origin": _origin(found.origin),
    }
    if message.plural is not None:
        entry["forms"] = shown
    return entry


def _state(state: object) -> str:
    return SOURCE_STATE if state is None else str(state)


def _origin(origin: Origin | None) -> str | None:
    return origin.value if origin else None
