"""The other tools: which of them this machine has, and in which versions."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = Path(__file__).parent / ".venv"
"""Where ``make benchmark`` installs those that are Python packages."""

_PROGRAMS = {
    "msgmerge": "gettext",
    "po4a": "po4a",
    "po4a-updatepo": "po4a",
    "po4a-translate": "po4a",
    "chromium": "chromium",
}
_PACKAGES = ("mdpo", "translate-toolkit", "markdown-gettext", "weasyprint", "websockets")
_ASK = "import importlib.metadata as m, json; print(json.dumps({d.name.lower(): d.version for d in m.distributions()}))"


@dataclass(frozen=True, slots=True)
class Peers:
    """The tools that were found."""

    programs: Mapping[str, str]
    """By name: the program itself, or the Python that has the package."""
    versions: Mapping[str, str]
    missing: tuple[str, ...]


def find(environment: Path = ENVIRONMENT) -> Peers:
    """Look for all of them."""
    programs = {name: found for name in _PROGRAMS if (found := shutil.which(name))}
    versions = {_PROGRAMS[name]: _version(found) for name, found in programs.items()}
    python = environment / "bin" / "python"
    installed = _installed(python) if python.exists() else {}
    for package in _PACKAGES:
        if package in installed:
            programs[package], versions[package] = str(python), installed[package]
    missing = [name for name in dict.fromkeys((*_PROGRAMS.values(), *_PACKAGES)) if name not in versions]
    return Peers(programs, versions, tuple(missing))


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+(?:\.\d+)+", said)
    return found[0] if found else "?"


def _installed(python: Path) -> Mapping[str, str]:
    said = subprocess.run([python, "-c", _ASK], capture_output=True, text=True, check=True).stdout
    found: dict[str, str] = json.loads(said)
    return found
