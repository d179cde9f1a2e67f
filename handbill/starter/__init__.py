"""The small campaign that ``handbill init`` writes, and the catalogs of the templates that come with Handbill.

The templates themselves, and the translations of their strings, are those of
the campaign that Handbill was first made for; a wheel carries copies of them
in ``shipped/``, a checkout has them at its top.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbill import workspace
from handbill.errors import WorkspaceError

HERE = Path(__file__).parent
CHECKOUT = HERE.parent.parent

GITIGNORE = b"build/\n.lock\n"
GITATTRIBUTES = b"locales/*/reviews.jsonl merge=union\n"


def starter_files() -> Mapping[str, bytes]:
    """Give every file of a new campaign by path."""
    own = ("handbill.toml", "source/*.md", "locales/*/LC_MESSAGES/*.po")
    files = {path.relative_to(HERE).as_posix(): path.read_bytes() for glob in own for path in sorted(HERE.glob(glob))}
    for path in sorted(_shipped("templates").iterdir()):
        if path.is_file():
            files[f"templates/{path.name}"] = path.read_bytes()
    return {**files, ".gitignore": GITIGNORE, ".gitattributes": GITATTRIBUTES}


def shipped_interface(locale: str) -> bytes | None:
    """Give the catalog of the shipped templates' strings in a locale (gettext's name), where there is one."""
    path = _shipped("locales") / locale / "LC_MESSAGES" / "interface.po"
    return path.read_bytes() if path.is_file() else None


def write_starter(folder: Path) -> list[str]:
    """Write a new campaign into a folder that is empty or not there; give the paths. Nothing is ever overwritten."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceError(
            "there is something here already", path=folder, hint="Name a folder that is empty or does not exist yet."
        )
    files = starter_files()
    for path, data in files.items():
        workspace.write(folder / path, data)
    return sorted(files)


def _shipped(name: str) -> Path:
    inside = HERE / "shipped" / name
    return inside if inside.is_dir() else CHECKOUT / name
