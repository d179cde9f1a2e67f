"""Two texts, and what changed between them, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

CONTEXT = 3
"""How many unchanged words are shown on either side of a change."""

_WORD = re.compile(r"\S+")
_LEFT_OUT = "…"


def word_difference(before: str, after: str, *, context: int | None = CONTEXT) -> str:
    """Give a text with its changes marked on one line: ``ends on [-Friday-] {+Monday+} unless it …``.

    Unchanged words further than `context` from a change are left out; all are
    shown where it is nothing. Texts that differ in white space alone have it
    shown by the escapes of a PO file.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if old == new:
        return " ".join(new) if before == after else f"[-{_shown(before)}-] {{+{_shown(after)}+}}"
    pieces: list[str] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (step, start, end, begin, stop) in enumerate(steps):
        if step == "equal":
            pieces += _near(old[start:end], context, first=number == 0, last=number == len(steps) - 1)
        else:
            pieces += _marked("[-", old[start:end], "-]")
            pieces += _marked("{+", new[begin:stop], "+}")
    return " ".join(pieces)


def _marked(opening: str, words: list[str], closing: str) -> Iterator[str]:
    if words:
        yield f"{opening}{' '.join(words)}{closing}"


def _near(words: list[str], context: int | None, *, first: bool, last: bool) -> list[str]:
    """Give the words of an unchanged stretch that stand near a change."""
    head = 0 if first else context
    tail = 0 if last else context
    if head is None or tail is None or len(words) <= head + tail:
        return words
    return [*words[:head], _LEFT_OUT, *words[len(words) - tail :]]


def _shown(text: str) -> str:
    """Give a text with the white space visible that can be the whole difference."""
    return "".join(each if each == " " or not each.isspace() else ascii(each)[1:-1] for each in text)
