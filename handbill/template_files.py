"""What lies in a campaign's folder of templates. What cannot be used stops what is made with it and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbill import workspace
from handbill.content.templates import JINJA_SUFFIXES, TYPST_SUFFIX
from handbill.errors import HandbillError, TemplateError

TEMPLATE_SUFFIXES = (*JINJA_SUFFIXES, TYPST_SUFFIX, ".css")


@dataclass(frozen=True)
class TemplateFiles:
    """The files by path, relative to the campaign's folder, in alphabetical order."""

    templates: Mapping[str, str | HandbillError]
    """The source of each template, or what is wrong with it."""
    assets: Mapping[str, bytes]
    """What else can be shown by them: pictures, data."""
    hazards: tuple[HandbillError, ...]
    """What is wrong with whatever else lies there, and links that lead out of the campaign: what a layout shows of all
    that is known to Typst alone.
    """

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The sources of the templates that can be read."""
        return {path: found for path, found in self.templates.items() if isinstance(found, str)}

    def source(self, path: str) -> str:
        """Give a template's source, or raise what is wrong with it."""
        found = self.templates[path]
        if isinstance(found, HandbillError):
            raise found
        return found


def read_templates(root: Path, folder: str) -> TemplateFiles:
    """Read all of them. A folder that is itself a link out of the campaign is a `TemplateError`."""
    if error := _wrong_link(root / folder, root, folder, "Put the folder itself there."):
        raise error
    templates: dict[str, str | HandbillError] = {}
    assets: dict[str, bytes] = {}
    hazards: list[HandbillError] = []
    for path in sorted((root / folder).rglob("*")):
        shown = path.relative_to(root).as_posix()
        found = _read(path, root, shown)
        if isinstance(found, bytes):
            assets[shown] = found
        elif found is not None and path.suffix in TEMPLATE_SUFFIXES:
            templates[shown] = found
        if isinstance(found, HandbillError) and (shown not in templates or isinstance(found, TemplateError)):
            hazards.append(found)
    return TemplateFiles(templates, assets, tuple(hazards))


def _read(path: Path, root: Path, shown: str) -> str | bytes | HandbillError | None:
    # A hidden file or a whole folder can be a link too, and a template could read what it leads to.
    if error := _wrong_link(path, root, shown, "Put the file itself there."):
        return error
    if not path.is_file() or path.name.startswith("."):
        # Hidden files (._page.html) are what macOS and editors leave beside the real ones.
        return None
    try:
        return (workspace.read_text if path.suffix in TEMPLATE_SUFFIXES else workspace.read_bytes)(path, shown)
    except HandbillError as error:
        return error


def _wrong_link(path: Path, root: Path, shown: str, hint: str) -> TemplateError | None:
    # Typst follows a link out of its root; a template from elsewhere could show any file of this machine.
    try:
        if path.resolve().is_relative_to(root.resolve()):
            return None
        message = "is a link to a place outside the campaign"
    except (OSError, RuntimeError):
        message = "is a link that leads to itself"
    return TemplateError(message, path=shown, hint=hint)
