"""Finding terms in a source text, in whatever form English gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from handbill.catalogs.prose import prose

_APOSTROPHE = "['’]"
_START = re.compile(r"(?<!\w)(?=(\S.?))", re.DOTALL)
"""Where a term may begin, with its first two letters."""


@dataclass(frozen=True)
class Finder:
    """Looks for some terms in texts; each text is looked through once."""

    terms: tuple[tuple[str, bool], ...]
    """Each with whether it may be a verb, and so end in *-ed* or *-ing*."""
    english: bool
    """Whether the terms are inflected as in English; if not, they are found as they are."""
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _patterns: dict[int, re.Pattern[str]] = field(default_factory=dict)

    def found(self, text: str) -> tuple[int, ...]:
        """Give the places, among `terms`, of those that a text has, in the order in which they first stand there."""
        if text not in self._known:
            self._known[text] = tuple(dict.fromkeys(self._places(prose(text)))) if self.terms else ()
        return self._known[text]

    def _places(self, words: str) -> Iterator[int]:
        done = 0
        for start in _START.finditer(words):
            if start.start() < done:
                continue
            for index, pattern in self._beginning(start[1]):
                if found := pattern.match(words, start.start()):
                    done = found.end()
                    yield index
                    break

    def _beginning(self, letters: str) -> Iterator[tuple[int, re.Pattern[str]]]:
        """Give the terms that can begin with two letters, the longest first."""
        both = letters.casefold()
        found = (*self._by_beginning.get(both, ()), *self._by_beginning.get(both[:1], ()))
        return ((index, self._pattern(index)) for index in sorted(found, key=self._order))

    def _order(self, index: int) -> tuple[int, int]:
        return (-len(self.terms[index][0]), index)

    @cached_property
    def _by_beginning(self) -> Mapping[str, Sequence[int]]:
        """The terms by their first two letters; by the first alone where the second may change or be another sign."""
        found: dict[str, list[int]] = {}
        for index, (text, _) in enumerate(self.terms):
            letters = text.strip().casefold()
            found.setdefault(letters[:2] if re.match(r"[a-z]{4}", letters) else letters[:1], []).append(index)
        return found

    def _pattern(self, index: int) -> re.Pattern[str]:
        if index not in self._patterns:
            self._patterns[index] = re.compile(rf"{self._one(*self.terms[index])}(?!\w)")
        return self._patterns[index]

    def _one(self, text: str, verb: bool) -> str:  # noqa: FBT001 - a pair of the table
        words = re.split(r"\s+", text.strip())
        forms = [_literal(word) for word in words]
        if self.english:
            forms[-1] = _forms(words[-1], verb=verb)
            if verb:
                # "sign up", "signed up"
                forms[0] = _forms(words[0], verb=True)
        pattern = r"[\s\u00ad-]+".join(forms) if len(forms) > 1 else forms[0]
        return pattern if text.isupper() else f"(?i:{pattern})"


def _literal(word: str) -> str:
    return re.sub(_APOSTROPHE, lambda _: _APOSTROPHE, re.escape(word))


def _forms(word: str, *, verb: bool) -> str:
    """Give a pattern for a word and its English forms."""
    if not word.isascii() or not word[-1:].isalpha():
        return _literal(word)
    if word.isupper():
        return f"{_literal(word)}(?:s)?"
    stem, endings = _stem(word.lower(), verb=verb)
    return f"(?:{_literal(word)}|{_literal(stem)}(?:{'|'.join(endings)}))"


def _stem(word: str, *, verb: bool) -> tuple[str, Sequence[str]]:
    """Give what does not change of a word, and what it can end in."""
    if re.search(r"[^aeiou]y$", word):
        return word[:-1], ["y", "ies", *(["ied", "ying"] if verb else [])]
    if re.search(r"[^s]s$", word) and not re.search(r"(?:us|is|as)$", word):
        # Given in the plural: the singular is the same term.
        return _stem(re.sub(r"ies$", "y", word) if word.endswith("ies") else word[:-1], verb=verb)
    if word.endswith("e"):
        return word[:-1], ["e", "es", *(["ed", "ing"] if verb else [])]
    if re.search(r"(?:s|x|z|ch|sh|o)$", word):
        return word, ["", "es", "s", *(["ed", "ing"] if verb else [])]
    double = word[-1] if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", word) else ""
    return word, ["", "s", *(["ed", "ing", f"{double}ed", f"{double}ing"] if verb else [])]
