"""Where a text holds facts: ``{deadline}``, ``{deadline:full}``. What becomes of them: `handbill.facts`."""

from __future__ import annotations

import re
from collections.abc import Container

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?::([^{}]*))?\}")
"""A fact in a text. A brace that is not part of one is just a brace."""

DOUBLED = re.compile(r"\{\{([a-z][a-z0-9_]*(?::[^{}]*)?)\}\}")
"""What is not a fact although it looks like one: braces doubled around a name."""


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
