"""What must be made, what is already up to date, several at once.

A build is a list of tasks, each for one product in one language. A task that
cannot be carried out is kept in the report with its reason, its older files
are removed (a stale flyer in the folder would be printed), and the others go
on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import cached_property

import handbill
from handbill import workspace
from handbill.campaign import CATALOG_PRODUCT, COPY_PRODUCT, INTERFACE, WEB_PRODUCT, ProductSettings
from handbill.catalogs.mo import compile_catalog
from handbill.errors import HandbillError, RenderError, TemplateError
from handbill.languages import Language
from handbill.localize import SOURCE_STATE, LocalizedDocument, localize
from handbill.manifest import Artifact, digest, is_whole, read_manifest, write_manifest
from handbill.model import Finding, Message, Severity, State
from handbill.project import Project
from handbill.render.copydeck import copy_deck
from handbill.render.fonts import Coverage
from handbill.render.print import Sheet, layout_digest, make, sheet, typesetter_of
from handbill.render.web import INDEX, PAGE, Site, template_sources
from handbill.steps import Extraction, Shelf, Updating, compiled_path, extract, read_catalogs, update_catalogs
from handbill.typesetter import ENGINE, LIBRARY, Fonts, check_imports, find_fonts

Files = Mapping[str, bytes]
"""By path relative to the output folder."""

ALL_LANGUAGES = "mul"
"""The tag (ISO 639-2) of what is in several languages: the page on which one is chosen."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a task."""

    files: Files
    size: float | None = None
    """The text size that was found, in points."""


@dataclass(frozen=True)
class Task:
    """One product in one language."""

    product: str
    locale: str
    domains: tuple[str, ...]
    state: str
    coverage: float
    version: str
    inputs: str
    run: Callable[[], Made]

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What the task is known by in the manifest."""
        return (self.product, self.locale, self.domains)

    @property
    def label(self) -> str:
        """For people: ``flyer km``."""
        return f"{self.product} {self.locale}"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know of one document in one language: held back, or partly in another language."""

    locale: str
    domain: str
    reason: str


@dataclass(slots=True)
class Report:
    """What a build did."""

    made: list[str] = field(default_factory=list)
    """Paths whose bytes are new."""
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    held_back: list[Notice] = field(default_factory=list)
    partly: list[Notice] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    """Sheets whose text came out smaller than the product's floor."""
    errors: list[HandbillError] = field(default_factory=list)


class Build:
    """One build of a campaign, or of a part of it."""

    def __init__(
        self,
        project: Project,
        shelf: Shelf,
        *,
        languages: Sequence[Language],
        products: Sequence[str] | None = None,
        timestamp: int = 0,
    ) -> None:
        self.project = project
        self.campaign = project.campaign
        self.shelf = shelf
        self.languages = languages
        self.products = products
        self.timestamp = timestamp
        self.report = Report()
        self.lexicons = {spoken.tag: shelf.lexicon(project, spoken) for spoken in self.campaign.by_tag.values()}
        self.released = self._release()

    @property
    def whole(self) -> bool:
        """Whether everything is built, so that what is left over from earlier builds can go."""
        return self.products is None and len(self.languages) == len(self.campaign.by_tag)

    def wants(self, product: str) -> bool:
        """Whether a product was asked for."""
        return self.products is None or product in self.products

    def run(self, advance: Callable[[str], None], total: Callable[[int], None]) -> Report:
        """Carry out all tasks; `total` is told how many there are, `advance` each one that is done."""
        known = read_manifest(self.project.output)
        tasks = list(self._tasks())
        total(len(tasks))
        artifacts: dict[str, Artifact] = {}
        waiting = []
        for task in tasks:
            if current := self._up_to_date(task, known):
                artifacts |= {artifact.path: artifact for artifact in current}
                self.report.unchanged += len(current)
                advance(task.label)
            else:
                waiting.append(task)
        for task, files in self._carry_out(waiting, advance):
            artifacts |= {path: self._keep(task, path, data) for path, data in files.items()}
        self._clean(known, artifacts)
        write_manifest(self.project.output, self.campaign.name, artifacts.values())
        return self.report

    # What is released

    def _release(self) -> dict[tuple[str, str], LocalizedDocument]:
        """Localize every document that can be released, in all languages: pages link to each other."""
        released = {}
        for domain in self.campaign.documents:
            try:
                document = self.project.document(domain)
            except HandbillError:
                # Reported where the sources are read.
                continue
            for spoken in self.campaign.by_tag.values():
                if self._damaged(spoken, domain):
                    continue
                localized = localize(document, self.lexicons[spoken.tag], self.campaign)
                if self._may_go_out(localized):
                    released[spoken.tag, domain] = localized
        return released

    def _damaged(self, spoken: Language, domain: str) -> bool:
        return (spoken.tag, domain) in self.shelf.errors or (spoken.tag, INTERFACE) in self.shelf.errors

    def _may_go_out(self, localized: LocalizedDocument) -> bool:
        spoken, domain = localized.language, localized.document.domain
        if spoken not in self.languages or localized.untranslated == 0:
            return spoken == self.campaign.source or localized.coverage >= self.campaign.minimum
        texts = f"{len(localized.localized) - localized.untranslated} of {len(localized.localized)} texts"
        if localized.coverage < self.campaign.minimum:
            needed = f"{self.campaign.minimum:.0%} must be"
            self.report.held_back.append(Notice(spoken.tag, domain, f"{texts} are in {spoken.name}; {needed}"))
            return False
        others = {each.language.name for each in localized.localized if each.language != spoken}
        self.report.partly.append(
            Notice(spoken.tag, domain, f"{texts} are in {spoken.name}, the rest in {' and '.join(sorted(others))}")
        )
        return True

    # What there is to do

    def _tasks(self) -> Iterator[Task]:
        for product in self.campaign.products.values():
            if self.wants(product.name):
                yield from self._print_tasks(product)
        if self.wants(WEB_PRODUCT):
            yield from self._web_tasks()
        if self.wants(COPY_PRODUCT):
            yield from self._copy_tasks()
        if self.wants(CATALOG_PRODUCT):
            yield from self._compiled_tasks()

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
        domain = product.document
        source = self.released.get((self.campaign.source.tag, domain))
        if source is None:
            return
        try:
            layout, strings = self._layout(product)
        except HandbillError as error:
            self._refuse(error)
            return
        for spoken in self.languages:
            document = self.released.get((spoken.tag, domain))
            if document is None:
                continue
            try:
                each = sheet(
                    product,
                    document=document,
                    source=source,
                    lexicon=self.lexicons[spoken.tag],
                    campaign=self.campaign,
                    strings=strings,
                    coverage=self.coverage,
                    layout=layout,
                )
                inputs = self._print_inputs(each, layout)
            except RenderError as error:
                self._refuse(error)
                continue
            yield self._task(product.name, document, each.version, inputs, self._print(each))

    def _layout(self, product: ProductSettings) -> tuple[str, list[Message]]:
        if product.template not in self.project.templates:
            raise TemplateError(
                f"there is no such template, and products.{product.name} needs it",
                path=product.template,
                hint="Correct the key “template”, or put the file there.",
            )
        library = LIBRARY.read_text("utf-8")
        layout = layout_digest(product.template, self.project.templates, library, check_imports)
        return layout, [
            *self.project.template_messages(product.template),
            *self.project.template_messages(LIBRARY.name),
        ]

    def _print_inputs(self, each: Sheet, layout: str) -> str:
        languages = [self.campaign.by_tag[tag] for tag in each.data["languages"]]
        fonts = self.coverage.fingerprint(languages)
        return _inputs(each.data, layout, fonts, self.timestamp)

    def _print(self, each: Sheet) -> Callable[[], Made]:
        def run() -> Made:
            typesetter = typesetter_of(each.product, self.project.root, self.campaign.templates, self.fonts)
            made = make(each, typesetter, self.coverage, images=True, timestamp=self.timestamp)
            return Made({f"print/{each.language.tag}/{name}": data for name, data in made.files.items()}, made.size)

        return run

    def _web_tasks(self) -> Iterator[Task]:
        if PAGE not in self._page_templates:
            return
        try:
            interface = {message.key: message for message in self.project.page_messages()}
        except TemplateError as error:
            self._refuse(error)
            return
        site = Site(self.campaign, self._page_templates, self.lexicons, interface, self.released)
        for spoken in self.languages:
            for domain in self.campaign.documents:
                if (spoken.tag, domain) in self.released:
                    yield from self._page_task(site, spoken, domain)
        if INDEX in self._page_templates and self.released:
            yield from self._index_task(site)

    @cached_property
    def _page_templates(self) -> Mapping[str, str]:
        return template_sources(self.project.templates, self.campaign.templates)

    def _page_task(self, site: Site, spoken: Language, domain: str) -> Iterator[Task]:
        # A page takes a few milliseconds: it is made each time, and written only if it differs.
        try:
            data = site.page(spoken, domain)
        except TemplateError as error:
            self._refuse(error)
            return
        files = {f"web/{spoken.tag}/{domain}/index.html": data}
        version = digest(data)[:8]
        yield self._task(WEB_PRODUCT, self.released[spoken.tag, domain], version, digest(data), lambda: Made(files))

    def _index_task(self, site: Site) -> Iterator[Task]:
        try:
            data = site.index()
        except TemplateError as error:
            self._refuse(error)
            return
        domains = tuple(self.campaign.documents)
        files = {"web/index.html": data}
        yield Task(
            WEB_PRODUCT, ALL_LANGUAGES, domains, SOURCE_STATE, 1.0, digest(data)[:8], digest(data), lambda: Made(files)
        )

    def _copy_tasks(self) -> Iterator[Task]:
        try:
            interface = self.project.interface
        except TemplateError as error:
            self._refuse(error)
            return
        for spoken in self.languages:
            documents = [self.released[key] for key in self.released if key[0] == spoken.tag]
            if documents:
                lexicon = self.lexicons[spoken.tag]
                data = copy_deck(spoken, documents, interface, lexicon, self.campaign.facts)
                yield self._copy_task(spoken, documents, data)

    def _copy_task(self, spoken: Language, documents: Sequence[LocalizedDocument], data: bytes) -> Task:
        found = [each for document in documents for each in document.localized]
        own = sum(each.language == spoken for each in found)
        states = [each.state for each in found if each.state is not None]
        return Task(
            COPY_PRODUCT,
            spoken.tag,
            (*(document.document.domain for document in documents), INTERFACE),
            str(min(states)) if states else SOURCE_STATE,
            round(own / len(found), 4) if found else 1.0,
            digest(data)[:8],
            digest(data),
            lambda: Made({f"copy/{spoken.tag}.json": data}),
        )

    def _compiled_tasks(self) -> Iterator[Task]:
        for (tag, domain), catalog in self.shelf.catalogs.items():
            spoken = self.campaign.by_tag[tag]
            if spoken not in self.languages:
                continue
            data = compile_catalog(catalog)
            states = [unit.state for unit in catalog.by_key.values()]
            done = sum(state >= State.TRANSLATED for state in states)
            yield Task(
                CATALOG_PRODUCT,
                tag,
                (domain,),
                str(min(states, default=State.UNTRANSLATED)),
                round(done / len(states), 4) if states else 1.0,
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
            str(document.state) if document.state is not None else SOURCE_STATE,
            round(document.coverage, 4),
            version,
            inputs,
            run,
        )

    # Doing it

    def _up_to_date(self, task: Task, known: Mapping[str, Artifact]) -> list[Artifact]:
        """Give the artifacts of a task that need not be carried out; none where it must be."""
        found = [artifact for artifact in known.values() if artifact.task == task.key]
        whole = all(artifact.inputs == task.inputs and is_whole(self.project.output, artifact) for artifact in found)
        return found if whole else []

    def _carry_out(self, tasks: Sequence[Task], advance: Callable[[str], None]) -> Iterator[tuple[Task, Files]]:
        # Typst leaves Python's lock while it works, so threads serve.
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            futures = {pool.submit(task.run): task for task in tasks}
            for future in as_completed(futures):
                task = futures[future]
                try:
                    made = future.result()
                except HandbillError as error:
                    self._refuse(error)
                else:
                    self._measure(task, made)
                    yield task, made.files
                advance(task.label)

    def _measure(self, task: Task, made: Made) -> None:
        product = self.campaign.products.get(task.product)
        if product and product.floor and made.size is not None and made.size < product.floor:
            self.report.small.append(
                f"{task.label}: the text came out at {made.size:g}pt; {product.floor:g}pt is easy to read. Shorten it."
            )

    def _keep(self, task: Task, path: str, data: bytes) -> Artifact:
        if workspace.write(self.project.output / path, data):
            self.report.made.append(path)
        else:
            self.report.unchanged += 1
        return Artifact(
            path,
            digest(data),
            len(data),
            task.product,
            path.rsplit(".", 1)[1],
            task.locale,
            task.domains,
            task.state,
            task.coverage,
            task.version,
            task.inputs,
        )

    def _clean(self, known: Mapping[str, Artifact], artifacts: dict[str, Artifact]) -> None:
        """Keep what another call made; remove what this one should have made anew and did not."""
        ours = {spoken.tag for spoken in self.languages} | {ALL_LANGUAGES}
        for path, artifact in known.items():
            if path in artifacts:
                continue
            asked = self.whole or (self.wants(artifact.product) and artifact.locale in ours)
            if not asked and is_whole(self.project.output, artifact):
                artifacts[path] = artifact
            elif workspace.remove(self.project.output / path):
                self.report.removed.append(path)

    def _refuse(self, error: HandbillError) -> None:
        if str(error) not in {str(each) for each in self.report.errors}:
            self.report.errors.append(error)


@dataclass(slots=True)
class CampaignReport:
    """What building a whole campaign did, step by step."""

    extraction: Extraction
    updating: Updating
    findings: list[Finding]
    build: Report

    @property
    def errors(self) -> list[HandbillError]:
        """Everything that could not be used or made, each once."""
        found = (*self.extraction.errors, *self.updating.errors, *self.build.errors)
        return list({str(error): error for error in found}.values())

    @property
    def good(self) -> bool:
        """Whether nothing went wrong and no translation has an error."""
        return not self.errors and not any(finding.severity is Severity.ERROR for finding in self.findings)


def build_campaign(
    project: Project,
    languages: Sequence[Language],
    *,
    timestamp: int,
    advance: Callable[[str], None],
    total: Callable[[int], None],
    waiting: Callable[[], None],
) -> CampaignReport:
    """Extract, update, check, compile and render everything that is out of date, holding the campaign meanwhile."""
    targets = [spoken for spoken in languages if spoken != project.campaign.source]
    with project.locked(waiting), workspace.lock(project.output, waiting):
        extraction = extract(project)
        updating = update_catalogs(project, extraction.messages, targets)
        shelf = read_catalogs(project, project.campaign.languages)
        build = Build(project, shelf, languages=languages, timestamp=timestamp)
        report = build.run(advance, total)
    asked = {spoken.tag for spoken in targets}
    # Reading met the damaged catalogs of other languages, which nobody asked about, once more.
    unread = [error for (tag, _), error in shelf.errors.items() if tag in asked]
    updating.errors.extend(error for error in unread if str(error) not in {str(each) for each in updating.errors})
    findings = [finding for finding in shelf.findings if finding.locale in asked]
    return CampaignReport(extraction, updating, findings, report)


def _constant(files: Files) -> Callable[[], Made]:
    return lambda: Made(files)


def _inputs(*parts: object) -> str:
    text = json.dumps([handbill.__version__, ENGINE, *parts], ensure_ascii=False, sort_keys=True)
    return digest(text.encode())
