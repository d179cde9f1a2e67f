"""The question whether phone numbers and addresses read as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from handbill.model import Severity
from handbill.render.preflight.base import Intended, Problem
from handbill.render.preflight.reading import Line, Reading

WHOLE = 24
"""The longest fact, in characters, that stands on one line; longer ones may break."""

_PART = re.compile(r"[^\W_]+")
_AROUND = " ()[]{}<>.,;:!?…“”„«»\"'"
"""What stands around an address in a sentence."""
_LETTER = re.compile(r"[A-Za-z\d]")
"""Some of what is looked for: Latin letters and digits of any script."""
_LATIN = "A-Za-z"
_SIGNS = "(?:[^\\w\N{OBJECT REPLACEMENT CHARACTER}]|_)*"
"""What may stand between two parts of a text; not another text, which is blanked out."""
_BRACKETS = str.maketrans("()[]{}", "||||||")
"""PDFium gives the one for the other where it takes a text for right-to-left."""
_WAY_OUT = "Set it with fact(), words() or latin() of the template library, which keep its direction."


class Reversed:
    """Phone numbers, addresses and dates in digits alone read from left to right, as they were typed.

    Their characters are looked for by their places on the page, not in the order
    in which the file holds them. What the template has set must be found; what
    is found in another order is an error wherever it comes from.
    """

    id = "reversed"
    severity = Severity.ERROR

    def problems(self, reading: Reading, intended: Intended) -> Iterator[Problem]:
        """Give what stands there in another order, and what was set and cannot be read."""
        texts = sorted(set(intended.left_to_right), key=len, reverse=True)
        right = [_pattern(each) for each in (*texts, *_pieces(texts, reading.lines))]
        rest = [
            (line, left, left.replace(" ", ""))
            for line in reading.lines
            if _LETTER.search(line.text) and _LETTER.search(left := _without(line.text.translate(_BRACKETS), right))
        ]
        told = set()
        for text in sorted(filter(_rigid, set(intended.left_to_right))):
            for line, left, letters in rest:
                if place := scrambled(text.translate(_BRACKETS), left, letters):
                    told.add(text)
                    yield Problem(f"“{text}” stands there as “{line.text[place]}”", _WAY_OUT, line.page)
                    break
        yield from _lost(reading.lines, intended, told)


def _pieces(texts: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """Give the pieces in which long texts stand on several lines, the longest first. They are nothing in disorder."""
    long = [text.replace(" ", "") for text in texts if len(text) > WHOLE]
    words = sorted({word.strip(_AROUND) for line in lines for word in line.text.split()} - {""}) if long else []
    found = {piece for text in long for piece in _made_of(text.replace("\u200b", ""), words)}
    return sorted(found, key=len, reverse=True)


def _made_of(text: str, words: Sequence[str]) -> list[str]:
    """Give some words that are a text when they stand one after the other; none where none are."""
    ways: dict[int, list[str]] = {0: []}
    for place in range(len(text)):
        if place in ways:
            rest = text[place:]
            for word in filter(rest.startswith, words):
                after = rest[len(word) :]
                ways.setdefault(len(text) - len(after.lstrip(_AROUND)), [*ways[place], word])
    return ways.get(len(text), [])


def _rigid(text: str) -> bool:
    """Leave out dates in words: people write those in several orders, and Latin words keep theirs."""
    return " " not in text or not any(each.isalpha() for each in text)


def _lost(lines: Sequence[Line], intended: Intended, told: set[str]) -> Iterator[Problem]:
    for name in sorted(intended.shown):
        texts = intended.written.get(name, ())
        readable = [each for each in texts if each.isascii() and len(each) <= WHOLE and each in intended.left_to_right]
        # In a script whose text cannot be read back it may stand there in that script's words.
        if not texts or len(readable) < len(texts) or told.intersection(texts):
            continue
        if not any(_pattern(each).search(line.text.translate(_BRACKETS)) for each in texts for line in lines):
            yield Problem(f"“{readable[0]}” should stand on it and cannot be read there", _WAY_OUT)


def scrambled(text: str, line: str, letters: str) -> slice | None:
    """Give where a line that does not hold a text as it is holds what has become of it; nothing where it is not there.

    Its parts are its groups of letters and digits. They may stand in another order,
    or two neighbours among them, with the same sign between them; or every
    character may stand in reverse. `letters` is the line without its spaces.
    """
    if len(text) > 4 and text != text[::-1] and (found := _backwards(text).search(line)):
        return slice(*found.span())
    parts = tuple(_PART.findall(text))
    return _other_order(parts, line, letters) or _swapped(text, line, letters)


def _other_order(parts: Sequence[str], line: str, letters: str) -> slice | None:
    if len("".join(parts)) < 5 or not all(part in letters for part in parts):
        return None
    for first in dict.fromkeys(parts):
        for found in _pattern(first).finditer(line):
            for end, order in _orders(line, found.start(), parts):
                if order != parts:
                    return slice(found.start(), end)
    return None


def _orders(line: str, place: int, parts: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the orders in which all of some parts follow each other from a place on, and where they end."""
    if not parts:
        yield place, ()
    for each in dict.fromkeys(parts):
        if found := _next(each).match(line, place):
            rest = list(parts)
            rest.remove(each)
            yield from ((end, (each, *order)) for end, order in _orders(line, found.end(), rest))


def _swapped(text: str, line: str, letters: str) -> slice | None:
    for first, second in pairwise(_PART.finditer(text)):
        sign = _sign(text[first.end() : second.start()])
        if first[0] == second[0] or min(len(first[0]), len(second[0])) < 2 or not sign:
            continue
        if first[0] not in letters or second[0] not in letters:
            continue
        for found in _pair(second[0], first[0]).finditer(line):
            if _sign(found[1]) == sign:
                return slice(*found.span())
    return None


def _sign(between: str) -> str:
    return between.replace(" ", "")


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    """Give what finds a text, or a part of one, in a line."""
    return re.compile(_alone(text.translate(_BRACKETS)))


@lru_cache(maxsize=1024)
def _next(part: str) -> re.Pattern[str]:
    return re.compile(f"{_SIGNS}{_alone(part)}")


@lru_cache(maxsize=1024)
def _pair(first: str, second: str) -> re.Pattern[str]:
    return re.compile(rf"{_alone(first)}([\W_]{{1,4}}){_alone(second)}")


def _alone(text: str) -> str:
    """Give the pattern of a text of which nothing beside it is a part.

    Between any two letters there may be room that looks like a space, and between
    it and a word too little to look like one, or nothing: Japanese puts no space
    there, Korean a syllable behind it. But beside a digit another would be a part
    of it, and beside a Latin letter another; before a date in words, none.
    """
    before = _kind(text[0]) if _rigid(text) else _kind(text[0]).replace(_LATIN, "")
    after = _kind(text[-1])
    return f"{f'(?<![{before}])' if before else ''}{_spaced(text)}{f'(?![{after}])' if after else ''}"


def _kind(letter: str) -> str:
    """Give what of a pattern's class would go on with a letter or digit."""
    if letter.isdecimal():
        return r"\d"
    return _LATIN if letter.isascii() and letter.isalpha() else ""


@lru_cache(maxsize=1024)
def _backwards(text: str) -> re.Pattern[str]:
    return re.compile(_spaced(text[::-1]))


def _spaced(text: str) -> str:
    return r" *".join(re.escape(each) for each in text if each not in " \u200b")


def _without(line: str, right: Sequence[re.Pattern[str]]) -> str:
    """Blank out of a line what stands there as it should, longest first; everything else keeps its place."""
    for each in right:
        line = each.sub(lambda found: "\N{OBJECT REPLACEMENT CHARACTER}" * len(found[0]), line)
    return line
