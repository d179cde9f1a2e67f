"""Catalogs in which every message is translated, for tests of what is made from them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from handbill.catalogs.po import parse, serialize
from handbill.model import Message
from handbill.project import open_project
from handbill.steps import extract, update_catalogs

MARK = "¡"
"""What a translation begins with; the rest of it is the source."""


def translate(folder: Path, *tags: str) -> None:
    """Translate everything in a campaign into some of its languages, whatever its catalogs held before."""
    project = open_project(folder)
    languages = [project.campaign.by_tag[tag] for tag in tags]
    update_catalogs(project, extract(project).messages, languages)
    for spoken in languages:
        for domain in project.campaign.domains:
            translate_catalog(project.catalog_path(spoken, domain))


def translate_catalog(path: Path) -> None:
    """Translate every message of one catalog."""
    catalog = parse(path.read_bytes(), path.name)
    units = [
        replace(unit, msgstr=tuple(MARK + _source(unit.message) for _ in unit.msgstr), fuzzy=False, previous=None)
        for unit in catalog.by_key.values()
    ]
    path.write_bytes(serialize(replace(catalog, units=tuple(units))))


def _source(message: Message) -> str:
    return message.plural or message.msgid


def edit(path: Path, old: str, new: str) -> None:
    """Replace what stands once in a file."""
    text = path.read_bytes().decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_bytes(text.replace(old, new).encode())
