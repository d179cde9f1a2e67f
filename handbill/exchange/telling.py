"""What of a file is not taken: told, so that nothing that a person wrote into it disappears."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from handbill.catalogs.changes import fold
from handbill.exchange.finding import Slot, Via, sources
from handbill.exchange.outcome import Fate, Outcome
from handbill.exchange.parcel import ReturnedRow, Stray, digest
from handbill.exchange.settling import SIGN_OFF
from handbill.model import Unit, shows

_FEW = 3
"""So many remarks of one kind are told one by one."""
_BESIDE = "nothing is read there"


def strays(found: Iterable[Stray], domains: Collection[str]) -> Iterator[Outcome]:
    """Tell what stands where nothing is read, but for the names of documents where Handbill itself writes them."""
    for each in found:
        if not (each.may_be_a_heading and each.text in domains):
            yield Outcome(Fate.UNREAD, each.place, "", None, "", each.text, _BESIDE)


def rewritten(row: ReturnedRow, slot: Slot, unit: Unit) -> Iterator[Outcome]:
    """Tell a source or a context that was changed in a row whose message is known by its reference."""
    if row.reference is None or slot.via is Via.SOURCE:
        return
    if shows(row.source) and fold(row.source) not in map(fold, sources(unit)):
        said = "the source was changed in the file; it is changed in the campaign's texts"
        yield Outcome(Fate.UNREAD, row.place, slot.domain, unit.key, "", row.source, said)
    contexts = {unit.message.context or "", (unit.previous.context if unit.previous else None) or ""}
    if shows(row.context) and row.context not in contexts:
        said = "the context was changed in the file"
        yield Outcome(Fate.UNREAD, row.place, slot.domain, unit.key, "", row.context, said)


def notes_without_home(rows: Sequence[ReturnedRow]) -> Iterator[Outcome]:
    """Tell the notes and comments of rows that belong to no message."""
    for row in rows:
        went_out = row.reference.note if row.reference else None
        note = row.note or ""
        for text in (note if digest(note) != went_out else "", *row.remarks):
            if shows(text):
                said = "a note to a row that belongs to no message"
                yield Outcome(Fate.UNREAD, row.place, "", None, "", text, said)


def in_short(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Give the outcomes with one line for all sign-offs, where a program marked every row as final."""
    signed = [each for each in outcomes if each.fate is Fate.REMARK and each.said == SIGN_OFF]
    if len(signed) <= _FEW:
        return list(outcomes)
    said = f"{len(signed)} rows have another sign-off than before: {SIGN_OFF}"
    summary = replace(signed[0], place=f"{signed[0].place} and others", said=said)
    return [each for each in outcomes if each not in signed] + [summary]
