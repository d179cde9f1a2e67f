"""Parsed texts whose facts are still to be written: what is the same for all sheets of a print run.

Parsing takes longest, and facts have no part in it but their names. What a
text becomes with the facts in it is made of copies, and only where it names one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token

from handbill.content.parser import parser
from handbill.content.rules import FACTS, LANGUAGE
from handbill.content.typed import isolated_tokens
from handbill.content.walk import MSGID
from handbill.content.written import write_facts

if TYPE_CHECKING:
    from handbill.facts import Fact
    from handbill.languages import Language


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Parsed tokens with their facts to come. Nothing changes them: they may be filled as often as one likes."""

    tokens: tuple[Token, ...]
    naming: tuple[int, ...]
    """Which of them name facts; the others are what they will be."""
    spoken: Language
    """The language that they are in where they do not say it themselves."""

    def filled(self, facts: Mapping[str, Fact]) -> Sequence[Token]:
        """Give the tokens with their facts written as each text's language writes them, link targets included."""
        if not self.naming:
            return self.tokens
        written = [_copy(self.tokens[index]) for index in self.naming]
        _finish(written, facts, self.spoken)
        tokens = list(self.tokens)
        for index, token in zip(self.naming, written, strict=True):
            tokens[index] = token
        return tokens


def unfilled(text: str, env: Mapping[str, Any], facts: Mapping[str, Fact], spoken: Language) -> Unfilled:
    """Parse a document. Of the facts their names alone are asked for."""
    tokens = parser(facts_to_come=True).parse(text, {**env, FACTS: facts})
    return _unfilled([token for token in tokens if token.type != "front_matter"], spoken)


def unfilled_inline(text: str, spoken: Language, facts: Mapping[str, Fact], *, msgid: str) -> Unfilled:
    """Parse one text that stands alone, such as a headline; `msgid` is the source that it was translated from."""
    return _unfilled(parser(facts_to_come=True).parseInline(text, {FACTS: facts, MSGID: msgid}), spoken)


def inline_tokens(text: str, spoken: Language, facts: Mapping[str, Fact], *, msgid: str) -> Sequence[Token]:
    """Parse one text that stands alone, and write its facts."""
    return inline_of(unfilled_inline(text, spoken, facts, msgid=msgid).filled(facts))


def inline_of(tokens: Sequence[Token]) -> Sequence[Token]:
    """Give what a text that stands alone is made of."""
    return tokens[0].children or ()


def _unfilled(tokens: Sequence[Token], spoken: Language) -> Unfilled:
    names = [_names_fact(token) for token in tokens]
    _finish([token for token, named in zip(tokens, names, strict=True) if not named], {}, spoken)
    return Unfilled(tuple(tokens), tuple(index for index, named in enumerate(names) if named), spoken)


def _finish(tokens: list[Token], facts: Mapping[str, Fact], spoken: Language) -> None:
    """Do what comes after parsing: write facts, join pieces of text, and tell apart, in right-to-left texts, the phone
    numbers and addresses that are no facts.
    """
    for token in tokens:
        if token.type == "inline" and token.children and facts:
            write_facts(token.children, facts, token.meta.get(LANGUAGE) or spoken)
    text_join(StateCore("", parser(), {}, tokens))
    for token in tokens:
        if token.type == "inline" and (token.meta.get(LANGUAGE) or spoken).direction == "rtl":
            token.children = list(isolated_tokens(token.children or ()))


def _names_fact(token: Token) -> bool:
    """Say whether there may be a fact in what a text is made of; of blocks none has any."""
    return any(
        child.type == "fact"
        or "{" in child.content
        or any("{" in str(value) or "%7B" in str(value) for value in child.attrs.values())
        or _names_fact(child)
        for child in token.children or ()
    )


def _copy(token: Token) -> Token:
    """Give a copy that can be written to."""
    made = copy(token)
    made.attrs, made.meta = dict(token.attrs), dict(token.meta)
    made.children = [_copy(child) for child in token.children] if token.children is not None else None
    return made
