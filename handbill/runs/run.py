"""A print run: the rows of a table, each made once, going on where an earlier call stopped."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from handbill import workspace
from handbill.errors import HandbillError, RenderError, TemplateError, WorkspaceError
from handbill.interrupts import Interrupts
from handbill.manifest import digest
from handbill.register import Register, parse_entry
from handbill.runs.crew import Crew, carried_out
from handbill.runs.journal import Journal, Printed
from handbill.runs.kit import Outcome, Press
from handbill.runs.merge import Piece, merge, pieces_digest, volume_names, volumes
from handbill.runs.table import Job, Table

INDEX = "index.csv"
"""What stands in a run's folder: a line for each row."""
COLUMNS = ("row", "file", "locale", "version", "size", "sha256", "points")
_INDEX_BEGINS = b"row,file,locale,version,"
"""By which an index is known that a lost journal does not tell of."""
NAMED = 20
"""How many files or mistakes are named one by one."""
BATCH = 1000
"""How many lines the register gets at once."""


@dataclass(slots=True)
class Report:
    """What a run did."""

    made: int = 0
    unchanged: int = 0
    copied: int = 0
    """Sheets that another row had already: equal language, equal facts."""
    failed: int = 0
    errors: list[HandbillError] = field(default_factory=list)
    """The first of what went wrong."""
    small: int = 0
    """Sheets whose text came out smaller than the product's floor."""
    named_small: list[str] = field(default_factory=list)
    """The first of them: row and size."""
    left_over: int = 0
    named_left_over: list[str] = field(default_factory=list)
    removed: int = 0
    merged: list[Path] = field(default_factory=list)
    released: int = 0
    """Versions that are new in the register."""
    set_aside: Path | None = None
    """Where the journal is now that was damaged."""


@dataclass
class Run:
    """One call of a print run. It holds its folder while it works."""

    table: Table
    press: Press
    crew: Crew
    folder: Path
    register: Register
    advance: Callable[[], None]
    waiting: Callable[[], None]
    report: Report = field(default_factory=Report)

    def carry_out(self, *, merged: Path | None, title: str, clean: bool) -> Report:
        """Make every sheet that is not there yet; then what is made of all of them."""
        self._refuse_files()
        with workspace.lock(self.folder, self.waiting):
            workspace.sweep_all(self.folder)
            self.journal = Journal(self.folder)
            self.report.set_aside = self.journal.set_aside
            try:
                self._take_over()
                self._keep_off_index()
                self.journal.begin()
                if merged:
                    self._keep_off(merged, self.journal.volumes(str(merged.absolute())))
                self._print()
                if clean:
                    self._clean()
                self._count_small()
                self._count_left_over()
                self._write_index()
                if merged:
                    self._merge(merged, title)
            finally:
                self.journal.close()
        return self.report

    def _refuse_files(self) -> None:
        if self.folder.is_file():
            said = "is a file, and the sheets cannot be written into it"
            raise WorkspaceError(said, path=self.folder, hint="Name a folder with --folder DIR, or move the file away.")

    def _take_over(self) -> None:
        """Make the folder the table's. Sheets of another one that is still there would be written over."""
        earlier, ours = self.journal.source(), workspace.path_from(self.folder, self.table.file.path)
        if earlier and earlier != ours and (self.folder / earlier).is_file():
            raise WorkspaceError(
                f"holds the sheets of another table, {os.path.normpath(self.folder / earlier)}",
                path=self.folder,
                hint="Name another folder with --folder DIR, or delete this one.",
            )
        self.journal.keep_source(ours)

    def _print(self) -> None:
        try:
            with self.crew, Interrupts() as interrupts:
                for outcome in carried_out(self.crew, self._tasks(), self.press.kit.product.template):
                    self._take(outcome)
                    self.advance()
                    interrupts.look()
        except (KeyboardInterrupt, TemplateError):
            # What is printed is released, however the run went on.
            self._tell_register()
            raise
        self._tell_register()

    def _tasks(self) -> Iterator[tuple[Job, bytes]]:
        """Give what must be made; what is there is confirmed on the way."""
        for job in self.table.jobs():
            # Thousands of rows can be confirmed while a sheet is under way.
            self.crew.look()
            inputs = self.press.inputs(job)
            if self._is_there(job, inputs) or self._is_copied(job, inputs):
                self.advance()
            else:
                yield job, inputs

    def _is_there(self, job: Job, inputs: bytes) -> bool:
        known = self.journal.find(job.file)
        if known is None or known.inputs != inputs or self._whole(known) is None:
            return False
        self.journal.confirm(job.file, job.number)
        self.report.unchanged += 1
        return True

    def _is_copied(self, job: Job, inputs: bytes) -> bool:
        alike = self.journal.alike(inputs)
        data = self._whole(alike) if alike and alike.file != job.file else None
        if alike is None or data is None:
            return False
        if self._is_foreign(job, alike.sha256):
            return False
        workspace.write(self.folder / job.file, data)
        self.journal.keep(replace(alike, file=job.file, row=job.number, entry=None))
        self.report.copied += 1
        return True

    def _whole(self, printed: Printed) -> bytes | None:
        """Give the bytes of a sheet, if its file has those that the journal says."""
        path = self.folder / printed.file
        if not path.is_file() or path.stat().st_size != printed.size:
            return None
        data = workspace.read_bytes(path)
        return data if digest(data) == printed.sha256 else None

    def _is_foreign(self, job: Job, sha256: str) -> bool:
        """Say whether a file stands in the way that is not of this run: it is never overwritten."""
        path = self.folder / job.file
        return path.exists() and self.journal.find(job.file) is None and not _has_digest(path, sha256)

    def _take(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._drop(outcome.job)
            self._fail(outcome.job, outcome.error, outcome.column)
        elif self._is_foreign(outcome.job, outcome.sha256):
            if outcome.staged:
                workspace.remove(self.folder / outcome.staged, self.folder)
            self._fail(outcome.job, _in_the_way(self.folder / outcome.job.file))
        else:
            self._keep(outcome)

    def _keep(self, outcome: Outcome) -> None:
        job = outcome.job
        if outcome.staged:
            self._put_into_place(self.folder / outcome.staged, outcome)
        else:
            workspace.write(self.folder / job.file, outcome.data)
        self.journal.keep(
            Printed(
                job.file, job.number, job.tag, outcome.inputs, outcome.sha256, outcome.size, outcome.version,
                outcome.entry, outcome.pages, outcome.points,
            )
        )  # fmt: skip
        self.report.made += 1

    def _put_into_place(self, staged: Path, outcome: Outcome) -> None:
        """Give the file that a worker has written the name of its sheet."""
        path = self.folder / outcome.job.file
        if not staged.is_file() or staged.stat().st_size != outcome.size:
            raise WorkspaceError(
                "a worker has written this file, and it is not here",
                path=path,
                hint="With --shared, the folder must be the same one on every machine. Leave --shared out.",
            )
        with workspace.refusals(path):
            staged.replace(workspace.link_target(path))

    def _drop(self, job: Job) -> None:
        """Remove the older sheet of a row that cannot be made: it would be printed."""
        if self.journal.find(job.file):
            workspace.remove(self.folder / job.file, self.folder)
            self.journal.forget(job.file)

    def _fail(self, job: Job, error: HandbillError, column: str = "") -> None:
        self.report.failed += 1
        if len(self.report.errors) < NAMED:
            place, hint = f"row {job.number}", error.hint
            if column:
                place = f"{place}, column {column}"
                letters = len(str(job.facts[column].value))
                way = f"shorten this cell, which has {letters} characters."
                hint = f"With the campaign's own {column} nothing is wrong: {way}"
            said = f"{place}: {error.message}"
            self.report.errors.append(RenderError(said, hint=hint, path=self.table.file.path, line=job.line))

    def _tell_register(self) -> None:
        """Give the register what is new, also what a run that was killed could not tell it."""
        if not self.journal.unregistered(1):
            return
        words = [self.press.words(tag) for tag in self.press.kit.lexicons]
        with self.register.adding(self.waiting) as additions:
            while some := self.journal.unregistered(BATCH):
                entries = (parse_entry(json.loads(each.entry or "{}")) for each in some)
                self.report.released += additions.add([entry for entry in entries if entry], words)
                self.journal.registered(some)

    def _count_small(self) -> None:
        """Find the sheets whose text is smaller than the product's floor, also those that were made earlier."""
        for each in self.journal.small(self.press.kit.product.floor or 0):
            self.report.small += 1
            if len(self.report.named_small) < NAMED:
                self.report.named_small.append(f"row {each.row} ({each.points:g} points)")

    def _count_left_over(self) -> None:
        """Find the sheets whose rows are gone from the table."""
        for each in self.journal.left_over():
            if (self.folder / each.file).is_file():
                self.report.left_over += 1
                if len(self.report.named_left_over) < NAMED:
                    self.report.named_left_over.append(each.file)

    def _clean(self) -> None:
        """Remove them."""
        while some := list(islice(self.journal.left_over(), BATCH)):
            for each in some:
                self.report.removed += workspace.remove(self.folder / each.file, self.folder)
                self.journal.forget(each.file)

    def _write_index(self) -> None:
        path = self.folder / INDEX
        with workspace.replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(COLUMNS)
            for each in self.journal.sheets():
                points = "" if each.points is None else f"{each.points:g}"
                writer.writerow([each.row, each.file, each.locale, each.version, each.size, each.sha256, points])

    def _keep_off_index(self) -> None:
        """Refuse to write the index where another file of its name stands: the table itself, or somebody's."""
        path = self.folder / INDEX
        if not path.exists():
            return
        ours = not self.journal.is_new or workspace.read_bytes(path).startswith(_INDEX_BEGINS)
        rows = self.table.file.path
        if not ours or (rows.exists() and path.samefile(rows)):
            raise _in_the_way(path)

    def _keep_off(self, path: Path, known: Collection[str]) -> None:
        """Refuse to write a merged file where another stands: the table itself, a sheet, somebody's."""
        if path.exists() and str(path.absolute()) not in known:
            raise WorkspaceError(
                f"{path} is there and is not of this run", hint="Move it away, or give --merged another name."
            )

    def _merge(self, path: Path, title: str) -> None:
        """Write the merged files that are not as they should be. With a row missing there are none."""
        counts = [] if self.report.failed else volumes(each.size for each in self.journal.sheets())
        sheets = self.journal.sheets()
        # A question of the whole run: a volume of fronts alone is printed as the others are.
        fronts = self.journal.most_pages() > 1
        known = self.journal.volumes(str(path.absolute()))
        for name, count in zip(volume_names(path, len(counts)), counts, strict=True):
            pieces = [
                Piece(self.folder / each.file, f"{each.row}: {each.file.removesuffix('.pdf')}", each.sha256)
                for each in islice(sheets, count)
            ]
            made_of = pieces_digest(pieces, fronts=fronts)
            self._keep_off(name, known)
            before = known.pop(str(name.absolute()), None)
            if before is None or before[0] != made_of or not _has_digest(name, before[1]):
                data = merge(pieces, title, fronts=fronts)
                # Known before it is there: a run that is killed in between must not take it for somebody's.
                self.journal.keep_volume(str(name.absolute()), str(path.absolute()), made_of, digest(data))
                workspace.write(name, data)
                self.report.merged.append(name)
        for file, (_, sha256) in known.items():
            # A stale one would be printed. One that somebody has worked on since is theirs.
            if _has_digest(Path(file), sha256):
                workspace.remove(Path(file), Path(file).parent)
            self.journal.forget_volume(file)


def _has_digest(path: Path, sha256: str) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError as error:
        raise workspace.unreadable(error, path) from error


def _in_the_way(path: Path) -> WorkspaceError:
    return WorkspaceError(
        f"{path} is there and is not of this run", hint="Move it away, or name another folder with --folder DIR."
    )
