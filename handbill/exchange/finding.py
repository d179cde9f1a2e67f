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
from handbill.exchange.parcel import ReturnedRow, digest, message_id, text_id
from handbill.model import Catalog, Key, Message, Unit, shows


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


@dataclass(frozen=True, slots=True)
class Found:
    """A row, and where it belongs."""

    row: ReturnedRow
    """Without its reference, where that is not of what was written."""
    slots: tuple[Slot, ...]
    """None where its message is gone; several where it has no reference and several messages have its source."""


class Shelf:
    """The units of all catalogs of a language, found by what rows know, and exchanged one by one."""

    def __init__(self, catalogs: Mapping[str, Catalog]) -> None:
        self._catalogs = dict(catalogs)
        self._units = {domain: list(catalog.units) for domain, catalog in catalogs.items()}
        self._by_id: dict[str, Slot] = {}
        self._by_source: dict[tuple[str, str], list[Slot]] = {}
        self._by_text: dict[str, list[Slot]] = {}
        """The same, whichever the context, without what is obsolete."""
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
            place, folded = replace(slot, form=form), fold(text)
            self._by_source.setdefault((folded, unit.message.context or ""), []).append(place)
            if not unit.obsolete:
                self._by_text.setdefault(folded, []).append(place)

    def _offer(self, name: str, slot: Slot) -> None:
        known = self._by_id.get(name)
        if known is None or slot.via < known.via:
            self._by_id[name] = slot

    def find(self, row: ReturnedRow) -> Found:
        """Give the places that a row belongs to: by its reference, else by its source.

        A row that was written anew beside the source of another message was
        written for that one, whatever its reference says: columns were sorted
        without it, or a row was copied and filled in anew.
        """
        if row.reference is not None and (slot := self._by_id.get(row.reference.id)):
            if not (is_written(row) and self._says_another(row, self.unit(slot))):
                return Found(row, (replace(slot, form=row.reference.form),))
            row = replace(row, reference=None)
        exact = self._by_source.get((fold(row.source), row.context), [])
        live = [slot for slot in exact if slot.via is not Via.OBSOLETE]
        if exact and not live and shows(row.context):
            return Found(row, tuple(exact[:1]))
        live = live or self._by_text.get(fold(row.source), [])
        own = [slot for slot in live if slot.domain == row.domain] or live
        if not own:
            return Found(row, tuple(exact[:1]))
        forms = (slot.form if row.reference is None else row.reference.form for slot in own)
        return Found(
            row, tuple(dict.fromkeys(replace(s, via=Via.SOURCE, form=f) for s, f in zip(own, forms, strict=True)))
        )

    def _says_another(self, row: ReturnedRow, unit: Unit) -> bool:
        """Say whether a row has the source of another message than its reference has."""
        folded = fold(row.source)
        return folded in self._by_text and folded not in map(fold, sources(unit))

    def unit(self, slot: Slot) -> Unit:
        """Give the unit at a place."""
        return self._units[slot.domain][slot.number]

    def put(self, slot: Slot, unit: Unit) -> None:
        """Put a unit in its place."""
        self._units[slot.domain][slot.number] = unit

    def has(self, domain: str, text: str) -> bool:
        """Say whether a text is the translation of anything in a catalog, obsolete or not."""
        return any(text in unit.msgstr for unit in self._units[domain])

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


def is_written(row: ReturnedRow) -> bool:
    """Say whether somebody wrote a row's translation since it went out."""
    return shows(row.translation) and (row.reference is None or digest(row.translation) != row.reference.text)


def sources(unit: Unit) -> Sequence[str]:
    """Give the texts that a unit is or was a translation of."""
    before = unit.previous
    found = (unit.message.msgid, unit.message.plural, before and before.msgid, before and before.plural)
    return [text for text in found if text]


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
