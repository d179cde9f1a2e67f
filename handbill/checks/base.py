"""What a check is given and what it answers."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from handbill.checks.surroundings import ALONE, Surroundings
from handbill.facts import Fact
from handbill.languages import Language
from handbill.model import Severity, Unit

Span = tuple[int, int]
"""Where something begins and ends in a text, in characters from 0."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One translated unit and what must be known to judge it."""

    unit: Unit
    language: Language
    facts: Mapping[str, Fact]
    limit: int | None
    """The most characters the text may have."""
    surroundings: Surroundings = ALONE
    """What is known beyond the unit: its language's catalogs, the campaign."""
    rule: str | None = None
    """What the catalog's header says of plural forms; nothing where it is not known."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The texts of the translation, equal ones once."""
        return tuple(dict.fromkeys(self.unit.msgstr))

    @property
    def sources(self) -> tuple[str, ...]:
        """The texts of the source: its msgid, and its plural where it has one."""
        message = self.unit.message
        return (message.msgid,) if message.plural is None else (message.msgid, message.plural)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found: what is wrong and what to do, a sentence each."""

    message: str
    hint: str
    text: str = ""
    """The form of the translation that it is about."""
    span: Span | None = None
    """Where in that text; nothing where it is about what is not there, or about all of it."""
    unusable: bool = False
    """Whether nothing could be made of the text: such a problem is found whatever is switched off."""


class Check(Protocol):
    """One question. The first sentence of its docstring is its title for users, the rest explains."""

    id: str
    severity: Severity

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""


def title(check: Check) -> str:
    """Give what a check asks for, in one sentence."""
    return _parts(check)[0]


def explanation(check: Check) -> str:
    """Give the paragraphs that explain a check, each on one line."""
    return "\n\n".join(" ".join(each.split()) for each in _parts(check)[1].split("\n\n"))


def _parts(check: Check) -> tuple[str, str]:
    told = inspect.getdoc(check) or ""
    first, _, rest = told.partition("\n\n")
    return re.sub(r"\s+", " ", first).strip(), rest.replace("``", "").strip()
