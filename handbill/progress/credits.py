"""Who is credited: the names in a catalog, and never an e-mail address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handbill.model import REVIEWED, Catalog

_BRACKETED = re.compile(r"[<(\[{][^<>()\[\]{}]*[@＠][^<>()\[\]{}]*[>)\]}]?")
_SPELT_OUT = re.compile(r"\S+\s*[\[({]\s*at\s*[\])}]\s*\S+(\s*[\[({]\s*dot\s*[\])}]\s*\S+)*", re.IGNORECASE)
_ADDRESS = re.compile(r"\S*[@＠]\S*")
_CREDIT = re.compile(r"(?P<name>[^,]{1,120}?),\s*(?:19|20)\d\d\b.*")
"""gettext's form of a translator's line in the header comment: ``Rosa <rosa@example.org>, 2011, 2012.``"""
LONGEST = 6
"""Words: what is longer before a year is a sentence and no name."""
_NOBODY = frozenset({"anonymous", "automatically generated", "first author", "full name", "none", "unknown"})
"""What tools write where there is no name."""


def credited(catalog: Catalog) -> tuple[str, ...]:
    """Give the names of those who translated and reviewed a catalog, each once, as they gave them.

    They stand in the header (``Last-Translator``, and the lines of translators
    in the comment above it) and in sign-offs. E-mail addresses are left out,
    and so are those who gave nothing else.
    """
    names = (name for said in _said(catalog) if (name := without_address(said)))
    return tuple({name.casefold(): name for name in names}.values())


def _said(catalog: Catalog) -> Iterator[str]:
    for comment in catalog.header.comments:
        if comment.strip().casefold().startswith("copyright"):
            continue
        if (found := _CREDIT.fullmatch(comment.strip())) and len(found["name"].split()) <= LONGEST:
            yield found["name"]
    yield catalog.fields.get("Last-Translator", "")
    for unit in catalog.by_key.values():
        for comment in unit.comments:
            if found := REVIEWED.fullmatch(comment.strip()):
                yield found[2] or ""


def without_address(said: str) -> str:
    """Give a name without the e-mail address that stands beside it; nothing where nobody is named."""
    text = "".join(each if unicodedata.category(each) not in {"Cc", "Cf"} else " " for each in said)
    for address in (_BRACKETED, _SPELT_OUT, _ADDRESS):
        text = address.sub(" ", text)
    name = " ".join(re.sub(r"<[^<>]*>|[<>]", " ", text).split()).strip(" ,;()[]")
    return "" if name.casefold() in _NOBODY or not any(each.isalpha() for each in name) else name
