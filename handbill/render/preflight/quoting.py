"""How messages name text that was read back: as what it was made of, so that people can search for it.

What a PDF gives back has no spaces, and in scripts whose letters join or climb it is in disorder. So the letters of the
line around it are looked for among the texts that the sheet is made of.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from handbill.render.preflight.base import Intended
from handbill.render.preflight.direction import columns, from_right
from handbill.render.preflight.glyphs import Glyph
from handbill.render.preflight.reading import Page

LONGEST = 30
"""How many characters of a text a message shows."""
_TELLING = 12
"""How many letters tell a text from others that have them by chance; half of its own do, too."""
_ALIKE = 0.7
"""Which share of the letters in disorder must be neighbours in a text, too, for them to be its own."""
_TO_THE_RIGHT = frozenset({"L", "EN", "AN", "ES", "CS", "ET"})
"""What keeps its direction within a line from right to left: letters, digits, and the signs between those."""


@dataclass(frozen=True, slots=True)
class Known:
    """A text that the sheet is made of."""

    text: str
    place: str | None
    letters: str
    """Its letters and digits as they are compared."""
    at: tuple[int, ...]
    """Where in the text each of them is."""

    def part(self, letters: str) -> str:
        """Give the part of the text that has some letters; all of it where it has them in another order."""
        start = self.letters.find(letters) if letters else -1
        if start < 0:
            return self.text
        last = self.at[start + len(letters) - 1]
        # With the signs that end a word or a sentence, and the marks that were not compared.
        rest = self.text[last + 1 :]
        end = next((place for place, each in enumerate(rest) if each.isspace() or each.isalnum()), len(rest))
        return self.text[self.at[start] : last + 1 + end]


def quoted(page: Page, glyphs: Iterable[Glyph], intended: Intended) -> str:
    """Give the text that some glyphs of a page are of, between quotation marks and with the place where it is to be
    corrected; where it is none of the sheet's own, the beginning of what is read there.
    """
    parts = list(_parts(page, {glyph.place for glyph in glyphs}))
    texts = [_known(*each) for each in _texts(intended)]
    for column, part in parts:
        if known := _source(column, part, texts):
            shown = f"“{_shortened(known.part(_letters(_in_order(part))))}”"
            return f"{shown} ({known.place})" if known.place else shown
    words = {glyph.place: number for number, word in enumerate(page.words) for glyph in word}
    return f"“{_shortened(' '.join(_spaced(_in_order(part), words) for _, part in parts))}”"


def _texts(intended: Intended) -> list[tuple[str, str | None]]:
    """Give the texts that the sheet is made of, each once, those with a place first."""
    texts = dict.fromkeys((text, place) for text, _, place in intended.texts)
    return sorted(texts, key=lambda each: each[1] is None)


def _parts(page: Page, places: set[int]) -> Iterator[tuple[Sequence[Glyph], Sequence[Glyph]]]:
    """Give each column of a row that has some of the glyphs, and the words from the first to the last of them."""
    beginnings = {word[0].place for word in page.words}
    for row in page.rows:
        for column in columns(row):
            found = [number for number, glyph in enumerate(column) if glyph.place in places]
            if found:
                first, last = found[0], found[-1] + 1
                while first and column[first].place not in beginnings:
                    first -= 1
                while last < len(column) and column[last].place not in beginnings:
                    last += 1
                yield column, column[first:last]


def _source(column: Sequence[Glyph], part: Sequence[Glyph], texts: Sequence[Known]) -> Known | None:
    """Give the text that a part of a column is of, which is known by what stands around it, too."""
    for glyphs in (column, part):
        for order in (_in_order(glyphs), _as_in_file(glyphs)):
            if found := _containing(_letters(order), texts):
                return found
    return _contained(_letters(_in_order(part)), texts) or _in_disorder(_as_in_file(column), texts)


def _containing(letters: str, texts: Sequence[Known]) -> Known | None:
    """Give the shortest text that has the letters."""
    found = (each for each in texts if letters in each.letters and _tells(letters, each.letters))
    return min(found, key=lambda each: len(each.letters), default=None)


def _contained(letters: str, texts: Sequence[Known]) -> Known | None:
    """Give the longest text that is among the letters: several stand side by side."""
    found = (each for each in texts if each.letters in letters and _tells(each.letters, letters))
    return max(found, key=lambda each: len(each.letters), default=None)


def _tells(some: str, of: str) -> bool:
    """Say whether some letters among others are more than a word that stands in any text."""
    return bool(some) and len(some) >= min(_TELLING, len(of) / 2)


def _in_disorder(glyphs: Sequence[Glyph], texts: Sequence[Known]) -> Known | None:
    """Give the text most of whose letters have the same neighbours, where letters are not read back in their order."""
    letters = _letters(glyphs)
    if letters.isascii() or len(letters) < _TELLING:
        return None
    pairs = _neighbours(letters)
    shares = [(len(pairs & _neighbours(each.letters)) / max(len(pairs), 1), each) for each in texts]
    share, best = max(shares, key=lambda each: (each[0], -len(each[1].letters)), default=(0, None))
    return best if share >= _ALIKE else None


def _neighbours(letters: str) -> set[frozenset[str]]:
    # A letter beside itself is often one that was drawn in two pieces.
    return {frozenset(pair) for pair in pairwise(letters) if pair[0] != pair[1]}


def _as_in_file(glyphs: Sequence[Glyph]) -> list[Glyph]:
    return sorted(glyphs, key=lambda glyph: glyph.place)


def _in_order(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Give glyphs, which are sorted from the left, in the order in which they are read."""
    backwards = sum(map(_is_from_right, glyphs)) * 2 > sum(glyph.text.isalpha() for glyph in glyphs)

    def is_against(glyph: Glyph) -> bool:
        return unicodedata.bidirectional(glyph.text[0]) in _TO_THE_RIGHT if backwards else _is_from_right(glyph)

    found: list[Glyph] = []
    for against, run in groupby(reversed(glyphs) if backwards else glyphs, key=is_against):
        stretch = list(run)
        found += stretch[::-1] if against else stretch
    return found


def _is_from_right(glyph: Glyph) -> bool:
    return from_right(glyph.text[0])


def _spaced(glyphs: Sequence[Glyph], words: dict[int, int]) -> str:
    """Give glyphs as text, with a space where another word begins."""
    text = ""
    for number, glyph in enumerate(glyphs):
        apart = number and words.get(glyph.place) != words.get(glyphs[number - 1].place)
        text += f" {glyph.text}" if apart else glyph.text
    return text


def _letters(glyphs: Iterable[Glyph]) -> str:
    return "".join(letter for glyph in glyphs for letter, _ in _compared(glyph.text))


@lru_cache(maxsize=1024)
def _known(text: str, place: str | None) -> Known:
    letters = list(_compared(text))
    return Known(text, place, "".join(each for each, _ in letters), tuple(at for _, at in letters))


def _compared(text: str) -> Iterator[tuple[str, int]]:
    """Give the letters and digits of a text, without marks and in one case, each with its place."""
    for place, each in enumerate(text):
        for letter in unicodedata.normalize("NFKD", each).casefold():
            if letter.isalnum():
                yield letter, place


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
