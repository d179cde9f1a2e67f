"""Counting messages and words by state."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from handbill.facts import PLACEHOLDER
from handbill.model import Catalog, Key, Message, State

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Tally:
    """Messages and words of the source, by the state of their translation. The states add up to the total."""

    messages: Mapping[State, int] = field(default_factory=dict)
    words: Mapping[State, int] = field(default_factory=dict)

    def __add__(self, other: Tally) -> Tally:
        return Tally(_sum(self.messages, other.messages), _sum(self.words, other.words))

    @property
    def total(self) -> int:
        """All messages."""
        return sum(self.messages.values())

    @property
    def total_words(self) -> int:
        """All words."""
        return sum(self.words.values())

    @property
    def done(self) -> float:
        """The share of words that are translated or reviewed, from 0 to 1."""
        finished = self.words.get(State.TRANSLATED, 0) + self.words.get(State.REVIEWED, 0)
        return finished / self.total_words if self.total_words else 1.0


def _sum(first: Mapping[State, int], second: Mapping[State, int]) -> Mapping[State, int]:
    return {state: first.get(state, 0) + second.get(state, 0) for state in State}


def count_words(text: str) -> int:
    """Count the words of a source text; a placeholder is one word."""
    return len(_WORD.findall(PLACEHOLDER.sub(" x ", re.sub(r"\]\([^)]*\)", "]", text))))


def tally(messages: Sequence[Message], catalog: Catalog | None, refused: Container[Key] = ()) -> Tally:
    """Give how far a catalog is with the messages of its domain as they are now.

    A translation that an error was found in (`refused`) needs work: it counts as fuzzy.
    """
    counts = dict.fromkeys(State, 0)
    words = dict.fromkeys(State, 0)
    for message in messages:
        unit = catalog.by_key.get(message.key) if catalog else None
        state = unit.state if unit else State.UNTRANSLATED
        if message.key in refused:
            state = min(state, State.FUZZY)
        counts[state] += 1
        words[state] += count_words(message.msgid)
    return Tally(counts, words)


def as_json(progress: Mapping[str, Mapping[str, Tally]]) -> dict[str, object]:
    """Give tallies by tag and domain in the form that docs/formats.md describes."""
    locales = {}
    for tag, by_domain in progress.items():
        total = sum(by_domain.values(), Tally())
        locales[tag] = {
            "documents": {domain: _tally_json(each) for domain, each in by_domain.items()},
            "total": _tally_json(total),
        }
    return {"version": 1, "locales": locales}


def _tally_json(each: Tally) -> dict[str, dict[str, int]]:
    return {
        "messages": {"total": each.total, **{str(state): each.messages.get(state, 0) for state in State}},
        "words": {"total": each.total_words, **{str(state): each.words.get(state, 0) for state in State}},
    }
