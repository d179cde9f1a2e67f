"""How much alike two source texts are, and which are worth comparing.

Two measures are averaged: the letters in their order (rapidfuzz), and the
words that both have, whichever their order, long words counting more. Texts of
different meaning share letters, or share small words, but seldom both.

An answer depends on the two texts alone, so it is found once for all locales.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar, cast

from rapidfuzz import fuzz

MOST_COMPARED = 12
"""How many texts one text is compared with, those first that share its rarest words."""
MOST_LOOKED_AT = 400
"""How many entries of the index are read for one text: what keeps the work in proportion to the texts."""

# Where words are not set apart by spaces, each character counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_FEW_WORDS = 2

Words = Counter[str]
Answer = TypeVar("Answer")


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """Give the words of a text, each with how often it stands there."""
    return Counter(_WORD.findall(text.casefold()))


def alikeness(first: str, second: str) -> float:
    """Give how much alike two texts are, from 0 to 100.

    In texts of one or two words letters alone count: a typing error there
    leaves no word in common.
    """
    letters = fuzz.ratio(first, second)
    one, other = words_of(first), words_of(second)
    if min(one.total(), other.total()) <= _FEW_WORDS:
        return letters
    return (letters + _shared_words(one, other)) / 2


def _shared_words(one: Words, other: Words) -> float:
    total = _length(one) + _length(other)
    shared = sum(len(word) * min(count, other[word]) for word, count in one.items() if word in other)
    return 200 * shared / total if total else 0.0


def _length(words: Words) -> int:
    return sum(len(word) * count for word, count in words.items())


class Index:
    """Texts by their words: what finds those that can be like another without comparing with all."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._found: dict[str, Sequence[str]] = {}
        for text in dict.fromkeys(texts):
            for word in words_of(text):
                self._by_word[word].append(text)

    def candidates(self, text: str) -> Sequence[str]:
        """Give the texts that share most with `text`, rare words counting more than frequent ones."""
        if text not in self._found:
            self._found[text] = self._search(text)
        return self._found[text]

    def _search(self, text: str) -> Sequence[str]:
        weights: dict[str, float] = defaultdict(float)
        looked_at = 0
        for having in sorted((self._by_word[word] for word in words_of(text) if word in self._by_word), key=len):
            for each in having[: MOST_LOOKED_AT - looked_at]:
                weights[each] += 1 / len(having)
            looked_at += len(having)
            if looked_at >= MOST_LOOKED_AT:
                break
        return sorted(weights, key=lambda each: (-weights[each], each))[:MOST_COMPARED]


class Similarity:
    """Remembers how much alike texts are, for one run over all locales."""

    def __init__(self) -> None:
        self._scores: dict[tuple[str, str], float] = {}
        self._indices: dict[tuple[str, ...], Index] = {}
        self._answers: dict[Hashable, object] = {}

    def score(self, old: str, new: str) -> float:
        """Give `alikeness`, computed once."""
        pair = (old, new)
        if pair not in self._scores:
            self._scores[pair] = alikeness(old, new)
        return self._scores[pair]

    def index(self, texts: tuple[str, ...]) -> Index:
        """Give the index of some texts, made once."""
        if texts not in self._indices:
            self._indices[texts] = Index(texts)
        return self._indices[texts]

    def remembered(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """Give the answer to a question that locales have in common, found once."""
        if question not in self._answers:
            self._answers[question] = answer()
        return cast("Answer", self._answers[question])
