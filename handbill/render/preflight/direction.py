"""The question whether lines read in the direction of their language."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from handbill.model import Severity
from handbill.render.preflight.base import Intended, Problem
from handbill.render.preflight.glyphs import Glyph
from handbill.render.preflight.reading import Reading

_COLUMN = 1.5
"""How much white, in em, lies between two columns: more than between words."""
_KNOWN = 2
"""How many letters a word has at the least by which a place is known."""


class Turned:
    """Lines in a language that is read from right to left are not laid out from left to right.

    Where a template forces the other direction, words stay as they are, and
    so do lines without anything else; but a name in Latin letters, a number at
    the beginning and a full stop at the end go to the wrong side. They are looked
    for by their places: which of the words around them is on their right.
    """

    id = "direction"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give the pages with such lines."""
        texts = dict.fromkeys(text for text, spoken, _ in intended.texts if spoken.direction == "rtl")
        turns: dict[str, list[Turn]] = defaultdict(list)
        for turn in dict.fromkeys(turn for text in texts for turn in _turns(text)):
            turns[turn.between].append(turn)
        for page in reading.pages if turns else ():
            parts = [part for row in page.rows for column in columns(row) for part in _part(column)]
            wrong = next((turn for alike in turns.values() for part in parts for turn in _wrong(alike, part)), None)
            if wrong:
                yield Problem(
                    f"a line that is read from right to left is laid out from left to right, at “{wrong.shown}”",
                    "Take dir: ltr out of the template: the library knows the direction of each language.",
                    page.number,
                    path=intended.template or None,
                )


@dataclass(frozen=True, slots=True)
class Turn:
    """A place in a text where letters from right to left meet something else."""

    before: str
    """The word before it; empty at the beginning."""
    between: str
    """What is read from left to right: letters and digits, or the mark that ends the text."""
    after: str
    """The word after it; empty at the end."""
    shown: str
    """What is between, as people write it, or the word that the mark closes."""

    def is_right(self, part: str) -> bool:
        """Say whether it stands in a part of a line as it should: beside the word before or after it."""
        between = self.between[::-1]
        return bool(self.before and self.before + between in part) or bool(self.after and between + self.after in part)

    def is_wrong(self, part: str) -> bool:
        """Say whether the words around it are on its other sides."""
        between = self.between[::-1]
        if not self.after:
            return part.startswith(between) and part.endswith(self.before)
        if not self.before:
            return part.endswith(between) and part.startswith(self.after)
        place = part.find(between)
        return part.find(self.after) in range(place) and part.rfind(self.before) > place


class Part(NamedTuple):
    """A column of a row as it is read, from the right."""

    whole: str
    letters: str
    """Its letters and digits alone."""


def _wrong(alike: Sequence[Turn], part: Part) -> Iterator[Turn]:
    """Give which of some turns around the same letters is wrong in a part of a line. What stands there as one of them
    should is right: names are repeated.
    """
    between = alike[0].between
    text = part.whole if _is_mark(between) else part.letters
    if between[::-1] in text and not any(turn.is_right(text) for turn in alike):
        yield from (turn for turn in alike if turn.is_wrong(text))


@lru_cache(maxsize=1024)
def _turns(text: str) -> tuple[Turn, ...]:
    """Give the places of a text by which its direction can be told. Most texts are those of the sheet before."""
    return tuple(_all_turns(text))


def _all_turns(text: str) -> Iterator[Turn]:
    pieces = [(rtl, list(words)) for rtl, words in groupby(text.split(), key=_is_from_right)]
    for place, (rtl, words) in enumerate(pieces):
        before = _known(pieces[place - 1][1], -1) if place else ""
        after = _known(pieces[place + 1][1], 1) if place + 1 < len(pieces) else ""
        between = _letters("".join(words))
        if not rtl and between and before is not None and after is not None and before + after:
            yield Turn(before, between, after, " ".join(words))
    last = pieces[-1][1] if pieces and pieces[-1][0] else []
    if last and _is_mark(last[-1][-1]) and (before := _known(last, -1)):
        yield Turn(before, last[-1][-1], "", last[-1])


def _known(words: Sequence[str], step: int) -> str | None:
    """Give the letters of the first or last word, with those beside it where it is short; nothing if all are."""
    found = ""
    for word in words[::step]:
        found = found + _letters(word) if step > 0 else _letters(word) + found
        if len(found) >= _KNOWN:
            return found
    return None


def _is_from_right(word: str) -> bool:
    return any(map(from_right, word))


@lru_cache(maxsize=4096)
def from_right(letter: str) -> bool:
    """Say whether a letter is of a script that is read from right to left."""
    return unicodedata.bidirectional(letter) in {"R", "AL"}


def _is_mark(text: str) -> bool:
    """Say whether a text is one mark that takes the direction of what stands around it."""
    return text in {".", "!", ":", "…"}


def _letters(text: str) -> str:
    """Give the letters and digits of a text, without the signs above and below them."""
    return "".join(each for each in unicodedata.normalize("NFKC", text) if each.isalnum())


def columns(row: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    """Give what of a row stands side by side without much white between."""
    first = 0
    for place, (one, other) in enumerate(pairwise(row), start=1):
        if other.along[0] - one.along[1] > _COLUMN * other.size:
            yield row[first:place]
            first = place
    yield row[first:]


def _part(column: Sequence[Glyph]) -> Iterator[Part]:
    """Give a column as it is read, if it has letters from right to left."""
    text = "".join(glyph.text for glyph in reversed(column))
    if _is_from_right(text):
        yield Part(unicodedata.normalize("NFKC", text), _letters(text))
