"""The table of a print run: what each row asks for, and everything that is wrong with it before anything is made."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Protocol

from handbill.campaign import Campaign
from handbill.errors import HandbillError, RenderError, SourceError
from handbill.fact_values import ValueMistake, with_text
from handbill.facts import Fact, Kind
from handbill.hidden import harm
from handbill.languages import Language
from handbill.placeholders import PLACEHOLDER
from handbill.render.fonts import Coverage
from handbill.render.preflight.content import passed
from handbill.runs.journal import Names
from handbill.runs.rows import Row, RowFile, cell, column_name
from handbill.tags import normalize_tag
from handbill.workspace import CAMPAIGN_FILE

LOCALE = "locale"
FILE = "file"
"""The columns that are no facts."""
NOTE = "#"
"""What the name of a column begins with that is for people alone."""
LOST = "\ufffd"
SHOWN_MISTAKES = 20
"""How many mistakes are told one by one; a column in the wrong format has one in each row."""

_UNSAFE = re.compile(r'[\0-\x1f\x7f/\\:*?"<>|]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself."""
_LONGEST_NAME = 120
_LONGEST_SHOWN = 60
"""How many letters of a cell a message shows."""
LETTERS = frozenset({Kind.TEXT, Kind.URL, Kind.EMAIL})
"""The kinds of facts that can have letters of any script."""
_HEADER_HINT = "The first row names the columns."
NOTE_HINT = f"A column for people alone has a name that begins with {NOTE}."
_RELEASE_HINT = "Bring the translation so far, or take these rows out."


@dataclass(frozen=True, slots=True)
class Job:
    """One sheet to make."""

    number: int
    """Its row."""
    line: int
    tag: str
    facts: Mapping[str, Fact]
    """The facts that the row has of its own."""
    file: str
    """Its file's name in the folder of the run."""


@dataclass(slots=True)
class Sample:
    """The first row of a kind: of those in one language that leave the same passed dates of the campaign in place."""

    job: Job
    rows: int = 0
    """How many rows of its kind there are."""


@dataclass(slots=True)
class Checked:
    """What came of looking through a table."""

    rows: int = 0
    by_kind: dict[tuple[str, frozenset[str]], Sample] = field(default_factory=dict)
    """One row of each kind, by its language and the passed dates that it leaves in place."""
    given: dict[str, set[str]] = field(default_factory=dict)
    """For each language the facts that any of its rows gives."""
    mistakes: list[HandbillError] = field(default_factory=list)
    """The first of them."""
    mistaken: int = 0
    """How many there are in all."""

    @property
    def by_tag(self) -> dict[str, int]:
        """How many rows there are for each language."""
        found: dict[str, int] = {}
        for (tag, _), sample in self.by_kind.items():
            found[tag] = found.get(tag, 0) + sample.rows
        return found

    @property
    def samples(self) -> list[Sample]:
        """One row of each kind, in the order of the table."""
        return list(self.by_kind.values())

    def count(self, job: Job, late: frozenset[str]) -> None:
        """Count a row. `late` are the campaign's dates that have passed."""
        self.by_kind.setdefault((job.tag, late.difference(job.facts)), Sample(job)).rows += 1
        self.given.setdefault(job.tag, set()).update(job.facts)

    def add(self, mistake: HandbillError) -> None:
        """Count a mistake, and keep it if it is among the first."""
        self.mistaken += 1
        if len(self.mistakes) < SHOWN_MISTAKES:
            self.mistakes.append(mistake)


class Expected(Protocol):
    """What is known of the sheets in a language before any of them is made."""

    def withheld(self, tag: str) -> str | None:
        """Say why none is made; nothing where they are."""

    def standing(self, tag: str) -> Mapping[str, Collection[Language]]:
        """Give for each fact the languages of the texts that it stands in."""


class Table:
    """A file of rows, read for one campaign."""

    def __init__(self, file: RowFile, campaign: Campaign, *, default: Language | None) -> None:
        """Read the header. A column that means nothing is a `SourceError`."""
        self.file = file
        self.campaign = campaign
        self.default = default
        known = {LOCALE, FILE, *campaign.facts}
        self.delimiter, header = file.header(known)
        self.width = len(header.cells)
        self.columns = self._columns(header, known)
        if LOCALE not in self.columns and default is None:
            raise self._error(header, "there is no column “locale”", f"Add it, with {self._tags()}, or give -l TAG.")

    def _columns(self, header: Row, known: AbstractSet[str]) -> dict[str, int]:
        columns: dict[str, int] = {}
        self.nameless = [index for index, written in enumerate(header.cells) if not written.strip()]
        named = [each for each in header.cells if each.strip() and not each.strip().startswith(NOTE)]
        if len(named) > 1 and known.isdisjoint(map(column_name, named)):
            raise self._error(header, "names no column that means anything here", f"{_HEADER_HINT} {_known(known)}")
        for index, written in enumerate(header.cells):
            name = column_name(written)
            if not name or written.strip().startswith(NOTE):
                continue
            if name not in known:
                raise self._error(
                    header, f"column “{_shortened(written.strip())}” means nothing here", _nearest(name, known)
                )
            if name in columns:
                raise self._error(header, f"two columns are named “{name}”", "Delete or rename one of them.")
            columns[name] = index
        return columns

    def check(self, expected: Expected, coverage: Coverage, names: Names, today: dt.date) -> Checked:
        """Look through all rows.

        A date of the row's own that lies before `today` is a mistake, unless it may.
        """
        checked = Checked()
        late = frozenset(name for name, fact in self.campaign.facts.items() if passed(fact, today))
        for row in self.file.rows(self.delimiter):
            checked.rows += 1
            mistakes: list[SourceError] = []
            job = self._job(row, mistakes)
            if job is not None:
                checked.count(job, late)
                mistakes.extend(self._look_closer(row, job, expected, names))
                mistakes.extend(self._late(row, job, today))
                mistakes.extend(self._uncovered(row, job, expected, coverage))
            for mistake in mistakes:
                checked.add(mistake)
        if not checked.rows:
            checked.add(self.file.error("has a header and no rows", "Add a row for each sheet."))
        return checked

    def _look_closer(self, row: Row, job: Job, expected: Expected, names: Names) -> Iterator[SourceError]:
        if reason := expected.withheld(job.tag):
            yield self._error(row, f"no sheet is made in {self._spoken(job).name}: {reason}", _RELEASE_HINT, LOCALE)
        elif earlier := names.taken(job.file, row.number):
            yield self._error(
                row, f"row {earlier} has the file name “{_shortened(job.file)}” too", "Give each row its own.", FILE
            )

    def _uncovered(self, row: Row, job: Job, expected: Expected, coverage: Coverage) -> Iterator[SourceError]:
        """Find what no font covers, in all languages of the texts that it stands in: not all need be translated."""
        if expected.withheld(job.tag):
            return
        reader, standing = self._spoken(job), expected.standing(job.tag)
        for name, fact in job.facts.items():
            if fact.kind not in LETTERS:
                continue
            for spoken in standing[name]:
                try:
                    coverage.check([(str(fact.value), spoken, None)])
                except RenderError as error:
                    where = (
                        "" if spoken == reader else f"The sheets in {reader.name} show it in a text in {spoken.name}. "
                    )
                    yield self._error(row, error.message, f"{where}{error.hint or ''}", name)
                    break

    def _late(self, row: Row, job: Job, today: dt.date) -> Iterator[SourceError]:
        for name, fact in job.facts.items():
            if passed(fact, today):
                hint = f"Write a new date. If it is meant to lie in the past: expires = false, under facts.{name}."
                yield self._error(row, f"the {name} {fact.value} has passed (today is {today})", hint, name)

    def jobs(self) -> Iterator[Job]:
        """Give what to make, row by row. The table has been checked: a mistake now means that it changed."""
        for row in self.file.rows(self.delimiter):
            mistakes: list[SourceError] = []
            job = self._job(row, mistakes)
            if job is None:
                raise mistakes[0]
            yield job

    def _job(self, row: Row, mistakes: list[SourceError]) -> Job | None:
        """Read one row; its mistakes are added to the list, and with any of them there is no job."""
        before = len(mistakes)
        if any(each.strip() for each in row.cells[self.width :]):
            said = f"has {len(row.cells)} cells; the header has {self.width}"
            mistakes.append(self._error(row, said, "A cell with a comma in it stands between quotation marks."))
        for index in self.nameless:
            if written := cell(row.cells, index):
                said = f"column {index + 1} has a value (“{_shortened(written)}”) and no name"
                mistakes.append(self._error(row, said, f"Name it in the first row. {NOTE_HINT}"))
        mistakes.extend(self._lost_letters(row))
        tag = self._locale(row, mistakes)
        facts = dict(self._facts(row, mistakes))
        file = self._file_name(row, tag, mistakes)
        return Job(row.number, row.line, tag, facts, file) if len(mistakes) == before else None

    def _lost_letters(self, row: Row) -> Iterator[SourceError]:
        """Find what a program writes that could not read a letter: the table was saved in another encoding before."""
        for name, index in self.columns.items():
            if LOST in (written := cell(row.cells, index)):
                said = f"“{_shortened(written)}” has U+FFFD, which stands for a letter that was lost"
                yield self._error(row, said, "Type it anew, and save the table as “CSV UTF-8”.", name)

    def _locale(self, row: Row, mistakes: list[SourceError]) -> str:
        written = cell(row.cells, self.columns.get(LOCALE))
        if not written and self.default:
            return self.default.tag
        spoken = self.campaign.by_tag.get(normalize_tag(written)) if written else None
        if spoken is None:
            said = f"the campaign has no language “{_shortened(written)}”" if written else "there is no language"
            mistakes.append(self._error(row, said, f"There are: {self._tags()}.", LOCALE))
            return ""
        return spoken.tag

    def _facts(self, row: Row, mistakes: list[SourceError]) -> Iterator[tuple[str, Fact]]:
        for name, index in self.columns.items():
            written = cell(row.cells, index)
            # An empty cell leaves the campaign's own fact as it is.
            if written and name not in {LOCALE, FILE}:
                try:
                    yield name, with_text(self.campaign.facts[name], written)
                except ValueMistake as mistake:
                    mistakes.append(self._error(row, f"“{_shortened(written)}” {mistake.message}", mistake.hint, name))

    def _file_name(self, row: Row, tag: str, mistakes: list[SourceError]) -> str:
        written = unicodedata.normalize("NFC", cell(row.cells, self.columns.get(FILE)))
        if not written:
            return f"{row.number:06}-{tag}.pdf"
        if not _is_file_name(written):
            hint = "Use a short name without slashes and signs such as : and *, and no dot at its beginning."
            mistakes.append(self._error(row, f"“{_shortened(written)}” cannot be the name of a file", hint, FILE))
        return written if written.lower().endswith(".pdf") else f"{written}.pdf"

    def _spoken(self, job: Job) -> Language:
        return self.campaign.by_tag[job.tag]

    def _tags(self) -> str:
        return ", ".join(self.campaign.by_tag)

    def _error(self, row: Row, message: str, hint: str, column: str | None = None) -> SourceError:
        place = f"row {row.number}, column {column}" if column else f"row {row.number}"
        return self.file.error(f"{place}: {message}", hint, row.line)


def _is_file_name(written: str) -> bool:
    """Say whether a file can have a name on every system, and shows what it is."""
    unsafe = _UNSAFE.search(written) or _DEVICES.fullmatch(written) or harm(written)
    return not (unsafe or written.startswith(".") or len(written.encode()) > _LONGEST_NAME)


def _nearest(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, known, n=1)
    guess = f"Did you mean “{close[0]}”?" if close else _known(known)
    # A name that no fact can have is not proposed, nor one that none should.
    proposed = PLACEHOLDER.fullmatch(f"{{{name}}}") and len(name) <= _LONGEST_SHOWN
    fact, placeholder = (name, f"{{{name}}}") if proposed else ("a fact for it", "its name in braces")
    way = f"To print it, add {fact} under [facts] of {CAMPAIGN_FILE} and write {placeholder} in a text."
    return f"{guess} {way} {NOTE_HINT}"


def _known(names: Collection[str]) -> str:
    return f"There are: {', '.join(sorted(names))}."


def _shortened(text: str) -> str:
    """Give a cell as messages show it: not too long, and on one line in one direction."""
    seen = "".join(each if each.isprintable() else f"[U+{ord(each):04X}]" for each in text)
    return seen if len(seen) <= _LONGEST_SHOWN else f"{seen[: _LONGEST_SHOWN - 3]}..."
