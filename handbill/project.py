"""One campaign on disk: its folder, and what is read from and written to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from handbill import workspace
from handbill.campaign import DEFAULT_GLOSSARY, INTERFACE, Campaign, parse_campaign
from handbill.catalogs.header import check_language
from handbill.catalogs.new import new_template
from handbill.catalogs.po import serialize
from handbill.catalogs.writer import CatalogFiles
from handbill.content import markdown
from handbill.content.document import Document
from handbill.content.templates import TYPST_SUFFIX, merge_messages, messages_of_template, refuse_hidden
from handbill.desk import LIBRARY
from handbill.errors import CatalogError, GlossaryError, HandbillError, SourceError, TemplateError
from handbill.glossary import Glossary, parse_glossary
from handbill.languages import Language
from handbill.model import Catalog, Message
from handbill.reviews import Review, parse_reviews, serialize_reviews
from handbill.tags import normalize_tag
from handbill.template_files import TemplateFiles, read_templates


def open_project(folder: Path) -> Project:
    """Read the campaign in a folder."""
    path = folder / workspace.CAMPAIGN_FILE
    return Project(folder, parse_campaign(workspace.read_text(path), str(path)))


@dataclass(frozen=True)
class Project:
    """A campaign and its folder. Documents and messages are read once; catalogs each time they are asked for."""

    root: Path
    campaign: Campaign
    _documents: dict[str, Document | HandbillError] = field(default_factory=dict)
    _messages: dict[str, Sequence[Message]] = field(default_factory=dict)

    def document(self, domain: str) -> Document:
        """Give one source, parsed. What is wrong with it is raised each time it is asked for."""
        if domain not in self._documents:
            self._documents[domain] = self._read_document(domain)
        found = self._documents[domain]
        if isinstance(found, HandbillError):
            raise found
        return found

    def _read_document(self, domain: str) -> Document | HandbillError:
        settings = self.campaign.documents[domain]
        path = self.root / settings.source
        if not path.is_file():
            return SourceError(
                "there is no such file",
                path=settings.source,
                hint=f"documents.{domain}.source in {workspace.CAMPAIGN_FILE} names it: correct that, or put it there.",
            )
        try:
            return markdown.parse(
                workspace.read_exact_text(path, settings.source),
                path=settings.source,
                domain=domain,
                schema=settings.fields,
                facts=self.campaign.facts,
            )
        except HandbillError as error:
            return error

    @cached_property
    def template_files(self) -> TemplateFiles:
        """What lies in the folder of templates."""
        return read_templates(self.root, self.campaign.templates)

    @property
    def templates(self) -> Mapping[str, str]:
        """The sources of the campaign's templates by path, in alphabetical order: those that can be read."""
        return self.template_files.sources

    def picture(self, document: Document, name: str) -> bytes:
        """Read a picture that a document names, beside its source. One that is not there is a `SourceError`."""
        path = self.root / document.path
        picture = path.parent / name
        if not picture.is_file() or not picture.resolve().is_relative_to(self.root.resolve()):
            raise SourceError(
                f"the picture “{name}” is not there",
                path=document.path,
                hint=f"Put it into {self.shown(path.parent)}/, or correct its name.",
            )
        return workspace.read_bytes(picture, self.shown(picture))

    @cached_property
    def interface(self) -> tuple[Message, ...]:
        """The messages of all templates and of the print library. What is wrong with the first of them is raised."""
        paths = (*self.template_files.templates, LIBRARY.name)
        return merge_messages([message for path in paths for message in self.template_messages(path)])

    def readable_interface(self) -> tuple[Message, ...]:
        """The messages of the templates that can be read; `interface` raises what is wrong with the others."""
        found: list[Message] = []
        for path in (*self.templates, LIBRARY.name):
            with suppress(TemplateError):
                found.extend(self.template_messages(path))
        return merge_messages(found)

    def page_messages(self) -> tuple[Message, ...]:
        """The messages of the Jinja2 templates alone. What is wrong with one, or with a style sheet, is raised."""
        pages = [path for path in self.template_files.templates if not path.endswith(TYPST_SUFFIX)]
        return merge_messages([message for path in pages for message in self.template_messages(path)])

    def template_messages(self, path: str) -> Sequence[Message]:
        """Give the messages of one template, or of the print library under its name."""
        if path not in self._messages:
            source = workspace.read_text(LIBRARY) if path == LIBRARY.name else self.template_files.source(path)
            messages = messages_of_template(source, path)
            refuse_hidden(messages)
            self._messages[path] = messages
        return self._messages[path]

    def messages(self, domain: str) -> tuple[Message, ...]:
        """Give the messages of a domain as its source has them now, in order."""
        if domain == INTERFACE:
            return self.interface
        return merge_messages([text.message for text in self.document(domain).all_texts])

    @property
    def glossary_path(self) -> Path:
        """Where the glossary lies, or would."""
        return self.root / (self.campaign.glossary or DEFAULT_GLOSSARY)

    @cached_property
    def glossary(self) -> Glossary:
        """The campaign's glossary, empty where it has none. A mistake in it is a `GlossaryError`."""
        path, source = self.glossary_path, self.campaign.source.tag
        shown = self.shown(path)
        if not workspace.is_there(path, shown):
            if self.campaign.glossary is None:
                return Glossary(source=source)
            raise GlossaryError(
                "there is no such file",
                path=shown,
                hint=f"glossary in {workspace.CAMPAIGN_FILE} names it: correct that, or put it there.",
            )
        return parse_glossary(workspace.read_text(path, shown), shown, source=source, known=self.campaign.by_tag)

    def catalog_path(self, spoken: Language, domain: str) -> Path:
        """Where a catalog lies."""
        return self.root / self.campaign.locales / spoken.locale / "LC_MESSAGES" / f"{domain}.po"

    def _catalog_folders(self) -> Iterator[tuple[Path, str]]:
        """Give each folder that holds catalogs, and the tag that its name may be of."""
        folder = self.root / self.campaign.locales
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if any(path.glob("LC_MESSAGES/*.po")):
                yield path, normalize_tag(path.name)

    def strays(self) -> Sequence[str]:
        """Give the folders of catalogs that are of no language of this campaign, as other tools name one, perhaps."""
        return [self.shown(path) for path, tag in self._catalog_folders() if tag not in self.campaign.by_tag]

    def misnamed(self, spoken: Language) -> CatalogError | None:
        """Say which folder holds catalogs of a language under another name than gettext's: no program looks there."""
        right = self.root / self.campaign.locales / spoken.locale
        for path, tag in self._catalog_folders():
            # Where the disk knows no capitals, both names are one folder.
            if tag == spoken.tag and path.name != right.name and not (right.exists() and path.samefile(right)):
                return CatalogError(
                    f"is no name of {spoken.name} that a program looks for",
                    path=self.shown(path),
                    hint=f"Bring its catalogs into {self.shown(right)}/: both have work in them, perhaps."
                    if right.exists()
                    else f"Rename the folder: {self.shown(right)}.",
                )
        return None

    def orphaned_domains(self, spoken: Language) -> tuple[str, ...]:
        """Give the domains that a language has catalogs of and the campaign does not know any more."""
        files = sorted(self.catalog_path(spoken, INTERFACE).parent.glob("*.po"))
        found = (path.stem for path in files if path.is_file() and not path.name.startswith("."))
        return tuple(domain for domain in found if domain not in self.campaign.domains)

    def shown(self, path: Path) -> str:
        """Give a path as messages name it: relative to the campaign's folder."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def catalog(self, spoken: Language, domain: str) -> Catalog | None:
        """Read a catalog; nothing where there is none yet. One of another language is refused."""
        path = self.catalog_path(spoken, domain)
        if not path.parent.is_dir() and (error := self.misnamed(spoken)):
            raise error
        catalog = self._catalog_files.read(path)
        if catalog is not None:
            check_language(catalog, spoken, self.shown(path))
        return catalog

    def write_catalog(self, spoken: Language, domain: str, catalog: Catalog) -> bool:
        """Write a catalog; say whether any byte changed. What others changed since it was read is merged in."""
        return self._catalog_files.write(self.catalog_path(spoken, domain), catalog)

    def reviews(self, spoken: Language) -> tuple[Review, ...]:
        """Read what was signed off in a language, word for word."""
        path = self._reviews_path(spoken)
        shown = self.shown(path)
        return parse_reviews(workspace.read_text(path, shown), shown) if workspace.is_there(path, shown) else ()

    def add_reviews(self, spoken: Language, reviews: Sequence[Review]) -> None:
        """Record sign-offs. Call it while holding the campaign's catalogs."""
        if reviews:
            workspace.write(self._reviews_path(spoken), serialize_reviews([*self.reviews(spoken), *reviews]))

    def _reviews_path(self, spoken: Language) -> Path:
        return self.root / self.campaign.locales / spoken.locale / "reviews.jsonl"

    @cached_property
    def _catalog_files(self) -> CatalogFiles:
        return CatalogFiles(self.root / self.campaign.locales, self.shown)

    def write_template(self, domain: str, messages: Sequence[Message]) -> bool:
        """Write a domain's template; say whether any byte changed."""
        template = new_template(domain, self.campaign.slug, messages)
        path = self.root / self.campaign.locales / f"{domain}.pot"
        with workspace.lock(path.parent), workspace.refusals(path):
            workspace.sweep(workspace.link_target(path, self.shown(path)))
            return workspace.write(path, serialize(template))

    @property
    def output(self) -> Path:
        """The folder that everything made goes to."""
        return self.root / self.campaign.output

    def locked(self, waiting: Callable[[], None]) -> AbstractContextManager[None]:
        """Hold the campaign's catalogs for this process."""
        return workspace.lock(self.root / self.campaign.locales, waiting)
