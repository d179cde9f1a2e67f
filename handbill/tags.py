"""Language tags: BCP 47 outside (``zh-Hans``), gettext's inside (``zh_Hans``); either is understood everywhere."""

from __future__ import annotations

import re

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def normalize_tag(text: str) -> str:
    """Give the BCP 47 tag for what a person typed: ``zh_hans`` is ``zh-Hans``."""
    parts = re.split(r"[-_]", text.strip())
    rest = (part.title() if len(part) == 4 else part.upper() for part in parts[1:])
    return "-".join([parts[0].lower(), *rest])


def is_tag(text: str) -> bool:
    """Say whether a normalized tag is well formed: language, script, region."""
    return TAG.fullmatch(text) is not None


def likely_script(tag: str) -> str | None:
    """Give the script that a tag names, or that CLDR takes for granted; nothing where CLDR does not know."""
    from babel.core import get_global

    parts = tag.split("-")
    if len(parts) > 1 and len(parts[1]) == 4:
        return parts[1]
    subtags = get_global("likely_subtags")
    likely = subtags.get(tag.replace("-", "_")) or subtags.get(parts[0])
    found = re.search(r"_([A-Z][a-z]{3})(_|$)", likely or "")
    return found[1] if found else None
