"""What this machine lacks for a campaign, and how to get it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handbill.build import Build
from handbill.content.inline import plain
from handbill.errors import WorkspaceError
from handbill.languages import Language
from handbill.project import Project
from handbill.render.fonts import Coverage, install_hint
from handbill.render.typography import typography
from handbill.shelf import read_catalogs


@dataclass(frozen=True, slots=True)
class LanguageHealth:
    """How one language can be printed here."""

    language: Language
    families: tuple[str, ...]
    """The families that set it, best first."""
    missing: tuple[str, ...]
    """The families of which one at least would have to be there."""
    package: str
    """The Debian package that has them."""
    uncovered: str
    """Characters of the campaign's texts that no font covers."""


def examine(project: Project, languages: Sequence[Language]) -> list[LanguageHealth]:
    """Look at the fonts for each language, and at every character of what is released in it."""
    shelf = read_catalogs(project, project.campaign.languages)
    build = Build(project, shelf, languages=languages)
    return [_examine(spoken, build) for spoken in languages]


def _examine(spoken: Language, build: Build) -> LanguageHealth:
    coverage = build.plan.coverage
    missing = coverage.missing_families(spoken)
    families = () if missing else coverage.stack(spoken)
    uncovered = "" if missing else _uncovered(spoken, build, coverage)
    return LanguageHealth(spoken, families, missing, typography(spoken).package, uncovered)


def _uncovered(spoken: Language, build: Build, coverage: Coverage) -> str:
    documents = [document for (tag, _), document in build.release.documents.items() if tag == spoken.tag]
    texts = [plain(block.tokens) for document in documents for block in document.blocks if block.language == spoken]
    texts += [
        plain(field.tokens) for document in documents for field in document.fields if field.localized.language == spoken
    ]
    return coverage.missing(spoken.endonym + "".join(texts), spoken)


def packages_needed(health: Iterable[LanguageHealth]) -> list[str]:
    """Give the Debian packages to install, each once."""
    return sorted({each.package for each in health if each.missing})


def install(packages: Sequence[str]) -> None:
    """Install Debian packages. Where that cannot be done here, a `WorkspaceError` says what to do instead."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        raise WorkspaceError(
            "fonts can be installed by Handbill on Debian and its relatives alone",
            hint=f"Install the Noto fonts by hand (in Debian they are called {' '.join(packages)}),"
            " or put the font files into the campaign's fonts/ folder.",
        )
    if os.geteuid() != 0:
        raise WorkspaceError("only root can install packages", hint=f"Call: sudo {' '.join(command)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for call in (["apt-get", "update", "--quiet"], command):
        done = subprocess.run(call, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["it gives no reason"])[-1]
            raise WorkspaceError(f"{' '.join(call[:2])} failed: {reason}", hint=install_hint(" ".join(packages)))
