"""A template and a catalog give a new catalog; no translation is ever dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handbill.catalogs.serializer import quote
from handbill.catalogs.similarity import Similarity
from handbill.languages import Language
from handbill.model import Catalog, Message, Previous, Unit


@dataclass(frozen=True, slots=True)
class Update:
    """A catalog brought up to date, and what that changed."""

    catalog: Catalog
    added: tuple[Message, ...] = ()
    """New messages, untranslated."""
    guessed: tuple[Unit, ...] = ()
    """New messages with the translation of a similar old one, fuzzy."""
    revived: tuple[Unit, ...] = ()
    """Messages that had been obsolete and are back."""
    retired: tuple[Unit, ...] = ()
    """Translations whose message is gone, now obsolete."""

    @property
    def changed(self) -> bool:
        """Whether any message came or went; places and comments may change all the same."""
        return bool(self.added or self.guessed or self.revived or self.retired)


def new_catalog(domain: str, project: str, spoken: Language, *, begun: dt.datetime) -> Catalog:
    """Give an empty catalog. No name or address stands in its header: they would have to be made up."""
    fields = (
        f"Project-Id-Version: {project} {domain}",
        "Report-Msgid-Bugs-To: ",
        f"PO-Revision-Date: {begun:%Y-%m-%d %H:%M%z}",
        "Last-Translator: ",
        f"Language-Team: {spoken.name}",
        f"Language: {spoken.locale}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {spoken.plural}",
    )
    return Catalog(Unit(Message(""), ("\n".join(fields) + "\n",)))


def new_template(domain: str, project: str, messages: Sequence[Message]) -> Catalog:
    """Give the template of a domain: its messages, not yet translated."""
    fields = (
        f"Project-Id-Version: {project} {domain}",
        "Report-Msgid-Bugs-To: ",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    )
    units = tuple(Unit(message, ("", "") if message.plural else ("",)) for message in messages)
    return Catalog(Unit(Message(""), ("\n".join(fields) + "\n",)), units)


def update(
    catalog: Catalog,
    messages: Sequence[Message],
    similarity: Similarity,
    *,
    plural_count: int,
    match_fuzzy: bool = True,
) -> Update:
    """Bring a catalog up to date with its template's messages, in their order.

    Translations whose msgid and context are unchanged are kept as they are. A
    message that was obsolete comes back with its translation. A changed msgid
    keeps its translation, fuzzy, with the previous msgid. What is no longer in
    the template becomes obsolete and stays at the end of the file. Plural forms
    for which a message has no place any more stay in a comment, or in the
    obsolete entry.
    """
    wanted = {message.key for message in messages}
    obsolete = {unit.key: unit for unit in catalog.units if unit.obsolete and any(unit.msgstr)}
    leaving = [unit for unit in catalog.by_key.values() if unit.key not in wanted and any(unit.msgstr)]
    candidates = {unit.message.msgid: unit for unit in (*obsolete.values(), *leaving)}

    kept: list[Unit] = []
    added: list[Message] = []
    guessed: list[Unit] = []
    revived: list[Unit] = []
    carried: list[Unit] = []
    for message in messages:
        if known := catalog.by_key.get(message.key):
            kept.append(_refreshed(known, message, plural_count))
        elif known := obsolete.get(message.key):
            revived.append(_refreshed(replace(known, obsolete=False), message, plural_count))
            carried.append(known)
            kept.append(revived[-1])
        elif match_fuzzy and (old := _closest(message, candidates, similarity)):
            guessed.append(_guess(message, old, plural_count))
            if not _left_out(old, guessed[-1].msgstr):
                carried.append(old)
            kept.append(guessed[-1])
        else:
            added.append(message)
            kept.append(Unit(message, ("",) * (plural_count if message.plural else 1)))
    # A translation that went on under another message need not be kept twice; everything else is.
    rest = [unit for unit in catalog.units if unit.obsolete and any(unit.msgstr) and unit not in carried]
    retired = [_retired(unit) for unit in leaving if unit not in carried]
    return Update(
        replace(catalog, units=(*kept, *rest, *retired)), tuple(added), tuple(guessed), tuple(revived), tuple(retired)
    )


def _retired(unit: Unit) -> Unit:
    return replace(unit, message=replace(unit.message, references=(), comments=()), obsolete=True, line=None)


def _closest(message: Message, candidates: Mapping[str, Unit], similarity: Similarity) -> Unit | None:
    found = similarity.closest(message.msgid, candidates)
    return candidates[found] if found is not None else None


def _refreshed(unit: Unit, message: Message, plural_count: int) -> Unit:
    """Give a unit its message's new place, comments and flags; flags that others set stay."""
    refreshed = replace(unit, message=_flagged(message, unit))
    if message.plural == unit.message.plural:
        return refreshed
    # It counts something else, or began or ceased to: the old translation can only be a suggestion.
    translated = any(unit.msgstr)
    msgstr = _reshaped(unit.msgstr, message, plural_count)
    # Another entry of the same msgid would be a duplicate: forms without a place stay as comments.
    left_out = [f"handbill: before, msgstr[{number}] was {form}" for number, form in _left_out(unit, msgstr)]
    return replace(
        refreshed,
        msgstr=msgstr,
        comments=(*unit.comments, *left_out),
        fuzzy=translated,
        previous=_basis(unit) if translated else None,
    )


def _guess(message: Message, old: Unit, plural_count: int) -> Unit:
    return Unit(
        _flagged(message, old),
        _reshaped(old.msgstr, message, plural_count),
        comments=old.comments,
        fuzzy=True,
        previous=_basis(old),
    )


def _flagged(message: Message, unit: Unit) -> Message:
    ours = ("python-brace-format", "python-format")
    others = tuple(flag for flag in unit.message.flags if flag not in ours and flag not in message.flags)
    return replace(message, flags=message.flags + others)


def _reshaped(msgstr: tuple[str, ...], message: Message, plural_count: int) -> tuple[str, ...]:
    first = next(filter(None, msgstr), "")
    if message.plural is None:
        return (first,)
    return msgstr if len(msgstr) == plural_count else (first,) * plural_count


def _left_out(unit: Unit, msgstr: tuple[str, ...]) -> list[tuple[int, str]]:
    """Give the numbered forms of a unit that have no place among these, each as it is written in a PO file."""
    lost = ((number, form) for number, form in enumerate(unit.msgstr) if form and form not in msgstr)
    return [(number, quote(form)) for number, form in lost]


def _basis(unit: Unit) -> Previous:
    """Give what a unit's translation was made from; after a guess from a guess, that has not changed."""
    if unit.fuzzy and unit.previous:
        return unit.previous
    return Previous(unit.message.msgid, unit.message.context, unit.message.plural)
