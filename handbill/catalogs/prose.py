"""The words of a text, apart from what stands fixed in it.

Fixed are link targets and addresses, code, placeholders, HTML tags and
character references, and the labels of footnotes and references: what a
translation must have just as the source has it, and what no term is looked for
in. The text of a link is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handbill.catalogs.changes import ADDRESS, REMEMBERED
from handbill.placeholders import PLACEHOLDER

_TICKS = r"(?<!`)(?P<run>`+)(?!`).+?(?<!`)(?P=run)(?!`)"
FIXED = re.compile(
    rf"{_TICKS}|{ADDRESS.pattern}|{PLACEHOLDER.pattern}"
    r"|</?[A-Za-z][^<>]*>|<!--.*?-->"
    r"|&(?:\#\d+|\#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);"
    r"|%\(\w+\)[a-z]|%%"
    r"|\[\^[^\]\s]+\]"
    r"|(?<=\])\[[^\]]*\]",
    re.DOTALL,
)
"""What stands fixed in a text."""

_SIGN = "\ufffc"
"""Stands for what is fixed: no letter, so that no word goes on across it."""


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Give the parts of a text in order, each with whether it is prose."""
    done = 0
    for fixed in FIXED.finditer(text):
        if fixed.start() > done:
            yield text[done : fixed.start()], True
        if fixed[0]:
            yield fixed[0], False
        done = fixed.end()
    if done < len(text):
        yield text[done:], True


@lru_cache(maxsize=REMEMBERED)
def prose(text: str) -> str:
    """Give the words of a text alone: a sign for what is fixed, and without the marks of emphasis and links."""
    words = "".join(part if is_prose else _SIGN for part, is_prose in stretches(text))
    return re.sub(r"[*`\[\]]|~~|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])", "", words)
