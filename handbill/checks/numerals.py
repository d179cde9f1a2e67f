"""Numbers in a text, in whatever digits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from handbill.checks.base import Span
from handbill.checks.conventions import HAN_NUMERALS, SCALES
from handbill.checks.prose import REMEMBERED, prose

_MARK = "[,.'’٬٫ \u00a0\u202f\u2009]"
# 1,234  1.234  1 234  12,34,567: the last group of three digits tells them from dates and decimals.
_NUMBER = re.compile(rf"(?<!\d)\d{{1,3}}(?:{_MARK}\d{{2,3}})*{_MARK}\d{{3}}(?!\d)|\d+")
_IN_WORDS = re.compile(rf"[{''.join(sorted(HAN_NUMERALS))}]{{2,}}|[\u1369-\u137c]+")
_INDIAN_SCALE = re.compile(r"\s*(?:लाख|करोड़|हजार|हज़ार|অর্ব|লাখ|কোটি|لاکھ|کروڑ|ہزار|lakh|crore)\b")


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text, marks of thousands taken away; a decimal point ends it."""

    digits: str
    """As it is written, in the digits 0 to 9: ``08``."""
    span: Span

    @property
    def value(self) -> int:
        """What it counts."""
        return int(self.digits)


@lru_cache(maxsize=REMEMBERED)
def numbers(text: str) -> tuple[Number, ...]:
    """Give the numbers that stand in the words of a text."""
    plain = ascii_digits(prose(text))
    return tuple(Number(re.sub(r"\D", "", found[0]), found.span()) for found in _NUMBER.finditer(plain))


def ascii_digits(text: str) -> str:
    """Give a text of the same length with its digits, native ones too, as 0 to 9."""
    return "".join(each if (value := unicodedata.decimal(each, -1)) < 0 else str(value) for each in text)


def numerals_in_words(text: str) -> bool:
    """Say whether a text has a number in Chinese or Ethiopic numerals, which are words rather than digits."""
    return _IN_WORDS.search(prose(text)) is not None


def scaled(number: Number, text: str, script: str) -> bool:
    """Say whether a sign or word behind a number multiplies it: 3万 is 30,000."""
    rest = text[number.span[1] : number.span[1] + 8]
    return rest[:1] in SCALES.get(script, ()) or _INDIAN_SCALE.match(rest) is not None
