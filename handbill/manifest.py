"""``build/manifest.json``: every artifact, so that a client pulls only what changed. docs/formats.md describes it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from handbill import workspace
from handbill.errors import WorkspaceError

NAME = "manifest.json"
VERSION = 1
PATH = re.compile(r"(?!.*(?:^|/)\.{1,2}(?:/|$))[^/\\\0-\x1f:]+(?:/[^/\\\0-\x1f]+)*\.[A-Za-z0-9]+")
"""What an artifact's path looks like: inside the folder. Nothing else is believed: what a manifest names may be
removed."""


TaskKey = tuple[str, str, tuple[str, ...], str | None]
"""What is made in one go: product, locale, domains, profile."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the translation is that something is made from."""

    state: str
    """How far its least advanced text is, or ``source``."""
    coverage: float
    """The share of its document's texts that are in its language, from 0 to 1."""
    origin: str | None
    """Who wrote its translation: ``human``, ``machine``, ``machine reviewed``; nothing where there is none."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file that was made."""

    path: str
    """Relative to the output folder, with forward slashes."""
    sha256: str
    size: int
    """In bytes."""
    product: str
    format: str
    """``pdf``, ``png``, ``txt``, ``html``, ``json``, ``md`` or ``mo``."""
    locale: str
    """A BCP 47 tag; ``mul`` for the page on which a language is chosen."""
    domains: tuple[str, ...]
    state: str
    """How far its least advanced text is, or ``source``."""
    coverage: float
    """The share of its document's texts that are in its language, from 0 to 1."""
    origin: str | None
    """Who wrote its translation; nothing where there is none."""
    version: str
    """A short code of its words, facts and layout; printed sheets carry it."""
    inputs: str
    """A digest of everything that it was made from, by which a rebuild knows whether to make it again."""
    profile: str | None = None
    """What a printed product is made for: ``office``, ``shop``, ``office-bw``, ``shop-bw``."""

    @property
    def task(self) -> TaskKey:
        """What is made in one go: product, locale, domains, profile."""
        return (self.product, self.locale, self.domains, self.profile)


def read_manifest(output: Path) -> Mapping[str, Artifact]:
    """Give the artifacts of the last build by path; none where there is no manifest or it is of another version."""
    path = output / NAME
    if not path.is_file():
        return {}
    try:
        data = json.loads(workspace.read_text(path))
        if data["version"] != VERSION:
            return {}
        entries = [_artifact(entry) for entry in data["artifacts"]]
    except (ValueError, KeyError, TypeError, RecursionError, WorkspaceError):
        # Whatever stands there is only a record of what can be made again.
        return {}
    return {entry.path: entry for entry in entries}


def _artifact(entry: dict[str, Any]) -> Artifact:
    found = Artifact(**{**entry, "domains": tuple(entry["domains"])})
    if not PATH.fullmatch(found.path):
        raise ValueError(found.path)
    return found


def write_manifest(output: Path, campaign: str, artifacts: Iterable[Artifact]) -> bool:
    """Write the manifest; say whether any byte changed."""
    entries = sorted((asdict(artifact) for artifact in artifacts), key=lambda entry: str(entry["path"]))
    data = {"version": VERSION, "campaign": campaign, "artifacts": entries}
    return workspace.write(output / NAME, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def is_whole(output: Path, artifact: Artifact) -> bool:
    """Say whether the artifact's file is there, with the bytes that the manifest says."""
    path = output / artifact.path
    return path.is_file() and path.stat().st_size == artifact.size and digest(path.read_bytes()) == artifact.sha256


def digest(data: bytes) -> str:
    """Give the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
