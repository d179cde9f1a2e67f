"""What was recorded of each language's progress: a line of JSON an entry.

::

    {"version": 1, "at": "2011-07-04T12:00:00Z", "locale": "es", "documents": {"faq": {"messages": {"untranslated": 1,
      "fuzzy": 0, "translated": 9, "reviewed": 0}, "words": {...}, "errors": 0, "warnings": 2}}}

Why every recording is a file of its own stands in ``docs/progress.md``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from handbill.errors import HandbillError, WorkspaceError
from handbill.model import State
from handbill.progress.count import Tally
from handbill.tags import normalize_tag

VERSION = 1
FORM = "%Y-%m-%dT%H:%M:%SZ"
HINT = "Delete the line, or bring back what stood there; the other lines count all the same."


@dataclass(frozen=True, slots=True)
class Entry:
    """How far one language was at one time."""

    at: dt.datetime
    """UTC, whole seconds."""
    locale: str
    """The language's tag."""
    documents: Mapping[str, Tally]
    """Messages, words and findings by domain; what else a `Tally` holds is not recorded."""

    @property
    def total(self) -> Tally:
        """All documents together."""
        return sum(self.documents.values(), Tally())

    @property
    def date(self) -> dt.date:
        """The day."""
        return self.at.date()


def entry(at: dt.datetime, locale: str, tallies: Mapping[str, Tally]) -> Entry:
    """Give what is recorded of some tallies."""
    kept = {
        domain: Tally(_all_states(each.messages), _all_states(each.words), errors=each.errors, warnings=each.warnings)
        for domain, each in tallies.items()
    }
    return Entry(at.astimezone(dt.UTC).replace(microsecond=0), locale, kept)


def next_moment(at: dt.datetime, taken: Iterable[dt.datetime]) -> dt.datetime:
    """Give `at` in whole seconds, or the second after the last recording of that day where it was recorded later.

    The order of recordings is that of their times, and two of a day that was named without a time would have the same.
    """
    at = at.astimezone(dt.UTC).replace(microsecond=0)
    later = [each for each in taken if each >= at and each.date() == at.date()]
    return max(later) + dt.timedelta(seconds=1) if later else at


def _all_states(counts: Mapping[State, int]) -> dict[State, int]:
    return {state: counts.get(state, 0) for state in State}


def unlike_newest(entries: Iterable[Entry], history: Mapping[str, Sequence[Entry]]) -> list[Entry]:
    """Give the entries that say something new: what is as it was last recorded needs no line."""
    newest = {locale: known[-1].documents for locale, known in history.items() if known}
    return [each for each in entries if newest.get(each.locale) != each.documents]


def serialize_entries(entries: Sequence[Entry]) -> tuple[str, bytes]:
    """Give the name and the bytes of a file that holds some entries of one time.

    The name has the time and a digest of the content, so that two recordings share a
    file only if they say the same.
    """
    data = "".join(f"{json.dumps(_as_json(each), ensure_ascii=False)}\n" for each in entries).encode()
    stamp = entries[0].at.strftime("%Y-%m-%dT%H%M%SZ")
    return f"{stamp}-{hashlib.sha256(data).hexdigest()[:8]}.jsonl", data


def _as_json(each: Entry) -> dict[str, object]:
    documents = {
        domain: {
            "messages": {str(state): tally.messages.get(state, 0) for state in State},
            "words": {str(state): tally.words.get(state, 0) for state in State},
            "errors": tally.errors,
            "warnings": tally.warnings,
        }
        for domain, tally in each.documents.items()
    }
    return {"version": VERSION, "at": each.at.strftime(FORM), "locale": each.locale, "documents": documents}


def parse_entries(text: str, path: str) -> tuple[list[Entry], list[HandbillError]]:
    """Read the lines of one file. Each damaged one is an error with its place, and the others count."""
    entries: list[Entry] = []
    errors: list[HandbillError] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            # A byte that is not UTF-8 came in as half a surrogate pair, which cannot go out again.
            line.encode()
            entries.append(_entry(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            errors.append(WorkspaceError("this is no line of recorded progress", path=path, line=number, hint=HINT))
    return entries, errors


def _entry(data: Mapping[str, object]) -> Entry:
    if data["version"] != VERSION:
        raise ValueError(data["version"])
    at = dt.datetime.strptime(str(data["at"]), FORM).replace(tzinfo=dt.UTC)
    documents = data["documents"]
    if not isinstance(documents, dict) or not isinstance(data["locale"], str):
        raise TypeError(documents)
    return Entry(at, normalize_tag(data["locale"]), {domain: _tally(each) for domain, each in documents.items()})


def _tally(data: Mapping[str, object]) -> Tally:
    return Tally(
        _counts(data["messages"]),
        _counts(data["words"]),
        errors=_number(data["errors"]),
        warnings=_number(data["warnings"]),
    )


def _counts(data: object) -> dict[State, int]:
    if not isinstance(data, dict):
        raise TypeError(data)
    return {state: _number(data[str(state)]) for state in State}


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def in_order(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Give entries by locale, oldest first. Of entries of one moment the order is that in which they are given."""
    ordered: dict[str, list[Entry]] = {}
    for each in sorted(entries, key=lambda each: each.at):
        ordered.setdefault(each.locale, []).append(each)
    return {locale: tuple(known) for locale, known in ordered.items()}


def as_of(history: Sequence[Entry], date: dt.date) -> Entry | None:
    """Give the newest entry at or before a date, else the first there is; nothing where nothing was recorded."""
    before = [each for each in history if each.date <= date]
    return before[-1] if before else next(iter(history), None)


def last_gain(history: Sequence[Entry], domain: str) -> dt.datetime | None:
    """Give when a document was last recorded with more words done, or more reviewed, than before.

    A source that changed takes words away from what is done; that is no work of a translator.
    """
    gained = None
    known = [(each.at, each.documents[domain]) for each in history if domain in each.documents]
    for (_, before), (at, after) in pairwise(known):
        more_reviewed = after.words[State.REVIEWED] > before.words[State.REVIEWED]
        if after.words_done > before.words_done or more_reviewed:
            gained = at
    return gained
