"""One text as a pseudo-locale writes it.

What stands fixed in a text (placeholders, addresses, code, tags) is left as it
is, and so are spaces and all marks of Markdown.
"""

from __future__ import annotations

import re

from handbill.catalogs.prose import stretches
from handbill.content.texts import visible_length
from handbill.languages import ACCENTED_TAG
from handbill.pseudo.letters import ACCENTED, MIRRORED

GROWTH = ((10, 1.0), (20, 0.8), (40, 0.6), (70, 0.5))
"""Texts of up to so many characters grow by that share; the shorter, the more translations tend to grow."""
GROWTH_OF_LONG = 0.4
BRACKETS = 2

_FILLER = "one two three four five six seven eight nine ten eleven twelve".translate(ACCENTED).split()
_VOWEL = re.compile("[aeiouAEIOU]")
_TAGS = re.compile(
    r"(?P<before>(?:\s|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>)*)(?P<words>.*?)(?P<after>(?:\s|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>)*)",
    re.DOTALL,
)


def pseudo_text(text: str, tag: str, limit: int | None = None) -> str:
    """Give a text as a pseudo-locale writes it, with no more characters than `limit` where the text itself has not.

    ``en-XA`` puts accents on the letters, doubles vowels and adds words at the
    end, all between brackets, so that what is cut off or put together shows.
    ``ar-XB`` writes Arabic letters for the Latin ones, so that direction,
    shaping and fonts are those of Arabic.
    """
    if not any(each.isalpha() for part, is_prose in stretches(text) if is_prose for each in part):
        return text
    if tag != ACCENTED_TAG:
        return _lettered(text, MIRRORED)
    length = visible_length(text)
    room = length if limit is None else max(0, limit - length - BRACKETS)
    found = _TAGS.fullmatch(text)
    assert found is not None
    longer = _longer(found["words"], min(_growth(length), room))
    if limit is None or limit - length >= BRACKETS:
        longer = f"[{longer}]"
    return f"{found['before']}{longer}{found['after']}"


def _growth(length: int) -> int:
    return round(length * next((share for most, share in GROWTH if length <= most), GROWTH_OF_LONG))


def _lettered(text: str, letters: dict[int, int]) -> str:
    return "".join(part.translate(letters) if is_prose else part for part, is_prose in stretches(text))


def _longer(text: str, more: int) -> str:
    """Give a text with accents, longer by just so many characters: vowels doubled evenly, then words at the end."""
    vowels = sum(len(_VOWEL.findall(part)) for part, is_prose in stretches(text) if is_prose)
    doubled = min(vowels, more)
    seen = 0

    def vowel(found: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        # Evenly: as many of the first n vowels as is their share.
        twice = seen * doubled // vowels > (seen - 1) * doubled // vowels
        return found[0] + found[0].lower() if twice else found[0]

    parts = (_VOWEL.sub(vowel, part).translate(ACCENTED) if is_prose else part for part, is_prose in stretches(text))
    return "".join(parts) + _filler(more - doubled)


def _filler(length: int) -> str:
    """Give words of just so many characters together, the spaces before them counted."""
    words = f" {' '.join(_FILLER)}"
    filler = (words * (length // len(words) + 1))[:length]
    # A space at the end would not be seen.
    return f"{filler[:-1]}{_FILLER[0][0]}" if filler.endswith(" ") else filler
