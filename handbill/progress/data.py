"""Progress for programs: JSON and CSV, as ``docs/formats.md`` describes them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from enum import Enum

from handbill.model import Origin, State
from handbill.progress.count import Tally
from handbill.progress.report import Change, DocumentProgress, LocaleProgress, Progress

VERSION = 1


def as_json(progress: Progress) -> str:
    """Give the JSON of all languages, with a final line feed."""
    data = {
        "version": VERSION,
        "locales": {each.language.tag: _locale(each) for each in progress.locales},
        "total": _tally(progress.total),
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"


def _locale(each: LocaleProgress) -> dict[str, object]:
    return {
        "documents": {document.domain: _document(document) for document in each.documents},
        "total": _with_context(_tally(each.total), each),
        "unread": list(each.unread),
    }


def _document(each: DocumentProgress) -> dict[str, object]:
    return _with_context(_tally(each.tally), each)


def _with_context(data: dict[str, object], each: LocaleProgress | DocumentProgress) -> dict[str, object]:
    data["last_change"] = each.last_change.isoformat() if each.last_change else None
    data["credited"] = list(each.credited)
    if each.since:
        data["since"] = _change(each.since)
    return data


def _change(since: Change) -> dict[str, object]:
    return {
        "recorded": since.at.date().isoformat(),
        "words": since.words,
        "words_done": since.done,
        "words_reviewed": since.reviewed,
    }


def _tally(each: Tally) -> dict[str, object]:
    return {
        "messages": {"total": each.total, **_states(each.messages)},
        "words": {"total": each.total_words, **_states(each.words)},
        "characters": {"total": sum(each.characters.values()), **_states(each.characters)},
        "percent": each.percent,
        "words_left": each.words_left,
        "words_changed": each.changed,
        "origins": {_named(origin): each.origins.get(origin, 0) for origin in Origin},
        "findings": {"errors": each.errors, "warnings": each.warnings},
    }


def _states(counts: Mapping[State, int]) -> dict[str, int]:
    return {str(state): counts.get(state, 0) for state in State}


def _named(each: Enum) -> str:
    return str(each.value).replace(" ", "_")


def _columns(each: DocumentProgress) -> dict[str, object]:
    """Give the columns of the CSV after ``locale`` and ``document``, in order."""
    tally = each.tally
    return {
        "messages": tally.total,
        **{f"messages_{name}": count for name, count in _states(tally.messages).items()},
        "words": tally.total_words,
        **{f"words_{name}": count for name, count in _states(tally.words).items()},
        "characters": sum(tally.characters.values()),
        "percent": tally.percent,
        "words_left": tally.words_left,
        "words_changed": tally.changed,
        **{f"words_{_named(origin)}": tally.origins.get(origin, 0) for origin in Origin},
        "errors": tally.errors,
        "warnings": tally.warnings,
        "last_change": each.last_change or "",
        "credited": _safe("; ".join(each.credited)),
    }


def as_csv(progress: Progress) -> str:
    """Give a row for each language and document, after a header (RFC 4180: comma, CRLF)."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["locale", "document", *_columns(DocumentProgress("", Tally()))])
    for locale in progress.locales:
        for each in locale.documents:
            writer.writerow([locale.language.tag, each.domain, *_columns(each).values()])
    return stream.getvalue()


def _safe(text: str) -> str:
    # A name is anybody's text, and a spreadsheet would calculate one that begins so.
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
