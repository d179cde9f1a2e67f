"""What a print run has done, so that it can go on where it was: ``run.sqlite`` in its folder.

A database and not a list, because a run can have a hundred thousand rows and
memory is to stay as it is with a hundred. A row is written into it when its
file is whole and in its place, never before; so a run that is killed at any
moment has at most a file too many, which is made again.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handbill import workspace
from handbill.errors import FullDiskError, WorkspaceError

NAME = "run.sqlite"
VERSION = 2

_TABLES = """
create table if not exists sheets (
    file text primary key, row integer not null, locale text not null, inputs blob not null, sha256 text not null,
    size integer not null, version text not null, run integer not null, entry text,
    pages integer not null default 0, points real
) without rowid;
create index if not exists sheets_by_inputs on sheets (inputs);
create index if not exists sheets_by_row on sheets (run, row);
create index if not exists sheets_to_register on sheets (file) where entry is not null;
create table if not exists volumes (
    file text primary key, asked text not null, pieces text not null, sha256 text not null
);
create table if not exists runs (number integer primary key);
create table if not exists source (path text not null);
"""
_SECOND = """
alter table sheets add column pages integer not null default 0;
alter table sheets add column points real;
update sheets set inputs = x'';
"""
"""From the first layout to the second: what files are the run's stays known, and all are made again."""
_OURS = frozenset({"sheets", "volumes", "runs", "source"})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""What SQLite says of a file that is no database, or none any more. All else is the disk's doing: what stands there is
still good, and is left alone.
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """One sheet that is made and in its place."""

    file: str
    """Its name in the run's folder."""
    row: int
    locale: str
    inputs: bytes
    """A digest of everything that it was made from."""
    sha256: str
    size: int
    """In bytes."""
    version: str
    """The code at its foot."""
    entry: str | None = None
    """Its line for the register, until the register has it."""
    pages: int = 0
    points: float | None = None
    """Its text size, where its template fits the text to the page."""


class Journal:
    """The database of one run's folder. Call it from one thread, while holding the folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.set_aside: Path | None = None
        """Where an earlier journal is now that was damaged."""
        with _refusals(self.path):
            if _is_damaged(self.path):
                self.set_aside = _put_aside(self.path)
            self.base = sqlite3.connect(self.path, isolation_level=None)
            try:
                self._open()
            except BaseException:
                self.base.close()
                raise
        self.run = 0

    def _open(self) -> None:
        version = self.base.execute("pragma user_version").fetchone()[0]
        tables = {name for (name,) in self.base.execute("select name from sqlite_master where type = 'table'")}
        if version > VERSION or not tables <= _OURS:
            raise WorkspaceError(
                "is of another version of Handbill, or of another program",
                path=self.path,
                hint="Name another folder with --folder DIR.",
            )
        self.base.execute("pragma synchronous = normal")
        self.base.execute("pragma journal_mode = wal")
        second = _SECOND if version == 1 else ""
        # All of it or nothing: a call that is killed in between leaves what was there.
        self.base.executescript(f"begin immediate; {second} {_TABLES} pragma user_version = {VERSION}; commit;")

    @property
    def is_new(self) -> bool:
        """Whether no run was begun here yet."""
        with _refusals(self.path):
            return self.base.execute("select 1 from runs limit 1").fetchone() is None

    def begin(self) -> None:
        """Begin a run: rows that it does not confirm are left over from earlier ones."""
        with _refusals(self.path):
            self.run = self.base.execute("insert into runs default values returning number").fetchone()[0]

    def source(self) -> str | None:
        """Give the table that the folder's sheets are of, by its path from there."""
        with _refusals(self.path):
            found = self.base.execute("select path from source").fetchone()
        return str(found[0]) if found else None

    def keep_source(self, path: str) -> None:
        """Record the table that they are of from now on."""
        with _refusals(self.path):
            self.base.execute("delete from source")
            self.base.execute("insert into source values (?)", (path,))

    def find(self, file: str) -> Printed | None:
        """Give what is known of a file."""
        return self._one("file = ?", file)

    def alike(self, inputs: bytes) -> Printed | None:
        """Give a sheet that was made from the same, whatever its name."""
        return self._one("inputs = ? limit 1", inputs)

    def _one(self, where: str, value: object) -> Printed | None:
        return next(iter(self._several(f"where {where}", value)), None)

    def _several(self, rest: str, *values: object) -> Iterator[Printed]:
        columns = "file, row, locale, inputs, sha256, size, version, entry, pages, points"
        with _refusals(self.path):
            for found in self.base.execute(f"select {columns} from sheets {rest}", values):  # noqa: S608 - our own words
                yield Printed(*found)

    def keep(self, printed: Printed) -> None:
        """Record a sheet whose file is in its place."""
        with _refusals(self.path):
            self.base.execute(
                "insert or replace into sheets"
                " (file, row, locale, inputs, sha256, size, version, run, entry, pages, points)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    printed.file, printed.row, printed.locale, printed.inputs, printed.sha256, printed.size,
                    printed.version, self.run, printed.entry, printed.pages, printed.points,
                ),
            )  # fmt: skip

    def confirm(self, file: str, row: int) -> None:
        """Record that a sheet that was made earlier belongs to this run."""
        with _refusals(self.path):
            self.base.execute("update sheets set run = ?, row = ? where file = ?", (self.run, row, file))

    def forget(self, file: str) -> None:
        """Strike a sheet."""
        with _refusals(self.path):
            self.base.execute("delete from sheets where file = ?", (file,))

    def sheets(self) -> Iterator[Printed]:
        """Give the sheets of this run in the order of its rows."""
        return self._several("where run = ? order by row", self.run)

    def most_pages(self) -> int:
        """Give the number of pages of the sheet of this run that has the most."""
        with _refusals(self.path):
            found = self.base.execute("select max(pages) from sheets where run = ?", (self.run,)).fetchone()[0]
        return int(found or 0)

    def small(self, floor: float) -> Iterator[Printed]:
        """Give the sheets of this run whose text is smaller than `floor`, in points."""
        return self._several("where run = ? and points < ? order by row", self.run, floor)

    def left_over(self) -> Iterator[Printed]:
        """Give the sheets that no row asks for any more."""
        return self._several("where run <> ? order by file", self.run)

    def unregistered(self, count: int) -> Sequence[Printed]:
        """Give some sheets that the register has not."""
        return list(self._several("where entry is not null order by file limit ?", count))

    def registered(self, sheets: Sequence[Printed]) -> None:
        """Record that the register has them."""
        with _refusals(self.path):
            self.base.execute("begin")
            self.base.executemany("update sheets set entry = null where file = ?", [(each.file,) for each in sheets])
            self.base.execute("commit")

    def volumes(self, asked: str) -> dict[str, tuple[str, str]]:
        """Give the merged files that came of a name that was asked for: what each was made of, and its digest."""
        with _refusals(self.path):
            found = self.base.execute("select file, pieces, sha256 from volumes where asked = ?", (asked,))
            return {file: (pieces, sha256) for file, pieces, sha256 in found}

    def keep_volume(self, file: str, asked: str, pieces: str, sha256: str) -> None:
        """Record a merged file that is in its place."""
        with _refusals(self.path):
            self.base.execute("insert or replace into volumes values (?, ?, ?, ?)", (file, asked, pieces, sha256))

    def forget_volume(self, file: str) -> None:
        """Strike a merged file."""
        with _refusals(self.path):
            self.base.execute("delete from volumes where file = ?", (file,))

    def close(self) -> None:
        """Leave one file behind."""
        self.base.close()


def _is_damaged(path: Path) -> bool:
    """Say whether a file stands there that is no database. What the disk refuses is raised."""
    if not path.is_file():
        return False
    base = sqlite3.connect(path)
    try:
        base.execute("pragma user_version").fetchone()
    except sqlite3.DatabaseError as error:
        if _code(error) not in _DAMAGED:
            raise
        return True
    finally:
        base.close()
    return False


def _code(error: sqlite3.Error) -> int:
    # The last byte says what happened; those before it say more.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _put_aside(path: Path) -> Path:
    """Give a file, and what SQLite has beside it, a name that nothing has, and say which."""
    aside = path.with_name(f"{path.name}.damaged")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{number}")
    with workspace.refusals(path):
        for end in ("-wal", "-shm", "-journal", ""):
            beside = path.with_name(f"{path.name}{end}")
            if beside.is_file():
                beside.rename(aside.with_name(f"{aside.name}{end}"))
    return aside


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a disk into a `WorkspaceError`."""
    try:
        yield
    except sqlite3.Error as error:
        if _code(error) in _DAMAGED:
            raise WorkspaceError(
                f"is damaged: {error}", path=path, hint="Move it away, and call the same command again."
            ) from error
        kind = FullDiskError if _code(error) == sqlite3.SQLITE_FULL else WorkspaceError
        raise kind(
            f"cannot be written: {error}",
            path=path,
            hint="Check the folder's free space and permissions, and call the same command again.",
        ) from error


class Names:
    """The names that rows have given to their files, to find the second of two. It is kept on the disk."""

    def __init__(self) -> None:
        # A database without a name is SQLite's own temporary one: it leaves memory where it grows, and nothing behind.
        with _refusals(Path(tempfile.gettempdir())):
            self.base = sqlite3.connect("", isolation_level=None)
            self.base.execute("pragma journal_mode = off")
            self.base.execute("create table names (name text primary key, row integer) without rowid")

    def taken(self, name: str, row: int) -> int | None:
        """Note the name of a row; give the row that has taken it, if any. Case does not tell names apart."""
        folded = name.casefold()
        with _refusals(Path(tempfile.gettempdir())):
            found = self.base.execute("select row from names where name = ?", (folded,)).fetchone()
            if not found:
                self.base.execute("insert into names values (?, ?)", (folded, row))
        return int(found[0]) if found else None

    def close(self) -> None:
        """Forget them."""
        self.base.close()
