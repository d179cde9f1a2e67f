"""Surveying a campaign: everything that progress is reported from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handbill.committed import translations_committed
from handbill.errors import HandbillError
from handbill.languages import Language
from handbill.model import Catalog, Finding, Severity
from handbill.progress.count import DONE, Standing, Tally, standings
from handbill.progress.credits import credited
from handbill.progress.history import Entry, as_of, last_gain
from handbill.progress.report import Change, DocumentProgress, Left, LocaleProgress, Progress, by_severity, change
from handbill.project import Project
from handbill.recording import read_history
from handbill.shelf import Shelf, read_catalogs
from handbill.steps import Extraction, collect, progress

_REVISED = re.compile(r"(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d")


@dataclass(slots=True)
class Survey:
    """The progress of some languages, and what could not be read of it."""

    progress: Progress
    errors: list[HandbillError] = field(default_factory=list)


def survey(project: Project, languages: Sequence[Language], *, at: dt.datetime, since: dt.date | None = None) -> Survey:
    """Look at every document in some languages, as the sources are now and the catalogs are on the disk."""
    extraction = collect(project)
    shelf = read_catalogs(project, languages)
    history, damaged = read_history(project)
    look = _Look(project, extraction, shelf, shelf.by_place(), history, _commits(project, shelf), at.date(), since)
    counted = progress(extraction, shelf, languages)
    locales = tuple(look.locale(spoken, counted[spoken.tag]) for spoken in languages)
    whole = len(locales) == len(project.campaign.languages)
    seen = Progress(project.campaign.name, project.campaign.source, at, locales, since, whole=whole)
    return Survey(seen, [*extraction.errors, *shelf.errors.values(), *damaged])


def _commits(project: Project, shelf: Shelf) -> Mapping[tuple[str, str], dt.datetime]:
    """Give when a translation was last committed, for the catalogs that have any."""
    by_tag = project.campaign.by_tag
    paths = {
        project.shown(project.catalog_path(by_tag[tag], domain)): (tag, domain)
        for (tag, domain), catalog in shelf.catalogs.items()
        if any(unit.origin for unit in catalog.by_key.values())
    }
    return {paths[path]: at for path, at in translations_committed(project.root, paths.keys()).items()}


@dataclass(frozen=True, slots=True)
class _Look:
    """What all languages are looked at with."""

    project: Project
    extraction: Extraction
    shelf: Shelf
    findings: Mapping[tuple[str, str], Sequence[Finding]]
    history: Mapping[str, Sequence[Entry]]
    commits: Mapping[tuple[str, str], dt.datetime]
    today: dt.date
    since: dt.date | None

    def locale(self, spoken: Language, tallies: Mapping[str, Tally]) -> LocaleProgress:
        documents = tuple(self._document(spoken, domain, each) for domain, each in tallies.items())
        unread = tuple(domain for domain in self.project.campaign.domains if domain not in tallies)
        history = tuple(self.history.get(spoken.tag, ()))
        return LocaleProgress(spoken, documents, unread, history, self._change(spoken, tallies, unread))

    def _document(self, spoken: Language, domain: str, counted: Tally) -> DocumentProgress:
        catalog = self.shelf.catalogs.get((spoken.tag, domain))
        findings = self.findings.get((spoken.tag, domain), ())
        return DocumentProgress(
            domain,
            counted,
            self._last_change(spoken, domain, catalog),
            credited(catalog) if catalog else (),
            self._left(spoken, domain, catalog, findings),
            by_severity(findings),
            self._document_change(spoken, domain, counted),
        )

    def _left(
        self, spoken: Language, domain: str, catalog: Catalog | None, findings: Sequence[Finding]
    ) -> tuple[Left, ...]:
        refused = {each.key for each in findings if each.severity is Severity.ERROR}
        path = self.project.shown(self.project.catalog_path(spoken, domain))
        return tuple(
            Left(each.message.msgid, each.state, _place(each, path))
            for each in standings(self.extraction.messages[domain], catalog, refused)
            if each.state not in DONE
        )

    def _change(self, spoken: Language, tallies: Mapping[str, Tally], unread: Sequence[str]) -> Change | None:
        known = self._baseline(spoken)
        if known is None:
            return None
        # A document that cannot be read now has not lost its words; one that is no longer there has.
        then = (each for domain, each in known.documents.items() if domain not in unread)
        return change(known, sum(then, Tally()), sum(tallies.values(), Tally()))

    def _document_change(self, spoken: Language, domain: str, now: Tally) -> Change | None:
        known = self._baseline(spoken)
        return change(known, known.documents.get(domain, Tally()), now) if known else None

    def _baseline(self, spoken: Language) -> Entry | None:
        return as_of(self.history.get(spoken.tag, ()), self.since) if self.since else None

    def _last_change(self, spoken: Language, domain: str, catalog: Catalog | None) -> dt.date | None:
        """Give the newest day of which history, git or the catalog's header tells that a translator was at work."""
        moments = (last_gain(self.history.get(spoken.tag, ()), domain), self.commits.get((spoken.tag, domain)))
        days = [each.astimezone(dt.UTC).date() for each in moments if each]
        if catalog and (revised := revision_date(catalog)):
            days.append(revised)
        # A clock that was wrong must not make a language look busy; a zone may be a day ahead.
        return max((day for day in days if day <= self.today + dt.timedelta(days=1)), default=None)


def _place(standing: Standing, path: str) -> str:
    if standing.unit and standing.unit.line:
        return f"{path}:{standing.unit.line}"
    return standing.message.references[0] if standing.message.references else ""


def revision_date(catalog: Catalog) -> dt.date | None:
    """Give the day of ``PO-Revision-Date``, as it stands there; nothing where that is no date."""
    found = _REVISED.match(catalog.fields.get("PO-Revision-Date", ""))
    try:
        return dt.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
