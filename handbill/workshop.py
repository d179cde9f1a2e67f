"""A campaign that is worked on: some of its products made again and again in one process.

So work an editor's preview and whatever watches the catalogs. What did not
change since the last time is not done again: catalogs of equal bytes are not
parsed, a language of which none changed is not checked, a document whose
translations are the same is not localized, and fonts are found once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handbill import workspace
from handbill.build import Build
from handbill.errors import HandbillError
from handbill.languages import Language
from handbill.model import Finding, Severity
from handbill.output import Report
from handbill.products import Profile
from handbill.project import Project
from handbill.shelf import Shelf, read_catalogs
from handbill.steps import collect


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made."""

    languages: Sequence[Language]
    products: Sequence[str] | None = None
    """All of them where none is named."""
    profiles: Collection[Profile] = tuple(Profile)
    """What printed products are made for."""
    timestamp: int = 0
    """The time that PDFs carry, in Unix seconds."""
    today: dt.date | None = None
    """The day that deadlines are looked at from; else the campaign's own, or the present day."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of an order."""

    report: Report
    findings: list[Finding]
    """What is wrong with the translations of its languages."""
    errors: list[HandbillError]
    """Everything that could not be used or made, each once."""

    @property
    def good(self) -> bool:
        """Whether nothing went wrong and no translation has an error."""
        return not self.errors and not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass
class Workshop:
    """A campaign whose catalogs may change between two orders; whether anything else has is told by `stale`."""

    project: Project
    _shelf: Shelf | None = field(default=None, init=False)
    _build: Build | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._seen = self._stamps()

    @property
    def stale(self) -> bool:
        """Whether settings, sources, templates, glossary or own fonts changed: then open the project anew."""
        return self._seen != self._stamps()

    def render(
        self,
        order: Order,
        *,
        advance: Callable[[str], None] = lambda _label: None,
        total: Callable[[int], None] = lambda _length: None,
        waiting: Callable[[], None] = lambda: None,
    ) -> Rendered:
        """Make what is out of date, from the catalogs as they are now, holding the output folder meanwhile."""
        with workspace.lock(self.project.output, waiting):
            extraction = collect(self.project)
            self._shelf = read_catalogs(self.project, self.project.campaign.languages, before=self._shelf)
            self._build = self._built(order, self._shelf)
            report = self._build.run(advance, total)
        asked = {spoken.tag for spoken in order.languages}
        damaged = [error for (tag, _), error in self._shelf.errors.items() if tag in asked]
        errors = {str(error): error for error in (*extraction.errors, *damaged, *report.errors)}
        findings = [finding for finding in self._shelf.findings if finding.locale in asked]
        return Rendered(report, findings, list(errors.values()))

    def _built(self, order: Order, shelf: Shelf) -> Build:
        return Build(
            self.project,
            shelf,
            languages=order.languages,
            products=order.products,
            timestamp=order.timestamp,
            today=order.today,
            profiles=order.profiles,
            before=self._build,
        )

    def _stamps(self) -> Mapping[Path, tuple[int, int]]:
        """Give time and size of every file but the catalogs that something can be made from."""
        found = ((path, path.stat()) for path in self._files() if path.is_file())
        return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in found}

    def _files(self) -> Iterator[Path]:
        root, campaign = self.project.root, self.project.campaign
        yield root / workspace.CAMPAIGN_FILE
        yield self.project.glossary_path
        yield from (root / settings.source for settings in campaign.documents.values())
        for folder in (campaign.templates, campaign.fonts):
            yield from sorted((root / folder).rglob("*"))
