"""What of a file is not taken: told, so that nothing that a person wrote into it disappears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from handbill.catalogs.changes import fold
from handbill.exchange.finding import Found, Slot, Via, is_written, sources
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


def shifted(found: Iterable[Found]) -> dict[str, str]:
    """Give the documents of which one column alone was sorted or moved, each with what to say of it.

    It shows by translations that are just what went out with other texts. The
    translation of another text with the same source is no sign of it.
    """
    rows: dict[str, list[ReturnedRow]] = defaultdict(list)
    for each in found:
        if each.slots and each.row.reference is not None:
            rows[each.slots[0].domain].append(each.row)
    counted = {domain: (len(_strangers(each)), sum(map(is_written, each))) for domain, each in rows.items()}
    return {
        domain: f"{domain}: {count} of the {changed} translations that changed are just those of other rows: a column "
        "was sorted, or cells were moved, without the rest of their rows. Nothing of this document was taken. Undo it "
        "in the file, or take it as it is with --force"
        for domain, (count, changed) in counted.items()
        if count >= _FEW and count * 2 >= changed
    }


def _strangers(rows: Sequence[ReturnedRow]) -> Sequence[ReturnedRow]:
    """Give the rows that have what went out with rows of other sources."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.reference is not None:
            owners[row.reference.text].add(fold(row.source))
    return [row for row in rows if is_written(row) and _is_of_others(row, owners.get(digest(row.translation), set()))]


def _is_of_others(row: ReturnedRow, owners: Collection[str]) -> bool:
    return bool(owners) and fold(row.source) not in owners


def in_short(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Give the outcomes with one line for all sign-offs, where a program marked every row as final."""
    signed = [each for each in outcomes if each.fate is Fate.REMARK and each.said == SIGN_OFF]
    if len(signed) <= _FEW:
        return list(outcomes)
    said = f"{len(signed)} rows have another sign-off than before: {SIGN_OFF}"
    summary = replace(signed[0], place=f"{signed[0].place} and others", said=said)
    return [each for each in outcomes if each not in signed] + [summary]
