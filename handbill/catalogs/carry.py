"""An old unit and a new message give a new unit, with as much of the old as is still true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from unicodedata import east_asian_width

from handbill.catalogs.notes import finished_digest, kept_text, left_out, passing, signed_anew, without_passing
from handbill.model import Message, Previous, State, Unit

OURS = ("python-brace-format", "python-format")
"""The flags that follow the source; those that others set stay."""


def untranslated(message: Message, plural_count: int) -> Unit:
    """Give a message without a translation."""
    return Unit(message, ("",) * (plural_count if message.plural else 1))


def refreshed(unit: Unit, message: Message, plural_count: int) -> Unit:
    """Give a unit its message's new place, comments and flags."""
    if message.plural == unit.message.plural:
        return _current(unit, message)
    # It counts something else, or began or ceased to: the old translation can only be a suggestion.
    if not any(unit.msgstr):
        return replace(_current(unit, message), msgstr=_reshaped(unit.msgstr, message, plural_count))
    suggested = suggestion(unit, message, plural_count)
    # Another entry of the same msgid would be a duplicate: forms without a place stay as comments.
    lost = [kept_text("before", name, form) for name, form in left_out(unit, suggested)]
    return replace(suggested, comments=(*suggested.comments, *lost))


def _current(unit: Unit, message: Message) -> Unit:
    wanted = flagged(message, unit)
    stale = bool(unit.comments) and not unit.fuzzy
    comments = without_passing(unit.comments) if stale else unit.comments
    if wanted == unit.message and comments == unit.comments:
        return unit
    return replace(unit, message=wanted, comments=comments)


def kept(unit: Unit, message: Message) -> Unit:
    """Give a message the translation and state that a unit has; a sign-off stays valid."""
    return signed_anew(replace(unit, obsolete=False, line=None), flagged(message, unit))


def as_finished(unit: Unit) -> Unit | None:
    """Give a unit as it was before its source changed; nothing where its translation was touched since, or not done."""
    finished = finished_digest(unit)
    if finished is None or not unit.fuzzy or unit.previous is None:
        return None
    before = Message(unit.previous.msgid, unit.previous.context, unit.previous.plural, flags=unit.message.flags)
    was = replace(unit, message=before, fuzzy=False, previous=None, comments=without_passing(unit.comments))
    return was if was.digest == finished else None


def suggestion(unit: Unit, message: Message, plural_count: int) -> Unit:
    """Give a message the translation of another as a suggestion: fuzzy, with what it was made from."""
    return _suggested(unit, message, _reshaped(unit.msgstr, message, plural_count), _basis(unit))


def joined_suggestion(units: Sequence[Unit], message: Message) -> Unit:
    """Give a message the translations of two that were joined in it."""
    first = units[0]
    basis = Previous(" ".join(_basis(unit).msgid for unit in units), first.message.context)
    merged = replace(first, comments=tuple(dict.fromkeys(each for unit in units for each in unit.comments)), fuzzy=True)
    return _suggested(merged, message, (_in_one([unit.msgstr[0] for unit in units]),), basis)


def _suggested(unit: Unit, message: Message, msgstr: tuple[str, ...], basis: Previous) -> Unit:
    whole = msgstr == unit.msgstr
    finished = unit.digest if whole and unit.state >= State.TRANSLATED else finished_digest(unit)
    same = basis == Previous(message.msgid, message.context, message.plural)
    return Unit(
        flagged(message, unit),
        msgstr,
        comments=(*without_passing(unit.comments), *passing(basis, message, None if same else finished)),
        fuzzy=True,
        previous=None if same else basis,
    )


def _basis(unit: Unit) -> Previous:
    """Give what a unit's translation was made from; after a guess from a guess, that has not changed."""
    if unit.fuzzy and unit.previous:
        return unit.previous
    return Previous(unit.message.msgid, unit.message.context, unit.message.plural)


def flagged(message: Message, unit: Unit) -> Message:
    """Give a message with the flags that others set on its unit."""
    others = tuple(flag for flag in unit.message.flags if flag not in OURS and flag not in message.flags)
    return replace(message, flags=message.flags + others) if others else message


def retired(unit: Unit) -> Unit:
    """Give a unit whose message is gone: at the end of the file, without its place."""
    return replace(unit, message=replace(unit.message, references=(), comments=()), obsolete=True, line=None)


def _reshaped(msgstr: tuple[str, ...], message: Message, plural_count: int) -> tuple[str, ...]:
    first = next(filter(None, msgstr), "")
    if message.plural is None:
        return (first,)
    return msgstr if len(msgstr) == plural_count else (first,) * plural_count


def _in_one(texts: Sequence[str]) -> str:
    texts = [text for text in texts if text]
    joints = ("" if _is_wide(first[-1]) or _is_wide(second[0]) else " " for first, second in pairwise(texts))
    return "".join(each for text, joint in zip(texts, (*joints, ""), strict=True) for each in (text, joint))


def _is_wide(character: str) -> bool:
    # Chinese and Japanese sentences follow each other without a space.
    return east_asian_width(character) in "WF"
