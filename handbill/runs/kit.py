"""What all sheets of a print run share, and the task that makes one of them.

A `Kit` is a value: it can be sent to another machine. A `Press` is a kit laid
out on this one, with its fonts found and its template in a folder. `print_row`
is the task, the same wherever it runs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pikepdf

import handbill
from handbill.campaign import Campaign
from handbill.content.document import Document
from handbill.errors import HandbillError, RenderError
from handbill.fact_values import as_text
from handbill.facts import Fact
from handbill.localize import Lexicon, LocalizedDocument, Wording, wording
from handbill.manifest import digest
from handbill.model import Message
from handbill.products import ProductSettings, Profile
from handbill.register import Entry, words_digest
from handbill.released import entry_of, words_of
from handbill.render.fonts import Coverage
from handbill.render.preflight import QUESTIONS_OF_A_BUILD, Intended, preflight, refuse
from handbill.render.preflight.intended import intended
from handbill.render.print import Sheet, make, sheet, typesetter_of
from handbill.runs.table import LETTERS, Job
from handbill.typesetter import ENGINE, Fonts

_WITH_FACTS = frozenset({"title", "heading", "strings", "fields", "facts", "blocks", "second", "version"})
"""What of a sheet's data facts are part of: in `Press.inputs` words and facts stand for it, each by themselves."""


@dataclass(frozen=True)
class Kit:
    """What every sheet of a run is made of, but for the facts of its row."""

    campaign: Campaign
    product: ProductSettings
    profile: Profile
    """What its sheets are made for."""
    document: Document
    lexicons: Mapping[str, Lexicon]
    """By tag: those of the languages that are printed, and the source language's."""
    strings: tuple[Message, ...]
    typed: tuple[str, ...]
    """The phone numbers that were written into the template by hand."""
    layout: str
    """The digest of template, library and pictures."""
    timestamp: int
    day: str
    """The day of release."""
    fonts: Sequence[tuple[str, str]]
    """Name and digest of each font file that the sheets are set in."""
    files: Mapping[str, bytes]
    """Templates, pictures and the campaign's own fonts by path; none where the kit stays on its machine."""


def made_with() -> str:
    """Give the versions of what makes sheets here: with others they are others."""
    return f"Handbill {handbill.__version__}, {ENGINE}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a row."""

    job: Job
    inputs: bytes
    data: bytes = b""
    """The PDF; empty where the worker has written it itself, or it could not be made."""
    staged: str = ""
    """Where the worker has written it: the name of a file in the run's folder, which the run puts into its place."""
    sha256: str = ""
    size: int = 0
    """In bytes."""
    points: float | None = None
    """The text size that was found, in points."""
    pages: int = 0
    facts: frozenset[str] = frozenset()
    """The names of the facts that stand on it."""
    version: str = ""
    entry: str = ""
    """The register's line."""
    error: HandbillError | None = None
    """Why it could not be made."""
    hopeless: bool = False
    """Whether the others will fare no better: its template has no end, or takes too much memory."""
    column: str = ""
    """Where it could not be made: the cell of the row without which it could."""
    made_with: str = field(default_factory=made_with)
    """The versions where it was made. The last field: an outcome from a version without it just lacks it."""


@dataclass(frozen=True)
class Press:
    """A kit on this machine."""

    kit: Kit
    root: Path
    """The folder that holds the templates."""
    fonts: Fonts

    @cached_property
    def coverage(self) -> Coverage:
        """What the fonts cover."""
        return Coverage(self.fonts)

    @cached_property
    def _wordings(self) -> Mapping[str, Wording]:
        kit = self.kit
        return {tag: wording(kit.document, lexicon, kit.campaign) for tag, lexicon in kit.lexicons.items()}

    @cached_property
    def _bases(self) -> Mapping[str, bytes]:
        return {tag: self._base(tag) for tag in self.kit.lexicons}

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return {tag: words_digest(self.words(tag)) for tag in self.kit.lexicons}

    def inputs(self, job: Job) -> bytes:
        """Give a digest of everything that a row's sheet is made from, without making anything."""
        facts = self._campaign(job.facts).facts
        shown = [[name, fact.kind.value, as_text(fact), fact.currency, fact.country] for name, fact in facts.items()]
        return hashlib.sha256(self._bases[job.tag] + json.dumps(sorted(shown)).encode()).digest()

    def _base(self, tag: str) -> bytes:
        """Give a digest of what is the same for all rows in a language: everything but facts."""
        kit = self.kit
        spoken = [each.language.tag for each in self._wordings[tag].localized]
        around = {key: value for key, value in self.sheet(tag, {}).data.items() if key not in _WITH_FACTS}
        parts = [handbill.__version__, ENGINE, kit.layout, kit.timestamp, list(kit.fonts), around]
        parts += [self.words(tag), spoken, kit.document.source, [text.id for text in kit.document.all_texts]]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).digest()

    def words(self, tag: str) -> Mapping[str, str]:
        """Give the texts of the sheets in a language."""
        kit = self.kit
        document = self._wordings[tag].with_facts(kit.campaign.facts)
        second = self._second(tag, kit.campaign)
        return words_of(document, second and second[0], kit.lexicons[tag], kit.strings)

    def _second(self, tag: str, campaign: Campaign) -> tuple[LocalizedDocument, Lexicon] | None:
        spoken = campaign.second_language(self.kit.product, campaign.by_tag[tag])
        if spoken is None:
            return None
        return self._wordings[spoken.tag].with_facts(campaign.facts), self.kit.lexicons[spoken.tag]

    def sheet(self, tag: str, facts: Mapping[str, Fact], profile: Profile | None = None) -> Sheet:
        """Gather a sheet in a language, with some facts in place of the campaign's; in the kit's profile if none is
        named.
        """
        kit = self.kit
        campaign = self._campaign(facts)
        return sheet(
            kit.product,
            profile or kit.profile,
            document=self._wordings[tag].with_facts(campaign.facts),
            second=self._second(tag, campaign),
            lexicon=kit.lexicons[tag],
            campaign=campaign,
            strings=kit.strings,
            coverage=self.coverage,
            layout=kit.layout,
        )

    def _campaign(self, facts: Mapping[str, Fact]) -> Campaign:
        return replace(self.kit.campaign, facts={**self.kit.campaign.facts, **facts})

    def intended(self, each: Sheet, facts: Mapping[str, Fact], shown: Collection[str]) -> Intended:
        """Say what a sheet should be, whose template has set the facts `shown`."""
        day = dt.date.fromisoformat(self.kit.day)
        return intended(each, shown, self._campaign(facts), self.fonts, day, typed=self.kit.typed)

    def entry(self, each: Sheet, facts: Mapping[str, Fact]) -> Entry:
        """Give the register's entry for a sheet."""
        words = self._words[each.language.tag]
        campaign = self._campaign(facts)
        return entry_of(each, campaign, words=words, day=self.kit.day, own=tuple(facts))


def print_row(press: Press, job: Job, inputs: bytes) -> Outcome:
    """Make one sheet. What cannot be made is told in the outcome: the other rows go on."""
    try:
        return _printed(press, job, inputs)
    except RenderError as error:
        return Outcome(job, inputs, error=error, column=_culprit(press, job))
    except HandbillError as error:
        return Outcome(job, inputs, error=error)


def _printed(press: Press, job: Job, inputs: bytes) -> Outcome:
    each = press.sheet(job.tag, job.facts)
    typesetter = typesetter_of(each.product, press.root, press.kit.campaign.templates, press.fonts)
    made = make(each, typesetter, press.coverage, images=False, timestamp=press.kit.timestamp)
    meant = press.intended(each, job.facts, made.facts)
    data = made.pdf
    refuse(list(preflight(data, meant, QUESTIONS_OF_A_BUILD)))
    return Outcome(
        job,
        inputs,
        data=data,
        sha256=digest(data),
        size=len(data),
        points=made.fit.size if made.fit else None,
        pages=_pages(data),
        facts=made.facts,
        version=each.version,
        entry=press.entry(each, job.facts).line,
    )


def _culprit(press: Press, job: Job) -> str:
    """Give the longest text of a row's own, if its sheet can be made without it."""
    lengths = {name: len(str(fact.value)) for name, fact in job.facts.items() if fact.kind in LETTERS}
    if not lengths:
        return ""
    name = max(lengths, key=lambda each: lengths[each])
    rest = {each: fact for each, fact in job.facts.items() if each != name}
    try:
        _printed(press, replace(job, facts=rest), b"")
    except HandbillError:
        return ""
    return name


def _pages(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)
