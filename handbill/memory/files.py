"""The memory of a campaign on disk: its catalogs, and ``locales/LOCALE/memory.tmx`` for what was imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from handbill import workspace
from handbill.errors import HandbillError
from handbill.languages import Language, fitting
from handbill.memory.entries import Entry, Place, entries_of
from handbill.memory.suggestions import TranslationMemory, joined
from handbill.memory.tmx import Pair, merged, parse_tmx, serialize_tmx, sorted_by_language
from handbill.project import Project

NAME = "memory.tmx"

_FINISHED = frozenset({Place.CATALOG, Place.IMPORTED, Place.OBSOLETE, Place.EARLIER})
"""What is given out: what somebody finished."""


def memory_path(project: Project, spoken: Language) -> Path:
    """Where the imported pairs of a language lie: beside its catalogs."""
    return project.root / project.campaign.locales / spoken.locale / NAME


def translation_memory(project: Project, spoken: Language, errors: list[HandbillError]) -> TranslationMemory:
    """Give what has been translated into a language, in all catalogs and imported; what cannot be read is an error."""
    return joined(_in_catalogs(project, spoken, errors), _imported(project, spoken, errors))


def _in_catalogs(project: Project, spoken: Language, errors: list[HandbillError]) -> Iterator[Entry]:
    for domain in project.campaign.domains:
        try:
            catalog = project.catalog(spoken, domain)
        except HandbillError as error:
            errors.append(error)
            continue
        if catalog is not None:
            yield from entries_of(catalog, domain)


def _imported(project: Project, spoken: Language, errors: list[HandbillError]) -> Iterator[Entry]:
    try:
        pairs = imported_pairs(project, spoken)
    except HandbillError as error:
        errors.append(error)
        return
    for pair in pairs:
        for context in pair.contexts or (None,):
            yield Entry(pair.source, pair.target, Place.IMPORTED, context=context)


def imported_pairs(project: Project, spoken: Language) -> Sequence[Pair]:
    """Read the imported pairs of a language; none where nothing was imported."""
    path = memory_path(project, spoken)
    shown = project.shown(path)
    if not workspace.is_there(path, shown):
        return ()
    source = project.campaign.source.tag
    tags = {source, spoken.tag}

    def tag_of(text: str) -> str | None:
        return text if text in tags else None

    return parse_tmx(workspace.read_bytes(path, shown), shown, source=source, tag_of=tag_of, names=True).pairs


def exported(project: Project, languages: Sequence[Language], errors: list[HandbillError]) -> tuple[bytes, int]:
    """Give the finished translations of some languages as TMX, and how many there are."""
    pairs: list[Pair] = []
    for spoken in languages:
        pairs += [
            Pair(entry.source, entry.target, spoken.tag, () if entry.context is None else (entry.context,))
            for entry in _in_catalogs(project, spoken, errors)
            if entry.place in _FINISHED
        ]
        try:
            pairs += imported_pairs(project, spoken)
        except HandbillError as error:
            errors.append(error)
    whole = merged(pairs)
    return serialize_tmx(whole, project.campaign.source.tag), len(whole)


@dataclass(slots=True)
class Import:
    """What came of taking a file in."""

    added: Counter[str] = field(default_factory=Counter)
    """New pairs by tag."""
    known: Counter[str] = field(default_factory=Counter)
    """Pairs that were there already, by tag."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Translations into other languages, by the file's tag; under "" those without a text in the source language."""


def import_pairs(project: Project, path: Path, languages: Collection[Language], *, names: bool) -> Import:
    """Merge a TMX file into the memories of some languages. Call it while holding the campaign.

    Nothing that is there is dropped; the same pair is kept once.
    """
    campaign = project.campaign
    wanted = {campaign.source.tag, *(spoken.tag for spoken in languages)}

    @cache
    def tag_of(text: str) -> str | None:
        tag = fitting(text, campaign.by_tag)
        return tag if tag in wanted else None

    reading = parse_tmx(workspace.read_bytes(path), str(path), source=campaign.source.tag, tag_of=tag_of, names=names)
    report = Import(left_out=reading.left_out)
    for tag, pairs in sorted_by_language(reading.pairs):
        spoken = campaign.by_tag[tag]
        before = imported_pairs(project, spoken)
        known = {pair.key for pair in before}
        new = {pair.key for pair in pairs} - known
        report.added[tag] = len(new)
        report.known[tag] = len({pair.key for pair in pairs} & known)
        data = serialize_tmx((*before, *pairs), campaign.source.tag)
        workspace.write(memory_path(project, spoken), data)
    return report
