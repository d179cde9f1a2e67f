"""The shelf: all catalogs of some languages, read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handbill.campaign import INTERFACE
from handbill.checks import CHECKS, Check, check_catalog, survey
from handbill.errors import HandbillError
from handbill.languages import Language
from handbill.localize import Lexicon
from handbill.model import Catalog, Finding, Key, Severity
from handbill.project import Project


@dataclass(slots=True)
class Shelf:
    """All catalogs that could be read, checked; and those that could not."""

    catalogs: dict[tuple[str, str], Catalog] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    errors: dict[tuple[str, str], HandbillError] = field(default_factory=dict)
    """By tag and domain."""

    def refused(self) -> frozenset[tuple[str, str, Key]]:
        """The translations that an error was found in."""
        errors = (finding for finding in self.findings if finding.severity is Severity.ERROR)
        return frozenset((finding.locale, finding.domain, finding.key) for finding in errors)

    def refused_keys(self, tag: str, domain: str) -> frozenset[Key]:
        """The translations of one catalog that an error was found in."""
        return frozenset(key for locale, name, key in self.refused() if (locale, name) == (tag, domain))

    def by_place(self) -> dict[tuple[str, str], list[Finding]]:
        """Give the findings by tag and domain."""
        found: dict[tuple[str, str], list[Finding]] = {}
        for each in self.findings:
            found.setdefault((each.locale, each.domain), []).append(each)
        return found

    def has_same(self, other: Shelf, spoken: Language) -> bool:
        """Say whether both hold the very same catalogs of a language, as they are read of files that did not change."""
        ours, theirs = self._of(spoken), other._of(spoken)
        return ours.keys() == theirs.keys() and all(ours[domain] is theirs[domain] for domain in ours)

    def _of(self, spoken: Language) -> dict[str, Catalog]:
        return {domain: catalog for (tag, domain), catalog in self.catalogs.items() if tag == spoken.tag}

    def lexicon(self, project: Project, spoken: Language) -> Lexicon:
        """Give what a reader of one language gets for each message."""
        return Lexicon(spoken, project.campaign.chain(spoken), self.catalogs, self.refused())


def read_catalogs(
    project: Project, languages: Sequence[Language], checks: Sequence[Check] = CHECKS, *, before: Shelf | None = None
) -> Shelf:
    """Read and check the catalogs of some languages.

    With the shelf that was read `before` in the same project with the same
    checks, a language of which no catalog changed is not checked again.
    """
    shelf = Shelf()
    for spoken in languages:
        catalogs = {}
        for domain in project.campaign.domains:
            try:
                catalog = project.catalog(spoken, domain)
            except HandbillError as error:
                shelf.errors[spoken.tag, domain] = error
                continue
            if catalog is not None:
                catalogs[domain] = catalog
        shelf.catalogs |= {(spoken.tag, domain): catalog for domain, catalog in catalogs.items()}
        if before and before.has_same(shelf, spoken):
            shelf.findings.extend(finding for finding in before.findings if finding.locale == spoken.tag)
        else:
            shelf.findings.extend(check_language(project, spoken, catalogs, checks))
    return shelf


def check_language(
    project: Project, spoken: Language, catalogs: Mapping[str, Catalog], checks: Sequence[Check] = CHECKS
) -> Iterator[Finding]:
    """Give the findings of a language's catalogs by domain, which need not be those on disk."""
    campaign = project.campaign
    paths = {domain: project.shown(project.catalog_path(spoken, domain)) for domain in catalogs}
    surroundings = survey(
        [(paths[domain], catalog) for domain, catalog in catalogs.items()],
        spoken,
        source=campaign.source,
        country=campaign.country,
        glossary=project.glossary,
    )
    for domain, catalog in catalogs.items():
        yield from check_catalog(
            catalog,
            checks,
            path=paths[domain],
            domain=domain,
            language=spoken,
            facts=campaign.facts,
            limits=limits(project, domain),
            surroundings=surroundings,
            off=campaign.checks_off | spoken.checks_off,
        )


def limits(project: Project, domain: str) -> Mapping[Key, int]:
    """Give the length limits of a document's messages, as far as its source can be read."""
    if domain == INTERFACE:
        return {}
    try:
        texts = project.document(domain).all_texts
    except HandbillError:
        # Reported where the document itself is needed.
        return {}
    return {text.message.key: text.limit for text in texts if text.limit is not None}
