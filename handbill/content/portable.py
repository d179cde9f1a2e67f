"""Markdown whose bold and italics other programs see too.

Where Handbill sees stress and CommonMark alone would not
(:mod:`handbill.content.stress`), a word joiner (U+2060) within the stress makes
it plain: nobody sees it, and it is neither white space nor punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from handbill.content.parser import joints

JOINER = "\u2060"

_SERVES = "(?:[^\\W_]|[\u2066-\u2069])"
_NEEDLESS = re.compile(rf"(?<={_SERVES}){JOINER}(?=[*~])|(?<=[*~]){JOINER}(?={_SERVES})")
"""A joiner between the sign and a letter or an isolate, which serve as well."""


def portable(text: str, env: Mapping[str, Any], fill: Callable[[str], str] = str) -> str:
    """Give a text, filled in by `fill`, with joiners where other programs need them; `env` knows its document.

    What a placeholder will be is not known to a parser when it has been filled in: so the text is looked at before,
    and what turned out to begin or end with a letter needs no joiner.
    """
    joined = text
    # A joiner changes what stands beside the sign before it, which may then need one too: ~~**「.
    while places := joints(joined, env):
        edges = [0, *places, len(joined)]
        joined = JOINER.join(joined[start:end] for start, end in pairwise(edges))
    return fill(text) if joined == text else _NEEDLESS.sub("", fill(joined))
