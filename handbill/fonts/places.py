"""The folders in which the system's fonts lie, and whether anything in them has changed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

Stamp = Mapping[str, list[int]]
"""By path: what changes when a file or folder does. A path that is not there has an empty list."""

_FOLDER = re.compile(r"<dir(?P<prefix> prefix=\"xdg\")?[^>]*>(?P<path>[^<]+)</dir>")


def folders_stamp(folders: Iterable[str]) -> dict[str, list[int]]:
    """Give the stamp of some folders: one changes when a file in it is added, removed or exchanged for another."""
    return {folder: _times(folder) for folder in folders}


def system_stamp() -> dict[str, list[int]]:
    """Give the stamp of the folders in which the system's fonts lie, and of what says which these are."""
    settings = [*_settings()]
    folders = dict.fromkeys((*_roots(), *(folder for path in settings for folder in _folders_in(path))))
    return folders_stamp((*map(str, settings), *(each for folder in folders for each in _below(folder))))


def files_stamp(folder: Path) -> dict[str, list[int]]:
    """Give the stamp of all files of a folder, and of the folders that links in it lead to."""
    paths = {
        Path(at) / name
        for at, folders, names in os.walk(folder)
        for name in (*names, *folders)
        if name in names or (Path(at) / name).is_symlink()
    }
    return {str(path): file_stamp(path) for path in sorted(paths)}


def file_stamp(path: Path | str) -> list[int]:
    """Give what changes when a file is changed or exchanged, also for one of the same size and date."""
    try:
        state = Path(path).stat()
    except OSError:
        return []
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns]


def _times(path: str) -> list[int]:
    try:
        return [Path(path).stat().st_mtime_ns]
    except OSError:
        return []


def _below(folder: str) -> Iterator[str]:
    yield folder
    for at, names, _ in os.walk(folder):
        yield from (str(Path(at) / name) for name in names)


def _roots() -> tuple[str, ...]:
    home = Path.home()
    if sys.platform == "darwin":
        return ("/Library/Fonts", "/System/Library/Fonts", str(home / "Library/Fonts"))
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"
        return (str(Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"), str(own))
    return (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        str(home / ".fonts"),
        str(_xdg("DATA", ".local/share") / "fonts"),
    )


def _settings() -> Iterator[Path]:
    """Give the files of fontconfig, which the engine asks where fonts lie."""
    if named := os.environ.get("FONTCONFIG_FILE"):
        yield Path(named)
        return
    yield from (Path("/etc/fonts/fonts.conf"), Path("/etc/fonts/local.conf"), Path("/etc/fonts/conf.d"))
    yield _xdg("CONFIG", ".config") / "fontconfig/fonts.conf"


def _folders_in(path: Path) -> Iterator[str]:
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        return
    for found in _FOLDER.finditer(text):
        folder = Path(found["path"].strip())
        yield str(_xdg("DATA", ".local/share") / folder if found["prefix"] else folder.expanduser())


def _xdg(kind: str, default: str) -> Path:
    return Path(os.environ.get(f"XDG_{kind}_HOME") or Path.home() / default)
