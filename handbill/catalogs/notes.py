"""The lines that Handbill writes among the translators' comments of an entry.

Each begins with ``handbill:``, which alone makes a line nobody's: people begin
notes so too (:func:`words_of_people`). Those about a translation that needs work are
replaced when that changes and go when the work is done; a sign-off
(:data:`handbill.model.REVIEWED`), the origin (:data:`handbill.model.MACHINE`),
the record of a minor change and texts that somebody wrote and that have no
place among the translations (:func:`kept_text`) stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from handbill.catalogs.changes import Kind, kind_of_change
from handbill.catalogs.serializer import quote, unquote
from handbill.catalogs.word_difference import word_difference
from handbill.model import MACHINE, REVIEWED, Message, Previous, Unit

OURS = "handbill:"
"""What each of them begins with."""

_FINISHED = re.compile(r"handbill: finished ([0-9a-f]{16}) before the source changed")
_SHOWN = (Kind.ADDRESS, Kind.MARKUP)
"""The changes that a translator would look for in vain among the words."""
_CHANGED = re.compile(rf"handbill: (?:{'|'.join(kind.value for kind in _SHOWN)}) changed: .*")
_MINOR = re.compile(r"handbill: minor change of the source: .*")
_KEPT = re.compile(r'handbill: (.+?), msgstr(?:\[([0-9]+)\])? was (".*")')
_RECORDS = (REVIEWED, MACHINE, _FINISHED, _CHANGED, _MINOR)
"""Every form of line that Handbill writes and that keeps nobody's words."""


def without_passing(comments: Iterable[str]) -> tuple[str, ...]:
    """Leave out the lines that hold only as long as a translation needs work."""
    return tuple(each for each in comments if not (_FINISHED.fullmatch(each) or _CHANGED.fullmatch(each)))


def without_sign_offs(comments: Iterable[str]) -> tuple[str, ...]:
    """Leave out the sign-offs, valid or lapsed."""
    return tuple(each for each in comments if not REVIEWED.fullmatch(each.strip()))


def passing(basis: Previous, message: Message, finished: str | None) -> tuple[str, ...]:
    """Give the lines for a translation that was made from `basis` and needs work for `message`."""
    lines = []
    kind = kind_of_change(basis.msgid, message.msgid)
    if kind in _SHOWN:
        lines.append(f"handbill: {kind.value} changed: {word_difference(basis.msgid, message.msgid)}")
    if finished:
        lines.append(f"handbill: finished {finished} before the source changed")
    return tuple(lines)


def minor_change(before: str, after: str) -> str:
    """Give the line that records a change of no consequence."""
    return f"handbill: minor change of the source: {word_difference(before, after)}"


def finished_digest(unit: Unit) -> str | None:
    """Give the digest of what the unit was when its translation was finished, where that is noted."""
    return next((found[1] for each in unit.comments if (found := _FINISHED.fullmatch(each))), None)


def signed_anew(unit: Unit, message: Message) -> Unit:
    """Give a unit another message that its translation is as good for; a valid sign-off stays valid."""
    renewed = replace(unit, message=message)
    old, new = unit.digest, renewed.digest
    comments = tuple(
        each.replace(old, new) if (found := REVIEWED.fullmatch(each.strip())) and found[1] == old else each
        for each in unit.comments
    )
    return replace(renewed, comments=comments)


@dataclass(frozen=True, slots=True)
class KeptText:
    """A translation that somebody wrote and that is not the unit's msgstr: an alternative to it."""

    whence: str
    """Where it comes from: ``written at the same time``, ``before``, ``in es.xlsx``."""
    form: int | None
    """Which plural form it was; nothing where the message counts nothing."""
    text: str


def kept_text(whence: str, name: str, text: str) -> str:
    """Give the line that keeps a text: ``handbill: in es.xlsx, msgstr was "..."``.

    `name` is ``msgstr``, ``msgstr[1]`` or the name of a header field.
    """
    return f"handbill: {whence}, {name} was {quote(text)}"


def kept_texts(comments: Iterable[str]) -> tuple[KeptText, ...]:
    """Give the alternative translations that lines keep, in their order."""
    found = (_KEPT.fullmatch(each) for each in comments)
    return tuple(
        KeptText(each[1], int(each[2]) if each[2] else None, unquote(each[3])) for each in found if each is not None
    )


def words_of_people(comments: Iterable[str]) -> tuple[str, ...]:
    """Give the lines that hold what somebody wrote: notes, and texts that are kept.

    Only what has the very form of a line of Handbill's is a record of Handbill's;
    ``handbill: Ana says ...`` is Ana's.
    """
    return tuple(each for each in comments if each.strip() and not _is_record(each.strip()))


def notes_of_people(comments: Iterable[str]) -> tuple[str, ...]:
    """Give the lines that somebody noted, without the texts that are kept."""
    return tuple(each for each in words_of_people(comments) if not _KEPT.fullmatch(each.strip()))


def _is_record(comment: str) -> bool:
    return any(form.fullmatch(comment) for form in _RECORDS)


def holds_work(unit: Unit) -> bool:
    """Say whether anybody wrote anything in a unit: a translation, a note, or a text that a comment keeps."""
    return any(unit.msgstr) or bool(words_of_people(unit.comments))


def left_out(unit: Unit, new: Unit) -> Iterator[tuple[str, str]]:
    """Give the forms of a unit that have no place in another, each with its name (``msgstr[1]``)."""
    for number, form in enumerate(unit.msgstr):
        if form and form not in new.msgstr:
            yield ("msgstr" if unit.message.plural is None else f"msgstr[{number}]"), form
