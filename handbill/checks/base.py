"""What a check is given and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from handbill.facts import Fact
from handbill.glossary import NO_TERMS, Glossary
from handbill.languages import Language
from handbill.model import Severity, Unit


@dataclass(frozen=True, slots=True)
class Subject:
    """One translated unit and what must be known to judge it."""

    unit: Unit
    language: Language
    facts: Mapping[str, Fact]
    limit: int | None
    """The most characters the text may have."""
    glossary: Glossary = NO_TERMS
    """The campaign's terms."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found: what is wrong and what to do, a sentence each."""

    message: str
    hint: str


class Check(Protocol):
    """One question. The first sentence of its docstring is its title for users."""

    id: str
    severity: Severity

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
