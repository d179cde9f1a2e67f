"""What there is to make: one task for each product in one language.

A task knows a digest of everything that it is made from before it is carried
out, so that what is up to date need not be made again. Sheets take longest and
are set when the task is run; pages, copy and compiled catalogs take
milliseconds and are made at once, to be written only if they differ.
"""

from __future__ import annotations

import datetime as dt
import json
import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import handbill
from handbill.campaign import (
    CATALOG_PRODUCT,
    COPY_PRODUCT,
    INTERFACE,
    MARKDOWN_PRODUCT,
    WEB_PRODUCT,
    Campaign,
)
from handbill.catalogs.mo import compile_catalog
from handbill.content.typed import numbers_in
from handbill.errors import HandbillError, RenderError, SourceError, TemplateError
from handbill.languages import Language
from handbill.localize import SOURCE_STATE, Lexicon, Localized, LocalizedDocument
from handbill.manifest import Standing, TaskKey, digest
from handbill.model import Catalog, Message, State, origin_of
from handbill.products import ProductSettings, Profile
from handbill.project import Project
from handbill.register import Entry, Words, words_digest
from handbill.release import Release
from handbill.released import entry_of, words_of
from handbill.render.copydeck import copy_deck
from handbill.render.fitting import Fit
from handbill.render.fonts import Coverage
from handbill.render.markdown import translated_markdown
from handbill.render.options import check_options
from handbill.render.preflight import QUESTIONS_OF_A_BUILD, Flaw, Intended, preflight, refuse
from handbill.render.preflight.content import passed
from handbill.render.preflight.intended import intended
from handbill.render.print import Sheet, imported, layout_digest, make, sheet, typesetter_of
from handbill.render.web import INDEX, PAGE, Site, template_sources
from handbill.shelf import Shelf
from handbill.steps import compiled_path
from handbill.typesetter import ENGINE, LIBRARY, Fonts, Typesetter, check_imports, find_fonts, library_source

Files = Mapping[str, bytes]
"""By path relative to the output folder."""

ALL_LANGUAGES = "mul"
"""The tag (ISO 639-2) of what is in several languages: the page on which one is chosen."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a task."""

    files: Files
    fit: Fit | None = None
    """The text size that was found, where a text is fitted to its page."""
    flaws: Sequence[Flaw] = ()
    """What preflight has to say of it; with an error among them there would be no files."""


@dataclass(frozen=True, slots=True)
class Released:
    """A version of a sheet, for the register."""

    entry: Entry
    words: Words


@dataclass(frozen=True)
class Task:
    """One product in one language."""

    product: str
    locale: str
    domains: tuple[str, ...]
    standing: Standing
    version: str
    inputs: str
    run: Callable[[], Made]
    profile: str | None = None
    """What a printed product is made for."""
    stem: str | None = None
    """The name of its files, if not the product's."""
    released: Released | None = None
    """What the register says of it; nothing where it carries no code."""

    @property
    def key(self) -> TaskKey:
        """What the task is known by in the manifest."""
        return (self.product, self.locale, self.domains, self.profile)

    @property
    def label(self) -> str:
        """For people: ``flyer km``, ``flyer-shop km``."""
        return f"{self.stem or self.product} {self.locale}"


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

    def tasks(self, wants: Callable[[str], bool]) -> Iterator[Task]:
        """Give the tasks of the products that are wanted."""
        for product in self.campaign.products.values():
            if wants(product.name):
                yield from self._print_tasks(product)
        if wants(WEB_PRODUCT):
            yield from self._web_tasks()
        if wants(COPY_PRODUCT):
            yield from self._copy_tasks()
        if wants(MARKDOWN_PRODUCT):
            yield from self._markdown_tasks()
        if wants(CATALOG_PRODUCT):
            yield from self._compiled_tasks()

    @property
    def campaign(self) -> Campaign:
        """The project's campaign."""
        return self.project.campaign

    @cached_property
    def fonts(self) -> Fonts:
        """The fonts of this machine and of the campaign's own folder."""
        own = self.project.root / self.campaign.fonts
        return find_fonts([own] if own.is_dir() else [])

    @cached_property
    def coverage(self) -> Coverage:
        """What those fonts cover."""
        return Coverage(self.fonts)

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
                made = [self._planned(product, profile, document, layout, strings) for profile in product.profiles]
            except RenderError as error:
                self.refuse(error)
            else:
                yield from made

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
        """Give the digest of a product's layout, and the strings of its template; else a `TemplateError`."""
        if product.template not in self.project.templates:
            raise TemplateError(
                f"there is no such template, and products.{product.name} needs it",
                path=product.template,
                hint="Correct the key “template”, or put the file there.",
            )
        templates = self.project.templates
        layout = layout_digest(product.template, templates, library_source(), self.project.assets, check_imports)
        check_options(product, [templates[path] for path in imported(product.template, templates)])
        return layout, [
            *self.project.template_messages(product.template),
            *self.project.template_messages(LIBRARY.name),
        ]

    def intended(self, each: Sheet, shown: Collection[str]) -> Intended:
        """Say what a sheet should be, whose template has set the facts `shown`."""
        sources = self.project.templates
        own = [text for path in imported(each.product.template, sources) for text in numbers_in(sources[path])]
        return intended(each, shown, self.campaign, self.fonts, self.today, typed=own)

    def typesetter(self, product: ProductSettings) -> Typesetter:
        """Give what sets a product."""
        return typesetter_of(product, self.project.root, self.campaign.templates, self.fonts)

    def _print_task(self, planned: Planned) -> Task:
        each = planned.sheet

        def run() -> Made:
            made = make(each, self.typesetter(each.product), self.coverage, timestamp=self.timestamp)
            flaws = list(preflight(made.pdf, self.intended(each, made.facts), QUESTIONS_OF_A_BUILD))
            refuse(flaws)
            files = {f"print/{each.language.tag}/{name}": data for name, data in made.files.items()}
            return Made(files, made.fit, flaws)

        task = self._task(each.product.name, each.document, each.version, planned.inputs, run)
        stem = each.product.stem(each.profile)
        return replace(task, profile=each.profile.value, stem=stem, released=planned.released)

    def _web_tasks(self) -> Iterator[Task]:
        try:
            interface = {message.key: message for message in self.project.page_messages()}
        except HandbillError as error:
            self.refuse(error)
            return
        if PAGE not in self._page_templates:
            if any(path.endswith(".html") for path in self._page_templates):
                self.refuse(
                    TemplateError(
                        "there is no such template, and every page needs it",
                        path=f"{self.campaign.templates}/{PAGE}",
                        hint="Bring it back, or take one from what handbill init DIR writes.",
                    )
                )
            return
        site = Site(self.campaign, self._page_templates, self.release.lexicons, interface, self.release.documents)
        for spoken in self.languages:
            for domain in self.campaign.documents:
                if (spoken.tag, domain) in self.release.documents:
                    yield from self._page_task(site, spoken, domain)
        if INDEX in self._page_templates and self.release.documents:
            yield from self._index_task(site)

    @cached_property
    def _page_templates(self) -> Mapping[str, str]:
        return template_sources(self.project.templates, self.campaign.templates)

    def _page_task(self, site: Site, spoken: Language, domain: str) -> Iterator[Task]:
        # A page takes a few milliseconds: it is made each time, and written only if it differs.
        document = self.release.documents[spoken.tag, domain]
        folder = f"web/{spoken.tag}/{domain}"
        try:
            data = site.page(spoken, domain)
            pictures = {
                posixpath.normpath(f"{folder}/{name}"): self.project.picture(document.document, name)
                for name in document.pictures
            }
        except (TemplateError, SourceError) as error:
            self.refuse(error)
            return
        made = _constant({f"{folder}/index.html": data, **pictures})
        inputs = digest(b"".join([data, *pictures.values()]))
        yield self._task(WEB_PRODUCT, document, inputs[:8], inputs, made)

    def _index_task(self, site: Site) -> Iterator[Task]:
        try:
            data = site.index()
        except TemplateError as error:
            self.refuse(error)
            return
        domains = tuple(self.campaign.documents)
        made = _constant({"web/index.html": data})
        standing = Standing(SOURCE_STATE, 1.0, None)
        yield Task(WEB_PRODUCT, ALL_LANGUAGES, domains, standing, digest(data)[:8], digest(data), made)

    def _copy_tasks(self) -> Iterator[Task]:
        try:
            interface = self.project.readable_interface()
        except HandbillError as error:
            self.refuse(error)
            return
        for spoken in self.languages:
            documents = [self.release.documents[key] for key in self.release.documents if key[0] == spoken.tag]
            if documents:
                lexicon = self.release.lexicons[spoken.tag]
                data = copy_deck(spoken, documents, interface, lexicon, self.campaign.facts)
                yield self._copy_task(spoken, documents, data)

    def _copy_task(self, spoken: Language, documents: Sequence[LocalizedDocument], data: bytes) -> Task:
        return Task(
            COPY_PRODUCT,
            spoken.tag,
            (*(document.document.domain for document in documents), INTERFACE),
            _standing([each for document in documents for each in document.localized], spoken),
            digest(data)[:8],
            digest(data),
            _constant({f"copy/{spoken.tag}.json": data}),
        )

    def _markdown_tasks(self) -> Iterator[Task]:
        for (tag, domain), document in self.release.documents.items():
            if document.language not in self.languages:
                continue
            lexicon = self.release.lexicons[tag]
            report = partial(self._refuse_markdown, document)
            data = translated_markdown(document.document, lexicon, self.campaign, report)
            made = _constant({f"markdown/{tag}/{domain}.md": data})
            yield self._task(MARKDOWN_PRODUCT, document, digest(data)[:8], digest(data), made)

    def _refuse_markdown(self, document: LocalizedDocument, message: Message, reason: str) -> None:
        self.refuse(
            RenderError(
                f"{document.language.name}: the translation of “{message.msgid}” is left out of the Markdown: {reason}",
                path=document.document.path,
                hint="Word it so that it begins with a letter, and without raw HTML.",
            )
        )

    def _compiled_tasks(self) -> Iterator[Task]:
        for (tag, domain), catalog in self.shelf.catalogs.items():
            spoken = self.campaign.by_tag[tag]
            if spoken not in self.languages or (tag, domain) in self.release.withheld:
                continue
            data = compile_catalog(catalog, self.shelf.refused_keys(tag, domain))
            yield Task(
                CATALOG_PRODUCT,
                tag,
                (domain,),
                _standing_of_catalog(catalog),
                digest(data)[:8],
                digest(data),
                _constant({compiled_path(spoken, domain): data}),
            )

    def _task(
        self, product: str, document: LocalizedDocument, version: str, inputs: str, run: Callable[[], Made]
    ) -> Task:
        return Task(
            product,
            document.language.tag,
            (document.document.domain, INTERFACE),
            _standing(document.localized, document.language),
            version,
            inputs,
            run,
        )


def _standing(found: Sequence[Localized], spoken: Language) -> Standing:
    """Give how far some texts are for readers of one language."""
    states = [each.state for each in found if each.state is not None]
    own = sum(each.language == spoken for each in found)
    origin = origin_of(each.origin for each in found)
    return Standing(
        str(min(states)) if states else SOURCE_STATE,
        round(own / len(found), 4) if found else 1.0,
        origin.value if origin else None,
    )


def _standing_of_catalog(catalog: Catalog) -> Standing:
    states = [unit.state for unit in catalog.by_key.values()]
    done = sum(state >= State.TRANSLATED for state in states)
    origin = origin_of(unit.origin for unit in catalog.by_key.values())
    return Standing(
        str(min(states, default=State.UNTRANSLATED)),
        round(done / len(states), 4) if states else 1.0,
        origin.value if origin else None,
    )


def _pdfs(files: Files) -> list[bytes]:
    return [data for name, data in files.items() if name.endswith(".pdf")]


def _constant(files: Files) -> Callable[[], Made]:
    return lambda: Made(files)


def _inputs(*parts: object) -> str:
    text = json.dumps([handbill.__version__, ENGINE, *parts], ensure_ascii=False, sort_keys=True)
    return digest(text.encode())
