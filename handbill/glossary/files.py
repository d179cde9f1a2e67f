"""The glossary as files of other programs: taken in by merging, given out as a table or as TBX."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handbill import workspace
from handbill.glossary.merge import Merge, merge
from handbill.glossary.model import EVERY, Term
from handbill.glossary.table import parse_glossary, serialize_glossary
from handbill.glossary.tbx import Reading, parse_tbx
from handbill.languages import fitting, is_known
from handbill.project import Project

TABLES = frozenset({".csv", ".tsv", ".txt"})
"""The endings of files that are read as tables; any other is TBX."""
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()


@dataclass(frozen=True, slots=True)
class Import:
    """What came of taking a file in."""

    merge: Merge
    left_out: int
    """How many entries have no term in the source language."""
    unknown: Counter[str]
    """Languages of the file that neither the campaign nor CLDR knows, with how many entries have them."""
    written: bool


def import_terms(project: Project, path: Path) -> Import:
    """Merge a table or a TBX file into the campaign's glossary. Call it while holding the campaign."""
    glossary = project.glossary
    unknown: Counter[str] = Counter()
    found = _read(project, path, unknown)
    made = merge(glossary, found.terms)
    written = False
    if made.glossary != glossary:
        data = serialize_glossary(made.glossary, [each.tag for each in project.campaign.languages]).encode()
        written = workspace.write(project.glossary_path, _mark(project.glossary_path) + data)
    return Import(made, found.left_out, unknown, written)


def _mark(path: Path) -> bytes:
    # Excel takes a table for UTF-8 only if it begins so: what it wrote keeps it.
    return _MARK if path.is_file() and workspace.read_bytes(path).startswith(_MARK) else b""


def _read(project: Project, path: Path, unknown: Counter[str]) -> Reading:
    source, known = project.campaign.source.tag, list(project.campaign.by_tag)
    if path.suffix.casefold() in TABLES:
        terms: tuple[Term, ...] = parse_glossary(workspace.read_text(path), str(path), source=source, known=known).terms
        return Reading(terms, 0)

    def tag_of(text: str) -> str:
        tag = fitting(text, known)
        if tag in known or is_known(tag):
            return tag
        unknown[text] += 1
        return ""

    return parse_tbx(workspace.read_bytes(path), str(path), source=source, tag_of=tag_of)


def as_table(project: Project, tags: Sequence[str]) -> bytes:
    """Give the glossary with some languages as a table that every spreadsheet program takes for UTF-8."""
    wanted = {EVERY, *tags}

    def narrowed(term: Term) -> Term:
        translations = {tag: words for tag, words in term.translations.items() if tag in wanted}
        forbidden = {tag: words for tag, words in term.forbidden.items() if tag in wanted}
        return replace(term, translations=translations, forbidden=forbidden)

    glossary = replace(project.glossary, terms=tuple(map(narrowed, project.glossary.terms)))
    return _MARK + serialize_glossary(glossary, tags).encode()
