"""The check of spelling, which is run when it is asked for: it needs a dictionary of the language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from handbill.checks.base import Problem, Subject
from handbill.checks.conventions import UNSPACED, primary
from handbill.checks.prose import prose
from handbill.errors import HandbillError
from handbill.languages import Language
from handbill.model import Severity

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’](?=[^\W\d_]))*")
_SHORT = 3
"""Letters below which a word is left alone."""


class Dictionary(Protocol):
    """What knows the words of a language."""

    def check(self, word: str) -> bool:
        """Say whether it is a word."""

    def suggest(self, word: str) -> Sequence[str]:
        """Give words that it may have been meant to be."""


@dataclass(frozen=True)
class Spelling:
    """Words are spelt as the dictionary of the language has them.

    Names, words of the source and words of one or two letters are left alone.
    Run with ``handbill check --spelling``, for the languages that this machine
    has a dictionary of.
    """

    dictionaries: Mapping[str, Dictionary]
    """By tag."""

    id = "spelling"
    severity = Severity.WARNING

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """Give what is wrong with the translation."""
        dictionary = self.dictionaries.get(subject.language.tag)
        if dictionary is None:
            return
        known = {each.casefold() for text in subject.sources for each in _WORD.findall(text)}
        for form in subject.forms:
            met: set[str] = set()
            for found in _WORD.finditer(prose(form)):
                word = found[0]
                if len(word) < _SHORT or not word.islower() or word in known or word in met or dictionary.check(word):
                    continue
                met.add(word)
                close = ", ".join(dictionary.suggest(word)[:3])
                hint = f"Perhaps: {close}." if close else "Look it up."
                yield Problem(f"“{word}” is not in the dictionary", hint, form, found.span())


def spelling(languages: Sequence[Language]) -> tuple[Spelling, list[Language]]:
    """Give the check for the languages that there is a dictionary of, and the languages without one.

    Without the library it is a `HandbillError` that says what to install.
    Languages without spaces between words are in neither list: they would need
    to be divided into words first.
    """
    find = _finder()
    spaced = [each for each in languages if each.script not in UNSPACED]
    found = {each.tag: dictionary for each in spaced if (dictionary := find(each))}
    return Spelling(found), [each for each in spaced if each.tag not in found]


def _finder() -> Callable[[Language], Dictionary | None]:
    try:
        # Optional: it needs a C library that not every machine has.
        import enchant  # noqa: PLC0415
    except ImportError as error:
        raise HandbillError(
            "spelling needs the library Enchant, which is not here",
            hint="Install both: pip install 'handbill[spelling]', and libenchant-2-2 (Debian), enchant (Homebrew).",
        ) from error
    broker = enchant.Broker()

    @cache
    def names() -> list[str]:
        return sorted(str(each) for each in broker.list_languages())

    def find(language: Language) -> Dictionary | None:
        wanted = (language.locale, primary(language.tag))
        # pt_BR for pt-BR; for pt the first of pt, pt_BR, pt_PT.
        name = next((each for each in wanted if each in names()), None)
        name = name or next((each for each in names() if each.partition("_")[0] == primary(language.tag)), None)
        return None if name is None else broker.request_dict(name)

    return find
