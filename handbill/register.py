"""The register: which version of which sheet was released when. docs/register.md says why, docs/formats.md how.

One JSON object a line, of two kinds: a *sheet*, and the *words* of sheets,
which stand once however many sheets show them. Lines are only ever added, and
their order means nothing; so two branches merge by keeping the lines of both.
"""

from __future__ import annotations

import hashlib
import json
import os
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from handbill import workspace

VERSION = 1

Words = Mapping[str, str]
"""Texts with their placeholders, by where they stand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of one sheet, as it was released."""

    code: str
    """What stands at its foot."""
    product: str
    profile: str
    """What it is made for: ``office``, ``shop-bw`` ..."""
    locale: str
    documents: tuple[str, ...]
    state: str
    """How far its least advanced text was, or ``source``."""
    coverage: float
    """The share of its texts that were in its language, from 0 to 1."""
    origin: str | None
    """Who wrote its translation."""
    released: str
    """The day: ``2011-07-04``."""
    words: str
    """The digest of its words."""
    layout: str
    """A digest of template, library and pictures."""
    link: str
    """The address that its QR code leads to."""
    facts: Mapping[str, str]
    """The facts of the campaign, as typed."""
    own: tuple[str, ...] = ()
    """The facts that a row of a print run had of its own."""

    @property
    def identity(self) -> int:
        """A number of 64 bits for everything but the day: equal for equal releases."""
        data = {key: value for key, value in self._data.items() if key != "released"}
        return int.from_bytes(hashlib.sha256(_json(data).encode()).digest()[:8], "big")

    @property
    def line(self) -> str:
        """The register's line."""
        return _json({"version": VERSION, **self._data})

    @property
    def _data(self) -> dict[str, object]:
        # asdict() copies every value, which takes longer than all the rest where a register is long.
        return {each.name: getattr(self, each.name) for each in fields(self)}


def words_digest(words: Words) -> str:
    """Give a digest of some words."""
    return hashlib.sha256(_json(words).encode()).hexdigest()[:32]


def words_line(words: Words) -> str:
    """Give the register's line for some words."""
    return _json({"version": VERSION, "words": words_digest(words), "texts": dict(words)})


def layout_of(layout: str, data: Mapping[str, Any]) -> str:
    """Give a short digest of a layout: the template's, and how each language is set."""
    return hashlib.sha256(
        _json([layout, data["languages"], data["smallest"], data["page"], data["options"]]).encode()
    ).hexdigest()[:32]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Register:
    """The file."""

    path: Path

    def entries(self) -> Iterator[Entry]:
        """Give the released versions, line by line."""
        for data in self._lines():
            if "code" in data and (entry := parse_entry(data)):
                yield entry

    def words(self, digest: str) -> Words | None:
        """Give the words that have a digest, if the register has them."""
        for data in self._lines():
            texts = data.get("texts")
            if isinstance(texts, dict) and data.get("words") == digest:
                return {str(key): str(text) for key, text in texts.items()}
        return None

    def _lines(self) -> Iterator[dict[str, Any]]:
        """Give what can be read. What cannot is passed over: half a line that a full disk left, marks of a merge."""
        if not self.path.is_file():
            return
        try:
            with self.path.open("rb") as stream:
                for line in stream:
                    try:
                        data = json.loads(line)
                    except (ValueError, RecursionError):
                        continue
                    if isinstance(data, dict) and data.get("version") == VERSION:
                        yield data
        except OSError as error:
            raise workspace.unreadable(error, self.path) from error

    @contextmanager
    def adding(self, waiting: Callable[[], None] = lambda: None) -> Iterator[Additions]:
        """Hold the register's folder, to add to the register."""
        with workspace.lock(self.path.parent, waiting):
            # Eight bytes for each line that is there, so that a register of any length can be looked through.
            known = array("Q", sorted(entry.identity for entry in self.entries()))
            yield Additions(self.path, known, {str(data["words"]) for data in self._lines() if "texts" in data})


@dataclass(frozen=True, slots=True)
class Additions:
    """What is added to a register while its folder is held."""

    path: Path
    known: array[int]
    """The identities that it has, in order."""
    words: set[str]
    """The digests of the words that it has."""

    def add(self, entries: Iterable[Entry], words: Iterable[Words]) -> int:
        """Add what is not there yet; say how many versions that were. Equal releases are there once, with their first
        day.
        """
        new = [entry for entry in entries if self._is_new(entry.identity)]
        wanted = {entry.words for entry in new} - self.words
        lines = [words_line(each) for each in words if words_digest(each) in wanted]
        if new:
            self._append([*dict.fromkeys(lines), *(entry.line for entry in new)])
            self.words.update(wanted)
        return len(new)

    def _is_new(self, identity: int) -> bool:
        place = bisect_left(self.known, identity)
        if place < len(self.known) and self.known[place] == identity:
            return False
        self.known.insert(place, identity)
        return True

    def _append(self, lines: Iterable[str]) -> None:
        data = "".join(f"{line}\n" for line in lines).encode()
        with workspace.refusals(self.path):
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
            with os.fdopen(descriptor, "rb+", buffering=0) as stream:
                end = stream.seek(0, os.SEEK_END)
                if end:
                    stream.seek(end - 1)
                    # Half a line that an interruption left is ended, so that it spoils no other.
                    data = data if stream.read(1) == b"\n" else b"\n" + data
                try:
                    _write_all(stream.write, data)
                    os.fsync(descriptor)
                except OSError:
                    # A full disk: what was there stays, and nothing half.
                    stream.truncate(end)
                    raise


def _write_all(write: Callable[[bytes], int | None], data: bytes) -> None:
    while data:
        data = data[write(data) or 0 :]


def parse_entry(data: dict[str, Any]) -> Entry | None:
    """Give the entry that a line's object stands for, if it is one."""
    try:
        kept = {key: value for key, value in data.items() if key != "version"}
        entry = Entry(**{**kept, "documents": tuple(data["documents"]), "own": tuple(data.get("own", ()))})
        texts = (entry.code, entry.product, entry.locale, entry.released, entry.words)
        usable = all(isinstance(each, str) for each in texts) and isinstance(entry.facts, dict)
    except (TypeError, KeyError):
        return None
    return entry if usable else None
