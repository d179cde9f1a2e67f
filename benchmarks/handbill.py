"""Handbill as a contender: its command line on a campaign of one document, and its functions in a script."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.frame import Command
from benchmarks.inputs import write

ROOT = Path(__file__).parent.parent
DOMAIN = "guide"
SOURCE = f"source/{DOMAIN}.md"


def command(folder: Path, *arguments: str) -> Command:
    """Give a call of ``handbill`` in a folder."""
    return Command((sys.executable, ROOT / "cli.py", *arguments), folder)


def script(folder: Path, *arguments: str | Path) -> Command:
    """Give a call of the script that uses Handbill's functions."""
    with_root = {"PYTHONPATH": str(ROOT)}
    return Command((sys.executable, "-m", "benchmarks.with_functions", *arguments), folder, with_root)


def campaign(folder: Path, text: str, locales: Sequence[str]) -> None:
    """Write a campaign of one document."""
    tags = ", ".join(f'"{locale}"' for locale in locales)
    write(
        folder / "handbill.toml",
        f'name = "Benchmark"\nsite = "https://example.org/guide"\nsource_language = "en"\nlocales = [{tags}]\n\n'
        f'[documents.{DOMAIN}]\nsource = "{SOURCE}"\n',
    )
    write(folder / SOURCE, text)
    (folder / "templates").mkdir()


def catalog_path(folder: Path, locale: str) -> Path:
    """Give where a campaign has the catalog of a language."""
    return folder / "locales" / locale.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"


def template_path(folder: Path) -> Path:
    """Give where a campaign has the template of its document."""
    return folder / "locales" / f"{DOMAIN}.pot"


def restore(kept: Path, folder: Path) -> None:
    """Bring a folder back to how it was."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder)
