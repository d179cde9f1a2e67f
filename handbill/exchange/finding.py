"""Which unit a row that came back belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from handbill.catalogs.carry import suggestion
from handbill.catalogs.changes import fold
from handbill.catalogs.matching import Place
from handbill.catalogs.notes import kept_text
from handbill.catalogs.similarity import Similarity
from handbill.exchange.parcel import ReturnedRow, message_id, text_id
from handbill.model import Catalog, Key, Message, Unit


class Via(IntEnum):
    """How a row found its unit, best first."""

    MESSAGE = 0
    """It is just the message that the row was made for."""
    PREVIOUS = 1
    """The source has changed since, and the unit still says what it was."""
    SOURCE = 2
    """The source is the same but for white space and typography; the row may have lost its reference."""
    OBSOLETE = 3
    """The message is gone from the source."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a unit, and of one of its forms."""

    domain: str
    number: int
    via: Via
    form: int = 0

    @property
    def whole(self) -> Slot:
        """The place of the unit, whichever form."""
        return replace(self, form=0)


class Shelf:
    """The units of all catalogs of a language, found by what rows know, and exchanged one by one."""

    def __init__(self, catalogs: Mapping[str, Catalog]) -> None:
        self._catalogs = dict(catalogs)
        self._units = {domain: list(catalog.units) for domain, catalog in catalogs.items()}
        self._by_id: dict[str, Slot] = {}
        self._by_source: dict[tuple[str, str], list[Slot]] = {}
        for slot, unit in self._slots():
            self._index(slot, unit)

    def __iter__(self) -> Iterator[str]:
        """The domains."""
        return iter(self._catalogs)

    def __contains__(self, domain: object) -> bool:
        return domain in self._catalogs

    def _slots(self) -> Iterator[tuple[Slot, Unit]]:
        for domain, units in self._units.items():
            for number, unit in enumerate(units):
                yield Slot(domain, number, Via.OBSOLETE if unit.obsolete else Via.MESSAGE), unit

    def _index(self, slot: Slot, unit: Unit) -> None:
        self._offer(message_id(slot.domain, unit.message), slot)
        if unit.fuzzy and unit.previous and not unit.obsolete:
            before = unit.previous
            old = text_id(slot.domain, (before.context, before.msgid), before.plural)
            self._offer(old, replace(slot, via=Via.PREVIOUS))
        for form, text in enumerate(_sources(unit)):
            self._by_source.setdefault((fold(text), unit.message.context or ""), []).append(replace(slot, form=form))

    def _offer(self, name: str, slot: Slot) -> None:
        known = self._by_id.get(name)
        if known is None or slot.via < known.via:
            self._by_id[name] = slot

    def find(self, row: ReturnedRow) -> Slot | None:
        """Give the place that a row belongs to: by its reference, else by its source; nothing where there is none."""
        if row.reference is not None and (slot := self._by_id.get(row.reference.id)):
            return replace(slot, form=row.reference.form)
        found = self._by_source.get((fold(row.source), row.context), ())
        best = min(found, key=lambda slot: (slot.via, slot.domain != row.domain), default=None)
        if best is None or best.via is Via.OBSOLETE:
            return best
        form = best.form if row.reference is None else row.reference.form
        return replace(best, via=Via.SOURCE, form=form)

    def unit(self, slot: Slot) -> Unit:
        """Give the unit at a place."""
        return self._units[slot.domain][slot.number]

    def put(self, slot: Slot, unit: Unit) -> None:
        """Put a unit in its place."""
        self._units[slot.domain][slot.number] = unit

    def comment(self, domain: str, line: str) -> None:
        """Add a comment to a catalog's header, once."""
        catalog = self._catalogs[domain]
        if line not in catalog.header.comments:
            header = replace(catalog.header, comments=(*catalog.header.comments, line))
            self._catalogs[domain] = replace(catalog, header=header)

    def aside(self, domain: str, message: Message, texts: Sequence[tuple[int, str]], whence: str) -> Unit:
        """Keep texts as an obsolete entry; where there is an entry of that key, in its comments."""
        units = self._units[domain]
        if message.plural is None:
            texts = [(0, text) for _, text in texts]
        number = next((number for number, unit in enumerate(units) if unit.key == message.key), None)
        if number is None:
            units.append(Unit(message, ("",) * (1 + max(form for form, _ in texts)), obsolete=True))
            number = len(units) - 1
            self._index(Slot(domain, number, Via.OBSOLETE), units[number])
        for form, text in texts:
            units[number] = _with(units[number], form, text, whence)
        return units[number]

    def offer(self, domain: str, unit: Unit) -> Key | None:
        """Offer a text of a message that is gone to the one that it was edited into, if that has nothing yet.

        Gives the key of that message; nothing where there is none.
        """
        similarity = Similarity()
        best, floor = None, Place.ELSEWHERE.floor
        for number, other in enumerate(self._units[domain]):
            if not other.obsolete and not any(other.msgstr) and unit.message.context == other.message.context:
                score = similarity.score(unit.message.msgid, other.message.msgid)
                best, floor = (number, score) if score >= floor else (best, floor)
        if best is None:
            return None
        found = self._units[domain][best]
        offered = suggestion(replace(unit, comments=found.comments), found.message, len(found.msgstr))
        self._units[domain][best] = offered
        return offered.key

    def catalogs(self) -> dict[str, Catalog]:
        """Give the catalogs as they are now."""
        return {
            domain: replace(catalog, units=tuple(self._units[domain])) for domain, catalog in self._catalogs.items()
        }


def _with(unit: Unit, form: int, text: str, whence: str) -> Unit:
    if unit.obsolete and form < len(unit.msgstr) and not unit.msgstr[form]:
        forms = (*unit.msgstr[:form], text, *unit.msgstr[form + 1 :])
        return replace(unit, msgstr=forms)
    line = kept_text(whence, "msgstr" if unit.message.plural is None else f"msgstr[{form}]", text)
    if text in unit.msgstr or line in unit.comments:
        return unit
    return replace(unit, comments=(*unit.comments, line))


def _sources(unit: Unit) -> tuple[str, ...]:
    message = unit.message
    if message.plural is None or message.plural == message.msgid:
        return (message.msgid,)
    return (message.plural,) if len(unit.msgstr) == 1 else (message.msgid, message.plural)
