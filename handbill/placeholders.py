"""Where a text holds facts: ``{deadline}``, ``{deadline:full}``. What becomes of them: `handbill.facts`."""

from __future__ import annotations

import re
from collections.abc import Container

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?::([^{}]*))?\}")
"""A fact in a text. A brace that is not part of one is just a brace."""

DOUBLED = re.compile(r"\{\{([a-z][a-z0-9_]*(?::[^{}]*)?)\}\}")
"""What is not a fact although it looks like one: braces doubled around a name."""

_LONGEST = 256
"""Characters that are looked back for the beginning of a placeholder."""


def placeholders(text: str) -> list[re.Match[str]]:
    """Give the placeholders of a text in order, doubled braces left out."""
    if "{" not in text:
        return []
    doubled = [found.span() for found in DOUBLED.finditer(text)]
    return [
        found for found in PLACEHOLDER.finditer(text) if not any(start <= found.start() < end for start, end in doubled)
    ]


def undefined(text: str, facts: Container[str]) -> list[re.Match[str]]:
    """Give the placeholders of a text that no fact defines."""
    return [found for found in placeholders(text) if found[1] not in facts]


def placeholder_begins(text: str, place: int) -> bool:
    """Say whether a placeholder begins at a place in a text."""
    return PLACEHOLDER.match(text, place) is not None and text[place - 1 : place] != "{"


def placeholder_ends(text: str, place: int) -> bool:
    """Say whether a placeholder ends at a place in a text."""
    begun = text.rfind("{", max(place - _LONGEST, 0), place) if text[place - 1 : place] == "}" else -1
    return begun >= 0 and PLACEHOLDER.fullmatch(text, begun, place) is not None and text[begun - 1 : begun] != "{"
