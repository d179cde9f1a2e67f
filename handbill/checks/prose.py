"""What of a text is words: everything else is hidden, and every character keeps its place.

Links' targets, addresses, code, placeholders, tags and character references
are the same in every language and are no business of checks of language; signs
of markup stand between words without being any. Both are replaced by a sign
of their own, as many as there were characters, so that an offset in what is
left is an offset in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from handbill.placeholders import PLACEHOLDER

FIXED = "\ufdd0"
"""Stands for each character of an address, a placeholder, code. Unicode keeps it from ever being one itself."""

MARKUP = "\ufdd1"
"""Stands for each character of inline markup."""

# Letters of ASCII alone: in Chinese or Khmer a word may follow an address without a space.
WEB = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|mailto:|tel:)(?=[A-Za-z0-9{%+])"
    r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%{}|-]*[A-Za-z0-9/#=&~%$+}-]"
)
"""A web address as people type it into a sentence, without the full stop behind it."""

EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
"""An e-mail address."""

PERCENT = re.compile(r"%\((\w+)\)[a-z]")
"""A placeholder of a template: ``%(num)s``."""

TARGET = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)")
"""What a link leads to, in its parentheses."""

_CODE = r"(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
_REST = r"</?[A-Za-z][^<>]*>|&#?\w+;|\[\^[^\]\s]*\]|(?<=\])\[[^\]]*\]"
_HIDDEN = re.compile(
    "|".join((_CODE, *(each.pattern for each in (TARGET, WEB, EMAIL, PLACEHOLDER, PERCENT)), _REST)), re.DOTALL
)
_SIGNS = re.compile(r"!?\[|\]|[*`]|~~|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])|\\(?=\n)")

REMEMBERED = 16384
"""How many answers are kept: each locale asks for the same sources."""


@lru_cache(maxsize=REMEMBERED)
def prose(text: str) -> str:
    """Give a text of the same length in which all that is not words is hidden."""
    fixed = _HIDDEN.sub(lambda found: FIXED * len(found[0]), text)
    return _SIGNS.sub(lambda found: MARKUP * len(found[0]), fixed)


@lru_cache(maxsize=REMEMBERED)
def words(text: str) -> tuple[re.Match[str], ...]:
    """Give what stands between spaces in a text, with its place."""
    return tuple(re.finditer(rf"[^\s{FIXED}{MARKUP}]+", prose(text)))


def is_word(text: str) -> bool:
    """Say whether a text is of letters and their marks alone."""
    return all(unicodedata.category(each)[0] in "LM" for each in text) and any(map(str.isalpha, text))


def letters(text: str) -> Iterator[str]:
    """Give the letters of the words of a text."""
    return (each for each in prose(text) if each.isalpha())
