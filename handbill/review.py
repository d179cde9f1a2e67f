"""The reviewer's desk: what waits for a sign-off, and each decision written at once.

Every decision is on the disk before the next is asked for, so that whoever
stops in the middle goes on later where they stopped. A unit that somebody else
changed between the look and the decision is not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from handbill.catalogs.notes import KeptText, kept_texts
from handbill.catalogs.review import by_machine, by_person, signed_off, with_text_kept
from handbill.errors import HandbillError
from handbill.languages import Language
from handbill.memory import Suggestion
from handbill.memory.files import translation_memory
from handbill.model import Catalog, Finding, Key, Severity, State, Unit
from handbill.project import Project
from handbill.reviews import Review, last_review, review_of
from handbill.shelf import check_language, read_catalogs

Decide = Callable[[Unit], Unit]


@dataclass(frozen=True, slots=True)
class Case:
    """One unit that waits, and what a reviewer must know of it."""

    language: Language
    domain: str
    path: str
    unit: Unit
    findings: tuple[Finding, ...]
    last: Review | None
    """What was last signed off, where that is known and was another text."""
    others: tuple[KeptText, ...]
    """Other translations that somebody wrote."""
    remembered: tuple[Suggestion, ...] = ()
    """What was translated before for texts like this one, where it is not finished."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the translation from being shown, and so from being signed off."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where one unit stands that waits."""

    language: Language
    domain: str
    key: Key


@dataclass(slots=True)
class Desk:
    """One reviewer at work on a campaign."""

    project: Project
    date: str
    """The day that sign-offs are recorded with: ``2011-07-04``."""
    by: str | None = None
    """The reviewer's name, if it is to be written."""
    needing_work: bool = False
    """Whether what a translator must still work on is looked at too."""
    errors: list[HandbillError] = field(default_factory=list)
    """What could not be read or recorded, each once."""

    def waiting(self, languages: Sequence[Language], domains: Sequence[str]) -> list[Waiting]:
        """Give what waits, in the order of languages, documents and sources."""
        return [
            Waiting(spoken, domain, unit.key)
            for spoken in languages
            for domain in domains
            for unit in self._units(spoken, domain)
            if self._waits(unit)
        ]

    def _waits(self, unit: Unit) -> bool:
        return unit.state is State.TRANSLATED or (self.needing_work and unit.state < State.TRANSLATED)

    def _units(self, spoken: Language, domain: str) -> Sequence[Unit]:
        try:
            # Of what cannot be read nobody knows which texts readers will get.
            self.project.messages(domain)
            catalog = self.project.catalog(spoken, domain)
        except HandbillError as error:
            self._tell(error)
            return ()
        return tuple(catalog.by_key.values()) if catalog else ()

    def _tell(self, error: HandbillError) -> None:
        if str(error) not in map(str, self.errors):
            self.errors.append(error)

    def _reviews(self, spoken: Language) -> Sequence[Review]:
        """Give what was signed off; nothing where that cannot be read, which costs no more than the difference."""
        try:
            return self.project.reviews(spoken)
        except HandbillError as error:
            self._tell(error)
            return ()

    def _record(self, spoken: Language, reviews: Sequence[Review]) -> None:
        """Record sign-offs. They are in the catalog already, and count: a record that cannot be written is told."""
        try:
            self.project.add_reviews(spoken, reviews)
        except HandbillError as error:
            self._tell(error)

    def case(self, where: Waiting) -> Case | None:
        """Give what waits as it is now; nothing where somebody has dealt with it meanwhile."""
        catalog = self.project.catalog(where.language, where.domain)
        unit = catalog.by_key.get(where.key) if catalog else None
        if catalog is None or unit is None or not self._waits(unit):
            return None
        return next(self._cases(where.language, where.domain, catalog, [unit]))

    def _cases(self, spoken: Language, domain: str, catalog: Catalog, units: Sequence[Unit]) -> Iterator[Case]:
        reviews = self._reviews(spoken)
        path = self.project.shown(self.project.catalog_path(spoken, domain))
        # What is said elsewhere in the language counts too: the same text may be translated in two ways.
        others = read_catalogs(self.project, [spoken], checks=()).catalogs
        catalogs = {name: each for (_, name), each in others.items()} | {domain: catalog}
        found = [each for each in check_language(self.project, spoken, catalogs) if each.domain == domain]
        for unit in units:
            last = last_review(reviews, unit, domain)
            yield Case(
                spoken,
                domain,
                path,
                unit,
                tuple(each for each in found if each.key == unit.key),
                last if last and last.digest != unit.digest else None,
                kept_texts(unit.comments),
                self._remembered(spoken, domain, unit),
            )

    def _remembered(self, spoken: Language, domain: str, unit: Unit) -> tuple[Suggestion, ...]:
        if unit.state >= State.TRANSLATED:
            return ()
        return translation_memory(self.project, spoken, []).suggestions(unit.message, domain=domain)

    def decide(self, case: Case, decision: Decide) -> Unit | None:
        """Write a decision; give the unit as it is now, nothing where it was no longer as the reviewer saw it."""
        with self.project.locked(lambda: None):
            catalog = self.project.catalog(case.language, case.domain)
            if catalog is None or catalog.by_key.get(case.unit.key) != case.unit:
                return None
            new = decision(case.unit)
            self.project.write_catalog(case.language, case.domain, _with_units(catalog, {new.key: new}))
            return new

    def keep(self, case: Case, msgstr: tuple[str, ...]) -> bool:
        """Keep a translation of a unit that somebody has changed since in its comments; say whether it is there yet."""
        with self.project.locked(lambda: None):
            catalog = self.project.catalog(case.language, case.domain)
            unit = catalog.by_key.get(case.unit.key) if catalog else None
            if catalog is None or unit is None:
                return False
            new = with_text_kept(unit, case.unit, msgstr)
            self.project.write_catalog(case.language, case.domain, _with_units(catalog, {new.key: new}))
            return True

    def accept(self, case: Case) -> Unit | None:
        """Sign a unit off, and record what was signed off."""
        with self.project.locked(lambda: None):
            signed = self.decide(case, lambda unit: signed_off(unit, self.by))
            if signed:
                self._record(case.language, [review_of(signed, case.domain, self.date, self.by)])
        return signed

    def accept_all(self, spoken: Language, domain: str) -> tuple[int, tuple[Case, ...]]:
        """Sign off whatever waits in one catalog; give how many that are, and those that an error keeps from it."""
        with self.project.locked(lambda: None):
            units = [unit for unit in self._units(spoken, domain) if unit.state is State.TRANSLATED]
            catalog = self.project.catalog(spoken, domain) if units else None
            if catalog is None:
                return 0, ()
            cases = list(self._cases(spoken, domain, catalog, units))
            signed = {case.unit.key: signed_off(case.unit, self.by) for case in cases if not case.errors}
            self.project.write_catalog(spoken, domain, _with_units(catalog, signed))
            self._record(spoken, [review_of(unit, domain, self.date, self.by) for unit in signed.values()])
        return len(signed), tuple(case for case in cases if case.errors)


def mark_origin(
    project: Project, spoken: Language, domain: str, *, machine: bool, engine: str | None = None
) -> tuple[int, bool]:
    """Record who wrote the translations of a catalog as they are now; say of how many, and whether a byte changed."""
    with project.locked(lambda: None):
        catalog = project.catalog(spoken, domain)
        if catalog is None:
            return 0, False
        units = [unit for unit in catalog.by_key.values() if unit.state is not State.UNTRANSLATED]
        marked = {unit.key: by_machine(unit, engine) if machine else by_person(unit) for unit in units}
        return len(marked), project.write_catalog(spoken, domain, _with_units(catalog, marked))


def _with_units(catalog: Catalog, new: dict[Key, Unit]) -> Catalog:
    units = tuple(new.get(unit.key, unit) if not unit.obsolete else unit for unit in catalog.units)
    return replace(catalog, units=units)
