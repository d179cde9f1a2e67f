"""Counting messages, words and characters by state."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from handbill.model import Catalog, Key, Message, Origin, State, Unit
from handbill.progress.words import count_characters, count_words

DONE = (State.TRANSLATED, State.REVIEWED)
"""The states in which a translation goes out."""

Kind = TypeVar("Kind", bound=State | Origin)


@dataclass(frozen=True, slots=True)
class Tally:
    """Messages, words and characters of the source, by the state of their translation, and what was found wrong.

    The states add up to the total.
    """

    messages: Mapping[State, int] = field(default_factory=dict)
    words: Mapping[State, int] = field(default_factory=dict)
    characters: Mapping[State, int] = field(default_factory=dict)
    origins: Mapping[Origin, int] = field(default_factory=dict)
    """The words that are done, by who translated them."""
    changed: int = 0
    """Words of messages that are new or edited since the catalog was updated. They are among those left."""
    errors: int = 0
    warnings: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            _sum(self.messages, other.messages),
            _sum(self.words, other.words),
            _sum(self.characters, other.characters),
            _sum(self.origins, other.origins),
            self.changed + other.changed,
            self.errors + other.errors,
            self.warnings + other.warnings,
        )

    @property
    def total(self) -> int:
        """All messages."""
        return sum(self.messages.values())

    @property
    def total_words(self) -> int:
        """All words."""
        return sum(self.words.values())

    @property
    def words_done(self) -> int:
        """The words that are translated or reviewed."""
        return sum(self.words.get(state, 0) for state in DONE)

    @property
    def words_left(self) -> int:
        """The words that a translator still has to look at."""
        return self.total_words - self.words_done

    @property
    def complete(self) -> bool:
        """Whether every message is translated or reviewed, those without words too."""
        return sum(self.messages.get(state, 0) for state in DONE) == self.total

    @property
    def done(self) -> float:
        """The share of words that are translated or reviewed, from 0 to 1."""
        return self.words_done / self.total_words if self.total_words else 1.0

    @property
    def percent(self) -> int:
        """The same in per cent, rounded down; 100 only when every message is done."""
        if self.complete:
            return 100
        return min(99, 100 * self.words_done // self.total_words) if self.total_words else 0


def _sum(first: Mapping[Kind, int], second: Mapping[Kind, int]) -> dict[Kind, int]:
    return {each: first.get(each, 0) + second.get(each, 0) for each in dict.fromkeys((*first, *second))}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one message of the source is in one language, whatever its catalog holds beside it."""

    message: Message
    unit: Unit | None
    """Its unit; nothing where the catalog does not have the message."""
    state: State


def standings(messages: Sequence[Message], catalog: Catalog | None, refused: Container[Key] = ()) -> Iterator[Standing]:
    """Give how far each message of the source is.

    A translation that an error was found in (`refused`), or that was made when
    the message had another plural, needs work: it counts as fuzzy.
    """
    for message in messages:
        unit = catalog.by_key.get(message.key) if catalog else None
        state = unit.state if unit else State.UNTRANSLATED
        if message.key in refused or (unit and unit.message.plural != message.plural):
            state = min(state, State.FUZZY)
        yield Standing(message, unit, state)


def tally(messages: Sequence[Message], catalog: Catalog | None, refused: Container[Key] = ()) -> Tally:
    """Give how far a catalog is with the messages of its domain as they are now."""
    counts, words, characters = (dict.fromkeys(State, 0) for _ in range(3))
    origins = dict.fromkeys(Origin, 0)
    changed = 0
    for each in standings(messages, catalog, refused):
        number = count_words(each.message.msgid)
        counts[each.state] += 1
        words[each.state] += number
        characters[each.state] += count_characters(each.message.msgid)
        if each.unit and each.unit.origin and each.state in DONE:
            origins[each.unit.origin] += number
        if catalog and (each.unit is None or each.unit.message.plural != each.message.plural):
            changed += number
    return Tally(counts, words, characters, origins, changed)
