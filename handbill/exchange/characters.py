"""Characters that files of office programs cannot hold, written so that they come back.

XML has no control characters, a spreadsheet turns a carriage return into a line
feed, a word processor takes some for its own marks. Each of them travels as
what it is called, ``⟦U+000D⟧``, which everybody sees and no program changes.
"""

from __future__ import annotations

import re

_FRAGILE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufff0-\uffff]"
    # What would itself be taken for one of ours, or for Excel's way to do this (_x000D_).
    r"|⟦(?=U\+[0-9A-F]{4}⟧)|(?<=x[0-9A-Fa-f]{4})_"
)
_NAMED = re.compile(r"⟦U\+([0-9A-F]{4})⟧")
_NEVER = re.compile(r"[\x00\ud800-\udfff]")


def carried(text: str) -> str:
    """Give a text as it travels."""
    return _FRAGILE.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", text)


def restored(text: str) -> str:
    """Give the text that travelled. What no text can have (NUL, half a character) stays as it is written."""
    return _NAMED.sub(lambda found: found[0] if _NEVER.match(chr(int(found[1], 16))) else chr(int(found[1], 16)), text)
