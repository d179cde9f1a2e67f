"""Faces of fonts as the engine sees them, and where they are looked for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handbill.campaign import Campaign

MEMORY = ".fonts"
"""The folder, in the output folder, that keeps what is known of fonts for the next run."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a family."""

    family: str
    path: str
    index: int
    """Which face of its file, counted from 0."""
    style: str
    """``normal``, ``italic`` or ``oblique``."""
    weight: int
    """400 is regular, 700 bold."""
    stretch: float
    """1 is neither condensed nor expanded."""

    @property
    def design(self) -> tuple[str, str, int, float]:
        """What tells it from the other faces of its family: two files that agree in it compete."""
        return (self.family, self.style, self.weight, self.stretch)


BOLD = 600
"""From which weight on a face serves where bold is asked for."""


@dataclass(frozen=True, slots=True)
class FontSources:
    """Where fonts are looked for: the campaign's own folder first, then the system."""

    folder: Path | None = None
    """The campaign's own, if it is there."""
    shown: str = "fonts"
    """That folder for messages."""
    system: bool = True
    """Whether the system's are looked at too."""
    memory: Path | None = None
    """The folder that keeps what is known of fonts; nothing where nothing is kept."""

    def own(self, path: str) -> str | None:
        """Give a path relative to the campaign if it lies in its own folder."""
        if self.folder is None:
            return None
        folder = os.path.realpath(self.folder)
        return (
            f"{self.shown}/{Path(path).relative_to(folder).as_posix()}" if Path(path).is_relative_to(folder) else None
        )


ANY_SYSTEM = FontSources()
"""The system's fonts alone, of which nothing is kept."""


def sources_of(root: Path, campaign: Campaign) -> FontSources:
    """Give where a campaign's fonts are looked for. Only where it has an output folder is anything kept."""
    folder, output = root / campaign.fonts, root / campaign.output
    return FontSources(
        folder if folder.is_dir() else None,
        campaign.fonts,
        campaign.system_fonts,
        output / MEMORY if output.is_dir() else None,
    )


def by_family(faces: Iterable[Face]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Give the files of each family, with the face's index in each.

    The regular face comes first; of several that are equally regular, the one
    that was found first, which is also the one that the engine takes.
    """
    found: dict[str, list[Face]] = {}
    for face in faces:
        found.setdefault(face.family, []).append(face)
    return {
        family: tuple(dict.fromkeys((face.path, face.index) for face in sorted(each, key=from_regular)))
        for family, each in found.items()
    }


def from_regular(face: Face) -> tuple[bool, float, int]:
    """Say how far a face is from the regular one of its family: sorted by it, that comes first."""
    return (face.style != "normal", abs(face.stretch - 1), abs(face.weight - 400))
