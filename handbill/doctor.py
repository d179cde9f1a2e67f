"""What this machine lacks for a campaign, and how to get it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handbill.build import Build
from handbill.content.inline import plain
from handbill.fonts.faces import sources_of
from handbill.fonts.managers import Need
from handbill.fonts.memory import forget_scans
from handbill.fonts.troubles import Trouble
from handbill.languages import Language
from handbill.project import Project
from handbill.render.fonts import Coverage
from handbill.render.typography import font_stack, typography
from handbill.shelf import read_catalogs
from handbill.typesetter import find_fonts


@dataclass(frozen=True, slots=True)
class LanguageHealth:
    """How one language can be printed here."""

    language: Language
    families: tuple[str, ...]
    """The families that set it, best first."""
    missing: tuple[str, ...]
    """The families of which one at least would have to be there."""
    package: str
    """The Debian package that has them."""
    uncovered: str
    """Characters of the campaign's texts that no font covers."""


def examine(project: Project, languages: Sequence[Language]) -> list[LanguageHealth]:
    """Look at the fonts for each language, and at every character of what is released in it."""
    return look(project, languages).health


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a campaign's fonts found."""

    coverage: Coverage
    health: list[LanguageHealth]


def look(project: Project, languages: Sequence[Language]) -> Look:
    """Look at the fonts that are here now, and at every character of what is released in some languages."""
    forget_scans(sources_of(project.root, project.campaign).memory)
    shelf = read_catalogs(project, project.campaign.languages)
    build = Build(project, shelf, languages=languages)
    return Look(build.plan.coverage, [_examine(spoken, build) for spoken in languages])


def troubles(project: Project) -> tuple[Trouble, ...]:
    """Give what is wrong with the campaign's own folder of fonts."""
    return find_fonts(sources_of(project.root, project.campaign)).troubles


@dataclass(frozen=True, slots=True)
class FamilyUse:
    """One of the families that a language asks for."""

    family: str
    path: str | None
    """The file of its regular face: relative to the campaign if it lies there; nothing where the family is not here."""
    own: bool
    """Whether it lies in the campaign's own folder."""


def uses(coverage: Coverage, spoken: Language) -> list[FamilyUse]:
    """Give the families that a language asks for, best first, those that are not here among them."""
    found = []
    for family in font_stack(spoken):
        files = coverage.fonts.files.get(family)
        own = coverage.fonts.sources.own(files[0][0]) if files else None
        found.append(FamilyUse(family, own or (files[0][0] if files else None), own is not None))
    return found


def _examine(spoken: Language, build: Build) -> LanguageHealth:
    coverage = build.plan.coverage
    missing = coverage.missing_families(spoken)
    families = () if missing else coverage.here(spoken)
    uncovered = "" if missing else _uncovered(spoken, build, coverage)
    return LanguageHealth(spoken, families, missing, typography(spoken).package, uncovered)


def _uncovered(spoken: Language, build: Build, coverage: Coverage) -> str:
    documents = [document for (tag, _), document in build.release.documents.items() if tag == spoken.tag]
    texts = [plain(block.tokens) for document in documents for block in document.blocks if block.language == spoken]
    texts += [
        plain(field.tokens) for document in documents for field in document.fields if field.localized.language == spoken
    ]
    return coverage.missing(spoken.endonym + "".join(texts), spoken)


def packages_needed(health: Iterable[LanguageHealth]) -> list[str]:
    """Give the Debian packages to install, each once."""
    return sorted({each.package for each in health if each.missing})


def needs_of(health: Iterable[LanguageHealth]) -> list[Need]:
    """Give what is to be got, each once."""
    return list(dict.fromkeys(Need(each.missing, each.package) for each in health if each.missing))
