"""Many sheets in one file for the print shop, with an outline entry for each row.

Pages are gathered a few files at a time, and no merged file grows beyond a size
that memory holds: qpdf, which does the merging, ends the whole process where it
writes to a disk that is full, so what it makes is taken from it in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

from handbill.errors import WorkspaceError
from handbill.runs.merged_tags import MergedTags

VOLUME = 500
"""The most rows in one merged file."""
LARGEST = 100_000_000
"""The most bytes that go into one, if it has more than one row."""
CHUNK = 100
"""How many files are open at once."""
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit")
"""What says how large a page is and where it is cut."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to take pages from."""

    path: Path
    title: str
    """For the outline."""
    sha256: str


def volumes(sizes: Iterable[int]) -> list[int]:
    """Give how many rows each merged file gets, by the sizes of their sheets in bytes."""
    counts: list[int] = []
    held = 0
    for size in sizes:
        if not counts or counts[-1] == VOLUME or held + size > LARGEST:
            counts.append(0)
            held = 0
        counts[-1] += 1
        held += size
    return counts


def volume_names(path: Path, count: int) -> Iterator[Path]:
    """Give the name of each merged file: the one that was asked for, or ``NAME-1.pdf``, ``NAME-2.pdf`` ..."""
    for number in range(1, count + 1):
        yield path if count == 1 else path.with_name(f"{path.stem}-{number:0{len(str(count))}}{path.suffix}")


def pieces_digest(pieces: Iterable[Piece], *, fronts: bool) -> str:
    """Give a digest of what a merged file is made of, the program that makes it included."""
    parts = [pikepdf.__version__, pikepdf.__libqpdf_version__, f"fronts: {fronts}"]
    parts += [f"{each.title} {each.sha256}" for each in pieces]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def merge(pieces: Sequence[Piece], title: str, *, fronts: bool = False) -> bytes:
    """Give the pages of all pieces in one file. Equal pieces give equal bytes.

    Where sheets have two sides each begins on a front: with `fronts` a piece with an odd number of pages is followed
    by an empty one, or the next would stand on its back.
    """
    chunks, counts = [], []
    for start in range(0, len(pieces), CHUNK):
        data, some = _gather([each.path for each in pieces[start : start + CHUNK]], fronts=fronts)
        chunks.append(BytesIO(data))
        counts += some
    return _gather(chunks, title, [(each.title, count) for each, count in zip(pieces, counts, strict=True)])[0]


def _gather(
    sources: Sequence[Path | BytesIO],
    title: str | None = None,
    outline: Sequence[tuple[str, int]] = (),
    *,
    fronts: bool = False,
) -> tuple[bytes, list[int]]:
    """Give the pages of some files in one, and how many came of each. `outline` has titles and numbers of pages."""
    opened = [_opened(source) for source in sources]
    counts = []
    try:
        with pikepdf.new() as made:
            tags = MergedTags(made)
            for each in opened:
                first = len(made.pages)
                made.pages.extend(each.pages)
                tags.take(each, made.pages[first:])
                if fronts and len(each.pages) % 2:
                    _add_back(made)
                counts.append(len(made.pages) - first)
            tags.finish(whole=title is not None)
            if title:
                made.docinfo["/Title"] = title
                made.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
                _write_outline(made, outline)
            data = BytesIO()
            # No random identifier and no date: equal input gives equal bytes.
            made.save(data, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return data.getvalue(), counts
    finally:
        for each in opened:
            each.close()


def _add_back(made: pikepdf.Pdf) -> None:
    """Add an empty page behind the last one, with its boxes. It has nothing on it, so no tags."""
    front = made.pages[-1].obj
    back = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=pikepdf.Dictionary())
    for key in _BOXES:
        if key in front:
            back[key] = front[key]
    made.pages.append(pikepdf.Page(made.make_indirect(back)))


def _opened(source: Path | BytesIO) -> pikepdf.Pdf:
    try:
        return pikepdf.open(source)
    except (pikepdf.PdfError, OSError) as error:
        path = source if isinstance(source, Path) else None
        raise WorkspaceError(
            "is no PDF any more", path=path, hint="Call the same command again: it is made anew, and then merged."
        ) from error


def _write_outline(pdf: pikepdf.Pdf, entries: Sequence[tuple[str, int]]) -> None:
    first = 0
    with pdf.open_outline() as outline:
        for title, count in entries:
            outline.root.append(pikepdf.OutlineItem(title, first))
            first += count
