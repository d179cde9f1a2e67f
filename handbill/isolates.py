"""Unicode's marks around what must be read in its own direction, whatever stands around it."""

from __future__ import annotations

import unicodedata

MARKS = "\u2066\u2067\u2068\u2069\u202d\u202c"
"""What may stand around such a text: isolates, and the override within them."""
OPENING = ("\u2066", "\u2067", "\u2068", "\u202d")
"""What of it stands before the text."""


def between_isolates(text: str, direction: str) -> str:
    """Give a text between the isolates of its direction, ``ltr`` or ``rtl``, for where there is no other markup."""
    if direction == "rtl":
        return f"\N{RIGHT-TO-LEFT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
    if runs_backwards(text):
        text = f"\N{LEFT-TO-RIGHT OVERRIDE}{text}\N{POP DIRECTIONAL FORMATTING}"
    return f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def runs_backwards(text: str) -> bool:
    """Say whether a text that reads from left to right needs more than an isolate for it.

    Arabic-Indic digits let the hyphens between them run from right to left: ١-٨٠٠ would
    be shown as ٨٠٠-١. Letters of that direction must stay as they are.
    """
    kinds = set(map(unicodedata.bidirectional, text))
    return "AN" in kinds and not kinds & {"R", "AL"}
