"""The question whether phone numbers and addresses read as they were typed."""

from __future__ import annotations

import re
from collections import Counter
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
            (line, _without(line.text.translate(_BRACKETS), right))
            for line in reading.lines
            if _LETTER.search(line.text)
        ]
        told = set()
        for text in sorted(filter(_rigid, set(intended.left_to_right))):
            for line, left in rest:
                if seen := scrambled(text.translate(_BRACKETS), left):
                    told.add(text)
                    start = left.index(seen)
                    shown = line.text[start : start + len(seen)]
                    yield Problem(f"“{text}” stands there as “{shown}”", _WAY_OUT, line.page)
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


def scrambled(text: str, line: str) -> str:
    """Give what a text has become in a line that does not hold it as it is; nothing where it is not there at all.

    Its parts are its groups of letters and digits. They may stand in another order,
    or two neighbours among them, with the same sign between them; or every
    character may stand in reverse.
    """
    backwards = _backwards(text).search(line) if len(text) > 4 and text != text[::-1] else None
    return backwards[0] if backwards else _other_order(_PART.findall(text), line) or _swapped(text, line)


def _other_order(parts: Sequence[str], line: str) -> str:
    if len("".join(parts)) < 5 or not all(part in line for part in parts):
        return ""
    found = list(_PART.finditer(line))
    for first in range(len(found) - len(parts) + 1):
        window = found[first : first + len(parts)]
        seen = [each[0] for each in window]
        if seen != list(parts) and Counter(seen) == Counter(parts):
            return line[window[0].start() : window[-1].end()]
    return ""


def _swapped(text: str, line: str) -> str:
    for first, second in pairwise(_PART.finditer(text)):
        sign = _sign(text[first.end() : second.start()])
        if first[0] == second[0] or min(len(first[0]), len(second[0])) < 2 or not sign:
            continue
        if first[0] not in line or second[0] not in line:
            continue
        pattern = rf"(?<![^\W_]){re.escape(second[0])}([\W_]{{1,4}}){re.escape(first[0])}(?![^\W_])"
        for found in re.finditer(pattern, line):
            if _sign(found[1]) == sign:
                return found[0]
    return ""


def _sign(between: str) -> str:
    return between.replace(" ", "")


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    """Give what finds a text in a line. Between any two letters there may be room that looks like a space.

    And between it and a word there may be too little to look like one, or nothing: Japanese puts no space there,
    Korean a syllable behind it. Latin letters and digits would be a part of it.
    """
    before = r"(?<![0-9A-Za-z])" if _rigid(text) else r"(?<![0-9])"
    return re.compile(rf"{before}{_spaced(text.translate(_BRACKETS))}(?![0-9A-Za-z])")


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
