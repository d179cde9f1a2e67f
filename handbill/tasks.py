"""What there is to make: one task for each product in one language, and for each profile of a printed one.

Sheets take longest and are set when their task is run; everything else is in
:mod:`handbill.given`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import handbill
from handbill.campaign import Campaign
from handbill.content.typed import numbers_in
from handbill.desk import LIBRARY
from handbill.errors import HandbillError, RenderError, TemplateError
from handbill.fonts.faces import FontSources
from handbill.given import Given
from handbill.languages import Language
from handbill.localize import Lexicon, LocalizedDocument
from handbill.manifest import TaskKey, digest
from handbill.model import Finding, Message
from handbill.products import ProductSettings, Profile
from handbill.project import Project
from handbill.register import words_digest
from handbill.release import Release
from handbill.released import entry_of, words_of
from handbill.render.fitting import Fit, small
from handbill.render.fonts import Coverage
from handbill.render.layout import layout_digest, layout_sources
from handbill.render.options import check_options
from handbill.render.preflight import QUESTIONS, QUESTIONS_OF_A_BUILD, Intended, preflight, refuse
from handbill.render.preflight.content import passed
from handbill.render.preflight.intended import intended
from handbill.render.print import Sheet, make, sheet, typesetter_of
from handbill.shelf import Shelf
from handbill.task import Made, Released, Task, task_of
from handbill.typesetter import ENGINE, Fonts, Typesetter, check_imports, find_fonts, library_source


@dataclass(frozen=True)
class TypeCase:
    """The fonts that a campaign may use, found when they are first asked for."""

    sources: FontSources

    @cached_property
    def fonts(self) -> Fonts:
        """All of them."""
        return find_fonts(self.sources)

    @cached_property
    def coverage(self) -> Coverage:
        """What they cover."""
        return Coverage(self.fonts)


@dataclass(frozen=True)
class Planned:
    """One sheet and what it is made from."""

    sheet: Sheet
    inputs: str
    """A digest of everything that it is made from."""
    same: frozenset[str]
    """The digests of files that hold the same, whether a deadline has passed since they were made or not."""
    released: Released
    """What the register says of it."""


@dataclass
class Plan:
    """Finds what there is to make. What cannot be made at all is told to `refuse`."""

    project: Project
    shelf: Shelf
    release: Release
    languages: Sequence[Language]
    timestamp: int
    refuse: Callable[[HandbillError], None]
    today: dt.date
    """The day that deadlines are looked at from."""
    case: TypeCase
    profiles: Collection[Profile] = tuple(Profile)
    """What sheets are wanted for."""

    def tasks(self, wants: Callable[[str], bool], there: Collection[TaskKey] = ()) -> Iterator[Task]:
        """Give the tasks of the products that are wanted; `there` are those that were carried out before."""
        for product in self.campaign.products.values():
            if wants(product.name):
                yield from self._print_tasks(product)
        given = Given(self.project, self.shelf, self.release, self.languages, self.refuse, there)
        yield from given.tasks(wants)

    @property
    def campaign(self) -> Campaign:
        """The project's campaign."""
        return self.project.campaign

    @property
    def fonts(self) -> Fonts:
        """The fonts of the campaign's own folder, then of this machine."""
        return self.case.fonts

    @property
    def coverage(self) -> Coverage:
        """What those fonts cover."""
        return self.case.coverage

    def _print_tasks(self, product: ProductSettings) -> Iterator[Task]:
        yield from map(self._print_task, self.sheets(product))

    def sheets(self, product: ProductSettings) -> Iterator[Planned]:
        """Give a printed product's sheets, ready to be set: one for each of its languages that were asked for, and
        each profile.
        """
        if (self.campaign.source.tag, product.document) not in self.release.documents:
            return
        try:
            layout, strings = self.layout(product)
        except HandbillError as error:
            self.refuse(error)
            return
        for spoken in self.languages:
            document = self.release.documents.get((spoken.tag, product.document))
            if document is None or (product.locales is not None and spoken.tag not in product.locales):
                continue
            try:
                made = [self._planned(product, profile, document, layout, strings) for profile in self.wanted(product)]
            except RenderError as error:
                self.refuse(error)
            else:
                yield from made

    def wanted(self, product: ProductSettings) -> list[Profile]:
        """Give the profiles of a product that are wanted."""
        return [profile for profile in product.profiles if profile in self.profiles]

    def _planned(
        self,
        product: ProductSettings,
        profile: Profile,
        document: LocalizedDocument,
        layout: str,
        strings: Sequence[Message],
    ) -> Planned:
        second = self._second(product, document)
        each = sheet(
            product,
            profile,
            document=document,
            second=second,
            lexicon=self.release.lexicons[document.language.tag],
            campaign=self.campaign,
            strings=strings,
            coverage=self.coverage,
            layout=layout,
        )
        languages = [self.campaign.by_tag[tag] for tag in each.data["languages"]]
        fonts = self.coverage.fingerprint(languages)
        parts = (each.data, product.stem(profile), product.images, layout, fonts, self.timestamp)
        # A deadline that passes makes a sheet another one, although no word of it has changed.
        late = [name for name, fact in self.campaign.facts.items() if passed(fact, self.today)]
        same = frozenset({_inputs(*parts, late), _inputs(*parts, [])})
        words = words_of(document, second and second[0], self.release.lexicons[document.language.tag], strings)
        entry = entry_of(each, self.campaign, words=words_digest(words), day=self.today.isoformat())
        return Planned(each, _inputs(*parts, late), same, Released(entry, words))

    def _second(
        self, product: ProductSettings, document: LocalizedDocument
    ) -> tuple[LocalizedDocument, Lexicon] | None:
        spoken = self.campaign.second_language(product, document.language)
        if spoken is None:
            return None
        found = self.release.documents.get((spoken.tag, product.document))
        if found is None:
            raise RenderError(
                f"{product.name}: {product.document} does not go out in {spoken.name}, which stands beside"
                f" {document.language.name}",
                path=document.document.path,
                hint=f"Translate it, or name another language in products.{product.name}.second.",
            )
        return found, self.release.lexicons[spoken.tag]

    def layout(self, product: ProductSettings) -> tuple[str, list[Message]]:
        """Give the digest of a product's layout, and the strings of its template; else what is wrong with them."""
        files = self.project.template_files
        if product.template not in files.templates:
            raise TemplateError(
                f"there is no such template, and products.{product.name} needs it",
                path=product.template,
                hint="Correct the key “template”, or put the file there.",
            )
        for error in files.hazards:
            raise error
        sources = layout_sources(product.template, files)
        layout = layout_digest(sources, library_source(), files.assets, check_imports)
        check_options(product, list(sources.values()))
        return layout, [
            *self.project.template_messages(product.template),
            *self.project.template_messages(LIBRARY.name),
        ]

    def intended(self, each: Sheet, shown: Collection[str]) -> Intended:
        """Say what a sheet should be, whose template has set the facts `shown`."""
        return intended(each, shown, self.campaign, self.fonts, self.today, typed=self.typed(each.product))

    def typed(self, product: ProductSettings) -> tuple[str, ...]:
        """Give the phone numbers that were written into a product's template by hand."""
        sources = layout_sources(product.template, self.project.template_files)
        return tuple(text for source in sources.values() for text in numbers_in(source))

    def typesetter(self, product: ProductSettings) -> Typesetter:
        """Give what sets a product."""
        return typesetter_of(product, self.project.root, self.campaign.templates, self.fonts)

    def _small(self, each: Sheet, found: Fit | None) -> list[Finding]:
        """Say of a text that came out smaller than the product's floor by how much it is too long."""
        spoken, domain = each.language, each.document.document.domain
        if spoken == self.campaign.source:
            return small(found, each.product, each.document, each.document.document.path)
        catalog = self.shelf.catalogs.get((spoken.tag, domain))
        path = self.project.shown(self.project.catalog_path(spoken, domain))
        return small(found, each.product, each.document, path, catalog)

    def _print_task(self, planned: Planned) -> Task:
        each = planned.sheet

        def run() -> Made:
            made = make(each, self.typesetter(each.product), self.coverage, timestamp=self.timestamp)
            questions = QUESTIONS_OF_A_BUILD if made.fit else QUESTIONS
            flaws = list(preflight(made.pdf, self.intended(each, made.facts), questions))
            refuse(flaws)
            files = {f"print/{each.language.tag}/{name}": data for name, data in made.files.items()}
            return Made(files, self._small(each, made.fit), flaws)

        task = task_of(each.product.name, each.document, each.version, planned.inputs, run)
        stem = each.product.stem(each.profile)
        return replace(task, profile=each.profile.value, stem=stem, released=planned.released)


def _inputs(*parts: object) -> str:
    text = json.dumps([handbill.__version__, ENGINE, *parts], ensure_ascii=False, sort_keys=True)
    return digest(text.encode())
