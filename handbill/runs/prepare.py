"""From a campaign on disk to what a print run needs of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from handbill.campaign import INTERFACE
from handbill.errors import HandbillError
from handbill.fonts.faces import sources_of
from handbill.fonts.troubles import SUFFIXES
from handbill.languages import Language
from handbill.localize import Lexicon
from handbill.model import Message
from handbill.products import ProductSettings, Profile
from handbill.project import Project
from handbill.release import Release, release
from handbill.runs.kit import Kit, Press
from handbill.shelf import Shelf, read_catalogs
from handbill.tasks import Plan, TypeCase


@dataclass(frozen=True)
class Preparation:
    """A campaign, looked at for one product."""

    project: Project
    product: ProductSettings
    timestamp: int
    day: str
    profile: Profile | None = None
    """What the sheets are made for; nothing where that is the product's first."""
    _refusals: dict[str, str | None] = field(default_factory=dict)
    _standing: dict[str, Mapping[str, Collection[Language]]] = field(default_factory=dict)

    @cached_property
    def _shelf(self) -> Shelf:
        return read_catalogs(self.project, self.project.campaign.languages)

    @cached_property
    def _release(self) -> Release:
        spoken = list(self.project.campaign.by_tag.values())
        return release(self.project, self._shelf, spoken, lambda domain: domain == self.product.document)

    @cached_property
    def plan(self) -> Plan:
        """What a build would make, with its fonts and layouts."""
        spoken = list(self.project.campaign.by_tag.values())
        return Plan(
            self.project,
            self._shelf,
            self._release,
            spoken,
            self.timestamp,
            _raise,
            dt.date.fromisoformat(self.day),
            TypeCase(sources_of(self.project.root, self.project.campaign)),
        )

    @cached_property
    def _layout(self) -> tuple[str, Sequence[Message]]:
        return self.plan.layout(self.product)

    def look_at_product(self) -> None:
        """Raise what is wrong with the product whatever the language: with its template, with an option."""
        _ = self._layout

    def withheld(self, tag: str) -> str | None:
        """Say why no sheet is made in a language; nothing where it is."""
        if tag not in self._refusals:
            self._refusals[tag] = self._reason(tag)
        return self._refusals[tag]

    def _reason(self, tag: str) -> str | None:
        domain = self.product.document
        damaged = self._shelf.errors.get((tag, domain)) or self._shelf.errors.get((tag, INTERFACE))
        if damaged:
            return f"{damaged.place}: {damaged.message}"
        if (tag, domain) not in self._release.documents:
            held = (
                notice.reason for notice in self._release.held_back if (notice.locale, notice.domain) == (tag, domain)
            )
            return next(held, "it is held back")
        try:
            self.standing(tag)
        except HandbillError as error:
            return error.message
        return None

    def standing(self, tag: str) -> Mapping[str, Collection[Language]]:
        """Give for each fact the languages of the texts that it stands in, on the sheets in a language."""
        if tag not in self._standing:
            by_tag = self.project.campaign.by_tag
            found: dict[str, dict[Language, None]] = {}
            for name, spoken in _facts_in(self.press([tag]).sheet(tag, {}).data, tag):
                found.setdefault(name, {})[by_tag[spoken]] = None
            self._standing[tag] = found
        return self._standing[tag]

    def press(self, tags: Collection[str]) -> Press:
        """Give the press for some languages, on this machine."""
        return Press(self.kit(tags, portable=False), self.project.root, self.plan.fonts)

    def kit(self, tags: Collection[str], *, portable: bool) -> Kit:
        """Give what all sheets in some languages share; with the files that another machine needs, where `portable`."""
        campaign = self.project.campaign
        layout, strings = self._layout
        beside = (campaign.second_language(self.product, campaign.by_tag[tag]) for tag in tags)
        wanted = {*tags, campaign.source.tag, *(spoken.tag for spoken in beside if spoken)}
        lexicons = {tag: self._lexicon(tag) for tag in campaign.by_tag if tag in wanted}
        languages = [each for lexicon in lexicons.values() for each in lexicon.chain]
        return Kit(
            campaign=campaign,
            product=self.product,
            profile=self.profile or self.product.profiles[0],
            document=self.project.document(self.product.document),
            lexicons=lexicons,
            strings=tuple(strings),
            typed=self.plan.typed(self.product),
            layout=layout,
            timestamp=self.timestamp,
            day=self.day,
            fonts=tuple(self.plan.coverage.fingerprint(languages)),
            files=self._files() if portable else {},
        )

    def _lexicon(self, tag: str) -> Lexicon:
        """Give a language's lexicon with the catalogs of the product alone."""
        whole = self._release.lexicons[tag]
        tags = {spoken.tag for spoken in whole.chain}
        domains = {self.product.document, INTERFACE}
        catalogs = {key: catalog for key, catalog in whole.catalogs.items() if key[0] in tags and key[1] in domains}
        refused = frozenset(each for each in whole.refused if each[0] in tags and each[1] in domains)
        return Lexicon(whole.language, whole.chain, catalogs, refused)

    def _files(self) -> dict[str, bytes]:
        project = self.project
        templates = {path: text.encode() for path, text in project.templates.items()}
        fonts = project.root / project.campaign.fonts
        own = {path.relative_to(project.root).as_posix(): path.read_bytes() for path in _files_in(fonts)}
        return {**templates, **project.template_files.assets, **own}


def _facts_in(data: object, tag: str) -> Iterator[tuple[str, str]]:
    """Give the name of each fact in a sheet's data, and the tag of the language that it stands in."""
    match data:
        case dict():
            tag = str(data.get("lang") or data.get("language") or tag)
            if "fact" in data:
                yield str(data["fact"]), tag
            for each in data.values():
                yield from _facts_in(each, tag)
        case list():
            for each in data:
                yield from _facts_in(each, tag)


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


def _raise(error: HandbillError) -> None:
    raise error
