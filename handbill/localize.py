"""A document and its catalogs give the document in one language.

Each text is looked for in the reader's language, then in the languages of the
fallback chain, then in the source. Fuzzy translations are never shown, nor
those that an error was found in. Every text knows which language it ended up
in, so that whoever renders it can say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TypeVar
from urllib.parse import unquote

from markdown_it.token import Token

from handbill.blocks import Block, blocks_of, with_languages
from handbill.campaign import Campaign
from handbill.content.document import Document, Text
from handbill.content.inline import plain
from handbill.content.markdown import localized_tokens
from handbill.content.parser import flat, html
from handbill.content.unfilled import Unfilled, inline_of, unfilled_inline
from handbill.facts import Fact
from handbill.languages import Language
from handbill.model import Catalog, Key, Message, Origin, State, Unit, origin_of

Made = TypeVar("Made")

SOURCE_STATE = "source"
"""The state of a text in the source language, where there is nothing to translate."""


@dataclass(frozen=True, slots=True)
class Localized:
    """One message as a reader sees it."""

    forms: tuple[str, ...]
    """Its text; one per plural form where it counts something."""
    language: Language
    """The language that it is in."""
    state: State | None
    """How far it is in the reader's language; nothing where that is the source language."""
    origin: Origin | None = None
    """Who wrote it; nothing where it is the source's own text."""

    @property
    def text(self) -> str:
        """The text of a message that counts nothing."""
        return self.forms[0]


@dataclass(frozen=True)
class Lexicon:
    """What a reader of one language gets for each message."""

    language: Language
    chain: tuple[Language, ...]
    """The languages to look in, the reader's first, the source language last."""
    catalogs: Mapping[tuple[str, str], Catalog]
    """By tag and domain; what is not there is as if nothing were translated."""
    refused: AbstractSet[tuple[str, str, Key]]
    """Tag, domain and key of the translations that an error was found in."""

    def find(self, domain: str, message: Message) -> Localized:
        """Give the message in the first language of the chain that has it translated."""
        source = self.chain[-1]
        state = None if self.language == source else self._state(domain, message)
        for spoken in self.chain[:-1]:
            unit = self._unit(spoken, domain, message)
            if unit is not None:
                return Localized(unit.msgstr, spoken, state, unit.origin)
        return Localized((message.msgid, message.plural) if message.plural else (message.msgid,), source, state)

    def says_same(self, other: Lexicon, domain: str) -> bool:
        """Say whether both give the same for every message of a domain: from the very same catalogs, none of whose
        translations is refused by one alone.
        """
        if self.chain != other.chain:
            return False
        keys = [(spoken.tag, domain) for spoken in self.chain]
        alike = all(self.catalogs.get(key) is other.catalogs.get(key) for key in keys)
        return alike and all(each[:2] not in keys for each in self.refused ^ other.refused)

    def line(self, spoken: Language, domain: str, message: Message) -> int | None:
        """Give the line of a language's catalog on which a message stands, if it does."""
        catalog = self.catalogs.get((spoken.tag, domain))
        unit = catalog.by_key.get(message.key) if catalog else None
        return unit.line if unit else None

    def _unit(self, spoken: Language, domain: str, message: Message) -> Unit | None:
        catalog = self.catalogs.get((spoken.tag, domain))
        unit = catalog.by_key.get(message.key) if catalog else None
        if unit is None or unit.state < State.TRANSLATED or (spoken.tag, domain, message.key) in self.refused:
            return None
        return unit if unit.message.plural == message.plural else None

    def _state(self, domain: str, message: Message) -> State:
        catalog = self.catalogs.get((self.language.tag, domain))
        unit = catalog.by_key.get(message.key) if catalog else None
        if unit is None:
            return State.UNTRANSLATED
        # A translation with an error is there, but somebody must work on it.
        refused = (self.language.tag, domain, message.key) in self.refused
        return min(unit.state, State.FUZZY) if refused else unit.state


@dataclass(frozen=True, slots=True)
class LocalizedField:
    """One front-matter value in one language."""

    text: Text
    localized: Localized
    tokens: Sequence[Token]
    """Its text, parsed."""


@dataclass(frozen=True)
class LocalizedDocument:
    """One document in one language."""

    document: Document
    language: Language
    fields: tuple[LocalizedField, ...]
    blocks: tuple[Block, ...]
    """What its body is made of, in order."""
    tokens: Sequence[Token]
    """Its body, parsed."""
    localized: tuple[Localized, ...]
    """What was found for each message, fields first."""

    @property
    def own_states(self) -> tuple[State, ...]:
        """How far each text is; none of them is better than fuzzy where it is shown in another language."""
        return tuple(
            each.state if each.language == self.language else min(each.state, State.FUZZY)
            for each in self.localized
            if each.state is not None
        )

    @property
    def origin(self) -> Origin | None:
        """Who wrote its translation, as `origin_of` says it."""
        return origin_of(each.origin for each in self.localized)

    @property
    def untranslated(self) -> int:
        """How many texts are not in the reader's language."""
        return sum(each.language != self.language for each in self.localized)

    @property
    def coverage(self) -> float:
        """The share of texts that are in the reader's language, from 0 to 1."""
        return 1 - self.untranslated / len(self.localized) if self.localized else 1.0

    @property
    def state(self) -> State | None:
        """How far the least advanced text is; nothing in the source language."""
        states = [each.state for each in self.localized if each.state is not None]
        return min(states) if states else None

    def fields_by_key(self, made: Callable[[LocalizedField], Made]) -> dict[str, Made | list[Made]]:
        """Give what is made of each field, by key: a list where the source has a list."""
        by_key: dict[str, Made | list[Made]] = {}
        for key, group in groupby(self.fields, key=lambda field: field.text.id.partition(".")[0]):
            fields = list(group)
            each = list(map(made, fields))
            by_key[key] = each if "." in fields[0].text.id else each[0]
        return by_key

    @cached_property
    def title(self) -> str:
        """The document's title as plain text, in right-to-left languages with isolates where it needs them."""
        return plain(self.title_tokens, self.title_language)

    @property
    def title_tokens(self) -> Sequence[Token]:
        """The document's title: its field ``title``, else its first text, else its domain."""
        return self._titled[0]

    @property
    def title_language(self) -> Language:
        """The language that the title is in."""
        return self._titled[1]

    @cached_property
    def _titled(self) -> tuple[Sequence[Token], Language]:
        for field in self.fields:
            if field.text.id == "title":
                return field.tokens, field.localized.language
        for block in self.blocks:
            if block.text:
                return block.tokens, block.language
        return (Token("text", "", 0, content=self.document.domain),), self.language

    @property
    def pictures(self) -> tuple[str, ...]:
        """The pictures that the document shows from beside its source, as it names them, each once."""
        named = dict.fromkeys(str(token.attrGet("src")) for token in flat(self.tokens) if token.type == "image")
        return tuple(unquote(name) for name in named if not re.match(r"[a-z][a-z0-9+.-]*:|[/#?]", name, re.IGNORECASE))

    def html(self, back_to_text: str = "") -> str:
        """Give the body as HTML; `back_to_text` names the way back from a footnote for who cannot see the arrow."""
        return html(self.tokens, back_to_text)


@dataclass(frozen=True)
class Wording:
    """One document in one language with its facts still to be written: what all sheets of a print run share."""

    document: Document
    language: Language
    fields: tuple[tuple[Text, Localized, Unfilled], ...]
    body: Unfilled
    localized: tuple[Localized, ...]
    """What was found for each message, fields first."""

    def with_facts(self, facts: Mapping[str, Fact]) -> LocalizedDocument:
        """Give the document with its facts: any, under the names that the campaign has."""
        fields = (LocalizedField(text, found, inline_of(tokens.filled(facts))) for text, found, tokens in self.fields)
        tokens = self.body.filled(facts)
        return LocalizedDocument(
            self.document,
            self.language,
            tuple(fields),
            blocks_of(tokens, self.language),
            with_languages(tokens, self.language),
            self.localized,
        )


def localize(document: Document, lexicon: Lexicon, campaign: Campaign) -> LocalizedDocument:
    """Give the document in the lexicon's language."""
    return wording(document, lexicon, campaign).with_facts(campaign.facts)


def wording(document: Document, lexicon: Lexicon, campaign: Campaign) -> Wording:
    """Give the document's words in the lexicon's language."""
    found: dict[str, Localized] = {}

    def show(text: Text) -> tuple[str, Language]:
        found[text.id] = lexicon.find(document.domain, text.message)
        return found[text.id].text, found[text.id].language

    def show_field(text: Text) -> tuple[Text, Localized, Unfilled]:
        shown, spoken = show(text)
        tokens = unfilled_inline(shown, spoken, campaign.facts, msgid=text.message.msgid)
        return text, found[text.id], tokens

    fields = tuple(map(show_field, document.fields))
    body = localized_tokens(document, show, campaign.facts, spoken=lexicon.language, source=campaign.source)
    return Wording(document, lexicon.language, fields, body, tuple(found[text.id] for text in document.all_texts))
