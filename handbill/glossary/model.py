"""The terms of a campaign: what each means, how it is said in each language, and which words are not to be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from handbill.glossary.finder import Finder

EVERY = ""
"""Stands for every language among the forbidden words."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    text: str
    """As the source says it: ``deadline``."""
    part_of_speech: str = ""
    """In words: ``noun``. It tells two entries of one text apart."""
    note: str = ""
    """What translators should know of it."""
    fixed: bool = False
    """Whether it is left as it is in every language, in its own letters."""
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By tag, each of them as good as the others."""
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By tag, or under `EVERY`: the words that must not be used for it."""
    line: int | None = field(default=None, compare=False)
    """Where it stands in its file, from 1."""

    @property
    def key(self) -> tuple[str, str]:
        """What identifies a term: its text, in small letters unless it is an abbreviation, and its part of speech."""
        return (self.text if self.text.isupper() else self.text.casefold(), self.part_of_speech.casefold())

    def accepted(self, tag: str) -> tuple[str, ...]:
        """Give what may stand for the term in a language; nothing where the glossary does not say."""
        own = (self.text,) if self.fixed else ()
        return tuple(dict.fromkeys((*own, *self.translations.get(tag, ()))))

    def unwanted(self, tag: str) -> tuple[str, ...]:
        """Give the words that must not stand for the term in a language."""
        return tuple(dict.fromkeys((*self.forbidden.get(tag, ()), *self.forbidden.get(EVERY, ()))))


@dataclass(frozen=True)
class Glossary:
    """The terms of a campaign, in the order of its file."""

    terms: tuple[Term, ...] = ()
    source: str = "en"
    """The tag of the language that the terms are in."""

    def terms_in(self, text: str) -> tuple[Term, ...]:
        """Give the terms of a source text, in the order in which they first stand there.

        A term in capitals is looked for in capitals: *ICE* is not *ice*.
        Others are found in any case and, in English, in the plural, in *-ed*
        and in *-ing*. Where two overlap the longer counts. Link targets, code,
        placeholders and tags are not looked at; the text of a link is.
        """
        return tuple(term for index in self._finder.found(text) for term in self._by_text[index])

    @cached_property
    def _finder(self) -> Finder:
        english = self.source.partition("-")[0] == "en"
        verbs = [any(term.part_of_speech.casefold() in {"", "verb"} for term in terms) for terms in self._by_text]
        texts = [terms[0].text for terms in self._by_text]
        return Finder(tuple(zip(texts, verbs, strict=True)), english=english)

    @cached_property
    def _by_text(self) -> tuple[tuple[Term, ...], ...]:
        """The terms, those of the same text together."""
        grouped: dict[str, list[Term]] = {}
        for term in self.terms:
            grouped.setdefault(term.key[0], []).append(term)
        return tuple(map(tuple, grouped.values()))


NO_TERMS = Glossary()
"""The glossary of a campaign that has none."""
