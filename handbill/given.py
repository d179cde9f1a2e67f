"""The products that every campaign has: pages, copy, Markdown, compiled catalogs.

They take milliseconds and are made at once, to be written only if they differ.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from handbill.campaign import CATALOG_PRODUCT, COPY_PRODUCT, INTERFACE, MARKDOWN_PRODUCT, WEB_PRODUCT, Campaign
from handbill.catalogs.mo import compile_catalog
from handbill.errors import HandbillError, RenderError, SourceError, TemplateError
from handbill.languages import Language
from handbill.localize import SOURCE_STATE, LocalizedDocument
from handbill.manifest import Standing, TaskKey, digest
from handbill.model import Message
from handbill.project import Project
from handbill.release import Release
from handbill.render.copydeck import copy_deck
from handbill.render.markdown import translated_markdown
from handbill.render.web import INDEX, PAGE, Site, template_sources
from handbill.shelf import Shelf
from handbill.steps import compiled_path
from handbill.task import Task, constant, standing_of, standing_of_catalog, task_of

ALL_LANGUAGES = "mul"
"""The tag (ISO 639-2) of what is in several languages: the page on which one is chosen."""


@dataclass
class Given:
    """Finds what there is to make of them. What cannot be made at all is told to `refuse`."""

    project: Project
    shelf: Shelf
    release: Release
    languages: Sequence[Language]
    refuse: Callable[[HandbillError], None]
    there: Collection[TaskKey] = ()
    """What was made before."""

    @property
    def campaign(self) -> Campaign:
        """The project's campaign."""
        return self.project.campaign

    def tasks(self, wants: Callable[[str], bool]) -> Iterator[Task]:
        """Give the tasks of the products that are wanted."""
        if wants(WEB_PRODUCT):
            yield from self._web_tasks()
        if wants(COPY_PRODUCT):
            yield from self._copy_tasks()
        if wants(MARKDOWN_PRODUCT):
            yield from self._markdown_tasks()
        if wants(CATALOG_PRODUCT):
            yield from self._compiled_tasks()

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
        # Pages name each other: those that are there already follow when a page comes or goes in another language, and
        # none names a page that is not there.
        due = {key: each for key, each in self.release.documents.items() if self._is_due(each.language, key[1])}
        site = Site(self.campaign, self._page_templates, self.release.lexicons, interface, due)
        for (_, domain), document in due.items():
            yield from self._page_task(site, document.language, domain)
        if INDEX in self._page_templates and due:
            yield from self._index_task(site)

    @cached_property
    def _page_templates(self) -> Mapping[str, str]:
        return template_sources(self.project.templates, self.campaign.templates)

    def _is_due(self, spoken: Language, domain: str) -> bool:
        return spoken in self.languages or (WEB_PRODUCT, spoken.tag, (domain, INTERFACE), None) in self.there

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
        made = constant({f"{folder}/index.html": data, **pictures})
        inputs = digest(b"".join([data, *pictures.values()]))
        yield task_of(WEB_PRODUCT, document, inputs[:8], inputs, made)

    def _index_task(self, site: Site) -> Iterator[Task]:
        try:
            data = site.index()
        except TemplateError as error:
            self.refuse(error)
            return
        domains = tuple(self.campaign.documents)
        made = constant({"web/index.html": data})
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
            standing_of([each for document in documents for each in document.localized], spoken),
            digest(data)[:8],
            digest(data),
            constant({f"copy/{spoken.tag}.json": data}),
        )

    def _markdown_tasks(self) -> Iterator[Task]:
        for (tag, domain), document in self.release.documents.items():
            if document.language not in self.languages:
                continue
            lexicon = self.release.lexicons[tag]
            report = partial(self._refuse_markdown, document)
            data = translated_markdown(document.document, lexicon, self.campaign, report)
            made = constant({f"markdown/{tag}/{domain}.md": data})
            yield task_of(MARKDOWN_PRODUCT, document, digest(data)[:8], digest(data), made)

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
                standing_of_catalog(catalog),
                digest(data)[:8],
                digest(data),
                constant({compiled_path(spoken, domain): data}),
            )
