"""What a question about a sheet is given and what it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from handbill.facts import Fact
from handbill.languages import Language
from handbill.model import Severity
from handbill.policy import Policy
from handbill.render.preflight.reading import Reading


@dataclass(frozen=True, slots=True)
class Intended:
    """What one sheet should be, whatever its file turned out to be."""

    product: str
    language: Language
    """The reader's."""
    title: str
    texts: tuple[tuple[str, Language, str | None], ...] = ()
    """Every text with the language that it is in and where its source stands (``path:line``), if anywhere."""
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facts by name, each in the ways in which the sheet's languages write it."""
    left_to_right: tuple[str, ...] = ()
    """What must read from left to right whatever stands around it: phone numbers, addresses, dates in Latin digits."""
    shown: frozenset[str] = frozenset()
    """The names of the facts that the template has set."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """All facts of the campaign."""
    codes: tuple[str, ...] = ()
    """The addresses that a code to scan may lead to."""
    fonts: frozenset[str] = frozenset()
    """PostScript names of the faces that its languages are set in; none where that is not asked."""
    families: tuple[str, ...] = ()
    """The families of those faces, for messages."""
    floor: float | None = None
    """Text size in points below which most of its text should not be."""
    smallest: float = 0
    """Text size in points below which none of its text proper should be."""
    policy: Policy = field(default_factory=Policy)
    others: tuple[str, ...] = ()
    """Texts that should be in the reader's language and are in another."""
    labelled: bool = False
    """Whether its foot, where it has one, says that a part is in another language."""
    version: str = ""
    """The code at its foot."""
    printed: bool = False
    """Whether it is for paper, where that code must stand."""
    template: str = ""
    """The path of its template."""
    today: dt.date = dt.date.min
    tagged: bool = True
    """Whether it should be a PDF/UA: sheets put together from others are not."""
    stem: str = ""
    """The name of its files, if not the product's: that of a further profile."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a question found: what is wrong and what to do, a sentence each."""

    message: str
    hint: str
    page: int | None = None
    """From 1; nothing where it concerns the whole sheet."""
    path: str | None = None
    """Where to correct it (``path`` or ``path:line``), if that is known."""
    severity: Severity | None = None
    """Where it is another than the question's own."""
    shared: bool = False
    """Whether every sheet has it for the same reason, so that it is told once."""


class Question(Protocol):
    """One question about a sheet's file. The first sentence of its docstring is its title for users."""

    id: str
    severity: Severity

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give what is wrong with the sheet."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One problem of one sheet."""

    question: str
    """The question's id: ``reversed``."""
    severity: Severity
    product: str
    locale: str
    page: int | None
    message: str
    hint: str
    path: str | None
    shared: bool = False
    stem: str = ""
    """The name of the sheet's files, if not the product's."""

    @property
    def line(self) -> str:
        """For people, without the way out: ``flyer km, page 1: the phone number ... [reversed]``."""
        return f"{self.sheet}: {self.message} [{self.question}]"

    @property
    def sheet(self) -> str:
        """``flyer km``, with the page where there is one."""
        page = f", page {self.page}" if self.page else ""
        return f"{self.product} {self.locale}{page}"
