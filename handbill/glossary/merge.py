"""Two glossaries give one: what the other has and ours lacks is taken; where they differ ours stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from handbill.glossary.model import EVERY, Glossary, Term


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the other glossary says otherwise."""

    term: str
    what: str
    """A tag, or the name of a column."""
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What came of joining two glossaries."""

    glossary: Glossary
    added: int
    """How many terms are new."""
    changed: int
    """How many terms got something that they lacked."""
    conflicts: tuple[Conflict, ...]


def merge(glossary: Glossary, others: Iterable[Term]) -> Merge:
    """Take the terms of others into a glossary, new ones at its end.

    One that is there without a part of speech, or comes without one, is the
    same term. A translation of a language that ours has none for is taken, and
    forbidden words are added; where both say something else ours stays, and
    the difference is listed.
    """
    terms = list(glossary.terms)
    conflicts: list[Conflict] = []
    added: list[Term] = []
    changed: set[int] = set()
    for other in others:
        index = _index(terms, other)
        if index is None:
            terms.append(
                replace(other, line=None, forbidden=_forbidden(replace(other, forbidden={}), other, conflicts))
            )
            added.append(other)
            continue
        joined = _joined(terms[index], other, conflicts)
        if joined != terms[index] and index < len(glossary.terms):
            changed.add(index)
        terms[index] = joined
    return Merge(replace(glossary, terms=tuple(terms)), len(added), len(changed), tuple(dict.fromkeys(conflicts)))


def _index(terms: list[Term], other: Term) -> int | None:
    """Find the entry for a term: the same part of speech before one that either leaves open."""
    same = [index for index, term in enumerate(terms) if term.key[0] == other.key[0]]
    exact = (index for index in same if terms[index].key == other.key)
    loose = (index for index in same if not (terms[index].part_of_speech and other.part_of_speech))
    return next(exact, None) if any(terms[index].key == other.key for index in same) else next(loose, None)


def _joined(ours: Term, theirs: Term, conflicts: list[Conflict]) -> Term:
    if theirs.note and ours.note and theirs.note != ours.note:
        conflicts.append(Conflict(ours.text, "note", ours.note, theirs.note))
    banned = any(ours.text in words for words in ours.forbidden.values())
    if theirs.fixed and not ours.fixed and (ours.translations or banned):
        conflicts.append(Conflict(ours.text, "do not translate", "no", "yes"))
    for tag, words in theirs.translations.items():
        known = ours.translations.get(tag, ())
        if known and (more := [word for word in words if word not in known]):
            conflicts.append(Conflict(ours.text, tag, " | ".join(known), " | ".join(more)))
        if unwanted := [word for word in words if word in ours.unwanted(tag)]:
            conflicts.append(Conflict(ours.text, tag, "forbidden", " | ".join(unwanted)))
    taken = {
        tag: tuple(word for word in words if word not in ours.unwanted(tag))
        for tag, words in theirs.translations.items()
    }
    joined = replace(
        ours,
        part_of_speech=ours.part_of_speech or theirs.part_of_speech,
        note=ours.note or theirs.note,
        fixed=ours.fixed or (theirs.fixed and not ours.translations and not banned),
        translations={**{tag: words for tag, words in taken.items() if words}, **ours.translations},
    )
    return replace(joined, forbidden=_forbidden(joined, theirs, conflicts))


def _forbidden(ours: Term, theirs: Term, conflicts: list[Conflict]) -> Mapping[str, tuple[str, ...]]:
    """Give the words that are forbidden after a merge: a word that is to be used in a language is none of them."""
    made = dict(ours.forbidden)
    for tag, words in theirs.forbidden.items():
        tags = (tag,) if tag != EVERY else (EVERY, *ours.translations)
        used = {word for each in tags for word in ours.accepted(each)}
        approved = [word for word in words if word in used]
        if approved:
            what = f"{tag} forbidden".strip()
            conflicts.append(Conflict(ours.text, what, "approved", " | ".join(approved)))
        new = tuple(word for word in words if word not in approved)
        if new:
            made[tag] = tuple(dict.fromkeys((*made.get(tag, ()), *new)))
    return made
