"""What can be said of a text by its characters alone: whether it is a message, how long it is, what it is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from handbill.placeholders import PLACEHOLDER, placeholders

if TYPE_CHECKING:
    from handbill.facts import Fact


def brace_flags(msgid: str, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Give the flag that makes msgfmt, Poedit and Weblate check the placeholders, where a text has any."""
    return ("python-brace-format",) if any(found[1] in facts for found in placeholders(msgid)) else ()


def translatable(text: str) -> bool:
    """Say whether there is anything to translate: a letter outside placeholders."""
    return any(map(str.isalpha, PLACEHOLDER.sub("", text) if "{" in text else text))


def visible_length(text: str) -> int:
    """Count characters as a reader does: placeholders, combining marks and invisible ones not counted."""
    return sum(unicodedata.category(each) not in {"Mn", "Me", "Cf"} for each in PLACEHOLDER.sub("", text))


def slugify(text: str) -> str:
    """Give a name for links: letters and digits of any script in lower case, joined by hyphens."""
    kept = (each if unicodedata.category(each)[0] in "LMN" else " " for each in re.sub("['’]", "", bare_text(text)))
    return "-".join("".join(kept).casefold().split()) or "section"


def bare_text(text: str) -> str:
    """Give a text without its inline markup, for a place in a comment."""
    return re.sub(r"[*`~]+|\[\^[^\]]*\]|\]\([^)]*\)|\[", "", text).strip()
