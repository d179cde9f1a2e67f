"""Which remembered translations are worth showing beside a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handbill.catalogs.similarity import Index, alikeness
from handbill.memory.entries import Entry
from handbill.model import Message

FLOOR = 65.0
"""The least percent of alikeness of a text whose translation is suggested; docs/glossary.md tells how it was chosen."""
MOST = 5
"""How many suggestions a message gets."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One remembered translation for a message."""

    source: str
    """The text that was translated."""
    target: str
    """Its translation."""
    score: float
    """How much alike that text and the message are, in percent; 100 is the very same."""
    where: str
    """Where it stands, for people: ``faq, in use``."""


@dataclass(frozen=True)
class TranslationMemory:
    """What has been translated into one language."""

    entries: tuple[Entry, ...]

    def suggestions(
        self, message: Message, *, domain: str | None = None, floor: float = FLOOR, most: int = MOST
    ) -> tuple[Suggestion, ...]:
        """Give the remembered translations of texts like a message's, the most alike first.

        The very same text comes first, with a score of 100; among texts equally
        alike one of the same context, then one in use, then imported, obsolete
        and earlier ones. No translation is given twice, nor one of a text less
        alike than `floor`. With a domain, what the message's own unit there has
        as its translation is left out: who looks at it has it before them.
        """
        own = None if domain is None else (domain, message.key)
        found: dict[str, tuple[tuple[object, ...], Suggestion]] = {}
        for source in (message.msgid, *self._index.candidates(message.msgid)):
            score = alikeness(message.msgid, source)
            if score < floor:
                continue
            for entry in self._by_source.get(source, ()):
                if own is not None and (entry.domain, entry.key) == own:
                    continue
                rank = (-score, entry.context != message.context, entry.rank, entry.domain, source, entry.target)
                known = found.get(entry.target)
                if known is None or rank < known[0]:
                    found[entry.target] = (rank, Suggestion(source, entry.target, round(score, 1), entry.where))
        return tuple(suggestion for _, suggestion in sorted(found.values(), key=lambda each: each[0])[:most])

    @cached_property
    def _by_source(self) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.source, []).append(entry)
        return found

    @cached_property
    def _index(self) -> Index:
        return Index(self._by_source)


NOTHING = TranslationMemory(())
"""Nothing has been translated yet."""


def joined(*parts: Iterable[Entry]) -> TranslationMemory:
    """Give the memory of several sources."""
    return TranslationMemory(tuple(entry for part in parts for entry in part))
