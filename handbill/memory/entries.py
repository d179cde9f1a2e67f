"""What a catalog remembers: each pair of a source text and its translation, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from handbill.catalogs.notes import kept_texts
from handbill.model import Catalog, Key, Unit


class Place(Enum):
    """Where a pair stands, best first; the value is its word in lists."""

    CATALOG = "in use"
    IMPORTED = "imported"
    OBSOLETE = "obsolete"
    EARLIER = "of an earlier text"
    """What a fuzzy translation was made from."""
    KEPT = "another version"
    """A text that somebody wrote and that a comment keeps beside the translation."""
    UNSURE = "needs work"
    """Somebody marked it so."""


_RANKS = {place: rank for rank, place in enumerate(Place)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One pair of the memory."""

    source: str
    target: str
    place: Place
    domain: str = ""
    """The document whose catalog has it; nothing where it was imported."""
    context: str | None = None
    """The msgctxt that it has there."""
    key: Key | None = None
    """The message whose translation it is now; nothing where that is not so."""

    @property
    def where(self) -> str:
        """For people: ``petition, obsolete``."""
        return ", ".join(part for part in (self.domain, self.place.value) if part)

    @property
    def rank(self) -> int:
        """From 0, the best, up."""
        return _RANKS[self.place]


def entries_of(catalog: Catalog, domain: str) -> Iterator[Entry]:
    """Give the pairs of a catalog: translations in use, obsolete ones, earlier ones, and kept texts.

    Of plural forms the first goes with the msgid and the last with the plural.
    """
    for unit in catalog.units:
        if any(unit.msgstr):
            yield from _translations(unit, domain)
        for kept in kept_texts(unit.comments):
            source = unit.message.plural if kept.form and unit.message.plural else unit.message.msgid
            yield Entry(source, kept.text, Place.KEPT, domain, unit.message.context)


def _translations(unit: Unit, domain: str) -> Iterator[Entry]:
    made_from, place, key = unit.message, Place.CATALOG, None if unit.obsolete else unit.key
    msgid, plural, context = made_from.msgid, made_from.plural, made_from.context
    if unit.fuzzy and unit.previous:
        # It says what the source said then.
        msgid, plural, context, place = unit.previous.msgid, unit.previous.plural, unit.previous.context, Place.EARLIER
    elif unit.fuzzy:
        place = Place.UNSURE
    elif unit.obsolete:
        place = Place.OBSOLETE
    forms = [(msgid, unit.msgstr[0])]
    if plural:
        forms.append((plural, unit.msgstr[-1]))
    for source, target in forms:
        if source and target:
            yield Entry(source, target, place, domain, context, key)
