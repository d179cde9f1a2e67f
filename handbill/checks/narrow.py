"""Full-width and small forms as the signs of ASCII that they stand for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FORMS = re.compile("[\uff01-\uff5e\ufe50-\ufe6b]")
"""The blocks of full-width and of small forms (Unicode, chapter 18)."""


def narrowed(text: str) -> str:
    """Give a text of the same length in which full-width signs, as keyboards for Chinese have them, are of ASCII."""
    return _FORMS.sub(lambda found: _narrow(found[0]), text)


@lru_cache(maxsize=4096)
def _narrow(character: str) -> str:
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 and narrow.isascii() else character
