"""The list of tables at the head of a font file: enough to see whether all of it is there, and whether it is variable.

A file of which a download or a full disk left the beginning alone can still have
every letter and lack what joins Arabic and stacks Khmer: engines take it, and
what they print is wrong.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_COLLECTION = b"ttcf"
_AXES = b"fvar"
_MOST = 1000
"""How many faces or tables are believed."""


def is_cut_off(path: Path) -> bool:
    """Say whether a font file ends before one of its tables does. What is no font at all is none that is cut off."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        try:
            return any(end > size for start in _faces(stream) for _, end in _tables(stream, start))
        except struct.error:
            return True


def has_axes(path: str, index: int) -> bool:
    """Say whether a face of a font file is variable: then one file serves for every weight."""
    with Path(path).open("rb") as stream:
        try:
            return any(name == _AXES for name, _ in _tables(stream, list(_faces(stream))[index]))
        except (struct.error, IndexError):
            return False


def _faces(stream: BinaryIO) -> Iterator[int]:
    """Give where the faces of a file begin."""
    kind, _, count = struct.unpack(">4sII", stream.read(12))
    if kind != _COLLECTION:
        yield 0
        return
    for place in range(min(count, _MOST)):
        stream.seek(12 + 4 * place)
        yield struct.unpack(">I", stream.read(4))[0]


def _tables(stream: BinaryIO, start: int) -> Iterator[tuple[bytes, int]]:
    """Give the tables of a face by name, and where each ends."""
    stream.seek(start)
    (count,) = struct.unpack(">4xH6x", stream.read(12))
    for _ in range(min(count, _MOST)):
        name, offset, length = struct.unpack(">4s4xII", stream.read(16))
        yield name, offset + length
