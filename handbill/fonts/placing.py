"""Putting font files into the campaign's own folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from handbill import workspace
from handbill.errors import WorkspaceError
from handbill.fonts.faces import Face, from_regular
from handbill.languages import Language
from handbill.render.fonts import Coverage


@dataclass(frozen=True, slots=True)
class FontCopy:
    """One file of the system that a campaign uses."""

    path: Path
    family: str
    size: int
    """In bytes."""
    licence: str
    """What the font says of it, or nothing."""


def place(folder: Path, shown: str, files: Mapping[str, bytes]) -> list[str]:
    """Write files into a folder and give the names of those that are new.

    One that is there with other bytes is a `WorkspaceError`, and then none is
    written: somebody chose it.
    """
    for name, data in files.items():
        path = folder / name
        if workspace.is_there(path, f"{shown}/{name}") and workspace.read_bytes(path) != data:
            raise WorkspaceError(
                "is there already, and is another file", path=f"{shown}/{name}", hint="Move it away, and call again."
            )
    return [name for name, data in files.items() if workspace.write(folder / name, data)]


def copies(coverage: Coverage, languages: Sequence[Language]) -> list[FontCopy]:
    """Give the files of the system that some languages are set in, every face of each family.

    A face that the campaign's own folder has is not among them: it is taken from there.
    """
    fonts = coverage.fonts
    families = dict.fromkeys(family for spoken in languages for family in coverage.here(spoken))
    ours = {face.design for face in fonts.faces if fonts.sources.own(face.path)}
    found: dict[str, Face] = {}
    for face in sorted(fonts.faces, key=from_regular):
        if face.family in families and face.design not in ours and not fonts.sources.own(face.path):
            found.setdefault(face.path, face)
    order = list(families)
    return [
        FontCopy(Path(path), face.family, Path(path).stat().st_size, _licence(path, face.index))
        for path, face in sorted(found.items(), key=lambda each: order.index(each[1].family))
    ]


def copied(files: Sequence[FontCopy]) -> dict[str, bytes]:
    """Give the bytes of some files by name."""
    return {each.path.name: workspace.read_bytes(each.path) for each in files}


def _licence(path: str, index: int) -> str:
    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            said = font["name"].getDebugName(13) or font["name"].getDebugName(14) or ""
    except (TTLibError, KeyError):
        return ""
    return str(said).strip().split("\n")[0].split(". ")[0].rstrip(".")
