"""Catalogs full of real words of any language that CLDR knows: names of countries and languages, in place of English.

What they say is nonsense; how their letters join, stack and break is real.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from babel import Locale

from handbill.catalogs.po import parse, serialize
from handbill.languages import Language
from handbill.project import open_project
from handbill.steps import extract, update_catalogs

TOGETHER = frozenset({"Hans", "Hant", "Jpan", "Khmr", "Mymr", "Laoo", "Thai"})
"""Scripts that set no spaces between words."""

_KEPT = re.compile(r"(%\(\w+\)s|\[\^[^\]]*\]|\{[^{}]*\}|\]\([^)]*\)|<[^>]*>|[^A-Za-z’'{\]<]+|[\]<])")


def translate_natively(folder: Path, *tags: str) -> None:
    """Translate everything in a campaign into some of its languages."""
    project = open_project(folder)
    languages = [project.campaign.by_tag[tag] for tag in tags]
    update_catalogs(project, extract(project).messages, languages)
    for spoken in languages:
        words = _words(spoken)
        for domain in project.campaign.domains:
            path = project.catalog_path(spoken, domain)
            catalog = parse(path.read_bytes(), path.name)
            units = [
                replace(
                    unit,
                    msgstr=tuple(
                        _native(unit.message.plural or unit.message.msgid, words, spoken) for _ in unit.msgstr
                    ),
                    fuzzy=False,
                    previous=None,
                )
                for unit in catalog.by_key.values()
            ]
            path.write_bytes(serialize(replace(catalog, units=tuple(units))))


def _words(spoken: Language) -> Iterator[str]:
    locale = Locale.parse(spoken.tag, sep="-")
    names = sorted({*locale.territories.values(), *locale.languages.values()}, key=lambda name: (len(name), name))
    words = [word for name in names for word in re.split(r"[\s()\[\],]+", name) if len(word) > 1 and not word.isascii()]
    return cycle(words or [word for name in names for word in name.split() if word.isalpha()])


def _native(msgid: str, words: Iterator[str], spoken: Language) -> str:
    pieces = _KEPT.split(msgid)
    made = "".join(piece if index % 2 else _word(piece, words) for index, piece in enumerate(pieces))
    return re.sub(r"(?<=\w) (?=\w)", "", made) if spoken.script in TOGETHER else made


def _word(piece: str, words: Iterator[str]) -> str:
    """Give a word for a word, and no longer one: a text must still fit its page."""
    if len(piece) < 2:
        return piece
    return next(word for word in words if len(word) <= len(piece) + 1)
