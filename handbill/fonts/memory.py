"""What is known of font files, kept from run to run.

Finding fonts means opening every font file of the system, and what a font
covers stands deep in it. Neither changes from run to run: so it is kept in the
output folder, a file for each scan and for each font, and taken from there as
long as the stamps of what it came from are the same. What is kept is never
needed: one that is damaged, or cannot be written, is made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import astuple
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from handbill import workspace
from handbill.errors import HandbillError, RenderError
from handbill.fonts.faces import Face
from handbill.fonts.places import Stamp, file_stamp, folders_stamp

_FORMAT = 1


class FontMemory:
    """What is known of fonts, in a folder, or without one for as long as the process lives."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._files: dict[str, dict[str, Any]] = {}
        self._covers: dict[tuple[str, int], frozenset[int]] = {}
        self._unions: dict[Sequence[tuple[str, int]], frozenset[int]] = {}

    def faces(self, name: str, engine: str, stamp: Stamp, scan: Callable[[], Sequence[Face]]) -> Sequence[Face]:
        """Give the faces of the last scan of this name if nothing has changed since, else those of a new one."""
        wanted = {"format": _FORMAT, "engine": engine, "stamp": dict(stamp)}
        kept = self._kept(f"{name}.json")
        with suppress(KeyError, TypeError, AttributeError):
            others = kept["others"]
            if {key: kept[key] for key in wanted} == wanted and folders_stamp(others) == others:
                return tuple(Face(*each) for each in kept["faces"])
        faces = scan()
        # Where fonts lie at a place that nobody expects them in, that place has a stamp too.
        folders = {str(Path(face.path).parent) for face in faces}
        others = folders_stamp(sorted(folders - {str(Path(path).parent) for path in stamp} - set(stamp)))
        self._keep(f"{name}.json", {**wanted, "others": others, "faces": [astuple(face) for face in faces]})
        return faces

    def union(self, files: Sequence[tuple[str, int]]) -> frozenset[int]:
        """Give the characters that one at least of some faces covers."""
        if files not in self._unions:
            self._unions[files] = frozenset().union(*(self.cover(path, index) for path, index in files))
        return self._unions[files]

    def cover(self, path: str, index: int) -> frozenset[int]:
        """Give the characters that a face covers. A file that is no font is a `RenderError`."""
        if (path, index) not in self._covers:
            ranges = self._face(path, index)["cover"]
            self._covers[path, index] = frozenset(each for first, last in ranges for each in range(first, last + 1))
        return self._covers[path, index]

    def names(self, path: str, index: int) -> tuple[str, ...]:
        """Give a face's PostScript name, and for a variable font the beginning of the names of its instances."""
        return tuple(self._face(path, index)["names"])

    def digest(self, path: str) -> str:
        """Give a digest of a file's bytes."""
        record = self._record(path)
        if not isinstance(record.get("sha256"), str):
            record["sha256"] = hashlib.sha256(workspace.read_bytes(Path(path))).hexdigest()[:16]
            self._keep(_name(path), record)
        return str(record["sha256"])

    def _face(self, path: str, index: int) -> dict[str, Any]:
        record = self._record(path)
        faces = record["faces"]
        if str(index) not in faces:
            cover, names = _read(path, index, tuple(record["stamp"]))
            faces[str(index)] = {"cover": _ranges(cover), "names": names}
            self._keep(_name(path), record)
        return dict(faces[str(index)])

    def _record(self, path: str) -> dict[str, Any]:
        if path not in self._files:
            stamp = file_stamp(path)
            kept = self._kept(_name(path))
            self._files[path] = kept if _is_record(kept, stamp) else {"format": _FORMAT, "stamp": stamp, "faces": {}}
        return self._files[path]

    def _kept(self, name: str) -> dict[str, Any]:
        if self.folder is None:
            return {}
        try:
            found = json.loads((self.folder / name).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _keep(self, name: str, value: object) -> None:
        if self.folder is not None:
            with suppress(HandbillError):
                workspace.write(self.folder / name, json.dumps(value, ensure_ascii=False).encode(), lasting=False)


def forget_scans(folder: Path | None) -> None:
    """See to it that fonts are looked for anew: for whoever asks what is there."""
    for path in folder.glob("scan-*.json") if folder else ():
        with suppress(OSError):
            path.unlink()


def _name(path: str) -> str:
    return f"{hashlib.sha256(path.encode()).hexdigest()[:16]}.json"


def _is_record(kept: dict[str, Any], stamp: list[int]) -> bool:
    faces = kept.get("faces")
    return (
        kept.get("format") == _FORMAT
        and kept.get("stamp") == stamp
        and isinstance(faces, dict)
        and all(_is_face(each) for each in faces.values())
    )


def _is_face(value: object) -> bool:
    match value:
        case {"cover": list() as cover, "names": list() as names}:
            whole = all(isinstance(each, list) and [type(end) for end in each] == [int, int] for each in cover)
            return whole and all(isinstance(each, str) for each in names)
        case _:
            return False


def _ranges(characters: Iterable[int]) -> list[tuple[int, int]]:
    """Give stretches of characters, the first and the last of each."""
    ordered = sorted(characters)
    if not ordered:
        return []
    gaps = [(left, right) for left, right in pairwise(ordered) if right > left + 1]
    return list(
        zip([ordered[0], *(right for _, right in gaps)], [*(left for left, _ in gaps), ordered[-1]], strict=True)
    )


@lru_cache(maxsize=512)
def _read(path: str, index: int, _stamp: tuple[int, ...]) -> tuple[frozenset[int], tuple[str, ...]]:
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            found = (font["name"].getDebugName(number) for number in (6, 25))
            return frozenset(font.getBestCmap() or ()), tuple(str(name) for name in found if name)
    except Exception as error:  # a damaged table leads fontTools into errors of any kind
        raise RenderError(
            f"is a damaged font: {str(error) or type(error).__name__}",
            path=path,
            hint="Put a whole one in its place; handbill fonts tells what it is needed for.",
        ) from error
