"""One catalog changed on two sides: what one of them changed is taken; where both did, nobody's words are lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from handbill.catalogs.notes import kept_text, left_out
from handbill.model import Catalog, Key, Message, Unit

WHENCE = "written at the same time"
"""What the comment says that keeps what would have taken the place of a msgstr or a header field."""

_Value = TypeVar("_Value")


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> Catalog:
    """Join two catalogs that both came from `base`, unit by unit.

    Where both changed a translation, theirs stays, fuzzy, and ours goes into a
    translator comment. A unit that one side deleted and the other changed
    stays; if it was ours that deleted it, as obsolete. The order is ours.
    """
    before, mine, others = (_by_key(catalog) for catalog in (base, ours, theirs))
    merged = (_unit(before.get(key), mine.get(key), others.get(key)) for key in _order(mine, others))
    return Catalog(_header(base, ours, theirs), tuple(unit for unit in merged if unit))


def _by_key(catalog: Catalog) -> dict[Key, Unit]:
    return {unit.key: unit for unit in catalog.units}


def _order(ours: dict[Key, Unit], theirs: dict[Key, Unit]) -> list[Key]:
    """Give the keys of both: those of theirs alone behind the one that they stand behind there."""
    behind: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in theirs:
        if key in ours:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    order = behind.get(None, [])
    for key in ours:
        order += [key, *behind.get(key, ())]
    return order


def _unit(base: Unit | None, ours: Unit | None, theirs: Unit | None) -> Unit | None:
    if theirs in (base, ours):
        return ours
    if base == ours:
        return theirs
    if ours is None:
        # The source has it no longer, but somebody has just written it.
        return theirs and replace(theirs, obsolete=True)
    if theirs is None:
        return ours
    return _both(base or _unwritten(theirs), ours, theirs)


def _unwritten(unit: Unit) -> Unit:
    message = unit.message
    return Unit(Message(message.msgid, message.context, message.plural), ("",) * len(unit.msgstr))


def _both(base: Unit, ours: Unit, theirs: Unit) -> Unit:
    """Join two units that were both changed."""
    texts = [_text(unit) for unit in (base, theirs, ours)]
    clash = len(set(texts)) == 3
    # Of two new msgstr an empty one gives way, even where it is theirs: it is nobody's work.
    chosen = theirs if _pick(*texts) == texts[1] and (any(theirs.msgstr) or not clash) else ours
    comments = _joined(base.comments, theirs.comments, ours.comments)
    if clash:
        other = theirs if chosen is ours else ours
        comments += tuple(kept_text(WHENCE, name, form) for name, form in left_out(other, chosen))
    return Unit(
        replace(
            ours.message,
            plural=chosen.message.plural,
            references=_pick(base.message.references, ours.message.references, theirs.message.references),
            comments=_pick(base.message.comments, ours.message.comments, theirs.message.comments),
            flags=_joined(base.message.flags, theirs.message.flags, ours.message.flags),
        ),
        chosen.msgstr,
        comments=comments,
        fuzzy=clash or _pick(base.fuzzy, theirs.fuzzy, ours.fuzzy),
        obsolete=_pick(base.obsolete, ours.obsolete, theirs.obsolete),
        previous=_pick(base.previous, theirs.previous, ours.previous),
    )


def _text(unit: Unit) -> tuple[str | None, tuple[str, ...]]:
    # The plural decides how many forms there are: the two are taken together.
    return unit.message.plural, unit.msgstr


def _pick(base: _Value, first: _Value, second: _Value) -> _Value:
    """Give the value that was changed; where both were, the first."""
    return second if first == base else first


def _joined(base: tuple[str, ...], first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Give the first's lines without those that the second deleted, then those that the second added."""
    kept = tuple(line for line in first if line in second or line not in base)
    return kept + tuple(line for line in second if line not in first and line not in base)


def _header(base: Catalog, ours: Catalog, theirs: Catalog) -> Unit:
    """Join the headers field by field. A header is never fuzzy."""
    merged = theirs
    comments = _joined(base.header.comments, theirs.header.comments, ours.header.comments)
    for name, value in ours.fields.items():
        before, other = base.fields.get(name), theirs.fields.get(name)
        if other == before:
            merged = merged.with_field(name, value)
        elif value not in (before, other):
            comments += (kept_text(WHENCE, name, value),)
    return replace(merged.header, comments=comments)
