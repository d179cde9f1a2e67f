"""What is wrong with the campaign's own folder of fonts.

The engine passes over what it cannot read without a word, and the text would
come out in another font.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbill import workspace
from handbill.fonts.faces import BOLD, Face, FontSources, from_regular
from handbill.fonts.tables import has_axes, is_cut_off
from handbill.model import Severity

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
"""Of the files that the engine reads."""
OTHER_SUFFIXES = frozenset({".woff", ".woff2", ".eot", ".pfb", ".pfa", ".dfont"})
"""Of font files that it does not read."""

_REPLACE = "Put a whole one in its place, or delete it."


@dataclass(frozen=True, slots=True)
class Trouble:
    """One file that is not what it seems."""

    path: str
    """Relative to the campaign."""
    severity: Severity
    """With an error nothing is printed: it would come out in another font."""
    message: str
    hint: str


def troubles_of(sources: FontSources, ours: Sequence[Face], theirs: Sequence[Face]) -> tuple[Trouble, ...]:
    """Give what is wrong with the campaign's own folder, of which the engine sees the faces `ours`, and beside them
    `theirs` of the system.
    """
    if sources.folder is None:
        return ()
    seen = {face.path for face in ours}
    found = [
        trouble
        for path in _files(sources.folder)
        for trouble in _about(path, f"{sources.shown}/{path.relative_to(sources.folder).as_posix()}", sources, seen)
    ]
    return (*found, *_twice(sources, ours), *_never_bold(sources, ours, theirs))


def _files(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders.sort()
        # Hidden files (._Own.ttf) are what macOS leaves beside the real ones.
        yield from (Path(at) / name for name in sorted(names) if not name.startswith("."))


def _about(path: Path, shown: str, sources: FontSources, seen: set[str]) -> Iterator[Trouble]:
    suffix = path.suffix.lower()
    if suffix in OTHER_SUFFIXES:
        hint = "Put the same font there as .ttf or .otf; what is not read does no harm."
        yield Trouble(shown, Severity.WARNING, f"Typst does not read {suffix} files", hint)
    if suffix not in SUFFIXES:
        return
    if (target := os.path.realpath(path)) not in seen:
        yield Trouble(shown, Severity.ERROR, *_unseen(path))
    elif is_cut_off(path):
        yield Trouble(shown, Severity.ERROR, "is a font of which the end is missing", _REPLACE)
    elif path.is_symlink() and sources.own(target) is None:
        hint = "Put the file itself there: handbill fonts copy does, where it is one that a language uses."
        yield Trouble(shown, Severity.WARNING, "is a link out of the folder: other machines may lack the file", hint)


def _unseen(path: Path) -> tuple[str, str]:
    try:
        path.read_bytes()
    except OSError as error:
        return f"cannot be read: {workspace.reason(error)}", "Check where it leads and its permissions, or delete it."
    return "is a damaged font, or none at all", _REPLACE


def _twice(sources: FontSources, faces: Sequence[Face]) -> Iterator[Trouble]:
    """Tell two files with the same face: which of them the engine takes depends on the order on the disk."""
    first: dict[tuple[str, str, int, float], str] = {}
    for face in sorted(faces, key=lambda face: face.path):
        other = first.setdefault(face.design, face.path)
        if other != face.path:
            message = f"has the same face as {sources.own(other) or other}: {_design(face)}"
            hint = "Keep one of them: which one is taken is chance."
            yield Trouble(sources.own(face.path) or face.path, Severity.ERROR, message, hint)


def _never_bold(sources: FontSources, ours: Sequence[Face], theirs: Sequence[Face]) -> Iterator[Trouble]:
    """Tell a family that has no bold face anywhere: what is to stand out would be as thin as the rest."""
    bold = {face.family for face in (*ours, *theirs) if face.weight >= BOLD or has_axes(face.path, face.index)}
    thin = [face for face in sorted(ours, key=from_regular, reverse=True) if face.family not in bold]
    for family, face in {face.family: face for face in thin}.items():
        message = f"no bold {family} is here: headlines and phone numbers come out as thin as the rest"
        hint = "Put its bold face there too: handbill fonts copy does, where this machine has one."
        yield Trouble(sources.own(face.path) or face.path, Severity.WARNING, message, hint)


def _design(face: Face) -> str:
    return f"{face.family}, weight {face.weight}{'' if face.style == 'normal' else f', {face.style}'}"
