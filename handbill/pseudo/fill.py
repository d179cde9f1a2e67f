"""Filling the catalogs of a pseudo-locale. What a person wrote there is never touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handbill.languages import Language
from handbill.model import MACHINE, Catalog, Key, State, Unit
from handbill.pseudo.text import pseudo_text

AUTHOR = "pseudo-locale"
"""What the comment that tells the origin names."""


def filled(catalog: Catalog, spoken: Language, limits: Mapping[Key, int]) -> Catalog:
    """Give a catalog with every text that nobody wrote by hand written anew.

    Those are the untranslated ones, and those that were written so before and
    not edited since. Obsolete ones are left out: they are made again when they
    are needed.
    """
    units = (_filled(unit, spoken, limits.get(unit.key)) for unit in catalog.units)
    return replace(catalog, units=tuple(unit for unit in units if unit is not None))


def _filled(unit: Unit, spoken: Language, limit: int | None) -> Unit | None:
    if not (unit.state is State.UNTRANSLATED or _is_ours(unit)):
        return unit
    if unit.obsolete:
        return unit if unit.state is State.UNTRANSLATED else None
    sources = (unit.message.msgid, *[unit.message.plural or unit.message.msgid] * (len(unit.msgstr) - 1))
    msgstr = tuple(pseudo_text(source, spoken.tag, limit) for source in sources)
    made = replace(unit, msgstr=msgstr, fuzzy=False, previous=None)
    others = tuple(comment for comment in unit.comments if not _names_us(comment))
    return replace(made, comments=(*others, f"handbill: machine translation {made.msgstr_digest} by {AUTHOR}"))


def _names_us(comment: str) -> bool:
    found = MACHINE.fullmatch(comment.strip())
    return found is not None and found[2] == AUTHOR


def _is_ours(unit: Unit) -> bool:
    """Say whether a translation is still what was written here."""
    found = (MACHINE.fullmatch(comment.strip()) for comment in unit.comments)
    return any(each[1] == unit.msgstr_digest and each[2] == AUTHOR for each in found if each)
