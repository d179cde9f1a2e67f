"""A text with a place in it marked, for a terminal."""

from __future__ import annotations

import unicodedata

WIDTH = 100
"""Columns that a text is shown in."""

_BEFORE = 40
"""Characters that are shown before the place where there is not room for all."""

_SHOWN = {"\n": "↵", "\t": "→"}


def marked(text: str, span: tuple[int, int] | None, width: int = WIDTH) -> list[str]:
    """Give a text on one line, and beneath it signs under the place; in right-to-left text, brackets around it.

    Under a text that runs from right to left no sign would stand where it
    should. What has no shape of its own is shown as a replacement character.
    """
    shown = "".join(map(_visible, text))
    if not shown:
        return []
    start, end = _window(shown, span, width)
    lead, rest = "…" if start else "", "…" if end < len(shown) else ""
    if span is None:
        return [f"{lead}{shown[start:end]}{rest}"]
    first, last = max(span[0], start), min(span[1], end)
    before, place, after = shown[start:first], shown[first:last], shown[last:end]
    if any(unicodedata.bidirectional(each) in {"R", "AL"} for each in shown):
        return [f"{lead}{before}[[{place}]]{after}{rest}"]
    return [f"{lead}{before}{place}{after}{rest}", " " * columns(lead + before) + "^" * max(columns(place), 1)]


def columns(text: str) -> int:
    """Give the columns that a text takes on a terminal."""
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _visible(character: str) -> str:
    if character in _SHOWN:
        return _SHOWN[character]
    # Joiners and zero-width spaces are letters of their scripts; marks of direction would move what stands around them.
    hidden = unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"} or unicodedata.bidirectional(character) in {
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    }  # fmt: skip
    return "\N{REPLACEMENT CHARACTER}" if hidden else character


def _window(text: str, span: tuple[int, int] | None, width: int) -> tuple[int, int]:
    """Give from where to where a text is shown so that it fits and the place is in it."""
    if columns(text) <= width:
        return 0, len(text)
    start = max((span[0] if span else 0) - _BEFORE, 0)
    while start and unicodedata.category(text[start])[0] == "M":
        start -= 1
    end = start
    taken = 0
    while end < len(text) and taken < width - 2:
        taken += columns(text[end])
        end += 1
    while end < len(text) and unicodedata.category(text[end])[0] == "M":
        end += 1
    return start, end
