"""What a reviewer decides of one unit: signed off, needs work, translated otherwise, with a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handbill.catalogs.notes import OURS, kept_text, kept_texts, left_out, without_passing, without_sign_offs
from handbill.model import MACHINE, Unit


def signed_off(unit: Unit, by: str | None = None) -> Unit:
    """Give a unit as reviewed. The sign-off takes the place of older ones; nobody is named unless `by` does."""
    finished = retranslated(unit, unit.msgstr)
    name = f" by {by}" if by else ""
    line = f"handbill: reviewed {finished.digest}{name}"
    return replace(finished, comments=(*without_sign_offs(finished.comments), line))


def retranslated(unit: Unit, msgstr: tuple[str, ...]) -> Unit:
    """Give a unit another translation, finished. A sign-off of the old one lapses by itself."""
    return replace(unit, msgstr=msgstr, fuzzy=False, previous=None, comments=without_passing(unit.comments))


def needing_work(unit: Unit) -> Unit:
    """Give a unit that a translator must look at again, and no sign-off with it."""
    return replace(unit, fuzzy=True, comments=without_sign_offs(unit.comments))


def with_note(unit: Unit, note: str) -> Unit:
    """Give a unit with a translator comment, a line for each line of the note."""
    lines = (line.strip() for line in note.splitlines() if line.strip())
    # A line that begins like one of ours would be taken for it: a sign-off, say.
    notes = (f"note: {line}" if line.startswith(OURS) else line for line in lines)
    return replace(unit, comments=(*unit.comments, *notes))


def with_text_kept(unit: Unit, seen: Unit, msgstr: tuple[str, ...]) -> Unit:
    """Give a unit that keeps the forms of another translation that was made of what it was when it was `seen`."""
    other = replace(seen, msgstr=tuple("" if new == old else new for new, old in zip(msgstr, seen.msgstr, strict=True)))
    lines = (kept_text("written at the same time", name, text) for name, text in left_out(other, unit))
    return replace(unit, comments=tuple(dict.fromkeys((*unit.comments, *lines))))


def without_kept_texts(unit: Unit) -> Unit:
    """Give a unit without the other translations that its comments keep."""
    return replace(unit, comments=tuple(each for each in unit.comments if not kept_texts([each])))


def by_machine(unit: Unit, engine: str | None = None) -> Unit:
    """Give a unit whose translation, as it is now, a machine wrote."""
    name = f" by {engine}" if engine else ""
    line = f"handbill: machine translation {unit.msgstr_digest}{name}"
    return replace(unit, comments=(*_without_origin(unit.comments), line))


def by_person(unit: Unit) -> Unit:
    """Give a unit whose translation a person wrote."""
    return replace(unit, comments=_without_origin(unit.comments))


def _without_origin(comments: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in comments if not MACHINE.fullmatch(each.strip()))


def with_kept_text_taken(unit: Unit, number: int) -> Unit:
    """Give a unit one of the other texts that its comments keep, from 0; what it was takes that one's place there."""
    keeping = [each for each in unit.comments if kept_texts([each])]
    taken = kept_texts(keeping)[number]
    form = taken.form or 0
    before = kept_text("before", "msgstr" if unit.message.plural is None else f"msgstr[{form}]", unit.msgstr[form])
    exchanged = tuple(
        before if each is keeping[number] else each
        for each in unit.comments
        if each is not keeping[number] or unit.msgstr[form]
    )
    msgstr = tuple(taken.text if each == form else text for each, text in enumerate(unit.msgstr))
    return retranslated(replace(unit, comments=exchanged), msgstr)
